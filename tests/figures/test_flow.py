"""Two statements side by side: readable at any number of sentences, each line between its own."""

import re
from dataclasses import replace
from itertools import combinations, groupby

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from test_figures import FORMS, LONG, SHORT, boxes_of, check_texts

from helpers.changes import count_relations
from helpers.figures import draw_flow
from helpers.figures.flow import FLOW_GAP, FLOW_LINES, MIN_TEXT_PITCH, NAME_APART, STUB
from helpers.figures.sheet import GREY, HOUSE, INK, SHEET_WIDTH

NONE = None
A4_TEXT_HEIGHT = 9.7  # inches, between margins of an inch
ONE_SIDED = ("dropped", "new")
LINKED = [relation for relation in FLOW_LINES if relation not in ONE_SIDED]
HOSTILE = [
    LONG,
    "Costs of $5 and $6_x^2$ \\frac{a}{b} {0} %s",
    "Two\nlines\r\n\tand a tab",
    "<b>No</b> &amp; <script>alert(1)</script>",
    "\U0001f600 \U00020000 astral, \u202eturned\u202c, \0 and \x1b[1m",
    "إعلان الوزراء بشأن الميناء",
    "הודעת השרים על הנמל",
    "a" * 300,
    "",
]


def pairs_of(rows):
    """Make pairs from (relation, old sentence, new sentence)."""
    pairs = pd.DataFrame(rows, columns=["relation", "old_sentence", "new_sentence"])
    pairs = pairs.astype({"old_sentence": "Int32", "new_sentence": "Int32"})
    return pairs.assign(old="May", new="June")


def sentences_of(n_old, n_new, texts=("They met in the port of Tarn, and agreed.",)):
    rows = [
        (name, n) for name, last in (("May", n_old), ("June", n_new)) for n in range(1, last + 1)
    ]
    sentences = pd.DataFrame(rows, columns=["document", "sentence"]).astype({"sentence": "int32"})
    told = [f"{name} {n}: {texts[n % len(texts)]}" for name, n in rows]
    return sentences.assign(start=100 * sentences["sentence"], text=pd.Series(told, dtype="str"))


def draw(rows, n_old, n_new, *, texts=("They met in the port.",), title="Short", names=("M", "J")):
    pairs, words = pairs_of(rows), replace(SHORT, title=title)
    sentences = sentences_of(n_old, n_new, texts)
    return draw_flow(count_relations(pairs), pairs, sentences, words, names=names)


#: How many sentences of either side a step of `mixed` takes; "leaves" and "comes" may have moved.
TAKES = {
    "kept": (1, 1), "reworded": (1, 1), "split": (1, 2), "merged": (2, 1),
    "dropped": (1, 0), "new": (0, 1), "leaves": (1, 0), "comes": (0, 1),
}  # fmt: skip


def mixed(n_old, n_new, seed=1):
    """Make an alignment with every relation, as far as the sentences go."""
    chance, rows, left, old, new = np.random.default_rng(seed), [], ([], []), 1, 1
    while old <= n_old and new <= n_new:
        kind = chance.choice([*TAKES], p=[0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05])
        olds = [*range(old, min(old + TAKES[kind][0], n_old + 1))]
        news = [*range(new, min(new + TAKES[kind][1], n_new + 1))]
        old, new = old + len(olds), new + len(news)
        if kind in ("leaves", "comes"):
            left[kind == "comes"].extend(olds + news)
        else:
            rows += [(kind, a, b) for a in olds or [NONE] for b in news or [NONE]]
    olds, news = [*left[0], *range(old, n_old + 1)], [*left[1], *range(new, n_new + 1)]
    n = min(len(olds), len(news)) // 2
    chance.shuffle(olds)
    rows += [("moved", a, b) for a, b in zip(olds[:n], news[:n], strict=True)]
    rows += [("dropped", a, NONE) for a in olds[n:]]
    return rows + [("new", NONE, b) for b in news[n:]]


