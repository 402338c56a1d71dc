"""Which phrases statements have in common, word for word, and where they stand."""

import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.changes.agreed import agreed_language
from helpers.tokens import split_sentences, split_tokens

QUOTATION_MARKS = {*"\"'“”‘’«»"}


def documents_of(*texts):
    return pd.DataFrame({"document": [f"d{n}" for n in range(1, len(texts) + 1)], "text": texts})


def phrases_of(*texts, min_words=3):
    return [*agreed_language(documents_of(*texts), min_words=min_words)["phrase"].unique()]


# -- the definition ----------------------------------------------------------------------------


def runs_of(sentence, min_words):
    """Every phrase of a sentence: its words and marks as compared, n_words, from which to which."""
    tokens = [
        token
        for token in sentence.itertuples(index=False)
        if token.text not in QUOTATION_MARKS  # they are passed over
    ]
    for first in range(len(tokens)):
        for last in range(first, len(tokens)):
            run = tokens[first : last + 1]
            n_words = sum(token.is_word for token in run)
            if run[0].is_word and run[-1].is_word and n_words >= min_words:
                words = " ".join(token.text.replace("’", "'").casefold() for token in run)
                yield words, n_words, run[0], run[-1]


def define_agreed_language(documents, sentences, min_words):
    """The rows of `agreed_language`, by looking at every run of words of every sentence."""
    places = {}
    tokens = split_tokens(sentences).astype({"text": "str"})
    for _, sentence in tokens.groupby(["document", "sentence"], observed=True):
        for words, *place in runs_of(sentence, min_words):
            places.setdefault(words, []).append(place)
    documents_with = {words: {at[1].document for at in places[words]} for words in places}
    text_of, order = documents.set_index("document")["text"], [*documents["document"]]
    found = []
    for words, own in documents_with.items():
        longer = (other for other in places if other != words and f" {words} " in f" {other} ")
        if len(own) < 2 or any(documents_with[other] == own for other in longer):
            continue
        apart = places[words][:1]
        for place in places[words][1:]:
            last, first = apart[-1][2], place[1]
            if last.document != first.document or last.token < first.token:
                apart.append(place)
        begin, end = apart[0][1:]
        phrase = text_of[begin.document][begin.start : end.end]
        known = (phrase, apart[0][0], len(own), len(apart), begin.document)
        rank = (-len(own), -apart[0][0], order.index(begin.document), begin.start)
        for _, first, last in apart:
            place = (first.document, first.sentence, first.start, last.end)
            found.append((rank, *known, *place, text_of[first.document][first.start : last.end]))
    return [row for _, *row in sorted(found, key=lambda row: row[0])]


ALPHABETS = [
    ["a", "b"],  # runs that overlap themselves
    ["a", "A", "b", ",", "“"],  # what is compared, and what is not
    ["a", "b", "c", "d", "-", "\n", "\u00a0", "a's", "a’s", "’"],
]
TEXTS = st.sampled_from(ALPHABETS).flatmap(
    lambda words: st.lists(
        st.lists(st.sampled_from(words), min_size=5, max_size=16).map(" ".join),
        min_size=2,
        max_size=4,
    )
)


@settings(max_examples=20)
@given(TEXTS, st.integers(1, 4))
def test_it_is_every_run_of_words_of_which_no_longer_one_stands_in_the_same_documents(
    texts, min_words
):
    documents = documents_of(*texts).iloc[::-1]  # not in the order of the alphabet
    sentences = split_sentences(documents)
    result = agreed_language(sentences, min_words=min_words)
    assert result.values.tolist() == define_agreed_language(documents, sentences, min_words)


# -- what is found -----------------------------------------------------------------------------


