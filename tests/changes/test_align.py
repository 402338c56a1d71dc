"""What became of each sentence: hand-marked gold, the laws, and one case after another.

tests/gold/changes.csv says of each sentence of the invented series in data/example-series what
became of it in the next statement, and why. The statements were written with these changes in mind,
so the figures say that the rules do what they are for, and not how they do on every statement.
"""

from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.changes import align, count_relations, list_places, similarity
from helpers.changes.similarity import choose_in_order, match_words
from helpers.changes.words import QUOTATION_MARKS, cut_sides
from helpers.documents import read_documents
from helpers.files import DATA, read_thresholds
from helpers.tokens import split_sentences

GOLD = Path(__file__).parent.parent / "gold"


def document_of(text, name="May"):
    return pd.DataFrame({"document": [name], "text": [text]})


def list_rows(pairs):
    """The pairs as (relation, number in the old statement, number in the new one)."""
    columns = pairs[["relation", "old_sentence", "new_sentence"]].astype(object)
    return [*columns.where(columns.notna(), None).itertuples(index=False, name=None)]


def lay(old, new, **options):
    return list_rows(align(document_of(old), document_of(new, "June"), **options))


def bare(text):
    """A text without what is no change: white space, and marks of quotation."""
    return "".join(c for c in text if not c.isspace() and c not in QUOTATION_MARKS)


# -- hand-marked: the example series -------------------------------------------------------------


@pytest.fixture(scope="module")
def series():
    documents = read_documents(DATA / "example-series")
    sentences = split_sentences(documents)
    return [sentences[sentences["document"] == name] for name in documents["document"]]


def test_hand_marked_relations_are_met(series):
    gold = pd.read_csv(GOLD / "changes.csv")
    marked = {*zip(gold["old"], gold["new"], list_rows(gold), strict=True)}
    frames = [align(old, new) for old, new in pairwise(series)]
    found = [
        row
        for pairs in frames
        for row in zip(pairs["old"], pairs["new"], list_rows(pairs), strict=True)
    ]
    right = {*found} & marked
    print(f"relations: precision {len(right)}/{len(found)}, recall {len(right)}/{len(marked)}")
    assert len(gold) == len(marked) == len(found)  # no row twice on either side
    assert {*found} == marked


# -- the laws, over invented statements ----------------------------------------------------------

WORDS = """port river lock fees the of and not may will noted welcomed Tarn Arlan Tarn's Osmark’s
3 7 2031 three , “ ” '""".split()
EDITS = ["drop", "insert", "move", "repeat", "reword", "split", "merge", "quote"]
INVENTED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


def as_sentence(words):
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def edit(sentences, name, at, to, words):
    """Change one thing in a list of sentences, as a drafter might."""
    at = min(at, len(sentences) - 1)
    if name == "insert" or at < 0:
        return [*sentences[: at + 1], words, *sentences[at + 1 :]]
    own, rest = sentences[at], [*sentences[:at], *sentences[at + 1 :]]
    own_words = own.split()
    if name == "merge" and at < len(rest):
        return [*rest[:at], f"{own.rstrip('.')} and {rest[at].lower()}", *rest[at + 1 :]]
    changed = {
        "drop": [],
        "quote": [f"“{own}”"],
        "reword": [" ".join([*own_words[:to], words, *own_words[to + 1 :]])],
        "split": [" ".join(own_words[:to]), " ".join(own_words[to:])],
    }
    if name in changed:
        return [*rest[:at], *filter(None, changed[name]), *rest[at:]]
    kept = sentences if name == "repeat" else rest
    return [*kept[:to], own, *kept[to:]]


@st.composite
def invented_statements(draw):
    """The sentences of an old statement, and of a new one made of it by edits, or of nothing."""
    old = draw(st.lists(INVENTED, max_size=6))
    new = draw(st.none() | st.lists(INVENTED, max_size=6))
    if new is None:
        place = st.integers(0, 6)
        edits = st.tuples(st.sampled_from(EDITS), place, place, INVENTED)
        new = old
        for step in draw(st.lists(edits, max_size=5)):
            new = edit(new, *step)
    gap = draw(st.sampled_from([" ", "  ", "\n\n"]))
    return tuple(_write(*side, gap) for side in ((old, "May"), (new, "June")))


