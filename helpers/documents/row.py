"""Read one file of a folder: the row of its statement, or the rows of a table of statements."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from helpers.documents.edits import Edit
from helpers.documents.find import FORM_ENDINGS, SHEET_ENDINGS
from helpers.documents.forms import MAX_FORM_BYTES, OTHER_FORMS, read_form, read_page
from helpers.documents.function_words import LanguageWords, guess_language, read_function_words
from helpers.documents.kinds import find_kinds, write_kinds
from helpers.documents.known import (
    KNOWN_COLUMNS,
    LIST,
    MATTER,
    choose_values,
    find_candidates,
    parse_day,
    read_front_matter,
)
from helpers.documents.page import PageWords, read_page_words, without_markdown
from helpers.documents.repairs import clean
from helpers.documents.saved import Saved
from helpers.english import WORD
from helpers.files import UnreadableFile, printable, read_bytes, read_thresholds
from helpers.files.read import MAX_FILE_BYTES

DOCUMENT_COLUMNS = [
    "document",
    *KNOWN_COLUMNS,
    "file",
    "sha256",
    "text",
    "inferred",
    "form",
    "reader",
    "candidates",
    "saved",
    "edits",
    "kinds",
    "problem",
]
MIN_STATEMENT_WORDS = 2  # a file of fewer words is taken for an empty one


class ReadingLists(NamedTuple):
    """The judgements by which statements are read."""

    page_words: PageWords
    function_words: LanguageWords
    limits: Mapping[str, float]


def read_lists(folder: Path | None = None) -> ReadingLists:
    """Read the judgements of a folder, where it has its own, and else the bundled ones."""
    return ReadingLists(
        read_page_words(folder), read_function_words(folder), read_thresholds(folder)
    )


def read_file(folder: Path, file: str | Path, known: dict, lists: ReadingLists) -> list[dict]:
    """Read the statements of a file of a folder; what cannot be read gives a row that says so."""
    path = folder / file
    try:
        if ".." in Path(file).parts or Path(file).is_absolute():
            raise UnreadableFile("it lies outside this folder; copy it here")
        if known.get("wrong"):
            raise UnreadableFile(known["wrong"])
        if reason := OTHER_FORMS.get(path.suffix.lower()):
            raise UnreadableFile(reason)
        rows = read_rows_of(path, known, lists)
    except UnreadableFile as refused:
        line = f" (documents.csv, line {known['line']})" if known else ""
        rows = [dict.fromkeys(DOCUMENT_COLUMNS, "") | {"published": None}]
        rows[0] |= {"edits": (), "candidates": ()}
        rows[0]["document"] = known.get("document") or printable(path.stem)
        rows[0]["problem"] = f"{printable(file)}: {refused}{line}"
    return [row | {"file": printable(Path(file).as_posix())} for row in rows]


def read_rows_of(path: Path, known: dict, lists: ReadingLists) -> list[dict]:
    """Read the statement of a file, or the statements of a table; UnreadableFile says why not."""
    if path.suffix.lower() in SHEET_ENDINGS:
        from helpers.documents.sheets import read_rows  # it takes a moment to load

        content = read_bytes(path, most=MAX_FORM_BYTES)
        rows = read_rows(path, content)
        return [_read_table_row(path, content, *row, known, lists) for row in rows]
    is_form = path.suffix.lower() in FORM_ENDINGS
    content = read_bytes(path, most=MAX_FORM_BYTES if is_form else MAX_FILE_BYTES)
    return [_make_row(path, content, read_form(path, content), known, lists)]


def _read_table_row(
    path: Path, content: bytes, line: int, cells: dict[str, str], known: dict, lists: ReadingLists
) -> dict:
    """Read a statement that is a row of a table; its cells say what documents.csv would."""
    said = known | {key: value for key, value in cells.items() if value and key != "text"}
    said["document"] = cells.get("document") or f"{known.get('document') or path.stem}-{line}"
    if cells.get("wrong"):
        raise UnreadableFile(f"row {line}: published {cells['wrong']}")
    page = read_page(cells["text"])._replace(form=SHEET_ENDINGS[path.suffix.lower()])
    try:
        return _make_row(path, content, page, said, lists, alone=True)
    except UnreadableFile as refused:
        raise UnreadableFile(f"row {line}: {refused}") from None


def _make_row(
    path: Path,
    content: bytes,
    page: Saved,
    known: dict,
    lists: ReadingLists,
    *,
    alone: bool = False,
) -> dict:
    """Make the row of a page; documents.csv counts before what the page says of itself."""
    words = lists.page_words
    matter = read_front_matter(page.text)
    said = matter | {key: value for key, value in known.items() if value}
    text, edits = _clean(page, said, alone=alone or bool(matter), words=words)
    candidates = find_candidates(page, path, known, edits, _tell_language(text, lists))
    chosen = choose_values(candidates)
    inferred = [key for key in KNOWN_COLUMNS
                if key in chosen and chosen[key].source not in (LIST, MATTER)]  # fmt: skip
    inferred += [f"encoding {page.encoding}"] if page.encoding else []
    row = {key: chosen[key].value if key in chosen else "" for key in KNOWN_COLUMNS}
    return row | {
        "document": known.get("document") or printable(path.stem),
        "published": parse_day(row["published"]),
        "file": printable(path),
        "sha256": hashlib.sha256(content).hexdigest(),
        "text": text,
        "inferred": ", ".join(inferred),
        "form": page.form,
        "reader": page.reader,
        "candidates": tuple(candidates),
        "saved": page.text,
        "edits": tuple(edits),
        "kinds": write_kinds(find_kinds(page.text, edits, text, words)),
        "problem": "",
    }


def _tell_language(text: str, lists: ReadingLists) -> str:
    """The language that a text's small words tell, where it has words enough."""
    enough = len(re.findall(WORD, text)) >= lists.limits["words for a language"]
    return guess_language(text, lists.function_words)[0] if enough else ""


def _clean(page: Saved, said: dict, *, alone: bool, words: PageWords) -> tuple[str, list[Edit]]:
    """Take the page off, where that leaves a statement."""
    hints = {key: said.get(key, "") for key in ("title", "begins", "ends")}
    hints["title"] = hints["title"] or (_title_in_head(page) if page.form == "HTML" else "")
    try:
        text, edits = clean(page.text, alone=alone, words=words, outside=page.outside, **hints)
    except ValueError as error:
        raise UnreadableFile(f"{error}; mend it in documents.csv") from None
    if len(re.findall(WORD, text)) < MIN_STATEMENT_WORDS:
        raise UnreadableFile("there is no statement in it; take it out of the folder")
    return text, edits


def _title_in_head(page: Saved) -> str:
    """The title that the head of a page gives, if it stands on the page, too.

    The head often has the publisher behind it: "The Port of Tarn | Office of Arlan".
    """
    titles = [said.value for said in page.candidates if said.column == "title"]
    parts = [part for title in titles for part in (title, *re.split(r"\s[|–—:-]\s", title))]
    if not parts:
        return ""
    lines = {without_markdown(line).casefold() for line in page.text.splitlines()}
    return next((part for part in parts if part.strip().casefold() in lines), "")
