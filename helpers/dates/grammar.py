"""The grammar in which kinds of dates are written: named pieces, and kinds made of them.

In a pattern `{month}` is the piece of that name (`{month2}` a second one), a space is any white
space, and the rest is a regular expression. Beside each kind stand its examples, which are tested
from there. Every repetition in a pattern has an end, so that reading takes linear time.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.english import (
    MONTHS,
    ONES,
    ORDINALS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    TEN_ORDINALS,
    TENS,
    WEEKDAYS,
)

TIME_UNITS = "second minute hour day weekend week fortnight month quarter year decade".split()
#: A share of a century is a unit of its own: "the past quarter-century".
TIME_UNITS += ["quarter-century", "half-century"]


def _any_of(words: Iterable[str]) -> str:
    """Accept any of these words, in capitals or not; the longest first: "six" opens "sixteen"."""
    return f"(?i:{'|'.join(sorted(words, key=len, reverse=True))})"


def _names(full: list[str], short: list[str]) -> str:
    """Accept a name only with its capital letter: "may" and "march" are verbs."""
    short = [rf"{name}\b\.?" for name in (*short, *map(str.upper, short))]
    return f"(?:{'|'.join([*full, *map(str.upper, full), *short])})"


_ONE = "|".join(ONES[1:10])
_FROM_TEN = rf"(?:{'|'.join(TENS)})(?:[- ](?:{_ONE}))?|{'|'.join(ONES[10:])}"
PIECES = {
    "month": _names(MONTHS, SHORT_MONTHS),
    "weekday": _names(WEEKDAYS, SHORT_WEEKDAYS),
    "day": r"(?:0[1-9]|[12]\d|3[01]|[1-9])(?i:st|nd|rd|th)?(?![\w%])",
    "dayword": _any_of(
        [*ORDINALS[1:], "twentieth", "thirtieth"]
        + [f"{ten}-{one}" for ten in TENS[:2] for one in ORDINALS[1:10]]
    ),
    "year": r"(?:1\d|20|21)\d\d(?![\w%])",
    "yearword": r"(?i:(?:eighteen|nineteen|twenty)[- ](?:hundred[- ](?:and[- ])?)?"
    rf"(?:{_FROM_TEN}|oh?[- ](?:{_ONE}))|two thousand(?: and)?[- ](?:{_FROM_TEN}|{_ONE}))(?!-)",
    "yy": r"\d\d(?![\w%])",
    "mm": r"(?:0[1-9]|1[0-2])",
    "dd": r"(?:0[1-9]|[12]\d|3[01])",
    "count": r"(?:\d{1,4}(?:\.\d\d?)?(?: \d/\d)?|"
    + _any_of(["an?", *ONES[1:], *(f"{ten}(?:[- ](?:{_ONE}))?" for ten in TENS), "a hundred"])
    + ")",
    "vague": r"(?i:(?:an? )?(?:several|few|some|many|couple|numerous|various)(?: of)?)",
    "unit": _any_of(TIME_UNITS),
    "units": _any_of([*(f"{unit}s?" for unit in TIME_UNITS), "century", "centuries"]),
    "season": r"(?i:spring|summer|autumn|fall|winter)",
    "ordinal": r"(?:\d{1,3}(?:st|nd|rd|th)|"
    + _any_of([*ORDINALS[1:], *TEN_ORDINALS, "hundredth", "twenty-(?:first|fifth)"])
    + ")",
    "which": r"(?i:this past|this coming|last|past|previous|preceding|prior|this|current|present"
    r"|next|coming|upcoming|following|that same|that|the same|same)",
    "edge": r"(?i:early|mid|middle|late|later|earlier|end|beginning|start|close|turn|rest|remainder"
    r"|remaining|(?:first|second|third|fourth|last|final) (?:\w{3,5} )?(?:weeks?|days"
    r"|months))",
    "part": r"(?i:morning|afternoon|evening|night)",
    "clock": r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?"
    r"|(?:0?[1-9]|1[0-2]) ?[AaPp]\.?[Mm]\b\.?|(?i:noon|midnight))",
    "zone": r"\(?(?:GMT|UTC|CEST|CET|EEST|EET|[ECMP][SD]?T|(?i:hours|hrs|h|(?:local|eastern) time))"
    r"\b\)?",
}

# an expression does not begin inside a word, a number, a price, an address or a document's number
# or in such a row of figures; but a span may be tight: "2019–June 2020", "1/1/2020-31/12/2020",
# "30 March–1 April"
_AFTER_MONTH = "|".join(rf"(?<=\b{name}[-–])" for name in MONTHS)
EXPRESSION_BEGINS = (
    r"(?<![\w@#$€£¥§])(?:(?<!\d[.,:/])(?<!\d[–-](?=\d))|(?<=[./]\d{4}[–-]))"
    rf"(?:(?<![^\W\d][-–](?=\d))|{_AFTER_MONTH})(?<![/\\](?=\d))"
)
EXPRESSION_ENDS = r"(?!\w|[.:]\d|(?<=\d)(?![–-]\d\d?[./]\d\d?[./]\d)[,/–-]\d)"

#: Words that stand in so many places that only an example makes them the beginning of a kind.
COMMON_WORDS = frozenset("""
    a an and as at be by for in is it its of on or our s t that the their they this to we with
