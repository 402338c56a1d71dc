"""What is wrong with a page, if anything: the same checks for reports and for JupyterLab's HTML.

Each check takes an open page and lists the faults that it finds, in words: none in a good page.
"""

import re
import unicodedata
from contextlib import contextmanager
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import unquote, urlsplit

import axe_playwright_python
import pypdfium2

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
A4 = (642, 986)  # the paper less the margins of the pages' own @page rule, in CSS pixels
MARGINS = (56.7, 51.0, 538.6, 790.9)  # the same as left, bottom, right and top of it, in points

# where axe cannot decide, by its rule and the key of its reason, and why that is fine
UNDECIDED = {
    ("color-contrast", "nonBmp"): "a sign for a line end or a space, coloured like the text",
}
NOT_PRINTED = "nav, details.code, .file"  # ways to elsewhere, which paper does not have


# -- a page that is open -----------------------------------------------------------------------


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


def resize(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})


def unfold(page, unfolded=True):
    page.locator("details").evaluate_all("(a, open) => a.forEach(d => d.open = open)", unfolded)


def find_faults(page) -> dict[str, list[str]]:
    """Every check that finds something, with what it finds, at the size that the page has now."""
    found = {check.__name__: check(page) for check in CHECKS}
    return {name: faults for name, faults in found.items() if faults}


# -- what is said ------------------------------------------------------------------------------


def check_headings(page) -> list[str]:
    """One title, which is the page's name, and no level left out."""
    headings = page.locator("h1,h2,h3,h4,h5,h6").evaluate_all(
        "a => a.map(h => [Number(h.tagName[1]), h.textContent])"
    )
    faults = [f"a skipped level: {b[1]}" for a, b in pairwise(headings) if b[0] > a[0] + 1]
    titles = [text for level, text in headings if level == 1]
    if titles != [page.title()] or headings[0][0] != 1:
        faults.append(f"not one title that stands first: {titles}, {page.title()!r}")
    if page.locator("html").get_attribute("lang") != "en":
        faults.append("the language is not said")
    return faults


def check_pictures(page) -> list[str]:
    """Each is drawn, and says in words what it shows: names and numbers of its own table."""
    pictures = page.locator("img").evaluate_all(
        """images => images.map(image => {
            const tables = [...document.querySelectorAll('.evidence table')];
            const table = tables.find(table =>
                image.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
            const cells = table ? [...table.querySelectorAll('td:not([colspan])')] : [];
            return [image.alt, image.naturalWidth, cells.map(cell => cell.textContent)];
        })"""
    )
    faults = [] if pictures else ["no picture"]
    alts = [alt for alt, _, _ in pictures]
    for alt, width, cells in pictures:
        names = [cell for cell in cells if re.search(r"[^\W\d_]{3}", cell)]
        if width == 0:
            faults.append(f"not drawn: {alt!r}")
        if not re.fullmatch(r"(?s)\S.{40,}\.", alt) or not re.search(r"\d", alt):
            faults.append(f"no sentence with a number: {alt!r}")
        if names and not any(name in alt for name in names):
            faults.append(f"names nothing of its table: {alt!r}")
        if "No description has been provided" in alt or re.search(r"\.(svg|png|ipynb)\b", alt):
            faults.append(f"not what is shown: {alt!r}")
        if alts.count(alt) > 1:
            faults.append(f"the same words for two pictures: {alt!r}")
    return faults


