"""Tests of the measures: published worked numbers first, then frames in and frames out."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from pandas.testing import assert_frame_equal
from word_frames import make_tokens, no_tokens, stack

from helpers.frames import typed
from helpers.terms import measure_collocations, measure_dispersion, measure_diversity
from helpers.terms.formulas import log_likelihood, score_pair

# ------------------------------------------------------------------ published: dispersion

# Gries 2008; 2020, doi 10.1007/978-3-030-46216-1_5; also scattertext, test_Dispersion.py
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


@pytest.mark.parametrize(
    ("term", "n_parts", "dp", "dp_norm", "juilland_d"),
    [
        ("a", 5, 0.18, 0.2195, 0.785),
        ("b", 5, 0.02, 0.024, 0.968),
        ("i", 1, 0.82, 1, 0),  # once, in the smallest part: as uneven as can be
        ("q", 1, 0.80, 0.976, 0),
        ("x", 1, 0.78, 0.951, 0),
    ],
)
def test_dispersion_gries_corpus(term, n_parts, dp, dp_norm, juilland_d):
    result = measure_dispersion(make_tokens(*GRIES)).set_index("term").loc[term]
    assert result["n_parts"] == n_parts
    assert result["dp"] == pytest.approx(dp, abs=5e-4)
    assert result["dp_norm"] == pytest.approx(dp_norm, abs=5e-4)
    assert result["juilland_d"] == pytest.approx(juilland_d, abs=5e-4)


def test_dispersion_lijffijt_gries_2012():
    # [2, 1, 0] in three equal parts: DP 1/3, DPnorm .5
    result = measure_dispersion(make_tokens("w w o", "w o o", "o o o")).set_index("term").loc["w"]
    assert result["dp"] == pytest.approx(1 / 3)
    assert result["dp_norm"] == pytest.approx(0.5)


def test_dispersion_carroll_1970():
    # [0, 4, 3, 2, 1] in five equal parts: Juilland D .6464
    parts = ["o o o o", "w w w w", "w w w o", "w w o o", "w o o o"]
    result = measure_dispersion(make_tokens(*parts)).set_index("term").loc["w"]
    assert result["juilland_d"] == pytest.approx(0.6464, abs=5e-5)


# ------------------------------------------------------------------- published: diversity

ONE_TWO = "one one two one one two one"  # quanteda.textstats tests
RICHNESS = "test text with some text numbers hyphenhere and text punctuations"  # LexicalRichness
WORDLESS = " ".join(["this is a sentence dot"] * 20)  # Wordless tests, which count the full stop


@pytest.mark.parametrize(("window", "mattr"), [(2, 0.833333), (3, 0.666667), (4, 0.5)])
def test_mattr_quanteda(window, mattr):
    result = measure_diversity(make_tokens(ONE_TWO), window=window).loc[0]
    assert result["ttr"] == pytest.approx(0.285714, abs=1e-6)
    assert result["mattr"] == pytest.approx(mattr, abs=1e-6)


def test_diversity_lexicalrichness():
    result = measure_diversity(make_tokens(RICHNESS), window=5, sample=5).loc[0]
    assert result["mtld"] == pytest.approx(14.0)
    assert result["mattr"] == pytest.approx(0.9)
    assert result["hdd"] == pytest.approx(0.883333, abs=1e-6)


def test_diversity_wordless():
    result = measure_diversity(make_tokens(WORDLESS), sample=42).loc[0]
    # 1 - hypergeom(0; 100, 20, 42) written as a product: 42 draws that all miss the 20
    missed = math.prod((80 - i) / (100 - i) for i in range(42))
    assert result["mtld"] == pytest.approx(100 / 14)
    assert result["hdd"] == pytest.approx(5 * (1 - missed) / 42)


# ---------------------------------------------------------------- published: collocations


def test_t_manning_schuetze():
    # new companies (Manning & Schütze 1999, p. 164)
    assert score_pair(8, 15828, 4675, 14307668)[1] == pytest.approx(0.999932, abs=1e-6)


def test_pmi_church_hanks():
    # honorary doctor (Church & Hanks 1990, p. 24)
    assert score_pair(8, 1105, 44, 15_000_000)[2] == pytest.approx(11.3, abs=0.05)


def test_collocation_g2_dunning():
    # Dunning 1993, p. 72: 10 together, 0 and 3 apart, 31764 neither; the same table as in keyness
    result = score_pair(10, 10, 13, 10 + 0 + 3 + 31764)[0]
    assert result == pytest.approx(167.23, abs=5e-3)
    assert result == pytest.approx(log_likelihood(10, 0, 13, 31764))
    assert result == BigramAssocMeasures.likelihood_ratio(10, (10, 13), 31777)


def test_log_dice_by_hand():
    # Rychlý 2008: 14 + log2(2 * 2 / (4 + 4)) = 14 - 1; the length of the text plays no part
    assert score_pair(2, 4, 4, 100)[3] == pytest.approx(13)
    assert score_pair(2, 4, 4, 1_000_000)[3] == pytest.approx(13)
    # never apart: the ceiling
    assert score_pair(5, 5, 5, 100)[3] == pytest.approx(14)


# ------------------------------------------------------------------ frames in, frames out


def test_dispersion_frame():
    tokens = make_tokens("Syria , (the) Iraq", "SYRIA syria", "; .")
    result = measure_dispersion(tokens)
    expected = pd.DataFrame(
        # parts of 3 and 2 words: "the" fills the first one, the marks do not, the last is none
        [
            ["A", "syria", "Syria", 3, 2, 4 / 15, 4 / 9, 0.5],  # three forms: the first; 1/3 and 1
            [
                "A",
                "iraq",
                "Iraq",
                1,
                1,
                0.4,
                2 / 3,
                0.0,
            ],  # only in the larger part: not at its worst
        ],
        columns=["document", "term", "label", "n", "n_parts", "dp", "dp_norm", "juilland_d"],
    )
    assert_frame_equal(result, typed(expected))


def test_dispersion_label_is_commonest_then_first():
    result = measure_dispersion(make_tokens("State state state", "UN Un")).set_index("term")[
        "label"
    ]
    assert result.to_dict() == {"state": "state", "un": "UN"}


def test_dispersion_of_an_even_word_is_exact():
    result = measure_dispersion(make_tokens("a b c", "a d e", "a f g")).iloc[0]
    assert result[["term", "dp", "dp_norm", "juilland_d"]].tolist() == ["a", 0, 0, 1]


def test_dispersion_of_one_part_is_missing():
    result = measure_dispersion(make_tokens("a b a"))
    assert result["dp"].tolist() == [0, 0]
    assert result[["dp_norm", "juilland_d"]].isna().all(axis=None)


def test_dispersion_by_sentence():
    tokens = make_tokens("a b . a b . c d")
    result = measure_dispersion(tokens, part="sentence").set_index("term")["n_parts"]
    assert result.to_dict() == {"a": 2, "b": 2, "c": 1, "d": 1}
    assert measure_dispersion(tokens, part="document")["n_parts"].tolist() == [1, 1, 1, 1]


def test_diversity_frame():
    tokens = stack(
        make_tokens("a b (the) a", "c , a", document="B"),  # the and the comma are passed over
        make_tokens("(the) (of)", document="A"),  # words, but none that is counted
        make_tokens("a b c", document="C"),  # nothing repeated: no mtld
    )
    result = measure_diversity(tokens, window=3, sample=2)
    expected = pd.DataFrame(
        [
            # a b a c a: windows 2/3, 1, 2/3; one factor of three tokens, and none after it, so 5/1
            # forwards, 5/1 backwards; hdd (1 - 1/10 + 2 * (1 - 6/10)) / 2
            ["B", 5, 3, 0.6, 7 / 9, 5.0, 0.85],
            ["A", 0, 0, np.nan, np.nan, np.nan, np.nan],
            ["C", 3, 3, 1.0, 1.0, np.nan, 1.0],
        ],
        columns=["document", "n_tokens", "n_types", "ttr", "mattr", "mtld", "hdd"],
    )
    assert_frame_equal(result, typed(expected))


def test_diversity_of_a_short_text():
    result = measure_diversity(make_tokens(RICHNESS)).loc[0]  # ten tokens, window 50, sample 42
    assert math.isnan(result["mattr"])
    assert math.isnan(result["hdd"])
    assert result["mtld"] == pytest.approx(14.0)


def test_mattr_and_hdd_of_a_text_as_long_as_the_window():
    result = measure_diversity(make_tokens("a b a c"), window=4, sample=4).loc[0]
    assert result["mattr"] == result["hdd"] == result["ttr"] == 0.75


def test_mtld_closes_a_factor_at_the_factor():
    # "reached", so a ttr of exactly the factor closes it: a a | a a at .5
    assert measure_diversity(make_tokens("a a a a"), factor=0.5)["mtld"].tolist() == [2.0]


def test_mtld_is_read_both_ways():
    # forwards a a | b c d: one factor, 5; backwards d c b a a: (1 - .8) / (1 - .72) of one, 7
    assert measure_diversity(make_tokens("a a b c d")).loc[0, "mtld"] == pytest.approx((5 + 7) / 2)


@pytest.mark.parametrize("wrong", [{"window": 0}, {"sample": 0}, {"factor": 0}, {"factor": 1}])
def test_diversity_refuses(wrong):
    with pytest.raises(ValueError, match="at least 1"):
        measure_diversity(make_tokens("a b"), **wrong)


def test_collocations_frame():
    tokens = make_tokens("Islamic State . Islamic state", "islamic State (of) war", "other words")
    result = measure_collocations(tokens, min_n=3)
    expected = pd.DataFrame(
        # 3 of 3 and 3 in ten words, "of" being one: 3 and 7 in the cells, .9 expected
        [
            [
                *["A", "islamic", "state", "Islamic State", 3, 3, 3],
                2 * (3 * math.log(10 / 3) + 7 * math.log(10 / 7)),
                (3 - 0.9) / math.sqrt(3),
                math.log2(3 / 0.9),
                14.0,
            ]
        ],
        columns=[
            *["document", "first", "second", "label", "n", "n_first", "n_second"],
            *["g2", "t", "pmi", "log_dice"],
        ],
    )
    assert_frame_equal(result, typed(expected))


@pytest.mark.parametrize(
    "near_miss",
    [
        "new york , . new , york",  # a comma between
        "new york . new (the) york",  # a removed word between
        "new york . new . york",  # a full stop, and another sentence
        "new york . york new",  # the other order
        "new york . new (york)",  # the second word taken out
        "new york . new old york",  # two places apart
    ],
)
def test_collocations_near_misses(near_miss):
    result = measure_collocations(make_tokens(near_miss), min_n=1)
    found = result.loc[(result["first"] == "new") & (result["second"] == "york"), "n"]
    assert found.tolist() == [1]


def test_collocations_do_not_cross_sentences_or_documents():
    # the sentence ends without a mark, and the next document starts with the same numbers
    tokens = make_tokens("a", "b")
    assert measure_collocations(tokens, min_n=1).empty
    first, second = make_tokens("a", document="A"), make_tokens("x b", document="B")
    result = measure_collocations(stack(first, second), window=3, min_n=1)
    assert result["label"].tolist() == ["x b"]


def test_collocations_of_equal_strength_stand_as_in_the_text():
    result = measure_collocations(make_tokens("c d . a b . e f . a b . e f . c d"), min_n=2)
    assert result["g2"].nunique() == 1
    assert result["label"].tolist() == ["c d", "a b", "e f"]


def test_collocations_window_counts_places():
    tokens = make_tokens("a , b (the) c d")  # places 1 2 3 4 5 6
    pairs = {
        window: set(measure_collocations(tokens, window=window, min_n=1)["label"])
        for window in (1, 2, 3)
    }
    assert pairs[1] == {"c d"}
    assert pairs[2] == {"c d", "a b", "b c"}
    assert pairs[3] == {"c d", "a b", "b c", "b d"}


def test_collocations_keep_places_when_rows_were_dropped():
    tokens = make_tokens("a , b")
    assert measure_collocations(tokens[tokens["is_word"]], min_n=1).empty


def test_collocations_window_widens_what_is_expected():
    # in a window of 2 each word has two chances: 2 * 2 * 2 / 8 = 1 meeting is expected, 2 are seen
    tokens = make_tokens("a o b", "a p b", "q r")
    result = measure_collocations(tokens, window=2, min_n=2).iloc[0]
    assert result["label"] == "a b"
    assert result["t"] == pytest.approx((2 - 1) / math.sqrt(2))
    assert result["pmi"] == pytest.approx(1)


def test_collocations_sorted_by_document_then_g2():
    rare, common = "x y z . x y", "a a b . a c . a a b . b"
    tokens = stack(make_tokens(common, document="Z"), make_tokens(rare, document="A"))
    result = measure_collocations(tokens, min_n=1)
    assert result["document"].drop_duplicates().tolist() == ["Z", "A"]  # as they came
    for _, part in result.groupby("document"):
        assert part["g2"].is_monotonic_decreasing


def test_pairs_that_avoid_each_other_are_negative():
    # 50 and 50 in 100 words: 25 meetings expected, 5 seen, so not on top of the list
    g2, t, pmi, _ = score_pair(5, 50, 50, 100)
    assert g2 < 0 and t < 0 and pmi < 0
    assert score_pair(25, 50, 50, 100)[:3] == (0, 0, 0)


def test_collocations_of_a_word_with_itself():
    # "very" is all of the text but for one word, in which case the four cells do not fit
    result = measure_collocations(make_tokens("very very . very . very (so)"), min_n=1)
    assert result[["n", "n_first", "n_second"]].to_numpy().tolist() == [[1, 4, 4]]
    assert np.isfinite(result[["g2", "t", "pmi", "log_dice"]]).all(axis=None)


def test_collocations_refuse_a_window_of_nothing():
    with pytest.raises(ValueError, match="at least 1"):
        measure_collocations(make_tokens("a b"), window=0)


MEASURES = [measure_dispersion, measure_diversity, measure_collocations]


@pytest.mark.parametrize("measure", MEASURES)
def test_no_tokens_give_an_empty_frame(measure):
    result = measure(no_tokens())
    assert result.empty
    assert result.columns.tolist() == measure(make_tokens("a b a b a b")).columns.tolist()
    assert measure(make_tokens("a b").iloc[:0]).columns.tolist() == result.columns.tolist()


@pytest.mark.parametrize("measure", MEASURES)
def test_a_lacking_column_is_named(measure):
    with pytest.raises(ValueError, match="lacks the column term"):
        measure(make_tokens("a b").drop(columns="term"))
    with pytest.raises(ValueError, match="lacks the column is_word"):
        measure(make_tokens("a b").drop(columns="is_word"))


@pytest.mark.parametrize("measure", MEASURES)
def test_input_is_not_mutated(measure):
    tokens = stack(make_tokens("a b , a b", "a b (c)"), make_tokens("a b", document="B"))
    before = tokens.copy(deep=True)
    measure(tokens)
    assert_frame_equal(tokens, before)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_document_is_measured_by_itself(measure):
    one = make_tokens("a b . a b . a b c", "c d a b", document="Z")
    two = make_tokens("a b (c) d", "a b , a b", "b a", document="A")
    result = measure(stack(one, two))
    expected = pd.concat([measure(one), measure(two)], ignore_index=True)
    assert len(expected) > 1
    assert_frame_equal(result, typed(expected))


def test_unused_categories_stay_away():
    tokens = stack(make_tokens("a b a b a b", document="A"), make_tokens("c", document="B"))
    only_b = tokens[tokens["document"] == "B"]
    assert measure_dispersion(only_b)["term"].tolist() == ["c"]
    assert measure_diversity(only_b)["document"].tolist() == ["B"]
    assert measure_collocations(only_b, min_n=1).empty


# -------------------------------------------------------------------------- properties

words = st.lists(st.sampled_from(["a", "B", "b", "c", "(the)", ",", "."]), max_size=12)
texts = st.lists(words.map(" ".join), min_size=1, max_size=4)
quick = settings(max_examples=25, deadline=None)


@quick
@given(texts)
def test_dispersion_holds_its_bounds(paragraphs):
    tokens = make_tokens(*paragraphs)
    result = measure_dispersion(tokens)
    assert result["n"].sum() == tokens["term"].notna().sum()
    assert result["dp"].between(0, 1).all()
    for name in ("dp_norm", "juilland_d"):
        assert result[name].dropna().between(0, 1).all()
    assert (result["dp_norm"].dropna() >= result.loc[result["dp_norm"].notna(), "dp"]).all()


@quick
@given(texts, st.integers(1, 6))
def test_diversity_agrees_with_walking_through_the_windows(paragraphs, window):
    tokens = make_tokens(*paragraphs)
    terms = tokens["term"].dropna().tolist()
    windows = [terms[i : i + window] for i in range(len(terms) - window + 1)]
    expected = np.mean([len(set(part)) / window for part in windows]) if windows else np.nan
    for result in measure_diversity(tokens, window=window, sample=window).itertuples():
        assert (result.n_tokens, result.n_types) == (len(terms), len(set(terms)))
        assert result.mattr == pytest.approx(expected, nan_ok=True)
        assert math.isnan(result.hdd) or 1 / window - 1e-9 <= result.hdd <= 1 + 1e-9
        assert math.isnan(result.mtld) == (len(terms) == len(set(terms)))


@quick
@given(texts, st.integers(1, 3))
def test_collocations_agree_with_counting_by_hand(paragraphs, window):
    tokens = make_tokens(*paragraphs)
    kept = tokens[tokens["term"].notna()].astype({"term": "str"})
    places = list(zip(kept["sentence"], kept["token"], kept["term"], strict=True))
    expected = sum(
        s == other_s and 0 < other_t - t <= window
        for s, t, _ in places
        for other_s, other_t, _ in places
    )
    result = measure_collocations(tokens, window=window, min_n=1)
    assert result["n"].sum() == expected
    assert (result["n"] <= window * result[["n_first", "n_second"]].min(axis=1)).all()
    assert np.isfinite(result[["g2", "t", "pmi", "log_dice"]]).all(axis=None)
