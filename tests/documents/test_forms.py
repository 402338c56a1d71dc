"""The forms that statements come in: no word lost, none added, in order, and nothing run."""

import datetime
import io
import itertools
import re
import socket
import zipfile

import docx
import openpyxl
import pandas as pd
import pytest

from helpers.documents import (
    list_candidates,
    list_repairs,
    read_document,
    read_documents,
)
from helpers.documents.edits import Edit, apply
from helpers.documents.forms import read_form
from helpers.documents.known import write_day
from helpers.documents.word import open_zip
from helpers.files import UnreadableFile
from helpers.tokens import split_paragraphs

#: Words as a page writes them, and as they are read.
MARKS = {
    "The ministers of <b>Arlan</b> met.": "The ministers of Arlan met.",
    'They thanked <a href="/corr">Corr</a> for it.': "They thanked Corr for it.",
    "They agreed on <em>all</em> of <i>it</i>.": "They agreed on all of it.",
    "Trade &amp; ports come&nbsp;first.": "Trade & ports come first.",
    "The note<sup>12</sup> is taken off.": "The note is taken off.",
    "The 2<sup>nd</sup> port stays.": "The 2nd port stays.",
    "A mark [sic] and a * stay.": "A mark [sic] and a * stay.",
    "The file a_b_c has 3 &lt; 4.": "The file a_b_c has 3 < 4.",
    "They <q>agree</q>.": 'They "agree".',
    "An&shy;nex &#8212; all of it.": "Annex — all of it.",
    "The <span style='color:red'>red</span> flag flew.": "The red flag flew.",
    "It <del>was</del> <ins>is</ins> open.": "It was is open.",
    "No <!-- comment --> is read.": "No is read.",
    "A <code>sign</code> stays.": "A sign stays.",
    "<strong>All</strong> of <u>them</u> left.": "All of them left.",
}
MENU = '<nav><ul><li><a href="/">Home page</a></li><li><a href="/n">News</a></li></ul></nav>'
FOOT = "<footer><p>We use cookies to make this page better for you.</p>© 2021 Office</footer>"
LAYOUTS = {
    "article": f"{MENU}<main><article><h1>A Statement</h1>{{}}</article></main>{FOOT}",
    "divisions": f'<div class="a"><div role="banner">Office</div><h1>A Statement</h1>'
    f'<div class="b"><div>{{}}</div></div></div>{FOOT}',
    "layout table": "<table><tr><td><h1>A Statement</h1>{}</td></tr></table>",
}


def read(tmp_path, content, name="a.html", **known):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_document(path, known=known)


def lines_of(document):
    return [line for line in document["text"].iloc[0].split("\n") if line]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_web_page_gives_its_words_in_order_whatever_its_layout(tmp_path, layout):
    body = "".join(f"<p>{mark}</p>\n" for mark in MARKS)
    page = f"<!DOCTYPE html><html><body>{LAYOUTS[layout].format(body)}</body></html>"
    document = read(tmp_path, page)
    assert lines_of(document) == [*MARKS.values()]
    assert document[["title", "form"]].iloc[0].to_list() == ["A Statement", "HTML"]
    assert document["reader"].iloc[0].startswith("beautifulsoup4 4.")


def test_all_changes_put_into_the_saved_page_give_the_text(tmp_path):
    body = "".join(f"<p>{mark}</p>\n" for mark in MARKS)
    document = read(tmp_path, f"<html>{LAYOUTS['article'].format(body)}")
    edits = [
        Edit(row.start, row.start + len(row.before), row.after, row.reason)
        for row in list_repairs(document).itertuples()
    ]
    assert apply(document["saved"].iloc[0], edits) == document["text"].iloc[0]
    cut = {*list_repairs(document).query("reason == 'menu or margin of the page'")["before"]}
    assert any("We use cookies" in piece for piece in cut)


