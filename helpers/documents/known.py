"""What is known of a statement, from whom, and which of them is believed."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pandas as pd
import yaml
from dateutil import parser as dateutil_parser

from helpers.documents.edits import Edit
from helpers.documents.page import DATE_LINE, TITLE_LINE, without_markdown
from helpers.documents.saved import Candidate, Saved
from helpers.english import FULL_DATE
from helpers.files import UnreadableFile, printable, read_table
from helpers.files.days import read_days
from helpers.files.encodings import HIDDEN
from helpers.frames import typed

KNOWN_COLUMNS = ["title", "issuer", "published", "language", "url"]
LIST, MATTER = "documents.csv", "front matter"
HEADING_LINE, PAGE_LINE, DAY_LINE = "heading of the page", "line of the page", "date line"
OWN_NAME = "name in the list"
#: What nobody sees in a title.
ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
TOLD_BY_WORDS, FILE_NAME, FOLDER_NAME = "its small words", "file name", "folder"
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


def read_known(path: Path) -> list[dict]:
    """Read the rows of documents.csv with their lines; no file is as good as an empty one."""
    if not os.path.lexists(path):
        return []
    known = ["document", *KNOWN_COLUMNS, "begins", "ends"]
    table = read_table(path, ["file"], known=known, as_it_is=["file", "title", "url"])
    problems: dict[int, str] = {}
    if "published" in table:
        table["published"], problems = read_days(table["published"])
    one_line = table.drop(columns="file").map(lambda cell: " ".join(HIDDEN.sub(" ", cell).split()))
    wrong = [f"published {problems[line]}" if line in problems else "" for line in table.index]
    return one_line.assign(file=table["file"], line=table.index, wrong=wrong).to_dict("records")


def read_front_matter(saved: str) -> dict:
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
        said["published"] = write_day(said["published"]) or said["published"]
    return said


def find_candidates(
    page: Saved, path: Path, known: dict, edits: list[Edit], language: str
) -> list[Candidate]:
    """List what is said of a statement, for each column the most trusted first.

    First what the researcher states, then what readers of the page see, then what its head says
    for machines, then names of files; the properties of PDF and Word files come last, since they
    say who made a file, and when. `known` is the row of documents.csv, `language` what the
    small words of the text tell.
    """
    matter = read_front_matter(page.text)
    heading, line = _title_on_page(page.text, edits)
    properties = [*_in_days(page.candidates)]
    of_page = properties if page.form == "HTML" else []
    names = [Candidate("published", write_day(path.stem), FILE_NAME)]
    names += [Candidate("published", write_day(part), FOLDER_NAME) for part in path.parts[-2:-1]]
    found = [
        *(Candidate(column, known.get(column, ""), LIST) for column in KNOWN_COLUMNS),
        *(Candidate(column, matter.get(column, ""), MATTER) for column in KNOWN_COLUMNS),
        Candidate("title", heading, HEADING_LINE),
        *(Candidate("published", day, DAY_LINE) for day in _days_on_page(page.text, edits)[:1]),
        Candidate("language", language, TOLD_BY_WORDS),
        *of_page,
        Candidate("title", line, PAGE_LINE),
        *names,
        *([] if of_page else properties),
        Candidate("title", known.get("document", ""), OWN_NAME),
        Candidate("title", printable(path.stem), FILE_NAME),
    ]
    visible = (said._replace(value=ZERO_WIDTH.sub("", said.value)) for said in found)
    return [candidate for candidate in visible if candidate.value]


def choose_values(candidates: Iterable[Candidate]) -> dict[str, Candidate]:
    """Choose for each column the candidate that is trusted most."""
    chosen: dict[str, Candidate] = {}
    for candidate in candidates:
        chosen.setdefault(candidate.column, candidate)
    return chosen


def list_candidates(documents: pd.DataFrame) -> pd.DataFrame:
    """List what is said of each statement, by whom, and what of it is believed.

    Returns one row a candidate: document, column (title, published, issuer, language or url),
    value, source (documents.csv, front matter, heading of the page, date line, a name of the
    page's head, file name ...), chosen and why: whom it was trusted before, or who contradicts it.

    >>> said = (Candidate("title", "The Port", "<title>"), Candidate("title", "a", "file name"))
    >>> documents = pd.DataFrame({"document": ["a"], "candidates": [said]})
    >>> list_candidates(documents)[["value", "chosen", "why"]].values.tolist()
    [['The Port', True, 'trusted before file name'], ['a', False, 'differs']]
    """
    rows = []
    for document, candidates in typed(documents, "document", "candidates")[
        ["document", "candidates"]
    ].itertuples(index=False):
        chosen = choose_values(candidates)
        for candidate in candidates:
            best = chosen[candidate.column]
            is_best = candidate is best
            others = [c for c in candidates if c.column == candidate.column and c is not best]
            against = dict.fromkeys(c.source for c in others if not _agree(c, best))
            if is_best:
                why = f"trusted before {', '.join(against)}" if against else "nothing differs"
            else:
                why = "agrees" if _agree(candidate, best) else "differs"
            rows.append((document, *candidate, is_best, why))
    names = ["document", "column", "value", "source", "chosen", "why"]
    return typed(pd.DataFrame(rows, columns=names))


def _agree(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates say the same; "en-GB" is English, too."""
    a, b = (" ".join(candidate.value.split()).casefold() for candidate in (one, other))
    return a == b or (one.column == "language" and a.split("-")[0] == b.split("-")[0])


def write_day(said: str) -> str:
    """Read a day that is written in full anywhere in a text, as YYYY-MM-DD; "" where none is.

    >>> write_day("Tarn, 3 May 2021"), write_day("2021-05-03T10:00Z"), write_day("D:20210503100000")
    ('2021-05-03', '2021-05-03', '2021-05-03')
    """
    stamp = re.match(r"(?:D:)?((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?=T|\d{6}|$)", said.strip())
    found = "-".join(stamp.groups()) if stamp else (FULL_DATE.search(said) or [""])[0]
    if not found:
        return ""
    # dateutil knows the English months whatever the machine's language is
    is_iso = bool(re.match(r"\d{4}", found))
    with suppress(ValueError):
        return dateutil_parser.parse(found, dayfirst=not is_iso).date().isoformat()
    return ""


def _in_days(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Write the days among candidates as days; one that cannot be read says nothing."""
    for candidate in candidates:
        is_day = candidate.column == "published"
        yield candidate._replace(value=write_day(candidate.value)) if is_day else candidate


def _title_on_page(saved: str, edits: list[Edit]) -> tuple[str, str]:
    """The title that stands on the page: as its heading, or else as a line above it."""
    lines = [saved[edit.start : edit.end] for edit in edits if edit.reason == TITLE_LINE]
    if not lines:
        return "", ""
    title = without_markdown(lines[0])
    return (title, "") if lines[0].lstrip().startswith("#") else ("", title)


def _days_on_page(saved: str, edits: list[Edit]) -> list[str]:
    """The days on the page: the first below the last title line, else the nearest above the text.

    Where there is none above, the first below it.
    """
    lines = [edit for edit in edits if edit.reason == DATE_LINE]
    kept = _first_kept(edits)
    above = [edit for edit in lines if edit.start < kept]
    title = max((e.start for e in edits if e.reason == TITLE_LINE and e.start < kept), default=0)
    below_title = [edit for edit in above if edit.start > title]
    best = [*below_title[:1], *above[::-1], *lines]
    return [day for edit in best if (day := write_day(saved[edit.start : edit.end]))]


def _first_kept(edits: list[Edit]) -> int:
    """The place in the saved page of the statement's first character."""
    at = 0
    for edit in edits:
        if edit.start > at or edit.after:
            break
        at = edit.end
    return at


def parse_day(said: str) -> datetime | None:
    """Read a day as documents.csv has it."""
    try:
        return datetime.strptime(said, "%Y-%m-%d") if said else None
    except ValueError:
        raise UnreadableFile(f"published {said!r} is not a day written as YYYY-MM-DD") from None
