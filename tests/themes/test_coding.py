"""Agreement and error of a codebook against readers; expected values are published ones."""

import numpy as np
import pandas as pd
import pytest

from helpers.documents import read_documents
from helpers.themes import (
    krippendorff_alpha,
    list_errors,
    rate_alpha,
    read_coding,
    score_codebook,
    score_readers,
    wilson_interval,
)
from helpers.tokens import split_sentences

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; irr 0.84.1 agrees
A = "0 1 0 0 0 0 0 0 1 0 | 1 1 1 0 0 1 0 0 0 0"
B = "1 1 2 2 4 3 3 3 5 4 4 1 | 2 1 2 2 2 3 3 3 5 4 4 4"
C = (
    "1 2 3 3 2 1 4 1 2 - - - | 1 2 3 3 2 2 4 1 2 5 - - "
    "| - 3 3 3 2 3 4 2 2 5 1 3 | 1 2 3 3 2 4 4 1 2 5 1 -"
)


def values_of(text):
    rows = [row.split() for row in text.split("|")]
    return np.array([[np.nan if v == "-" else float(v) for v in row] for row in rows])


@pytest.mark.parametrize(("text", "expected"), [(A, 0.095), (B, 0.692), (C, 0.743)])
def test_alpha_is_krippendorffs(text, expected):
    assert krippendorff_alpha(values_of(text)) == pytest.approx(expected, abs=0.0005)


def test_alpha_of_full_agreement_and_of_nothing_that_varies():
    assert krippendorff_alpha(values_of("0 1 1 | 0 1 1")) == 1
    assert np.isnan(krippendorff_alpha(values_of("0 0 0 | 0 0 0")))
    assert np.isnan(krippendorff_alpha(values_of("0 1 | - -")))  # no unit was read twice


@pytest.mark.parametrize(
    ("alpha", "expected"),
    [(0.8, "reliable"), (0.79, "tentative"), (0.667, "tentative"), (0.66, "not usable")],
)
def test_alpha_is_rated_by_the_usual_thresholds(alpha, expected):
    assert rate_alpha(alpha) == expected


