"""Lay the sentences of two statements beside each other, and say what became of each."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from helpers.changes.parts import find_parts
from helpers.changes.similarity import choose_in_order, find_like_sentences
from helpers.changes.words import Side, cut_sides
from helpers.files import read_thresholds
from helpers.frames import typed

RELATIONS = ["kept", "reworded", "moved", "split", "merged", "dropped", "new"]
BOTH_SIDES, PLACE = ("old", "new"), ("sentence", "start", "end")
PAIR_COLUMNS = ["old", "new", "relation", "whole", "old_sentence", "new_sentence"]
#: A pair is passed over where one of its sentences has another that is so much more alike.
OUTSHONE = 0.7


def align(
    old: pd.DataFrame, new: pd.DataFrame, *, limits: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Say of each sentence of two statements if it was kept, changed, moved, dropped or is new.

    Takes a row of documents for each, or the sentences of each. `limits` are those of
    `read_thresholds` (the bundled ones when it is None), of which three are used: "a sentence
    reworded", "a sentence moved" and "part of a sentence".
    Returns one row a pair of sentences, in the order of the new statement, what was dropped behind
    what it followed: old, new (the statements), relation, whole (a number that the parts of a
    split or a merged sentence share), old_sentence, old_start, old_end, new_sentence, new_start,
    new_end (missing where there is none), similarity (from 0 to 1: twice the weight of the words in
    common, in order, by the weights of both; Dice 1945) and method, which says why. kept: letter
    for letter but for white space and quotation marks; reworded; moved: kept or reworded, out of
    order; split: one into several; merged: several into one; dropped; new. Of all pairs that are
    alike enough those in one order are taken that have the most words in common; then sentences cut
    into parts; then what stands out of order (the move of DocuToads, Hermansson & Cross 2016).
    Every sentence of either statement is in a row, and in several only as a whole of parts.
    Raises ValueError where a side has several statements.

    >>> old, new = (pd.DataFrame({"document": [name], "text": [text]}) for name, text in (
    ...     ("May", "The port is open. Tarn pays 3 million."), ("June", "Tarn pays 2 million.")))
    >>> align(old, new)[["relation", "old_sentence", "new_sentence"]].to_csv(index=False)
    'relation,old_sentence,new_sentence\\ndropped,1,\\nreworded,2,1\\n'
    """
    limits = read_thresholds() if limits is None else limits
    one, other, weights = cut_sides(old, new)
    candidates = find_like_sentences(one, other, weights)
    pairs = _pair_in_order(candidates, limits["a sentence reworded"])
    rows: list[dict[str, Any]] = []
    number = 0
    for relation, whole, part in (("split", "old", "new"), ("merged", "new", "old")):
        names = {whole: "whole", part: "part", f"of_{part}": "of_part"}
        sides = {"old": one.folded, "new": other.folded}
        cut = [candidates[side].isin([row[side] for row in rows]) for side in BOTH_SIDES]
        found = find_parts(
            candidates[~(cut[0] | cut[1])].rename(columns=names),  # each in one whole only
            sides[whole],
            sides[part],
            weights,
            partners={pair[whole]: pair[part] for pair in pairs},
            least_alike=limits["a sentence reworded"],
            least_part=limits["part of a sentence"],
        )
        wholes = {row for row, _, _ in found}
        pairs = [pair for pair in pairs if pair[whole] not in wholes]
        for row, parts, alike in found:
            number += 1
            said = {"relation": relation, "whole": number, "similarity": alike}
            rows += [{whole: row, part: own} | said for own in parts]
    rows += pairs
    rows += _pair_out_of_order(candidates, rows, limits["a sentence moved"])
    rows += _leave_over(candidates, rows, len(one), len(other))
    return _write_rows(rows, one, other)


def _pair_in_order(candidates: pd.DataFrame, least: float) -> list[dict[str, Any]]:
    """Take the pairs in one order that have the most in common, on a tie the most alike."""
    best = [candidates.groupby(side)["similarity"].transform("max") for side in BOTH_SIDES]
    alike = candidates["similarity"]
    shines = alike >= OUTSHONE * np.maximum(*best) if len(candidates) else alike > 0
    able = candidates[(alike >= least) & shines]
    weights = able["common"] + 1e-6 * (able["similarity"] + able["equal"])
    chosen = choose_in_order(able[[*BOTH_SIDES]].to_numpy(), weights.to_numpy())
    relation = able["equal"].map({True: "kept", False: "reworded"})
    return (
        able.assign(relation=relation)
        .iloc[chosen][[*BOTH_SIDES, "relation", "similarity"]]
        .to_dict("records")
    )


def _pair_out_of_order(
    candidates: pd.DataFrame, rows: list[dict[str, Any]], least: float
) -> list[dict[str, Any]]:
    """Take of the pairs that are left the most alike, one after another."""
    taken = [{row[side] for row in rows} for side in BOTH_SIDES]
    able = candidates[candidates["similarity"] >= least]
    able = able.sort_values(["similarity", "common"], ascending=False, kind="stable")
    moved = []
    for old, new, alike in able[[*BOTH_SIDES, "similarity"]].itertuples(index=False):
        if old not in taken[0] and new not in taken[1]:
            taken[0].add(old)
            taken[1].add(new)
            moved.append({"old": old, "new": new, "relation": "moved", "similarity": alike})
    return moved


