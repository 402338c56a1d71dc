"""Days, months, quarters and years as a calendar has them: what a date expression stands for.

Years are 1 to 9999 of the Gregorian calendar, weeks those of ISO 8601, values those of TIMEX3
(Saurí et al. 2006, TimeML Annotation Guidelines 1.2.1; ISO 8601). No clock is ever read.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

#: Units whose length TIMEX3 writes in another one, and how many of that they are.
LENGTHS = {
    "weekend": ("day", 2),
    "fortnight": ("week", 2),
    "decade": ("year", 10),
    "century": ("year", 100),
    "half-century": ("year", 50),
    "quarter-century": ("year", 25),
}
#: How many days, or else how many months, the calendar goes on by a unit.
DAYS_OF = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
MONTHS_OF |= {"quarter-century": 300, "half-century": 600}
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "winter": ("WI", 12)}
#: From the surest to the least sure.
BASES = ["stated", "relative", "inferred", "vague", "impossible"]
PRECISIONS = ("time day week month season quarter half year decade century vague").split()
DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


BEYOND = "beyond the calendar"


class Reading(NamedTuple):
    """What an expression was read as, how sure that is, and why."""

    value: str
    first: date | None = None
    last: date | None = None
    precision: str = "vague"
    basis: str = "stated"
    why: str = "as written"
    type: str = "DATE"
    other: str = ""
    counted: bool = False  # from a date before it: no date is counted from it in turn


def a_day(day: date) -> Reading:
    """Read one day."""
    return Reading(day.isoformat(), day, day, "day")


def a_month(year: int, month: int) -> Reading:
    """Read one month."""
    last = calendar.monthrange(year, month)[1]
    return Reading(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "month")


def a_year(year: int) -> Reading:
    """Read one year."""
    return Reading(f"{year:04}", date(year, 1, 1), date(year, 12, 31), "year")


def a_share(year: int, share: str, number: int) -> Reading:
    """Read a "quarter" of a calendar year, 1 to 4, or a "half" of it, 1 or 2."""
    months = {"quarter": 3, "half": 6}[share]
    first, last = (a_month(year, month) for month in (months * (number - 1) + 1, months * number))
    return Reading(f"{year:04}-{share[0].upper()}{number}", first.first, last.last, share)


def a_season(year: int, season: str) -> Reading:
    """Read a season by the northern months: spring is March to May; winter begins in December."""
    letters, month = SEASONS[season]
    first, why = date(year, month, 1), "a season: the months of the northern one"
    last = shift(shift(first, 3, "month"), -1, "day")
    return Reading(f"{year:04}-{letters}", first, last, "season", why=why)


def a_decade(year: int) -> Reading:
    """Read the ten years from one that ends in 0."""
    start = max(1, year - year % 10)
    last = date(year - year % 10 + 9, 12, 31)
    return Reading(f"{year // 10:03}", date(start, 1, 1), last, "decade")


def a_century(number: int) -> Reading:
    """Read a century: the 20th is 1900 to 1999, as TIMEX3 has it."""
    first, last = date(max(1, 100 * number - 100), 1, 1), date(100 * number - 1, 12, 31)
    return Reading(f"{number - 1:02}", first, last, "century")


def a_week(day: date) -> Reading:
    """Read the week of a day, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    first, last = shift(day, 1 - weekday, "day"), shift(day, 7 - weekday, "day")
    return Reading(f"{year:04}-W{week:02}", first, last, "week")


def a_weekend(day: date) -> Reading:
    """Read the Saturday and Sunday of the week of a day."""
    week = a_week(day)
    return week._replace(value=f"{week.value}-WE", first=shift(week.last, -1, "day"))


def a_span(first: Reading, last: Reading) -> Reading:
    """Read from the first day of one to the last day of another; the less sure basis holds."""
    weaker = max(first, last, key=lambda one: BASES.index(one.basis))
    precision = max(first.precision, last.precision, key=PRECISIONS.index)
    other = f"{first.other or first.value}/{last.other or last.value}"
    return weaker._replace(
        value=f"{first.value}/{last.value}",
        first=first.first,
        last=last.last,
        precision=precision,
        type="DATE",
        other=other if first.other or last.other else "",
    )


def period_of(unit: str, day: date) -> Reading:
    """Read the day, week, month … year, decade or century in which a day lies."""
    return PERIODS.get(unit, a_day)(day)


PERIODS: dict[str, Callable[[date], Reading]] = {
    "week": a_week,
    "fortnight": a_week,
    "weekend": a_weekend,
    "month": lambda day: a_month(day.year, day.month),
    "quarter": lambda day: a_share(day.year, "quarter", (day.month + 2) // 3),
    "year": lambda day: a_year(day.year),
    "decade": lambda day: a_decade(day.year),
    "century": lambda day: a_century(day.year // 100 + 1),
}


def shift(day: date | None, n: float, unit: str) -> date | None:
    """Go a number of units forward or back; None where the calendar ends."""
    if day is None:
        return None
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=n * DAYS_OF[unit])
        return day + relativedelta(months=round(n * MONTHS_OF[unit]))
    except (OverflowError, ValueError):
        return None


def day_of(year: int, month: int, day: int) -> Reading | None:
    """Read a day of the calendar, or None where there is none: 31 February."""
    try:
        return a_day(date(year, month, day))
    except ValueError:
        return None


def nth_day(year: int, month: int, nth: int, weekday: int | None = None) -> Reading | None:
    """Read the nth day of a month, or its nth Monday … Sunday (0 … 6); from its end below 0."""
    days = [one for n in range(1, 32) if (one := day_of(year, month, n))]
    days = [one for one in days if one.first and weekday in (None, one.first.weekday())]
    at = nth - 1 if nth > 0 else nth
    return days[at] if -len(days) <= at < len(days) else None


def a_duration(n: float | None, unit: str) -> Reading:
    """Read a length of time: "three months" is P3M, "some years" PXY."""
    unit, size = LENGTHS.get(unit, (unit, 1))
    number, basis, half = "X", "vague", ""
    if n is not None:
        n, basis = n * size, "stated"
        half = {"year": "6M", "hour": "30M"}.get(unit, "") if n % 1 == 0.5 else ""
        number = f"{n - 0.5:g}" if half else f"{n:g}"
    prefix = "PT" if unit in ("second", "minute", "hour") else "P"
    value = f"{prefix}{number}{unit[0].upper()}{half}"
    return Reading(value, basis=basis, why="a length of time, at no place in it", type="DURATION")


def add_time(reading: Reading, clock: str) -> Reading:
    """Put a time of day to a day: "10:30", "9 a.m.", "noon"."""
    text = clock.lower()
    hour, minute = [*map(int, re.findall(r"\d+", text)), 0][:2] if text[0].isdigit() else (12, 0)
    if re.search("[ap]", text) and text[0].isdigit():
        hour = hour % 12 + 12 * ("p" in text)
    time = "24:00" if text == "midnight" else f"{hour:02}:{minute:02}"
    return reading._replace(value=f"{reading.value}T{time}", type="TIME", precision="time")


def add_part(reading: Reading, part: str | None) -> Reading:
    """Put a part of the day, if one is said, to a day: T and MO, AF, EV or NI, as in TIMEX3."""
    if not (part and reading.first):
        return reading
    value = f"{reading.value}T{DAY_PARTS[part.lower()]}"
    return reading._replace(value=value, type="TIME", precision="time")
