"""Kinds of dates that name a part of a year: a month, a quarter, a half or a season."""

import re

from helpers.dates.grammar import EDGE, kind
from helpers.dates.periods import SEASONS, Reading, a_month, a_season, a_share
from helpers.dates.place import SIDES, Place
from helpers.dates.which_year import ReadYear, choose_year
from helpers.english import SHORT_MONTHS, lower_spaced, to_integer, to_month, to_year

#: The year of a part of it, behind: "2021", "of 2021", "last year".
YEAR_BEHIND = (
    r"(?:(?:,? (?:of |in )?|-){year}|,? (?:of )?{yearword}|(?:,? of)?,? (?:the )?{which2} year)"
)


def read_part(match: re.Match, place: Place, make: ReadYear, value: str) -> Reading:
    """Read a part of a year in the year that is said, else in the one that its place tells."""
    said = match.groupdict()
    which = lower_spaced(said.get("which"))
    this = which if which in ("this", "current", "present") else None
    told = said.get("which2") or said.get("own") or this or (said.get("running") and "this")
    year = to_year(said["year"] or said.get("year1") or said.get("yearword"))
    reading = make(year) if year else None
    if not reading and (year := place.year_of(told)) and (counted := make(year)):
        reading = counted._replace(basis="relative", why=f"of {year}, as it says")
    reading = reading or choose_year(place, make, value, side=SIDES.get(which, 0))
    return place.with_edge(reading, said.get("edge"))


@kind(
    EDGE + r"(?:{which} )?{month}" + YEAR_BEHIND + "?",
    """
    adopted in [December 2015] = 2015-12 | in [early March 2020] = 2020-03
    [mid-March 2020] = 2020-03 | by [the end of March 2020] = 2020-03
    the mandate is extended until [September] = 2021-09 | in [mid-March] = 2021-03
    since [the beginning of March] = 2021-03 | [last November] he said = 2020-11
    [this March] = 2021-03 | in [June last year] = 2020-06
    fought in [June] & August 1967 = 1967-06 | the talks of [Jan]/Feb 2021 = 2021-01
    Daesh/ISIS may exploit | Mark and Julian will march
    Theresa May may become | Dec.356(XXIII) | the March of the Mothers
    by Janos Martonyi and Jan Kavan | in [Dec.] it fell = 2020-12
    """,
)
def month(match: re.Match, place: Place) -> Reading | None:
    """A month, with or without its year."""
    sure = match["edge"] or match["which"] or match["which2"] or match["yearword"]
    sure = sure or (match["year"] and " in " not in match[0])  # "Theresa May in 2019"
    a_day = match["edge"] and not match["year"] and place.precedes(r"\s+\d\d?\b")
    if a_day or (not sure and _is_other_word(match["month"], place)):
        return None  # "beginning November 22"
    number = to_month(match["month"])
    return read_part(match, place, lambda year: a_month(year, number), f"XXXX-{number:02}")


def _is_other_word(name: str, place: Place) -> bool:
    """Tell a month from a name, a walk and a cut word: "Theresa May", "the March for", "Mar"."""
    if place.precedes(r"\s+(?:for|of)\s") and place.is_led_by("march cues"):
        return True
    if name.rstrip(".").title() in SHORT_MONTHS:
        return not place.is_led_by("short month cues") or place.precedes(r"\s+[A-Z]")
    doubtful = name.lower() in place.cues.doubtful_months
    return doubtful and not (place.is_led_by("month cues") or place.precedes(r"['’]s\b"))


@kind(
    EDGE + r"(?:the )?(?:(?:{year1}|{which}|(?P<own>(?i:this|last|next)) year['’]s) )?"
    r"(?:(?P<q>Q[1-4])|(?:(?i:fiscal|financial)[- ])?(?P<nth>(?i:first|second|third|fourth|last"
    r"|final|1st|2nd|3rd|4th))[- ](?:fiscal[- ])?(?i:quarter))"
    r"(?:,? (?:of |in )?(?:(?i:fiscal(?: year)?) )?"
    r"(?:{year}|(?:the )?{which2} (?:fiscal )?year))?",
    """
    [the first quarter of 2021] = 2021-Q1 | by [the end of the first quarter of 2021] = 2021-Q1
    in [Q3] = 2021-Q3 | [Q3 2021] = 2021-Q3 | reported a [third-quarter] loss = 2020-Q3
    [last year's third quarter] = 2020-Q3 | [this second quarter] = 2021-Q2
    """,
)
@kind(
    EDGE + r"(?:the )?(?P<nth>(?i:first|second|latter|1st|2nd))[- ](?P<half>(?i:half))(?: of)?"
    r" (?:{year}|(?:the )?{which2} year|(?P<running>the year))",
    """
    in [the first half of 2021] = 2021-H1 | [first half of 2021] = 2021-H1
    in [the second half of the year] = 2021-H2 | the first half of the game
    """,
)
def share(match: re.Match, place: Place) -> Reading | None:
    """A quarter or a half of a calendar year."""
    said, part = match.groupdict(), "half" if "half" in match.groupdict() else "quarter"
    nth = (said.get("q") or match["nth"]).lower()
    told = match["year"] or match["which2"] or said.get("year1") or said.get("own")
    if nth in ("last", "final") and not told:
        return None
    number = {"last": 4, "final": 4, "latter": 2}.get(nth) or to_integer(nth.removeprefix("q"))
    value = f"XXXX-{part[0].upper()}{number}"
    return read_part(match, place, lambda year: a_share(year, part, number), value)


@kind(
    EDGE + r"(?:{which} )?{season}(?:" + YEAR_BEHIND + r"|(?:,? (?:of )?){year1}[-–/](?:20)?{yy})?",
    """
    in the [summer of 2020] = 2020-SU | by [the end of the summer of 2020] = 2020-SU
    [last autumn] = 2020-FA | [this summer] = 2021-SU | in the [winter of 2019-20] = 2019-WI
    the fall of the caliphate | a free fall | held before the Winter Games
    """,
)
def season(match: re.Match, place: Place) -> Reading | None:
    """A season, with or without its year; "the winter of 2019-20" begins in the first one."""
    name = match["season"].lower().replace("fall", "autumn")
    if not (match["year"] or match["year1"] or match["yearword"] or match["which2"]):
        part_of_name = match["season"][0].isupper() and place.precedes(r"\s+[A-Z]")
        led = place.is_led_by("season cues") and not place.precedes(r"\s+(?:of|in)\b")
        led = led and not part_of_name  # "the Winter Games"
        if not (match["which"] or match["edge"] or led):  # "the fall of", "the fall in prices"
            return None
    return read_part(match, place, lambda year: a_season(year, name), f"XXXX-{SEASONS[name][0]}")
