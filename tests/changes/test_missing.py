"""What one statement says and the other does not: both ways, in order, and nothing twice."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.changes import find_missing, leave_longest
from helpers.changes.missing import THING_COLUMNS, THING_KINDS

TEXTS = {
    "May": [
        "The free port of Tarn opens.",
        "Ships pay fees in Tarn.",
        "All ships wait in the free port.",
        "Osmark owes fees.",
    ],
    "June": ["Barges pay tolls.", "The weir at the gate port is old; port of calls."],
    "July": ["Ships wait."],
}


def sentences_of(texts):
    """The sentences of each statement, one after another."""
    rows = []
    for name, own in texts.items():
        start = 0
        for number, text in enumerate(own, start=1):
            rows.append((name, number, start, start + len(text), text))
            start += len(text) + 1
    return pd.DataFrame(rows, columns=["document", "sentence", "start", "end", "text"])


SENTENCES = sentences_of(TEXTS)


def places_of(kind, thing, words=None, sentences=SENTENCES):
    """Each place of some words, as a thing of this kind."""
    rows = []
    for row in sentences.itertuples():
        at = row.text.lower().find((words or thing).lower())
        if at >= 0:
            label = row.text[at : at + len(words or thing)]
            place = row.start + at
            rows.append((kind, thing, label, row.document, row.sentence, place, place + len(label)))
    return pd.DataFrame(rows, columns=THING_COLUMNS)


def missing(*places, old="May", new="June", sentences=SENTENCES):
    return find_missing(pd.concat(places), sentences, old=old, new=new)


def test_what_is_missing_is_a_row_both_ways():
    result = missing(
        places_of("term", "ship", "ships"),  # in two sentences of May, and in July
        places_of("term", "fee", "fees"),  # in two sentences as well, in no other statement
        places_of("name", "osmark"),
        places_of("term", "port"),  # both have it
        places_of("term", "barge", "barges"),
        places_of("theme", "water", "weir"),
    )
    expected = pd.DataFrame(
        [
            # of those missing from the new statement the larger share of sentences comes first, and
            # of equal shares what more statements have
            ("June", "May", "term", "ship", "Ships", 2, 2, 2 / 4, 2),
            ("June", "May", "term", "fee", "fees", 2, 2, 2 / 4, 1),
            ("June", "May", "name", "osmark", "Osmark", 1, 1, 1 / 4, 1),
            # then what the new statement added; of equal counts the more telling kind
            ("May", "June", "term", "barge", "Barges", 1, 1, 1 / 2, 1),
            ("May", "June", "theme", "water", "weir", 1, 1, 1 / 2, 1),
        ],
        columns=[
            *("missing_from", "stands_in", "kind", "thing", "label"),
            *("n", "n_sentences", "share_of_sentences", "n_documents"),
        ],
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False)
    back = missing(places_of("name", "osmark"), places_of("term", "port"), old="June", new="May")
    assert back[["missing_from", "stands_in", "thing"]].values.tolist() == [
        ["June", "May", "osmark"]
    ]


def test_things_are_ordered_by_share_then_statements_then_places_then_kind():
    rows = [
        ("term", "z", 1, "May"),
        ("date", "y", 1, "May"),  # a date tells more than a term
        ("term", "x", 1, "May"),
        ("term", "x", 1, "May"),  # twice in the sentence
        ("term", "w", 1, "May"),
        ("term", "w", 1, "July"),  # in another statement, too
        ("term", "v", 1, "May"),
        ("term", "v", 2, "May"),  # in two sentences
    ]
    places = pd.DataFrame(rows, columns=["kind", "thing", "sentence", "document"])
    places["start"] = range(0, 80, 10)
    places = places.assign(end=places["start"] + 2, label="")
    result = find_missing(places.sample(frac=1, random_state=1), SENTENCES, old="May", new="June")
    assert result["thing"].tolist() == [*"vwxyz"]


@pytest.mark.parametrize(
    ("kind", "words", "text", "n"),
    [
        # what stands word for word in the other text is not missing, whoever found it there
        ("phrase", "free port", "A free port it is.", 0),
        ("phrase", "free port", "The FREE  Port.", 0),
        ("name", "Tarn’s Port", "We like Tarn's port.", 0),
        ("phrase", "free port", "It is free, Port.", 0),  # whatever mark stands between
        # near misses
        ("phrase", "free port", "All is free. Port fees rise.", 1),  # over a sentence's end
        ("phrase", "free port", "The free ports.", 1),
        ("phrase", "free port", "A free old port.", 1),
        ("phrase", "free port", "The carefree port.", 1),
        # a term, a date, a theme is its places, not its words
        ("term", "port", "A port.", 1),
        ("date", "3 May", "On 3 May.", 1),
        ("reference", "Resolution 5", "As Resolution 5 has it.", 1),
        ("theme", "port", "A port.", 1),
    ],
)
def test_a_phrase_or_a_name_whose_words_stand_in_the_other_text_is_not_missing(
    kind, words, text, n
):
    texts = {"May": [f"We saw {words}."], "June": text.replace(". ", ".|").split("|")}
    sentences = sentences_of(texts)
    places = places_of(kind, "x", words, sentences).query("document == 'May'")
    assert len(missing(places, sentences=sentences)) == n


def test_nothing_is_listed_twice():
    result = missing(
        places_of("phrase", "the free port"),
        places_of("phrase", "free port"),  # always inside it
        places_of("term", "free"),  # and this one inside both
        places_of("name", "tarn"),  # in another sentence it stands alone
        places_of("phrase", "port of tarn"),
        places_of("term", "tarn"),  # in the same places as the name, which tells more
    )
    assert {*result["thing"]} == {"the free port", "port of tarn", "tarn"}
    assert result.loc[result["thing"] == "tarn", "kind"].tolist() == ["name"]
    # what the longer one is not missing for is listed for itself
    longer = places_of("phrase", "the free port").assign(document="May")
    elsewhere = longer.head(1).assign(document="June")
    result = missing(longer, elsewhere, places_of("term", "free"))
    assert result["thing"].tolist() == ["free"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        # the whole, a part at its beginning, in its middle, at its end
        ([("phrase", "abc", 0, 9), ("term", "a", 0, 2), ("term", "b", 3, 5), ("term", "c", 6, 9)],
         ["abc"]),
        # near misses: it only begins inside, or only ends there
        ([("phrase", "ab", 0, 5), ("phrase", "bc", 3, 9)], ["ab", "bc"]),
        # it stands inside once, and once alone
        ([("phrase", "ab", 0, 5), ("term", "a", 0, 2), ("term", "a", 20, 22)], ["ab", "a", "a"]),
        # behind one that is inside another
        ([("name", "abc", 0, 9), ("phrase", "bc", 3, 9), ("term", "c", 6, 9)], ["abc"]),
        # of two in one place the more telling, in any order
        ([("term", "a", 0, 2), ("phrase", "a", 0, 2)], ["a"]),
        ([("name", "a", 0, 2), ("reference", "b", 0, 2), ("date", "c", 0, 2)], ["b"]),
        # of themes nothing is taken away, and they cover nothing
        ([("theme", "t", 0, 9), ("term", "a", 0, 2)], ["t", "a"]),
        ([("phrase", "ab", 0, 5), ("theme", "t", 0, 2)], ["ab", "t"]),
        ([], []),
    ],
)  # fmt: skip
def test_what_stands_inside_something_longer_is_left_out(places, expected):
    frame = pd.DataFrame(places, columns=["kind", "thing", "start", "end"])
    frame = frame.assign(document="May", label="x", sentence=1)
    frame["kind"] = frame["kind"].astype("str")
    before = frame.copy(deep=True)
    assert sorted(leave_longest(frame)["thing"]) == sorted(expected)
    pd.testing.assert_frame_equal(frame, before)


def test_another_statement_covers_nothing():
    rows = [("phrase", "ab", "July", 0, 5), ("term", "a", "May", 0, 2)]
    frame = pd.DataFrame(rows, columns=["kind", "thing", "document", "start", "end"])
    assert len(leave_longest(frame.assign(label="x", sentence=1))) == 2


def is_inside(row, other):
    """Whether a place lies in another of its statement that is longer, or tells more."""
    lies = row.document == other.document and other.start <= row.start and row.end <= other.end
    rank, other_rank = (THING_KINDS.index(place.kind) for place in (row, other))
    longer = (other.end - other.start, -other_rank) > (row.end - row.start, -rank)
    return lies and longer and "theme" not in (row.kind, other.kind)


ROWS = st.tuples(
    st.sampled_from(["name", "phrase", "term", "theme"]),
    st.sampled_from("ab"),
    st.sampled_from(["May", "June"]),
    st.integers(0, 6),
    st.integers(1, 5),
)


@settings(max_examples=20)
@given(st.lists(ROWS, max_size=8, unique_by=lambda row: (row[0], *row[2:])))
def test_left_out_is_what_has_no_place_of_its_own(rows):
    places = pd.DataFrame(rows, columns=["kind", "thing", "document", "start", "end"])
    places = places.astype({"kind": "str", "thing": "str", "document": "str"})
    places["end"] += places["start"]
    places = places.assign(label="x", sentence=1).astype({"start": int, "end": int})
    listed = [*places.itertuples()]
    own = {
        (row.kind, row.thing)
        for row in listed
        if not any(is_inside(row, other) for other in listed)
    }
    result = leave_longest(places)
    assert {*result[["kind", "thing"]].itertuples(index=False, name=None)} == own
    assert len(result) == sum((row.kind, row.thing) in own for row in listed)
    table = missing(places)
    assert set(table["stands_in"] + table["missing_from"]) <= {"MayJune", "JuneMay"}


def test_an_empty_result_has_the_same_columns_of_the_same_kinds():
    expected = missing(places_of("term", "ship", "ships")).dtypes
    nothing = places_of("term", "no such word")
    for places in (nothing, places_of("term", "port")):  # none, and none missing
        result = find_missing(places, SENTENCES, old="May", new="June")
        assert result.empty
        assert result.dtypes.equals(expected)
    assert find_missing(nothing, SENTENCES.iloc[:0], old="May", new="June").empty


def test_what_cannot_be_done_is_said():
    with pytest.raises(ValueError, match="'verb' is not a kind; they are reference, date, name"):
        missing(places_of("verb", "pay"), places_of("term", "port"))
    with pytest.raises(ValueError, match="the frame lacks the columns thing, label"):
        missing(places_of("term", "port").drop(columns=["thing", "label"]))