def check_charts(page) -> list[str]:
    """Each text of a chart lies in it, on no other, and is as large as it was drawn.

    The picture is laid out for a moment as what it is made of, at the very size that it is shown.
    """
    return page.evaluate(
        """() => {
            const kind = 'data:image/svg+xml;base64,', faults = [];
            for (const image of document.querySelectorAll(`img[src^="${kind}"]`)) {
                const bytes = Uint8Array.from(
                    atob(image.src.slice(kind.length)), c => c.charCodeAt(0));
                const text = new TextDecoder().decode(bytes);
                const svg = document.importNode(
                    new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
                const {width, height} = image.getBoundingClientRect();
                svg.style.cssText = `display: block; width: ${width}px; height: ${height}px`;
                image.replaceWith(svg);
                const frame = svg.getBoundingClientRect(), boxes = [];
                for (const e of svg.querySelectorAll(
                        'g[id^="text_"], image:not(#fields, #fields *)')) {
                    const name = [...e.childNodes].find(n => n.nodeType == Node.COMMENT_NODE);
                    boxes.push([name ? name.data.trim() : e.tagName, e.getBoundingClientRect()]);
                }
                svg.replaceWith(image);
                const chart = image.alt.slice(0, 50), n = boxes.length;
                if (n < 3) faults.push(`${chart}: ${n} texts in it, too few to be all`);
                if (width < .99 * image.naturalWidth)
                    faults.push(`${chart}: shrunk from ${image.naturalWidth} px to ${width}`);
                boxes.forEach(([one, a], i) => {
                    if (a.left < frame.left || a.right > frame.right ||
                        a.top < frame.top || a.bottom > frame.bottom)
                        faults.push(`${chart}: “${one}” sticks out`);
                    for (const [other, b] of boxes.slice(0, i))
                        if (a.left < b.right - .5 && b.left < a.right - .5 &&
                            a.top < b.bottom - .5 && b.top < a.bottom - .5)
                            faults.push(`${chart}: “${one}” lies on “${other}”`);
                });
            }
            return faults;
        }"""
    )


def check_values(page) -> list[str]:
    """No number is shown that is none; the code, which is folded, may speak of None."""
    unfold(page, False)
    return re.findall(r".*\b(?:nan|NaN|NaT|None)\b.*", page.locator("main").inner_text())


def check_links(page) -> list[str]:
    """A link leads to something that is there."""
    links = page.locator("a[href]").evaluate_all("a => a.map(link => link.href)")
    return [link for link in links if not _leads_somewhere(urlsplit(link))]


def _leads_somewhere(link) -> bool:
    if link.scheme != "file":
        return link.scheme in ("https", "http", "mailto")
    target = Path(unquote(link.path))
    return target.is_file() and (
        not link.fragment or f'id="{unquote(link.fragment)}"' in target.read_text(encoding="utf-8")
    )


# -- who can use it ----------------------------------------------------------------------------


