"""The way back from a number to its sentences.

Everything here is shown as HTML that works without a script, in JupyterLab and in a report, and
shows the text of statements as it was typed: nothing in it is markup.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from IPython.display import display

from helpers.evidence.tables import write_table
from helpers.evidence.words import NO_MATH, Html, count_of, escape, fold
from helpers.files.quotes import CONTEXT_CHARS, MAX_WHOLE_CHARS, first_words, last_words
from helpers.frames import typed

Spans = list[tuple[int, int]]
MAX_FLAT_GROUPS = 12  # lists of sentences that stand under each other without being folded again


def show_evidence(
    shown: Any,
    rows: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str = "term",
    unit: str = "place",
    marked: bool = True,
    within: str = "",
) -> None:
    """Show a chart or a table's frame with the folded list of the sentences that it counts.

    `shown` is a chart, or a pair of a frame and what `show_table` made of it. Its numbers must be
    the sizes of the groups of `rows` (document, sentence, start, end) by the column `by`, or, if
    `unit` is "sentence", the sentences in those groups; ValueError says where they are not, or
    which of their sentences is not among `sentences`, so that nothing is shown that cannot be
    checked. `marked` says whether the places are marked. Where the sentences are of several
    statements, each is named with its own. `within` is a column of the table whose equal values are
    folded together where the table has more than twelve rows.

    >>> from helpers.evidence.tables import show_table
    >>> sentences = pd.DataFrame({"document": ["a"], "paragraph": 1, "sentence": 1, "start": 0,
    ...                           "end": 15, "text": ["The port opens."]})
    >>> rows = sentences.assign(start=4, end=8, text="port", term="port")
    >>> table = pd.DataFrame({"term": ["port"], "n": [2]})  # but there is one row
    >>> show_evidence((table, show_table(table, name="terms", caption="Terms")), rows, sentences)
    Traceback (most recent call last):
    ValueError: 'port' is shown as 2, but 1 rows stand for it
    """
    rows = typed(rows, by, "document", "sentence", "start", "end")
    sentences = typed(sentences, "document", "sentence", "paragraph", "start", "text")
    table, output = (shown.table, shown) if hasattr(shown, "figure") else shown
    check_counts(typed(table, *[within] * bool(within)), rows, by, unit)
    title, listed_sentences = _sentences_of(table, rows, sentences, by, marked, within)
    display(output)
    caption = numbers = ""
    if output is shown:
        caption = f"<p {NO_MATH}><small>{escape(shown.words.caption)}</small></p>"
        numbers = _numbers_of(table)
    html = f'<div class="evidence">{caption}{numbers}{listed_sentences}</div>'
    display(Html(html, f"{title}."))


def check_counts(table: pd.DataFrame, rows: pd.DataFrame, by: str, unit: str = "place") -> None:
    """Check that a table's `n` is the number of `rows`, or of their sentences, for each `by`.

    >>> rows = pd.DataFrame({"document": "a", "sentence": [1, 1], "term": ["port", "port"]})
    >>> check_counts(pd.DataFrame({"term": ["port"], "n": [2]}), rows, "term")
    >>> check_counts(pd.DataFrame({"term": ["port"], "n": [1]}), rows, "term", "sentence")
    """
    rows = typed(rows, by, "document", "sentence")
    if unit == "sentence":
        rows = rows.drop_duplicates([by, "document", "sentence"])
    counted = rows[by].value_counts()
    for key, n in typed(table, by, "n")[[by, "n"]].itertuples(index=False):
        if counted.get(key, 0) != n:
            raise ValueError(
                f"{key!r} is shown as {n}, but {counted.get(key, 0)} rows stand for it"
            )


def _numbers_of(table: pd.DataFrame) -> str:
    """Fold the table of a chart in."""
    if "document" in table and table["document"].nunique() == 1:
        table = table.drop(columns="document")
    caption = "The numbers that the chart draws"
    return fold("The numbers as a table", write_table(table, {c: c for c in table}, caption))


def _sentences_of(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    sentences: pd.DataFrame,
    by: str,
    marked: bool,
    within: str,
) -> tuple[str, str]:
    """List, for each row of a table, its sentences in the order of the text, under a title."""
    places: dict = {key: {} for key in table[by]}  # what is counted: where: spans
    columns = [by, "document", "sentence", "start", "end"]
    for key, document, sentence, start, end in rows[columns].itertuples(index=False):
        if key in places:
            places[key].setdefault((document, sentence), []).append((start, end))
    columns = ["document", "sentence", "paragraph", "number", "section", "start", "text"]
    known = sentences.reindex(columns=columns).astype(object)
    several = known["document"].nunique() > 1
    texts = {
        tuple(row[:2]): (f"{row[0]}, " * several + cite_paragraph(*row[2:5]), *row[5:])
        for row in known.where(known.notna(), None).to_numpy()
    }
    if missing := [place for own in places.values() for place in own if place not in texts]:
        document, sentence = missing[0]
        raise ValueError(f"sentence {sentence} of {document} is counted, but not among sentences")
    order, groups = {place: at for at, place in enumerate(texts)}, []
    for key, heading in zip(table[by], table["label" if "label" in table else by], strict=True):
        n, own = sum(map(len, places[key].values())), places[key]
        shown = sorted(own, key=order.__getitem__)
        items = [
            _quote_in_list(place[1], own[place] if marked else [], *texts[place]) for place in shown
        ]
        title = f"{heading}: {n:,} in {count_of(len(own), 'sentence')}"
        groups.append(fold(title, f"<ol {NO_MATH}>{''.join(items)}</ol>"))
    touched = {place for own in places.values() for place in own}
    n = sum(len(spans) for own in places.values() for spans in own.values())
    title = (
        f"The sentences behind {count_of(len(table), 'number')}: "
        f"{count_of(n, 'place')} in {count_of(len(touched), 'sentence')}"
    )
    if within and len(groups) > MAX_FLAT_GROUPS:
        outer: dict[str, list[str]] = {}
        for name, group in zip(table[within], groups, strict=True):
            outer.setdefault("–" if pd.isna(name) else str(name), []).append(group)
        groups = [fold(name, _indent(inside)) for name, inside in outer.items()]
    return title, fold(title, _indent(groups)) if groups else ""


def _indent(groups: Iterable[str]) -> str:
    return f'<div style="margin-left:1em">{"".join(groups)}</div>'


def cite_paragraph(paragraph: int, number: str | None = None, section: str | None = None) -> str:
    """Cite a paragraph by its place, the number that is printed before it and its heading.

    >>> cite_paragraph(14, "12", "Stabilisation"), cite_paragraph(3)
    ('¶14 (12), Stabilisation', '¶3')
    """
    printed = f" ({number.strip('()')})" if number else ""
    return f"¶{paragraph}{printed}{', ' if section else ''}{section or ''}"


def _quote_in_list(number: int, spans: Spans, cited: str, start: int, text: str) -> str:
    """Write one sentence, numbered as in its document, with what is counted in it marked."""
    inside = sorted((low - start, high - start) for low, high in spans)
    return f'<li value="{number}">{_mark(text, inside)} <small>{escape(cited)}</small></li>'


def _mark(text: str, spans: Spans) -> str:
    """Mark the spans of a sentence; of a very long one only the words around them are shown."""
    show = escape if len(text) <= MAX_WHOLE_CHARS else quiet
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(text))
        if start < end:
            pieces += [show(text[at:start]), f"<mark>{show(text[start:end])}</mark>"]
            at = end
    return "".join([*pieces, show(text[at:])])


def quiet(text: str) -> str:
    """Write a stretch with nothing marked in it; of a long one only the words at its two ends."""
    if len(text) <= 2 * CONTEXT_CHARS:
        return escape(text).replace("\n", "<br>")
    left, right = first_words(text), last_words(text)
    gap = f" <small>[… {len(text) - len(left) - len(right):,} characters as they were …]</small> "
    return quiet(left) + gap + quiet(right)