def test_headings_points_and_tables_are_what_they_are(tmp_path):
    page = """<html><h1>A Statement</h1><h2>Ports</h2><p>They are open:</p>
    <ol start="3"><li><p>to ships;</p></li><li>to boats<ul><li>with oars</li></ul></li></ol>
    <p><b>Hills</b></p><p>The hills stay.</p>
    <table><tr><th>Port</th><th>Ships</th></tr><tr><td>Tarn</td><td>a | b</td></tr></table>"""
    paragraphs = split_paragraphs(read(tmp_path, page))
    result = paragraphs[["text", "kind"]].to_numpy().tolist()
    assert result == [
        ["Ports", "heading"],
        ["They are open:", "paragraph"],
        ["to ships;", "item"],
        ["to boats", "item"],
        ["with oars", "item"],
        ["Hills", "heading"],
        ["The hills stay.", "paragraph"],
        ["Port; Ships", "table row"],
        ["Tarn; a | b", "table row"],
    ]
    assert paragraphs["number"].dropna().to_list() == ["3", "4"]
    assert paragraphs["section"].to_list() == ["Ports"] * 5 + ["Hills"] * 4


def test_what_is_not_seen_is_not_read(tmp_path):
    hidden = """<script>alert("No")</script><style>p {}</style><template>No</template>
    <noscript>No</noscript><div hidden>No</div><p style="DISPLAY : none">No</p>
    <select><option>No</option></select><button>No</button><textarea>No</textarea>
    <iframe src="https://tarn.example"></iframe><svg><text>No</text></svg>
    <img alt="No" src="data:,x">    <math><mi>No</mi></math>"""
    document = read(tmp_path, f"<html><body><p>The ministers met.</p>{hidden}<p>They left.</p>")
    assert lines_of(document) == ["The ministers met.", "They left."]
    assert "No" not in document["saved"].iloc[0]


def test_prose_outside_a_small_article_is_not_lost(tmp_path):
    prose = "<p>The ministers of Arlan met in the port of Tarn and agreed on much.</p>" * 3
    page = f"<html><article><p>Read more.</p></article>{prose}"
    assert len(lines_of(read(tmp_path, page))) == 4


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path, declared, encoding):
    words = "Министры в Тарне." if encoding == "cp1251" else "The Wilmès “government” met."
    content = f"{declared}<html><body><p>{words}</p></body></html>".encode(encoding)
    expected = words.replace("“", '"').replace("”", '"')
    assert lines_of(read(tmp_path, content)) == [expected]


HEAD = """<html lang="en-GB"><head><title>The Port of Tarn | Office of Arlan</title>
<meta property="og:site_name" content="Office of Arlan">
<meta property="article:published_time" content="2021-05-04T10:00:00Z">
<link rel="canonical" href="https://arlan.example/port">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "Page"},
{"@type": "NewsArticle", "headline": "The Port of Tarn", "datePublished": "2021-05-05",
"publisher": {"name": "Arlan Press"}}]}</script></head>"""


def test_who_says_what_is_listed_and_who_is_believed(tmp_path):
    page = f"{HEAD}<h1>The Port of Tarn</h1><p>3 May 2021</p><p>The ministers met there.</p>"
    document = read(tmp_path, page, language="en")
    row = document.iloc[0]
    assert [row["title"], f"{row['published']:%Y-%m-%d}"] == ["The Port of Tarn", "2021-05-03"]
    assert [row["issuer"], row["url"]] == ["Arlan Press", "https://arlan.example/port"]
    assert row["inferred"] == "title, issuer, published, url"
    result = list_candidates(document)
    days = result[result["column"] == "published"]
    assert days[["value", "source", "chosen"]].to_numpy().tolist() == [
        ["2021-05-03", "date line", True],
        ["2021-05-05", "JSON-LD datePublished", False],
        ["2021-05-04", "<meta article:published_time>", False],
    ]
    assert days["why"].to_list() == [
        "trusted before JSON-LD datePublished, <meta article:published_time>",
        "differs",
        "differs",
    ]
    languages = result[result["column"] == "language"]
    assert languages["why"].to_list() == ["nothing differs", "agrees"]
    assert languages["source"].to_list() == ["documents.csv", "<html lang>"]


