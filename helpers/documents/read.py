"""Read saved statements and what is known of them."""

import hashlib
import os
import re
from datetime import datetime
from pathlib import Path

import pandas as pd
from dateutil import parser as dateutil_parser

from helpers.documents.repairs import (
    DATE_LINE,
    FULL_DATE,
    TITLE_LINE,
    Edit,
    clean,
    without_markdown,
)
from helpers.english import WORD
from helpers.files import DATA, UnreadableFile, begin_record, printable, read_bytes, read_table
from helpers.files.encodings import HIDDEN, decode

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
    "problem",
]
ENDINGS = {".txt", ".md"}
JUDGEMENTS = {"abbreviations.txt", "stopwords.txt", "event_words.txt"}  # no statements
OTHER_ENDINGS = {".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".rtf"}


def read_documents(folder=DATA) -> pd.DataFrame:
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
    return documents.sort_values("published", kind="stable", ignore_index=True)


def read_document(path, *, known: dict | None = None) -> pd.DataFrame:
    """Read one statement: the same one row as `read_documents` gives, whatever folder it lies in.

    `known` holds what documents.csv says of it, if anything: any of document, title, issuer,
    published (YYYY-MM-DD), language, url, begins, ends; an empty value is an unknown one.
    Raises ValueError where there is no such file, where it is no text (in UTF-8, UTF-16, UTF-32 or
    Windows-1252), holds no two words, or does not hold the words of `begins` or `ends`.
    """
    try:
        return _frame([_read(Path(path), known or {})])
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


def _read_row(folder: Path, file, known: dict) -> dict:
    """Read a statement of a folder; what cannot be read gives a row that says so."""
    path = folder / file
    try:
        if not known and path.suffix.lower() in OTHER_ENDINGS:
            raise UnreadableFile("no .txt or .md file; save what it says as one")
        if ".." in Path(file).parts or Path(file).is_absolute():
            raise UnreadableFile("it lies outside this folder; copy it here")
        row = _read(path, known)
    except UnreadableFile as refused:
        line = f" (documents.csv, line {known['line']})" if known else ""
        name = known.get("document") or printable(path.stem)
        row = dict.fromkeys(DOCUMENT_COLUMNS, "") | {
            "document": name,
            "published": None,
            "edits": (),
        }
        row["problem"] = f"{printable(file)}: {refused}{line}"
    return row | {"file": printable(Path(file).as_posix())}


def _read(path: Path, known: dict) -> dict:
    content = read_bytes(path)
    saved, encoding = decode(content)
    said = _front_matter(saved) | {k: v for k, v in known.items() if v}
    title = said.get("title", "")
    try:
        text, edits = clean(
            saved, title=title, begins=said.get("begins", ""), ends=said.get("ends", "")
        )
    except ValueError as error:
        raise UnreadableFile(f"{error}; mend it in documents.csv") from None
    if len(re.findall(WORD, text)) < 2:
        raise UnreadableFile("there is no statement in it; take it out of the folder")
    guessed = {"title": _guess_title(saved, edits) or printable(path.stem)}
    guessed["published"] = _guess_day(saved, edits, path.stem)
    inferred = [k for k, v in guessed.items() if v and not said.get(k)]
    inferred += [f"encoding {encoding}"] if encoding else []
    row = {k: said.get(k) or guessed.get(k, "") for k in KNOWN_COLUMNS}
    return row | {
        "document": known.get("document") or printable(path.stem),
        "published": _day(row["published"]),
        "file": printable(path),
        "sha256": hashlib.sha256(content).hexdigest(),
        "text": text,
        "inferred": ", ".join(inferred),
        "saved": saved,
        "edits": tuple(edits),
        "problem": "",
    }


def list_repairs(documents: pd.DataFrame) -> pd.DataFrame:
    """List every change made to the saved pages.

    Returns one row a change: document, start (its place in `saved`), before, after, reason.
    Putting them all into `saved` gives `text`, letter for letter: nothing else was changed.
    """
    rows = [
        (document, edit.start, saved[edit.start : edit.end], edit.after, edit.reason)
        for document, saved, edits in documents[["document", "saved", "edits"]].itertuples(
            index=False
        )
        for edit in edits
    ]
    return pd.DataFrame(rows, columns=["document", "start", "before", "after", "reason"])


def choose_document(documents: pd.DataFrame, document: str | None = None) -> pd.DataFrame:
    """Choose one statement: the one named, else the newest that could be read.

    Returns one row of `documents`. Without any day the last one is taken. Raises LookupError, with
    the names that there are, where no statement has the name, and ValueError where the one of the
    name could not be read.
    """
    unread = documents[documents["problem"] != ""]
    if document in [*unread["document"]]:
        raise ValueError(unread.loc[unread["document"] == document, "problem"].iloc[0])
    documents = documents[documents["problem"] == ""]
    if document is None:
        newest = documents["published"].idxmax() if documents["published"].notna().any() else -1
        return documents.loc[[newest]] if newest != -1 else documents.tail(1)
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
    others = [path for path in files if path.suffix.lower() in OTHER_ENDINGS]
    return [
        path
        for path in texts + [path for path in others if path.stem not in stems]
        if path.name not in JUDGEMENTS and not path.name.startswith((".", "README"))
    ]


def _read_known(path: Path) -> list[dict]:
    """Read the rows of documents.csv with their lines; no file is as good as an empty one."""
    if not os.path.lexists(path):
        return []
    table = read_table(path, ["file"])
    one_line = table.drop(columns="file").map(lambda cell: " ".join(HIDDEN.sub(" ", cell).split()))
    return one_line.assign(file=table["file"], line=table.index).to_dict("records")


def _front_matter(saved: str) -> dict:
    """Read the plain `key: value` lines of a Markdown file's front matter."""
    block = re.match(r"\ufeff?---\r?\n(.*?)\r?\n---", saved, re.S)
    pairs = re.findall(r"^(\w+):(.+)$", block[1], re.M) if block else []
    said = {key.lower(): HIDDEN.sub(" ", value).strip().strip("\"'") for key, value in pairs}
    said.setdefault("published", said.get("date", "")[:10])
    return {key: said[key] for key in KNOWN_COLUMNS if said.get(key)}


def _guess_title(saved: str, edits: list[Edit]) -> str:
    return next(
        (without_markdown(saved[e.start : e.end]) for e in edits if e.reason == TITLE_LINE), ""
    )


def _guess_day(saved: str, edits: list[Edit], stem: str) -> str:
    """The date line nearest above the statement, else below it, else the file's name."""
    lines = [saved[e.start : e.end] for e in edits if e.reason == DATE_LINE]
    above = [
        saved[e.start : e.end] for e in edits if e.reason == DATE_LINE and e.start < len(saved) / 2
    ]
    for place in (*above[::-1], *lines, stem):
        if found := FULL_DATE.search(place):
            # dateutil knows the English months whatever the machine's language is
            iso = bool(re.match(r"\d{4}", found[0]))
            try:
                return dateutil_parser.parse(found[0], dayfirst=not iso).date().isoformat()
            except ValueError:
                continue
    return ""


def _day(said: str) -> datetime | None:
    try:
        return datetime.strptime(said, "%Y-%m-%d") if said else None
    except ValueError:
        raise UnreadableFile(f"published {said!r} is not a day written as YYYY-MM-DD") from None
