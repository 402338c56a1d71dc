"""The timeline: readable at any number of events, each mark at its day, and true to its table."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_figures import FORMS, LONG, SHORT, check_texts

from helpers.evidence import check_counts
from helpers.figures import draw_timeline, label_events
from helpers.figures.marks import BASIS_WORDS, MAX_MARKS
from helpers.figures.sheet import SHEET_WIDTH
from helpers.figures.timeline import SHAPES

COLUMNS = ["event", "first_day", "last_day", "basis", "kind", "text", "source"]
PLACE = {"document": "d", "sentence": 1, "start": 0, "end": 1, "value": "v"}
DAY = "2021-03-30"
NONE = None


def events_of(*rows):
    events = pd.DataFrame(rows, columns=COLUMNS)
    events = events.astype({"first_day": "datetime64[s]", "last_day": "datetime64[s]"})
    return events.assign(**PLACE)


def draw(events, day=DAY, title="The title"):
    return draw_timeline(events, replace(SHORT, title=title), day=day)


# what the bundled statement points to, marked by hand
STATEMENT = events_of(
    # its own day, told by another word
    ("Virtual meeting", "2021-03-30", "2021-03-30", "relative", "document", "today", ""),
    ("Statement of the Ministers", "2020-06-04", "2020-06-04", "stated", "past", "x", ""),
    # an open first day
    ("Increased activity", NONE, "2021-03-30", "vague", "ongoing", "recent months", ""),
    (
        "Suicide attacks in Baghdad",
        "2021-01-21",
        "2021-01-21",
        "inferred",
        "past",
        "January 21",
        "",
    ),
    ("Pledge Drive", "2021-01-01", "2021-12-31", "stated", "ongoing", "2021", ""),  # a year
    ("NATO meeting", "2021-02-18", "2021-02-18", "inferred", "past", "February 18", ""),
    ("Meeting on West Africa", "2020-11-10", "2020-11-10", "stated", "past", "x", ""),
    # known from elsewhere, and long before
    ("Resolution 2254", "2015-12-18", "2015-12-18", "dated from elsewhere", "past", "x", "the UN"),
    ("COVID-19 crisis", NONE, NONE, "undated", "ongoing", "COVID-19", ""),
    # an expression without a day
    ("Next meeting in Italy", NONE, NONE, "vague", "planned", "as soon as possible", ""),
)


def many(n, *, low="2020-01-01", high="2021-12-31", seed=1):
    """Make n events of every basis, over days that a seed chooses."""
    chance = np.random.default_rng(seed)
    first = chance.integers(*np.array([low, high], "datetime64[D]").astype(int), n)
    last = first + chance.choice([0, 0, 0, 5, 40, 365], n)
    days = np.array([first, last]).astype("datetime64[D]").astype("datetime64[s]")
    events = pd.DataFrame({"event": [f"Event {k} of the_long $5 list" for k in range(n)]})
    events["first_day"], events["last_day"] = days
    events["basis"] = chance.choice(["stated", "inferred", "relative", "vague"], n)
    events["kind"] = np.where(events["first_day"] > pd.Timestamp(DAY), "planned", "past")
    events.loc[events["basis"] == "vague", "first_day"] = pd.NaT
    return events.assign(text="some words", source="", **PLACE)


def points_of(line):
    """Give points along a line from its first to its last point, close enough to hit any text."""
    ends = np.array([line.get_xdata(), line.get_ydata()], dtype=float)[:, [0, -1]]
    return ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * np.linspace(0, 1, 400)


def check_picture(chart):
    """Check that nothing in a timeline is clipped, overlaps, or is crossed by a line."""
    texts, axes = check_texts(chart), chart.figure.axes[0]
    # the axes lie over the sheet in inches, from their top; texts are measured from its bottom
    top, slack = axes.get_position().y1 * chart.figure.get_size_inches()[1], 0.01
    boxes = np.array([[b.x0 + slack, b.x1 - slack, b.y0 + slack, b.y1 - slack] for _, b in texts])
    left, right, low, high = boxes.T[:, :, None]
    for line in axes.lines:
        x, y = points_of(line)
        hit = ((x > left) & (x < right) & (top - y > low) & (top - y < high)).any(axis=1)
        assert not hit.any(), (texts[hit.argmax()][0], line)
    x = np.concatenate([line.get_xdata() for line in axes.lines] or [[1.0]])
    assert x.min() >= 0.03 and x.max() <= SHEET_WIDTH - 0.03 + 1e-9
    return [words for words, _ in texts]


def marks_of(chart):
    """Give the marks of a timeline by their labels."""
    return {
        mark.get_label(): mark for mark in chart.figure.axes[0].lines if mark.get_label()[0] != "_"
    }


def x_of(chart, label):
    return marks_of(chart)[label].get_xdata()[0]


# --- readable at any number ----------------------------------------------------------------------


@pytest.mark.parametrize("low", ["1945-01-01", "2020-01-01", "2021-03-01"])  # wide, near, dense
@pytest.mark.parametrize("n", [0, 1, 2, 7, 20, 21, 40, 200])
def test_any_number_of_events_is_readable(n, low):
    chart = draw(many(n, low=low, seed=n))
    texts = check_picture(chart)
    assert len(marks_of(chart)) == len(chart.table) == min(n, MAX_MARKS)
    assert len([words for words in texts if words.startswith("Event ")]) == min(n, MAX_MARKS)


WORDS_OF_EVENTS = st.text(st.sampled_from("abc XYZ$_^{}\\%&-,.é"), min_size=1, max_size=300)
DAYS = st.integers(-760_000, 2_932_896)  # 111 BC to the end of 9999


@st.composite
def any_events(draw_from):
    rows = []
    for _ in range(draw_from(st.integers(0, 12))):
        first = draw_from(DAYS | st.integers(18_000, 19_000))  # anywhere, or crowded near the day
        last = min(first + draw_from(st.sampled_from([0, 0, 1, 30, 365, 40_000])), 2_932_896)
        first, last = (str(np.datetime64(number, "D")) for number in (first, last))
        first, last = draw_from(
            st.sampled_from([(first, last), (NONE, last), (first, NONE), (NONE, NONE)])
        )
        basis = draw_from(st.sampled_from([*BASIS_WORDS, "undated", "impossible"]))
        kind = draw_from(st.sampled_from(["past", "planned", "ongoing"]))
        words, text, source = (draw_from(WORDS_OF_EVENTS) for _ in range(3))
        rows.append((words, first, last, basis, kind, text, source))
    return events_of(*rows)


@settings(max_examples=25)
@given(any_events(), st.sampled_from([NONE, DAY, "0001-01-01", "9999-12-31"]))
def test_events_of_any_days_and_words_are_readable(events, day):
    chart = draw(events, day=day)
    check_picture(chart)
    check_counts(chart.table, label_events(events), by="label")
    assert chart.table["n"].sum() == len(events)


def test_the_axis_makes_room_for_labels_of_an_ordinary_length():
    longest = "Coalition meeting on Daesh/ISIS threats in West Africa"
    events = STATEMENT.replace({"event": {"Meeting on West Africa": longest}})
    events = events[events["basis"] != "dated from elsewhere"]
    assert longest in check_picture(draw(events))
    assert longest in check_picture(draw(events[events["event"] == longest]))


@pytest.mark.parametrize("n", [1, 40])
def test_a_label_of_three_hundred_characters_is_shortened_in_the_picture_only(n):
    events = many(n)
    events["event"] = [f"{k} {LONG}" for k in range(n)]
    chart = draw(events)
    labels = [words for words in check_picture(chart) if words.endswith("…")]
    assert len(labels) == n
    assert (chart.table["label"].str.len() > 300).all()


def test_far_events_leave_the_near_ones_apart():
    far = [
        ("Augustus", "0021-01-01", "0021-12-31", "stated", "past", "", ""),
        ("Charter", "1945-06-26", "1945-06-26", "stated", "past", "", ""),
        ("The end", "9999-12-31", "9999-12-31", "stated", "planned", "", ""),
    ]
    chart = draw(pd.concat([events_of(*far), many(20, low="2021-01-01")], ignore_index=True))
    texts = check_picture(chart)
    assert {"1,923 years", "AD 21", "31 Dec 9999"} <= {*texts}
    chart._repr_mimebundle_()  # no year is too far for the files either


def test_a_crowd_before_lonely_events_keeps_room_for_its_labels():
    late = [
        (f"Year {year}", f"{year}-01-01", f"{year}-01-01", "stated", "planned", "", "")
        for year in (2100, 3000, 9999)
    ]
    until = ("Until", NONE, "2021-12-31", "vague", "planned", "a year's end", "")
    crowd = many(30, low="2021-03-01").assign(last_day=lambda events: events["first_day"])
    crowd = crowd[crowd["first_day"].notna()]
    events = pd.concat([crowd, events_of(until, *late)], ignore_index=True)
    events["event"] = [f"Event {k} {LONG}" for k in range(len(events))]
    chart = draw(events)
    check_picture(chart)
    x = sorted(mark.get_xdata()[0] for mark in marks_of(chart).values())
    assert x[-4] - x[0] > 0.5  # the crowd is apart


def test_words_are_drawn_as_typed_on_one_line():
    odd = events_of(("Costs of $5 and\n$6_x^2", DAY, DAY, "inferred", "past", "a\xa0 {b}", ""))
    texts = check_picture(draw(odd))
    assert "Costs of $5 and $6_x^2" in texts
    assert "30 Mar 2021 (“a {b}”)" in texts


def test_the_same_events_give_the_same_bytes():
    events = many(30)
    once, again = (draw(events)._repr_mimebundle_() for _ in range(2))
    assert once == again


# --- each mark at its day ------------------------------------------------------------------------


def test_marks_stand_at_their_days_and_rise_with_time():
    events = events_of(
        ("Third", "2021-03-01", "2021-03-01", "stated", "past", "", ""),  # not in order of time
        ("First", "2021-01-10", "2021-01-10", "stated", "past", "", ""),
        ("Second", "2021-01-20", "2021-01-20", "stated", "past", "", ""),
        ("Fourth", "2021-03-01", "2021-03-01", "stated", "past", "", ""),  # on the same day
        ("Fifth", "2021-06-08", "2021-06-08", "stated", "planned", "", ""),  # after the own day
    )
    chart = draw(events)
    marks = marks_of(chart)
    first, second, third, fourth, fifth = (
        marks[label]
        for label in chart.table["label"]  # in the order of time
    )
    x = [mark.get_xdata()[0] for mark in (first, second, third, fourth, fifth)]
    days = [0, 10, 50, 50, 149]
    assert np.diff(x) / np.diff(x).sum() == pytest.approx(np.diff(days) / 149)
    y = [mark.get_ydata()[0] for mark in (first, second, third, fourth, fifth)]
    assert y == sorted(y, reverse=True) and len({*y}) == 5  # the axes count from the top
    assert chart.table["event"].tolist() == ["First", "Second", "Third", "Fourth", "Fifth"]
    own = [line for line in chart.figure.axes[0].lines if line.get_linewidth() == 1.4]
    assert [line.get_xdata()[0] for line in own] == pytest.approx([x[0] + (x[4] - x[0]) * 79 / 149])
    assert y[4] < own[0].get_ydata().min() < y[3]  # a row of its own, the planned ones above


def test_a_label_ends_at_its_mark():
    for n in (7, 40):
        chart = draw(many(n))
        boxes = dict(check_texts(chart))
        for label, mark in marks_of(chart).items():
            words = next(w for w in boxes if label.startswith(w.rstrip("…")) and w[:5] == "Event")
            begin = mark.get_xdata()[0] - (0.4 if ", until " in label else 0)
            room = begin - boxes[words].x1
            assert 0.05 < room < (0.15 if n == 7 else 2.5)


def test_colour_alone_tells_no_two_bases_apart():
    assert [*SHAPES] == [*BASIS_WORDS]
    assert len({(shape, filled) for shape, filled, _ in SHAPES.values()}) == len(SHAPES)


def test_the_shape_of_a_mark_is_how_its_day_is_known():
    chart = draw(STATEMENT)
    marks = {label.split(",")[0]: mark for label, mark in marks_of(chart).items()}
    basis = chart.table.set_index("event")["basis"]
    for event, mark in marks.items():
        shape, filled, _ = SHAPES[basis[event]]
        assert mark.get_marker() == shape
        assert (mark.get_markerfacecolor() != "white") == filled


def test_the_shapes_are_explained_and_no_others():
    texts = check_picture(draw(STATEMENT.iloc[:2]))
    assert {BASIS_WORDS["stated"], BASIS_WORDS["relative"]} <= {*texts}
    assert BASIS_WORDS["inferred"] not in texts
    assert BASIS_WORDS["stated"] not in check_picture(
        draw(STATEMENT.iloc[1:2])
    )  # nothing to tell apart


def arrows_of(chart):
    return [
        (line.get_marker(), round(line.get_xdata()[0], 3))
        for line in chart.figure.axes[0].lines
        if line.get_marker() in ("<", ">")
    ]


def test_a_span_has_two_ends_and_an_arrow_where_one_is_not_known():
    spans = events_of(
        ("A year", "2021-01-01", "2021-12-31", "stated", "past", "", ""),
        ("Two days", "2021-01-01", "2021-01-02", "stated", "past", "", ""),  # no room for two
        ("Ending", NONE, "2021-03-30", "vague", "past", "lately", ""),
        ("Begun", "2021-01-01", NONE, "vague", "past", "since", ""),
        ("Going on", "2021-01-01", NONE, "vague", "ongoing", "ever since", ""),  # up to the day
    )
    chart = draw(spans)
    check_picture(chart)
    x = {label.split(",")[0]: mark.get_xdata() for label, mark in marks_of(chart).items()}
    assert {event: len(places) for event, places in x.items()} == {
        **{"A year": 2, "Two days": 1, "Ending": 1, "Begun": 1, "Going on": 1},
    }
    year = x["A year"][1] - x["A year"][0]
    assert x["Ending"][0] - x["A year"][0] == pytest.approx(year * 88 / 364)
    assert sorted(arrows_of(chart)) == [
        ("<", round(x["Ending"][0] - 0.4, 3)),
        (">", round(x["Begun"][0] + 0.4, 3)),
        (">", round(x["Ending"][0] + 0.4, 3)),  # "Going on" has reached the statement's day
    ]


# --- what is told and what is not ----------------------------------------------------------------


def test_the_day_is_written_with_what_it_is_from():
    texts = check_picture(draw(STATEMENT))
    expected = {
        "4 Jun 2020",  # stated: nothing to add
        "21 Jan 2021 (“January 21”)",
        "30 Mar 2021 (“today”)",
        "until 30 Mar 2021 (“recent months”)",
        "18 Dec 2015 (the UN)",
        "2021",
    }
    assert expected <= {*texts}


def test_what_is_dated_from_elsewhere_stands_apart_below_the_axis():
    chart = draw(STATEMENT)
    boxes = dict(check_texts(chart))
    told = ["Statement of the Ministers", "Virtual meeting", "The statement’s own day"]
    below = ["Dated from elsewhere, not by the text", "Resolution 2254", "Without a day"]
    axis = boxes["Dec 2015"]
    assert all(boxes[words].y0 > axis.y1 for words in told)
    assert all(boxes[words].y1 < axis.y0 for words in below)
    undated = "COVID-19 crisis; Next meeting in Italy (“as soon as possible”)"
    assert boxes[undated].y1 <= boxes["Without a day"].y0
    only = check_picture(draw(STATEMENT[STATEMENT["event"] == "Resolution 2254"]))
    assert {"Resolution 2254", "The statement’s own day"} <= {*only}


def test_without_dates_the_undated_are_listed_and_that_is_said():
    chart = draw(STATEMENT.tail(2))
    texts = check_picture(chart)
    assert "No event has a day." in texts and "Without a day" in texts
    assert "The statement’s own day" not in texts  # there is no line for it to stand on
    assert len(chart.table) == 2
    assert chart.figure.get_size_inches()[1] < 1.7  # nor empty room


def test_an_expression_that_tells_no_day_is_listed_in_the_order_of_the_text():
    events = events_of(
        ("Meeting", "2021-02-28", "2021-03-03", "impossible", "past", "31 February", ""),
        ("Promise", DAY, NONE, "vague", "planned", "one day", ""),  # after the statement's day
        ("Crisis", NONE, NONE, "undated", "past", "the crisis", ""),
        ("Quarrel", NONE, DAY, "vague", "past", "once", ""),  # before it
        ("War", NONE, NONE, "undated", "past", "the war", ""),
        ("Talks", "2021-02-28", "2021-02-28", "impossible", "past", "30 February", ""),
    ).assign(value=["2021-02-31", "FUTURE_REF", "", "PAST_REF", "", "2021-02-30"])
    expected = (
        "Meeting (“31 February”); Promise (“one day”); Crisis; Quarrel (“once”); War; "
        "Talks (“30 February”)"
    )
    assert expected in check_picture(draw(events))


def test_without_events_the_picture_says_so():
    chart = draw(STATEMENT.head(0))
    assert "The text names no event." in check_picture(chart)
    assert chart.table.empty
    chart._repr_mimebundle_()


@pytest.mark.parametrize("day", [NONE, pd.NaT])
def test_a_statement_without_a_day_has_none_marked(day):
    texts = check_picture(draw(STATEMENT, day=day))
    assert "The statement’s own day is not known." in texts
    assert "The statement’s own day" not in texts


def test_the_day_may_be_a_timestamp_or_text():
    one, other = (draw(STATEMENT, day=day) for day in (DAY, pd.Timestamp(DAY)))
    assert one._repr_mimebundle_() == other._repr_mimebundle_()


# --- more than can be drawn ----------------------------------------------------------------------


def crowd(n_past, n_planned):
    """Make events a day apart before and after the statement's day, each named by its distance.

    Planned ones weigh more.
    """
    past = [(f"past {k}", -k, "past") for k in range(1, n_past + 1)]
    planned = [(f"planned {k}", k, "planned") for k in range(1, n_planned + 1)]
    days = {
        k: str(np.datetime64(DAY) + np.timedelta64(k, "D")) for k in range(-n_past, n_planned + 1)
    }
    rows = [(event, days[k], days[k], "stated", kind, "", "") for event, k, kind in past + planned]
    events = events_of(*rows)
    return events.assign(weight=4 + (events["kind"] == "planned"))


def test_of_many_events_both_ends_the_weightiest_and_the_nearest_are_drawn():
    chart = draw(crowd(150, 20))
    drawn = {*chart.table["event"]}
    expected = {"past 150", *(f"planned {k}" for k in range(1, 21))}
    expected |= {f"past {k}" for k in range(1, 20)}
    assert drawn == expected and len(drawn) == MAX_MARKS
    texts = " ".join(check_picture(chart))
    assert "Left out: 130 of 170 dated events, those that weigh least, the furthest from" in texts
    assert "Left out: 130 of 170 dated events" in chart.alt


def test_of_too_many_plans_the_nearest_and_the_last_are_drawn():
    drawn = draw(crowd(3, 100)).table["event"].tolist()
    assert drawn == ["past 3", *(f"planned {k}" for k in range(1, 39)), "planned 100"]


def test_without_a_day_the_latest_and_the_first_are_drawn():
    chart = draw(crowd(150, 0), day=NONE)
    assert chart.table["event"].tolist() == ["past 150", *(f"past {k}" for k in range(39, 0, -1))]
    assert "furthest from the last event" in chart.alt


def test_of_many_undated_events_the_first_are_listed_and_the_rest_counted():
    rows = [(f"Thing {k}", NONE, NONE, "undated", "past", "x", "") for k in range(70)]
    chart = draw(events_of(*rows))
    texts = " ".join(check_picture(chart))
    assert "Thing 39" in texts and "Thing 40" not in texts
    assert "Left out: 30 of 70 events without a day, the last in the text." in texts


# --- the table and the alt text ------------------------------------------------------------------


def test_equal_events_share_a_mark_and_are_counted():
    twice = pd.concat([STATEMENT, STATEMENT.iloc[[3, 8]]], ignore_index=True)
    # the same name on another day is another mark
    other = STATEMENT.iloc[[3]].assign(first_day=pd.Timestamp("2020-01-21"), text="last January")
    twice = pd.concat([twice, other.assign(last_day=other["first_day"])], ignore_index=True)
    chart = draw(twice)
    expected = {"Suicide attacks in Baghdad": [1, 2], "COVID-19 crisis": [2]}
    n = chart.table.groupby("event")["n"].apply(list).to_dict()
    assert {event: n[event] for event in expected} == expected
    texts = check_picture(chart)
    assert "21 Jan 2021 (“January 21”), ×2" in texts
    assert any("COVID-19 crisis ×2;" in words for words in texts)
    check_counts(chart.table, label_events(twice), by="label")
    assert chart.table["n"].sum() == len(twice)


def test_the_table_has_a_row_a_mark():
    table = draw(STATEMENT).table
    columns = ["event", "label", "n", "first_day", "last_day", "value", "basis", "kind"]
    assert table.columns.tolist() == columns
    assert str(table["n"].dtype) == "int64"
    assert str(table["first_day"].dtype) == "datetime64[s]"
    assert table["label"].is_unique
    assert table["basis"].tolist()[-3:] == ["dated from elsewhere", "undated", "vague"]


def test_the_events_are_left_as_they_were():
    before = STATEMENT.copy(deep=True)
    draw(STATEMENT)
    pd.testing.assert_frame_equal(STATEMENT, before)


def test_the_alt_text_says_what_a_reader_sees():
    result = draw(STATEMENT, title="Seven dated events.").alt
    expected = (
        "Seven dated events. Events on a line of time: 3 stated in the text, 2 inferred, "
        "1 counted from another day, 1 vague. Statement of the Ministers, 4 Jun 2020; "
        "Meeting on West Africa, 10 Nov 2020; Pledge Drive, 2021; "
        "Suicide attacks in Baghdad, 21 Jan 2021 (“January 21”); "
        "NATO meeting, 18 Feb 2021 (“February 18”); Virtual meeting, 30 Mar 2021 "
        "(“today”); Increased activity, until 30 Mar 2021 (“recent months”). "
        "4 before the statement’s own day, 30 Mar 2021, 3 on it or reaching it, 0 after it. "
        "Dated from elsewhere: Resolution 2254, 18 Dec 2015 (the UN). "
        "Without a day: COVID-19 crisis; Next meeting in Italy (“as soon as possible”)."
    )
    assert result == expected


def test_the_alt_text_of_many_events_names_both_ends():
    alt = draw(crowd(30, 10)).alt
    assert (
        "past 30, 28 Feb 2021; past 29, 1 Mar 2021; past 28, 2 Mar 2021; 34 more; planned 8" in alt
    )
    assert "30 before the statement’s own day, 30 Mar 2021, 0 on it or reaching it, 10 after" in alt


# --- just either side of what was judged ---------------------------------------------------------


def test_forty_dated_events_are_drawn_and_of_forty_one_one_is_left_out():
    assert "Left out" not in draw(crowd(20, 20)).alt
    assert "Left out: 1 of 41 dated events" in draw(crowd(21, 20)).alt


def test_forty_undated_events_are_listed_and_of_forty_one_one_is_left_out():
    rows = [(f"Thing {k}", NONE, NONE, "undated", "past", "x", "") for k in range(41)]
    assert "Left out" not in draw(events_of(*rows[:40])).alt
    assert "Left out: 1 of 41 events without a day" in draw(events_of(*rows)).alt


@pytest.mark.parametrize(("n", "one_line"), [(20, False), (21, True)])
def test_an_event_and_its_day_stand_on_one_line_from_twenty_one_events_on(n, one_line):
    boxes = dict(check_texts(draw(crowd(n, 0))))
    event, when = boxes["past 1"], boxes["29 Mar 2021"]
    assert (when.y1 > event.y0) == one_line


def test_a_span_has_two_shapes_where_it_is_longer_than_014_inches():
    year = ("A year of a name long enough", "2021-01-01", "2021-12-31", "stated", "past", "", "")

    def places(days):
        last = str(np.datetime64("2021-01-01") + np.timedelta64(days, "D"))
        chart = draw(events_of(year, ("Span", "2021-01-01", last, "stated", "past", "", "")))
        return [mark.get_xdata() for mark in marks_of(chart).values()]

    whole = next(x for x in places(10) if x[-1] - x[0] > 1)
    days = int(0.14 * 364 / (whole[1] - whole[0]))
    assert sorted(map(len, places(days))) == [1, 2]
    assert sorted(map(len, places(days + 1))) == [2, 2]


def test_the_alt_text_has_a_label_of_120_characters_whole():
    rows = [("x" * n, DAY, DAY, "stated", "past", "", "") for n in (107, 108)]
    whole, longer = (draw(events_of(row)).alt for row in rows)
    assert f"{'x' * 107}, 30 Mar 2021." in whole
    assert f"{'x' * 108}, 30 Mar 20…" in longer


def test_the_alt_text_reads_out_seven_events_and_of_eight_six():
    assert "more" not in draw(crowd(7, 0)).alt
    assert "past 6, 24 Mar 2021; 2 more; past 3" in draw(crowd(8, 0)).alt


# --- frames from anywhere ------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_events_from_anywhere_give_the_same_picture(form):
    events = STATEMENT.assign(start=range(0, 100, 10))
    expected = draw(events)
    result = draw(FORMS[form](events))
    assert result._repr_mimebundle_() == expected._repr_mimebundle_()
    assert draw(FORMS[form](events.head(0))).table.empty
