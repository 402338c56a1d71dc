"""Find the dates of a statement, resolve them, and say how each was resolved."""

import itertools
import re
from functools import cache

import pandas as pd

from helpers.dates.cues import make_cues, read_date_words
from helpers.dates.grammar import COMMON_WORDS, FIGURE, KINDS, index_kinds, kinds_opened_by
from helpers.dates.periods import Reading, a_span, period_of, shift
from helpers.dates.place import Place, Statement
from helpers.tokens import split_sentences

WORD_OR_FIGURES = re.compile(r"[^\W\d_]+|[0-9]+")
RANGE_GAP = re.compile(r"\s*(?:[-–—]|\b(?:to|until|till|through))\s*(?:the\s+)?", re.I)
LIST_GAP = re.compile(r"\s*(?:[-–—,]|,?\s*(?:and|or|to|until|through)\b)\s*(?:from |on |the |of )?")
LENDERS = ("month_day", "day_month", "month_year", "days_month", "month_days")


def find_dates(
    sentences: pd.DataFrame, *, published: pd.Series, words: dict[str, list[str]] | None = None
) -> pd.DataFrame:
    """Find every date that a statement names, say which days it means, how sure that is, and why.

    Takes sentences, paragraphs or documents; `published` has each document's day (NaT or nothing:
    unknown) under its name. No clock is read: "today" is the document's day. `words` are as
    `read_date_words` returns them, the bundled ones when it is None.
    Returns one row an expression, in the order of the text: document, sentence, start, end, text
    (text_of[document][start:end]), value (TIMEX3; Saurí et al. 2006, TimeML Annotation Guidelines
    1.2.1, with FY2021 for a fiscal year and A/B for a span), type (DATE, TIME, DURATION, SET),
    first_day, last_day (days; NaT where open or unknown), precision (time, day, week, month,
    season, quarter, half, year, decade, century, vague), basis (stated: all of it is in the text;
    relative: counted from the document's day or another date; inferred: a year or an order was
    supplied; vague; impossible: 31 February), why (how it was resolved) and other (the value under
    the other reading of an inferred date, else "").
    English only. Time grows with the length of the text.
    """
    if "sentence" not in sentences:
        sentences = split_sentences(sentences)
    cues = make_cues(read_date_words() if words is None else words)
    days = {name: None if pd.isna(day) else day.date() for name, day in published.items()}
    names = sentences["document"].astype("str").to_list()
    numbers, starts, texts = (sentences[name].to_list() for name in ("sentence", "start", "text"))
    edges = [i for i in range(len(names) + 1) if i in (0, len(names)) or names[i] != names[i - 1]]
    rows = []
    for low, high in itertools.pairwise(edges):
        statement = Statement(days.get(names[low]), texts[low:high], cues)
        for i in range(low, high):
            for start, end, reading in read_sentence_dates(texts[i], statement):
                place = (starts[i] + start, starts[i] + end, texts[i][start:end])
                rows.append((i, numbers[i], *place, *reading[:-1]))
    return _make_frame(rows, sentences["document"])


def _make_frame(rows: list[tuple], documents: pd.Series) -> pd.DataFrame:
    names = ["row", "sentence", "start", "end", "text", "value", "first_day", "last_day"]
    dates = pd.DataFrame(rows, columns=[*names, *Reading._fields[3:-1]])
    dates.insert(0, "document", documents.array[dates.pop("row").to_numpy(int)])
    kinds = dict.fromkeys(["sentence", "start", "end"], "int32")
    kinds |= dict.fromkeys(["first_day", "last_day"], "datetime64[s]")
    kinds |= dict.fromkeys(["text", "value", "type", "precision", "basis", "why", "other"], "str")
    order = ["document", *names[1:6], "type", *names[6:], "precision", "basis", "why", "other"]
    return dates.astype(kinds)[order]


