"""The place where an expression stands: its words around, its statement's day, dates before it.

What a kind cannot read off its own words it asks here: which year is meant, which day is counted
from, what tense the clause has. Nothing here knows how an expression is written;
the year that a date further on lends is read by its kind.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property

from helpers.dates.cues import Cues
from helpers.dates.grammar import KINDS, lower_spaced
from helpers.dates.periods import PRECISIONS, Reading, period_of, shift

#: A date on the side that the tense speaks against counts as so many times as far.
AGAINST_TENSE, AGAINST_FIRM_TENSE = 4, 12
#: Two figures mean a year that is at most so many years after the statement.
MAX_YEARS_AHEAD = 20
#: How many years around the statement's are tried: a leap day and a weekday need the wider reach.
YEARS_AROUND = (1, 8)
SIDES = dict.fromkeys(["last", "past", "this past", "previous", "preceding", "prior"], -1)
SIDES |= dict.fromkeys(["this", "current", "present", "the same", "same", "that", "that same"], 0)
SIDES |= dict.fromkeys(["next", "coming", "this coming", "upcoming", "following"], 1)
EDGES = {word: f"the {word}" for word in ("middle", "end", "beginning", "start", "close", "turn")}
EDGES |= {"early": "the early part", "late": "the late part", "mid": "the middle"}
EDGES |= {"earlier": EDGES["early"], "later": EDGES["late"]}
#: These count from the date before them in the text, not from the statement's day.
ANAPHORIC = {"previous", "preceding", "prior", "following", "that", "that same", "the same", "same"}
NO_DAY = "not resolved: the statement has no day to count from"
LIST_GAP = re.compile(r"\s*(?:[-–—,]|,?\s*(?:and|or|to|until|through)\b)\s*(?:from |on |the |of )?")
#: The kinds of dates from which a date before them in a list takes its year.
LENDERS = ("day_and_month", "month_year", "days_of_month")

#: How an expression reads in a year; None where that year does not have it.
ReadYear = Callable[[int], Reading | None]


class Statement:
    """What is known of a document while its dates are read, one after another."""

    def __init__(self, published: date | None, texts: list[str], cues: Cues) -> None:
        self.published, self.texts, self.cues = published, texts, cues
        self.reference: Reading | None = None  # the last date with a place in time
        self.quarter: Reading | None = None  # the last quarter that was over

    def remember(self, readings: list[Reading]) -> None:
        """Remember dates that a later one may be counted from; not those so counted themselves."""
        for reading in readings:
            unsure = reading.counted or reading.precision == "vague" or reading.type != "DATE"
            if unsure or not (reading.first and reading.last):
                continue
            self.reference = reading
            over = not self.published or reading.last <= self.published
            if reading.precision == "quarter" and over:
                self.quarter = reading

    @cached_property
    def order(self) -> str:
        """Whether its dates in figures put the day or the month first: "dmy", "mdy" or ""."""
        figures = re.compile(r"(?<![\d./-])(\d\d?)[./-](\d\d?)[./-](?:\d\d){1,2}(?!\d)", re.ASCII)
        pairs = [map(int, pair) for text in self.texts for pair in figures.findall(text)]
        orders = {"dmy" if a > 12 else "mdy" for a, b in pairs if max(a, b) > 12 >= min(a, b)}
        return orders.pop() if len(orders) == 1 else ""


class Place:
    """One expression's place in a sentence of a statement."""

    def __init__(self, statement: Statement, text: str, start: int, end: int) -> None:
        self.statement, self.text, self.start, self.end = statement, text, start, end
        self.published, self.cues = statement.published, statement.cues
        # the words around it, as far as they can matter
        self.before, self.after = text[max(0, start - 80) : start], text[end : end + 40]

    def follows(self, words: str) -> bool:
        """Say whether the expression stands right after words that match."""
        return bool(re.search(rf"(?<!\w)(?:{words})\s+$", self.before, re.I))

    def is_led_by(self, name: str) -> bool:
        """Say whether it stands right after a word of this list of data/date_words.txt."""
        return bool(self.cues.before[name].search(self.before))

    def precedes(self, pattern: str | re.Pattern) -> bool:
        """Say whether what stands right after the expression matches."""
        return bool(re.match(pattern, self.after))

    @property
    def tense(self) -> str:
        """The tense of its clause: "past", "future" or "".

        The nearest sign before it in its clause decides, else the first after it, else the
        nearest before it in the sentence.
        """
        sign = self._sign()
        return str(sign.lastgroup) if sign else ""

    @property
    def own_tense(self) -> str:
        """The tense that its own clause shows before it, for a day that is never far away."""
        signs = self._signs_before(own=True)
        return str(signs[-1].lastgroup) if signs else ""

    def _sign(self) -> re.Match | None:
        right = re.split(r"[;:.]", self.text[self.end : self.end + 60])[0]
        signs = self.cues.tense.finditer(right)
        ahead = [sign for sign in signs if not self.cues.of_next_date.fullmatch(sign[0])]
        own, behind = self._signs_before(own=True), self._signs_before()
        nearest = own[-1:] or ahead[:1] or behind[-1:]
        return nearest[0] if nearest else None

    def _signs_before(self, *, own: bool = False) -> list[re.Match]:
        """List the signs of tense before the expression, all of them or its own clause's."""
        left = self.text[max(0, self.start - 120) : self.start]
        left = self.cues.clause_break.split(left)[-1] if own else left
        bound = self.cues.of_next_date.fullmatch
        signs = self.cues.tense.finditer(left)
        return [sign for sign in signs if not bound(sign[0]) or not left[sign.end() :].strip()]

    # --- which year ------------------------------------------------------------------------------

    def choose_year(
        self, make: ReadYear, value: str, *, side: int = 0, weekday: int | None = None
    ) -> Reading:
        """Choose the year that an expression does not say.

        `make` gives its reading in a year, or None. The year of a date that follows at once
        holds; else the reading nearest to the statement's day, one against the tense counting as
        further away. `side` -1 or 1 wants the last one before or the first one after that day
        ("last November"); `weekday`, Monday = 0, keeps the days that are one. `value` stands where
        the statement has no day.
        """
        lent, now = _lent_year(self.text, self.end), self.published
        if lent and (reading := make(lent)):
            return reading._replace(why=f"the year stands with the date after it: {lent}")
        if not now:
            return Reading(value, basis="vague", why=NO_DAY)
        readings = _read_years_around(now, make, weekday)
        if not readings:
            return Reading(value, basis="vague", why="no year near the statement's has such a day")
        likely, against, reason = self._likely_side(side, weekday)

        def far(one: Reading) -> int:
            days = days_from(now, one)
            return abs(days) * (against if days * likely < 0 else 1)

        wanted = [one for one in readings if side and days_from(now, one) * side > 0]
        chosen = min(wanted or readings, key=far)
        other = min((one for one in readings if one is not chosen), key=far, default=None)
        days = days_from(now, chosen)
        where = "before" if days < 0 else "after" if days else "around"
        words = " ".join(self.text[self.start : self.end].split())
        why = f"no year: nearest {words} {where} the statement{reason}"
        return chosen._replace(basis="inferred", why=why, other=other.value if other else "")

    def _likely_side(self, side: int, weekday: int | None) -> tuple[int, int, str]:
        """Say on which side of the statement's day a date is likely to be, and why.

        The side that is said decides, else the weekday, else the tense. The second number is how
        many times as far a date on the other side counts.
        """
        if side:
            return side, 1, ""
        if weekday is not None:
            return 0, 1, "; its weekday fits"
        if not (sign := self._sign()):
            return 0, 1, ""
        against = AGAINST_FIRM_TENSE if self.cues.firm.fullmatch(sign[0]) else AGAINST_TENSE
        return -1 if sign.lastgroup == "past" else 1, against, f"; {sign.lastgroup} tense"

    def year_of(self, which: str | None) -> int | None:
        """Give the year that "last year", "this year" or "next year" means."""
        if not which or not self.published:
            return None
        return self.published.year + SIDES[lower_spaced(which)]

    def full_year(self, two: int, *, ahead: int = MAX_YEARS_AHEAD) -> int:
        """Complete two figures to a year that is at most `ahead` years after the statement."""
        now = self.published.year if self.published else 2000
        year = now // 100 * 100 + two
        return year - 100 if year > max(now + ahead, 100) else year

    # --- counted from a day ----------------------------------------------------------------------

    def count(self, n: float, unit: str, *, precision: str = "", why: str = "") -> Reading:
        """Count from the statement's day, and read the period there, as precise as its unit."""
        if not self.published:
            return Reading("XXXX-XX-XX", basis="vague", why=NO_DAY)
        many = f"{abs(n):g} {unit}{'' if abs(n) == 1 else 's'} {'before' if n < 0 else 'after'}"
        why = why or (f"{many} the statement's day" if n else f"the {unit} of the statement")
        return _period_at(shift(self.published, n, unit), precision or unit, why)

    def count_from_reference(self, n: float, unit: str) -> Reading | None:
        """Count from the date before it: a year before a quarter is a quarter again."""
        ref = self.statement.reference
        ref = self.statement.quarter or ref if unit == "year" else ref
        if ref is None:
            return None
        finer = ref.precision in ("month", "quarter") and unit in PRECISIONS
        finer = finer and PRECISIONS.index(ref.precision) < PRECISIONS.index(unit)
        why = f"counted from {ref.value}, the date before it"
        reading = _period_at(shift(ref.first, n, unit), ref.precision if finer else unit, why)
        return reading._replace(counted=True)

    def with_edge(self, reading: Reading, edge: str | None) -> Reading:
        """Say that only the beginning, the middle or the end of a period is meant."""
        if not edge:
            return reading
        part = EDGES.get(lower_spaced(edge), lower_spaced(edge))
        why = f"{reading.why}; only {part} is meant, whose bounds nobody says"
        return reading._replace(why=why)


