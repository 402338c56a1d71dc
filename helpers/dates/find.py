"""Find the dates of a statement, resolve them, and say how each was resolved."""

import re

import pandas as pd

from helpers.dates.cues import Cues, read_date_words
from helpers.dates.grammar import COMMON_WORDS, FIGURE, index_kinds, kinds_opened_by
from helpers.dates.periods import PRECISIONS, Reading, a_span, period_of, shift
from helpers.dates.place import Place, Statement
from helpers.english import WEEKDAYS, to_weekday
from helpers.frames import COLUMN_KINDS, typed
from helpers.tokens import split_sentences

#: Letters that pass for s and i in a pattern that takes capitals, too, but are not so written.
LIKE_S_AND_I = str.maketrans("ſıİ", "siI")
WORD_OR_FIGURES = re.compile(r"[^\W\d_]+|[0-9]+")
RANGE_GAP = re.compile(r"—|\s*(?:[-–]|\b(?:to|until|till|through))\s*(?:the\s+)?", re.I)
#: "Between May 3 and May 5", "beginning May 3 and ending May 5".
BOTH_ENDS = re.compile(r"\b(?:between|(?:beginning|starting)(?: on)?)\s+$", re.I)
AND_UNTIL = re.compile(r"\s+and\s+(?:ending\s+(?:on\s+)?)?", re.I)
#: Between an anniversary and its day: "of [the Council] on".
ON_ITS_DAY = re.compile(r"(?:\s+of\s+[^.,;:()]{1,60})?\s+(?:on\s+)?(?:the\s+)?", re.I)
BRACKET = re.compile(r"\s*\(")
#: What stands between a length of time and the date it is counted from: "before [the talks of]".
ANCHOR_GAP = re.compile(r"\s+(?:[^.,;:()]{1,60}?\s+(?:of|on|in)\s+)?(?:the\s+)?", re.I)
FROM, ON = re.compile(r"\bfrom\s+$", re.I), re.compile(r"\s+(?:onwards?|forward|on(?=\s*[,.;)]))")
BEFORE_END = re.compile(r"\bbefore\s+(?:the\s+)?$", re.I)
BEFORE_NOUN = re.compile(r"\s+(?!(?:and|or|to|in|on|at|of|by|until|onwards?)\b)[^\W\d]")
LENGTH, UNITS = re.compile(r"P(\d+)([DWMY])"), {"D": "day", "W": "week", "M": "month", "Y": "year"}
MAX_LEAD_CHARS = 24  # between "since" and the date, at the most
DATE_COLUMNS = (
    "document sentence start end text value type first_day last_day precision basis why other"
).split()
READING_COLUMNS = ["value", "first_day", "last_day", *Reading._fields[3:]]


def find_dates(
    sentences: pd.DataFrame, *, published: pd.Series, words: dict[str, list[str]] | None = None
) -> pd.DataFrame:
    """Find every date that a statement names, say which days it means, how sure that is, and why.

    Takes sentences, paragraphs or documents in any order; `published` has each document's day (NaT
    or nothing: unknown) under its name. No clock is read: "today" is the document's day. `words`
    are as `read_date_words` returns them, the bundled ones when it is None.
    Returns one row an expression, in the order of the text: document, sentence, start, end, text
    (text_of[document][start:end]), value (TIMEX3; Saurí et al. 2006, TimeML Annotation Guidelines
    1.2.1, with FY2021 for a fiscal year and A/B for a span), type (DATE, TIME, DURATION, SET),
    first_day, last_day (days; NaT where open or unknown), precision (time, day, week, month,
    season, quarter, half, year, decade, century, vague), basis (stated: all of it is in the text;
    relative: counted from the document's day or another date; inferred: a year or an order was
    supplied; vague; impossible: 31 February), why (how it was resolved) and other (the value under
    the other reading of an inferred date, else "").
    English only. Time grows with the length of the text.

    >>> text = "In May 2019 Arlan met Belmora; on January 21 they met again."
    >>> documents = pd.DataFrame({"document": ["tarn"], "text": [text]})
    >>> published = pd.Series({"tarn": pd.Timestamp("2021-03-30")})
    >>> dates = find_dates(documents, published=published)
    >>> print(dates[["text", "value", "basis"]].to_string(index=False))
          text      value    basis
      May 2019    2019-05   stated
    January 21 2021-01-21 inferred
    """
    sentences = typed(sentences, "document", "text")
    if "sentence" not in sentences:
        sentences = split_sentences(sentences)
    cues = Cues(read_date_words() if words is None else words)
    days = pd.to_datetime(published).dropna().dt.date.to_dict()
    rows = []
    for document, own in sentences.groupby("document", observed=True):
        statement = Statement(days.get(document), own["text"].to_list(), cues)
        for row in own.itertuples():
            for start, end, reading in read_sentence_dates(row.text, statement):
                place = (row.sentence, row.start + start, row.start + end, row.text[start:end])
                rows.append((document, *place, *reading))
    dates = pd.DataFrame(rows, columns=[*DATE_COLUMNS[:5], *READING_COLUMNS])
    kinds = {name: COLUMN_KINDS.get(name, "str") for name in DATE_COLUMNS}
    return dates[DATE_COLUMNS].astype(kinds | {"document": sentences["document"].dtype})