def _write(sentences, name, gap):
    """The text of a statement, and its sentences with their places."""
    text, rows = "\n", []
    for number, sentence in enumerate(map(as_sentence, sentences), start=1):
        rows.append((name, 1, number, len(text), len(text) + len(sentence), sentence))
        text += sentence + gap
    columns = ["document", "paragraph", "sentence", "start", "end", "text"]
    return text, pd.DataFrame(rows, columns=columns)


@settings(max_examples=20)
@given(invented_statements())
def test_every_sentence_is_told_of_and_only_as_a_whole_of_parts_several_times(statements):
    (old_text, old), (new_text, new) = statements
    pairs = align(old, new)
    for side, sentences, several in (("old", old, "split"), ("new", new, "merged")):
        told = pairs.dropna(subset=f"{side}_sentence")
        assert {*told[f"{side}_sentence"]} == {*sentences["sentence"]}
        again = told[told.duplicated(f"{side}_sentence", keep=False)]
        assert {*again["relation"]} <= {several}
        assert (again.groupby(f"{side}_sentence")["whole"].nunique() == 1).all()
    counts = count_relations(pairs)
    assert counts["n_old"].sum() == len(old) and counts["n_new"].sum() == len(new)
    assert counts["n"].sum() == len(old) + len(new)
    parts = pairs["relation"].isin(["split", "merged"])
    assert (pairs["whole"].notna() == parts).all()
    assert (pairs[parts].groupby("whole").size() >= 2).all()
    assert pairs["similarity"].between(0, 1 + 1e-9).all()
    for row in pairs[pairs["relation"] == "kept"].itertuples():
        was = old_text[row.old_start : row.old_end]
        assert bare(was) == bare(new_text[row.new_start : row.new_end]).replace("’", "'")
    texts = {"May": old_text, "June": new_text}
    known = pd.concat([old, new]).set_index(["document", "sentence"])["text"]
    for row in list_places(pairs, "relation").itertuples():
        assert texts[row.document][row.start : row.end] == known[row.document, row.sentence]


@settings(max_examples=15)
@given(invented_statements())
def test_a_statement_keeps_itself_and_going_back_keeps_as_much(statements):
    (_, old), (_, new) = statements
    itself = align(old, old.assign(document="again"))
    assert list_rows(itself) == [("kept", n, n) for n in old["sentence"]]
    forth, back = (align(*sides)["relation"].tolist() for sides in ((old, new), (new, old)))
    assert forth.count("kept") == back.count("kept")


def test_going_back_exchanges_what_is_dropped_and_new_and_split_and_merged(series):
    other = {"dropped": "new", "new": "dropped", "split": "merged", "merged": "split"}
    for old, new in pairwise(series):
        back = {(other.get(how, how), a, b) for how, b, a in list_rows(align(new, old))}
        # which of two sentences that changed places is the one that moved, is nobody's to say
        forth = {*list_rows(align(old, new))}
        assert {how for how, *_ in forth ^ back} <= {"moved", "kept", "reworded"}
        assert {pair[1:] for pair in forth} == {pair[1:] for pair in back}


PLACES = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4))


@settings(max_examples=20)
@given(st.lists(PLACES, max_size=8))
def test_the_heaviest_pairs_in_one_order_are_chosen(rows):
    pairs = np.array([row[:2] for row in rows], dtype=int).reshape(-1, 2)
    weights = np.array([row[2] for row in rows], dtype=float)
    chosen = choose_in_order(pairs, weights)

    def in_order(picked):
        return all((pairs[a] < pairs[b]).all() for a, b in pairwise(picked))

    orders = np.lexsort([pairs[:, 1], pairs[:, 0]]).tolist()
    able = (own for n in range(len(rows) + 1) for own in combinations(orders, n) if in_order(own))
    assert in_order(chosen)
    assert weights[chosen].sum() == max(weights[[*own]].sum() for own in able)


