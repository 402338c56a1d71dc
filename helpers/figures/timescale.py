"""Days in words, and days along a line: to scale, with long empty stretches cut out.

Days are whole numbers, counted from 1 January 1970 as numpy counts them, so that the year 21 and
the year 9999 are days as others are.
"""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from helpers.english import MONTHS
from helpers.figures.sheet import SHEET_MARGIN, SHEET_WIDTH, SMALL_POINTS, width_of

PAD = 0.08  # inches of axis before the first and after the last day of a piece
AXIS_WIDTH = 3.5  # inches that an axis has beside its labels, near enough to tell what is crowded
MIN_APART = 0.1  # inches: marks of nearer days lie on one another
MIN_CUT_SHARE = 1 / 3  # of the line: an empty stretch that takes no more than this stays in
MAX_CUTS = 3
#: The days of a unit, and the inches of a name of one with air around it.
TICK_UNITS = (("D", 1, 0.5), ("M", 30, 0.36), ("Y", 365, 0.5))


# --- days in words -------------------------------------------------------------------------------


def split_day(day: int) -> tuple[int, int, int]:
    """Take a day apart: its year, month and day of the month."""
    month = np.datetime64(int(day), "D").astype("datetime64[M]")
    of_month = int(day) - int(month.astype("datetime64[D]").astype(int))
    months = int(month.astype(int))
    return 1970 + months // 12, 1 + months % 12, 1 + of_month


def first_of(year: int, month: int = 1) -> int:
    """Count the first day of a month, by default of January."""
    months = np.datetime64(12 * (year - 1970) + month - 1, "M")
    return int(months.astype("datetime64[D]").astype(int))


def year_in_words(year: int) -> str:
    """Write a year: "2021", "AD 21"; the year 0 of the calendar is 1 BC."""
    return f"{year}" if year >= 1000 else f"AD {year}" if year > 0 else f"{1 - year} BC"


def span_in_words(first: int | None, last: int | None) -> str:
    """Write a span of days as precisely as it is known, and no more precisely.

    "21 Jan 2021", "4–8 Jun 2020", "Nov 2020", "Jan–Mar 2021", "2021", "1990s"; with an end that is
    not known (None) "until 30 Mar 2021" or "from 30 Mar 2021".
    """
    if first is None:
        return "no day" if last is None else f"until {span_in_words(last, last)}"
    if last is None:
        return f"from {span_in_words(first, first)}"
    (year, month, day), (to_year, to_month, to_day) = split_day(first), split_day(last)
    begins, ends = [year_in_words(year)], [year_in_words(to_year)]
    whole_months = day == 1 and split_day(last + 1)[2] == 1
    if whole_months and month == 1 and to_month == 12:
        if year % 10 == 0 and to_year == year + 9 and year > 0:
            return f"{begins[0]}s"
    else:
        begins, ends = [MONTHS[month - 1][:3], *begins], [MONTHS[to_month - 1][:3], *ends]
        if not whole_months:
            begins, ends = [str(day), *begins], [str(to_day), *ends]
    if begins == ends:
        return " ".join(begins)
    while begins[-1] == ends[len(begins) - 1]:  # what both ends share is written once
        begins.pop()
    return f"{' '.join(begins)}{'–' if len(begins) == 1 else ' – '}{' '.join(ends)}"


def length_in_words(days: int) -> str:
    """Write a length of time in its largest unit: "5 days", "7 months", "4.5 years"."""
    years, months = days / 365.2425, days / 30.436875
    if months < 2:
        return f"{days} days"
    if years < 2:
        return f"{months:.0f} months"
    return f"{years:,.{1 if years < 10 else 0}f} years"


