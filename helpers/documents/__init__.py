"""Read saved statements and what is known of them; take off the page; list every repair."""

from helpers.documents.known import list_candidates
from helpers.documents.quality import (
    choose_english,
    find_reading_doubts,
    is_english,
    measure_reading,
)
from helpers.documents.read import (
    choose_document,
    choose_previous,
    list_repairs,
    read_document,
    read_documents,
)

__all__ = [
    "choose_document",  # one statement: the one named, else the newest
    "choose_english",  # the statements for which the rules for English hold
    "choose_previous",  # the statement before it, to lay it beside
    "find_reading_doubts",  # what speaks against the reading of a statement
    "is_english",  # whether the rules for English hold for a language
    "list_candidates",  # what is said of each statement, by whom, and who is believed
    "list_repairs",  # every change made to the saved pages
    "measure_reading",  # how well each statement was read
    "read_document",  # one statement, whatever folder it lies in
    "read_documents",  # every statement of a folder, and why a file is not one
]
