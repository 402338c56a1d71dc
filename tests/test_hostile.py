"""A folder that holds whatever it holds: read right or said in a line, never run, never waited for.

What single rooms do with bad input is tested beside each; here it goes through all of them.
"""

import csv
import gzip
import io
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress

import pandas as pd
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from page_checks import opened

from helpers.dates import find_dates
from helpers.documents import choose_document, read_document, read_documents
from helpers.events import as_ics, as_timelinejs, name_events, read_event_words, read_names
from helpers.events.known_events import KNOWN_EVENT_COLUMNS as KNOWN_EVENTS
from helpers.events.known_events import apply_names
from helpers.evidence import show_evidence, show_table
from helpers.files import as_csv, data_path, printable
from helpers.files.tables import MADE_SAFE
from helpers.lookup import find_mentions, find_pattern
from helpers.reports import __main__ as reports
from helpers.reports.commands import CommandError
from helpers.reports.pages import check_folder
from helpers.terms import (
    concordance,
    content_words,
    count_phrases,
    count_terms,
    find_families,
    find_merges,
    find_phrases,
    join_aliases,
    read_aliases,
    read_stopwords,
)
from helpers.themes import (
    find_untouched,
    read_codebook,
    read_coding,
    read_definitions,
    theme_coverage,
)
from helpers.tokens import read_abbreviations, split_paragraphs, split_sentences, split_tokens

# -- a folder ----------------------------------------------------------------------------------

TEXT = "The Ministers met in Rome. They left it.\n"
NAMES = [  # of files with nothing wrong in them
    "with space.txt",
    'it\'s "quoted".txt',
    "new\nline.txt",
    "$(touch ran);`touch ran` & |.txt",
    "-rf.txt",
    "--help.md",
    "%s {0} $x$.txt",
    "LOUD.TXT",
    "n" * 251 + ".txt",
    os.fsdecode(b"no text \xff\xe9.txt"),
]
CONTENTS = {  # what is in a file, and how its problem begins; "" where it is read
    "empty": (b"", "there is no statement in it; take it out of the folder"),
    "blank": (" \n\t\r\n\u00a0\u2028\ufeff".encode(), "there is no statement in it"),
    "latin-1": ("The Wilmès government met.".encode("latin-1"), ""),
    "windows": ("The “Wilmès” government met.".encode("cp1252"), ""),
    "twice": ("The Wilmès government met.".encode().decode("latin-1").encode(), ""),
    "mixed": ("Wilmès".encode() + "Wilmès".encode("latin-1"), "line 1, byte 11 is not UTF-8"),
    "utf-16": (TEXT.encode("utf-16"), ""),
    "utf-16-le": (TEXT.encode("utf-16-le"), ""),
    "utf-16-be": (TEXT.encode("utf-16-be"), ""),
    "utf-32": (TEXT.encode("utf-32"), ""),
    "utf-32-le": (TEXT.encode("utf-32-le"), ""),
    "truncated": (b"They met Wilm\xc3", "it breaks off inside its last character; save it again"),
    "nuls": (b"They met.\0\0\0", "line 1: '\\x00' is not a character of a text; save it as text"),
    "lines": ("A b.\rC d.\r\nE f.\u2028G h.\u2029I j.\x85K l.".encode(), ""),
    "digits": (b"1234567890" * 100_000 + b" 12.", ""),
    "word": (b"a" * 1_000_000 + b" b.", ""),
    "pdf": (b"%PDF-1.7\n", "a PDF that is broken; save it again"),
    "word-document": (b"PK\x03\x04\x14\0", "it is broken (File is not a zip file); save it"),
    "gzip": (gzip.compress(TEXT.encode(), mtime=0), "a compressed file, not plain text"),
    "rtf": (rb"{\rtf1\ansi They met.}", ""),
    "html": (b"<!DOCTYPE html><p>They met.", ""),
    "huge": (b"a " * 2_500_001, "it is larger than 5,000,000 bytes; cut it into several files"),
}


