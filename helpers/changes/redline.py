"""The words that were taken out of a sentence and put into it, as an editor marks them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.changes.align import BOTH_SIDES, PAIR_COLUMNS, RELATIONS
from helpers.changes.change_words import FLAGS, WordClasses, read_change_words
from helpers.changes.similarity import match_words
from helpers.changes.words import Side, cut_sides
from helpers.frames import typed
from helpers.tokens import POSSESSIVE, find_names, split_tokens

MAX_ABSORBED = 2  # equal words between two long changes that make no stretch of their own
LONG_CHANGE = 3  # words of a long change
CHANGED = ["reworded", "moved", "split", "merged"]
CHANGE_KINDS = ["inserted", "deleted", "replaced"]
SPAN = ["sentence", "start", "end", "text"]

Cut = tuple[int, int, int, int]  # words of the old sentence from, to; of the new one from, to
WordMark = tuple[str, str]  # the flag that a word's change has, and what stands for the word
ChangedSpan = tuple[int, int, int, str]  # sentence, start, end, text


class Stretch(NamedTuple):
    """The words of one sentence, or of several that are one on the other side."""

    folded: str
    written: str
    places: np.ndarray  # begin and end of each word
    rows: np.ndarray  # the row of the sentence of each word
    marks: list[WordMark | None]


def redline(
    pairs: pd.DataFrame,
    old: pd.DataFrame,
    new: pd.DataFrame,
    *,
    dates: pd.DataFrame | None = None,
    words: dict[str, list[str]] | None = None,
) -> pd.DataFrame:
    """Mark what was put into each sentence that two statements share, and what was taken out.

    `pairs` is what `align` returns of `old` and `new` (documents, or sentences). `dates` are those
    of both statements, as `find_dates` returns them; without them no date is flagged. `words` are
    as `read_change_words` returns them, the bundled ones when it is None.
    Returns one row a change, in the order of the new statement: old, new, relation, old_sentence,
    new_sentence, kind (inserted, deleted, replaced), old_start, old_end, old_text, new_start,
    new_end, new_text (the place of what was inserted is an empty span in the old text, and the
    reverse) and flags: which of number, date, name, negation and verb are gone, come or other,
    with ", " between. A word counts as gone if the whole sentence has it fewer times: one that only
    has another place in it is marked, and not flagged. A change of white space, of quotation marks
    or of the capital with which a sentence begins is none.
    What is equal is the longest common subsequence of words (`match_words`); up to two equal words
    between two changes of three words or more are taken into them.

    >>> from helpers.changes.align import align
    >>> old, new = (pd.DataFrame({"document": [name], "text": [text]}) for name, text in (
    ...     ("May", "They welcomed the report of 3 banks."), ("June", "They noted the report.")))
    >>> redline(align(old, new), old, new)[["old_text", "new_text", "flags"]].values.tolist()
    [['welcomed', 'noted', 'verb'], ['of 3 banks', '', 'number']]
    """
    sides = dict(zip(BOTH_SIDES, cut_sides(old, new)[:2], strict=True))
    groups = _list_groups(typed(pairs, *PAIR_COLUMNS), sides)
    changed = {name: {row for group, _ in groups for row in group[name]} for name in BOTH_SIDES}
    marks = _flag_words(sides, changed, dates, read_change_words() if words is None else words)
    known = {name: side.sentences[SPAN].to_dict("list") for name, side in sides.items()}
    rows = []
    for group, relation in groups:
        stretches = [_take_stretch(sides[name], group[name], marks[name]) for name in BOTH_SIDES]
        for cut, flags in _find_changes(*stretches):
            spans = [
                _list_spans(known[name], stretch, group[name], *cut[2 * n : 2 * n + 2])
                for n, (name, stretch) in enumerate(zip(BOTH_SIDES, stretches, strict=True))
            ]
            rows += [(relation, *one, *other, flags) for one, other in _pair_spans(*spans)]
    return _write_changes(rows, sides)


def _list_groups(
    pairs: pd.DataFrame, sides: dict[str, Side]
) -> list[tuple[dict[str, list[int]], str]]:
    """List the sentences that were changed: the rows of either side, and their relation."""
    row_of = {
        name: {number: row for row, number in enumerate(side.sentences["sentence"])}
        for name, side in sides.items()
    }
    changed = pairs[pairs["relation"].isin(CHANGED)].reset_index(drop=True)
    keys = changed["whole"].astype("Float64").fillna(-1.0 - changed.index.to_series())
    groups: dict[float, tuple[dict[str, set[int]], str]] = {}
    numbers = (changed[f"{name}_sentence"] for name in BOTH_SIDES)
    for key, relation, *own in zip(keys, changed["relation"], *numbers, strict=True):
        rows, _ = groups.setdefault(key, ({name: set() for name in BOTH_SIDES}, relation))
        for name, number in zip(BOTH_SIDES, own, strict=True):
            rows[name].add(row_of[name][number])
    return [
        ({name: sorted(rows[name]) for name in BOTH_SIDES}, relation)
        for rows, relation in groups.values()
    ]


def _flag_words(
    sides: dict[str, Side],
    changed: dict[str, set[int]],
    dates: pd.DataFrame | None,
    words: dict[str, list[str]],
) -> dict[str, dict[int, list[WordMark | None]]]:
    """Say of each word of the changed sentences which flag its change has.

    That of dates comes first, then that of names, then the others.
    """
    classes = WordClasses(words)
    frames = {name: side.sentences.assign(document=name) for name, side in sides.items()}
    names = find_names(split_tokens(pd.concat(list(frames.values()), ignore_index=True)))
    marks = {}
    for name, side in sides.items():
        document = side.sentences["document"].iloc[0] if len(side) else ""
        told = [] if dates is None else _choose_days(dates, document)
        inside = {
            "date": _cover(side, np.asarray(told, dtype=int).reshape(-1, 2)),
            "name": _cover(side, names.loc[names["document"] == name, ["start", "end"]].to_numpy()),
        }
        marks[name] = {
            row: [
                _mark_word(text, n, [own for own in inside if inside[own][row][n]], classes)
                for n in range(len(text))
            ]
            for row, text in _read_words(side, changed[name])
        }
    return marks


def _choose_days(dates: pd.DataFrame, document: str) -> pd.DataFrame:
    """Choose the places of a statement's dates; a length of time is a number of days."""
    dates = typed(dates, "document", "start", "end")
    own = dates[dates["document"] == document]
    own = own[own["type"].isin(["DATE", "TIME"])] if "type" in own else own
    return own[["start", "end"]]