def test_documents_csv_is_believed_before_all_others(tmp_path):
    page = f"{HEAD}<h1>The Port of Tarn</h1><p>3 May 2021</p><p>The ministers met there.</p>"
    (tmp_path / "port.html").write_text(page)
    (tmp_path / "documents.csv").write_text("file,published\nport.html,2021-06-01\n")
    documents = read_documents(tmp_path)
    assert documents["published"].to_list() == [pd.Timestamp(2021, 6, 1)]
    said = list_candidates(documents).query("column == 'published' and chosen")
    assert said["source"].to_list() == ["documents.csv"]
    assert said["why"].iloc[0].startswith("trusted before date line, JSON-LD datePublished")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2021-05-03T10:00:00+02:00", "2021-05-03"),
        ("20210503", "2021-05-03"),
        ("D:20210503100000Z", "2021-05-03"),
        ("Tarn, May 3rd, 2021", "2021-05-03"),
        ("3.5.2021", "2021-05-03"),
        ("2021-13-45", ""),
        ("3/4/2021", ""),  # nobody knows which is the month
        ("2021", ""),
        ("No. 20210503999", ""),
    ],
)
def test_a_day_is_read_only_where_it_is_sure(said, day):
    assert write_day(said) == day


# -- Word, rich text, tables ---------------------------------------------------------------------


