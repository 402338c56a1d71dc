"""What bytes are read as, what is recognised and said, and what is refused."""

import codecs
import gzip
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.files import UnreadableFile, printable
from helpers.files.encodings import check_characters, decode, find_twice_encoded

TEXT = (
    "The Ministers met. “It’s late”, Sophie Wilmès said – for 5 €, créée, El Niño, 20 °C, ½ § 5.\n"
)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_says_its_encoding_is_read_without_a_word(mark, encoding):
    assert decode(mark + TEXT.encode(encoding)) == (TEXT, "")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_what_is_recognised_is_said(encoding, name):
    assert decode(TEXT.encode(encoding)) == (TEXT, name)


def test_latin_1_is_read_as_the_larger_windows_1252():
    text = "Sophie Wilmès met the créée at 20 °C."
    assert decode(text.encode("latin-1")) == (text, "Windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Министры встретились.", "cp1251"),
        ("Министры встретились.", "koi8-r"),
        ("Οι Υπουργοί συναντήθηκαν.", "cp1253"),
        ("השרים נפגשו.", "cp1255"),
        ("اجتمع الوزراء.", "cp1256"),
        ("部长们会面了。", "gbk"),
        ("閣僚が会合した。", "shift_jis"),
        ("閣僚が会合した。", "euc_jp"),
        ("President Erdoğan met them.", "cp1254"),  # ğ would be ð
        ("Lech Wałęsa met them.", "cp1250"),  # ł would be ³
        ("It’s the “résumé” of it.", "mac_roman"),  # ’ would be Õ, in mid-word
        ("They read the résumé of it.", "cp850"),  # é would be a low quotation mark, in mid-word
    ],
)
def test_another_encoding_is_not_taken_for_windows_1252(text, encoding):
    with pytest.raises(
        UnreadableFile, match=r"^line 1, byte \d+ is not UTF-8.*; save it as text in UTF-8"
    ):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("They met.\nWilmès".encode()[:-2], r"breaks off inside its last character; save it again"),
        ("They met É".encode()[:-1], r"breaks off inside its last character"),  # or Windows's Ã
        ("Wilmès".encode("utf-16")[:-1], r"breaks off inside its last character; save it again"),
        (
            b"They met.\n" + "é".encode() + b" \xe9.",
            "line 2, byte 13 is not UTF-8, though others are",
        ),
        (b"They met \xe2\x80\x94 \xe9.", "line 1, byte 13 is not UTF-8, though others are"),
        (b"They met \xf0\x9f\x98\x80 \xe9.", "line 1, byte 14 is not UTF-8, though others are"),
        (b"\xff\xfe\xc3\xa9\0\xd8A\0", "line 1, byte 4 is not UTF-16; save it"),  # half a pair
        (b"\xff\xfe\0\0\0\0\x11\0", "line 1, byte 4 is not UTF-32"),  # above all characters
        (b"They met.\n\0\0\0", r"line 2: '\\x00' is not a character of a text; save it as text"),
        (b"They rang\x07\x07" + b" and met" * 15, r"line 1: '\\x07' is no"),  # two of 131
        ("They rang.\x07".encode("utf-16"), r"line 1: '\\x07' is not a character of a text"),
        ("They rang.\x07".encode("utf-16-le"), r"line 1: '\\x07' is not a character of a text"),
        (
            "Министры встретились.".encode("utf-16-le"),
            "is not a character of a text",
        ),  # a guess would be a dare
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not "),
        (b"%PDF-1.7 They met.", "^a PDF, not plain text; open it and save it as text in UTF-8$"),
        (b"PK\x03\x04They met.", "^a Word document or another zipped file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "^an old Word document"),
        (gzip.compress(b"They met.", mtime=0), "^a compressed file"),
        (b"{\\rtf1\\ansi They met.}", r"^a rich-text file \(RTF\)"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<p>They met.", r"^a web page \(HTML\)"),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html><p>They met.", r"^a web page \(HTML\)"),
        ("<html><p>They met.".encode("utf-16"), r"^a web page \(HTML\)"),
        (b" \t\n<!-- saved --><HTML lang=en><p>They met.", r"^a web page \(HTML\)"),
        (b"<head><title>They met.", r"^a web page \(HTML\)"),
        (b"<body class=a>They met.", r"^a web page \(HTML\)"),
        (b"<div>\n<p>They met.", r"^a web page \(HTML\)"),
    ],
)
def test_what_is_no_text_is_refused_with_what_helps(content, message):
    with pytest.raises(UnreadableFile, match=message):
        decode(content)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> They met.",  # markup in a text is text
        "They met.\nThe <html> was saved.",
        "<divide> and <header> are words between brackets.",
        "A PDF begins with %PDF-.",
        "They rang\x07 and met again and again, for as long as it took them to come to a close.\n"
        "They left, having agreed on nothing at all.",  # one in a hundred is not many
    ],
)
def test_what_only_speaks_of_another_kind_of_file_is_a_text(text):
    assert decode(text.encode()) == (text, "")


