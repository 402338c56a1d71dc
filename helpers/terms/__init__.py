"""Say which names are one, count terms, show them in context, measure what a count hides."""

from helpers.terms.context import concordance
from helpers.terms.count import (
    count_phrases,
    count_terms,
    find_families,
    find_phrases,
    group_families,
)
from helpers.terms.measures import (
    compare_terms,
    measure_collocations,
    measure_dispersion,
    measure_diversity,
)
from helpers.terms.names import (
    content_words,
    find_merges,
    join_aliases,
    read_aliases,
    read_stopwords,
)

__all__ = [
    "compare_terms",
    "concordance",
    "content_words",
    "count_phrases",
    "count_terms",
    "find_families",
    "find_merges",
    "find_phrases",
    "group_families",
    "join_aliases",
    "measure_collocations",
    "measure_dispersion",
    "measure_diversity",
    "read_aliases",
    "read_stopwords",
]
