"""Find patterns in tokens."""

import re

import numpy as np
import pandas as pd

PLACE = ["document", "paragraph", "sentence"]


def find_pattern(tokens: pd.DataFrame, pattern: str) -> pd.DataFrame:
    """Find every place where a word or a phrase stands, with * for any letters and ? for one.

    A space separates the words of a phrase; each matches exactly one word, as it is written or
    as it is counted, whatever its case. No match crosses a punctuation mark or a sentence's end.
    Returns one row a match: document, paragraph, sentence, token (its first), start, end, text.
    Raises ValueError where the pattern is empty.
    """
    words = pattern.split()
    if not words:
        raise ValueError("the pattern is empty; write a word or a phrase, * for any letters")
    fits = [_fit(tokens, word) for word in words]
    return take_phrases(tokens, find_sequence(tokens, fits), len(words))


def find_sequence(tokens: pd.DataFrame, fits: list[np.ndarray]) -> np.ndarray:
    """Find the rows at which one token after another fits, inside one sentence.

    `fits` has one array of booleans, as long as the tokens, for each word of the phrase.
    Returns the positions of the first words.
    """
    document, sentence = tokens["document"].cat.codes.to_numpy(), tokens["sentence"].to_numpy()
    at = np.flatnonzero(fits[0])
    for step, fit in enumerate(fits[1:], start=1):
        at = at[at + step < len(tokens)]
        same = (sentence[at] == sentence[at + step]) & (document[at] == document[at + step])
        at = at[fit[at + step] & same]
    return at


def take_phrases(tokens: pd.DataFrame, at: np.ndarray, size: int) -> pd.DataFrame:
    """Take the phrases of `size` tokens that begin at the rows `at`, one row a phrase."""
    found = tokens.iloc[at][[*PLACE, "token", "start", "end"]].reset_index(drop=True)
    found["text"] = tokens["text"].iloc[at].astype("str").to_numpy()
    for step in range(1, size):
        following = tokens.iloc[at + step]
        # inside a sentence nothing but spaces stands between two tokens
        gap = pd.Series(following["start"].to_numpy() - found["end"].to_numpy()).map(" ".__mul__)
        found["text"] += gap.astype("str") + following["text"].astype("str").to_numpy()
        found["end"] = following["end"].to_numpy()
    return found


def _fit(tokens: pd.DataFrame, word: str) -> np.ndarray:
    """Match one word of a pattern against the vocabulary, then look each token up in that."""
    glob = re.escape(word).replace(r"\*", ".*").replace(r"\?", ".")
    matches = re.compile(glob, re.I | re.S).fullmatch
    fits = np.zeros(len(tokens), dtype=bool)
    for column in ("text", "label"):
        known = tokens[column].cat
        hits = np.array([matches(form) is not None for form in known.categories], dtype=bool)
        fits |= hits[known.codes.to_numpy()]
    return fits & tokens["is_word"].to_numpy()