def _mark_word(text: list[str], n: int, inside: list[str], classes: WordClasses) -> WordMark | None:
    """Give the mark of the word `n` of a sentence."""
    if not text[n][:1].isalnum():
        return ("date", "") if "date" in inside else None  # a comma inside a date
    if inside:
        return inside[0], POSSESSIVE.sub("", text[n]).casefold().replace("’", "'")
    return classes.classify(text[n], text[n - 1] if n else "", is_first=n == 0)


def _read_words(side: Side, rows: set[int]) -> Iterator[tuple[int, list[str]]]:
    """The words of some sentences as they are written."""
    starts, texts = side.sentences["start"].to_list(), side.sentences["text"].to_list()
    for row in rows:
        yield row, [texts[row][a:b] for a, b in (side.places[row] - starts[row]).tolist()]


def _cover(side: Side, spans: np.ndarray) -> list[np.ndarray]:
    """Say of each word of each sentence whether it lies in one of the spans, which are in order."""
    ends = np.maximum.accumulate(spans[:, 1]) if len(spans) else spans[:, 1]
    places = np.concatenate([np.zeros((0, 2), dtype=np.int64), *side.places])
    at = np.searchsorted(spans[:, 0], places[:, 1]) - 1  # the last that begins before its end
    covered = (at >= 0) & (np.append(ends, 0)[at] > places[:, 0])
    return np.split(covered, np.cumsum([len(own) for own in side.places])[:-1])


def _take_stretch(side: Side, rows: list[int], marks: dict[int, list[WordMark | None]]) -> Stretch:
    return Stretch(
        "".join(side.folded[row] for row in rows),
        "".join(side.written[row] for row in rows),
        np.concatenate([side.places[row] for row in rows]),
        np.repeat(rows, [len(side.folded[row]) for row in rows]),
        [mark for row in rows for mark in marks[row]],
    )


# --- the changes of one sentence ------------------------------------------------------------------


def _find_changes(old: Stretch, new: Stretch) -> Iterator[tuple[Cut, str]]:
    """Find the changes between two stretches, and what each is flagged for."""
    counts = [Counter(mark for mark in side.marks if mark and mark[1]) for side in (old, new)]
    gone, come = counts[0] - counts[1], counts[1] - counts[0]
    cuts = [*_cut_changes(old, new)]
    edges = [(0, 0, 0, 0), *cuts, (len(old.marks),) * 4]
    room = [(cut[0] - edges[n][1], edges[n + 2][0] - cut[1]) for n, cut in enumerate(cuts)]
    widened = [_take_dates(cut, *own, old, new) for cut, own in zip(cuts, room, strict=True)]
    for cut in _absorb(widened, old.marks):
        low, high, base, top = cut
        flagged = {mark[0] for mark in old.marks[low:high] if mark and mark in gone}
        flagged |= {mark[0] for mark in new.marks[base:top] if mark and mark in come}
        yield cut, ", ".join(flag for flag in FLAGS if flag in flagged)


