"""The sheet that every chart is drawn on: its type, its title and source, and its bytes.

Lengths are inches, sizes of type points.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from helpers.files import as_csv, mark_csv, record_output
from helpers.files.quotes import VISIBLE_SIGNS

SHEET_WIDTH = 6.5  # serves an HTML column and an A4 page
INK, GREY, ACCENT = "#1a1a1a", "#545454", "#0072B2"
TITLE_POINTS, TEXT_POINTS, SMALL_POINTS = 12.0, 9.0, 8.0
MAX_TEXT_CHARS = 600  # characters of a text in a chart: more than a title has, less than a page
SHEET_MARGIN = 0.03  # left of everything, so that no letter touches the edge
HOUSE = mpl.rc_params_from_file(
    Path(__file__).with_name("house.mplstyle"), use_default_template=False
)


@dataclass(frozen=True)
class Words:
    """The words around a chart, and the name of its files."""

    name: str  # of its files, as in "leading-terms"
    title: str  # what is found
    subtitle: str  # what is measured, in what unit, over what span
    source: str  # where the text is from
    caption: str  # how to read the chart, and n


@dataclass(frozen=True)
class Chart:
    """A drawn chart with what a reader who does not see it needs: alt text, caption, table."""

    words: Words
    alt: str
    table: pd.DataFrame
    figure: Figure

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
        """Show the picture as SVG, and as PNG where a notebook is not trusted yet."""
        alt = {"alt": self.alt}
        data: dict[str, Any] = {
            "image/svg+xml": _save_figure(self.figure, "svg", Date=None, Creator=None).decode(),
            "image/png": _save_figure(self.figure, "png", Software=None),
            "text/csv": as_csv(self.table),
            "text/plain": self.alt,
        }
        record_output("figure", self.words.name, data["image/svg+xml"].replace("\r\n", "\n"))
        record_output("table", self.words.name, mark_csv(data["text/csv"]))
        names = {"image/svg+xml": alt, "image/png": alt, "text/csv": {"name": self.words.name}}
        return data, names


@mpl.rc_context(HOUSE)
def _save_figure(figure: Figure, form: str, **metadata: None) -> bytes:
    with BytesIO() as buffer:
        figure.savefig(buffer, format=form, metadata=metadata)
        return buffer.getvalue()


# --- type: what fits where -----------------------------------------------------------------------


def _font(weight: str) -> FT2Font:
    return get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))


@cache
def _signs() -> set[int]:
    return {*_font("normal").get_charmap()} & {*_font("bold").get_charmap()}


def draw_as(text: str) -> str:
    """Write ▯ for what the house's type has no sign for; alt text and table have it as it is."""
    return "".join(char if ord(char) in _signs() else "▯" for char in text.translate(VISIBLE_SIGNS))


@cache
def width_of(text: str, size: float = TEXT_POINTS, weight: str = "normal") -> float:
    """Measure how many inches a text takes in the house's type."""
    font = _font(weight)
    font.set_size(size, 720)  # ten times a point, so that rounding to whole units does not show
    font.set_text(draw_as(text), 0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 720


def wrap(
    text: str, size: float, width: float = SHEET_WIDTH - 2 * SHEET_MARGIN, weight: str = "normal"
) -> list[str]:
    """Break a text into lines of at most `width` inches, a too long word in itself."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        while width_of(word, size, weight) > width:
            fits = max(_fit(word, size, width, weight), 1)
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return [line for line in lines if line] or [""]


def as_sentences(*texts: str) -> str:
    """End each text with one full stop, and leave empty ones out: an alt text is read aloud."""
    return " ".join(f"{text.rstrip('.')}." for text in texts if text)


def cut(text: str, most: int) -> str:
    """Keep at most so many characters of a text, and say with an ellipsis that there were more."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def shorten(text: str, size: float, width: float) -> str:
    """Cut a label that is too long for its place, and say so with an ellipsis."""
    if len(text) <= MAX_TEXT_CHARS and width_of(text, size) <= width:
        return text
    return f"{text[: _fit(text[:MAX_TEXT_CHARS], size, width, end='…')].rstrip()}…"


def _fit(text: str, size: float, width: float, weight: str = "normal", end: str = "") -> int:
    """Find how many characters of a text, with `end` behind them, are at most `width` wide."""
    sizes = range(1, len(text) + 1)
    return bisect_right(
        sizes, width, key=lambda n: width_of(f"{text[:n].rstrip()}{end}", size, weight)
    )


# --- the sheet that every chart is drawn on ------------------------------------------------------


class Sheet:
    """A white sheet with title, subtitle and source, all flush left, and room for a drawing."""

    def __init__(self, height: float, words: Words) -> None:
        texts = (cut(text, MAX_TEXT_CHARS) for text in (words.title, words.subtitle, words.source))
        title, subtitle, source = texts
        blocks = [
            (wrap(title, TITLE_POINTS, weight="bold"), TITLE_POINTS, "bold", INK),
            (wrap(subtitle, TEXT_POINTS), TEXT_POINTS, "normal", GREY),
            (wrap(source, SMALL_POINTS), SMALL_POINTS, "normal", GREY),
        ]
        heights = [len(lines) * 1.35 * size / 72 for lines, size, _, _ in blocks]
        self.top = 0.05 + heights[0] + 0.04 + heights[1] + 0.14
        self.height = self.top + height + 0.16 + heights[2] + 0.05
        self.figure = Figure(figsize=(SHEET_WIDTH, self.height))
        below = (0.05, 0.05 + heights[0] + 0.04, self.height - heights[2] - 0.05)
        for (lines, size, weight, colour), y in zip(blocks, below, strict=True):
            style = {"size": size, "weight": weight, "color": colour, "va": "top"}
            for n, line in enumerate(lines):
                self.write(SHEET_MARGIN, y + n * 1.35 * size / 72, line, **style)

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Write a text at `x` inches from the left and `y` from the top."""
        place = self.figure.dpi_scale_trans
        self.figure.text(x, self.height - y, draw_as(text), transform=place, **style)

    def write_line(
        self, x: float, y: float, text: str, *, size: float = TEXT_POINTS, **style: Any
    ) -> None:
        """Write one line with its middle `y` inches under the subtitle."""
        self.write(x, self.top + y, text, size=size, va="center_baseline", **style)

    def open_axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Open a drawing area, `top` inches under the subtitle."""
        bottom = self.height - self.top - top - height
        box = (left / SHEET_WIDTH, bottom / self.height, width / SHEET_WIDTH, height / self.height)
        return self.figure.add_axes(box)
