"""What is read from a folder, what is inferred, and what is said of what cannot be read."""

import hashlib

import pandas as pd
import pytest

from helpers import DATA
from helpers.documents import choose_document, list_repairs, read_document, read_documents
from helpers.repairs import Edit, apply


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rome.txt").write_text("Statement of the Rome Group\n\n4 June 2020\n\nThey met.\n")
    (tmp_path / "paris-2021-02-03.md").write_text("We met in Paris.\n")
    (tmp_path / "undated.txt").write_text("They met again.\n")
    return tmp_path


def test_the_bundled_statement_is_the_saved_page_byte_for_byte():
    file = DATA / "documents" / "communique-2021-03-30.txt"
    expected = "dc630271c3ea67248bb74d179e1dbd9163beb97f9cf4b12aaa945553926d069d"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == expected
    assert read_documents()["sha256"].tolist() == [expected]


def test_the_changes_put_into_the_bundled_page_give_the_text():
    document = read_documents()
    repairs = list_repairs(document)
    edits = [
        Edit(row.start, row.start + len(row.before), row.after, row.reason)
        for row in repairs.itertuples()
    ]
    assert apply(document["saved"].iloc[0], edits) == document["text"].iloc[0]
    assert {*repairs["reason"]} >= {"title line", "date line", "menu of links", "strike-through"}


def test_the_bundled_page_needs_no_row_in_the_list():
    listed = read_documents().iloc[0]
    alone = read_document(DATA / "documents" / "communique-2021-03-30.txt").iloc[0]
    assert alone["text"] == listed["text"]
    assert alone["title"] == listed["title"]
    assert alone["published"] == listed["published"]
    assert alone["inferred"] == "title, published"
    assert listed["inferred"] == ""


def test_titles_and_days_are_inferred_and_said_to_be(folder):
    result = read_documents(folder)[["document", "title", "published", "inferred"]]
    expected = pd.DataFrame(
        [
            ("rome", "Statement of the Rome Group", "2020-06-04", "title, published"),
            ("paris-2021-02-03", "paris-2021-02-03", "2021-02-03", "title, published"),
            ("undated", "undated", None, "title"),  # no day anywhere: missing, never today
        ],
        columns=["document", "title", "published", "inferred"],
    ).astype({"published": "datetime64[s]"})
    pd.testing.assert_frame_equal(result, expected)


def test_the_list_of_documents_wins_over_what_could_be_inferred(folder):
    (folder / "documents.csv").write_text(
        "document,file,title,published,begins\nRome 2020,rome.txt,A title,2020-06-05,They met\n"
    )
    result = read_documents(folder).set_index("document").loc["Rome 2020"]
    assert result["title"] == "A title"
    assert result["published"] == pd.Timestamp("2020-06-05")
    assert result["text"] == "They met."
    assert result["inferred"] == ""
    assert len(read_documents(folder)) == 3  # the files that are not listed are read too


def test_front_matter_states_what_it_states(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: 'A day'\ndate: 2020-01-02\n---\n\nWe met.\n")
    result = read_documents(tmp_path).iloc[0]
    assert result["title"] == "A day"
    assert result["published"] == pd.Timestamp("2020-01-02")
    assert (result["text"], result["inferred"]) == ("We met.", "")


def test_the_newest_is_chosen_unless_another_is_named(folder):
    documents = read_documents(folder)
    assert choose_document(documents)["document"].tolist() == ["paris-2021-02-03"]
    assert choose_document(documents, "rome")["document"].tolist() == ["rome"]
    undated = documents[documents["document"] == "undated"]
    assert choose_document(undated)["document"].tolist() == ["undated"]
    with pytest.raises(KeyError, match="no statement is called 'Rome'; there are: rome, paris"):
        choose_document(documents, "Rome")


def test_judgements_beside_the_statements_are_no_statements(folder):
    for name in ("stopwords.txt", "abbreviations.txt", "README.md", "notes.pdf"):
        (folder / name).write_text("They met.\n")
    assert len(read_documents(folder)) == 3


@pytest.mark.parametrize(
    ("files", "error", "message"),
    [
        ({}, FileNotFoundError, "no .txt or .md statement here"),
        ({"a.txt": b"Caf\xe9."}, ValueError, "a.txt: byte 3 is no UTF-8; save the file as UTF-8"),
        ({"a.txt": b" \n\n"}, ValueError, "a.txt: there is no statement in it"),
        ({"a.txt": b"A.", "a.md": b"B."}, ValueError, "another statement is called 'a' too"),
        ({"documents.csv": b"title\nA\n"}, ValueError, "documents.csv: no column 'file'"),
        (
            {"documents.csv": b"file\na.txt\nb.txt\n", "a.txt": b"They met."},
            FileNotFoundError,
            "documents.csv, line 3: no file 'b.txt'",
        ),
        (
            {"documents.csv": b"file,published\na.txt,31.12.2020\n", "a.txt": b"They met."},
            ValueError,
            "a.txt: published '31.12.2020' is not a day written as YYYY-MM-DD",
        ),
        (
            {"documents.csv": b"file,ends\na.txt,Nobody left.\n", "a.txt": b"They met."},
            ValueError,
            "a.txt: ends 'Nobody left.' is not in the text; mend it in documents.csv",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path, files, error, message):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=message) as raised:
        read_documents(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_folder_that_is_not_there_is_said():
    with pytest.raises(FileNotFoundError, match="no such folder"):
        read_documents("no-such-folder")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_usual_unicode_files_are_read_alike(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("Sophie Wilmès spoke.\r\nThey met.".encode(encoding))
    assert read_documents(tmp_path)["text"].iloc[0] == "Sophie Wilmès spoke.\nThey met."
