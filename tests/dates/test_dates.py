"""Dates: every kind by its own examples, what is no date, and that nothing breaks the finder."""

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.dates import find_dates, grammar, read_date_words
from helpers.dates.cues import Cues
from helpers.dates.grammar import KINDS, index_kinds, list_kinds
from helpers.dates.periods import BASES, PRECISIONS
from helpers.documents import list_repairs, read_documents
from helpers.english import to_number
from helpers.files import begin_record, list_record
from helpers.tokens import split_sentences

TUESDAY = "2021-03-30"
COLUMNS = "document sentence start end text value type first_day last_day precision basis why other"


def find(*texts: str, published: str | None = TUESDAY, words: dict | None = None) -> pd.DataFrame:
    """Find the dates of one document, each text one of its sentences."""
    starts = [sum(len(text) + 1 for text in texts[:n]) for n in range(len(texts))]
    sentences = pd.DataFrame(
        {"document": "d", "sentence": range(1, len(texts) + 1), "start": starts, "text": texts}
    )
    day = pd.Series(pd.to_datetime([published]), index=["d"])
    return find_dates(sentences, published=day, words=words)


def values(*texts: str, **options) -> list[tuple[str, str]]:
    return [*find(*texts, **options)[["text", "value"]].itertuples(index=False, name=None)]


def days(text: str, **options) -> list[tuple[str, str]]:
    dates = find(text, **options)
    written = [dates[column].dt.strftime("%Y-%m-%d").fillna("") for column in DAYS]
    return [*zip(*written, strict=True)]


DAYS = ["first_day", "last_day"]
EXAMPLES = [(kind.name, text, value) for kind in KINDS for text, value in kind.examples.items()]


@pytest.mark.parametrize(("name", "text", "value"), EXAMPLES)
def test_each_kind_reads_its_examples(name, text, value):
    result = values(text.replace("[", "").replace("]", ""))
    marked = re.search(r"\[(.*?)\]", text, re.DOTALL)
    if marked:
        assert (marked[1], value) in result
    else:
        assert result == [], f"near miss of {name}: a date was read in it, by this kind or another"


def test_each_kind_has_an_example_of_its_own_and_says_what_it_is():
    for kind in KINDS:
        assert any("[" in text for text in kind.examples), kind.name
        assert kind.read.__doc__.endswith("."), kind.name
    assert len({kind.pattern for kind in KINDS}) == len(KINDS)


def test_the_bundled_statement_names_nine_days_and_nothing_else_is_taken_for_one():
    documents = read_documents()
    published = documents.set_index("document")["published"]
    saved = documents.assign(text=documents["saved"])
    result = find_dates(split_sentences(saved), published=published)
    expected = pd.DataFrame(
        [
            ("30.03.2021", "2021-03-30", "stated"),
            ("March 30, 2021", "2021-03-30", "stated"),
            ("today", "2021-03-30", "relative"),
            ("June 4, 2020", "2020-06-04", "stated"),
            ("recent months", "PXM", "vague"),
            ("January 21", "2021-01-21", "inferred"),
            ("2021", "2021", "stated"),  # the Pledge Drive, not COVID-19, 2254 or the address
            ("February 18", "2021-02-18", "inferred"),
            ("November 10, 2020", "2020-11-10", "stated"),
            # not a day: the statement leaves its next meeting open, and so do we
            ("as soon as circumstances permit", "FUTURE_REF", "vague"),
        ],
        columns=["text", "value", "basis"],
    )
    pd.testing.assert_frame_equal(result[["text", "value", "basis"]], expected.astype("str"))
    texts = saved.set_index("document")["text"]
    assert all(texts[row.document][row.start : row.end] == row.text for row in result.itertuples())
    # the page's two stand above the statement; the other eight are in its text
    inside = find_dates(split_sentences(documents), published=published)
    assert inside["value"].tolist() == result["value"].tolist()[2:]
    lines = list_repairs(documents).query("reason == 'date line'")
    page = find_dates(
        lines.rename(columns={"before": "text"}).assign(sentence=0), published=published
    )
    assert page["value"].tolist() == ["2021-03-30", "2021-03-30"]


def test_the_frame_has_its_columns_even_when_it_is_empty():
    for dates in (find("No date at all."), find("On June 4, 2020.")):
        assert [*dates] == COLUMNS.split()
        assert [str(dates[name].dtype) for name in DAYS] == ["datetime64[s]"] * 2
        assert [str(dates[name].dtype) for name in ("start", "end")] == ["int32"] * 2


