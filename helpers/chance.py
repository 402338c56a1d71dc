"""What all rooms that test a difference know of chance: a p for each, when many are looked at."""

import numpy as np
from numpy.typing import ArrayLike


def adjust_p(p: ArrayLike) -> np.ndarray:
    """Raise p-values for having looked at many words at once: control of the false discovery rate.

    Returns an array in the order of p, never below p nor above 1 (Benjamini & Hochberg 1995, JRSS B
    57(1), p. 293). ValueError: a p not between 0 and 1.

    >>> adjust_p([0.01, 0.04, 0.9])
    array([0.03, 0.06, 0.9 ])
    """
    p = np.asarray(p, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("every p must lie between 0 and 1")
    falling = np.argsort(p)[::-1]
    stretched = p[falling] * (p.size / np.arange(p.size, 0, -1))
    adjusted = np.empty_like(p)
    adjusted[falling] = np.minimum.accumulate(np.minimum(stretched, 1))
    return adjusted
