"""Fit straight lines to rates over time, and say which are steeper than chance makes them."""

import math
from collections.abc import Iterator
from itertools import permutations

import numpy as np

MIN_TESTED = 5  # statements; fewer have too few orders for any of them to be surprising
MAX_ORDERS = 5040  # 7!; of so many orders all are tried
ORDERS_AT_ONCE = 250
ROUNDING = 1e-9  # of the largest value that a sum could have; slopes as near as this are equal


def fit_slopes(years: np.ndarray, rates: np.ndarray) -> np.ndarray:
    """Say by how much each row of rates rises in a year: the slope of the least-squares line.

    years: one a statement; rates: one row a term, one column a statement. Missing where all
    statements have one day.

    >>> fit_slopes(np.array([0.0, 1.0, 3.0]), np.array([[2.0, 4.0, 8.0], [1.0, 1.0, 1.0]]))
    array([2., 0.])
    """
    if not has_span(years):
        return np.full(len(rates), np.nan)
    from_mean = years - years.mean()
    return _level(rates) @ from_mean / (from_mean @ from_mean)


def _level(rates: np.ndarray) -> np.ndarray:
    """Begin each row at 0, which leaves its slope as it is; what never changes is exactly flat."""
    return rates - rates[:, :1]


def has_span(years: np.ndarray) -> bool:
    """Say whether not all statements have one day."""
    return bool((years != years[:1]).any())


def permute_slopes(
    years: np.ndarray, rates: np.ndarray, *, seed: int = 1, rounds: int = 9999
) -> np.ndarray:
    """Say how often the same statements in another order would rise or fall as steeply: a p.

    Takes years and rates as `fit_slopes` does. Of up to seven statements all orders are tried, and
    p is the share of them with a slope as far from 0 or farther; of more, `rounds` random orders
    (by `seed`), and p is (1 + as far) / (1 + rounds), since the order seen is one of them (Phipson
    & Smyth 2010, Permutation p-values should never be zero, SAGMB 9(1), 39). One p for each row of
    rates, two-sided; missing for fewer than five statements or where all have one day.
    ValueError: rounds below 1.

    >>> permute_slopes(np.arange(5.0), np.array([[1.0, 2.0, 3.0, 4.0, 5.0]])) * math.factorial(5)
    array([2.])
    """
    if rounds < 1:
        raise ValueError("rounds must be at least 1")
    n = len(years)
    if n < MIN_TESTED or not has_span(years):
        return np.full(len(rates), np.nan)
    from_mean, rates = years - years.mean(), _level(rates)
    largest = np.linalg.norm(rates, axis=1) * np.linalg.norm(from_mean)
    seen = np.abs(rates @ from_mean) - ROUNDING * largest
    as_far, tried = np.zeros(len(rates), dtype=int), 0
    for orders in _list_orders(n, seed, rounds):
        as_far += (np.abs(rates @ from_mean[orders].T) >= seen[:, None]).sum(axis=1)
        tried += len(orders)
    return as_far / tried if _are_all_tried(n) else (1 + as_far) / (1 + tried)


def _are_all_tried(n: int) -> bool:
    return math.factorial(n) <= MAX_ORDERS


def _list_orders(n: int, seed: int, rounds: int) -> Iterator[np.ndarray]:
    """Give all orders of n statements or, if there are too many, random ones; a few at a time."""
    if _are_all_tried(n):
        every = np.array([*permutations(range(n))])
        yield from np.split(every, range(ORDERS_AT_ONCE, len(every), ORDERS_AT_ONCE))
        return
    chance = np.random.default_rng(seed)
    for done in range(0, rounds, ORDERS_AT_ONCE):
        rows = np.tile(np.arange(n), (min(ORDERS_AT_ONCE, rounds - done), 1))
        yield chance.permuted(rows, axis=1)
