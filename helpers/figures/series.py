"""Many statements along time: a line a thing, or a field a statement and thing.

Lengths are inches, sizes of type points.
"""

from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from helpers.figures.charts import MAX_ALT_ROWS, MAX_WORD_CHARS
from helpers.figures.sheet import (
    ACCENT,
    GREY,
    HOUSE,
    MAX_TEXT_CHARS,
    SHEET_MARGIN,
    SHEET_WIDTH,
    SMALL_POINTS,
    TEXT_POINTS,
    Chart,
    Sheet,
    Words,
    as_sentences,
    cut,
    shorten,
    width_of,
)
from helpers.frames import typed

DAYS_ROOM = 0.2  # for the days under the strips or above the fields
SERIES_RULE = "#d9d9d9"  # the colour of a line that only bounds
STRIP_PITCH, PEAK_ROOM, STRIP_HEIGHT = 0.38, 0.15, 0.19  # of a row; over its line; of its line
MAX_VALUE_WIDTH = 0.7  # of a value that is written out
FIELD_PITCH, MAX_MATRIX = 0.24, 4.6  # from row to row; of a matrix of many statements
NAME_HEIGHT, NAME_GAP = 0.12, 0.1  # of the name of a row; between those of two columns
MAX_NAME_WIDTH = 1.2  # of the name of a column
DARK_FIELD = 0.92  # how dark a field is on which white is easier to read than black


# --- a line a thing ------------------------------------------------------------------------------


@mpl.rc_context(HOUSE)
def draw_strips(
    table: pd.DataFrame,
    values: pd.DataFrame,
    words: Words,
    *,
    by: str = "term",
    form: str = "{:,.1f}",
) -> Chart:
    """Draw a small line a row: how a number moves from statement to statement.

    `table` has the columns `by`, label and n, in the order of the rows; `values` have one row a
    statement and thing: `by`, published and value, which may be missing. Each line has a scale of
    its own, from 0 (or its lowest value below) to its highest; its first and last values stand at
    its ends, in `form`, and the highest over the line if it is another. Days are spaced as they lie
    in time. Where a value is missing the line is broken; without a day it is not drawn.

    >>> days = pd.to_datetime(["2031-05-01", "2031-11-01"])
    >>> values = pd.DataFrame({"term": "port", "published": days, "value": [1.0, 2.0]})
    >>> table = pd.DataFrame({"term": ["port"], "label": "port", "n": 3})
    >>> words = Words("moves", "“port” rises", "Uses in 1,000 words", "Source: none", "n = 3.")
    >>> draw_strips(table, values, words).alt
    '“port” rises. port from 1.0 to 2.0.'
    """
    table, values = typed(table, by, "label", "n"), typed(values, by, "published", "value")
    values = values.assign(value=pd.to_numeric(values["value"]).astype(float))
    values = values.dropna(subset="published")
    values = values.sort_values("published", kind="stable", ignore_index=True)
    days = values["published"].map(pd.Timestamp.toordinal).astype(int)
    lines = [values.loc[values[by] == key, "value"] for key in table[by]]
    said = [_write_ends(line.dropna().tolist(), form) for line in lines]
    firsts, lasts, _ = zip(*said, strict=True) if said else ((), (), ())
    labels = [shorten(label, TEXT_POINTS, 0.34 * SHEET_WIDTH) for label in table["label"]]
    left = SHEET_MARGIN + max(map(width_of, labels), default=0)
    start = left + 0.12 + max(map(width_of, firsts), default=0) + 0.08
    right = max([width_of(last, TEXT_POINTS, "bold") for last in lasts], default=0) + 0.14
    length = SHEET_WIDTH - SHEET_MARGIN - right - start
    sheet = Sheet(max(len(table), 1) * STRIP_PITCH + DAYS_ROOM, words)
    for row, (line, (first, last, highest)) in enumerate(zip(lines, said, strict=True)):
        top, at = row * STRIP_PITCH + PEAK_ROOM, days[line.index].to_numpy()
        y = top + STRIP_HEIGHT / 2
        sheet.write_line(left, y, labels[row], ha="right")
        sheet.write_line(start - 0.06, y, first, ha="right", color=GREY)
        sheet.write_line(SHEET_WIDTH - SHEET_MARGIN, y, last, ha="right", weight="bold")
        axes = sheet.open_axes(start, top, length, STRIP_HEIGHT)
        axes.set(xlim=(days.min() - 0.5, days.max() + 0.5) if len(days) else (0, 1))
        _draw_strip(axes, at, line.to_numpy())
        if highest:
            low, high = axes.get_xlim()
            share = (at[np.nanargmax(line)] - low) / (high - low)
            half = width_of(highest, SMALL_POINTS) / 2
            x = start + min(max(share * length, half), length - half)
            style: dict[str, Any] = {"size": SMALL_POINTS, "color": GREY, "ha": "center"}
            sheet.write_line(x, top - 0.09, highest, **style)
    _write_days(sheet, values["published"], start, length, len(table) * STRIP_PITCH + 0.1)
    alt = [
        f"{cut(label, MAX_WORD_CHARS)} from {first} to {last}"
        + f", at most {highest}" * bool(highest)
        for label, (first, last, highest) in zip(table["label"], said, strict=True)
    ]
    return Chart(words, _say_rows(words, alt), table, sheet.figure)


