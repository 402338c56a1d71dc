"""Charts: nothing clipped, nothing overlapping, the same bytes twice, and true to their table."""

from dataclasses import replace
from io import BytesIO, StringIO

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text

from helpers.documents import read_documents
from helpers.figures import Words, draw_bars, draw_ruler, draw_skyline
from helpers.figures.sheet import ACCENT, HOUSE, SHEET_WIDTH, shorten, width_of, wrap
from helpers.terms import content_words, count_terms, join_aliases, read_aliases, read_stopwords
from helpers.tokens import split_tokens

LONG = "A title of three hundred characters that goes on " * 6
SHORT = Words("chart", "Short", "What is measured", "Source: a statement.", "How to read")


def read_back(frame):
    """Give a frame as it comes back from CSV."""
    return pd.read_csv(StringIO(frame.to_csv(index=False)), keep_default_na=False)


def through_parquet(frame):
    """Give a frame as it comes back from Parquet."""
    buffer = BytesIO()
    frame.to_parquet(buffer)
    return pd.read_parquet(buffer)


#: Where a frame may come from.
FORMS = {
    "halves": lambda f: pd.concat([f[: len(f) // 2], f[len(f) // 2 :]], ignore_index=True),
    "shuffled": lambda f: f.sample(frac=1, random_state=1),
    "categories": lambda f: f.astype(dict.fromkeys(f.select_dtypes("str"), "category")),
    "plain": lambda f: f.astype(dict.fromkeys(f.select_dtypes(["str", "category"]), object)),
    "csv": read_back,
    "parquet": through_parquet,
}


def document_of(kind):
    """Make what charts are drawn for: the bundled statement, a tiny one, a long one."""
    if kind == "bundled":
        return read_documents()[["document", "text"]]
    long = "\n".join(f"Stabilisation{n % 60} and law{n % 7} in paragraph {n}." for n in range(400))
    return pd.DataFrame({"document": ["d"], "text": ["They met." if kind == "tiny" else long]})


@pytest.fixture(scope="module", params=["bundled", "tiny", "long"])
def charts(request):
    tokens = join_aliases(split_tokens(document_of(request.param)), read_aliases())
    content = content_words(tokens, read_stopwords())
    terms = count_terms(content)
    words = tokens[tokens["is_word"]]
    lengths = words.groupby("sentence").size().rename("n").reset_index()
    lengths["label"] = "Sentence " + lengths["sentence"].astype("str")
    return [
        draw_bars(terms.head(20), replace(SHORT, name="cloud"), cloud=terms),
        draw_bars(terms.head(60), replace(SHORT, name="bars", title=LONG)),
        draw_ruler(terms.head(10), content, tokens, replace(SHORT, name="ruler", title=LONG)),
        draw_skyline(lengths, tokens, replace(SHORT, name="skyline")),
    ]


@mpl.rc_context(HOUSE)
def boxes_of(chart):
    """Measure every text that a chart shows: its letters and its box in inches."""
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    inches = chart.figure.dpi_scale_trans.inverted()
    texts = chart.figure.findobj(lambda artist: isinstance(artist, Text))
    texts = [t for t in texts if t.get_visible() and t.get_text().strip()]
    shown = [t for t in texts if t.axes is None or t.axes.axison]
    return [(t.get_text(), t.get_window_extent().transformed(inches)) for t in shown]


def check_texts(chart):
    """Check that no text of a chart is clipped or lies on another; give them with their boxes."""
    boxes = boxes_of(chart)
    width, height = chart.figure.get_size_inches()
    assert width == SHEET_WIDTH
    assert len(boxes) >= 3
    for text, box in boxes:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert inside, (chart.words.name, text, box)
    for i, (one, a) in enumerate(boxes):
        for other, b in boxes[:i]:
            apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0
            assert apart, (chart.words.name, one, other)
    return boxes


def test_no_text_is_clipped_and_none_lies_on_another(charts):
    for chart in charts:
        check_texts(chart)


def test_the_same_table_gives_the_same_bytes(charts):
    chart = charts[0]
    terms = chart.table
    again = draw_bars(terms, SHORT, cloud=terms)
    once_more = draw_bars(terms, SHORT, cloud=terms)
    assert again._repr_mimebundle_() == once_more._repr_mimebundle_()


def test_a_chart_carries_its_alt_text_and_its_table(charts):
    for chart in charts:
        data, metadata = chart._repr_mimebundle_()
        assert metadata["image/svg+xml"]["alt"] == metadata["image/png"]["alt"] == chart.alt
        assert chart.alt.startswith(("Short", LONG.strip()))
        first = chart.table.nlargest(1, "n").iloc[0]
        assert f"{first['label']} {first['n']:,}" in chart.alt
        assert data["text/csv"].count("\n") == len(chart.table) + 1
        assert metadata["text/csv"] == {"name": chart.words.name}
        assert data["image/png"].startswith(b"\x89PNG")
        assert "http-equiv" not in data["image/svg+xml"] and "<script" not in data["image/svg+xml"]


def test_bars_are_as_long_as_their_numbers(charts):
    chart = charts[1]
    bars = chart.figure.axes[0].patches
    assert [bar.get_width() for bar in bars] == chart.table["n"].tolist()
    most = chart.table["n"].max()
    lead = {to_hex(bar.get_facecolor()) for bar in bars if bar.get_width() == most}
    assert lead == {ACCENT.lower()}


def test_the_ruler_has_a_tick_for_every_mention_at_its_word():
    document = pd.DataFrame({"document": ["d"], "text": ["One law, two laws; one law."]})
    tokens = split_tokens(document)
    terms = count_terms(tokens)
    chart = draw_ruler(terms, tokens, tokens, SHORT)
    ticks = [
        [segment[0][0] for segment in lines.get_segments()]
        for lines in chart.figure.axes[0].collections
    ]
    places = dict(zip(terms["term"], ticks, strict=True))
    assert places == {"law": [2, 6], "one": [1, 5], "laws": [4], "two": [3]}


def test_markup_in_a_title_is_drawn_as_typed():
    table = pd.DataFrame({"label": ["$x^2$ {0} %s"], "n": [1], "per_thousand": [1.0]})
    chart = draw_bars(table, replace(SHORT, title="Costs of $5 and $6_x$"))
    assert "Costs of $5 and $6_x$" in [text for text, _ in boxes_of(chart)]
    svg = chart._repr_mimebundle_()[0]["image/svg+xml"]
    for weight, signs in (("bold", "$6_x"), ("normal", "$x^2{%")):
        font = get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
        kind = "DejaVuSans-Bold" if weight == "bold" else "DejaVuSans"
        for sign in signs:  # each is drawn, as any other
            assert f'id="{kind}-{font.get_char_index(ord(sign)):x}"' in svg


def test_a_sign_that_the_type_does_not_have_is_a_box_and_no_warning(recwarn):
    table = pd.DataFrame({"label": ["漢字 \u202e\0"], "n": [1], "per_thousand": [1.0]})
    words = replace(SHORT, title="“漢字” leads", source="Source: 漢 of Wilmès")
    chart = draw_bars(table, words, cloud=table)
    chart._repr_mimebundle_()
    drawn = [text for text, _ in boxes_of(chart)]
    assert {"“▯▯” leads", "▯▯ �▯", "Source: ▯ of Wilmès"} <= {*drawn}
    assert chart.alt == "“漢字” leads. 漢字 \u202e\0 1."  # whoever hears it hears the words
    assert [str(warning.message) for warning in recwarn] == []


def test_a_word_without_end_is_cut_and_not_tried_letter_by_letter():
    table = pd.DataFrame({"label": ["a" * 20_000], "n": [1], "per_thousand": [1.0]})
    words = replace(SHORT, title="t" * 20_000, source="s" * 20_000)
    chart = draw_bars(table, words, cloud=table)
    assert chart.figure.get_size_inches()[1] < 11  # of an A4 page
    assert len(chart.alt) < 1000
    chart._repr_mimebundle_()


def test_lines_are_broken_and_labels_shortened_to_fit():
    for line in wrap("word " * 40 + "x" * 300, 9, 2.0):
        assert width_of(line, 9) <= 2.0
    assert "".join(wrap("a" * 100, 9, 1.0)) == "a" * 100  # nothing is lost
    assert shorten("Coalition", 9, 2.0) == "Coalition"
    short = shorten("Coalition of the many partners", 9, 1.0)
    assert short.endswith("…") and width_of(short, 9) <= 1.0


def bars_of(labels, title="Short"):
    table = pd.DataFrame({"label": labels, "n": 1, "per_thousand": 1.0})
    return draw_bars(table, replace(SHORT, title=title)).alt


def test_the_alt_text_is_cut_only_where_it_is_longer_than_it_may_be():
    assert bars_of(["a" * 60]) == f"Short. {'a' * 60} 1."
    assert bars_of(["a" * 61]) == f"Short. {'a' * 59}… 1."
    assert bars_of(["a"], "t" * 600) == f"{'t' * 600}. a 1."
    assert bars_of(["a"], "t" * 601) == f"{'t' * 599}…. a 1."
    assert bars_of([*"abcde"]) == "Short. a 1, b 1, c 1, d 1, e 1."
    assert bars_of([*"abcdef"]) == "Short. a 1, b 1, c 1, d 1, e 1, and 1 more."


@pytest.mark.parametrize("form", FORMS)
def test_tokens_from_anywhere_give_the_same_picture(form):
    text = "One law, two laws; one law.\nLaws rule."
    tokens = split_tokens(pd.DataFrame({"document": ["d"], "text": [text]}))
    terms = count_terms(tokens)
    other = FORMS[form](tokens)
    lengths = pd.DataFrame({"sentence": [1, 2], "label": ["First", "Second"], "n": [6, 2]})
    for draw in (
        lambda tokens: draw_ruler(terms, tokens, tokens, SHORT),
        lambda tokens: draw_skyline(lengths, tokens, SHORT),
    ):
        assert draw(other)._repr_mimebundle_() == draw(tokens)._repr_mimebundle_()
    none = FORMS[form](tokens.head(0))
    assert draw_ruler(terms.head(0), none, none, SHORT).table.empty
    assert draw_skyline(read_back(lengths.head(0)), none, SHORT).table.empty


@pytest.mark.filterwarnings("error")
def test_an_alt_text_ends_its_sentences_once_and_an_empty_chart_says_what_it_found():
    table = pd.DataFrame({"label": ["port"], "n": [2], "per_thousand": [1.5]})
    title = replace(SHORT, title="It is the U.N.")
    assert draw_bars(table, title).alt == "It is the U.N. port 2."
    assert draw_bars(table.head(0), SHORT).alt == "Short."
