"""Coverage by each definition, one theme a sentence, shared sentences, and weight of patterns."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.frames import typed
from helpers.lookup import find_mentions
from helpers.themes import (
    assign_themes,
    find_cooccurrence,
    find_untouched,
    read_definitions,
    theme_coverage,
    weigh_patterns,
)
from helpers.tokens import split_sentences, split_tokens

TEXT = "Law and human rights law rule. Peace now.\n\nWe met. The law of peace holds, the law."
ROWS = [("law", "law"), ("law", "human rights law"), ("peace", "peace"), ("war", "war")]


def codebook_of(rows):
    return pd.DataFrame([(*row, "glob") for row in rows], columns=["theme", "pattern", "kind"])


def frames_of(*texts, rows=ROWS):
    names = [f"d{n}" for n in range(1, len(texts) + 1)]
    sentences = split_sentences(pd.DataFrame({"document": names, "text": texts}))
    tokens = split_tokens(sentences)
    return find_mentions(tokens, codebook_of(rows)), sentences, tokens


def test_coverage_is_measured_by_each_definition():
    result = theme_coverage(*frames_of(TEXT))
    # 6 + 2 + 2 + 7 words in four sentences
    expected = pd.DataFrame(
        [
            ("d1", "law", 4, 4000 / 17, 2, 2 / 4, 13 / 17, 6 / 17, 2),  # a phrase is three words
            ("d1", "peace", 2, 2000 / 17, 2, 2 / 4, 9 / 17, 2 / 17, 2),
            ("d1", "war", 0, 0, 0, 0, 0, 0, 0),  # no mention is no missing row
            ("d1", "no theme", 0, 0, 1, 1 / 4, 2 / 17, 0, 1),
        ],
        columns=[
            "document",
            "theme",
            "n",
            "per_thousand",
            "n_sentences",
            "share_of_sentences",
            "share_of_words",
            "share_of_tokens",
            "n_paragraphs",
        ],
    )
    pd.testing.assert_frame_equal(result, typed(expected), check_dtype=False)


def test_a_document_without_any_mention_is_covered_by_nothing():
    result = theme_coverage(*frames_of(TEXT, "We met."))
    other = result[result["document"] == "d2"].set_index("theme")
    assert other["n"].tolist() == [0, 0, 0, 0]
    assert other["share_of_sentences"].tolist() == [0, 0, 0, 1]


def test_a_sentence_has_one_theme_in_the_exclusive_mode_and_ties_are_shown():
    mentions, sentences, _ = frames_of(TEXT + " Law or peace.")
    result = assign_themes(mentions, sentences)[["sentence", "theme", "tied"]].values.tolist()
    assert result == [
        [1, "law", ""],
        [2, "peace", ""],
        [3, "no theme", ""],
        [4, "law", ""],  # two against one
        [5, "tie", "law, peace"],
    ]


def test_shared_and_untouched_sentences_are_found():
    mentions, sentences, _ = frames_of(TEXT)
    shared = find_cooccurrence(mentions, sentences)
    assert shared[["pair", "sentence"]].values.tolist() == [["law, peace", 4]]
    bare = find_untouched(mentions, sentences)
    assert bare[["theme", "sentence", "text"]].values.tolist() == [["no theme", 3, "We met."]]
    assert [*bare] == [*mentions]


def test_a_statement_without_a_sentence_has_none_untouched():
    mentions, sentences, tokens = frames_of("")
    bare = find_untouched(mentions, sentences)
    assert bare.empty and [*bare] == [*mentions]
    assert theme_coverage(mentions, sentences, tokens).empty


def test_what_hangs_on_a_pattern_is_what_is_lost_without_it():
    rows = [("law", "law"), ("law", "human rights law"), ("law", "rights"), ("law", "court")]
    _, sentences, tokens = frames_of("Human rights law. No law. Peace. War.", rows=rows)
    result = weigh_patterns(tokens, codebook_of(rows), sentences)
    expected = pd.DataFrame(
        [
            ("law", "law", 1, 25.0, "counts"),
            ("law", "human rights law", 1, 0.0, "counts"),  # law and rights stand in for it
            ("law", "rights", 0, 0.0, "absorbed"),
            ("law", "court", 0, 0.0, "never hits"),
        ],
        columns=["theme", "pattern", "n", "lost", "fate"],
    )
    pd.testing.assert_frame_equal(result, typed(expected), check_dtype=False)


def test_themes_are_defined_beside_the_codebook(tmp_path):
    codebook = codebook_of([("military", "army"), ("other", "x")])
    result = read_definitions(codebook)
    assert result["label"].tolist() == ["Military and partner forces", "other"]
    assert result.loc[0, ["definition", "include", "exclude", "example"]].str.len().min() > 20
    (tmp_path / "themes.csv").write_text(
        "theme,label,definition,include,exclude,example\nother,Other,a,b,c,d\n"
    )
    assert read_definitions(codebook, tmp_path)["label"].tolist() == ["military", "Other"]


def test_a_definition_that_stands_twice_or_lacks_a_column_is_said(tmp_path):
    head = "theme,label,definition,include,exclude,example\n"
    (tmp_path / "themes.csv").write_text(f"{head}law,A,,,,\nlaw,B,,,,\n")
    with pytest.raises(ValueError, match=r"^themes\.csv, line 3: 'law' stands twice$"):
        read_definitions(codebook_of(ROWS), tmp_path)
    (tmp_path / "themes.csv").write_text("theme,label\nlaw,A\n")
    with pytest.raises(ValueError, match=r"^themes\.csv: no column 'definition'"):
        read_definitions(codebook_of(ROWS), tmp_path)


WORDS = st.lists(st.sampled_from(["law", "peace", "human", "rights", "x", "."]), max_size=30)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=3))
def test_mentions_add_up_to_coverage_and_no_share_exceeds_one(texts):
    mentions, sentences, tokens = frames_of(*texts)
    result = theme_coverage(mentions, sentences, tokens)
    assert result["n"].sum() == len(mentions)
    counts = mentions.groupby("theme", observed=False).size()
    by_theme = result.groupby("theme")["n"].sum()
    assert by_theme.drop("no theme", errors="ignore").to_dict() == (
        counts.to_dict() if len(sentences) else {}
    )
    shares = result.filter(like="share")
    assert shares.min(axis=None) >= 0 or shares.empty
    assert shares.max(axis=None) <= 1 or shares.empty
    touched = mentions[["document", "sentence"]].drop_duplicates()
    bare = result.loc[result["theme"] == "no theme", "n_sentences"].sum()
    assert len(touched) + bare == len(sentences)
    exclusive = assign_themes(mentions, sentences)["theme"].value_counts()
    assert exclusive.sum() == len(sentences) and exclusive.get("no theme", 0) == bare
