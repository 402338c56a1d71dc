"""What counts as a term, how terms and phrases are counted, and how they are shown in context."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.documents import read_documents
from helpers.lookup import find_pattern
from helpers.terms import (
    concordance,
    content_words,
    count_phrases,
    count_terms,
    find_families,
    find_merges,
    find_phrases,
    group_families,
    join_aliases,
    measure_dispersion,
    read_aliases,
    read_stopwords,
)
from helpers.tokens import split_tokens

ALIASES = pd.DataFrame(
    [
        ("Daesh/ISIS", "ISIS", "acronym"),
        ("Daesh/ISIS", "IS", "acronym"),
        ("Daesh/ISIS", "Islamic State", "name"),
        ("United States", "United States of America", "full name"),
        ("Al Asad", "Ain al-Asad", "full name"),
    ],
    columns=["name", "alias", "reason"],
)


def documents_of(*texts):
    return pd.DataFrame({"document": [f"d{n}" for n in range(1, len(texts) + 1)], "text": texts})


def tokens_of(*texts):
    return split_tokens(documents_of(*texts))


def test_one_name_is_counted_as_one_whatever_it_is_called():
    tokens = join_aliases(tokens_of("ISIS is here. Daesh/ISIS's, IS, the Islamic State."), ALIASES)
    result = count_terms(tokens).set_index("term")["n"].to_dict()
    assert result == {"daesh/isis": 4, "is": 1, "here": 1, "the": 1}  # the verb is no name


def test_a_name_of_several_words_is_one_row_with_all_its_text():
    text = "The United States of America met at Al Asad. The United. States met."
    result = join_aliases(tokens_of(text), ALIASES)
    names = result[result["text"].astype("str").str.contains(" ")]
    expected = pd.DataFrame(
        [
            (4, 28, "United States of America", "United States of America", "united states"),
            (36, 43, "Al Asad", "Al Asad", "al asad"),  # a name is an alias of itself
        ],  # the longest wins, but no name runs over a sentence's end
        columns=["start", "end", "text", "label", "term"],
    )
    pd.testing.assert_frame_equal(
        names[[*expected]].reset_index(drop=True),
        expected,
        check_dtype=False,
        check_categorical=False,
    )
    assert result["is_word"].sum() == tokens_of(text)["is_word"].sum() - 4
    assert result["token"].tolist() == [*range(1, len(result) + 1)]


def test_a_name_that_repeats_itself_is_joined_from_the_left():
    aliases = pd.DataFrame([("Duran Duran", "Duran Duran", "")], columns=[*ALIASES])
    result = join_aliases(tokens_of("Duran Duran Duran sang."), aliases)
    assert result["text"].astype("str").tolist() == ["Duran Duran", "Duran", "sang", "."]


def test_the_merges_are_shown_form_by_form():
    text = "Daesh/ISIS. ISIS's rise. Daesh/ISIS. Al Asad."
    merged = find_merges(join_aliases(tokens_of(text), ALIASES))
    result = merged[["label", "form"]].astype("str").values.tolist()
    assert result == [["Daesh/ISIS", "ISIS"], ["Al Asad", "Al Asad"]]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ISIS fled. We fought ISIS and ISIL.", "ISIS"),  # the text never says Daesh
        ("Daesh fled. ISIS fled from Daesh.", "Daesh"),
        ("The Islamic State fled.", "Islamic State"),
    ],
)
def test_a_name_is_printed_as_the_text_writes_it_most_often(text, label):
    joined = join_aliases(tokens_of(text), read_aliases())
    own = joined[joined["term"] == "daesh/isis"]
    assert {*own["label"]} == {label}


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("THIS IS A TEST OF IT.", 0),
        ("THEY ASKED US TO LEAVE.", 0),
        ("WHAT IT IS IS KNOWN.", 0),
        ("We fought IS in Tarn.", 1),
        ("IS fled, and the US stayed.", 2),
        ("The US GDP fell, and it fell again.", 1),
        ("THE UN AND NATO MET IN TARN.", 2),  # no word of English is meant
    ],
)
def test_a_word_in_a_line_of_capitals_is_no_name(text, n):
    joined = join_aliases(tokens_of(text), read_aliases())
    names = {"daesh/isis", "united states", "united nations", "nato"}
    assert joined["term"].isin(names).sum() == n


def test_a_name_that_brackets_repeat_counts_once():
    text = "The Islamic State of Iraq and Syria (ISIS) fled. ISIS (Tarn) met (ISIS)."
    terms = count_terms(join_aliases(tokens_of(text), read_aliases())).set_index("term")
    assert terms.loc["daesh/isis", "n"] == 3
    assert join_aliases(tokens_of(text), read_aliases())["is_word"].sum() == 8


def test_stop_words_lose_their_term_and_keep_their_place():
    tokens = tokens_of("The law of the land.")
    result = content_words(tokens, {"the", "of"})
    assert result["term"].tolist()[1::3] == ["law", "land"]
    assert result["term"].isna().tolist() == [True, False, True, True, False, True]
    assert len(result) == len(tokens)
    assert tokens["term"].tolist()[0] == "the"  # the frame that came in is as it was


def test_terms_are_counted_against_all_words():
    tokens = content_words(tokens_of("The law, the law. Law.\n\nThe land.", "One law."), {"the"})
    result = count_terms(tokens)
    expected = pd.DataFrame(
        [
            ("d1", "law", "law", 3, 3000 / 7, 2, 1),  # the commonest form is the label
            ("d1", "land", "land", 1, 1000 / 7, 1, 1),
            ("d2", "law", "law", 1, 1000 / 2, 1, 1),  # documents are counted apart
            ("d2", "one", "One", 1, 1000 / 2, 1, 1),  # ties in the order of the alphabet
        ],
        columns=["document", "term", "label", "n", "per_thousand", "n_sentences", "n_paragraphs"],
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, check_categorical=False)


def test_phrases_close_over_nothing():
    text = "Human rights law. Rights, law and rights of law. Human rights."
    tokens = content_words(tokens_of(text), {"and", "of"})
    result = find_phrases(tokens)["text"].tolist()
    assert result == ["Human rights", "Human rights law", "rights law", "Human rights"]
    counts = count_phrases(tokens)
    assert counts[["label", "n"]].values.tolist() == [["Human rights", 2]]
    assert len(count_phrases(tokens, min_n=1)) == 3


def test_a_concordance_can_be_read_from_either_side():
    documents = documents_of("We uphold the law here.\n\nNo law binds. All know a law.")
    tokens = split_tokens(documents)
    result = concordance(tokens, documents, "law", width=10)
    expected = pd.DataFrame(
        [
            ("d1", 1, 1, 14, 17, "the ", "law", " here."),  # whole words only
            ("d1", 2, 2, 28, 31, "No ", "law", " binds."),  # and none of another paragraph
            ("d1", 2, 3, 50, 53, "know a ", "law", "."),
        ],
        columns=["document", "paragraph", "sentence", "start", "end", "left", "text", "right"],
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, check_categorical=False)
    by_left = concordance(tokens, documents, "law", sort="left")["sentence"]
    assert by_left.tolist() == [3, 2, 1]  # a, no, the
    by_right = concordance(tokens, documents, "law", sort="right")["sentence"]
    assert by_right.tolist() == [2, 1, 3]  # binds, here, full stop
    documents = documents_of("Laws bind. A law stands.")
    by_match = concordance(split_tokens(documents), documents, "law*", sort="right")["text"]
    assert by_match.tolist() == ["law", "Laws"]  # the match comes before what follows it
    with pytest.raises(ValueError, match="sort must be place, left or right, not 'up'"):
        concordance(tokens, documents, "law", sort="up")


def test_families_show_the_forms_that_they_join():
    tokens = tokens_of("Ministers met. A minister meets ministers.")
    result = group_families(tokens)
    first = result.iloc[0][["stem", "label", "forms", "n_forms", "n"]].tolist()
    assert first == ["minist", "Ministers", "Ministers 2, minister 1", 2, 3]
    rows = find_families(tokens).groupby("stem", observed=True).size()
    assert rows.to_dict() == result.set_index("stem")["n"].to_dict()


def test_the_bundled_judgements_are_read_and_argued_for():
    aliases, stopwords = read_aliases(), read_stopwords()
    assert {*aliases.loc[aliases["name"] == "Daesh/ISIS", "alias"]} >= {"Daesh", "ISIS", "Da'esh"}
    assert aliases["reason"].str.len().min() > 0
    assert "the" in stopwords and "coalition" not in stopwords
    tokens = join_aliases(split_tokens(read_documents()), aliases)
    terms = count_terms(content_words(tokens, stopwords)).set_index("term")["n"]
    # counted by hand with a search of the saved file between the first and last words
    assert terms[["daesh/isis", "coalition", "ministers"]].tolist() == [19, 19, 16]


def test_a_researchers_own_judgements_win(tmp_path):
    (tmp_path / "stopwords.txt").write_text("# mine\nLaw order\n")
    assert read_stopwords(tmp_path) == {"law", "order"}
    (tmp_path / "aliases.csv").write_text("name,alias,reason\nA,B,x\nC,B,y\n")
    with pytest.raises(ValueError, match=r"aliases\.csv, line 3: 'B' stands twice"):
        read_aliases(tmp_path)
    (tmp_path / "aliases.csv").write_text("name,alias\nA,B\n")
    with pytest.raises(ValueError, match=r"aliases\.csv: no column 'reason'"):
        read_aliases(tmp_path)


WORDS = st.lists(
    st.sampled_from(["law", "Law's", "ISIS", "Islamic", "State", ",", "."]), max_size=30
)


@given(st.lists(WORDS, max_size=3))
def test_counts_add_up_and_every_row_points_at_its_words(texts):
    documents = documents_of(*map(" ".join, texts))
    tokens = join_aliases(split_tokens(documents), ALIASES)
    content = content_words(tokens, {"law"})
    assert count_terms(content)["n"].sum() == content["term"].notna().sum()
    phrases = find_phrases(content)
    assert count_phrases(content, min_n=1)["n"].sum() == len(phrases)
    text = documents.set_index("document")["text"]
    for frame in (tokens, phrases, find_pattern(tokens, "is*")):
        for row in frame[["document", "start", "end", "text"]].itertuples(index=False):
            assert text[row.document][row.start : row.end] == row.text


def test_a_term_has_one_label_wherever_it_is_counted():
    # a tie in both documents together and in the first alone; in the second one form leads
    tokens = split_tokens(documents_of("STATE and State.", "State, state and state: STATE."))
    counts = count_terms(tokens).set_index(["document", "term"])["label"]
    spread = measure_dispersion(tokens).set_index(["document", "term"])["label"]
    for document, expected in (("d1", "STATE"), ("d2", "state")):
        assert counts[document, "state"] == spread[document, "state"] == expected