def read_sentence_dates(text: str, statement: Statement) -> list[tuple[int, int, Reading]]:
    """Read the dates of one sentence: start, end and reading of each, in order."""
    text = text.translate(LIKE_S_AND_I)
    statement.sentence += 1
    names = statement.cues.day_names
    index, found, at = index_kinds(names), [], 0
    spans = [(match.start(), match[0].lower()) for match in WORD_OR_FIGURES.finditer(text)]
    words = [FIGURE if "0" <= word[0] <= "9" else word for _, word in spans]
    for (start, _), word, after in zip(spans, words, [*words[1:], ""], strict=False):
        if start < at or word not in index:
            continue
        kinds = kinds_opened_by(names, word, after if word in COMMON_WORDS else "")
        if rows := _read_at(text, start, kinds, statement):
            found += rows
            at = rows[-1][1]
            statement.remember([reading for _, _, reading in rows])
    linked = _link(text, found, statement.cues)
    return [(low, high, _open(text, low, high, one, statement.cues)) for low, high, one in linked]


def _read_at(text: str, start: int, kinds: list, statement: Statement) -> list:
    """Read what begins here: by the kind that reads the most words, else by the next one."""
    fits = [(match, kind) for kind in kinds if (match := kind.pattern.match(text, start))]
    for match, kind in sorted(fits, key=lambda fit: -fit[0].end()):
        place = Place(statement, text, start, match.end())
        if reading := kind.read(match, place):
            return reading if isinstance(reading, list) else [(start, match.end(), reading)]
    return []


# --- what an expression means beside another one, and after "since" -------------------------------


def _link(text: str, found: list, cues: Cues) -> list:
    """Join the two ends of a span, a time of day with its day; count a length from its date."""
    linked: list[tuple[int, int, Reading]] = []
    for start, end, reading in found:
        if linked:
            begin, until, before = linked[-1]
            lead, gap = text[max(0, begin - 12) : begin], text[until:start]
            if joined := _span(before, reading, lead, gap) or _timed(before, reading, gap):
                linked[-1] = (begin, end, joined)
                continue
            said = text[begin:until]
            if BRACKET.fullmatch(gap) and text[end : end + 1] == ")":
                of_before = _on_day_of(before, said, reading)
                reading, before = _on_day_of(reading, text[start:end], before), of_before
            elif not cues.tense.search(gap):
                if said.lower().endswith("anniversary"):
                    before = _kept_on(reading, before, gap)
                else:
                    before = _counted_from(reading, before, said, gap)
            linked[-1] = (begin, until, before)
        linked.append((start, end, reading))
    return linked