def _period_at(day: date | None, precision: str, why: str) -> Reading:
    """Read the period at a day that was counted to."""
    if day is None:
        return Reading("XXXX-XX-XX", basis="vague", why="beyond the calendar")
    return period_of(precision, day)._replace(basis="relative", why=why)


def days_from(now: date, reading: Reading) -> int:
    """Count the days from a day to a period: below 0 if it is over, 0 if it is now."""
    if reading.first and reading.first > now:
        return (reading.first - now).days
    return -(now - reading.last).days if reading.last and reading.last < now else 0


def _read_years_around(now: date, make: ReadYear, weekday: int | None) -> list[Reading]:
    """Read an expression in the years around a day, in as few of them as give a reading."""
    for reach in YEARS_AROUND:
        years = range(max(1, now.year - reach), min(9999, now.year + reach) + 1)
        made = [one for year in years if (one := make(year))]
        readings = [one for one in made if one.last and weekday in (None, one.last.weekday())]
        if readings:
            return readings
    return []


def _lent_year(text: str, end: int) -> int | None:
    """Find the year that a date further on in a list lends: "20 October, 15 December 2014"."""
    lenders = [kind for kind in KINDS if kind.name in LENDERS]
    for _ in range(6):
        gap = LIST_GAP.match(text, end)
        fits = [kind.pattern.match(text, gap.end()) for kind in lenders] if gap else []
        longest = max(filter(None, fits), key=re.Match.end, default=None)
        if not longest:
            return None
        if longest["year"]:
            return int(longest["year"])
        end = longest.end()
    return None