def whole(relation, n):
    """Make an alignment of n sentences a side, or of n into twice as many, of one relation."""
    numbers = range(1, n + 1)
    if relation in ("split", "merged"):
        rows = [(k, 2 * k - half) for k in numbers for half in (1, 0)]
        return [(relation, *(pair if relation == "split" else pair[::-1])) for pair in rows]
    if relation == "gone":
        return [("dropped", k, NONE) for k in numbers] + [("new", NONE, k) for k in numbers]
    return [(relation, k, n + 1 - k if relation == "moved" else k) for k in numbers]


FEW = [("kept", 1, 40), ("reworded", 2, 41), ("dropped", 3, NONE)]
SHAPES = {
    **{f"{n} of each": (mixed(n, n, n), n, n) for n in (1, 2, 7, 25, 45, 46, 54, 55, 120, 600)},
    "3 and 80": (FEW + [("new", NONE, k) for k in range(1, 81) if k not in (40, 41)], 3, 80),
    "80 and 5": (mixed(80, 5), 80, 5),
    "30 and 45": (mixed(30, 45), 30, 45),
    "all new": ([("new", NONE, k) for k in range(1, 31)], 0, 30),
    "all dropped, many": ([("dropped", k, NONE) for k in range(1, 201)], 200, 0),
    "nothing": ([], 0, 0),
    **{f"{kind}, {n}": (whole(kind, n), n, n)
       for kind in ("kept", "reworded", "moved", "gone") for n in (15, 120)},
    **{f"split, {n}": (whole("split", n), n, 2 * n) for n in (15, 120)},
    **{f"merged, {n}": (whole("merged", n), 2 * n, n) for n in (15, 120)},
}  # fmt: skip


@pytest.fixture(scope="module")
def charts():
    return {name: draw(*shape) for name, shape in SHAPES.items()}


# --- what is drawn -------------------------------------------------------------------------------


@mpl.rc_context(HOUSE)
def check_paper(chart):
    """Check that no text is clipped or lies on another, and that no mark reaches the paper's edge.

    Gives the texts with their boxes.
    """
    boxes = check_texts(chart)
    assert chart.figure.get_size_inches()[1] < A4_TEXT_HEIGHT
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    ink = np.asarray(canvas.buffer_rgba())[..., :3].min(axis=2) < 250
    edges = {"left": ink[:, 0], "right": ink[:, -1], "top": ink[0], "bottom": ink[-1]}
    assert [name for name, edge in edges.items() if edge.any()] == []
    return boxes


def links_of(chart):
    """Give each line as (patch, old sentence, new sentence), None where it has no partner."""
    found = []
    for patch in chart.figure.axes[0].patches:
        (x, y), (to_x, to_y) = patch.get_path().vertices[[0, -1]]
        found.append([patch, y if x == 0 else NONE, y if x == 1 else to_y if to_x == 1 else NONE])
    for side in (1, 2):  # all sentences are in a line, so the topmost row is that of the first
        first = min((link[side] for link in found if link[side] is not NONE), default=1) - 1
        for link in found:
            link[side] = NONE if link[side] is NONE else link[side] - first
    return found


def height_of(chart, row):
    """Give the inches from the bottom of the sheet at which a row of the lines is."""
    axes, height = chart.figure.axes[0], chart.figure.get_size_inches()[1]
    box, (low, high) = axes.get_position(), axes.get_ylim()
    return height * (box.y0 + (row - low) / (high - low) * box.height)


def numbers_of(chart, side):
    """Give what stands at the ends of the lines of a side: the sentence, its text, its height."""
    inner, found = (SHEET_WIDTH + {"old": -FLOW_GAP, "new": FLOW_GAP}[side]) / 2, []
    for text, box in boxes_of(chart):
        match = re.fullmatch(r"(?:dropped )?(\d+)(?:–\d+)?(?: new)?", text)
        if match and abs((box.x1 if side == "old" else box.x0) - inner) < 0.1:
            found.append((int(match[1]), text, (box.y0 + box.y1) / 2))
    return sorted(found)


def row_of(patch, side):
    """Give the row in which a line begins or ends."""
    (x, y), (_, to_y) = patch.get_path().vertices[[0, -1]]
    return y if x == (side == "new") else to_y


