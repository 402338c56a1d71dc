"""Which words two sentences have in common, and which pairs of sentences are worth a look."""

from collections import defaultdict

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel

from helpers.changes.words import Side

MAX_POSTINGS = 24  # sentences of a side that have a word; a word of more is no hint to a pair
MAX_NEIGHBOURS = 6  # pairs that are looked at for each sentence
EQUAL_REACH = 3  # how far apart by rank two of many equal sentences may be paired
MAX_MATCH_CELLS = 400_000_000  # of the table by which two sentences are matched in one piece

Block = tuple[int, int, int]  # where in the one, where in the other, how many words


def match_words(one: str, other: str) -> list[Block]:
    """Find the words that two sentences, as letters, have in common and in the same order.

    The most words that can be: a longest common subsequence (bit-parallel, Hyyrö 2004, as rapidfuzz
    has it). Where both have more than some 20,000 words, the words that stand once in either
    divide the task; a part that is still too large is taken for changed: memory stays small.

    >>> match_words("abcd", "abxd")
    [(0, 0, 2), (3, 3, 1)]
    """
    if len(one) * len(other) <= MAX_MATCH_CELLS:
        return [(a, b, n) for a, b, n in Indel.editops(one, other).as_matching_blocks() if n]
    head = _common_start(one, other)
    tail = _common_start(one[head:][::-1], other[head:][::-1])
    ends = len(one) - tail, len(other) - tail
    blocks, low = [(0, 0, head)], (head, head)
    for high in [*_find_landmarks(one, other, low, ends), ends]:
        part, counterpart = one[low[0] : high[0]], other[low[1] : high[1]]
        if len(part) * len(counterpart) <= MAX_MATCH_CELLS:
            own = match_words(part, counterpart)
            blocks += [(low[0] + a, low[1] + b, n) for a, b, n in own]
        low = high
    return [block for block in [*blocks, (*ends, tail)] if block[2]]


