"""Kinds of dates that name a month, a quarter, a half or a season of the calendar."""

import re

from helpers.dates.grammar import EDGE, kind, lower_spaced, to_integer, to_month, to_year
from helpers.dates.periods import SEASONS, Reading, a_half, a_month, a_quarter, a_season
from helpers.dates.place import SIDES, Place
from helpers.english import SHORT_MONTHS


@kind(
    EDGE + r"{month}(?:,? (?:of )?|-){year}",
    {
        "adopted in [December 2015]": "2015-12",
        "in [early March 2020]": "2020-03",
        "[mid-March 2020]": "2020-03",
        "by [the end of March 2020]": "2020-03",
    },
)
def month_year(match: re.Match, place: Place) -> Reading:
    """A month with its year."""
    reading = a_month(int(match["year"]), to_month(match["month"]))
    return place.with_edge(reading, match["edge"])


@kind(
    EDGE + r"(?:{which} )?{month}(?:(?:,? of)?,? (?:the )?{which2} year)?",
    {
        "the mandate is extended until [September]": "2021-09",
        "in [mid-March]": "2021-03",
        "since [the beginning of March]": "2021-03",
        "[last November] he said": "2020-11",
        "in [June last year]": "2020-06",
        "Daesh/ISIS may exploit": "",
        "Mark and Julian will march": "",
        "Theresa May may become": "",
        "Dec.356(XXIII)": "",
        "the March of the Mothers": "",
        "by Janos Martonyi and Jan Kavan": "",
        "in [Dec.] it fell": "2020-12",
    },
)
def month(match: re.Match, place: Place) -> Reading | None:
    """A month whose year is not said."""
    number, which = to_month(match["month"]), lower_spaced(match["which"])
    if not (match["edge"] or which or match["which2"]) and _is_other_word(match["month"], place):
        return None
    this = which if which in ("this", "current", "present") else None
    if year := place.year_of(match["which2"] or this):
        reading = a_month(year, number)._replace(basis="relative", why=f"of {year}, as it says")
    else:
        side, value = SIDES.get(which, 0), f"XXXX-{number:02}"
        reading = place.choose_year(lambda y: a_month(y, number), value, side=side)
    return place.with_edge(reading, match["edge"])


def _is_other_word(name: str, place: Place) -> bool:
    """Tell a month from a name, a walk and a cut word: "Theresa May", "the March for", "Mar"."""
    if place.precedes(r"\s+(?:for|of)\s") and place.is_led_by("march cues"):
        return True
    if name.rstrip(".").title() in SHORT_MONTHS:
        return not place.is_led_by("short month cues") or place.precedes(r"\s+[A-Z]")
    doubtful = name.lower() in place.cues.doubtful_months
    return doubtful and not (place.is_led_by("month cues") or place.precedes(r"['’]s\b"))


@kind(
    EDGE + r"(?:the )?(?:(?:{year1}|{which1}|(?P<own>(?i:this|last|next)) year['’]s) )?"
    r"(?:(?P<q>Q[1-4])|(?:(?i:fiscal|financial)[- ])?(?P<nth>(?i:first|second|third|fourth|last"
    r"|final|1st|2nd|3rd|4th))[- ](?:fiscal[- ])?(?i:quarter))"
    r"(?:,? (?:of |in )?(?:(?i:fiscal(?: year)?) )?"
    r"(?:{year2}|(?:the )?{which2} (?:fiscal )?year))?",
    {
        "[the first quarter of 2021]": "2021-Q1",
        "by [the end of the first quarter of 2021]": "2021-Q1",
        "in [Q3]": "2021-Q3",
        "[Q3 2021]": "2021-Q3",
        "reported a [third-quarter] loss": "2020-Q3",
        "[last year's third quarter]": "2020-Q3",
    },
)
def quarter(match: re.Match, place: Place) -> Reading | None:
    """A quarter of a calendar year."""
    nth = (match["q"] or match["nth"]).lower()
    number = 4 if nth in ("last", "final") else to_integer(nth.removeprefix("q"))
    year = to_year(match["year1"] or match["year2"])
    year = year or place.year_of(match["which2"] or match["own"])
    if nth in ("last", "final") and not year:
        return None
    if year:
        return place.with_edge(a_quarter(year, number), match["edge"])
    reading = place.choose_year(lambda year: a_quarter(year, number), f"XXXX-Q{number}")
    return place.with_edge(reading, match["edge"])


@kind(
    EDGE + r"(?:the )?(?P<nth>(?i:first|second|latter|1st|2nd))[- ](?i:half)(?: of)?"
    r" (?:{year}|(?:the )?{which} year)",
    {"in [the first half of 2021]": "2021-H1", "[first half of 2021]": "2021-H1"},
)
def half(match: re.Match, place: Place) -> Reading | None:
    """A half of a year."""
    year = to_year(match["year"]) or place.year_of(match["which"])
    return a_half(year, 1 if match["nth"].lower() in ("first", "1st") else 2) if year else None


@kind(
    EDGE + r"(?:{which} )?{season}(?:,? (?:of )?(?:{year}|(?:the )?{which2} year))?",
    {
        "in the [summer of 2020]": "2020-SU",
        "by [the end of the summer of 2020]": "2020-SU",
        "[last autumn]": "2020-FA",
        "the fall of the caliphate": "",
        "a free fall": "",
    },
)
def season(match: re.Match, place: Place) -> Reading | None:
    """A season, with or without its year."""
    name = match["season"].lower().replace("fall", "autumn")
    which = lower_spaced(match["which"])
    if year := to_year(match["year"]) or place.year_of(match["which2"]):
        return place.with_edge(a_season(year, name), match["edge"])
    led = which or match["edge"] or place.is_led_by("season cues")
    if not led or place.precedes(r"\s+(?:of|in)\b"):  # "the fall of", "the fall in prices"
        return None
    if which in ("this", "current") and place.published:
        return a_season(place.published.year, name)._replace(basis="relative")
    reading = place.choose_year(
        lambda year: a_season(year, name), f"XXXX-{SEASONS[name][0]}", side=SIDES.get(which, 0)
    )
    return place.with_edge(reading, match["edge"])