def check_axe(page) -> list[str]:
    """What axe finds, or cannot decide without a reason of ours, with all unfolded.

    Contrast is slow to measure and the same wherever the elements down to a text are of the same
    kinds, so it is measured once for each way down, and with nothing scrolled out of sight.
    """
    unfold(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    results = page.evaluate(
        """async () => {
            const kinds = new Map(), says = n => n.nodeType == Node.TEXT_NODE && n.data.trim();
            for (const e of document.querySelectorAll('body *')) {
                if (![...e.childNodes].some(says) || !e.checkVisibility()) continue;
                let way = '';
                for (let up = e; up != document.body; up = up.parentElement)
                    way += `${up.tagName} ${up.className} ${up.getAttribute('style')}>`;
                if (!kinds.has(way)) kinds.set(way, e);
            }
            const options = {resultTypes: ['violations', 'incomplete'], selectors: false};
            const off = {rules: {'color-contrast': {enabled: false}}}, on = ['color-contrast'];
            const all = await axe.run(document, {...options, ...off});
            const wide = document.head.appendChild(document.createElement('style'));
            wide.textContent = 'body { width: 9999px !important; max-width: none !important; }';
            const contrast = await axe.run([...kinds.values()], {...options, runOnly: on});
            wide.remove();
            return [all, contrast];
        }"""
    )
    faults = [] if len(results[0]["passes"]) > 10 and results[1]["passes"] else ["axe did not run"]
    for result, kind in product(results, ("violations", "incomplete")):
        for rule in result[kind]:
            for node in rule["nodes"]:
                reasons = [*node["any"], *node["all"], *node["none"]]
                data = reasons[0]["data"] if reasons else None
                key = data.get("messageKey") if isinstance(data, dict) else None
                if kind == "violations" or (rule["id"], key) not in UNDECIDED:
                    faults.append(f"{rule['id']} ({rule['help']}, {key}): {node['html'][:150]}")
    return faults


def check_width(page) -> list[str]:
    """Folded or unfolded, nothing reaches over the page's edge, unless in a box that scrolls."""
    faults = []
    for unfolded in (False, True):
        unfold(page, unfolded)
        faults += _sticks_out(page)
    return faults


def _sticks_out(page, *, boxes=True) -> list[str]:
    """Without `boxes`, as on paper, what a box cuts off is found, too."""
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


def check_boxes(page) -> list[str]:
    """A table or a chart stands in a box that scrolls, by hand or by key, to its last column."""
    unfold(page)
    return page.locator("table, img").evaluate_all(
        """wide => wide.filter(it => {
            const box = it.closest('.scroll');
            if (!box || getComputedStyle(box).overflowX != 'auto') return true;
            if (box.tabIndex != 0 || !box.ariaLabel) return true;
            box.scrollLeft = it.scrollWidth;
            const right = it.getBoundingClientRect().right;
            box.scrollLeft = 0;
            return right > box.getBoundingClientRect().right + 1 || right > innerWidth + 1;
        }).map(it => it.outerHTML.slice(0, 150))"""
    )


CHECKS = [
    check_headings,
    check_pictures,
    check_charts,
    check_values,
    check_links,
    check_axe,
    check_width,
    check_boxes,
]


# -- elsewhere than in a window ----------------------------------------------------------------


def read_text(page, *, hidden=False, but="script") -> list[str]:
    """Every text that can be seen once all is unfolded, or every one that there is if `hidden`.

    What stands in elements that match `but` is left out.
    """
    unfold(page)
    return page.evaluate(
        """([hidden, but]) => {
            const how = {opacityProperty: true, visibilityProperty: true}, texts = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let text = walk.nextNode(); text; text = walk.nextNode()) {
                const around = text.parentElement, seen = hidden || around.checkVisibility(how);
                if (seen && !around.closest(but) && text.data.trim()) texts.push(text.data.trim());
            }
            return texts;
        }""",
        [hidden, but],
    )


def find_paper_faults(page) -> list[str]:
    """What an A4 page would cut: a box over its margins, a text that does not come in its place.

    The file that is printed is looked into, so that it is the paper and not the window that counts.
    """
    texts, faults = read_text(page, hidden=True, but=NOT_PRINTED), []
    resize(page, A4)
    page.emulate_media(media="print")
    for unfolded in (False, True):
        unfold(page, unfolded)
        faults += _sticks_out(page, boxes=False)
    heights = page.locator("img").evaluate_all("a => a.map(image => image.clientHeight)")
    faults += [f"a picture of {height} px" for height in heights if not 0 < height <= A4[1]]
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="screen")
    return [*faults, *_find_over_margins(paper), *_find_not_printed(texts, paper)]


def _find_over_margins(paper) -> list[str]:
    left, bottom, right, top = MARGINS
    faults = []
    for n, sheet in enumerate(paper, start=1):
        if [round(side) for side in sheet.get_size()] != [595, 842]:
            faults.append(f"page {n} is not A4: {sheet.get_size()}")
        for thing in sheet.get_objects(max_depth=1):
            x0, y0, x1, y1 = thing.get_bounds()
            if x0 < left - 2 or y0 < bottom - 2 or x1 > right + 2 or y1 > top + 2:
                faults.append(f"page {n}: cut at {x0:.0f}, {y0:.0f}, {x1:.0f}, {y1:.0f}")
    return faults


def _find_not_printed(texts, paper) -> list[str]:
    printed = "".join(_letters(sheet.get_textpage().get_text_bounded()) for sheet in paper)
    faults, place = [], 0
    for text in texts:
        found = printed.find(_letters(text), place)
        if found < 0:
            faults.append(f"not on paper: {text[:100]}")
        else:
            place = found + len(_letters(text))
    return faults


def _letters(text: str) -> str:
    """What is left of a text when it is set in lines: its letters and digits."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