def test_documents_do_not_lend_each_other_their_days():
    sentences = split_sentences(
        pd.DataFrame({"document": ["a", "b"], "text": ["We met in June 2019.", "That same month."]})
    )
    result = find_dates(sentences, published=pd.Series({"a": pd.Timestamp(TUESDAY)}))
    assert result["document"].tolist() == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a year at the end of a list or span serves all of it
        ("on 20 October, 15 December 2014", ["2014-10-20", "2014-12-15"]),
        ("of June 4 and 8, 2020", ["2020-06-04", "2020-06-08"]),
        ("between June 4 and June 8, 2020", ["2020-06-04/2020-06-08"]),
        ("from 29 April to 5 May 2021", ["2021-04-29/2021-05-05"]),
        # but a full date before lends nothing: this is the year of the statement
        (
            "their statement of February 6, 2019 and the meeting of March 3",
            ["2019-02-06", "2021-03-03"],
        ),
        ("on March 2 and March 24, respectively", ["2021-03-02", "2021-03-24"]),
        ("it was held from October 1 to November 7", ["2020-10-01/2020-11-07"]),
        ("from 1991 to 1997", ["1991/1997"]),
        ("resolutions 1325 (2000) and 2178 (2014)", ["2000", "2014"]),
        ("the meeting on Monday at 10.30 a.m. in Geneva", ["2021-03-29T10:30"]),
        ("at 5 p.m. EST, Nov. 6", ["2020-11-06T17:00"]),
        # counted from the date before it
        ("On 11 September 2001 and, two days later,", ["2001-09-11", "2001-09-13"]),
        ("in June 2019 and in the following month", ["2019-06", "2019-07"]),
        # the weekday chooses the year
        ("met on Thursday 4 June", ["2020-06-04"]),
    ],
)
def test_dates_side_by_side(text, expected):
    assert [value for _, value in values(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the attack of December 25 was condemned", "2020-12-25"),  # past: the year before
        ("the talks will resume on December 25", "2021-12-25"),  # future: this year
        ("on May 20 they met", "2020-05-20"),  # nearer is 2021, but it cannot have been yet
        ("the mandate is extended until September", "2021-09"),
        ("It opened in January.", "2021-01"),
        ("In January they will meet.", "2022-01"),  # the tense of its own clause
        ("In December they met; in January they will meet.", "2020-12"),
    ],
)
def test_the_year_that_is_not_said_follows_the_tense(text, expected):
    assert values(text)[0][1] == expected


def test_an_inferred_year_says_why_and_what_else_it_could_be():
    row = find("the attacks on January 21 were condemned").iloc[0]
    assert row["basis"] == "inferred"
    assert row["why"] == (
        "no year: nearest January 21 before the statement; what it dates has happened: attacks"
    )
    assert row["other"] == "2020-01-21"


def test_figures_follow_the_other_dates_of_the_document_or_are_called_ambiguous():
    assert values("on 8/10/2004", "on 10/25/2004")[0] == ("8/10/2004", "2004-08-10")
    assert values("on 8/10/2004", "on 25/10/2004")[0] == ("8/10/2004", "2004-10-08")
    row = find("on 8/10/2004").iloc[0]
    assert (row["value"], row["other"], row["basis"]) == ("2004-10-08", "2004-08-10", "inferred")
    assert row["why"].startswith("ambiguous")
    # contradictory dates decide nothing
    assert find("on 8/10/2004, 10/25/2004 and 25/10/2004").iloc[0]["basis"] == "inferred"


def test_a_statement_without_a_day_leaves_relative_dates_unresolved_and_says_so():
    dates = find(
        "today, last year, on Tuesday, on January 21, two years ago, in recent months; in 2014",
        published=None,
    )
    unresolved = dates[dates["text"] != "2014"]
    assert len(unresolved) == 6
    assert unresolved[DAYS].isna().all(axis=None)
    assert unresolved["why"].str.contains("the statement has no day").all()
    assert days("in 2014", published=None) == [("2014-01-01", "2014-12-31")]


