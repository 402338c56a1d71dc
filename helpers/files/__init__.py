"""Read bytes and lists, write tables, and keep a record of what was read and shown."""

from helpers.files.encodings import UnreadableFile, printable
from helpers.files.read import (
    DATA,
    data_path,
    is_bundled,
    read_bytes,
    read_table,
    read_text,
    read_words,
)
from helpers.files.record import begin_record, list_record, record_output
from helpers.files.tables import as_csv, mark_csv
from helpers.files.thresholds import read_thresholds

__all__ = [
    "DATA",  # the folder of the bundled statement and of the judgements
    "UnreadableFile",  # why a file is not read, and what helps
    "as_csv",  # write a frame as CSV, the same on every machine
    "begin_record",  # forget what earlier cells read and showed
    "data_path",  # find the researcher's own judgements, else the bundled ones
    "is_bundled",  # whether a file of judgements is ours
    "list_record",  # what a notebook has read and shown
    "mark_csv",  # make of CSV what its file holds
    "printable",  # write a file's name so that it can be shown
    "read_bytes",  # read a file whole, if it is one
    "read_table",  # read a table of judgements
    "read_text",  # read a file of judgements
    "read_thresholds",  # read the limits by which a notebook warns
    "read_words",  # read a list of words
    "record_output",  # note what was read or shown
]
