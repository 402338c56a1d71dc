"""The statement and its saved page: whole, numbered, and with every repair marked."""

import re
from html import unescape

import pandas as pd

from helpers.documents import list_repairs, read_document, read_documents
from helpers.statement import show_page, show_statement
from helpers.tokens import split_sentences


def test_the_whole_statement_is_shown_with_every_sentence_numbered():
    text = "One law, two laws. <b>No</b> law & $5$.\n\nThe end."
    document = pd.DataFrame({"document": ["d"], "text": [text]})
    html = show_statement(split_sentences(document)).html
    assert re.findall(r"<sup>(\d+)</sup>", html) == ["1", "2", "3"]
    shown = unescape(re.sub(r"<sup>\d+</sup>|<small>.*?</small>|<.*?>", "", html))
    assert shown.split() == text.split()


def test_the_marked_page_holds_the_whole_page_and_every_repair(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Menu <1>\n\nThe ~~UN~~ met  in\u00a0Rome.\n")
    document = read_document(file)
    repairs = list_repairs(document)
    html = show_page(document, repairs).html
    assert html.count("<del ") == len(repairs)
    body = html.split("</summary>")[1]
    text = re.sub(r"<small>.*?</small>|<ins>.*?</ins>|<.*?>", "", body)
    letters = re.findall(r"\w+|~~|<1>", unescape(text))
    assert letters == ["Menu", "<1>", "The", "~~", "UN", "~~", "met", "in", "Rome"]


def test_long_stretches_without_a_repair_are_shortened_with_their_length_said():
    document = read_documents()
    html = show_page(document, list_repairs(document)).html
    said = re.findall(r"<small>\[… ([\d,]+) characters as they were …\]</small>", html)
    page = re.sub(r"<small>.*?</small>|<ins>.*?</ins>", "", html.split("</summary>")[1])
    shown = re.sub(r"\s", "", unescape(re.sub("<.*?>", "", page))).replace("↵", "")
    whole = re.sub(r"\s", "", document["saved"].iloc[0])
    gaps = sum(int(number.replace(",", "")) for number in said)
    assert said and len(shown) < len(whole) < len(shown) + gaps
