"""Choose the year of an expression that does not say it.

The text is asked first: a date further on in its list, "last year" behind it, the same day in full
elsewhere, the year of the story that is told. Then the tense and what is dated say on which side
of the statement's day it lies, and the nearest reading there is taken.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from math import inf as INFINITE

from helpers.dates.grammar import KINDS
from helpers.dates.periods import Reading
from helpers.dates.place import NO_DAY, Place

#: A date on the side that a doubtful tense speaks against counts as so many times as far.
AGAINST_TENSE = 4
#: A bare day takes the year told just before it where that lies so many years back: 1950.
LONG_AGO_YEARS = 10
#: A weekday and a day take the year of a full date that is so near, where the weekday fits.
SAME_STORY_DAYS = 31
#: How many years around the statement's are tried: a leap day and a weekday need the wider reach.
YEARS_AROUND = (1, 8)
LIST_GAP = re.compile(
    r"\s*(?:[-–—,/&]|,?\s*(?:and|or|to|until|through)\b)\s*(?:from |on |the |of |and )?"
)
#: The kinds of dates from which a date before them in a list takes its year.
LENDERS = ("day_and_month", "month", "listed_days")

#: "The attacks of May 3 on the fishermen of Tarn last year": behind it, in its own phrase.
YEAR_OF_PHRASE = re.compile(r"([^.,;:()]{0,60}?)\b(last|next|this)\s+year\b", re.I)
EACH_YEAR = re.compile(r"\s+(?:of |in )?(?:each|every) year\b|,?\s+annually\b")
INFINITIVE = re.compile(r"\bto (?!the\b|an?\b|its\b|their\b)[a-z]")
#: How an expression reads in a year; None where that year does not have it.
ReadYear = Callable[[int], Reading | None]


def choose_year(
    place: Place, make: ReadYear, value: str, *, side: int = 0, weekday: int | None = None
) -> Reading:
    """Choose the year that an expression does not say.

    `make` gives its reading in a year, or None. A year that the text tells for it holds (see
    `_years_told`); else the reading nearest to the statement's day, one on the side that the
    tense excludes never, one on a side that it speaks against only where it is much nearer.
    `side` -1 or 1 wants the last one before or the first one after that day ("last November");
    `weekday`, Monday = 0, keeps the days that are one. `value` stands where the statement has
    no day, and names the day of which the year is sought.
    """
    now = place.published
    if place.precedes(EACH_YEAR) or place.follows("(?:each|every) year,? (?:in|on)"):
        return Reading(value, why="again and again", type="SET")
    likely, against, reason = (side, 1, "") if side else _likely_side(place, weekday)

    def far(one: Reading) -> float:
        days = days_from(now, one) if now else 0
        return abs(days) * (against if days * likely < 0 else 1)

    if weekday is not None and (reading := _beside_full_day(place, make, weekday)):
        return reading
    for year, basis, why in () if side else _years_told(place, value):
        reading = make(year)
        if reading and (basis != "inferred" or far(reading) < INFINITE):
            return reading._replace(basis=basis, why=why)
    if not now:
        return Reading(value, basis="vague", why=NO_DAY)
    readings = _read_years_around(now, make, weekday)
    if not readings:
        return Reading(value, basis="vague", why="no year near the statement's has such a day")
    wanted = [one for one in readings if side and days_from(now, one) * side > 0]
    chosen = min(wanted or readings, key=far)
    other = min((one for one in readings if one is not chosen), key=far, default=None)
    if chosen.first:
        place.statement.years.setdefault(value, chosen.first.year)
    days = days_from(now, chosen)
    where = "before" if days < 0 else "after" if days else "around"
    words = " ".join(place.text[place.start : place.end].split())
    why = f"no year: nearest {words} {where} the statement{reason}"
    return chosen._replace(basis="inferred", why=why, other=other.value if other else "")


def _beside_full_day(place: Place, make: ReadYear, weekday: int) -> Reading | None:
    """Read a weekday and a day in the year of a full date close to it, where the weekday fits."""
    for day in sorted(place.statement.full_days):
        found = make(day.year)
        if not (found and found.first) or found.first.weekday() != weekday:
            continue
        if abs((found.first - day).days) <= SAME_STORY_DAYS:
            place.statement.years.setdefault(f"XXXX-{found.first:%m-%d}", day.year)
            why = f"no year: its weekday fits the year of {day}, which is told in full"
            return found._replace(basis="inferred", why=why)
    return None


def _years_told(place: Place, value: str) -> Iterator[tuple[int, str, str]]:
    """List the years that the text tells for an expression: the year, a basis, and why."""
    if lent := _lent_year(place.text, place.end):
        yield lent, "stated", f"the year stands with the date after it: {lent}"
    said = YEAR_OF_PHRASE.match(place.text, place.end)
    if said and not place.cues.tense.search(said[1]) and (year := place.year_of(said[2])):
        yield year, "relative", f"of {' '.join(said[2].split())} year, as it says behind"
    own_day = place.published and f"XXXX-{place.published:%m-%d}" == value
    own_day = own_day and place.tense != "past"
    if re.fullmatch(r"XXXX-\d\d-\d\d", value) and not own_day:
        full = {day.year for day in place.statement.full_days if f"XXXX-{day:%m-%d}" == value}
        if len(full) == 1:
            yield (year := min(full)), "inferred", f"no year: named in full elsewhere, in {year}"
        if year := place.statement.years.get(value):
            yield year, "inferred", f"no year: as that day was read before, in {year}"
    told = place.told_before.first if place.told_before else None
    opens = re.fullmatch(r"(?:(?:By|In|On)\s+)?", place.text[: place.start].lstrip())
    if opens and told and place.published and place.published.year - told.year > LONG_AGO_YEARS:
        yield told.year, "inferred", f"no year: the year told just before it, {told.year}"


def _likely_side(place: Place, weekday: int | None) -> tuple[int, float, str]:
    """Say on which side of the statement's day a date is likely to be, and why.

    The weekday decides, else what the date is of, else the tense. The second number is how many
    times as far a date on the other side counts: without end where it cannot lie there.
    """
    if weekday is not None:
        return 0, 1, "; its weekday fits"
    if place.is_led_by("looking back"):
        return -1, INFINITE, "; it looks back"
    if done := place.what_happened:
        return -1, INFINITE, f"; what it dates has happened: {done.lower()}"
    if not (sign := place.sign):
        return 0, 1, ""
    firm = place.cues.firm.fullmatch(sign[0]) and not place.is_led_by("owners")
    # "were glad to meet on May 3": another deed stands between
    firm = firm and not INFINITIVE.search(sign.string, sign.end())
    against = INFINITE if firm and not place.follows("of|for") else AGAINST_TENSE
    return -1 if sign.lastgroup == "past" else 1, against, f"; {sign.lastgroup} tense"


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
