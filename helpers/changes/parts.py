"""Find the sentences of which one statement makes one and the other several."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
import pandas as pd

from helpers.changes.similarity import weigh_letters

MAX_SENTENCE_PARTS = 5  # sentences that one may be cut into

Parts = tuple[int, list[int], float]  # the whole, its parts, how alike they are together


def find_parts(
    candidates: pd.DataFrame,
    wholes: list[str],
    parts: list[str],
    weights: np.ndarray,
    *,
    partners: dict[int, int],
    least_alike: float,
    least_part: float,
) -> list[Parts]:
    """Find the sentences that are cut into several neighbours on the other side.

    candidates: whole, part (rows of the two sides), of_part (the share of the part's weight that
    the whole has, too), equal. `wholes` and `parts` are all sentences of either side as letters;
    `partners` are the pairs that are made already, whole: part. A sentence is cut if neighbours
    that have no other partner are together more alike to it than its partner alone and at least
    `least_alike`, and each of them finds `least_part` of its weight in it.
    """
    taken = {part: whole for whole, part in partners.items()}
    settled = {*candidates.loc[candidates["equal"], "whole"]} & {*partners}
    inside = candidates[candidates["of_part"] >= least_part].sort_values(["whole", "part"])
    found = []
    pairs = zip(inside["whole"], inside["part"], strict=True)
    for whole, own in groupby(pairs, key=itemgetter(0)):
        free = [part for _, part in own if taken.get(part, whole) == whole]
        if whole in settled or len(free) < 2:
            continue
        words = Counter(wholes[whole]), weigh_letters(wholes[whole], weights)
        partner = partners.get(whole)
        alone = [parts[partner]] if partner is not None else []
        best = _match_run(*words, alone, weights, 0.0)
        chosen: list[int] = []
        for run in _list_runs(free):
            if partner is not None and partner not in run:
                continue
            alike = _match_run(*words, [parts[part] for part in run], weights, least_part)
            if alike > best and alike >= least_alike:
                best, chosen = alike, run
        if chosen:
            found.append((whole, chosen, best))
            taken |= dict.fromkeys(chosen, whole)
    return found


def _list_runs(rows: list[int]) -> Iterator[list[int]]:
    """List the runs of two to MAX_SENTENCE_PARTS neighbours among some rows."""
    starts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(rows)) if b - a > 1), len(rows)]
    for low, high in pairwise(starts):
        for first in range(low, high - 1):
            for last in range(first + 1, min(first + MAX_SENTENCE_PARTS, high)):
                yield rows[first : last + 1]


def _match_run(
    whole: Counter[str], size: float, run: list[str], weights: np.ndarray, least_part: float
) -> float:
    """Say how alike a sentence and several together are; 0 where one of them has too little.

    `whole` are the words of the sentence, `size` is what they weigh. Each of them is found once, by
    the part that has most of it first: a part may stand inside what another one became, so their
    order says nothing.
    """
    used: Counter[str] = Counter()  # not what is left: of a long sentence that would be much
    common = 0.0
    sizes = {part: weigh_letters(part, weights) for part in run}
    for part in sorted(run, key=sizes.__getitem__, reverse=True):
        found = Counter(part)
        for word, n in found.items():
            found[word] = min(n, whole[word] - used[word])
        used.update(found)
        own = weigh_letters("".join(found.elements()), weights)
        if own < least_part * sizes[part]:
            return 0.0
        common += own
    return 2 * common / (size + sum(sizes[part] for part in run))