def count_common(one, other):
    """The plain form: the letters of a longest common subsequence."""
    best = [0] * (len(other) + 1)
    for letter in one:
        before = [*best]
        for at, counterpart in enumerate(other, start=1):
            same = before[at - 1] + 1 if letter == counterpart else 0
            best[at] = max(same, before[at], best[at - 1])
    return best[-1]


@pytest.mark.parametrize("most", [similarity.MAX_MATCH_CELLS, 20, 0])
@settings(max_examples=20)
@given(one=st.text("abcdefgh", max_size=12), other=st.text("abcdefgh", max_size=12))
def test_the_longest_common_sequence_is_matched_and_in_pieces_a_common_one(most, one, other):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "MAX_MATCH_CELLS", most)
        blocks = match_words(one, other)
    assert all(n > 0 and one[a : a + n] == other[b : b + n] for a, b, n in blocks)
    assert all(a + n <= c and b + n <= d for (a, b, n), (c, d, _) in pairwise(blocks))
    n_common = sum(n for *_, n in blocks)
    if most >= len(one) * len(other):
        assert n_common == count_common(one, other)
    if one == other:
        assert n_common == len(one)


def test_in_pieces_what_stands_once_in_either_text_divides_the_task(monkeypatch):
    # "x" and "y" stand once: between them the repeated letters are matched; "aa" alone are not
    monkeypatch.setattr(similarity, "MAX_MATCH_CELLS", 16)
    assert match_words("baaxbaaybaa", "caaxcaaycaa") == [
        *[(1, 1, 2), (3, 3, 1), (5, 5, 2), (7, 7, 1), (9, 9, 2)]
    ]
    assert match_words("baab" * 3, "caac" * 3) == []  # no letter once: taken for changed
    assert match_words("ab" + "aab" * 3 + "b", "abc" + "caac" * 3 + "b") == [(0, 0, 2), (11, 15, 1)]


# -- what weighs ---------------------------------------------------------------------------------


def test_a_word_weighs_more_the_rarer_it_is():
    old, new = "Tarn pays fees. Arlan pays.", "Tarn's fees. “Tarn” PAYS !"
    one, other, weights = cut_sides(document_of(old), document_of(new, "June"))
    # N is 2 sentences; a word's n is that of the side where more sentences have it, in any case
    n = {"tarn": 1, "pays": 2, "fees": 1, ".": 0, "arlan": 1, "tarn's": 1, "!": 0}
    expected = [np.log(1 + 2 / count) if count else 0 for count in n.values()]
    assert weights.tolist() == pytest.approx(expected)
    assert one.folded == ["\0\1\2\3", "\4\1\3"]
    assert other.folded == ["\5\2\3", "\0\1\6"]  # the marks of quotation are not there
    assert [own.tolist() for own in other.places] == [
        *[[[0, 6], [7, 11], [11, 12]], [[14, 18], [20, 24], [25, 26]]]
    ]


def test_how_alike_two_sentences_are_is_what_they_share_of_what_they_weigh():
    # N = 1 and n = 1 for every word, so all weigh the same; full stops weigh nothing
    pairs = align(document_of("Tarn pays old fees."), document_of("Tarn pays new, low fees.", "J"))
    assert pairs["similarity"].tolist() == pytest.approx([2 * 3 / (4 + 5)])


# -- one row a pair ------------------------------------------------------------------------------

OLD = "The lock is old. Osmark left. Tarn pays 3 million crowns. The port is open to ships."
COMMON = "of their weight in common"
NEW = "The port is open to ships. The lock is old. Tarn pays 2 million crowns. Arlan came back."


