"""Tell the statement from the page around it, line by line."""

import re
from collections.abc import Iterator

from helpers.documents.edits import Edit
from helpers.english import MONTH

TITLE_LINE, DATE_LINE, MENU_LINE = "title line", "date line", "menu of links"
ABOVE_STATEMENT, BELOW_STATEMENT = "line above the statement", "line below the statement"
MAX_HEADLINE_WORDS = 40  # words; a longer line is prose even where its full stop is missing

FULL_DATE = re.compile(
    rf"(?<![^\W_])(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?![^\W_])"
)
LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\]\((?:#|\.{0,2}/|https?:|mailto:|www\.)[^()\n]*\))")
LIST_MARK = re.compile(r"""^[ ]*(?:[-*+•·‣▪◦]|\d{1,3}[.)])[ ]+(?=\S)""", re.M)
SENTENCE_END = re.compile(r"""[.!?:;,…]["')\]*_~]*$""")


def page_around(text: str, title: str = "") -> Iterator[Edit]:
    """The lines above the first and below the last line of prose, and menus wherever they are.

    Prose ends like a clause or is longer than a headline. A page with no prose is left whole.
    """
    lines = list(re.finditer(r"[^\n]*\S[^\n]*\n*|^\n+", text))
    title = without_markdown(title).casefold()  # as _name_of_line compares it
    prose = [i for i, line in enumerate(lines) if is_prose(line[0], title)]
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


def is_prose(line: str, title: str) -> bool:
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
