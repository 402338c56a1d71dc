"""Which days each kind of expression means, what is open, and what only looks like it."""

import re

import pandas as pd
import pytest

from helpers.dates import find_dates
from helpers.english import FULL_DATE

TUESDAY = "2021-03-30"
#: Of each kind texts of that Tuesday with an expression in [brackets] and its days, first..last:
#: an end that is open is left out, "nothing" is known of no day; no brackets: a near miss.
KINDS = {
    "the edge of a period without this or next": """
        will leave by [the end of the year] = ..2021-12-31
        before [the end of the month] = ..2021-03-31
        by [the end of this month] = ..2021-03-31
        at the end of the day, peace must be kept
    """,
    "the rest of a running period": """
        will meet [later this year] = 2021-03-30..2021-12-31
        met [earlier this month] = 2021-03-01..2021-03-30
        in [the rest of the year] = 2021-03-30..2021-12-31
        the rest of the delegation
    """,
    "an open end": """
        Since [2019], the Council has inspected forty ports = 2019-01-01..
        agreed to open an office by [the end of 2024] = ..2024-12-31
        from [3 May 2019] on, it was open = 2019-05-03..
        it will stay until [4 June 2022] = ..2022-06-04
        since the [2019] declaration = 2019-01-01..2019-12-31
        in [2019] = 2019-01-01..2019-12-31
    """,
    "a list or a span that shares a year": """
        fought in [June] & August 1967 = 1967-06-01..1967-06-30
        the [5] & 6 March 2021 talks = 2021-03-05
        From [July 2019–June 2020] = 2019-07-01..2020-06-30
        the fair of [30 March–1 April 2020] = 2020-03-30..2020-04-01
        [1/1/2020-31/12/2020] = 2020-01-01..2020-12-31
        the talks of [Jan]/Feb 2021 = 2021-01-01..2021-01-31
        from [April to June in 2017] = 2017-04-01..2017-06-30
        between [March 2019 and May] = 2019-03-01..2019-05-31
        Mark and Julian will march
    """,
    "a day by its number": """
        on this [5th day of June 2019] = 2019-06-05
        on [the last day of June] = 2021-06-30
        [the first Monday of March 2021] = 2021-03-01
        [the second Monday of October] is free = 2020-10-12
        the first day of peace
    """,
    "a distance with an anchor": """
        [a year ago today] = 2020-03-30
        [ten years ago this month] = 2011-03-01..2011-03-31
        [two weeks before] the summit of 4 June 2020 = 2020-05-18..2020-05-24
        [three years after] its adoption on 18 December 2015 = 2018-01-01..2018-12-31
        [two weeks before] the summit = nothing
    """,
    "a day beside another one": """
        they met on [Tuesday] (23 March) in Tarn = 2021-03-23
        [today] (Tuesday) they left = 2021-03-30
        On 4 June 2019 they met; [the next day] they left = 2019-06-05
        They will leave [the next day] = 2021-03-31
        the [tenth anniversary] of the league on 4 June 2021 = 2021-06-04
        the [tenth anniversary] of the war on 4 June 2011 = 2021-01-01..2021-12-31
        held beginning [May 3 and ending May 5, 2020] = 2020-05-03..2020-05-05
        held beginning [May 3] = 2021-05-03
        before the Winter Games
    """,
    "a season over two years": """
        in the [winter of 2019-20] = 2019-12-01..2020-02-29
        the fall of the old order
    """,
    "a clock with a zone": """
        [at 00:01 hrs on 10 Oct. 2020] = 2020-10-10
        [at 2 pm (GMT) on 5 March 2021] = 2021-03-05
        [2021-01-21 10:30:15+02:00] = 2021-01-21
        a score of 3.25 points
    """,
    "a share of a century, a year in words": """
        over [the past quarter-century] = 1996-03-30..2021-03-30
        this [eighth day of October, in the year of our Lord two thousand twenty] = 2020-10-08
        two thousand people
    """,
    "that day, that year": """
        On 4 June 2020 they met. [That day] they signed it = 2020-06-04
        In 2014 they met. [That year] it fell = 2014-01-01..2014-12-31
        In May 2019 they met; in [the same month] they left = 2019-05-01..2019-05-31
        They keep 8 March 2020 as a feast and honour [this day] = 2020-03-08
        On [this day] they met = 2021-03-30
    """,
    "a number that is no year": """
        2019 staff were sent
        on Hill 2019 they stood
        at Camp 2015 they stood
        in 2020 dollars
        see page 2019
    """,
    "no time is said": """
        the worst in recent memory
        the Pact for the Future
        the here and now
        Now is the time to act
        COMM. 12
    """,
    "a fiscal year": """
        the United States will spend it in [FY 2023] = 2022-10-01..2023-09-30
        the Australian ports of Australia, [this financial year] = 2020-07-01..2021-06-30
        Arlan will spend it in [FY 2023] = 2023-01-01..2023-12-31
        FYI 2023 words
    """,
    "a day with a name": """
        on [Labor Day 2020] = 2020-09-07
        on [Memorial Day 2021] = 2021-05-31
        on [Thanksgiving 2020] = 2020-11-26
        a Christmas card
        on Christmas Island
    """,
}
CASES = [(kind, line.strip()) for kind, text in KINDS.items() for line in text.strip().split("\n")]


def find(text: str) -> pd.DataFrame:
    """Find the dates of one sentence."""
    sentences = pd.DataFrame({"document": ["d"], "sentence": 1, "start": 0, "text": [text]})
    return find_dates(sentences, published=pd.Series({"d": pd.Timestamp(TUESDAY)}))


def days(text: str) -> list[tuple[str, str]]:
    """Find dates and their days."""
    dates = find(text)
    first, last = (
        dates[end].dt.strftime("%Y-%m-%d").fillna("") for end in ("first_day", "last_day")
    )
    spans = [a if a == b else f"{a}..{b}" for a, b in zip(first, last, strict=True)]
    return [*zip(dates["text"], spans, strict=True)]


@pytest.mark.parametrize(("kind", "case"), CASES, ids=[case for _, case in CASES])
def test_each_kind_means_its_days_and_its_near_misses_none(kind, case):
    text, _, expected = case.partition(" = ")
    found = days(re.sub(r"[][]", "", text))
    if marked := re.search(r"\[(.*?)\]", text):
        assert (marked[1], expected.replace("nothing", "")) in found, kind
    else:
        assert found == [], f"{kind}: read as a date"


def test_nobody_says_whose_fiscal_year_it_is_and_so_it_is_inferred():
    date = find("It will be spent in FY 2023.").iloc[0]
    assert (date["value"], date["basis"]) == ("FY2023", "inferred")
    assert "nobody says whose it is" in date["why"]


FORMS = """MARCH 4TH, 2021|March 4,2021|4th March 2021|MARCH 4, 2021|4. March 2021|4 March, 2021
4th of March, 2021|Mar. 4, 2021|4-Mar-2021|2021-03-04|2021/03/04|4.3.2021|04.03.2021"""


@pytest.mark.parametrize("form", re.split(r"[|\n]", FORMS))
def test_what_is_a_day_in_full_for_a_page_is_the_same_day_in_a_text(form):
    assert FULL_DATE.fullmatch(form)
    assert [span for _, span in days(form)] == ["2021-03-04"]
