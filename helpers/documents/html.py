"""Read a saved web page as text in the marks of Markdown; nothing in it is loaded or run.

The elements of the page say what is a heading, a point of a list or a row of a table, and which
part of it is the statement; menus and margins are kept, and marked as outside.
"""

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

from helpers.documents.html_facts import find_facts
from helpers.documents.saved import Saved, escape_marks
from helpers.files import UnreadableFile

UNSEEN = frozenset(
    "script style template noscript iframe object embed applet svg math canvas audio video map head"
    " button select option textarea input datalist dialog".split()
)
MARGINS = frozenset("nav aside footer form".split())
MARGIN_ROLES = frozenset("navigation banner contentinfo search complementary dialog menu".split())
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
BLOCKS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody"
    " thead tfoot tr td th caption ul"
).split()
HEADING_MARKS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
PARAGRAPHS = frozenset("p div li td th dd dt blockquote figcaption".split())
NOTE_NUMBER = re.compile(r"\[?(?:\d{1,3}|[ivx]{1,5}|\*|†)\]?")
OTHER_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
# signs that no text holds, once OTHER_CONTROL is taken out of it
BLOCK_END, MARGIN_BEGINS, MARGIN_ENDS, LINE_BREAK = "\x1e", "\x02", "\x03", "\x1d"
MIN_MAIN_SHARE = 0.6  # of the words in paragraphs; a smaller part of a page is not its main one
MAX_SIBLINGS = 3  # of an element that is a whole paragraph: itself, and spaces around it
MAX_ELEMENTS, MAX_DEPTH = 300_000, 500  # of a page that anybody wrote
MAX_ADDRESS_CHARS = 200  # of a link; more of it says no more
MAX_CELL_WORDS = 60  # a cell of a table that has more holds a page, and no datum


def read_html(markup: str, *, form: str = "HTML", package: str = "beautifulsoup4") -> Saved:
    """Read a page of HTML: its visible text, headings, points and rows, and what it says of itself.

    Returns the text, in which what the page marks as menu, margin or foot is `outside`.

    >>> read_html("<nav>Home</nav><h1>The <b>Port</b></h1><ul><li>opens</ul>").text
    'Home\\n\\n# The Port\\n\\n- opens'
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a text looks like a file's name is no news here
        soup = BeautifulSoup(markup, "lxml")
    _check_size(soup)
    facts = find_facts(soup)
    for tag in soup.find_all(_is_unseen):
        if not tag.decomposed:
            tag.decompose()
    _mark_margins(soup)
    _escape_text(soup)
    _mark_words(soup)
    _mark_blocks(soup)
    pieces, outside, at = [], [], 0
    for piece, is_outside in _cut_blocks(soup.get_text()):
        if is_outside:
            outside.append((at, at + len(piece) + 2))
        pieces.append(piece)
        at += len(piece) + 2
    spans = () if len(outside) == len(pieces) else tuple(outside)
    return Saved("\n\n".join(pieces), form, package, "", spans, facts)


def _check_size(soup: BeautifulSoup) -> None:
    """Refuse a page that would take for ever to read."""
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
        if depths[id(tag)] > MAX_DEPTH or len(depths) > MAX_ELEMENTS:
            raise UnreadableFile(
                f"a web page of more than {MAX_ELEMENTS:,} elements, or of more than {MAX_DEPTH:,}"
                " inside one another; save its text"
            )


def _is_unseen(tag: Tag) -> bool:
    style = str(tag.get("style", ""))
    return tag.name in UNSEEN or tag.has_attr("hidden") or bool(HIDDEN_STYLE.search(style))


def _is_margin(tag: Tag) -> bool:
    return tag.name in MARGINS or str(tag.get("role", "")).lower() in MARGIN_ROLES


def _mark_margins(soup: BeautifulSoup) -> None:
    """Put signs around what the page marks as its margins, and around its main part turned out.

    The words of a margin become one block, since nobody reads what is in a menu. What holds most of
    the prose is no margin, whatever it is called: some pages are one form from top to end.
    """
    all_prose = _count_words_in_paragraphs(soup)
    for tag in soup.find_all(_is_margin):
        if _count_words_in_paragraphs(tag) <= (1 - MIN_MAIN_SHARE) * all_prose:
            words = " ".join(tag.stripped_strings)
            tag.clear()
            for piece in (MARGIN_BEGINS, words, MARGIN_ENDS):
                tag.append(NavigableString(piece))
    parts = soup.select("article, main, [role=main]")
    sizes = [_count_words_in_paragraphs(part) for part in parts]
    if parts and max(sizes) >= MIN_MAIN_SHARE * _count_words_in_paragraphs(soup):
        # of several with as much prose, the innermost
        main = parts[max(range(len(parts)), key=lambda i: (sizes[i], i))]
        main.insert(0, NavigableString(MARGIN_ENDS))
        main.append(NavigableString(MARGIN_BEGINS))
        body = soup.body or soup
        body.insert(0, NavigableString(MARGIN_BEGINS))
        body.append(NavigableString(MARGIN_ENDS))


def _count_words_in_paragraphs(part: Tag) -> int:
    return sum(len(p.get_text().split()) for p in part.find_all("p"))


def _escape_text(soup: BeautifulSoup) -> None:
    """Make of the page's own text what cannot be taken for marks; its lines mean nothing."""
    typed_lines = {id(text) for pre in soup.find_all("pre") for text in pre.find_all(string=True)}
    for string in soup.find_all(string=True):
        if type(string) is not NavigableString or string in (MARGIN_BEGINS, MARGIN_ENDS):
            continue
        text = OTHER_CONTROL.sub("", string)
        if id(string) not in typed_lines:
            text = re.sub(r"[ \t\n\r\f]+", " ", text)
        string.replace_with(NavigableString(escape_marks(text)))


