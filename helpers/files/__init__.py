"""Read bytes and lists, write tables, and keep a record of what was read and shown."""

from helpers.files.encodings import UnreadableFile, printable
from helpers.files.read import DATA, data_path, read_bytes, read_table, read_text, read_words
from helpers.files.record import begin_record, list_record, record_output
from helpers.files.tables import as_csv, mark_csv

__all__ = [
    "DATA",
    "UnreadableFile",
    "as_csv",
    "begin_record",
    "data_path",
    "list_record",
    "mark_csv",
    "printable",
    "read_bytes",
    "read_table",
    "read_text",
    "read_words",
    "record_output",
]
