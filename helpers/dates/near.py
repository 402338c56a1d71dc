"""Kinds of dates that are counted from the statement's day, or from a date before them."""

import re

from helpers.dates.grammar import EDGE, kind, to_unit
from helpers.dates.lengths import a_stretch
from helpers.dates.periods import Reading, a_duration, add_part, period_of
from helpers.dates.place import ANAPHORIC, NO_DAY, SIDES, Place
from helpers.dates.years import read_fiscal_year
from helpers.english import WEEKDAYS, lower_spaced, to_integer, to_number, to_weekday

#: A state and no deed: "it is the first cause of death today".
STATE = re.compile(r"\b(?:is|are|remains?) (?:the|an?|no|not|more|still)\b[^,;:.]*$")


@kind(
    r"(?:{edge} )?(?P<word>(?i:today|yesterday|tomorrow|tonight))(?: {part})?",
    """
    met virtually [today] = 2021-03-30 | [Yesterday] we agreed = 2021-03-29
    [tomorrow morning] = 2021-03-31TMO | security [today] = PRESENT_REF
    it is the first cause of death [today] = PRESENT_REF
    the talks are held [today] = 2021-03-30 | in [today]'s world = PRESENT_REF
    """,
)
def near_day(match: re.Match, place: Place) -> Reading:
    """Today, yesterday or tomorrow, from the statement's day."""
    word = match["word"].lower()
    nowadays = place.is_led_by("today as nowadays") or place.precedes(place.cues.nowadays)
    nowadays = nowadays or bool(STATE.search(place.before))
    if word == "today" and nowadays:
        now = place.published
        return Reading("PRESENT_REF", now, now, basis="vague", why='"today" as in nowadays')
    reading = place.count({"yesterday": -1, "tomorrow": 1}.get(word, 0), "day")
    return add_part(reading, "night" if word == "tonight" else match["part"])


@kind(
    r"(?:{which} )?(?:{edge} )?{weekday}(?:,? ?{part}s?)?",
    """
    the Ministers met on [Tuesday] = 2021-03-30 | he said on [Friday] = 2021-03-26
    they will meet on [Thursday] = 2021-04-01 | [last Friday] = 2021-03-26
    [this Thursday] = 2021-04-01 | on [Monday night] = 2021-03-29TNI | We sat in the car
    """,
)
def weekday(match: re.Match, place: Place) -> Reading | None:
    """A day of the week: the statement's own, or the nearest one that the tense allows."""
    if not match["weekday"].title().startswith(tuple(WEEKDAYS)):  # "Sun" and "Sat" need a date
        return None
    number, which = to_weekday(match["weekday"]), lower_spaced(match["which"])
    if which == "following" and not place.follows("the"):  # "following Sunday's election"
        return None
    today, reference = place.published, place.statement.reference
    if which in ANAPHORIC and reference and reference.first:
        ahead, way = (number - reference.first.weekday()) % 7, SIDES[which]
        days = ahead if way == 0 else (ahead or 7) if way > 0 else ahead - 7
        counted = place.count_from_reference(days, "day")
        reading = counted if counted and counted.first else reference  # the calendar ends there
        return add_part(reading, match["part"])
    if not today:
        return Reading(f"XXXX-WXX-{number + 1}", basis="vague", why=NO_DAY)
    back, side = (today.weekday() - number) % 7, SIDES.get(which)
    ahead = place.own_tense == "future" and not place.what_happened
    if side == 1 or (side is None and back and ahead):
        days, why = 7 - back, "the next one after the statement"
    elif which == "this":
        days, why = number - today.weekday(), "that of the statement's week"
    elif back or side == -1:
        days, why = -(back or 7), "the last one before the statement"
    else:
        days, why = 0, "the statement's own day"
    return add_part(place.count(days, "day", why=why), match["part"])


@kind(
    EDGE + r"(?:the )?{which} (?:{edge2}[- ])?"
    r"(?P<what>(?:fiscal |financial |calendar )?{unit}|{part}|century)(?P<end>['’]s end|[ -]end)?",
    """
    [last year] = 2020 | [this year] = 2021 | [next week] = 2021-W14
    [earlier this month] = 2021-03 | by [the end of this month] = 2021-03
    by [this year-end] = 2021 | [last night] = 2021-03-29TNI
    keep March 8, 2021, as a feast, and honour [this day] = 2021-03-08
    on [this day] = 2021-03-30 | on [the previous day] = 2021-03-29
    they met on May 4, 2019 and left [the next day] = 2019-05-05
    they will meet [the next day] = 2021-03-31
    since 2014, and in [that same year] = 2014
    [this fiscal year] = 2021 | the American [last fiscal year] = FY2020
    over [the past year] = P1Y | this second round
    """,
)
def near_period(match: re.Match, place: Place) -> Reading | None:
    """Last year, this month, next week: a period counted from the statement's day."""
    which, unit = lower_spaced(match["which"]), lower_spaced(match["what"]).split()[-1]
    n, edge = SIDES[which], match["edge"] or match["edge2"] or (match["end"] and "end")
    if unit in ("second", "minute", "hour") or (unit == "day" and which == "present"):
        return None
    article = match[0].lower().startswith("the ")
    the_next = which == "next" and article and place.day_told  # "the next day" after one told
    if unit in ("morning", "afternoon", "evening", "night"):  # "this morning" is the statement's
        counts_on = which in ANAPHORIC or the_next
        told = place.count_from_reference(n, "day") if counts_on else None
        return add_part(told or place.count(n, "day"), unit)
    this_day = which == "this" and place.day_told
    if which in ANAPHORIC or (unit == "day" and (the_next or this_day)):
        reading = place.count_from_reference(n, unit) or (place.count(n, unit) if n else None)
        return place.with_edge(reading, edge) if reading else None
    led = article or place.follows("the|over|during")
    if which == "past" or (which == "last" and led and unit != "century"):
        return a_stretch(place, 1, unit, -1)
    now, fiscal = place.published, re.match("fiscal|financial", match["what"], re.I)
    if fiscal and now and (government := place.statement.government):
        ends = now.year + ((now.month, now.day) >= government[1])
        return place.with_edge(read_fiscal_year(place, ends + n), edge)
    return place.with_edge(place.count(n, unit), edge)


