"""Name what each date of a statement dates, and keep the events that have no date."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import zip_longest

import pandas as pd

from helpers.events.clauses import Words, tag_sentence
from helpers.events.event_words import Lexicon, make_lexicon, one_of, read_event_words
from helpers.events.known_events import apply_names
from helpers.events.labels import name_date
from helpers.events.phrases import write_label
from helpers.events.references import find_references
from helpers.events.undated import find_events
from helpers.frames import SENTENCE_KEYS

EVENT_COLUMNS = ["event", "kind", "source", "link"]
LETTERS_ONLY = re.compile(r"[^\W\d_]+")
TIME_LEFT_OPEN = "its time is left open"
END = ({"start": float("inf")}, 0)  # stands for the date after the last one


def name_events(
    dates: pd.DataFrame, sentences: pd.DataFrame, names=None, *, published=None, words=None
) -> pd.DataFrame:
    """Say what happened at each date, and what happened that has none.

    dates: as `find_dates` returns them; names: as `read_names` does, none when it is None;
    published: each document's day, a Series by document, as `find_dates` takes it; without it the
    day that the text calls today; words: as `read_event_words` returns them, the bundled ones when
    it is None.
    Returns one row an event, in the order of the text: the columns of `dates` and event (a label:
    words of its own clause, … where some are left out), kind (document: on the statement's own day;
    past; ongoing; planned), source and link (of a day known from elsewhere, else "").
    What dates no event (a repeated time, a length of time without a place) has no row. An event
    without a date has basis "undated" and no days, its text names it; a day that `names` gives it
    makes the basis "dated from elsewhere". A day that the text gives is never replaced.
    """
    words = read_event_words() if words is None else words
    days = _days(dates) if published is None else published
    days = {name: day for name, day in days.items() if not pd.isna(day)}
    events = _find_all(dates, sentences, words, days)
    if names is not None:
        events = apply_names(events, sentences, names)
        for event in events:
            if event["basis"] == "dated from elsewhere":
                event["kind"] = tell_kind(event, days.get(event["document"]))
    return _as_frame(events, dates, sentences)


def _days(dates: pd.DataFrame) -> pd.Series:
    """Take for each document the day that it calls today."""
    today = dates[(dates["text"].str.lower() == "today") & ~dates["value"].str.endswith("REF")]
    return today.drop_duplicates("document").set_index("document")["first_day"]


@lru_cache(maxsize=8)
def _open_time(lexicon: Lexicon) -> re.Pattern:
    """Write the times that are left open, with what follows them in their clause."""
    phrases = one_of(lexicon.words["open times"]).replace("_", r"\s+")
    return re.compile(rf"\b(?:{phrases})\b[^,.;:()]{{0,60}}", re.I)


def _find_all(dates, sentences, words, days) -> list[dict]:
    """Go through the sentences and name what is dated and what is not."""
    lexicon = make_lexicon(words)
    open_time = _open_time(lexicon)
    dated, cited = map(_by_place, (dates, find_references(sentences, words=words)))
    rows = []
    columns = zip(*(sentences[name] for name in (*SENTENCE_KEYS, "start", "text")), strict=True)
    for document, number, start, text in columns:
        own, left_open = dated.get((document, number), []), open_time.search(text)
        documents = cited.get((document, number), [])
        if own or documents or lexicon.events & {*LETTERS_ONLY.findall(text.lower())}:
            closed = [row for row in own if not open_time.search(row["text"])]
            sentence = Sentence(text, start, closed, documents, left_open, lexicon)
            found = sentence.name_all(days.get(document))
            if len(closed) < len(own) and not any(
                row["why"].startswith(TIME_LEFT_OPEN) for row in found
            ):
                sentence = Sentence(text, start, own, documents, left_open, lexicon)
                found = sentence.name_all(days.get(document))  # no event takes the open time
            rows += [{"document": document, "sentence": number} | row for row in found]
    return _drop_repeated(rows)


def _by_place(frame: pd.DataFrame) -> dict[tuple, list[dict]]:
    grouped: dict[tuple, list[dict]] = {}
    for row in frame.sort_values("start", kind="stable").to_dict("records"):
        grouped.setdefault((row["document"], row["sentence"]), []).append(row)
    return grouped


class Sentence:
    """A sentence while its events are named: its words, and the characters already used."""

    def __init__(self, text: str, start: int, dated, cited, left_open, lexicon: Lexicon):
        self.text, self.start, self.lexicon = text, start, lexicon
        self.cited, self.left_open = cited, left_open
        spans: list[tuple[int, int]] = []
        self.dated = []  # each date with the number of its word; one inside another shares it
        for row in dated:
            low, high = max(row["start"] - start, 0), min(row["end"] - start, len(text))
            if low >= (spans[-1][1] if spans else 0) and low < high:
                spans.append((low, high))
            if spans:
                self.dated.append((row, len(spans) - 1))
        self.words = tag_sentence(text, spans, lexicon)
        self.dates = [at for at, letter in enumerate(self.words.tags) if letter == "D"]
        self.used = bytearray(len(text))

    def name_all(self, day) -> list[dict]:
        """Name what is dated, then what has no date: cited documents, events."""
        return [*self.name_dates(day), *self.name_documents(day), *self.name_others()]

    def name_dates(self, day):
        """Name what each date dates that dates an event."""
        label: list = []
        for (row, number), (following, _) in zip_longest(self.dated, self.dated[1:], fillvalue=END):
            label = name_date(self.words, self.dates[number], label)
            document = _touched(self.cited, row["start"], row["end"])
            named = document and document["number"]
            # "resolution 637 (1989) of 27 July 1989" is one event, on its day
            twice = named and following["start"] < document["end"]
            if twice or not _dates_an_event(row):
                continue
            spans = [self.use(*self.words.cut(*piece)) for piece in label]
            reach = {
                "low": min(spans[0][0], row["start"]),
                "high": max(spans[-1][1], row["end"]),
                "event": _cite(document) if named else write_label(self.words, label),
            }
            yield row | reach | {"kind": tell_kind(row, day)}

    def name_documents(self, day):
        """Name the documents that are cited by number, and that no date stands with."""
        dated = [row for row, _ in self.dated]
        for document in self.cited:
            low, high = document["start"], document["end"]
            new = not any(self.used[low - self.start : high - self.start])
            self.use(low - self.start, high - self.start)
            if document["number"] and new and not _touched(dated, low, high):
                row = self.undated(low, high, _cite(document), "past", "cited without a year")
                yield row if pd.isna(document["year"]) else row | _in_year(document["year"], day)

    def name_others(self):
        """Name the events that have no date in their clause."""
        dates = [self.dates[number] for row, number in self.dated if _dates_an_event(row)]
        for label, piece in find_events(self.words, dates):
            low, high = self.words.cut(*piece)
            if not any(self.used[low:high]):
                kind, why = _kind_without_day(self.words, *piece, self.left_open)
                name = write_label(self.words, label)
                yield self.undated(low + self.start, high + self.start, name, kind, why)

    def use(self, low: int, high: int) -> tuple[int, int]:
        """Note that characters are part of an event, and say where they are in the document."""
        self.used[low:high] = b"x" * (high - low)
        return low + self.start, high + self.start

    def undated(self, low: int, high: int, name: str, kind: str, why: str) -> dict:
        text = self.text[low - self.start : high - self.start]
        said = {"text": text, "event": name, "kind": kind, "basis": "undated", "why": why}
        return {"start": low, "end": high, "low": low, "high": high} | said


def _in_year(year: int, day) -> dict:
    """Date a document by the year that is part of its number: Decision (CFSP) 2021/698."""
    first, last = (pd.Timestamp(year, *month_day) for month_day in ((1, 1), (12, 31)))
    when = {"value": str(year), "type": "DATE", "first_day": first, "last_day": last}
    how = {"precision": "year", "basis": "stated", "why": "the year in its number"}
    return when | how | {"kind": tell_kind(when, day)}


def _dates_an_event(row: dict) -> bool:
    known = not (pd.isna(row["first_day"]) and pd.isna(row["last_day"]))
    return row["type"] != "SET" and (row["type"] != "DURATION" or known)


def _touched(rows: list[dict], low: int, high: int) -> dict | None:
    """Find the row, of some that lie apart and in order, that shares characters with a span."""
    place = bisect_left(rows, high, key=lambda row: row["start"]) - 1
    return rows[place] if place >= 0 and rows[place]["end"] > low else None


def _cite(document: dict) -> str:
    """Write the label of a document that is cited by its number: its own words up to that."""
    text, number = document["text"], document["number"]
    if text.startswith(number):  # one of several: "resolutions 1325 and 2250"
        text = f"{document['kind']} {number}"
    label = " ".join(text[: text.index(number) + len(number)].split())
    label = re.sub(rf"(?i)\b({document['kind']})s\b", r"\1", label)
    return label[:1].upper() + label[1:]


def tell_kind(row: dict, day) -> str:
    """Say how an event stands to its statement's day: document, past, ongoing or planned."""
    for ending, kind in (("PAST", "past"), ("PRESENT", "ongoing"), ("FUTURE", "planned")):
        if row["value"] == f"{ending}_REF":
            return kind
    first, last = row["first_day"], row["last_day"]
    if day is None or (pd.isna(first) and pd.isna(last)):
        return "past"
    if first == last == day:
        return "document"
    if last < day:
        return "past"
    later = first > day or (pd.isna(first) and last > day)  # "by the end of the year"
    return "planned" if later else "ongoing"


