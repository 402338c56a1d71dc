"""The reports in a real browser: nothing from outside, nothing cut off, all within reach.

Tried on the bundled statement and on three invented ones, each as hard on a page as it can be.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import unquote, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SCRIPT = "<script>alert(1)</script>"
STATEMENTS = {
    "long": f"""---
title: {("Statement on the " + "further strengthening of cooperation among the parties " * 6)[:300]}
date: 2020-01-02
---
The Ministers met and agreed. The Ministers welcomed the cooperation of the parties.
""",
    "markup": f"""---
title: {SCRIPT} & "$x$" <b>of</b> {{{{ 7 * 7 }}}}
date: 2020-01-03
---
The Ministers said {SCRIPT} and <img src=x onerror=alert(1)> on $x$ and US$5, \\frac{{ & so on.

The Ministers wrote "</details></main>" and [a word](javascript:alert(1)) to the Ministers.
""",
    # no day, no title, and an address that nothing breaks
    "undated": "The parties met again. The parties publish their decisions at https://example.org/"
    + "decisions-of-the-meeting-" * 8
    + "of-the-parties and will meet again.\n",
}
SETS = ["bundled", *STATEMENTS]
REPORTS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
A4 = (642, 986)  # the paper less the margins of the pages' own @page rule, in CSS pixels
WHOLE_SENTENCES = {"01_document"}  # here a sentence is what is counted: there is nothing to mark
UNDECIDED = {}  # what axe cannot decide, {rule: why it is fine}


# -- a browser, and a page in it ---------------------------------------------------------------


@pytest.fixture(scope="module")  # its event loop would be in the way of other files' asyncio.run
def browser():
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium here to open pages in")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folders(reports, write_reports, tmp_path_factory):
    """The folder of each set of reports, by its name."""
    root = tmp_path_factory.mktemp("invented")
    data = root / "data"
    data.mkdir()
    for name, text in STATEMENTS.items():
        (data / f"{name}.md").write_text(text, encoding="utf-8")

    def write(name):
        return write_reports(root / name, "--data", data, "--document", name)

    with ThreadPoolExecutor() as pool:
        return {"bundled": reports} | dict(
            zip(STATEMENTS, pool.map(write, STATEMENTS), strict=True)
        )


@contextmanager
def opened(browser, path, size=SIZES["wide"], **options):
    """A page, and the list of all that it asked for, failed at or said by itself."""
    troubles, address = [], path.as_uri()

    def answer(route, request):
        if request.url == address or request.url.startswith(("data:", "blob:")):
            return route.continue_()
        troubles.append(f"asked for {request.url}")
        return route.abort()

    def dismiss(dialog):
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("dialog", dismiss)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda line: troubles.append(f"console: {line.text}"))
        page.goto(address)
        yield page, troubles
    finally:
        context.close()


@pytest.fixture(
    scope="module", params=product(SETS, ["index", *REPORTS], SIZES), ids=lambda p: "-".join(p)
)
def view(request, browser, folders):
    """Every page of every set in every size, opened once; tests fold and unfold it at will."""
    which, name, size = request.param
    with opened(browser, folders[which] / f"{name}.html", SIZES[size]) as (page, troubles):
        yield page, troubles


@pytest.fixture(
    scope="module", params=product(SETS, ["index", *REPORTS]), ids=lambda p: "-".join(p)
)
def path(request, browser, folders):
    """The file of every page of every set."""
    which, name = request.param
    return folders[which] / f"{name}.html"


def unfold(page, unfolded=True):
    page.evaluate(
        "open => document.querySelectorAll('details').forEach(d => d.open = open)", unfolded
    )


def sticks_out(page):
    """What reaches over the right or left edge, where the page does not fit its window."""
    return page.evaluate(
        """() => {
            const page = document.documentElement, width = page.clientWidth;
            const over = ({left, right}) => right > width + 1 || left < -1;
            const inBox = e => getComputedStyle(e).overflowX != 'visible';
            const boxed = e => e != page && (inBox(e) || boxed(e.parentElement));
            const found = [...document.body.querySelectorAll('*')]
                .filter(e => over(e.getBoundingClientRect()) && !boxed(e.parentElement))
                .map(e => e.outerHTML.slice(0, 150));
            if (page.scrollWidth > width) found.unshift(`${page.scrollWidth} px in ${width}`);
            return found;
        }"""
    )


# -- the checks --------------------------------------------------------------------------------


def test_there_is_a_page_for_every_notebook_and_no_other(folders):
    expected = {"index", *REPORTS}
    assert {w: {p.stem for p in f.glob("*.html")} for w, f in folders.items()} == dict.fromkeys(
        SETS, expected
    )


def test_a_page_is_quiet_and_needs_nothing_from_outside(view):
    page, troubles = view
    unfold(page)
    page.wait_for_load_state("networkidle")
    assert troubles == []
    assert page.locator("script").count() == 0


def test_a_page_has_one_title_and_its_headings_in_order(view):
    page, _ = view
    levels = [
        int(tag[1])
        for tag in page.locator("h1,h2,h3,h4,h5,h6").evaluate_all("a => a.map(h => h.tagName)")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert page.title() == page.locator("h1").text_content()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_picture_is_said_in_words(view):
    page, _ = view
    pictures = page.locator("img").evaluate_all("a => a.map(i => [i.alt, i.naturalWidth])")
    assert pictures
    for alt, width in pictures:
        assert len(alt) > 20
        assert "No description has been provided" not in alt
        assert width > 0  # it is drawn, too


def test_axe_finds_nothing(view):
    page, _ = view
    unfold(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document)")
    found = {
        kind: [
            (r["id"], r["help"], [n["html"][:150] for n in r["nodes"]][:5]) for r in result[kind]
        ]
        for kind in ("violations", "incomplete")
    }
    assert len(result["passes"]) > 10
    assert found["violations"] == []
    assert [rule for rule in found["incomplete"] if rule[0] not in UNDECIDED] == []


@pytest.mark.parametrize("unfolded", [False, True], ids=["folded", "unfolded"])
def test_a_page_is_no_wider_than_its_window(view, unfolded):
    page, _ = view
    unfold(page, unfolded)
    assert sticks_out(page) == []


def test_a_wide_table_scrolls_in_its_own_box_to_its_last_column(view):
    page, _ = view
    unfold(page)
    lost = page.locator("table").evaluate_all(
        """tables => tables.filter(table => {
            const box = table.closest('.scroll');
            if (!box) return true;
            box.scrollLeft = table.scrollWidth;
            const right = table.getBoundingClientRect().right;
            box.scrollLeft = 0;
            return right > box.getBoundingClientRect().right + 1 || right > innerWidth + 1;
        }).map(table => table.outerHTML.slice(0, 150))"""
    )
    assert lost == []


def test_some_table_is_wider_than_a_phone(browser, folders):
    """Or the test above would show nothing."""
    with opened(browser, folders["bundled"] / "02_terms.html", SIZES["phone"]) as (page, _):
        boxes = page.locator(".scroll").evaluate_all(
            "a => a.map(b => b.scrollWidth > b.clientWidth)"
        )
        assert any(boxes)


def test_a_link_leads_to_something_that_is_there(view):
    page, _ = view
    links = page.locator("a[href]").evaluate_all("a => a.map(link => link.href)")
    assert links
    for link in map(urlsplit, links):
        assert link.scheme in ("file", "https", "http", "mailto")
        if link.scheme == "file":
            target = Path(unquote(link.path))
            assert target.is_file()
            if link.fragment:
                assert f'id="{unquote(link.fragment)}"' in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("which, name", product(SETS, REPORTS))
def test_the_evidence_opens_by_keyboard(browser, folders, which, name):
    with opened(browser, folders[which] / f"{name}.html") as (page, _):
        item = page.locator(f".evidence li{'' if name in WHOLE_SENTENCES else ':has(mark)'}").first
        assert item.is_hidden()
        for fold in item.locator("xpath=ancestor::details").all():  # the outermost first
            fold.locator("> summary").focus()
            page.keyboard.press("Enter")
        assert item.is_visible()
        if name not in WHOLE_SENTENCES:
            assert item.locator("mark").first.is_visible()


def test_a_page_can_be_read_without_scripts(browser, path):
    with opened(browser, path, java_script_enabled=False) as (page, _):
        assert page.locator("h1").is_visible()
        if path.stem in REPORTS:
            summary = page.locator(".evidence > details > summary").last
            inside = summary.locator("xpath=following-sibling::*").first
            assert summary.is_visible()
            assert inside.is_hidden()
            summary.click()
            assert inside.is_visible()


@pytest.mark.parametrize("unfolded", [False, True], ids=["folded", "unfolded"])
def test_nothing_is_cut_off_on_paper(browser, path, unfolded):
    with opened(browser, path, A4) as (page, _):
        page.emulate_media(media="print")
        unfold(page, unfolded)
        assert sticks_out(page) == []
        heights = page.locator("img").evaluate_all(
            "a => a.map(i => i.getBoundingClientRect().height)"
        )
        assert 0 < max(heights) <= A4[1]
        pdf = page.pdf(prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF-")
        assert len(pdf) > 10_000


def test_a_statement_is_shown_as_it_was_typed(browser, folders):
    with opened(browser, folders["markup"] / "01_document.html") as (page, troubles):
        text = page.locator("main").inner_text()
        for typed in (
            f'“{SCRIPT} & "$x$" <b>of</b> {{{{ 7 * 7 }}}}”',
            "<img src=x onerror=alert(1)>",
            "on $x$ and US$5, \\frac{ & so on",
            '"</details></main>"',
        ):
            assert typed in text
        assert troubles == []
