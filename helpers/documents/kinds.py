"""Say of each paragraph what it is: a heading, a point of a list, a speaker's turn, a direction."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from helpers.documents.edits import Edit
from helpers.documents.lines import BULLET, HEADING_MARK, LIST_MARK_REASON, TABLE_LINE
from helpers.documents.markdown import EMPHASIS
from helpers.documents.page import PARAGRAPH_END, PageWords

HEADING, ITEM, PARAGRAPH = "heading", "item", "paragraph"
TURN, STAGE_DIRECTION, ROW = "speaker turn", "stage direction", "table row"
MAX_HEADING_WORDS = 12  # of a heading that has no mark of its own
MAX_MARKED_HEADING_WORDS = 25  # of one in bold letters
MAX_DIRECTION_WORDS = 15
LINE = re.compile(r"\S(?:[^\n]*\S)?")  # a paragraph of a cleaned text
CAPITALS = r"(?:[A-Z][A-Z.,'’&/-]*|Mc[A-Z]+|\d+|of|the|and|for|\([^()]{1,40}\))"
LABEL = re.compile(
    rf"((?=[A-Z]){CAPITALS}(?: {CAPITALS}){{0,9}}):\s+(?=\S)"  # "PRIME MINISTER ALBA: "
    r"|([QA])(?::|\.|(?=\s))\s*(?=[-—–\"'(]?\s?[A-Z])"  # "Q  Will you"
)
TIME_LINE = re.compile(
    r"(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|\d{1,2}:\d\d)(?: \(?[a-z]{1,4}\)?)?", re.I
)
BRACKETED = re.compile(r"\([^()]*\)\.?|\[[^\[\]]*\]\.?")


class ParagraphKind(NamedTuple):
    """What a paragraph is, the number or letter before it, and who begins to speak with it."""

    kind: str
    number: str = ""
    speaker: str = ""


def find_kinds(saved: str, edits: list[Edit], text: str, words: PageWords) -> list[ParagraphKind]:
    """Say of each line of a cleaned text what it is, from the marks that were taken off it.

    >>> find_kinds("# The port", [Edit(0, 2, "", HEADING_MARK)], "The port", {})
    [ParagraphKind(kind='heading', number='', speaker='')]
    """
    lines = [*LINE.finditer(text)]
    marks = [*_edits_around(edits, lines)]
    speakers = _speakers([line[0] for line in lines], words)
    kinds = []
    for i, (line, (before, inside, after)) in enumerate(zip(lines, marks, strict=True)):
        reasons = {edit.reason for edit in before}
        number = _number(saved, before)
        bold = EMPHASIS in reasons and any(e.reason == EMPHASIS for e in after)
        bold = bold and not any(e.reason == EMPHASIS for e in inside)
        if speakers[i]:
            kinds.append(ParagraphKind(TURN, number, speakers[i]))
        elif HEADING_MARK in reasons:
            kinds.append(ParagraphKind(HEADING, number))
        elif any(edit.reason == TABLE_LINE for edit in before):
            kinds.append(ParagraphKind(ROW))
        elif _is_direction(line[0], any(speakers)):
            kinds.append(ParagraphKind(STAGE_DIRECTION))
        elif _is_heading(text, lines, i, bold, bool(number)):
            kinds.append(ParagraphKind(HEADING, number))
        elif LIST_MARK_REASON in reasons:
            kinds.append(ParagraphKind(ITEM, number))
        else:
            kinds.append(ParagraphKind(PARAGRAPH))
    return kinds


def write_kinds(kinds: list[ParagraphKind]) -> str:
    """Write kinds as text, a line a paragraph, so that they may stand in a column."""
    return "\n".join("\t".join(kind) for kind in kinds)


def _edits_around(edits: list[Edit], lines: list[re.Match]) -> Iterator[tuple[list[Edit], ...]]:
    """The edits at each line's beginning, inside it and at its end."""
    places, shift = [], 0
    for edit in edits:  # where each stands in the cleaned text
        places.append(edit.start + shift)
        shift += len(edit.after) - (edit.end - edit.start)
    for line in lines:
        first, after_first = bisect_left(places, line.start()), bisect_right(places, line.start())
        last, after_last = bisect_left(places, line.end()), bisect_right(places, line.end())
        yield edits[first:after_first], edits[after_first:last], edits[last:after_last]


def _number(saved: str, before: list[Edit]) -> str:
    """The number or letter of a point, as it is printed: "12", "(a)", "IV"."""
    marks = [saved[e.start : e.end] for e in before if e.reason == LIST_MARK_REASON]
    parts = " ".join(marks).replace("\\", "").split()
    parts = [part for part in parts if not re.fullmatch(BULLET, part)]
    last = parts[-1] if parts else ""
    return last if last.startswith("(") else last.rstrip(".)")


def _is_direction(line: str, spoken: bool) -> bool:
    if TIME_LINE.fullmatch(line):
        return True
    short = len(line.split()) <= MAX_DIRECTION_WORDS
    return bool(spoken and short and BRACKETED.fullmatch(line))


def _is_heading(text: str, lines: list[re.Match], i: int, bold: bool, numbered: bool) -> bool:
    """A short line in bold letters, or one without an end that stands alone above prose."""
    line, following = lines[i][0], lines[i + 1][0] if i + 1 < len(lines) else ""
    n_words = len(line.split())
    stopped = re.search(r"[.!?;,…][\"')\]]*$", line)
    if bold and following and n_words <= MAX_MARKED_HEADING_WORDS and not stopped:
        return True
    alone = text[max(lines[i].start() - 2, 0) : lines[i].start()] in ("", "\n\n")
    before = lines[i - 1][0] if i else ""
    return bool(
        following
        and alone
        and n_words <= MAX_HEADING_WORDS
        and not PARAGRAPH_END.search(line)
        and not stopped
        and (line[0].isupper() or line[0].isdigit() or line[0] in "\"'")
        and not before.endswith((":", ",", ";"))
        and PARAGRAPH_END.search(following)
        and not numbered
    )


def _speakers(lines: list[str], words: PageWords) -> list[str]:
    """Who begins to speak with each line, "" where nobody does.

    A label in capitals before a colon names a speaker if it comes back, or says an office.
    """
    labels = ["" if not (m := LABEL.match(line)) else m[1] or m[2] for line in lines]
    known = Counter(label for label in labels if label)
    offices, not_speakers = words.get("speakers", ()), words.get("not speakers", ())

    def speaks(label: str) -> bool:
        parts = [part.strip(".,'").casefold() for part in label.split()]
        if not parts or label.casefold() in not_speakers:
            return False
        if label in ("Q", "A"):
            return known["Q"] >= 2
        return known[label] >= 3 or not {*parts}.isdisjoint(offices)

    return [label if speaks(label) else "" for label in labels]
