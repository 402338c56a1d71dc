"""Measure how alike statements are in the words that they use."""

import numpy as np
import pandas as pd

from helpers.frames import typed


def measure_similarity(tokens: pd.DataFrame, *, weights: str = "counts") -> pd.DataFrame:
    """Say how alike the words of any two statements are: 1 is the same mix of words, 0 none shared.

    tokens: document, term, is_word; tokens without a term do not count, so take the stop words out
    first. The cosine of the statements' vectors of term counts (Acosta & Meade 2015, Hanging on
    every word, FEDS Notes 2015-09-30; Manning, Raghavan & Schütze 2008, Introduction to Information
    Retrieval, equation 6.10): the order of words plays no part, nor the length of the statements.
    `weights` is "counts", or "log" for 1 + log10 of a count (the same book, equation 6.13), by
    which a word used often weighs less.
    Returns one row a pair, both ways and each with itself, in the order of the frame: document,
    other, similarity (missing where one of the two has no word that counts).
    ValueError: weights is neither.

    >>> tokens = pd.DataFrame({"document": ["a", "a", "b"], "term": ["free", "port", "port"]})
    >>> measure_similarity(tokens.assign(is_word=True))["similarity"].round(3).to_list()
    [1.0, 0.707, 0.707, 1.0]
    """
    if weights not in ("counts", "log"):
        raise ValueError(f'weights must be "counts" or "log", not {weights!r}')
    tokens = typed(tokens, "document", "term", "is_word")
    names = tokens["document"].cat.categories
    counted = tokens[tokens["is_word"] & tokens["term"].notna()]
    term, terms = pd.factorize(counted["term"].cat.codes)
    cell = counted["document"].cat.codes.to_numpy(np.int64) * len(terms) + term
    vectors = np.bincount(cell, minlength=len(names) * len(terms)).astype(float)
    if weights == "log":
        vectors[vectors > 0] = 1 + np.log10(vectors[vectors > 0])
    similarity = _compare_angles(vectors.reshape(len(names), len(terms)))
    one, other = np.indices(similarity.shape).reshape(2, -1)
    return pd.DataFrame(
        {
            "document": pd.Categorical.from_codes(one, names),
            "other": pd.Categorical.from_codes(other, names),
            "similarity": similarity.ravel(),
        }
    )


def _compare_angles(vectors: np.ndarray) -> np.ndarray:
    """Take the cosine of any two rows, missing where one is all 0."""
    products = vectors @ vectors.T
    squares = np.diagonal(products)
    lengths = np.sqrt(np.outer(squares, squares))  # of equal rows exactly their product
    missing = np.full_like(products, np.nan)
    return np.minimum(np.divide(products, lengths, out=missing, where=lengths > 0), 1)


def similar_to_previous(similarity: pd.DataFrame, order: pd.DataFrame) -> pd.DataFrame:
    """Say how alike each statement is to the one before it.

    similarity: what `measure_similarity` returns; order: what `order_series` returns.
    Returns one row for each statement of the order but the first: document, previous, similarity
    (missing where none was measured).

    >>> tokens = pd.DataFrame({"document": ["a", "a", "b"], "term": ["free", "port", "port"]})
    >>> order = pd.DataFrame({"document": ["b", "a"], "published": ["2031-04-17", "2031-10-23"]})
    >>> similarity = measure_similarity(tokens.assign(is_word=True))
    >>> similar_to_previous(similarity, order).round(3).values.tolist()
    [['a', 'b', 0.707]]
    """
    order = typed(order, "document", "published").sort_values("published", kind="stable")
    similarity = typed(similarity, "document", "other", "similarity")
    keys = [similarity[name].astype("str") for name in ("document", "other")]
    known = pd.Series(
        similarity["similarity"].to_numpy(float), index=pd.MultiIndex.from_arrays(keys)
    )
    names = order["document"].array
    pairs = pd.MultiIndex.from_arrays([names[1:].astype("str"), names[:-1].astype("str")])
    measured = known.reindex(pairs).to_numpy()
    return pd.DataFrame({"document": names[1:], "previous": names[:-1], "similarity": measured})