@pytest.mark.parametrize("name", SHAPES)
def test_any_two_statements_are_readable(charts, name):
    check_paper(charts[name])


@pytest.mark.parametrize("name", SHAPES)
def test_every_pair_has_a_line_from_its_old_to_its_new_sentence(charts, name):
    drawn = [
        (to_rgb(p.get_edgecolor()), old or 0, new or 0) for p, old, new in links_of(charts[name])
    ]
    colours = {kind: to_rgb(style["edgecolor"]) for kind, style in FLOW_LINES.items()}
    told = [(colours[kind], old or 0, new or 0) for kind, old, new in SHAPES[name][0]]
    assert sorted(drawn) == sorted(told)


@pytest.mark.parametrize("name", SHAPES)
def test_a_sentence_without_a_partner_has_a_short_line_at_its_own_side(charts, name):
    for patch, old, new in links_of(charts[name]):
        x = patch.get_path().vertices[:, 0]
        if old is NONE or new is NONE:
            assert sorted(x) == ([0, STUB] if new is NONE else [1 - STUB, 1])
        else:
            assert (x[0], x[-1]) == (0, 1)


@pytest.mark.parametrize("name", SHAPES)
def test_a_number_stands_at_the_end_of_the_line_of_its_sentence(charts, name):
    chart = charts[name]
    rows = {(side, n): row_of(patch, side)
            for patch, old, new in links_of(chart)
            for side, n in (("old", old), ("new", new)) if n}  # fmt: skip
    alone = {(side, n) for kind, old, new in SHAPES[name][0] if kind in ONE_SIDED
             for side, n in (("old", old), ("new", new)) if n}  # fmt: skip
    for side in ("old", "new"):
        for n, text, y in numbers_of(chart, side):
            assert y == pytest.approx(height_of(chart, rows[side, n]), abs=0.02)
            assert (not text[-1].isdigit() or not text[0].isdigit()) == ((side, n) in alone)


def test_lines_differ_in_width_or_dashes_and_not_in_colour_alone():
    shown = {
        name: (style["linewidth"], style.get("linestyle")) for name, style in FLOW_LINES.items()
    }
    for one, other in combinations(["kept", "reworded", "moved", "split", "dropped"], 2):
        assert shown[one] != shown[other]
    assert shown["split"] == shown["merged"]  # these are told apart by where they fork


@pytest.mark.parametrize("name", ["600 of each", "split, 120"])
def test_no_line_is_wider_than_its_row(charts, name):
    chart = charts[name]
    pitch = height_of(chart, 0) - height_of(chart, 1)
    widths = [patch.get_linewidth() / 72 for patch, *_ in links_of(chart)]
    assert 0 < max(widths) < pitch


# --- which sentence is which ---------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if max(shape[1:]) <= 54])
def test_up_to_54_sentences_a_side_are_all_numbered_with_their_first_words(charts, name):
    for side, n in zip(("old", "new"), SHAPES[name][1:], strict=True):
        assert [number for number, *_ in numbers_of(charts[name], side)] == [*range(1, n + 1)]
        month = {"old": "May", "new": "June"}[side]
        words = [text for text, _ in boxes_of(charts[name]) if text.startswith(month)]
        assert [w.split(":")[0] for w in words] == [f"{month} {k}" for k in range(1, n + 1)]


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if max(shape[1:]) > 54])
def test_of_more_what_is_dropped_or_new_is_named_in_runs_and_others_every_so_often(charts, name):
    chart = charts[name]
    pitch = height_of(chart, 0) - height_of(chart, 1)
    for side, kind, n in zip(("old", "new"), ONE_SIDED, SHAPES[name][1:], strict=True):
        named = numbers_of(chart, side)
        alone = {pair[1 + (side == "new")] for pair in SHAPES[name][0] if pair[0] == kind}
        runs = [
            [*run] for lonely, run in groupby(range(1, n + 1), key=alone.__contains__) if lonely
        ]
        places = [number for number, *_ in named]
        for run in runs:  # each is named, or so near to another name that it has no room
            told = f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}"
            told = f"dropped {told}" if side == "old" else f"{told} new"
            near = min(abs(run[0] - place) for place in places if place != run[0]) * pitch
            assert told in [text for _, text, _ in named] or near < MIN_TEXT_PITCH
        gaps = np.diff([0, *places, n]) * pitch
        assert gaps.max(initial=0) < 1.0  # inches that a reader counts at most
        rounds = [k for k in places if k not in alone and k > 1]
        assert any(all(k % step == 0 for k in rounds) for step in (2, 5, 10, 20, 50))


