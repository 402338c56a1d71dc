"""Measure what a count alone hides: is a word spread out, varied, bound to another, or typical?

Tokens frames (one row a token, in text order, documents stacked) go in, new frames with plain
strings come out; a lacking column is a ValueError. A row that is no word is never counted. A word
without a term was taken out by the reader: it is not counted, but keeps its place and its length.
"""

import math

import numpy as np
import pandas as pd


def measure_dispersion(tokens, *, part="paragraph"):
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
    """
    words = _words(tokens, ["document", part, "term", "label"])
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
    table = table.join(_commonest_labels(words, keys)).reset_index()
    return _ranked(table[[*keys, "label", "n", "n_parts", "dp", "dp_norm", "juilland_d"]], "n")


def _count_cells(words, part):
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


def measure_diversity(tokens, *, window=50, factor=0.72, sample=42):
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
    """
    if window < 1 or sample < 1 or not 0 < factor < 1:
        raise ValueError("window and sample must be at least 1, and factor between 0 and 1")
    words = _words(tokens, ["document", "term"])
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


def _mattr(codes, window):
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


def _mtld(codes, factor):
    """Tokens per factor, one way; a last, unfinished factor counts by how far its ttr has come."""
    factors, types, length = 0, set(), 0
    for code in codes.tolist():
        types.add(code)
        length += 1
        if len(types) / length <= factor:
            factors, types, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(types) / length) / (1 - factor)
    return len(codes) / factors if factors else np.nan


def _hdd(codes, sample):
    """Sum over the types of the chance of being in the sample (hypergeometric), by its size."""
    total = len(codes)
    if total < sample:
        return np.nan
    frequencies, types = np.unique(np.bincount(codes), return_counts=True)
    absent = [math.comb(total - n, sample) / math.comb(total, sample) for n in frequencies.tolist()]
    return float(types @ (1 - np.array(absent))) / sample


def measure_collocations(tokens, *, window=1, min_n=3):
    """Find the pairs of words that stand together more often than chance would put them.

    tokens: document, sentence, token, term, label, is_word. A pair is ordered, lies in one sentence
    and is at most `window` places apart by the token numbers, where a comma or a removed word takes
    a place: with window=1 nothing stands between. Returns one row per document and pair met `min_n`
    times or more, by document and falling g2: document, first, second, label (commonest), n,
    n_first, n_second, g2, t, pmi, log_dice (`score_pair`). ValueError: window below 1.
    """
    if window < 1:
        raise ValueError("window must be at least 1")
    words = _words(tokens, ["document", "sentence", "token", "term", "label"])
    counted = words.dropna(subset="term").reset_index(drop=True)
    pairs = pd.concat([_pair_up(counted, step, window) for step in range(1, window + 1)])
    pairs = pairs.sort_index(kind="stable")  # back into text order, which settles ties
    keys, scores = ["document", "first", "second"], ["g2", "t", "pmi", "log_dice"]
    table = pairs.groupby(keys, sort=False).size().rename("n").to_frame()
    table = table[table["n"] >= min_n].join(_commonest_labels(pairs, keys)).reset_index()
    occurrences = counted.groupby(["document", "term"]).size()
    for side in ("first", "second"):
        found = pd.MultiIndex.from_frame(table[["document", side]])
        table[f"n_{side}"] = occurrences.reindex(found).to_numpy()
    table["n_words"] = table["document"].map(words.groupby("document").size())
    counts = table[["n", "n_first", "n_second", "n_words"]].to_numpy().tolist()
    rows = [score_pair(*row, window=window) for row in counts]
    table = table.join(pd.DataFrame(rows, columns=scores, dtype=float))
    return _ranked(table[[*keys, "label", "n", "n_first", "n_second", *scores]], "g2")


def _pair_up(counted, step, window):
    """Each word with the step-th counted word after it, where sentence and window allow it."""
    before = counted.iloc[: max(len(counted) - step, 0)]
    after = counted.iloc[step:].set_index(before.index)
    near = (after["token"] - before["token"]).between(1, window)
    for column in ("document", "sentence"):
        near &= after[column] == before[column]
    label = before["label"] + " " + after["label"]
    pairs = before[["document"]].assign(first=before["term"], second=after["term"], label=label)
    return pairs[near]


def score_pair(n, n_first, n_second, n_words, *, window=1):
    """Say how strongly two words are bound, given how often they meet and how often each occurs.

    A word offers `window` places to a partner in a text of n_words, so window x n_first x n_second
    / n_words meetings are expected (Evert 2008, Corpora and collocations, 4.1). Returns g2 (4-cell
    log likelihood, Dunning 1993; negative for fewer than expected), t = (n - expected) / sqrt(n)
    (Manning & Schütze 1999, p. 164), pmi = log2(n / expected) (Church & Hanks 1990, p. 24) and
    log_dice = 14 + log2(2 n / (n_first + n_second)), at most 14 for neighbours (Rychlý 2008, p. 9).
    """
    from nltk.metrics.association import BigramAssocMeasures as Measures  # slow to import

    first, second = window * n_first, window * n_second
    # Only a word that meets itself and fills over half of the text could overflow the table.
    counts = n, (first, second), max(window * n_words, first + second - n)
    g2 = max(Measures.likelihood_ratio(*counts), 0.0)
    g2 = math.copysign(g2, n * counts[-1] - first * second)
    log_dice = 14 + math.log2(2 * n / (n_first + n_second))
    return g2, Measures.student_t(*counts), Measures.pmi(*counts), log_dice


