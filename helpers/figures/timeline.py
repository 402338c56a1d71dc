"""The timeline: what a statement points to, a row an event, rising with time.

An event's mark stands over its day, its label left of the mark, and a later event stands higher. So
no label can meet the stem of another event, however many there are and however near.
"""

from itertools import accumulate

import matplotlib as mpl
import pandas as pd

from helpers.figures.marks import (
    BASIS_WORDS,
    ELSEWHERE,
    MARK_COLUMNS,
    MAX_MARKS,
    Mark,
    count_days,
    describe_marks,
    join_events,
    list_undated,
    say_missing,
    thin_marks,
)
from helpers.figures.sheet import (
    ACCENT,
    GREY,
    HOUSE,
    INK,
    SHEET_MARGIN,
    SHEET_WIDTH,
    SMALL_POINTS,
    TEXT_POINTS,
    Chart,
    Sheet,
    shorten,
    width_of,
    wrap,
)
from helpers.figures.timescale import Timescale, cut_days, span_in_words

MANY_MARKS = 20  # with more marks than these an event and its day stand on one line
ROOMY, CLOSE, LINE = 0.36, 0.155, 0.17  # inches from row to row, from line to line of a list
KEY, AXIS, UNDER_LIST = 0.26, 0.4, 0.1  # inches of the line of shapes, of the axis, under a list
GAP, BETWEEN = 0.1, 0.08  # inches between a label and its mark, an event and its day
OPEN_END, SHORT_SPAN = (
    0.4,
    0.14,
)  # inches of the arrow at an unknown end, of a span too short for two marks
WIDEST = {False: 3.4, True: 2.9}  # inches that the axis leaves for a label; where rows are close
PALE_LINE, OWN_DAY = "#b8b8b8", "The statement’s own day"
#: How each basis is drawn: shape, filled, colour. Colour alone tells no two apart.
SHAPES = {
    "stated": ("o", True, ACCENT),
    "inferred": ("o", False, ACCENT),
    "relative": ("D", True, ACCENT),
    "vague": ("D", False, ACCENT),
    ELSEWHERE: ("s", False, GREY),
}


@mpl.rc_context(HOUSE)
def timeline(events, *, name, title, subtitle, source, caption, day=None) -> Chart:
    """Draw the events of one statement over a line of time, and list those without a day.

    `events` has the columns of `name_events`; `day` is the statement's own day, None if it is not
    known. The shape of a mark is how its day is known; a bar is a span of days, an arrow an end
    that is not known. Events dated from elsewhere stand below the axis, those without a day in a
    list; of more than 60 the picture says how many it leaves out. The table has a row a mark, and
    `n`, the events that it stands for (see `label_events`).
    """
    day, parts = count_days(day), join_events(events)
    shown = [thin_marks(parts[0], day), thin_marks(parts[1], day), parts[2].head(MAX_MARKS)]
    notes = say_missing(parts, shown, day)
    told, others = ([Mark.of(mark) for mark in part.itertuples()] for part in shown[:2])
    close, dated = len(told) > MANY_MARKS, bool(told or others)
    if dated and day is not None:
        told.append(Mark(OWN_DAY, span_in_words(day, day), "", OWN_DAY, day, day))
    key = [basis for basis in BASIS_WORDS if any(mark.basis == basis for mark in told)]
    lines = [(line, GREY) for note in notes for line in wrap(note, TEXT_POINTS)]
    if len(shown[2]):
        lines += [("Without a day", GREY)]
        lines += [(line, INK) for line in wrap(list_undated(shown[2]), TEXT_POINTS)]
    pitch = CLOSE if close else ROOMY
    rows, axis, below, under, end = accumulate(
        [
            KEY if key not in ([], ["stated"]) else 0,
            pitch * len(told),
            AXIS if dated else 0,
            LINE + pitch * len(others) + UNDER_LIST if others else 0,
            LINE * len(lines),
        ]
    )
    field = _Field(end, close, title=title, subtitle=subtitle, source=source)
    if rows:
        field.draw_key(key)
    if dated:
        scale = _lay_scale(told + others, close)
        field.draw_axis(scale, axis + 0.1)
        field.draw_rows(told, scale, rows, pitch, day, foot=axis + 0.1)
    if others:
        field.write(
            SHEET_MARGIN, below + LINE / 2, "Dated from elsewhere, not by the text", color=GREY
        )
        field.draw_rows(others, scale, below + LINE, pitch, day)
    for n, (line, colour) in enumerate(lines):
        field.write(SHEET_MARGIN, under + LINE * (n + 0.5), line, color=colour)
    alt = " ".join([describe_marks(title, shown, day), *notes])
    return Chart(
        name, alt, caption, pd.concat(shown, ignore_index=True)[MARK_COLUMNS], field.figure
    )


def _lay_scale(marks: list[Mark], close: bool) -> Timescale:
    """Lay the days out so that the labels of the events at the left end have room."""
    spans = [(mark.known, mark.known if mark.last is None else mark.last) for mark in marks]
    right = (
        SHEET_WIDTH - SHEET_MARGIN - (OPEN_END if any(mark.last is None for mark in marks) else 0)
    )
    scale, left = Timescale(cut_days(spans), SHEET_MARGIN, right), SHEET_MARGIN
    for mark in marks:
        widths = width_of(mark.event), width_of(_words_of_day(mark, close), SMALL_POINTS)
        width = sum(widths) + BETWEEN if close else max(widths)
        room = min(width + 0.01, WIDEST[close])  # a hair more, so that rounding cuts no label
        missing = SHEET_MARGIN + room + GAP - _left_of(mark, scale)
        if missing > 0:  # the nearer a day is to the right end, the less it moves with the left one
            left = max(left, SHEET_MARGIN + missing / max(1 - scale.share(mark.known), 0.01))
    return Timescale(scale.pieces, min(left, right - scale.fixed - 1), right)


