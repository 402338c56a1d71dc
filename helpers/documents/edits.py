"""Say what changes in a text, and make rules that say so.

A rule is a function from a text to edits `(start, end, replacement, reason)`.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np


class Edit(NamedTuple):
    """One change: characters start to end become `after`, and why."""

    start: int
    end: int
    after: str
    reason: str


Rule = Callable[[str], Iterator[Edit]]


def apply(text: str, edits: list[Edit]) -> str:
    """Put changes, in order and not overlapping, into the text that they were made for."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += text[at : edit.start], edit.after
        at = edit.end
    return "".join([*pieces, text[at:]])


def move_offsets(
    left: np.ndarray, right: np.ndarray, edits: list[Edit]
) -> tuple[np.ndarray, np.ndarray]:
    lefts, rights, at = [], [], 0
    for start, end, after, _ in edits:
        lefts.append(left[at:start])
        rights.append(right[at:start])
        if after:
            # each character that is put in stands for all that went
            lefts.append(np.repeat(left[start : start + 1], len(after)))
            rights.append(np.repeat(right[end - 1 : end], len(after)))
        at = end
    return np.concatenate([*lefts, left[at:]]), np.concatenate([*rights, right[at:]])


def outermost(edits: list[Edit]) -> list[Edit]:
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


def marks_around(pattern: str, reason: str) -> Rule:
    """Make a rule that takes a pair of marks (the first and the last group) off the words."""
    compiled = re.compile(pattern)

    def rule(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            yield Edit(*match.span(1), "", reason)
            yield Edit(*match.span(compiled.groups), "", reason)

    return rule
