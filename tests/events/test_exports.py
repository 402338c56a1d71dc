"""The exports, each read back: the same days, labels and numbers, whatever the text holds."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from helpers.dates import find_dates
from helpers.documents import read_documents
from helpers.events import as_ics, as_timelinejs, name_events, read_names
from helpers.files import as_csv
from helpers.tokens import split_sentences

DAYS = pd.Series({"d": pd.Timestamp("2021-03-30")})
NASTY = 'A line,\nwith; "quotes" \\ and <script>alert(1)</script> & 🕊️\u2028 end\x07'
COLUMNS = ["first_day", "last_day", "value", "precision", "basis", "event", "kind", "text"]


def events_of(*rows: tuple) -> pd.DataFrame:
    """Events of sentence 1 of a document d, one a row of COLUMNS, from character 0, 1, 2 ..."""
    events = pd.DataFrame(rows, columns=COLUMNS).assign(document="d", sentence=1)
    events[["first_day", "last_day"]] = events[["first_day", "last_day"]].astype("datetime64[s]")
    starts = range(len(events))
    return events.assign(start=starts, end=starts, why="as written", source="", link="")


def sentences_of(text: str) -> pd.DataFrame:
    return pd.DataFrame([("d", 1, 0, text)], columns=["document", "sentence", "start", "text"])


ROWS = [
    ("2020-06-04", "2020-06-04", "2020-06-04", "day", "stated", "Statement", "past", "June 4"),
    ("2020-06-04", "2020-06-08", "2020-06-04/2020-06-08", "day", "stated", "Talks", "past", "4-8"),
    ("2020-11-01", "2020-11-30", "2020-11", "month", "stated", "Ceasefire", "past", "November"),
    ("2021-01-01", "2021-12-31", "2021", "year", "stated", "Drive", "ongoing", "2021"),
    ("2021-07-01", "2021-09-30", "2021-Q3", "quarter", "stated", "Review", "planned", "Q3"),
    (None, "2021-12-31", "2021", "year", "stated", "Withdrawal", "planned", "end of 2021"),
    ("1990-01-01", "1999-12-31", "199", "decade", "stated", "Wars", "past", "the 1990s"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day", "stated", "End", "planned", "the end"),
    # no day
    (None, None, "", "", "undated", "Coup", "past", "coup"),
    (None, "2021-03-30", "PXM", "vague", "vague", "Activity", "ongoing", "recent months"),
]


def calendar_of(text: str) -> list:
    """A calendar's events, by their labels."""
    return {str(event["summary"]): event for event in Calendar.from_ical(text).events}


def test_a_calendar_read_back_has_the_same_days_and_labels():
    text, left_out = as_ics(events_of(*ROWS), sentences_of("S"), title="T", published=DAYS)
    result = {
        name: (event["dtstart"].dt, event["dtend"].dt if "dtend" in event else None)
        for name, event in calendar_of(text).items()
    }
    assert result == {  # the end is the day after
        "Statement": (date(2020, 6, 4), date(2020, 6, 5)),
        "Talks": (date(2020, 6, 4), date(2020, 6, 9)),
        "Ceasefire": (date(2020, 11, 1), date(2020, 12, 1)),
        "Drive": (date(2021, 1, 1), date(2022, 1, 1)),
        "Review": (date(2021, 7, 1), date(2021, 10, 1)),
        "Withdrawal": (date(2021, 12, 31), date(2022, 1, 1)),  # the day that is known
        "Wars": (date(1990, 1, 1), date(2000, 1, 1)),
        "End": (date(9999, 12, 31), None),  # there is no day after
    }
    assert left_out == 2
    assert "left out: 2" in text
    assert text.count("VALUE=DATE:") == 15  # days, not times


def test_a_calendar_is_the_same_each_time_and_knows_no_clock():
    events, sentences = events_of(*ROWS), sentences_of("S")
    text, _ = as_ics(events, sentences, published=DAYS)
    assert text == as_ics(events, sentences, published=DAYS)[0]
    stamps = {event["dtstamp"].dt for event in calendar_of(text).values()}
    assert stamps == {datetime(2021, 3, 30, tzinfo=UTC)}
    undated = calendar_of(as_ics(events, sentences)[0])
    assert {event["dtstamp"].dt for event in undated.values()} == {datetime(1970, 1, 1, tzinfo=UTC)}
    names = [str(event["uid"]) for event in calendar_of(text).values()]
    assert len({*names}) == len(names) == 8
    later = events.assign(event=events["event"] + " of the parties")  # a better label
    again = [str(event["uid"]) for event in calendar_of(as_ics(later, sentences)[0]).values()]
    assert again == names


def test_a_timeline_read_back_has_the_same_days_as_precise_as_they_are():
    text, left_out = as_timelinejs(events_of(*ROWS), sentences_of("S"), title="T")
    timeline = json.loads(text)
    result = {
        slide["text"]["headline"]: (
            [*slide["start_date"].values()],
            [*slide.get("end_date", {}).values()],
            slide["display_date"],
            slide["group"],
        )
        for slide in timeline["events"]
    }
    assert result == {
        "Wars": ([1990], [1999], "the 1990s", "past"),
        "Statement": ([2020, 6, 4], [], "June 4", "past"),
        "Talks": ([2020, 6, 4], [2020, 6, 8], "4-8", "past"),
        "Ceasefire": ([2020, 11], [], "November", "past"),
        "Drive": ([2021], [], "2021", "ongoing"),
        "Review": ([2021, 7], [2021, 9], "Q3", "planned"),
        "Withdrawal": ([2021], [], "end of 2021", "planned"),
        "End": ([9999, 12, 31], [], "the end", "planned"),
    }
    assert [*timeline["events"][0]["start_date"]] == ["year"]
    assert [*timeline["events"][1]["start_date"]] == ["year", "month", "day"]
    assert timeline["title"] == {"text": {"headline": "T"}}
    assert left_out == 2
    names = [slide["unique_id"] for slide in timeline["events"]]
    assert len({*names}) == 8 and all(name.replace("-", "").isalnum() for name in names)


