"""The word lists: which sections there are, what stands in for those that a file lacks."""

import re
from collections import Counter

import pandas as pd
import pytest

from helpers.dates import find_dates
from helpers.events import find_references, name_events, read_event_words
from helpers.events.event_words import CLOSED_CLASSES, make_lexicon
from helpers.files import DATA, begin_record, list_record

TEXT = "They met at the Rome summit of 4 June, after the coup in Mali."
SENTENCES = pd.DataFrame({"document": ["d"], "sentence": 1, "start": 0, "text": [TEXT]})


def labels(words: dict) -> list[str]:
    dates = find_dates(SENTENCES, published=pd.Series(dtype="object"))
    return name_events(dates, SENTENCES, words=words)["event"].to_list()


def test_a_section_that_a_file_lacks_is_ours_and_one_that_it_has_is_its_own(tmp_path):
    (tmp_path / "event_words.txt").write_text("[event nouns]\nsummit\n")
    words, ours = read_event_words(tmp_path), read_event_words()
    assert words.pop("event nouns") == ["summit"] and "coup" in ours.pop("event nouns")
    assert words == ours
    assert labels(read_event_words(tmp_path)) == ["Rome summit"]
    assert labels({"event nouns": ["summit"]}) == ["Rome summit"]  # so do words given by hand


def test_ours_is_on_record_only_where_it_is_used(tmp_path):
    def kinds():
        return {kind for kind, name, _ in list_record() if name == "event_words.txt"}

    text = (DATA / "event_words.txt").read_text("utf-8")
    (tmp_path / "event_words.txt").write_text(text, encoding="utf-8")
    begin_record.__globals__["_record"].clear()
    make_lexicon(read_event_words(tmp_path))
    assert kinds() == {"your judgement"}
    (tmp_path / "event_words.txt").write_text("[modals]\nmay\n")
    read_event_words(tmp_path)
    assert kinds() == {"your judgement", "our judgement"}


@pytest.mark.parametrize(
    ("text", "where"),
    [("[event noun]\ncoup\n", r"the heading \[event noun\]"), ("coup\n[near]\n", "no heading")],
)
def test_words_that_nothing_reads_are_said(tmp_path, text, where):
    (tmp_path / "event_words.txt").write_text(text)
    with pytest.raises(ValueError, match=f"^event_words.txt: words under {where}.* event nouns, "):
        read_event_words(tmp_path)


def test_an_empty_section_has_no_words():
    assert labels({}) == ["Rome summit", "Coup in Mali"]
    assert labels({"event nouns": []}) == ["Rome summit"]  # it has a date
    assert labels({"open times": []}) == labels({"nouns in -ly": []}) == labels({})
    assert labels({"before dates": []}) != labels({})
    cited = SENTENCES.assign(text="Resolution 5 and the agreement of 2012")
    none = {"numbered documents": [], "dated documents": []}
    assert len(find_references(cited)) == 2 and find_references(cited, words=none).empty


def test_a_list_is_read_once_until_it_changes():
    words = read_event_words()
    assert make_lexicon(words) is make_lexicon({name: [*own] for name, own in words.items()})
    assert "gala" in make_lexicon(words | {"event nouns": ["gala"]}).events


def test_a_word_of_a_closed_class_is_on_one_list():
    words = read_event_words()
    count = Counter(word for section in CLOSED_CLASSES for word in words[section])
    assert count.most_common(1)[0][1] == 1


def test_every_section_gives_its_reason():
    text = (DATA / "event_words.txt").read_text("utf-8")
    sections = re.split(r"(?m)^\[", text)[1:]
    bare = [part.split("]")[0] for part in sections if not re.match(r".*\]\n#", part)]
    assert bare == []
