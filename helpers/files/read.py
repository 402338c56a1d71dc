"""Read a file that may hold anything, or say what it is and what helps.

A researcher's folder holds whatever it holds: pipes, links that lead nowhere, Word documents under
another name. Nothing here waits for anything, and a file of judgements is never read halfway.
"""

import csv
import errno
import io
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from helpers.files.encodings import UnreadableFile, check_characters, decode, printable
from helpers.files.record import record_output
from helpers.files.signs import write_plainly

#: The folder of the bundled statement and of the judgements (stop words, aliases ...).
DATA = Path(__file__).resolve().parent.parent.parent / "data"
#: The largest file that is read, in bytes: some 800,000 words, more than a statement has.
MAX_FILE_BYTES = 5_000_000

OS_REASONS = {
    errno.ELOOP: "a link that leads back to itself; put the file in its place",
    errno.EACCES: "not allowed to read it; change its permissions",
    errno.EPERM: "not allowed to read it; change its permissions",
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file",  # what should be its folder is a file
}


def data_path(name: str, folder: str | Path | None = None) -> Path:
    """Find a file of judgements: the researcher's own in `folder`, else the bundled one.

    `name` may be that of a folder of tables.

    >>> data_path("stopwords.txt", "a folder without one") == DATA / "stopwords.txt"
    True
    """
    own = Path(folder or DATA) / name
    # a link that leads nowhere is there, too: better an error than ours in its place
    return own if os.path.lexists(own) else DATA / name


def is_bundled(path: str | Path) -> bool:
    """Say whether a file of judgements is ours, and not the researcher's own.

    >>> is_bundled(data_path("stopwords.txt")), is_bundled("stopwords.txt")
    (True, False)
    """
    return Path(path).resolve().is_relative_to(DATA)


