"""What is read from a folder, what is inferred, and what is said of what cannot be read."""

import hashlib
import os
from pathlib import Path

import pandas as pd
import pytest

from helpers.documents import (
    choose_document,
    choose_previous,
    list_repairs,
    read_document,
    read_documents,
)
from helpers.documents.edits import Edit, apply
from helpers.evidence import source_of
from helpers.files import DATA, as_csv
from helpers.frames import typed


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
    assert alone["inferred"] == "title, published, language"
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
    ).pipe(typed)
    pd.testing.assert_frame_equal(result, expected)


BODY = "The Ministers met in Rome and agreed on what there was to be agreed on. They left."


@pytest.mark.parametrize(
    ("saved", "day"),
    [
        (f"1 May 2019\n\n2 May 2019\n\n{BODY}\n\n3 May 2019", "2019-05-02"),  # the nearest above
        (f"{BODY}\n\n3 May 2019\n\n4 May 2019", "2019-05-03"),  # else the nearest below
        (f"30 February 2019\n\n{BODY}\n\n3 May 2019", "2019-05-03"),  # that is a day
        (f"They meet again, 1 May 2019\n\n4.6.2019\n\n{BODY}", "2019-06-04"),  # day first
        (f"2019-06-04\n\n{BODY}", "2019-06-04"),
        (f"June 4, 2019\n\n{BODY}", "2019-06-04"),
        (f"2 May 2018 was {BODY}", "2017-08-09"),  # what the text speaks of is not its day
        (BODY, "2017-08-09"),  # of the file's name
    ],
)
def test_the_day_is_that_of_the_nearest_line_of_the_page_or_of_the_name(tmp_path, saved, day):
    (tmp_path / "a-2017-08-09.txt").write_text(saved)
    assert read_document(tmp_path / "a-2017-08-09.txt")["published"].iloc[0] == pd.Timestamp(day)


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


def test_all_that_the_list_says_is_kept_and_only_the_rest_inferred(folder):
    (folder / "documents.csv").write_text(
        "file,title,issuer,published,language,url\n"
        "rome.txt,A title,The Group,,en,https://example.org\n"
        "undated.txt,,,2019-01-01,,\n"
    )
    result = read_documents(folder).set_index("file")
    known = ["title", "issuer", "language", "url", "inferred"]
    assert result.loc["rome.txt", known].tolist() == [
        "A title", "The Group", "en", "https://example.org", "published",
    ]  # fmt: skip
    assert result.loc["undated.txt", known].tolist() == ["undated", "", "", "", "title"]


def test_a_title_that_is_known_is_no_part_of_the_statement(tmp_path):
    (tmp_path / "a.txt").write_text("The day of the delegations, at last!\n\nThey met.\n")
    assert read_document(tmp_path / "a.txt")["text"].iloc[0].startswith("The day")
    known = {"title": "The day of the delegations, at last!"}
    assert read_document(tmp_path / "a.txt", known=known)["text"].iloc[0] == "They met."


