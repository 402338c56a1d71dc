"""The way back from a number to its sentences, and the words around the numbers.

Everything here is shown as HTML that works without a script, in JupyterLab and in a report, and
shows the text of statements as it was typed: nothing in it is markup.
"""

from dataclasses import dataclass, field
from html import escape as escape_html

import pandas as pd
from IPython.display import display

from helpers import AROUND, FILES, LONGEST_WHOLE, SHOWN, as_csv, first_words, last_words, mark_csv
from helpers.record import note

PLAIN = 'class="mathjax_ignore tex2jax_ignore"'  # a dollar sign in a statement is no formula
SHORT = 21  # characters of a cell that is kept on one line if it is one word


@dataclass(frozen=True)
class Html:
    """A piece of a page, with the plain text that stands for it elsewhere."""

    html: str
    text: str
    csv: str | None = None
    name: str = ""
    files: dict[str, str] = field(default_factory=dict)  # {"ics": text, "json": text}

    def _repr_mimebundle_(self, include=None, exclude=None):
        texts = self.files if self.csv is None else {"csv": self.csv} | self.files
        files = {kind: texts[ending] for kind, ending in FILES.items() if ending in texts}
        data = {"text/html": self.html, "text/plain": self.text} | files
        if self.csv is not None:
            note("table", self.name, mark_csv(self.csv))
        return data, {kind: {"name": self.name} for kind in files}


def escape(text: str) -> str:
    """Write a text as HTML that shows it as it was typed, and signs for what cannot be seen."""
    return escape_html(text.translate(SHOWN))


# --- words around numbers ------------------------------------------------------------------------


def say(*sentences: str) -> Html:
    """Say computed sentences as a paragraph of the page."""
    text = " ".join(sentences)
    return Html(f"<p {PLAIN}>{escape(text)}</p>", text)


