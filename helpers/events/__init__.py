"""Name what each date of a statement dates, and keep what has no date.

event_words (the lists), rules (each with examples) -> letters, clauses, phrases (how a sentence is
cut) -> date_place, deeds, labels (what a date dates), when (past, ongoing or planned), undated,
references (what has no date; what is cited), known_events (the researcher's hand) -> naming (all
of it together) -> exports.
"""

from helpers.events.event_words import read_event_words
from helpers.events.exports import as_ics, as_timelinejs
from helpers.events.known_events import read_names
from helpers.events.naming import name_events
from helpers.events.references import find_references

__all__ = [
    "as_ics",  # write events as a calendar
    "as_timelinejs",  # write events as a timeline for the web
    "find_references",  # the documents that a statement cites
    "name_events",  # what happened at each date, and what happened without one
    "read_event_words",  # the words by which events are found
    "read_names",  # what the researcher knows of events
]