@pytest.mark.parametrize(  # Newcombe 1998, Statistics in Medicine 17, table I, method 3
    ("k", "n", "expected"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_the_interval_is_wilsons(k, n, expected):
    assert wilson_interval(k, n) == pytest.approx(expected, abs=0.00005)


def test_no_case_has_no_interval():
    assert np.isnan(wilson_interval(0, 0)).all()


@pytest.fixture
def mentions():
    themes = pd.CategoricalDtype(["law", "peace", "war"])
    rows = [("d", "law", 1), ("d", "law", 1), ("d", "law", 2), ("d", "war", 3)]
    found = pd.DataFrame(rows, columns=["document", "theme", "sentence"])
    return found.astype({"theme": themes})


@pytest.fixture
def coding():
    rows = [
        ("ann", "d", sentence, theme, coded)
        for theme, column in {"law": [1, 0, 1, 0], "peace": [0, 0, 0, 0]}.items()
        for sentence, coded in enumerate(column, start=1)
    ]
    columns = ["reader", "document", "sentence", "theme", "coded"]
    return pd.DataFrame(rows, columns=columns).astype({"coded": bool})


def test_a_codebook_is_scored_by_sentence_and_theme(mentions, coding):
    result = score_codebook(mentions, coding).set_index("theme")
    assert [*result.index] == ["law", "peace"]  # nobody coded war
    counts = ["tp", "fp", "fn", "tn"]
    assert result.loc["law", counts].tolist() == [1, 1, 1, 1]  # two mentions, one sentence
    assert result.loc["law", ["precision", "recall", "f1"]].tolist() == [0.5, 0.5, 0.5]
    low, high = wilson_interval(1, 2)
    assert result.loc["law", ["recall_low", "recall_high"]].tolist() == [low, high]
    assert result.loc["peace", counts].tolist() == [0, 0, 0, 4]
    assert result.loc["peace", ["precision", "recall", "f1", "alpha"]].isna().all()


def test_errors_are_listed_as_sentences(mentions, coding):
    result = list_errors(mentions, coding)[["theme", "sentence", "error"]].values.tolist()
    assert result == [["law", 2, "false positive"], ["law", 3, "false negative"]]


def test_readers_are_compared_with_each_other(coding):
    other = coding.assign(reader="bob", coded=coding["coded"] | (coding["sentence"] == 4))
    result = score_readers(pd.concat([coding, other])).set_index("theme")
    assert result.loc["law", ["n_readers", "n_sentences"]].tolist() == [2, 4]
    expected = krippendorff_alpha(values_of("1 0 1 0 | 1 0 1 1"))
    assert result.loc["law", "alpha"] == expected


def test_the_bundled_coding_is_whole():
    result = read_coding(read_documents())
    assert result.groupby("reader").size().tolist() == [280, 280]  # 28 sentences, 10 themes
    assert not result.duplicated(["reader", "document", "sentence", "theme"]).any()


def test_scores_stand_in_the_order_of_the_codebook_or_as_wanted():
    coding = pd.DataFrame(
        {"reader": "r", "document": "d", "sentence": 1, "theme": ["a", "b", "c"], "coded": True}
    )
    mentions = pd.DataFrame({"document": "d", "sentence": 1, "theme": ["c", "a", "b"]})
    mentions["theme"] = pd.Categorical(mentions["theme"], ["b", "c", "a"])
    assert score_codebook(mentions, coding)["theme"].to_list() == ["b", "c", "a"]
    assert score_codebook(mentions, coding, themes="cab")["theme"].to_list() == ["c", "a", "b"]


def test_a_slip_of_a_reader_is_said_with_its_place(tmp_path):
    (tmp_path / "coding").mkdir()
    file = tmp_path / "coding" / "ann.csv"
    documents = pd.DataFrame({"document": ["d"]})
    for slip in (
        "d,2,yes",  # neither 0 nor 1
        "d,two,1",  # no number
        "d,-2,1",
        "d,99999999999999999999,1",
        "d,1,0",  # for the second time
        "d,2",
    ):
        file.write_text(f"document,sentence,law\nd,1,0\n{slip}\n")
        message = (
            r"^coding/ann\.csv, line 3: document, sentence, then 0 or 1 a theme; each sentence"
        )
        with pytest.raises(ValueError, match=message):
            read_coding(documents, tmp_path)
    file.write_text("document,law\nd,0\n")
    with pytest.raises(ValueError, match=r"^coding/ann\.csv: no column 'sentence'"):
        read_coding(documents, tmp_path)
    file.write_text("document,sentence,law\nd,1,0\ne,1,1\n")
    both = pd.DataFrame({"document": ["d", "e"]})
    assert len(read_coding(both, tmp_path)) == 2
    (file.parent / "reader-ann.csv").write_text("document,sentence,law\nd,1,0\n")
    with pytest.raises(ValueError, match=r"^coding/reader-ann\.csv: reader 'ann' has another file"):
        read_coding(both, tmp_path)
    for other in file.parent.iterdir():
        other.unlink()
    assert read_coding(documents, tmp_path).empty
    (tmp_path / "coding").rmdir()
    (tmp_path / "coding").touch()
    with pytest.raises(ValueError, match=r"^coding is not a folder; it should hold"):
        read_coding(documents, tmp_path)


def coded_by_hand(tmp_path, rows):
    for name in ("arlan", "tarn"):
        (tmp_path / f"{name}.txt").write_text("They met. They left. They agreed.\n")
    (tmp_path / "coding").mkdir()
    (tmp_path / "coding" / "ann.csv").write_text("document,sentence,trade\n" + rows)
    documents = read_documents(tmp_path)
    return documents, split_sentences(documents)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("arlan,99,1\n", "coding/ann.csv, line 2: 'arlan' has no sentence 99; its last is 3"),
        ("arlan,1,1\ntarn,0,1\n", "line 3: 'tarn' has no sentence 0; its last is 3"),
        ("arlan.txt,1,1\n", "no statement is called 'arlan.txt'; do you mean 'arlan'?"),
        ("Arlan,1,1\n", "no statement is called 'Arlan'; do you mean 'arlan'?"),
        ("quite another,1,1\n", "no statement is called 'quite another'$"),
    ],
)
def test_what_is_coded_and_not_there_is_said_with_what_may_be_meant(tmp_path, rows, said):
    documents, sentences = coded_by_hand(tmp_path, rows)
    with pytest.raises(ValueError, match=said.replace("?", r"\?")) as raised:
        read_coding(documents, tmp_path, sentences=sentences)
    assert "\n" not in str(raised.value)


def test_the_coding_of_other_statements_is_left_out_and_not_refused(tmp_path):
    documents, sentences = coded_by_hand(tmp_path, "arlan,3,1\ntarn,3,0\n")
    own = sentences[sentences["document"] == "tarn"]
    result = read_coding(documents, tmp_path, sentences=own)
    assert result["document"].to_list() == ["tarn"]
    assert len(read_coding(documents, tmp_path)) == 2
    assert read_coding(documents).empty  # ours is of another statement
