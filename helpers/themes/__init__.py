"""Read a codebook, measure what it covers, and check it against readers."""

from helpers.themes.codebooks import (
    collapse_codebook,
    find_codebook,
    read_codebook,
    write_codebook,
)
from helpers.themes.coding import (
    code_by_machine,
    krippendorff_alpha,
    list_errors,
    rate_alpha,
    read_coding,
    score_codebook,
    score_readers,
    wilson_interval,
)
from helpers.themes.coverage import (
    assign_themes,
    find_cooccurrence,
    find_untouched,
    read_definitions,
    theme_coverage,
    weigh_patterns,
)
from helpers.themes.doubts import find_doubts

__all__ = [
    "assign_themes",  # the one theme of each sentence that has the most mentions
    "code_by_machine",  # a coding as the codebook makes it
    "collapse_codebook",  # count by broader themes
    "find_codebook",  # a codebook by its name or its file
    "find_cooccurrence",  # the sentences that two themes share
    "find_doubts",  # what speaks against naming the theme that leads
    "find_untouched",  # the sentences that no theme touches
    "krippendorff_alpha",  # agreement beyond chance
    "list_errors",  # the sentences where codebook and reader differ
    "rate_alpha",  # an agreement in words
    "read_codebook",  # which words stand for which theme
    "read_coding",  # what readers coded by hand
    "read_definitions",  # what each theme means
    "score_codebook",  # a codebook against every reader
    "score_readers",  # how far the readers agree
    "theme_coverage",  # how much of each statement a theme touches
    "weigh_patterns",  # how much of the coverage hangs on each pattern
    "wilson_interval",  # the interval of a share of few cases
    "write_codebook",  # a codebook as quanteda's YAML
]
