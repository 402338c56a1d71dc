"""Whether a second run found the same: every way to differ is seen, named and placed."""

import copy
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.reports import __main__ as reports
from helpers.reports import verify
from helpers.reports.verify import compare_notebooks

TABLE = "term,n\npeace,3\nwar,1\n"
PROOF = {
    ("text", "a.txt"): "sha of a",
    ("our judgement", "aliases.csv"): "sha of aliases",
    ("version", "Python"): "3.11.7",
    ("version", "system"): "Linux x86_64",
    ("version", "matplotlib"): "3.11.2",
    ("version", "pandas"): "3.1.1",
    ("table", "terms"): "sha of terms",
    ("figure", "terms"): "sha of the picture",
}


def show(kind="display_data", name=None, alt=None, **data):
    data = {key.replace("_", "/", 1).replace("_", "+"): text for key, text in data.items()}
    metadata = {"text/csv": {"name": name}} if name else {}
    metadata |= {"image/svg+xml": {"alt": alt}} if alt else {}
    return new_output(kind, data, metadata=metadata)


def write_notebook(proof=PROOF):
    """A notebook as it was saved: a sentence, a table, a chart and its table, a proof."""
    rows = "".join(f"{what},{name},{value}\n" for (what, name), value in proof.items())
    chart = show(
        name="terms",
        alt="Peace leads.",
        image_svg_xml="<svg>3</svg>",
        image_png="iVBORw",
        text_csv=TABLE,
        text_plain="Peace leads.",
    )
    evidence = show(text_html="<details>Peace came.</details>", text_plain="4 places.")
    outputs = {
        "answer": [show(text_html="<p>It says peace.</p>", text_plain="It says peace.")],
        "sizes": [show(name="sizes", text_csv="size\n7\n", text_html="<table>7</table>")],
        "chart": [chart, evidence, new_output("stream", name="stderr", text="look\n")],
        "proof": [show(name="proof", text_csv=f"what,name,value\n{rows}", text_plain="Proof.")],
    }
    cells = [new_code_cell(name, id=name, outputs=shown) for name, shown in outputs.items()]
    return new_notebook(cells=[new_markdown_cell("# What?"), *cells])


def again(cell=None, place=0, *, proof=PROOF, alt=None, **data):
    """The same notebook run again, with something else in one of its outputs."""
    notebook = write_notebook(proof)
    if cell:
        output = next(one for one in notebook.cells if one.id == cell).outputs[place]
        for kind, text in data.items():
            kind = kind.replace("_", "/", 1).replace("_", "+")
            (output.data if "data" in output else output)[kind] = text
        if alt:
            output.metadata["image/svg+xml"]["alt"] = alt
    return notebook


def test_the_same_is_the_same():
    result = compare_notebooks(write_notebook(), again(), frozen=True)
    assert result == verify.Comparison([], [], [], n=3, n_same=3, n_apart=0)


def test_how_a_notebook_was_run_by_hand_is_no_difference():
    saved = write_notebook()
    for number, cell in enumerate(saved.cells[1:]):
        cell.execution_count = 40 - number  # out of order
        cell.metadata["execution"] = {"iopub.execute_input": "2024-01-01"}
    warning = saved.cells[3].outputs.pop()  # it came in two pieces
    for text in ("lo", "ok\n"):
        saved.cells[3].outputs.append(new_output("stream", name=warning.name, text=text))
    assert compare_notebooks(saved, again()).differences == []


