"""Read official statements: from a saved page to counts that lead back to their sentences.

Text flows one way through the rooms of this package:
files, repairs -> documents -> tokens -> lookup -> { terms, measures; formats, codebooks, themes,
coding; dates -> events -> exports } -> sheet, figures, timeline, evidence, statement, proof ->
notebooks -> runs -> { pages, folders, reports; verify }.
What is read and shown on the way is noted in the record, for the proof.
"""

import os
import re
from pathlib import Path

#: The folder of the bundled statement and of the judgements (stop words, aliases ...).
DATA = Path(__file__).resolve().parent.parent / "data"

#: How a table can be handed on: the kind of an output in a notebook, and the ending of its file.
FILES = {"text/csv": "csv", "text/calendar": "ics", "text/x-timelinejs": "json"}

#: The longest sentence that is quoted whole beside a number, in characters: some 300 words.
LONGEST_WHOLE = 2_000
AROUND = 160  # characters that are quoted of a longer one at each side of what is shown

# where a spreadsheet may begin a cell, and what makes it run one
BEFORE, RUN = r"(^|[;\t\n])", r"'*[=+@\t\n＝＋－＠-]"

#: How a character is shown that cannot be seen, or that would turn the order of those after it.
SHOWN = {n: 0x2400 + n for n in range(32) if chr(n) not in "\t\n\r"} | {0x7F: 0x2421}
SHOWN |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)

#: The apostrophe that `as_csv` puts before a text that a spreadsheet would run.
SAFE = rf"{BEFORE}'(?={RUN})"


def find_data(name: str, folder=None) -> Path:
    """Find a file of judgements: the researcher's own in `folder`, else the bundled one.

    `name` may be that of a folder of tables.
    """
    own = Path(folder or DATA) / name
    # a link that leads nowhere is there, too: better an error than ours in its place
    return own if os.path.lexists(own) else DATA / name


def first_words(text: str) -> str:
    """Take the words at the beginning of a long text (see AROUND)."""
    return text[:AROUND].rpartition(" ")[0]


def last_words(text: str) -> str:
    """Take the words at the end of a long text (see AROUND)."""
    return text[-AROUND:].partition(" ")[2]


def mark_csv(text: str) -> str:
    """Make of CSV what its file holds: Excel needs the mark to see UTF-8, pandas skips it."""
    return "\ufeff" + text.replace("\r\n", "\n")


def as_csv(table) -> str:
    """Write a frame as CSV, its numbers to ten digits: the eleventh depends on the machine.

    A spreadsheet would run a text that begins with = + - @, a tab or a line end. Such a text gets
    an apostrophe before it, inside a cell too where a ; or a line end goes before, since some
    spreadsheets begin a cell there; numbers are left as they are. After pandas.read_csv,
    `column.str.replace(helpers.SAFE, r"\\1", regex=True)` gives the texts as they were, save that
    every line end is \\n and what cannot be seen is a sign for it (see SHOWN).
    """
    safe = table.map(_make_safe).rename(columns=_make_safe)
    return safe.to_csv(index=False, lineterminator="\n", float_format="%.10g")


def _make_safe(cell):
    if not isinstance(cell, str):
        return cell
    return re.sub(rf"{BEFORE}(?={RUN})", r"\1'", re.sub("\r\n?", "\n", cell.translate(SHOWN)))
