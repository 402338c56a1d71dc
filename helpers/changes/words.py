"""The words of two statements as they are compared, and what each word weighs.

Every different word is one letter of an alphabet of its own, so that a sentence is a short text,
and what compares texts fast compares sentences.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.frames import typed
from helpers.tokens import split_sentences, split_tokens

#: Marks whose change is none: a repaired page, or another printer's habit.
QUOTATION_MARKS = frozenset("\"'`´“”„‟‘’‚‛«»‹›")


@dataclass(frozen=True)
class Side:
    """One of two statements: its sentences, and their words as letters with their places."""

    sentences: pd.DataFrame
    folded: list[str]  # a sentence as letters, without regard to capitals
    written: list[str]  # as it is written
    places: list[np.ndarray]  # two columns: where each word begins and ends in the statement

    def __len__(self) -> int:
        return len(self.sentences)


def cut_sides(old: pd.DataFrame, new: pd.DataFrame) -> tuple[Side, Side, np.ndarray]:
    """Cut two statements, or their sentences, into words; say what each different word weighs.

    A word's weight is log(1 + N / n), n of the N sentences of a side having it (the inverse
    document frequency of Spärck Jones 1972; of the two sides the one with more counts), so that a
    name, a number or a day weighs more than an article. Punctuation weighs nothing.
    Returns both sides and the weights by the numbers of the letters.
    """
    frames = [_take_sentences(frame, which) for frame, which in ((old, "old"), (new, "new"))]
    cut = [split_tokens(frame.assign(sentence=np.arange(len(frame)))) for frame in frames]
    cut = [tokens[~tokens["text"].isin(QUOTATION_MARKS)] for tokens in cut]
    rows = [tokens["sentence"].to_numpy(np.int64) for tokens in cut]
    row = np.concatenate([rows[0], rows[1] + len(frames[0])])
    text = np.concatenate([tokens["text"].astype("str").to_numpy(object) for tokens in cut])
    exact, spellings = pd.factorize(text)
    straight = np.array([form.replace("’", "'") for form in spellings], dtype=object)
    same, forms = pd.factorize(straight)
    exact = same[exact] if len(exact) else exact
    folds, words = pd.factorize(np.array([form.casefold() for form in forms], dtype=object))
    codes = folds[exact] if len(exact) else exact
    sizes = (len(frames[0]), len(frames[1]))
    weights = _weigh(words, codes, row, sizes)
    texts = [spell(letters) for letters in (codes, exact)]
    sides, begin = [], 0
    for frame, tokens, own in zip(frames, cut, rows, strict=True):
        edges = begin + np.searchsorted(own, np.arange(len(frame) + 1))
        cuts = [slice(a, b) for a, b in pairwise(edges)]
        places = np.zeros((begin + len(own), 2), dtype=np.int64)
        places[begin:] = tokens[["start", "end"]].to_numpy(np.int64)
        folded, written = ([text[a] for a in cuts] for text in texts)
        sides.append(Side(frame, folded, written, [places[a] for a in cuts]))
        begin += len(own)
    return sides[0], sides[1], weights


def _take_sentences(frame: pd.DataFrame, which: str) -> pd.DataFrame:
    """Take the sentences of one statement."""
    frame = typed(frame, "document", "text")
    if frame["document"].nunique() > 1:
        names = ", ".join(frame["document"].cat.categories)
        raise ValueError(f"the {which} side has several statements ({names}); choose one")
    frame = frame if "sentence" in frame else split_sentences(frame)
    return typed(frame, "document", "sentence", "start", "end", "text").reset_index(drop=True)


def spell(codes: np.ndarray) -> str:
    """Write numbers of words as letters.

    >>> spell(np.array([97, 98]))
    'ab'
    """
    return "".join(map(chr, codes.tolist()))


def _weigh(
    words: np.ndarray, codes: np.ndarray, row: np.ndarray, sizes: tuple[int, int]
) -> np.ndarray:
    """Say what each different word weighs; `codes` and `row` have an entry a token."""
    once = pd.unique(codes.astype(np.int64) << 32 | row)  # NumPy's own takes ten times as long
    is_new = (once & 0xFFFFFFFF) >= sizes[0]
    counts = [np.bincount(once[is_new == side] >> 32, minlength=len(words)) for side in (0, 1)]
    is_word = np.array([word[:1].isalnum() for word in words], dtype=bool)
    return np.log1p(max(sizes) / np.maximum(np.maximum(*counts), 1)) * is_word
