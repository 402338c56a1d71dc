"""Tests of keyness: published worked numbers first, then frames in and frames out."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from word_frames import TEXT_COLUMNS, make_tokens, no_tokens, stack

from helpers.frames import typed
from helpers.terms import compare_documents, compare_terms
from helpers.terms.formulas import (
    chi_square_p,
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
)

# --------------------------------------------------------------------- published: keyness


def test_log_likelihood_dunning():
    # K2: Dunning 1993, p. 72, four cells
    assert log_likelihood(10, 0, 13, 31764) == pytest.approx(167.23, abs=5e-3)


def test_log_likelihood_quanteda():
    # K1: quanteda.textstats, test-textstat_keyness.R; it adds 1e-9 inside the logarithm
    assert log_likelihood(7, 2, 10, 9) == pytest.approx(4.534939370256, abs=1e-5)


def test_log_likelihood_counts_four_cells():
    # "iraq" 11/532 against 1/531: 9.8276 with four cells, 9.7327 with two (Rayson & Garside 2000)
    assert log_likelihood(11, 1, 532, 531) == pytest.approx(9.8276, abs=5e-5)
    mean = 12 / (532 + 531)
    two_cells = 2 * (11 * math.log(11 / (532 * mean)) + 1 * math.log(1 / (531 * mean)))
    assert two_cells == pytest.approx(9.7327, abs=5e-5)


def test_log_likelihood_rayson():
    # K5: Rayson on the Corpora list, 2002-01, KEEP keep keeps keeping kept; two cells, but in a
    # million words each the other two do not change a rounded value. Ours is signed: 9/32 is below.
    target, reference = np.array([392, 348, 15, 9, 21]), np.array([170, 99, 14, 32, 25])
    result = log_likelihood(target, reference, 10**6, 10**6)
    assert np.abs(result).round().tolist() == [90, 147, 0, 14, 0]
    assert np.sign(result).tolist() == [1, 1, 1, -1, -1]


def test_log_likelihood_edges():
    assert log_likelihood(5, 5, 100, 100) == 0
    assert log_likelihood(5, 10, 100, 200) == 0  # equal shares, unequal sizes
    assert log_likelihood(0, 0, 100, 100) == 0
    assert log_likelihood(100, 100, 100, 100) == 0  # nothing but this word
    assert log_likelihood(2, 7, 9, 10) == pytest.approx(-log_likelihood(7, 2, 10, 9))
    with pytest.raises(ValueError, match="between 0 and the size"):
        log_likelihood(101, 0, 100, 100)


def test_log_ratio_hardie():
    # K9: Hardie 2014: equal is 0, four times is 2, a zero stands as 0.5
    assert log_ratio(5, 5, 1000, 1000) == 0
    assert log_ratio(20, 5, 1000, 1000) == 2
    assert log_ratio(5, 20, 1000, 1000) == -2
    assert log_ratio(4, 0, 1000, 1000) == 3  # 4 / 0.5 = 8
    assert log_ratio([0, 8], [1, 2], 100, 100).tolist() == [-1, 2]


def test_percent_difference_gabrielatos_marchi():
    # K7: Gabrielatos & Marchi 2011, p. 18
    result = percent_difference(206523, 178174, 959641, 1562358)
    assert result == pytest.approx(88.7, abs=0.05)
    assert percent_difference(3, 0, 10, 10) == math.inf
    assert percent_difference(0, 3, 10, 10) == -100
    assert math.isnan(percent_difference(0, 0, 10, 10))


def test_chi_square_p():
    # printed critical values of chi-square with 1 df
    expected = {3.841: 0.05, 6.635: 0.01, 10.828: 0.001}
    assert {x: round(chi_square_p(x), 4) for x in expected} == expected
    assert chi_square_p(-3.841) == chi_square_p(3.841)
    assert chi_square_p(0) == 1


# ------------------------------------------------------------------ published: log odds

# tidylo 0.1.0.9000, reference/bind_log_odds.html (juliasilge.github.io/tidylo): cars by engine
# shape (vs) and number of gears (3, 4, 5). It compares a group with all groups, itself included,
# and gives each group the prior; so here the second text is all groups and the prior once more.
GEARS = {0: np.array([12, 2, 4]), 1: np.array([3, 10, 1])}
ALL_GEARS = np.array([15, 12, 5])


def test_log_odds_tidylo_uninformative_prior():
    # one use of each of three terms
    log_odds_0 = [0.6968169, -1.2527630, 0.3249262]
    weighted_0 = [1.8912729, -1.9691060, 0.5549172]
    delta, z = log_odds(GEARS[0], ALL_GEARS + 1, 18, 32 + 3, 1, 3)
    assert delta == pytest.approx(log_odds_0, abs=5e-8)
    assert z == pytest.approx(weighted_0, abs=5e-8)
    delta, z = log_odds(GEARS[1], ALL_GEARS + 1, 14, 32 + 3, 1, 3)
    assert delta == pytest.approx([-0.9673459, 1.1451323, -0.5268260], abs=5e-8)
    assert z == pytest.approx([-1.7407107, 2.8421436, -0.6570674], abs=5e-8)


def test_log_odds_tidylo_informative_prior():
    # its default: as many uses as in all groups together
    _, z = log_odds(GEARS[0], 2 * ALL_GEARS, 18, 2 * 32, ALL_GEARS, 32)
    assert z == pytest.approx([1.1728347, -1.3767516, 0.4033125], abs=5e-8)
    _, z = log_odds(GEARS[1], 2 * ALL_GEARS, 14, 2 * 32, ALL_GEARS, 32)
    assert z == pytest.approx([-1.1354777, 1.5661168, -0.4362340], abs=5e-8)


FOX = "the quick brown fox jumps over the lazy pig"


def score_fox(other, prior_of):
    """z of each word of FOX and another text, with a prior for each word."""
    words = sorted({*FOX.split(), *other.split()})
    counts = [[text.split().count(word) for word in words] for text in (FOX, other)]
    prior = [prior_of(word) for word in words]
    sizes = len(FOX.split()), len(other.split())
    return dict(zip(words, log_odds(*counts, *sizes, prior, sum(prior))[1], strict=True))


def test_log_odds_fightin_words():
    # README of github.com/Wigder/fightin_words, which compares one text with the other as we do
    z = score_fox("the lazy purple pig jumps over the lazier donkey", lambda word: 0.05)
    only_one, only_other = ["quick", "brown", "fox"], ["purple", "lazier", "donkey"]
    assert [z.pop(word) for word in only_one] == pytest.approx([0.6894227886807968] * 3)
    assert [z.pop(word) for word in only_other] == pytest.approx([-0.6894227886807968] * 3)
    assert [*z.values()] == [0] * 5

    other = f"the lazy purple pig jumps over the {1000 * 'very '}sleepy donkey"
    z = score_fox(other, lambda word: 0.05)
    expected = {"very": -2.2144429606255946, "donkey": 0.3528670051726073}
    expected |= {"fox": 1.7074955767167836, "pig": 3.4564380059373603, "the": 4.954523357120953}
    assert {word: z[word] for word in expected} == pytest.approx(expected)
    z = score_fox(other, lambda word: 1 / 1000 if word == "very" else 0.05)
    expected = {"very": -0.4368846171934332, "donkey": 0.3539801999989518}
    expected |= {"fox": 1.7087406001344665, "pig": 3.4605672465974453, "the": 4.961066225017743}
    assert {word: z[word] for word in expected} == pytest.approx(expected)


def test_log_odds_edges():
    delta, z = log_odds(5, 10, 100, 200, 10, 200)  # all shares are equal
    assert (delta, z) == pytest.approx((0, 0), abs=1e-12)
    one_way, other_way = log_odds(7, 2, 10, 9, 1, 5), log_odds(2, 7, 9, 10, 1, 5)
    assert np.array(one_way) == pytest.approx(-np.array(other_way))
    # the larger the prior, the nearer to no difference
    deltas = [log_odds(7, 2, 50, 50, size * 9 / 100, size)[0] for size in (1, 100, 10_000)]
    assert deltas == sorted(deltas, reverse=True) and 0 < deltas[-1] < 0.05
    for counts in ((11, 0, 10, 10), (-1, 0, 10, 10), (0, 11, 10, 10)):
        with pytest.raises(ValueError, match="between 0 and the size of its text"):
            log_odds(*counts, 1, 5)
    for prior in ((0, 5), (5, 5), (-1, 5)):
        with pytest.raises(ValueError, match="between 0 and the size of the prior"):
            log_odds(1, 1, 10, 10, *prior)


# ------------------------------------------------------------------ frames in, frames out


def test_compare_frame():
    target = stack(make_tokens("Iraq iraq (the) syria"), make_tokens("Iraq", document="B"))
    reference = make_tokens(
        "Syria , SYRIA Libya (of) (the) (the) (the) (the) (the) (the)", document="C"
    )
    result = compare_terms(target, reference)
    expected = pd.DataFrame(
        # sizes: 5 words in two documents, 10 words without the comma
        [
            ["iraq", "Iraq", 3, 0, 600.0, 0.0],
            ["syria", "syria", 1, 2, 200.0, 200.0],  # three forms: the first, the target's
            ["libya", "Libya", 0, 1, 0.0, 100.0],
        ],
        columns=[
            *["term", "label", "n_target", "n_reference"],
            *["per_thousand_target", "per_thousand_reference"],
        ],
    ).assign(
        g2=[log_likelihood(3, 0, 5, 10), 0.0, log_likelihood(0, 1, 5, 10)],
        log_ratio=[math.log2((3 / 5) / (0.5 / 10)), 0.0, 0.0],  # 0.5 / 5 is 1 / 10
        percent_diff=[math.inf, 0.0, -100.0],
    )
    expected["p"] = [chi_square_p(g2) for g2 in expected["g2"]]
    expected["p_adjusted"] = [3 * expected["p"][0], 1.0, 1.5 * expected["p"][2]]
    assert_frame_equal(result, typed(expected))
    assert result["g2"].is_monotonic_decreasing


def test_compare_does_not_mind_other_categories():
    target, reference = make_tokens("a b b"), make_tokens("b c", document="B")
    plain = [frame.astype(dict.fromkeys(TEXT_COLUMNS, "str")) for frame in (target, reference)]
    assert_frame_equal(compare_terms(target, reference), compare_terms(*plain))
    both = stack(target, reference)  # one set of categories for the two
    halves = both[both["document"] == "A"], both[both["document"] == "B"]
    assert_frame_equal(compare_terms(target, reference), compare_terms(*halves))


def test_compare_needs_words_on_both_sides():
    some = make_tokens("a b")
    with pytest.raises(ValueError, match="no words in the reference"):
        compare_terms(some, make_tokens(", ."))
    with pytest.raises(ValueError, match="no words in the target and the reference"):
        compare_terms(no_tokens(), no_tokens())
    assert compare_terms(make_tokens("(the)"), make_tokens("(of)")).empty  # words, but no terms


def test_compare_documents_frame():
    tokens = stack(
        make_tokens("Iraq iraq (the) syria", document="Z"),  # 4 words
        make_tokens("Syria , SYRIA (of)", document="A"),  # 3, the comma is none
        make_tokens("(the) (of) (in)", document="M"),  # words, but nothing that could be typical
        make_tokens(", .", document="B"),  # no words
    )
    titles = pd.Series({"A": "Syria's future", "Z": "On Iran"})
    result = compare_documents(tokens, titles=titles, prior=5)
    expected = pd.DataFrame(
        # of syria 1 in 4 against 2 in 6 is no more, so it is no row of Z
        [
            ["Z", "iraq", "Iraq", 2, 0, 500.0, 0.0],
            ["A", "syria", "syria", 2, 1, 2000 / 3, 1000 / 7],  # three forms: the first of all
        ],
        columns=[
            "document",
            "term",
            "label",
            "n",
            "n_others",
            "per_thousand",
            "per_thousand_others",
        ],
    ).assign(
        g2=log_likelihood([2, 2], [0, 1], [4, 3], [6, 7]),
        log_ratio=[math.log2((2 / 4) / (0.5 / 6)), math.log2((2 / 3) / (1 / 7))],
    )
    expected["p"] = [chi_square_p(g2) for g2 in expected["g2"]]
    # two terms were looked at: in Z syria has the higher p, in A iraq
    expected["p_adjusted"] = [
        min(2 * expected["p"][0], chi_square_p(log_likelihood(1, 2, 4, 6))),
        min(2 * expected["p"][1], chi_square_p(log_likelihood(0, 2, 3, 7))),
    ]
    # five words of prior: 2/10 of them iraq, 3/10 syria
    expected["log_odds"], expected["z"] = log_odds([2, 2], [0, 1], [4, 3], [6, 7], [1, 1.5], 5)
    expected["in_title"] = [False, True]
    assert_frame_equal(result, typed(expected), check_categorical=False)
    assert result["document"].cat.categories.tolist() == ["Z", "A"]  # as they come


def test_the_letterhead_stands_behind_what_is_said():
    tokens = stack(
        make_tokens("Velm Velm Velm Commission port port road", document="A"),
        make_tokens("x y z", document="B"),
    )
    titles = pd.Series(["The Velm", "Velm Commission (Tarn)"], index=["A", "A"])  # title and issuer
    result = compare_documents(tokens, titles=titles).query("document == 'A'")
    assert result["term"].tolist() == ["port", "road", "velm", "commission"]
    assert result["in_title"].tolist() == [False, False, True, True]
    for part in (result[~result["in_title"]], result[result["in_title"]]):
        assert part["g2"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("title", "in_title"),
    [
        ("Ministers of Tarn", [True, False]),
        ("TARN’S ministers", [True, False]),  # as a token counts
        ("Tarnish", [False, False]),  # no part of a word
        ("", [False, False]),
        (None, [False, False]),
        ("The Free  Port", [False, True]),  # a name of several words, all of it
        ("Port, free", [False, False]),  # in another order
        ("The free ports", [False, False]),
    ],
)
def test_a_term_in_the_title(title, in_title):
    one = make_tokens("Tarn free_port", document="A")
    one["term"] = one["term"].cat.rename_categories({"free_port": "free port"})
    tokens = stack(one, make_tokens("x", document="B"))
    result = compare_documents(tokens, titles=pd.Series({"A": title}, dtype=object))
    found = result.set_index("term")["in_title"]
    assert found[["tarn", "free port"]].tolist() == in_title


def test_words_of_another_documents_title_are_no_letterhead():
    tokens = stack(make_tokens("port", document="A"), make_tokens("road", document="B"))
    result = compare_documents(tokens, titles=pd.Series({"A": "road", "C": "port"}))
    assert not result["in_title"].any()


def test_words_used_once_are_not_found_typical():
    # a word that stands once stands somewhere: each has p < .05, and none of 120 is surprising
    tokens = stack(*(make_tokens(f"a{i} b{i} c{i} (the)", document=f"{i}") for i in range(40)))
    result = compare_documents(tokens)
    assert len(result) == 120
    assert (result["p"] < 0.05).all()
    assert (result["p_adjusted"] > 0.05).all()


def test_the_prior_is_worth_a_statement_if_nobody_says_otherwise():
    tokens = stack(make_tokens("a b b (c)", document="A"), make_tokens("a a", document="B"))
    assert_frame_equal(compare_documents(tokens), compare_documents(tokens, prior=3))
    assert compare_documents(tokens, prior=30)["log_odds"].abs().max() < 1
    with pytest.raises(ValueError, match="prior must be above 0"):
        compare_documents(tokens, prior=0)


@pytest.mark.parametrize(
    "frames",
    [
        [no_tokens()],
        [make_tokens("a b")],
        [make_tokens("a b"), make_tokens(", .", document="B")],  # no words
    ],
)
def test_fewer_than_two_documents_cannot_be_compared(frames):
    with pytest.raises(ValueError, match="fewer than two documents"):
        compare_documents(stack(*frames))


def test_copies_have_nothing_typical():
    copies = stack(*(make_tokens("a b , b (c)", document=f"{i}") for i in range(50)))
    result = compare_documents(copies)
    assert result.empty
    other = stack(make_tokens("a", document="A"), make_tokens("b", document="B"))
    expected = compare_documents(other)
    assert_frame_equal(result, expected.iloc[:0], check_categorical=False)
    no_terms = stack(make_tokens("(a)"), make_tokens("(b)", document="B"))
    assert_frame_equal(compare_documents(no_terms), expected.iloc[:0], check_categorical=False)


def test_compare_documents_gives_terms_of_equal_strength_as_in_the_text():
    tokens = stack(make_tokens("z m a", document="A"), make_tokens("a z q m", document="B"))
    tokens = stack(tokens, make_tokens("x (x) (x)", document="C"))
    result = compare_documents(tokens)
    assert result.loc[result["document"] == "A", "term"].tolist() == ["z", "m", "a"]
    assert result.loc[result["document"] == "B", "term"].tolist() == ["q", "a", "z", "m"]


def test_compare_documents_does_not_mind_other_kinds_and_unused_categories():
    tokens = stack(make_tokens("a b b", document="A"), make_tokens("b c", document="B"))
    plain = tokens.astype(dict.fromkeys(TEXT_COLUMNS, "str"))
    assert_frame_equal(compare_documents(tokens), compare_documents(plain), check_categorical=False)
    more = stack(tokens, make_tokens("d", document="C"))
    two = more[more["document"] != "C"]
    assert_frame_equal(compare_documents(two), compare_documents(tokens), check_categorical=False)


COMPARE = [compare_documents, lambda tokens: compare_terms(tokens, tokens)]


@pytest.mark.parametrize("compare", COMPARE)
def test_a_lacking_column_is_named(compare):
    with pytest.raises(ValueError, match="lacks the column term"):
        compare(make_tokens("a b").drop(columns="term"))
    with pytest.raises(ValueError, match="lacks the column is_word"):
        compare(make_tokens("a b").drop(columns="is_word"))


@pytest.mark.parametrize("compare", COMPARE)
def test_input_is_not_mutated(compare):
    tokens = stack(make_tokens("a b , a b", "a b (c)"), make_tokens("a b", document="B"))
    before = tokens.copy(deep=True)
    compare(tokens)
    assert_frame_equal(tokens, before)


def test_unused_categories_stay_away():
    tokens = stack(make_tokens("a b a b a b", document="A"), make_tokens("c", document="B"))
    only_b = tokens[tokens["document"] == "B"]
    assert compare_terms(only_b, only_b)["term"].tolist() == ["c"]


# -------------------------------------------------------------------------- properties

words = st.lists(st.sampled_from(["a", "B", "b", "c", "(the)", ",", "."]), max_size=12)
texts = st.lists(words.map(" ".join), min_size=1, max_size=4)
quick = settings(max_examples=25, deadline=None)


@quick
@given(texts, texts)
def test_comparison_turns_round(one, two):
    target, reference = make_tokens("a", *one), make_tokens("b", *two)
    result = compare_terms(target, reference)
    assert result["n_target"].sum() == target["term"].notna().sum()
    assert result["n_reference"].sum() == reference["term"].notna().sum()
    assert (result["p_adjusted"] >= result["p"]).all()
    assert result["p_adjusted"].between(0, 1).all()
    turned = compare_terms(reference, target).set_index("term").loc[result["term"]]
    assert (-turned["g2"]).tolist() == pytest.approx(result["g2"].tolist(), abs=1e-9)
    assert (-turned["log_ratio"]).tolist() == pytest.approx(result["log_ratio"].tolist(), abs=1e-9)


@quick
@given(st.lists(words.map(" ".join), min_size=2, max_size=5))
def test_compare_documents_is_compare_terms_of_each_against_the_others(documents):
    frames = [make_tokens(f"(w) {text}", document=f"{i}") for i, text in enumerate(documents)]
    result = compare_documents(stack(*frames))
    others = [stack(*frames[:i], *frames[i + 1 :]) for i in range(len(frames))]
    tables = [
        compare_terms(frame, other).assign(document=f"{i}")
        for i, (frame, other) in enumerate(zip(frames, others, strict=True))
    ]
    expected = pd.concat(tables)
    expected.columns = expected.columns.str.replace("_target", "").str.replace(
        "reference", "others"
    )
    expected = expected[expected["per_thousand"] > expected["per_thousand_others"]]
    keys = ["document", "term"]
    same = ["n", "n_others", "per_thousand", "per_thousand_others", "g2", "log_ratio"]
    same += ["p", "p_adjusted"]
    assert_frame_equal(
        result.astype({"document": "str"}).set_index(keys)[same].sort_index(),
        expected.astype({"document": "str"}).set_index(keys)[same].sort_index(),
    )
    assert (result["log_odds"] > 0).all() and (result["z"] > 0).all()
