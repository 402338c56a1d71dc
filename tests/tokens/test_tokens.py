"""Paragraphs, sentences and tokens: what they are, and that they point at their own words."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.documents import read_documents
from helpers.tokens import TOKEN, split_paragraphs, split_sentences, split_tokens


def documents_of(*texts: str) -> pd.DataFrame:
    names = [f"d{number}" for number in range(1, len(texts) + 1)]
    return pd.DataFrame({"document": names, "text": texts}).astype("str")


def words_of(text: str) -> list[str]:
    tokens = split_tokens(documents_of(text))
    return tokens.loc[tokens["is_word"], "text"].tolist()


def point_at_their_words(frame: pd.DataFrame, documents: pd.DataFrame) -> bool:
    texts = documents.set_index("document")["text"]
    rows = frame[["document", "start", "end", "text"]].itertuples(index=False)
    return all(texts[document][start:end] == text for document, start, end, text in rows)


def test_the_bundled_statement_has_7_paragraphs_28_sentences_and_1043_words():
    documents = read_documents()
    paragraphs = split_paragraphs(documents)
    sentences = split_sentences(paragraphs)
    tokens = split_tokens(sentences)
    words = tokens[tokens["is_word"]]
    assert (len(paragraphs), len(sentences), len(words)) == (7, 28, 1043)
    # quanteda 4.3.1 splits slashed pairs and finds 1,063 words
    assert len(words) + words["text"].astype("str").str.count("/").sum() == 1063
    for frame in (paragraphs, sentences, tokens):
        assert point_at_their_words(frame, documents)


def test_every_frame_can_be_made_from_any_earlier_one():
    documents = documents_of("They met. They left.\n\nAll is well.", "One more.")
    paragraphs = split_paragraphs(documents)
    sentences = split_sentences(paragraphs)
    expected = split_tokens(sentences)
    pd.testing.assert_frame_equal(split_sentences(documents), sentences)
    pd.testing.assert_frame_equal(split_tokens(paragraphs), expected)
    pd.testing.assert_frame_equal(split_tokens(documents), expected)


def test_a_long_paragraph_on_a_slow_machine_is_cut_like_any_other(monkeypatch):
    monkeypatch.setattr("nltk.redos.DEFAULT_TIMEOUT", 0.001)  # seconds; NLTK gives up after them
    result = split_sentences(documents_of("They met in Rome. " * 5_000))
    assert len(result) == 5_000


def test_sentences_are_numbered_through_each_document():
    result = split_sentences(documents_of("They met. They left.\n\nAll is well.", "One more."))
    expected = pd.DataFrame(
        [
            ("d1", 1, 1, 0, 9, "They met."),
            ("d1", 1, 2, 10, 20, "They left."),
            ("d1", 2, 3, 22, 34, "All is well."),  # runs on over the paragraph
            ("d2", 1, 1, 0, 9, "One more."),  # starts anew in the next document
        ],
        columns=["document", "paragraph", "sentence", "start", "end", "text"],
    ).assign(number=np.nan, section=np.nan, speaker=np.nan)  # nothing is known of these paragraphs
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, check_categorical=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met U.S. Secretary Antony J. Blinken.", 1),  # abbreviation, initial
        ("They left the U.S. The Ministers stayed.", 2),  # a sentence may end with one
        ("See No. 5 and pp. 3-4 of Res. 2254.", 1),
        ("It is Resolution 2254. The Ministers met.", 2),  # a number's full stop ends it
        ('He said: "Go." Then he left.', 2),  # the quotation mark stays with its sentence
        ("Mr. Smith, Gen. Jones and Dr. Wilmès met at 5 p.m. on Nov. 10.", 1),
        ("Is it so? It is! They met…", 3),
    ],
)
def test_a_full_stop_does_not_always_end_a_sentence(text, expected):
    assert len(split_sentences(documents_of(text))) == expected


def test_the_list_of_abbreviations_is_used_and_can_be_left_out():
    documents = documents_of("They met Gen. Jones.")
    assert len(split_sentences(documents)) == 1
    assert len(split_sentences(documents, abbreviations={})) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Daesh/ISIS's rise", ["Daesh/ISIS's", "rise"]),
        ("COVID-19, non-combat", ["COVID-19", "non-combat"]),
        ("the U.S. and U.S.-led forces", ["the", "U.S.", "and", "U.S.-led", "forces"]),
        ("Sophie Wilmès", ["Sophie", "Wilmès"]),
        ("1,043 words, 3.5 million", ["1,043", "words", "3.5", "million"]),
        ("on 30.03.2021 (today)", ["on", "30.03.2021", "today"]),
        ("Da'esh; partner forces' efforts", ["Da'esh", "partner", "forces", "efforts"]),
        ("and/or S/RES/2254", ["and/or", "S/RES/2254"]),
        ("a – b — c_d", ["a", "b", "c", "d"]),  # dashes and underscores join nothing
        ("end.Begin, then", ["end", "Begin", "then"]),  # a sentence ends where its space is lost
        ("an end.begin, then", ["an", "end.begin", "then"]),
    ],
)
def test_a_word_is_what_a_reader_takes_it_for(text, expected):
    assert words_of(text) == expected


def test_possessives_fold_into_the_term_and_not_into_the_text():
    result = split_tokens(documents_of("The Coalition's WOMEN’S day."))
    expected = pd.DataFrame(
        [
            ("The", "The", "the", True),
            ("Coalition's", "Coalition", "coalition", True),
            ("WOMEN’S", "WOMEN", "women", True),
            ("day", "day", "day", True),
            (".", ".", None, False),  # punctuation is a token and counts as nothing
        ],
        columns=["text", "label", "term", "is_word"],
    )
    pd.testing.assert_frame_equal(
        result[[*expected]].astype(object), expected.astype(object), check_dtype=False
    )


def test_no_text_gives_empty_frames_with_their_columns():
    for documents in (documents_of(), documents_of(""), documents_of(" \n \n")):
        tokens = split_tokens(documents)
        assert tokens.empty
        assert [*tokens] == [*split_tokens(documents_of("A."))]


TEXTS = st.lists(
    st.text(st.sampled_from(list("aéBz19 .,'’-/()\n\"$_")), max_size=80) | st.text(max_size=40),
    max_size=3,
)


@given(TEXTS)
def test_spans_point_at_their_own_words_and_nothing_but_white_space_is_lost(texts):
    documents = documents_of(*texts)
    tokens = split_tokens(documents)
    for frame in (split_paragraphs(documents), split_sentences(documents), tokens):
        assert point_at_their_words(frame, documents)
    for document, text in documents.itertuples(index=False):
        own = tokens.loc[tokens["document"] == document, "text"].astype("str")
        assert "".join(own) == "".join(text.split())


def plain_tokens(sentences):
    """The definition: word by word through one sentence after another."""
    rows, numbers = [], {}
    for place in sentences.itertuples():
        for match in TOKEN.finditer(place.text):
            numbers[place.document] = number = numbers.get(place.document, 0) + 1
            word, label = match[0][0].isalnum(), re.sub("['’]s$", "", match[0], flags=re.I)
            start, end = place.start + match.start(), place.start + match.end()
            at = (place.document, place.paragraph, place.sentence, number, start, end)
            rows.append((*at, match[0], label, label.lower() if word else None, word))
    return rows


@given(TEXTS)
def test_tokens_are_those_of_the_plain_definition(texts):
    sentences = split_sentences(documents_of(*texts))
    tokens = split_tokens(sentences)
    tokens["term"] = tokens["term"].astype(object).where(tokens["term"].notna(), None)
    assert [*tokens.itertuples(index=False, name=None)] == plain_tokens(sentences)
