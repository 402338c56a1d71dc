"""Read a PDF that holds text as text in the marks of Markdown, by where its lines stand."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError

from helpers.documents.page import PARAGRAPH_END
from helpers.documents.saved import Candidate, Saved, escape_marks
from helpers.files import UnreadableFile

MAX_PAGES = 2_000
MAX_CHARS = 10_000_000  # of text
MAX_PITCH = 1.3  # times the usual distance of two lines; with more between them, a paragraph ends
FULL_LINE = 0.9  # of the place where the lines around it end; such a line was cut by the width
NEAR_LINES = 12  # before and after a line: those of its column
HEADING_HEIGHT, NOTE_HEIGHT = 1.12, 0.93  # times the usual height of a letter
MAX_HEADING_CHARS, MAX_RETURNING_WORDS = 160, 12
EDGE_OF_PAGE = 0.12  # of a page's height: where headers and footers stand
PDF_PROPERTIES = {"Title": "title", "CreationDate": "published"}


class PdfLine(NamedTuple):
    """A line on a page: its words, and where they stand, in points from below."""

    page: int
    text: str
    bottom: float
    last_bottom: float  # of its last letter: two lines that a hyphen joins are one here
    right: float  # of its last letter
    height: float  # of its first letter's place
    at_edge: bool


def read_pdf(content: bytes) -> Saved:
    """Read the text of a PDF: paragraphs by the space between lines, headings by their size.

    Lines that come back at the edge of pages, but for their numbers, are `outside`; notes in small
    letters at the foot of pages stand at the end. Raises UnreadableFile where there is no text (a
    scan), where it is locked or broken, or larger than any statement.
    """
    try:
        with PdfDocument(content) as document:
            if len(document) > MAX_PAGES:
                raise UnreadableFile(
                    f"a PDF of more than {MAX_PAGES:,} pages; save the part you need"
                )
            lines = [line for n in range(len(document)) for line in _lines_of(document, n)]
            said = document.get_metadata_dict()
    except PdfiumError as error:
        locked = "assword" in str(error)
        reason = "locked by a password; save it without one" if locked else "broken; save it again"
        raise UnreadableFile(f"a PDF that is {reason}") from None
    if not lines:
        raise UnreadableFile(
            "a PDF without text, such as a scan; have a program recognise its letters (OCR) and"
            " save its text"
        )
    facts = [
        Candidate(column, said.get(key, ""), f"PDF {key}") for key, column in PDF_PROPERTIES.items()
    ]
    text, outside = _write_lines(lines)
    return Saved(text, "PDF", "pypdfium2", "", outside, tuple(fact for fact in facts if fact.value))


def _lines_of(document: PdfDocument, number: int) -> Iterator[PdfLine]:
    """The lines of a page, in the order in which its text runs, columns one after another."""
    page = document[number]
    height = page.get_height()
    text_page = page.get_textpage()
    if text_page.count_chars() > MAX_CHARS:
        raise UnreadableFile("a PDF of more text than any statement has; save its part")
    text = text_page.get_text_range()
    for match in re.finditer(r"[^\r\n]+", text):
        words = match[0].strip().replace("\ufffe", "-")
        if not words:
            continue
        last = text_page.count_chars() - 1
        first = match.start() + len(match[0]) - len(match[0].lstrip())
        _, bottom, _, top = text_page.get_charbox(min(first, last), loose=True)
        end = match.start() + len(match[0].rstrip()) - 1
        _, last_bottom, right, _ = text_page.get_charbox(min(end, last), loose=True)
        middle = (bottom + top) / 2
        at_edge = not EDGE_OF_PAGE * height < middle < (1 - EDGE_OF_PAGE) * height
        yield PdfLine(number, words, bottom, last_bottom, right, top - bottom, at_edge)


def _write_lines(lines: list[PdfLine]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Write lines as paragraphs; give the places of those that come back on the pages."""
    usual = median(line.height for line in lines for _ in line.text)
    pitches = [a.last_bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    pitch = median([p for p in pitches if 0 < p < 4 * usual] or [usual])
    returning = {*_find_returning(lines, pitch)}
    notes = {*_find_notes([line for line in lines if line not in returning], usual)}
    full = {*_find_full(lines)}
    highest = max(line.height for line in lines)
    text, outside, before = "", [], None
    for line in [*(line for line in lines if line not in notes), *sorted(notes)]:
        words = escape_marks(line.text)
        if line in returning:
            outside.append((len(text), len(text) + len(words) + 1))
            text += f"\n{words}"
            continue
        end = _between(before, line, pitch, usual, before in full)
        if line.height >= HEADING_HEIGHT * usual and len(words) <= MAX_HEADING_CHARS and end != " ":
            words = f"{'#' if line.height == highest else '##'} {words}"
        text += f"{end}{words}"
        before = line
    return text, tuple(outside)


def _find_returning(lines: list[PdfLine], pitch: float) -> Iterator[PdfLine]:
    """The outermost lines of each page that other pages have at the same place.

    Their numbers do not count, so that "Page 2" comes back as "Page 3". More room than between two
    lines parts them from the text.
    """
    forms = {line: (re.sub(r"\d+", "#", line.text), round(line.bottom / 3)) for line in lines}
    pages = Counter(form for _, form in {(line.page, forms[line]) for line in lines})

    def comes_back(line: PdfLine) -> bool:
        is_short = len(line.text.split()) <= MAX_RETURNING_WORDS
        return line.at_edge and is_short and pages[forms[line]] > 1

    for _, page in groupby(lines, key=lambda line: line.page):
        upwards = sorted(page, key=lambda line: line.bottom)
        for order in (upwards, upwards[::-1]):
            back = [*takewhile(comes_back, order)]
            gaps = [abs(a.bottom - b.bottom) > MAX_PITCH * pitch for a, b in pairwise(order)]
            gaps = [*gaps, True][: len(back)]
            yield from back[: len(back) - [*gaps[::-1], True].index(True)]


def _find_notes(lines: list[PdfLine], usual: float) -> Iterator[PdfLine]:
    """The lines in small letters at the foot of each page, where the page has others, too."""
    for _, page in groupby(lines, key=lambda line: line.page):
        own = [*page]
        small = [line.height < NOTE_HEIGHT * usual for line in own]
        last = max((i for i, is_small in enumerate(small) if not is_small), default=len(own))
        yield from own[last + 1 :]


def _find_full(lines: list[PdfLine]) -> Iterator[PdfLine]:
    """The lines that reach as far right as those around them: the next word had no room."""
    for i, line in enumerate(lines):
        around = lines[max(i - NEAR_LINES, 0) : i + NEAR_LINES + 1]
        edge = max(other.right for other in around if other.page == line.page)
        if line.right >= FULL_LINE * edge:
            yield line


def _between(
    before: PdfLine | None, line: PdfLine, pitch: float, usual: float, is_full: bool
) -> str:
    """What parts two lines: a paragraph's end, a line's end, or a space where the first is full."""
    if before is None:
        return ""
    alike = abs(before.height - line.height) < 0.05 * usual
    down = before.last_bottom - line.bottom
    if before.page == line.page and alike and 0 < down < MAX_PITCH * max(pitch, line.height):
        joined = is_full or line.height >= HEADING_HEIGHT * usual
        return " " if joined and not before.text.endswith("-") else "\n"
    if before.page == line.page and down > 0:
        return "\n\n"
    # in the next column, or on the next page, a paragraph goes on unless its last line is short
    ended = not is_full and PARAGRAPH_END.search(before.text)
    return "\n" if alike and not ended else "\n\n"
