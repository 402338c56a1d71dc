"""Tests of similarity: published worked numbers first, then frames in and frames out."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from helpers.series import measure_similarity, order_series, similar_to_previous


def make_tokens(texts):
    """A tokens frame of texts by document: "." is no word, (the) a word without a term."""
    rows = [(name, word) for name, text in texts.items() for word in text.split()]
    tokens = pd.DataFrame(rows, columns=["document", "text"]).astype("str")
    kept = ~tokens["text"].str.startswith("(") & (tokens["text"] != ".")
    return tokens.assign(term=tokens["text"].where(kept), is_word=tokens["text"] != ".")


def measure(texts, **options):
    """The similarities as a table of documents."""
    result = measure_similarity(make_tokens(texts), **options)
    return result.pivot(index="document", columns="other", values="similarity")


# Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, 6.3.1 and 6.4.1 (and the
# slides to chapter 6): Sense and Sensibility, Pride and Prejudice, Wuthering Heights
NOVELS = {
    "SaS": {"affection": 115, "jealous": 10, "gossip": 2, "wuthering": 0},
    "PaP": {"affection": 58, "jealous": 7, "gossip": 0, "wuthering": 0},
    "WH": {"affection": 20, "jealous": 11, "gossip": 6, "wuthering": 38},
}


def write_novels(words):
    return {
        name: " ".join(f"{word} " * counts[word] for word in words)
        for name, counts in NOVELS.items()
    }


def test_cosine_of_the_novels():
    result = measure(write_novels(["affection", "jealous", "gossip"]))
    assert result.loc["SaS", "PaP"] == pytest.approx(0.999, abs=1e-3)
    assert result.loc["SaS", "WH"] == pytest.approx(0.888, abs=1e-3)


def test_cosine_of_the_novels_by_logarithms():
    result = measure(write_novels(["affection", "jealous", "gossip", "wuthering"]), weights="log")
    assert result.loc["SaS", "PaP"] == pytest.approx(0.94, abs=5e-3)
    assert result.loc["SaS", "WH"] == pytest.approx(0.79, abs=5e-3)
    assert result.loc["PaP", "WH"] == pytest.approx(0.69, abs=5e-3)


def test_similarity_frame():
    # "of" is a word but does not count; the comma-like mark is none
    tokens = make_tokens({"Z": "port port road .", "A": "port (of)", "M": "(of) .", "B": "sea"})
    with np.errstate(all="raise"):
        result = measure_similarity(tokens)
    half = 2 / math.sqrt(5)
    expected = pd.DataFrame(
        [
            *[["Z", "Z", 1], ["Z", "A", half], ["Z", "M", np.nan], ["Z", "B", 0]],
            *[["A", "Z", half], ["A", "A", 1], ["A", "M", np.nan], ["A", "B", 0]],
            *[["M", "Z", np.nan], ["M", "A", np.nan], ["M", "M", np.nan], ["M", "B", np.nan]],
            *[["B", "Z", 0], ["B", "A", 0], ["B", "M", np.nan], ["B", "B", 1]],
        ],
        columns=["document", "other", "similarity"],
    )
    assert_frame_equal(result.astype({"document": "str", "other": "str"}), expected)


def test_similarity_does_not_mind_categories():
    tokens = make_tokens({"A": "x y", "B": "x", "C": "z"})
    made = tokens.astype({"document": "category", "term": "category"})
    two = made[made["document"] != "B"]
    assert_frame_equal(measure_similarity(made), measure_similarity(tokens))
    expected = measure_similarity(tokens[tokens["document"] != "B"])
    assert_frame_equal(measure_similarity(two), expected)


def test_copies_are_alike_in_full():
    result = measure({f"{i}": "a b b c c c d" for i in range(50)})
    assert (result.to_numpy() == 1).all() and result.shape == (50, 50)


def test_similarity_of_nothing_and_of_one():
    one = measure_similarity(make_tokens({"A": "x"}))
    assert one["similarity"].tolist() == [1]
    none = measure_similarity(make_tokens({}))
    assert none.empty and [*none] == [*one] and none["similarity"].dtype == float
    with pytest.raises(ValueError, match='weights must be "counts" or "log", not \'idf\''):
        measure_similarity(make_tokens({"A": "x"}), weights="idf")
    with pytest.raises(ValueError, match="lacks the column term"):
        measure_similarity(make_tokens({"A": "x"}).drop(columns="term"))


words = st.lists(st.sampled_from(["a", "b", "c", "(the)", "."]), max_size=12).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(st.lists(words, min_size=1, max_size=5), st.sampled_from(["counts", "log"]))
def test_similarity_is_symmetric_and_1_with_itself(texts, weights):
    texts = {f"d{i}": text for i, text in enumerate(texts) if text}
    if not texts:
        return
    result = measure(texts, weights=weights)
    values = result.to_numpy()
    assert np.array_equal(values, values.T, equal_nan=True)
    assert ((values >= 0) & (values <= 1) | np.isnan(values)).all()
    for name, text in texts.items():
        counted = [word for word in text.split() if word in "abc"]
        own = result.loc[name, name]
        assert own == 1 if counted else math.isnan(own)
        for other, second in texts.items():
            a, b = ([t.split().count(word) for word in "abc"] for t in (text, second))
            if any(a) and any(b) and weights == "counts":
                expected = np.dot(a, b) / math.sqrt(np.dot(a, a) * np.dot(b, b))
                assert result.loc[name, other] == pytest.approx(expected)
        # twice as long a statement with the same mix of words
        longer = measure({**texts, "longer": f"{text} {text}"})
        assert longer.loc[name, "longer"] == pytest.approx(1) or not counted


def test_similar_to_previous_frame():
    days = {"A": "2031-04-17", "B": "2030-01-01", "C": "2031-10-23", "D": "2032-01-01"}
    documents = pd.DataFrame({"document": [*days], "title": "", "published": [*days.values()]})
    similarity = measure_similarity(make_tokens({"A": "x y", "B": "x", "C": "z"}))
    order = order_series(documents)
    result = similar_to_previous(similarity, order)
    expected = pd.DataFrame(
        [
            ["A", "B", 1 / math.sqrt(2)],
            ["C", "A", 0.0],
            ["D", "C", np.nan],  # was not measured
        ],
        columns=["document", "previous", "similarity"],
    )
    assert_frame_equal(result.astype({"document": "str", "previous": "str"}), expected)
    again = similar_to_previous(similarity, order.sample(frac=1, random_state=1))
    assert_frame_equal(again, result, check_categorical=False)


def test_the_first_statement_has_no_previous_one():
    documents = pd.DataFrame({"document": ["A"], "title": "", "published": ["2031-04-17"]})
    similarity = measure_similarity(make_tokens({"A": "x y", "B": "x"}))
    for n in (0, 1):
        result = similar_to_previous(similarity, order_series(documents.iloc[:n]))
        assert result.empty and [*result] == ["document", "previous", "similarity"]


def test_tokens_are_not_changed():
    tokens = make_tokens({"A": "x (y)", "B": "x"})
    before = tokens.copy(deep=True)
    measure_similarity(tokens, weights="log")
    assert_frame_equal(tokens, before)
