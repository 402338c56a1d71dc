"""The place where an expression stands: its words around, its statement's day, dates before it.

What a kind cannot read off its own words it asks here: which year is meant, which day is counted
from, what tense the clause has. Nothing here knows how an expression is written;
the year that a date further on lends is read by its kind.
"""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property

from dateutil import parser as dateutil_parser

from helpers.dates.cues import Cues
from helpers.dates.periods import BEYOND, PRECISIONS, Reading, period_of, shift
from helpers.english import FULL_DATE, lower_spaced

MAX_DATE_CHARS = 24  # of a day in full, beside its year
#: Two figures mean a year that is at most so many years after the statement.
MAX_YEARS_AHEAD = 20
SIDES = dict.fromkeys(["last", "past", "this past", "previous", "preceding", "prior"], -1)
SIDES |= dict.fromkeys(["this", "current", "present", "the same", "same", "that", "that same"], 0)
SIDES |= dict.fromkeys(["next", "coming", "this coming", "upcoming", "following"], 1)
EDGES = {word: f"the {word}" for word in ("middle", "end", "beginning", "start", "close", "turn")}
EDGES |= {"early": "the early part", "late": "the late part", "mid": "the middle"}
EDGES |= {word: "the rest" for word in ("later", "rest", "remainder", "remaining")}
EDGES |= {"earlier": "what is over"}
#: These count from the date before them in the text, not from the statement's day.
ANAPHORIC = {"previous", "preceding", "prior", "following", "that", "that same", "the same", "same"}
NO_DAY = "not resolved: the statement has no day to count from"
#: Between "until" and a day: nothing, or its time of day.
UP_TO_HERE = re.compile(r"\s*(?:[\d:.]+\s*(?:[ap]\.?m\.?)?\s*(?:on)?\s*)?(?:the\s+)?", re.I)
PRESENT_PASSIVE = re.compile(r"\b(?:is|are|be|being|remains?)\s+(?:not\s+|\w+ly\s+)?$", re.I)


