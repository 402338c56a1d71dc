"""The notebooks in a real JupyterLab, worked as a reader works them.

The program is started by the command of `make lab`, over a copy of the notebooks. What it, its
kernels or the browser would ask of the outside is kept back and counted.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import nbformat
import psutil
import pytest
from page_checks import SIZES, find_faults, find_paper_faults, opened, resize
from playwright.sync_api import expect

PROJECT = Path(__file__).resolve().parents[2]
COMPARING = {"05_changes": 1, "06_series": 4}  # the charts that they show of several statements
NAMES = sorted({path.stem for path in (PROJECT / "notebooks").glob("*.ipynb")} - {*COMPARING})
PATIENCE = 180_000  # ms until a state that does not come is a fault, on a machine that is busy
MARKUP = "<img src=x onerror=alert(1)> $x^2$ `c` {0} %s"  # to be shown as it is typed
NAME = "second <img src=x onerror=alert(2)> $y$ %s"
TITLE = r"A <b>title</b> \(z\) of **many** &lt;words&gt;"
THEME = r"Fish <img src=x onerror=alert(3)> \[w\]"
EVENT = "Talks <img src=x onerror=alert(4)> $v$"
SAVED = MARKUP.replace("<", "&lt;").replace(">", "&gt;").replace("`", "\\`")
SECOND = f"""The delegations agreed to protect civilians and fisheries {SAVED} on 3 March 2022.

The delegations will meet on fisheries again on 5 May 2022.
"""
FORMULA = "; import IPython.display as d; d.display(d.HTML('<p class=formula>$x^2$</p>'))"
JUDGEMENTS = {
    "documents.csv": f"file,title,issuer\n{NAME}.txt,{TITLE},{TITLE}\n",
    "themes.yml": f"'{THEME}': [fisheries]\nplain: [protect]\n",
    "events.csv": f"pattern,event\nwill meet,{EVENT}\n",
}
TYPED = {"01": [MARKUP, NAME, TITLE], "02": [MARKUP], "03": [MARKUP, THEME], "04": [MARKUP, EVENT]}
# every Python that finds it at its start counts what it asks of the outside, and does not ask it
GUARD = """
import os, sys

HERE = ("localhost", "127.", "0.0.0.0", "::1", "/")

def keep_in(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        where = arguments[0] if "get" in event else arguments[1]
        host = str((where[0] if isinstance(where, tuple) else where) or "localhost")
        if not host.startswith(HERE):
            note(f"{event} {host}")
            raise OSError(f"the tests let nothing out: {host}")

def note(line):
    with open(os.environ["ASKED_OUTSIDE"], "a") as file:
        file.write(line + "\\n")

note("watching")
sys.addaudithook(keep_in)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A place with a copy of the notebooks, a second statement, and the guard."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    files = {f"my statements/{name}": text for name, text in JUDGEMENTS.items()}
    files |= {f"my statements/{NAME}.txt": SECOND, "guard/sitecustomize.py": GUARD}
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def server(folder):
    """The address of a JupyterLab that is up, with settings of its own."""
    make = ["make", "--dry-run", "--no-print-directory", "lab"]
    own = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    said = subprocess.run(make, cwd=PROJECT, env=own, capture_output=True, text=True, check=True)
    _, *command, notebooks = shlex.split(said.stdout.splitlines()[-1])
    assert (command[:2], notebooks) == (["-m", "jupyterlab"], "notebooks")
    command = [sys.executable, *command, folder / "notebooks"]
    command += ["--no-browser", "--allow-root", "--ServerApp.port=0"]
    places = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]
    own |= {name: str(folder / name) for name in places}
    path = os.pathsep.join(map(str, [folder / "guard", PROJECT]))  # these helpers and no others
    own |= {"PYTHONPATH": path, "ASKED_OUTSIDE": str(folder / "asked")}
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    limit = threading.Timer(PATIENCE / 1000, process.kill)
    limit.start()
    try:
        log = []
        for line in process.stdout:  # it ends if the program does
            log.append(line)
            if address := re.search(r"http://127\.0\.0\.1:\d+/\S+", line):
                break
        assert address, "".join(log)
        limit.cancel()
        threading.Thread(target=process.stdout.read, daemon=True).start()  # or it would fill up
        yield address[0]
    finally:
        limit.cancel()
        _stop(process)


