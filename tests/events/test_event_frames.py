"""The frames' law: events and their exports are the same wherever their frames came from."""

import io

import pandas as pd
import pytest

from helpers.dates import find_dates
from helpers.events import as_ics, as_timelinejs, find_references, name_events, read_names
from helpers.tokens import split_sentences

TEXTS = {
    "tarn": "The Port of Tarn opened on 3 May 2019. Talks will be held in June 2021 in Arlan. We "
    "regret the coup in Belmora.\n\nWe recall Resolution 2254 (2015) and Resolution 7.",
    "arlan": "Arlan welcomed the Tarn Conference of 2018.",
}
DAYS = pd.Series({"tarn": "2021-03-30", "arlan": "2019-01-01"}).astype("datetime64[s]")
DOCUMENTS = pd.DataFrame({"document": [*TEXTS], "text": [*TEXTS.values()]})
SENTENCES = split_sentences(DOCUMENTS)
DATES = find_dates(SENTENCES, published=DAYS)
EVENTS = name_events(DATES, SENTENCES, published=DAYS)
VERBS = {
    "name_events": lambda form: name_events(form(DATES), form(SENTENCES), published=DAYS),
    "with names": lambda form: name_events(
        form(DATES), form(SENTENCES), form(read_names()), published=DAYS
    ),
    "find_references": lambda form: find_references(form(SENTENCES)),
    "as_ics": lambda form: as_ics(form(EVENTS), form(SENTENCES), published=DAYS),
    "as_timelinejs": lambda form: as_timelinejs(form(EVENTS), form(SENTENCES)),
}


def from_csv(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)), keep_default_na=False)


def from_parquet(frame: pd.DataFrame) -> pd.DataFrame:
    with pd.option_context("mode.string_storage", "pyarrow"):
        return pd.read_parquet(io.BytesIO(frame.to_parquet(index=False)))


FORMS = {
    "two halves": lambda frame: pd.concat([frame[: len(frame) // 2], frame[len(frame) // 2 :]]),
    "CSV": from_csv,
    "Parquet": from_parquet,
    "plain strings": lambda frame: frame.astype(
        dict.fromkeys(frame.select_dtypes(["category", "str"]), object)
    ),
    "categories": lambda frame: frame.astype(dict.fromkeys(frame.select_dtypes("str"), "category")),
    "shuffled": lambda frame: frame.sample(frac=1, random_state=1),
    "none": lambda frame: frame[:0],
    "none, from CSV": lambda frame: from_csv(frame[:0]),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_of_events_gives_the_same_in_whatever_form_its_frames_come(verb, form):
    make, result = VERBS[verb], VERBS[verb](FORMS[form])
    expected = make(lambda frame: frame[:0] if form.startswith("none") else frame)
    if isinstance(expected, tuple):  # the text of an export
        assert result == expected
    else:
        pd.testing.assert_frame_equal(result, expected, check_categorical=False)
        assert result.dtypes.map(str).equals(make(lambda frame: frame).dtypes.map(str))


@pytest.mark.parametrize("verb", VERBS)
def test_a_lacking_column_is_named(verb):
    with pytest.raises(ValueError, match="the frame lacks the column start"):
        VERBS[verb](lambda frame: frame.drop(columns="start", errors="ignore"))


def test_years_alone_are_text_though_csv_has_them_as_numbers():
    sentences = split_sentences(
        pd.DataFrame({"document": ["a"], "text": ["The talks of 2019. The summit of 2021."]})
    )
    dates = find_dates(sentences, published=DAYS)
    events = name_events(dates, sentences)
    result = name_events(from_csv(dates), from_csv(sentences))
    pd.testing.assert_frame_equal(result, events)
    assert result["value"].to_list() == ["2019", "2021"]
    assert as_timelinejs(from_csv(events), sentences) == as_timelinejs(events, sentences)


def test_days_and_names_may_be_as_csv_has_them():
    names = pd.DataFrame({"pattern": ["coup in Belmora", "Port of Tarn"], "event": ["", "Port"]})
    names = names.assign(day="", source="", link="")
    blank = names.replace("", None)  # as CSV has it where nobody asks for empty texts
    expected = name_events(DATES, SENTENCES, names, published=DAYS)
    result = name_events(DATES, SENTENCES, blank, published=DAYS.astype("str"))
    pd.testing.assert_frame_equal(result, expected)
    days = as_ics(EVENTS, SENTENCES, published=DAYS.astype("str"))
    assert days == as_ics(EVENTS, SENTENCES, published=DAYS)
