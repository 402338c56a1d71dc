"""Read a codebook, measure what it covers, and check it against readers."""

from helpers.themes.codebooks import collapse_codebook, read_codebook, write_codebook
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

__all__ = [
    "assign_themes",
    "code_by_machine",
    "collapse_codebook",
    "find_cooccurrence",
    "find_untouched",
    "krippendorff_alpha",
    "list_errors",
    "rate_alpha",
    "read_codebook",
    "read_coding",
    "read_definitions",
    "score_codebook",
    "score_readers",
    "theme_coverage",
    "weigh_patterns",
    "wilson_interval",
    "write_codebook",
]