def test_a_day_that_no_calendar_has_is_marked_impossible():
    for text in ("on 31 February", "February 29, 2021", "31.04.2021", "2021-13-01 or 2021-02-30"):
        row = find(text).iloc[-1]
        assert (row["basis"], row["why"][:10]) == ("impossible", "impossible"), text
        assert pd.isna(row["first_day"])
    assert values("February 29") == [("February 29", "2020-02-29")]  # some years have it


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("in February 2020", "2020-02-01", "2020-02-29"),
        ("next week", "2021-04-05", "2021-04-11"),
        ("in recent months", "", TUESDAY),  # open: nobody says how many
        ("in the coming weeks", TUESDAY, ""),
        ("over the past two years", "2019-03-30", TUESDAY),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in fiscal year 2020", "2020-01-01", "2020-12-31"),  # nobody says whose
        ("in FY 2023, as the United States has it", "2022-10-01", "2023-09-30"),
        ("in the winter of 2020", "2020-12-01", "2021-02-28"),
        ("for six months", "", ""),  # a length has no place in time
    ],
)
def test_first_and_last_day(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "in accordance with Security Council Resolution 2254",
        "UNSCR 2178 and resolutions 1970, 1973 and 2042",
        "COVID-19, Article 5 and the G20",
        "nearly 2000 fighters and 2,500 troops in 1 of 3 camps",
        "anti-isis-coalition/2451466 and docs/2021/0457",
        "The minister, 52, pledged $31,200 and €1999 for the fund",
        "a stake of 50% and 32° 34'S, 1.50, 10:0 and 2-1",
        "Dec.356(XXIII), ES-11/1, S/PRST/2021/5 and Task Force 153",
        "Council Decision (CFSP) 2021/698",
        "the 1035th meeting, the 75th session and the 46th round",
        "Daesh may exploit; Theresa May may march; Mark and Julian will march",
        "We sat in the car. Are you the one? additional information from friendly forces",
        "the second round of talks, the third pillar, a free fall, the fall of Raqqa",
        "mayors, marches, Augusta, Sunni, Satan, Decree, Marcel, Junta",
        "prior consent, eight million people and twenty-one states",
    ],
)
def test_look_alikes_are_no_dates(text):
    assert values(text) == []


def test_any_white_space_may_stand_in_a_date():
    for space in ("\n", "\u00a0", " \n  ", "\u2009", "\t"):
        assert values(f"of June{space}4,{space}2020")[0][1] == "2020-06-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June laſt year", "2020-06"),
        ("early thıs year", "2021"),
        ("LAST WİNTER", "2020-WI"),
        ("laſt ſummer", "2020-SU"),
        ("two weekſ ago", "2021-W11"),
    ],
)
def test_a_long_s_and_a_turkish_i_are_read_as_s_and_i(text, expected):
    assert values(text) == [(text, expected)]


# --- the lists of words --------------------------------------------------------------------------

NAMED = "Vision 2030 and Directive 1999; until January they met on Human Rights Day"


def find_with(folder: Path, own: str, text: str) -> list[tuple[str, str]]:
    """Find dates by the lists of a researcher's own file."""
    (folder / "date_words.txt").write_text(own)
    return values(text, words=read_date_words(folder))


def test_a_list_of_ones_own_takes_the_place_of_ours_and_the_others_stay(tmp_path):
    ours = ["2030", "January", "Human Rights Day"]
    assert [text for text, _ in values(NAMED)] == ours
    assert [text for text, _ in find_with(tmp_path, "", NAMED)] == ours
    result = find_with(
        tmp_path, "[named days]\nday_of_peace=09-21 # UN", f"{NAMED}, the Day of Peace"
    )
    assert result[2:] == [("Day of Peace", "2020-09-21")]  # and Human Rights Day is not a date
    result = find_with(tmp_path, "[numbered things]\nvision", NAMED)
    assert [text for text, _ in result] == ["1999", "January", "Human Rights Day"]
    result = find_with(tmp_path, "[firmly past]\nquoth", "In May quoth he")
    assert result == [("May", "2020-05")]


def test_an_empty_list_switches_its_rule_off(tmp_path):
    empty = "".join(f"[{heading}]\n" for heading in read_date_words() if heading)
    # without cues 2014 is not a year; without doubtful months May always is a month
    result = find_with(tmp_path, empty, "Resolution 2254 and 2014; Theresa May")
    assert result == [("May", "2021-05")]
    assert find_with(tmp_path, empty, "on June 4, 2020") == [("June 4, 2020", "2020-06-04")]


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("[months]\nmay", r"words under the heading \[months\], which nothing reads; the headings"),
        ("may", "words under no heading; the headings are: firmly past, firmly future"),
        ("[named days]\nchristmas=25-12", "'christmas=25-12' is neither a name=month-day, such as"),
        (
            "[named days]\nchristmas",
            "'christmas' is neither a name=month-day, such as christmas=12-25",
        ),
    ],
)
def test_what_no_rule_can_read_in_a_file_of_ones_own_is_said(tmp_path, own, message):
    with pytest.raises(ValueError, match=rf"^date_words\.txt: {message}"):
        find_with(tmp_path, own, "today")


def test_the_lists_are_part_of_the_proof_each_time_they_are_used():
    find("today")
    begin_record()
    find("today")
    assert ("our judgement", "date_words.txt") in [(kind, name) for kind, name, _ in list_record()]


