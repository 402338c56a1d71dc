"""The record of what was read and shown: what is in it, in which order, and what it forgets."""

from hashlib import sha256

import pytest

from helpers.files import record


def sha(text):
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def cell(monkeypatch):
    """An empty record, and what sets the number of the cell that runs."""
    monkeypatch.setattr(record, "_record", {})
    return lambda number: monkeypatch.setattr(record, "_cell_number", lambda: number)


def test_the_record_keeps_the_order_and_the_last_of_each_name(cell):
    cell(1)
    record.record_output("table", "terms", "n\n1\n")
    record.record_output("figure", "terms", b"<svg/>")  # another kind: another thing
    record.record_output("table", "phrases", "n\n3\n")
    cell(2)
    record.record_output("table", "terms", "n\n2\n")  # its cell was run again
    expected = [
        ("figure", "terms", sha("<svg/>")),
        ("table", "phrases", sha("n\n3\n")),
        ("table", "terms", sha("n\n2\n")),
    ]
    assert record.list_record() == expected


def test_reading_other_statements_forgets_what_earlier_cells_did(cell):
    cell(1)
    record.record_output("our judgement", "aliases.csv", "old")
    record.record_output("table", "terms", "old")
    cell(2)
    record.record_output(
        "our judgement", "stopwords.txt", "new"
    )  # before the statements, in their cell
    record.begin_record()
    record.record_output("your judgement", "aliases.csv", "new")
    record.begin_record()  # a second folder, read in the same cell
    names = [name for _, name, _ in record.list_record()]
    assert names == ["stopwords.txt", "aliases.csv"]


def test_outside_of_a_notebook_nothing_is_forgotten(monkeypatch):
    monkeypatch.setattr(record, "_record", {})
    record.record_output("table", "terms", "n\n1\n")
    record.begin_record()
    assert [name for _, name, _ in record.list_record()] == ["terms"]
