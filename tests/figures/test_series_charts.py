"""Lines and fields along time: readable at any number, true to their values, honest about gaps."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from test_figures import FORMS, LONG, SHORT, boxes_of
from test_flow import HOSTILE, check_paper

from helpers.figures import draw_fields, draw_strips
from helpers.figures.series import MAX_MATRIX
from helpers.figures.sheet import ACCENT, SHEET_WIDTH

NAN = float("nan")
LABELS = ["port", "stabilisation of the liberated areas and their rivers", "Daesh/ISIS", "a"]
VALUES = {
    "some": lambda chance, n: chance.random(n) * 40,
    "missing": lambda chance, n: np.where(chance.random(n) < 0.5, NAN, chance.random(n)),
    "none": lambda chance, n: np.full(n, NAN),
    "zero": lambda chance, n: np.zeros(n),
    "huge": lambda chance, n: chance.random(n) * 1e14,
    "tiny": lambda chance, n: chance.random(n) * 1e-14,
    "below": lambda chance, n: chance.random(n) * 40 - 30,
}
DAYS = {
    "even": lambda chance, n: 180 * np.arange(n),
    "crowded": lambda chance, n: np.sort(chance.integers(0, 4000, n)),
    "one day": lambda chance, n: np.zeros(n, int),
}


def days_of(numbers):
    return pd.Timestamp("2011-03-30") + pd.to_timedelta(numbers, "D")


def strips_of(*lines, days=None, labels=None, title="Short", **options):
    """Draw lines from their values, on days a month apart unless told."""
    labels = labels or [f"term {row}" for row in range(len(lines))]
    table = pd.DataFrame({"term": labels, "label": labels, "n": range(len(lines), 0, -1)})
    rows = [
        pd.DataFrame({"term": term, "published": pd.to_datetime(days or month_starts(len(line))),
                      "value": pd.Series(line, dtype=float)})
        for term, line in zip(labels, lines, strict=True)
    ]  # fmt: skip
    none = pd.DataFrame({"term": [], "published": [], "value": []})
    values = pd.concat(rows, ignore_index=True) if rows else none
    return draw_strips(table, values, replace(SHORT, title=title), **options)


def month_starts(n):
    return [f"{2031 + month // 12}-{1 + month % 12:02}-01" for month in range(n)]


def lines_of(chart):
    """Give the lines of a chart without their zeros, one a row."""
    return [axes.lines[1] for axes in chart.figure.axes]


def texts_of(chart):
    return [text for text, _ in boxes_of(chart)]


# --- a line a thing ------------------------------------------------------------------------------


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("size", [(1, 1), (1, 2), (8, 5), (20, 60)], ids=str)
def test_any_number_of_lines_is_readable(size, kind, days):
    n_rows, n = size
    chance = np.random.default_rng(n_rows)
    labels = [f"{LABELS[row % 4]} {row}" for row in range(n_rows)]
    told = [f"{day.date()}" for day in days_of(DAYS[days](chance, n))]
    lines = [VALUES[kind](chance, n) for _ in labels]
    chart = strips_of(*lines, days=told, labels=labels)
    texts = [text for text, _ in check_paper(chart)]
    assert {told[0], told[-1]} <= {*texts}
    assert "port 0" in texts
    assert len(lines_of(chart)) == n_rows


@settings(max_examples=8)
@given(st.lists(st.lists(st.none() | st.floats(-1e300, 1e300), min_size=3, max_size=3), max_size=6))
def test_lines_of_any_values_are_readable(lines):
    lines = [[NAN if value is None else value for value in line] for line in lines]
    check_paper(strips_of(*lines))


def test_a_line_stands_at_its_days_and_at_its_values():
    days = ["2031-01-01", "2031-01-11", "2031-04-11"]
    chart = strips_of([2, 4, 1], [0, 0, 30], days=days)
    for axes, line, scale in zip(chart.figure.axes, lines_of(chart), (4, 30), strict=True):
        x = line.get_xdata()
        assert np.diff(x).tolist() == [10, 90]
        assert axes.get_ylim() == (0, scale)  # each has its own scale, from nothing
        low, high = axes.get_xlim()
        assert (x[0] - low, high - x[-1]) == (0.5, 0.5)
    assert [line.get_ydata().tolist() for line in lines_of(chart)] == [[2, 4, 1], [0, 0, 30]]


def test_all_lines_share_one_line_of_days():
    table = pd.DataFrame({"term": ["a", "b"], "label": ["a", "b"], "n": 1})
    days = pd.to_datetime(["2031-01-01", "2031-02-01", "2031-03-01"])
    values = pd.DataFrame({"term": ["a", "a", "b"], "published": days, "value": [1.0, 2.0, 3.0]})
    chart = draw_strips(table, values, SHORT)
    assert len({axes.get_xlim() for axes in chart.figure.axes}) == 1
    assert lines_of(chart)[1].get_xdata()[0] - lines_of(chart)[0].get_xdata()[0] == 59
    assert {"2031-01-01", "2031-03-01"} <= {*texts_of(chart)}


def test_first_and_last_values_stand_at_the_ends_of_the_line():
    chart = strips_of([1500.25, 7, 4], labels=["port"])
    boxes = dict(check_paper(chart))
    box = chart.figure.axes[0].get_position()
    assert "7.0" not in boxes  # it is neither the first, nor the last, nor the highest
    assert boxes["port"].x1 < boxes["1,500.2"].x0 < boxes["1,500.2"].x1 < box.x0 * SHEET_WIDTH
    assert boxes["4.0"].x0 > box.x1 * SHEET_WIDTH


def test_first_and_last_are_so_in_time_and_not_in_the_table():
    chart = strips_of([5, 1, 3], days=["2031-03-01", "2031-01-01", "2031-02-01"])
    assert chart.alt == "Short. term 0 from 1.0 to 5.0."
    assert lines_of(chart)[0].get_ydata().tolist() == [1, 3, 5]


def test_the_highest_value_stands_over_its_day_if_it_is_neither_first_nor_last():
    chart = strips_of([1, 1, 9, 1, 1], [9, 1, 1, 1, 1], [1, 1, 1, 1, 9], [1, 8, 8, 1, 1])
    boxes = check_paper(chart)
    highest = [box for text, box in boxes if text == "9.0"]
    assert len(highest) == 3  # over its day, first, last
    box = chart.figure.axes[0].get_position()
    over = min(highest, key=lambda b: abs((b.x0 + b.x1) / 2 - SHEET_WIDTH * (box.x0 + box.x1) / 2))
    x = lines_of(chart)[0].get_xdata()
    share = (x[2] - x[0] + 0.5) / (x[-1] - x[0] + 1)
    expected = SHEET_WIDTH * (box.x0 + share * box.width)
    assert (over.x0 + over.x1) / 2 == pytest.approx(expected, abs=0.02)
    assert over.y0 > box.y1 * chart.figure.get_size_inches()[1]
    assert [text for text, _ in boxes].count("8.0") == 1  # of equal ones the first
    assert "term 0 from 1.0 to 1.0, at most 9.0, term 1 from 9.0 to 1.0, term 2" in chart.alt


def test_a_high_value_near_an_end_stands_inside_the_line():
    days = ["2031-01-01", "2031-01-02", "2041-12-30", "2041-12-31"]
    for line in ([1, 99, 1, 1], [1, 1, 99, 1]):
        chart = strips_of(line, days=days)
        box = chart.figure.axes[0].get_position()
        (over,) = [b for text, b in check_paper(chart) if text == "99.0"]
        assert over.x0 > box.x0 * SHEET_WIDTH - 0.01 and over.x1 < box.x1 * SHEET_WIDTH + 0.01


def test_a_line_is_broken_where_a_value_is_missing():
    chart = strips_of([1, NAN, 3], [NAN, 2, NAN], [NAN, NAN, NAN])
    broken = [np.isnan(line.get_ydata()).tolist() for line in lines_of(chart)]
    assert broken == [[False, True, False], [True, False, True], [True, True, True]]
    assert all(line.get_marker() == "o" for line in lines_of(chart))  # one between two gaps is seen
    assert chart.alt == "Short. term 0 from 1.0 to 3.0, term 1 from 2.0 to 2.0, term 2 from – to –."


def test_what_has_no_day_is_not_drawn():
    chart = strips_of([1, 2, 3], days=["2031-01-01", None, "2031-03-01"])
    assert lines_of(chart)[0].get_ydata().tolist() == [1, 3]
    none = strips_of([1, 2], days=[None, None])
    check_paper(none)
    assert none.alt == "Short. term 0 from – to –."


def test_what_is_on_one_day_has_one_day_under_it():
    for line in ([5], [5, 2]):
        chart = strips_of(line, days=["2031-01-01"] * len(line))
        (day,) = [box for text, box in check_paper(chart) if text == "2031-01-01"]
        box = chart.figure.axes[0].get_position()
        middle = SHEET_WIDTH * (box.x0 + box.x1) / 2
        assert (day.x0 + day.x1) / 2 == pytest.approx(middle, abs=0.02)


@pytest.mark.filterwarnings("error")
def test_lines_stay_in_their_rows():
    chart = strips_of([0, 0, 0], [-5, 3, -20], [-4, -2, -1], [1, 2, 3])
    for axes, line in zip(chart.figure.axes, lines_of(chart), strict=True):
        low, high = axes.get_ylim()
        assert low <= min(0, *line.get_ydata()) and high >= max(0, *line.get_ydata()) and low < high
        assert axes.lines[0].get_ydata() == [0, 0]  # its zero
    rows = [axes.get_position() for axes in chart.figure.axes]
    assert all(over.y0 > under.y1 for over, under in pairwise(rows))
    assert lines_of(chart)[0].get_ydata().tolist() == [0, 0, 0]


def test_a_number_that_is_too_long_is_written_in_powers_of_ten():
    texts = texts_of(strips_of([1234.5, 123456789012.3, 99999]))
    assert {"1,234.5", "1.2e+11", "99,999.0"} <= {*texts}
    assert "12%" in texts_of(strips_of([0.12, 0.3], form="{:.0%}"))


def test_the_alt_text_of_lines_reads_out_five_and_counts_the_rest():
    lines = [[1, 2]] * 6
    assert strips_of(*lines[:5]).alt.endswith("term 4 from 1.0 to 2.0.")
    assert strips_of(*lines).alt.endswith("term 4 from 1.0 to 2.0, and 1 more.")
    alt = strips_of([1, 2], labels=["a" * 61], title="t" * 601).alt
    assert alt == f"{'t' * 599}…. {'a' * 59}… from 1.0 to 2.0."
    assert strips_of().alt == "Short."


def test_any_labels_are_drawn_as_typed_and_shortened():
    chart = strips_of(*[[1, 5, 2]] * len(HOSTILE), labels=HOSTILE, title=HOSTILE[1])
    texts = [text for text, _ in check_paper(chart)]
    chart._repr_mimebundle_()
    assert HOSTILE[1] in texts and not any("\n" in text for text in texts)
    assert any(text.startswith("Costs of $5 and $6") and text.endswith("…") for text in texts)
    assert chart.table["label"].tolist() == HOSTILE


def test_lines_carry_their_alt_text_and_their_table():
    chart = strips_of([1, 2], [3, 4])
    data, metadata = chart._repr_mimebundle_()
    assert metadata["image/svg+xml"]["alt"] == metadata["image/png"]["alt"] == chart.alt
    assert chart.alt == "Short. term 0 from 1.0 to 2.0, term 1 from 3.0 to 4.0."
    assert data["text/csv"] == "term,label,n\nterm 0,term 0,2\nterm 1,term 1,1\n"
    assert strips_of([1, 2], [3, 4])._repr_mimebundle_() == (data, metadata)


@pytest.mark.parametrize("form", FORMS)
def test_values_from_anywhere_give_the_same_picture(form):
    days = pd.to_datetime(["2031-01-01", "2031-02-01", "2031-03-01", "2031-04-01"])
    values = pd.DataFrame({"term": "a", "published": days, "value": [1.0, NAN, 0.25, 2.0]})
    table = pd.DataFrame({"term": ["a"], "label": "a", "n": 3})
    expected = draw_strips(table, values, SHORT)
    before = values.copy(deep=True)
    result = draw_strips(FORMS[form](table), FORMS[form](values), SHORT)
    assert result.figure is not expected.figure
    images = [chart._repr_mimebundle_()[0]["image/svg+xml"] for chart in (result, expected)]
    assert images[0] == images[1]
    pd.testing.assert_frame_equal(values, before)
    assert draw_strips(table, FORMS[form](values.head(0)), SHORT).alt == "Short. a from – to –."


def test_a_column_that_is_lacking_is_named():
    table = pd.DataFrame({"term": ["a"], "label": "a", "n": 3})
    with pytest.raises(ValueError, match="the frame lacks the columns published, value"):
        draw_strips(table, table, SHORT)


# --- a field a statement and thing ---------------------------------------------------------------


def fields_of(numbers, *, rows=None, columns=None, title="Short", **options):
    """Draw fields; the table has a row a field that has a value."""
    numbers = np.array(numbers, dtype=float)
    numbers = numbers if numbers.ndim == 2 else numbers.reshape(0, 0)
    rows = rows or [f"theme {row}" for row in range(numbers.shape[0])]
    columns = columns or [f"{day.date()}" for day in days_of(180 * np.arange(numbers.shape[1]))]
    values = pd.DataFrame(numbers, index=rows, columns=columns)
    cells = [(f"{row}, {column}", round(100 * values.iat[a, b]))
             for a, row in enumerate(rows) for b, column in enumerate(columns)
             if values.iat[a, b] > 0]  # fmt: skip
    table = pd.DataFrame(cells, columns=["label", "n"]).astype({"label": "str", "n": "int64"})
    return draw_fields(table, values, replace(SHORT, title=title), **options)


def colours_of(chart):
    """Give the colour of each field, a row a row."""
    mesh = chart.figure.axes[0].collections[0]
    shape = mesh.get_array().shape
    return mesh.get_array().reshape(*shape[:2], -1)[..., :3]


def luminance(colour):
    """How light a colour is (WCAG 2.2, relative luminance)."""
    share = np.asarray(to_rgb(colour))
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def field_texts(chart, shape):
    """Give the text that stands in each field, as {(row, column): text artist}."""
    box = chart.figure.axes[0].get_position()
    width, height = chart.figure.get_size_inches()
    found = {}
    for artist in chart.figure.texts:
        x, y = artist.get_position()
        column = (x / width - box.x0) / box.width * shape[1]
        row = (box.y1 - y / height) / box.height * shape[0]
        if 0 < column < shape[1] and 0 < row < shape[0]:
            found[int(row), int(column)] = artist
    return found


SIZES = [(1, 1), (1, 2), (10, 4), (10, 12), (10, 60), (25, 25), (60, 60), (3, 200)]


@pytest.mark.parametrize("kind", ["some", "missing", "none", "zero", "huge"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_any_number_of_fields_is_readable(size, kind):
    chance = np.random.default_rng(1)
    numbers = VALUES[kind](chance, size[0] * size[1]).reshape(size)
    rows = [f"{LABELS[row % 4]} {row}" for row in range(size[0])]
    chart = fields_of(numbers, rows=rows)
    texts = [text for text, _ in check_paper(chart)]
    assert colours_of(chart).shape == (*size, 3)
    day = days_of([180 * (size[1] - 1)])[0].date()
    assert {"2011-03-30", f"{day}", "port 0"} <= {*texts}  # the first and the last are named


def test_a_field_is_the_darker_the_higher_its_value():
    numbers = [[0.1, 0.2, 0.4], [0.8, 0.0, NAN]]
    colours = colours_of(fields_of(numbers))
    light = np.array([[luminance(colour) for colour in line] for line in colours])
    order = [light[0, 0], light[0, 1], light[0, 2], light[1, 0]]
    assert order == sorted(order, reverse=True) and len({*order}) == 4
    assert np.allclose(colours[1, 0], to_rgb(ACCENT))
    assert (colours[1, 1:] == 1).all()  # nothing, and not known
    assert np.allclose(1 - colours[0, 2], (1 - colours[1, 0]) / 2)  # half as high, half as dark


def test_what_is_no_higher_than_the_lowest_stays_white():
    colours = colours_of(fields_of([[0.5, 0.7, 0.9, 0.2]], low=0.5))
    assert (colours[0, [0, 3]] == 1).all()
    assert np.allclose(colours[0, 2], to_rgb(ACCENT))
    assert np.allclose(1 - colours[0, 1], (1 - colours[0, 2]) / 2)
    assert (colours_of(fields_of([[0.5, 0.5]], low=0.5)) == 1).all()


def test_every_value_stands_in_its_field_and_can_be_read_on_it():
    numbers = np.arange(60).reshape(6, 10) / 60
    chart = fields_of(numbers)
    texts, colours = field_texts(chart, numbers.shape), colours_of(chart)
    assert {place: text.get_text() for place, text in texts.items()} == {
        (row, column): f"{numbers[row, column]:.0%}" for row in range(6) for column in range(10)
    }
    for place, text in texts.items():
        light = sorted([luminance(text.get_color()), luminance(colours[place])])
        assert (light[1] + 0.05) / (light[0] + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("size", [(2, 3), (60, 60)], ids=str)
def test_a_missing_value_is_a_dash_and_not_a_low_one(size):
    numbers = np.zeros(size)
    numbers[0, 1] = numbers[1, 2] = NAN
    chart = fields_of(numbers)
    written = {place for place, text in field_texts(chart, size).items() if text.get_text() == "–"}
    x, y = chart.figure.axes[0].lines[0].get_data()
    drawn = {(int(row), int(column)) for column, row in zip(x, y, strict=True)}
    assert (written, drawn) == (
        ({(0, 1), (1, 2)}, set()) if size == (2, 3) else (set(), {(0, 1), (1, 2)})
    )


def test_values_are_written_only_where_all_have_room():
    def is_written(numbers, **options):
        return bool(field_texts(fields_of(numbers, **options), np.shape(numbers)))

    assert is_written([[0.5] * 15]) and not is_written([[0.5] * 30])
    assert not is_written([[0.5] * 14 + [1e9]])  # one has no room, and none is written
    assert is_written([[0.5]] * 30) and not is_written([[0.5]] * 60)


def test_names_that_have_no_room_are_left_out_evenly_and_ticks_show_the_others():
    chart = fields_of(np.ones((60, 60)), rows=[f"{n} statement" for n in range(60)])
    axes, width = chart.figure.axes[0], chart.figure.get_size_inches()[0]
    box = axes.get_position()
    days = sorted((b.x0 + b.x1) / 2 for text, b in check_paper(chart) if text[4:5] == "-")
    named = [int(text.split()[0]) for text, _ in boxes_of(chart) if text.endswith(" statement")]
    across, down = (np.array(axis.get_ticklocs()) for axis in (axes.xaxis, axes.yaxis))
    assert sorted(named) == (down - 0.5).tolist() and {0, 59} <= {*named}
    assert {*np.diff(down)} <= {2, 3} and np.ptp(np.diff(across)) <= 1
    assert (across[0], across[-1]) == (0.5, 59.5)
    expected = width * (box.x0 + across / 60 * box.width)
    assert days[:-1] == pytest.approx(expected[:-1], abs=0.02)
    assert days[-1] <= expected[-1]  # moved in from the edge of the paper
    few = fields_of(np.ones((3, 4)))
    assert not few.figure.axes[0].get_xticks().size and not few.figure.axes[0].get_yticks().size
    check_paper(few)


@pytest.mark.parametrize(("n", "size"), [(27, 9), (28, 8)])
def test_names_of_rows_are_smaller_where_rows_are_less_than_017_inches_apart(n, size):
    chart = fields_of(np.ones((n, 3)))
    assert {t.get_size() for t in chart.figure.texts if t.get_text()[:5] == "theme"} == {size}


def test_a_matrix_of_many_rows_fits_a_page_and_its_rows_have_one_height():
    for n in (1, 10, 60, 200):
        chart = fields_of(np.ones((n, 3)))
        box, height = chart.figure.axes[0].get_position(), chart.figure.get_size_inches()[1]
        assert box.height * height == pytest.approx(min(0.24 * n, MAX_MATRIX))
        assert chart.figure.axes[0].get_ylim() == (n, 0)  # the first on top


@pytest.mark.parametrize("n", [9, 60])
def test_any_names_of_rows_and_columns_are_drawn_as_typed_and_shortened(n):
    names = [f"{HOSTILE[k % 9]}{k}" if k % 9 == 8 else HOSTILE[k % 9] for k in range(n)]
    chart = fields_of(np.ones((n, n)), rows=names, columns=names, title=HOSTILE[1])
    texts = [text for text, _ in check_paper(chart)]
    chart._repr_mimebundle_()
    assert HOSTILE[1] in texts and not any("\n" in text for text in texts)
    assert any(text.endswith("…") and text.startswith("A title of") for text in texts)
    blank = fields_of(np.ones((2, 40)), rows=["", ""], columns=["2031-01-01"] * 40)
    check_paper(blank)  # the first name has no room to its left


def test_the_alt_text_of_fields_reads_out_the_highest_five():
    chart = fields_of([[0.1, 0.3], [0.2, NAN]], columns=["May", "June"])
    expected = "Short. theme 0, June 30, theme 1, May 20, theme 0, May 10."
    assert chart.alt == expected
    data, metadata = chart._repr_mimebundle_()
    assert metadata["image/svg+xml"]["alt"] == metadata["image/png"]["alt"] == expected
    assert data["text/csv"].splitlines()[1] == '"theme 0, May",10'  # the table is in its own order
    many = fields_of(np.arange(1, 8).reshape(1, 7) / 100, columns=[*"abcdefg"])
    assert many.alt.endswith("theme 0, c 3, and 2 more.")
    assert fields_of([[1.0]], title=LONG * 3).alt.startswith(f"{(LONG * 3)[:599]}…")
    alt = fields_of([[0.01]], rows=["x" * 60]).alt
    assert alt == f"Short. {'x' * 59}… 1."


@pytest.mark.filterwarnings("error")
def test_nothing_at_all_is_a_chart_without_fields():
    for numbers, names in (([], {}), (np.ones((0, 3)), {"rows": []}), (np.ones((2, 0)), {})):
        chart = fields_of(numbers, **names)
        check_paper(chart)
        assert chart.alt == "Short." and chart.table.empty
        chart._repr_mimebundle_()
    assert fields_of([[NAN]]).alt == "Short."


def test_the_same_fields_give_the_same_bytes_whatever_kind_their_numbers_have():
    frame = pd.DataFrame([[1.0, NAN, 3.0]], index=["a"], columns=["x", "y", "z"])
    table = pd.DataFrame({"label": ["a, x"], "n": [1]})
    before = frame.copy(deep=True)
    frames = [frame, frame, frame.astype("Float64"), frame.astype("Int64"), frame.astype(object)]
    frames.append(frame.rename_axis("row").rename_axis("column", axis=1))
    once, *others = (draw_fields(table, own, SHORT)._repr_mimebundle_() for own in frames)
    assert all(other == once for other in others)
    pd.testing.assert_frame_equal(frame, before)
