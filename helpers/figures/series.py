"""Many statements along time: a line a thing, or a field a statement and thing.

Lengths are inches, sizes of type points.
"""

from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from helpers.figures.charts import MAX_ALT_ROWS, MAX_WORD_CHARS
from helpers.figures.sheet import (
    ACCENT,
    GREY,
    HOUSE,
    INK,
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

STRIP_PITCH, FIELD_PITCH, MAX_FIELD_PITCH = 0.34, 0.24, 0.5  # from row to row; of a matrix
MAX_MATRIX = 4.6  # height of a matrix of many statements
DAYS_ROOM = 0.2  # for the days under the strips or above the fields


@mpl.rc_context(HOUSE)
def draw_strips(
    table: pd.DataFrame,
    values: pd.DataFrame,
    words: Words,
    *,
    by: str = "term",
    form: str = "{:.1f}",
) -> Chart:
    """Draw a small line a row: how a number moves from statement to statement.

    `table` has the columns `by`, label and n, in the order of the rows; `values` have one row a
    statement and thing: `by`, published and value, which may be missing. Each line has a scale of
    its own, from 0 to its highest; its first and last values stand at its ends, in `form`. Days are
    spaced as they lie in time.

    >>> days = pd.to_datetime(["2031-05-01", "2031-11-01"])
    >>> values = pd.DataFrame({"term": "port", "published": days, "value": [1.0, 2.0]})
    >>> table = pd.DataFrame({"term": ["port"], "label": "port", "n": 3})
    >>> words = Words("moves", "“port” rises", "Uses in 1,000 words", "Source: none", "n = 3.")
    >>> draw_strips(table, values, words).alt
    '“port” rises. port from 1.0 to 2.0.'
    """
    table, values = typed(table, by, "label", "n"), typed(values, by, "published", "value")
    own = [values[values[by] == key].dropna(subset="value") for key in table[by]]
    ends = [[form.format(v) for v in rows["value"].iloc[[0, -1]]] if len(rows) else ["–", "–"]
            for rows in own]  # fmt: skip
    labels = [shorten(label, TEXT_POINTS, 0.34 * SHEET_WIDTH) for label in table["label"]]
    firsts, lasts = [[pair[at] for pair in ends] for at in (0, 1)]
    left = SHEET_MARGIN + max(map(width_of, labels), default=0) + 0.12
    start = left + max(map(width_of, firsts), default=0) + 0.08
    right = max([width_of(last, TEXT_POINTS, "bold") for last in lasts], default=0) + 0.14
    length = SHEET_WIDTH - SHEET_MARGIN - start - right
    sheet = Sheet(max(len(table), 1) * STRIP_PITCH + DAYS_ROOM, words)
    day = values["published"].map(pd.Timestamp.toordinal) if len(values) else pd.Series([0, 1])
    for row, rows in enumerate(own):
        y = (row + 0.5) * STRIP_PITCH
        axes = sheet.open_axes(start, row * STRIP_PITCH + 0.04, length, STRIP_PITCH - 0.08)
        axes.set(xlim=(day.min() - 0.5, day.max() + 0.5), ylim=(-0.06, 1.12))
        axes.set_axis_off()
        x = rows["published"].map(pd.Timestamp.toordinal)
        scaled = rows["value"] / (rows["value"].abs().max() or 1)
        axes.axhline(0, color="#d9d9d9", linewidth=0.6)
        axes.plot(x, scaled, color=ACCENT, linewidth=1.4, marker="o", markersize=2.6, clip_on=False)
        sheet.write_line(left - 0.12, y, labels[row], ha="right")
        sheet.write_line(start - 0.06, y, firsts[row], ha="right", color=GREY)
        sheet.write_line(SHEET_WIDTH - SHEET_MARGIN, y, lasts[row], ha="right", weight="bold")
    if len(values):
        days = values["published"].agg(["min", "max"]).dt.date
        for at, text, ha in ((start, f"{days.iloc[0]}", "left"),
                             (start + length, f"{days.iloc[1]}", "right")):  # fmt: skip
            y = len(table) * STRIP_PITCH + 0.1
            sheet.write_line(at, y, text, ha=ha, color=GREY, size=SMALL_POINTS)
    said = [
        f"{cut(label, MAX_WORD_CHARS)} from {first} to {last}"
        for label, (first, last) in zip(table["label"], ends, strict=True)
    ]
    return Chart(words, _say_rows(words, said), table, sheet.figure)


@mpl.rc_context(HOUSE)
def draw_fields(
    table: pd.DataFrame, values: pd.DataFrame, words: Words, *, form: str = "{:.0%}", low: float = 0
) -> Chart:
    """Draw a field for each row and column, the darker the higher its value.

    `values` is a wide frame: its index names the rows, its columns the columns, in order; a missing
    value and what is no higher than `low` stay white. The values stand in the fields in `form`
    where there is room. `table` is the chart's table, whose label and n the alt text reads out.

    >>> values = pd.DataFrame({"May": [0.5], "June": [0.25]}, index=["trade"])
    >>> table = pd.DataFrame({"label": ["trade, May", "trade, June"], "n": [2, 1]})
    >>> words = Words("fields", "Trade fades", "Shares", "Source: none", "n = 3.")
    >>> draw_fields(table, values, words).alt
    'Trade fades. trade, May 2, trade, June 1.'
    """
    rows = [shorten(str(label), TEXT_POINTS, 0.3 * SHEET_WIDTH) for label in values.index]
    left = SHEET_MARGIN + max(map(width_of, rows), default=0) + 0.1
    width = SHEET_WIDTH - SHEET_MARGIN - left
    step = width / max(values.shape[1], 1)
    pitch = min(FIELD_PITCH, MAX_MATRIX / max(len(rows), 1))
    sheet = Sheet(max(len(rows), 1) * pitch + DAYS_ROOM, words)
    axes = sheet.open_axes(left, DAYS_ROOM, width, max(len(rows), 1) * pitch)
    numbers = values.to_numpy(float)
    room = np.nanmax(numbers, initial=low) - low or 1.0
    shade = np.nan_to_num((numbers - low) / room).clip(0, 1)
    colours = 1 - shade[..., None] * (1 - np.array(to_rgb(ACCENT)))
    extent = (0, max(values.shape[1], 1), max(len(rows), 1), 0)
    axes.imshow(colours, aspect="auto", extent=extent, gid="fields")  # what texts may lie on
    axes.set_axis_off()
    _write_columns(sheet, [str(name) for name in values.columns], left, step)
    texts = [[form.format(v) if v == v else "" for v in line] for line in numbers]
    fits = max([width_of(text, SMALL_POINTS) for line in texts for text in line], default=0) < step
    for row, label in enumerate(rows):
        y = DAYS_ROOM + (row + 0.5) * pitch
        if pitch >= 0.12 or row % int(np.ceil(0.12 / pitch)) == 0:
            sheet.write_line(left - 0.08, y, label, ha="right", size=_size_for(pitch))
        for column, text in enumerate(texts[row] if fits and pitch > 0.15 else []):
            ink = "white" if shade[row, column] > 0.55 else INK
            style: dict[str, Any] = {"ha": "center", "size": SMALL_POINTS, "color": ink}
            sheet.write_line(left + (column + 0.5) * step, y, text, **style)
    highest_first = table.sort_values("n", ascending=False, kind="stable")
    said = [
        f"{cut(label, MAX_WORD_CHARS)} {n:,}"
        for label, n in zip(highest_first["label"], highest_first["n"], strict=True)
    ]
    return Chart(words, _say_rows(words, said), table, sheet.figure)


def _size_for(pitch: float) -> float:
    return TEXT_POINTS if pitch >= 0.17 else SMALL_POINTS


def _write_columns(sheet: Sheet, names: list[str], left: float, step: float) -> None:
    """Write the names above the columns, as many as have room."""
    free = 0.0
    for column, name in enumerate(names):
        at, half = left + (column + 0.5) * step, width_of(name, SMALL_POINTS) / 2
        if at - half >= free and at + half <= SHEET_WIDTH:
            sheet.write_line(at, 0.08, name, ha="center", size=SMALL_POINTS, color=GREY)
            free = at + half + 0.08


def _say_rows(words: Words, said: list[str]) -> str:
    """Say the title and the first rows, and how many follow."""
    rest = f", and {len(said) - MAX_ALT_ROWS} more" if len(said) > MAX_ALT_ROWS else ""
    return as_sentences(cut(words.title, MAX_TEXT_CHARS), f"{', '.join(said[:MAX_ALT_ROWS])}{rest}")