def fill(folder):
    """Write all of these into a folder, and what is not a file; give what is said of each."""
    for name in NAMES:
        (folder / name).write_text(TEXT)
    for name, (content, _) in CONTENTS.items():
        (folder / f"{name}.txt").write_bytes(content)
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.txt").mkdir()
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "around").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to("no-such-file")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    said = {f"{name}.txt": problem for name, (_, problem) in CONTENTS.items() if problem}
    return said | {
        "pipe.txt": "a pipe or a device, not a file; take it out",
        "folder.txt": "a folder, not a file; take it out, or end its name otherwise",
        "loop.txt": "a link that leads back to itself; put the file in its place",
        "nowhere.txt": "a link that leads nowhere; take it out",
        "scan.pdf": "a PDF that is broken; save it again",
    }


pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a folder of another system")


@pytest.mark.usefixtures("impatient")
def test_each_file_of_a_folder_is_read_or_said_in_one_line(tmp_path):
    said = fill(tmp_path)
    documents = read_documents(tmp_path).set_index("file")
    problems = documents.loc[documents["problem"] != "", "problem"]
    assert sorted(problems.index) == sorted(said)
    for file, problem in problems.items():
        assert problem.startswith(f"{file}: {said[file]}")
        assert "\n" not in problem
    assert {*map(printable, NAMES)} <= {*documents.index}
    read = documents[documents["problem"] == ""]
    assert (read.loc[[*map(printable, NAMES)], "text"] == TEXT.strip()).all()
    government = read.loc[["latin-1.txt", "windows.txt", "twice.txt"], "text"].str.replace('"', "")
    assert {*government} == {"The Wilmès government met."}
    unicode = [f"utf-{width}.txt" for width in ("16", "16-le", "16-be", "32", "32-le")]
    assert {*read.loc[unicode, "text"]} == {TEXT.strip()}
    assert read.loc["lines.txt", "text"] == "A b.\nC d.\nE f.\nG h.\nI j.\nK l."
    guessed = read["inferred"].str.extract("encoding (.*)")[0].dropna()
    assert guessed.to_dict() == {
        "latin-1.txt": "Windows-1252",
        "windows.txt": "Windows-1252",
        "utf-16-le.txt": "UTF-16",
        "utf-16-be.txt": "UTF-16",
        "utf-32-le.txt": "UTF-32",
    }


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("documents.csv", read_documents),
        ("abbreviations.txt", read_abbreviations),
        ("stopwords.txt", read_stopwords),
        ("aliases.csv", read_aliases),
        ("themes.yml", lambda folder: read_codebook(data_path("themes.yml", folder))),
        ("themes.csv", lambda folder: read_definitions(CODEBOOK, folder)),
        ("events.csv", read_names),
        ("event_words.txt", read_event_words),
        ("coding/ann.csv", lambda folder: read_coding(read_documents(), folder)),
    ],
)
def test_a_pipe_in_the_place_of_a_judgement_is_said_and_not_waited_for(tmp_path, name, read):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / name)
    with pytest.raises(ValueError, match="a pipe or a device, not a file; take it out") as raised:
        read(tmp_path)
    assert str(raised.value).startswith(f"{name}: ")


def run(*arguments):
    """Run the command as a user does; what it does must not wait for anything."""
    command = [sys.executable, "-m", "helpers.reports", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        (
            {"a.txt": b"%PDF-", "b.txt": b""},
            [],
            "ValueError: a.txt: a PDF that is broken; save it again; 1 more",
        ),
        (
            {"a.txt": b"They met.", os.fsdecode(b"\xe9.txt"): b"They left."},
            ["--document=c"],
            "LookupError: no statement is called 'c'; there are: a, \\xe9",
        ),
    ],
)
def test_the_command_says_in_one_line_what_it_cannot_read(tmp_path, files, arguments, message):
    notebooks, data = tmp_path / "notebooks", tmp_path / "data"
    notebooks.mkdir()
    data.mkdir()
    shutil.copy(PROJECT / "notebooks" / "01_document.ipynb", notebooks)
    for name, content in files.items():
        (data / name).write_bytes(content)
    command = ["--notebooks", notebooks, "--data", data, "--out", tmp_path / "out", *arguments]
    result = run(*command)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"01_document.ipynb, cell 2: {message}")
    assert "Traceback" not in result.stdout


