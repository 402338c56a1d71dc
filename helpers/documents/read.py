"""Read saved statements and what is known of them."""

import hashlib
import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pandas as pd
import yaml
from dateutil import parser as dateutil_parser

from helpers.documents.edits import Edit
from helpers.documents.function_words import guess_language, read_function_words
from helpers.documents.kinds import find_kinds, write_kinds
from helpers.documents.page import (
    DATE_LINE,
    TITLE_LINE,
    PageWords,
    read_page_words,
    without_markdown,
)
from helpers.documents.repairs import clean
from helpers.english import FULL_DATE, WORD
from helpers.files import (
    DATA,
    UnreadableFile,
    begin_record,
    printable,
    read_bytes,
    read_table,
    read_thresholds,
)
from helpers.files.encodings import HIDDEN, decode
from helpers.frames import typed

KNOWN_COLUMNS = ["title", "issuer", "published", "language", "url"]
DOCUMENT_COLUMNS = [
    "document",
    *KNOWN_COLUMNS,
    "file",
    "sha256",
    "text",
    "inferred",
    "saved",
    "edits",
    "kinds",
    "problem",
]
MIN_STATEMENT_WORDS = 2  # a file of fewer words is taken for an empty one
#: What front matter calls the things that documents.csv has columns for, the best first.
FRONT_MATTER = {
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "pubdate": "published",
    "published_time": "published",
    "issuer": "issuer",
    "author": "issuer",
    "publisher": "issuer",
    "language": "language",
    "lang": "language",
    "url": "url",
    "source_url": "url",
    "link": "url",
}
ENDINGS = {".txt", ".md"}
JUDGEMENTS = {path.name for path in DATA.glob("*.txt")}  # not statements, in any folder
OTHER_ENDINGS = {".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".rtf"}


def read_documents(folder: str | Path | None = DATA) -> pd.DataFrame:
    """Read every statement in a folder, the oldest first, and say of each file if it cannot be.

    The statements are the .txt and .md files of `folder/documents`, or of `folder` itself where
    there is none; `folder/documents.csv` says what is known of them. What it does not say is
    inferred from the file (title, published, encoding) and named in the column `inferred`; a day
    that cannot be inferred is missing, never today.

    Returns one row a statement: document (its name: that of the file without its ending, or with
    folder and ending where two would have one name), title, issuer, published, language, url,
    file, sha256 (of the file's bytes), text (one paragraph a line), inferred, saved (the file's
    text before any repair), edits (see `list_repairs`) and problem: why a file could not be read,
    with place and remedy, in one line; such a row has no text. A Word document or the like is such
    a row, too, unless it lies beside its text.
    Raises FileNotFoundError where there is no folder or no statement, and ValueError where none
    can be read, or where documents.csv cannot be or contradicts itself.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "tarn.txt").write_text("3 May 2019\\n\\nThe Port of Tarn opened.\\n")
    >>> _ = (folder / "arlan.txt").write_text("Arlan and Belmora met in Tarn.\\n")
    >>> documents = read_documents(folder)
    >>> print(documents[["document", "published", "text"]].to_string(index=False))
    document  published                           text
        tarn 2019-05-03       The Port of Tarn opened.
       arlan        NaT Arlan and Belmora met in Tarn.
    """
    folder = Path(folder or DATA)
    if not folder.is_dir():
        raise FileNotFoundError(f"{printable(folder)}: no such folder, seen from {Path.cwd()}")
    begin_record()
    known = _read_known(folder / "documents.csv")
    rows = [_read_row(folder, row["file"], row) for row in known]
    listed = {folder / row["file"] for row in known}
    for path in _statement_files(folder):
        if path not in listed:
            rows.append(_read_row(folder, path.relative_to(folder), {}))
    if not rows:
        raise FileNotFoundError(f"{printable(folder)}: no .txt or .md statement here; put one in")
    documents = _frame(rows)
    bad = documents.loc[documents["problem"] != "", "problem"]
    if len(bad) == len(rows):
        more = f"; {len(bad) - 1} more cannot be read either" if len(bad) > 1 else ""
        raise ValueError(f"{bad.iloc[0]}{more}")
    stated = [bool(row.get("document")) for row in known]
    documents["document"] = _tell_apart(documents, stated)
    return typed(documents.sort_values("published", kind="stable", ignore_index=True))


def read_document(path: str | Path, *, known: dict | None = None) -> pd.DataFrame:
    """Read one statement: the same one row as `read_documents` gives, whatever folder it lies in.

    `known` holds what documents.csv says of it, if anything: any of document, title, issuer,
    published (YYYY-MM-DD), language, url, begins, ends; an empty value is an unknown one.
    Raises ValueError where there is no such file, where it is not a text (in UTF-8, UTF-16, UTF-32
    or Windows-1252), holds no two words, or does not hold the words of `begins` or `ends`.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "tarn.txt")
    >>> _ = path.write_text("Share this\\n\\nThe Port of Tarn opened.\\n")
    >>> read_document(path, known={"begins": "The Port"})["text"].to_list()
    ['The Port of Tarn opened.']
    """
    try:
        return typed(_frame([_read(Path(path), known or {})]))
    except UnreadableFile as refused:
        raise ValueError(f"{printable(Path(path).name)}: {refused}") from None


def _tell_apart(documents: pd.DataFrame, stated: list[bool]) -> pd.Series:
    """Call statements of one name by their files; a name that documents.csv states is kept."""
    names = documents["document"]
    kept = pd.Series(stated, dtype=bool).reindex(names.index, fill_value=False)
    names = names.where(kept | ~names.duplicated(keep=False), documents["file"])
    for name in names[names.duplicated()]:
        raise ValueError(f"documents.csv: two statements are called {name!r}; rename one there")
    return names


def _frame(rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=DOCUMENT_COLUMNS)
    return frame.astype({"published": "datetime64[s]"})


def _read_row(folder: Path, file: str | Path, known: dict) -> dict:
    """Read a statement of a folder; what cannot be read gives a row that says so."""
    path = folder / file
    try:
        if not known and path.suffix.lower() in OTHER_ENDINGS:
            raise UnreadableFile("not a .txt or .md file; save what it says as one")
        if ".." in Path(file).parts or Path(file).is_absolute():
            raise UnreadableFile("it lies outside this folder; copy it here")
        row = _read(path, known, folder)
    except UnreadableFile as refused:
        line = f" (documents.csv, line {known['line']})" if known else ""
        row = dict.fromkeys(DOCUMENT_COLUMNS, "") | {"published": None, "edits": ()}
        row["document"] = known.get("document") or printable(path.stem)
        row["problem"] = f"{printable(file)}: {refused}{line}"
    return row | {"file": printable(Path(file).as_posix())}


def _read(path: Path, known: dict, folder: Path | None = None) -> dict:
    """Read the row of one statement; documents.csv counts before what the page says of itself."""
    content = read_bytes(path)
    saved, encoding = decode(content)
    matter = _front_matter(saved)
    said = matter | {key: value for key, value in known.items() if value}
    words = read_page_words(folder)
    text, edits = _clean(saved, said, alone=bool(matter), words=words)
    guessed = {
        "title": _guess_title(saved, edits) or printable(path.stem),
        "published": _guess_day(saved, edits, path.stem),
        "language": _guess_language(text, folder),
    }
    inferred = [key for key, value in guessed.items() if value and not said.get(key)]
    inferred += [f"encoding {encoding}"] if encoding else []
    row = {key: said.get(key) or guessed.get(key, "") for key in KNOWN_COLUMNS}
    return row | {
        "document": known.get("document") or printable(path.stem),
        "published": _day(row["published"]),
        "file": printable(path),
        "sha256": hashlib.sha256(content).hexdigest(),
        "text": text,
        "inferred": ", ".join(inferred),
        "saved": saved,
        "edits": tuple(edits),
        "kinds": write_kinds(find_kinds(saved, edits, text, words)),
        "problem": "",
    }


def _clean(saved: str, said: dict, *, alone: bool, words: PageWords) -> tuple[str, list[Edit]]:
    """Take the page off, where that leaves a statement."""
    hints = {key: said.get(key, "") for key in ("title", "begins", "ends")}
    try:
        text, edits = clean(saved, alone=alone, words=words, **hints)
    except ValueError as error:
        raise UnreadableFile(f"{error}; mend it in documents.csv") from None
    if len(re.findall(WORD, text)) < MIN_STATEMENT_WORDS:
        raise UnreadableFile("there is no statement in it; take it out of the folder")
    return text, edits


def list_repairs(documents: pd.DataFrame) -> pd.DataFrame:
    """List every change made to the saved pages.

    Returns one row a change: document, start (its place in `saved`), before, after, reason.
    Putting them all into `saved` gives `text`, letter for letter: nothing else was changed.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "tarn.txt")
    >>> _ = path.write_text("Arlan  met Belmora in the port of Tarn.\\n")
    >>> list_repairs(read_document(path))[["start", "before", "after"]].to_dict("records")
    [{'start': 5, 'before': '  ', 'after': ' '}, {'start': 39, 'before': '\\n', 'after': ''}]
    """
    needed = ["document", "saved", "edits"]
    rows = [
        (document, edit.start, saved[edit.start : edit.end], edit.after, edit.reason)
        for document, saved, edits in typed(documents, *needed)[needed].itertuples(index=False)
        for edit in edits
    ]
    return typed(pd.DataFrame(rows, columns=["document", "start", "before", "after", "reason"]))


def choose_document(documents: pd.DataFrame, document: str | None = None) -> pd.DataFrame:
    """Choose one statement: the one named, else the newest that could be read.

    Returns one row of `documents`. Of two of one day the first is taken, and without any day the
    last. Raises LookupError, with the names that there are, where no statement has the name, and
    ValueError where the one of the name could not be read.

    >>> days = pd.to_datetime(["2019-05-03", "2020-05-03"])
    >>> documents = pd.DataFrame({"document": ["arlan", "tarn"], "published": days, "problem": ""})
    >>> choose_document(documents)["document"].to_list()
    ['tarn']
    """
    documents = typed(documents, "document", "published", "problem")
    unread = documents[documents["problem"] != ""]
    if document in [*unread["document"]]:
        raise ValueError(unread.loc[unread["document"] == document, "problem"].iloc[0])
    documents = documents[documents["problem"] == ""]
    if document is None:
        days = documents["published"]
        newest = documents[days == days.max()].head(1)
        return documents.tail(1) if newest.empty else newest
    chosen = documents[documents["document"] == document]
    if chosen.empty:
        names = ", ".join(documents["document"])
        raise LookupError(f"no statement is called {document!r}; there are: {names}")
    return chosen


def _statement_files(folder: Path) -> list[Path]:
    inner = folder / "documents"
    try:
        files = sorted((inner if inner.is_dir() else folder).iterdir())
    except OSError as error:
        raise ValueError(f"{printable(folder)}: {error.strerror}; nothing in it was read") from None
    texts = [path for path in files if path.suffix.lower() in ENDINGS]
    stems = {path.stem for path in texts}
    texts += [p for p in files if p.suffix.lower() in OTHER_ENDINGS and p.stem not in stems]
    return [p for p in texts if p.name not in JUDGEMENTS and not p.name.startswith((".", "README"))]


def _read_known(path: Path) -> list[dict]:
    """Read the rows of documents.csv with their lines; no file is as good as an empty one."""
    if not os.path.lexists(path):
        return []
    table = read_table(path, ["file"])
    one_line = table.drop(columns="file").map(lambda cell: " ".join(HIDDEN.sub(" ", cell).split()))
    return one_line.assign(file=table["file"], line=table.index).to_dict("records")


def _front_matter(saved: str) -> dict:
    """Read what the front matter of a Markdown file says of it, as YAML, every value as text."""
    block = re.match(r"\ufeff?---\r?\n(.*?)\r?\n---", saved, re.S)
    if not block:
        return {}
    try:
        found = yaml.load(block[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        found = dict(re.findall(r"^(\w+): *[\"']?(.+?)[\"']?$", block[1], re.M))
    found = found if isinstance(found, dict) else {}
    said: dict[str, str] = {}
    for key, column in FRONT_MATTER.items():
        value = next((v for k, v in found.items() if str(k).lower() == key), None)
        if isinstance(value, str) and (value := " ".join(HIDDEN.sub(" ", value).split())):
            said.setdefault(column, value)
    if "published" in said:
        said["published"] = said["published"][:10]
    return said


def _guess_title(saved: str, edits: list[Edit]) -> str:
    lines = [saved[edit.start : edit.end] for edit in edits if edit.reason == TITLE_LINE]
    return without_markdown(lines[0]) if lines else ""


def _guess_day(saved: str, edits: list[Edit], stem: str) -> str:
    """The first date line below the last title line, else the nearest above the statement.

    Where there is none above, the first below it, and then the file's name.
    """
    lines = [edit for edit in edits if edit.reason == DATE_LINE]
    kept = _first_kept(edits)
    above = [edit for edit in lines if edit.start < kept]
    title = max((e.start for e in edits if e.reason == TITLE_LINE and e.start < kept), default=0)
    below_title = [edit for edit in above if edit.start > title]
    best = [*below_title[:1], *above[::-1], *lines]
    for found in map(FULL_DATE.search, [*(saved[e.start : e.end] for e in best), stem]):
        if found:
            # dateutil knows the English months whatever the machine's language is
            iso = bool(re.match(r"\d{4}", found[0]))
            with suppress(ValueError):
                return dateutil_parser.parse(found[0], dayfirst=not iso).date().isoformat()
    return ""


def _guess_language(text: str, folder: Path | None) -> str:
    """The language that a text's small words tell, where it has words enough."""
    enough = len(re.findall(WORD, text)) >= read_thresholds(folder)["words for a language"]
    return guess_language(text, read_function_words(folder))[0] if enough else ""


def _first_kept(edits: list[Edit]) -> int:
    """The place in the saved page of the statement's first character."""
    at = 0
    for edit in edits:
        if edit.start > at or edit.after:
            break
        at = edit.end
    return at


def _day(said: str) -> datetime | None:
    try:
        return datetime.strptime(said, "%Y-%m-%d") if said else None
    except ValueError:
        raise UnreadableFile(f"published {said!r} is not a day written as YYYY-MM-DD") from None
