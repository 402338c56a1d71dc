"""Read saved statements and what is known of them."""

import hashlib
import re
from pathlib import Path

import pandas as pd
from dateutil import parser as dateutil_parser

from helpers import DATA, JUDGEMENTS
from helpers.repairs import DATE, FULL_DATE, TITLE, Edit, clean, plain

KNOWN = ["title", "issuer", "published", "language", "url"]
HINTS = ["begins", "ends"]
COLUMNS = ["document", *KNOWN, "file", "sha256", "text", "inferred", "saved", "edits"]
ENDINGS = {".txt", ".md"}


def read_documents(folder=DATA) -> pd.DataFrame:
    """Read every statement in a folder, the oldest first.

    The statements are the .txt and .md files of `folder/documents`, or of `folder` itself where
    there is none; `folder/documents.csv` says what is known of them. What it does not say is
    inferred from the page (title, published) and named in the column `inferred`; a day that
    cannot be inferred is missing, never today.

    Returns one row a statement: document, title, issuer, published, language, url, file, sha256
    (of the file's bytes), text (one paragraph a line), inferred, saved (the file's text before
    any repair) and edits (see `list_repairs`).
    Raises FileNotFoundError where there is no folder or no statement, and ValueError, naming file
    and place, where a file cannot be read or documents.csv contradicts itself.
    """
    folder = Path(folder or DATA)
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder, seen from {Path.cwd()}")
    known = _read_known(folder / "documents.csv")
    listed = [folder / name for name in known["file"]]
    rows = [
        read_document(path, known=dict(row))
        for path, (_, row) in zip(listed, known.iterrows(), strict=True)
    ]
    for path in _statement_files(folder):
        if path not in listed:
            rows.append(read_document(path))
    if not rows:
        raise FileNotFoundError(f"{folder}: no .txt or .md statement here; put one in")
    documents = pd.concat(rows, ignore_index=True)
    documents["file"] = [path.relative_to(folder).as_posix() for path in documents["file"]]
    twice = documents["document"].duplicated()
    if twice.any():
        name, file = documents.loc[twice, ["document", "file"]].iloc[0]
        raise ValueError(
            f"{file}: another statement is called {name!r} too; "
            "rename the file, or name both in documents.csv"
        )
    return documents.sort_values("published", kind="stable", ignore_index=True)


def read_document(path, *, known: dict | None = None) -> pd.DataFrame:
    """Read one statement: the same one row as `read_documents` gives, whatever folder it lies in.

    `known` holds what documents.csv says of it, if anything: any of document, title, issuer,
    published (YYYY-MM-DD), language, url, begins, ends; an empty value is an unknown one.
    Raises FileNotFoundError where there is no such file, and ValueError where it is no UTF-8 or
    UTF-16 text, is empty, or does not hold the words of `begins` or `ends`.
    """
    path, known = Path(path), known or {}
    saved, digest = _read_text(path)
    said = _front_matter(saved) | {k: v for k, v in known.items() if v}
    title = said.get("title", "")
    try:
        text, edits = clean(
            saved, title=title, begins=said.get("begins", ""), ends=said.get("ends", "")
        )
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}; mend it in documents.csv") from None
    if not text.strip():
        raise ValueError(f"{path.name}: there is no statement in it; take it out of the folder")
    guessed = {"title": _guess_title(saved, edits) or path.stem}
    guessed["published"] = _guess_day(saved, edits, path.stem)
    inferred = [k for k, v in guessed.items() if v and not said.get(k)]
    row = {k: said.get(k) or guessed.get(k, "") for k in KNOWN}
    row |= {
        "document": known.get("document") or path.stem,
        "published": _day(row["published"], path.name),
        "file": path,
        "sha256": digest,
        "text": text,
        "inferred": ", ".join(inferred),
        "saved": saved,
        "edits": tuple(edits),
    }
    return pd.DataFrame([row])[COLUMNS].astype({"published": "datetime64[s]"})


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
    """Choose one statement: the one named, else the newest.

    Returns one row of `documents`. Without any day the last one is taken. Raises KeyError, with
    the names that there are, where no statement has the name.
    """
    if document is None:
        newest = documents["published"].idxmax() if documents["published"].notna().any() else -1
        return documents.loc[[newest]] if newest != -1 else documents.tail(1)
    chosen = documents[documents["document"] == document]
    if chosen.empty:
        names = ", ".join(documents["document"])
        raise KeyError(f"no statement is called {document!r}; there are: {names}")
    return chosen


def _statement_files(folder: Path) -> list[Path]:
    inner = folder / "documents"
    files = sorted((inner if inner.is_dir() else folder).iterdir())
    return [
        path
        for path in files
        if path.suffix.lower() in ENDINGS
        and path.name not in JUDGEMENTS
        and not path.name.startswith((".", "README"))
    ]


def _read_known(path: Path) -> pd.DataFrame:
    """Read documents.csv, all as text; no file is as good as an empty one."""
    if not path.is_file():
        return pd.DataFrame(columns=["document", "file", *KNOWN, *HINTS])
    known = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    if "file" not in known:
        raise ValueError(f"{path.name}: no column 'file'; it names each statement's file")
    for line, file in enumerate(known["file"], start=2):
        if not (path.parent / file).is_file():
            raise FileNotFoundError(f"{path.name}, line {line}: no file {file!r} beside it")
    return known


def _read_text(path: Path) -> tuple[str, str]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(f"{path.name}: no such file") from None
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        return content.decode(encoding), hashlib.sha256(content).hexdigest()
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{path.name}: byte {error.start} is no {encoding.upper()}; save the file as UTF-8"
        ) from None


def _front_matter(saved: str) -> dict:
    """Read the plain `key: value` lines of a Markdown file's front matter."""
    block = re.match(r"\ufeff?---\r?\n(.*?)\r?\n---", saved, re.S)
    pairs = re.findall(r"^(\w+):[ \t]*(.+?)\s*$", block[1], re.M) if block else []
    said = {key.lower(): value.strip("\"'") for key, value in pairs}
    said.setdefault("published", said.get("date", "")[:10])
    return {key: said[key] for key in KNOWN if said.get(key)}


def _guess_title(saved: str, edits: list[Edit]) -> str:
    return next((plain(saved[e.start : e.end]) for e in edits if e.reason == TITLE), "")


def _guess_day(saved: str, edits: list[Edit], stem: str) -> str:
    """The date line nearest above the statement, else below it, else the file's name."""
    lines = [saved[e.start : e.end] for e in edits if e.reason == DATE]
    above = [saved[e.start : e.end] for e in edits if e.reason == DATE and e.start < len(saved) / 2]
    for place in (*above[::-1], *lines, stem):
        if found := FULL_DATE.search(place):
            # dateutil knows the English months whatever the machine's language is
            iso = bool(re.match(r"\d{4}", found[0]))
            try:
                return f"{dateutil_parser.parse(found[0], dayfirst=not iso):%Y-%m-%d}"
            except ValueError:
                continue
    return ""


def _day(said: str, file: str) -> pd.Timestamp:
    try:
        return pd.to_datetime(said, format="%Y-%m-%d") if said else pd.NaT
    except ValueError:
        raise ValueError(f"{file}: published {said!r} is not a day written as YYYY-MM-DD") from None
