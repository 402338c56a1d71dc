"""The report runner, tried on two small notebooks of our own."""

import asyncio
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.reports import __main__ as reports
from helpers.reports import runs
from helpers.reports.commands import CommandError
from helpers.reports.pages import TEMPLATES

FILES = [
    "01_first.html",
    "02_second.html",
    "index.html",
    "tables/01_first-leading-terms.csv",
    "tables/01_first-places.csv",
    "tables/01_first-places.ics",
    "tables/01_first-places.json",
    "tables/02_second-leading-terms.csv",
    "tables/02_second-places.csv",
    "tables/02_second-places.ics",
    "tables/02_second-places.json",
]
PARAMETERS = """DATA = None  # a folder; None is ours
DOCUMENT = None"""
SETUP = {"tags": ["setup"], "execution": {"shell": "2020"}}
ANSWER = "HTML(\"<p>It says <mark>peace</mark> twice, <a href='#Where?'>here</a>.</p>\")"
CHART = """alt = 'Bars: "Daesh/ISIS" leads & <ends>.'
svg = '<svg xmlns="http://www.w3.org/2000/svg" width="468pt" height="99pt"><rect/></svg>'
display(
    {
        "image/svg+xml": svg, "image/png": "iVBORw0KGgo=",
        "text/csv": "term,n\\r\\nDaesh/“ISIS”,5\\r\\n",
    },
    raw=True,
    metadata={
        "image/svg+xml": {"alt": alt}, "image/png": {"alt": alt},
        "text/csv": {"name": "leading-terms"},
    },
)"""
TABLE = """row = "".join(f"<td class='num'>{n:,}</td>" for n in range(1000, 1030))
display(
    {
        "text/html": f"<table><caption>Places</caption><tr>{row}</tr></table>",
        "text/csv": "place\\nAleppo\\n",
        "text/calendar": "BEGIN:VCALENDAR\\r\\nEND:VCALENDAR\\r\\n",
        "text/x-timelinejs": '{"events": []}\\n',
    },
    raw=True,
    metadata={
        kind: {"name": "places"} for kind in ("text/csv", "text/calendar", "text/x-timelinejs")
    },
)"""
PRINTED = """import sys, time, warnings
print("one")
sys.stdout.flush(); time.sleep(0.3)
print("two")
warnings.warn("look", stacklevel=1)"""


def write_notebook(path, question, *cells):
    """A toy notebook, with traces of having been run in JupyterLab by another Python."""
    notebook = new_notebook(
        cells=[
            new_markdown_cell(f"Before.\n\n# {question}"),
            new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            new_code_cell("from IPython.display import HTML, display", metadata=SETUP),
            new_code_cell(ANSWER, metadata={"tags": ["answer"]}),
            new_markdown_cell("## Where?\n\nIn [the text](https://example.org/statement)."),
            *[new_code_cell(cell) for cell in cells],
        ],
        metadata={
            "kernelspec": {"name": "other", "display_name": "Other", "language": "python"},
            "language_info": {"name": "python", "version": "3.1"},
        },
    )
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i}"
    nbformat.write(notebook, path)


def write_notebooks(folder, *cells):
    folder.mkdir()
    write_notebook(folder / "01_first.ipynb", "What was *read* & left?", CHART, TABLE, PRINTED)
    write_notebook(folder / "02_second.ipynb", "Which words?", CHART, TABLE, *cells)
    return folder


def command(*arguments):
    """Run the command here; its exit status and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = reports.main([str(argument) for argument in arguments])
    return status, out.getvalue(), err.getvalue()


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kernels():
    """The kernels that this process has started and not ended."""
    found = []
    for process in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):  # ended since, or about to be
            found += [process] if "ipykernel" in " ".join(process.cmdline()) else []
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One run, which the tests below look at from all sides and do not change."""
    root = tmp_path_factory.mktemp("run")
    notebooks = write_notebooks(root / "notebooks")
    read = contents(notebooks)
    status, out, err = command("--notebooks", notebooks, "--out", root / "reports")
    assert (status, err) == (0, "")
    assert contents(notebooks) == read
    return root, out


