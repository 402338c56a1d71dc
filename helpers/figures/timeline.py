"""The timeline: what a statement points to, a row an event, rising with time.

An event's mark stands over its day, its label left of the mark, and a later event stands higher. So
no label can meet the stem of another event, however many there are and however near.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

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
    Words,
    shorten,
    width_of,
    wrap,
)
from helpers.figures.timescale import Timescale, cut_days, span_in_words

MAX_ROOMY_MARKS = 20  # with more marks than these an event and its day stand on one line
ROOMY_PITCH, CLOSE_PITCH, LIST_PITCH = 0.36, 0.155, 0.17  # inches from row to row, of a list
KEY_HEIGHT, AXIS_HEIGHT, UNDER_LIST = 0.26, 0.4, 0.1  # inches of the line of shapes, of the axis
LABEL_GAP, DAY_GAP = 0.1, 0.08  # inches between a label and its mark, an event and its day
OPEN_END = 0.4  # inches of the arrow at an end that is not known
SHORT_SPAN = 0.14  # inches: a span that is no longer has room for one shape only
MAX_LABEL_ROOM = {False: 3.4, True: 2.9}  # inches that an axis leaves labels; in close rows
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
def draw_timeline(
    events: pd.DataFrame, words: Words, *, day: pd.Timestamp | str | None = None
) -> Chart:
    """Draw the events of one statement over a line of time, and list those without a day.

    `events` has the columns of `name_events`; `day` is the statement's own day, None or NaT if it
    is not known. The shape of a mark is how its day is known; a bar is a span of days, an arrow an
    end that is not known. Events dated from elsewhere stand below the axis, those without a day in
    a list; of more than 40 the picture says how many it leaves out. The table has a row a mark, and
    `n`, the events that it stands for (see `label_events`).

    >>> event = {"event": "Summit", "text": "", "kind": "past", "basis": "stated", "source": ""}
    >>> event |= dict.fromkeys(["first_day", "last_day", "value"], "2031-05-02")
    >>> words = Words("events", "One event", "What it dates", "Source: none", "n = 1.")
    >>> draw_timeline(pd.DataFrame([event]), words).alt[11:77]
    'Events on a line of time: 1 stated in the text. Summit, 2 May 2031'
    """
    own, parts = count_days(day), join_events(events)
    shown = [thin_marks(parts[0], own), thin_marks(parts[1], own), parts[2].head(MAX_MARKS)]
    notes = say_missing(parts, shown, own)
    told, others = ([Mark.of(mark) for mark in part.itertuples()] for part in shown[:2])
    close = len(told) > MAX_ROOMY_MARKS
    if own is not None and (told or others):
        told.append(Mark(OWN_DAY, span_in_words(own, own), "", OWN_DAY, own, own))
    figure = _draw_marks(told, others, _list_lines(shown[2], notes), words, close, own)
    table = pd.concat(shown, ignore_index=True)[MARK_COLUMNS]
    alt = " ".join([describe_marks(words.title, shown, own), *notes])
    return Chart(words, alt, table, figure)


def _list_lines(undated: pd.DataFrame, notes: list[str]) -> list[tuple[str, str]]:
    """Break the list under a timeline into lines, each with its colour: the notes, the undated."""
    lines = [(line, GREY) for note in notes for line in wrap(note, TEXT_POINTS)]
    if len(undated):
        lines.append(("Without a day", GREY))
        lines += [(line, INK) for line in wrap(list_undated(undated), TEXT_POINTS)]
    return lines


def _draw_marks(
    told: list[Mark],
    others: list[Mark],
    lines: list[tuple[str, str]],
    words: Words,
    close: bool,
    day: int | None,
) -> Figure:
    """Draw from the top: the shapes, what the text dates, the axis, the other marks, the lines."""
    key = [basis for basis in BASIS_WORDS if any(mark.basis == basis for mark in told)]
    pitch, marks = CLOSE_PITCH if close else ROOMY_PITCH, told + others
    heights = [
        0 if key in ([], ["stated"]) else KEY_HEIGHT,
        pitch * len(told),
        AXIS_HEIGHT if marks else 0,
        LIST_PITCH + pitch * len(others) + UNDER_LIST if others else 0,
        LIST_PITCH * len(lines),
    ]
    rows, axis, below, under, end = accumulate(heights)
    field = _Field(end, words, close, day)
    if rows:
        field.draw_key(key)
    if marks:
        scale = _lay_scale(marks, close)
        field.draw_axis(scale, axis + 0.1)
        field.draw_rows(told, scale, rows, pitch, foot=axis + 0.1)
    if others:
        said = "Dated from elsewhere, not by the text"
        field.write_line(SHEET_MARGIN, below + LIST_PITCH / 2, said, color=GREY)
        field.draw_rows(others, scale, below + LIST_PITCH, pitch)
    for n, (line, colour) in enumerate(lines):
        field.write_line(SHEET_MARGIN, under + LIST_PITCH * (n + 0.5), line, color=colour)
    return field.figure


def _lay_scale(marks: list[Mark], close: bool) -> Timescale:
    """Lay the days out so that the labels of the events at the left end have room."""
    spans = [(mark.known, mark.known if mark.last is None else mark.last) for mark in marks]
    left, right = SHEET_MARGIN, SHEET_WIDTH - SHEET_MARGIN
    if any(mark.last is None for mark in marks):
        right -= OPEN_END
    scale = Timescale(cut_days(spans), left, right)
    for mark in marks:
        widths = width_of(mark.event), width_of(_words_of_day(mark, close), SMALL_POINTS)
        width = sum(widths) + DAY_GAP if close else max(widths)
        room = min(width + 0.01, MAX_LABEL_ROOM[close])  # a hair more: rounding cuts no label
        missing = SHEET_MARGIN + room + LABEL_GAP - _left_of(mark, scale)
        if missing > 0:  # the nearer a day is to the right end, the less it moves with the left one
            left = max(left, SHEET_MARGIN + missing / max(1 - scale.share(mark.known), 0.01))
    return Timescale(scale.pieces, min(left, right - scale.fixed - 1), right)


def _left_of(mark: Mark, scale: Timescale) -> float:
    """Find where a mark begins, in inches: an end that is not known has an arrow."""
    return scale.at(mark.known) - (OPEN_END if mark.first is None else 0)


def _words_of_day(mark: Mark, close: bool) -> str:
    """Write what stands under an event, or less of it behind the event where rows are close."""
    when = mark.day if close else mark.when
    return when if mark.n == 1 else f"{when}, ×{mark.n}".removeprefix(", ")


class _Field(Sheet):
    """A sheet with one drawing area, in inches from its left and its top."""

    def __init__(self, height: float, words: Words, close: bool, day: int | None) -> None:
        super().__init__(height, words)
        self.close, self.day = close, day
        self.axes = self.open_axes(0, 0, SHEET_WIDTH, height)
        self.axes.set(xlim=(0, SHEET_WIDTH), ylim=(max(height, 0.01), 0))
        self.axes.set_axis_off()

    def draw_line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float, **style: Any
    ) -> None:
        """Draw a line from point to point."""
        self.axes.plot(xs, ys, color=colour, linewidth=width, **style)

    def draw_shape(self, xs: Sequence[float], y: float, basis: str, label: str = "") -> None:
        """Draw the shape of a basis at one or two places of a row."""
        shape, filled, colour = SHAPES[basis]
        face = colour if filled else "white"
        style: dict[str, Any] = {
            "markersize": 5.5,
            "markeredgewidth": 1.2,
            "markerfacecolor": face,
            "zorder": 4,
        }
        self.axes.plot(xs, [y] * len(xs), shape, color=colour, label=label, **style)

    def draw_key(self, bases: list[str]) -> None:
        """Explain the shapes that are there, in one line."""
        x, y = SHEET_MARGIN, 0.08
        for basis in bases:
            self.draw_shape([x + 0.05], y, basis)
            self.write_line(x + 0.14, y, BASIS_WORDS[basis], size=SMALL_POINTS, color=GREY)
            x += 0.14 + width_of(BASIS_WORDS[basis], SMALL_POINTS) + 0.2

    def draw_axis(self, scale: Timescale, y: float) -> None:
        """Draw the line of days; where a stretch is cut out, say how long it is."""
        ends = scale.ends()
        style: dict[str, Any] = {"size": SMALL_POINTS, "color": GREY, "ha": "center"}
        for piece in ends:
            self.draw_line(piece, [y, y], GREY, 1)
        for words, (_, left), (right, _) in zip(scale.cuts, ends, ends[1:], strict=False):
            for x in (left, right):
                self.draw_line([x - 0.02, x + 0.02], [y + 0.05, y - 0.05], GREY, 1)
            self.write_line((left + right) / 2, y, words, **style)
        for x, words in scale.ticks():
            self.draw_line([x, x], [y, y + 0.04], GREY, 0.8)
            self.write_line(x, y + 0.14, words, **style)

    def draw_rows(
        self,
        marks: list[Mark],
        scale: Timescale,
        top: float,
        pitch: float,
        foot: float | None = None,
    ) -> None:
        """Draw the rows, the latest on top, with stems down to `foot` if there is one."""
        rising = sorted(marks, key=lambda mark: _left_of(mark, scale))
        for n, mark in enumerate(reversed(rising)):
            y, x, own = top + pitch * n + 0.08, scale.at(mark.known), mark.basis == OWN_DAY
            if foot is not None:
                colour, width = (INK, 1.4) if own else (PALE_LINE, 0.7)
                self.draw_line([x, x], [y, foot], colour, width, zorder=2 if own else 1)
            self.draw_words(mark, _left_of(mark, scale) - LABEL_GAP, y)
            if not own:
                self.draw_mark(mark, scale, y)

    def draw_words(self, mark: Mark, right: float, y: float) -> None:
        """Write an event and its day so that they end at `right`, shortened to their room."""
        room = right - SHEET_MARGIN
        when = shorten(_words_of_day(mark, self.close), SMALL_POINTS, room)
        back, down = (width_of(when, SMALL_POINTS) + DAY_GAP, 0) if self.close else (0, 0.15)
        self.write_line(right - back, y, shorten(mark.event, TEXT_POINTS, room - back), ha="right")
        self.write_line(right, y + down, when, size=SMALL_POINTS, color=GREY, ha="right")

    def reach_of(self, mark: Mark) -> int:
        """Find the last day of a mark; what goes on reaches the statement's own day."""
        if mark.last is not None:
            return mark.last
        if mark.ongoing and self.day is not None:
            return max(mark.known, self.day)
        return mark.known

    def draw_mark(self, mark: Mark, scale: Timescale, y: float) -> None:
        """Draw a day as a shape, a span as a bar between two, an unknown end as an arrow."""
        colour, first = SHAPES[mark.basis][2], scale.at(mark.known)
        last = scale.at(self.reach_of(mark))
        self.draw_line([first, last], [y, y], colour, 1.5, zorder=3)
        arrows = [("<", first, first - OPEN_END)] if mark.first is None else []
        arrows += [(">", last, last + OPEN_END)] if mark.last is None else []
        for head, end, tip in arrows:
            self.draw_line([end, tip], [y, y], colour, 1.5, zorder=3, linestyle=(0, (3, 1.5)))
            self.draw_line([tip], [y], colour, 0, zorder=3, marker=head, markersize=4)
        both = mark.last is not None and last - first > SHORT_SPAN
        self.draw_shape([first, last] if both else [first], y, mark.basis, mark.label)