def test_what_nobody_foresaw_is_one_line_too(monkeypatch, capsys):
    def fail(_):
        raise RecursionError("of another\nkind")

    monkeypatch.setattr(reports, "make_reports", fail)
    assert reports.main([]) == 1
    assert capsys.readouterr().err == ("RecursionError: of another kind; --traceback shows where\n")
    with pytest.raises(RecursionError):
        reports.main(["--traceback"])


@pytest.mark.usefixtures("impatient")
def test_a_pipe_among_the_reports_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "index.html")
    with pytest.raises(CommandError, match=r"index\.html in it is not a report of ours"):
        check_folder(tmp_path)


# -- markup and formulas -----------------------------------------------------------------------

MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"></td></table></details></main>',
    "[a word](javascript:alert(3))",
    "**strong** `code` # head",
    "$x^2$ \\(y\\) \\[z\\] $$w$$",
    "\\frac{1}{2} \\textbf{a}",
    "{0} {{ 7 * 7 }} {% raw %} %s %(a)s",
    "&lt;b&gt; &amp;",
]
ALL = " ".join(MARKUP)
NAME = "<img src=x onerror=alert(4)> &lt; $y$ {0} %s"
THEMES = {"<img src=x onerror=alert(5)>": "said", "$x^2$ {0} %s **b**": "met", "plain": "Rome"}
LABEL = "<img/src=x/onerror=alert(6)>"  # a name is one word
EVENT, LINK = "<img src=x onerror=alert(7)> $y^2$ {0} %s **b**", "javascript:alert(8)"

TYPED = {  # what must be shown as it was typed: in a page's text, in its charts' alt texts
    "index": ([ALL, NAME, "<i>data\\xff"], []),
    "01_document": ([ALL, NAME, "=1+1.txt: a PDF"], []),
    "02_terms": (["Ministers"], ["Ministers"]),  # a name is printed as the text writes it
    "03_themes": ([ALL, *THEMES], [*THEMES][:2]),
    "04_events": ([ALL, EVENT, LINK], [EVENT]),
}


@pytest.fixture(scope="module")
def marked(write_reports, tmp_path_factory):
    """The reports of a folder in which everything that can be said is markup or a formula."""
    root = tmp_path_factory.mktemp("marked")
    folder = root / os.fsdecode(b"<i>data\xff")
    folder.mkdir()
    said = "".join(
        f"\n\nThe Ministers said {markup} and met in Rome on 3 May 2019."
        for markup in (one.replace("<", "&lt;").replace(">", "&gt;") for one in MARKUP)
    )
    (folder / f"{NAME}.txt").write_text(f"=====\n\n@Rome;=1+1\n\nThe Ministers met.{said}\n")
    (folder / "-rf.txt").write_text(TEXT)
    (folder / "=1+1.txt").write_bytes(b"%PDF-")
    rows = [
        {"file": f"{NAME}.txt", "title": ALL, "issuer": ALL, "published": "2020-01-01"},
        {"file": "-rf.txt", "title": "=HYPERLINK(1);+1", "issuer": "@", "published": "2019-01-01"},
    ]
    pd.DataFrame(rows).to_csv(folder / "documents.csv", index=False)
    aliases = pd.DataFrame({"name": [LABEL], "alias": ["Ministers"], "reason": [ALL]})
    aliases.to_csv(folder / "aliases.csv", index=False)
    codebook = [f"{theme!r}:\n  - {pattern}\n" for theme, pattern in THEMES.items()]
    (folder / "themes.yml").write_text("".join(codebook))
    columns = ["theme", "label", "definition", "include", "exclude", "example"]
    defined = pd.DataFrame([["plain", *[ALL] * 5]], columns=columns)
    defined.to_csv(folder / "themes.csv", index=False)
    columns = ["pattern", "event", "day", "source", "link"]
    known = [["met in Rome", EVENT, "", "", ""], ["Ministers met", ALL, "2019-01-01", ALL, LINK]]
    pd.DataFrame(known, columns=columns).to_csv(folder / "events.csv", index=False)
    result = run("--data", folder, "--document", NAME, "--out", root / "reports")
    assert result.returncode == 0, result.stderr
    assert result.stderr == "Not read: =1+1.txt: a PDF that is broken; save it again.\n"
    return folder, root / "reports"