def _cut_changes(old: Stretch, new: Stretch) -> Iterator[Cut]:
    """Cut two stretches into what they have in common, and give what lies between."""
    low = base = 0
    for a, b, n in [*match_words(old.folded, new.folded), (len(old.folded), len(new.folded), 0)]:
        if a > low or b > base:
            yield low, a, base, b
        for i, j in zip(range(a, a + n), range(b, b + n), strict=True):
            first = any(
                at == 0 or side.rows[at - 1] != side.rows[at] for side, at in ((old, i), (new, j))
            )
            if old.written[i] != new.written[j] and not first:  # a capital
                yield i, i + 1, j, j + 1
        low, base = a + n, b + n


def _take_dates(cut: Cut, before: int, after: int, old: Stretch, new: Stretch) -> Cut:
    """Widen a change inside a date to the whole date, since a reader asks for the day.

    `before` and `after` say how many equal words stand on either side of it.
    """
    low, high, base, top = cut
    changed = [*old.marks[low:high], *new.marks[base:top]]
    if not any(mark[1] for mark in changed if mark and _is_date(mark)):
        return cut
    left = [*zip(old.marks[low - before : low], new.marks[base - before : base], strict=True)]
    right = zip(old.marks[high : high + after], new.marks[top : top + after], strict=True)
    back, on = (len([*takewhile(lambda pair: all(map(_is_date, pair)), side)])
                for side in (left[::-1], right))  # fmt: skip
    return low - back, high + on, base - back, top + on


def _is_date(mark: WordMark | None) -> bool:
    return mark is not None and mark[0] == "date"


def _absorb(cuts: Iterable[Cut], marks: list[WordMark | None]) -> list[Cut]:
    """Take a word or two between two long changes into them, unless a flag could hang on it."""
    joined: list[Cut] = []
    for cut in cuts:
        if joined:
            low, high, base, _ = joined[-1]
            gap = cut[0] - high
            both_long = all(max(c[1] - c[0], c[3] - c[2]) >= LONG_CHANGE for c in (joined[-1], cut))
            if gap <= 0 or (gap <= MAX_ABSORBED and both_long and not any(marks[high : cut[0]])):
                joined[-1] = low, cut[1], base, cut[3]
                continue
        joined.append(cut)
    return joined


# --- its places in the texts ----------------------------------------------------------------------


def _list_spans(
    known: dict[str, list], stretch: Stretch, rows: list[int], low: int, high: int
) -> list[ChangedSpan]:
    """Give the places of some words of a stretch, one a sentence; of none, the place between.

    `known` are the columns of the sentences.
    """
    if low == high:
        at = max(low - 1, 0)
        row = int(stretch.rows[at]) if len(stretch.rows) else rows[0]
        end = int(stretch.places[at, int(low > 0)]) if len(stretch.rows) else known["start"][row]
        return [(known["sentence"][row], end, end, "")]
    spans = []
    for row in dict.fromkeys(stretch.rows[low:high].tolist()):
        own = stretch.places[low:high][stretch.rows[low:high] == row]
        start, end = int(own[0, 0]), int(own[-1, 1])
        begin = known["start"][row]
        text = known["text"][row][start - begin : end - begin]
        spans.append((known["sentence"][row], start, end, text))
    return spans


def _pair_spans(
    old: list[ChangedSpan], new: list[ChangedSpan]
) -> Iterator[tuple[ChangedSpan, ChangedSpan]]:
    """Pair the places of a change that goes over sentences; what is left stands at the last."""
    for n in range(max(len(old), len(new))):
        pair = []
        for spans in (old, new):
            sentence, _, end, _ = spans[-1]
            pair.append(spans[n] if n < len(spans) else (sentence, end, end, ""))
        yield pair[0], pair[1]


def _write_changes(rows: list[tuple], sides: dict[str, Side]) -> pd.DataFrame:
    """Write the changes as a frame."""
    spans = [f"{name}_{column}" for name in BOTH_SIDES for column in SPAN]
    table = pd.DataFrame(rows, columns=["relation", *spans, "flags"])
    kinds = {column: "str" if column.endswith("text") else "Int32" for column in spans}
    table = table.astype(kinds | {"flags": "str"})
    for name in reversed(BOTH_SIDES):
        names = [*sides[name].sentences["document"].cat.categories] or [""]
        own = pd.Series(names[0], index=table.index, dtype="str").astype("category")
        table.insert(0, name, own)
    old, new = table["old_text"] != "", table["new_text"] != ""
    kind = np.select([old & new, old], ["replaced", "deleted"], "inserted")
    table.insert(5, "kind", pd.Categorical(kind, CHANGE_KINDS))
    table["relation"] = pd.Categorical(table["relation"], RELATIONS, ordered=True)
    order = ["new_start", "new_end", "old_start"]
    return table.sort_values(order, kind="stable", ignore_index=True)