def test_each_place_of_each_phrase_is_a_row():
    documents = pd.DataFrame(
        [
            ("may", "We call for an end to a war. The port is open."),
            ("june", "They met. Ministers “call for an end” to a trade."),
            ("july", "Call for an end to it! All call for an end to us. The port is open."),
        ],
        columns=["document", "text"],
    )
    result = agreed_language(documents, min_words=4)
    expected = pd.DataFrame(
        [
            # in three documents; it is part of the longer one, which stands in two of them only
            ("call for an end to", 5, 3, 4, "may", "may", 1, 3, 21, "call for an end to"),
            ("call for an end to", 5, 3, 4, "may", "june", 2, 21, 40, "call for an end” to"),
            ("call for an end to", 5, 3, 4, "may", "july", 1, 0, 18, "Call for an end to"),
            ("call for an end to", 5, 3, 4, "may", "july", 2, 27, 45, "call for an end to"),
            # of two phrases in as many documents the longer stands first
            ("call for an end to a", 6, 2, 2, "may", "may", 1, 3, 23, "call for an end to a"),
            ("call for an end to a", 6, 2, 2, "may", "june", 2, 21, 42, "call for an end” to a"),
            ("The port is open", 4, 2, 2, "may", "may", 2, 29, 45, "The port is open"),
            ("The port is open", 4, 2, 2, "may", "july", 3, 50, 66, "The port is open"),
        ],
        columns=[
            *("phrase", "n_words", "n_documents", "n", "first_document"),
            *("document", "sentence", "start", "end", "text"),
        ],
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, check_categorical=False)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("We met in Rome.", "They met in Rome.", ["met in Rome"]),
        ("They MET in rome.", "We met in Rome.", ["MET in rome"]),  # as its first place has it
        ("So we met, in Rome.", "And we met, in Rome.", ["we met, in Rome"]),
        ("We met, in Rome.", "We met in Rome.", []),  # a mark inside
        ("We met, in Rome.", "We met – in Rome.", []),  # another mark
        ("We met – in Rome.", "We met – – in Rome.", []),
        (", we met here,", ", we met here,", ["we met here"]),  # marks around it are not in it
        ("(we met here)", "we met here!", ["we met here"]),
        ("We “met” in Rome.", "We met in 'Rome'.", ["We “met” in Rome"]),
        ("«We met in Rome»", "„We met in ’Rome’‟", ["We met in Rome"]),
        ("We met” , “ in Rome.", "We met, in Rome.", ["We met” , “ in Rome"]),
        ("They met. In Rome we ate.", "They met. In Rome we sang.", ["In Rome we"]),
        ("They met. In Rome.", "They met. In Rome.", []),  # over the end of a sentence
        ("They met\nin Rome.", "They met\nin Rome.", []),  # and of a paragraph
        ("We met.", "We met.", []),  # too short
        ("We met, and – !", "We met, and – !", ["We met, and"]),
        ("We met – !", "We met – !", []),  # a mark is not a word
        ("We met in Rome, we met in Rome.", "They sang.", []),  # one document only
        ("We thank Tarn's port.", "We thank Tarn port.", []),
        ("We thank Tarn's port.", "We thank Tarn’s port.", ["We thank Tarn's port"]),
        ("Wir grüßen die Straße.", "WIR GRÜSSEN DIE STRASSE!", ["Wir grüßen die Straße"]),
        ("Мы призываем к миру.", "мы призываем к войне.", ["Мы призываем к"]),
        ("", "", []),
    ],
)
def test_what_is_the_same_word_for_word(one, other, expected):
    assert phrases_of(one, other) == expected


def test_a_part_counts_only_where_it_is_in_more_documents():
    texts = ["So we met in Rome again.", "Then we met in Rome again."]
    assert phrases_of(*texts) == ["we met in Rome again"]
    # more places in the same documents do not make it a phrase of its own
    assert phrases_of(texts[0], f"{texts[1]} All met in Rome.") == ["we met in Rome again"]
    assert phrases_of(*texts, "All met in Rome.") == ["met in Rome", "we met in Rome again"]
    # nor do other words after it
    assert phrases_of("no no yes yes yes", "no yes no", min_words=1) == ["no yes"]
    # the end of itself is shorter, though it is made of the same words
    assert phrases_of(*["no yes no yes yes"] * 2, "no", min_words=2) == ["no yes no yes yes"]


def test_of_phrases_alike_in_number_and_length_the_one_that_stands_first_is_first():
    result = phrases_of(
        "Rome: they met here, and Rome fell again.", "They met here: Rome fell again."
    )
    assert result == ["they met here", "Rome fell again"]


def test_of_places_that_overlap_the_left_one_counts():
    result = agreed_language(documents_of("no no no no no no no!", "no no no."), min_words=2)
    assert result[["document", "start", "end"]].values.tolist() == [
        ["d1", 0, 8],
        ["d1", 9, 17],  # one more word follows
        ["d2", 0, 8],
    ]
    assert {*result["n"]} == {3}


def test_the_order_of_documents_is_that_of_the_frame():
    documents = documents_of("We met in Rome.", "They met in Rome.").iloc[::-1]
    for kind in ("str", "category"):  # the categories are in the order of the alphabet
        result = agreed_language(documents.astype({"document": kind}), min_words=3)
        assert result["first_document"].tolist() == ["d2", "d2"]
        assert result["document"].tolist() == ["d2", "d1"]


TEXT = "They met “in\u00a0Rome”\tand  thanked Tarn’s port. We met in Rome, and sang.\n\nAll."


