"""The reports in a real browser: nothing from outside, nothing cut off, all within reach.

Tried on the bundled statement and on three invented ones, each as hard on a page as it can be.
"""

import os
import re
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
PAGES = [*product(SETS, ["index", *REPORTS])]
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
VIEWS = [(*page, size) for page, size in product(PAGES, SIZES)]
A4 = (642, 986)  # the paper less the margins of the pages' own @page rule, in CSS pixels
WHOLE_SENTENCES = {"01_document"}  # what is counted is the sentence: there is nothing to mark

# where axe cannot decide on a contrast, and why that is fine
UNDECIDED = {
    "nonBmp": "a sign for a line end or a space, in the colour of the text around it",
    "elmPartiallyObscured": "a cell scrolled out of its table's box; it is like those in sight",
    "shortTextContent": "a cell of one digit, scrolled out likewise",
}


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
def page_of(reports, write_reports, tmp_path_factory):
    """The file of a page, by the name of its set and its own."""
    root = tmp_path_factory.mktemp("invented")
    data = root / "data"
    data.mkdir()
    for name, text in STATEMENTS.items():
        (data / f"{name}.md").write_text(text, encoding="utf-8")
    with ThreadPoolExecutor() as pool:  # the sets are made while the bundled pages are looked at
        jobs = {
            name: pool.submit(write_reports, root / name, "--data", data, "--document", name)
            for name in STATEMENTS
        }
        yield (
            lambda which, name: (
                (jobs[which].result() if which in jobs else reports) / f"{name}.html"
            )
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


@pytest.fixture(scope="module", params=VIEWS, ids="-".join)
def view(request, browser, page_of):
    """Every page of every set in every size, opened once; the tests fold and unfold it."""
    which, name, size = request.param
    with opened(browser, page_of(which, name), SIZES[size]) as (page, troubles):
        yield page, troubles


def unfold(page, unfolded=True):
    page.locator("details").evaluate_all("(a, open) => a.forEach(d => d.open = open)", unfolded)


def sticks_out(page, *, boxes=True):
    """What reaches over the page's right or left edge, other than inside a box that scrolls.

    Without `boxes`, as on paper, what a box cuts off is found, too.
    """
    return page.evaluate(
        """boxes => {
            const page = document.documentElement, width = page.clientWidth;
            const over = ({left, right}) => right > width + 1 || left < -1;
            const boxed = e => boxes && e.parentElement.closest('.scroll');
            const found = [...document.body.querySelectorAll('*')]
                .filter(e => e.checkVisibility() && over(e.getBoundingClientRect()) && !boxed(e))
                .map(e => e.outerHTML.slice(0, 150));
            if (page.scrollWidth > width) found.unshift(`${page.scrollWidth} px in ${width}`);
            return found;
        }""",
        boxes,
    )


# -- the checks --------------------------------------------------------------------------------


def test_a_page_has_one_title_and_its_headings_in_order(view):
    page, _ = view
    headings = page.locator("h1,h2,h3,h4,h5,h6").evaluate_all("a => a.map(h => h.tagName)")
    levels = [int(tag[1]) for tag in headings]
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


def test_a_page_says_no_number_that_is_none(view):
    page, _ = view
    unfold(page, False)  # the code may speak of None
    assert re.findall(r".*\b(?:nan|NaN|NaT|None)\b.*", page.locator("main").inner_text()) == []


def test_axe_finds_nothing(view, request):
    page, _ = view
    unfold(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # contrast is slow to measure, and no statement brings colours of its own
    contrast = {"color-contrast": {"enabled": "bundled" in request.node.callspec.id}}
    options = {"rules": contrast, "resultTypes": ["violations", "incomplete"], "selectors": False}
    result = page.evaluate("options => axe.run(options)", options)
    assert len(result["passes"]) > 10
    assert [said for said, _ in findings(result["violations"])] == []
    assert [said for said, key in findings(result["incomplete"]) if key not in UNDECIDED] == []


def findings(results):
    """What axe says of each element, and the key of its reason where it gives one."""
    for rule in results:
        for node in rule["nodes"]:
            reasons = [*node["any"], *node["all"], *node["none"]]
            data = reasons[0]["data"] if reasons else None
            key = data.get("messageKey") if isinstance(data, dict) else None
            yield f"{rule['id']} ({rule['help']}): {node['html'][:150]}", key


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
            if (!box || getComputedStyle(box).overflowX != 'auto') return true;
            box.scrollLeft = table.scrollWidth;
            const right = table.getBoundingClientRect().right;
            box.scrollLeft = 0;
            return right > box.getBoundingClientRect().right + 1 || right > innerWidth + 1;
        }).map(table => table.outerHTML.slice(0, 150))"""
    )
    assert lost == []


def test_some_table_is_wider_than_a_phone(browser, page_of):
    """Or the test above would show nothing."""
    wide = "boxes => boxes.some(box => box.scrollWidth > box.clientWidth)"
    with opened(browser, page_of("bundled", "02_terms"), SIZES["phone"]) as (page, _):
        assert page.locator(".scroll").evaluate_all(wide)


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


def test_a_page_was_quiet_and_asked_for_nothing_from_outside(view):
    page, troubles = view  # this one stands last, to hear of what the tests above brought about
    assert troubles == []
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("which", SETS)
def test_there_is_a_page_for_every_notebook_and_no_other(page_of, which):
    pages = page_of(which, "index").parent.glob("*.html")
    assert sorted(path.stem for path in pages) == [*REPORTS, "index"]


@pytest.mark.parametrize("which, name", PAGES)
def test_a_page_works_by_keyboard_and_without_scripts(browser, page_of, which, name):
    with opened(browser, page_of(which, name), java_script_enabled=False) as (page, _):
        assert page.locator("h1").is_visible()
        if name == "index":
            return
        marked = "" if name in WHOLE_SENTENCES else ":has(mark)"
        sentence = page.locator(f".evidence li{marked}").first
        assert sentence.is_hidden()
        for fold in sentence.locator("xpath=ancestor::details").all():  # the outermost first
            summary = fold.locator("> summary")
            assert summary.is_visible()
            summary.focus()
            for key in ("Shift+Tab", "Tab", "Enter"):  # away and back: the Tab key finds it
                page.keyboard.press(key)
        assert sentence.is_visible()
        assert all(mark.is_visible() for mark in sentence.locator("mark").all())


@pytest.mark.parametrize("which, name", PAGES)
def test_nothing_is_cut_off_on_paper(browser, page_of, which, name):
    with opened(browser, page_of(which, name), A4) as (page, _):
        page.emulate_media(media="print")
        for unfolded in (False, True):
            unfold(page, unfolded)
            assert sticks_out(page, boxes=False) == []
        heights = page.locator("img").evaluate_all("a => a.map(i => i.clientHeight)")
        assert 0 < max(heights) <= A4[1]
        pdf = page.pdf(prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF-")
        assert re.search(rb"/MediaBox \[0 0 59\d[.\d]* 84\d[.\d]*\]", pdf)  # A4, in points
        assert len(pdf) > 10_000


def test_a_statement_is_shown_as_it_was_typed(browser, page_of):
    with opened(browser, page_of("markup", "01_document")) as (page, _):
        text = page.locator("main").inner_text()
    assert f'“{SCRIPT} & "$x$" <b>of</b> {{{{ 7 * 7 }}}}”' in text
    assert f"{SCRIPT} and <img src=x onerror=alert(1)> on $x$ and US$5, \\frac{{ &" in text
    assert '"</details></main>" and' in text