def _write_ends(numbers: list[float], form: str) -> tuple[str, str, str]:
    """Write the first and the last of a line's values, and the highest if it is another."""
    if not numbers:
        return "–", "–", ""
    first, last, highest = (_write_value(n, form) for n in (numbers[0], numbers[-1], max(numbers)))
    return first, last, "" if highest in (first, last) else highest


def _write_value(value: float, form: str) -> str:
    """Write a value in its form, or in powers of ten where it has no room."""
    text = form.format(value)
    return text if width_of(text) <= MAX_VALUE_WIDTH else f"{value:.1e}"


def _draw_strip(axes: Axes, days: np.ndarray, values: np.ndarray) -> None:
    """Draw a line over its zero, with a dot a statement."""
    known = values[~np.isnan(values)]
    low, high = known.min(initial=0), known.max(initial=0)
    axes.axhline(0, color=SERIES_RULE, linewidth=0.6, clip_on=False)
    style: dict[str, Any] = {"linewidth": 1.2, "marker": "o", "markersize": 2.4, "clip_on": False}
    axes.plot(days, values, color=ACCENT, **style)
    axes.set(ylim=(low, high if high > low else low + 1))
    axes.set_axis_off()


def _write_days(sheet: Sheet, days: pd.Series, start: float, length: float, y: float) -> None:
    """Write the first and the last day under the ends of the lines, a single one in the middle."""
    if days.empty:
        return
    ends = [(start, "left", days.min()), (start + length, "right", days.max())]
    if days.min() == days.max():
        ends = [(start + length / 2, "center", days.min())]
    for x, ha, day in ends:
        sheet.write_line(x, y, f"{day.date()}", ha=ha, size=SMALL_POINTS, color=GREY)


# --- a field a statement and thing ---------------------------------------------------------------


@mpl.rc_context(HOUSE)
def draw_fields(
    table: pd.DataFrame, values: pd.DataFrame, words: Words, *, form: str = "{:.0%}", low: float = 0
) -> Chart:
    """Draw a field for each row and column, the darker the higher its value.

    `values` is a wide frame: its index names the rows, its columns the columns, in order. What is
    no higher than `low` stays white, a missing value is a dash. The values stand in the fields in
    `form` where there is room; where names have no room, ticks show which are named. `table` is the
    chart's table, whose label and n the alt text reads out.

    >>> values = pd.DataFrame({"May": [0.5], "June": [0.25]}, index=["trade"])
    >>> table = pd.DataFrame({"label": ["trade, May", "trade, June"], "n": [2, 1]})
    >>> words = Words("fields", "Trade fades", "Shares", "Source: none", "n = 3.")
    >>> draw_fields(table, values, words).alt
    'Trade fades. trade, May 2, trade, June 1.'
    """
    rows = [shorten(str(label), TEXT_POINTS, 0.3 * SHEET_WIDTH) for label in values.index]
    columns = [shorten(str(label), SMALL_POINTS, MAX_NAME_WIDTH) for label in values.columns]
    left = SHEET_MARGIN + max(map(width_of, rows), default=0) + 0.08
    width, n = SHEET_WIDTH - SHEET_MARGIN - left, max(len(rows), 1)
    step, pitch = width / max(len(columns), 1), min(FIELD_PITCH, MAX_MATRIX / n)
    sheet = Sheet(n * pitch + DAYS_ROOM, words)
    axes = sheet.open_axes(left, DAYS_ROOM, width, n * pitch)
    axes.set(xlim=(0, max(len(columns), 1)), ylim=(n, 0), xticks=[], yticks=[])
    numbers = values.to_numpy(float)
    shade = (numbers - low) / (np.nanmax(numbers, initial=low) - low or 1.0)
    shade = np.nan_to_num(shade).clip(0, 1)
    texts = [["–" if np.isnan(v) else form.format(v) for v in line] for line in numbers]
    widest = max((width_of(text, SMALL_POINTS) for line in texts for text in line), default=0)
    is_written = widest + 0.04 < step and pitch > NAME_HEIGHT
    if numbers.size:
        _draw_matrix(axes, shade, np.isnan(numbers) & (not is_written))
    for row, line in enumerate(texts if is_written else []):
        y = DAYS_ROOM + (row + 0.5) * pitch
        for column, text in enumerate(line):
            ink = "white" if shade[row, column] > DARK_FIELD else "black"
            style: dict[str, Any] = {"size": SMALL_POINTS, "color": ink, "ha": "center"}
            sheet.write_line(left + (column + 0.5) * step, y, text, **style)
    _name_rows(sheet, axes, rows, left, pitch)
    _name_columns(sheet, axes, columns, left, step)
    highest_first = table.sort_values("n", ascending=False, kind="stable")
    said = [
        f"{cut(label, MAX_WORD_CHARS)} {n:,}"
        for label, n in zip(highest_first["label"], highest_first["n"], strict=True)
    ]
    return Chart(words, _say_rows(words, said), table, sheet.figure)