WAYS = dict.fromkeys(["ago", "earlier", "before", "previously"], -1)
WAYS |= dict.fromkeys(["later", "after", "afterwards", "hence", "from now", "from today"], 1)


@kind(
    r"(?:{count}|{vague}) {units} (?:or (?:so|two|more) )?"
    rf"(?P<way>(?i:{'|'.join(WAYS)}))(?:,? (?:(?P<day>(?i:today))|(?P<this>(?i:this)) {{unit}}))?",
    """
    [two months ago] = 2021-01 | [ten years ago] = 2011 | [a year ago] = 2020
    [10 days ago] = 2021-03-20 | [six weeks ago] = 2021-W07 | [several years ago] = PAST_REF
    [a year ago today] = 2020-03-30 | [ten years ago this month] = 2011-03
    [three days after] the attack = P3D | [an hour later] = PT1H | three seconds ago
    """,
)
@kind(
    r"(?:the |an? )?(?:comparable )?(?P<before>(?i:year|month|week))-(?i:ago|earlier)"
    r"(?: (?i:quarter|period|month))?",
    "[the year-ago quarter] = 2020 | [a year-earlier] loss = 2020",
)
def ago(match: re.Match, place: Place) -> Reading | None:
    """A count of units before or after the statement's day, or a date before it."""
    if unit := match.groupdict().get("before"):
        return place.count_from_reference(-1, unit.lower()) or place.count(-1, unit.lower())
    n, unit, way = to_number(match["count"]), to_unit(match["units"]), lower_spaced(match["way"])
    sign = WAYS[way]
    if unit == "second":
        return None
    of_what_follows = way in ("before", "after") and not place.precedes(r"\s*(?:$|[.,;:)])")
    if unit in ("minute", "hour") or of_what_follows:
        return a_duration(n, unit)
    if n is None:
        value, last = ("PAST_REF", place.published) if sign < 0 else ("FUTURE_REF", None)
        return Reading(value, last=last, basis="vague", why=f"no number of {unit}s is said")
    precision = {"decade": "year", "century": "year", "fortnight": "week"}.get(unit, unit)
    precision = "day" if match["day"] else to_unit(match["unit"]) if match["this"] else precision
    a_year_ago = way == "ago" and n == 1 and unit == "year" and place.statement.quarter
    from_reference = a_year_ago or way not in ("ago", "hence", "from now", "from today")
    reading = place.count_from_reference(sign * n, unit) if from_reference else None
    return reading or place.count(sign * n, unit, precision=precision)


@kind(
    r"(?:the )?{edge}(?: of| in)?(?: the| its| that) (?P<what>(?i:week|month|quarter|year|decade"
    r"|century))",
    """
    [later in the year] = 2021 | will leave by [the end of the year] = 2021
    before [the end of the month] = 2021-03 | for [the rest of the decade] = 202
    at the end of the day | the end of the war
    """,
)
@kind(
    r"(?:the )?(?P<what>(?i:year))(?:['’]s |-| )(?P<edge>(?i:end))",
    "by [year-end] = 2021 | at [the year's end] = 2021",
)
def edge_of_period(match: re.Match, place: Place) -> Reading:
    """The end of the year, later in the month: of the one that the text speaks of."""
    unit = match["what"].lower()
    told = place.told_before if match.end("edge") < match.start("what") else None  # not "year-end"
    if told and told.first:
        why = f"the {unit} of {told.value}, the date before it"
        reading = period_of(unit, told.first)._replace(basis="relative", why=why)
    else:
        reading = place.count(0, unit)
    return place.with_edge(reading, match["edge"])


@kind(
    r"(?i:the|its|this|that) (?:(?P<late>(?i:latest|most recent)) |(?i:fiscal|full) )?"
    r"(?P<what>(?i:weekend|quarter|period))",
    """
    over [the weekend] = 2021-W12-WE | in [the latest quarter] = 2020-Q4 | the day | the year
    """,
)
def the_period(match: re.Match, place: Place) -> Reading | None:
    """The quarter, the weekend: the one that the text speaks of."""
    what, quarter = match["what"].lower(), place.statement.quarter
    if what == "weekend":
        today = place.published
        over = place.tense != "future" and today and today.weekday() < 5
        return place.count(-1 if over else 0, "weekend")
    if what == "quarter" or match["late"]:
        if quarter:
            why = f"counted from {quarter.value}, the quarter spoken of"
            return quarter._replace(basis="relative", why=why, counted=True)
        return place.count(-1, "quarter") if match["late"] else None
    return None


@kind(
    r"{ordinal}(?:-year)? (?i:anniversary)",
    "on the [tenth anniversary] of the uprising = 2021 | [75th anniversary] = 2021",
)
def anniversary(match: re.Match, place: Place) -> Reading:
    """An anniversary: it falls in the statement's year unless a date beside it says more."""
    n, reading = to_integer(match["ordinal"]), place.count(0, "year")
    if not (n and reading.first):
        return reading
    recalled = reading.first.year - n
    why = f"an anniversary, taken to fall in the statement's year; it recalls {recalled}"
    return reading._replace(basis="inferred", why=why)
