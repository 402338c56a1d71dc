"""Find the names in a text: what has a capital that no sentence's beginning explains."""

import re

import numpy as np
import pandas as pd

from helpers.english import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from helpers.frames import typed
from helpers.tokens.tokens import POSSESSIVE

#: Words that may stand inside a name: "Bank of Tarn", "Court for the Law of the Sea".
INSIDE_NAMES = frozenset("of the for de del della la le du des von van der al".split())
MAX_SMALL_WORDS = 2  # "Court for the Law": that many of them in a row
#: Capitals that make no name.
NO_NAMES = frozenset(["I", *MONTHS, *SHORT_MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS])
NO_NAMES |= {day.upper() for day in (*MONTHS, *WEEKDAYS)}
WORD_PARTS = re.compile(r"[-/'’]")  # mid-May, Friday/Saturday, I'm
NAME_TOKENS = ["document", "paragraph", "sentence", "start", "end", "text", "label", "is_word"]


def find_names(tokens: pd.DataFrame) -> pd.DataFrame:
    """Find the names of a text: people, places, bodies, by their capitals.

    A word with a capital is of a name inside a sentence; where one begins, only if most of the
    word's places inside sentences of the same frame have a capital. Neighbours are one name, over
    "of", "of the", "for" and the like as well. A sentence in which more than three of four words
    have capitals tells nothing, and months and days of the week are no names. In a language that
    writes nouns with capitals, nouns are found.
    Returns one row a name and place: document, paragraph, sentence, start, end, text, name (its
    words in small letters, with single spaces and straight apostrophes, without a possessive 's).

    >>> from helpers.tokens.tokens import split_tokens
    >>> text = "Ministers met in the Bank of Tarn. They thanked Tarn's ministers."
    >>> documents = pd.DataFrame({"document": ["a"], "text": [text]})
    >>> find_names(split_tokens(documents))["name"].to_list()
    ['bank of tarn', 'tarn']
    """
    tokens = typed(tokens, *NAME_TOKENS).reset_index(drop=True)
    place = tokens["document"].cat.codes.to_numpy(np.int64) << 32 | tokens["sentence"].to_numpy()
    text = tokens["text"].astype("str").to_numpy()
    runs: list[list[int]] = []  # the first and the last word of each name
    for row in np.flatnonzero(_are_of_names(tokens, place)).tolist():
        last = runs[-1][1] if runs else -9
        near = row - last <= MAX_SMALL_WORDS + 1 and place[last] == place[row]
        if near and {*text[last + 1 : row]} <= INSIDE_NAMES and not POSSESSIVE.search(text[last]):
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return _take_names(tokens, runs)


def _are_of_names(tokens: pd.DataFrame, place: np.ndarray) -> np.ndarray:
    """Say of each token whether it is a word of a name; `place` numbers their sentences."""
    forms, code = tokens["label"].cat.categories, tokens["label"].cat.codes.to_numpy()
    words = tokens["is_word"].to_numpy(bool)
    if not len(words):
        return words
    has_capital = np.array([form != form.lower() for form in forms], dtype=bool)
    is_name = np.array([_has_name(form) for form in forms], dtype=bool)
    has_case = np.array([form.lower() != form.upper() for form in forms], dtype=bool)
    capital = has_capital[code] & words
    sentence = np.unique(place, return_inverse=True)[1]
    is_first = pd.Series(words).groupby(sentence).cumsum().to_numpy() <= 1
    rest = words & ~is_first
    n_rest, n_capital = (np.bincount(sentence, rest & own) for own in (has_case[code], capital))
    inside = rest & (4 * n_capital <= 3 * n_rest)[sentence]
    folded = np.array([form.casefold().replace("’", "'") for form in forms], dtype=object)
    fold = pd.factorize(folded)[0][code]
    most = 2 * np.bincount(fold, inside & capital) > np.bincount(fold, inside)
    return capital & is_name[code] & (inside | most[fold])


def _has_name(form: str) -> bool:
    """Say whether a capital of a word is more than that of a month, of a day or of I.

    >>> [_has_name(form) for form in ("MAY", "mid-May", "I'm", "O'Brien", "Tarn-May")]
    [False, False, False, True, True]
    """
    parts = WORD_PARTS.split(form)
    return any(part != part.lower() and part not in NO_NAMES for part in parts)


def _take_names(tokens: pd.DataFrame, runs: list[list[int]]) -> pd.DataFrame:
    """Take the names that begin and end at these rows."""
    first, last = [run[0] for run in runs], [run[1] for run in runs]
    columns = ["document", "paragraph", "sentence", "start"]
    names = tokens.iloc[first][columns].reset_index(drop=True)
    names["end"] = tokens["end"].iloc[last].to_numpy()
    # inside a sentence nothing but spaces stands between two tokens
    gaps = (tokens["start"] - tokens["end"].shift(fill_value=0)).clip(lower=0).map(" ".__mul__)
    text = (gaps.astype("str") + tokens["text"].astype("str")).to_numpy()
    label = tokens["label"].astype("str").str.lower().str.replace("’", "'").to_numpy()
    names["text"] = pd.Series(["".join(text[a : b + 1]).strip() for a, b in runs], dtype="str")
    names["name"] = pd.Series([" ".join(label[a : b + 1]) for a, b in runs], dtype="str")
    return typed(names)
