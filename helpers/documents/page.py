"""Tell the statement from the page around it, line by line."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from helpers.documents.edits import Edit
from helpers.documents.markdown import without_marks
from helpers.english import FULL_DATE
from helpers.files import data_path, read_words

TITLE_LINE, DATE_LINE, MENU_LINE = "title line", "date line", "menu of links"
ABOVE_STATEMENT, BELOW_STATEMENT = "line above the statement", "line below the statement"
END_MARK = "mark of the end"
MARGIN = "menu or margin of the page"  # as the marks of a web page or the places in a PDF say
OUTSIDE = "outside the words that documents.csv gives"
MAX_HEADLINE_WORDS = 40  # words; a longer line is prose even where its full stop is missing
MAX_TITLE_WORDS = 40  # of a title with its day on the next line, whatever mark ends it
MAX_SIGNATURE_WORDS = 30  # below the last sentence; more of them, in short lines, are a menu
MAX_ABOVE_HEADING = 0.5  # of the words of prose below a heading; with more above, it is a part's
MIN_LIST_LINE_WORDS = 4  # a mean; menus have shorter lines

LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\]\((?:#|\.{0,2}/|https?:|mailto:|www\.)[^()\n]*\))")
LIST_MARK = re.compile(r"""^[ ]*(?:[-*+•·‣▪◦●■–]|\d{1,3}\\?[.)])[ ]+(?=\S)""", re.M)
SENTENCE_END = re.compile(r"""[.!?:;,…]["'”’)\]*_~]*$""")
PARAGRAPH_END = re.compile(r"""[.!?:;…]["'”’)\]*_~]*$""")  # a comma ends no paragraph
ENDED = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]\S*\s*$")  # not "Jr."

#: The lists of page_words.txt: heading, entries in small letters.
PageWords = dict[str, frozenset[str]]


def read_page_words(folder: str | Path | None = None) -> PageWords:
    """Read `page_words.txt` of the folder, else the bundled one: what stands around statements.

    >>> "press release" in read_page_words()["not a title"]
    True
    """
    lists = read_words(data_path("page_words.txt", folder), whole_lines=True)
    return {name: frozenset(entries) for name, entries in lists.items()}


def page_around(
    text: str, title: str = "", *, alone: bool = False, words: PageWords | None = None
) -> Iterator[Edit]:
    """The lines above the first and below the last line of prose, and menus wherever they are.

    Prose ends like a clause or is longer than a headline. A page with no prose is left whole. Above
    the statement, the lines below the title or its date line belong to it (addressees, a place);
    below it those up to the first that ends a page (a signature, a list after a colon).
    `alone`: the file holds nothing but the statement, so that only its title and what marks its end
    are taken off. `words` is what `read_page_words` returns; the bundled ones when it is None.
    """
    words = read_page_words() if words is None else words
    lines = list(re.finditer(r"[^\n]*\S[^\n]*\n*|^\n+", text))
    names = [name_of_line(line[0], _bare_words(title)) for line in lines]
    sure = bool(title)
    if not title:
        title, sure = _find_title(lines, names, words)
        names = [name_of_line(line[0], _bare_words(title)) for line in lines]
    prose = [i for i, line in enumerate(lines) if not names[i] and is_prose(line[0], "")]
    prose = _below_heading(lines, names, prose)
    if not prose:
        return
    first, last = _begin(names, prose[0], sure), _end(lines, names, prose[-1], words)
    while first < prose[0] and (names[first] or _is_about_release(lines[first][0], words)):
        first += 1
    if alone:
        first, last = int(names[0] == TITLE_LINE), len(lines) - 1
    for i, line in enumerate(lines):
        reason = names[i]
        menu = reason == MENU_LINE and not alone and _is_menu(line[0])
        if first <= i <= last and reason != END_MARK and not menu:
            continue
        yield Edit(*line.span(), "", reason or (ABOVE_STATEMENT if i < first else BELOW_STATEMENT))


def _below_heading(lines: list[re.Match], names: list[str], prose: list[int]) -> list[int]:
    """Keep the prose below the one heading of the first rank, if little stands above it.

    What a page says above its heading (that it uses cookies) is not the statement's.
    """
    ranked = [i for i, line in enumerate(lines) if line[0].startswith("# ")]
    if len(ranked) != 1 or names[ranked[0]] != TITLE_LINE:
        return prose
    above, below = ([i for i in prose if (i > ranked[0]) == later] for later in (False, True))
    sizes = [sum(len(lines[i][0].split()) for i in part) for part in (above, below)]
    return below if sizes[0] <= MAX_ABOVE_HEADING * sizes[1] else prose


