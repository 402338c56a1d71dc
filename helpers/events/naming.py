"""Name what each date of a statement dates, and keep the events that have no date."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from helpers.events.clauses import TaggedWords, tag_sentence
from helpers.events.event_words import Lexicon, make_lexicon, read_event_words
from helpers.events.known_events import apply_names
from helpers.events.labels import Label, name_date
from helpers.events.phrases import write_label
from helpers.events.references import find_references
from helpers.events.undated import find_events
from helpers.events.weights import weigh_events
from helpers.events.when import TIME_LEFT_OPEN, kind_without_day, open_time, tell_kind, tell_tense
from helpers.frames import COLUMN_KINDS, typed

NEEDED_DATE_COLUMNS = "document sentence start end text value type first_day last_day basis".split()
EVENT_COLUMNS = ["event", "kind", "source", "link"]
LETTERS_ONLY = re.compile(r"[^\W\d_]+")

Row = dict[str, Any]  # an event, a date or a document that is cited, by its columns
END: tuple[Row, int] = ({"start": float("inf")}, 0)  # stands for the date after the last one


def name_events(
    dates: pd.DataFrame,
    sentences: pd.DataFrame,
    names: pd.DataFrame | None = None,
    *,
    published: pd.Series | None = None,
    words: dict[str, list[str]] | None = None,
) -> pd.DataFrame:
    """Say what happened at each date, and what happened that has none.

    dates: as `find_dates` returns them; names: as `read_names` does, applied row by row, none when
    it is None; published: each document's day, a Series by document, as `find_dates` takes it;
    without it the day that the text calls today; words: as `read_event_words` returns them, the
    bundled ones when it is None.
    Returns one row an event, in the order of the text: the columns of `dates` and event (a label:
    words of its own clause, … where some are left out), kind (document: on the statement's own day;
    past; ongoing; planned), source and link (of a day known from elsewhere, else ""), group and
    weight (what shares its days, and which are drawn first: see `weigh_events`).
    What dates no event (a repeated time, a length of time without a place) has no row. An event
    without a date has basis "undated" and no days, its text names it; a day that `names` gives it
    makes the basis "dated from elsewhere". A day that the text gives is never replaced.

    >>> from helpers.dates import find_dates
    >>> text = "Arlan regrets the coup in Tarn, and the talks in Belmora on 4 June 2020 ended."
    >>> sentences = pd.DataFrame({"document": ["a"], "sentence": 1, "start": 0, "text": [text]})
    >>> dates = find_dates(sentences, published=pd.Series({"a": pd.Timestamp("2021-03-30")}))
    >>> name_events(dates, sentences)[["event", "value", "kind"]].values.tolist()
    [['Coup in Tarn', '', 'past'], ['Talks in Belmora', '2020-06-04', 'past']]
    """
    dates = with_text_columns(typed(dates, *NEEDED_DATE_COLUMNS))
    sentences = typed(sentences, "document", "sentence", "start", "text")
    published = _todays(dates) if published is None else published.astype("datetime64[s]")
    days = published.dropna().to_dict()
    events = _find_all(dates, sentences, read_event_words() if words is None else words, days)
    if names is not None:
        events = apply_names(events, sentences, names)
        for event in events:
            if event["basis"] == "dated from elsewhere":
                event["kind"] = tell_kind(event, days.get(event["document"]))
    frame = _as_frame(events, [*dates, *EVENT_COLUMNS], sentences["document"].dtype)
    return weigh_events(frame, days)


def with_text_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Make text of all columns of dates or events whose kind is not known: CSV has 2021 as int."""
    return frame.astype({name: "str" for name in frame if name not in COLUMN_KINDS})


def _todays(dates: pd.DataFrame) -> pd.Series:
    """Take for each document the day that it calls today."""
    today = dates[(dates["text"].str.lower() == "today") & ~dates["value"].str.endswith("REF")]
    return today.drop_duplicates("document").set_index("document")["first_day"]


def _find_all(
    dates: pd.DataFrame, sentences: pd.DataFrame, words: dict[str, list[str]], days: dict
) -> list[Row]:
    """Go through the sentences and name what is dated and what is not."""
    lexicon, rows = make_lexicon(words), []
    dated, cited = map(_by_place, (dates, find_references(sentences, words=words)))
    columns = (sentences[name] for name in ("document", "sentence", "start", "text"))
    for document, number, start, text in zip(*columns, strict=True):
        own, documents = (found.get((document, number), []) for found in (dated, cited))
        if own or documents or lexicon.events & {*LETTERS_ONLY.findall(text.lower())}:
            sentence = Sentence(text, start, documents, days.get(document), lexicon)
            found = sentence.name_all(own)
            rows += [{"document": document, "sentence": number} | row for row in found]
    return _drop_repeated(rows)


