"""What all rooms know of the writing of English: a word, days, months, numbers, full dates."""

import re

# A word: an abbreviation with inner full stops, or runs of letters and digits held together by
# - ' . / or by the comma of a number. What an atomic group (?>...) has taken it keeps: not trying
# again saves time. The shorter signs for the same, ++ and *+, give wrong words in Python before
# 3.11.5 (gh-106052).
WORD = (
    r"(?>(?:[^\W\d_]\.){2,})(?>(?:[-'’](?>[^\W_]+))*)"
    r"|(?>[^\W_]+)(?>(?:(?:[-'’./]|,(?<=\d,)(?=\d))(?>[^\W_]+))*)"
)

MONTHS = (
    "January February March April May June July August September October November December"
).split()
SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
#: A month, in full or short.
MONTH = rf"(?:{'|'.join(MONTHS + SHORT_MONTHS)})(?![^\W_])\.?"
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SHORT_WEEKDAYS = "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()

#: A day written in full, in any case: "MARCH 4TH, 2021", "4. March 2021", "2021-03-04", "4.3.2021".
FULL_DATE = re.compile(
    rf"(?<![^\W_])(?:{MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?: ?, ?| )\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?(?:(?: of)? |-){MONTH}(?:,? ?|-)\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?![^\W_])",
    re.I,
)

# --- numbers in words -----------------------------------------------------------------------------

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
TEN_ORDINALS = [ten[:-1] + "ieth" for ten in TENS]
NAMED_NUMBERS = {"a": 1, "an": 1, "a hundred": 100, "hundredth": 100}
NAMED_NUMBERS |= {word: n for words in (ONES, ORDINALS) for n, word in enumerate(words)}
NAMED_NUMBERS |= {ten: 10 * n for tens in (TENS, TEN_ORDINALS) for n, ten in enumerate(tens, 2)}


def to_month(word: str) -> int:
    """Number a month, written in full or short, from 1."""
    return 1 + [name[:3].lower() for name in MONTHS].index(word[:3].lower())


def to_weekday(word: str) -> int:
    """Number a day of the week from Monday = 0."""
    return [name[:3].lower() for name in WEEKDAYS].index(word[:3].lower())


def to_year(said: str | None) -> int | None:
    """Read a year in figures or in words, if there is one: "2021", "nineteen ninety-four"."""
    if not said or said[0].isdigit():
        return int(said) if said else None
    words = re.sub(r"\b(?:and|hundred|oh|o)\b|[-, ]+", " ", said.lower()).split()
    front = ["two", "thousand"] if words[0] == "two" else words[:1]
    rest = " ".join(words[len(front) :])
    return (2000 if words[0] == "two" else 100 * to_integer(front[0])) + to_integer(rest or "zero")


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


def lower_spaced(text: str | None) -> str:
    """Write words small, with single spaces."""
    return " ".join((text or "").lower().split())
