"""Turn the bytes of a file into its text, or say why they are none.

UTF-8, and UTF-16 and UTF-32 with their marks, are read as what they say they are. Anything else has
to be recognised, and whoever reads the file is told what it was taken for.
"""

import os
import re
from contextlib import suppress

ENCODING_MARKS = {
    b"\xff\xfe\0\0": "utf-32",  # before UTF-16, whose mark begins alike
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
NO_TEXT = {
    rb"%PDF-": "a PDF",
    rb"PK\x03\x04": "a Word document or another zipped file",
    rb"\xd0\xcf\x11\xe0": "an old Word document",
    rb"\x1f\x8b": "a compressed file",
    rb"\{\\rtf": "a rich-text file (RTF)",
    rb"<(?:[^>]*>\s*<)*(?:(?:!doctype )?html|head|body|div)\b": "a web page (HTML)",
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

# UTF-8 that was read as Windows-1252 and saved again shows "é" as "Ã©". The five bytes that
# Windows-1252 leaves open are the control characters of their numbers, as in browsers.
BYTE_OF = {chr(byte): byte for byte in range(0x80, 0xC0)}
BYTE_OF |= {char: n for n in range(0x80, 0x100) for char in bytes([n]).decode("cp1252", "ignore")}
REST = "".join(char for char, byte in BYTE_OF.items() if byte < 0xC0)
TWICE_LETTERS = re.sub("[‘’“”…–—•]", "", REST)  # “Ä” is a letter in quotation marks
TWICE_ENCODED = (
    f"Â[\xa0-\xbf]|Ã[{REST}]|[ÄÅ][{TWICE_LETTERS}]|â[€\x80][{REST}]|â[‚\x82]¬|â[„\x84]¢|ï»¿"
)


class UnreadableFile(ValueError):
    """Why a file is not read, and what helps; whoever reads it puts its name before this."""


def decode(content: bytes) -> tuple[str, str]:
    """Read bytes as text: the text, and the encoding where it had to be recognised, else "".

    Recognised are UTF-16 and UTF-32 without their marks, by the letters that appear, and
    Windows-1252 (and with it Latin-1), if nothing speaks for another encoding.
    Raises UnreadableFile where the bytes are no text, break off, or are in no encoding or in two.
    """
    start = content[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for beginning, kind in NO_TEXT.items():
        if re.match(beginning, start, re.I):
            raise UnreadableFile(f"{kind}, no plain text; open it and save it as text in UTF-8")
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
        raise UnreadableFile(f"line {line}: {odd[0]!r} is no character of a text; save it as text")
    return text


def printable(path) -> str:
    """Write a file's name so that it can be shown and typed: a byte that is no text as \\xff."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return HIDDEN.sub(lambda char: char[0].encode("unicode_escape").decode(), text)


def decode_again(twice: str) -> str:
    """Read anew what was read in the wrong encoding (see TWICE_ENCODED): "Ã©" is "é"."""
    return bytes(map(BYTE_OF.get, twice)).decode()


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
            f"{place} is no {encoding.upper()}{mixed}; save it as text in UTF-8"
        ) from None


def _is_western(content: bytes) -> bool:
    """Say whether bytes are no UTF-8, but can be the Windows-1252 of an English text."""
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