def test_what_the_list_leaves_empty_is_taken_from_the_file(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A day\n---\n\nWe met in Rome.\n")
    (tmp_path / "documents.csv").write_text("file,title,begins\na.md,,We met\n")
    assert read_documents(tmp_path)[["title", "inferred"]].values.tolist() == [["A day", ""]]


def test_front_matter_states_what_it_states(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: 'A day'\ndate: 2020-01-02\n---\n\nWe met.\n")
    result = read_documents(tmp_path).iloc[0]
    assert result["title"] == "A day"
    assert result["published"] == pd.Timestamp("2020-01-02")
    assert (result["text"], result["inferred"]) == ("We met.", "")
    said = ["---", "Title: A\u2028day", "ISSUER: The Group", "date: 2020-01-02T10:00", "x", "---"]
    (tmp_path / "a.md").write_bytes("\r\n".join([*said, "We met."]).encode())
    result = read_document(tmp_path / "a.md").iloc[0]
    assert (result["title"], result["issuer"]) == ("A day", "The Group")
    assert result["published"] == pd.Timestamp("2020-01-02")


def test_what_the_list_says_is_shown_on_one_line(tmp_path):
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "documents.csv").write_text('file,title,issuer\na.txt,"A\n  \u202etitle",\u2028\n')
    assert read_documents(tmp_path)[["title", "issuer"]].values.tolist() == [["A title", ""]]


def test_the_statements_may_lie_in_a_folder_of_their_own(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("They met.")
    (tmp_path / "notes.txt").write_text("Not a statement.")
    assert read_documents(tmp_path)["file"].tolist() == ["documents/a.txt"]


def test_a_folder_that_may_not_be_looked_into_is_said(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    said = rf"^{tmp_path}: Permission denied; nothing in it was read$"
    with pytest.raises(ValueError, match=said) as error:
        read_documents(tmp_path)
    assert type(error.value) is ValueError


def test_the_newest_is_chosen_unless_another_is_named(folder):
    documents = read_documents(folder)
    assert choose_document(documents)["document"].tolist() == ["paris-2021-02-03"]
    assert choose_document(documents, "rome")["document"].tolist() == ["rome"]
    undated = documents[documents["document"] == "undated"]
    assert choose_document(undated)["document"].tolist() == ["undated"]
    with pytest.raises(LookupError, match="no statement is called 'Rome'; there are: rome, paris"):
        choose_document(documents, "Rome")


def test_what_cannot_be_read_is_not_chosen_and_not_offered(tmp_path):
    for name, text in [("a", "They met."), ("b", "They left."), ("c", "")]:
        (tmp_path / f"{name}.txt").write_text(text)
    documents = read_documents(tmp_path)
    assert documents["document"].tolist() == ["a", "b", "c"]
    assert choose_document(documents)["document"].tolist() == ["b"]
    with pytest.raises(LookupError, match=r"there are: a, b$"):
        choose_document(documents, "d")


def test_judgements_beside_the_statements_are_no_statements(folder):
    judgements = ("stopwords.txt", "abbreviations.txt", "event_words.txt", "aliases.csv")
    for name in (*judgements, "README.md", ".notes.txt", "~$rome.docx"):
        (folder / name).write_text("They met.\n")
    assert len(read_documents(folder)) == 3


def test_a_bad_file_is_a_row_that_says_so_and_the_others_are_read(folder):
    (folder / "broken.txt").write_bytes(b"%PDF-1.7")
    result = read_documents(folder).set_index("document")
    assert {*result.index} == {"rome", "paris-2021-02-03", "undated", "broken"}
    problems = result.loc[result["problem"] != "", ["file", "text", "problem"]]
    assert problems.values.tolist() == [
        [
            "broken.txt",
            "",
            "broken.txt: a PDF that is broken; save it again",
        ]
    ]
    assert pd.isna(result.loc["broken", "published"]) and result.loc["broken", "edits"] == ()
    assert "broken" not in {*list_repairs(read_documents(folder))["document"]}
    assert choose_document(result.reset_index())["document"].tolist() == ["paris-2021-02-03"]
    with pytest.raises(ValueError, match=r"^broken\.txt: a PDF that is broken"):
        choose_document(result.reset_index(), "broken")


@pytest.mark.parametrize("ending", ["docx", "htm", "html", "pdf", "rtf", "PDF"])
def test_a_form_that_is_broken_is_said_unless_it_lies_beside_its_text(folder, ending):
    for name in ("rome", "vienna"):
        (folder / f"{name}.{ending}").write_bytes(b"PK\x03\x04")
    result = read_documents(folder)
    problems = result.loc[result["problem"] != "", "problem"].tolist()
    broken = "it is broken (File is not a zip file); save it again"
    assert problems == [f"vienna.{ending}: {broken}"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.doc", "an old Word document; open it and save it as .docx"),
        ("a.odt", "an OpenDocument text; open it and save it as .docx"),
        ("a.pages", "a Pages document; open it and export it as .docx"),
        ("a.mht", "a web page in one file (MHTML); open it and save it as .html"),
        ("a.xls", "an old Excel file; open it and save it as .xlsx"),
        ("notes.csv", "no column 'text'; a comma separates the columns"),
    ],
)
def test_a_form_that_is_not_read_is_said_with_what_to_save_it_as(folder, name, remedy):
    (folder / name).write_text("name,note\nTarn,port\n")
    result = read_documents(folder)
    assert result.loc[result["problem"] != "", "problem"].tolist() == [f"{name}: {remedy}"]


def test_a_file_that_the_list_names_may_end_as_it_likes(tmp_path):
    (tmp_path / "rome.htm").write_text("They met.")
    (tmp_path / "documents.csv").write_text("file\nrome.htm\n")
    assert read_documents(tmp_path)[["document", "text"]].values.tolist() == [["rome", "They met."]]


def test_statements_of_one_day_stand_in_the_order_of_their_names(tmp_path):
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(f"1{n % 2} May 2020\n\nThey met.\n")
    names = [f"{n:02}" for n in (*range(0, 40, 2), *range(1, 40, 2))]
    assert read_documents(tmp_path)["document"].tolist() == names


def test_one_name_in_two_folders_is_two_names(tmp_path):
    for name in ("2019/a.txt", "2020/a.txt", "b.txt", "b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("They met.")
    (tmp_path / "documents.csv").write_text("file\n2019/a.txt\n2020/a.txt\n")
    names = read_documents(tmp_path)["document"].tolist()
    assert names == ["2019/a.txt", "2020/a.txt", "b.md", "b.txt"]


def test_what_the_list_says_wrongly_of_a_statement_stands_on_its_line(tmp_path):
    (tmp_path / "documents.csv").write_text(
        "file,published,ends,title\n"
        "a.txt,,,\n"  # right
        "b.txt,,,\n"  # is not there
        "c.txt,31.31.2020,,\n"
        'd.txt,,Nobody left.,"A title\nof two lines"\n'
        "../e.txt,,,\n"  # outside the folder
        "/etc/passwd,,,\n"
    )
    for name in "acd":
        (tmp_path / f"{name}.txt").write_text("They met.")
    problems = read_documents(tmp_path)["problem"].tolist()
    assert problems == [
        "",
        "b.txt: no such file (documents.csv, line 3)",
        "c.txt: published '31.31.2020' is not a day; write it as 2021-05-03"
        " (documents.csv, line 4)",
        "d.txt: ends 'Nobody left.' is not in the text; mend it in documents.csv "
        "(documents.csv, line 6)",
        "../e.txt: it lies outside this folder; copy it here (documents.csv, line 7)",
        "/etc/passwd: it lies outside this folder; copy it here (documents.csv, line 8)",
    ]


@pytest.mark.parametrize(
    ("files", "error", "message"),
    [
        ({}, FileNotFoundError, "no statement here"),
        ({"a.txt": b"Caf\xe9 \x8f."}, ValueError, "a.txt: line 1, byte 3 is not UTF-8; save it"),
        ({"a.txt": b" \n\n"}, ValueError, "^a.txt: there is no statement in it; take it out[^;]*$"),
        ({"a.txt": b"Ministers!"}, ValueError, "a.txt: there is no statement in it"),  # one word
        ({"a.txt": b"", "b.txt": b""}, ValueError, "in it; .*; 1 more cannot be read either"),
        ({"documents.csv": b"title\nA\n"}, ValueError, "documents.csv: no column 'file'"),
        (
            {"documents.csv": b"file:title\na.txt:A\n"},
            ValueError,
            "no column 'file'; a comma separates the columns",
        ),
        (
            {"documents.csv": b"document,file\nA,a.txt\nA,b.txt\n", "a.txt": b"I met you."},
            ValueError,
            "documents.csv: two statements are called 'A'; rename one there",
        ),
        (
            {"documents.csv": b"file,published\na.txt,12/11/2020\n", "a.txt": b"They met."},
            ValueError,
            "a.txt: published '12/11/2020' may be in two months, and no other day decides",
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


def test_a_folder_that_is_not_there_or_empty_is_said(tmp_path):
    where = rf"^no-such\\nfolder: no such folder, seen from {Path.cwd()}$"
    with pytest.raises(FileNotFoundError, match=where):
        read_documents("no-such\nfolder")
    (tmp_path / "a\nb").mkdir()
    with pytest.raises(FileNotFoundError, match=r"/a\\nb: no statement here; put"):
        read_documents(tmp_path / "a\nb")


def test_no_folder_is_ours():
    assert read_documents(None)["document"].tolist() == ["communique-2021-03-30"]


def test_one_statement_is_read_wherever_it_lies(tmp_path):
    (tmp_path / "a\nb.txt").write_text("They met.")
    result = read_document(f"{tmp_path}/a\nb.txt").iloc[0]
    assert (result["document"], result["title"]) == (r"a\nb", r"a\nb")
    assert result["file"] == rf"{tmp_path}/a\nb.txt"
    (tmp_path / "a\nb.txt").write_bytes(b"%PDF-")
    with pytest.raises(
        ValueError, match=r"^a\\nb\.txt: a PDF that is broken; save it again"
    ) as error:
        read_document(f"{tmp_path}/a\nb.txt")
    assert type(error.value) is ValueError


def test_a_name_that_is_no_text_is_spelt_in_every_column(tmp_path):
    (tmp_path / os.fsdecode(b"\xe9.txt")).write_bytes(b"%PDF-")
    (tmp_path / os.fsdecode(b"\xe8.txt")).write_text("They met.")
    columns = ["document", "title", "file", "problem"]
    assert read_documents(tmp_path)[columns].values.tolist() == [
        [r"\xe8", r"\xe8", r"\xe8.txt", ""],
        [
            r"\xe9", "", r"\xe9.txt",
            r"\xe9.txt: a PDF that is broken; save it again",
        ],
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_usual_unicode_files_are_read_alike(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("Sophie Wilmès spoke.\r\nThey met.".encode(encoding))
    result = read_documents(tmp_path).iloc[0]
    assert result["text"] == "Sophie Wilmès spoke.\nThey met."
    assert result["inferred"] == "title"


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows-1252"), ("utf-16-le", "UTF-16")]
)
def test_an_encoding_that_had_to_be_recognised_is_said(tmp_path, encoding, name):
    (tmp_path / "a.txt").write_bytes("Sophie Wilmès spoke.".encode(encoding))
    result = read_documents(tmp_path).iloc[0]
    assert (result["text"], result["inferred"]) == (
        "Sophie Wilmès spoke.",
        f"title, encoding {name}",
    )


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "9999-12-31", "2020-02-29"])
def test_an_odd_day_stops_no_table(tmp_path, day):
    (tmp_path / "a.txt").write_text(f"Statement of the Rome Group\n\n{day}\n\nThey met.\n")
    (tmp_path / "b.txt").write_text(
        "Statement of the Rome Group\n\n30 February 2020\n\nThey met.\n"
    )
    (tmp_path / "documents.csv").write_text(f"file,published\nc.txt,{day}\n")
    (tmp_path / "c.txt").write_text("They met.")
    result = read_documents(tmp_path).set_index("document")
    assert [str(result.loc[name, "published"])[:10] for name in "abc"] == [day, "NaT", day]
    assert "no date" in source_of(result.loc[["b"]])
    assert day in source_of(result.loc[["a"]])
    assert day in as_csv(result[["published"]])


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("1 May 2019\n\nMenu\n\n3 May 2019\n\nThey met.", "2019-05-03"),  # however long the head
        ("3 May 2019\n\nThey met.\n\n5 May 2019", "2019-05-03"),
        ("Menu\n\nThey met.\n\n5 May 2019\n\n7 May 2019", "2019-05-05"),
    ],
)
def test_a_day_is_that_nearest_above_the_statement_or_else_below(tmp_path, page, day):
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    assert str(read_document(tmp_path / "a.txt")["published"][0].date()) == day


def test_of_two_statements_of_one_day_the_first_is_the_newest():
    days = pd.to_datetime(["2021-02-03", "2021-02-03", "2020-01-01"])
    documents = pd.DataFrame({"document": [*"abc"], "published": days, "problem": ""})
    assert choose_document(documents)["document"].tolist() == ["a"]


PROSE = "The ministers of Arlan and Belmora met in the port of Tarn today."
PORT = "Statement on the Port of Tarn"
BY_WHOM = "Statement by the Minister of Arlan,"  # a mark at its end


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"FOR IMMEDIATE RELEASE\n\n{PORT}\n\nMarch 4,2021", PORT),
        (f"Office of the Spokesperson\n\nPress Release\n\n{PORT}\n\n4 March, 2021", PORT),
        (f"{BY_WHOM}\n\nMARCH 4TH, 2021", BY_WHOM),
        (f"# {PORT}\n\nMarch 4th, 2021", PORT),
        (f"{PORT}\n\n4.3.2021", PORT),
        ('---\ntitle: "Communiqu\\xE9 on\n  the Port: Tarn"\ndate: 2021-03-04T10:00:00Z\n---',
         "Communiqué on the Port: Tarn"),
        ("---\ntitle: Follow-\u2060up\ndate: 2021-03-04\n---", "Follow-up"),
        ("---\ntitle: 'The Minister''s words'\ndate: March 4, 2021\n---", "The Minister's words"),
    ],
)  # fmt: skip
def test_the_title_and_the_day_are_those_that_the_page_gives(tmp_path, head, title):
    (tmp_path / "a.md").write_text(f"{head}\n\n{PROSE}\n")
    row = read_document(tmp_path / "a.md").iloc[0]
    assert (row["title"], row["published"]) == (title, pd.Timestamp(2021, 3, 4))
    assert row["text"] == PROSE


