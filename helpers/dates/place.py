"""The place where an expression stands: its words around, its statement's day, dates before it.

What a kind cannot read off its own words it asks here: which year is meant, which day is counted
from, what tense the clause has. Nothing here knows how an expression is written.
"""

import re
from collections.abc import Callable
from datetime import date

from helpers.dates.grammar import lower_spaced
from helpers.dates.periods import PRECISIONS, Reading, add_part, add_time, period_of, shift

#: Verbs that can only speak of what was; with them, words that can only speak of what will be.
FIRMLY_PAST = (
    "was were had did met took came began left led won saw went gave rose fell brought bought"
    " sold paid sent spoke wrote grew became ran broke chose drew felt heard kept knew lost meant"
    " sat stood thought threw understood withdrew undertook got found built spent sought fought"
    " dealt fled struck"
).split()
FIRM_SIGNS = [*FIRMLY_PAST, "will", "shall", "won't", "won’t"]
TENSE = re.compile(
    r"\b(?:(?P<future>will|shall|won['’]t|would|may|can|should|must|expects?|expected|plans?|planned"
    r"|planning|scheduled|due|upcoming|forthcoming|until|till|is to|are to|to be|intends?|set to"
    r"|payable|aims?|hopes?|deadline|by|extended|continue|effective|redeem|looks? forward|next"
    r"|as (?:soon|early|late) as|prepar\w{1,9}|start(?:s|ing)?|begin(?:s|ning)?|goes|leaves?)"
    rf"|(?P<past>{'|'.join(FIRMLY_PAST)}|been|since|held|said|says|told|made|set|put|showed|ended"
    r"|last|ago|following|after|through|[a-z]{2,20}ed))\b",
    re.I,
)
OF_ITS_DATE = {"by", "until", "till", "due"}  # these speak of the date that follows at once
CLAUSE_BREAK = re.compile(r"[;:,—()\"“”]|\b(?:while|but|and|which|who|when|where|that)\b", re.I)
# a date on the side that the tense speaks against counts as so many times as far
AGAINST, FIRMLY_AGAINST = 4, 12
SIDES = {
    **dict.fromkeys(["last", "past", "this past", "previous", "preceding", "prior"], -1),
    **dict.fromkeys(["this", "current", "present", "the same", "same", "that", "that same"], 0),
    **dict.fromkeys(["next", "coming", "this coming", "upcoming", "following"], 1),
}
EDGES = {
    **dict.fromkeys(["early", "earlier"], "the early part"),
    **dict.fromkeys(["late", "later"], "the late part"),
    **dict.fromkeys(["mid", "middle"], "the middle"),
    **{word: f"the {word}" for word in ("end", "beginning", "start", "close", "turn")},
}
#: These count from the date before them in the text, not from the statement's day.
ANAPHORIC = {"previous", "preceding", "prior", "following", "that", "that same", "the same", "same"}
NO_DAY = "not resolved: the statement has no day to count from"


class Statement:
    """What is known of a document while its dates are read, one after another."""

    def __init__(self, published: date | None, texts: list[str]):
        self.published, self.texts = published, texts
        self.reference: Reading | None = None  # the last date with a place in time
        self.quarter: Reading | None = None  # the last quarter that was over
        self._orders: set[str] | None = None

    def remember(self, readings: list[Reading]) -> None:
        """Remember dates that a later one may be counted from; not those so counted themselves."""
        for reading in readings:
            counted = reading.why.startswith("counted")
            if counted or not reading.first or reading.precision in ("vague", "time"):
                continue
            if reading.type == "DATE":
                self.reference = reading
                over = not self.published or reading.last <= self.published
                if reading.precision == "quarter" and over:
                    self.quarter = reading

    def order(self) -> str | None:
        """Say whether its dates in figures put the day or the month first, if they agree."""
        if self._orders is None:
            figures = re.compile(
                r"(?<![\d./-])(\d\d?)[./-](\d\d?)[./-](?:\d\d){1,2}(?!\d)", re.ASCII
            )
            pairs = [map(int, pair) for text in self.texts for pair in figures.findall(text)]
            self._orders = {
                "dmy" if a > 12 else "mdy" for a, b in pairs if max(a, b) > 12 >= min(a, b)
            }
        return next(iter(self._orders)) if len(self._orders) == 1 else None


