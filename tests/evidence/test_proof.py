"""The proof in a notebook's last cell: complete, true of the files, and the same in any order."""

import base64
import re
import sys
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from helpers.documents import read_document, read_documents
from helpers.evidence import list_proof, show_proof, show_table
from helpers.evidence.proof import DRAWN_BY, PACKAGES, list_versions
from helpers.figures import Words, draw_bars
from helpers.files import DATA, data_path, record
from helpers.terms import read_aliases, read_stopwords
from helpers.themes import read_codebook, read_coding

NOTEBOOKS = sorted((DATA.parent / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
SETUP = """DOCUMENT = "first"

from helpers.documents import choose_document, read_documents
from helpers.evidence import show_table
from helpers.evidence import list_proof, show_proof
from helpers.terms import count_terms, join_aliases, read_aliases
from helpers.tokens import split_tokens

document = choose_document(read_documents("data"), DOCUMENT)
tokens = join_aliases(split_tokens(document), read_aliases("data"))"""
CELLS = {
    "setup": SETUP,
    "terms": 'show_table(count_terms(tokens)[["label", "n"]], name="terms", caption="Terms")',
    "size": 'show_table(tokens.head(1)[["text"]], name="first-word", caption="A word")',
    "proof": "show_proof(document)",
}


def sha(content):
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@pytest.fixture(autouse=True)
def empty_record(monkeypatch):
    monkeypatch.setattr(record, "_record", {})


@pytest.fixture
def data(tmp_path):
    """A folder with two statements and aliases of their own."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "first.txt").write_text("Peace came to Aleppo. Peace came to all.\n")
    (folder / "second.txt").write_text("The Ministers met.\n")
    (folder / "aliases.csv").write_text("name,alias,reason\nPeace,Aleppo,one word\n")
    return folder


def rows_of(frame, *kinds):
    return [tuple(row) for row in frame.to_numpy() if row[0] in kinds]


# -- what is listed ----------------------------------------------------------------------------


def test_the_proof_lists_texts_judgements_versions_tables_and_figures(data):
    documents = read_documents(data)
    read_aliases(data)
    read_stopwords(data)  # there is none of their own
    read_coding(documents, data)  # a folder, one file a reader
    table = pd.DataFrame({"label": ["Peace", "Aleppo"], "n": [2, 1], "per_thousand": [1 / 3, 0.1]})
    words = Words("terms", "Peace leads", "Uses", "Source", "How")
    picture = draw_bars(table, words)._repr_mimebundle_()[0]["image/svg+xml"]
    show_table(table, name="uses", caption="Uses")._repr_mimebundle_()
    show_table(table, name="not-shown", caption="Made, but not shown")
    result = list_proof(documents)
    csv = "\ufefflabel,n,per_thousand\nPeace,2,0.3333333333\nAleppo,1,0.1\n"  # to ten digits
    coding = sorted((DATA / "coding").glob("*.csv"))
    ours = [
        "page_words.txt",
        "function_words.txt",
        "thresholds.csv",
    ]  # with these the statements were read
    expected = [
        ("text", "first.txt", sha((data / "first.txt").read_bytes())),
        ("text", "second.txt", sha((data / "second.txt").read_bytes())),
        *[("our judgement", name, sha((DATA / name).read_bytes())) for name in ours],
        ("your judgement", "aliases.csv", sha((data / "aliases.csv").read_bytes())),
        ("our judgement", "stopwords.txt", sha((DATA / "stopwords.txt").read_bytes())),
        *[("our judgement", f"coding/{file.name}", sha(file.read_bytes())) for file in coding],
        *[("version", *row) for row in list_versions().items()],
        ("figure", "terms", sha(picture)),
        ("table", "terms", sha(csv)),
        ("table", "uses", sha(csv)),
    ]
    assert rows_of(result, *result["what"]) == expected
    assert len(coding) > 1


def test_a_codebook_of_ones_own_takes_the_place_of_ours(data):
    (data / "mine.dic").write_text("%\n1\tpeace\n%\npeace\t1\n")
    read_codebook(data / "mine.dic")
    assert [row[:2] for row in record.list_record()] == [("your judgement", "mine.dic")]
    read_codebook(data_path("themes.yml", data))
    assert [row[:2] for row in record.list_record()][1:] == [("our judgement", "themes.yml")]


def test_what_documents_csv_says_is_a_judgement_too(data):
    (data / "documents.csv").write_text("file,title\nfirst.txt,A title\n")
    read_documents(data)
    digest = sha((data / "documents.csv").read_bytes())
    assert record.list_record()[0] == ("your judgement", "documents.csv", digest)


def test_the_versions_are_those_that_run():
    result = list_versions()
    assert result["Python"].split()[0] == ".".join(map(str, sys.version_info[:3]))
    assert result["pandas"] == pd.__version__
    assert [*result] == ["Python", "system", "FreeType", *PACKAGES]
    assert {*DRAWN_BY} <= {*result}
    assert "not installed" not in result.values()


def test_the_proof_names_no_folder_and_does_not_count_itself(data):
    document = read_document(data / "first.txt")  # its `file` is the whole path
    shown = show_proof(document)
    first = shown._repr_mimebundle_()
    assert show_proof(document)._repr_mimebundle_() == first  # run again, it is not in itself
    assert str(data) not in repr(first)
    assert "text,first.txt," in first[0]["text/csv"]
    said = "Proof of this run: 1 text, 3 files of judgements, 0 tables and figures"
    assert first[0]["text/plain"] == f"{said}."
    assert f"<summary>{said}</summary><table" in first[0]["text/html"]
    assert first[1] == {"text/csv": {"name": "proof"}}


def test_a_file_name_in_the_proof_is_shown_as_typed(data):
    (data / "first.txt").rename(data / "<b>$x$&.txt")
    html = show_proof(read_documents(data)).html
    assert "&lt;b&gt;$x$&amp;.txt" in html and "<b>" not in html
    assert html.startswith('<details class="mathjax_ignore')


# -- of the real notebooks ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def listen():
    """What gives a list of every file that is opened meanwhile."""
    lists = []

    def hear(event, arguments):  # a hook stays for good, so it must not listen for good
        if lists and event == "open" and isinstance(arguments[0], str):
            lists[-1].append(Path(arguments[0]))

    sys.addaudithook(hear)

    @contextmanager
    def listen():
        lists.append([])
        try:
            yield lists[-1]
        finally:
            lists.clear()

    return listen


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_every_file_of_data_that_a_notebook_opens_is_in_its_proof(path, listen):
    notebook = nbformat.read(path, as_version=4)
    settings, setup, *_ = [cell for cell in notebook.cells if cell.cell_type == "code"]
    names: dict = {}
    with listen() as opened:
        exec(compile(f"{settings.source}\n{setup.source}", path, "exec"), names)
    read = {file.relative_to(DATA).as_posix() for file in opened if file.is_relative_to(DATA)}
    proof = list_proof(names["documents" if "documents" in names else "document"])
    listed = rows_of(proof, "text", "our judgement", "your judgement")
    assert {name for _, name, _ in listed} == read
    assert len(read) > 2
    assert notebook.cells[-1].source in ("show_proof(document)", "show_proof(documents)")


@pytest.mark.parametrize("name", NAMES)
def test_the_sha256_are_those_of_the_files_among_the_reports(reports, name):
    proof = pd.read_csv(reports / "tables" / f"{name}-proof.csv", dtype=str)
    files = {path: sha(path.read_bytes()) for path in (reports / "tables").glob(f"{name}-*.csv")}
    del files[reports / "tables" / f"{name}-proof.csv"]
    tables = {row[1]: row[2] for row in rows_of(proof, "table")}
    assert tables == {path.stem.removeprefix(f"{name}-"): own for path, own in files.items()}
    page = (reports / f"{name}.html").read_text(encoding="utf-8")
    pictures = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", page)
    figures = [value for _, _, value in rows_of(proof, "figure")]
    assert figures == [sha(base64.b64decode(picture)) for picture in pictures]
    assert bool(figures) == (name not in ("05_changes", "06_series"))  # these need two statements
    texts = {row[1]: row[2] for row in rows_of(proof, "text", "our judgement")}
    assert texts == {file: sha((DATA / file).read_bytes()) for file in texts}


def test_the_last_cell_follows_what_was_run_by_hand_in_any_order(data, monkeypatch):
    monkeypatch.chdir(data.parent)
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS.values()])
    at = {name: number for number, name in enumerate(CELLS)}
    client = NotebookClient(notebook)

    def proof_after(*names):
        for name in (*names, "proof"):
            client.execute_cell(notebook.cells[at[name]], at[name])
        return set(notebook.cells[-1].outputs[0].data["text/csv"].splitlines())

    def shown_in(proof):
        return {line.split(",")[1] for line in proof if line.startswith("table,")}

    with client.setup_kernel():
        in_order = proof_after("setup", "terms", "size")
        assert shown_in(in_order) == {"terms", "first-word"}
        assert proof_after() == in_order  # the proof alone, once more
        assert proof_after("size", "terms", "terms") == in_order
        assert proof_after("setup", "size", "terms") == in_order
        notebook.cells[0].source = SETUP.replace('"first"', '"second"')
        changed = proof_after("setup", "terms")  # the other table is still that of before
        assert shown_in(changed) == {"terms"}
        assert not {line for line in changed & in_order if line.startswith(("table,", "text,"))}
        other = proof_after("size")
        assert shown_in(other) == {"terms", "first-word"}
        notebook.cells[0].source = SETUP
        assert proof_after("setup", "terms", "size") == in_order
        (data / "aliases.csv").write_text("name,alias,reason\n")
        edited = proof_after("setup", "terms", "size")
    gone = {",".join(line.split(",")[:2]) for line in in_order - edited}
    assert gone == {"your judgement,aliases.csv", "table,terms"}