def _mark_words(soup: BeautifulSoup) -> None:
    """Put marks around words: bold and linked paragraphs, footnotes, quotations, line breaks."""
    for above in {id(link.parent): link.parent for link in soup.find_all("a", href=True)}.values():
        _mark_links(above)
    for tag in soup.find_all(["br", "sup", "q", "b", "strong"]):
        if tag.name == "br":
            tag.replace_with(NavigableString(LINE_BREAK))
        elif tag.name == "q":
            _put_around(tag, "“", "”")
        elif tag.name == "sup":
            if NOTE_NUMBER.fullmatch(tag.get_text().strip().replace("\\", "")):
                _put_around(tag, "<sup>", "</sup>")
        elif _is_whole_paragraph(tag):
            _put_around(tag, "**", "**")


def _mark_links(above: Tag | None) -> None:
    """Put marks around links that stand alone, so that a menu is known for what it is."""
    links = [] if above is None else above.find_all("a", href=True, recursive=False)
    beside = [] if above is None else [text for text in above.contents if text not in links]
    if any(re.search(r"\w", text.get_text()) for text in beside):
        return  # links in a sentence are words of it
    for link in links:
        if address := re.sub(r"[\s()<>]", "", str(link["href"]))[:MAX_ADDRESS_CHARS]:
            _put_around(link, "[", f"]({address})")


def _put_around(tag: Tag, before: str, after: str) -> None:
    """Put marks around the words of an element, inside its spaces."""
    strings = [string for string in tag.find_all(string=True) if string.strip()]
    if strings:
        last = NavigableString(strings[-1].rstrip() + after)
        strings[-1].replace_with(last)
        first = strings[0] if len(strings) > 1 else last
        first.replace_with(NavigableString(before + first.lstrip()))


def _is_whole_paragraph(tag: Tag) -> bool:
    """Say whether a paragraph holds nothing but this element."""
    above = tag.parent
    if above is None or above.name not in PARAGRAPHS or len(above.contents) > MAX_SIBLINGS:
        return False
    own = tag.get_text().strip()
    return bool(own) and above.get_text().strip() == own


def _mark_blocks(soup: BeautifulSoup) -> None:
    """Put marks before headings and points, write rows of tables, and put an end to each block."""
    for ordered in soup.find_all("ol"):
        start = str(ordered.get("start", ""))
        first = int(start) if start.isascii() and start.isdigit() else 1
        for number, point in enumerate(ordered.find_all("li", recursive=False), start=first):
            point.insert(0, NavigableString(f"{number}. "))  # below, a block's end goes before it
    for row in reversed(soup.find_all("tr")):  # a table inside another comes first
        cells = row.find_all(["td", "th"], recursive=False)
        texts = [" ".join(cell.get_text(" ").split()) for cell in cells]
        if any(texts) and not any(map(_holds_a_page, cells, texts)):
            row.string = f"| {' | '.join(texts)} |"
    for block in soup.find_all(BLOCKS):
        mark = HEADING_MARKS.get(block.name, "")
        if block.name == "li" and not (block.parent and block.parent.name == "ol"):
            mark = "- "
        block.insert(0, NavigableString(BLOCK_END + mark))
        block.append(NavigableString(BLOCK_END))


def _holds_a_page(cell: Tag, text: str) -> bool:
    """A table that lays out a page has long cells, or headings and lists in them."""
    return len(text.split()) > MAX_CELL_WORDS or bool(cell.find(["h1", "h2", "h3", "li", "table"]))


def _cut_blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Cut the text of a page where its blocks end, and say of each whether it is in a margin."""
    depth, mark = 0, ""
    for piece in re.split(f"([{BLOCK_END}{MARGIN_BEGINS}{MARGIN_ENDS}])", text):
        if piece in (MARGIN_BEGINS, MARGIN_ENDS):
            depth += 1 if piece == MARGIN_BEGINS else -1
            continue
        piece = piece.strip(f" \t\n\r{LINE_BREAK}")
        if not piece.strip() or re.fullmatch(r"#{1,6}|-|\d+\.", piece):
            # the mark of a point or a heading whose words stand in a block of their own
            mark = f"{piece} " if piece.strip() else mark
            continue
        for paragraph in re.split(rf"{LINE_BREAK}[\s{LINE_BREAK}]*{LINE_BREAK}", mark + piece):
            one_line = paragraph.startswith(("#", "|")) or LINE_BREAK not in paragraph
            lines = [" ".join(line.split()) for line in paragraph.split(LINE_BREAK)]
            if "\n" in paragraph:  # of a <pre>, whose lines are as they were typed
                yield paragraph.replace(LINE_BREAK, "\n"), depth > 0
            else:
                yield (" " if one_line else "  \n").join(filter(None, lines)), depth > 0
        mark = ""
