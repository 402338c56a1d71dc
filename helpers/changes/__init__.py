"""Lay one statement beside another: what was kept, changed, moved, dropped, added, left unsaid.

words (what is compared, and what it weighs) -> similarity (pairs worth a look), parts (one sentence
as several) -> align; change_words (whose change is flagged) -> redline; missing and agreed ask for
words instead of sentences.
"""

from helpers.changes.agreed import agreed_language
from helpers.changes.align import align, count_relations, list_places
from helpers.changes.change_words import read_change_words
from helpers.changes.missing import find_missing, leave_longest
from helpers.changes.redline import redline

__all__ = [
    "agreed_language",  # the phrases that several statements have word for word
    "align",  # what became of each sentence
    "count_relations",  # how many sentences were kept, reworded, dropped ...
    "find_missing",  # what one statement says and the other does not
    "leave_longest",  # without what stands always inside something longer
    "list_places",  # the places of both statements under each other
    "read_change_words",  # the words whose change is flagged
    "redline",  # the words that were taken out and put in
]
