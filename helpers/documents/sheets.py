"""Read a table whose rows are statements: CSV, TSV or an Excel file with a column `text`."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from helpers.documents.known import KNOWN_COLUMNS
from helpers.documents.word import open_zip
from helpers.files import UnreadableFile, printable, read_table
from helpers.files.days import read_days

MAX_CELLS = 1_000_000


def read_rows(path: Path, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Read the rows of a table with a column `text`: their lines and their cells.

    Raises UnreadableFile where there is no such column, or where the table cannot be read.
    """
    if path.suffix.lower() in (".csv", ".tsv"):
        try:
            known = ["document", *KNOWN_COLUMNS]
            table = read_table(path, ["text"], known=known, as_it_is=["text", *known])
        except ValueError as error:
            raise UnreadableFile(str(error).removeprefix(f"{printable(path.name)}: ")) from None
        return _read_published([*zip(map(int, table.index), table.to_dict("records"), strict=True)])
    return _read_published([*_read_workbook(content)])


def _read_published(rows: list[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    """Read the days of all rows together, and say in `wrong` which cannot be read."""
    said = pd.Series({line: cells.get("published", "") for line, cells in rows}, dtype="str")
    days, problems = read_days(said)
    return [
        (line, cells | {"published": days[line], "wrong": problems.get(line, "")})
        for line, cells in rows
    ]


def _read_workbook(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Read the first sheet with a heading `text`; no formula is worked out, no link followed."""
    open_zip(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Excel knows beside cells is not read
            book = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            for sheet in book.worksheets:
                rows = sheet.iter_rows(values_only=True)
                headings = [_write_cell(cell).lower() for cell in next(rows, ())]
                if "text" in headings:
                    yield from _rows_of(headings, rows)
                    return
    except UnreadableFile:
        raise
    except Exception as error:  # a broken part can raise anything that a parser raises
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        raise UnreadableFile(f"an Excel file that is broken ({said}); save it again") from None
    raise UnreadableFile(
        "no sheet has the heading 'text' over the statements; name their column so"
    )


def _rows_of(headings: list[str], rows: Iterator[tuple]) -> Iterator[tuple[int, dict[str, str]]]:
    n_cells = 0
    for line, row in enumerate(rows, start=2):
        n_cells += len(row)
        if n_cells > MAX_CELLS:
            raise UnreadableFile(f"it has more than {MAX_CELLS:,} cells; cut it into several files")
        cells = {name: _write_cell(cell) for name, cell in zip(headings, row, strict=False) if name}
        if any(cells.values()):
            yield line, cells


def _write_cell(cell: object) -> str:
    """Write what a cell holds; a day as YYYY-MM-DD, whatever the machine's habits."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    return "" if cell is None else str(cell).replace("_x000D_", "").strip()
