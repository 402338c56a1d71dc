"""Kinds of dates that name a year, a span of years, a decade or a century of the calendar."""

import re
from datetime import date

from helpers.dates.grammar import EDGE, kind
from helpers.dates.periods import BEYOND, Reading, a_century, a_decade, a_span, a_year, shift
from helpers.dates.place import Place
from helpers.english import to_integer, to_year


@kind(
    r"{year1}(?: ?[-–—/] ?)(?:{year2}|{yy})",
    """
    the crisis of [1973-74] = 1973/1974 | the [2020/21] session = 2020/2021
    in [1957–1958] = 1957/1958 | in [1999/00] = 1999/2000 | Decision (CFSP) 2021/698
    resolution 1970/71
    """,
)
def years(match: re.Match, place: Place) -> Reading | None:
    """A span of years; the second may be short."""
    first = int(match["year1"])
    last = to_year(match["year2"]) or first // 100 * 100 + int(match["yy"])
    last += 100 if match["yy"] and last < first else 0
    if not first < last <= first + 150 or place.cues.numbered.search(place.before):
        return None
    return a_span(a_year(first), a_year(last))


@kind(
    EDGE + r"(?:(?i:fiscal|financial|budget)(?:[- ](?i:year))? {year}"
    r"|FY ?['’]?(?:{year2}|{yy}))(?:[-–/](?:{year3}|{yy2}))?",
    """
    in [fiscal year 2020] = FY2020 | in [FY2021] = FY2021 | for [FY 21] = FY2021
    by [the end of fiscal year 2020] = FY2020
    the [financial year 2020-21] of the United Kingdom = FY2021
    """,
)
def fiscal_year(match: re.Match, place: Place) -> Reading:
    """A fiscal year: of the government that the text names, else taken for the calendar year."""
    year = to_year(match["year"] or match["year2"]) or place.full_year(int(match["yy"]))
    two = bool(match["year3"] or match["yy2"])  # "2020-21" is named by its end
    return place.with_edge(read_fiscal_year(place, year + two, years=1 + two), match["edge"])


def read_fiscal_year(place: Place, ends: int, *, years: int = 1) -> Reading:
    """Read the fiscal year that ends in a year; nobody's is the calendar's, one or two years."""
    if not years < ends < 10_000:
        return Reading("XXXX", basis="vague", why=BEYOND)
    first: date | None = date(ends - years + 1, 1, 1)
    last: date | None = date(ends, 12, 31)
    why = "a fiscal year, taken for the calendar's: nobody says whose it is"
    if place.statement.government:
        name, (month, day) = place.statement.government
        first, why = date(ends - 1, month, day), f"the fiscal year as in: {name}"
        last = shift(shift(first, 1, "year"), -1, "day")
    return Reading(f"FY{ends:04}", first, last, "year", basis="inferred", why=why)


# --- a year, told from a count -------------------------------------------------------------------


@kind(
    EDGE + r"(?:(?P<era>(?:the )?years?|post-|pre-) ?)?{year}",
    """
    since [2014] = 2014 | the new [2021] Pledge Drive for Stabilization = 2021
    by [the end of 2021] = 2021 | in [early 2023] = 2023 | resolution 1325 ([2000]) = 2000
    resolution 2570([2021]) = 2021 | Vision [2030] = 2030
    in accordance with Security Council Resolution 2254 | resolutions 1970 and 1973
    nearly 2000 fighters | to 1500 people | Task Force 1530 | the 1035th meeting
    """,
)
@kind(
    EDGE + r"(?:(?:the year )?{yearword}|the year (?i:two thousand))",
    """
    in [nineteen ninety-four] = 1994 | by [the end of nineteen ninety-four] = 1994
    by [the year two thousand] = 2000 | in [two thousand and fourteen] = 2014 | nineteen people
    two thousand people | twenty nineteen-inch guns
    """,
)
def year(match: re.Match, place: Place) -> Reading | None:
    """A year on its own, told from a count by the words around it; or a year in words."""
    if "yearword" in match.groupdict():
        return place.with_edge(a_year(to_year(match["yearword"]) or 2000), match["edge"])
    bracketed = re.search(r"\d\s?\($", place.before) and place.precedes(r"\)")
    if not (match["edge"] or match["era"] or bracketed or _is_year(int(match["year"]), place)):
        return None
    return place.with_edge(a_year(int(match["year"])), match["edge"])


def _is_year(number: int, place: Place) -> bool:
    """Tell a year from a count, a price, an age and the number of a document."""
    cues = place.cues
    owned = place.is_led_by("owners") or place.follows(r"[\w-]{1,30}['’]s|[\w-]{1,30}s['’]")
    if cues.numbered.search(place.before) or place.precedes(cues.measured):
        return False
    if place.precedes(cues.counted) and not owned and not place.follows("in"):
        return False
    if place.is_led_by("firm year cues") and number > 1400:
        return True
    if not 1900 <= number <= 2100:
        return False
    after_name = re.search(r"[A-Z][\w.’'-]*\w\s+$", place.before)
    before_name = place.precedes(r"\s+(?:[a-z-]+\s+)?[A-Z][a-z]")
    bracketed = place.before.endswith("(") and place.precedes(r"[)–,-]")
    opens = re.search(r"(?:^|[.;:,—–(\"]\s*)$", place.before)
    alone = opens and (place.precedes(cues.year_verb) or place.precedes(r"\s*(?:$|[,;:.)])"))
    cued = cues.year_cue.search(place.before)
    return bool(cued or owned or after_name or before_name or bracketed or alone)


DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()


@kind(
    EDGE + r"(?:(?P<century>1\d|20)?(?P<tens>\d0)['’]?s|(?P<word>(?i:" + "|".join(DECADES) + ")))",
    """
    in the [1990s] = 199 | in [the late 1970s] = 197 | the '[90s] = 199
    through the [nineties] = 199 | in his seventies
    """,
)
def decade(match: re.Match, place: Place) -> Reading | None:
    """A decade, in figures or in words."""
    if match["century"]:
        start = int(match["century"] + match["tens"])
    elif match["tens"] and place.before[-1:] in ("'", "’"):
        start = place.full_year(int(match["tens"]), ahead=0)
    elif match["word"] and (match["edge"] or place.follows("the")):
        start = place.full_year(10 * DECADES.index(match["word"].lower()) + 20, ahead=0)
    else:
        return None
    return place.with_edge(a_decade(start), match["edge"])


@kind(
    r"(?:the )?" + EDGE + r"{ordinal}[- ](?i:century)",
    "in [the 20th century] = 19 | [the eleventh-century] temple = 10",
)
def century(match: re.Match, place: Place) -> Reading | None:
    """A century by its number."""
    number = to_integer(match["ordinal"])
    return place.with_edge(a_century(number), match["edge"]) if 0 < number < 60 else None
