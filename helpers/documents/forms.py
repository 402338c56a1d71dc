"""Read a file of any form that statements come in, by what its bytes are."""

import re
from pathlib import Path

from helpers.documents.saved import Saved
from helpers.files import UnreadableFile
from helpers.files.encodings import ENCODING_MARKS, UTF8, decode

TEXT_ENDINGS = {".txt": "text", ".text": "text", ".md": "Markdown", ".markdown": "Markdown"}
FORM_ENDINGS = {".htm", ".html", ".xhtml", ".pdf", ".docx", ".docm", ".rtf"}
#: Forms that are not read, and what to save their files as.
OTHER_FORMS = {
    ".doc": "an old Word document; open it and save it as .docx",
    ".dot": "an old Word document; open it and save it as .docx",
    ".odt": "an OpenDocument text; open it and save it as .docx",
    ".pages": "a Pages document; open it and export it as .docx",
    ".wpd": "a WordPerfect document; open it and save it as .docx",
    ".epub": "an e-book; save its text as .txt",
    ".mht": "a web page in one file (MHTML); open it and save it as .html",
    ".mhtml": "a web page in one file (MHTML); open it and save it as .html",
    ".webarchive": "a web page of Safari; open it and save it as .html",
    ".eml": "a letter with its attachments; save its text as .txt",
    ".msg": "a letter of Outlook; save its text as .txt",
    ".xls": "an old Excel file; open it and save it as .xlsx",
    ".ods": "an OpenDocument table; open it and save it as .xlsx",
    ".ppt": "slides; save their text as .txt",
    ".pptx": "slides; save their text as .txt",
}
MAX_FORM_BYTES = 50_000_000  # of a file that may hold pictures beside its text
PAGE = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype html|html|head|body|meta|title)\b", re.I | re.S
)
PART_OF_PAGE = re.compile(rb"\s*<(?:div|p|article|section|main|h[1-6]|table|ul|ol)[\s>]", re.I)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
MIN_GUESS_BYTES = 200  # of fewer no encoding can be guessed


def read_form(path: Path, content: bytes) -> Saved:
    """Read the bytes of a file as text, by the form that they have.

    Returns the text with what is known of it. Raises UnreadableFile with what to save it as.
    """
    ending = path.suffix.lower()
    start = content[:4096].lstrip(b"\xef\xbb\xbf")
    if start.lstrip().startswith(b"%PDF-"):
        from helpers.documents.pdf import read_pdf  # each reader takes a moment to load

        return read_pdf(content)
    if start.startswith(b"PK\x03\x04"):
        return _read_zipped(content, ending)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(OTHER_FORMS[".doc"])
    if start.lstrip().startswith(b"{\\rtf"):
        from helpers.documents.word import read_rtf

        return read_rtf(content)
    if PAGE.match(start) or (TEXT_ENDINGS.get(ending) != "Markdown" and PART_OF_PAGE.match(start)):
        return _read_page(content)
    text, encoding = _decode_or_guess(content)
    return Saved(text, TEXT_ENDINGS.get(ending, "text"), encoding=encoding)


def read_page(text: str) -> Saved:
    """Read a text that may be written as HTML, such as the cell of a table."""
    start = text[:4096].encode("utf-8", "replace")
    if PAGE.match(start) or PART_OF_PAGE.match(start):
        from helpers.documents.html import read_html

        return read_html(text)
    return Saved(text, "text")


def _read_zipped(content: bytes, ending: str) -> Saved:
    from helpers.documents.word import open_zip, read_docx

    names = {part.filename for part in open_zip(content).infolist()}
    if "word/document.xml" in names:
        return read_docx(content)
    reason = OTHER_FORMS.get(ending, "a zipped file; unzip it, and take what is in it")
    raise UnreadableFile(reason)


def _read_page(content: bytes) -> Saved:
    """Read a web page in the encoding that it declares, where it is true."""
    from helpers.documents.html import read_html

    declared = DECLARED.search(content[:4096])
    marked = any(content.startswith(mark) for mark in ENCODING_MARKS)
    if declared and not marked:
        name = declared[1].decode("ascii", "ignore").lower()
        # browsers take these for Windows-1252, and so do those who write them
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name
        try:
            return read_html(content.removeprefix(b"\xef\xbb\xbf").decode(name))
        except (UnicodeDecodeError, LookupError):
            pass  # it is not what it says
    text, encoding = _decode_or_guess(content)
    return read_html(text)._replace(encoding=encoding)


def _decode_or_guess(content: bytes) -> tuple[str, str]:
    """Read bytes as text, and if nothing else helps in the encoding that their letters suggest.

    Returns the text and the encoding where it was recognised or guessed; that it was guessed is
    said with it. Raises UnreadableFile as `decode` does.
    """
    try:
        return decode(content, pages=True)
    except UnreadableFile:
        if len(content) < MIN_GUESS_BYTES or UTF8.search(content) or b"\0" in content:
            raise
        from charset_normalizer import from_bytes

        best = from_bytes(content).best()
        if best is None:
            raise
        return str(best), f"{best.encoding} (a guess)"