def test_each_pair_is_a_row_with_its_places():
    result = align(document_of(OLD), document_of(NEW, "June"))
    order = ["kept", "reworded", "moved", "split", "merged", "dropped", "new"]
    expected = pd.DataFrame(
        [
            # three sentences follow one another in both; the fourth went before them
            (*("moved", 4, 58, 84), *(1, 0, 26), 1, "the same words, out of order"),
            (*("kept", 1, 0, 16), *(2, 27, 43), 1, "the same words, in order"),
            # what was dropped stands behind what it followed
            (*("dropped", 2, 17, 29), *[None] * 3, 0, "no sentence has its rarer words"),
            # five words of one weight, of which four are common
            (*("reworded", 3, 30, 57), *(3, 44, 71), 0.8, f"80 % {COMMON}, in order"),
            (*("new", *[None] * 3), *(4, 72, 88), 0, "no sentence has its rarer words"),
        ],
        columns=[
            *("relation", "old_sentence", "old_start", "old_end"),
            *("new_sentence", "new_start", "new_end", "similarity", "method"),
        ],
    )  # fmt: skip
    places = [name for name in expected if name.startswith(("old_", "new_"))]
    expected = expected.astype(dict.fromkeys(places, "Int32") | {"similarity": float})
    expected["relation"] = pd.Categorical(expected["relation"], order, ordered=True)
    for column, name in ((0, "May"), (1, "June")):
        expected.insert(column, ("old", "new")[column], pd.Categorical([name] * 5))
    expected.insert(3, "whole", pd.array([None] * 5, dtype="Int32"))
    pd.testing.assert_frame_equal(result, expected.astype({"method": "str"}))