class Place:
    """One expression's place in a sentence of a statement."""

    def __init__(self, statement: Statement, text: str, start: int, end: int, lend: Callable):
        self.statement, self.text, self.start, self.end = statement, text, start, end
        self.published = statement.published
        self._lend = lend  # finds the year of a date that follows at once

    @property
    def words(self) -> str:
        """The expression itself."""
        return " ".join(self.text[self.start : self.end].split())

    @property
    def before(self) -> str:
        """The words before it, as far as they can matter."""
        return self.text[max(0, self.start - 80) : self.start]

    @property
    def after(self) -> str:
        """The words after it, as far as they can matter."""
        return self.text[self.end : self.end + 40]

    def follows(self, words: str) -> bool:
        """Say whether the expression stands right after words that match."""
        return bool(re.search(rf"(?<!\w)(?:{words})\s+$", self.before, re.I))

    def precedes(self, pattern: str) -> bool:
        """Say whether what stands right after the expression matches."""
        return bool(re.match(pattern, self.after))

    @property
    def tense(self) -> str:
        """The tense of its clause: "past", "future" or "".

        The nearest sign before it in its clause decides, else the first after it, else the
        nearest before it in the sentence.
        """
        sign = self._sign()
        return sign.lastgroup if sign else ""

    @property
    def own_tense(self) -> str:
        """The tense that its own clause shows before it, for a day that is never far away."""
        return ([sign.lastgroup for sign in self._signs_before(own=True)] or [""])[-1]

    def _sign(self) -> re.Match | None:
        right = re.split(r"[;:.]", self.text[self.end : self.end + 60])[0]
        ahead = [sign for sign in TENSE.finditer(right) if sign[0].lower() not in OF_ITS_DATE]
        own, behind = self._signs_before(own=True), self._signs_before()
        return (own[-1:] or ahead[:1] or behind[-1:] or [None])[0]

    def _signs_before(self, *, own: bool = False) -> list[re.Match]:
        """List the signs of tense before the expression, all of them or its own clause's."""
        left = self.text[max(0, self.start - 120) : self.start]
        left = CLAUSE_BREAK.split(left)[-1] if own else left
        signs = TENSE.finditer(left)
        return [s for s in signs if s[0].lower() not in OF_ITS_DATE or not left[s.end() :].strip()]

    # --- which year ------------------------------------------------------------------------------

    def choose_year(
        self,
        make: Callable[[int], Reading | None],
        value: str,
        *,
        side: int | None = None,
        fits: Callable[[Reading], bool] | None = None,
    ) -> Reading:
        """Choose the year that an expression does not say.

        `make` gives its reading in a year, or None. The year of a date that follows at once
        holds; else the reading nearest to the statement's day, one against the tense counting as
        further away. `side` -1 or 1 wants the last one before or the first one after that day
        ("last November"); `fits` keeps the readings that agree with a weekday. `value` stands
        where the statement has no day.
        """
        lent = self._lend(self.text, self.end)
        if lent and (reading := make(lent)):
            return reading._replace(why=f"the year stands with the date after it: {lent}")
        now = self.published
        if not now:
            return Reading(value, basis="vague", why=NO_DAY)
        readings = []
        for reach in (1, 8):  # a leap day and a weekday need the wider one
            span = range(max(1, now.year - reach), min(9999, now.year + reach) + 1)
            made = [make(year) for year in span if not readings]
            readings += [r for r in made if r and r.last and (not fits or fits(r))]
        if not readings:
            return Reading(value, basis="vague", why="no year near the statement's has such a day")
        sign = None if fits or side else self._sign()
        tense = sign.lastgroup if sign else ""
        factor = FIRMLY_AGAINST if sign and sign[0].lower() in FIRM_SIGNS else AGAINST

        def far(one: Reading) -> int:
            days = max((one.first - now).days, (now - one.last).days, 0)
            wrong = one.first > now if tense == "past" else tense and one.last < now
            return days * (factor if wrong else 1)

        wanted = [r for r in readings if not side or (r.first > now if side > 0 else r.last < now)]
        chosen = min(wanted or readings, key=far)
        other = min((r for r in readings if r is not chosen), key=far, default=None)
        where = "before" if chosen.last < now else "after" if chosen.first > now else "around"
        why = f"no year: nearest {self.words} {where} the statement"
        why += f"; {tense} tense" if tense else "; its weekday fits" if fits else ""
        return chosen._replace(basis="inferred", why=why, other=other.value if other else "")

    def year_of(self, which: str | None) -> int | None:
        """Give the year that "last year", "this year" or "next year" means."""
        if not which or not self.published:
            return None
        return self.published.year + SIDES[lower_spaced(which)]

    def full_year(self, two: int, *, ahead: int = 20) -> int:
        """Complete two figures to a year that is at most `ahead` years after the statement."""
        now = self.published.year if self.published else 2000
        year = now // 100 * 100 + two
        return year - 100 if year > max(now + ahead, 100) else year

    # --- counted from a day ----------------------------------------------------------------------

    def count(self, n: float, unit: str, *, precision: str = "", why: str = "") -> Reading:
        """Count from the statement's day, and read the period there, as precise as its unit."""
        if not self.published:
            return Reading("XXXX-XX-XX", basis="vague", why=NO_DAY)
        day = shift(self.published, n, unit)
        if day is None:
            return Reading("XXXX-XX-XX", basis="vague", why="beyond the calendar")
        many = f"{abs(n):g} {unit}{'' if abs(n) == 1 else 's'} {'before' if n < 0 else 'after'}"
        why = why or (f"{many} the statement's day" if n else f"the {unit} of the statement")
        return period_of(precision or unit, day)._replace(basis="relative", why=why)

    def count_from_reference(self, n: float, unit: str) -> Reading | None:
        """Count from the date before it: a year before a quarter is a quarter again."""
        ref = self.statement.reference
        ref = self.statement.quarter or ref if unit == "year" else ref
        if ref is None:
            return None
        day = shift(ref.first, n, unit)
        if day is None:
            return Reading("XXXX-XX-XX", basis="vague", why="beyond the calendar")
        finer = ref.precision in ("month", "quarter") and unit in PRECISIONS
        finer = finer and PRECISIONS.index(ref.precision) < PRECISIONS.index(unit)
        why = f"counted from {ref.value}, the date before it"
        reading = period_of(ref.precision if finer else unit, day)
        return reading._replace(basis="relative", why=why)

    def with_edge(self, reading: Reading | None, edge: str | None) -> Reading | None:
        """Say that only the beginning, the middle or the end of a period is meant."""
        if reading and edge:
            part = EDGES.get(lower_spaced(edge), lower_spaced(edge))
            why = f"{reading.why}; only {part} is meant, whose bounds nobody says"
            return reading._replace(why=why)
        return reading

    def at_time(self, clock: str) -> Reading:
        """Read a time on the statement's day."""
        return add_time(self.count(0, "day"), clock)

    def in_part(self, reading: Reading, part: str | None) -> Reading:
        """Read a part of a day: its morning, afternoon, evening or night."""
        return add_part(reading, part) if part else reading