def test_of_two_runs_too_near_to_each_other_the_longer_one_is_named():
    gone = {10, *range(12, 41)}  # a row apart, of 200 in 7.4 inches
    rows = [("dropped", k, NONE) if k in gone else ("kept", k, k) for k in range(1, 201)]
    rows += [("new", NONE, k) for k in gone]
    told = [text for _, text, _ in numbers_of(draw(rows, 200, 200), "old")]
    assert "dropped 12–40" in told and "dropped 10" not in told


def test_the_names_of_the_statements_stand_over_their_columns():
    names = ("Ministers of May", LONG)
    boxes = dict(check_paper(draw([("kept", 1, 1)], 1, 1, names=names)))
    middle = SHEET_WIDTH / 2
    assert boxes["Ministers of May"].x1 < middle
    (other,) = [text for text in boxes if text.startswith("A title of three")]
    assert other.endswith("…") and boxes[other].x0 > middle
    assert boxes[other].y0 > boxes["May 1: They met in the port."].y1


LEVEL = {
    "in the middle": (SHAPES["3 and 80"][0], 3, 80),
    "the other way": ([("kept", 40, 1), ("reworded", 41, 2)]
                      + [("dropped", k, NONE) for k in range(1, 81) if k not in (40, 41)], 80, 2),
    "at the beginning": (whole("kept", 30) + [("new", NONE, k) for k in range(31, 46)], 30, 45),
    "at the end": ([("kept", k, k + 15) for k in range(1, 31)]
                   + [("new", NONE, k) for k in range(1, 16)], 30, 45),
}  # fmt: skip


@pytest.mark.parametrize("shape", LEVEL.values(), ids=LEVEL)
def test_the_shorter_statement_stands_where_its_lines_are_level(shape):
    links = links_of(draw(*shape))
    assert {np.ptp(patch.get_path().vertices[:, 1]) for patch, *_ in links} == {0}


@pytest.mark.parametrize("name", SHAPES)
def test_no_statement_begins_above_or_ends_below_the_longer_one(charts, name):
    rows = [y for patch, *_ in links_of(charts[name]) for y in patch.get_path().vertices[:, 1]]
    assert {0, max(SHAPES[name][1:]) - 1} <= {*rows} if rows else name == "nothing"
    assert min(rows, default=0) >= 0 and max(rows, default=0) < max(*SHAPES[name][1:], 1)


# --- the names of lines --------------------------------------------------------------------------