@pytest.mark.parametrize(
    ("run", "expected", "n_same"),
    [
        (
            again("sizes", text_csv="size\n8\n", text_html="<table>8</table>"),
            # the table that the reader sees differs, too, and is not named twice
            "table sizes: line 2 was “7”, is “8”; 1 of 2 lines differ",
            2,
        ),
        (
            again("chart", text_csv="term,n\npeace,4\nwar,2\n"),
            "table terms: line 2 was “peace,3”, is “peace,4”; 2 of 3 lines differ",
            2,
        ),
        (
            again("chart", text_csv=TABLE + "truce,1\n"),
            "table terms: line 4 “truce,1” is new; 1 of 4 lines differ",
            2,
        ),
        (again("sizes", text_csv="size"), "table sizes: line 2 “7” is gone; 1 of 2", 2),
        (again("sizes", text_csv="size\n7"), "table sizes: its last line ends differently", 2),
        (again("chart", image_svg_xml="<svg>4</svg>"), "figure terms: a different picture", 2),
        (again("chart", image_png="iVBORx"), "figure terms: a different picture", 2),
        (
            again("answer", text_plain="It says war."),
            "cell answer: line 1 was “It says peace.”, is “It says war.”; 1 of 3 lines differ",
            3,
        ),
        (
            again("answer", text_html="<p>It says war.</p>"),
            "cell answer: line 2 was “<p>It says peace.</p>”, is “<p>It says war.</p>”",
            3,
        ),
        (again("chart", 1, text_html="<details>War.</details>"), "cell chart: line 4 was", 3),
        (again("chart", 2, text="look out\n"), "cell chart: line 6 was “look”, is “look out”", 3),
        (again("chart", alt="War leads."), "cell chart: line 2 was", 3),
    ],
)
def test_whatever_is_shown_otherwise_is_named_and_placed(run, expected, n_same):
    result = compare_notebooks(write_notebook(), run)
    assert len(result.differences) == 1
    assert result.differences[0].startswith(expected)
    assert (result.changed, result.versions, result.n, result.n_same) == ([], [], 3, n_same)


def test_a_table_that_came_or_went_is_named():
    run = again()
    run.cells[2].outputs.append(show(name="more", text_csv="a\n1\n"))
    run.cells[2].outputs.append(show(name="sizes", text_csv="a\n1\n"))  # a second of that name
    assert compare_notebooks(write_notebook(), run).differences == [
        "table more: new",
        "table sizes-2: new",
    ]
    back = compare_notebooks(run, write_notebook())
    gone = ["table more: not shown any more", "table sizes-2: not shown any more"]
    assert back.differences == gone
    assert (back.n, back.n_same) == (5, 3)


def test_a_cell_that_came_or_went_is_named():
    run = again()
    run.cells.append(new_code_cell("more", id="more", outputs=[show(text_plain="More.")]))
    assert compare_notebooks(write_notebook(), run).differences == ["cell more: new"]
    assert compare_notebooks(run, write_notebook()).differences == ["cell more: not shown any more"]


def test_of_a_long_line_the_words_around_the_difference_are_shown():
    line = "peace " * 100
    saved, run = (again("answer", text_plain=f"{line}{end} {line}") for end in ("and", "or"))
    (result,) = compare_notebooks(saved, run).differences
    assert re.match(
        r"cell answer: line 1 was “…pe.* and pe.*…”, is “…pe.* or pe.*…”; 1 of ", result
    )
    assert len(result) < 400


@pytest.mark.parametrize(("length", "whole"), [(120, True), (121, False)])
def test_a_line_is_quoted_whole_up_to_120_characters(length, whole):
    line = "peace " * 30
    saved, run = (again("answer", text_plain=line[: length - 1] + end) for end in "12")
    (result,) = compare_notebooks(saved, run).differences
    assert (f"was “{line[: length - 1]}1”" in result) == whole
    assert ("…" not in result) == whole


def with_proof(**values):
    """The proof with another value in the rows of these names."""
    return PROOF | {key: values.get(key[1].split(".")[0], value) for key, value in PROOF.items()}


def test_a_file_that_changed_is_named_even_where_nothing_else_did():
    result = compare_notebooks(write_notebook(), again(proof=with_proof(a="x", aliases="x")))
    assert result.changed == ["text a.txt", "our judgement aliases.csv"]
    assert (result.versions, result.differences) == ([], [])


def test_a_file_that_is_read_now_or_no_longer_is_named():
    fewer = {key: value for key, value in PROOF.items() if key[0] != "our judgement"}
    more = fewer | {("your judgement", "aliases.csv"): "x"}
    expected = ["our judgement aliases.csv", "your judgement aliases.csv"]
    assert compare_notebooks(write_notebook(), again(proof=more)).changed == expected