def _kind_without_day(
    words: Words, first: int, last: int, left_open: re.Match | None
) -> tuple[str, str]:
    """Tell from its words whether an event without a date is over, goes on or is to come; why."""
    if left_open and words.spans[last - 1][1] <= left_open.start():
        at = bisect_left(words.spans, (left_open.start(), 0))
        if not re.search("[vshx]", words.tags[last:at]):  # "... in Italy as soon as"
            return "planned", f"{TIME_LEFT_OPEN}: {' '.join(left_open[0].split())}"
    own = {words.lower(at) for at in range(first, last)}
    ahead = words.tags[max(0, first - 4) : first]
    if own & {*words.lexicon.words["coming"]} or re.search("xa?hd?$", ahead):  # "will hold a"
        return "planned", "no date in its clause"
    lasting = own & {*words.lexicon.words["lasting events"]}
    return "ongoing" if lasting else "past", "no date in its clause"


def _drop_repeated(rows: list[dict]) -> list[dict]:
    """Keep of the events without a date the first of each name that no dated one has."""
    seen = {(row["document"], row["event"].lower()) for row in rows if row["basis"] != "undated"}
    kept = []
    for row in rows:
        key = (row["document"], row["event"].lower())
        if row["basis"] != "undated" or key not in seen:
            kept.append(row)
            seen.add(key)
    return kept


def _as_frame(events: list[dict], dates: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Stack events as a frame with the columns and types of `dates`, in the order of the text."""
    order = {name: place for place, name in enumerate(pd.unique(sentences["document"]))}
    events = sorted(events, key=lambda row: (order[row["document"]], row["start"], row["end"]))
    columns = {}
    for name in [*dates, *EVENT_COLUMNS]:
        days = name in ("first_day", "last_day")
        empty = pd.NaT if days else ""
        kind = "datetime64[s]" if days else "str"
        kind = "int32" if name in ("sentence", "start", "end") else kind
        columns[name] = pd.Series([row.get(name, empty) for row in events], dtype=kind)
    columns["document"] = columns["document"].astype(pd.CategoricalDtype([*order]))
    return pd.DataFrame(columns)