def page_of(run, name):
    return (run[0] / "reports" / name).read_text(encoding="utf-8")


def test_a_run_writes_every_file_and_nothing_else(run):
    assert list(contents(run[0] / "reports")) == FILES
    assert sorted(os.listdir(run[0])) == ["notebooks", "reports"]
    assert kernels() == []


def test_the_progress_is_one_line_per_event_when_piped(run):
    lines = run[1].splitlines()
    assert len(lines) == 5  # two starts, two ends, one summary
    assert all(re.match(r" *\d+\.\d s  \S", line) for line in lines)
    ends = {line.split(" s  ")[1] for line in lines[2:4]}
    assert ends == {"01_first  done, 6 cells", "02_second  done, 5 cells"}
    assert "wrote 2 reports and 4 tables in" in lines[-1]


def test_a_second_run_writes_the_same_bytes_over_the_first(run, tmp_path):
    shutil.copytree(run[0] / "reports", tmp_path / "again")
    (tmp_path / "again" / "09_gone.html").write_bytes(
        (tmp_path / "again/01_first.html").read_bytes()
    )
    assert command("--notebooks", run[0] / "notebooks", "--out", tmp_path / "again")[0] == 0
    assert contents(tmp_path / "again") == contents(run[0] / "reports")


class Tags(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".html")])
def test_a_page_loads_nothing_and_names_no_path(run, name):
    page = page_of(run, name)
    for tag, attributes in Tags(page).found:
        assert tag not in ("script", "link", "iframe", "object", "embed", "base")
        assert not {"srcset", "poster", "background", "action"} & attributes.keys()
        if "src" in attributes:
            assert attributes["src"].startswith("data:image/")
        if "href" in attributes and tag != "a":
            raise AssertionError(f"{tag} refers to {attributes['href']}")
    assert "url(" not in page and "@import" not in page
    assert str(run[0]) not in page
    assert "ipykernel" not in page


def test_a_page_says_its_question_shows_its_figure_and_folds_its_code(run):
    page = page_of(run, "01_first.html")
    tags = Tags(page).found
    assert "<title>What was read &amp; left?</title>" in page
    assert '<html lang="en">' in page and page.count("<main>") == page.count("<h1") == 1
    alts = [a["alt"] for tag, a in tags if tag == "img"]
    assert alts == ['Bars: "Daesh/ISIS" leads & <ends>.']
    assert page.count("data:image/svg+xml") == 1 and "data:image/png" not in page
    # of six cells five are folds: the settings stand with the imports behind them
    assert page.count('<details class="code">\n<summary>Code</summary>') == 5
    assert f"{PARAMETERS}\n\nfrom IPython.display import" in re.sub(r"<[^>]+>", "", page)
    boxes = [a for _, a in tags if a.get("class") == "scroll"]
    assert boxes == [
        {"aria-label": "Table 1: Places", "class": "scroll", "role": "region", "tabindex": "0"}
    ]
    assert "In [" not in page and "¶" not in page  # neither prompts nor anchors
    assert "one\ntwo" in page
    links = [(a["href"], a.get("aria-current")) for tag, a in tags if tag == "a"]
    assert links[:3] == [("index.html", None), ("01_first.html", "page"), ("02_second.html", None)]
    forms = [f"tables/01_first-places.{ending}" for ending in ("csv", "ics", "json")]
    assert [(form, None) for form in forms] == links[-3:]  # side by side under the table