def test_what_a_printer_puts_on_every_page_is_no_title_and_no_sentence(tmp_path):
    printed = f"9/24/24, 4:56 PM {PORT} | Office of Arlan"
    (tmp_path / "a.txt").write_text(
        f"{printed}\n\n{PORT}\n\nMarch 4, 2021\n\n{PROSE}\n\nhttps://a.example/x 1/2\n"
        f"{printed}\n\nThey left.\n\nhttps://a.example/x 2/2\n"
    )
    row = read_document(tmp_path / "a.txt").iloc[0]
    assert row["title"] == PORT
    assert row["text"] == f"{PROSE}\n\nThey left."


@pytest.mark.parametrize(
    "head", ["They met on March 4, 2021.", "No. 4, 2021", "March 4", "4/3/2021"]
)
def test_a_line_that_gives_no_sure_day_leaves_it_unknown(tmp_path, head):
    (tmp_path / "a.txt").write_text(f"{PORT}\n\n{head}\n\n{PROSE}\n")
    assert pd.isna(read_document(tmp_path / "a.txt")["published"].iloc[0])


SERIES = pd.DataFrame(
    [
        ("autumn", "2031-10-23", ""),  # not in the order of time
        ("scan", "2031-06-01", "scan.pdf: it holds no text"),  # cannot be laid beside anything
        ("spring", "2031-04-17", ""),
        ("annex", "2031-10-23", ""),  # the day of another: stays behind it
        ("leaflet", None, ""),
        ("winter", "2031-12-24", ""),
    ],
    columns=["document", "published", "problem"],
).astype({"published": "datetime64[s]"})