LONG = "Dredgers dug at Halmere, locks at Corvane open early, and gauges send readings."
IN_THREE = "Dredgers dug at Halmere. Locks at Corvane open early. Gauges send readings."
SHIPS = "Ships pay fees at the old lock"
BARGES = "barges wait below Halmere all night"
TOWNS = "owns on both banks asked for lamps"
REST = "We met here. All is well."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # letter for letter, and with another printer's spaces and marks
        ("The port opens. We met.", "The port opens. We met.", [("kept", 1, 1), ("kept", 2, 2)]),
        ("Tarn's “port”\u00a0opens.", "Tarn’s  'port' opens.", [("kept", 1, 1)]),
        # near misses of a kept sentence: a comma, a capital, another word
        ("The port opens now.", "The port opens, now.", [("reworded", 1, 1)]),
        ("The Port opens.", "The port opens.", [("reworded", 1, 1)]),
        ("The ports open.", "The port's open.", [("reworded", 1, 1)]),
        # a number, a name, a day: still the same sentence
        ("Tarn pays 12 million crowns.", "Tarn pays 9 million crowns.", [("reworded", 1, 1)]),
        ("They met in Tarn in May 2031.", "They met in Arlan in July 2032.", [("reworded", 1, 1)]),
        # a common word makes no pair
        (
            "The Ministers thanked Tarn for its report.",
            "The storm in June sank two old barges.",
            [("dropped", 1, None), ("new", None, 1)],
        ),
        # moved: letter for letter, and with a word changed
        (
            f"Tarn pays all the fees. {REST}",
            f"{REST} Tarn pays all the fees.",
            [("kept", 2, 1), ("kept", 3, 2), ("moved", 1, 3)],
        ),
        (
            f"Tarn pays all the fees. {REST}",
            f"{REST} Tarn pays half the fees.",
            [("kept", 2, 1), ("kept", 3, 2), ("moved", 1, 3)],
        ),
        # of two that it might have become the one that is more alike
        (
            f"Tarn pays all of the old lock fees now. {REST} They left.",
            f"{REST} They left. Tarn pays all of the old lock tolls soon. "
            "Tarn pays all of the old lock fees soon.",
            [("kept", 2, 1), ("kept", 3, 2), ("kept", 4, 3), ("new", None, 4), ("moved", 1, 5)],
        ),
        # with so much changed nobody would know it again in another place ...
        (
            f"Tarn pays all the fees. {REST}",
            f"{REST} Tarn waits for the ships.",
            [("dropped", 1, None), ("kept", 2, 1), ("kept", 3, 2), ("new", None, 3)],
        ),
        # ... and in its own place they do
        (
            f"Tarn pays all the fees. {REST}",
            f"Tarn waits for the ships. {REST}",
            [("reworded", 1, 1), ("kept", 2, 2), ("kept", 3, 3)],
        ),
        # one into three, and the reverse
        (LONG, IN_THREE, [("split", 1, 1), ("split", 1, 2), ("split", 1, 3)]),
        (IN_THREE, LONG, [("merged", 1, 1), ("merged", 2, 1), ("merged", 3, 1)]),
        # a part inside the other
        (
            "Each member sends results to the Secretariat. Samples are taken at two stations.",
            "Each member sends results, taken at two stations, to the Secretariat.",
            [("merged", 1, 1), ("merged", 2, 1)],
        ),
        # near misses of a part: most of its words are its own; another sentence stands between
        (
            f"{SHIPS}, and {BARGES}.",
            f"{SHIPS}. Barges wait in a storm at Tarn this June.",
            [("reworded", 1, 1), ("new", None, 2)],
        ),
        (
            f"{SHIPS}, and {BARGES}.",
            f"{SHIPS}. All is well. B{BARGES[1:]}.",
            [("reworded", 1, 1), ("new", None, 2), ("new", None, 3)],
        ),
        # one half stands alone, the other went into another sentence: it is not in two wholes
        (
            f"{SHIPS}, and {BARGES}. T{TOWNS}.",
            f"{SHIPS}, and t{TOWNS}. B{BARGES[1:]}.",
            [("split", 1, 1), ("split", 1, 2), ("dropped", 2, None)],
        ),
        # a sentence went into its neighbour and stands beside it, letter for letter
        (
            f"The lock is old. T{TOWNS}.",
            f"The lock is old, and t{TOWNS}. T{TOWNS}.",
            [("reworded", 1, 1), ("kept", 2, 2)],
        ),
        (
            f"The lock is old, and t{TOWNS}. T{TOWNS}.",
            f"The lock is old. T{TOWNS}.",
            [("reworded", 1, 1), ("kept", 2, 2)],
        ),
        # and the reverse, where only its length tells the sentence from what it went into
        (
            f"Here t{TOWNS}. T{TOWNS}.",
            f"T{TOWNS}.",
            [("dropped", 1, None), ("kept", 2, 1)],
        ),
        # nor do capitals
        (
            f"T{TOWNS}.",
            f"T{TOWNS.replace('lamps', 'LAMPS')}. T{TOWNS}.",
            [("new", None, 1), ("kept", 1, 2)],
        ),
        # one in its place that has a few of its words does not keep it from one that has all
        (
            f"Tarn pays old fees. {REST}",
            f"Tarn pays us now. {REST} Tarn pays old fees.",
            [("new", None, 1), ("kept", 2, 2), ("kept", 3, 3), ("moved", 1, 4)],
        ),
        # of equal sentences the neighbours tell which one is gone, or new
        (
            "We met. All sang. Tarn pays. All sang. They left.",
            "We met. Tarn pays. All sang. They left.",
            [("kept", 1, 1), ("dropped", 2, None), ("kept", 3, 2), ("kept", 4, 3), ("kept", 5, 4)],
        ),
        (
            "We met. All sang. Tarn pays. All sang. They left.",
            "We met. All sang. Tarn pays. They left.",
            [("kept", 1, 1), ("kept", 2, 2), ("kept", 3, 3), ("dropped", 4, None), ("kept", 5, 4)],
        ),
        (
            "We met. Tarn pays. All sang. They left.",
            "We met. All sang. Tarn pays. All sang. They left.",
            [("kept", 1, 1), ("new", None, 2), ("kept", 2, 3), ("kept", 3, 4), ("kept", 4, 5)],
        ),
        (
            "All sang. We met. All sang. Tarn pays. All sang. They left.",
            "We met. All sang. Tarn pays. All sang. They left. All sang.",
            [*(("kept", n, n - 1) for n in range(2, 7)), ("moved", 1, 6)],
        ),
        (
            f"{'All sang. ' * 9}We met the whole day. All sang.",
            "We met the whole day. All sang.",
            [*(("dropped", n, None) for n in range(1, 10)), ("kept", 10, 1), ("kept", 11, 2)],
        ),
        # what has no words is told of, too
        ("We met. …", "We met. …", [("kept", 1, 1), ("kept", 2, 2)]),
        ("We met.", "“ ”", [("dropped", 1, None), ("new", None, 1)]),
        ("", "We met.", [("new", None, 1)]),
        ("We met.", "", [("dropped", 1, None)]),
        ("", "", []),
        # nothing in common, in this language and in another
        ("We met.", "Tarn pays.", [("dropped", 1, None), ("new", None, 1)]),
        ("Der Hafen ist offen.", "The port is open.", [("dropped", 1, None), ("new", None, 1)]),
    ],
)
def test_what_becomes_of_a_sentence(old, new, expected):
    assert sorted(lay(old, new), key=str) == sorted(expected, key=str)


