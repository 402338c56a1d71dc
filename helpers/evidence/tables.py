"""Tables as a page shows them."""

from typing import Any

import pandas as pd

from helpers.evidence.words import NO_MATH, Html, escape
from helpers.files import as_csv

MAX_UNBROKEN_CHARS = 21  # characters of a cell that is kept on one line if it is one word


def show_table(
    table: pd.DataFrame,
    *,
    name: str,
    caption: str,
    headings: dict[str, str] | None = None,
    files: dict[str, str] | None = None,
) -> Html:
    """Show a frame as a table with a caption, as many rows as it has.

    `headings` maps the columns to show, in that order, to their headings; all columns, under
    their own names, when it is None. Numbers are written with at most two decimals. `files` are
    other forms of the table, {"ics": text, "json": text}; a report links them beside the CSV.

    >>> show_table(pd.DataFrame({"port": ["Tarn"], "n": [3]}), name="ports", caption="Ports.").text
    'Ports. 1 rows.'
    """
    headings = headings or {column: column for column in table}
    shown = table[[*headings]]
    csv = as_csv(shown)
    text = f"{caption} {len(table)} rows."
    return Html(write_table(shown, headings, caption), text, csv, name, files or {})


def write_table(table: pd.DataFrame, headings: dict[str, str], caption: str) -> str:
    """Write a frame as a table of HTML."""
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
        f'<table {NO_MATH}><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _style(column: pd.Series) -> str:
    if pd.api.types.is_numeric_dtype(column):
        return ' class="num" style="text-align:right"'
    style = "text-align:left"
    if pd.api.types.is_datetime64_any_dtype(column):
        style += ";white-space:nowrap"
    elif all(
        " " not in str(text) and len(str(text)) <= MAX_UNBROKEN_CHARS for text in column.dropna()
    ):
        style += ";white-space:nowrap"  # "2021-03-30" is one word
    elif any(len(word) > 30 for text in column.dropna() for word in str(text).split()):
        style += ";overflow-wrap:anywhere"  # an address may be broken, a word may not
    return f' style="{style}"'


def _cell(value: Any) -> str:
    """Write a value as a reader of tables wants it."""
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()  # strftime writes the year 999 as three digits
    if pd.api.types.is_float(value):
        return f"{value:,.{2 if abs(value) < 10 else 1}f}"
    return f"{value:,}" if pd.api.types.is_integer(value) else str(value)


def show_lines(lines: pd.DataFrame, *, name: str, caption: str) -> Html:
    """Show a concordance with its matches under each other, each with its sentence's number.

    >>> lines = pd.DataFrame({"sentence": [1], "left": ["the "], "text": ["port"], "right": ["."]})
    >>> show_lines(lines, name="port", caption="Every port.").text
    'Every port. 1 lines.'
    """
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