def squeeze(text):
    return " ".join(text.split())


def test_markup_neither_runs_nor_is_typeset(marked, browser):
    folder, out = marked
    sentences = split_sentences(choose_document(read_documents(folder)))
    for path in sorted(out.glob("*.html")):
        with opened(browser, path) as (page, troubles):
            page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
            text = squeeze(page.locator("main").inner_text())
            alts = page.locator("img").evaluate_all("all => all.map(i => i.alt).join(' ')")
            for typed, shown in zip(TYPED.get(path.stem, ()), (text, squeeze(alts)), strict=False):
                assert [one for one in typed if one not in shown] == []
            if path.stem in TYPED.keys() - {"index"}:
                assert [s for s in map(squeeze, sentences["text"]) if s not in text] == []
            for selector in ("script", "iframe", "math", "mjx-container", "[onerror]"):
                assert page.locator(selector).count() == 0
            for selector in ("strong", "b", "h1", "code", "a[href^=javascript]"):
                assert page.locator(f".outputs {selector}, .answer {selector}").count() == 0
            for image in page.locator("img").all():
                assert image.get_attribute("src").startswith("data:image/svg+xml")
            for box in page.locator(".scroll:has(caption)").all():
                caption = squeeze(box.locator("caption").inner_text())
                assert caption in squeeze(box.get_attribute("aria-label"))
            page.wait_for_timeout(200)  # what was to run would have run by now
            assert troubles == []