def test_the_parts_of_a_whole_share_a_number():
    old = f"{LONG} The fund has nine million crowns. Osmark owes six of them."
    new = f"{IN_THREE} The fund has nine million crowns, and Osmark owes six of them."
    pairs = align(document_of(old), document_of(new, "June"))
    assert pairs[["relation", "whole"]].values.tolist() == [
        *[["split", 1]] * 3,
        *[["merged", 2]] * 2,
    ]


def test_what_was_dropped_stands_behind_what_it_followed():
    old = f"They left. {LONG} {REST} Osmark owes six crowns. Tarn pays."
    new = f"{REST} Tarn pays. {IN_THREE}"
    assert lay(old, new) == [
        ("dropped", 1, None),  # followed nothing
        ("kept", 3, 1),
        ("kept", 4, 2),
        ("dropped", 5, None),  # though what stood further ahead went to the end
        ("kept", 6, 3),
        *[("split", 2, n) for n in (4, 5, 6)],
    ]


@pytest.mark.parametrize(
    ("name", "limit", "old", "new", "before", "after"),
    [
        # 2 * 2 of 4 + 3 equal weights are in common
        ("a sentence reworded", 0.6, "Tarn pays old fees.", "Tarn pays us.", "reworded", "dropped"),
        ("a sentence moved", 0.9, "Tarn pays old fees. Osmark left. All sang.",
         "Osmark left. All sang. Tarn pays new fees.", "moved", "dropped"),
        # of "Osmark waits in Tarn" half stands in the old sentence
        ("part of a sentence", 0.6, "Ships pay fees at the lock, and Osmark waits.",
         "Ships pay fees at the lock. Osmark waits in Tarn.", "split", "reworded"),
    ],
)  # fmt: skip
def test_other_limits_give_another_answer(name, limit, old, new, before, after):
    limits = read_thresholds()
    assert before in {how for how, *_ in lay(old, new)}
    assert lay(old, new) == lay(old, new, limits=limits)
    result = {how for how, *_ in lay(old, new, limits={**limits, name: limit})}
    assert before not in result and after in result


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Tarn pays.", "Tarn pays.", "the same words, in order"),
        ("Tarn Pays.", "Tarn pays.", "the same words, in order"),
        ("Tarn pays us.", "Tarn pays.", "80 % of their weight in common, in order"),
        ("We met. All sang. Tarn pays.", "Tarn pays. We met. All sang.",
         "the same words, out of order"),
        ("Tarn pays, and Osmark left.", "Tarn pays. Osmark left.",
         "89 % of their weight in common, the parts together"),
        # the nearest has another partner: N = 3, so "Tarn" and "pays" weigh log(1 + 3/2) each and
        # "all", "fees" and "us" log(1 + 3/1)
        ("Osmark left. Tarn pays all fees.", "Osmark left. Tarn pays all fees. Tarn pays us.",
         "the nearest, 2, has 47 % of their weight in common"),
        ("", "Tarn pays.", "no sentence has its rarer words"),
    ],
)  # fmt: skip
def test_each_pair_says_why_it_is_one(old, new, expected):
    assert expected in {*align(document_of(old), document_of(new))["method"]}


def test_documents_and_sentences_give_the_same_and_nothing_is_changed():
    old, new = document_of(OLD), document_of(NEW, "June")
    sentences = [split_sentences(side) for side in (old, new)]
    before = [side.copy(deep=True) for side in (old, new, *sentences)]
    pairs = align(old, new)
    pd.testing.assert_frame_equal(align(*sentences), pairs)
    mixed = [side.astype({"document": "str", "text": "category"}) for side in sentences]
    pd.testing.assert_frame_equal(align(*mixed), pairs)
    for side, was in zip((old, new, *sentences), before, strict=True):
        pd.testing.assert_frame_equal(side, was)