def test_documents_sentences_and_tokens_give_the_same():
    documents = documents_of(TEXT, TEXT.upper(), "They met in Rome and sang.")
    expected = agreed_language(documents, min_words=2)
    sentences = split_sentences(documents)
    assert expected["phrase"].tolist()[0].startswith("They met “in\u00a0Rome”\tand")
    pd.testing.assert_frame_equal(agreed_language(sentences, min_words=2), expected)
    shuffled = split_tokens(sentences).sample(frac=1, random_state=1)
    result = agreed_language(shuffled, min_words=2)
    for name in ("phrase", "text"):  # tokens do not know which white space stood between them
        expected[name] = expected[name].str.replace(r"\s", " ", regex=True)
    pd.testing.assert_frame_equal(result, expected)


def test_an_empty_result_has_the_same_columns_of_the_same_kinds():
    expected = agreed_language(documents_of(TEXT, TEXT))
    assert len(expected)
    for documents in (
        documents_of(),
        documents_of(TEXT),  # one document
        documents_of("", " "),
        documents_of("!", "“”"),  # no words
        split_sentences(documents_of()),
        split_tokens(documents_of()),
        split_tokens(documents_of("...", "...")),
    ):
        result = agreed_language(documents)
        assert result.empty
        assert result.dtypes.map(str).to_dict() == expected.dtypes.map(str).to_dict()


def test_what_cannot_be_done_is_said():
    with pytest.raises(ValueError, match="min_words must be at least 1, not 0"):
        agreed_language(documents_of("a"), min_words=0)
    with pytest.raises(ValueError, match="the frame lacks the column document"):
        agreed_language(documents_of("a")[["text"]])
    with pytest.raises(ValueError, match="the frame lacks the columns sentence, start, end"):
        agreed_language(documents_of("a").assign(token=1))


@settings(max_examples=15)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_every_row_points_at_its_words(texts):
    documents = documents_of(*texts, "\n".join(["They met.", *texts]).swapcase())
    result = agreed_language(documents, min_words=1)
    text_of = documents.set_index("document")["text"]
    for row in result.itertuples(index=False):
        assert text_of[row.document][row.start : row.end] == row.text


# -- much of it --------------------------------------------------------------------------------


def test_fifty_copies_of_a_statement_have_a_phrase_for_each_sentence():
    sentences = [" ".join(f"W{n}w{word}" for word in range(25)) for n in range(40)]
    result = agreed_language(documents_of(*[". ".join(sentences)] * 50))
    assert result["phrase"].unique().tolist() == sentences
    assert {*result["n_documents"]} == {*result["n"]} == {50}
    assert len(result) == 50 * 40


def test_a_sentence_may_come_ten_thousand_times():
    texts = ["We call for an end to war. " * 10_000, "They call for an end to it. " * 9_999]
    result = agreed_language(documents_of(*texts))
    assert result["phrase"].unique().tolist() == ["call for an end to"]
    assert (len(result), result["n"].iloc[0]) == (19_999, 19_999)


def test_a_sentence_may_be_a_megabyte_and_repeat_itself():
    texts = [f"They met {'and they met ' * n}." for n in (77_000, 76_990)]
    result = agreed_language(documents_of(*texts))
    # the shorter one stands at eleven places of the longer, all of which overlap
    assert result[["n_words", "start"]].values.tolist() == [[230_972, 0]] * 2


def test_no_sentence_is_copied_for_every_place_in_it():
    words = np.random.default_rng(1).choice([*"ab"], (3, 8_000))
    pool = pa.default_memory_pool()
    before = pool.max_memory()
    with pd.option_context("mode.string_storage", "pyarrow"):
        result = agreed_language(documents_of(*map(" ".join, words)))
    assert len(result) > 10_000  # 16,000 characters each would be 160 megabytes
    assert pool.max_memory() < max(before + 1, 32_000_000)


LARGE_INPUTS = {
    "one word": lambda n: ["a " * n, "a " * (n // 2)],
    "two words": lambda n: [" ".join(np.random.default_rng(s).choice([*"ab"], n)) for s in (1, 2)],
    "one sentence": lambda n: ["We met in Rome and sang. " * (n // 6)] * 2,
    "one statement": lambda n: ["We met in Rome and sang, all of us. They left."] * (n // 10),
    "all different": lambda n: [" ".join(f"w{k}" for k in range(n))] * 2,
    "marks": lambda n: ["a b, c d - - " * (n // 6), "a b, c d - " * (n // 6)],
}


@pytest.mark.parametrize("name", LARGE_INPUTS)
def test_phrases_are_found_in_a_time_like_the_length(name):
    def duration(n):
        tokens, best = split_tokens(documents_of(*LARGE_INPUTS[name](n))), float("inf")
        for _ in range(2):
            start = time.process_time()
            agreed_language(tokens)
            best = min(best, time.process_time() - start)
        return best

    # 16 times as much; a comparison of all with all would take 256 times as long
    assert duration(16_000) / duration(1_000) < 64