def read_bytes(path: str | Path, *, most: int | None = None) -> bytes:
    """Read a file whole, if it is one, of no more than `most` bytes (else MAX_FILE_BYTES).

    Raises UnreadableFile where there is a folder, a pipe or a device, a link that leads nowhere,
    nothing, or what may not or cannot be read.

    >>> read_bytes("nothing.txt")
    Traceback (most recent call last):
    helpers.files.encodings.UnreadableFile: no such file
    """
    most = most or MAX_FILE_BYTES
    try:
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableFile("a folder, not a file; take it out, or end its name otherwise")
        if not stat.S_ISREG(kind):  # opening a pipe would be waiting for its other end
            raise UnreadableFile("a pipe or a device, not a file; take it out")
        with open(path, "rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        number = error.errno or 0
        reason = OS_REASONS.get(number, f"{error.strerror}; see whether it opens elsewhere")
        if number == errno.ENOENT and os.path.islink(path):
            reason = "a link that leads nowhere; take it out"
        raise UnreadableFile(reason) from None
    if len(content) > most:
        raise UnreadableFile(f"it is larger than {most:,} bytes; cut it into several files")
    return content


def read_text(path: str | Path, name: str = "", *, guess: bool = False) -> str:
    """Read a file of judgements: UTF-8, or UTF-16 with its mark; nothing else is recognised.

    Returns the text, its lines ending in \\n, and notes for the proof what was read, and whether
    it is ours or the researcher's own. `name` is what it is called, its file's name if empty. With
    `guess`, another encoding may be recognised, such as that of Excel, and the proof says which.
    Raises ValueError with that name where it cannot be read.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "names.txt")
    >>> _ = path.write_bytes(b"Tarn\\r\\nArlan\\r\\n")
    >>> read_text(path)
    'Tarn\\nArlan\\n'
    """
    name = name or printable(Path(path).name)
    try:
        content = read_bytes(path)
        text, recognised = decode(content)
        if recognised and not guess:
            raise UnreadableFile(f"it is in {recognised}; save it as text in UTF-8")
        text = check_characters(text.removeprefix("\ufeff"), most=0)
    except UnreadableFile as refused:
        raise ValueError(f"{name}: {refused}") from None
    whose = "our" if is_bundled(path) else "your"
    said = f"{name} (read as {recognised})" if recognised else name
    record_output(f"{whose} judgement", said, content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_words(path: str | Path, *, whole_lines: bool = False) -> dict[str, list[str]]:
    """Read a list of words: # opens a comment, [a heading] opens a section (at first "").

    Returns the words of each section in small letters, in the order of the file; with
    `whole_lines`, each line is one entry, its words with single spaces between.
    Raises ValueError, as `read_text` does.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "words.txt")
    >>> _ = path.write_text("the of  # articles and more\\n[months]\\nMay June\\n")
    >>> read_words(path)
    {'': ['the', 'of'], 'months': ['may', 'june']}
    """
    sections: dict[str, list[str]] = {"": []}
    words = sections[""]
    for line in read_text(path).splitlines():
        line = write_plainly(line.split("#")[0]).strip()
        if heading := re.fullmatch(r"\[(.+)\]", line):
            words = sections.setdefault(heading[1], [])
        else:
            found = line.lower().split()
            words += ([" ".join(found)] if found else []) if whole_lines else found
    return sections


def read_table(
    path: str | Path,
    needed: Iterable[str],
    *,
    once: str = "",
    name: str = "",
    known: Iterable[str] = (),
    as_it_is: Iterable[str] = (),
) -> pd.DataFrame:
    """Read a table of judgements, CSV as any program writes it, all of it as text.

    Commas, semicolons or tabs part the cells; `sep=;` may stand above, as Excel has it; columns
    without a heading are left out. `needed` are columns that must be there, `known` those that may:
    capitals and spaces in their headings do not count. No value may stand twice in the column
    `once`; `name` is what the table is called, its file's name if empty. Cells are written with the
    characters that a cleaned text has, but for those of the columns `as_it_is`.
    Returns the columns of the file, with the numbers of its lines as the index; a row's missing
    last cells are empty. Raises ValueError, naming file and line.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "names.csv")
    >>> _ = path.write_text("Name;alias;\\nTarn;Port of Tarn;\\nArlan;Arlan City;\\n")
    >>> read_table(path, ["name"], once="name")
        name         alias
    2   Tarn  Port of Tarn
    3  Arlan    Arlan City
    """
    name = name or printable(Path(path).name)
    needed = [*needed]
    header, rows = _read_rows(read_text(path, name, guess=True), needed, [*needed, *known], name)
    for column in needed:
        if column not in header:
            raise ValueError(f"{name}: no column {column!r}; a comma separates the columns")
    kept = [place for place, heading in enumerate(header) if heading]
    if len(names := Counter(header[place] for place in kept)) < len(kept):
        raise ValueError(f"{name}: two columns are called {names.most_common(1)[0][0]!r}")
    for line, row in rows.items():
        if len(row) > len(header) and any(row[len(header) :]):
            headings = f"{len(header)} heading{'s' if len(header) > 1 else ''}"
            raise ValueError(f"{name}, line {line}: {len(row)} cells under {headings}")
        if any(cell for place, cell in enumerate(row[: len(header)]) if not header[place]):
            raise ValueError(f"{name}, line {line}: a cell stands under no heading; give it one")
    cells = [[row[place] if place < len(row) else "" for place in kept] for row in rows.values()]
    headings_kept = [header[place] for place in kept]
    table = pd.DataFrame(cells, index=[*rows], columns=headings_kept, dtype="str")
    plain = [column for column in table if column not in {*as_it_is}]
    table[plain] = table[plain].map(write_plainly)
    if once and (twice := table[once].duplicated()).any():
        line = table.index[twice][0]
        raise ValueError(f"{name}, line {line}: {table.loc[line, once]!r} stands twice")
    return table


def _read_rows(
    text: str, needed: list[str], known: list[str], name: str
) -> tuple[list[str], dict[int, list[str]]]:
    """Read the headings and the rows of a table, by the separator that gives the headings."""
    first, _, rest = text.partition("\n")
    n_above = 0
    separators = [",", ";", "\t"]
    if said := re.fullmatch(r"\s*sep=(.)\s*", first):
        separators, text, n_above = [said[1]], rest, 1
    found: dict[str, tuple[list[str], dict[int, list[str]]]] = {}
    broken = {}
    for separator in separators:
        reader = csv.reader(io.StringIO(text), strict=True, delimiter=separator)
        rows: dict[int, list[str]] = {}
        try:
            for row in reader:
                if any(map(str.strip, row)):
                    rows[reader.line_num + n_above] = row
        except csv.Error as error:
            broken[separator] = f"{name}, line {reader.line_num + n_above}: {error}; mend it there"
            continue
        header = rows.pop(min(rows)) if rows else []
        found[separator] = [_tidy_heading(cell, known) for cell in header], rows
    if not found or "," in broken:
        raise ValueError(next(iter(broken.values())))
    # the separator that gives most of the needed headings, then most headings; commas come first
    return max(found.values(), key=lambda table: (len({*needed} & {*table[0]}), len(table[0])))


def _tidy_heading(cell: str, known: list[str]) -> str:
    """Write a heading without spaces around it, and a known one as it is known: " Title"."""
    heading = " ".join(write_plainly(cell).split())
    return next((name for name in known if name.casefold() == heading.casefold()), heading)