def test_an_empty_result_has_the_same_columns_of_the_same_kinds():
    expected = align(document_of(OLD), document_of(NEW)).dtypes.map(str).to_dict()
    nothing = document_of("").iloc[:0]
    for sides in ((document_of(""), document_of("")), (nothing, nothing)):
        assert align(*sides).dtypes.map(str).to_dict() == expected
    counts = count_relations(align(nothing, nothing))
    assert counts.empty
    assert list_places(align(nothing, nothing), "relation").empty
    some = count_relations(align(document_of(OLD), document_of(NEW)))
    assert counts.dtypes.map(str).to_dict() == some.dtypes.map(str).to_dict()


def test_several_statements_on_a_side_are_refused_by_name():
    both = pd.concat([document_of(OLD), document_of(NEW, "June")])
    for which, sides in (("old", (both, both.head(1))), ("new", (both.head(1), both))):
        with pytest.raises(
            ValueError, match=rf"^the {which} side has several statements \(May, June\); choose one"
        ):
            align(*sides)


def test_relations_are_counted_by_sentences_not_by_rows():
    rows = [
        ("split", 1, 1),  # one sentence of the old statement
        ("split", 1, 2),
        ("kept", 2, 3),
        ("new", None, 4),  # "dropped" is not there, and has no row
    ]
    pairs = pd.DataFrame(rows, columns=["relation", "old_sentence", "new_sentence"])
    expected = [["kept", "kept", 2, 1, 1], ["split", "split", 3, 1, 2], ["new", "new", 1, 0, 1]]
    assert count_relations(pairs).values.tolist() == expected


def test_each_place_is_listed_once_the_old_statement_first():
    pairs = align(document_of("We met, and they left."), document_of("We met. They left.", "June"))
    assert list_places(pairs, "relation").values.tolist() == [
        ["split", "May", 1, 0, 22],  # in two rows
        ["split", "June", 1, 0, 7],
        ["split", "June", 2, 8, 18],
    ]


# -- much of it, and odd things ------------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
def test_ten_thousand_equal_sentences_lose_one():
    pairs = align(document_of("They met. " * 10_000), document_of("They met. " * 9_999, "June"))
    assert pairs["relation"].value_counts().loc[["kept", "dropped"]].tolist() == [9_999, 1]
    assert len(pairs) == 10_000


def test_fifty_copies_keep_all_but_what_was_changed():
    one = " ".join(f"They noted the {thing} of Tarn in {n}." for n, thing in enumerate(WORDS[:4]))
    new = [*[one] * 49, one.replace("river", "weir")]
    result = lay(" ".join([one] * 50), " ".join(new))
    assert [how for how, *_ in result].count("kept") == 50 * 4 - 1
    changed = [pair for pair in result if pair[0] != "kept"]
    assert {number for pair in changed for number in pair[1:]} - {None} == {198}


ODD = "<b>Tarn</b> & co. paid\0 $x^2 = {}$ 😀 e\u0301 漢字 \u202e\u200b to İzmir."


@pytest.mark.parametrize("text", [ODD, ODD.replace("e\u0301", "é"), "\0", "😀", "\ud800", "ﬁ ß İ"])
def test_odd_characters_are_letters_like_any_other(text):
    assert lay(text.format(3), text.format(3)) == [("kept", 1, 1)]
    if text.format(3) != text:
        assert lay(text.format(3), text.format(4)) == [("reworded", 1, 1)]


@settings(max_examples=20)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_told_of_from_end_to_end(old, new):
    pairs = align(document_of(old), document_of(new, "June"))
    for side, text in (("old", old), ("new", new)):
        places = pairs[[f"{side}_start", f"{side}_end"]].dropna().drop_duplicates()
        told = "".join(text[a:b] for a, b in sorted(places.values.tolist()))
        assert "".join(told.split()) == "".join(text.split())