""".split())  # fmt: skip
#: The beginning, the middle or the end of what follows.
EDGE = r"(?:(?:the )?{edge}(?: of| in)?(?: |-)(?:the )?)?"


class Kind(NamedTuple):
    """A kind of expression: how it looks, how it is read, and examples with their values."""

    name: str
    written: str
    pattern: re.Pattern
    read: Callable
    examples: dict[str, str]


KINDS: list[Kind] = []


def kind(pattern: str, examples: str) -> Callable:
    """Make a kind of date of a function that reads it.

    The function gets the match and its place (`place.Place`) and returns a `periods.Reading`, or
    None where the words are not a date, or a list of (start, end, reading) for several dates.
    Of several kinds that read the same words the longest is taken, then the first. Examples are
    parted by | or a new line; each is a text with the expression in [brackets] = its value in a
    statement of Tuesday, 30 March 2021; a near miss, which is not a date, has neither. A function
    may stand under several patterns that it reads alike, each with its examples.
    """
    told = [part.partition(" = ") for part in re.split(r"\s*[|\n]\s*", examples.strip())]

    def add(read: Callable) -> Callable:
        own = {text: value for text, _, value in told}
        KINDS.append(Kind(read.__name__, pattern, _compile(pattern), read, own))
        return read

    return add


def _compile(written: str, day_names: str = "") -> re.Pattern:
    """Put the pieces into a pattern, each as a group of its own name."""
    pieces = PIECES | {"dayname": day_names or "(?!)"}

    def piece(match: re.Match) -> str:
        name = match[1].rstrip("0123456789")
        if name not in pieces:
            raise ValueError(f"the pattern {written} has {match[0]}, but no piece is named {name}")
        return f"(?P<{match[1]}>{pieces[name]})"

    pattern = re.sub(r"\{([a-z]+\d?)\}", piece, written).replace(r"\d", "[0-9]")
    pattern = pattern.replace("[- ]", r"[-\s]").replace("[ -]", r"[\s-]").replace(" ?", r"\s*")
    pattern = re.sub(r"(?<!\[) (?!\])", r"\\s+", pattern)
    return re.compile(f"{EXPRESSION_BEGINS}(?:{pattern}){EXPRESSION_ENDS}")


@cache
def list_kinds(day_names: str) -> list[Kind]:
    """List the kinds; `day_names` is a pattern of the days that have names, {dayname} in a kind."""
    return [one._replace(pattern=_compile(one.written, day_names)) for one in KINDS]


FIGURE = "0"  # stands for any figures in the index


@cache
def index_kinds(day_names: str) -> dict[str, list[Kind]]:
    """List, for each word in small letters, the kinds that may begin with it.

    Only those can whose pattern spells the word out, or a figure where it is one; with one of the
    commonest words only those of which an example begins so. Thus a text is searched by its words,
    and a new kind needs no index of its own.
    """
    index: dict[str, list[Kind]] = {}
    for one in list_kinds(day_names):
        spelled = re.sub(r"\(\?P<\w+>|\(\?i:|\\\w|\[[^]]*\]", " ", one.pattern.pattern)
        found = re.findall(r"([^\W\d_]+)(\??)", spelled)  # "years?" is "year", too
        words = {word.lower() for word, _ in found} | {
            w[:-1].lower() for w, maybe in found if maybe
        }
        openings = {word.lower() for text in one.examples for word in re.findall(r"\[(\w+)", text)}
        figure = {FIGURE} if "-9]" in one.pattern.pattern else set()
        for word in (words - COMMON_WORDS) | openings & COMMON_WORDS | figure:
            index.setdefault(word, []).append(one)
    return index


@lru_cache(maxsize=100_000)
def kinds_opened_by(day_names: str, word: str, following: str) -> list[Kind]:
    """List the kinds that may begin with a word; with a common one, those that may go on so."""
    index = index_kinds(day_names)
    if word not in COMMON_WORDS or not following or following in COMMON_WORDS:
        return index[word]
    return [one for one in index[word] if one in index.get(following, [])]


def to_unit(word: str) -> str:
    """Name a unit in the singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")
