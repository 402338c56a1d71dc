"""The statement as it is read, and the page that it was saved from with every repair marked."""

from typing import Any

import pandas as pd

from helpers.evidence.sentences import quiet
from helpers.evidence.words import NO_MATH, Html, count_of, escape, fold
from helpers.frames import typed

SIGNS = {"\n": "↵", "\r": "␍"}
STRUCK = 'style="background:#fde7e4;text-decoration:line-through 1px"'


def show_statement(sentences: pd.DataFrame, paragraphs: pd.DataFrame | None = None) -> Html:
    """Show the whole statement, its paragraphs apart and its sentences numbered.

    With `paragraphs`, as `split_paragraphs` gives them, what is not counted is shown, too: headings
    in bold, stage directions and the names of speakers in small letters, and each point's number.

    >>> from helpers.tokens import split_paragraphs, split_sentences
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The port opens.\\n\\nAll is well."]})
    >>> paragraphs = split_paragraphs(documents)
    >>> show_statement(split_sentences(paragraphs), paragraphs).html.count("<p>")
    2
    """
    sentences = typed(sentences, "document", "paragraph", "sentence", "start", "end", "text")
    keys = ["document", "paragraph"]
    own = {place: rows for place, rows in sentences.groupby(keys, observed=True)}
    if paragraphs is None:
        parts = [_write_paragraph(place[1], rows) for place, rows in own.items()]
    else:
        paragraphs = typed(paragraphs, *keys, "start", "text", "kind", "number")
        parts = [
            _write_paragraph(row.paragraph, own.get((row.document, row.paragraph)), row)
            for row in paragraphs.itertuples(index=False)
        ]
    return Html(f"<div {NO_MATH}>{''.join(parts)}</div>", "\n\n".join(sentences["text"]))


def _write_paragraph(
    paragraph: int, sentences: pd.DataFrame | None, whole: Any | None = None
) -> str:
    """Write a paragraph; of the whole one, what stands outside its sentences in small letters."""
    pieces: list[str] = []
    at = whole.start if whole else 0
    if sentences is not None:
        for n, start, end, text in sentences[["sentence", "start", "end", "text"]].to_numpy(object):
            pieces += [_in_small(whole, at, start), f"<sup>{n}</sup>&nbsp;{escape(text)}"]
            at = end
    elif whole and whole.kind == "heading":
        pieces, at = [f"<b>{escape(whole.text)}</b>"], whole.start + len(whole.text)
    pieces.append(_in_small(whole, at, whole.start + len(whole.text) if whole else 0))
    number = f" {escape(whole.number)}" if whole and isinstance(whole.number, str) else ""
    inside = " ".join(piece for piece in pieces if piece)
    return f"<p><small>¶{paragraph}</small>{number} {inside}</p>"


def _in_small(whole: Any | None, start: int, end: int) -> str:
    """Write what a paragraph holds between two places, where that is more than a space."""
    between = whole.text[start - whole.start : end - whole.start].strip() if whole else ""
    return f"<small>{escape(between)}</small>" if between else ""


def show_page(document: pd.DataFrame, repairs: pd.DataFrame) -> Html:
    """Show the saved page with every repair marked: what was taken out is struck through.

    Takes one row of documents and its repairs. What was put in is underlined, each repair carries
    its reason, and long stretches that were not touched are shortened with their length said.

    >>> page = pd.DataFrame({"saved": ["# The port\\n"]})
    >>> columns = {"start": [0], "before": ["# "], "after": [""], "reason": ["heading mark"]}
    >>> show_page(page, pd.DataFrame(columns)).text
    '1 repair.'
    """
    saved, at = document["saved"].iloc[0], 0
    pieces: list[str] = []
    for start, before, after, reason in repairs[["start", "before", "after", "reason"]].values:
        pieces.append(quiet(saved[at:start]))
        new = f"<ins>{_visible(after)}</ins>" if after else ""
        why = f"<small> [{escape(reason)}]</small> "
        lines = "" if before.isspace() else "<br>" * before.count("\n")
        pieces.append(f"<del {STRUCK}>{_visible(before)}</del>{new}{why}{lines}")
        at = start + len(before)
    pieces.append(quiet(saved[at:]))
    html = f'<div {NO_MATH} style="white-space:normal">{"".join(pieces)}</div>'
    return Html(
        fold(f"The saved page with {count_of(len(repairs), 'repair')} marked", html),
        f"{count_of(len(repairs), 'repair')}.",
    )


def _visible(text: str) -> str:
    """Write what a repair took out or put in, white space by signs, since it cannot be seen."""
    signs = "".join(SIGNS.get(char, "␣") for char in text)
    return signs if text.isspace() else escape(text.strip("\r\n"))