def test_the_index_shows_each_question_answer_figure_and_tables(run):
    page = page_of(run, "index.html")
    assert '<meta name="generator" content="statement-reader">' in page
    assert '<a href="01_first.html">What was read &amp; left?</a>' in page
    assert '<a href="02_second.html">Which words?</a>' in page
    assert page.count("<p>It says <mark>peace</mark> twice") == 2
    assert "href='02_second.html#Where?'" in page  # "below" is on the other page
    tags = Tags(page).found
    assert [a["alt"] for tag, a in tags if tag == "img"] == [
        'Bars: "Daesh/ISIS" leads & <ends>.'
    ] * 2
    linked = [a["href"] for tag, a in tags if tag == "a" and a["href"].startswith("tables/")]
    assert linked == [name for name in FILES if name.startswith("tables/")]


def test_a_table_is_read_alike_by_excel_and_pandas(run):
    path = run[0] / "reports" / "tables" / "01_first-leading-terms.csv"
    assert path.read_bytes() == "\ufeffterm,n\nDaesh/“ISIS”,5\n".encode()
    result = pd.read_csv(path)
    expected = pd.DataFrame({"term": ["Daesh/“ISIS”"], "n": [5]})
    pd.testing.assert_frame_equal(result, expected)


def test_a_table_has_its_other_forms_beside_it(run):
    tables = run[0] / "reports" / "tables"
    # the line ends of a calendar are its format's, whatever the machine's are
    expected = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert (tables / "01_first-places.ics").read_bytes() == expected
    assert (tables / "01_first-places.json").read_bytes() == b'{"events": []}\n'
    assert "and 4 tables in" in run[1]  # the forms of a table are no tables


TAGGED = {"metadata": {"tags": ["parameters"]}}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("DATA = None", {"DATA"}),
        ("DATA='a # b' # c", {"DATA"}),
        ("DATA: str | None = None", {"DATA"}),
        ("DATA, TOP = None, 20", {"DATA", "TOP"}),
        ("# DATA = None", set()),  # a comment
        ("DATA == None", set()),  # not an assignment
        ("print(DATA)", set()),  # a use of it
        ("DATABASE = None", {"DATABASE"}),  # another name
    ],
)
def test_the_settings_of_a_notebook_are_what_its_parameters_cell_assigns(line, names):
    cells = [
        new_markdown_cell("DATA = 1"),
        new_code_cell(line, **TAGGED),
        new_code_cell("DATA = 1"),
    ]
    notebook = new_notebook(cells=cells)
    assert reports.apply_settings(notebook, {"DATA": "mine", "NOT_THERE": "x"}) == names
    injected = [cell.source for cell in notebook.cells if cell not in cells]
    assert injected == (["# Parameters\nDATA = 'mine'"] if "DATA" in names else [])


def test_the_settings_of_a_run_stand_where_papermill_puts_them():
    def sources(**settings):
        reports.apply_settings(notebook, settings)
        return [cell.source for cell in notebook.cells]

    setup = new_code_cell("import re", metadata={"tags": ["setup"]})
    notebook = new_notebook(cells=[new_code_cell("DATA = None\nTOP = 1", **TAGGED), setup])
    before, after = "DATA = None\nTOP = 1", "import re"
    assert sources() == [before, after]
    value = "it\\s \"mine\" # 1 'é'\n"
    assert sources(TOP="2", DATA=value) == [
        before,
        f"# Parameters\nDATA = {value!r}\nTOP = '2'",
        after,
    ]
    assert notebook.cells[1].metadata.tags == ["injected-parameters"]
    assert sources(TOP="3") == [before, "# Parameters\nTOP = '3'", after]  # in place of the last
    assert sources(TOP="False")[1] == "# Parameters\nTOP = False"
    assert reports.apply_settings(new_notebook(cells=[setup]), {"TOP": "2"}) == set()
    nbformat.validate(notebook)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # papermill's own
