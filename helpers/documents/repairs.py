"""Take the web page off a saved statement, and keep a list of every change.

A rule is a function from a text to edits `(start, end, replacement, reason)`. The rules run one
after another; whatever they do is said again in the offsets of the saved file, so that putting
the listed changes into the saved text gives the cleaned text, letter for letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers.files.encodings import TWICE_ENCODED_ALONE, decode_again, find_twice_encoded


class Edit(NamedTuple):
    """One change: characters start to end become `after` (at most one character), and why."""

    start: int
    end: int
    after: str
    reason: str


Rule = Callable[[str], Iterator[Edit]]

TITLE_LINE, DATE_LINE, MENU_LINE, DRAWN_LINE = (
    "title line",
    "date line",
    "menu of links",
    "line drawn across",
)
ABOVE_STATEMENT, BELOW_STATEMENT = "line above the statement", "line below the statement"
MAX_HEADLINE_WORDS = 40  # words; a longer line is prose even where its full stop is missing
MAX_WRAP_CHARS = 132  # characters; nobody wraps wider, so longer lines are whole paragraphs

MONTH = r"(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
FULL_DATE = re.compile(
    rf"(?<![^\W_])(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?![^\W_])"
)
LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\]\((?:#|\.{0,2}/|https?:|mailto:|www\.)[^()\n]*\))")
LIST_MARK = re.compile(r"""^[ ]*(?:[-*+•·‣▪◦]|\d{1,3}[.)])[ ]+(?=\S)""", re.M)
POINT = re.compile(r"[>#\s]|\(?\w{1,4}\)")  # what else begins a line of its own: "(a) to meet"
SENTENCE_END = re.compile(r"""[.!?:;,…]["')\]*_~]*$""")


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
        left, right = _move_offsets(left, right, found)
        text = apply(text, found)

    for rule in CHARACTER_RULES:
        run(rule)
    if begins or ends:
        run(lambda page: cut_to(page, begins, ends))
    else:
        run(lambda page: page_around(page, title))
    for rule in LINE_RULES:
        run(rule)
    return text, _outermost(edits)


def apply(text: str, edits: list[Edit]) -> str:
    """Put changes, in order and not overlapping, into the text that they were made for."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += text[at : edit.start], edit.after
        at = edit.end
    return "".join([*pieces, text[at:]])


def _move_offsets(
    left: np.ndarray, right: np.ndarray, edits: list[Edit]
) -> tuple[np.ndarray, np.ndarray]:
    lefts, rights, at = [], [], 0
    for start, end, after, _ in edits:
        lefts.append(left[at:start])
        rights.append(right[at:start])
        if after:
            lefts.append(left[start : start + 1])
            rights.append(right[end - 1 : end])
        at = end
    return np.concatenate([*lefts, left[at:]]), np.concatenate([*rights, right[at:]])


def _outermost(edits: list[Edit]) -> list[Edit]:
    """A later rule may take away what an earlier one had mended: only the wider change counts."""
    # at one place, the later rule's edit is the one that holds: it comes first here
    order = sorted(range(len(edits)), key=lambda i: (edits[i].start, -edits[i].end, -i))
    kept: list[Edit] = []
    for edit in (edits[i] for i in order):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def swap(pattern: str, after: str | Callable, reason: str, flags: int = 0) -> Rule:
    """Make a rule that replaces what a pattern matches (its group 1 where it has one)."""
    compiled = re.compile(pattern, flags)
    group = 1 if compiled.groups else 0

    def rule(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            new = after(match[group]) if callable(after) else after
            if new != match[group]:
                yield Edit(*match.span(group), new, reason)

    return rule


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
        reads_on = following[0][0].islower() and (reads_on or _is_prose(following[0], ""))
        reads_on = reads_on and line[0][-1].isalpha()
        if reads_on:
            edits.append(Edit(line.end(), following.start(), " ", "paragraph cut in mid-sentence"))
    yield from reversed(edits)


def page_around(text: str, title: str = "") -> Iterator[Edit]:
    """The lines above the first and below the last line of prose, and menus wherever they are.

    Prose ends like a clause or is longer than a headline. A page with no prose is left whole.
    """
    lines = list(re.finditer(r"[^\n]*\S[^\n]*\n*|^\n+", text))
    title = without_markdown(title).casefold()  # as _name_of_line compares it
    prose = [i for i, line in enumerate(lines) if _is_prose(line[0], title)]
    if not prose:
        return
    for i, line in enumerate(lines):
        reason = _name_of_line(line[0], title)
        if prose[0] <= i <= prose[-1] and reason != MENU_LINE:
            continue
        reason = reason or (ABOVE_STATEMENT if i < prose[0] else BELOW_STATEMENT)
        # the first line of several words that is nothing else is taken for the title
        if not title and reason == ABOVE_STATEMENT and len(line[0].split()) > 2:
            title, reason = without_markdown(line[0]).casefold(), TITLE_LINE
        yield Edit(*line.span(), "", reason)


def _is_prose(line: str, title: str) -> bool:
    long = len(line.split()) > MAX_HEADLINE_WORDS
    return not _name_of_line(line, title) and bool(long or SENTENCE_END.search(line.strip()))


def _name_of_line(line: str, title: str) -> str:
    bare = without_markdown(line)
    if not bare:
        return "blank line"
    if title and bare.casefold() == title:
        return TITLE_LINE
    if LINK.search(line) and not re.search(r"\w", LIST_MARK.sub("", LINK.sub("", line))):
        return MENU_LINE
    address = re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", bare)
    if address and not FULL_DATE.fullmatch(bare):  # 30.03.2021 looks like one
        return "web address"
    if re.match(r"(?:©|\(c\)|copyright\b)", bare, re.I):
        return "copyright line"
    if FULL_DATE.search(bare) and len(bare.split()) <= 8 and not SENTENCE_END.search(bare):
        return DATE_LINE
    return ""


def without_markdown(line: str) -> str:
    """Read a line without its Markdown: list mark, heading, links, bold and strike-through."""
    words = LIST_MARK.sub("", LINK.sub(r"\2", line.strip()))
    return re.sub(r"^#+ |\*\*|__|~~", "", words).strip()


def cut_to(text: str, begins: str, ends: str) -> Iterator[Edit]:
    """What stands before the first and after the last words that documents.csv gives."""
    start, end = 0, len(text)
    if begins:
        start = _place(text, begins, "begins")[0].start()
    if ends:
        end = _place(text, ends, "ends")[-1].end()
    if end <= start:
        raise ValueError(f"ends {ends!r} stands before begins {begins!r}")
    for low, high, reason in ((0, start, ABOVE_STATEMENT), (end, len(text), BELOW_STATEMENT)):
        for line in re.finditer(r"[^\n]+\n*|\n+", text[low:high]):
            yield Edit(low + line.start(), low + line.end(), "", reason)


def _place(text: str, words: str, column: str) -> list[re.Match]:
    tidy = words.translate(str.maketrans("‘’“”", "''\"\""))
    pattern = r"\s+".join(map(re.escape, tidy.split()))
    found = list(re.finditer(pattern, text))
    if not found:
        raise ValueError(f"{column} {words!r} is not in the text")
    return found


def marks_around(pattern: str, reason: str) -> Rule:
    """Make a rule that takes a pair of marks (the first and the last group) off the words."""
    compiled = re.compile(pattern)

    def rule(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            yield Edit(*match.span(1), "", reason)
            yield Edit(*match.span(compiled.groups), "", reason)

    return rule


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
