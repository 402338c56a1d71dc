"""Files that are none, and tables of judgements: read whole, or refused with their line."""

import errno
import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.documents import read_documents
from helpers.documents.repairs import clean
from helpers.files import (
    UnreadableFile,
    begin_record,
    data_path,
    list_record,
    read_bytes,
    read_table,
    read_text,
    read_words,
)
from helpers.files import read as files
from helpers.files.days import read_days
from helpers.files.signs import write_plainly
from helpers.lookup import find_mentions
from helpers.terms import content_words, join_aliases, read_aliases, read_stopwords
from helpers.themes import read_codebook
from helpers.tokens import split_tokens


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "^no such file$"),
        (Path.mkdir, "^a folder, not a file; take it out, or end its name otherwise$"),
        (lambda path: path.symlink_to(path), "^a link that leads back to itself; put the file in"),
        (lambda path: path.symlink_to("nowhere"), "^a link that leads nowhere; take it out$"),
        pytest.param(
            lambda path: os.mkfifo(path),
            "^a pipe or a device, not a file; take it out$",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here"),
        ),
        (lambda path: path.symlink_to(os.devnull), "^a pipe or a device, not a file"),
        (lambda path: path.write_bytes(b"a" * 101), "^it is larger than 100 bytes; cut it into"),
    ],
)
def test_what_is_no_file_is_not_waited_for(tmp_path, monkeypatch, make, message):
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 100)
    make(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile, match=message):
        read_bytes(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"a" * 100)
    assert read_bytes(tmp_path / "b.txt") == b"a" * 100


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.EACCES, "^not allowed to read it; change its permissions$"),
        (errno.EPERM, "^not allowed to read it; change its permissions$"),
        (errno.ENOTDIR, "^no such file$"),
        (errno.EIO, f"^{os.strerror(errno.EIO)}; see whether it opens elsewhere$"),  # a bad disk
    ],
)
def test_what_the_system_says_of_a_file_is_said_with_what_helps(monkeypatch, code, message):
    def fail(_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "stat", fail)
    with pytest.raises(UnreadableFile, match=message):
        read_bytes("a.txt")


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no permissions of this kind here")
def test_a_file_that_may_not_be_read_is_said():
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        os.chmod(folder, 0o755)
        path = Path(folder, "a.txt")
        path.write_text("They met.")
        path.chmod(0)
        me = os.geteuid()
        if me == 0:  # may read everything
            os.seteuid(65534)
        try:
            with pytest.raises(
                UnreadableFile, match=r"^not allowed to read it; change its permissions$"
            ):
                read_bytes(path)
        finally:
            os.seteuid(me)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_text_with_the_numbers_of_its_lines(tmp_path, encoding):
    text = 'name,alias,more\r\n"A, a",NA,"of two\r\nlines"\r\n\r\n,,\r\nB,001\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    result = read_table(tmp_path / "a.csv", ["alias"])
    assert result.columns.tolist() == ["name", "alias", "more"]
    assert result.reset_index().values.tolist() == [
        [3, "A, a", "NA", "of two\nlines"],  # nothing is a number, and nothing is missing
        [6, "B", "001", ""],
    ]


def test_a_table_without_rows_is_text_all_the_same(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"name,alias\n")
    result = read_table(tmp_path / "a.csv", ["alias"])
    assert result.empty and (result.dtypes == "str").all()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.csv: no column 'alias'; a comma separates the columns"),
        (b"name:alias\n", "a.csv: no column 'alias'; a comma separates the columns"),
        (b"alias\na,b\n", "a.csv, line 2: 2 cells under 1 heading$"),
        (b"alias,b\na,b,c\n", "a.csv, line 2: 3 cells under 2 headings$"),
        (b"alias,alias\na,b\n", "a.csv: two columns are called 'alias'"),
        (b'alias\n"a\n', "a.csv, line 2: unexpected end of data; mend it there"),
        (b"alias\na\nb\na\nc\n", "a.csv, line 4: 'a' stands twice$"),
        (b"alias,,b\na,b,c\n", "a.csv, line 2: a cell stands under no heading; give it one"),
        (b"alias, Alias\na,b\n", "a.csv: two columns are called 'alias'"),
        (b"alias\nb\xe9\x8f\n", "a.csv: line 2, byte 7 is not UTF-8"),
        (b"alias\na\0" + b"a" * 300, "a.csv: line 2: '\\\\x00' is not a character of a text"),
        (b"PK\x03\x04", "a.csv: a Word document or another zipped file"),
    ],
)
def test_a_table_that_cannot_be_kept_is_refused_in_one_line(tmp_path, content, message):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(ValueError, match=f"^{message}") as raised:
        read_table(tmp_path / "a.csv", ["alias"], once="alias")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"%PDF-", b'"', b"b\n"])
def test_the_name_of_what_cannot_be_read_is_shown_on_one_line(tmp_path, content):
    (tmp_path / "a\nb\u202e.csv").write_bytes(content)
    with pytest.raises(ValueError, match=r"^a\\nb\\u202e\.csv[:,] ") as raised:
        read_table(f"{tmp_path}/a\nb\u202e.csv", ["alias"])
    assert "\n" not in str(raised.value)


def test_a_judgement_that_is_there_and_cannot_be_read_is_not_replaced_by_ours(tmp_path):
    (tmp_path / "stopwords.txt").symlink_to("nowhere")
    with pytest.raises(
        ValueError, match=r"^stopwords\.txt: a link that leads nowhere; take it out$"
    ):
        read_words(data_path("stopwords.txt", tmp_path))
    (tmp_path / "abbreviations.txt").write_bytes(b"caf\xe9\n")
    with pytest.raises(ValueError, match=r"^abbreviations\.txt: it is in Windows-1252"):
        read_text(tmp_path / "abbreviations.txt")


