"""Lead every number back to its sentences, put words around numbers, and prove the run."""

from helpers.evidence.proof import list_proof, show_proof
from helpers.evidence.redline import show_redline
from helpers.evidence.sentences import check_counts, show_evidence
from helpers.evidence.statement import show_page, show_statement
from helpers.evidence.tables import show_lines, show_table
from helpers.evidence.words import Html, count_of, listed, say, source_of

__all__ = [
    "Html",  # a piece of a page, with the plain text that stands for it elsewhere
    "check_counts",  # whether a table's numbers are the rows that stand for them
    "count_of",  # a count with its noun
    "list_proof",  # all that a notebook rests on
    "listed",  # a list as a sentence has it
    "say",  # computed sentences as a paragraph
    "show_evidence",  # a chart or table with the sentences that it counts
    "show_lines",  # a concordance, its matches under each other
    "show_page",  # the saved page with every repair marked
    "show_proof",  # the proof, folded, as the last thing in a notebook
    "show_redline",  # two statements as one text, what changed marked
    "show_statement",  # the whole statement, its sentences numbered
    "show_table",  # a frame as a table with a caption
    "source_of",  # the source line of a chart
]
