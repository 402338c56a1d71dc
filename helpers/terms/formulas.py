"""The published formulas: how strongly are two words bound, how far do two counts differ?"""

import math

import numpy as np
from numpy.typing import ArrayLike


def score_pair(
    n: int, n_first: int, n_second: int, n_words: int, *, window: int = 1
) -> tuple[float, float, float, float]:
    """Say how strongly two words are bound, given how often they meet and how often each occurs.

    A word offers `window` places to a partner in a text of n_words, so window x n_first x n_second
    / n_words meetings are expected (Evert 2008, Corpora and collocations, 4.1). Returns g2 (4-cell
    log likelihood, Dunning 1993; negative for fewer than expected), t = (n - expected) / sqrt(n)
    (Manning & Schütze 1999, p. 164), pmi = log2(n / expected) (Church & Hanks 1990, p. 24) and
    log_dice = 14 + log2(2 n / (n_first + n_second)), at most 14 for neighbours (Rychlý 2008, p. 9).

    >>> g2, t, pmi, log_dice = score_pair(8, 8, 8, 1000)  # they never stand apart
    >>> round(g2, 1), round(t, 2), round(pmi, 1), log_dice
    (93.2, 2.81, 7.0, 14.0)
    """
    from nltk.metrics.association import BigramAssocMeasures as Measures  # slow to import

    first, second = window * n_first, window * n_second
    # Only a word that meets itself and fills over half of the text could overflow the table.
    counts = n, (first, second), max(window * n_words, first + second - n)
    g2 = max(Measures.likelihood_ratio(*counts), 0.0)
    g2 = math.copysign(g2, n * counts[-1] - first * second)
    log_dice = 14 + math.log2(2 * n / (n_first + n_second))
    return g2, Measures.student_t(*counts), Measures.pmi(*counts), log_dice


def log_likelihood(a: ArrayLike, b: ArrayLike, size_a: ArrayLike, size_b: ArrayLike) -> np.ndarray:
    """Say how surprising the difference between two counts is; negative where `a` is the rarer.

    a, b: counts (numbers or arrays) in texts of size_a and size_b words. G2 with four cells, all
    other words being two of them (Dunning 1993, Computational Linguistics 19(1), p. 72); with two
    (Rayson & Garside 2000) it is a little lower. ValueError: a count below 0 or above its size.

    >>> log_likelihood([20, 5], [5, 20], 1000, 1000).round(2)
    array([ 9.75, -9.75])
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


def log_ratio(a: ArrayLike, b: ArrayLike, size_a: ArrayLike, size_b: ArrayLike) -> np.ndarray:
    """Say how many times a word doubles from the reference to the target: 1 is twice as frequent.

    log2 of the ratio of relative frequencies, a zero count standing as 0.5 (Hardie 2014).

    >>> float(log_ratio(20, 5, 1000, 1000))
    2.0
    """
    a, b = (np.where(np.asarray(n) == 0, 0.5, n) for n in (a, b))
    return np.log2((a / size_a) / (b / size_b))[()]


def log_odds(
    a: ArrayLike,
    b: ArrayLike,
    size_a: ArrayLike,
    size_b: ArrayLike,
    prior: ArrayLike,
    prior_size: ArrayLike,
) -> tuple[np.ndarray, np.ndarray]:
    """Say how much a word is preferred in one text to another, and how sure that is.

    To the counts a and b, in texts of size_a and size_b words, are added `prior` uses of the word
    in a text of prior_size words, which stands for what is expected of any text: few uses are drawn
    towards no difference. The log-odds-ratio with an informative Dirichlet prior (Monroe, Colaresi
    & Quinn 2008, Fightin' Words, Political Analysis 16(4), equations 15 and 16). Returns delta, the
    difference of the two natural logarithms of the odds, and z, delta divided by its standard
    deviation (equations 20 and 22, that is sqrt(1 / (a + prior) + 1 / (b + prior))); both negative
    where `a` is the rarer. ValueError: a count below 0 or above its size, a prior not between 0 and
    its own.

    >>> delta, z = log_odds([20, 2], [5, 0], 1000, 1000, [25, 2], 2000)
    >>> delta.round(2), z.round(2)
    (array([0.41, 0.69]), array([1.74, 0.8 ]))
    """
    arrays = np.broadcast_arrays(a, b, size_a, size_b, prior, prior_size)
    a, b, size_a, size_b, prior, prior_size = (array.astype(float) for array in arrays)
    if not ((a >= 0) & (a <= size_a) & (b >= 0) & (b <= size_b)).all():
        raise ValueError("a count must lie between 0 and the size of its text")
    if not ((prior > 0) & (prior < prior_size)).all():
        raise ValueError("the prior of a word must lie between 0 and the size of the prior")
    one, other = a + prior, b + prior
    delta = np.log(one / (size_a + prior_size - one)) - np.log(
        other / (size_b + prior_size - other)
    )
    return delta[()], (delta / np.sqrt(1 / one + 1 / other))[()]


def percent_difference(
    a: ArrayLike, b: ArrayLike, size_a: ArrayLike, size_b: ArrayLike
) -> np.ndarray:
    """Say by how many per cent a word is more frequent in the target than in the reference.

    %DIFF (Gabrielatos & Marchi 2011, p. 18): infinite if b is 0, missing if a and b are.

    >>> float(percent_difference(20, 5, 1000, 1000))
    300.0
    """
    rate, base = np.asarray(a) / size_a, np.asarray(b) / size_b
    with np.errstate(divide="ignore", invalid="ignore"):
        return (100 * np.divide(rate - base, base))[()]


def chi_square_p(g2: float) -> float:
    """Say how often chance alone gives a difference as large: chi-square, 1 df, sign ignored.

    >>> round(chi_square_p(3.84), 2)
    0.05
    """
    return math.erfc(math.sqrt(abs(g2) / 2))  # such a chi-square is a standard normal squared