def test_a_file_of_five_million_bytes_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a" * 5_000_000)
    assert len(read_bytes(tmp_path / "a.txt")) == 5_000_000
    (tmp_path / "a.txt").write_bytes(b"a" * 5_000_001)
    with pytest.raises(UnreadableFile):
        read_bytes(tmp_path / "a.txt")


ALIASES = [["Tarn", "Port of Tarn"], ["Wilmès", "D'Alba Group"]]


@pytest.mark.parametrize(
    "content",
    [
        "name,alias\nTarn,Port of Tarn\nWilmès,D'Alba Group\n".encode(),
        "name,alias,,\nTarn,Port of Tarn,,\n,,,\nWilmès,D’Alba Group,,\n".encode(),
        "name;alias\nTarn;Port of Tarn\nWilmès;D’Alba Group\n".encode("utf-8-sig"),
        "sep=;\nname;alias\nTarn;Port of Tarn\nWilmès;D’Alba Group\n".encode(),
        " Name ,ALIAS\r\nTarn,Port of Tarn\r\nWilmès,D’Alba Group\r\n".encode("cp1252"),
        "name\talias\nTarn\tPort of Tarn\nWilmès\tD’Alba Group\n".encode("utf-16"),
        'name,alias\n"Tarn","Port of\u00a0Tarn"\nWilmès,D’Alba Group\n'.encode(),
    ],
)
def test_a_table_is_read_as_any_program_writes_it(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    result = read_table(tmp_path / "a.csv", ["name", "alias"])
    assert result.columns.to_list() == ["name", "alias"]
    assert result.to_numpy().tolist() == ALIASES


def test_what_only_looks_like_a_separator_stays_in_its_cell(tmp_path):
    (tmp_path / "a.csv").write_text('name,"alias, or other"\nTarn;Corr,"a;b;c"\n')
    result = read_table(tmp_path / "a.csv", ["name"])
    assert result.to_dict("records") == [{"name": "Tarn;Corr", "alias, or other": "a;b;c"}]


def test_the_lines_are_those_of_the_file_below_what_excel_puts_above(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\nname;alias\n\nTarn;Port\n")
    assert read_table(tmp_path / "a.csv", ["name"]).index.to_list() == [4]


def test_that_an_encoding_was_recognised_stands_in_the_proof(tmp_path):
    (tmp_path / "a.csv").write_bytes("name\nWilmès\n".encode("cp1252"))
    begin_record()
    read_table(tmp_path / "a.csv", ["name"])
    assert "a.csv (read as Windows-1252)" in [row[1] for row in list_record()]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (["2021-05-03", "", "2021-05-03 00:00:00"], ["2021-05-03", "", "2021-05-03"]),
        (["04/03/2021", "13/04/2021"], ["2021-03-04", "2021-04-13"]),
        (["04/03/2021", "04/13/2021"], ["2021-04-03", "2021-04-13"]),
        (["05/05/2021"], ["2021-05-05"]),  # the same in both orders
        (["4.3.2021", "4-3-2021"], ["2021-03-04", "2021-03-04"]),
        (["3 May 2021", "May 3, 2021"], ["2021-05-03", "2021-05-03"]),
    ],
)
def test_days_are_read_where_their_column_leaves_no_doubt(said, days):
    result, problems = read_days(pd.Series(said))
    assert result.to_list() == days
    assert problems == {}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (["04/03/2021"], "'04/03/2021' may be in two months, and no other day decides"),
        (["04/03/2021", "13/04/2021", "04/13/2021"], "may be in two months, and others stand in"),
        (["44319"], "'44319' is not a day"),  # a number of Excel's
        (["2021-02-30"], "'2021-02-30' is not a day"),
        (["spring 2021"], "'spring 2021' is not a day"),
        (["04/03/21"], "'04/03/21' is not a day"),
    ],
)
def test_a_day_that_may_be_another_is_said_and_not_guessed(said, problem):
    days, problems = read_days(pd.Series(said, index=range(2, 2 + len(said))))
    assert days.to_list()[0] == ""
    assert problem in problems[2] and problems[2].endswith("write it as 2021-05-03")


# -- one form of characters --------------------------------------------------------------------

ODD = "’‘“”‑‐\u00a0\u202f\u00ad\u200b\u0301ﬁéa'-\""


@given(st.text(alphabet=ODD + "bcde ", min_size=1, max_size=20))
def test_a_list_is_written_as_a_text_is(words):
    text, _ = clean(f"They met {words} there, and they left.")
    listed = " ".join(write_plainly(f"They met {words} there, and they left.").split())
    assert " ".join(text.split()) == listed


def test_each_list_has_the_characters_of_the_text(tmp_path):
    (tmp_path / "a.txt").write_text("We don’t forget women’s rights: the D’Alba Group’s follow‑up.")
    (tmp_path / "stopwords.txt").write_text("don’t the\n")
    (tmp_path / "aliases.csv").write_text("name,alias,reason\nAlba,D’Alba Group,short\n")
    (tmp_path / "themes.yml").write_text("rights: [women’s rights, follow‑up]\n")
    tokens = split_tokens(read_documents(tmp_path))
    joined = join_aliases(tokens, read_aliases(tmp_path))
    assert "alba" in {*joined["term"]}
    counted = content_words(joined, read_stopwords(tmp_path))["term"].dropna().to_list()
    assert "don't" not in counted
    mentions = find_mentions(joined, read_codebook(tmp_path / "themes.yml"))
    assert mentions["text"].to_list() == ["women's rights", "follow-up"]
