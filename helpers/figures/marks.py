"""Events as the marks of a timeline: what they are called, which are drawn, what is said of them.

Days are whole numbers, counted from 1970; None is a day that is not known.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.figures.sheet import as_sentences, cut
from helpers.figures.timescale import span_in_words
from helpers.frames import typed

MAX_MARKS = 40  # marks that are drawn, and events without a day that are listed
ELSEWHERE = "dated from elsewhere"
#: What each basis is called in the picture; an event of another basis is listed.
BASIS_WORDS = {
    "stated": "stated in the text",
    "inferred": "inferred: a part is not in the text",
    "relative": "counted from another day",
    "vague": "vague",
    ELSEWHERE: ELSEWHERE,
}
#: Values that tell on which side of the statement's day something lies, but not a day.
DAYLESS_VALUES = ("PAST_REF", "FUTURE_REF")
MAX_ALT_LABEL_CHARS = 120  # characters of an event's label in an alt text
ALT_ENDS = 3  # labels at each end of a list that an alt text reads out
#: The columns that a timeline needs, and those of its table.
DRAWN_COLUMNS = ["event", "text", "value", "first_day", "last_day", "basis", "kind", "source"]
MARK_COLUMNS = ["event", "label", "n", "first_day", "last_day", "value", "basis", "kind"]


@dataclass(frozen=True)
class Mark:
    """What a timeline draws of an event: its words, its days, and how these are known."""

    event: str
    day: str
    ground: str = ""
    basis: str = ""
    first: int | None = None
    last: int | None = None
    ongoing: bool = False
    n: int = 1

    @classmethod
    def of(cls, event: Any) -> "Mark":
        """Put a row of events into words; a stated day needs no ground."""
        placed = event.basis in BASIS_WORDS and event.value not in DAYLESS_VALUES
        days = (event.first_day, event.last_day) if placed else (None, None)
        first, last = map(count_days, days)
        day = "" if first is last is None else span_in_words(first, last)
        name, text, source = (
            " ".join(str(words).split()) for words in (event.event, event.text, event.source)
        )
        ground = {"stated": "", "undated": "", ELSEWHERE: source}.get(event.basis, f"“{text}”")
        ongoing, n = event.kind == "ongoing", getattr(event, "n", 1)
        return cls(name, day, ground, event.basis, first, last, ongoing, n)

    @property
    def label(self) -> str:
        """All its words."""
        return f"{self.event}, {self.when}" if self.day else f"{self.event} {self.when}".strip()

    @property
    def when(self) -> str:
        """Its day, and in parentheses what the day is from."""
        return f"{self.day} ({self.ground})".strip() if self.ground else self.day

    @property
    def known(self) -> int:
        """The day that it stands on: the first, or the last if the first is not known."""
        known = self.last if self.first is None else self.first
        if known is None:
            raise ValueError(f"“{self.event}” has no day to stand on")
        return known


def count_days(moment: pd.Timestamp | str | None) -> int | None:
    """Count a moment in days from 1970; None if there is none."""
    if moment is None or pd.isna(moment):
        return None
    return int(np.datetime64(pd.Timestamp(moment), "D").astype("int64"))


# --- the marks that there are --------------------------------------------------------------------


def label_events(events: pd.DataFrame) -> pd.DataFrame:
    """Give each event the words of its mark: the event, its day, and the words that give the day.

    Adds the column label: "Double suicide attacks in Baghdad, 21 Jan 2021 (“January 21”)"; the
    words of a stated day are not repeated. Events with the same label share a mark, and the mark's
    `n` counts them: `show_evidence(chart, label_events(events), sentences, by="label")`.

    >>> event = {"event": "Raid", "text": "2 May", "kind": "past", "source": ""}
    >>> event |= dict.fromkeys(["first_day", "last_day", "value"], "2031-05-02")
    >>> label_events(pd.DataFrame([event | {"basis": "inferred"}]))["label"].to_list()
    ['Raid, 2 May 2031 (“2 May”)']
    """
    events = typed(events, *DRAWN_COLUMNS)
    labels = [Mark.of(event).label for event in events.itertuples()]
    return events.assign(label=pd.Series(labels, index=events.index, dtype="str"))


def join_events(events: pd.DataFrame) -> list[pd.DataFrame]:
    """Make three tables of marks: dated by the text and from elsewhere, by time; without a day."""
    labelled = label_events(events)
    n = labelled.groupby("label", sort=False)["label"].transform("size").astype("int64")
    begin = labelled["first_day"].fillna(labelled["last_day"])
    weight = labelled.get("weight", 0)
    marks = labelled.assign(n=n, begin=begin, weight=weight).drop_duplicates("label")
    known = marks["basis"].isin([*BASIS_WORDS]) & ~marks["value"].isin(DAYLESS_VALUES)
    placed = known & marks["begin"].notna()
    dated = marks[placed].sort_values("begin", kind="stable")
    elsewhere = dated["basis"] == ELSEWHERE
    return [dated[~elsewhere], dated[elsewhere], marks[~placed]]


def thin_marks(marks: pd.DataFrame, day: int | None) -> pd.DataFrame:
    """Keep the `MAX_MARKS` marks that say most: both ends, then the weightiest, then the nearest.

    The first and the last are kept so that the picture reaches as far back and ahead as the text
    does. `name_events` weighs the others; of those that weigh alike, what is near the statement's
    own day (without one: near the last event) is what the statement is about.
    """
    begin = marks["begin"].to_numpy().astype("datetime64[D]").astype("int64")
    far = np.abs(begin - (begin[-1:] if day is None else day))
    inside = ~np.isin(np.arange(len(marks)), [0, len(marks) - 1])
    order = np.lexsort([far, -marks["weight"], inside])
    return marks.iloc[np.sort(order[:MAX_MARKS])]


# --- what is said of them ------------------------------------------------------------------------


def list_undated(marks: pd.DataFrame) -> str:
    """List the events without a day, each with how often it comes if more than once."""
    times = ["" if n == 1 else f" ×{n}" for n in marks["n"]]
    return "; ".join(marks["label"] + times)


def say_missing(parts: list[pd.DataFrame], shown: list[pd.DataFrame], day: int | None) -> list[str]:
    """Say what the picture leaves out of the three tables of marks, and what is not known."""
    words = []
    if not any(map(len, parts)):
        words.append("The text names no event.")
    elif not any(map(len, parts[:2])):
        words.append("No event has a day.")
    near = "last event" if day is None else "statement’s own day"
    rule = f"those that weigh least, the furthest from the {near} first; both ends are drawn"
    kinds = (
        ("dated events", rule),
        ("events dated from elsewhere", rule),
        ("events without a day", "the last in the text"),
    )
    for part, drawn, (kind, which) in zip(parts, shown, kinds, strict=True):
        every = part["n"].sum()
        if left := every - drawn["n"].sum():
            words.append(f"Left out: {left:,} of {every:,} {kind}, {which}.")
    return words if day is not None else [*words, "The statement’s own day is not known."]


def describe_marks(title: str, shown: list[pd.DataFrame], day: int | None) -> str:
    """Say what a reader sees: what is dated, when and how, on which side of the own day."""
    told, others, undated = shown
    words = [title]
    if len(told):
        n = told.groupby("basis", observed=True)["n"].sum()
        bases = [
            f"{n[key]:,} {name.split(':')[0]}" for key, name in BASIS_WORDS.items() if key in n
        ]
        words.append(f"Events on a line of time: {', '.join(bases)}")
        words.append(_list_ends(told["label"]))
    if len(told) and day is not None:
        sides = np.array([_side_of(Mark.of(mark), day) for mark in told.itertuples()])
        before, on, after = (told["n"][sides == side].sum() for side in (-1, 0, 1))
        own = f"the statement’s own day, {span_in_words(day, day)}"
        words.append(f"{before:,} before {own}, {on:,} on it or reaching it, {after:,} after it")
    for what, marks in (("Dated from elsewhere", others), ("Without a day", undated)):
        if len(marks):
            words.append(f"{what}: {_list_ends(marks['label'])}")
    return as_sentences(*words)


def _side_of(mark: Mark, day: int) -> int:
    """Say whether an event is over before a day (-1), begins after it (1) or touches it (0)."""
    over = mark.last is not None and mark.last < day
    return -1 if over else int(mark.first is not None and mark.first > day)


def _list_ends(labels: pd.Series) -> str:
    """List labels; of many the first and the last ones, and how many lie between."""
    listed = [cut(label, MAX_ALT_LABEL_CHARS) for label in labels]
    if len(listed) > 2 * ALT_ENDS + 1:
        listed[ALT_ENDS:-ALT_ENDS] = [f"{len(listed) - 2 * ALT_ENDS:,} more"]
    return "; ".join(listed)
