"""Find date expressions in English; resolve them; say how sure that is, and why.

grammar (pieces, and how kinds are made of them) and periods (what a calendar has) -> place (where
an expression stands) -> days, months, years, lengths, near (the kinds) -> find (a text's dates).
A reader adds a kind in one of the five: a pattern, its examples, and what it means.
"""

from helpers.dates import days, lengths, months, near, years  # noqa: F401  they fill KINDS
from helpers.dates.cues import read_date_words
from helpers.dates.find import find_dates

__all__ = [
    "find_dates",  # every date that a text names, the days it means, and why
    "read_date_words",  # the words that tell a date from other words
]
