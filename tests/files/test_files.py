"""Files that are none, and tables of judgements: read whole, or refused with their line."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from helpers.files import UnreadableFile, data_path, read_bytes, read_table, read_text, read_words
from helpers.files import read as files


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
        (b"name;alias\n", "a.csv: no column 'alias'; a comma separates the columns"),
        (b"alias\na,b\n", "a.csv, line 2: 2 cells under 1 heading$"),
        (b"alias,b\na,b,c\n", "a.csv, line 2: 3 cells under 2 headings$"),
        (b"alias,alias\na,b\n", "a.csv: two columns are called 'alias'"),
        (b'alias\n"a\n', "a.csv, line 2: unexpected end of data; mend it there"),
        (b"alias\na\nb\na\nc\n", "a.csv, line 4: 'a' stands twice$"),
        (b"alias\nb\xe9\n", "a.csv: it is in Windows-1252; save it as text in UTF-8"),
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