def _by_place(frame: pd.DataFrame) -> dict[tuple, list[Row]]:
    grouped: dict[tuple, list[Row]] = {}
    for row in frame.to_dict("records"):
        grouped.setdefault((row["document"], row["sentence"]), []).append(row)
    return grouped


class Sentence:
    """A sentence while its events are named: its words, and the characters already used."""

    def __init__(
        self, text: str, start: int, cited: list[Row], day: pd.Timestamp | None, lexicon: Lexicon
    ) -> None:
        self.text, self.start, self.cited, self.day = text, start, cited, day
        self.lexicon, self.left_open = lexicon, open_time(lexicon).search(text)

    def name_all(self, dated: list[Row]) -> list[Row]:
        """Name its events; a time that is left open is a date only where no event takes it."""
        closed = [row for row in dated if not open_time(self.lexicon).search(row["text"])]
        found = self.name_beside(closed)
        taken = any(row["why"].startswith(TIME_LEFT_OPEN) for row in found)
        return found if taken or len(closed) == len(dated) else self.name_beside(dated)

    def name_beside(self, dated: list[Row]) -> list[Row]:
        """Name what these dates date, then what has no date: cited documents, events."""
        spans: list[tuple[int, int]] = []
        self.dated: list[tuple[Row, int]] = []  # with the number of its word among the dates
        for row in dated:
            low, high = max(row["start"] - self.start, 0), row["end"] - self.start
            if low >= (spans[-1][1] if spans else 0) and low < min(high, len(self.text)):
                spans.append((low, min(high, len(self.text))))
            if spans:  # one inside another shares its word
                self.dated.append((row, len(spans) - 1))
        self.words = tag_sentence(self.text, spans, self.lexicon)
        self.dates = [at for at, letter in enumerate(self.words.tags) if letter == "D"]
        self.used = bytearray(len(self.text))
        dates = self.drop_vague([*self.name_dates()])
        return [*dates, *self.name_documents(), *self.name_others()]

    def name_dates(self) -> Iterator[Row]:
        """Name what each date dates that dates an event."""
        before: Label = []
        last: Row | None = None
        for (row, number), (following, _) in pairwise([*self.dated, END]):
            again, last = last and self.is_said_again(last, row), row
            label = name_date(self.words, self.dates[number], before)
            before = label or before
            document = _touched(self.cited, row["start"], row["end"])
            if document and not document["cited_number"]:
                document = None
            # "resolution 637 (1989) of 27 July 1989" is one event, on its day
            twice = document and following["start"] < document["end"]
            vague = _is_vague(row) and not _is_deed(self.words, label)
            named = document or (label and not vague)
            if again or twice or not named or not _dates_an_event(row, self.day):
                continue
            spans = [self.use(*self.words.cut(*piece)) for piece in label]
            reach = {
                "low": min([row["start"], *(low for low, _ in spans)]),
                "high": max([row["end"], *(high for _, high in spans)]),
                "event": _cite(document) if document else write_label(self.words, label),
            }
            tense = tell_tense(self.words, label, self.dates[number])
            yield row | reach | {"kind": tell_kind(row, self.day, tense)}

    def is_said_again(self, last: Row, row: Row) -> bool:
        """Tell a date that is that of the one beside it: "today, 30 March 2021"."""
        between = self.text[last["end"] - self.start : row["start"] - self.start]
        same = all(last[day] == row[day] for day in ("first_day", "last_day"))
        return same and not LETTERS_ONLY.search(between)

    def drop_vague(self, rows: list[Row]) -> list[Row]:
        """Drop what is only "recent" where its event has a date: "the recent visit in May 2019"."""
        dated = bytearray(len(self.text))
        for row in rows:
            low, high = max(row["low"] - self.start, 0), row["high"] - self.start
            if not _is_vague(row):
                dated[low:high] = b"x" * (high - low)
        ends = [row["high"] - self.start for row in rows]
        return [
            row
            for row, end in zip(rows, ends, strict=True)
            if not (_is_vague(row) and any(dated[end - 1 : end]))
        ]

    def name_documents(self) -> Iterator[Row]:
        """Name the documents that are cited by number, and that no date stands with."""
        dated = [row for row, _ in self.dated]
        for document in self.cited:
            low, high = document["start"], document["end"]
            new = not any(self.used[low - self.start : high - self.start])
            self.use(low - self.start, high - self.start)
            if document["cited_number"] and new and not _touched(dated, low, high):
                row = self.undated(low, high, _cite(document), "past", "cited without a year")
                known = not pd.isna(document["year"])
                yield row | _in_year(document["year"], self.day) if known else row

    def name_others(self) -> Iterator[Row]:
        """Name the events that have no date in their clause."""
        dates = [self.dates[number] for row, number in self.dated if _dates_an_event(row, self.day)]
        for label, piece in find_events(self.words, dates):
            low, high = self.words.cut(*piece)
            if not any(self.used[low:high]):
                kind, why = kind_without_day(self.words, *piece, self.left_open)
                name = write_label(self.words, label)
                yield self.undated(low + self.start, high + self.start, name, kind, why)

    def use(self, low: int, high: int) -> tuple[int, int]:
        """Note that characters are part of an event, and say where they are in the document."""
        self.used[low:high] = b"x" * (high - low)
        return low + self.start, high + self.start

    def undated(self, low: int, high: int, name: str, kind: str, why: str) -> Row:
        text = self.text[low - self.start : high - self.start]
        said = {"text": text, "event": name, "kind": kind, "basis": "undated", "why": why}
        return {"start": low, "end": high, "low": low, "high": high} | said


