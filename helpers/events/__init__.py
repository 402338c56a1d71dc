"""Name what each date of a statement dates, and keep what has no date.

phrases, clauses (how a sentence is cut) -> labels (what a date dates), undated, references (what
has no date; what is cited), known_events (the researcher's hand) -> naming (all of it together).
"""

from helpers.events.event_words import read_event_words
from helpers.events.exports import as_ics, as_timelinejs
from helpers.events.known_events import read_names
from helpers.events.naming import name_events
from helpers.events.references import find_references

__all__ = [
    "as_ics",
    "as_timelinejs",
    "find_references",
    "name_events",
    "read_event_words",
    "read_names",
]
