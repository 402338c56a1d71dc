"""Lead every number back to its sentences, put words around numbers, and prove the run."""

from helpers.evidence.proof import list_proof, show_proof
from helpers.evidence.sentences import check_counts, show_evidence
from helpers.evidence.statement import show_page, show_statement
from helpers.evidence.tables import show_lines, show_table
from helpers.evidence.words import Html, count_of, listed, say, source_of

__all__ = [
    "Html",
    "check_counts",
    "count_of",
    "list_proof",
    "listed",
    "say",
    "show_evidence",
    "show_lines",
    "show_page",
    "show_proof",
    "show_statement",
    "show_table",
    "source_of",
]
