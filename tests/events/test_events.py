"""Events: what each date dates, what has no date, how it stands to the statement's day."""

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.dates import find_dates
from helpers.documents import read_documents
from helpers.events import name_events, read_names
from helpers.events.when import tell_kind
from helpers.tokens import split_sentences

DAY = pd.Timestamp("2021-03-30")


def events_of(*texts: str, names=None, published=DAY) -> pd.DataFrame:
    """The events of statements, one a text, called d1, d2 ..."""
    ids = [f"d{number}" for number in range(1, len(texts) + 1)]
    sentences = split_sentences(pd.DataFrame({"document": ids, "text": texts}))
    days = pd.Series(published, index=ids)
    dates = find_dates(sentences, published=days)
    return name_events(dates, sentences, names, published=days)


def told(events: pd.DataFrame, *columns: str) -> list[tuple]:
    return [*events[[*columns]].itertuples(index=False, name=None)]


# -- the bundled statement -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundled():
    documents = read_documents()
    sentences = split_sentences(documents)
    days = documents.set_index("document")["published"]
    dates = find_dates(sentences, published=days)
    return documents, sentences, dates, days


def test_the_bundled_statement_has_seven_dated_and_four_undated_events(bundled):
    _, sentences, dates, days = bundled
    result = told(name_events(dates, sentences, published=days), "text", "basis", "event", "kind")
    attacks = "attacks against Coalition forces and Iraqi partners, such as those that occurred in "
    assert result == [
        ("today", "relative", "Foreign Ministers … met virtually", "document"),
        ("June 4, 2020", "stated", "Statement", "past"),
        (
            "recent months",
            "vague",
            "Increased Daesh/ISIS activity in Iraq and Syria",
            "ongoing",
        ),
        ("January 21", "inferred", "Double suicide attacks in Baghdad", "past"),
        ("2021", "stated", "2021 Pledge Drive for Stabilization", "ongoing"),
        (
            attacks + "Erbil, Baghdad, and Al Asad",
            "undated",
            "Attacks … in Erbil, Baghdad, and Al Asad",
            "past",
        ),
        ("February 18", "inferred", "NATO Defence Ministerial Meeting", "past"),
        ("COVID-19 global crisis", "undated", "COVID-19 global crisis", "ongoing"),
        (
            "UN Security Council Resolution 2254",
            "undated",
            "UN Security Council Resolution 2254",
            "past",
        ),
        ("November 10, 2020", "stated", "Coalition meeting", "past"),
        (
            "next ministerial meeting of the Global Coalition in Italy",
            "undated",
            "Next ministerial meeting of the Global Coalition in Italy",
            "planned",
        ),
    ]


def test_the_researchers_day_is_kept_apart_from_what_the_text_says(bundled):
    _, sentences, dates, days = bundled
    result = name_events(dates, sentences, read_names(), published=days)
    row = result[result["basis"] == "dated from elsewhere"].iloc[0]
    assert (row["event"], row["value"]) == ("UN Security Council Resolution 2254", "2015-12-18")
    assert row["first_day"] == row["last_day"] == pd.Timestamp("2015-12-18")
    assert "7588th meeting" in row["source"] and row["link"].startswith("https://undocs.org/")
    rest = result.drop(row.name)
    assert (rest["source"] == "").all() and (rest["link"] == "").all()
    undated = rest[rest["basis"] == "undated"]
    assert len(undated) == 3
    assert undated[["first_day", "last_day"]].isna().all(axis=None)
    assert (undated["value"] == "").all()


def test_events_have_the_columns_and_types_of_dates_and_their_own(bundled):
    _, sentences, dates, days = bundled
    result = name_events(dates, sentences, read_names(), published=days)
    assert [*result] == [*dates, "event", "kind", "source", "link", "group", "weight"]
    assert result.dtypes[[*dates]].astype("str").tolist() == dates.dtypes.astype("str").tolist()
    none = name_events(dates[:0], sentences[:0])
    assert none.empty and none.dtypes.astype("str").tolist() == result.dtypes.astype("str").tolist()


