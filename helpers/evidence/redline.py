"""Two statements as one text: what was taken out is struck through, what was put in underlined."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.evidence.statement import STRUCK
from helpers.evidence.words import NO_MATH, Html, count_of, escape, fold
from helpers.frames import typed

PUT_IN = 'style="background:#e3f0f9;text-decoration:underline 1px"'
FLAGGED = 'style="font-weight:bold"'
MIN_FOLDED = 3  # sentences kept one after another that are folded away
#: What no space stands behind, and what none stands before, where words were taken out.
OPENING_SIGNS, CLOSING_SIGNS = "([{“‘", ")]}”’,.;:!?…"
REDLINE_PAIRS = ["old", "new", "relation", "old_sentence", "new_sentence"]
MARKED = ["old_text", "new_text", "flags"]
REDLINE_CHANGES = ["new_sentence", "new_start", "new_end", *MARKED]


def show_redline(pairs: pd.DataFrame, changes: pd.DataFrame, sentences: pd.DataFrame) -> Html:
    """Show the new statement with every change marked, as an editor would.

    `pairs` and `changes` are what `align` and `redline` return; `sentences` are those of both
    statements. What was taken out stands behind a minus, struck through, what was put in behind a
    plus, underlined, so that it can be read aloud, in print and without colours; a flagged change
    has its flag behind it. Each sentence begins with its number, and the number that it had.
    Raises ValueError where a sentence of `pairs` is not among `sentences`.

    >>> pairs = pd.DataFrame({"old": "May", "new": "June", "relation": ["reworded"],
    ...                       "old_sentence": [2], "new_sentence": [1]})
    >>> sentences = pd.DataFrame({"document": ["May", "June"], "sentence": [2, 1], "start": 0,
    ...                           "text": ["It won.", "It lost."]})
    >>> changes = pd.DataFrame({"new_sentence": [1], "new_start": 3, "new_end": 7,
    ...                         "new_text": "lost", "old_text": "won", "flags": ""})
    >>> show_redline(pairs, changes, sentences).text
    '1 (2, reworded) It [-won-] {+lost+}.'
    """
    pairs, changes = typed(pairs, *REDLINE_PAIRS), typed(changes, *REDLINE_CHANGES)
    sentences = typed(sentences, "document", "sentence", "start", "text")
    known = {
        (row.document, row.sentence): (row.start, row.text)
        for row in sentences[["document", "sentence", "start", "text"]].itertuples(index=False)
    }
    for side in ("old", "new"):
        for place in pairs[[side, f"{side}_sentence"]].dropna().itertuples(index=False, name=None):
            if place not in known:
                raise ValueError(f"sentence {place[1]} of {place[0]} is not among sentences")
    changes = changes.sort_values(["new_start", "new_end"], kind="stable")
    own = {number: rows for number, rows in changes.groupby("new_sentence")}
    html: list[str] = []
    plain: list[str] = []
    for kept, group in groupby(_list_blocks(pairs), key=lambda block: block[0] == "kept"):
        blocks = [_write_block(pairs, block, known, own) for block in group]
        written = [f"<p>{block}</p>" for block, _ in blocks]
        if kept and len(blocks) >= MIN_FOLDED:
            written = [
                fold(f"{count_of(len(blocks), 'sentence')} kept as they were", "".join(written))
            ]
        html += written
        plain += [text for _, text in blocks]
    return Html(f"<div {NO_MATH}>{''.join(html)}</div>", "\n".join(plain))


def _list_blocks(pairs: pd.DataFrame) -> Iterator[tuple[str, list[int], int | None]]:
    """List the sentences to show: the relation, the old numbers, the new one."""
    rows = pairs[["relation", "old_sentence", "new_sentence"]].astype(object)
    seen: set[int] = set()
    for relation, old, new in rows.where(rows.notna(), None).itertuples(index=False):
        if relation == "merged":
            if new in seen:
                continue
            seen.add(new)
            olds = pairs.loc[pairs["new_sentence"] == new, "old_sentence"].astype(int).tolist()
        else:
            olds = [] if old is None else [int(old)]
        yield str(relation), olds, None if new is None else int(new)


def _write_block(
    pairs: pd.DataFrame, block: tuple[str, list[int], int | None], known: dict, changes: dict
) -> tuple[str, str]:
    """Write one sentence with its changes, as HTML and as plain text."""
    relation, olds, new = block
    names = [str(pairs[side].iloc[0]) for side in ("old", "new")]
    was = " and ".join(map(str, olds))
    if new is None:
        text = known[names[0], olds[0]][1]
        head = f"– ({was}, {relation})"
        return (
            f"<small>{head}</small> {_mark_html(text, '')}",
            f"{head} {_mark_plain(text, '')}",
        )
    start, text = known[names[1], new]
    head = f"{new} ({', '.join(filter(None, [was, relation]))})"
    if relation == "new":
        html, plain = _mark_html("", text), _mark_plain("", text)
    else:
        own = changes[new].to_dict("records") if new in changes else []
        html, plain = _write_changes_in(text, start, own)
    return f"<small>{head}</small> {html}", f"{head} {plain}"


def _write_changes_in(text: str, start: int, changes: list[dict[str, Any]]) -> tuple[str, str]:
    """Write a sentence of the new statement with what was taken out of it and put into it."""
    html: list[str] = []
    plain: list[str] = []
    at = 0
    for change in changes:
        low, high = change["new_start"] - start, change["new_end"] - start
        gap, old, new, flags = text[at:low], *(change[name] for name in MARKED)
        before = _space_between(text[:low], old)
        after = "" if new else _space_between(old, text[high:])
        html += [escape(gap), before, _mark_html(old, new, flags), after]
        plain += [gap, before, _mark_plain(old, new), after]
        at = high
    return "".join([*html, escape(text[at:])]), "".join([*plain, text[at:]])


def _space_between(left: str, right: str) -> str:
    """Give the space that must stand between what was taken out and what stands beside it."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return ""
    return "" if left[-1] in OPENING_SIGNS or right[0] in CLOSING_SIGNS else " "


def _mark_html(old: str, new: str, flags: str = "") -> str:
    """Mark what was taken out and what was put in, by signs as well as by lines and colours."""
    marked = [f"−<del {STRUCK}>{escape(old)}</del>"] if old else []
    marked += [f"+<ins {PUT_IN}>{escape(new)}</ins>"] if new else []
    both = " ".join(marked)
    return f"<span {FLAGGED}>{both}</span> <small>[{escape(flags)}]</small>" if flags else both


def _mark_plain(old: str, new: str) -> str:
    return " ".join([f"[-{old}-]"] * bool(old) + [f"{{+{new}+}}"] * bool(new))
