"""Measure what a count alone hides: is a word spread out, varied, bound to another?

Tokens (one row a token, documents stacked) go in; a lacking column is a ValueError. A row that is
not a word is never counted. A word without a term was taken out by the reader: it is not counted,
but keeps its place and its length.
"""

import math

import numpy as np
import pandas as pd

from helpers.frames import commonest_labels, typed
from helpers.terms.formulas import score_pair
from helpers.terms.names import take_words


def measure_dispersion(tokens: pd.DataFrame, *, part: str = "paragraph") -> pd.DataFrame:
    """Say of each word whether it runs through a statement or is confined to one place in it.

    tokens: document, term, label, is_word and the column `part`, which cuts a document into parts;
    a part is as large as it has words, and one without words is no part. Returns one row per
    document and term, the most frequent first: document, term, label (the commonest printed form),
    n, n_parts (how many parts have it: the range), and

    dp          0 = even, towards 1 = all in one small part: half the sum of |observed - expected
                share| over the parts (Gries 2008, IJCL 13(4), p. 415)
    dp_norm     dp / (1 - smallest share): 1 can be reached (Lijffijt & Gries 2012, IJCL 17(1))
    juilland_d  1 = even, 0 = all in one part: 1 - V / sqrt(parts - 1), V = population sd / mean of
                the frequencies per word in the parts (Gries 2020, doi 10.1007/978-3-030-46216-1_5)

    In a document of one part dp is 0 by its definition; the others, 0 / 0, are missing.

    >>> from helpers.tokens import split_tokens
    >>> text = "The port is open.\\nThe port is free.\\nTarn, the port, is Tarn."
    >>> table = measure_dispersion(split_tokens(pd.DataFrame({"document": ["a"], "text": [text]})))
    >>> table.set_index("term").loc[["port", "tarn"], ["n", "n_parts", "dp"]].round(2).values
    array([[3.  , 3.  , 0.05],
           [2.  , 1.  , 0.62]])
    """
    words = take_words(tokens, "document", part, "term", "label")
    keys, cells = ["document", "term"], _count_cells(words, part)
    n = cells.groupby(keys)["k"].transform("sum")
    cells["mean"] = cells.groupby(keys)["rate"].transform("sum") / cells["parts"]
    cells["apart"] = (cells["k"] / n - cells["share"]).abs()
    cells["squares"] = (cells["rate"] - cells["mean"]) ** 2
    how = {"n": ("k", "sum"), "n_parts": ("k", "size")}
    how |= {name: (name, "sum") for name in ("apart", "share", "squares")}
    how |= {name: (name, "first") for name in ("mean", "parts", "smallest")}
    table = cells.groupby(keys, sort=False).agg(**how)
    # Parts without the word, never laid out, add their whole share to DP and mean² to the variance.
    table["dp"] = ((table["apart"] + 1 - table["share"]) / 2).clip(0, 1)
    table["dp_norm"] = (table["dp"] / (1 - table["smallest"])).clip(0, 1)
    squares = table["squares"] + (table["parts"] - table["n_parts"]) * table["mean"] ** 2
    variation = np.sqrt(squares / table["parts"]) / table["mean"]
    table["juilland_d"] = (1 - variation / np.sqrt(table["parts"] - 1)).clip(0, 1)
    table = table.join(commonest_labels(words, keys)).reset_index()
    return _ranked(table[[*keys, "label", "n", "n_parts", "dp", "dp_norm", "juilland_d"]], "n")


def _count_cells(words: pd.DataFrame, part: str) -> pd.DataFrame:
    """One row per term and part that has it: k times, with what is known of part and document."""
    words = words.assign(part=words[part])
    parts = words.groupby(["document", "part"], sort=False).size().rename("size").reset_index()
    per_document = parts.groupby("document")["size"]
    total = per_document.transform("sum")
    parts = parts.assign(share=parts["size"] / total, parts=per_document.transform("size"))
    parts["smallest"] = per_document.transform("min") / total
    cells = words.groupby(["document", "term", "part"], sort=False).size().rename("k")
    cells = cells.reset_index().merge(parts, on=["document", "part"])
    return cells.assign(rate=cells["k"] / cells["size"])


def measure_diversity(
    tokens: pd.DataFrame, *, window: int = 50, factor: float = 0.72, sample: int = 42
) -> pd.DataFrame:
    """Say how varied the vocabulary of each statement is, and do so fairly for unequal lengths.

    tokens: document, term, is_word; words without a term are passed over. Returns one row per
    document that has words: document, n_tokens, n_types, and

    ttr    types / tokens, which falls as a text grows: compare equal lengths only
    mattr  mean ttr of all stretches of `window` tokens (Covington & McFall 2010, JQL 17(2))
    mtld   mean length of the stretches that bring the ttr down to `factor`, averaged over both
           directions (McCarthy & Jarvis 2010, Behavior Research Methods 42(2), p. 384)
    hdd    expected ttr of `sample` tokens drawn at random (McCarthy & Jarvis 2007, HD-D)

    mattr and hdd are missing where the text is shorter than window or sample; mtld only where no
    word is repeated. ValueError: window or sample below 1, factor not between 0 and 1.

    >>> from helpers.tokens import split_tokens
    >>> tokens = split_tokens(pd.DataFrame({"document": ["a"], "text": ["One port, two ports."]}))
    >>> measure_diversity(tokens, window=2)[["n_tokens", "n_types", "ttr", "mattr"]].values
    array([[4., 4., 1., 1.]])
    """
    if window < 1 or sample < 1 or not 0 < factor < 1:
        raise ValueError("window and sample must be at least 1, and factor between 0 and 1")
    words = take_words(tokens, "document", "term")
    table = []
    for document, terms in words.groupby("document", sort=False)["term"]:
        codes, types = pd.factorize(terms.dropna())
        ttr = len(types) / len(codes) if len(codes) else np.nan
        mtld = (_mtld(codes, factor) + _mtld(codes[::-1], factor)) / 2
        scores = [ttr, _mattr(codes, window), mtld, _hdd(codes, sample)]
        table.append([document, len(codes), len(types), *scores])
    kinds = {"document": words["document"].dtype, "n_tokens": "int64", "n_types": "int64"}
    kinds |= dict.fromkeys(["ttr", "mattr", "mtld", "hdd"], "float64")
    return pd.DataFrame(table, columns=list(kinds)).astype(kinds)