def test_papermill_runs_a_notebook_with_a_statement_of_ones_own(tmp_path, monkeypatch):
    papermill = pytest.importorskip("papermill")
    for name, title in (("first", "On the fisheries of Tarn"), ("second", "On peace in Belmora")):
        text = f"---\ntitle: {title}\ndate: 2021-01-02\n---\nThe Ministers met in Arlan.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    run = papermill.execute_notebook(
        reports.PROJECT / "notebooks" / "01_document.ipynb",
        tmp_path / "out.ipynb",
        {"DATA": str(tmp_path), "DOCUMENT": "first"},
        progress_bar=False,
        cwd=reports.PROJECT,
    )
    (answer,) = [cell for cell in run.cells if "answer" in cell.metadata.tags]
    said = answer.outputs[0].data["text/plain"]
    assert "On the fisheries of Tarn" in said and "Belmora" not in said
    # and what it wrote can be a notebook of ours, whose settings are others
    notebook = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    number = len(notebook.cells)
    assert {"DATA", "DOCUMENT"} <= reports.apply_settings(notebook, {"DOCUMENT": "second"})
    assert len(notebook.cells) == number
    assert "# Parameters\nDOCUMENT = 'second'" in [cell.source for cell in notebook.cells]


def test_a_report_shows_the_settings_and_the_notebook_sees_them(tmp_path, monkeypatch):
    write_notebooks(
        tmp_path / "notebooks", "print('seen', DATA, DOCUMENT, __import__('os').listdir(DATA))"
    )
    (tmp_path / "my data").mkdir()
    (tmp_path / "my data" / "a.txt").touch()
    monkeypatch.chdir(tmp_path)  # a relative folder is one of the folder in which the user stands
    status, _, err = command("--notebooks=notebooks", "--out=out", "--data=my data", "DOCUMENT=d<1")
    assert (status, err) == (0, "")
    page = (tmp_path / "out" / "02_second.html").read_text(encoding="utf-8")
    assert "seen my data d&lt;1 ['a.txt']" in page
    text = re.sub(r"<[^>]+>", "", page)
    own = "# Parameters\nDATA = 'my data'\nDOCUMENT = 'd&lt;1'"
    assert f"{PARAMETERS}\n\n{own}\n\nfrom IPython.display import" in text
    assert page.count('<details class="code">') == 5
    assert "<code>DATA = my data</code>" in (tmp_path / "out" / "index.html").read_text()
    assert str(tmp_path) not in page


def test_a_failing_cell_is_one_line_and_the_earlier_reports_stay(run, tmp_path):
    shutil.copytree(run[0] / "reports", tmp_path / "reports")
    failing = "raise ValueError('no such\\nstatement')"
    write_notebooks(tmp_path / "notebooks", failing, "1 / 0")
    short = ["1"] * 100  # being stopped between two cells is where it was once overheard
    slow = [*short, "import time; time.sleep(60)"]
    write_notebook(tmp_path / "notebooks" / "03_slow.ipynb", "Slow?", *slow)
    start = time.monotonic()
    status, out, err = command("--notebooks", tmp_path / "notebooks", "--out", tmp_path / "reports")
    assert status == 1
    assert err == "02_second.ipynb, cell 6: ValueError: no such statement\n"
    assert "Traceback" not in out
    assert time.monotonic() - start < 30  # the slow one was stopped
    assert kernels() == []
    assert contents(tmp_path / "reports") == contents(run[0] / "reports")
    assert sorted(os.listdir(tmp_path)) == ["notebooks", "reports"]


def test_a_kernel_that_dies_is_said_so(tmp_path):
    write_notebooks(tmp_path / "notebooks", "import os; os._exit(9)")
    arguments = ["--notebooks", tmp_path / "notebooks", "--out", tmp_path / "reports"]
    status, _, err = command(*arguments, "DOCUMENT=x")
    assert (status, err.count("\n")) == (1, 1)
    # the sixth of the notebook as it is saved: the cell of this run's settings does not count
    assert err.startswith("02_second.ipynb, cell 6: the kernel stopped")
    assert os.listdir(tmp_path) == ["notebooks"]


ASK = "import ipykernel.connect as c; print(c.get_connection_info(unpack=True)['transport'])"