@pytest.mark.parametrize(
    ("document", "previous"),
    [
        ("winter", ["annex"]),
        ("annex", ["autumn"]),  # of one day the order of the frame decides
        ("autumn", ["spring"]),  # what could not be read is passed over
        ("spring", []),  # the first
        ("leaflet", []),  # nobody knows what came before it
    ],
)
def test_the_previous_statement_is_the_one_before_it_in_time(document, previous):
    own = choose_document(SERIES, document)
    result = choose_previous(SERIES, own)
    assert result["document"].tolist() == previous
    assert [*result] == [*SERIES]
    # the name may be a category of a longer list
    documents = SERIES.astype({"document": "category"})
    again = choose_previous(documents, documents[documents["document"] == document])
    assert again["document"].tolist() == previous
    assert choose_previous(own, own).empty  # alone


def test_the_statement_to_lay_beside_another_may_be_named():
    own = choose_document(SERIES, "spring")
    for name in ("winter", "leaflet"):  # later, or of no day
        assert choose_previous(SERIES, own, name)["document"].tolist() == [name]
    with pytest.raises(ValueError, match=r"^'spring' would be compared with itself; name another"):
        choose_previous(SERIES, own, "spring")
    with pytest.raises(LookupError, match=r"'summer'; there are: .*autumn, spring, annex, leaflet"):
        choose_previous(SERIES, own, "summer")
    with pytest.raises(ValueError, match=r"^scan\.pdf: it holds no text"):
        choose_previous(SERIES, own, "scan")


def test_the_previous_statement_of_a_folder_is_found(folder):
    documents = read_documents(folder)
    newest = choose_document(documents)
    assert choose_previous(documents, newest)["document"].tolist() == ["rome"]
    assert choose_previous(documents, newest, "undated")["document"].tolist() == ["undated"]
