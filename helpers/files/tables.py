"""Write tables so that a spreadsheet shows them as they are and runs nothing in them."""

import re

import pandas as pd

from helpers.files.quotes import VISIBLE_SIGNS

#: How a table can be handed on: the kind of an output in a notebook, and the ending of its file.
TABLE_ENDINGS = {"text/csv": "csv", "text/calendar": "ics", "text/x-timelinejs": "json"}
# where a spreadsheet may begin a cell, and what makes it run one
CELL_START, CELL_FORMULA = r"(^|[;\t\n])", r"'*[=+@\t\n＝＋－＠-]"
#: The apostrophe that `as_csv` puts before a text that a spreadsheet would run.
MADE_SAFE = rf"{CELL_START}'(?={CELL_FORMULA})"


def mark_csv(text: str) -> str:
    """Make of CSV what its file holds: Excel needs the mark to see UTF-8, pandas skips it.

    >>> mark_csv("term,n\\r\\nlaw,2\\r\\n")
    '\\ufeffterm,n\\nlaw,2\\n'
    """
    return "\ufeff" + text.replace("\r\n", "\n")


def as_csv(table: pd.DataFrame) -> str:
    """Write a frame as CSV, its numbers to ten digits: the eleventh depends on the machine.

    A spreadsheet would run a text that begins with = + - @, a tab or a line end. Such a text gets
    an apostrophe before it, inside a cell too where a ; or a line end goes before, since some
    spreadsheets begin a cell there; numbers are left as they are. After pandas.read_csv,
    `column.str.replace(MADE_SAFE, r"\\1", regex=True)` gives the texts as they were, save that
    every line end is \\n and what cannot be seen is a sign for it (see VISIBLE_SIGNS).

    >>> print(as_csv(pd.DataFrame({"term": ["law", "=law"], "share": [1 / 3, 0.5]})))
    term,share
    law,0.3333333333
    '=law,0.5
    <BLANKLINE>
    """
    safe = table.map(_make_safe).rename(columns=_make_safe)
    return safe.to_csv(index=False, lineterminator="\n", float_format="%.10g")


def _make_safe(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    shown = re.sub("\r\n?", "\n", cell.translate(VISIBLE_SIGNS))
    return re.sub(rf"{CELL_START}(?={CELL_FORMULA})", r"\1'", shown)