def count_of(n: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun: "1 sentence", "28 sentences", "1,043 words"."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def listed(words, *, most: int = 3) -> str:
    """Write a list as a sentence does: "a", "a and b", "a, b and c", "a, b, c and 4 more"."""
    words = [*words] or ["none"]
    if len(words) > most + 1:
        words = [*words[:most], f"{len(words) - most:,} more"]
    *front, last = words
    return f"{', '.join(front)} and {last}" if front else last


def source_of(document: pd.DataFrame) -> str:
    """Write the source line of a chart from the one row of a document."""
    row = document.iloc[0]
    day = "no date" if pd.isna(row["published"]) else f"{row['published'].date()}"
    return f"Source: {row['title']}; {row['issuer'] or 'issuer not given'}; {day}."


# --- tables --------------------------------------------------------------------------------------


def show_table(table: pd.DataFrame, *, name: str, caption: str, headings=None, files=None) -> Html:
    """Show a frame as a table with a caption, as many rows as it has.

    `headings` maps the columns to show, in that order, to their headings; all columns, under
    their own names, when it is None. Numbers are written with at most two decimals. `files` are
    other forms of the table, {"ics": text, "json": text}; a report links them beside the CSV.
    """
    headings = headings or {column: column for column in table}
    shown = table[[*headings]]
    csv = as_csv(shown)
    text = f"{caption} {len(table)} rows."
    return Html(_table(shown, headings, caption), text, csv, name, files or {})


def _table(table: pd.DataFrame, headings: dict, caption: str) -> str:
    styles = [_style(table[column]) for column in table]
    head = "".join(
        f'<th scope="col"{style}>{escape(heading)}</th>'
        for style, heading in zip(styles, headings.values(), strict=True)
    )
    rows = [
        "".join(
            f"<td{style}>{escape(_cell(value))}</td>"
            for style, value in zip(styles, row, strict=True)
        )
        for row in table.itertuples(index=False)
    ]
    rows = rows or [f'<td colspan="{len(headings)}">none</td>']
    return _ruled(caption, head, rows)


def _ruled(caption: str, head: str, rows: list[str]) -> str:
    """Put a caption, a row of headings and rows of cells together as a table."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<table {PLAIN}><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _style(column: pd.Series) -> str:
    if pd.api.types.is_numeric_dtype(column):
        return ' class="num" style="text-align:right"'
    style = "text-align:left"
    if pd.api.types.is_datetime64_any_dtype(column):
        style += ";white-space:nowrap"
    elif all(" " not in str(text) and len(str(text)) <= SHORT for text in column.dropna()):
        style += ";white-space:nowrap"  # "2021-03-30" is one word
    elif any(len(word) > 30 for text in column.dropna() for word in str(text).split()):
        style += ";overflow-wrap:anywhere"  # an address may be broken, a word may not
    return f' style="{style}"'


def _cell(value) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()  # strftime writes the year 999 as three digits
    if pd.api.types.is_float(value):
        return f"{value:,.{2 if abs(value) < 10 else 1}f}"
    return f"{value:,}" if pd.api.types.is_integer(value) else str(value)


# --- sentences -----------------------------------------------------------------------------------


def show_evidence(
    shown,
    rows: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str = "term",
    unit: str = "place",
    marked: bool = True,
) -> None:
    """Show a chart or a table's frame with the folded list of the sentences that it counts.

    `shown` is a chart, or a pair of a frame and what `show_table` made of it. Its numbers must be
    the sizes of the groups of `rows` (document, sentence, start, end) by the column `by`, or, if
    `unit` is "sentence", the sentences in those groups; ValueError says where they are not, so
    that nothing is shown that cannot be checked. `marked` says whether the places are marked.
    """
    table, output = (shown.table, shown) if hasattr(shown, "figure") else shown
    check_counts(table, rows, by, unit)
    display(output)
    caption = f"<p {PLAIN}><small>{escape(shown.caption)}</small></p>" if output is shown else ""
    numbers = _numbers_of(shown) if output is shown else ""
    title, listed_sentences = _sentences_of(table, rows, sentences, by, marked)
    html = f'<div class="evidence">{caption}{numbers}{listed_sentences}</div>'
    display(Html(html, f"{title}."))


def check_counts(table: pd.DataFrame, rows: pd.DataFrame, by: str, unit: str = "place") -> None:
    """Check that a table's `n` is the number of `rows`, or of their sentences, for each `by`."""
    if unit == "sentence":
        rows = rows.drop_duplicates([by, "document", "sentence"])
    counted = rows[by].value_counts()
    for key, n in zip(table[by], table["n"], strict=True):
        if counted.get(key, 0) != n:
            raise ValueError(
                f"{key!r} is shown as {n}, but {counted.get(key, 0)} rows stand for it"
            )


def _numbers_of(chart) -> str:
    table = chart.table
    if "document" in table and table["document"].nunique() == 1:
        table = table.drop(columns="document")
    caption = "The numbers that the chart draws"
    return fold("The numbers as a table", _table(table, {c: c for c in table}, caption))


def _sentences_of(table, rows, sentences, by, marked) -> tuple[str, str]:
    """List, for each row of a table, its sentences in the order of the text, under a title."""
    places: dict = {key: {} for key in table[by]}  # what is counted: where: spans
    columns = [by, "document", "sentence", "start", "end"]
    for key, document, sentence, start, end in rows[columns].itertuples(index=False):
        if key in places:
            places[key].setdefault((document, sentence), []).append((start, end))
    columns = ["document", "sentence", "paragraph", "start", "text"]
    texts = {(row[0], row[1]): row[2:] for row in sentences[columns].itertuples(index=False)}
    order, groups = {place: at for at, place in enumerate(texts)}, []
    for key, heading in zip(table[by], table["label" if "label" in table else by], strict=True):
        n, own = sum(map(len, places[key].values())), places[key]
        shown = sorted((place for place in own if place in texts), key=order.__getitem__)
        items = [_quote(place, own[place], *texts[place], marked) for place in shown]
        title = f"{heading}: {n:,} in {count_of(len(own), 'sentence')}"
        groups.append(fold(title, f"<ol {PLAIN}>{''.join(items)}</ol>"))
    touched = {place for own in places.values() for place in own}
    n = sum(len(spans) for own in places.values() for spans in own.values())
    title = (
        f"The sentences behind {count_of(len(table), 'number')}: "
        f"{count_of(n, 'place')} in {count_of(len(touched), 'sentence')}"
    )
    inside = f'<div style="margin-left:1em">{"".join(groups)}</div>'
    return title, fold(title, inside) if groups else ""


def _quote(place, spans, paragraph, start, text, marked) -> str:
    """Write one sentence, numbered as in its document, with what is counted in it marked."""
    spans = sorted((low - start, high - start) for low, high in spans) if marked else []
    return f'<li value="{place[1]}">{_mark(text, spans)} <small>¶{paragraph}</small></li>'


def _mark(text: str, spans) -> str:
    """Mark the spans of a sentence; of a very long one only the words around them are shown."""
    show = escape if len(text) <= LONGEST_WHOLE else quiet
    pieces, at = [], 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(text))
        if start < end:
            pieces += [show(text[at:start]), f"<mark>{show(text[start:end])}</mark>"]
            at = end
    return "".join([*pieces, show(text[at:])])


def quiet(text: str) -> str:
    """Write a stretch with nothing marked in it; of a long one only the words at its two ends."""
    if len(text) <= 2 * AROUND:
        return escape(text).replace("\n", "<br>")
    left, right = first_words(text), last_words(text)
    gap = f" <small>[… {len(text) - len(left) - len(right):,} characters as they were …]</small> "
    return quiet(left) + gap + quiet(right)


def fold(summary: str, inside: str) -> str:
    """Fold a piece of a page in under its summary."""
    return f"<details {PLAIN}><summary>{escape(summary)}</summary>{inside}</details>"


def show_lines(lines: pd.DataFrame, *, name: str, caption: str) -> Html:
    """Show a concordance with its matches under each other, each with its sentence's number."""
    rows = [
        f'<td class="num">{row.sentence}</td>'
        f'<td style="text-align:right;white-space:nowrap">{escape(row.left)}</td>'
        f'<td style="text-align:center"><mark>{escape(row.text)}</mark></td>'
        f'<td style="text-align:left;white-space:nowrap">{escape(row.right)}</td>'
        for row in lines.itertuples(index=False)
    ]
    head = "".join(f'<th scope="col">{h}</th>' for h in ("sentence", "before", "match", "after"))
    text = f"{caption} {len(lines)} lines."
    return Html(_ruled(caption, head, rows), text, as_csv(lines), name)
