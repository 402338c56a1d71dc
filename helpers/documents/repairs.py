"""Take the web page off a saved statement, and keep a list of every change.

The rules run one after another; whatever they do is said again in the offsets of the saved file, so
that putting the listed changes into the saved text gives the cleaned text, letter for letter.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from helpers.documents.edits import Edit, Rule, apply, move_offsets, outermost, swap
from helpers.documents.lines import (
    DRAWN,
    HEADING_MARK,
    cut_words,
    cuts_in_sentences,
    list_marks,
    printed_pages,
    table_marks,
    wrapped_lines,
)
from helpers.documents.markdown import inline_marks
from helpers.documents.page import MARGIN, PageWords, cut_to, page_around
from helpers.files.encodings import TWICE_ENCODED_ALONE, decode_again, find_twice_encoded
from helpers.files.signs import PLAIN_SIGNS

DRAWN_LINE = "line drawn across"
MIN_WORDS_A_STROKE = 6  # of a line; a menu has a stroke after two or three


def clean(
    saved: str,
    *,
    title: str = "",
    begins: str = "",
    ends: str = "",
    alone: bool = False,
    words: PageWords | None = None,
    outside: Sequence[tuple[int, int]] = (),
) -> tuple[str, list[Edit]]:
    """Take the page around a statement off the saved text, and list what was changed.

    `title`, `begins` and `ends` are what is known of the statement: its title, its first and its
    last words; `alone` and `words` are as in `page_around`. Returns the text, whose paragraphs are
    lines, and the edits in the offsets of `saved`, in order. `outside` are the places that the page
    itself marks as its margins. Raises ValueError where `begins` or
    `ends` is not in the text.
    """
    text = saved
    edits: list[Edit] = []
    left = np.arange(len(saved))  # the saved characters that each character of `text` stands for
    right = left + 1

    def run(rule: Rule) -> None:
        nonlocal text, left, right
        if not (found := list(rule(text))):
            return
        edits.extend(
            Edit(int(left[e.start]), int(right[e.end - 1]), e.after, e.reason) for e in found
        )
        left, right = move_offsets(left, right, found)
        text = apply(text, found)

    run(lambda page: (Edit(low, min(high, len(page)), "", MARGIN) for low, high in outside))
    for rule in CHARACTER_RULES:
        run(rule)
    if begins or ends:
        run(lambda page: cut_to(page, begins, ends))
    else:
        run(lambda page: page_around(page, title, alone=alone, words=words))
    for rule in LINE_RULES:
        run(rule)
    return text, outermost(edits)


# --- the rules, in the order in which they run ---------------------------------------------------


def encoded_twice(text: str) -> Iterator[Edit]:
    """Characters that were read in the wrong encoding and saved so, once or more often."""
    for start, end, char in find_twice_encoded(text):
        yield Edit(start, end, char, "character encoded twice")


def front_matter(text: str) -> Iterator[Edit]:
    """The block between two lines of three hyphens that opens a Markdown file."""
    if match := re.match(r"---\n(?:[^\n]*\n)*?---(?:\n+|$)", text):
        yield Edit(*match.span(), "", "front matter")


def misread_letters(text: str) -> Iterator[Edit]:
    """An upright stroke where a scanner saw no "I": alone in prose, before a small letter."""
    for line in re.finditer(r"[^\n]+", text):
        if "|" not in line[0]:
            continue
        strokes = [*re.finditer(r"(?<!\S)\|(?= [a-z])", line[0])]
        is_prose_line = len(line[0].split()) >= MIN_WORDS_A_STROKE * len(strokes)
        if len(strokes) == line[0].count("|") and is_prose_line:
            for stroke in strokes:
                start = line.start() + stroke.start()
                yield Edit(start, start + 1, "I", "letter that a scanner misread")


def expansions(text: str) -> Iterator[Edit]:
    """The long form in brackets after a short one: "UN (United Nations)"."""
    for match in re.finditer(r"\b([A-Z]{2,})( \(([^()\n]+)\))", text):
        initials = "".join(re.findall(r"\b[A-Z]", match[3]))
        if initials == match[1]:
            yield Edit(*match.span(2), "", "expansion of an abbreviation")


CHARACTER_RULES: tuple[Rule, ...] = (
    encoded_twice,
    swap(TWICE_ENCODED_ALONE, decode_again, "character encoded twice"),
    swap("\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", "line end of another system"),
    swap("\\A\ufeff", "", "byte-order mark"),
    swap("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "", "control character"),
    swap(r"(?<![^\S\n])(?= *[^\S \n])[^\S\n]+$", "", "space at a line's end", re.M),
    swap("\t", " ", "non-breaking or other space"),
    *(swap(*sign) for sign in PLAIN_SIGNS),
    swap("\ufffe(?=\\n)", "-", "hyphen of a PDF"),
    swap("\ufffe", "", "hyphen of a PDF"),
    front_matter,
    swap(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", "", "HTML", re.S | re.I),
    swap(r"^> ?", "", "quotation mark of Markdown", re.M),
    swap(r"^ +$", "", "space at a line's end", re.M),
    printed_pages,
    cut_words,
    wrapped_lines,
    swap(r"(?<! )(?: +|\\)$", "", "space at a line's end", re.M),
    cuts_in_sentences,
)

LINE_RULES: tuple[Rule, ...] = (
    misread_letters,
    table_marks,
    swap(rf"^ *{DRAWN} *(?:\n+|\Z)", "", DRAWN_LINE, re.M),
    inline_marks,
    expansions,
    swap(r"^ {0,3}#{1,6} +|(?<=\w) +#+$", "", HEADING_MARK, re.M),
    list_marks,
    swap(r"(?<=\S)( {2,})(?=\S)", " ", "more than one space"),
    swap(r"\A\s+|(?<!\s)\s+\Z|^ +| +$", "", "space around a paragraph", re.M),
)
