"""The few chart forms there are: ranked bars, the ruler, the skyline of sentences.

A chart is drawn from a table, its rows in their order, and keeps it: alt text, words and numbers
travel with the picture. Lengths are inches, sizes of type points.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

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

PALE_BAR, BAND = "#8c8c8c", "#f2f2f2"
BAR_PITCH, RULER_PITCH = 0.21, 1.2 * 0.21  # inches from row to row
UNDER_NUMBERS = 0.2  # inches from the subtitle to a ruler, for the numbers of the paragraphs
MAX_WORD_CHARS = 60  # characters of a word in a cloud or an alt text
MAX_CLOUD_WORDS = 60
MAX_ALT_ROWS = 5  # rows that an alt text reads out


# --- ranked bars ---------------------------------------------------------------------------------


@mpl.rc_context(HOUSE)
def draw_bars(
    table: pd.DataFrame,
    words: Words,
    *,
    rate: str = "per_thousand",
    form: str = "{:.1f}",
    cloud: pd.DataFrame | None = None,
    seed: int = 1,
    accent: bool = True,
) -> Chart:
    """Draw counts as bars, the highest in the accent colour unless `accent` is False.

    `table` has the columns label, n and `rate`, in the order of the bars; the rate stands behind
    the number, written in `form`. With `cloud`, a table of label and n, a word cloud of it stands
    beside the bars, laid out with a fixed `seed`.

    >>> table = pd.DataFrame({"label": ["Arlan", "Tarn"], "n": [3, 1], "per_thousand": [60, 20]})
    >>> words = Words("names", "Arlan leads", "How often each is named", "Source: none", "n = 4.")
    >>> draw_bars(table, words).alt
    'Arlan leads. Arlan 3, Tarn 1.'
    """
    height = len(table) * BAR_PITCH
    width = SHEET_WIDTH if cloud is None else 0.54 * SHEET_WIDTH
    sheet = Sheet(height, words)
    _draw_rows(sheet, table, [form.format(share) for share in table[rate]], width, accent)
    if cloud is not None:
        left, room = width + 0.15, SHEET_WIDTH - width - 0.15
        area = sheet.open_axes(left, 0, room, height)
        area.set_axis_off()
        if len(cloud):
            area.imshow(_lay_cloud(cloud, room, height, seed), aspect="auto")
    return Chart(words, _describe_chart(words, table), table, sheet.figure)


def _draw_rows(
    sheet: Sheet, table: pd.DataFrame, rates: list[str], width: float, accent: bool
) -> None:
    """Draw a row a label: its name, its bar, its count and its rate."""
    labels = [shorten(label, TEXT_POINTS, 0.42 * width) for label in table["label"]]
    counts = [f"{n:,}" for n in table["n"]]
    sizes = [width_of(count, TEXT_POINTS, "bold") for count in counts]
    left = SHEET_MARGIN + max(map(width_of, labels), default=0) + 0.08
    right = 0.2 + max(map(float.__add__, sizes, map(width_of, rates)), default=0)
    most, length = max([1, *table["n"]]), width - left - right
    axes = sheet.open_axes(left, 0, length, len(table) * BAR_PITCH)
    is_lead = [accent and n == most for n in table["n"]]
    colours = [ACCENT if leads else PALE_BAR for leads in is_lead]
    axes.barh(np.arange(len(table)), table["n"], height=0.68, color=colours)
    axes.set(xlim=(0, most), ylim=(max(len(table), 1) - 0.5, -0.5))
    axes.set_axis_off()
    for row, n in enumerate(table["n"]):
        x, y = left + n / most * length + 0.06, (row + 0.5) * BAR_PITCH
        colour = ACCENT if is_lead[row] else INK
        sheet.write_line(left - 0.08, y, labels[row], ha="right")
        sheet.write_line(x, y, counts[row], weight="bold", color=colour)
        sheet.write_line(x + sizes[row] + 0.06, y, rates[row], color=GREY)


def _lay_cloud(table: pd.DataFrame, width: float, height: float, seed: int) -> np.ndarray:
    """Lay the words of a table out by their counts; the same table and seed give the same cloud."""
    from wordcloud import WordCloud

    names = [cut(label, MAX_WORD_CHARS) for label in table["label"]]
    counts = dict(zip(names, table["n"], strict=True))
    most = max(counts.values())
    cloud = WordCloud(
        width=round(100 * width),
        height=round(100 * height),
        scale=2,
        margin=2,
        max_words=MAX_CLOUD_WORDS,
        prefer_horizontal=1,
        background_color="white",
        font_path=str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")),
        color_func=lambda word, **_: ACCENT if counts[word] == most else GREY,
        random_state=seed,
    )
    return cloud.generate_from_frequencies(counts).to_array()


# --- along the text ------------------------------------------------------------------------------


@mpl.rc_context(HOUSE)
def draw_ruler(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    tokens: pd.DataFrame,
    words: Words,
    *,
    by: str = "term",
    highlight: Collection[str] = (),
) -> Chart:
    """Draw where in the text each row of a table stands: a tick a mention, a band a paragraph.

    `table` has the columns `by`, label and n, in the order of the lines; `rows` has a row a
    mention, with `by` and start; `tokens` are those of the one document. The lines whose labels
    are in `highlight` are in the accent colour; each line's count stands at its right.

    >>> from helpers.tokens import split_tokens
    >>> tokens = split_tokens(pd.DataFrame({"document": ["d"], "text": ["Arlan met Tarn."]}))
    >>> table = pd.DataFrame({"term": ["tarn"], "label": ["Tarn"], "n": [1]})
    >>> words = Words("where", "Tarn comes last", "Each use", "Source: none", "n = 1.")
    >>> draw_ruler(table, tokens, tokens, words).alt
    'Tarn comes last. Tarn 1.'
    """
    rows, counts = typed(rows, by, "start"), [f"{n:,}" for n in table["n"]]
    labels = [shorten(label, TEXT_POINTS, 0.3 * SHEET_WIDTH) for label in table["label"]]
    left = SHEET_MARGIN + max(map(width_of, labels), default=0) + 0.1
    right = max([width_of(n, TEXT_POINTS, "bold") for n in counts], default=0) + 0.12 + SHEET_MARGIN
    height = max(len(table), 1) * RULER_PITCH  # axes of no height cannot be drawn
    sheet = Sheet(height + 0.62, words)
    axes, starts = _open_ruler(sheet, tokens, left, SHEET_WIDTH - left - right, height)
    axes.set(ylim=(max(len(table), 1) - 0.5, -0.5))
    lead = table["label"].isin([*highlight]).to_numpy()
    for line, key in enumerate(table[by]):
        at = np.searchsorted(starts, rows.loc[rows[by] == key, "start"]) + 1
        tick, ink = (ACCENT, ACCENT) if lead[line] else (GREY, INK)
        axes.vlines(at, line - 0.32, line + 0.32, color=tick, linewidth=1.6)
        y, end = UNDER_NUMBERS + (line + 0.5) * RULER_PITCH, SHEET_WIDTH - SHEET_MARGIN
        sheet.write_line(left - 0.1, y, labels[line], ha="right")
        sheet.write_line(end, y, counts[line], weight="bold", ha="right", color=ink)
    return Chart(words, _describe_chart(words, table), table, sheet.figure)


@mpl.rc_context(HOUSE)
def draw_skyline(table: pd.DataFrame, tokens: pd.DataFrame, words: Words) -> Chart:
    """Draw the sentences along the text, each as wide and as high as it has words.

    `table` has the columns sentence, label and n (words), in the order of the text; `tokens` are
    those of the one document. The longest is in the accent colour; a bar with room for it carries
    its number.

    >>> from helpers.tokens import split_tokens
    >>> text = "It won. Tarn left Arlan."
    >>> tokens = split_tokens(pd.DataFrame({"document": ["d"], "text": [text]}))
    >>> table = pd.DataFrame({"sentence": [1, 2], "label": ["First", "Second"], "n": [2, 3]})
    >>> words = Words("lengths", "The second is longer", "Words", "Source: none", "n = 5.")
    >>> draw_skyline(table, tokens, words).alt
    'The second is longer. Second 3, First 2.'
    """
    left, n, most = 0.2, table["n"], max(table["n"], default=1)
    sheet = Sheet(1.95, words)
    axes, starts = _open_ruler(sheet, tokens, left, SHEET_WIDTH - 2 * left, 1.35)
    begins = np.cumsum(n) - n + 0.5
    colours = [ACCENT if size == most else PALE_BAR for size in n]
    style: dict[str, Any] = {"color": colours, "edgecolor": "white", "linewidth": 0.6}
    axes.bar(begins, n, width=n, align="edge", **style)
    axes.set(ylim=(0, 1.2 * most))
    for begin, size in zip(begins, n, strict=True):
        room = size / len(starts) * (SHEET_WIDTH - 2 * left)
        if width_of(f"{size:,}", SMALL_POINTS) + 0.05 < room:
            style = {"size": SMALL_POINTS, "color": ACCENT if size == most else GREY}
            axes.text(begin + size / 2, size + 0.03 * most, f"{size:,}", ha="center", **style)
    longest = table.sort_values("n", ascending=False, kind="stable").head(MAX_ALT_ROWS)
    return Chart(words, _describe_chart(words, longest), table, sheet.figure)


def _open_ruler(
    sheet: Sheet, tokens: pd.DataFrame, left: float, width: float, height: float
) -> tuple[Axes, pd.Series]:
    """Open an area as wide as the text, with its paragraphs; give it and where each word starts."""
    words = typed(tokens, "paragraph", "start", "is_word").query("is_word")
    axes = sheet.open_axes(left, UNDER_NUMBERS, width, height)
    total, free = max(len(words), 1), 0.0
    number = pd.Series(np.arange(1, len(words) + 1), index=words["paragraph"].to_numpy())
    for paragraph, first, last in number.groupby(level=0).agg(["first", "last"]).itertuples():
        if paragraph % 2:
            axes.axvspan(first - 0.5, last + 0.5, color=BAND, linewidth=0, zorder=0)
        label = f"¶{paragraph}"
        centre = left + ((first + last) / 2 - 0.5) / total * width
        half = width_of(label, SMALL_POINTS) / 2
        if centre - half >= free:
            style = {"size": SMALL_POINTS, "color": GREY, "ha": "center"}
            sheet.write(centre, sheet.top + 0.14, label, **style)
            free = centre + half + 0.06
    steps = [n for n in MaxNLocator(5, integer=True).tick_values(0, total) if 1 < n < total]
    axes.set_xticks([1, *steps], [f"{n:,.0f}" for n in [1, *steps]])
    axes.set(xlim=(0.5, total + 0.5), yticks=[])
    axes.set_xlabel("word number in the text", loc="left")
    return axes, words["start"]


def _describe_chart(words: Words, table: pd.DataFrame) -> str:
    """Say what a reader sees: the finding, then the first rows of a table and how many follow."""
    first = table.head(MAX_ALT_ROWS)
    shown = [
        f"{cut(label, MAX_WORD_CHARS)} {n:,}"
        for label, n in zip(first["label"], first["n"], strict=True)
    ]
    rest = f", and {len(table) - MAX_ALT_ROWS} more" if len(table) > MAX_ALT_ROWS else ""
    return as_sentences(cut(words.title, MAX_TEXT_CHARS), f"{', '.join(shown)}{rest}")