def _find_title(lines: list[re.Match], names: list[str], words: PageWords) -> tuple[str, bool]:
    """Find the title of a page, and say whether more than its place speaks for it.

    It is the first heading of the highest rank, or the first line above a date line, or else the
    first line of several words above the prose.
    """
    own = [i for i, name in enumerate(names) if name != "blank line"]
    guess = ""
    for i, following in zip_longest(own, own[1:]):
        line = lines[i][0]
        if names[i] or _is_about_release(line, words):
            continue
        dated = following is not None and names[following] == DATE_LINE and not ENDED.search(line)
        n_words = len(line.split())
        if line.startswith("# ") or (dated and 2 <= n_words <= MAX_TITLE_WORDS):
            return line, True
        if is_prose(line, ""):
            break
        guess = guess or (line if n_words > 2 else "")
    again = [i for i in own if _bare_words(lines[i][0]) == _bare_words(guess)]
    return guess, len(again) > 1


def _begin(names: list[str], prose: int, sure: bool) -> int:
    """Below the title, if it is sure, and the date line next to it; else below the last date line.

    Where there is neither, the statement begins with its first prose.
    """
    titles = [i for i in range(prose) if names[i] == TITLE_LINE]
    days = [i for i in range(prose) if names[i] == DATE_LINE]
    if not (titles and sure):
        return days[-1] + 1 if days else prose
    return next((i + 1 for i in days if i > titles[-1]), titles[-1] + 1)


def _is_menu(line: str) -> bool:
    """Several short links, or one that leads nowhere else: part of a page, not of a sentence."""
    links = [*LINK.finditer(line)]
    return len(links) > 1 or any(link[3].startswith("](#") for link in links)


def _end(lines: list[re.Match], names: list[str], prose: int, words: PageWords) -> int:
    """The last line of the statement: above the first below its last prose that ends a page.

    Many short lines that no such line ends are a menu; a list, or names with their offices, is not.
    """
    tail: list[int] = []
    for i in range(prose + 1, len(lines)):
        if names[i] == "blank line":
            continue
        bare = _bare_words(lines[i][0])
        if names[i] or bare.split(":")[0] in words.get("ends the page", ()):
            break
        tail.append(i)
    listed = any(LIST_MARK.match(lines[i][0]) for i in tail)
    listed = listed or lines[prose][0].strip().endswith(":")
    sizes = [len(lines[i][0].split()) for i in tail]
    long = sum(sizes) > MAX_SIGNATURE_WORDS and sum(sizes) < MIN_LIST_LINE_WORDS * len(sizes)
    return tail[-1] if tail and (listed or not long) else prose


def _is_about_release(line: str, words: PageWords) -> bool:
    """A line that says how or by whom a statement is released, or a menu."""
    bare, entries = _bare_words(line), words.get("not a title", ())
    return bare.rstrip(":") in entries or any(
        bare.startswith(f"{entry} ") for entry in entries if entry.count(" ") > 1
    )


def is_prose(line: str, title: str) -> bool:
    long = len(line.split()) > MAX_HEADLINE_WORDS
    return not name_of_line(line, title) and bool(long or SENTENCE_END.search(line.strip()))


def name_of_line(line: str, title: str) -> str:
    """What a line of the page is, if it is not one of the statement's; `title` in plain words."""
    bare = without_markdown(line)
    if not line.strip():
        return "blank line"
    if title and bare.casefold() == title:
        return TITLE_LINE
    if re.fullmatch(r"(?:\\?# *){1,5}|[-–—*# ]*(?:END|ENDS|30)[-–—*# ]*", line.strip()):
        return END_MARK
    if LINK.search(line) and not re.search(r"\w", LIST_MARK.sub("", LINK.sub("", line))):
        return MENU_LINE
    address = re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", bare)
    if address and not FULL_DATE.fullmatch(bare):  # 30.03.2021 looks like one
        return "web address"
    if re.match(r"(?:©|\(c\)|copyright\b)", bare, re.I):
        return "copyright line"
    dated = FULL_DATE.search(bare) or FULL_DATE.search(line)  # "4. March 2021" looks like a list
    if dated and len(bare.split()) <= 8 and not SENTENCE_END.search(bare):
        return DATE_LINE
    return ""


def without_markdown(line: str) -> str:
    """Read a line without its Markdown: list mark, heading, links, bold and strike-through."""
    words = without_marks(LIST_MARK.sub("", re.sub(r"^ *#+ ", "", line.strip())))
    return " ".join(words.split())


def _bare_words(line: str) -> str:
    return without_markdown(line).casefold()


def cut_to(text: str, begins: str, ends: str) -> Iterator[Edit]:
    """What stands before the first and after the last words that documents.csv gives."""
    start, end = 0, len(text)
    if begins:
        start = _place(text, begins, "begins")[0].start()
    if ends:
        end = _place(text, ends, "ends")[-1].end()
    if end <= start:
        raise ValueError(f"ends {ends!r} stands before begins {begins!r}")
    for low, high in ((0, start), (end, len(text))):
        for line in re.finditer(r"[^\n]+\n*|\n+", text[low:high]):
            yield Edit(low + line.start(), low + line.end(), "", OUTSIDE)


def _place(text: str, words: str, column: str) -> list[re.Match]:
    tidy = words.translate(str.maketrans("‘’“”", "''\"\""))
    pattern = r"\s+".join(map(re.escape, tidy.split()))
    found = list(re.finditer(pattern, text))
    if not found:
        raise ValueError(f"{column} {words!r} is not in the text")
    return found