def _leave_over(
    candidates: pd.DataFrame, rows: list[dict[str, Any]], n_old: int, n_new: int
) -> list[dict[str, Any]]:
    """Make rows of the sentences that have no partner, each with how alike its nearest is."""
    left = []
    for side, other, n, relation in (
        ("old", "new", n_old, "dropped"),
        ("new", "old", n_new, "new"),
    ):
        taken = {row[side] for row in rows}
        near = candidates.sort_values("similarity").drop_duplicates(side, keep="last")
        nearest = near.set_index(side)[[other, "similarity"]].to_dict("index")
        for row in range(n):
            if row not in taken:
                known = nearest.get(row, {})
                near_row = {"nearest": known.get(other), "alike": known.get("similarity", 0.0)}
                left.append({side: row, "relation": relation, "similarity": 0.0} | near_row)
    return left


def _write_rows(rows: list[dict[str, Any]], one: Side, other: Side) -> pd.DataFrame:
    """Write the rows with the places of their sentences, in the order of a reader."""
    table = pd.DataFrame(
        rows, columns=[*BOTH_SIDES, "relation", "whole", "similarity", "nearest", "alike"]
    )
    table = table.iloc[_order_rows(table)].reset_index(drop=True)
    numbers = {
        side: frame.sentences["sentence"]
        for side, frame in zip(BOTH_SIDES, (one, other), strict=True)
    }
    written = {}
    for side, frame in zip(BOTH_SIDES, (one, other), strict=True):
        names = [*frame.sentences["document"].cat.categories] or [""]
        written[side] = pd.Series(names[0], index=table.index, dtype="str").astype("category")
        for column in PLACE:
            values = frame.sentences[column].astype("Int32")
            at = table[side].astype("Int64")
            written[f"{side}_{column}"] = at.map(values).astype("Int32")
    method = [_say_method(row, numbers) for row in table.to_dict("records")]
    return pd.DataFrame(
        {side: written.pop(side) for side in BOTH_SIDES}
        | {
            "relation": pd.Categorical(table["relation"], RELATIONS, ordered=True),
            "whole": table["whole"].astype("Int32"),
        }
        | written
        | {
            "similarity": table["similarity"].astype(float),
            "method": pd.Series(method, index=table.index, dtype="str"),
        }
    )


def _order_rows(table: pd.DataFrame) -> np.ndarray:
    """Order rows as the new statement goes, and what was dropped behind what it followed."""
    in_order = table[table["relation"].isin(["kept", "reworded", "split", "merged"])]
    follows = in_order.groupby("old")["new"].max().sort_index()
    gone = table["new"].isna().to_numpy()
    place = table["new"].to_numpy(float, na_value=-1.0).copy()
    if gone.any():
        at = np.searchsorted(follows.index.to_numpy(float), table["old"].to_numpy(float)[gone])
        place[gone] = np.concatenate([[-1.0], follows.to_numpy(float)])[at]
    return np.lexsort([table["old"].to_numpy(float, na_value=-1.0), place])


def _say_method(row: dict[str, Any], numbers: dict[str, pd.Series]) -> str:
    """Say why two sentences are a pair, or why one has no partner."""
    relation, percent = row["relation"], f"{100 * row['similarity']:.0f} %"
    common = "the same words" if row["similarity"] == 1 else f"{percent} of their weight in common"
    if relation in ("dropped", "new"):
        if pd.isna(row["nearest"]):
            return "no sentence has its rarer words"
        side = "new" if relation == "dropped" else "old"
        number = numbers[side].iloc[int(row["nearest"])]
        return f"the nearest, {number}, has {100 * row['alike']:.0f} % of their weight in common"
    ends = {
        "moved": "out of order",
        "split": "the parts together",
        "merged": "the parts together",
        "reworded": "in order",
        "kept": "in order",
    }
    return f"{common}, {ends[relation]}"


def list_places(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """List the places of pairs or of changes in both statements under each other.

    `rows` are what `align` or `redline` returns; `by` is a column of them. Returns one row a place:
    `by`, document, sentence, start, end, each place once, those of the old statement first.

    >>> rows = {"relation": "kept", "old": "May", "new": "June"}
    >>> rows |= {f"{side}_{place}": [1] for side in BOTH_SIDES for place in PLACE}
    >>> list_places(pd.DataFrame(rows), "relation")["document"].to_list()
    ['May', 'June']
    """
    columns = [by, "document", *PLACE]
    sides = [rows[[by, side, *[f"{side}_{place}" for place in PLACE]]] for side in BOTH_SIDES]
    both = pd.concat([own.set_axis(columns, axis=1).astype({"document": "str"}) for own in sides])
    both = both.dropna().drop_duplicates(ignore_index=True)
    return both.astype(dict.fromkeys(PLACE, "int32") | {"document": "category", by: "str"})


def count_relations(pairs: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences of both statements by what became of them.

    `pairs` is what `align` returns. Returns one row a relation that there is: relation, label, n,
    n_old and n_new (sentences of both, of the old and of the new statement).

    >>> pairs = pd.DataFrame({"relation": ["kept", "new"], "old_sentence": [1, None],
    ...                       "new_sentence": [1, 2]})
    >>> count_relations(pairs).values.tolist()
    [['kept', 'kept', 2, 1, 1], ['new', 'new', 1, 0, 1]]
    """
    kinds = pd.Categorical(pairs["relation"], RELATIONS, ordered=True)
    pairs = typed(pairs, "old_sentence", "new_sentence").assign(relation=kinds)
    n = pairs.groupby("relation", observed=True)[["old_sentence", "new_sentence"]].nunique()
    n = n.rename(columns=lambda name: f"n_{name.split('_')[0]}").astype("int64").reset_index()
    n["relation"] = n["relation"].astype("str")
    n.insert(1, "label", n["relation"])
    n.insert(2, "n", n["n_old"] + n["n_new"])
    return n
