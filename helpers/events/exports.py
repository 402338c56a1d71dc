"""Hand events on to other programs: as a calendar (iCalendar) and as a timeline (TimelineJS)."""

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

import pandas as pd

from helpers.events.naming import EVENT_COLUMNS, NEEDED_DATE_COLUMNS, with_text_columns
from helpers.files.quotes import CONTEXT_CHARS, MAX_WHOLE_CHARS, first_words, last_words
from helpers.frames import typed

NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # the stamp of a statement without a day: no clock
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # what no calendar file may hold
#: How many of year, month and day a date of a precision has; any other has all three.
DATE_PARTS = dict.fromkeys(["year", "decade", "century"], 1)
DATE_PARTS |= dict.fromkeys(["month", "quarter", "half", "season"], 2)
NEEDED_COLUMNS = [name for name in NEEDED_DATE_COLUMNS if name != "type"]
NEEDED_COLUMNS += ["precision", "why", *EVENT_COLUMNS]


def as_ics(
    events: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    title: str = "",
    published: pd.Series | None = None,
) -> tuple[str, int]:
    """Write events as a calendar that calendar programs open (iCalendar, RFC 5545).

    events: as `name_events` returns them; title: of the calendar; published: each document's day,
    a Series by document, which stamps its events. Each event lies on whole days, the end excluded;
    a span with one open end lies on the day that is known. Its description has the sentence and how
    the day was found. The text depends on nothing but what is given.
    Returns the calendar's text and how many events are left out: the undated and the vague ones.

    >>> from helpers.dates import find_dates
    >>> from helpers.events import name_events
    >>> sentences = pd.DataFrame({"document": ["a"], "sentence": 1, "start": 0})
    >>> sentences["text"] = "Arlan and Tarn held talks on 4 June 2020 and soon meet again."
    >>> events = name_events(find_dates(sentences, published=pd.Series()), sentences)
    >>> calendar, left_out = as_ics(events, sentences)
    >>> [line for line in calendar.splitlines() if line[:7] in ("SUMMARY", "DTSTART")], left_out
    (['SUMMARY:Talks', 'DTSTART;VALUE=DATE:20200604'], 1)
    """
    from icalendar import Calendar, Event  # slow to import

    dated = _with_days(events)
    left_out = len(events) - len(dated)
    calendar = Calendar()
    calendar.add("prodid", "-//statement-reader//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _one_line(title or "Events"))
    calendar.add("x-wr-caldesc", f"Events without a day that are left out: {left_out}")
    days = {} if published is None else published.astype("datetime64[s]").dropna().to_dict()
    texts = _texts_of(sentences)
    for row in dated.itertuples(index=False):
        event = Event()
        event.add("uid", f"{_uid_of(row)}@statement-reader")
        event.add("dtstamp", _stamp(days.get(row.document)))
        event.add("summary", _one_line(row.event))
        event.add("dtstart", row.first_day.date())
        if row.last_day.date() < date.max:
            event.add("dtend", row.last_day.date() + timedelta(days=1))
        event.add("description", "\n".join(map(_one_line, _told(row, texts))))
        event.add("categories", [row.kind])
        event.add("transp", "TRANSPARENT")  # it takes up nobody's time
        if row.link:
            event.add("url", _one_line(row.link))
        calendar.add_component(event)
    return calendar.to_ical().decode(), left_out


def as_timelinejs(
    events: pd.DataFrame, sentences: pd.DataFrame, *, title: str = ""
) -> tuple[str, int]:
    """Write events as a timeline for the web (the JSON format of Knight Lab's TimelineJS 3).

    events: as `name_events` returns them. A date has as many of year, month and day as its
    precision says; a span with one open end lies on the day that is known; the kind is the group.
    All text is escaped, since TimelineJS shows it as HTML.
    Returns the JSON text and how many events are left out: the undated and the vague ones.

    >>> from helpers.dates import find_dates
    >>> from helpers.events import name_events
    >>> sentences = pd.DataFrame({"document": ["a"], "sentence": 1, "start": 0})
    >>> sentences["text"] = "Arlan and Tarn held talks in June 2020."
    >>> events = name_events(find_dates(sentences, published=pd.Series()), sentences)
    >>> timeline, left_out = as_timelinejs(events, sentences)
    >>> json.loads(timeline)["events"][0]["start_date"], left_out
    ({'year': 2020, 'month': 6}, 0)
    """
    dated, texts = _with_days(events), _texts_of(sentences)
    slides = []
    for row in dated.itertuples(index=False):
        first, last = (_parts(day, row.precision) for day in (row.first_day, row.last_day))
        told = "".join(f"<p>{escape(line)}</p>" for line in _told(row, texts))
        slide = {
            "unique_id": _uid_of(row),
            "start_date": first,
            "display_date": escape(row.text if row.basis != "dated from elsewhere" else row.value),
            "text": {"headline": escape(row.event), "text": told},
            "group": row.kind,
            "autolink": False,
        }
        slides.append(slide | ({"end_date": last} if last != first else {}))
    timeline = {"title": {"text": {"headline": escape(title or "Events")}}, "events": slides}
    return json.dumps(timeline, ensure_ascii=False, indent=1) + "\n", len(events) - len(dated)


def _with_days(events: pd.DataFrame) -> pd.DataFrame:
    """Take the events with a day, in the order of their days; "recent months" have none.

    Where the first or the last day is open, the other one stands for it.
    """
    events = with_text_columns(typed(events, *NEEDED_COLUMNS))
    first = events["first_day"].fillna(events["last_day"])
    last = events["last_day"].fillna(events["first_day"])
    known = first.notna() & (events["basis"] != "vague")
    dated = events.assign(first_day=first, last_day=last)[known]
    return dated.sort_values("first_day", kind="stable")


def _texts_of(sentences: pd.DataFrame) -> dict[tuple, tuple[int, str]]:
    columns = ["document", "sentence", "start", "text"]
    rows = typed(sentences, *columns)[columns].itertuples(index=False, name=None)
    return {(document, number): (start, text) for document, number, start, text in rows}


def _parts(day: pd.Timestamp, precision: str) -> dict[str, int]:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return dict([*parts.items()][: DATE_PARTS.get(precision, 3)])


def _uid_of(row: Any) -> str:
    """Name an event so that it keeps its name when the export is made again."""
    key = f"{row.document}\n{row.start}\n{row.value}"
    return f"event-{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def _stamp(day: pd.Timestamp | None) -> datetime:
    return NO_TIME if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def _told(row: Any, texts: dict[tuple, tuple[int, str]]) -> list[str]:
    """Say which sentence speaks of an event, and how its day was found."""
    start, text = texts.get((row.document, row.sentence), (row.start, row.text))
    said = f"Sentence {row.sentence}: {_quote_sentence(text, row.start - start, row.end - start)}"
    how = f"“{row.text}” ({row.basis}): {row.why}"
    return [said, how, *([f"Source: {row.source} {row.link}".strip()] if row.source else [])]


def _quote_sentence(sentence: str, start: int, end: int) -> str:
    """Quote a sentence, but of a very long one only the words around what dates the event."""
    if len(sentence) <= MAX_WHOLE_CHARS:
        return sentence
    before, words, after = sentence[:start], sentence[start:end], sentence[end:]
    if len(before) > CONTEXT_CHARS:
        before = f"… {last_words(before)}"
    if len(after) > CONTEXT_CHARS:
        after = f"{first_words(after)} …"
    return f"{before}{words}{after}"


def _one_line(text: str) -> str:
    """Write a text on one line, without characters that no line may hold."""
    return CONTROLS.sub("", " ".join(str(text).split()))
