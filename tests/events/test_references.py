"""Which documents a sentence cites, with their numbers and years."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.documents import read_documents
from helpers.events import find_references
from helpers.tokens import split_sentences

NO_YEAR = None


def sentences_of(*texts: str) -> pd.DataFrame:
    rows = [(f"d{number}", 1, 0, len(text), text) for number, text in enumerate(texts)]
    return pd.DataFrame(rows, columns=["document", "sentence", "start", "end", "text"])


def cited(text: str) -> list[tuple]:
    found = find_references(sentences_of(text)).astype(object)
    found = found.where(found.notna(), None)
    return [
        *found[["text", "kind", "issuer", "cited_number", "year"]].itertuples(
            index=False, name=None
        )
    ]


UN = "UN Security Council"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # by kind and number
        (f"in accordance with {UN} Resolution 2254.",
         [(f"{UN} Resolution 2254", "resolution", UN, "2254", NO_YEAR)]),
        ("resolution 2570(2021)", [("resolution 2570(2021)", "resolution", "", "2570", 2021)]),
        ("Res. 2254", [("Res. 2254", "resolution", "", "2254", NO_YEAR)]),
        ("General Assembly resolution 46/182 of 19 December 1991",
         [("General Assembly resolution 46/182 of 19 December 1991", "resolution",
           "General Assembly", "46/182", 1991)]),
        ("resolution 2254, adopted on 18 December 2015, and",
         [("resolution 2254, adopted on 18 December 2015", "resolution", "", "2254", 2015)]),
        ("resolution ES-11/1", [("resolution ES-11/1", "resolution", "", "ES-11/1", NO_YEAR)]),
        ("resolution 377 A (V)",  # of the fifth session
         [("resolution 377 A (V)", "resolution", "", "377 A (V)", NO_YEAR)]),
        ("Recalling Council Decision (CFSP) 2021/698",  # "Recalling" is not part of the name
         [("Council Decision (CFSP) 2021/698", "decision", "Council", "2021/698", 2021)]),
        ("Regulation (EU) No 269/2014",
         [("Regulation (EU) No 269/2014", "regulation", "", "269/2014", 2014)]),
        # in a list
        ("resolutions 1325 (2000) and 2178 (2014)",
         [("resolutions 1325 (2000)", "resolution", "", "1325", 2000),
          ("2178 (2014)", "resolution", "", "2178", 2014)]),
        ("UNSCRs 1325 and 2250 on youth",
         [("UNSCRs 1325", "resolution", "Security Council", "1325", NO_YEAR),
          ("2250", "resolution", "Security Council", "2250", NO_YEAR)]),
        ("resolutions 598 and 8 million people",  # the people are not cited
         [("resolutions 598", "resolution", "", "598", NO_YEAR)]),
        ("Decision 2014/145/CFSP Communiqué (2012)",  # neither takes words of the other
         [("Decision 2014/145/CFSP", "decision", "", "2014/145/CFSP", 2014),
          ("Communiqué (2012)", "communiqué", "", "", 2012)]),
        # by a symbol
        ("Dec.356(XXIII)", [("Dec.356(XXIII)", "decision", "", "356(XXIII)", NO_YEAR)]),
        ("S/RES/2254 (2015)",
         [("S/RES/2254 (2015)", "resolution", "Security Council", "2254", 2015)]),
        ("Presidential Statement S/PRST/2021/5",
         [("Presidential Statement S/PRST/2021/5", "statement", "Security Council", "2021/5",
           2021)]),
        ("[PSC/PR/COMM.1038(2021)]",
         [("PSC/PR/COMM.1038(2021)", "communiqué", "", "1038", 2021)]),
        # by a day or a year
        ("recalling their statement of June 4, 2020, committed",
         [("statement of June 4, 2020", "statement", "", "", 2020)]),
        ("the statement of 14 June", [("statement of 14 June", "statement", "", "", NO_YEAR)]),
        ("the Geneva Communiqué (2012)",  # Geneva issued nothing
         [("Geneva Communiqué (2012)", "communiqué", "", "", 2012)]),
        ("the 2015 Paris Agreement", [("2015 Paris Agreement", "agreement", "", "", 2015)]),
        # what has a number and is not a document
        ("Article 5 of the Treaty, Chapter VII, Task Force 153 and the 1035th meeting", []),
        ("relevant Security Council resolutions and the decision to withdraw 2,500 troops", []),
        ("the statement of 12 ministers", []),
    ],
)  # fmt: skip
def test_documents_are_cited_in_many_ways(text, expected):
    assert cited(text) == expected


A8 = "Aa Bb Cc Dd Ee Ff Gg Hh"
X59, Y59 = "X" * 59, "Y" * 59


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # just within a limit, and just beyond it
        (f"of {A8} Resolution 5", f"{A8} Resolution 5"),  # eight words of a name
        (f"of Zz {A8} Resolution 5", f"{A8} Resolution 5"),
        (f"of {X59} {Y59} Resolution 5", f"{X59} {Y59} Resolution 5"),  # 120 characters of it
        (f"of {X59} {Y59}Y Resolution 5", f"{Y59}Y Resolution 5"),
        ("2012 Aa Bb Cc Dd Accord", "2012 Aa Bb Cc Dd Accord"),  # four words between
        ("2012 Aa Bb Cc Dd Ee Accord", None),
        ("resolution 12345", "resolution 12345"),  # five figures
        ("resolution 123456", None),
    ],
)
def test_a_citation_keeps_within_its_limits(text, expected):
    assert [found[0] for found in cited(text)] == ([expected] if expected else [])


def test_the_bundled_statement_cites_two_documents():
    result = find_references(split_sentences(read_documents()))
    result = result[["sentence", "start", "end", "text", "kind", "cited_number", "year"]]
    expected = pd.DataFrame(
        [
            (4, 1096, 1121, "statement of June 4, 2020", "statement", "", 2020),
            (17, 3999, 4034, f"{UN} Resolution 2254", "resolution", "2254", pd.NA),
        ],
        columns=[*result],
    ).astype({"year": "Int64"})
    pd.testing.assert_frame_equal(result, expected, check_dtype=False)


WORDS = [
    "resolution", "Resolutions", "2254", "(2015)", "and", ",", "S/RES/", "1325 (2000)", "of", "\n",
    "June", "4", "2020", "Security Council", "Dec.", "(XX)", "No", "statement", "é", "UNSCR", "/",
]  # fmt: skip


@given(st.lists(st.text(max_size=30) | st.lists(st.sampled_from(WORDS)).map(" ".join), max_size=3))
def test_citations_point_at_their_own_words_and_lie_apart(texts):
    result = find_references(sentences_of(*texts))
    for (name, _), own in result.groupby(["document", "sentence"], observed=True):
        text, end = texts[int(name[1:])], 0
        for row in own.itertuples():
            assert text[row.start : row.end] == row.text
            assert end <= row.start < row.end
            assert row.cited_number in row.text
            end = row.end
