"""Patterns in tokens: wildcards, phrases, what counts once, and where a match must not be."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.lookup import find_mentions, find_pattern
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


# --- the rule of quanteda's tokens_lookup, point by point ----------------------------------------


def codebook_of(*rows):
    """Make a codebook from (theme, pattern) or (theme, pattern, kind)."""
    return pd.DataFrame([(*row, "glob")[:3] for row in rows], columns=["theme", "pattern", "kind"])


def mentions_of(text, *rows, **options):
    tokens = split_tokens(pd.DataFrame({"document": ["d"], "text": [text]}))
    found = find_mentions(tokens, codebook_of(*rows), **options)
    return list(
        found[["theme", "pattern", "text"]].astype("str").itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("federal courts of appeal", ("a", "federal * of *"), ["federal courts of appeal"]),
        ("federal of appeal", ("a", "federal * of *"), []),  # * is one word, not none
        ("federal big courts of appeal", ("a", "federal * of *"), []),  # nor two
        ("Law LAW law", ("a", "law"), ["Law", "LAW", "law"]),
        ("lawful la1w", ("a", "la?w"), ["la1w"]),
        ("law lawful", ("a", "law.*", "regex"), ["law", "lawful"]),
        ("law lawful", ("a", "law.*"), []),  # in a glob a full stop is a full stop
        ("law* lawful law", ("a", "law*", "fixed"), []),  # an asterisk is no word
        ("rule of. law", ("a", "rule of law"), []),  # a sentence ends
        ("rule, of law", ("a", "rule of law"), []),  # a punctuation mark stands between
    ],
)
def test_1_patterns_match_word_by_word(text, pattern, expected):
    assert [found for _, _, found in mentions_of(text, pattern)] == expected


def test_1_capitals_matter_when_told():
    assert mentions_of("IS is IS", ("a", "IS"), case=True) == [("a", "IS", "IS")] * 2
    assert len(mentions_of("IS is IS", ("a", "IS"))) == 3


def test_2_longest_first_then_left_to_right():
    rows = [("a", "b c"), ("a", "a b c"), ("a", "c d"), ("a", "d")]
    assert mentions_of("a b c d", *rows) == [("a", "a b c", "a b c"), ("a", "d", "d")]
    assert mentions_of("a a a", ("a", "a a")) == [
        ("a", "a a", "a a")
    ]  # the left one, then no other


def test_3_inside_a_theme_no_word_is_used_twice():
    rows = [("a", "human rights"), ("a", "rights"), ("a", "rights law")]
    assert mentions_of("human rights law", *rows) == [("a", "human rights", "human rights")]
    # of two patterns for the same words the first holds
    assert mentions_of("law", ("a", "la*"), ("a", "law")) == [("a", "la*", "law")]
    # different themes may share words
    assert mentions_of("human rights", ("a", "human rights"), ("b", "rights")) == [
        ("a", "human rights", "human rights"),
        ("b", "rights", "rights"),
    ]


def test_4_nested_in_the_whole_dictionary():
    rows = [
        ("a", "human rights law"),
        ("b", "rights"),
        ("b", "law court"),
        ("c", "human rights law"),
    ]
    result = mentions_of("human rights law court", *rows, nested="dictionary")
    assert result == [
        ("a", "human rights law", "human rights law"),  # a tie of one length counts in both
        ("c", "human rights law", "human rights law"),
        ("b", "law court", "law court"),  # partial overlap is no nesting
    ]  # and "rights" lies inside a longer match of another theme
    assert ("b", "rights", "rights") in mentions_of("human rights law court", *rows)


def test_4_nesting_is_in_matches_that_count():
    # "b c" is not counted for a, since a's "a b" has used its b: it hides nothing
    rows = [("a", "a b"), ("a", "b c"), ("b", "c")]
    assert ("b", "c", "c") in mentions_of("a b c", *rows, nested="dictionary")


def test_6_a_theme_without_a_match_is_not_missing():
    tokens = split_tokens(pd.DataFrame({"document": ["d"], "text": ["law"]}))
    codebook = codebook_of(("a", "law"), ("b", "peace"), ("c", ""))
    result = find_mentions(tokens, codebook)
    assert result["theme"].value_counts(sort=False).to_dict() == {"a": 1, "b": 0, "c": 0}
    nothing = find_mentions(tokens, codebook.iloc[1:])
    assert [*nothing] == [*result] and nothing["theme"].value_counts().to_dict() == {"b": 0, "c": 0}


def test_what_cannot_be_matched_is_said():
    with pytest.raises(ValueError, match=r"'\(' is not a regular expression"):
        mentions_of("law", ("a", "(", "regex"))
    with pytest.raises(ValueError, match="nested 'all' is neither"):
        mentions_of("law", ("a", "law"), nested="all")


LETTERS = st.lists(st.sampled_from("abc.,"), max_size=25).map(" ".join)
PATTERNS = st.lists(
    st.sampled_from(["a", "b", "a b", "b c", "a b c", "* b", "?", "c a"]), max_size=5
)


NESTED = st.sampled_from(["key", "dictionary"])


@given(LETTERS, PATTERNS, PATTERNS, NESTED)
def test_mentions_are_true_to_the_text_and_share_no_word_in_a_theme(text, one, other, nested):
    documents = pd.DataFrame({"document": ["d"], "text": [text]})
    rows = [("x", pattern) for pattern in one] + [("y", pattern) for pattern in other]
    result = find_mentions(split_tokens(documents), codebook_of(*rows), nested=nested)
    for _, own in result.groupby("theme", observed=True):
        assert (own["start"].to_numpy()[1:] >= own["end"].to_numpy()[:-1]).all()
    for row in result.itertuples():
        assert text[row.start : row.end] == row.text
        assert "." not in row.text and "," not in row.text


# --- the plain form of the fast verbs is their definition ----------------------------------------


def plain_hits(tokens, codebook):
    """Try every pattern at every token: (words, at, order, theme, pattern)."""
    rows, hits = tokens.to_dict("records"), []
    for order, (theme, pattern, kind) in enumerate(codebook.itertuples(index=False)):
        words = pattern.split()
        for at in range(len(rows) - len(words) + 1):
            run = rows[at : at + len(words)]
            together = len({(row["document"], row["sentence"]) for row in run}) == 1
            if together and all(map(fits, run, words, [kind] * len(words))):
                hits.append((len(words), at, order, theme, pattern))
    return hits


def fits(row, word, kind):
    if kind == "glob":
        word = re.escape(word).replace(r"\*", ".*").replace(r"\?", ".")
    word = re.escape(word) if kind == "fixed" else word
    forms = row["text"].lower(), row["label"].lower()
    return row["is_word"] and any(re.fullmatch(word, form, re.I) for form in forms)


def plain_choice(hits, nested):
    """Take the longest first, then from left to right; in a theme no word is used twice."""
    kept, used, inside, longest = [], set(), set(), 0
    for size, at, _, theme, pattern in sorted(hits, key=lambda hit: (-hit[0], *hit[1:3])):
        if size != longest:
            longest, inside = size, {word for _, word in used}
        words = {(theme, word) for word in range(at, at + size)}
        hidden = nested == "dictionary" and inside.issuperset(range(at, at + size))
        if not hidden and not words & used:
            used |= words
            kept.append((at, theme, pattern))
    return sorted(kept)


KINDS = ["glob", "regex", "fixed"]
WORDS = st.sampled_from(["a", "b", "c", "A", "ab", "a's", ".", ","])
ANY_PATTERNS = st.lists(
    st.tuples(
        st.sampled_from("xy"),
        st.lists(st.sampled_from(["a", "b", "c", "a*", "?", "A"]), min_size=1, max_size=3).map(
            " ".join
        ),
        st.sampled_from(KINDS),
    ).filter(lambda row: row[2] == "glob" or not set(row[1]) & set("*?")),
    max_size=6,
    unique_by=lambda row: row[:2],
)


@given(st.lists(st.lists(WORDS, max_size=20).map(" ".join), max_size=2), ANY_PATTERNS, NESTED)
def test_mentions_are_those_of_the_plain_definition(texts, rows, nested):
    names = [f"d{number}" for number in range(len(texts))]
    tokens = split_tokens(pd.DataFrame({"document": names, "text": texts}).astype("str"))
    codebook = codebook_of(*rows)
    found = find_mentions(tokens, codebook, nested=nested)
    starts = tokens[["document", "start"]].itertuples(index=False, name=None)
    row_of = {place: row for row, place in enumerate(starts)}
    result = sorted(
        (row_of[place.document, place.start], place.theme, place.pattern)
        for place in found.itertuples()
    )
    assert result == plain_choice(plain_hits(tokens, codebook), nested)