def _mattr(codes: np.ndarray, window: int) -> float:
    """Mean ttr of all windows, found by counting for each token the windows that it is new in."""
    if len(codes) < window:
        return np.nan
    # New in: those windows that hold the token and begin after the last token of its kind.
    place = pd.Series(np.arange(len(codes)))
    previous = place.groupby(codes).shift(fill_value=-1)
    first_start = np.maximum(previous + 1, place - window + 1)
    last_start = np.minimum(place, len(codes) - window)
    types = (last_start - first_start + 1).clip(lower=0).sum()
    return types / (window * (len(codes) - window + 1))


def _mtld(codes: np.ndarray, factor: float) -> float:
    """Tokens per factor, one way; a last, unfinished factor counts by how far its ttr has come."""
    factors, types, length = 0.0, set(), 0
    for code in codes.tolist():
        types.add(code)
        length += 1
        if len(types) / length <= factor:
            factors, types, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(types) / length) / (1 - factor)
    return len(codes) / factors if factors else np.nan


def _hdd(codes: np.ndarray, sample: int) -> float:
    """Sum over the types of the chance of being in the sample (hypergeometric), by its size."""
    total = len(codes)
    if total < sample:
        return np.nan
    frequencies, types = np.unique(np.bincount(codes), return_counts=True)
    absent = [math.comb(total - n, sample) / math.comb(total, sample) for n in frequencies.tolist()]
    return float(types @ (1 - np.array(absent))) / sample


def measure_collocations(tokens: pd.DataFrame, *, window: int = 1, min_n: int = 3) -> pd.DataFrame:
    """Find the pairs of words that stand together more often than chance would put them.

    tokens: document, sentence, token, term, label, is_word. A pair is ordered, lies in one sentence
    and is at most `window` places apart by the token numbers, where a comma or a removed word takes
    a place: with window=1 nothing stands between. Returns one row per document and pair met `min_n`
    times or more, by document and falling g2: document, first, second, label (commonest), n,
    n_first, n_second, g2, t, pmi, log_dice (`score_pair`). ValueError: window below 1.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Free ports, and free ports."]})
    >>> table = measure_collocations(split_tokens(documents), min_n=2)
    >>> table[["first", "second", "label", "n"]].values.tolist()
    [['free', 'ports', 'Free ports', 2]]
    """
    if window < 1:
        raise ValueError("window must be at least 1")
    words = take_words(tokens, "document", "sentence", "token", "term", "label")
    counted = words.dropna(subset="term").reset_index(drop=True)
    pairs = pd.concat([_pair_up(counted, step, window) for step in range(1, window + 1)])
    pairs = pairs.sort_index(kind="stable")  # back into text order, which settles ties
    keys, scores = ["document", "first", "second"], ["g2", "t", "pmi", "log_dice"]
    table = pairs.groupby(keys, sort=False).size().rename("n").to_frame()
    table = table[table["n"] >= min_n].join(commonest_labels(pairs, keys)).reset_index()
    occurrences = counted.groupby(["document", "term"]).size()
    for side in ("first", "second"):
        found = pd.MultiIndex.from_frame(table[["document", side]])
        table[f"n_{side}"] = occurrences.reindex(found).to_numpy()
    table["n_words"] = table["document"].map(words.groupby("document").size())
    counts = table[["n", "n_first", "n_second", "n_words"]].to_numpy().tolist()
    rows = [score_pair(*row, window=window) for row in counts]
    table = table.join(pd.DataFrame(rows, columns=scores, dtype=float))
    return _ranked(table[[*keys, "label", "n", "n_first", "n_second", *scores]], "g2")


def _pair_up(counted: pd.DataFrame, step: int, window: int) -> pd.DataFrame:
    """Each word with the step-th counted word after it, where sentence and window allow it."""
    before = counted.iloc[: max(len(counted) - step, 0)]
    after = counted.iloc[step:].set_index(before.index)
    near = (after["token"] - before["token"]).between(1, window)
    for column in ("document", "sentence"):
        near &= after[column] == before[column]
    label = before["label"] + " " + after["label"]
    pairs = before[["document"]].assign(first=before["term"], second=after["term"], label=label)
    return pairs[near]


def _ranked(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Documents as they came; inside each the highest first, ties in text order."""
    table = typed(table)
    return table.sort_values(["document", by], ascending=[True, False], ignore_index=True)