def points_of(chart):
    """Give the lines of a chart as (colour, points in inches from the left and the bottom)."""
    t = np.linspace(0, 1, 501)[:, None]
    left, lines = (SHEET_WIDTH - FLOW_GAP) / 2, []
    for patch, *_ in links_of(chart):
        points = patch.get_path().vertices
        if len(points) == 2:
            curve = points[0] + t * (points[1] - points[0])
        else:
            a, b, c, d = points
            curve = (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
        y = height_of(chart, curve[:, 1])
        lines.append((to_rgb(patch.get_edgecolor()), left + FLOW_GAP * curve[:, 0], y))
    return lines


def crosses(line, box):
    """Whether a line runs through the letters in a box."""
    _, x, y = line
    return ((x > box.x0) & (x < box.x1) & (y > box.y0 + 0.02) & (y < box.y1 - 0.02)).any()


def names_of(chart):
    """Give the names between the columns as (relation, box)."""
    return [(text, box) for text, box in boxes_of(chart) if text in LINKED]


@pytest.mark.parametrize("name", SHAPES)
def test_every_relation_is_named_on_a_line_of_its_own(charts, name):
    lines, names = points_of(charts[name]), names_of(charts[name])
    assert {text for text, _ in names} == {kind for kind, *_ in SHAPES[name][0]} - {*ONE_SIDED}
    for text, box in names:
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        own = [line for line in lines if line[0] == to_rgb(FLOW_LINES[text]["edgecolor"])]
        assert min(np.hypot(xs - x, ys - y).min() for _, xs, ys in own) < 0.03
        assert box.x0 > (SHEET_WIDTH - FLOW_GAP) / 2 and box.x1 < (SHEET_WIDTH + FLOW_GAP) / 2


@pytest.mark.parametrize("name", SHAPES)
def test_the_more_lines_a_name_hides_the_further_it_is_from_the_next_of_its_kind(charts, name):
    lines, names = points_of(charts[name]), names_of(charts[name])
    hidden = [sum(crosses(line, box) for line in lines) for _, box in names]
    for (n, (one, a)), (m, (other, b)) in combinations(zip(hidden, names, strict=True), 2):
        if one == other:
            assert abs(a.y0 + a.y1 - b.y0 - b.y1) / 2 > NAME_APART * max(n, m, 1) - 0.01


def test_a_name_gives_way_to_lines_that_it_would_hide():
    rows = [("moved", 1, 9), ("kept", 5, 5)]  # which cross in the middle, where names stand best
    rows += [("dropped", k, NONE) for k in (2, 3, 4, 6, 7, 8, 9)]
    rows += [("new", NONE, k) for k in (1, 2, 3, 4, 6, 7, 8)]
    chart = draw(rows, 9, 9)
    lines = {line[0]: line for line in points_of(chart)}
    boxes = dict(names_of(chart))
    for one, other in (("kept", "moved"), ("moved", "kept")):
        assert not crosses(lines[to_rgb(FLOW_LINES[one]["edgecolor"])], boxes[other])


def test_a_name_does_not_hide_the_short_lines_of_sentences_without_a_partner():
    # "reworded" would hide no other line at the left end of its own, but the short ones there
    rows = [("moved", 1, 220), ("reworded", 120, 120)]
    rows += [("dropped", k, NONE) for k in range(1, 241) if k not in (1, 120)]
    rows += [("new", NONE, k) for k in range(1, 241) if k not in (120, 220)]
    chart = draw(rows, 240, 240)
    alone = to_rgb(FLOW_LINES["new"]["edgecolor"])
    for _, box in names_of(chart):
        assert not any(crosses(line, box) for line in points_of(chart) if line[0] == alone)


def test_what_was_kept_is_drawn_under_the_others_and_its_words_are_paler():
    chart = draw([("reworded", 1, 2), ("moved", 2, 1), ("kept", 3, 3)], 3, 3)
    assert to_rgb(FLOW_LINES["kept"]["edgecolor"]) == links_of(chart)[0][0].get_edgecolor()[:3]
    inks = {text.get_text(): text.get_color() for text in chart.figure.texts}
    for month in ("May", "June"):
        told = [inks[f"{month} {n}: They met in the port."] for n in (1, 2, 3)]
        assert told == [INK, INK, GREY]


# --- words, alt text, table ----------------------------------------------------------------------


@pytest.mark.parametrize("n", [9, 60])
def test_words_are_drawn_as_typed_on_one_line_and_shortened(n):
    chart = draw(mixed(n, n), n, n, texts=HOSTILE, title=HOSTILE[1], names=(HOSTILE[3], HOSTILE[4]))
    texts = [text for text, _ in check_paper(chart)]
    chart._repr_mimebundle_()
    assert HOSTILE[1] in texts
    assert any(text.startswith("<b>No</b> &amp; <script>") for text in texts)
    assert not [text for text in texts if "\n" in text or "\r" in text]
    assert any("\U0001f600 ▯ astral" in text for text in texts)
    told = [text for text in texts if re.match(r"(May|June) \d+: ", text)]
    assert any("$5 and" in text for text in told)
    assert any("Two lines and a tab" in text for text in told)
    assert all(len(text) < 50 for text in told)


@settings(max_examples=8)
@given(
    st.integers(0, 70), st.integers(0, 70), st.integers(0, 1000), st.lists(st.text(), min_size=1)
)
def test_statements_of_any_length_and_words_are_readable(n_old, n_new, seed, texts):
    chart = draw(mixed(n_old, n_new, seed), n_old, n_new, texts=texts)
    check_paper(chart)
    assert len(links_of(chart)) == len(mixed(n_old, n_new, seed))


def test_the_alt_text_counts_the_sentences_of_each_relation():
    rows = [("kept", 1, 1), ("split", 2, 2), ("split", 2, 3), ("dropped", 3, NONE)]
    chart = draw(rows, 3, 3, title="One was kept.")
    expected = "One was kept. kept: 1 old, 1 new; split: 1 old, 2 new; dropped: 1 old, 0 new."
    assert chart.alt == expected
    data, metadata = chart._repr_mimebundle_()
    assert metadata["image/svg+xml"]["alt"] == metadata["image/png"]["alt"] == expected
    rows = ["kept,kept,2,1,1", "split,split,3,1,2", "dropped,dropped,1,1,0"]
    assert data["text/csv"].splitlines()[1:] == rows
    assert draw([], 0, 0).alt == "Short."
    assert draw([], 0, 0, title="t" * 601).alt == f"{'t' * 599}…."


def test_the_alt_text_counts_what_is_drawn(charts):
    for name, chart in charts.items():
        links = links_of(chart)
        for row in chart.table.itertuples():
            colour = to_rgb(FLOW_LINES[row.relation]["edgecolor"])
            own = [link[1:] for link in links if to_rgb(link[0].get_edgecolor()) == colour]
            if row.relation in ("kept", "reworded", "moved"):
                counts = [len({ends[side] for ends in own}) for side in (0, 1)]
                assert counts == [row.n_old, row.n_new]
            assert f"{row.label}: {row.n_old:,} old, {row.n_new:,} new" in chart.alt, name


def test_the_same_statements_give_the_same_bytes():
    once, again = (draw(*SHAPES["120 of each"])._repr_mimebundle_() for _ in range(2))
    assert once == again


@pytest.mark.parametrize("form", FORMS)
def test_pairs_and_sentences_from_anywhere_give_the_same_picture(form):
    rows, n_old, n_new = SHAPES["25 of each"]
    pairs, sentences = pairs_of(rows), sentences_of(n_old, n_new)
    table = count_relations(pairs)
    expected = draw_flow(table, pairs, sentences, SHORT)
    result = draw_flow(table, FORMS[form](pairs), FORMS[form](sentences), SHORT)
    assert result._repr_mimebundle_() == expected._repr_mimebundle_()
    none = draw_flow(table.head(0), FORMS[form](pairs.head(0)), FORMS[form](sentences), SHORT)
    assert none.table.empty and links_of(none) == []


def test_sentences_without_places_stand_in_the_order_of_their_numbers():
    pairs, sentences = pairs_of(mixed(9, 9)), sentences_of(9, 9).drop(columns="start")
    table = count_relations(pairs)
    one, other = (draw_flow(table, pairs, own, SHORT) for own in (sentences, sentences[::-1]))
    assert one._repr_mimebundle_() == other._repr_mimebundle_()


def test_the_frames_are_left_as_they_were():
    pairs, sentences = pairs_of(mixed(9, 9)[::-1]), sentences_of(9, 9)
    before = pairs.copy(deep=True), sentences.copy(deep=True)
    draw_flow(count_relations(pairs), pairs, sentences, SHORT)
    for frame, own in zip((pairs, sentences), before, strict=True):
        pd.testing.assert_frame_equal(frame, own)


def test_a_line_to_a_sentence_that_is_not_there_is_refused():
    pairs, sentences = pairs_of([("dropped", 3, NONE)]), sentences_of(2, 2)
    with pytest.raises(
        ValueError, match="sentence 3 of May has a line, but is not among sentences"
    ):
        draw_flow(count_relations(pairs), pairs, sentences, SHORT)
    with pytest.raises(ValueError, match="the frame lacks the column relation"):
        draw_flow(count_relations(pairs), pairs.drop(columns="relation"), sentences, SHORT)
