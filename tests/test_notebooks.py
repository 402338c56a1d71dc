"""The saved notebooks are what a fresh run gives, and each number in them opens its sentences."""

import ast
import csv
import io
import re
from pathlib import Path

import nbformat
import pytest

from helpers.evidence import sentences
from helpers.reports.runs import apply_settings, read_notebooks, run_notebooks
from helpers.reports.verify import compare_notebooks

FOLDER = Path(__file__).parent.parent / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
#: They compare statements: over a single one they say what they need, and show no chart.
COMPARING = ["05_changes", "06_series"]
SERIES = FOLDER.parent / "data" / "example-series"


@pytest.fixture(scope="module")
def saved():
    return read_notebooks(FOLDER)


@pytest.fixture(scope="module")
def again():
    return run_notebooks(read_notebooks(FOLDER))


@pytest.fixture(scope="module")
def series():
    """The comparing notebooks over the example series."""
    read = read_notebooks(FOLDER)
    notebooks = {name: read[name] for name in COMPARING}
    for notebook in notebooks.values():
        apply_settings(notebook, {"DATA": str(SERIES)})
    return run_notebooks(notebooks)


def outputs_of(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from ((cell.id, output) for output in cell.outputs)


@pytest.mark.parametrize("name", NAMES)
def test_a_fresh_run_gives_what_is_saved(name, saved, again):
    result = compare_notebooks(saved[name], again[name])  # as make verify does
    assert (result.changed, result.differences) == ([], [])
    assert result.n == result.n_same > 0
    if not result.versions:
        cells = zip(saved[name].cells, again[name].cells, strict=True)
        assert [one.id for one, other in cells if one != other] == []  # the cells that differ
        assert again[name] == saved[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_last_cell_is_the_proof_and_every_table_has_a_name_of_its_own(name, saved):
    *outputs, (cell, proof) = outputs_of(saved[name])
    assert cell == saved[name].cells[-1].id == "proof"
    data = [(output.data, output.metadata.get("text/csv")) for _, output in outputs]
    shown = [("table", about["name"]) for _, about in data if about]
    shown += [("figure", about["name"]) for one, about in data if "image/svg+xml" in one]
    rows = csv.DictReader(io.StringIO(proof.data["text/csv"]))
    proven = [(r["what"], r["name"]) for r in rows if r["what"] in ("table", "figure")]
    assert sorted(proven) == sorted(shown)  # a second of one name would not be in the proof


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_saved_whole_from_top_to_bottom(name, saved):
    code = [cell for cell in saved[name].cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [*range(1, len(code) + 1)]
    assert not any("def " in cell.source for cell in code)
    assert saved[name].cells[0].source.startswith("# ") and saved[name].cells[0].source.endswith(
        "?"
    )
    headings = re.findall(r"^## (.+)$", "\n".join(c.source for c in saved[name].cells), re.M)
    assert headings[-3:] == [
        "Would another choice change the answer?",
        "How this was measured",
        "What this cannot show",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_settings_come_first_one_on_a_line_with_its_meaning(name, saved):
    first, second, *_ = [cell for cell in saved[name].cells if cell.cell_type == "code"]
    assert (first.metadata.tags, second.metadata.tags) == (["parameters"], ["setup"])
    for line in first.source.splitlines():
        assert re.fullmatch(r"[A-Z_]+ = (None|False|\d+)  # \w.+", line)
    assert first.source.startswith("DATA = None") and "\nDOCUMENT = None" in first.source
    assert second.source.startswith("import ")


@pytest.mark.parametrize("name", NAMES)
def test_markdown_says_no_number_of_the_statement(name, saved):
    prose = "\n".join(cell.source for cell in saved[name].cells if cell.cell_type == "markdown")
    years = re.findall(r"\b(?:19|20)\d\d\b", prose)  # of the works that are cited
    numbers = [n for n in re.findall(r"(?<![\w/])\d[\d,.]*", prose) if n.strip(".,") not in years]
    scales = ("0", "1", "667", "8", "95")  # ends of scales, thresholds, the level of an interval
    assert [n for n in numbers if n.strip(".,") not in scales] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_is_followed_by_its_numbers_and_sentences(name, saved):
    outputs = [output for _, output in outputs_of(saved[name])]
    charts = [place for place, output in enumerate(outputs) if "image/svg+xml" in output.data]
    assert bool(charts) == (name not in COMPARING)
    check_charts(outputs, charts)


@pytest.mark.parametrize("name", COMPARING)
def test_the_example_series_has_charts_with_numbers_and_sentences_of_both(name, series):
    outputs = [output for _, output in outputs_of(series[name])]
    charts = [place for place, output in enumerate(outputs) if "image/svg+xml" in output.data]
    assert len(charts) >= {"05_changes": 1, "06_series": 4}[name]
    check_charts(outputs, charts)


def check_charts(outputs, charts):
    for place in charts:
        evidence = outputs[place + 1].data["text/html"]
        numbers = outputs[place].data["text/csv"].count("\n") - 1
        assert "<summary>The numbers as a table</summary>" in evidence
        assert f"The sentences behind {numbers:,} number" in evidence
        alt = outputs[place].metadata["image/svg+xml"]["alt"]
        assert len(alt) > 40 and alt == outputs[place].metadata["image/png"]["alt"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_one_machine_or_day_is_saved(name):
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    assert not re.search(r'"iopub|shell.execute_reply|/home/|/Users/|/tmp/|/work/', text)
    assert nbformat.reads(text, as_version=4).metadata.language_info.get("version") is None


def test_the_readme_says_what_the_notebooks_answer(saved, series):
    readme = " ".join((FOLDER.parent / "README.md").read_text(encoding="utf-8").split())
    for notebook in [saved[name] for name in NAMES if name not in COMPARING] + [*series.values()]:
        answers = [c.outputs for c in notebook.cells if "answer" in c.metadata.get("tags", [])]
        assert answers[0][0].data["text/plain"] in readme


def test_over_a_single_statement_a_comparing_notebook_says_what_it_needs(saved):
    for name in COMPARING:
        (answer,) = [c for c in saved[name].cells if "answer" in c.metadata.get("tags", [])]
        text = answer.outputs[0].data["text/plain"]
        assert text.startswith("There is no ") and "data/example-series" in text


def test_the_readme_shows_a_redline_of_the_example_series(series):
    (cell,) = [c for c in series["05_changes"].cells if c.id == "redline"]
    lines = cell.outputs[0].data["text/plain"].splitlines()
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    quoted = " ".join(line.removeprefix("> ") for line in readme.splitlines() if line[:2] == "> ")
    plain = re.sub(r"~~(.*?)~~", r"[-\1-]", re.sub(r"\*\*(.*?)\*\*", r"{+\1+}", quoted))
    assert plain and plain in [line.partition(") ")[2] for line in lines]


@pytest.mark.parametrize("name", NAMES)
def test_the_readmes_pictures_are_the_notebooks(name, saved):
    pictures = [o.data.get("image/svg+xml") for _, o in outputs_of(saved[name])]
    if name in COMPARING:
        assert not any(pictures) and not (FOLDER / f"{name}.svg").exists()
        return
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") in pictures


# -- any readable text --------------------------------------------------------------------------

PROSE = "The ministers of Arlan met in the port of Tarn, and agreed on what is to be done there."
FRENCH = "Les ministres se sont réunis à Tarn le 3 mai et ont adopté l'accord avec la Belmora."
TEXTS = {
    "stop words": "We are who we are. It is what it was.",
    "two words": "They met.",
    "one word again": "Peace. Peace. Peace.",
    "numbers": "1, 2, 3. 4 and 5.",
    "French": f"{FRENCH} {FRENCH}",
    "Russian": "Министры встретились в Тарне и приняли соглашение, которое было важно для них. "
    * 3,
    "Chinese": "部长们在塔恩举行会议。他们通过了联合声明。",
    "headings": f"# Statement\n\n## Ports\n\n{PROSE}\n\n(Applause.)\n\n## Hills\n\n{PROSE}",
    "transcript": f"MR. ALBA: {PROSE}\n\n(Laughter.)\n\nQ  {PROSE}\n\nQ  Why?\n\nMR. ALBA: No.",
    "table": f"{PROSE}\n\n| Port | Ships |\n| --- | --- |\n| Tarn | 3 |\n",
}


def run_cells(name, saved, data):
    """Run the cells of a notebook here, without a kernel, and return what each one ends with."""
    shown, results = {"display": lambda *_: None}, {}
    for cell in saved[name].cells:
        if cell.cell_type != "code":
            continue
        tree, last = ast.parse(cell.source), None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, cell.id, "exec"), shown)
        results[cell.id] = eval(compile(last, cell.id, "eval"), shown) if last else None
        if "parameters" in cell.metadata.get("tags", []):
            shown["DATA"] = data
    return results


@pytest.mark.parametrize("name", NAMES)
def test_every_notebook_finishes_on_every_readable_text(name, saved, tmp_path, monkeypatch):
    monkeypatch.setattr(sentences, "display", lambda *_: None)
    for kind, text in TEXTS.items():
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "a.md").write_text(text, encoding="utf-8")
        run_cells(name, saved, tmp_path / kind)


def test_what_speaks_against_a_reading_stands_in_the_lead_of_every_notebook(saved, tmp_path):
    (tmp_path / "a.txt").write_text(f"{FRENCH} {FRENCH}", encoding="utf-8")
    for name in NAMES:
        cells = {cell.id for cell in saved[name].cells if "answer" in cell.metadata.get("tags", [])}
        results = run_cells(name, saved, tmp_path)
        assert all("It is in French" in results[cell].text for cell in cells), name


def test_who_speaks_is_counted_and_not_the_names_of_speakers(saved, tmp_path):
    (tmp_path / "a.md").write_text(TEXTS["transcript"], encoding="utf-8")
    results = run_cells("01_document", saved, tmp_path)
    assert results["speakers"].text == "Most words are those of MR. ALBA."
    answer = results["answer"].text
    assert "5 paragraphs, 4 sentences, 40 words" in answer