@pytest.mark.parametrize(
    ("n_bytes", "way"),
    [
        (90, "ipc"),
        (91, "tcp"),  # no file to speak through may have a longer path
    ],
)
def test_runs_side_by_side_take_no_port_from_each_other(tmp_path, monkeypatch, n_bytes, way):
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        folder = Path(short, "x" * (n_bytes - len(f"{short}//kernel-12345678")))
        folder.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        write_notebook(tmp_path / "01_first.ipynb", "Which way?", ASK)
        run = runs.run_notebooks(runs.read_notebooks(tmp_path))["01_first"]
        assert run.cells[-1].outputs[0].text == f"{way}\n"
        assert os.listdir(folder) == []


@pytest.mark.parametrize(
    ("n_processors", "expected"),
    [
        (None, 4),  # Python cannot always tell
        (1, 4),
        (3, 4),
        (4, 5),  # one more than keeps them busy while another starts
    ],
)
def test_as_many_run_side_by_side_as_keep_the_processors_busy(monkeypatch, n_processors, expected):
    running, most = set(), []

    async def pretend_cells(name, *_):
        running.add(name)
        most.append(len(running))
        await asyncio.sleep(0.01)
        running.remove(name)
        return 1

    monkeypatch.setattr(os, "cpu_count", lambda: n_processors)
    monkeypatch.setattr(runs, "_run_cells", pretend_cells)
    runs.run_notebooks({str(n): new_notebook() for n in range(9)})
    assert max(most) == expected


