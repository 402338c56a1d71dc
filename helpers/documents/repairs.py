"""Take the web page off a saved statement, and keep a list of every change.

The rules run one after another; whatever they do is said again in the offsets of the saved file, so
that putting the listed changes into the saved text gives the cleaned text, letter for letter.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from helpers.documents.edits import Edit, Rule, apply, marks_around, move_offsets, outermost, swap
from helpers.documents.page import LINK, LIST_MARK, SENTENCE_END, cut_to, is_prose, page_around
from helpers.files.encodings import TWICE_ENCODED_ALONE, decode_again, find_twice_encoded

DRAWN_LINE = "line drawn across"
MAX_WRAP_CHARS = 132  # characters; nobody wraps wider, so longer lines are whole paragraphs
POINT = re.compile(r"[>#\s]|\(?\w{1,4}\)")  # what else begins a line of its own: "(a) to meet"


def clean(
    saved: str, *, title: str = "", begins: str = "", ends: str = ""
) -> tuple[str, list[Edit]]:
    """Take the page around a statement off the saved text, and list what was changed.

    `title`, `begins` and `ends` are what is known of the statement: its title, its first and its
    last words. Returns the text, whose paragraphs are lines, and the edits in the offsets of
    `saved`, in order. Raises ValueError where `begins` or `ends` is not in the text.
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

    for rule in CHARACTER_RULES:
        run(rule)
    if begins or ends:
        run(lambda page: cut_to(page, begins, ends))
    else:
        run(lambda page: page_around(page, title))
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


def hard_wraps(text: str) -> Iterator[Edit]:
    """Line ends inside a paragraph: the next word would not have fitted on the line.

    Judged against the longest line of the text, and only where most such line ends break a
    sentence; lines longer than anyone wraps are paragraphs each.
    """
    lines = list(re.finditer(r"[^\n]+", text))
    width = max((len(line[0].rstrip()) for line in lines), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if b.start() - a.end() == 1]
    pairs = [(a, b) for a, b in pairs if not (LIST_MARK.match(b[0]) or POINT.match(b[0]))]
    full = [(a, b) for a, b in pairs if len(a[0].rstrip()) + 1 + len(b[0].split(" ", 1)[0]) > width]
    breaking = [pair for pair in full if not SENTENCE_END.search(pair[0][0].rstrip())]
    if width > MAX_WRAP_CHARS or 2 * len(breaking) < len(pairs):
        return
    for line, _ in full:
        hyphenated = re.search(r"\w-$", line[0])
        yield Edit(line.end(), line.end() + 1, "" if hyphenated else " ", "line end in a sentence")


def cuts_in_sentences(text: str) -> Iterator[Edit]:
    """A paragraph cut in two: no mark ends the first part, a small letter begins the second.

    The second part must read on to the end of a clause, so that no menu is joined to a title.
    """
    edits, reads_on = [], False
    for line, following in reversed([*pairwise(re.finditer(r"[^\n]+", text))]):
        reads_on = following[0][0].islower() and (reads_on or is_prose(following[0], ""))
        reads_on = reads_on and line[0][-1].isalpha()
        if reads_on:
            edits.append(Edit(line.end(), following.start(), " ", "paragraph cut in mid-sentence"))
    yield from reversed(edits)


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
    swap(
        "[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
        "|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])",
        "",
        "zero-width character",
    ),
    swap("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "", "control character"),
    swap("\u00ad\n?", "", "soft hyphen"),
    swap("[\u2010\u2011]", "-", "typographic hyphen"),
    swap(r"[^\S \n]", " ", "non-breaking or other space"),
    swap("[‘’‚]", "'", "typographic quotation mark"),
    swap("[“”„]", '"', "typographic quotation mark"),
    swap(
        "[^\\W\\d_][\u0300-\u036f]{1,3}(?![\u0300-\u036f])",  # no letter has more marks
        lambda pair: nfc if len(nfc := unicodedata.normalize("NFC", pair)) == 1 else pair,
        "accent apart from its letter",
    ),
    front_matter,
    swap(r"(?<! ) +$", "", "space at a line's end", re.M),
    hard_wraps,
    cuts_in_sentences,
)

LINE_RULES: tuple[Rule, ...] = (
    swap(
        r"^ *(?:(?:= ?){3,}|(?:_ ?){3,}|(?:\* ?){3,}|(?:- ?){3,})(?:\n+|\Z)", "", DRAWN_LINE, re.M
    ),
    marks_around(LINK.pattern, "link"),
    marks_around(r"(~~)(?=\S)[^\n]{1,500}?(?<=\S)(~~)", "strike-through"),
    marks_around(r"(\*\*|__)(?=\S)[^\n]{1,500}?(?<=\S)(\1)", "bold or italic"),
    marks_around(r"(?<![\w*])(\*)(?=\S)[^*\n]{1,500}?(?<=\S)(\*)(?![\w*])", "bold or italic"),
    marks_around(r"(?<!\w)(_)(?=[^\s_])[^_\n]{1,500}?(?<=\S)(_)(?!\w)", "bold or italic"),
    expansions,
    swap(r"^#{1,6} +", "", "heading mark", re.M),
    swap(r"^> ?", "", "quotation mark of Markdown", re.M),
    swap(r"^ *[-*+•·‣▪◦] +(?=\S)", "", "list mark", re.M),
    swap(r"""^ *\d{1,3}[.)] +(?=["'(]?[A-Z])""", "", "list mark", re.M),
    swap(r"(?<=\S)( {2,})(?=\S)", " ", "more than one space"),
    swap(r"\A\s+|(?<!\s)\s+\Z|^ +", "", "space around a paragraph", re.M),
)