def test_other_versions_of_what_draws_leave_the_tables_alone_to_be_compared():
    run = again("chart", image_svg_xml="another", proof=with_proof(matplotlib="3.12.0"))
    result = compare_notebooks(write_notebook(), run)
    assert result.versions == ["matplotlib 3.12.0, saved with 3.11.2"]
    assert (result.differences, result.n, result.n_same, result.n_apart) == ([], 2, 2, 1)
    frozen = compare_notebooks(write_notebook(), run, frozen=True)
    assert frozen.differences == ["figure terms: a different picture"]
    assert (frozen.n, frozen.n_same, frozen.n_apart) == (3, 2, 0)
    run = again("chart", text_csv="term,n\n", proof=with_proof(system="macOS arm64"))
    result = compare_notebooks(write_notebook(), run)
    assert [line[:12] for line in result.differences] == ["table terms:"]


def test_other_versions_of_what_does_not_draw_excuse_no_picture():
    run = again("chart", image_svg_xml="another", proof=with_proof(pandas="4", Python="3.14.0"))
    result = compare_notebooks(write_notebook(), run)
    assert result.versions == ["Python 3.14.0, saved with 3.11.7", "pandas 4, saved with 3.1.1"]
    assert result.differences == ["figure terms: a different picture"]


def test_a_proof_that_was_not_of_what_was_shown_is_seen():
    stale = with_proof(terms="x") | {("table", "gone"): "x"}
    result = compare_notebooks(write_notebook(stale), again())
    assert result.differences == [
        "table terms: its line in the proof is different",
        "figure terms: its line in the proof is different",
        "table gone: its line in the proof is different",
    ]


def test_what_differs_is_not_named_again_for_its_line_in_the_proof():
    run = again("chart", text_csv="term\n", image_svg_xml="x", proof=with_proof(terms="x"))
    named = [line.split(":")[0] for line in compare_notebooks(write_notebook(), run).differences]
    assert named == ["figure terms", "table terms"]


def test_a_notebook_without_a_proof_is_compared_by_its_tables():
    saved = write_notebook()
    saved.cells[-1].outputs = []  # it has the cell, which never ran
    result = compare_notebooks(saved, again("chart", image_svg_xml="x"))
    assert (result.changed, result.versions) == ([], ["none is saved with it"])
    assert (result.n, result.n_same, result.n_apart) == (2, 2, 1)


# -- the command -------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """The command over two notebooks of which the second comes out as given; nothing is run."""
    for name in ("01_first", "02_second"):
        nbformat.write(write_notebook(), tmp_path / f"{name}.ipynb")

    def run(outcome, *arguments):
        def pretend(notebooks, *, progress):
            notebooks["02_second"] = outcome

        monkeypatch.setattr(verify, "run_notebooks", pretend)
        status = verify.verify_command(["--notebooks", str(tmp_path), *arguments])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return run


ALL = "reproduced: 6 of 6 tables and figures"
OTHER = again("chart", image_svg_xml="another", proof=with_proof(system="macOS arm64"))
PANDAS = again(proof=with_proof(pandas="4"))
APART = "reproduced: 5 of 5 tables; 1 figure not compared (drawn by other versions)"


