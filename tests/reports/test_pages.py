"""The reports in a real browser: nothing from outside, nothing cut off, all within reach.

Tried on the bundled statement, alone in its folder, on the example series, and on two of twenty
invented ones, each as hard on a page as it can be. What makes a page good stands in page_checks.py.
"""

import csv
import random
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from page_checks import (
    SIZES,
    check_axe,
    check_boxes,
    check_charts,
    check_headings,
    check_links,
    check_pictures,
    check_values,
    check_width,
    find_faults,
    find_paper_faults,
    opened,
    read_text,
    resize,
)

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = "<script>alert(1)</script>"
TITLE = f'{SCRIPT} & "$x$" <b>of</b> {{{{ 7 * 7 }}}} on the ' + "strengthening of cooperation " * 9
TITLE = f"{TITLE[:299]}y"  # three hundred characters
HOSTILE = f"""The Ministers said {SCRIPT}, <img src=x onerror=alert(1)>, $x$ and \\frac{{ & US$5.

The Ministers wrote "</details></main>" and [a word](javascript:alert(1)) to the Ministers.
"""


def as_saved(text):
    """Write a text so that its markup is read as words: "&lt;b&gt;"."""
    for sign, code in {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "\\`"}.items():
        text = text.replace(sign, code)
    return text


# no day, no title, and an address that nothing breaks
BARE = f"""The parties met again. The parties publish their decisions at https://example.org/{
    "decisions-of-the-meeting-" * 8
}of-the-parties and will meet again.
"""
SETS = ["bundled", "crowded", "bare", "series"]
EXAMPLE_SERIES = PROJECT / "data" / "example-series"
REPORTS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
PAGES = [*product(SETS[:3], ["index", *REPORTS])]
PAGES += [("series", name) for name in ("index", "05_changes", "06_series")]
#: Over a single statement, or one without a day, nothing is compared, and no picture is shown.
ALONE = {("bundled", "05_changes"), ("bundled", "06_series"), ("bare", "05_changes")}
WHOLE_SENTENCES = {"01_document"}  # what is counted is the sentence: there is nothing to mark


def invent_texts(n, *, seed):
    """Texts of the sentences that themes.csv gives as examples, every third with a day of its own.

    The same seed gives the same texts; a text has two to thirty sentences.
    """
    draw = random.Random(seed)
    with open(PROJECT / "data/themes.csv", encoding="utf-8") as file:
        examples = [row["example"] for row in csv.DictReader(file)]
    for _ in range(n):
        sentences = draw.choices(examples, k=draw.randint(2, 30))
        for i in range(0, len(sentences), 3):
            day = date(2010, 1, 1) + timedelta(draw.randrange(4000))
            sentences[i] = f"On {day.day} {day:%B %Y} the parties said: {sentences[i]}"
        yield re.sub(r"(\S+ ){40}", r"\g<0>\n\n", " ".join(sentences))


@pytest.fixture(scope="module")
def page_of(reports, write_reports, tmp_path_factory):
    """The file of a page, by the name of its set and its own."""
    root = tmp_path_factory.mktemp("invented")
    data = root / "data"
    data.mkdir()
    *texts, longest = sorted(invent_texts(19, seed=1), key=len)
    for n, text in enumerate(texts):
        head = f"---\ntitle: Statement {n}\ndate: {2020 + n % 3}-01-02\n---\n"
        (data / f"statement-{n}.md").write_text(head + text, encoding="utf-8")
    head = f"---\ntitle: {TITLE}\ndate: 2021-01-03\n---\n"
    (data / "crowded.md").write_text(f"{head}{as_saved(HOSTILE)}\n{longest}", encoding="utf-8")
    (data / "bare.md").write_text(BARE, encoding="utf-8")
    with ThreadPoolExecutor() as pool:  # the sets are made while the bundled pages are looked at
        jobs = {
            name: pool.submit(write_reports, root / name, "--data", data, "--document", name)
            for name in ("crowded", "bare")
        }
        jobs["series"] = pool.submit(write_reports, root / "series", "--data", EXAMPLE_SERIES)
        yield (
            lambda which, name: (
                (jobs[which].result() if which in jobs else reports) / f"{name}.html"
            )
        )


@pytest.fixture(scope="module", params=PAGES, ids="-".join)
def view(request, browser, page_of):
    """Every page of every set, opened once; the tests resize, fold and unfold it."""
    with opened(browser, page_of(*request.param)) as (page, troubles):
        yield page, troubles


@pytest.mark.parametrize("size", SIZES)
def test_a_page_has_no_fault(view, size, request):
    page, _ = view
    resize(page, SIZES[size])
    alone = request.node.callspec.params["view"] in ALONE
    assert find_faults(page) == ({"check_pictures": ["no picture"]} if alone else {})


def test_a_page_works_by_keyboard_and_without_scripts(view, browser, page_of, request):
    which, name = request.node.callspec.params["view"]
    page, _ = view
    with opened(browser, page_of(which, name), java_script_enabled=False) as (without, _):
        marked = "" if name in WHOLE_SENTENCES else ":has(mark)"
        sentences = without.locator(f".evidence li{marked}")
        # a bare text may have nothing of what a notebook lists, and one alone is not compared
        alone = (which, name) in ALONE
        assert sentences.count() > 0 or name == "index" or which == "bare" or alone
        if sentences.count():
            assert sentences.first.is_hidden()
            for fold in sentences.first.locator("xpath=ancestor::details").all():  # the outer first
                summary = fold.locator("> summary")
                assert summary.is_visible()
                summary.focus()
                for key in ("Shift+Tab", "Tab", "Enter"):  # away and back: the Tab key finds it
                    without.keyboard.press(key)
            assert sentences.first.is_visible()
            assert all(mark.is_visible() for mark in sentences.first.locator("mark").all())
        assert read_text(without) == read_text(page, hidden=True)