class Statement:
    """What is known of a document while its dates are read, one after another."""

    def __init__(self, published: date | None, texts: list[str], cues: Cues) -> None:
        self.published, self.texts, self.cues = published, texts, cues
        self.reference: Reading | None = None  # the last date with a place in time
        self.quarter: Reading | None = None  # the last quarter that was over
        self.sentence = self.told_in = 0  # which sentence is read; which one had the reference
        self.told: dict[str, Reading] = {}  # the last date of each precision, the latest last
        self.years: dict[str, int] = {}  # of days without a year: the year that was chosen

    def remember(self, readings: list[Reading]) -> None:
        """Remember dates that a later one may be counted from; not those so counted themselves."""
        for reading in readings:
            unsure = reading.counted or reading.precision == "vague" or reading.type != "DATE"
            own_day = reading.basis == "relative" and reading.first == self.published
            if unsure or own_day or not (reading.first and reading.last):
                continue
            self.told.pop(reading.precision, None)
            self.told[reading.precision] = reading
            self.reference, self.told_in = reading, self.sentence
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

    @cached_property
    def full_days(self) -> set[date]:
        """The days that stand in it in full."""
        text, days = "\n".join(self.texts), set()
        around = {  # only beside a year: to look everywhere is slow
            text[max(0, year.start() - MAX_DATE_CHARS) : year.end() + MAX_DATE_CHARS]
            for year in re.finditer(r"\d{4}", text)
        }
        for said in {match[0] for part in around for match in FULL_DATE.finditer(part)}:
            with suppress(ValueError):
                first = not re.match(r"\d{4}", said)
                days.add(dateutil_parser.parse(said, dayfirst=first).date())
        return days

    @cached_property
    def government(self) -> tuple[str, tuple[int, int]] | None:
        """The government that is named most often, and the day on which its fiscal year begins."""
        found = self.cues.governments.findall("\n".join(self.texts))
        named = Counter(" ".join(name.lower().split()) for name in found).most_common(1)
        return (named[0][0], self.cues.fiscal[named[0][0]]) if named else None


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
    def sign(self) -> re.Match | None:
        """The sign of its tense: the nearest before it in its clause, else the first after it,
        else the nearest before it in the sentence."""
        own, ahead = self._signs_before(own=True), self._signs_ahead()
        return next(iter(own[-1:] or ahead[:1] or self._signs_before()[-1:]), None)

    @property
    def tense(self) -> str:
        """The tense of its clause: "past", "future" or ""."""
        return str(self.sign.lastgroup) if self.sign else ""

    @property
    def own_tense(self) -> str:
        """The tense that its own clause shows before it, for a day that is never far away."""
        signs = self._signs_before(own=True)
        return str(signs[-1].lastgroup) if signs else ""

    def _signs_ahead(self) -> list[re.Match]:
        """List the signs of tense behind the expression; a date inside a noun phrase has none."""
        if self.follows("of"):  # "the lessons of May 3 will not be lost"
            return []
        right = re.split(r"[;:.]", self.text[self.end : self.end + 60])[0]
        signs = self.cues.tense.finditer(right)
        return [sign for sign in signs if not self.cues.of_next_date.fullmatch(sign[0])]

    def _signs_before(self, *, own: bool = False) -> list[re.Match]:
        """List the signs of tense before the expression, all of them or its own clause's."""
        left = self.text[max(0, self.start - 120) : self.start]
        left = self.cues.clause_break.split(left)[-1] if own else left
        bound: Callable = self.cues.of_next_date.fullmatch
        signs: list[re.Match] = []
        for sign in self.cues.tense.finditer(left):
            low = max(0, sign.start() - MAX_DATE_CHARS)
            follows = signs and not left[signs[-1].end() : sign.start()].strip()
            if follows and signs[-1].lastgroup == "future":  # "will succeed" is not past
                continue
            if sign.lastgroup == "past" and PRESENT_PASSIVE.search(
                left, low, sign.start()
            ):  # nor is "will be paid"
                continue
            if not bound(sign[0]) or UP_TO_HERE.fullmatch(left, sign.end()):
                signs.append(sign)
        return signs

    @property
    def what_happened(self) -> str:
        """The thing that happened and that it dates: "attacks" of "the attacks of May 3", or ""."""
        owned = self.is_led_by("owners") or self.precedes("['’]s")
        if owned and (next_to := self.cues.happened_next.match(self.text, self.end)):
            return next_to[1]
        done = self.cues.has_happened.search(self.cues.clause_break.split(self.before)[-1])
        to_come = any(sign.lastgroup == "future" for sign in self._signs_before(own=True))
        return done[1] if done and (self.follows("of(?: the)?") or not to_come) else ""

    @property
    def told_before(self) -> Reading | None:
        """The date told in this sentence or the one before it, if it lies in another year."""
        told, now = self.statement.reference, self.published
        if not (told and told.first and now) or told.first.year == now.year:
            return None
        return told if self.statement.told_in >= self.statement.sentence - 1 else None

    @property
    def day_told(self) -> bool:
        """Say whether a day, not only a month or a year, is told in this sentence or before it."""
        told = self.statement.reference
        near = self.statement.told_in >= self.statement.sentence - 1
        return bool(told and told.precision == "day" and near)

    def year_of(self, which: str | None) -> int | None:
        """Give the year that "last year", "this year" or "next year" means."""
        if not which or not self.published:
            return None
        year = self.published.year + SIDES[lower_spaced(which)]
        return year if 0 < year < 10_000 else None

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
        if n == 0 and unit in PRECISIONS:  # "that day" is not a day of "that year"
            most = PRECISIONS.index(unit)
            told = reversed(self.statement.told.values())
            ref = next((one for one in told if PRECISIONS.index(one.precision) <= most), None)
        if ref is None:
            return None
        finer = ref.precision in ("month", "quarter") and unit in PRECISIONS
        finer = finer and PRECISIONS.index(ref.precision) < PRECISIONS.index(unit)
        why = f"counted from {ref.value}, the date before it"
        reading = _period_at(shift(ref.first, n, unit), ref.precision if finer else unit, why)
        return reading._replace(counted=True)

    def with_edge(self, reading: Reading, edge: str | None) -> Reading:
        """Say that only the beginning, the middle or the end of a period is meant.

        Of a period that runs, its rest begins on the statement's day, what is over ends there.
        """
        if not edge:
            return reading
        said, now = lower_spaced(edge), self.published
        part = EDGES.get(said, said)
        if now and reading.first and reading.last and reading.first <= now <= reading.last:
            why = f"{reading.why}; {part} of it, which meets the statement's day"
            if part == "the rest":
                return reading._replace(first=now, why=why)
            if part == "what is over":
                return reading._replace(last=now, why=why)
        return reading._replace(why=f"{reading.why}; only {part} is meant, no matter how much")


def _period_at(day: date | None, precision: str, why: str) -> Reading:
    """Read the period at a day that was counted to."""
    if day is None:
        return Reading("XXXX-XX-XX", basis="vague", why=BEYOND)
    return period_of(precision, day)._replace(basis="relative", why=why)