def _in_year(year: int, day: pd.Timestamp | None) -> Row:
    """Date a document by the year that is part of its number: Decision (CFSP) 2021/698."""
    first, last = (pd.Timestamp(year, *month_day) for month_day in ((1, 1), (12, 31)))
    when = {"value": str(year), "type": "DATE", "first_day": first, "last_day": last}
    how = {"precision": "year", "basis": "stated", "why": "the year in its number"}
    return when | how | {"kind": tell_kind(when, day)}


def _dates_an_event(row: Row, day: pd.Timestamp | None) -> bool:
    """Say whether it has a place in time and is more than "now", "the future", "this century"."""
    known = not (pd.isna(row["first_day"]) and pd.isna(row["last_day"]))
    lasting = row["value"] == "PRESENT_REF" or row["text"].lower() == "the future"
    if row["precision"] == "century" and day is not None and known:
        lasting = lasting or row["first_day"] <= day <= row["last_day"]
    return row["type"] != "SET" and (row["type"] != "DURATION" or known) and not lasting


def _is_vague(row: Row) -> bool:
    """Say whether a date tells no more than past, present or future."""
    return row["value"].endswith("_REF")


def _is_deed(words: TaggedWords, label: Label) -> bool:
    """Say whether a label names an event or a deed, for a time as vague as "recently"."""
    return any(set("evh") & {*words.tags[first:last]} for first, last in label)


def _touched(rows: list[Row], low: int, high: int) -> Row | None:
    """Find the row, of some that lie apart and in order, that shares characters with a span."""
    place = bisect_left(rows, high, key=lambda row: row["start"]) - 1
    return rows[place] if place >= 0 and rows[place]["end"] > low else None


def _cite(document: Row) -> str:
    """Write the label of a document that is cited by its number: its own words up to that."""
    text, number = document["text"], document["cited_number"]
    if text.startswith(number):  # one of several: "resolutions 1325 and 2250"
        text = f"{document['kind']} {number}"
    label = " ".join(text[: text.index(number) + len(number)].split())
    label = re.sub(rf"(?i)\b({document['kind']})s\b", r"\1", label)
    return label[:1].upper() + label[1:]


def _drop_repeated(rows: list[Row]) -> list[Row]:
    """Keep of the events without a date those of which no other one says all that they say.

    "The second Summit" is the "Second Summit for Democracy" again, wherever that stands.
    """
    words = [(row["document"], {*LETTERS_ONLY.findall(row["event"].lower())}) for row in rows]
    told = [
        (document, own)
        for (document, own), row in zip(words, rows, strict=True)
        if row["basis"] != "undated"
    ]
    kept = []
    for (document, own), row in zip(words, rows, strict=True):
        again = any(document == other and own <= said for other, said in told)
        if row["basis"] != "undated" or not again:
            kept.append(row)
            told.append((document, own))
    return kept


def _as_frame(events: list[Row], names: list[str], documents: pd.CategoricalDtype) -> pd.DataFrame:
    """Stack events as a frame with these columns, in the order of the text."""
    own = ("sentence", "start", "end", "first_day", "last_day")
    kinds = {name: COLUMN_KINDS[name] if name in own else "str" for name in names}
    kinds["document"] = documents
    empty = {name: "" for name in names if kinds[name] == "str"}
    frame = pd.DataFrame([empty | row for row in events], columns=names).astype(kinds)
    return frame.sort_values(["document", "start", "end"], kind="stable", ignore_index=True)