# --- days along a line ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Timescale:
    """A line of days from `left` to `right` inches, in pieces of one scale."""

    pieces: tuple[tuple[int, int], ...]  # the first and the last day of each
    left: float
    right: float

    @property
    def cuts(self) -> list[str]:
        """Say how long each stretch is that is cut out between two pieces."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        return [length_in_words(begin - end) for (_, end), (begin, _) in pairs]

    @property
    def days(self) -> int:
        """Count the days that are drawn to scale."""
        return sum(last - first for first, last in self.pieces)

    @property
    def fixed(self) -> float:
        """Measure the inches that do not stand for days."""
        return 2 * PAD * len(self.pieces) + sum(map(_width_of_cut, self.cuts))

    @property
    def inches_a_day(self) -> float:
        """Measure a day of the line."""
        return (self.right - self.left - self.fixed) / self.days

    def share(self, day: int) -> float:
        """Say what share of the days drawn to scale lies before a day."""
        before = sum(min(day, last) - first for first, last in self.pieces if first < day)
        return before / self.days

    def at(self, day: int) -> float:
        """Find the place of a day in inches; a day that is cut out has the place of its cut."""
        piece = max(bisect_right(self.pieces, (day, np.inf)) - 1, 0)
        fixed = (2 * piece + 1) * PAD + sum(map(_width_of_cut, self.cuts[:piece]))
        return self.left + fixed + self.share(day) * self.days * self.inches_a_day

    def ends(self) -> list[tuple[float, float]]:
        """Find where the line of each piece begins and ends, in inches."""
        return [(self.at(first) - PAD, self.at(last) + PAD) for first, last in self.pieces]

    def ticks(self) -> list[tuple[float, str]]:
        """Place round days, months or years along the line, with their names where there is room.

        A piece without any has its first day named.
        """
        unit, step = _step(self.inches_a_day)
        ticks, free = [], SHEET_MARGIN
        for first, last in self.pieces:
            named = False
            for day in _round_days(unit, step, first, last) or [first]:
                x, name = self.at(day), _name_of_tick(day, unit, named)
                half = width_of(name, SMALL_POINTS) / 2
                fits = free <= x - half and x + half <= SHEET_WIDTH - SHEET_MARGIN
                ticks.append((x, name if fits else ""))
                if fits:
                    free, named = x + half + 0.08, True
        return ticks


def _width_of_cut(words: str) -> float:
    return width_of(words, SMALL_POINTS) + 0.16


def cut_days(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Cut the line of days that `spans` stand on into pieces, so that crowded marks come apart.

    As long as most marks lie on one another and an empty stretch takes more than a third of the
    line, the longest such stretch is cut out: 1945 and twenty days of 2021 give two pieces. At
    most three are cut out; what a span covers never is. A single day stands in a month of days.
    """
    spans, begins = sorted(spans), sorted({first for first, _ in spans})
    low, high = spans[0][0], max(last for _, last in spans)
    if low == high:
        return ((low - 15, high + 15),)
    reach = np.maximum.accumulate([last for _, last in spans]).tolist()
    stretches = [(b - a, a, b) for a, (b, _) in zip(reach, spans[1:], strict=False) if b > a]
    cuts: list[tuple[int, int]] = []
    left = high - low
    for length, a, b in sorted(stretches, key=lambda stretch: (-stretch[0], stretch[1])):
        apart = float(np.median(np.diff(begins))) * AXIS_WIDTH / left
        if apart >= MIN_APART or length <= MIN_CUT_SHARE * left or len(cuts) == MAX_CUTS:
            break
        cuts.append((a, b))
        left -= length
    edges = [low, *(day for cut in sorted(cuts) for day in cut), high]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _step(inches_a_day: float) -> tuple[str, int]:
    """Choose the finest unit and step that leave room for a name at each."""
    steps = [("D", 1), ("D", 2), ("D", 7), ("D", 14), ("M", 1), ("M", 3), ("M", 6)]
    steps += [("Y", n * 10**k) for k in range(4) for n in (1, 2, 5)]
    room = {unit: days * inches_a_day / width for unit, days, width in TICK_UNITS}
    return next((step for step in steps if step[1] * room[step[0]] >= 1), steps[-1])


def _round_days(unit: str, step: int, first: int, last: int) -> list[int]:
    """List the days of a piece that a name may stand at: every seventh, firsts of months, years."""
    if unit == "D":
        return list(range(-(-first // step) * step, last + 1, step))
    year, to_year = split_day(first)[0], split_day(last)[0]
    if unit == "Y":
        days = [first_of(n) for n in range(-(-year // step) * step, to_year + 1, step)]
    else:
        days = [first_of(y, m) for y in range(year, to_year + 1) for m in range(1, 13, step)]
    return [day for day in days if first <= day <= last]


def _name_of_tick(day: int, unit: str, named: bool) -> str:
    """Name a tick; the first of a piece and each January carry the year."""
    year, month, of_month = split_day(day)
    if unit == "Y":
        return year_in_words(year)
    if unit == "M" and month == 1 and of_month == 1:
        return year_in_words(year)
    name = MONTHS[month - 1][:3] if unit == "M" else f"{of_month} {MONTHS[month - 1][:3]}"
    return name if named else f"{name} {year_in_words(year)}"
