"""The few chart forms there are: ranked bars, the ruler, the skyline of sentences.

A chart is drawn from a table and keeps it: its alt text, its caption and its numbers travel with
the picture. Lengths are inches, sizes of type points. Nothing here reads a file of data.
"""

from pathlib import Path

import matplotlib as mpl
import matplotlib.ticker
import numpy as np
import pandas as pd

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
    cut,
    shorten,
    width_of,
)

PALE_BAR, BAND = "#8c8c8c", "#f2f2f2"
ROW_HEIGHT = 0.21
MAX_WORD_CHARS = 60  # characters of a word in a cloud or an alt text


@mpl.rc_context(HOUSE)
def ranked_bars(
    table,
    *,
    name,
    title,
    subtitle,
    source,
    caption,
    rate="per_thousand",
    form="{:.1f}",
    cloud=None,
    seed=1,
) -> Chart:
    """Draw counts as bars, the highest in the accent colour, each with its number.

    `table` has the columns label, n and `rate`, in the order of the bars; the rate stands behind
    the number, written in `form`. With `cloud`, a table of label and n, a word cloud of it stands
    beside the bars, laid out with a fixed `seed`.
    """
    sheet = Sheet(len(table) * ROW_HEIGHT, title=title, subtitle=subtitle, source=source)
    room = SHEET_WIDTH if cloud is None else 0.54 * SHEET_WIDTH
    labels = [shorten(label, TEXT_POINTS, 0.42 * room) for label in table["label"]]
    margin = SHEET_MARGIN + max([width_of(label) for label in labels], default=0) + 0.08
    numbers = [
        (f"{n:,}", form.format(share)) for n, share in zip(table["n"], table[rate], strict=True)
    ]
    widths = [width_of(n, TEXT_POINTS, "bold") + width_of(share) for n, share in numbers]
    right = max(widths, default=0) + 0.2
    length, most = room - margin - right, max([1, *table["n"]])
    axes = sheet.axes(margin, 0, length, len(table) * ROW_HEIGHT)
    colours = [ACCENT if n == most else PALE_BAR for n in table["n"]]
    axes.barh(np.arange(len(table)), table["n"], height=0.68, color=colours)
    axes.set(xlim=(0, most), ylim=(len(table) - 0.5, -0.5))
    axes.set_axis_off()
    line = {"size": TEXT_POINTS, "va": "center_baseline"}
    for row, (label, n, (count, share)) in enumerate(zip(labels, table["n"], numbers, strict=True)):
        y, x = sheet.top + (row + 0.5) * ROW_HEIGHT, margin + n / most * length + 0.06
        sheet.write(margin - 0.08, y, label, ha="right", **line)
        sheet.write(x, y, count, weight="bold", color=ACCENT if n == most else INK, **line)
        sheet.write(x + width_of(count, TEXT_POINTS, "bold") + 0.06, y, share, color=GREY, **line)
    if cloud is not None:
        area = sheet.axes(room + 0.15, 0, SHEET_WIDTH - room - 0.15, len(table) * ROW_HEIGHT)
        area.set_axis_off()
        if len(cloud):
            area.imshow(
                _cloud(cloud, SHEET_WIDTH - room - 0.15, len(table) * ROW_HEIGHT, seed),
                aspect="auto",
            )
    return Chart(name, _alt(title, table), caption, table, sheet.figure)


def _cloud(table: pd.DataFrame, width: float, height: float, seed: int) -> np.ndarray:
    """Lay the words of a table out by their counts; the same table and seed give the same cloud."""
    from wordcloud import WordCloud

    lead = table.loc[table["n"] == table["n"].max(), "label"]
    first = {cut(label, MAX_WORD_CHARS) for label in lead}
    cloud = WordCloud(
        width=round(100 * width),
        height=round(100 * height),
        scale=2,
        margin=2,
        max_words=60,
        prefer_horizontal=1,
        background_color="white",
        font_path=str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")),
        color_func=lambda word, **_: ACCENT if word in first else GREY,
        random_state=seed,
    )
    return cloud.generate_from_frequencies(
        {cut(label, MAX_WORD_CHARS): n for label, n in zip(table["label"], table["n"], strict=True)}
    ).to_array()


