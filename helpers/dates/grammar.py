"""The grammar in which kinds of dates are written: named pieces, and kinds made of them.

In a pattern `{month}` is the piece of that name (`{month2}` a second one), a space is any white
space, and the rest is a regular expression. Beside each kind stand its examples, which are tested
from there. Every repetition in a pattern has an end, so that reading takes linear time.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.english import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
TIME_UNITS = "second minute hour day weekend week fortnight month quarter year decade".split()


def _any_of(words: Iterable[str]) -> str:
    """Accept any of these words, in capitals or not; the longest first: "six" opens "sixteen"."""
    return f"(?i:{'|'.join(sorted(words, key=len, reverse=True))})"


def _names(full: list[str], short: list[str]) -> str:
    """Accept a name only with its capital letter: "may" and "march" are verbs."""
    short = [rf"{name}\b\.?" for name in (*short, *map(str.upper, short))]
    return f"(?:{'|'.join([*full, *map(str.upper, full), *short])})"


_ONE = "|".join(ONES[1:10])
_TEN_ORDINALS = [ten[:-1] + "ieth" for ten in TENS]
PIECES = {
    "month": _names(MONTHS, SHORT_MONTHS),
    "weekday": _names(WEEKDAYS, SHORT_WEEKDAYS),
    "day": r"(?:0[1-9]|[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?(?![\w%])",
    "dayword": _any_of(
        [*ORDINALS[1:], "twentieth", "thirtieth"]
        + [f"{ten}-{one}" for ten in TENS[:2] for one in ORDINALS[1:10]]
    ),
    "year": r"(?:1\d|20|21)\d\d(?![\w%])",
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
    + _any_of([*ORDINALS[1:], *_TEN_ORDINALS, "hundredth", "twenty-(?:first|fifth)"])
    + ")",
    "which": r"(?i:this past|this coming|last|past|previous|preceding|prior|this|current|present"
    r"|next|coming|upcoming|following|that same|that|the same|same)",
    "edge": r"(?i:early|mid|middle|late|later|earlier|end|beginning|start|close|turn|the rest"
    r"|the remainder)",
    "part": r"(?i:morning|afternoon|evening|night)",
    "clock": r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?"
    r"|(?:0?[1-9]|1[0-2]) ?[AaPp]\.?[Mm]\b\.?|(?i:noon|midnight))",
    "zone": r"(?:GMT|UTC|CEST|CET|EEST|EET|E[SD]T|C[SD]T|P[SD]T|(?i:hours|(?:local|eastern) time))",
}

# an expression does not begin inside a word, a number, a price, an address or a document's number
EXPRESSION_BEGINS = r"(?<![\w@#$€£¥§])(?<!\d[.,:/–-])(?<![^\W\d][-–](?=\d))(?<![/\\](?=\d))"
EXPRESSION_ENDS = r"(?!\w|[.:]\d|(?<=\d)[,/–-]\d)"

#: Words that stand in so many places that only an example makes them the beginning of a kind.
COMMON_WORDS = frozenset(
    "a an and as at be by for in it of on s t that the their they to we".split()
)
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


def kind(pattern: str, examples: dict[str, str]) -> Callable:
    """Make a kind of date of a function that reads it.

    The function gets the match and its place (`place.Place`) and returns a `periods.Reading`, or
    None where the words are not a date, or a list of (start, end, reading) for several dates.
    Of several kinds that read the same words the longest is taken, then the first. An example is
    a text with the expression in square brackets, and its value in a statement of Tuesday,
    30 March 2021; a text that is not a date has no brackets and no value. A function may stand
    under several patterns that it reads alike, each with its examples.
    """

    def add(read: Callable) -> Callable:
        KINDS.append(Kind(read.__name__, pattern, _compile(pattern), read, examples))
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
    pattern = re.sub(r"(?<!\[) (?!\])", r"\\s+", pattern.replace(" ?", r"\s*"))
    return re.compile(f"{EXPRESSION_BEGINS}(?:{pattern}){EXPRESSION_ENDS}")


@cache
def list_kinds(day_names: str) -> list[Kind]:
    """List the kinds; `day_names` is a pattern of the days that have names, {dayname} in a kind."""
    return [one._replace(pattern=_compile(one.written, day_names)) for one in KINDS]


FIGURE = "0"  # stands for any figures in the index


@cache
def index_kinds(day_names: str) -> dict[str, list[Kind]]:
    """List, for each word in small letters, the kinds that may begin with it.

    Only those can whose pattern spells the word or a beginning of it out ("year" is in "years?"),
    or a figure where it is one; with one of the commonest words only those can of which an example
    begins so. Thus a text is searched by its words, and a new kind needs no index of its own.
    """
    index: dict[str, list[Kind]] = {}
    for one in list_kinds(day_names):
        spelled = re.sub(r"\(\?P<\w+>|\(\?i:|\\\w|\[[^]]*\]", " ", one.pattern.pattern)
        words = {word.lower() for word in re.findall(r"[^\W\d_]+", spelled)}
        words |= {word[:size] for word in words for size in range(3, len(word))}
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


# --- words into numbers --------------------------------------------------------------------------


def to_month(word: str) -> int:
    """Number a month, written in full or short, from 1."""
    return 1 + [name[:3].lower() for name in MONTHS].index(word[:3].lower())


def to_weekday(word: str) -> int:
    """Number a day of the week from Monday = 0."""
    return [name[:3].lower() for name in WEEKDAYS].index(word[:3].lower())


def to_year(figures: str | None) -> int | None:
    """Read the figures of a year, if there are any."""
    return int(figures) if figures else None


NAMED_NUMBERS = {"a": 1, "an": 1, "a hundred": 100, "hundredth": 100}
NAMED_NUMBERS |= {word: n for words in (ONES, ORDINALS) for n, word in enumerate(words)}
NAMED_NUMBERS |= {ten: 10 * n for tens in (TENS, _TEN_ORDINALS) for n, ten in enumerate(tens, 2)}


def to_number(text: str | None) -> float | None:
    """Read a number: "2 1/2", "three", "a", "thirty-five", "third", "4th"; None if it is none."""
    text = lower_spaced(text)
    if figures := re.match(r"(\d+(?:\.\d+)?)(?: (\d)/([1-9]))?", text):
        return float(figures[1]) + (int(figures[2]) / int(figures[3]) if figures[2] else 0)
    if text in NAMED_NUMBERS:
        return NAMED_NUMBERS[text]
    ten, _, one = text.replace("-", " ").partition(" ")
    return NAMED_NUMBERS[ten] + NAMED_NUMBERS[one] if ten in TENS and one in NAMED_NUMBERS else None


def to_integer(text: str) -> int:
    """Read a whole number: "21st" and "twenty-first" are 21; 0 if it is none."""
    return int(to_number(text) or 0)


def to_unit(word: str) -> str:
    """Name a unit in the singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def lower_spaced(text: str | None) -> str:
    """Write words small, with single spaces."""
    return " ".join((text or "").lower().split())