def test_the_day_that_the_text_calls_today_serves_where_none_is_given(bundled):
    _, sentences, dates, days = bundled
    pd.testing.assert_frame_equal(
        name_events(dates, sentences), name_events(dates, sentences, published=days)
    )


# -- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "first", "last", "expected"),
    [
        ("2021-03-30", "2021-03-30", "2021-03-30", "document"),
        ("2021-03-29", "2021-03-29", "2021-03-29", "past"),
        ("2021-03-31", "2021-03-31", "2021-03-31", "planned"),
        ("2021", "2021-01-01", "2021-12-31", "ongoing"),  # the day lies inside
        ("PXM", None, "2021-03-30", "ongoing"),  # recent months reach the day
        ("2014", "2014-01-01", None, "ongoing"),  # since 2014
        ("2021-12", None, "2021-12-31", "planned"),  # by the end of 2021
        ("2021-02", None, "2021-02-28", "past"),  # until February
        ("2022", "2022-01-01", None, "planned"),  # from 2022 on
        ("PAST_REF", None, "2021-03-30", "past"),  # recently
        ("PRESENT_REF", "2021-03-30", "2021-03-30", "ongoing"),  # "security today"
        ("FUTURE_REF", "2021-03-30", None, "planned"),  # soon
        ("XXXX-02-31", None, None, "past"),  # no day at all
    ],
)
def test_the_kind_is_told_from_the_days(value, first, last, expected):
    row = {"value": value, "text": value}
    row |= {"first_day": pd.Timestamp(first), "last_day": pd.Timestamp(last)}
    assert tell_kind(row, DAY) == expected


def test_a_statement_without_a_day_plans_nothing_but_what_it_calls_future():
    result = events_of("They met on 4 June 2030 and will soon meet again.", published=pd.NaT)
    assert told(result, "text", "kind") == [("4 June 2030", "past"), ("soon", "planned")]


# -- what is an event ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # without a date
        ("They recalled the coup in Mali.", [("Coup in Mali", "past")]),
        ("It suffers from the COVID-19 pandemic.", [("COVID-19 pandemic", "ongoing")]),
        ("They will hold a second conference.", [("Second conference", "planned")]),
        ("They await the forthcoming summit.", [("Forthcoming summit", "planned")]),
        ("They will meet at the Rome summit in due course.", [("Rome summit", "planned")]),
        ("Resolution 2259 holds, and resolution 2259 binds.", [("Resolution 2259", "past")]),
        ("They condemned attacks in Kabul.", [("Attacks in Kabul", "past")]),
        # a time that is left open and no noun to take it
        ("We will reconvene in due course.", [("We will reconvene", "planned")]),
        # no event
        ("They said that any attack in Kabul is wrong.", []),  # a kind of event
        ("Free elections are vital.", []),  # the capital is the sentence's
        ("Second elections failed.", [("Second elections", "past")]),
        ("They noted the conflict and the meeting.", []),  # named before, if anywhere
        ("They called for a ceasefire in Gaza.", []),  # asked for
        ("We must prevent attacks in Europe.", []),
        ("They sent the EU Election Mission.", []),  # the last noun is not an event
        ("They meet twice a year.", []),  # a repeated time dates nothing
        ("They talked for three hours.", []),  # nor does a length of time
        # dated, and so not undated as well
        ("The COVID-19 pandemic began in 2019.", [("COVID-19 pandemic began", "past")]),
        ("In 2015 they adopted resolution 2254.", [("They adopted resolution 2254", "past")]),
        ("It recalls resolution 1325 (2000).", [("Resolution 1325", "past")]),
        ("It recalls resolutions 1325 (2000) and 2178 (2014).",
         [("Resolution 1325", "past"), ("Resolution 2178", "past")]),
        ("It recalls resolution 637 (1989) of 27 July 1989.",  # cited once, on its day
         [("Resolution 637", "past")]),
        ("It recalls resolutions 693 (1991) of 20 May 1991, 714 (1991) of 30 September 1991.",
         [("Resolution 693", "past"), ("Resolution 714", "past")]),
        ("It recalls Council Decision (CFSP) 2021/698 and Decision 2014/145/CFSP.",
         [("Council Decision (CFSP) 2021/698", "ongoing"), ("Decision 2014/145/CFSP", "past")]),
        # a length of time in the clause is not a date
        ("The war in Ukraine has raged for three years.", [("War in Ukraine", "ongoing")]),
    ],
)  # fmt: skip
def test_events_are_found_with_and_without_dates(text, expected):
    assert told(events_of(text), "event", "kind") == expected


