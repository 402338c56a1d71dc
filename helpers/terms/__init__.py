"""Say which names are one, count terms, show them in context, measure what a count hides."""

from helpers.terms.context import concordance
from helpers.terms.count import (
    count_phrases,
    count_terms,
    find_families,
    find_phrases,
    group_families,
)
from helpers.terms.keyness import compare_documents, compare_terms
from helpers.terms.measures import measure_collocations, measure_dispersion, measure_diversity
from helpers.terms.names import (
    content_words,
    find_merges,
    join_aliases,
    read_aliases,
    read_stopwords,
)

__all__ = [
    "compare_documents",  # the words that set each statement apart from the others
    "compare_terms",  # the words that set one body of text apart from another
    "concordance",  # every place of a word or phrase, with what stands around it
    "content_words",  # take the stop words out of the count
    "count_phrases",  # how often each phrase is used
    "count_terms",  # how often each term is used
    "find_families",  # the stem that each term shares with its other forms
    "find_merges",  # what join_aliases changed
    "find_phrases",  # the runs of neighbouring words
    "group_families",  # terms that share a stem, with every form
    "join_aliases",  # count the names that are one name as one
    "measure_collocations",  # pairs that stand together more often than by chance
    "measure_dispersion",  # whether a word runs through a statement or stands in one place
    "measure_diversity",  # how varied the vocabulary is
    "read_aliases",  # which names are one name
    "read_stopwords",  # the words that are not counted
]
