"""Tests of trends: published worked numbers first, then frames in and frames out."""

import math
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from helpers.chance import adjust_p
from helpers.frames import typed
from helpers.series import measure_trends
from helpers.series.slopes import fit_slopes, permute_slopes


def make_tokens(texts):
    """A tokens frame of texts by document: "." is no word, (the) a word without a term."""
    rows = [(name, word) for name, text in texts.items() for word in text.split()]
    tokens = pd.DataFrame(rows, columns=["document", "text"]).astype("str")
    kept = ~tokens["text"].str.startswith("(") & (tokens["text"] != ".")
    terms = tokens["text"].str.lower().where(kept)
    return tokens.assign(label=tokens["text"], term=terms, is_word=tokens["text"] != ".")


def days_of(texts, *, step=365):
    """A day for each document, in their order."""
    days = pd.date_range("2031-01-01", periods=len(texts), freq=f"{step}D")
    return pd.Series(days, index=[*texts])


# --------------------------------------------------------------- published: slopes and p

# Anscombe 1973, Graphs in statistical analysis, The American Statistician 27(1), p. 19: one line
# fits all four sets, y = 3 + 0.5 x
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [
    [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
    [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74],
    [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
]


def test_slopes_anscombe():
    result = fit_slopes(np.array(ANSCOMBE_X, float), np.array(ANSCOMBE_Y))
    assert result == pytest.approx([0.5] * 3, abs=5e-4)


def test_p_is_that_of_spearman_where_days_and_rates_are_ranks():
    # exact distribution of the sum of squared rank differences (Olds 1938, Annals of Mathematical
    # Statistics 9(2), p. 133; OEIS A175929, row 5): of 120 orders 1, 4, 3, 6 and 7 have a sum of 0,
    # 2, 4, 6 and 8, and as many the sums 40, 38, 36, 34 and 32 at the other end
    ranks = np.arange(5.0)
    orders = {0: [0, 1, 2, 3, 4], 2: [1, 0, 2, 3, 4], 4: [1, 0, 2, 4, 3], 6: [1, 2, 0, 3, 4]}
    assert {d: sum((np.array(r) - ranks) ** 2) for d, r in orders.items()} == {d: d for d in orders}
    result = permute_slopes(ranks, np.array([*orders.values()], float))
    assert result * 120 == pytest.approx([2 * 1, 2 * 5, 2 * 8, 2 * 14])
    # the other way round it is as surprising
    assert permute_slopes(ranks, -np.array([*orders.values()], float)) == pytest.approx(result)


def test_p_is_never_zero():
    # Phipson & Smyth 2010: at least 1 / (1 + rounds)
    result = permute_slopes(np.arange(20.0), np.arange(20.0)[None, :], rounds=99)
    assert result.tolist() == [1 / 100]


def enumerate_p(years, row):
    """The plain form: every order, one after the other."""
    mean = sum(years) / len(years)
    far = [
        abs(sum((year - mean) * rate for year, rate in zip(order, row, strict=True)))
        for order in permutations(years)
    ]
    return sum(value >= far[0] - 1e-9 for value in far) / len(far)


spans = st.lists(st.integers(0, 9), min_size=5, max_size=6).filter(lambda days: len({*days}) > 1)


@settings(max_examples=25, deadline=None)
@given(spans, st.data())
def test_p_agrees_with_plain_enumeration(years, data):
    row = st.lists(st.integers(0, 5), min_size=len(years), max_size=len(years))
    rates = np.array(data.draw(st.lists(row, min_size=1, max_size=3)), float)
    result = permute_slopes(np.array(years, float), rates)
    assert result == pytest.approx([enumerate_p(years, rate) for rate in rates.tolist()])


def test_all_orders_of_seven_are_tried_and_random_ones_of_eight():
    rates = np.array([[3, 1, 4, 1, 5, 9, 2, 6]], float)
    years = np.array([0, 1, 2, 3, 4, 5, 6, 7], float)
    seven = permute_slopes(years[:7], rates[:, :7], seed=1)
    assert seven == pytest.approx(enumerate_p(years[:7].tolist(), rates[0, :7].tolist()))
    assert seven == permute_slopes(years[:7], rates[:, :7], seed=2)
    result = permute_slopes(years, rates)
    exact = enumerate_p(years.tolist(), rates[0].tolist())
    assert abs(result[0] - exact) < 4 * math.sqrt(exact * (1 - exact) / 9999)
    assert result == permute_slopes(years, rates)
    assert result != permute_slopes(years, rates, seed=2)


def test_p_does_not_depend_on_what_else_is_tested():
    chance = np.random.default_rng(1)
    years, rates = np.arange(12.0), chance.poisson(2, (40, 12)).astype(float)
    result = permute_slopes(years, rates, rounds=999)
    assert permute_slopes(years, rates[7:9], rounds=999) == pytest.approx(result[7:9], abs=0)


def test_p_of_chance_is_even():
    # the statements in random order: p below .05 in about 5 of 100 terms
    chance = np.random.default_rng(1)
    p = permute_slopes(np.arange(15.0), chance.poisson(3, (2000, 15)).astype(float), rounds=999)
    assert np.mean(p < 0.05) == pytest.approx(0.05, abs=0.02)
    assert np.mean(p < 0.5) == pytest.approx(0.5, abs=0.05)


def test_what_never_changes_is_flat_and_unsurprising():
    years, rates = np.array([0, 0.1, 0.7, 2.3, 5.1]), np.full((1, 5), 1000 / 3)
    assert fit_slopes(years, rates).tolist() == [0]
    assert permute_slopes(years, rates).tolist() == [1]
    with pytest.raises(ValueError, match="rounds must be at least 1"):
        permute_slopes(years, rates, rounds=0)


# ------------------------------------------------------------------ frames in, frames out

TEXTS = {
    "a": "Port port road (the)",  # rates 500, 250 of road
    "b": "PORT sea (of) . (the)",  # the mark is no word: 250, 0
    "c": "road port (the) (of)",  # 250, 250
    "d": "road (the) (of) (in)",  # 0, 250
}


def test_trends_frame():
    texts = {**TEXTS, "none": "port road port road"}  # has no day
    published = pd.concat([days_of(TEXTS), pd.Series({"none": pd.NaT, "other": "2031-01-01"})])
    result = measure_trends(make_tokens(texts), published, min_n=3)
    years = np.array([0, 365, 730, 1095]) / 365.25
    expected = pd.DataFrame(
        # four statements are too few for a p; sea stands in one only
        [
            ["port", "port", 4, 3, np.polyfit(years, [500, 250, 250, 0], 1)[0], 375.0, 125.0],
            ["road", "road", 3, 3, np.polyfit(years, [250, 0, 250, 250], 1)[0], 125.0, 250.0],
        ],
        columns=["term", "label", "n", "n_documents", "slope", "first_rate", "last_rate"],
    ).assign(p=np.nan, p_adjusted=np.nan)
    assert_frame_equal(result, typed(expected))


def test_the_middle_statement_is_in_neither_half():
    texts = {"a": "x y", "b": "y y", "c": "x x", "d": "x y", "e": "x x"}
    result = measure_trends(make_tokens(texts), days_of(texts)).set_index("term")
    assert result.loc["x", ["first_rate", "last_rate"]].tolist() == [250, 750]


def test_trends_are_tested_from_five_statements_on():
    texts = {f"d{i}": "x " * i + "y " * (10 - i) + "z z" for i in range(1, 6)}
    result = measure_trends(make_tokens(texts), days_of(texts, step=100))
    # x rises as y falls: as steep and as surprising, so by name; z never changes
    assert result["term"].tolist() == ["x", "y", "z"]
    assert result["slope"].tolist() == pytest.approx([k * 1000 / 12 * 3.6525 for k in (1, -1, 0)])
    assert result["p"].tolist() == pytest.approx([2 / 120, 2 / 120, 1])
    assert result["p_adjusted"].tolist() == adjust_p(result["p"]).tolist()
    fewer = {name: texts[name] for name in [*texts][:4]}
    untested = measure_trends(make_tokens(fewer), days_of(fewer))
    assert untested[["p", "p_adjusted"]].isna().all(axis=None)
    assert untested["slope"].notna().all()


def test_the_steepest_come_first_where_nothing_is_tested():
    texts = {"a": "f s s s f o", "b": "f f f s s o", "c": "f f f f o s"}
    result = measure_trends(make_tokens(texts), days_of(texts), min_n=3)
    assert result["term"].tolist() == ["f", "s", "o"]


def test_terms_that_are_too_rare_are_left_out():
    texts = {"a": "x x x y z", "b": "x x x y z", "c": "z y", "d": "y y"}
    tokens, days = make_tokens(texts), days_of(texts)
    assert {*measure_trends(tokens, days)["term"]} == {"y"}  # x in two statements, z three times
    assert {*measure_trends(tokens, days, min_documents=2)["term"]} == {"x", "y"}
    assert {*measure_trends(tokens, days, min_n=3)["term"]} == {"y", "z"}


def test_statements_of_one_day():
    texts = {f"d{i}": "x " * i + "y" for i in range(1, 8)}
    days = pd.Series("2031-01-01", index=[*texts])
    result = measure_trends(make_tokens(texts), days)
    missing = ["slope", "first_rate", "last_rate", "p", "p_adjusted"]
    assert result[missing].isna().all(axis=None)
    assert result["term"].tolist() == ["x", "y"]
    # some on one day are no hindrance
    days = days.mask(days.index > "d4", "2032-01-01")
    result = measure_trends(make_tokens(texts), days).set_index("term")
    assert result["slope"].notna().all()
    # of 35 ways to choose the later three, only the lowest three are as far from the others
    assert result.loc["x", "p"] == pytest.approx(2 / math.comb(7, 3))


def test_copies_have_no_trend():
    texts = dict.fromkeys([f"d{i}" for i in range(50)], "x y y (the)")
    result = measure_trends(make_tokens(texts), days_of(texts, step=1), rounds=99)
    assert result[["slope", "p"]].to_numpy().tolist() == [[0, 1], [0, 1]]


def test_trends_of_nothing_and_of_one():
    columns = [*measure_trends(make_tokens(TEXTS), days_of(TEXTS))]
    one = {"a": "x x x x x"}
    for texts, days in (
        ({}, days_of(one)),
        (TEXTS, days_of({})),
        (TEXTS, pd.Series(dtype=object)),
        (one, days_of(one)),
        ({"a": ". .", "b": "(the)"}, days_of({"a": "", "b": ""})),
    ):
        result = measure_trends(make_tokens(texts), days)
        assert result.empty and [*result] == columns
    result = measure_trends(make_tokens(one), days_of(one), min_documents=1)
    assert result[["n", "n_documents"]].to_numpy().tolist() == [[5, 1]]
    assert result[["slope", "first_rate", "p"]].isna().all(axis=None)


def test_a_statement_has_one_day():
    days = pd.concat([days_of(TEXTS), days_of({"b": ""})])
    with pytest.raises(ValueError, match="two days for b"):
        measure_trends(make_tokens(TEXTS), days)
    with pytest.raises(ValueError, match="lacks the column is_word"):
        measure_trends(make_tokens(TEXTS).drop(columns="is_word"), days_of(TEXTS))


def test_trends_do_not_mind_kinds_labels_and_order():
    tokens, days = make_tokens(TEXTS), days_of(TEXTS)
    expected = measure_trends(tokens, days, min_n=3)
    names = ["document", "text", "label", "term"]
    assert_frame_equal(
        measure_trends(tokens.astype(dict.fromkeys(names, "category")), days, min_n=3), expected
    )
    written = days.dt.strftime("%Y-%m-%d")
    written.index = pd.CategoricalIndex(written.index)
    backwards = tokens.iloc[::-1].drop(columns="label")
    result = measure_trends(backwards, written, min_n=3)
    assert_frame_equal(
        result.drop(columns="label"), expected.drop(columns="label"), check_exact=False
    )
    assert result["label"].tolist() == result["term"].tolist()


def test_tokens_and_days_are_not_changed():
    tokens, days = make_tokens(TEXTS), days_of(TEXTS)
    before, days_before = tokens.copy(deep=True), days.copy(deep=True)
    measure_trends(tokens, days)
    assert_frame_equal(tokens, before)
    pd.testing.assert_series_equal(days, days_before)
