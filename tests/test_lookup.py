"""Patterns in tokens: wildcards, phrases, and where a match must not be."""

import pandas as pd
import pytest

from helpers.lookup import find_pattern
from helpers.tokens import split_tokens

TEXT = "The Coalition's law-making, law and lawful aims. Law enforcement of the law\n\nenforcement."


@pytest.fixture
def tokens():
    return split_tokens(pd.DataFrame({"document": ["d", "e"], "text": [TEXT, "Law"]}))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("law", ["law", "Law", "law", "Law"]),  # whatever its case, but no longer word
        ("law*", ["law-making", "law", "lawful", "Law", "law", "Law"]),
        ("l?w", ["law", "Law", "law", "Law"]),
        ("coalition", ["Coalition's"]),  # as it is counted
        ("coalition's", ["Coalition's"]),  # as it is written
        ("law enforcement", ["Law enforcement"]),  # not over the paragraph's end
        ("law *", ["law and", "Law enforcement"]),  # nor into the next document
        ("the law", ["the law"]),
        ("law-making law", []),  # a comma stands between
        ("aims law", []),  # a sentence ends between
        ("l.w", []),  # a full stop is no wildcard
        ("[l]aw", []),
    ],
)
def test_a_pattern_finds_what_it_says_and_no_more(tokens, pattern, expected):
    assert find_pattern(tokens, pattern)["text"].tolist() == expected


def test_a_match_says_where_it_stands(tokens):
    result = find_pattern(tokens, "law enforcement")
    expected = pd.DataFrame(
        [("d", 1, 2, 10, 49, 64, "Law enforcement")],
        columns=["document", "paragraph", "sentence", "token", "start", "end", "text"],
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, check_categorical=False)
    assert TEXT[49:64] == "Law enforcement"


def test_an_empty_pattern_is_said_to_be_one(tokens):
    with pytest.raises(ValueError, match="the pattern is empty"):
        find_pattern(tokens, "  ")