def test_a_kernel_that_does_not_start_is_one_line(tmp_path, monkeypatch, capfd):
    write_notebook(tmp_path / "01_first.ipynb", "Why not?")
    (tmp_path / "ipykernel_launcher.py").write_text("raise OSError('no room')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(CommandError) as caught:
        runs.run_notebooks(runs.read_notebooks(tmp_path))
    assert str(caught.value) == "01_first.ipynb: the kernel did not start (OSError: no room)"
    assert "Traceback" in caught.value.details
    assert capfd.readouterr() == ("", "")


STOPS = ["SIGINT", "SIGTERM", "SIGHUP"]


@contextmanager
def begun(folder):
    """The command as a process in a folder whose second notebook takes a minute, well under way."""
    write_notebooks(folder / "notebooks", "import time; time.sleep(60)")
    # a process in the background may be deaf to these, and then so is all that it starts
    numbers = [getattr(signal, name) for name in STOPS if hasattr(signal, name)]
    before = {n: signal.signal(n, signal.default_int_handler) for n in numbers}
    with subprocess.Popen(
        [sys.executable, "-m", "helpers.reports", "--notebooks=notebooks", "--out=reports"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(reports.PROJECT)},
    ) as process:
        try:
            lines = iter(process.stdout.readline, "")
            assert any("01_first  done" in line for line in lines)  # so the other is running, too
            yield process, psutil.Process(process.pid).children()
        finally:
            process.kill()
            for number, handler in before.items():
                signal.signal(number, handler)


@pytest.mark.parametrize("name", STOPS)
def test_stopping_by_hand_leaves_everything_as_it_was(run, tmp_path, name):
    shutil.copytree(run[0] / "reports", tmp_path / "reports")
    with begun(tmp_path) as (process, children):
        process.send_signal(getattr(signal, name))
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "stopped; the earlier reports are as they were\n"
    assert not any(child.is_running() for child in children)
    assert contents(tmp_path / "reports") == contents(run[0] / "reports")
    assert sorted(os.listdir(tmp_path)) == ["notebooks", "reports"]


def test_a_second_run_is_refused_and_one_after_a_kill_cleans_up(run, tmp_path):
    shutil.copytree(run[0] / "reports", tmp_path / "reports")
    arguments = ["--notebooks", run[0] / "notebooks", "--out", tmp_path / "reports"]
    with begun(tmp_path) as (process, children):
        status, out, err = command(*arguments)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert re.match(
            rf"another run is writing to \S*reports \(process {process.pid}, begun .*\); "
            "nothing was changed",
            err,
        )
        assert process.poll() is None and all(child.is_running() for child in children)
        process.kill()
    assert contents(tmp_path / "reports") == contents(run[0] / "reports")
    psutil.wait_procs(children, timeout=30)
    assert not any(child.is_running() for child in children)  # no kernel outlives its run
    status, out, err = command(*arguments)
    assert (status, err) == (0, "")
    assert f"cleaned up after a run that was killed (process {process.pid}, begun" in out
    assert contents(tmp_path / "reports") == contents(run[0] / "reports")
    assert sorted(os.listdir(tmp_path)) == ["notebooks", "reports"]


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit as POSIX does")
def test_a_disk_that_takes_no_page_is_one_line_and_the_earlier_reports_stay(run, tmp_path):
    shutil.copytree(run[0] / "reports", tmp_path / "reports")
    read = contents(run[0] / "notebooks")
    code = "import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (5000, 5000)); "  # bytes a file
    code += "from helpers.reports.__main__ import main; sys.exit(main())"
    arguments = ["--save", "--notebooks", run[0] / "notebooks", "--out", tmp_path / "reports"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=reports.PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "File too large" in done.stderr
    assert done.stderr.endswith("; the earlier reports are as they were\n")
    assert contents(tmp_path / "reports") == contents(run[0] / "reports")
    assert contents(run[0] / "notebooks") == read
    assert os.listdir(tmp_path) == ["reports"]


def pretend(notebooks, *, progress, meanwhile, finished):
    """In place of a run: no kernel is needed for what comes after it."""
    for name, notebook in notebooks.items():
        finished(name, notebook)


@pytest.mark.parametrize("change", ["01_first.ipynb", "03_new.ipynb"])
def test_a_notebook_that_was_worked_on_during_the_run_is_not_overwritten(
    run, tmp_path, monkeypatch, change
):
    folder = shutil.copytree(run[0] / "notebooks", tmp_path / "notebooks")

    def work(*arguments, **others):
        pretend(*arguments, **others)
        (folder / change).write_text("mine", encoding="utf-8")

    monkeypatch.setattr(reports, "run_notebooks", work)
    result = command("--save", "--notebooks", folder, "--out", tmp_path / "reports")
    said = f"{change} was changed while it ran, so no notebook was saved; run again\n"
    assert (result[0], result[2]) == (1, said)
    assert contents(folder) == contents(run[0] / "notebooks") | {change: b"mine"}
    assert (tmp_path / "reports" / "01_first.html").is_file()


@pytest.mark.parametrize(
    ("error", "status", "said"), [(OSError("full"), 1, "full"), (KeyboardInterrupt, 130, "stopped")]
)
def test_what_goes_wrong_in_saving_is_not_said_of_the_reports(
    run, tmp_path, monkeypatch, error, status, said
):
    def fail(*_):
        raise error

    folder = shutil.copytree(run[0] / "notebooks", tmp_path / "notebooks")
    monkeypatch.setattr(reports, "run_notebooks", pretend)
    monkeypatch.setattr(reports, "save_files", fail)
    arguments = ["--save", "--notebooks", folder, "--out", tmp_path / "reports"]
    result = command(*arguments)
    standing = "the new reports are in place, but the notebooks were not saved"
    assert (result[0], result[2]) == (status, f"{said}; {standing}\n")
    assert (tmp_path / "reports" / "01_first.html").is_file()
    assert contents(folder) == contents(run[0] / "notebooks")


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (
            "other/notes.txt",
            ["--out=other"],
            "other was left alone: notes.txt in it is not a report",
        ),
        ("other/my.ics", ["--out=other"], "other was left alone: my.ics in it is not a report"),
        ("other/index.html", ["--out=other"], "other was left alone: index.html in it is not"),
        ("file", ["--out=file"], "file is a file; --out needs a folder"),
        ("x", ["--data=nowhere"], "there is no folder nowhere"),
        ("x", ["DATA=nowhere"], "there is no folder nowhere"),
        ("x", ["--save", "DOCUMENT=x"], "--save saves the notebooks as they are; leave"),
        ("x", ["DOCUMNET=x"], "no notebook has a setting DOCUMNET; the settings are DATA, DOC"),
        ("x", ["--notebooks=nowhere"], "there is no notebook in nowhere"),
        (
            "x/01.ipynb",
            ["--notebooks=x"],
            "x/01.ipynb is not a notebook that can be read: Notebook",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    run, tmp_path, monkeypatch, make, arguments, message
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reports, "run_notebooks", None)  # no kernel may start
    Path(make).parent.mkdir(exist_ok=True)
    Path(make).write_text("<p>mine</p>")
    before = contents(tmp_path)
    notebooks = ["--notebooks", run[0] / "notebooks", "--out", "out"]
    status, out, err = command(*notebooks, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(message)
    assert contents(tmp_path) == before


def test_a_note_laid_among_the_reports_is_not_lost(run, tmp_path):
    shutil.copytree(run[0] / "reports", tmp_path / "reports")
    (tmp_path / "reports" / "note.txt").write_text("mine")
    status, _, err = command("--notebooks", run[0] / "notebooks", "--out", tmp_path / "reports")
    assert (status, "note.txt in it is not a report of ours" in err) == (2, True)


def test_saved_notebooks_hold_what_they_showed_and_nothing_of_the_day(run, tmp_path):
    folder = shutil.copytree(run[0] / "notebooks", tmp_path / "notebooks")
    arguments = ["--notebooks", folder, "--out", tmp_path / "reports", "--save"]
    assert command(*arguments)[0] == 0
    saved = contents(folder)
    assert list(saved) == ["01_first.ipynb", "01_first.svg", "02_second.ipynb", "02_second.svg"]
    assert saved["01_first.svg"].lstrip().startswith(b"<")  # the first figure, for the README
    text = saved["01_first.ipynb"].decode()
    notebook = json.loads(text)
    assert text == json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{i}" for i in range(8)]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert "version" not in notebook["metadata"]["language_info"]
    assert not any("execution" in cell["metadata"] for cell in notebook["cells"])
    counts = [c["execution_count"] for c in notebook["cells"] if c["cell_type"] == "code"]
    assert counts == [1, 2, 3, 4, 5, 6]
    printed = notebook["cells"][-1]["outputs"]
    assert [(o["name"], "".join(o["text"])[:8]) for o in printed] == [
        ("stdout", "one\ntwo\n"),  # in two pieces, made one
        ("stderr", "cell:5: "),
    ]
    files = sorted(folder.glob("*.ipynb"))
    again = reports.run_notebooks(reports.read_notebooks(folder))  # as for the real ones
    assert again == {path.stem: nbformat.read(path, as_version=4) for path in files}
    assert contents(tmp_path / "reports") == contents(run[0] / "reports")


def test_the_menu_of_jupyterlab_gives_the_same_page_without_its_neighbours(run):
    from nbconvert.exporters.html import HTMLExporter
    from traitlets.config import Config

    path = TEMPLATES / "jupyter_lab_config.py"
    config = Config()
    exec(compile(path.read_text(), path, "exec"), {"get_config": lambda: config, "__file__": path})
    exporter = HTMLExporter(config=config)
    exporter.sanitize_html = True  # the box that JupyterLab 4.6 ticks
    notebooks = reports.run_notebooks(
        {"01_first": nbformat.read(run[0] / "notebooks/01_first.ipynb", 4)}
    )
    page, _ = exporter.from_notebook_node(notebooks["01_first"], {"metadata": {"name": "01_first"}})
    result = re.sub(r'<p class="file">.*?</p>\n', "", page_of(run, "01_first.html"))
    result = re.sub(r"<nav.*?</nav>\n", "", result, flags=re.DOTALL)
    assert page + "\n" == result
    assert config.LabApp.news_url is None
