"""The researcher's hand: what may be written in events.csv, and what it changes."""

import pandas as pd
import pytest

from helpers.dates import find_dates
from helpers.events import name_events, read_names
from helpers.events.known_events import KNOWN_EVENT_COLUMNS
from helpers.files import DATA
from helpers.tokens import split_sentences

TEXT = "They recalled the coup in Mali and the meeting of June 4, 2020. The talks in Oslo stalled."
DAY = pd.Series({"d": pd.Timestamp("2021-03-30")})


def names_of(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(KNOWN_EVENT_COLUMNS, "") | row for row in rows])


def told(names, text=TEXT, columns=("event", "basis", "value", "kind")) -> list[tuple]:
    sentences = split_sentences(pd.DataFrame({"document": ["d"], "text": [text]}))
    dates = find_dates(sentences, published=DAY)
    events = name_events(dates, sentences, names, published=DAY)
    return [*events[[*columns]].itertuples(index=False, name=None)]


COUP = ("Coup in Mali", "undated", "", "past")
MEETING = ("Meeting", "stated", "2020-06-04", "past")
TALKS = ("Talks in Oslo", "undated", "", "past")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"pattern": "nowhere", "event": "X"}, [COUP, MEETING, TALKS]),
        ({"pattern": "COUP  in mali", "event": "The coup"},  # capitals and spaces do not count
         [("The coup", *COUP[1:]), MEETING, TALKS]),
        ({"pattern": "coup", "day": "2020-08-18", "source": "S"},  # its own label stays
         [("Coup in Mali", "dated from elsewhere", "2020-08-18", "past"), MEETING, TALKS]),
        ({"pattern": "coup", "day": "2022-08-18", "source": "S"},  # the kind follows the day
         [("Coup in Mali", "dated from elsewhere", "2022-08-18", "planned"), MEETING, TALKS]),
        ({"pattern": "talks in Oslo", "event": "none"}, [COUP, MEETING]),
        ({"pattern": "meeting", "event": "Summit", "day": "2001-01-01", "source": "S"},
         [COUP, ("Summit", *MEETING[1:]), TALKS]),  # a day in the text is never replaced
        ({"pattern": "June 4, 2020", "event": "Summit"},  # a date names its event, too
         [COUP, ("Summit", *MEETING[1:]), TALKS]),
        ({"pattern": "meeting", "event": "none"}, [COUP, MEETING, TALKS]),  # it has a date
        ({"pattern": "stalled", "event": "Halt"},  # what no rule finds becomes an event
         [COUP, MEETING, TALKS, ("Halt", "undated", "", "past")]),
        ({"pattern": "stalled", "day": "2021-01-02", "source": "S"},
         [COUP, MEETING, TALKS, ("Stalled", "dated from elsewhere", "2021-01-02", "past")]),
        ({"pattern": "tall"}, [COUP, MEETING, TALKS]),  # whole words only
    ],
)  # fmt: skip
def test_a_row_changes_what_its_words_touch_and_nothing_else(row, expected):
    assert told(names_of(row)) == expected


@pytest.mark.parametrize("filler", range(170, 200))  # the events' words lie in two blocks of 200
def test_a_row_touches_an_event_wherever_it_stands(filler):
    text = "x" * filler + f" {TEXT}"
    names = names_of({"pattern": "Mali", "event": "The coup"})
    assert told(names, text)[0] == ("The coup", *COUP[1:])


def test_a_day_brings_its_source_and_link():
    row = {"pattern": "coup", "day": "2020-08-18", "source": "S", "link": "https://x.org"}
    columns = ("source", "link", "first_day", "precision", "why")
    day = pd.Timestamp("2020-08-18")
    why = "the text gives no day; its source does"
    assert told(names_of(row), columns=columns)[0] == ("S", "https://x.org", day, "day", why)


def test_the_bundled_file_argues_for_its_rows():
    names = read_names()
    assert (names["reason"] != "").all()
    assert names.loc[names["day"] != "", "source"].ne("").all()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("coup,,2020-08-18,,", "line 3: a day without a source"),
        ("coup,,18.8.2020,S,", "line 3: '18.8.2020' is not a day written as YYYY-MM-DD"),
        ("coup,,2021-02-31,S,", "line 3: '2021-02-31' is not a day"),  # of no calendar
        ("coup,,20200818,S,", "line 3: '20200818' is not a day"),  # ISO, but not as it is asked for
        ("  ,X,,,", "line 3: no pattern; write the words"),
        ("coup,none,2020-08-18,S,", "line 3: what is not an event has no day"),
    ],
)
def test_a_slip_is_said_with_its_line_and_its_remedy(tmp_path, line, message):
    text = f"pattern,event,day,source,link\na,b,,,\n{line}\n"
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^events\.csv, {message}") as error:
        read_names(tmp_path)
    assert "\n" not in str(error.value)


def test_strange_or_missing_columns_are_refused(tmp_path):
    heads = {
        "pattern,date": r"events\.csv, line 1: 'date'; the columns are pattern, ",
        "event,day": r"events\.csv: no column 'pattern'",
    }
    for head, message in heads.items():
        (tmp_path / "events.csv").write_text(f"{head}\n", encoding="utf-8")
        with pytest.raises(ValueError, match=message):
            read_names(tmp_path)
    (tmp_path / "events.csv").write_text("\ufeffpattern,event\nthe war,War\n", encoding="utf-8")
    assert read_names(tmp_path).values.tolist() == [["the war", "War", "", "", "", ""]]


def test_a_folder_without_the_file_takes_ours(tmp_path):
    pd.testing.assert_frame_equal(read_names(tmp_path), read_names(DATA))
