"""Kinds of expressions that are no one date: lengths of time, repeated times, sometime, a clock."""

import re

from helpers.dates.grammar import kind, to_unit
from helpers.dates.periods import Reading, a_duration, add_time, shift
from helpers.dates.place import Place
from helpers.english import to_month, to_number, to_weekday


def a_stretch(place: Place, n: float | None, unit: str, sign: int) -> Reading:
    """Read a stretch of time that ends (-1) or begins (1) on the statement's day."""
    today = place.published
    far = shift(today, sign * n, unit) if n is not None else None
    first, last = (far, today) if sign < 0 else (today, far)
    basis = "vague" if n is None or not today else "relative"
    why = "ends on the statement's day" if sign < 0 else "begins on the statement's day"
    why += "; its length is not said" if n is None else ""
    why = why if today else "the statement has no day that it could touch"
    return a_duration(n, unit)._replace(first=first, last=last, basis=basis, why=why)


SOME = r"(?P<units>(?i:days|weeks|months|quarters|years|decades|centuries))"


@kind(
    r"(?:the )?(?P<side>(?i:last|past|previous|next|coming|first|following|final))[- ]"
    r"(?:{count}|{vague})[- ](?:fiscal )?{units}",
    """
    over [the next few months] = PXM | in [the past four years] = P4Y
    [the last 20 years] = P20Y | [the first two years] = P2Y
    """,
)
@kind(
    rf"(?P<side>(?i:recent|past|last|coming|future|previous)) {SOME}(?: and (?i:months|years))?",
    "in [recent months] = PXM | in the [coming weeks] = PXW",
)
def stretch(match: re.Match, place: Place) -> Reading:
    """The past three years, recent months: a stretch that touches the statement's day."""
    count = match.groupdict().get("count")
    n, unit, side = to_number(count), to_unit(match["units"]), match["side"].lower()
    if "count" in match.groupdict() and side in ("first", "final", "following", "previous"):
        return a_duration(n, unit)
    return a_stretch(place, n, unit, 1 if side in ("next", "coming", "future") else -1)


@kind(
    r"(?:{count}|{vague})(?: |-)(?:(?i:more|additional|full|consecutive|straight|long) )?{units}"
    r"(?:-(?i:old|long))?",
    """
    for [six months] = P6M | a [four-day] visit = P4D | within [a week] = P1W
    half [an hour] = PT1H | [2 1/2 years] = P2Y6M | [several years] of war = PXY
    Howes, 37 years old | the second round | one second
    """,
)
@kind(
    rf"(?i:for|in|within|over|after) {SOME}", "[for years] = PXY | [in decades] = PXY | the years"
)
def duration(match: re.Match, place: Place) -> Reading | None:
    """A length of time; "in six months" is a date where the clause speaks of the future."""
    count, unit = match.groupdict().get("count"), to_unit(match["units"])
    n, article = to_number(count), (count or "").lower() in ("a", "an")
    if unit == "second" or place.precedes(r"\s+old\b"):
        return None
    if article and (place.is_led_by("rates") or place.follows(r"\d+%?")):
        return a_duration(n, unit)._replace(type="SET", why="so often in each")
    counted = not article and place.follows("in") and place.tense == "future"
    if n is not None and (counted or place.precedes(r"\s+(?:from now|ahead)\b")):
        return place.count(n, unit)
    return a_duration(n, unit)


@kind(
    r"(?:(?i:each|every|per) (?:{unit}|{weekday}|{month})"
    r"|(?P<adverb>(?i:daily|weekly|monthly|yearly|annually|biennially|hourly)))",
    """
    [every year] = P1Y | they meet [annually] = P1Y | [each Thursday] = XXXX-WXX-4
    [every March] = XXXX-03
    """,
)
def repeated(match: re.Match, place: Place) -> Reading:
    """A time that comes again and again."""
    often = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H"}
    often |= {"biennially": "P2Y"}
    if match["weekday"]:
        value = f"XXXX-WXX-{to_weekday(match['weekday']) + 1}"
    elif match["month"]:
        value = f"XXXX-{to_month(match['month']):02}"
    elif match["unit"]:
        value = a_duration(1, to_unit(match["unit"])).value
    else:
        value = often.get(match["adverb"].lower(), "P1Y")
    return Reading(value, why="again and again", type="SET")


STRETCHED = r"(?:\w+[- ])?(?:few|summer|winter|spring|fall|autumn|seconds?|minutes?|hours?|days?"
STRETCHED += r"|weeks?|months?|quarters?|years?|decades?|century|centuries)\b"


@kind(
    r"(?P<now>(?i:now|nowadays|currently|at present|(?:the )?present[- ]day"
    r"|at this (?:time|moment|stage)"
    r"|for the time being|to date))",
    """
    the threat is [now] global = PRESENT_REF | [currently] detained = PRESENT_REF
    [at present] there = PRESENT_REF | [for the time being] = PRESENT_REF
    [to date] they have = PRESENT_REF | Now is the time to act | the here and now
    """,
)
@kind(
    r"(?P<past>(?i:(?:more |most )?recently|lately|formerly|long ago"
    rf"|recent(?= [a-z])(?! (?:memory|history|past|times))|the (?:recent )?past(?! {STRETCHED})))",
    """
    have [recently] met = PAST_REF | in [the past] = PAST_REF
    after [recent] attacks = PAST_REF | the worst in recent memory
    """,
)
@kind(
    r"(?i:(?<!as[ ])soon(?! (?:after|as)\b)|shortly(?! (?:before|after)\b)"
    r"|the (?:near |immediate |foreseeable )?future(?! of\b)|in due course|a later date"
    r"|as soon as (?:\w+ ){0,2}(?:permits?|allows?|possible|feasible|practicable)"
    r"|the (?:short|medium|long|longer) term"
    r"|the (?:days|weeks|months|years) (?:ahead|to come))",
    """
    will meet [soon] = FUTURE_REF | in [the near future] = FUTURE_REF
    in Italy [as soon as circumstances permit] = FUTURE_REF | [in due course] = FUTURE_REF
    at [a later date] = FUTURE_REF | as soon as we can | the future of our peoples
    the Pact for the Future
    """,
)
def sometime(match: re.Match, place: Place) -> Reading | None:
    """Now, recently, soon: at, before or after the time of speaking, no matter when."""
    said, now = match.groupdict(), place.published
    if "past" in said:
        why = "some time before the statement"
        return Reading("PAST_REF", last=now, basis="vague", why=why)
    if "now" not in said:
        why = "some time after the statement"
        named = "Future" in match[0]
        return None if named else Reading("FUTURE_REF", first=now, basis="vague", why=why)
    if (match[0][0] == "N" and place.precedes(r",|\s+(?:is|that|more)\b")) or place.follows(
        "here and"
    ):
        return None  # "Now, let us" and "here and now" say no time
    return Reading("PRESENT_REF", now, now, basis="vague", why="the time of speaking")


@kind(
    r"(?:(?i:at|around|about) )?{clock}(?:,? {zone})?",
    """
    [at 10:30 GMT] = 2021-03-30T10:30 | by [9 a.m. today] = 2021-03-30T09:00
    [at noon] = 2021-03-30T12:00 | 32° 34'S | a score of 3.25
    """,
)
def clock(match: re.Match, place: Place) -> Reading | None:
    """A time of day: of the date beside it, else of the statement's day."""
    if "." in match["clock"][:3] and not re.search(r"[AaPp]\.?[Mm]", match["clock"]):
        return None
    return add_time(place.count(0, "day"), match["clock"])