def lines_of(text: str) -> str:
    """A text as a calendar can hold it: on one line, without what rings a bell."""
    return " ".join(text.replace("\x07", "").split())


def test_any_text_comes_back_from_both_and_none_of_it_is_markup():
    row = ("2020-06-04", "2020-06-04", "2020-06-04", "day", "stated", NASTY, "past", "June 4")
    events, sentences = events_of(row), sentences_of(NASTY)
    text, _ = as_ics(events, sentences, title=NASTY)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))  # RFC 5545, 3.1
    event = calendar_of(text)[lines_of(NASTY)]
    assert str(event["description"]).split("\n") == [
        f"Sentence 1: {lines_of(NASTY)}",
        "“June 4” (stated): as written",
    ]
    assert str(Calendar.from_ical(text)["x-wr-calname"]) == lines_of(NASTY)
    timeline = json.loads(as_timelinejs(events, sentences, title=NASTY)[0])
    slide = timeline["events"][0]
    for shown in (slide["text"]["headline"], timeline["title"]["text"]["headline"]):
        assert "<" not in shown and unescape(shown) == NASTY
    said = slide["text"]["text"].split("</p>")[0].removeprefix("<p>Sentence 1: ")
    assert "<" not in said and unescape(said) == NASTY
    assert slide["autolink"] is False


def test_of_a_very_long_sentence_the_words_around_the_date_are_told():
    row = ("2020-06-04", "2020-06-04", "2020-06-04", "day", "stated", "Talks", "past", "June 4")
    before, after = "they met again and again, " * 80, ", and they met again" * 80
    for text, first, last in [
        (f"{before}June 4{after}", "… they met again", "and they met …"),
        (f"June 4{after}{after}", "June 4, and they", "and they met …"),
        (f"{before}{before}June 4", "… they met again", "again, June 4"),
    ]:
        at = text.index("June 4")
        events, sentences = events_of(row).assign(start=at, end=at + 6), sentences_of(text)
        calendar, _ = as_ics(events, sentences)
        slide = json.loads(as_timelinejs(events, sentences)[0])["events"][0]["text"]["text"]
        for told in (str(calendar_of(calendar)["Talks"]["description"]), unescape(slide)):
            said = re.search(r"Sentence 1: (.*?)(?:\n|</p>)", told)[1]
            assert said.strip("… ") in text and "June 4" in said and len(said) < 340
            assert said.startswith(first) and said.endswith(last)


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_a_label_and_a_sentence_hold_both_can_be_read_back(label, sentence):
    row = ("2020-06-04", "2020-06-04", "2020-06-04", "day", "stated", label, "past", "June 4")
    events, sentences = events_of(row), sentences_of(sentence)
    calendar = Calendar.from_ical(as_ics(events, sentences, title=label)[0])
    assert len(calendar.events) == 1
    assert calendar.events[0]["dtstart"].dt == date(2020, 6, 4)
    timeline = json.loads(as_timelinejs(events, sentences, title=label)[0])
    assert unescape(timeline["events"][0]["text"]["headline"]) == label


def test_nothing_gives_an_empty_calendar_and_timeline():
    events, sentences = events_of(), sentences_of("S")
    text, left_out = as_ics(events, sentences)
    assert (Calendar.from_ical(text).events, left_out) == ([], 0)
    text, left_out = as_timelinejs(events, sentences)
    assert (json.loads(text)["events"], left_out) == ([], 0)


@pytest.fixture(scope="module")
def bundled():
    documents = read_documents()
    sentences = split_sentences(documents)
    days = documents.set_index("document")["published"]
    dates = find_dates(sentences, published=days)
    return name_events(dates, sentences, read_names(), published=days), sentences, days


def test_the_bundled_events_come_back_from_each_export(bundled):
    events, sentences, days = bundled
    dated = events[~events["basis"].isin(["undated", "vague"])]
    text, left_out = as_ics(events, sentences, title="T", published=days)
    calendar = calendar_of(text)
    assert len(calendar) == len(dated) == 7 and left_out == len(events) - 7
    for row in dated.itertuples():
        assert calendar[row.event]["dtstart"].dt == row.first_day.date()
        assert f"Sentence {row.sentence}: " in calendar[row.event]["description"]
    assert str(calendar["UN Security Council Resolution 2254"]["url"]) in dated["link"].tolist()
    slides = json.loads(as_timelinejs(events, sentences, title="T")[0])["events"]
    assert [slide["text"]["headline"] for slide in slides] == [
        *dated.sort_values("first_day")["event"]
    ]
    path = pd.io.common.StringIO(as_csv(events))
    back = pd.read_csv(path, keep_default_na=False)
    assert back["event"].tolist() == events["event"].tolist()
    assert back["first_day"].tolist() == [
        "" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in events["first_day"]
    ]
