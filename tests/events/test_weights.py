"""Which events belong together, and which of many are drawn first."""

import pandas as pd

from helpers.events.weights import MOST_LOST, weigh_events

DAY = pd.Timestamp("2021-03-30")
COLUMNS = "document value first_day last_day precision basis kind".split()
PERIODS = {"day": "2021-01-21", "year": "2014", "decade": "199"}


def weigh(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Weigh events: the precision, the basis and the kind of each."""
    days = {
        "day": ("2021-01-21", "2021-01-21"),
        "year": ("2014-01-01", "2014-12-31"),
        "decade": ("1990-01-01", "1999-12-31"),
        "": (None, None),
    }
    told = [("a", PERIODS.get(row[0], ""), *days[row[0]], *row) for row in rows]
    events = pd.DataFrame(told, columns=COLUMNS)
    for name in ("first_day", "last_day"):
        events[name] = events[name].astype("datetime64[s]")
    return weigh_events(events, {"a": DAY})


def test_events_of_the_same_days_have_the_period_as_their_group():
    events = weigh(*[("year", "stated", "past")] * 2, ("day", "stated", "past"))
    assert events["group"].to_list() == ["2014", "2014", ""]


def test_events_without_a_day_are_no_group_and_weigh_nothing():
    events = weigh(*[("", "undated", "past")] * 3)
    assert events["group"].to_list() == [""] * 3 and events["weight"].to_list() == [0] * 3


def test_the_more_exactly_an_event_is_dated_the_more_it_weighs():
    rows = [(precision, "stated", "past") for precision in ("day", "year", "decade")]
    # the day lies near the statement, which is one point more
    assert weigh(*rows)["weight"].to_list() == [5, 2, 1]


def test_what_is_stated_and_what_is_to_come_weighs_more():
    rows = [
        ("day", basis, kind) for basis in ("stated", "inferred") for kind in ("planned", "past")
    ]
    alone = [int(weigh(row)["weight"].iloc[0]) for row in rows]
    assert alone == [6, 5, 5, 4]


def test_a_full_day_loses_up_to_three_points_and_never_weighs_less_than_nothing():
    events = weigh(*[("day", "stated", "past")] * 6)
    assert events["weight"].to_list() == [5, 4, 3, 2, 2, 2] and MOST_LOST == 3
    assert weigh(*[("year", "stated", "past")] * 4)["weight"].min() == 0


def test_two_statements_do_not_share_a_group():
    rows = weigh(*[("day", "stated", "past")] * 2).assign(document=["a", "b"])
    assert weigh_events(rows[COLUMNS], {"a": DAY})["group"].to_list() == ["", ""]