def _stop(process):
    """Stop what was started here and all that it has started, and nothing else."""
    ours = psutil.Process(process.pid)
    family = [ours, *ours.children(recursive=True)]
    process.terminate()
    for late in psutil.wait_procs(family, timeout=20)[1]:
        late.kill()
    process.wait()


@pytest.fixture(scope="module")
def lab(browser, server):
    """JupyterLab's page, and the list of what it asked of any place but its own server."""
    asked, home = [], server.partition("/lab")[0].partition("://")[2]

    def refuse(route, request):
        asked.append(request.url)
        route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    context.route(re.compile(rf"^(?!(https?|wss?)://{home}/|data:|blob:)"), refuse)
    page = context.new_page()
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.on("websocket", lambda socket: home in socket.url or asked.append(socket.url))
    page.goto(server)
    yield page, asked
    context.close()


def notebook_of(page):
    """The notebook in front."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def choose(page, *menus, dialog):
    """Go through the menus, from the bar on, and say yes to what is asked."""
    page.get_by_role("menuitem", name=menus[0], exact=True).click()
    for item in menus[1:]:
        page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}")).click()
    page.locator(".jp-Dialog button.jp-mod-accept", has_text=dialog).click()


def open_notebook(page, name, n_cells):
    page.locator(".jp-DirListing-item", has_text=f"{name}.ipynb").dblclick()
    page.wait_for_url(f"**/{name}.ipynb")
    expect(notebook_of(page).locator(".jp-CodeCell")).to_have_count(n_cells)
    # what is chosen before the kernel answers is lost; without a kernel it says idle, too
    kernel = page.locator(".jp-Toolbar-kernelName", has_text="Python 3 (ipykernel)")
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    expect(notebook_of(page).filter(has=kernel).filter(has=idle)).to_have_count(1)


def run_all(page, n_cells):
    choose(page, "Run", "Restart Kernel and Run All Cells", dialog="Restart")
    prompts = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputArea-prompt"
    texts = f"[...document.querySelectorAll('{prompts}')].map(prompt => prompt.textContent)"
    page.wait_for_function(f"{texts}.some(text => text.includes('*'))")
    # between two cells none has a star, but what is still to run has no number; an error ends it
    error = """document.querySelector('[data-mime-type="application/vnd.jupyter.error"]')"""
    page.wait_for_function(f"{texts}.every(text => /[0-9]/.test(text)) || {error}")
    said = [text.strip() for text in page.locator(prompts).all_text_contents()]
    assert said == [f"[{n}]:" for n in range(1, n_cells + 1)]
    for kind in ("error", "stderr"):
        said = notebook_of(page).locator(f'[data-mime-type="application/vnd.jupyter.{kind}"]')
        assert said.all_text_contents() == []


def expect_pictures(page, n):
    """See that there are so many pictures and that each is drawn."""
    pictures = notebook_of(page).locator(".jp-OutputArea img")
    expect(pictures).to_have_count(n)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


def unfold_by_keyboard(page):
    """Come to the first list of evidence by the Tab key, open it and its first part by Enter."""
    fold = notebook_of(page).locator(".evidence details:has(details)").first
    for part in (fold, fold.locator("details").first):
        summary = part.locator("> summary")
        expect(part).not_to_have_attribute("open", "")
        summary.focus()
        for key in ("Shift+Tab", "Tab"):  # away and back
            page.keyboard.press(key)
        expect(summary).to_be_focused()
        page.keyboard.press("Enter")
        expect(part).to_have_attribute("open", "")
    return fold.locator("li").first


def change(page, name, value):
    """Write over the line of a setting in the first cell."""
    cell = notebook_of(page).locator(".jp-CodeCell").first
    cell.locator(".cm-line", has_text=re.compile(f"^{name} = ")).click()
    for key in ("Home", "Shift+End"):
        page.keyboard.press(key)
    page.keyboard.insert_text(f"{name} = {value}")


def export(page, path):
    with page.expect_download() as download:
        choose(page, "File", "Save and Export Notebook As", "HTML$", dialog="")
    download.value.save_as(path)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_run_looked_into_changed_and_exported(lab, folder, browser, name):
    page, _ = lab
    saved = nbformat.read(PROJECT / "notebooks" / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in saved.cells if cell.cell_type == "code"]
    place = next(n for n, cell in enumerate(cells) if "answer" in cell.metadata.get("tags", []))
    n_charts = sum("image/svg+xml" in o.get("data", {}) for cell in cells for o in cell.outputs)
    first = cells[place].outputs[0].data["text/plain"]
    answer = notebook_of(page).locator(".jp-CodeCell").nth(place).locator(".jp-OutputArea-output")

    open_notebook(page, name, len(cells))
    run_all(page, len(cells))
    expect_pictures(page, n_charts)
    expect(answer).to_have_text(first)
    assert unfold_by_keyboard(page).is_visible()

    change(page, "DATA", f"{str(folder / 'my statements')!r}{FORMULA}")
    change(page, "DOCUMENT", repr(NAME))
    run_all(page, len(cells))
    expect_pictures(page, n_charts)
    expect(answer).not_to_have_text(first)
    outputs = notebook_of(page).locator(".jp-OutputArea")
    # one formula is meant as one: when it is typeset, whatever else would be has been, too
    expect(outputs.locator("p.formula mjx-container")).to_have_count(1)
    page.wait_for_timeout(200)
    expect(outputs.locator("mjx-container")).to_have_count(1)
    shown = " ".join(" ".join(outputs.all_text_contents()).split())
    assert [typed for typed in TYPED[name[:2]] if typed not in shown] == []
    for made in ("img[src=x]", "code", "b", "strong"):
        assert outputs.locator(made).count() == 0

    export(page, folder / f"{name}.html")
    with opened(browser, folder / f"{name}.html") as (report, troubles):
        text = report.locator("main").text_content()
        assert "fisheries" in text and "Coalition" not in text
        assert answer.text_content().strip() in text
        for size in SIZES.values():
            resize(report, size)
            assert find_faults(report) == {}
        assert find_paper_faults(report) == []
        assert troubles == []


@pytest.mark.parametrize("name", COMPARING)
def test_a_comparing_notebook_says_what_it_needs_and_then_compares(lab, folder, browser, name):
    page, _ = lab
    saved = nbformat.read(PROJECT / "notebooks" / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in saved.cells if cell.cell_type == "code"]
    place = next(n for n, cell in enumerate(cells) if "answer" in cell.metadata.get("tags", []))
    answer = notebook_of(page).locator(".jp-CodeCell").nth(place).locator(".jp-OutputArea-output")

    open_notebook(page, name, len(cells))
    run_all(page, len(cells))
    expect_pictures(page, 0)
    expect(answer).to_contain_text("There is no ")

    change(page, "DATA", repr(str(PROJECT / "data" / "example-series")))
    run_all(page, len(cells))
    expect_pictures(page, COMPARING[name])
    expect(answer).not_to_contain_text("There is no ")
    assert unfold_by_keyboard(page).is_visible()

    export(page, folder / f"{name}.html")
    with opened(browser, folder / f"{name}.html") as (report, troubles):
        text = report.locator("main").text_content()
        assert "Velm" in text and "Coalition" not in text
        for size in SIZES.values():
            resize(report, size)
            assert find_faults(report) == {}
        assert find_paper_faults(report) == []
        assert troubles == []


def test_nothing_was_asked_of_the_outside(lab, server, folder):
    page, asked = lab
    home = server.partition("/lab")[0]
    for way in ("update", "news", "extensions?query=theme&page=1&per_page=9&refresh=1"):
        assert page.request.get(f"{home}/lab/api/{way}").ok  # a page does so in its own time
    assert asked == []
    assert set((folder / "asked").read_text().splitlines()) == {"watching"}


def test_what_is_asked_of_the_outside_is_kept_back_and_counted(lab, server, folder, tmp_path):
    page, asked = lab
    before = len(asked)
    page.evaluate("fetch('https://example.org/').catch(() => null)")
    assert asked[before:] == ["https://example.org/"]
    code = "import urllib.request; urllib.request.urlopen('http://example.org')"
    own = {"PYTHONPATH": str(folder / "guard"), "ASKED_OUTSIDE": str(tmp_path / "asked")}
    process = subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True)
    assert "the tests let nothing out: example.org" in process.stderr
    said = (tmp_path / "asked").read_text().splitlines()
    assert said == ["watching", "socket.getaddrinfo example.org"]