def _span(first: Reading, last: Reading, lead: str, gap: str) -> Reading | None:
    """Join the ends of a span; an end without a year takes the one that brings them in order."""
    between = BOTH_ENDS.search(lead) and AND_UNTIL.fullmatch(gap)
    joined = (between or RANGE_GAP.fullmatch(gap)) and first.type == last.type == "DATE"
    if not joined or "/" in first.value + last.value:
        return None
    bare, told, side = (first, last, -1) if first.basis == "inferred" else (last, first, 1)
    ends = [] if told.basis == "stated" and bare.basis == "inferred" else [bare]
    if bare.basis == "inferred" and told.basis != "relative":
        ends += [_in_year_of(told, bare, step) for step in (0, side)]
    for end in ends:
        begin, until = (end, told) if side < 0 else (told, end)
        if begin.first and until.first and until.last and begin.first <= until.first:
            return a_span(begin, until)
    return None


def _in_year_of(told: Reading, bare: Reading, step: int) -> Reading:
    """Move a month or a day without a year into the year of the other end, or one beside it."""
    if not (told.first and bare.first) or bare.precision not in ("day", "month"):
        return bare
    day = shift(bare.first, told.first.year + step - bare.first.year, "year")
    why = f"no year: the one that fits the other end of its span, {told.value}"
    moved = period_of(bare.precision, day) if day else bare
    return moved._replace(basis="inferred", why=why)


def _timed(first: Reading, second: Reading, gap: str) -> Reading | None:
    """Join "9 a.m." with "Tuesday", in either order."""
    for day, time in ((first, second), (second, first)):
        clock = time.value.partition("T")[2]
        if day.precision == "day" and ":" in clock and re.fullmatch(r",?\s*(?:at |on )?", gap):
            return day._replace(value=f"{day.value}T{clock}", type="TIME", precision="time")
    return None


def _on_day_of(weekday: Reading, words: str, beside: Reading) -> Reading:
    """Read a bare weekday as the date beside it: "Tuesday (23 March)", "today (Tuesday)"."""
    day = beside.first if beside.precision == "day" else None
    if not day or words.title() not in WEEKDAYS or to_weekday(words) != day.weekday():
        return weekday
    return beside._replace(basis="relative", why=f"the day of the date beside it, {beside.value}")


def _kept_on(day: Reading, anniversary: Reading, gap: str) -> Reading:
    """Put an anniversary on the day behind it: "the 50th anniversary of the Council on 4 June"."""
    first, year = day.first, anniversary.first
    same = first and year and day.precision == "day" and first.year == year.year
    if not (same and ON_ITS_DAY.fullmatch(gap)):
        return anniversary
    return day._replace(why=f"an anniversary on the day behind it; {day.why}")


def _counted_from(anchor: Reading, length: Reading, words: str, gap: str) -> Reading:
    """Count a length of time from the date behind it: "two weeks before the talks of 4 June"."""
    way, said = re.search(r"(before|after)$", words, re.I), LENGTH.fullmatch(length.value)
    if not (way and said and anchor.first and ANCHOR_GAP.fullmatch(gap)):
        return length
    n, unit = int(said[1]), UNITS[said[2]]
    precision = max(unit, anchor.precision, key=PRECISIONS.index)
    day = shift(anchor.first, -n if way[0].lower() == "before" else n, unit)
    if not day:
        return length
    period, why = period_of(precision, day), f"{n} {unit}s {way[0].lower()} {anchor.value}"
    return length._replace(first=period.first, last=period.last, basis="relative", why=why)


def _open(text: str, start: int, end: int, reading: Reading, cues: Cues) -> Reading:
    """Leave open the end that nobody says: after "since 2019", before "by the end of 2024"."""
    whole = reading.first and reading.last and "/" not in reading.value
    if not whole or reading.type not in ("DATE", "TIME") or reading.basis == "vague":
        return reading
    lead = text[max(0, start - MAX_LEAD_CHARS) : start]
    if re.search(r"\bthe\s+$", lead) and BEFORE_NOUN.match(text, end):
        return reading  # "since the 2019 declaration"
    lead = re.sub(r"\bthe\s+$", "", lead)
    if cues.before["open beginnings"].search(lead) or (FROM.search(lead) and ON.match(text, end)):
        return reading._replace(last=None, why=f"{reading.why}; its end is open")
    ends = BEFORE_END.search(lead) and re.search(r"\bend\b", text[start:end], re.I)
    if ends or cues.before["open endings"].search(lead):
        return reading._replace(first=None, why=f"{reading.why}; its beginning is open")
    return reading