def _draw_matrix(axes: Axes, shade: np.ndarray, is_dashed: np.ndarray) -> None:
    """Draw the fields with a line around them all, and a dash for each value that is missing."""
    colours = 1 - shade[..., None] * (1 - np.array(to_rgb(ACCENT)))
    axes.pcolormesh(colours, edgecolors="white", linewidth=0.4)
    rows, columns = np.nonzero(is_dashed)
    axes.plot(columns + 0.5, rows + 0.5, "_", color=GREY, markersize=3, markeredgewidth=0.8)
    for spine in axes.spines.values():
        spine.set(visible=True, color=SERIES_RULE, linewidth=0.6)


def _name_rows(sheet: Sheet, axes: Axes, names: list[str], left: float, pitch: float) -> None:
    """Write the names of the rows, as many as have room."""
    places = [(row + 0.5) * pitch for row in range(len(names))]
    chosen = _choose_names(places, NAME_HEIGHT)
    size = TEXT_POINTS if pitch >= 0.17 else SMALL_POINTS
    for row in chosen:
        sheet.write_line(left - 0.08, DAYS_ROOM + places[row], names[row], ha="right", size=size)
    if len(chosen) < len(names):
        axes.set_yticks([row + 0.5 for row in chosen], [""] * len(chosen))
        axes.tick_params(axis="y", left=True)


def _name_columns(sheet: Sheet, axes: Axes, names: list[str], left: float, step: float) -> None:
    """Write the names of the columns above them, as many as have room."""
    halves = [width_of(name, SMALL_POINTS) / 2 for name in names]
    places = [
        float(
            np.clip(
                left + (column + 0.5) * step, half + SHEET_MARGIN, SHEET_WIDTH - SHEET_MARGIN - half
            )
        )
        for column, half in enumerate(halves)
    ]
    chosen = _choose_names(places, 2 * max(halves, default=0) + NAME_GAP)
    for column in chosen:
        style: dict[str, Any] = {"size": SMALL_POINTS, "color": GREY, "ha": "center"}
        sheet.write_line(places[column], 0.07, names[column], **style)
    if len(chosen) < len(names):
        axes.set_xticks([column + 0.5 for column in chosen], [""] * len(chosen))
        axes.tick_params(axis="x", top=True, bottom=False)


def _choose_names(places: list[float], size: float) -> list[int]:
    """Choose the names that have room: the first, the last, and evenly between them."""
    n = len(places)
    for every in range(1, n):
        chosen = [round(at) for at in np.linspace(0, n - 1, (n - 1) // every + 1)]
        if (np.diff([places[at] for at in chosen]) >= size - 1e-6).all():
            return chosen
    return [*range(min(n, 1))]


# --- what is said of both ------------------------------------------------------------------------


def _say_rows(words: Words, said: list[str]) -> str:
    """Say the title and the first rows, and how many follow."""
    rest = f", and {len(said) - MAX_ALT_ROWS} more" if len(said) > MAX_ALT_ROWS else ""
    return as_sentences(cut(words.title, MAX_TEXT_CHARS), f"{', '.join(said[:MAX_ALT_ROWS])}{rest}")
