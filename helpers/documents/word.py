"""Read Word documents (.docx) and rich text (.rtf); nothing in them is run, no picture opened."""

import io
import re
from zipfile import BadZipFile, ZipFile

from bs4 import BeautifulSoup
from mammoth import convert_to_html, images
from striprtf.striprtf import rtf_to_text

from helpers.documents.html import read_html
from helpers.documents.saved import Candidate, Saved, escape_marks
from helpers.files import UnreadableFile

MAX_UNZIPPED_BYTES = 100_000_000  # of a zipped file; a small file that holds more is made to harm
MAX_RTF_BYTES, MAX_RTF_GROUPS = 20_000_000, 500_000
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
WORD_PROPERTIES = {
    "title": "title",
    "creator": "issuer",
    "language": "language",
    "created": "published",
}


def open_zip(content: bytes) -> ZipFile:
    """Open a zipped file (.docx, .xlsx) whose parts are no larger than a document can be.

    Raises UnreadableFile where it is broken, locked, or holds too much.
    """
    try:
        zipped = ZipFile(io.BytesIO(content))
        parts = zipped.infolist()
    except (BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise UnreadableFile(f"it is broken ({error}); save it again") from None
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile("locked by a password; save it without one")
    if sum(part.file_size for part in parts) > MAX_UNZIPPED_BYTES:
        raise UnreadableFile(
            f"unzipped it is larger than {MAX_UNZIPPED_BYTES:,} bytes; save its text as .txt"
        )
    return zipped


def read_docx(content: bytes) -> Saved:
    """Read the text of a Word document: headings, lists, tables and footnotes; no heads and feet.

    Raises UnreadableFile where it is broken, locked, or larger than any statement.
    """
    zipped = open_zip(content)
    try:
        page = convert_to_html(
            io.BytesIO(content),
            style_map=STYLES,
            convert_image=images.img_element(lambda _: {"src": ""}),  # opens no picture
        ).value
        facts = _find_properties(zipped)
    except UnreadableFile:
        raise
    except Exception as error:  # a broken part can raise anything that a parser raises
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        raise UnreadableFile(f"a Word document that is broken ({said}); save it again") from None
    saved = read_html(page, form="Word document", package="mammoth")
    return saved._replace(candidates=facts)


def _find_properties(zipped: ZipFile) -> tuple[Candidate, ...]:
    """What the properties of the document say of it; whoever made the file wrote them."""
    try:
        core = BeautifulSoup(zipped.read("docProps/core.xml"), "lxml-xml")
    except KeyError:
        return ()
    found = ((name, core.find(name)) for name in WORD_PROPERTIES)
    return tuple(
        Candidate(WORD_PROPERTIES[name], tag.get_text().strip(), f"Word property {name}")
        for name, tag in found
        if tag and tag.get_text().strip()
    )


def read_rtf(content: bytes) -> Saved:
    """Read the text of a rich-text file, a paragraph a line and a row of a table a line.

    Raises UnreadableFile where it is larger than any statement, or broken.
    """
    if len(content) > MAX_RTF_BYTES or content.count(b"{") > MAX_RTF_GROUPS:
        raise UnreadableFile("a rich-text file larger than any statement; save its text as .txt")
    try:
        text = rtf_to_text(content.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, RecursionError, OverflowError) as error:
        raise UnreadableFile(f"a rich-text file that is broken ({error}); save it again") from None
    lines = (line.strip() for line in re.split(r"\n+", text))
    return Saved("\n\n".join(map(_write_line, filter(None, lines))), "RTF", "striprtf")


def _write_line(line: str) -> str:
    """Write a line; the cells of a table's row stand before upright strokes."""
    if not line.endswith("|"):
        return escape_marks(line)
    return f"| {' | '.join(escape_marks(cell.strip()) for cell in line[:-1].split('|'))} |"