@mpl.rc_context(HOUSE)
def ruler(
    table, rows, tokens, *, name, title, subtitle, source, caption, by="term", highlight=()
) -> Chart:
    """Draw where in the text each row of a table stands: a tick a mention, a band a paragraph.

    `table` has the columns `by`, label and n, in the order of the lines; `rows` has a row a
    mention, with `by` and start; `tokens` are those of the one document. The lines whose labels
    are in `highlight` are in the accent colour; each line's count stands at its right.
    """
    words = tokens[tokens["is_word"]]
    labels = [shorten(label, TEXT_POINTS, 0.3 * SHEET_WIDTH) for label in table["label"]]
    margin = SHEET_MARGIN + max([width_of(label) for label in labels], default=0) + 0.1
    counts = [f"{n:,}" for n in table["n"]]
    right = (
        max([width_of(count, TEXT_POINTS, "bold") for count in counts], default=0)
        + 0.12
        + SHEET_MARGIN
    )
    height = len(table) * 1.2 * ROW_HEIGHT
    sheet = Sheet(height + 0.62, title=title, subtitle=subtitle, source=source)
    axes = sheet.axes(margin, 0.2, SHEET_WIDTH - margin - right, height)
    _bands(sheet, axes, words, margin, SHEET_WIDTH - margin - right)
    axes.set(ylim=(len(table) - 0.5, -0.5), yticks=[])
    axes.set_xlabel("word number in the text", loc="left")
    lead = table["label"].isin([*highlight]).to_numpy()
    for line, (key, label, count) in enumerate(zip(table[by], labels, counts, strict=True)):
        at = np.searchsorted(words["start"], rows.loc[rows[by] == key, "start"]) + 1
        colour = ACCENT if lead[line] else GREY
        axes.vlines(at, line - 0.32, line + 0.32, color=colour, linewidth=1.6)
        y = sheet.top + 0.2 + (line + 0.5) * 1.2 * ROW_HEIGHT
        sheet.write(margin - 0.1, y, label, size=TEXT_POINTS, ha="right", va="center_baseline")
        sheet.write(
            SHEET_WIDTH - SHEET_MARGIN,
            y,
            count,
            size=TEXT_POINTS,
            weight="bold",
            ha="right",
            va="center_baseline",
            color=ACCENT if lead[line] else INK,
        )
    return Chart(name, _alt(title, table), caption, table, sheet.figure)


@mpl.rc_context(HOUSE)
def skyline(table, tokens, *, name, title, subtitle, source, caption) -> Chart:
    """Draw the sentences along the text, each as wide and as high as it has words.

    `table` has the columns sentence, label and n (words); `tokens` are those of the one document.
    The longest is in the accent colour; a bar with room for it carries its number.
    """
    words = tokens[tokens["is_word"]]
    left, right, most = 0.2, 0.2, max(table["n"], default=1)
    room = SHEET_WIDTH - left - right
    sheet = Sheet(1.95, title=title, subtitle=subtitle, source=source)
    axes = sheet.axes(left, 0.2, room, 1.35)
    _bands(sheet, axes, words, left, room)
    colours = [ACCENT if n == most else PALE_BAR for n in table["n"]]
    begins = np.cumsum(table["n"]) - table["n"] + 0.5
    axes.bar(
        begins,
        table["n"],
        width=table["n"],
        align="edge",
        color=colours,
        edgecolor="white",
        linewidth=0.6,
    )
    axes.set(yticks=[], ylim=(0, 1.2 * most))
    axes.set_xlabel("word number in the text", loc="left")
    for begin, n, colour in zip(begins, table["n"], colours, strict=True):
        if width_of(f"{n:,}", SMALL_POINTS) + 0.05 < n / len(words) * room:
            axes.text(
                begin + n / 2,
                n + 0.03 * most,
                f"{n:,}",
                size=SMALL_POINTS,
                ha="center",
                color=ACCENT if colour == ACCENT else GREY,
            )
    return Chart(name, _alt(title, table.nlargest(5, "n")), caption, table, sheet.figure)


def _bands(sheet: Sheet, axes, words: pd.DataFrame, left: float, width: float) -> None:
    """Shade every other paragraph along the words of a text, and number those with room."""
    total = max(len(words), 1)
    number = pd.Series(np.arange(1, len(words) + 1), index=words["paragraph"].to_numpy())
    free = 0.0
    for paragraph, places in number.groupby(level=0):
        first, last = places.iloc[0], places.iloc[-1]
        if paragraph % 2:
            axes.axvspan(first - 0.5, last + 0.5, color=BAND, linewidth=0, zorder=0)
        label = f"¶{paragraph}"
        centre = left + ((first + last) / 2 - 0.5) / total * width
        if centre - width_of(label, SMALL_POINTS) / 2 >= free:
            sheet.write(centre, sheet.top + 0.14, label, size=SMALL_POINTS, color=GREY, ha="center")
            free = centre + width_of(label, SMALL_POINTS) / 2 + 0.06
    axes.set_xlim(0.5, total + 0.5)
    ticks = mpl.ticker.MaxNLocator(5, integer=True).tick_values(0, total)
    steps = [n for n in ticks if 1 < n < total]
    axes.set_xticks([1, *steps], [f"{n:,.0f}" for n in [1, *steps]])


def _alt(title: str, table: pd.DataFrame, rows: int = 5) -> str:
    first = table[["label", "n"]].head(rows).values
    shown = ", ".join(f"{cut(label, MAX_WORD_CHARS)} {n:,}" for label, n in first)
    rest = f", and {len(table) - rows} more" if len(table) > rows else ""
    return f"{cut(title, MAX_TEXT_CHARS)}. {shown}{rest}."
