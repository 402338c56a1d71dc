"""A date in its sentence: the words that lead to it, those around it, and what they tell of it."""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.events.clauses import TaggedWords
from helpers.events.event_words import Lexicon, one_of
from helpers.events.phrases import WINDOW, Piece, is_document

Label = list[Piece]  # none where a rule does not fit

MAX_LEAD_WORDS = 8  # words before a date that say nothing of what happened
AS_SAID = re.compile("p[xa]*[vsh]$")  # "as reported", "as was agreed"
DATELINE = re.compile(r"\)\s*[-–—:]")
YEARS_ALONE = re.compile(r"\d{4}(?:[-–/]\d{2,4})?")


class DatePlace(NamedTuple):
    """A date in its sentence: the words `low` to `end` before it, and what lies between."""

    words: TaggedWords
    low: int
    end: int  # of the words before it that are not "(" or ","
    lead: int  # where what leads to it begins
    at: int
    before: Label  # the label of the date before it

    @property
    def left(self) -> str:
        return self.words.tags[self.low : self.end]

    @property
    def ahead(self) -> str:
        """The words before what leads to it; adverbs and "as reported" say nothing."""
        ahead = self.words.tags[self.low : self.lead].rstrip("a")
        said = AS_SAID.search(ahead)
        as_said = said and self.words.lower(self.low + said.start()) == "as"
        return ahead[: said.start()] if said and as_said else ahead

    @property
    def right(self) -> str:
        return self.words.tags[self.at + 1 : self.at + 1 + WINDOW]

    def from_left(self, found: re.Match, group: int = 0) -> Piece:
        """Say which words a match in `left` stands for."""
        return self.low + found.start(group), self.low + found.end(group)


def place_date(words: TaggedWords, at: int, before: Label) -> DatePlace:
    """Find the place of the date that is the word `at`; `before` is the label of the last date."""
    low = max(0, at - WINDOW)
    opens = low == 0 and not re.search("[vshx]", words.tags[:at])
    if opens and DATELINE.match(words.text, words.spans[at][1]):
        low = at  # "GENEVA (4 June 2019) - The Council met"
    lead = end = _skip_lead(words, low, at)
    while end > low and words.word(end - 1) in (",", "(", "–", "—", "-"):
        end -= 1
    return DatePlace(words, low, end, lead, at, before)


@lru_cache(maxsize=8)
def _lead(lexicon: Lexicon) -> re.Pattern:
    """Write what leads to a date and says nothing of what happened: "on", "by the end of"."""
    sections = ("before dates", "parts of times")
    before, parts = (one_of(lexicon.words[name]).replace("_", r"\s+") for name in sections)
    return re.compile(
        rf"(?:(?<!\S)(?:{before})\s+)*(?:(?:the|an?|its|their)\s+)?(?:period\s+(?:from\s+)?)?"
        rf"(?:(?:(?:very|first|second)\s+)?(?:{parts})\s+of\s+(?:the\s+)?"
        r"|early\s+|late\s+|mid\s*-?\s*)?$",
        re.I,
    )


def _skip_lead(words: TaggedWords, low: int, at: int) -> int:
    start = words.spans[at][0]
    left = words.text[words.spans[max(low, at - MAX_LEAD_WORDS)][0] : start]
    lead = _lead(words.lexicon).search(left)
    while lead and at > low and words.spans[at - 1][0] >= start - len(left) + lead.start():
        at -= 1
    return at


def dates_nothing(place: DatePlace) -> bool:
    """Tell "Vision 2030", "the 2022-2026 Strategic Plan" and "the 21st Century Act", no events."""
    words, at = place.words, place.at
    text = words.word(at)
    if text.endswith("ly") and re.match("v[ne]", place.right):  # "recently arrived refugees"
        return place.left[-1:] != "x"
    if text.lower().endswith("century") and words.lower(at - 1) == "of":
        return True  # "the challenges of [the 21st century]"
    if at > 1 and words.tags[at - 2] == "D" and words.word(at - 1) == "(":
        return True  # "today ([Tuesday])"
    told = re.search("D(?:p[dne]+)+$", place.left)
    if told and words.lower(place.low + told.start()).endswith("anniversary"):
        return True  # "the anniversary of the war [this year]" is told already
    named = re.search("p[ne]*$", words.tags[place.low : at])
    if named and words.is_name(at) and words.lower(place.low + named.start()) == "as":
        return not re.search(r"\d", text)  # "as [Labour Day]", "as Ann Lee's [Memorial Day]"
    run = re.match("[ne]*", words.tags[at + 1 : at + 1 + WINDOW])
    behind = range(at + 1, at + 1 + (run.end() if run else 0))
    if not YEARS_ALONE.fullmatch(text):
        return text.endswith("Century") and bool(behind) and words.is_name(at + 1)
    left = re.search("[ne]*$", words.tags[place.low : at])
    ahead = range(at - len(left[0]) if left else at, at)
    if ahead and words.is_name(at - 1) and (at > 1 or not behind):
        return "e" not in words.tags[ahead.start : at]
    lasting = words.lexicon.words["lasting names"]
    return bool(behind) and words.is_name(behind[-1]) and words.lower(behind[-1]) in lasting


def says_something(words: TaggedWords, label: Label) -> bool:
    """Tell a label from a lone word that names no event: "Time", "Reported", "Board"."""
    tags = "".join(words.tags[first:last] for first, last in label)
    if len(tags) != 1 or tags == "e":
        return bool(tags)
    at = label[0][0]
    anniversary = words.lower(at).endswith("anniversary")
    return is_document(words, at) or anniversary or (tags in "nD" and words.is_name(at))


def speaks_of_event(words: TaggedWords, first: int, places: int, last: int) -> bool:
    """Tell what has its own date, whoever speaks of it: "condemned the attack on [4 June]"."""
    named = words.is_name((places if places > first else last) - 1)
    own = any(words.tags[at] == "e" or is_document(words, at) for at in range(first, last))
    return first < last and (own or not named)
