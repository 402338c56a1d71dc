"""Turn the bytes of a file into its text, or say why they are not text.

UTF-8, and UTF-16 and UTF-32 with their marks, are read as what they say they are. Anything else has
to be recognised, and whoever reads the file is told what it was taken for.
"""

import itertools
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

ENCODING_MARKS = {
    b"\xff\xfe\0\0": "utf-32",  # before UTF-16, whose mark begins alike
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
WEB_PAGE = "a web page (HTML)"
NO_TEXT = {
    rb"%PDF-": "a PDF",
    rb"PK\x03\x04": "a Word document or another zipped file",
    rb"\xd0\xcf\x11\xe0": "an old Word document",
    rb"\x1f\x8b": "a compressed file",
    rb"\{\\rtf": "a rich-text file (RTF)",
    rb"<(?:[^>]*>\s*<)*(?:(?:!doctype )?html|head|body|div)\b": WEB_PAGE,
}
HIDDEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\0-\x08\x0e-\x1b\x7f]")
UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# what Windows-1252 makes of another encoding: three accented letters on end, a capital after a
# small letter, the letters of Iceland (in Turkey's place), a sign inside a word
FOREIGN = re.compile(
    "[ŠŒŽšœžŸÀ-ÖØ-öø-ÿ]{3}|[a-zšœžß-öø-ÿ][ŠŒŽŸÀ-ÖØ-Þ]|[ÐðÝýÞþ]"
    r"|(?<=[^\W\d_])[€‚ƒ„†‡ˆ‰‹•˜™›¡-©«¬®-±¶¸¹»-¿²³×÷](?=[^\W\d_])"
)

# UTF-8 that was read as Latin-1 or Windows-1252 and saved again shows "é" as "Ã©". The five bytes
# that Windows-1252 leaves open are the control characters of their numbers, as in browsers.
WINDOWS_CHARS = {n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0x100)}
LATER = "\x80-\xbf" + "".join(WINDOWS_CHARS[n] for n in range(0x80, 0xA0))
TWICE_ENCODED = re.compile(f"(?:[Â-ß][{LATER}]|[à-ï][{LATER}]{{2}}|[ð-ô][{LATER}]{{3}})+")
# what ftfy leaves alone where nothing else is wrong: “Ä” is a letter in quotation marks
LATER_OF_LETTERS = re.sub("[‘’“”…–—•]", "", LATER)
TWICE_ENCODED_ALONE = f"[ÄÅ][{LATER_OF_LETTERS}]|â[„\x84]¢"
BYTE_OF = {chr(n): n for n in WINDOWS_CHARS} | {char: n for n, char in WINDOWS_CHARS.items()}


class UnreadableFile(ValueError):
    """Why a file is not read, and what helps; whoever reads it puts its name before this."""


def decode(content: bytes, *, pages: bool = False) -> tuple[str, str]:
    """Read bytes as text: the text, and the encoding where it had to be recognised, else "".

    Recognised are UTF-16 and UTF-32 without their marks, by the letters that appear, and
    Windows-1252 (and with it Latin-1), if nothing speaks for another encoding. `pages`: a web page
    is a text, too.
    Raises UnreadableFile where the bytes are not text, break off, or are in no encoding or in two.
    """
    start = content[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for beginning, kind in NO_TEXT.items():
        if re.match(beginning, start, re.I) and not (pages and kind == WEB_PAGE):
            raise UnreadableFile(f"{kind}, not plain text; open it and save it as text in UTF-8")
    for mark, encoding in ENCODING_MARKS.items():
        if content.startswith(mark):
            return check_characters(_decode(content, encoding)), ""
    for encoding in UNMARKED if b"\0" in content else ():
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if 2 * len(text.encode("ascii", "ignore")) > len(text):
                return check_characters(text), encoding[:6].upper()
    if _is_western(content):
        return check_characters(content.decode("cp1252")), "Windows-1252"
    return check_characters(_decode(content, "utf-8")), ""


def check_characters(text: str, *, most: float = 0.01) -> str:
    """Give a text back, or raise UnreadableFile if more of it than `most` is control characters."""
    odd = CONTROL.findall(text)
    if len(odd) > most * len(text):
        line = text.count("\n", 0, text.index(odd[0])) + 1
        raise UnreadableFile(
            f"line {line}: {odd[0]!r} is not a character of a text; save it as text"
        )
    return text


def printable(path: str | Path) -> str:
    """Write a file's name so that it can be shown and typed: a byte that is not text as \\xff.

    >>> printable("two\\nlines.txt")
    'two\\\\nlines.txt'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return HIDDEN.sub(lambda char: char[0].encode("unicode_escape").decode(), text)


def find_twice_encoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Find what was read in the wrong encoding and saved so: "Ã©" (start, end) should be "é".

    Whether a line is wrong, ftfy judges by which characters stand side by side (R. Speer 2019,
    ftfy, doi:10.5281/zenodo.2591652). Where only a part of it is wrong, that part is judged alone.

    >>> list(find_twice_encoded("Ana WilmÃ¨s"))
    [(8, 10, 'è')]
    """
    for line in re.finditer(r"[^\r\n]+", text):
        if TWICE_ENCODED.search(line[0]):
            parts = TWICE_ENCODED.finditer(text, *line.span())
            yield from _mend(line) or itertools.chain.from_iterable(map(_mend, parts))


def decode_again(twice: str) -> str:
    """Read anew what was read in the wrong encoding (see TWICE_ENCODED_ALONE): "Ä±" is "ı"."""
    return bytes(BYTE_OF[char] for char in twice).decode()


def _mend(wrong: re.Match) -> list[tuple[int, int, str]]:
    """List the characters that ftfy reads anew; none where it did anything else."""
    from ftfy import fix_encoding  # takes half a second to load, and few texts need it

    mended = fix_encoding(
        wrong[0],
        restore_byte_a0=False,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        fix_c1_controls=False,
    )
    found, at = [], wrong.start()
    for char in mended if mended != wrong[0] else "":
        length = next((len(f) for f in _wrong_forms(char) if wrong.string.startswith(f, at)), 0)
        if not length:
            return []
        if length > 1:
            found.append((at, at + length, char))
        at += length
    return found


@cache
def _wrong_forms(char: str) -> list[str]:
    """A character, and how it looks when it was encoded wrongly once, twice, three times."""
    forms = {char}
    for _ in range(3):
        latin = {form.encode().decode("latin-1") for form in forms}
        forms |= latin | {form.translate(WINDOWS_CHARS) for form in latin}
    return sorted(forms, key=len, reverse=True)


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason in ("unexpected end of data", "truncated data"):
            raise UnreadableFile("it breaks off inside its last character; save it again") from None
        line = content.count(b"\n", 0, error.start) + 1
        place = f"line {line}, byte {error.start}"
        mixed = ", though others are" if encoding == "utf-8" and UTF8.search(content) else ""
        raise UnreadableFile(
            f"{place} is not {encoding.upper()}{mixed}; save it as text in UTF-8"
        ) from None


def _is_western(content: bytes) -> bool:
    """Say whether bytes are not UTF-8, but can be the Windows-1252 of an English text."""
    try:
        content.decode()
        return False
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or UTF8.search(content):
            return False  # UTF-8 that breaks off, or that has something else in between
    try:
        return not FOREIGN.search(content.decode("cp1252"))
    except UnicodeDecodeError:
        return False