def test_no_cell_of_a_table_is_run_by_a_spreadsheet(marked):
    _, out = marked
    cells = [
        cell
        for path in out.glob("tables/*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        for cell in row
    ]
    assert {"'-rf", "'=HYPERLINK(1);'+1", "'====="} <= {*cells}
    begun = [cell for cell in cells if re.search(r"(?:^|[;\n])[=+@\t-]", cell)]
    assert [cell for cell in begun if not re.fullmatch(r"-[\d.e-]+", cell)] == []


def test_a_table_shows_what_cannot_be_seen_and_keeps_its_rows():
    table = pd.DataFrame(
        {"text": ["a\r\nb\rc", "\0\x1b[1m\x7f \u202e", "=1\r;-1"], "n": [-1, 2, 3]}
    )
    assert as_csv(table) == 'text,n\n"a\nb\nc",-1\n␀␛[1m␡ �,2\n"\'=1\n;\'-1",3\n'


@pytest.mark.parametrize("sign", "=+-@\t\n＝＋－＠")  # the last are the wide ones of East Asia
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(sign):
    texts = [f"{sign}1", f"'{sign}1", *[f"a{before}{sign}1" for before in ";\t\n"], f"a{sign}1"]
    written = as_csv(pd.DataFrame({"text": texts})).removeprefix("text\n")
    cells = [row[0] for row in csv.reader(io.StringIO(written))]
    marked = [f"a{before}'{sign}1" for before in ";\t\n"]
    assert cells[:5] == [f"'{sign}1", f"''{sign}1", *marked]
    assert cells[5] == f"a{sign}1" or sign in "\t\n"  # in mid-word nothing is begun


RUNS = st.text(st.sampled_from("=+-@\t\n;'a1, \"＝"), max_size=8)


@given(st.lists(RUNS, min_size=1), st.floats(-1e9, 1e9))
def test_a_table_read_back_is_as_it_was(texts, number):
    table = pd.DataFrame({"text": texts, "n": number, "=n": pd.Categorical(texts)})
    written = as_csv(table)
    result = pd.read_csv(io.StringIO(written), keep_default_na=False, dtype={"text": str})
    assert [*result] == ["text", "n", "'=n"]
    again = result["text"].str.replace(MADE_SAFE, r"\1", regex=True)
    assert [*again] == texts
    assert result["n"].tolist() == pytest.approx([number] * len(texts))


# -- near misses -------------------------------------------------------------------------------

NEAR_MISSES = {
    "spaces": lambda n: "a" + " " * n + "b.",
    "line ends": lambda n: "They met." + "\n" * n + "They left.",
    "empty lines": lambda n: "They met.\n" + (" " * 9 + "\n") * (n // 10) + "x",
    "accents": lambda n: "a" + "\u0301\u0323" * (n // 2),
    "joiners": lambda n: "a\u200d" * (n // 2),
    "encoded twice": lambda n: "Ãâ€" * (n // 3),
    "brackets": lambda n: "[" * n,
    "links": lambda n: "[a](#" * (n // 5),
    "addresses": lambda n: "a." * (n // 2) + "!",
    "strokes": lambda n: "~~a " * (n // 4),
    "stars": lambda n: "**a " * (n // 4),
    "one star": lambda n: "*a " * (n // 3),
    "only stars": lambda n: "*" * n,
    "underscores": lambda n: "_a " * (n // 3),
    "drawn": lambda n: "= " * (n // 2) + "x",
    "lines drawn": lambda n: "---\n" * (n // 4),
    "front matter": lambda n: "---\n" + "a: b\n" * (n // 5),
    "front matter's spaces": lambda n: "---\ntitle: a" + " " * n + "x\n---\nThey met.",
    "hashes": lambda n: "#" * n,
    "quotation marks": lambda n: "." + "'" * n + "x",
    "a month": lambda n: "Jan" + "a" * n,
    "dates": lambda n: "1 Jan 2020\n" * (n // 11),
    "abbreviations": lambda n: "AA (a " * (n // 6),
    "letters and full stops": lambda n: "a. " * (n // 3),
    "full stops": lambda n: "." * n,
    "ends of sentences": lambda n: "?) " * (n // 3),
    "numbers": lambda n: "1," * (n // 2),
    "apostrophes": lambda n: "a's" * (n // 3),
    "hyphens": lambda n: "a-" * (n // 2),
    "list marks": lambda n: "1. a\n" * (n // 5),
    "cut lines": lambda n: "aaa\n" * (n // 4),
    "wrapped lines": lambda n: ("x" * 60 + "\n") * (n // 61),
    "a long title": lambda n: "a b " + "c" * (n // 2) + "\n" + "d\n" * (n // 4) + "They met.",
    "one word": lambda n: "a" * n,
    "paragraphs": lambda n: "They met on 1 May 2020.\n" * (n // 24),
}
CODEBOOKS = {
    "zeros.dic": lambda n: "%\n" + "0" * n + "x\tlaw\n%\n",
    "numbers.dic": lambda n: "%\n1\tlaw\n%\nw" + " 1" * (n // 2) + " x\n",
    "spaces.dic": lambda n: "%\n1\tlaw\n%\nw" + " " * n + "x\n",
    "categories.dic": lambda n: "%\n" + "".join(f"{i}\tc{i}\n" for i in range(n)) + "%\n",
    "spaces.cat": lambda n: "LAW\n\tA (1)\n\ta" + " " * n + "x\n",
    "brackets.cat": lambda n: "LAW\n\tA (1)\n\ta" + "(1" * (n // 2) + "\n",
    "weights.cat": lambda n: "LAW\n" + "(1) " * (n // 4) + "x",
    "words.yml": lambda n: "law:\n" + "- court*\n" * (n // 9),
    "keys.yml": lambda n: "".join(f"k{i}: [a]\n" for i in range(n // 10)),
    "nested.ykd": lambda n: "<dictionary>" + "<cnode name='a'>" * (n // 16),
    "entities.ykd": lambda n: "<dictionary><cnode name='" + "&amp;" * (n // 5) + "'/></dictionary>",
}
SMALL, LARGE = 1_000, 16_000
MOST = 64  # times as long for 16 times as much: a pass over pairs takes 256 times as long


def growth(make, work):
    """How many times as long the larger input takes, by the clock of this process alone."""

    def duration(n):
        text, best = make(n), float("inf")
        for _ in range(2):
            start = time.process_time()
            work(text)
            best = min(best, time.process_time() - start)
        return best

    return duration(LARGE) / max(duration(SMALL), 0.0005)


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_is_read_in_a_time_like_its_length(tmp_path, name):
    def work(text):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        with suppress(ValueError):
            read_document(tmp_path / "a.txt")

    assert growth(NEAR_MISSES[name], work) < MOST


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_is_cut_in_a_time_like_its_length(name):
    def work(text):
        split_tokens(pd.DataFrame({"document": ["d"], "text": [text]}))

    assert growth(NEAR_MISSES[name], work) < MOST


@pytest.mark.parametrize("name", CODEBOOKS)
def test_a_near_miss_in_a_codebook_is_read_in_a_time_like_its_length(tmp_path, name):
    def work(text):
        (tmp_path / name).write_text(text)
        with suppress(ValueError):
            read_codebook(tmp_path / name)

    assert growth(CODEBOOKS[name], work) < MOST


@pytest.mark.parametrize("glob", ["a*a*a*a*b", "*a*a*a*b", "?*a?*a?*b"])
def test_a_near_miss_of_a_wildcard_is_found_in_a_time_like_its_length(glob):
    def make(n):
        return split_tokens(pd.DataFrame({"document": ["d"], "text": ["a" * n]}))

    assert growth(make, lambda tokens: find_pattern(tokens, glob)) < MOST


def test_evidence_is_listed_in_a_time_like_its_length(monkeypatch):
    monkeypatch.setattr("helpers.evidence.sentences.display", lambda _: None)

    def make(n):
        rows = [("d", 1, number, 0, 1, "a") for number in range(n)]
        columns = ["document", "paragraph", "sentence", "start", "end", "text"]
        return pd.DataFrame(rows, columns=columns).assign(n=1)

    def work(rows):
        table = rows[["sentence", "n"]]
        shown = show_table(table, name="n", caption="C")
        show_evidence((table, shown), rows, rows, by="sentence")

    assert growth(make, work) < MOST


def dated(n):
    """A sentence of about n characters with a date and a known event in every line of it."""
    text = "They met " + "under Resolution 2254 of 3 May 2020, " * (n // 37) + "again."
    sentences = split_sentences(pd.DataFrame({"document": ["d"], "text": [text]}))
    return sentences, find_dates(sentences, published=pd.Series({"d": pd.Timestamp("2021-01-01")}))


KNOWN = pd.DataFrame([["Resolution 2254", *[""] * 5]], columns=KNOWN_EVENTS)


def test_known_events_of_one_sentence_are_joined_in_a_time_like_its_length():
    def make(n):
        sentences, dates = dated(4 * n)
        places = zip(dates["start"], dates["end"], strict=True)
        event = {"document": "d", "event": "E", "basis": "stated"}
        return [event | {"low": low, "high": high} for low, high in places], sentences

    assert growth(make, lambda both: apply_names(*both, KNOWN)) < MOST


def test_what_is_told_of_one_sentence_is_as_long_as_it_is(monkeypatch):
    """Or the dates of a long sentence, each of which quotes it, would fill all memory."""
    shown = []
    monkeypatch.setattr("helpers.evidence.sentences.display", shown.append)

    def lengths(n):
        sentences, dates = dated(n)
        events = name_events(dates, sentences, KNOWN).assign(n=1)
        events["key"] = events.index
        table = show_table(events, name="n", caption="C")
        show_evidence((events, table), events, sentences, by="key")
        told = [shown[-1].html, as_ics(events, sentences)[0], as_timelinejs(events, sentences)[0]]
        return [*map(len, told)]

    for small, large in zip(lengths(SMALL), lengths(LARGE), strict=True):
        assert large < 20 * small  # of a text that is 16 times as long


MEGABYTES = {  # a text, and how many sentences and words it has
    "one word": ("They met. A" + "a" * 1_000_000 + " on 3 May 2020.", 2, 7),
    "digits only": ("They met. " + "1234567890" * 100_000 + " 12.", 2, 4),
    "one line": ("They met in Rome. " * 55_556 + "We met on 3 May 2020.", 55_557, 222_230),
    "one sentence": ("They met " + "and they met " * 77_000 + "on 3 May 2020.", 1, 231_006),
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", MEGABYTES)
def test_a_megabyte_of_one_kind_is_read_from_end_to_end(tmp_path, name):
    text, n_sentences, n_words = MEGABYTES[name]
    (tmp_path / "a.txt").write_text(text)
    document = read_document(tmp_path / "a.txt")
    sentences = split_sentences(document)
    assert (document["text"].iloc[0], len(sentences)) == (text, n_sentences)
    assert split_tokens(sentences)["is_word"].sum() == n_words
    dates = find_dates(sentences, published=document.set_index("document")["published"])
    events = name_events(dates, sentences, read_names())
    assert events["value"].tolist() == ["2020-05-03"] * ("May" in text)


# -- from a document to every frame ------------------------------------------------------------

ALIASES = pd.DataFrame({"name": ["Daesh", "Security Council"], "alias": ["ISIS", "the Council"]})
CODEBOOK = pd.DataFrame(
    [("law", "law*", "glob"), ("law", "law met", "glob"), ("place", "rome", "glob")],
    columns=["theme", "pattern", "kind"],
)
WORDS = """Rome rome's law laws law-making met ISIS Daesh the Council Security U.S. No. 5 1,043
Wilmès Wilme\u0300s Ã© — ’ “ ” ( ) ~~ ** _ # - • [a](#b) > … ? ! . , ; : / \u00ad \u200b \0 \ufeff
漢字 😀 İ ß ﬁ ² ٣ \u0301 \u202e 30.03.2021"""
PIECES = st.sampled_from(WORDS.split())
GAPS = st.sampled_from([" ", " ", " ", "", "  ", "\n", "\n\n", "\r\n", "\t", "\u2028", ". "])
PAGES = st.lists(st.tuples(PIECES, GAPS), max_size=40).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
) | st.text(max_size=60)


@settings(max_examples=50)
@given(st.lists(PAGES, min_size=1, max_size=3))
def test_every_frame_points_at_its_words_and_nothing_but_white_space_is_lost(folder, pages):
    for number in range(3):
        (folder / f"d{number}.txt").write_text("".join(pages[number : number + 1]))
    try:
        documents = read_documents(folder)
    except ValueError:  # none of them holds two words
        return
    texts = documents.set_index("document")["text"]
    paragraphs = split_paragraphs(documents)
    sentences = split_sentences(paragraphs, headings=True)
    unjoined = split_tokens(sentences)
    tokens = join_aliases(unjoined, ALIASES)
    content = content_words(tokens, {"the", "law"})
    mentions = find_mentions(tokens, CODEBOOK)
    frames = [
        paragraphs,
        sentences,
        unjoined,
        tokens,
        mentions,
        find_merges(tokens),
        find_families(content),
        find_phrases(content),
        find_untouched(mentions, sentences),
        concordance(tokens, documents, "law*"),
    ]
    for frame in frames:
        rows = frame[["document", "start", "end", "text"]].itertuples(index=False)
        assert all(texts[document][start:end] == text for document, start, end, text in rows)
    for frame in (unjoined, tokens):
        for document, own in frame.astype({"text": "str"}).groupby("document", observed=True):
            assert "".join("".join(own["text"]).split()) == "".join(texts[document].split())
            assert own["token"].tolist() == [*range(1, len(own) + 1)]
            assert own["start"].is_monotonic_increasing
    assert unjoined["term"].notna().equals(unjoined["is_word"])


@settings(max_examples=50)
@given(st.lists(PAGES, min_size=1, max_size=2))
def test_every_count_is_the_number_of_its_rows(pages):
    documents = pd.DataFrame({"document": [*"de"][: len(pages)], "text": pages}).astype("str")
    sentences = split_sentences(documents)
    tokens = join_aliases(split_tokens(sentences), ALIASES)
    content = content_words(tokens, {"the", "law"})
    terms, phrases = count_terms(content), find_phrases(content)
    assert terms["n"].sum() == content["term"].notna().sum()
    assert count_terms(tokens)["n"].sum() == tokens["is_word"].sum()
    assert count_phrases(content, min_n=1)["n"].sum() == len(phrases)
    mentions = find_mentions(tokens, CODEBOOK)
    if tokens.empty:
        return
    coverage = theme_coverage(mentions, sentences, tokens)
    named = coverage["theme"] != "no theme"
    assert coverage.loc[named, "n"].sum() == len(mentions)
    touched = mentions[["document", "sentence"]].drop_duplicates()
    assert len(touched) + coverage.loc[~named, "n_sentences"].sum() == len(sentences)
    shares = coverage[["share_of_sentences", "share_of_words", "share_of_tokens"]]
    assert shares.to_numpy().min() >= 0 and shares.to_numpy().max() <= 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")