def _common_start(one: str, other: str) -> int:
    """Count the letters with which two texts begin alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _find_landmarks(
    one: str, other: str, low: tuple[int, int], high: tuple[int, int]
) -> list[tuple[int, int]]:
    """Find the places of the letters that stand once in either text, as far as in one order."""
    places: list[dict[str, int]] = [{}, {}]
    for text, a, b, place in zip((one, other), low, high, places, strict=True):
        for at, letter in enumerate(text[a:b], start=a):
            place[letter] = -1 if letter in place else at
    both = [(at, places[1].get(letter, -1)) for letter, at in places[0].items()]
    pairs = np.array([pair for pair in both if min(pair) >= 0], dtype=int).reshape(-1, 2)
    chosen = choose_in_order(pairs, np.ones(len(pairs)))
    return [(int(a), int(b)) for a, b in pairs[chosen]]


def choose_in_order(pairs: np.ndarray, weights: np.ndarray) -> list[int]:
    """Choose those pairs that follow each other on both sides and together weigh the most.

    The heaviest increasing subsequence, by a tree of prefix maxima (Fenwick 1994), in n log n.
    Returns rows of `pairs` (two columns of whole numbers), in order.

    >>> choose_in_order(np.array([[0, 1], [1, 0], [2, 2]]), np.array([1.0, 3.0, 1.0]))
    [1, 2]
    """
    size = int(pairs[:, 1].max(initial=-1)) + 1
    heaviest, whose = [0.0] * (size + 1), [-1] * (size + 1)
    total, before = [0.0] * len(pairs), [-1] * len(pairs)
    seconds, own = pairs[:, 1].tolist(), weights.tolist()
    # of pairs with the same first, the larger second comes first, so that none follows the other
    for row in np.lexsort([-pairs[:, 1], pairs[:, 0]]).tolist():
        at, best = seconds[row], 0.0
        while at > 0:
            if heaviest[at] > best:
                best, before[row] = heaviest[at], whose[at]
            at -= at & -at
        total[row] = best + own[row]
        at = seconds[row] + 1
        while at <= size:
            if total[row] > heaviest[at]:
                heaviest[at], whose[at] = total[row], row
            at += at & -at
    chosen, row = [], int(np.argmax(total)) if total else -1
    while row >= 0:
        chosen.append(row)
        row = before[row]
    return chosen[::-1]


# --- pairs of sentences ---------------------------------------------------------------------------


def find_like_sentences(old: Side, new: Side, weights: np.ndarray) -> pd.DataFrame:
    """Find the pairs of sentences that may be one sentence, and say how alike they are.

    Looked at are, for each sentence, those that have most of its rarer words and pairs of words,
    and equal ones. Returns one row a pair: old, new (rows of the sides), common (the weight of the
    words in common, in order), similarity (twice that by the weights of both: Dice 1945), of_old
    and of_new (the share of either's weight that is common).
    """
    pairs = sorted({*_share_rare_words(old, new, weights), *_pair_equal(old, new)})
    weighed = [[weights[read_letters(text)] for text in side.folded] for side in (old, new)]
    sizes = [[float(words.sum()) for words in side] for side in weighed]
    rows = []
    for i, j in pairs:
        if old.written[i] == new.written[j]:
            common = sizes[0][i]
        else:
            blocks = match_words(old.folded[i], new.folded[j])
            common = sum(float(weighed[0][i][a : a + n].sum()) for a, _, n in blocks)
        rows.append((i, j, common, sizes[0][i], sizes[1][j], old.written[i] == new.written[j]))
    columns = ["old", "new", "common", "size_old", "size_new", "equal"]
    table = pd.DataFrame(rows, columns=columns).astype({"equal": bool})
    whole = (table["size_old"] + table["size_new"]).to_numpy(float)
    table["similarity"] = divide_weights(2 * table["common"].to_numpy(float), whole)
    for side in ("old", "new"):
        table[f"of_{side}"] = divide_weights(table["common"].to_numpy(float), table[f"size_{side}"])
    table.loc[table["equal"], ["similarity", "of_old", "of_new"]] = 1.0  # also where nothing weighs
    return table


def weigh_letters(letters: str, weights: np.ndarray) -> float:
    """Add up what some words weigh."""
    return float(weights[read_letters(letters)].sum())


def read_letters(letters: str) -> np.ndarray:
    """Read letters as the numbers of their words."""
    return np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def divide_weights(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, 0 where there is nothing to divide by."""
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _share_rare_words(old: Side, new: Side, weights: np.ndarray) -> list[tuple[int, int]]:
    """Pair the sentences that have most rare words and pairs of words in common."""
    keys, rows, values, is_new = _list_features(old, new, weights)
    feature = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    once = np.unique((feature << 1 | is_new) << 32 | rows, return_index=True)[1]
    feature, rows, values, is_new = feature[once], rows[once], values[once], is_new[once]
    n = np.stack([np.bincount(feature[is_new == side], minlength=1 + feature.max(initial=0))
                  for side in (0, 1)])  # fmt: skip
    rare = np.all((n > 0) & (n <= MAX_POSTINGS), axis=0)
    own, other = (np.flatnonzero(rare[feature] & (is_new == side)) for side in (0, 1))
    first = np.searchsorted(feature[other], feature[own])  # both lists are sorted by feature
    times = n[1, feature[own]]
    one = np.repeat(own, times)
    step = np.arange(len(one)) - np.repeat(np.cumsum(times) - times, times)
    two = other[np.repeat(first, times) + step]
    pair, place = np.unique(rows[one] * max(len(new), 1) + rows[two], return_inverse=True)
    shared = np.bincount(place, weights=values[one], minlength=len(pair))
    i, j = np.divmod(pair, max(len(new), 1))
    sizes = [np.bincount(rows[is_new == side], values[is_new == side], minlength=len(texts))
             for side, texts in ((0, old), (1, new))]  # fmt: skip
    score = divide_weights(shared, sizes[0][i] + sizes[1][j])
    kept = _is_among_best(i, score) | _is_among_best(j, score)
    return [*zip(i[kept].tolist(), j[kept].tolist(), strict=True)]


def _list_features(old: Side, new: Side, weights: np.ndarray) -> tuple[np.ndarray, ...]:
    """List the words and the pairs of neighbours: a number for each, sentence, weight, side."""
    lists: list[list[np.ndarray]] = [[], [], [], []]
    for side, texts in enumerate((old.folded, new.folded)):
        code = read_letters("".join(texts)).astype(np.int64)
        row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        pair = np.flatnonzero(row[:-1] == row[1:])
        double = (code[pair] + 1 << 32) + code[pair + 1]
        weight = (weights[code[pair]] + weights[code[pair + 1]]) / 2
        values = np.concatenate([weights[code], weight])
        found = [np.concatenate([code, double]), np.concatenate([row, row[pair]]), values]
        heavy = np.flatnonzero(values > 0)
        for own, column in zip(lists, [*found, np.full(len(values), side)], strict=True):
            own.append(column[heavy])
    return tuple(np.concatenate(own) for own in lists)


def _is_among_best(groups: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Say of each pair whether it is among the best of its sentence."""
    order = np.lexsort([-score, groups])
    own = groups[order]
    rank = np.arange(len(own)) - np.searchsorted(own, own)
    leads = np.zeros(len(own), dtype=bool)
    leads[order[rank < MAX_NEIGHBOURS]] = True
    return leads


def _pair_equal(old: Side, new: Side) -> set[tuple[int, int]]:
    """Pair equal sentences; of many those of near rank, from the front and from the back."""
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((old.written, new.written)):
        for row, text in enumerate(texts):
            groups[text][side].append(row)
    pairs = set()
    for ones, others in groups.values():
        for shift in {0, len(others) - len(ones)}:
            for rank, i in enumerate(ones):
                near = slice(
                    max(rank + shift - EQUAL_REACH, 0), max(rank + shift + EQUAL_REACH + 1, 0)
                )
                pairs |= {(i, j) for j in others[near]}
    return pairs
