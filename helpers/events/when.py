"""Tell whether an event is over, goes on or is to come: by its days, its verb and its words."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from helpers.events.clauses import TaggedWords
from helpers.events.date_place import Label
from helpers.events.event_words import Lexicon, one_of

TIME_LEFT_OPEN = "its time is left open"
RUNNING = ("this week", "this month", "this year")
MAX_OPEN_CHARS = 60  # of what follows "as soon as" and is quoted


def tell_kind(row: Mapping[str, Any], day: pd.Timestamp | None, tense: str = "") -> str:
    """Say how an event stands to its statement's day: document, past, ongoing or planned.

    Where its time holds that day, the tense of its verb decides, if there is one.
    """
    for ending, kind in (("PAST", "past"), ("PRESENT", "ongoing"), ("FUTURE", "planned")):
        if row["value"] == f"{ending}_REF":
            return kind
    first, last = row["first_day"], row["last_day"]
    if day is None or (pd.isna(first) and pd.isna(last)):
        return "past"
    if first == last == day:
        return "document"
    if last < day or (last == day and row["text"].lower().startswith("earlier ")):
        return "past"
    # "by the end of the year"; "later this year", "in the coming weeks"
    runs = first == day and (tense == "past" or row["text"].lower() in RUNNING)
    if runs and tense != "future" and row["value"][-4:] != "_REF":
        return "ongoing"  # "conducted a visit on 15 and 16 July", "this week" of a Monday
    if first >= day or (pd.isna(first) and last > day):
        return "planned"
    known = not pd.isna(first) and not pd.isna(last)
    return {"past": "past", "future": "planned"}.get(tense, "ongoing") if known else "ongoing"


def tell_tense(words: TaggedWords, label: Label, at: int) -> str:
    """Tell from the verb that is nearest to a date, among the words of its label: past, future."""
    low, high = min([at, *(first for first, _ in label)]), max([at, *(last for _, last in label)])
    verbs = [place for place in range(low, high) if words.tags[place] in "vsh"]
    if not verbs:
        return ""
    verb = min(verbs, key=lambda place: abs(place - at))
    first = len(words.tags[:verb].rstrip("xa"))
    helped = {words.lower(place) for place in range(first, verb)}
    if helped & {"will", "shall", "to"}:
        return "future"
    lasting = helped & {"has", "have", "is", "are", "be", "been", "being"}
    past = words.lower(verb).endswith("ed") or words.lower(verb) in words.lexicon.past
    return "past" if past and not lasting else ""


@lru_cache(maxsize=8)
def open_time(lexicon: Lexicon) -> re.Pattern:
    """Write the times that are left open, with what follows them in their clause."""
    phrases = one_of(lexicon.words["open times"]).replace("_", r"\s+")
    return re.compile(rf"\b(?:{phrases})\b[^,.;:()]{{0,{MAX_OPEN_CHARS}}}", re.I)


def kind_without_day(
    words: TaggedWords, first: int, last: int, left_open: re.Match | None
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
    lasting |= {*words.lexicon.words["going on"]} & (own | {words.lower(first - 1)})
    return "ongoing" if lasting else "past", "no date in its clause"
