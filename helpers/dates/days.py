"""Kinds of dates that name a day of the calendar."""

import re

from dateutil import easter

from helpers.dates.grammar import kind
from helpers.dates.periods import Reading, a_day, add_time, day_of, nth_day
from helpers.dates.place import Place
from helpers.dates.which_year import choose_year
from helpers.english import lower_spaced, to_integer, to_month, to_weekday, to_year

OPTIONAL_YEAR = r"(?:(?:,| of)?\s*{year}|,? (?:in )?(?:the year (?:of our Lord )?)?{yearword}"
OPTIONAL_YEAR += r"|,? {which} year)?"
MORE_DAYS = r"(?P<more>(?:(?:,? (?:and |or |& ?)?|,| (?:to|until|through|till) | ?[-–—/] ?)"
MORE_DAYS += r"(?:[12]\d|3[01]|0?[1-9])(?i:st|nd|rd|th)?(?!\w)){1,6}?)"
DAY_IN_LIST = re.compile(r"\d+(?:st|nd|rd|th)?", re.I)


def read_day(
    place: Place, year: int | None, month: int, day: int, weekday: str | None = None
) -> Reading:
    """Read a month and a day, with or without their year; a weekday helps to choose it."""
    number = to_weekday(weekday) if weekday else None
    if year is None:
        if not day_of(2000, month, day):  # a leap year: no year has such a day
            return impossible(f"month {month} has no day {day}")
        value = f"XXXX-{month:02}-{day:02}"
        return choose_year(place, lambda y: day_of(y, month, day), value, weekday=number)
    found = day_of(year, month, day)
    if not (found and found.first):
        return impossible(f"month {month} of {year} has no day {day}", year)
    if weekday and found.first.weekday() != number:
        named = weekday.rstrip(".").title()
        return found._replace(why=f"as written, although it was no {named}")
    return found


def impossible(why: str, year: int | None = None) -> Reading:
    """Mark a date that no calendar has."""
    value = f"{year:04}-XX-XX" if year else "XXXX-XX-XX"
    return Reading(value, basis="impossible", why=f"impossible: {why}")


@kind(
    r"(?:{weekday},? )?{month} (?:the )?(?:{day}|{dayword})" + OPTIONAL_YEAR,
    """
    the statement of [June 4, 2020] = 2020-06-04
    the attacks on [January 21] were condemned = 2021-01-21
    the attack of [December 25] was condemned = 2020-12-25
    it will open on [May 3] = 2021-05-03 | [Nov. 10, 2020] = 2020-11-10
    met on [Thursday, June 4] = 2020-06-04 | is [Sunday, March eighth] = 2020-03-08
    on [February 30, 2020] = 2020-XX-XX
    """,
)
@kind(
    r"(?:{weekday},? (?:the )?)?(?:{day}(?: day)?(?: of)?|{dayword}(?: day)? of)"
    r"(?: |\. |[-./]| ?(?=[A-Z])){month}(?:[-/]{year2})?" + OPTIONAL_YEAR,
    """
    on [30 March 2021] = 2021-03-30 | on this [5th day of June 2019] = 2019-06-05
    this [eighth day of October, in the year of our Lord two thousand twenty] = 2020-10-08
    [MARCH 4TH, 2021] = 2021-03-04 | [Thursday, 4th of March, 2021] = 2021-03-04
    the [10th of November 2020] = 2020-11-10 | met virtually on [Thursday 4 June] = 2020-06-04
    -58.5 [06 Mar 2009] in need = 2009-03-06 | on [4-Jun-2020] = 2020-06-04
    on [31 February] = XXXX-XX-XX
    """,
)
def day_and_month(match: re.Match, place: Place) -> Reading:
    """A day and a month, in either order, with or without weekday and year."""
    day = to_integer(match["day"] or match["dayword"])
    said = match["year"] or match.groupdict().get("year2") or match["yearword"]
    year = to_year(said) or place.year_of(match["which"])
    return read_day(place, year, to_month(match["month"]), day, match["weekday"])


@kind(
    r"(?:the )?(?:{ordinal}|(?P<final>(?i:last|final))) (?:{weekday}|(?i:day)) (?:of|in) {month}"
    + OPTIONAL_YEAR,
    """
    on [the first Monday of March 2021] = 2021-03-01
    [the second Monday of October] is free = 2020-10-12 | on [the last day of June] = 2021-06-30
    [the last Friday in May 2020] = 2020-05-29
    [the fifth Monday of February 2021] = 2021-XX-XX | the first day of peace
    """,
)
def day_in_order(match: re.Match, place: Place) -> Reading:
    """The first Monday of a month, its last day."""
    month, wanted = to_month(match["month"]), match["weekday"]
    nth = -1 if match["final"] else to_integer(match["ordinal"])

    def in_year(year: int) -> Reading | None:
        return nth_day(year, month, nth, to_weekday(wanted) if wanted else None)

    said = match["year"] or match["yearword"]
    if year := to_year(said) or place.year_of(match["which"]):
        return in_year(year) or impossible(f"month {month} of {year} has no such day", year)
    return choose_year(place, in_year, f"XXXX-{month:02}-XX")


