"""The words whose change is flagged: the list, a researcher's own, and what a word is where."""

import pytest

from helpers.changes import read_change_words
from helpers.changes.change_words import FLAGS, WordClasses
from helpers.files import DATA

BUNDLED = read_change_words()
CLASSES = WordClasses(BUNDLED)


def test_the_bundled_list_has_every_section_and_no_word_in_two_of_one_kind():
    assert {*BUNDLED} == {
        *("", "negations", "verbs", "modal verbs", "verbs that are nouns, too"),
        *("before a noun", "number words"),
    }
    assert BUNDLED[""] == []  # each word stands under a heading that is read
    for heading, words in BUNDLED.items():
        assert len(words) == len({*words}), heading
    flagged = ("negations", "verbs", "modal verbs", "number words")
    words = [word for heading in flagged for word in BUNDLED[heading]]
    assert len(words) == len({*words})


def test_what_is_a_noun_too_is_a_verb_in_the_first_place():
    for word in BUNDLED["verbs that are nouns, too"]:
        known = CLASSES.classify(word, "they", is_first=False)
        assert known is not None and known[0] == "verb", word


def test_each_section_of_an_own_file_takes_the_place_of_ours(tmp_path):
    (tmp_path / "change_words.txt").write_text("# mine\n[verbs]\nSing  # and\n\ndance\n")
    result = read_change_words(tmp_path)
    assert result["verbs"] == ["sing", "dance"]
    assert {**result, "verbs": 0} == {**BUNDLED, "verbs": 0}
    (tmp_path / "change_words.txt").write_text("[verbs]\n\n[negations]\nnot\n")
    result = read_change_words(tmp_path)
    assert result["verbs"] == BUNDLED["verbs"]  # a heading without words changes nothing
    assert result["negations"] == ["not"]
    assert read_change_words(tmp_path / "no such folder") == BUNDLED
    assert read_change_words(DATA) == BUNDLED


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("[adverbs]\nfully\n", "adverbs"),
        ("fully\n[verbs]\nsing\n", ""),  # words before any heading
        ("[Verbs]\nsing\n", "Verbs"),
    ],
)
def test_words_that_nothing_reads_are_refused(tmp_path, text, heading):
    (tmp_path / "change_words.txt").write_text(text)
    with pytest.raises(ValueError) as error:
        read_change_words(tmp_path)
    assert str(error.value) == (
        f"change_words.txt: nothing reads [{heading}]; the headings are: negations, verbs, "
        "modal verbs, verbs that are nouns, too, before a noun, number words"
    )
    (tmp_path / "change_words.txt").write_text("[adverbs]\n# none\n")
    assert read_change_words(tmp_path) == BUNDLED


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        # figures, and numbers in words
        ("paid", "3.2", ("number", "3.2")),
        ("the", "21st", ("number", "21st")),
        ("the", "G7", ("number", "g7")),
        ("all", "Three", ("number", "three")),
        ("the", "third", ("number", "third")),
        ("the", "second", None),  # of an hour, more often
        # negations
        ("will", "not", ("negation", "not")),
        ("will", "NOT", ("negation", "not")),
        ("they", "don’t", ("negation", "don't")),
        ("they", "note", ("verb", "note")),
        # every form of a verb is that verb, also one with another stem
        ("they", "noted", ("verb", "note")),
        ("they", "undertook", ("verb", "undertak")),
        ("they", "undertaken", ("verb", "undertak")),
        ("they", "sought", ("verb", "seek")),
        ("they", "reaffirming", ("verb", "reaffirm")),
        ("they", "sang", None),
        ("", "Welcoming", ("verb", "welcom")),
        # a verb's word as a noun, and as a verb again
        ("the", "plan", None),
        ("their", "plans", None),
        ("in", "support", None),
        ("The", "Support", None),
        ("to", "support", ("verb", "support")),
        ("they", "plan", ("verb", "plan")),
        ("in", "welcoming", None),
        ("the", "welcomed", None),
        ("the", "reaffirmed", ("verb", "reaffirm")),  # is never a noun
        # modal verbs; a will is a noun, and a must is not on the list
        ("they", "will", ("verb", "will")),
        ("the", "will", None),
        ("they", "may", ("verb", "may")),
        ("the", "must", ("verb", "must")),
        ("they", "can't", ("negation", "can't")),
        # with a capital inside a sentence it is a name
        ("in", "May", None),
        ("they", "Will", None),
        ("they", "Note", None),
        # other words
        ("they", "fully", None),
        ("they", "notebook", None),
        ("they", "nothings", None),
    ],
)
def test_a_word_is_told_by_itself_and_the_word_before_it(before, word, expected):
    result = CLASSES.classify(word, before, is_first=before == "")
    assert result == expected
    assert result is None or result[0] in FLAGS


def test_at_the_beginning_of_a_sentence_a_capital_says_nothing():
    assert CLASSES.classify("Note", "", is_first=True) == ("verb", "note")
    assert CLASSES.classify("May", "", is_first=True) == ("verb", "may")
    assert CLASSES.classify("May", "In", is_first=False) is None


def test_own_words_are_classified():
    words = BUNDLED | {
        "verbs": ["sing/sang/sung"],
        "negations": ["hardly"],
        "verbs that are nouns, too": ["sing"],
    }
    classes = WordClasses(words)
    said = ["sings", "sang", "sung", "hardly", "welcomed", "not"]
    assert [classes.classify(word, "they", is_first=False) for word in said] == [
        *[("verb", "sing")] * 3,
        ("negation", "hardly"),
        *[None] * 2,  # ours are gone
    ]
    assert classes.classify("sing", "the", is_first=False) is None
