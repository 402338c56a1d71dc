"""Days in words, and days along a line: as precise as they are known, each at its place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.sheet import SHEET_MARGIN, SHEET_WIDTH, SMALL_POINTS, width_of
from helpers.figures.timescale import (
    MAX_CUTS,
    Timescale,
    cut_days,
    first_of,
    length_in_words,
    span_in_words,
    split_day,
)

FIRST, LAST = -800_000, 2_932_896  # 221 BC to the end of 9999
DAYS = st.integers(FIRST, LAST)


def day(text):
    return int(np.datetime64(text, "D").astype(int))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-01-21", "2021-01-21", "21 Jan 2021"),  # a day
        ("2020-11-01", "2020-11-30", "Nov 2020"),  # a whole month has no days
        ("2020-02-01", "2020-02-29", "Feb 2020"),  # in a leap year
        ("2021-02-01", "2021-02-27", "1–27 Feb 2021"),  # a day short of a month
        ("2021-01-01", "2021-12-31", "2021"),  # a whole year has no months
        ("2020-06-04", "2020-06-08", "4–8 Jun 2020"),  # what both ends share is said once
        ("2021-04-29", "2021-05-05", "29 Apr – 5 May 2021"),
        ("2020-12-30", "2021-01-02", "30 Dec 2020 – 2 Jan 2021"),
        ("2020-06-04", "2021-06-04", "4 Jun 2020 – 4 Jun 2021"),  # equal months, other years
        ("2021-01-01", "2021-03-31", "Jan–Mar 2021"),  # a quarter
        ("2019-10-01", "2020-09-30", "Oct 2019 – Sep 2020"),  # a fiscal year
        ("1957-01-01", "1958-12-31", "1957–1958"),
        ("1990-01-01", "1999-12-31", "1990s"),
        ("1991-01-01", "2000-12-31", "1991–2000"),  # ten years, but not a decade
        (None, "2021-03-30", "until 30 Mar 2021"),
        ("2021-03-30", None, "from 30 Mar 2021"),
        (None, None, "no day"),
        ("0021-01-01", "0021-12-31", "AD 21"),  # 21 alone would be read as 2021
        ("0000-03-15", "0000-03-15", "15 Mar 1 BC"),  # the calendar's year 0
        ("-0043-03-15", "-0043-03-15", "15 Mar 44 BC"),
        ("9999-12-31", "9999-12-31", "31 Dec 9999"),
    ],
)
def test_a_span_is_written_as_precisely_as_it_is_known(first, last, expected):
    assert span_in_words(first and day(first), last and day(last)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (12, "12 days"),  # the shortest that is ever cut out
        (40, "40 days"),
        (180, "6 months"),
        (728, "24 months"),
        (1630, "4.5 years"),
        (19_600, "54 years"),
        (2_914_000, "7,978 years"),
    ],
)
def test_a_length_is_written_in_its_largest_unit(days, expected):
    assert length_in_words(days) == expected


@given(DAYS)
def test_a_day_taken_apart_is_numpys_and_can_be_put_together(number):
    year, month, of_month = split_day(number)
    assert first_of(year, month) + of_month - 1 == number
    if year > 0:
        assert f"{year:04}-{month:02}-{of_month:02}" == str(np.datetime64(number, "D"))


def test_a_line_of_evenly_spread_days_is_not_cut():
    year = [(first_of(2021, month),) * 2 for month in range(1, 13)]
    assert cut_days(year) == ((day("2021-01-01"), day("2021-12-01")),)


def test_crowded_days_are_set_apart_from_lonely_ones_however_far():
    crowd = [(day(f"2021-{month:02}-10"),) * 2 for month in range(1, 11)]
    lonely = [(day(f"{year}-06-26"),) * 2 for year in (1945, 1999)]
    result = cut_days([*crowd, *lonely])  # in any order
    expected = [(lonely[0][0],) * 2, (lonely[1][0],) * 2, (crowd[0][0], crowd[-1][0])]
    assert result == tuple(expected)


@pytest.mark.parametrize(("covered", "empty", "pieces"), [(600, 400, 2), (760, 240, 1)])
def test_an_empty_stretch_of_more_than_a_third_is_cut_out(covered, empty, pieces):
    # twenty days close together, a span over `covered` days, and `empty` days without anything
    close = [(day, day) for day in range(10)]
    late = [(9 + covered + empty + day,) * 2 for day in range(10)]
    result = cut_days([*close, (9, 9 + covered), *late])
    assert len(result) == pieces


def test_two_days_however_far_and_what_a_span_covers_are_not_cut():
    far = [(day("0021-01-01"),) * 2, (day("2021-01-01"),) * 2]
    assert len(cut_days(far)) == 1
    crowd = [(day("2021-01-01") + n,) * 2 for n in range(10)]
    since = (day("1945-06-26"), day("2021-01-04"))
    inside = (day("1946-01-01"),) * 2
    assert len(cut_days([*crowd, since, inside])) == 1
    assert len(cut_days([*crowd, (since[0], since[0])])) == 2
    assert len(cut_days([*crowd, since])) == 1


def test_no_more_than_three_stretches_are_cut_out():
    crowd = [(day("2021-01-01") + n,) * 2 for n in range(40)]
    lonely = [(day("2021-01-01") - 10**n,) * 2 for n in range(2, 7)]
    assert len(cut_days([*crowd, *lonely])) == MAX_CUTS + 1 == 4


def test_one_day_stands_in_the_middle_of_a_month():
    scale = Timescale(cut_days([(0, 0)]), 2, 6)
    assert scale.days == 30
    assert scale.at(0) == pytest.approx(4)


def test_days_lie_to_scale_within_a_piece():
    scale = Timescale(((0, 100), (1000, 1100)), 1, 6)
    a, b, c, d, e = (scale.at(number) for number in (0, 25, 100, 1000, 1100))
    assert b - a == pytest.approx((c - a) / 4)
    assert e - d == pytest.approx(c - a)  # every piece has the same scale
    assert d - c == pytest.approx(
        width_of("2.5 years", SMALL_POINTS) + 0.32
    )  # room for what is said
    assert a == pytest.approx(1.08) and e == pytest.approx(5.92)
    assert scale.cuts == ["2.5 years"]


@given(st.lists(st.tuples(DAYS, st.sampled_from([0, 0, 1, 40, 365, 40_000])), min_size=1))
def test_the_line_keeps_the_order_of_time_and_loses_no_day(starts):
    spans = [(first, first + length) for first, length in starts]
    pieces = cut_days(spans)
    scale = Timescale(pieces, 2, 6.4)
    assert len(pieces) <= MAX_CUTS + 1
    days = sorted({number for span in spans for number in span})
    for number in days:
        assert any(first <= number <= last for first, last in pieces)
    places = [scale.at(number) for number in days]
    assert places == sorted(places)
    assert places[0] > 2 and places[-1] < 6.4
    assert scale.share(days[0]) <= scale.share(days[-1]) <= 1


@given(st.integers(-500_000, 2_900_000), st.sampled_from([1, 3, 30, 200, 900, 9_000, 10**6]))
def test_the_names_of_days_have_room_and_stand_at_their_days(first, length):
    scale = Timescale(((first, first + length),), 2, 6.4)
    ticks = scale.ticks()
    assert ticks
    assert any(name for _, name in ticks)
    free = SHEET_MARGIN
    for x, name in ticks:
        if name == "":
            continue
        half = width_of(name, SMALL_POINTS) / 2
        assert free <= x - half and x + half <= SHEET_WIDTH - SHEET_MARGIN
        free = x + half
    assert all(2 < x < 6.4 for x, _ in ticks)


def names_of(*pieces, left=2):
    return [name for _, name in Timescale(pieces, left, 6.4).ticks()]


def test_names_say_their_year_where_a_piece_begins_and_where_it_changes():
    year = names_of((day("2020-06-04"), day("2021-05-01")))
    assert year[:4] == ["Jul 2020", "", "Sep", "Oct"]  # August is too near to the year
    assert year[6:] == ["2021", "Feb", "Mar", "Apr", "May"]
    fortnight = names_of((day("2021-03-20"), day("2021-04-03")))
    assert fortnight[:4] == ["20 Mar 2021", "", "24 Mar", "26 Mar"]
    century = names_of((day("1945-06-26"), day("2021-01-01")))
    assert century == ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]


def test_each_piece_has_a_name():
    pieces = (day("1945-06-26"),) * 2, (day("2021-01-01"), day("2021-12-31"))
    assert names_of(*pieces, left=1)[:2] == ["Jun 1945", "2021"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (60, "60 days"),
        (61, "2 months"),
        (730, "24 months"),
        (731, "2.0 years"),
        (3652, "10.0 years"),
        (3653, "10 years"),
    ],
)
def test_a_length_changes_its_unit_at_two_months_and_two_years(days, expected):
    assert length_in_words(days) == expected


@pytest.mark.parametrize(("year", "expected"), [("0999", "AD 999"), ("1000", "1000")])
def test_a_year_of_three_digits_is_said_to_be_one(year, expected):
    assert span_in_words(day(f"{year}-01-01"), day(f"{year}-12-31")) == expected


@pytest.mark.parametrize(("lonely", "pieces"), [(300, 1), (301, 2)])
def test_an_empty_stretch_is_cut_out_from_a_third_of_the_line_on(lonely, pieces):
    # 200 days are crowded, so that 100 more without one are just a third
    spans = [(number, number) for number in [*range(201), lonely]]
    assert len(cut_days(spans)) == pieces


@pytest.mark.parametrize(("lonely", "pieces"), [(34, 1), (36, 2)])
def test_marks_are_crowded_that_lie_less_than_a_tenth_of_an_inch_apart(lonely, pieces):
    # most marks are a day apart; of 35 days each has a tenth of the axis's 3.5 inches
    assert len(cut_days([(number, number) for number in (0, 1, 2, lonely)])) == pieces