def read_sentence_dates(text: str, statement: Statement) -> list[tuple[int, int, Reading]]:
    """Read the dates of one sentence: start, end and reading of each, in order."""
    names = statement.cues.day_names
    index, found, at = index_kinds(names), [], 0
    spans = [(match.start(), match[0].lower()) for match in WORD_OR_FIGURES.finditer(text)]
    words = [FIGURE if "0" <= word[0] <= "9" else word for _, word in spans]
    for (start, _), word, after in zip(spans, words, [*words[1:], ""], strict=False):
        if start < at or word not in index:
            continue
        common = word in COMMON_WORDS
        if common and after and after not in index and after not in COMMON_WORDS:
            continue
        kinds = kinds_opened_by(names, word, after if common else "")
        if rows := _read_at(text, start, kinds, statement):
            found += rows
            at = rows[-1][1]
            statement.remember([reading for _, _, reading in rows])
    return _link(text, found)


def _read_at(text: str, start: int, kinds: list, statement: Statement) -> list:
    """Read what begins here: by the kind that reads the most words, else by the next one."""
    fits = [(match, kind) for kind in kinds if (match := kind.pattern.match(text, start))]
    for match, kind in sorted(fits, key=lambda fit: -fit[0].end()):
        place = Place(statement, text, start, match.end(), _lent_year)
        if reading := kind.read(match, place):
            return reading if isinstance(reading, list) else [(start, match.end(), reading)]
    return []


def _lent_year(text: str, end: int) -> int | None:
    """Find the year that a date further on in a list lends: "20 October, 15 December 2014"."""
    for _ in range(6):
        if not (gap := LIST_GAP.match(text, end)):
            return None
        fits = [match for kind in _lenders() if (match := kind.pattern.match(text, gap.end()))]
        if not fits:
            return None
        match = max(fits, key=lambda one: one.end())
        if match["year"]:
            return int(match["year"])
        end = match.end()
    return None


@cache
def _lenders() -> list:
    return [kind for kind in KINDS if kind.name in LENDERS]


# --- what two expressions side by side mean together ---------------------------------------------


def _link(text: str, found: list) -> list:
    """Join the two ends of a span, and a time of day with its day."""
    linked: list[tuple[int, int, Reading]] = []
    for start, end, reading in found:
        if linked:
            begin, until, before = linked[-1]
            lead, gap = text[max(0, begin - 12) : begin], text[until:start]
            if joined := _span(before, reading, lead, gap) or _timed(before, reading, gap):
                linked[-1] = (begin, end, joined)
                continue
        linked.append((start, end, reading))
    return linked


def _span(first: Reading, last: Reading, lead: str, gap: str) -> Reading | None:
    """Join the ends of a span; an inferred end moves by a year where they would be crossed."""
    between = re.search(r"\bbetween\s+$", lead, re.I) and re.fullmatch(r"\s+and\s+", gap)
    joined = (between or RANGE_GAP.fullmatch(gap)) and first.type == last.type == "DATE"
    if not joined or "/" in first.value + last.value or not last.last:
        return None
    late = first.basis == "inferred" and not _in_order(first, last)
    if late and (day := shift(first.first, -1, "year")):
        why = f"{first.why}; a year earlier, since it is before {last.value}"
        first = period_of(first.precision, day)._replace(basis="inferred", why=why)
    return a_span(first, last) if _in_order(first, last) else None


def _in_order(first: Reading, last: Reading) -> bool:
    return bool(first.first and last.first and first.first <= last.first)


def _timed(first: Reading, second: Reading, gap: str) -> Reading | None:
    """Join "9 a.m." with "Tuesday", in either order."""
    for day, time in ((first, second), (second, first)):
        clock = time.value.partition("T")[2]
        if day.precision == "day" and ":" in clock and re.fullmatch(r",?\s*(?:at |on )?", gap):
            return day._replace(value=f"{day.value}T{clock}", type="TIME", precision="time")
    return None
