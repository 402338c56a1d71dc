"""What a researcher knows of events that the text does not say, and how it joins what it says."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.files import data_path, read_table

KNOWN_EVENT_COLUMNS = ["pattern", "event", "day", "source", "link", "reason"]
NO_EVENT = "none"  # what is written in place of a label
BLOCK = 200  # characters; events are looked up by the blocks of the text that they lie in


def read_names(folder: str | Path | None = None) -> pd.DataFrame:
    """Read what the researcher knows of events: `events.csv` of the folder, else the bundled one.

    Returns one row a judgement, all as text: pattern (words as they stand in a sentence, capitals
    or not), event (the label that they get; empty keeps the text's own, "none" says that they name
    no event), day (YYYY-MM-DD, known from elsewhere), source (of the day), link, reason.
    Raises ValueError, naming file and line, where a row has no pattern, its day is not a day or
    has no source, or a column has another name.

    >>> read_names()[["pattern", "day"]].head(1).values.tolist()
    [['Resolution 2254', '2015-12-18']]
    """
    path = data_path("events.csv", folder)
    names = read_table(path, ["pattern"], known=KNOWN_EVENT_COLUMNS, as_it_is=["link"])
    if strange := sorted({*names} - {*KNOWN_EVENT_COLUMNS}):
        listed = ", ".join(KNOWN_EVENT_COLUMNS)
        raise ValueError(f"{path.name}, line 1: {strange[0]!r}; the columns are {listed}")
    names = names.reindex(columns=KNOWN_EVENT_COLUMNS, fill_value="")
    names = names.apply(lambda column: column.str.split().str.join(" "))
    for row in names.itertuples():
        if trouble := _trouble(row):
            raise ValueError(f"{path.name}, line {row.Index}: {trouble}")
    return names.reset_index(drop=True)


def _trouble(row: Any) -> str:
    """Say what is wrong with a row of events.csv, and what would mend it."""
    if not row.pattern:
        return "no pattern; write the words that name the event in a sentence"
    if not row.day:
        return ""
    if not _as_day(row.day):
        return f"{row.day!r} is not a day written as YYYY-MM-DD"
    if row.event.lower() == NO_EVENT:
        return "what is not an event has no day; empty one of the two"
    return "" if row.source else "a day without a source; say where it is from, or empty the day"


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def apply_names(events: list[dict], sentences: pd.DataFrame, names: pd.DataFrame) -> list[dict]:
    """Give events the labels and days that the researcher knows, and leave out what is not one.

    A pattern holds for each event whose words, or whose date, it touches. Where it touches none in
    a document, its first place there becomes an event of its own. A day is given only to an event
    that has none in the text. An event is a dictionary of the columns of events and of `low` and
    `high`, the characters that its label and date take up; new ones are returned.
    """
    events = [dict(event) for event in events]
    here: dict[tuple, list[dict]] = {}
    for event in events:
        for block in _blocks(event["low"], event["high"]):
            here.setdefault((event["document"], block), []).append(event)
    columns = ["document", "sentence", "start", "text"]
    texts = [*sentences[columns].itertuples(index=False, name=None)]
    for name in names.astype("str").fillna("").itertuples(index=False):
        words = r"\s+".join(map(re.escape, name.pattern.split()))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.I)
        new: dict[str, dict | None] = {}  # by document, None where an event was touched
        for document, sentence, start, text in texts:
            for match in pattern.finditer(text):
                low, high = start + match.start(), start + match.end()
                near = [e for block in _blocks(low, high) for e in here.get((document, block), ())]
                touched = [e for e in near if e["low"] < high and low < e["high"]]
                for event in touched:
                    _apply(event, name)
                if touched:
                    new[document] = None
                else:
                    new.setdefault(document, _new_event(document, sentence, low, match[0]))
        for event in filter(None, new.values()):
            _apply(event, name)
            events.append(event)
    return [event for event in events if event["event"] != NO_EVENT]


def _blocks(low: int, high: int) -> range:
    return range(low // BLOCK, (high - 1) // BLOCK + 1)


def _new_event(document: str, sentence: int, start: int, text: str) -> dict:
    label = " ".join(text.split())
    return {
        "document": document,
        "sentence": sentence,
        "start": start,
        "end": start + len(text),
        "text": text,
        "basis": "undated",
        "why": "named by the researcher",
        "event": label[:1].upper() + label[1:],
        "kind": "past",
    }


def _apply(event: dict, name: Any) -> None:
    """Write a judgement into an event; a day that the text gives stays."""
    if name.event and (name.event.lower() != NO_EVENT or event["basis"] == "undated"):
        event["event"] = NO_EVENT if name.event.lower() == NO_EVENT else name.event
    if name.day and event["basis"] == "undated":
        day = pd.Timestamp(name.day)
        event |= {
            "value": name.day,
            "type": "DATE",
            "first_day": day,
            "last_day": day,
            "precision": "day",
            "basis": "dated from elsewhere",
            "why": "the text gives no day; its source does",
            "source": name.source,
            "link": name.link,
        }
