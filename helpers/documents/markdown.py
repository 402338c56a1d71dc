"""Find the marks of Markdown and HTML among the words of a paragraph, and say where they stand.

Which marks are marks, markdown-it-py decides by the rules of CommonMark; it keeps no places of what
it finds among the words, so its rules are watched while they read.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from helpers.documents.edits import Edit, apply

LINK_MARK, EMPHASIS, STRUCK_OUT = "link", "bold or italic", "strike-through"
FOOTNOTE_MARK, CODE_MARK = "footnote mark", "code mark"
ESCAPED, WRITTEN_AS_CODE = "escaped character", "character written as a code"
MASK = "\0"  # stands for a mark that is known
MARK_SIGNS = re.compile(r"[\\`*_~\[\]<>&!^]")  # a text without any has no marks
NOTE = re.compile(r"(?:\\?\[\^?(?:\d{1,3}|[ivx]{1,5}|note \d+)\\?\]|\[\^\w+\])(?!\()")
HTML_NOTE = re.compile(
    r"<sup[^>]*>\s*(?:<a[^>]*>)?\s*\\?\[?\d{1,3}\\?\]?\s*(?:</a>)?\s*</sup>", re.I
)
LINK_TARGET = re.compile(
    r"#|\.{0,2}/|https?:|mailto:|tel:|www\.|[\w./-]+\.[a-z]{2,5}(?![\w.])", re.I
)
LEFT_OVER = re.compile(r"(?<!\\)\*\*+|(?<![\w\\])__+(?=\w)|(?<=\w)__+(?!\w)")
# an asterisk beside a word or a mark
LONE_STAR = re.compile(r"(?<![\\*])(?:(?<=[^\s\0])\*(?!\*)|\*(?=[^\s*\0]))")
CLOSING_TOKENS = {"em_close": EMPHASIS, "strong_close": EMPHASIS, "s_close": STRUCK_OUT}
OPENING_TOKENS = {"em_open": EMPHASIS, "strong_open": EMPHASIS, "s_open": STRUCK_OUT}


def inline_marks(text: str) -> Iterator[Edit]:
    """Every mark of Markdown and HTML in a text, paragraph by paragraph (blank lines part them).

    >>> [edit[:3] for edit in inline_marks("the **port** of Tarn")]
    [(4, 6, ''), (10, 12, '')]
    """
    for block in re.finditer(r"(?:[^\n]+\n?)+", text):
        if MARK_SIGNS.search(block[0]):
            for edit in _marks_of(block[0]):
                start, end = block.start() + edit.start, block.start() + edit.end
                yield edit._replace(start=start, end=end)


@lru_cache(maxsize=1024)  # the lines of a page are asked for again and again
def without_marks(text: str) -> str:
    """Read a line without the marks of Markdown and HTML among its words."""
    return apply(text, [*inline_marks(text)])


def _marks_of(block: str) -> list[Edit]:
    notes = [Edit(*m.span(), "", FOOTNOTE_MARK) for m in HTML_NOTE.finditer(block)]
    notes += [
        Edit(*note.span(), "", FOOTNOTE_MARK)
        for note in NOTE.finditer(block)
        if note.start() and re.match(r"[^\s(]", block[note.start() - 1])
    ]
    state = StateInline(block, _parser(), {}, [])
    state.md.inline.tokenize(state)
    for rule in state.md.inline.ruler2.getRules(""):
        rule(state)
    found = [edit for token in state.tokens for edit in _edits_of(token, block)]
    found = [e for e in found if not (e.reason == EMPHASIS and _inside_a_word(e, block))]
    taken = sorted(notes + found, key=lambda edit: (edit.start, -edit.end))
    masked = apply(block, [e._replace(after=MASK * (e.end - e.start)) for e in _apart(taken)])
    rest = [Edit(*m.span(), "", EMPHASIS) for m in LEFT_OVER.finditer(masked)]
    lone = [Edit(*m.span(), "", EMPHASIS) for m in LONE_STAR.finditer(masked)]
    lone = [edit for edit in lone if not _inside_a_word(edit, block)]
    rest += lone if len(lone) % 2 == 0 else []
    return _apart(sorted(taken + rest, key=lambda edit: (edit.start, -edit.end)))


def _edits_of(token: Token, block: str) -> Iterator[Edit]:
    """What a mark of the parser takes away, or puts in its place."""
    start, end = token.meta.get("span", (0, 0))
    kind = OPENING_TOKENS.get(token.type) or CLOSING_TOKENS.get(token.type)
    if token.type == "text" and token.meta.get("is_delimiter") and not token.content:
        kind = EMPHASIS  # the outer half of a pair of two
    if kind or token.type in ("link_open", "link_close"):
        yield Edit(start, end, "", kind or LINK_MARK)
    elif token.type == "image":
        yield Edit(start, end, "", "picture")
    elif token.type == "code_inline":
        size = len(token.markup)
        yield Edit(start, start + size, "", CODE_MARK)
        yield Edit(end - size, end, "", CODE_MARK)
    elif token.type == "html_inline":
        space = " " if re.match(r"<(?:br|/?p|/?div|/?td|/?li)\b", token.content, re.I) else ""
        yield Edit(start, end, space, "HTML")
    elif token.type == "text_special" and token.info == "escape":
        if token.content != block[start:end]:
            yield Edit(start, start + 1, "", ESCAPED)
    elif token.type == "text_special" and token.content != block[start:end]:
        after = " " if token.content.isspace() else token.content
        if len(after) <= 1 and (after.isprintable() or not after):
            yield Edit(start, end, after, WRITTEN_AS_CODE)


def _inside_a_word(edit: Edit, block: str) -> bool:
    """5*3 is no emphasis: a single sign between two letters or digits."""
    around = block[max(edit.start - 1, 0) : edit.start], block[edit.end : edit.end + 1]
    return edit.end - edit.start == 1 and all(char.isalnum() for char in around)


def _apart(edits: list[Edit]) -> list[Edit]:
    """Of edits that overlap the first; neighbours that take away for one reason are one."""
    kept: list[Edit] = []
    for edit in edits:
        end = kept[-1].end if kept else 0
        if edit.start == end and kept and kept[-1][2:] == edit[2:] == ("", EMPHASIS):
            kept[-1] = kept[-1]._replace(end=edit.end)
        elif edit.start >= end and edit.start < edit.end:
            kept.append(edit)
    return kept


@cache
def _parser() -> MarkdownIt:
    """The parser of what stands inside a paragraph, each of its rules watched."""
    parser = MarkdownIt("commonmark").enable("strikethrough").disable(["newline", "fragments_join"])
    # "Resolution [2254](2015)" is not a link
    parser.validateLink = lambda url: bool(LINK_TARGET.match(url))  # type: ignore[method-assign]
    for name in parser.get_active_rules()["inline"]:
        rule = next(r for r in parser.inline.ruler.__rules__ if r.name == name)
        parser.inline.ruler.at(name, _watched(rule.fn))
    return parser


def _watched(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Note with every mark that a rule finds which characters it stands for."""

    def watched(state: StateInline, silent: bool) -> bool:
        start, n_tokens, n_pending = state.pos, len(state.tokens), bool(state.pending)
        n_delimiters = len(state.delimiters)
        is_link = not silent and state.src[start] == "["
        label_end = state.md.helpers.parseLinkLabel(state, start, True) if is_link else 0
        if not rule(state, silent):
            return False
        new = [] if silent else state.tokens[n_tokens + n_pending :]
        delimiters = {delimiter.token for delimiter in state.delimiters[n_delimiters:]}
        size = (state.pos - start) // max(len(new), 1)
        for number, token in enumerate(new):
            if token.type == "link_open" and number == 0:
                token.meta["span"] = (start, start + 1)
            elif token.type == "link_close" and number == len(new) - 1:
                token.meta["span"] = (label_end or state.pos - 1, state.pos)
            elif "span" not in token.meta and new[0].type != "link_open":
                low = start + number * size
                token.meta["span"] = (low, low + size if len(new) > 1 else state.pos)
                token.meta["is_delimiter"] = n_tokens + n_pending + number in delimiters
        return True

    return watched
