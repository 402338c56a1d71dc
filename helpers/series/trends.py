"""Find the terms that are used more and more, or less and less."""

import numpy as np
import pandas as pd

from helpers.chance import adjust_p
from helpers.frames import commonest_labels, typed
from helpers.series.slopes import fit_slopes, has_span, permute_slopes

DAYS_OF_A_YEAR = 365.25


def measure_trends(
    tokens: pd.DataFrame,
    published: pd.Series,
    *,
    min_documents: int = 3,
    min_n: int = 5,
    seed: int = 1,
    rounds: int = 9999,
) -> pd.DataFrame:
    """Say of each term whether the statements use it more and more or less and less.

    tokens: document, term, is_word and, if at all, label; words without a term are not counted but
    count as words. published: the day of each statement by its name. Statements without a day or
    without words are left out; all others weigh the same, however long.
    Returns one row a term that at least `min_documents` statements use, together at least `min_n`
    times: term, label (commonest), n, n_documents, and of its rate, the uses per 1,000 words,

    slope                  change per year of 365.25 days (`fit_slopes`)
    first_rate, last_rate  mean in the first and in the last half of the statements (the middle one
                           is in neither), which unlike a fitted line are never below 0
    p, p_adjusted          `permute_slopes` with `seed` and `rounds`; `adjust_p` over these terms

    The lowest p come first, then the steepest slopes, then by term. With fewer than five statements
    trends are shown and not tested: p is missing. Where all have one day, so are slope and rates.
    Statements that quote the one before are no independent draws, so p ranks and does not prove. No
    p is below 1 / (1 + rounds): over thousands of terms p_adjusted needs more rounds to be small.
    ValueError: a statement with two days, rounds below 1.

    >>> tokens = pd.DataFrame({"document": [*"aabbbccc"], "term": [*"xyxxyxxx"]})
    >>> days = pd.Series({"a": "2031-01-01", "b": "2032-01-01", "c": "2033-01-01"})
    >>> trends = measure_trends(tokens.assign(is_word=True), days)
    >>> trends[["term", "n", "slope", "first_rate", "last_rate"]].round(1).values.tolist()
    [['x', 6, 249.9, 500.0, 1000.0]]
    """
    tokens = typed(tokens, "document", "term", "is_word")
    words, days = _take_dated(tokens[tokens["is_word"]], published)
    uses = _count_uses(words, len(days), min_documents, min_n)
    counts = uses.to_numpy()
    rates = 1000 * counts / np.bincount(words["at"], minlength=len(days))
    years = (days - days.min()).dt.days.to_numpy(float) / DAYS_OF_A_YEAR
    half = len(years) // 2 if has_span(years) else 0
    missing = np.full(len(rates), np.nan)
    p = permute_slopes(years, rates, seed=seed, rounds=rounds)
    table = pd.DataFrame(
        {
            "term": uses.index.astype("str"),
            "label": _find_labels(words, uses.index),
            "n": counts.sum(axis=1),
            "n_documents": (counts > 0).sum(axis=1),
            "slope": fit_slopes(years, rates),
            "first_rate": rates[:, :half].mean(axis=1) if half else missing,
            "last_rate": rates[:, -half:].mean(axis=1) if half else missing,
            "p": p,
            "p_adjusted": p if np.isnan(p).any() else adjust_p(p),
        }
    )
    flat = -table["slope"].abs().round(9)  # as steep but for rounding is as steep
    table = table.assign(flat=flat).sort_values(["p", "flat", "term"], ignore_index=True)
    return typed(table.drop(columns="flat"))


def _take_dated(words: pd.DataFrame, published: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """Take the words of statements that have a day, numbered by a column at, and these days."""
    days = published.set_axis(published.index.astype("str")).astype("datetime64[s]")
    if len(twice := days.index[days.index.duplicated()]):
        raise ValueError(f"published has two days for {twice[0]}; leave one")
    names = words["document"].cat.remove_unused_categories().cat.categories.astype("str")
    days = days.reindex(names).dropna().sort_values(kind="stable")
    at = days.index.get_indexer(words["document"].astype("str"))
    return words.assign(at=at)[at >= 0], days


def _count_uses(words: pd.DataFrame, n: int, min_documents: int, min_n: int) -> pd.DataFrame:
    """Count the uses of each common term (row) in each of n statements (column)."""
    cells = words.groupby(["term", "at"], observed=True).size()
    terms = cells.groupby("term", observed=True).agg(["sum", "size"])
    common = terms.index[(terms["sum"] >= min_n) & (terms["size"] >= min_documents)]
    chosen = cells[cells.index.get_level_values("term").isin(common)]
    return chosen.unstack(fill_value=0).reindex(common, columns=range(n), fill_value=0)


def _find_labels(words: pd.DataFrame, terms: pd.Index) -> np.ndarray:
    """Find how each term is printed: as it is counted where the tokens have no labels."""
    if "label" not in words:
        return terms.astype("str").to_numpy(object)
    labels = commonest_labels(words[words["term"].isin(terms)], ["term"])
    return labels.reindex(terms).to_numpy(object)