def test_a_piece_that_does_not_exist_is_named_with_its_pattern():
    message = r"^the pattern on {ordinals2} has {ordinals2}, but no piece is named ordinals$"
    with pytest.raises(ValueError, match=message.replace("{", r"\{")):
        grammar.kind("on {ordinals2}", "some text")(lambda match, place: None)


def test_numbers_in_words():
    numbers = {"a": 1, "twelve": 12, "thirty-five": 35, "seventieth": 70, "2 1/2": 2.5, "21st": 21}
    assert {word: to_number(word) for word in numbers} == numbers
    assert to_number("several") is None


# --- whatever the input --------------------------------------------------------------------------

PIECES = [re.sub(r"[][]", "", text) for _, text, _ in EXAMPLES]
PIECES += "0 9 31 32 99 2021 9999 . , / - – : ' ( ) % a the of in to and or ago q fy '".split()
NEAR_DATES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
SOME_DAY = st.sampled_from([None, TUESDAY, "0001-01-01", "9999-12-31", "2020-02-29"])


@given(st.text() | NEAR_DATES | NEAR_DATES.map(lambda t: t.replace(" ", "")), SOME_DAY)
@example("999 centuries ago, 9999 years later, December 31 and the following week", "9999-12-31")
@example("last year, two days ago, the 1st century, in 999", "0001-01-01")
@example("from June 2020 to recently", TUESDAY)  # an end without a first day
@example("today\x00\ud800 İ 4 June 2020", TUESDAY)
def test_any_text_is_read_and_every_span_is_its_text(text, published):
    day = None if published is None else pd.Timestamp(published).as_unit("s")
    sentences = pd.DataFrame({"document": "d", "sentence": [1], "start": [7], "text": [text]})
    result = find_dates(sentences, published=pd.Series({"d": day}, dtype="datetime64[s]"))
    for row in result.itertuples():
        assert row.text and text[row.start - 7 : row.end - 7] == row.text
        assert row.value and row.why and row.basis in BASES and row.precision in PRECISIONS
    assert result["start"].is_monotonic_increasing
    assert (result["start"].to_numpy()[1:] >= result["end"].to_numpy()[:-1]).all()
    known = result.dropna(subset=DAYS)
    assert (known["first_day"] <= known["last_day"]).all()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1/",
        "1.1.",
        "20 ",
        "2020-",
        "May ",
        "June 4, ",
        "4 June, ",
        "4 and ",
        "4, 5, 6 June 7, ",
        "the end of the ",
        "a year ",
        "twenty-",
        "resolutions 1970, ",
        "1970 and 1973 (",
        " ",
        "Tuesday ",
        "in the past ",
        "will ",
    ],
)
def test_the_time_grows_with_the_length_and_no_faster(piece):
    """Eight times the text: 8 times the time where it grows as the text does, else 64 times."""

    def shortest(size: int) -> float:
        text, times = piece * (size // len(piece)), []
        for _ in range(3):
            start = time.process_time()
            find(text)
            times.append(time.process_time() - start)
        return min(times)

    assert shortest(6_400) < 24 * shortest(800)


def test_ten_thousand_paragraphs_with_a_date_each_are_read():
    lines = [f"On {n % 28 + 1} May {1900 + n % 200} they met." for n in range(10_000)]
    document = pd.DataFrame({"document": ["d"], "text": ["\n".join(lines)]})
    result = find_dates(document, published=pd.Series({"d": pd.Timestamp(TUESDAY)}))
    assert (len(result), result["basis"].eq("stated").all()) == (10_000, True)


def test_no_clock_no_chance_and_no_language_of_the_machine_matters():
    text = "today, March 3, last Tuesday, in Q3, next spring and on 8/10/2004"
    code = (
        "import locale, pandas as pd; locale.setlocale(locale.LC_ALL, '');"
        "import sys; sys.path.insert(0, 'tests/dates'); from test_dates import values;"
        f"print(values({text!r}))"
    )
    outputs = set()
    for zone, language, seed in (("UTC", "C", "1"), ("Pacific/Kiritimati", "C.UTF-8", "2")):
        environment = {"TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert outputs == {f"{values(text)}\n"}


def test_the_index_of_kinds_misses_no_expression():
    """Every place where a kind's pattern matches is one where its first word is in the index."""
    draw = random.Random(1)
    text = " ".join(draw.choices(PIECES, k=3000))
    names = Cues(read_date_words()).day_names
    index = index_kinds(names)
    for kind in list_kinds(names):
        for match in kind.pattern.finditer(text):
            word = re.match(r"[^\W\d_]+|[0-9]+", match[0].lstrip("'"))[0].lower()
            key = "0" if word.isdigit() else word
            assert kind.name in {one.name for one in index.get(key, ())}, match[0]