@pytest.mark.parametrize(
    ("outcome", "arguments", "expected"),
    [
        (again(), [], (0, [ALL], [])),
        (again(), ["--frozen"], (0, [ALL], [])),
        (
            again("answer", text_plain="It says war."),
            [],
            (
                1,
                ["02_second, cell answer: line 1 was “It says peace.”, is “It says war.”; 1 of 3"],
                [f"{ALL}, but not all the words beside them"],
            ),
        ),
        (
            again("sizes", text_csv="size\n8\n", proof=with_proof(aliases="x", pandas="4")),
            [],
            (
                1,
                [
                    "probable cause: our judgement aliases.csv is not what it was (02_second)",
                    "version: pandas 4, saved with 3.1.1 (02_second)",
                    "02_second, table sizes: line 2 was “7”, is “8”; 1 of 2",
                ],
                ["reproduced: 5 of 6 tables and figures"],
            ),
        ),
        (
            again(proof=with_proof(a="x")),  # the same tables, but no longer from what is said
            [],
            (
                1,
                ["changed: text a.txt is not what it was (02_second)"],
                [f"{ALL}, but from other files; make notebooks saves their proof anew"],
            ),
        ),
        (PANDAS, [], (0, ["version: pandas 4, saved with 3.1.1 (02_second)", ALL], [])),
        (
            PANDAS,
            ["--frozen"],
            (
                1,
                ["version: pandas 4, saved with 3.1.1 (02_second)"],
                [f"{ALL}, but with other versions"],
            ),
        ),
        (
            OTHER,
            [],
            (0, ["version: system macOS arm64, saved with Linux x86_64 (02_second)", APART], []),
        ),
        (
            OTHER,
            ["--frozen"],
            (
                1,
                [
                    "version: system macOS arm64, saved with Linux x86_64 (02_second)",
                    "02_second, figure terms: a different picture",
                ],
                ["reproduced: 5 of 6 tables and figures"],
            ),
        ),
    ],
)
def test_the_command_says_what_differs_and_how_many_were_reproduced(
    command, outcome, arguments, expected
):
    status, out, err = command(copy.deepcopy(outcome), *arguments)
    out = [line.removesuffix(" lines differ") for line in out]
    assert (status, out, err) == expected


def test_where_there_is_nothing_to_verify_the_command_says_so(tmp_path, capsys):
    assert verify.verify_command(["--notebooks", str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr()
    assert said.out == "" and re.fullmatch(r"there is no notebook in \S*nowhere\n", said.err)


@pytest.mark.parametrize(
    ("error", "status", "said"), [(KeyboardInterrupt, 130, "stopped"), (OSError("full"), 1, "full")]
)
def test_what_breaks_a_verification_off_is_one_line(
    tmp_path, monkeypatch, capsys, error, status, said
):
    def fail(*_, **__):
        raise error

    nbformat.write(write_notebook(), tmp_path / "01_first.ipynb")
    monkeypatch.setattr(verify, "run_notebooks", fail)
    assert verify.verify_command(["--notebooks", str(tmp_path)]) == status
    assert capsys.readouterr() == ("", f"{said}\n")


CELLS = """from helpers.documents import read_documents
from helpers.evidence import show_table
from helpers.figures import Words, draw_bars
from helpers.evidence import show_proof
from helpers.terms import count_terms, join_aliases, read_aliases
from helpers.tokens import split_tokens

documents = read_documents("data")
terms = count_terms(join_aliases(split_tokens(documents), read_aliases("data")))
---
draw_bars(terms, Words("bars", "Terms", "Uses", "Source", "How"))
---
show_table(terms[["label", "n"]], name="terms", caption="Terms")
---
show_proof(documents)"""


def test_a_real_run_names_the_judgement_that_changed_and_the_row(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for folder in ("data", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data/first.txt").write_text("Peace came to Aleppo and to Homs.\n")
    aliases = tmp_path / "data/aliases.csv"
    aliases.write_text("name,alias,reason\nPeace,Homs,one word\n")
    sources = CELLS.split("\n---\n")
    cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "01_mine.ipynb")
    arguments = ["--notebooks=notebooks", "--out=reports", "--save"]
    assert reports.main(arguments) == 0
    saved = (tmp_path / "notebooks/01_mine.ipynb").read_text(encoding="utf-8")
    assert str(tmp_path) not in saved
    aliases.write_text("name,alias,reason\n")
    capsys.readouterr()
    assert verify.verify_command(["--notebooks=notebooks", "--frozen"]) == 1
    out, err = capsys.readouterr()
    lines = [line for line in out.splitlines() if "  01_mine  " not in line]  # the progress
    assert lines == [
        "probable cause: your judgement aliases.csv is not what it was (01_mine)",
        "01_mine, figure bars: a different picture",
        "01_mine, table bars: line 2 was “first,peace,Peace,2,285.7142857,1,1”,"
        " is “first,to,to,2,285.7142857,1,1”; 6 of 7 lines differ",
        "01_mine, table terms: line 2 was “Peace,2”, is “to,2”; 6 of 7 lines differ",
    ]
    assert err == "reproduced: 0 of 3 tables and figures\n"
    assert (tmp_path / "notebooks/01_mine.ipynb").read_text(encoding="utf-8") == saved
