"""Notebook 03 with a codebook that fits the statement, and with one that is off its subject."""

import base64
import html
import re
import shutil
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "03_themes.ipynb"
ACCENT = "#0072b2"
TRADE = """Arlan and Belmora on trade

The ministers of trade of Arlan and Belmora met in Tarn today. They agreed to lower tariffs on steel
and grain. Exports of both countries grew by a tenth last year. Small businesses will find markets
that were closed to them.

Workers in the shipyards of Corr will be trained for new tasks. The companies may hire across the
border. The next round of talks is planned for the autumn. Prices of bread have risen.
"""


@pytest.fixture(scope="module")
def page(write_reports, tmp_path_factory):
    """Write notebook 03 over a text, or over the bundled statement; give its page."""

    def write(codebook, text=None):
        root = tmp_path_factory.mktemp("codebook")
        (root / "notebooks").mkdir()
        (root / "data").mkdir()
        shutil.copy(NOTEBOOK, root / "notebooks")
        (root / "data" / "trade.txt").write_text(text or "")
        arguments = ["--data", root / "data"] if text else []
        arguments += ["--notebooks", root / "notebooks", f"CODEBOOK={codebook}"]
        out = write_reports(root / "reports", *arguments)
        return (out / "03_themes.html").read_text("utf-8")

    return write


def said(source):
    """What the page prints: not its code."""
    body = re.sub(r"(?s)<(script|style|pre|details)\b.*?</\1>", " ", source)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", body)).split())


def titles(source):
    return [html.unescape(alt).split(". ")[0] for alt in re.findall(r'alt="([^"]*)"', source)]


def charts(source):
    """The page's two charts, as they were drawn."""
    packed = re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', source)
    return [base64.b64decode(chart).decode("utf-8").lower() for chart in packed]


def test_no_theme_is_crowned_by_a_codebook_off_the_subject(page):
    source = page("themes", TRADE)
    assert "No theme is said to lead. " in said(source)
    assert "of the sentences have no theme: the codebook may be about something else." in (
        said(source)
    )
    assert not re.search(r"By sentences, “[^”]*” leads?:", said(source))
    assert titles(source) == ["No theme is said to lead", "No theme is said to reach furthest"]
    assert [ACCENT in chart for chart in charts(source)] == [False, False]


def test_a_general_codebook_names_what_leads(page):
    source = page("policy", TRADE)
    assert "“Economy and trade (not validated)” leads: " in said(source)
    assert [ACCENT in chart for chart in charts(source)] == [True, True]
    assert titles(source)[0].startswith("“Economy and trade (not validated)”: ")
    assert "No reader has coded this text: no theme is validated." in said(source)


def test_hand_coding_for_other_themes_does_not_count(page):
    assert "Readers coded this text for the themes of another codebook, not these: no theme is" in (
        said(page("policy"))
    )
