"""The statement as it is read, and the page that it was saved from with every repair marked."""

import pandas as pd

from helpers.evidence.sentences import quiet
from helpers.evidence.words import NO_MATH, Html, count_of, escape, fold
from helpers.frames import typed

SIGNS = {"\n": "↵", "\r": "␍"}
STRUCK = 'style="background:#fde7e4;text-decoration:line-through 1px"'


def show_statement(sentences: pd.DataFrame) -> Html:
    """Show the whole statement, its paragraphs apart and its sentences numbered.

    >>> from helpers.tokens import split_sentences
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The port opens.\\n\\nAll is well."]})
    >>> show_statement(split_sentences(documents)).html.count("<p>")
    2
    """
    sentences = typed(sentences, "document", "paragraph", "sentence", "text")
    parts = []
    for (_, paragraph), own in sentences.groupby(["document", "paragraph"], observed=True):
        text = " ".join(
            f"<sup>{n}</sup>&nbsp;{escape(sentence)}"
            for n, sentence in zip(own["sentence"], own["text"], strict=True)
        )
        parts.append(f"<p><small>¶{paragraph}</small> {text}</p>")
    html = f"<div {NO_MATH}>{''.join(parts)}</div>"
    return Html(html, "\n\n".join(sentences["text"]))


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