@kind(
    rf"{{day}}{MORE_DAYS}(?: of)? {{month}}" + OPTIONAL_YEAR,
    """
    on [10] and 11 November 2020 = 2020-11-10 | on [3], 4 and 5 May 2019 = 2019-05-03
    the [5] & 6 March 2021 talks = 2021-03-05 | from [4 to 8 June 2020] = 2020-06-04/2020-06-08
    on [28–29 January] = 2021-01-28/2021-01-29
    """,
)
@kind(
    rf"{{month}} {{day}}{MORE_DAYS}(?! [A-Z][a-z][a-z])" + OPTIONAL_YEAR,
    """
    the [April 24] and 25 summit = 2021-04-24 | of [June 4] and 8, 2020 = 2020-06-04
    the talks of [June 4-8, 2020] = 2020-06-04/2020-06-08
    """,
)
def listed_days(match: re.Match, place: Place) -> list[tuple[int, int, Reading]]:
    """Several days of one month, each a date of its own; the first or the last has the month."""
    year = to_year(match["year"] or match["yearword"]) or place.year_of(match["which"])
    month = to_month(match["month"])
    listed = [*DAY_IN_LIST.finditer(match.string, match.start("day"), match.end("more"))]
    readings = [read_day(place, year, month, to_integer(one[0])) for one in listed]
    starts = [match.start(), *(one.start() for one in listed[1:])]
    ends = [*(one.end() for one in listed[:-1]), match.end()]
    return [*zip(starts, ends, readings, strict=True)]


@kind(
    r"{year}-{mm}-{dd}(?:[T ]{clock}(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?",
    """
    [2020-11-10] = 2020-11-10 | [2021-01-21T10:30:00Z] = 2021-01-21T10:30
    [2021-02-30] = 2021-XX-XX
    """,
)
def iso_day(match: re.Match, place: Place) -> Reading:
    """A day, or a day and a time, as ISO 8601 writes them."""
    reading = read_day(place, int(match["year"]), int(match["mm"]), int(match["dd"]))
    if match["clock"] and reading.first:
        return add_time(reading, match["clock"])
    return reading


@kind(
    r"(?:(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)[./-](?:{year}|{yy})|{year2}[./]\d\d?[./]\d\d?)",
    """
    [30.03.2021] - Press release = 2021-03-30 | [8/10/2004] = 2004-10-08
    [10/25/2004] = 2004-10-25 | 10/25/2004 and [8/10/2004] = 2004-08-10
    [2020/11/10] = 2020-11-10 | [4.3.21] = 2021-03-04 | [45/45/2020] = 2020-XX-XX
    """,
)
def day_in_figures(match: re.Match, place: Place) -> Reading | None:
    """A day in figures: a dot puts the day first; else the document's other dates decide."""
    if len({*re.findall(r"\D", match[0])}) > 1:
        return None
    if match["year2"]:
        year, month, day = map(int, re.findall(r"\d+", match[0]))
        return read_day(place, year, month, day)
    a, b = int(match["a"]), int(match["b"])
    year = to_year(match["year"]) or place.full_year(int(match["yy"]))
    day_first, month_first = day_of(year, b, a), day_of(year, a, b)
    if not (day_first and month_first) or a == b:
        either = day_first or month_first
        return either or impossible(f"no calendar has {match[0]}", year)
    if match["sep"] == ".":
        return day_first._replace(why="the day first, as dots have it")
    order = place.statement.order
    if order == "dmy":
        return day_first._replace(why="the day first, as in the document's other dates")
    if order == "mdy":
        return month_first._replace(why="the month first, as in the document's other dates")
    why = "ambiguous: nothing says whether day or month is first; read with the day first"
    return day_first._replace(basis="inferred", why=why, other=month_first.value)


@kind(
    r"(?:(?P<near>(?i:last|next|this)) )?"
    r"(?P<name>{dayname}|Easter(?: Sunday)?)(?:,? {year})?",
    """
    on [International Women's Day] = 2021-03-08 | before [Easter] = 2021-04-04
    [this Easter] = 2021-04-04 | [Thanksgiving 2020] = 2020-11-26
    since [Memorial Day] = 2020-05-25 | at [Christmas] = 2020-12-25 | a Christmas card
    each year on [Labor Day] = XXXX-XX-XX | on [Labor Day 2020] = 2020-09-07
    """,
)
def named_day(match: re.Match, place: Place) -> Reading | None:
    """A day with a name of its own, of the list; Easter is the western one."""
    name = lower_spaced(match["name"]).replace("’", "'")

    def in_year(year: int) -> Reading | None:
        if name.startswith("easter"):
            return a_day(easter.easter(year)) if 1583 <= year <= 4099 else None
        return nth_day(year, *place.cues.named_days[name])

    if match["year"]:
        return in_year(int(match["year"]))
    if place.precedes(place.cues.feast_things):
        return None
    side = {"last": -1, "next": 1}.get(lower_spaced(match["near"]), 0)
    return choose_year(place, in_year, "XXXX-XX-XX", side=side)
