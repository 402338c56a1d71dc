"""What one statement says and the other does not."""

import re

import numpy as np
import pandas as pd

from helpers.english import WORD
from helpers.frames import typed

#: Kinds of things, the most telling first: of two in the same place the first is listed.
THING_KINDS = ["reference", "date", "name", "phrase", "term", "theme"]
SPOKEN = ["name", "phrase"]  # of these the words are looked for, too
THING_COLUMNS = ["kind", "thing", "label", "document", "sentence", "start", "end"]
MISSING_COLUMNS = ["missing_from", "stands_in", "kind", "thing", "label", "n", "n_sentences"]
MISSING_COLUMNS += ["share_of_sentences", "n_documents"]


def find_missing(
    places: pd.DataFrame, sentences: pd.DataFrame, *, old: str, new: str
) -> pd.DataFrame:
    """Find what one statement says and the other does not: the words not said, and those added.

    `places` have one row a place of a thing in any statement: kind ("term", "phrase", "name",
    "date", "reference" or "theme"), thing (what is compared), label (what is printed), document,
    sentence, start, end. `sentences` are those of all; `old` and `new` name the two.
    Returns one row a thing that only one of the two has: missing_from, stands_in, kind, thing,
    label (of its first place), n (places), n_sentences, share_of_sentences (of the statement that
    has it) and n_documents (all statements that have it: what stood in many is missed more), what
    is missing from the new one first, then by falling share, n_documents and n. A phrase or a name
    is missing only if its words stand nowhere in the other text; what stands always inside
    something longer that is missing, too, is not listed for itself (`leave_longest`).
    Raises ValueError where a kind is none of these.

    >>> sentences = pd.DataFrame({"document": ["May", "June"], "sentence": 1, "start": 0,
    ...                           "end": 15, "text": ["The port opens.", "The road opens."]})
    >>> places = pd.DataFrame({"kind": "term", "thing": ["port", "road"], "sentence": 1,
    ...     "label": ["port", "road"], "document": ["May", "June"], "start": 4, "end": 8})
    >>> find_missing(places, sentences, old="May", new="June")[["missing_from", "label"]].values
    array([['June', 'port'],
           ['May', 'road']], dtype=object)
    """
    places, sentences = typed(places, *THING_COLUMNS), typed(sentences, "document", "text")
    places = places.astype({"document": "str", "thing": "str", "label": "str", "kind": "str"})
    if unknown := sorted({*places["kind"]} - {*THING_KINDS}):
        raise ValueError(f"{unknown[0]!r} is not a kind; they are {', '.join(THING_KINDS)}")
    tables, n_documents = [], places.groupby(["kind", "thing"])["document"].nunique()
    for has, lacks in ((old, new), (new, old)):
        said = "|".join(map(_space_words, sentences.loc[sentences["document"] == lacks, "text"]))
        own = places[places["document"] == has]
        known = pd.MultiIndex.from_frame(places.loc[places["document"] == lacks, ["kind", "thing"]])
        own = own[~pd.MultiIndex.from_frame(own[["kind", "thing"]]).isin(known)]
        own = own[~_stands_in(own, said)]
        own = leave_longest(own)
        n = (sentences["document"] == has).sum()
        tables.append(_count_things(own, n, n_documents).assign(missing_from=lacks, stands_in=has))
    table = pd.concat(tables, ignore_index=True)
    kinds = dict.fromkeys(["missing_from", "stands_in", "kind", "thing", "label"], "str")
    return table[MISSING_COLUMNS].astype(kinds)


def _stands_in(places: pd.DataFrame, said: str) -> np.ndarray:
    """Say of each place if it is of a phrase or a name of which a form stands in what is said."""
    spoken = places["kind"].isin(SPOKEN)
    labels = places.loc[spoken, "label"].unique()
    known = [label for label in labels if _space_words(label) in said]
    stands = (spoken & places["label"].isin(known)).to_numpy(bool)
    thing = places.groupby(["kind", "thing"], sort=False).ngroup().to_numpy()
    return pd.Series(stands).groupby(thing).transform("any").to_numpy(bool)


def _space_words(sentence: str) -> str:
    straight = sentence.casefold().replace("’", "'")
    return f" {' '.join(re.findall(WORD, straight))} "


def leave_longest(places: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands always inside something longer, so that nothing is listed twice.

    `places` are as `find_missing` takes them. Of two things in one place the more telling is left
    (reference, date, name, phrase, term); themes are left alone. Returns rows of `places`.

    >>> places = pd.DataFrame({"kind": ["term", "phrase"], "thing": ["port", "free port"],
    ...     "label": "", "document": "May", "sentence": 1, "start": [9, 4], "end": [13, 13]})
    >>> leave_longest(places)["thing"].to_list()
    ['free port']
    """
    places = typed(places, *THING_COLUMNS).astype({"kind": "str", "thing": "str"})
    rank = places["kind"].astype("str").map(THING_KINDS.index).to_numpy(np.int64)
    own = places["document"].cat.codes.to_numpy(np.int64) << 32
    start, end = own + places["start"].to_numpy(), own + places["end"].to_numpy()
    # what begins first, and of that the longest and most telling, covers what ends no later
    order = np.lexsort([rank, -end, start])
    order = order[rank[order] < THING_KINDS.index("theme")]
    covered = np.zeros(len(places), dtype=bool)
    reach = np.concatenate([[-1], np.maximum.accumulate(end[order])])[:-1]
    covered[order] = end[order] <= reach
    thing = places.groupby(["kind", "thing"], sort=False).ngroup().to_numpy()
    return places[~pd.Series(covered).groupby(thing).transform("all").to_numpy(bool)]


def _count_things(places: pd.DataFrame, n_sentences: int, n_documents: pd.Series) -> pd.DataFrame:
    """Count the places and sentences of each thing, what weighs most first."""
    groups = places.groupby(["kind", "thing"], sort=False)
    table = groups.agg(
        label=("label", "first"), n=("label", "size"), n_sentences=("sentence", "nunique")
    ).reset_index()
    table["share_of_sentences"] = table["n_sentences"] / max(n_sentences, 1)
    table = table.join(n_documents.rename("n_documents"), on=["kind", "thing"])
    table["rank"] = table["kind"].map(THING_KINDS.index)
    by = ["share_of_sentences", "n_documents", "n", "rank"]
    return table.sort_values(by, ascending=[False, False, False, True], kind="stable")
