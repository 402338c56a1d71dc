"""Read a column of days as people and Excel write them, where the column leaves no doubt."""

import re
from datetime import date

import pandas as pd
from dateutil import parser as dateutil_parser

from helpers.english import FULL_DATE

SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
#: Of a day written with strokes: which of its numbers come first.
ORDERS = {"day first": (3, 1, 0), "month first": (3, 0, 1)}


def read_days(column: pd.Series) -> tuple[pd.Series, dict[int, str]]:
    """Read days written as 2021-05-03, 3 May 2021, 3.5.2021 or, where all agree, 3/5/2021.

    Whether 04/03/2021 is in March or in April, the whole column decides: a day such as 13/04/2021
    in it. Returns the days as YYYY-MM-DD, "" where there is none, and by the index (the line in the
    file) what is wrong with those that cannot be read.

    >>> read_days(pd.Series(["04/03/2021", "13/04/2021"], index=[2, 3]))[0].to_list()
    ['2021-03-04', '2021-04-13']
    >>> read_days(pd.Series(["04/03/2021"], index=[2]))[1]
    {2: "'04/03/2021' may be in two months, and no other day decides; write it as 2021-05-03"}
    """
    said = column.str.strip()
    strokes = said[said.str.fullmatch(SLASHED) & said.str.contains("/")]
    fits = {
        order: [line for line, text in strokes.items() if _as_day_of(text, order) is None]
        for order in ORDERS
    }
    right = [order for order, wrong in fits.items() if not wrong] or [*ORDERS]
    days, problems = [], {}
    for line, text in said.items():
        readings = {_read_day(text, order) for order in right}
        days.append(next(iter(readings)) if len(readings) == 1 else "")
        if len(readings) > 1:
            why = "others stand in both orders" if all(fits.values()) else "no other day decides"
            problems[line] = f"{text!r} may be in two months, and {why}; write it as 2021-05-03"
        elif text and not days[-1]:
            problems[line] = f"{text!r} is not a day; write it as 2021-05-03"
    return pd.Series(days, index=column.index, dtype="str"), problems


def _as_day_of(text: str, order: str) -> date | None:
    match = SLASHED.fullmatch(text)
    numbers = [int(match[1]), int(match[3]), 0, int(match[4])] if match else [0] * 4
    year, month, day = (numbers[place] for place in ORDERS[order])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_day(text: str, order: str) -> str:
    """Read a day, "" where it is none."""
    if SLASHED.fullmatch(text):  # with full stops or hyphens between them, the day comes first
        found = _as_day_of(text, order if "/" in text else "day first")
        return found.isoformat() if found else ""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]00:00(?::00)?)?", text):
            return date.fromisoformat(text[:10]).isoformat()
        if FULL_DATE.fullmatch(text):
            return dateutil_parser.parse(text).date().isoformat()
    except ValueError:
        return ""
    return ""
