"""The words beside a date that say what it is: the lists of data/date_words.txt, as patterns."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from helpers.english import to_weekday
from helpers.files import DATA, data_path, read_words

WORDS_FILE = "date_words.txt"
SMALL_WORDS = {"of", "the", "and", "for", "against", "in", "on", "to"}  # in the name of a day


def read_date_words(folder: str | Path | None = None) -> dict[str, list[str]]:
    """Read the words that tell a date from other words: `date_words.txt`, list by list.

    The file is that of the folder, else the bundled one; a list that it lacks is the bundled one.
    Raises ValueError where words stand under a heading that nothing reads.

    >>> read_date_words()["firmly future"]
    ['will', 'shall', "won't"]
    """
    ours, path = read_words(DATA / WORDS_FILE), data_path(WORDS_FILE, folder)
    own = read_words(path) if path != DATA / WORDS_FILE else {}
    for heading, words in own.items():
        if words and heading not in {*ours} - {""}:
            where = f"the heading [{heading}], which nothing reads" if heading else "no heading"
            headings = ", ".join(filter(None, ours))
            raise ValueError(f"{WORDS_FILE}: words under {where}; the headings are: {headings}")
    return ours | own


class Cues:
    """The lists of words, and the patterns that are made of them."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        any_of = {name: _any_word(words) for name, words in lists.items()}
        firm = f"{any_of['firmly past']}|{any_of['firmly future']}"
        self.firm = re.compile(firm, re.I)
        self.of_next_date = re.compile(any_of["of the date that follows"], re.I)
        self.doubtful_months = {*lists["doubtful months"]}
        self.named_days = dict(map(_read_named_day, lists["named days"]))
        self.feast_things = re.compile(rf"\s+{any_of['feast things']}\b", re.I)
        self.fiscal = {name: day[:2] for name, day in map(_read_named_day, lists["fiscal years"])}
        governments = "|".join(map(re.escape, self.fiscal)) or "(?!)"
        self.governments = re.compile(rf"(?<!\w)(?:{governments})(?!\w)", re.I)
        done = any_of["what has happened"]
        self.has_happened = re.compile(rf"\b({done})\b[^,;:()]*$", re.I)
        self.happened_next = re.compile(rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}({done})\b", re.I)
        self.tense = re.compile(
            rf"\b(?:(?P<future>{any_of['firmly future']}|{any_of['future']})"
            rf"|(?P<past>{any_of['firmly past']}|{any_of['past']}))\b",
            re.I,
        )
        self.clause_break = re.compile(rf"[;:,—()\"“”]|\b{any_of['clause breaks']}\b", re.I)
        things = f"{any_of['numbered things']}|{any_of['counts']}"
        thing = rf"(?<![\w-])(?:{things})[\s(#:]{{0,3}}|[$€£¥]\s?"
        more = r"(?:\(?\d[\d/()]{0,12}\)?(?:\s*,\s*|\s*,?\s+(?:and|or|to)\s+|\s+|\s*&\s*)){0,9}"
        self.numbered = re.compile(rf"(?:{thing}){more}\(?$", re.I)
        self.counted = re.compile(
            rf"\s+(?:(?!\w*wards\b)[a-z]+[^s\W]s|{any_of['counted']})\b(?!['’])"
        )
        self.measured = re.compile(rf"\s*(?:%|°|-?{any_of['measures']}\b)")
        self.year_verb = re.compile(rf"\s+{any_of['year verbs']}\b")
        self.year_cue = re.compile(rf"(?<!\w){any_of['year cues']}[\s-]+$", re.I)
        self.nowadays = re.compile(rf"['’]s (?:\w+ )?{any_of['nowadays things']}")
        self.day_names = "|".join(sorted(map(_in_capitals, self.named_days), key=len, reverse=True))
        #: each list as what stands right before an expression
        self.before = {
            name: re.compile(rf"(?<!\w){words}\s+$", re.I) for name, words in any_of.items()
        }


def _any_word(words: list[str]) -> str:
    """Accept any of the words; of no words, nothing."""
    signs = {"_": r"\s+", r"\*": "[a-z]{0,18}", r"\?": "[a-z]", "'": "['’]"}
    spelled = [re.escape(word) for word in words]
    for sign, pattern in signs.items():
        spelled = [word.replace(sign, pattern) for word in spelled]
    return f"(?:{'|'.join(spelled) or '(?!)'})"


def _read_named_day(entry: str) -> tuple[str, tuple[int, int, int | None]]:
    """Read a name with its month, its day, and the weekday of which that is the number.

    "christmas=12-25", "labor_day=09-1-monday", "memorial_day=05-last-monday".
    """
    name, _, said = entry.replace("_", " ").partition("=")
    read = re.fullmatch(r"(\d\d)-(?:(\d\d)|([1-4]|last)-([a-z]+day))", said)
    with suppress(ValueError):
        if read and read[2]:
            when = date.fromisoformat(f"2000-{said}")
            return name, (when.month, when.day, None)
        if read and 1 <= int(read[1]) <= 12:
            nth = -1 if read[3] == "last" else int(read[3])
            return name, (int(read[1]), nth, to_weekday(read[4]))
    raise ValueError(
        f"{WORDS_FILE}: {entry!r} is neither a name=month-day, such as christmas=12-25,"
        " nor a name=month-number-weekday, such as labor_day=09-1-monday"
    )


def _in_capitals(name: str) -> str:
    """Write a name with its capitals, as a pattern: "New Year['’]s Day", "Day of Peace"."""
    words = [word if word in SMALL_WORDS else word.capitalize() for word in name.split()]
    return " ".join(map(re.escape, words)).replace("'", "['’]")