def _left_of(mark: Mark, scale: Timescale) -> float:
    """Find where a mark begins, in inches: an end that is not known has an arrow."""
    return scale.at(mark.known) - (OPEN_END if mark.first is None else 0)


def _words_of_day(mark: Mark, close: bool) -> str:
    """Write what stands under an event, or less of it behind the event where rows are close."""
    times = f"×{mark.n}" if mark.n > 1 else ""
    return ", ".join(filter(None, [mark.day if close else mark.when, times]))


class _Field:
    """A sheet with one drawing area, in inches from its left and its top."""

    def __init__(self, height: float, close: bool, **words):
        self.sheet, self.close = Sheet(height, **words), close
        self.figure = self.sheet.figure
        self.axes = self.sheet.axes(0, 0, SHEET_WIDTH, height)
        self.axes.set(xlim=(0, SHEET_WIDTH), ylim=(max(height, 0.01), 0))
        self.axes.set_axis_off()

    def write(self, x: float, y: float, words: str, *, size=TEXT_POINTS, **style) -> None:
        """Write words with their middle at a height."""
        self.sheet.write(x, self.sheet.top + y, words, size=size, va="center_baseline", **style)

    def draw_line(self, xs, ys, colour: str, width: float, **style) -> None:
        """Draw a line from point to point."""
        self.axes.plot(xs, ys, color=colour, linewidth=width, **style)

    def draw_shape(self, xs, y: float, basis: str, label: str = "") -> None:
        """Draw the shape of a basis at one or two places of a row."""
        shape, filled, colour = SHAPES[basis]
        face = colour if filled else "white"
        style = {"markersize": 5.5, "markeredgewidth": 1.2, "markerfacecolor": face, "zorder": 4}
        self.axes.plot(xs, [y] * len(xs), shape, color=colour, label=label, **style)

    def draw_key(self, bases: list[str]) -> None:
        """Explain the shapes that are there, in one line."""
        x, y = SHEET_MARGIN, 0.08
        for basis in bases:
            self.draw_shape([x + 0.05], y, basis)
            self.write(x + 0.14, y, BASIS_WORDS[basis], size=SMALL_POINTS, color=GREY)
            x += 0.14 + width_of(BASIS_WORDS[basis], SMALL_POINTS) + 0.2

    def draw_axis(self, scale: Timescale, y: float) -> None:
        """Draw the line of days; where a stretch is cut out, say how long it is."""
        ends = scale.ends()
        for piece in ends:
            self.draw_line(piece, [y, y], GREY, 1)
        for words, (_, left), (right, _) in zip(scale.cuts, ends, ends[1:], strict=False):
            for x in (left, right):
                self.draw_line([x - 0.02, x + 0.02], [y + 0.05, y - 0.05], GREY, 1)
            self.write((left + right) / 2, y, words, size=SMALL_POINTS, color=GREY, ha="center")
        for x, words in scale.ticks():
            self.draw_line([x, x], [y, y + 0.04], GREY, 0.8)
            self.write(x, y + 0.14, words, size=SMALL_POINTS, color=GREY, ha="center")

    def draw_rows(self, marks, scale: Timescale, top: float, pitch: float, day, foot=None) -> None:
        """Draw the rows, the latest on top, with stems down to `foot` if there is one."""
        rising = sorted(marks, key=lambda mark: _left_of(mark, scale))
        for n, mark in enumerate(reversed(rising)):
            y, x, own = top + pitch * n + 0.08, scale.at(mark.known), mark.basis == OWN_DAY
            if foot is not None:
                colour, width = (INK, 1.4) if own else (PALE_LINE, 0.7)
                self.draw_line([x, x], [y, foot], colour, width, zorder=2 if own else 1)
            self.draw_words(mark, _left_of(mark, scale) - GAP, y)
            if not own:
                self.draw_mark(mark, scale, y, day)

    def draw_words(self, mark: Mark, right: float, y: float) -> None:
        """Write an event and its day so that they end at `right`, shortened to their room."""
        room = right - SHEET_MARGIN
        when = shorten(_words_of_day(mark, self.close), SMALL_POINTS, room)
        back, down = (width_of(when, SMALL_POINTS) + BETWEEN, 0) if self.close else (0, 0.15)
        self.write(right - back, y, shorten(mark.event, TEXT_POINTS, room - back), ha="right")
        self.write(right, y + down, when, size=SMALL_POINTS, color=GREY, ha="right")

    def draw_mark(self, mark: Mark, scale: Timescale, y: float, day: int | None) -> None:
        """Draw a day as a shape, a span as a bar between two, an unknown end as an arrow."""
        colour, first = SHAPES[mark.basis][2], scale.at(mark.known)
        reach = max(mark.known, day) if mark.ongoing and day is not None else mark.known
        last = scale.at(reach if mark.last is None else mark.last)
        self.draw_line([first, last], [y, y], colour, 1.5, zorder=3)
        arrows = [("<", first, first - OPEN_END)] if mark.first is None else []
        arrows += [(">", last, last + OPEN_END)] if mark.last is None else []
        for head, end, tip in arrows:
            self.draw_line([end, tip], [y, y], colour, 1.5, zorder=3, linestyle=(0, (3, 1.5)))
            self.draw_line([tip], [y], colour, 0, zorder=3, marker=head, markersize=4)
        both = mark.last is not None and last - first > SHORT_SPAN
        self.draw_shape([first, last] if both else [first], y, mark.basis, mark.label)
