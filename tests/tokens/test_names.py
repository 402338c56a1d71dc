"""Which words are of a name, by their capitals."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.tokens import find_names, split_tokens


def documents_of(*texts):
    return pd.DataFrame({"document": [f"d{n}" for n in range(1, len(texts) + 1)], "text": texts})


def names_of(*texts):
    return find_names(split_tokens(documents_of(*texts)))["text"].tolist()


def test_each_place_of_a_name_is_a_row():
    text = "They met in Tarn's old port. All thanked the Bank of Tarn.\n\nTarn is well."
    result = find_names(split_tokens(documents_of(text, "We saw Tarn.")))
    expected = pd.DataFrame(
        [
            ("d1", 1, 1, 12, 18, "Tarn's", "tarn"),
            ("d1", 1, 2, 45, 57, "Bank of Tarn", "bank of tarn"),
            ("d1", 2, 3, 60, 64, "Tarn", "tarn"),  # begins a sentence, and is a name elsewhere
            ("d2", 1, 1, 7, 11, "Tarn", "tarn"),
        ],
        columns=["document", "paragraph", "sentence", "start", "end", "text", "name"],
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False, check_categorical=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # inside a sentence a capital is a name
        ("They met in Tarn.", ["Tarn"]),
        ("They met Ann, Bob and Cyd.", ["Ann", "Bob", "Cyd"]),
        ("They met Port Aubrin (Tarn).", ["Port Aubrin", "Tarn"]),
        ("They saw the iPhone of the G7 and of NATO.", ["iPhone of the G7", "NATO"]),
        ("They met the U.S.-led force.", ["U.S.-led"]),
        ("They met O'Brien and D'Arcy.", ["O'Brien", "D'Arcy"]),
        # over small words, two at most
        ("They met the Court for the Law of the Sea.", ["Court for the Law of the Sea"]),
        ("They met at the Côte de la Tarn.", ["Côte de la Tarn"]),
        ("They saw Tarn for all of the Arlan.", ["Tarn", "Arlan"]),
        ("They saw Tarn of for the Arlan.", ["Tarn", "Arlan"]),
        ("They saw Tarn and Arlan.", ["Tarn", "Arlan"]),
        ("They saw Tarn, of Arlan.", ["Tarn", "Arlan"]),
        # a possessive ends a name
        ("They saw Tarn's Bank of Osmark.", ["Tarn's", "Bank of Osmark"]),
        ("They saw Tarn’s Port.", ["Tarn’s", "Port"]),
        # the first word of a sentence tells nothing by itself
        ("Ministers met. Tarn is old.", []),
        ("“Ministers” met.", []),
        ("(Ministers met.)", []),
        ("Ministers of Tarn met.", ["Tarn"]),
        ("Tarn met us. We left Tarn.", ["Tarn", "Tarn"]),
        ("Tarn's port opened. We left Tarn.", ["Tarn's", "Tarn"]),
        ("O’Brien met us. We left O'Brien.", ["O’Brien", "O'Brien"]),
        ("Port Aubrin is old. We left the Port.", ["Port Aubrin", "Port"]),
        # nor if it is written small as often
        ("Ministers met. The Ministers left. All ministers ate.", ["Ministers"]),
        ("Ministers met. The Ministers left. The Ministers ate. All ministers ate.",
         ["Ministers", "Ministers", "Ministers"]),
        # names end where sentences do
        ("We left Tarn. Arlan met us. We like Arlan.", ["Tarn", "Arlan", "Arlan"]),
        ("We left Tarn\n\nArlan met us. We like Arlan.", ["Tarn", "Arlan", "Arlan"]),
        # a line in capitals tells nothing, unless the name is known
        ("THE MINISTERS MET IN TARN.", []),
        ("Ministers Meet In Tarn Again.", []),
        ("THE MINISTERS MET IN TARN. We left Tarn.", ["TARN", "Tarn"]),
        ("THEY MET ON 3 MAY 2031 AT 9.", []),  # figures have no capitals
        # but a short sentence may hold many names
        ("Keldria thanked Port Aubrin.", ["Port Aubrin"]),
        ("Keldria met Port Aubrin (Tarn).", ["Port Aubrin", "Tarn"]),
        ("The UN and NATO met.", ["UN", "NATO"]),
        # months and days are no names, whatever hangs on them; nor is I
        ("They met in May, on Monday and in Sept. of this year.", []),
        ("They met in MAY and on MONDAY of this old year.", []),
        ("They met in June's heat, on Monday's eve, in mid-October and May/June.", []),
        ("Today I say that I'm glad, I’ve won and I'd go.", []),
        ("They met in May Town and in March-Tarn.", ["Town", "March-Tarn"]),
        # no capitals, no words, no names
        ("they met in tarn. 3 of 7, 漢字 are 5.", []),
        ("They … met – § 5!", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_a_name(text, expected):
    assert names_of(text) == expected


def test_what_is_proper_in_one_statement_is_in_another():
    assert names_of("Osmark pays.", "They thank Osmark.") == ["Osmark", "Osmark"]
    assert names_of("Osmark pays.", "They thank osmark.") == []


def test_a_name_is_one_whatever_its_case_its_spaces_and_its_apostrophes():
    text = "We saw O'Brien  Port. We saw O’Brien Port. We saw O'BRIEN Port’s lock."
    names = find_names(split_tokens(documents_of(text)))
    assert {*names["name"]} == {"o'brien port"}
    assert names["text"].tolist() == ["O'Brien  Port", "O’Brien Port", "O'BRIEN Port’s"]


def test_an_empty_frame_gives_an_empty_one_of_the_same_kinds():
    expected = find_names(split_tokens(documents_of("They met in Tarn.")))
    for documents in (documents_of(), documents_of(""), documents_of("they met", "…")):
        result = find_names(split_tokens(documents))
        assert result.empty
        assert result.dtypes.map(str).to_dict() == expected.dtypes.map(str).to_dict()


def test_the_tokens_are_not_changed_and_may_come_in_any_order():
    tokens = split_tokens(documents_of("They met in the Bank of Tarn.", "They saw Tarn."))
    before = tokens.copy(deep=True)
    expected = find_names(tokens)
    pd.testing.assert_frame_equal(tokens, before)
    shuffled = tokens.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(find_names(shuffled), expected)
    plain = tokens.astype({"document": "str", "text": "str", "label": "str"})
    pd.testing.assert_frame_equal(find_names(plain), expected)
    with pytest.raises(ValueError, match="the frame lacks the columns label, is_word"):
        find_names(tokens.drop(columns=["label", "is_word"]))


WORDS = "Tarn Arlan's Bank of the for TARN met May I'm , . ( – İzmir ß ﬁ 𝔗 e\u0301 3".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(max_size=30)


@settings(max_examples=20)
@given(st.lists(TEXTS.map(lambda text: " ".join(text.split())), max_size=3))
def test_every_name_points_at_its_words_and_none_runs_into_another(texts):
    documents = documents_of(*texts)
    tokens = split_tokens(documents)
    result = find_names(tokens)
    text_of = documents.set_index("document")["text"]
    for row in result.itertuples():
        assert text_of[row.document][row.start : row.end] == row.text
        assert row.text != row.text.lower()  # it has a capital
    for _, own in result.groupby("document", observed=True):
        assert (own["start"].iloc[1:].to_numpy() >= own["end"].iloc[:-1].to_numpy()).all()
    starts = tokens[["document", "sentence", "start"]].values.tolist()
    assert all(
        place in starts for place in result[["document", "sentence", "start"]].values.tolist()
    )


@pytest.mark.usefixtures("impatient")
def test_a_megabyte_of_names_is_read():
    text = "They met " + "Ann and Port Aubrin of Tarn, " * 35_000 + "Bob."
    assert len(find_names(split_tokens(documents_of(text)))) == 70_001