SMALL = [*map(chr, [*range(0xDF, 0xF7), *range(0xF8, 0x100)]), *"šœž"]
CAPITALS = [*map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xDF)]), *"ŠŒŽŸ"]
HIGH = [bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0x100)]
SIGNS = [char for char in filter(None, HIGH) if char not in [*SMALL, *CAPITALS]]
IN_WORDS = "‘’“”–—…\u00a0ª\u00ad´µ·º"  # signs that may stand between two letters


@pytest.mark.parametrize(
    ("texts", "refused"),
    [
        # an accented letter has its like beside it ("créée"), but no more of them
        ([f"a {letter * 2} b" for letter in SMALL + CAPITALS if letter not in "ÐðÝýÞþ"], False),
        ([f"a {letter * 3} b" for letter in SMALL + CAPITALS], True),
        ([f"a {letter}a b" for letter in CAPITALS if letter not in "ÐÝÞ"], False),
        ([f"a a{letter} b" for letter in CAPITALS], True),  # as of a Greek or Russian text
        ([f"a {letter}É b" for letter in SMALL], True),
        ([f"a {letter} b" for letter in "ÐðÝýÞþ"], True),  # of an Icelandic text or a Turkish one
        ([f"a a{sign}a b" for sign in IN_WORDS], False),
        ([f"a a{sign}a b" for sign in SIGNS if sign not in IN_WORDS], True),
        ([f"a {sign} 5{sign} b{sign}" for sign in SIGNS], False),
    ],
)
def test_windows_1252_is_known_by_what_no_english_text_has_in_it(texts, refused):
    for text in texts:
        content = text.encode("cp1252")
        if refused:
            with pytest.raises(UnreadableFile, match="is not UTF-8; save it as text in UTF-8"):
                decode(content)
        else:
            assert decode(content) == (text, "Windows-1252")


def mended(text):
    pieces, at = [], 0
    for start, end, char in find_twice_encoded(text):
        pieces += text[at:start], char
        at = end
    return "".join([*pieces, text[at:]])


LETTERS = [
    *map(chr, [*range(0xA1, 0x180), *range(0x391, 0x3CA), *range(0x410, 0x450)]),
    *"–—‘’“”€😀",
]


@pytest.mark.parametrize("times", [1, 2, 3])
@given(st.lists(st.sampled_from(LETTERS)))
def test_a_line_encoded_wrongly_is_read_anew_however_often(times, letters):
    right = wrong = f"Ana Wilmès {''.join(letters)} met."
    for _ in range(times):
        wrong = wrong.encode().decode("latin-1")
    assert mended(wrong) == right
    assert mended(f"Wilmès met.\n{wrong}\nErdoğan left.") == (
        f"Wilmès met.\n{right}\nErdoğan left."
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("CuraÃƒÂ§ao", "Curaçao"),  # twice, by way of Windows-1252
        ("ErdoÃ„Å¸an", "ErdoÄŸan"),  # ftfy leaves the lone letter to TWICE_ENCODED_ALONE
        ("It is â€œgoodâ€\x9d", "It is “good”"),  # of the byte that Windows-1252 leaves open
        ("It is â€œgoodâ€ now", "It is “goodâ€ now"),  # what has lost its last byte is not guessed
        ("Wilmès and WilmÃ¨s", "Wilmès and Wilmès"),
        ("The Âge d'or met WilmÃ¨s", "The Âge d'or met Wilmès"),
    ],
)
def test_what_is_wrong_in_a_line_is_read_anew_and_no_more(wrong, right):
    assert mended(wrong) == right


@given(st.binary(max_size=60))
def test_bytes_are_a_text_or_refused_in_one_line(content):
    try:
        text, _ = decode(content)
    except UnreadableFile as refused:
        assert "\n" not in str(refused)
    else:
        text.encode("utf-8")  # whole characters, no halves


def test_a_judgement_holds_no_control_character_but_those_that_end_a_line():
    odd = []
    for char in map(chr, [*range(32), 0x7F]):
        try:
            check_characters(f"a{char}a" * 100, most=0)
        except UnreadableFile as refused:
            assert str(refused).startswith(f"line 1: {char!r} is not a character of a text")
            odd.append(char)
    assert "".join(odd) == "\0\1\2\3\4\5\6\7\b\x0e\x0f" + "".join(map(chr, range(16, 28))) + "\x7f"


def test_a_name_is_shown_and_can_be_typed():
    assert printable('it\'s a "name" – é & <b>.txt') == 'it\'s a "name" – é & <b>.txt'
    assert printable("new\nline\u202e\x1b.txt") == r"new\nline\u202e\x1b.txt"
    hidden = [*range(32), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
    assert all(re.fullmatch(r"\\[a-z0-9]+", printable(chr(n))) for n in hidden)
    assert printable(os.fsdecode(b"caf\xe9.txt")) == r"caf\xe9.txt"


def test_utf_16_without_its_mark_is_known_where_more_than_half_is_ascii():
    assert decode("They met Министры".encode("utf-16-le"))[1] == "UTF-16"  # 9 of 17
    with pytest.raises(UnreadableFile):
        decode("They met Министрыи".encode("utf-16-le"))  # 9 of 18