def save_docx(path):
    document = docx.Document()
    document.core_properties.title = "A file"
    document.add_heading("A Statement", level=0)
    document.add_paragraph("3 May 2021")
    document.add_heading("Ports", level=1)
    paragraph = document.add_paragraph("The ministers of ")
    paragraph.add_run("Arlan").bold = True
    paragraph.add_run(" met [sic] in a_b & Tarn.")
    for text in ("to ships", "to boats"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("to all", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Port", "Ships", "Tarn", "3"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("They left.")
    document.save(path)


def test_a_word_document_gives_its_words_in_order(tmp_path):
    save_docx(tmp_path / "a.docx")
    document = read_document(tmp_path / "a.docx")
    row = document.iloc[0]
    assert lines_of(document) == [
        "Ports",
        "The ministers of Arlan met [sic] in a_b & Tarn.",
        "to ships",
        "to boats",
        "to all",
        "Port; Ships",
        "Tarn; 3",
        "They left.",
    ]
    assert row["title"] == "A Statement" and row["published"] == pd.Timestamp(2021, 5, 3)
    assert row["form"] == "Word document" and row["reader"].startswith("mammoth ")
    kinds = split_paragraphs(document)["kind"].to_list()
    assert kinds == ["heading", "paragraph", *["item"] * 3, *["table row"] * 2, "paragraph"]
    properties = list_candidates(document).query("source == 'Word property title'")
    assert properties["value"].to_list() == ["A file"]


def test_rich_text_gives_its_words_in_order(tmp_path):
    content = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 {\b A Statement}\par 3 May 2021\par "
        rb"The ministers of {\i Arlan} met \'93there\'94 in a_b [sic].\par They left.\par }"
    )
    document = read(tmp_path, content, "a.rtf")
    assert lines_of(document) == ['The ministers of Arlan met "there" in a_b [sic].', "They left."]
    assert document[["title", "form"]].iloc[0].to_list() == ["A Statement", "RTF"]


ROWS = [
    ["document", "published", "Text", "note"],
    ["tarn", datetime.date(2021, 5, 3), "The ministers met.\n\n- One point.", 1.5],
    ["", datetime.datetime(2021, 5, 4), "<p>They <b>left</b> Tarn.</p>", None],
    [None, None, None, None],
]


def test_each_row_of_an_excel_file_is_a_statement(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["not this sheet"])
    sheet = book.create_sheet("statements")
    for row in ROWS:
        sheet.append(row)
    book.save(tmp_path / "all.xlsx")
    documents = read_documents(tmp_path)
    assert documents["document"].to_list() == ["tarn", "all-3"]
    assert documents["text"].to_list() == ["The ministers met.\n\nOne point.", "They left Tarn."]
    assert documents["published"].to_list() == [pd.Timestamp(2021, 5, 3), pd.Timestamp(2021, 5, 4)]
    assert documents["form"].to_list() == ["Excel", "Excel"]
    assert documents["title"].to_list() == ["tarn", "all-3"]
    assert documents["file"].to_list() == ["all.xlsx"] * 2


def test_each_row_of_a_csv_file_is_a_statement(tmp_path):
    (tmp_path / "all.csv").write_text(
        'document,issuer,published,text\ntarn,Arlan,2021-05-03,"The ministers met.\nThey left."\n'
        "corr,Belmora,,They came back.\n"
    )
    documents = read_documents(tmp_path).set_index("document")
    assert documents.loc["tarn", "issuer"] == "Arlan"
    assert documents.loc["tarn", "text"] == "The ministers met.\nThey left."
    assert documents.loc["corr", "text"] == "They came back."


def test_a_row_without_a_statement_is_said_with_its_line(tmp_path):
    (tmp_path / "all.csv").write_text("document,text\ntarn,The ministers met.\ncorr,\n")
    (tmp_path / "b.txt").write_text("They left.\n")
    problems = read_documents(tmp_path)["problem"]
    assert [*problems[problems != ""]] == [
        "all.csv: row 3: there is no statement in it; take it out of the folder"
    ]


# -- folders ---------------------------------------------------------------------------------------


def test_folders_inside_are_read_and_what_is_no_statement_is_left_out(tmp_path):
    for name in (
        "a.txt",
        "arlan/b.md",
        "arlan/2021/c.markdown",
        "arlan/2021/d.text",
        ".hidden/e.txt",
        "coding/ann.csv",
        "page_files/f.html",
        "arlan/README.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("The ministers met.\n")
    (tmp_path / "page.html").write_text("<html><p>They left.")
    documents = read_documents(tmp_path)
    assert sorted(documents["file"]) == [
        "a.txt",
        "arlan/2021/c.markdown",
        "arlan/2021/d.text",
        "arlan/b.md",
        "page.html",
    ]
    assert (documents["problem"] == "").all()


def test_what_a_file_is_its_bytes_say(tmp_path):
    assert read(tmp_path, "<html><p>They met in Tarn.", "a.txt")["form"].iloc[0] == "HTML"
    assert read(tmp_path, "They met in Tarn.", "a.html")["form"].iloc[0] == "text"
    assert read(tmp_path, "<html><p>Not found: the page.", "a.pdf")["form"].iloc[0] == "HTML"
    assert read(tmp_path, rb"{\rtf1 They met in Tarn.\par }", "a.doc2")["form"].iloc[0] == "RTF"
    # a tag at the beginning makes no web page of Markdown
    markdown = read(tmp_path, "<div>\n\nThey **met** in Tarn.\n", "a.md")
    assert markdown["form"].iloc[0] == "Markdown"


def test_another_encoding_is_guessed_and_said(tmp_path):
    words = "Министры встретились в Тарне и приняли соглашение, которое было важно для них. " * 5
    row = read(tmp_path, words.encode("cp1251"), "a.txt").iloc[0]
    assert row["text"] == words.strip()
    assert re.search(r"encoding cp1251 \(a guess\)", row["inferred"])


# -- what is made to harm ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7\nbroken", "a PDF that is broken; save it again"),
        ("a.docx", b"PK\x03\x04broken", "it is broken (File is not a zip file); save it again"),
        ("a.xlsx", b"PK\x03\x04broken", "it is broken (File is not a zip file); save it again"),
        ("a.doc", b"\xd0\xcf\x11\xe0broken", "an old Word document; open it and save it as .docx"),
        ("a.rtf", b"{\\rtf1" + b"{" * 500_001, "a rich-text file larger than any statement"),
        ("a.html", b"<html>" + b"<div>" * 3_000 + b"They met.", "a web page of more than 300,000"),
        ("a.html", b"<html>" + b"<p>x" * 300_001, "a web page of more than 300,000 elements"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        read_form(tmp_path / name, content)
    assert str(refused.value).startswith(said) and "\n" not in str(refused.value)


def zip_of(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return file.getvalue()


def test_a_zip_that_unpacks_to_more_than_a_document_is_not_unpacked():
    for part in ("word/document.xml", "xl/worksheets/sheet1.xml"):
        content = zip_of({part: b"0" * 100_000_001})
        assert len(content) < 200_000
        with pytest.raises(UnreadableFile, match="unzipped it is larger than 100,000,000 bytes"):
            open_zip(content)


TYPES = """<?xml version="1.0"?><Types
xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override
PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.
wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""
BOMB = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    "entities", [BOMB + '<!ENTITY x "&j;">', '<!ENTITY x SYSTEM "file:///etc/passwd">']
)
def test_entities_of_a_word_document_are_not_followed(tmp_path, entities):
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    page = (
        f'<?xml version="1.0"?><!DOCTYPE w [{entities}]><w:document xmlns:w="{words}"><w:body>'
        "<w:p><w:r><w:t>They met in Tarn. &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": page}
    path = tmp_path / "a.docx"
    path.write_bytes(zip_of(parts))
    try:
        text = read_document(path)["text"].iloc[0]
    except ValueError as error:
        assert "\n" not in str(error)
    else:
        assert "root:" not in text and len(text) < 1_000


def test_a_table_of_a_million_cells_is_said(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["text", *range(999)])
    for _ in range(1_001):
        sheet.append(["They met.", *[1] * 999])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ValueError, match=r"a\.xlsx: it has more than 1,000,000 cells; cut it"):
        read_document(tmp_path / "a.xlsx")


def test_addresses_are_columns_and_nothing_is_fetched(tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    page = """<html><head><base href="https://arlan.example/"><link rel="stylesheet" href="a.css">
    <link rel="canonical" href="https://arlan.example/port"></head><img src="https://arlan.example/x">
    <script src="https://arlan.example/a.js"></script><p>They met in Tarn.</p>
    <a href="javascript:alert(1)">Click here</a><object data="https://arlan.example/o"></object>"""
    row = read(tmp_path, page).iloc[0]
    assert row["url"] == "https://arlan.example/port"
    save_docx(tmp_path / "a.docx")
    read_document(tmp_path / "a.docx")


# -- PDF ------------------------------------------------------------------------------------------

PROSE = [
    "The ministers of {0} and Belmora met in the port of {1}, and agreed on the opening of {2}.",
    "They thanked the master of {0}, and asked the councils of {1} to report on the stabilisation"
    " of {2} before the winter.",
    "The governments of {0} exchange a list of non-governmental {1} which take part in {2}.",
    "A second meeting of {0} is to be held in {1} in the spring; envoys of {2} prepare it.",
]
#: No two lines of them are alike, however they are wrapped.
NAMES = [f"{a}{b}{c}" for a in ("Tar", "Cor", "Bel", "Arl") for b in "aeiou" for c in "nlmrst"]
PARAGRAPHS = [
    f"Point {n}: "
    + " ".join(PROSE[(n + i) % 4].format(*NAMES[n + i : n + i + 3]) for i in range(3))
    for n in range(40)
]
SHEETS = {
    "one column": "body {font: 11pt serif}",
    "justified, hyphens": "body {font: 12pt serif; text-align: justify; hyphens: auto}",
    "two columns": "body {font: 10pt serif; columns: 2}",
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_pdf_gives_its_paragraphs_without_what_is_on_every_page(tmp_path, browser, sheet):
    page = browser.new_page()
    paragraphs = PARAGRAPHS[:30] if sheet == "two columns" else PARAGRAPHS
    points = "".join(f"<p>{text}</p>" for text in paragraphs)
    page.set_content(
        f"<html lang=en><style>{SHEETS[sheet]}</style><h1>A Statement</h1><p>3 May 2021</p>"
        f"<h2>Ports</h2>{points}"
    )
    margins = dict.fromkeys(("top", "bottom", "left", "right"), "70px")
    page.pdf(
        path=tmp_path / "a.pdf",
        format="A4",
        display_header_footer=True,
        margin=margins,
        header_template='<span style="font-size: 8px">Office of Arlan</span>',
        footer_template='<span style="font-size: 8px"><span class="pageNumber"></span>/<span'
        ' class="totalPages"></span></span>',
    )
    page.close()
    document = read_document(tmp_path / "a.pdf")
    furniture = ["Office of Arlan", "1/1"]  # of a page alone nothing comes back
    lines = [line for line in lines_of(document) if line not in furniture]
    expected = ["Ports", *paragraphs]
    assert " ".join(lines) == " ".join(expected)
    # nothing says whether a paragraph ends with a page whose last line is full
    assert len(expected) - len({*lines} & {*expected}) <= 2
    assert document["title"].to_list() == ["A Statement"]
    assert document["published"].to_list() == [pd.Timestamp(2021, 5, 3)]
    assert document["reader"].iloc[0].startswith("pypdfium2 ")
    assert split_paragraphs(document)["kind"].iloc[0] == "heading"


def test_a_scan_without_text_says_what_helps(tmp_path, browser):
    page = browser.new_page()
    page.set_content("<svg width=50 height=50><rect width=50 height=50 /></svg>")
    page.pdf(path=tmp_path / "a.pdf")
    page.close()
    with pytest.raises(ValueError, match=r"a\.pdf: a PDF without text, such as a scan; have a"):
        read_document(tmp_path / "a.pdf")


SOUP = """<html><head><title>A Statement on Ports - Office of Arlan</title></head><body>
<div id="c"><p>We use cookies to make this page better. Read more of them.</p>
<a href="#">Yes</a></div>
<div class="h"><a href="/">Office of Arlan</a></div>
<div class="m"><a href="/a">About</a> <a href="/n">News</a> <a href="/c">Contact</a></div>
<div class="b"><a href="/">Home</a> &raquo; <a href="/n">News</a> &raquo; A Statement on Ports</div>
<h1>A Statement on Ports</h1><div>May 3, 2021 | By the Press Office</div>
<div><a href="https://f.example">Share here</a> <a href="https://t.example">Share there</a></div>
<div><div>The ministers of Arlan met in Tarn today, as <a href="/x">they said</a> that
they would.</div>
<div><br></div><div>They opened the ports:</div><ul><li>for grain;</li><li>for steel.</li></ul>
<p>&nbsp;</p><p>They will meet again.<br>They thanked their hosts.</p><p>###</p></div>
<div>Tags: <a href="/p">ports</a>, <a href="/g">grain</a></div><div><h3>Related</h3>
<ul><li><a href="/y">Ministers meet in Corr</a></li></ul></div>
<div>© 2021 Office of Arlan. All rights reserved. | <a href="/p">Privacy</a></div>"""


def test_a_page_that_marks_no_part_of_itself_is_read_by_what_stands_in_it(tmp_path):
    document = read(tmp_path, SOUP)
    assert lines_of(document) == [
        "The ministers of Arlan met in Tarn today, as they said that they would.",
        "They opened the ports:",
        "for grain;",
        "for steel.",
        "They will meet again.",
        "They thanked their hosts.",
    ]
    row = document.iloc[0]
    assert (row["title"], row["published"]) == ("A Statement on Ports", pd.Timestamp(2021, 5, 3))
    # nothing is taken off in silence
    cut = "".join(list_repairs(document)["before"])
    assert all(
        words in cut for words in ("We use cookies", "Tags: ports", "Ministers meet in Corr")
    )


def test_prose_above_a_heading_of_a_part_is_not_taken_off(tmp_path):
    prose = "<p>The ministers of Arlan met in the port of Tarn and agreed on much.</p>"
    page = f"<html>{prose * 3}<h1>Annex</h1>{prose}"
    assert len(lines_of(read(tmp_path, page))) >= 4


def test_notes_at_the_foot_of_a_pdf_stand_at_its_end_and_not_in_a_sentence(tmp_path, browser):
    def sheet(name, last):
        points = "".join(f"<p>{text.replace('Point', name)}</p>" for text in PARAGRAPHS[:8])
        note = (
            f"<div style='position: absolute; bottom: 0; font-size: 8pt'>1 A note of {name}.</div>"
        )
        style = "page-break-after: always; position: relative; height: 880px"
        return f"<div style='{style}'>{points}<p>{last}</p>{note}</div>"

    page = browser.new_page()
    goes_on = "A sentence of the second goes on"
    page.set_content(
        f"<html><h1>A Statement</h1>{sheet('First', 'The first ends.')}{sheet('Second', goes_on)}"
        "<p>over the page, and ends.</p>"
    )
    page.pdf(path=tmp_path / "a.pdf", format="A4")
    page.close()
    lines = lines_of(read_document(tmp_path / "a.pdf"))
    assert lines[-3:] == [
        f"{goes_on} over the page, and ends.",
        "1 A note of First.",
        "1 A note of Second.",
    ]
