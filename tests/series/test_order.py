"""Tests of the order of statements, and of what stands in them for the first time."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from helpers.frames import typed
from helpers.series import find_first_uses, find_undated, order_series
from helpers.series.order import spread_evenly

DOCUMENTS = pd.DataFrame(
    [
        ["autumn", "Autumn 2031", "2031-10-23", ""],
        ["spring", "Spring 2031", "2031-04-17", ""],
        ["leaflet", "A leaflet", "", ""],  # has no day
        ["scan", "", "2031-05-01", "the file holds no text"],  # was not read
        ["annex", "Annex", "2031-10-23", ""],  # the day of another: stays behind it
        ["lost", "", "", "the file is empty"],  # neither read nor dated
    ],
    columns=["document", "title", "published", "problem"],
)


def make_documents(n, day="2031-01-01"):
    days = pd.date_range(day, periods=n, freq="D")
    names = [f"d{i}" for i in range(n)]
    return pd.DataFrame({"document": names, "title": names, "published": days})


# -------------------------------------------------------------------- order_series


def test_order_series_frame():
    result = order_series(DOCUMENTS)
    expected = pd.DataFrame(
        [
            ["spring", "Spring 2031", "2031-04-17", 1, True],
            ["autumn", "Autumn 2031", "2031-10-23", 2, True],
            ["annex", "Annex", "2031-10-23", 3, True],
        ],
        columns=["document", "title", "published", "position", "shown"],
    )
    assert_frame_equal(result, typed(expected), check_categorical=False)
    result = find_undated(DOCUMENTS)
    expected = pd.DataFrame({"document": ["leaflet"], "title": ["A leaflet"]})
    assert_frame_equal(result, typed(expected), check_categorical=False)


def test_a_problem_read_from_csv_is_missing_where_there_is_none():
    read = DOCUMENTS.replace({"problem": {"": None}, "title": {"": None}})
    assert_frame_equal(order_series(read), order_series(DOCUMENTS))
    assert order_series(DOCUMENTS.drop(columns="problem"))["document"].tolist() == [
        *["spring", "scan", "autumn", "annex"]
    ]


def test_order_series_shows_an_even_choice():
    shown = order_series(make_documents(100), most=12).query("shown")["position"].tolist()
    assert shown == [1 + 9 * step for step in range(12)]
    assert order_series(make_documents(60))["shown"].all()
    assert order_series(make_documents(61))["shown"].sum() == 60
    assert spread_evenly(6, 3).tolist() == [0, 3, 5]  # 2.5 is rounded up
    # most is no even part: steps of 4 or 5
    steps = order_series(make_documents(50), most=12).query("shown")["position"].diff().dropna()
    assert {*steps} == {4, 5}


def test_order_series_refuses_to_show_less_than_the_ends():
    with pytest.raises(ValueError, match="at least 2"):
        order_series(DOCUMENTS, most=1)
    with pytest.raises(ValueError, match="lacks the column title"):
        order_series(DOCUMENTS.drop(columns="title"))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 300), st.integers(2, 80))
def test_a_choice_is_even(n, most):
    result = spread_evenly(n, most).tolist()
    assert len(result) == min(n, most)
    assert result[:1] == [0][:n] and result[-1:] == [n - 1][:n]
    steps = [b - a for a, b in pairwise(result)]
    assert all(step >= 1 for step in steps)
    assert not steps or max(steps) - min(steps) <= 1


def test_order_series_of_nothing_of_one_and_of_one_day():
    none, one = order_series(DOCUMENTS.iloc[:0]), order_series(DOCUMENTS.iloc[:1])
    assert none.empty and find_undated(DOCUMENTS.iloc[:0]).empty
    assert one[["position", "shown"]].values.tolist() == [[1, True]]
    assert none.dtypes.drop("document").equals(one.dtypes.drop("document"))
    same = make_documents(50).assign(published="2031-01-01")
    assert order_series(same)["document"].tolist() == same["document"].tolist()


def test_documents_are_not_changed():
    before = DOCUMENTS.copy(deep=True)
    order_series(DOCUMENTS)
    find_undated(DOCUMENTS)
    assert_frame_equal(DOCUMENTS, before)


# ------------------------------------------------------------------- find_first_uses

PLACES = pd.DataFrame(
    [
        # the frame is not in the order of time
        ["term", "port", "Port", "autumn", 1, 0, 4],
        ["term", "port", "port", "autumn", 2, 30, 34],
        ["term", "road", "road", "autumn", 2, 40, 44],
        ["theme", "port", "Ports", "spring", 1, 8, 12],  # another kind: another thing
        ["term", "sea", "sea", "spring", 1, 2, 5],
        ["term", "sea", "Sea", "annex", 1, 0, 3],
        ["term", "sea", "sea", "annex", 2, 50, 53],
        ["term", "lake", "lake", "leaflet", 1, 0, 4],  # only in a statement without a day
        ["term", "port", "PORT", "leaflet", 1, 9, 13],  # there it does not count
        ["term", None, "", "spring", 1, 0, 1],  # no thing
    ],
    columns=["kind", "thing", "label", "document", "sentence", "start", "end"],
)


def test_first_uses_frame():
    order = order_series(DOCUMENTS)
    result = find_first_uses(PLACES, order)
    expected = pd.DataFrame(
        [
            ["term", "sea", "sea", "spring", "2031-04-17", 3, 2, 3, 2 / 3, "annex"],
            ["theme", "port", "Ports", "spring", "2031-04-17", 1, 1, 3, 1 / 3, "spring"],
            # "Port" and "port" once each: the first
            ["term", "port", "Port", "autumn", "2031-10-23", 2, 1, 2, 1 / 2, "autumn"],
            ["term", "road", "road", "autumn", "2031-10-23", 1, 1, 2, 1 / 2, "autumn"],
        ],
        columns=[
            *["kind", "thing", "label", "first_document", "first_published", "n"],
            *["n_documents", "since", "share", "last_document"],
        ],
    ).astype({"first_published": "datetime64[s]"})
    documents = ["first_document", "last_document"]
    assert_frame_equal(result.astype(dict.fromkeys(documents, "str")), expected)
    shuffled = find_first_uses(PLACES.sample(frac=1, random_state=1), order.iloc[[1, 2, 0]])
    assert_frame_equal(shuffled, result, check_categorical=False)


def test_things_of_one_statement_stand_as_in_its_text():
    places = PLACES.iloc[[0, 2]].assign(start=[40, 0], end=[44, 4])
    order = order_series(DOCUMENTS)
    assert find_first_uses(places, order)["thing"].tolist() == ["road", "port"]
    # another statement stands before it in the frame, and behind it in time
    again = PLACES.iloc[[0, 2]].assign(document="annex", start=[0, 9], end=[4, 13])
    assert find_first_uses(pd.concat([again, places]), order)["thing"].tolist() == ["road", "port"]


def test_first_uses_follow_the_order_that_is_given():
    order = order_series(DOCUMENTS)
    later = find_first_uses(PLACES, order[order["document"] != "spring"]).set_index("thing")
    assert later.loc["sea", ["first_document", "since"]].tolist() == ["annex", 1]
    assert "Ports" not in {*later["label"]}


def test_first_uses_of_nothing():
    order, columns = order_series(DOCUMENTS), [*find_first_uses(PLACES, order_series(DOCUMENTS))]
    for places, which in ((PLACES.iloc[:0], order), (PLACES, order.iloc[:0])):
        result = find_first_uses(places, which)
        assert result.empty and [*result] == columns
    with pytest.raises(ValueError, match="lacks the column thing"):
        find_first_uses(PLACES.drop(columns="thing"), order)


places = st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 5)), max_size=30)


@settings(max_examples=50, deadline=None)
@given(places)
def test_first_uses_agree_with_walking_through_the_statements(found):
    documents = make_documents(6)
    frame = pd.DataFrame(found, columns=["thing", "at"]).astype({"thing": "str", "at": int})
    frame = frame.assign(kind="term", label=frame["thing"], sentence=1, start=range(len(frame)))
    frame = frame.assign(document="d" + frame["at"].astype("str"), end=frame["start"] + 1)
    result = find_first_uses(frame, order_series(documents)).set_index("thing")
    assert {*result.index} == {thing for thing, _ in found}
    for thing, row in result.iterrows():
        where = [at for other, at in found if other == thing]
        assert (
            row["first_document"] == f"d{min(where)}" and row["last_document"] == f"d{max(where)}"
        )
        assert [row["n"], row["n_documents"]] == [len(where), len({*where})]
        assert row["since"] == 6 - min(where) and row["share"] == len({*where}) / row["since"]
        assert 0 < row["share"] <= 1
