"""Make of the lines of a page its paragraphs, each on one line.

Whether lines were wrapped is judged by block (the lines between two blank ones), against the width
that the lines of the whole page have.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from helpers.documents.edits import Edit
from helpers.documents.page import PARAGRAPH_END, SENTENCE_END, is_prose
from helpers.english import WORD

MIN_WRAP_CHARS, MAX_WRAP_CHARS = 40, 132  # characters; nobody wraps narrower or wider
RAGGED = 0.75  # of the width; a shorter line that ends without a mark is not cut by its width
#: What stands before a point of a list: a sign, a number, a letter in brackets.
BULLET = r"[-*+•·‣▪◦●○■□▶►–—]"
_SHORT = r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})"
POINT_NUMBER = rf"\d{{1,3}}\\?\.|{_SHORT}\\?\)|\\?\({_SHORT}\\?\)"
#: These are numbers only where a list of them is: "A. Alba met", "3.5 million".
DOUBTFUL_NUMBER = r"[A-Z]\\?\.|[IVX]{2,5}\\?\.|\d{1,3}(?:\.\d{1,3}){1,3}\\?\.?"
POINT = re.compile(rf"[ \t]*(?:(?:{BULLET}|{POINT_NUMBER}|{DOUBTFUL_NUMBER})[ \t]+)+(?=\S)")
SURE_POINT = re.compile(r"[ \t]*(?:[-*+•·‣▪◦●○■□▶►]|1\\?[.)])[ \t]+(?=\S)")
DRAWN = r"(?:(?:= ?){3,}|(?:\\?_ ?){3,}|(?:\\?\* *){3,}|(?:- *){3,})"
OWN_LINE = re.compile(rf"[ \t]*(?:#{{1,6}} |\||{DRAWN}$)")
LONG_ADDRESS = re.compile(r"\]\(|://")
HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
IN_SENTENCE = "line end in a sentence"
PRINTED_LINE = "header or footer of a page"
LIST_MARK_REASON, TABLE_LINE, HEADING_MARK = "list mark", "line of a table", "heading mark"
# what a printer puts on every page: the moment of printing, the number of the page
PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b.*|(?:.*\s)?\d{1,3}/\d{1,3}"
    r"|(?:.*\s)?page \d{1,3}(?: (?:of|/) \d{1,3})?|[-–] ?\d{1,3} ?[-–]",
    re.I,
)


def printed_pages(text: str) -> Iterator[Edit]:
    """What a printer repeats on every page: headers, footers and the numbers of pages.

    A line is one if it reads like one, or stands more than once directly beside one, and if lines
    of its form come back; the numbers in it do not count.
    """
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()]
    forms = [re.sub(r"\d+", "#", " ".join(line[0].split())) for line in lines]
    back = {form for form, own in groupby(sorted(forms)) if len([*own]) > 1}
    short = [form in back and len(form.split()) <= 20 for form in forms]
    printed = [
        short[i] and bool(PRINTED.fullmatch(line[0].strip())) for i, line in enumerate(lines)
    ]
    if sum(printed) < 2:
        return
    near = [any(printed[max(i - 2, 0) : i + 3]) for i in range(len(lines))]
    around = [short[i] and near[i] and not SENTENCE_END.search(lines[i][0].strip())
              for i in range(len(lines))]  # fmt: skip
    # a line beside the printed ones is one of them if it is there every time
    every = {f for f in back if all(around[i] for i, form in enumerate(forms) if form == f)}
    for i, line in enumerate(lines):
        if printed[i] or forms[i] in every:
            before = text[: line.start()].rstrip()
            ends = not before or SENTENCE_END.search(before[-3:])
            n_blank = len(text[line.end() :]) - len(text[line.end() :].lstrip())
            end = line.end() + (1 if ends else n_blank)
            start = line.start() if ends else len(before) + 1
            yield Edit(start, min(end, len(text)), "", PRINTED_LINE)


def wrapped_lines(text: str) -> Iterator[Edit]:
    """Line ends inside a paragraph: the next word would not have fitted on the line."""
    lines = [*re.finditer(r"[^\n]+", text)]
    pairs = [(a, b) for a, b in pairwise(lines) if b.start() - a.end() == 1 and _may_go_on(a, b)]
    width = _width_of([a[0].rstrip() for a, _ in pairs])
    block: list[tuple[re.Match, re.Match]] = []
    last = None
    for pair in [*pairs, None]:
        if block and (pair is None or pair[0].start() != last):
            yield from _join(block, width)
            block = []
        if pair:
            block.append(pair)
            last = pair[1].start()


def _width_of(lines: list[str]) -> int:
    """The width of a page: three quarters of its characters stand in lines that are no longer.

    A link's address makes a line longer than it is read, so lines with one do not count.
    """
    sizes = sorted(len(line) for line in lines if not LONG_ADDRESS.search(line))
    sizes = [size for size in sizes if size <= MAX_WRAP_CHARS]
    total = 0
    for size in sizes:
        total += size
        if 4 * total >= 3 * sum(sizes):
            return size
    return 0


def _may_go_on(line: re.Match, following: re.Match) -> bool:
    """Neither line stands for itself, and no point of a list begins here."""
    a, b = line[0].rstrip(), following[0]
    if OWN_LINE.match(a) or OWN_LINE.match(b) or SURE_POINT.match(b):
        return False
    if HARD_BREAK.search(line[0]):
        return b.lstrip()[:1].islower() and not SENTENCE_END.search(a)
    ends = SENTENCE_END.search(a) or re.search(r"\b(?:and|or)$", a) or POINT.match(a)
    return not (POINT.match(b) and ends)


def _join(pairs: list[tuple[re.Match, re.Match]], width: int) -> Iterator[Edit]:
    """Join the lines of a block where they were cut by their width, or before a small letter."""
    cut = [not PARAGRAPH_END.search(a[0].rstrip()) for a, _ in pairs]
    wrapped = width >= MIN_WRAP_CHARS and 2 * sum(cut) >= len(pairs)
    longest = max(len(a[0].rstrip()) for a, _ in pairs)
    point = SURE_POINT.match(pairs[0][0][0])
    # a block that is narrower than the page, such as an address, was not cut by the page's width
    wrapped = wrapped and longest >= RAGGED * width
    for (a, b), open_end in zip(pairs, cut, strict=True):
        size, word = len(a[0].rstrip()), b[0].split(None, 1)[0]
        linked = LONG_ADDRESS.search(a[0])
        full = size + 1 + len(word) > width and (size <= MAX_WRAP_CHARS or linked)
        ragged = open_end and RAGGED * width <= size <= MAX_WRAP_CHARS
        goes_on = open_end and b[0].lstrip()[0].islower()
        in_point = point and len(b[0]) - len(b[0].lstrip()) >= len(point[0].expandtabs(4))
        if (
            goes_on
            or in_point
            or (wrapped and (full or ragged))
            or (open_end and full and "](" in word)
        ):
            start = a.start() + len(re.sub(r"(?: +|\\)$", "", a[0]))
            end = b.start() + len(b[0]) - len(b[0].lstrip())
            yield Edit(start, end, "" if re.search(r"\w-$", a[0].rstrip()) else " ", IN_SENTENCE)


def cut_words(text: str) -> Iterator[Edit]:
    """A word cut by a hyphen at a line's end, where the text writes it elsewhere without one.

    Where the text does not, the hyphen goes if neither half is a word of the text.
    """
    words = {word.casefold() for word in re.findall(WORD, text)}
    for match in re.finditer(r"\b([^\W\d_]{2,})(-\n[ \t]*)([a-zß-öø-ÿ]+)", text):
        first, _, second = (part.casefold() for part in match.groups())
        apart = {first, second} & words
        if first + second in words or (not apart and f"{first}-{second}" not in words):
            yield Edit(*match.span(2), "", "word cut at a line's end")


def cuts_in_sentences(text: str) -> Iterator[Edit]:
    """A paragraph cut in two: no mark ends the first part, a small letter begins the second.

    The second part must read on to the end of a clause, so that no menu is joined to a title.
    """
    edits, reads_on = [], False
    for line, following in reversed([*pairwise(re.finditer(r"[^\n]+", text))]):
        reads_on = following[0][0].islower() and (reads_on or is_prose(following[0], ""))
        reads_on = reads_on and line[0][-1].isalpha() and not POINT.match(following[0])
        if reads_on:
            edits.append(Edit(line.end(), following.start(), " ", "paragraph cut in mid-sentence"))
    yield from reversed(edits)


def list_marks(text: str) -> Iterator[Edit]:
    """The sign, number or letter before a point of a list."""
    doubtful = [*re.finditer(rf"^[ ]*({DOUBTFUL_NUMBER}) +(?=\S)", text, re.M)]
    found = {match[1].strip("\\.") for match in doubtful}
    lists = {"A", "B"} <= found, {"I", "II"} <= found, {"1.1", "1.2"} <= found
    sure = rf"(?:(?:{BULLET}|{POINT_NUMBER}) +)+"
    letters, romans, decimals = lists
    listed = [r"[A-Z]\\?\."] * letters + [r"[IVX]{1,5}\\?\."] * romans
    listed += [r"\d{1,3}(?:\.\d{1,3}){1,3}\\?\.?"] * decimals
    if listed:
        sure = rf"(?:{sure}|(?:{'|'.join(listed)}) +)"
    for match in re.finditer(rf"^ *({sure})(?=\S)", text, re.M):
        yield Edit(*match.span(), "", LIST_MARK_REASON)


def table_marks(text: str) -> Iterator[Edit]:
    """The lines between the cells of a table; a semicolon parts the cells."""
    for row in re.finditer(r"^ *\|[^\n]*\|[^\n]*(?:\n|\Z)", text, re.M):
        if not re.search(r"[^\s|:+=-]", row[0]):
            yield Edit(*row.span(), "", TABLE_LINE)
            continue
        line = row[0].rstrip()
        bars = [*re.finditer(r" *(?<!\\)\| *", line)]
        for bar in bars:
            outer = bar is bars[0] or bar.end() == len(line)
            outer = outer or line[bar.end() :].startswith("|")  # an empty cell
            space = 0 if outer else int(bar[0].endswith(" "))  # stays behind the semicolon
            start, end = row.start() + bar.start(), row.start() + bar.end() - space
            yield Edit(start, end, "" if outer else ";", TABLE_LINE)