def test_an_open_time_says_why_an_event_is_planned():
    text = (
        "They condemned the attack in Kabul and will meet at the Rome summit as soon as they can."
    )
    result = events_of(text)
    assert told(result, "event", "kind", "why") == [
        ("Attack in Kabul", "past", "no date in its clause"),  # it is not its time
        ("Rome summit", "planned", "its time is left open: as soon as they can"),
    ]


@pytest.mark.parametrize(("n", "told_n"), [(59, 59), (60, 59)])
def test_of_what_follows_an_open_time_sixty_characters_are_told(n, told_n):
    result = events_of("They will meet at the Rome summit as soon as " + "x" * n)
    assert told(result, "why") == [(f"its time is left open: as soon as {'x' * told_n}",)]


def test_and_may_begin_a_sentence_that_ends_in_ed():
    assert told(events_of("And bombed Rome talks ended"), "event") == [("Rome talks",)]


def test_an_undated_event_has_one_row_in_each_document():
    text = "They recalled the coup in Mali.\n\nThe coup in Mali was condemned."
    assert told(events_of(text, text), "document", "sentence") == [("d1", 1), ("d2", 1)]


# -- any text ------------------------------------------------------------------------------------

WORDS = [
    "the", "attacks", "in", "Baghdad", "on", "January 21", ",", "and", "meeting", "held", "(", ")",
    "2021", "today", "of", "those", "that", "resolution 2254", "(2015)", "will", "as soon as", ".",
    "We", "welcomed", "Summit", "to", "\n", "which", "'s", "recently", "for", "é", "COVID-19", "-",
]  # fmt: skip


@given(st.lists(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join), max_size=2))
def test_any_text_gives_true_spans_and_labels_of_its_own_words(texts):
    result = events_of(*texts, names=read_names())
    for row in result.itertuples():
        text = texts[int(row.document[1:]) - 1]
        assert text[row.start : row.end] == row.text
        assert row.kind in ("document", "past", "ongoing", "planned")
        sentence, at = " ".join(text.split()).lower(), 0
        for piece in row.event.lower().split(" … "):
            # of several resolutions each is called a resolution
            words = piece.removeprefix("resolution ") if "resolution" in piece else piece
            at = sentence.find(words, at)
            assert words and at >= 0
            at += len(words)


@given(st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60)), max_size=4))
def test_dates_that_overlap_or_lie_outside_raise_nothing(spans):
    text = "The attacks in Baghdad on January 21 and the meeting of 4 June."
    sentences = pd.DataFrame(
        [("d", 1, 0, len(text), text)], columns=["document", "sentence", "start", "end", "text"]
    )
    dates = find_dates(sentences, published=pd.Series({"d": DAY}))
    dates = pd.concat([dates[:1]] * len(spans)) if spans else dates[:0]
    dates = dates.assign(start=[a for a, _ in spans], end=[b for _, b in spans])
    assert len(name_events(dates, sentences)) <= len(spans) + 2


def test_naming_takes_as_many_times_longer_as_a_sentence_is_long():
    """Sixteen times the text: 16 times the time where it grows as the text does, else 256 times."""

    def shortest(n: int) -> float:
        text, published = "a recent visit to Arlan in May 2019, " * n, pd.Series({"d": DAY})
        columns = {"document": ["d"], "sentence": 1, "start": 0, "text": [text]}
        sentences, times = pd.DataFrame(columns), []
        dates = find_dates(sentences, published=published)
        for _ in range(2):
            start = time.process_time()
            name_events(dates, sentences, published=published)
            times.append(time.process_time() - start)
        return min(times)

    assert shortest(4_000) < 28 * shortest(250)
