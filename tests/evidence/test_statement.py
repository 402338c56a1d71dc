"""The statement and its saved page: whole, numbered, and with every repair marked."""

import re
from html import unescape

import pandas as pd
import pytest

from helpers.documents import list_repairs, read_document, read_documents
from helpers.evidence import show_page, show_statement
from helpers.tokens import split_sentences

REPAIRS = ["document", "start", "before", "after", "reason"]


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


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("~~", "", "<del>~~</del>"),
        ("  ", " ", "<del>␣␣</del><ins>␣</ins>"),
        ("\u00a0", " ", "<del>␣</del><ins>␣</ins>"),
        ("’", "'", "<del>’</del><ins>&#x27;</ins>"),
        ("\n", "", "<del>↵</del>"),
        ("\r\n", "\n", "<del>␍↵</del><ins>↵</ins>"),
        ("Menu <1>\r\n\n", "", "<del>Menu &lt;1&gt;</del>"),
    ],
)
def test_each_repair_shows_what_went_what_came_and_why(before, after, shown):
    document = pd.DataFrame({"saved": [f"One <law>. {before}\x07Two."]})
    repairs = pd.DataFrame([("d", 11, before, after, "a <reason>")], columns=REPAIRS)
    result = show_page(document, repairs)
    lines = "<br>" * 2 if before.startswith("Menu") else ""
    assert result.text == "1 repair."
    assert "<summary>The saved page with 1 repair marked</summary>" in result.html
    html = re.sub("<del style=.*?>", "<del>", result.html)
    reason = f"<small> [a &lt;reason&gt;]</small> {lines}"
    assert f">One &lt;law&gt;. {shown}{reason}␇Two.</div>" in html