def test_nothing_is_cut_off_on_paper(view):
    page, _ = view
    assert find_paper_faults(page) == []


def test_a_page_was_quiet_and_asked_for_nothing_from_outside(view):
    page, troubles = view  # this one stands last, to hear of what the tests above brought about
    assert troubles == []
    assert page.locator("script").count() == 0


def test_some_table_and_some_chart_are_wider_than_a_phone(browser, page_of):
    """Or the check of the boxes that scroll would show nothing."""
    wide = "boxes => boxes.some(box => box.scrollWidth > box.clientWidth)"
    with opened(browser, page_of("bundled", "02_terms"), SIZES["phone"]) as (page, _):
        for inside in ("table", "img"):
            assert page.locator(f".scroll:has({inside})").evaluate_all(wide)


@pytest.mark.parametrize("which", SETS)
def test_there_is_a_page_for_every_notebook_and_no_other(page_of, which):
    pages = page_of(which, "index").parent.glob("*.html")
    assert sorted(path.stem for path in pages) == [*REPORTS, "index"]


def test_a_statement_is_shown_as_it_was_typed(browser, page_of):
    with opened(browser, page_of("crowded", "01_document")) as (page, _):
        text = page.locator("main").inner_text()
    assert len(TITLE) == 300 and f"“{TITLE}”" in text
    for line in filter(None, HOSTILE.splitlines()):
        assert line in " ".join(text.split())
    assert "20 statements; read here: crowded" in text


# what would be wrong with a page, and the check that must say so
FAULTS = [
    (check_headings, "document.querySelector('h2').outerHTML = '<h4>too deep</h4>'"),
    (check_headings, "document.querySelector('h2').outerHTML = '<h1>a second</h1>'"),
    (check_pictures, "picture.alt = 'The longest sentence has very many words, 87 of them.'"),
    (check_pictures, "picture.alt = picture.alt.replace(/[0-9]/g, '')"),
    (check_pictures, "picture.alt = 'No description has been provided for this image'"),
    (check_pictures, "picture.after(picture.cloneNode())"),
    (check_pictures, "picture.src = 'data:image/png;base64,no'"),
    (check_charts, "redraw('0 15')"),  # the number at a tick onto the name of the axis
    (check_charts, "redraw('-50 0')"),  # and over the edge
    (check_charts, "picture.style.width = '358px'"),
    (check_values, "document.querySelector('p').append(' nan ')"),
    (check_links, "document.querySelector('a').href = 'gone.html'"),
    (check_links, "document.querySelector('a').href = '#gone'"),
    (check_links, "document.querySelector('a').href = 'javascript:void 0'"),
    (check_axe, "picture.removeAttribute('alt')"),
    (check_axe, "document.querySelector('.evidence li').style.color = '#999'"),  # too pale
    (check_axe, "document.querySelector('p').style.background = 'url(data:,)'"),  # undecided
    (check_width, "document.querySelector('p').style.width = '1300px'"),
    (check_width, "document.querySelector('.evidence li').style.width = '1300px'"),  # folded in
    (check_boxes, "document.querySelector('table').parentElement.className = ''"),
    (check_boxes, "picture.parentElement.removeAttribute('tabindex')"),
]
REDRAW = """const redraw = moved => {
    const [kind, data] = picture.src.split(',');
    const text = atob(data).replace('id="text_1"', `$& transform="translate(${moved})"`);
    picture.src = kind + ',' + btoa(text);
}"""


def test_each_check_finds_what_is_wrong(browser, page_of):
    with opened(browser, page_of("bundled", "01_document")) as (page, _):
        for check, fault in FAULTS:
            page.reload()
            page.evaluate(f"const picture = document.querySelector('img'); {REDRAW}; {fault}")
            page.wait_for_function("[...document.images].every(image => image.complete)")
            assert check(page) != [], fault


def test_what_a_page_asks_for_says_or_runs_is_heard(browser, page_of):
    with opened(browser, page_of("bundled", "01_document")) as (page, troubles):
        for act, heard in [
            ("document.querySelector('img').src = 'https://example.org/a.png'", "asked for https:"),
            ("document.querySelector('img').src = 'beside.png'", "asked for file:"),
            ("alert('run')", "dialog: run"),
            ("setTimeout(() => { throw Error('broken') })", "error: broken"),
            ("console.log('said')", "console: said"),
        ]:
            page.evaluate(act)
            page.wait_for_timeout(200)
            assert [one for one in troubles if one.startswith(heard)] != [], act


def test_paper_that_cuts_something_is_found(browser, page_of):
    with opened(browser, page_of("bundled", "01_document")) as (page, _):
        for fault in [
            "p { display: none }",  # on paper alone
            "img { height: 1500px }",  # over the end of a page
            "h2 { position: relative; left: -60px }",
            ".evidence li { white-space: nowrap }",
            "@page { size: letter }",
        ]:
            page.reload()
            page.add_style_tag(content=f"@media print {{ {fault} }}")
            assert find_paper_faults(page) != [], fault