def compare_terms(target, reference):
    """Find the words that set one body of text apart from another.

    target, reference: term, label, is_word; each is one whole, its size all its words. Returns one
    row per term of either, from the most typical of the target to that of the reference: term,
    label (commonest), n_target, n_reference, per_thousand_target, per_thousand_reference, g2
    (`log_likelihood`), log_ratio, percent_diff, p (`chi_square_p`), p_adjusted (`adjust_p`). Words
    are no independent draws, so p ranks and does not prove. ValueError: either has no words.
    """
    names = ["term", "label"]
    sides = {"target": _words(target, names), "reference": _words(reference, names)}
    if empty := [name for name, words in sides.items() if words.empty]:
        raise ValueError(f"nothing to compare: no words in the {' and the '.join(empty)}")
    both = pd.concat(list(sides.values())).dropna(subset="term")
    table = both[["term"]].drop_duplicates(ignore_index=True)
    table["label"] = table["term"].map(_commonest_labels(both, ["term"]))
    for name, words in sides.items():
        n = table["term"].map(words["term"].value_counts())
        table[f"n_{name}"] = n.fillna(0).astype("int64")
    for name, words in sides.items():
        table[f"per_thousand_{name}"] = 1000 * table[f"n_{name}"] / len(words)
    counts = table["n_target"], table["n_reference"], *map(len, sides.values())
    table["g2"] = log_likelihood(*counts)
    table["log_ratio"] = log_ratio(*counts)
    table["percent_diff"] = percent_difference(*counts)
    table["p"] = table["g2"].map(chi_square_p).astype("float64")
    table["p_adjusted"] = adjust_p(table["p"])
    return table.sort_values("g2", ascending=False, kind="stable", ignore_index=True)


def log_likelihood(a, b, size_a, size_b):
    """Say how surprising the difference between two counts is; negative where `a` is the rarer.

    a, b: counts (numbers or arrays) in texts of size_a and size_b words. G2 with four cells, all
    other words being two of them (Dunning 1993, Computational Linguistics 19(1), p. 72); with two
    (Rayson & Garside 2000) it is a little lower. ValueError: a count below 0 or above its size.
    """
    a, b, size_a, size_b = np.broadcast_arrays(a, b, size_a, size_b)
    observed = np.stack([a, b, size_a - a, size_b - b]).astype(float)
    if (observed < 0).any():
        raise ValueError("a count must lie between 0 and the size of its text")
    share = (a + b) / (size_a + size_b)
    expected = np.stack([share, share, 1 - share, 1 - share]) * [size_a, size_b, size_a, size_b]
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    g2 = np.maximum(2 * (observed * np.log(ratio)).sum(axis=0), 0)
    return np.where(a * size_b < b * size_a, -g2, g2)[()]


def log_ratio(a, b, size_a, size_b):
    """Say how many times a word doubles from the reference to the target: 1 is twice as frequent.

    log2 of the ratio of relative frequencies, a zero count standing as 0.5 (Hardie 2014).
    """
    a, b = (np.where(np.asarray(n) == 0, 0.5, n) for n in (a, b))
    return np.log2((a / size_a) / (b / size_b))[()]


def percent_difference(a, b, size_a, size_b):
    """Say by how many per cent a word is more frequent in the target than in the reference.

    %DIFF (Gabrielatos & Marchi 2011, p. 18): infinite if b is 0, missing if a and b are.
    """
    rate, base = np.asarray(a) / size_a, np.asarray(b) / size_b
    with np.errstate(divide="ignore", invalid="ignore"):
        return (100 * np.divide(rate - base, base))[()]


def chi_square_p(g2):
    """Say how often chance alone gives a difference as large: chi-square, 1 df, sign ignored."""
    return math.erfc(math.sqrt(abs(g2) / 2))  # such a chi-square is a standard normal squared


def adjust_p(p):
    """Raise p-values for having looked at many words at once: control of the false discovery rate.

    Returns an array in the order of p, never below p nor above 1 (Benjamini & Hochberg 1995, JRSS B
    57(1), p. 293). ValueError: a p not between 0 and 1.
    """
    p = np.asarray(p, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("every p must lie between 0 and 1")
    falling = np.argsort(p)[::-1]
    stretched = p[falling] * (p.size / np.arange(p.size, 0, -1))
    adjusted = np.empty_like(p)
    adjusted[falling] = np.minimum.accumulate(np.minimum(stretched, 1))
    return adjusted


def _words(tokens, names):
    """The named columns of the rows that are words, with or without a term, as plain values."""
    names = list(dict.fromkeys([*names, "is_word"]))
    if missing := [name for name in names if name not in tokens]:
        raise ValueError(f"the tokens frame lacks: {', '.join(missing)}")
    words = tokens.loc[tokens["is_word"].astype(bool), names].reset_index(drop=True)
    # A category that stands in no row must not come back as a count of nothing.
    kinds = {name: getattr(dtype, "categories", None) for name, dtype in words.dtypes.items()}
    return words.astype({name: kind.dtype for name, kind in kinds.items() if kind is not None})


def _commonest_labels(rows, keys):
    """The printed form used most often for each key, the first in the text on a tie."""
    forms = rows.groupby([*keys, "label"], sort=False).size().rename("uses").reset_index()
    forms = forms.sort_values("uses", ascending=False, kind="stable")
    return forms.drop_duplicates(keys).set_index(keys)["label"]


def _ranked(table, by):
    """Documents as they came; inside each the highest first, ties in text order."""
    document = pd.factorize(table["document"])[0]
    return table.iloc[np.lexsort([-table[by], document])].reset_index(drop=True)
