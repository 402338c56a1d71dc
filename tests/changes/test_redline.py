"""What was taken out of a sentence and put into it: hand-marked flags, the law, case after case.

tests/gold/flags.csv holds the changes of the invented series in data/example-series that an analyst
must not miss, each with its flag: words of the old sentence, and of the new one.
"""

import re
from itertools import pairwise, zip_longest

import pandas as pd
import pytest
from hypothesis import given, settings
from test_align import GOLD, bare, document_of, invented_statements

from helpers.changes import align, read_change_words, redline
from helpers.dates import find_dates
from helpers.documents import read_documents
from helpers.files import DATA
from helpers.tokens import split_sentences

DAYS = pd.Series(pd.to_datetime(["2031-05-01", "2031-06-01"]), index=["May", "June"])


def dates_of(*documents):
    return find_dates(split_sentences(pd.concat(documents)), published=DAYS)


def changes_of(old, new, **options):
    """The changes as [old words, new words, flags]."""
    sides = document_of(old), document_of(new, "June")
    options = options if "dates" in options else options | {"dates": dates_of(*sides)}
    changes = redline(align(*sides), *sides, **options)
    return changes[["old_text", "new_text", "flags"]].values.tolist()


# -- hand-marked: the example series -------------------------------------------------------------


def test_hand_marked_flags_are_met():
    gold = pd.read_csv(GOLD / "flags.csv", keep_default_na=False)
    documents = read_documents(DATA / "example-series")
    sentences = split_sentences(documents)
    dates = find_dates(sentences, published=documents.set_index("document")["published"])
    own = [sentences[sentences["document"] == name] for name in documents["document"]]
    changes = pd.concat(
        redline(align(*sides), *sides, dates=dates).astype({"old": "str", "new": "str"})
        for sides in pairwise(own)
    )
    changes["flag"] = changes["flags"].str.split(", ")
    found = changes[changes["flags"] != ""].explode("flag").reset_index(names="change")
    keys = ["old", "new", "old_sentence", "new_sentence", "flag"]
    both = gold.reset_index(names="mark").merge(found.reset_index(names="find"), on=keys)
    met = [
        row.old_words in row.old_text and row.new_words in row.new_text for row in both.itertuples()
    ]
    marks, finds = both.loc[met, "mark"].nunique(), both.loc[met, "find"].nunique()
    print(f"flags: precision {finds}/{len(found)}, recall {marks}/{len(gold)}")
    assert gold.drop(gold.index[both.loc[met, "mark"].unique()]).empty
    assert found.drop(found.index[both.loc[met, "find"].unique()]).empty


# -- the law: taken back, the changes of either text give the other --------------------------------


def list_groups(pairs, changes):
    """The pairs, the parts of one whole together: relation, rows, and the rows of its changes."""
    groups = {}
    for row in pairs.itertuples():
        key = -row.Index - 1 if pd.isna(row.whole) else row.whole
        groups.setdefault(key, []).append(row)
    listed = []
    for rows in groups.values():
        numbers = ({row.old_sentence for row in rows}, {row.new_sentence for row in rows})
        own = [
            change
            for change in changes.itertuples()
            if change.old_sentence in numbers[0] and change.new_sentence in numbers[1]
        ]
        listed.append((str(rows[0].relation), rows, own))
    return listed


def place_of(side, row):
    return getattr(row, f"{side}_start"), getattr(row, f"{side}_end")


def cut_up(side, rows, changes):
    """The places of the letters that lie before, between and behind the changes of a group."""
    sentences = sorted({place_of(side, row) for row in rows})
    stretches, at = [], sentences[0][0]
    for low, high in [*(place_of(side, change) for change in changes), (sentences[-1][1],) * 2]:
        assert at <= low <= high  # the changes of a group have one order on both sides
        stretches.append([n for a, b in sentences for n in range(max(a, at), min(b, low))])
        at = high
    return stretches


def give_back(side, text, groups):
    """The whole text again: what lies between sentences, the stretches, and the changed words."""
    told, pieces = dict(enumerate(text)), {}
    for relation, rows, changes in groups:
        if relation == {"old": "new", "new": "dropped"}[side]:
            continue
        for row in rows:
            for n in range(*place_of(side, row)):
                told.pop(n, None)  # it may be part of several rows
        letters = [(n, text[n]) for stretch in cut_up(side, rows, changes) for n in stretch]
        for change in changes:
            words = getattr(change, f"{side}_text")
            letters += enumerate(words, start=place_of(side, change)[0])
        assert len({n for n, _ in letters} - pieces.keys()) == len(letters)  # none is told twice
        pieces |= letters
    assert not told.keys() & pieces.keys()
    return "".join(letter for _, letter in sorted((told | pieces).items()))


def rewrite(side, other, texts, groups):
    """The other statement from this one's stretches and the changes alone."""
    told = [own for own in groups if own[0] != {"old": "dropped", "new": "new"}[side]]
    written = []
    for relation, rows, changes in sorted(told, key=lambda own: place_of(other, own[1][0])):
        if relation in ("dropped", "new"):  # a whole sentence is put in
            written.append(texts[other][slice(*place_of(other, rows[0]))])
            continue
        words = [getattr(change, f"{other}_text") for change in changes]
        for stretch, own in zip_longest(cut_up(side, rows, changes), words, fillvalue=""):
            written += ["".join(texts[side][n] for n in stretch), own]
    return "".join(written)


def find_first_words(sentences):
    """The places of the letters of each first word: its capital may be the sentence's."""
    return {
        start + n
        for start, text in sentences[["start", "text"]].values
        for n in range(re.match(r"\W*\S*", text).end())
    }


@settings(max_examples=20)
@given(invented_statements())
def test_the_changes_turn_either_text_into_the_other(statements):
    (old_text, old), (new_text, new) = statements
    texts, pairs = {"old": old_text, "new": new_text}, align(old, new)
    changes = redline(pairs, old, new)
    for row in changes.itertuples():
        # every span is its text, and inside its sentence
        assert old_text[row.old_start : row.old_end] == row.old_text
        assert new_text[row.new_start : row.new_end] == row.new_text
        # and no change is one of white space or of quotation marks
        assert bare(row.old_text) != bare(row.new_text)
    groups = list_groups(pairs, changes)
    assert sum(len(own) for *_, own in groups) == len(changes)
    for side, text in texts.items():
        assert give_back(side, text, groups) == text
    for side, other in (("old", "new"), ("new", "old")):
        result = rewrite(side, other, texts, groups)
        assert straight(result).casefold() == straight(texts[other]).casefold()
    firsts = [find_first_words(side) for side in (old, new)]
    for relation, rows, own in groups:
        if relation in ("dropped", "new"):
            continue
        assert relation != "kept" or not own
        for places in zip(*(cut_up(side, rows, own) for side in texts), strict=True):
            letters = [
                [(letter, n in first) for n in side if (letter := straight(text[n]))]
                for side, text, first in zip(places, texts.values(), firsts, strict=True)
            ]
            for (one, is_first), (another, is_other_first) in zip(*letters, strict=True):
                assert one == another or is_first or is_other_first


def straight(text):
    """A text without what is no change but for capitals."""
    return bare(text.replace("’", "'"))


# -- one row a change ----------------------------------------------------------------------------


def test_each_change_is_a_row_with_its_places():
    old = document_of(
        "We met in Tarn, and ships may pay 3 crowns. All sang. It will not rain here."
    )
    new = document_of(
        "It will rain here now. We met in Tarn. Ships pay 2 crowns. All sang.", "June"
    )
    result = redline(align(old, new), old, new)
    expected = pd.DataFrame(
        [
            # moved to the head; what was put in has an empty place behind the word before it
            ("moved", 3, 1, "deleted", *(62, 65, "not"), *(7, 7, ""), "negation"),
            ("moved", 3, 1, "inserted", *(75, 75, ""), *(18, 21, "now"), ""),
            # a split: the words that parted its halves stand behind the first
            ("split", 1, 2, "replaced", *(14, 19, ", and"), *(37, 38, "."), ""),
            ("split", 1, 3, "deleted", *(26, 29, "may"), *(44, 44, ""), "verb"),
            ("split", 1, 3, "replaced", *(34, 35, "3"), *(49, 50, "2"), "number"),
        ],
        columns=[
            *("relation", "old_sentence", "new_sentence", "kind"),
            *("old_start", "old_end", "old_text", "new_start", "new_end", "new_text", "flags"),
        ],
    )
    pd.testing.assert_frame_equal(
        result[[*expected]], expected, check_dtype=False, check_categorical=False
    )
    assert {(*row,) for row in result[["old", "new"]].values} == {("May", "June")}
    assert result["new_start"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # one flag each
        ("Tarn pays 3 million.", "Tarn pays 2 million.", [["3", "2", "number"]]),
        ("They met six times.", "They met three times.", [["six", "three", "number"]]),
        ("The fund paid nobody.", "The fund paid.", [["nobody", "", "negation"]]),
        ("They don’t wait.", "They wait.", [["don’t", "", "negation"]]),
        ("They welcomed it.", "They noted it.", [["welcomed", "noted", "verb"]]),
        ("The port may close.", "The port shall close.", [["may", "shall", "verb"]]),
        ("We thank Osmark.", "We thank Arlan.", [["Osmark", "Arlan", "name"]]),
        ("We met in Port Aubrin.", "We met in Port Halmere.", [["Aubrin", "Halmere", "name"]]),
        # the whole date, however little of it is another
        ("We met on 17 April 2031 in Tarn.", "We met on 23 October 2031 in Tarn.",
         [["17 April 2031", "23 October 2031", "date"]]),
        ("It ends on 31 December 2032.", "It ends on 31 December 2033.",
         [["31 December 2032", "31 December 2033", "date"]]),
        ("It began on 1 September.", "It began on 1 September 2031.",
         [["1 September", "1 September 2031", "date"]]),
        ("We met on April 17, 2031 in Tarn.", "We met on April 18, 2031 in Tarn.",
         [["April 17, 2031", "April 18, 2031", "date"]]),
        # and no more than the date, nor less
        ("We met on April 17, 2031 here.", "We met on April 17 2031 here.", [[",", "", ""]]),
        ("We met on 17 April 2031 here.", "We met here.", [["on 17 April 2031", "", "date"]]),
        ("On 1 May 2031, not 2 June 2031, we met.", "On 1 May 2031, not 3 June 2031, we met.",
         [["2 June 2031", "3 June 2031", "date"]]),
        # a length of time is a number
        ("They met for ten days.", "They met for nine days.", [["ten", "nine", "number"]]),
        # several flags of one change, in the order of the list
        ("The port will not pay Tarn 3 crowns.", "The port stands.",
         [["will not pay Tarn 3 crowns", "stands", "number, name, negation, verb"]]),
        # another form of a verb is another word, and not another verb
        ("They welcome the report.", "They welcomed the report.", [["welcome", "welcomed", ""]]),
        ("They agree on fees.", "They agreed on fees.", [["agree", "agreed", ""]]),
        # near misses: a verb's word as a noun
        ("They read their plan to dig.", "They read their scheme to dig.",
         [["plan", "scheme", ""]]),
        ("They spoke in support of Tarn.", "They spoke in favour of Tarn.",
         [["support", "favour", ""]]),
        ("They plan to dig there.", "They hope to dig there.", [["plan", "hope", "verb"]]),
        # May is a month, may a verb; Will a name
        ("It closed in May.", "It closed in June.", [["May", "June", "date"]]),
        ("We met Will there.", "We met Ann there.", [["Will", "Ann", "name"]]),
        # a word that only has another place
        ("In Tarn the 3 members will meet.", "The 3 members will meet in Tarn.",
         [["In Tarn", "", ""], ["", "in Tarn", ""]]),
        ("Osmark did not thank Tarn.", "Tarn did not thank Osmark.",
         [["Osmark", "Tarn", ""], ["Tarn", "Osmark", ""]]),
        ("O’Brien did not thank Tarn.", "Tarn did not thank O'Brien.",
         [["O’Brien", "Tarn", ""], ["Tarn", "O'Brien", ""]]),
        ("Tarn's old port opened.", "The old port of Tarn opened.",
         [["Tarn's", "The", ""], ["", "of Tarn", ""]]),
        # but one that comes less often, or more often, is
        ("We met in Tarn, in Tarn.", "We met in Tarn.", [[", in Tarn", "", "name"]]),
        # marks of quotation and white space
        ("The “free port” is old.", "The free  'port' is new.", [["old", "new", ""]]),
        ("Tarn’s port is old.", "Tarn's port is new.", [["old", "new", ""]]),
        # a capital of a sentence's beginning, of another place, and of a name
        ("We met, and they left.", "We met. They left.", [[", and", ".", ""]]),
        ("We met. They left.", "We met, and they left.", [[".", ", and", ""]]),
        ("The lock is old. Ships wait.", "the lock is old. ships wait.", []),
        ("The old Port opened.", "The old port opened.", [["Port", "port", "name"]]),
        # over the end of a sentence a change has a row for either sentence
        ("We met there; they left.", "We met there at dawn. Then they left.",
         [[";", "at dawn.", ""], ["", "Then", ""]]),
        ("We met there at dawn. Then they left.", "We met there; they left.",
         [["at dawn.", ";", ""], ["Then", "", ""]]),
        # punctuation is a change without a flag
        ("We met here now.", "We met here, now!", [["", ",", ""], [".", "!", ""]]),
        # changes that follow each other are one
        ("We met the old Port there.", "We met the new port there.",
         [["old Port", "new port", "name"]]),
    ],
)  # fmt: skip
def test_what_was_taken_out_and_put_in(old, new, expected):
    assert changes_of(old, new) == expected


@pytest.mark.parametrize(
    ("between", "n"),
    [
        ("of the", 1),  # two equal words between two long changes
        ("of the old", 2),  # three
        ("of Tarn", 2),  # a flag could hang on one of them
    ],
)
def test_a_word_or_two_between_long_changes_are_taken_into_them(between, n):
    old = f"We saw boats sail slowly north {between} river banks beyond reach, here and now again."
    new = f"We saw barges drift quite far {between} lakes behind hills yonder, here and now again."
    assert len(changes_of(old, new)) == n
    short = f"We saw boats {between} river, here and now again."  # changes of one word
    assert len(changes_of(short, short.replace("boats", "ships").replace("river", "sea"))) == 2


def test_without_dates_no_date_is_flagged():
    old, new = "It ends on 31 December 2032.", "It ends on 1 March 2033."
    assert changes_of(old, new, dates=None) == [
        ["31 December 2032", "1 March 2033", "number"],
    ]
    assert changes_of("It closed in May.", "It closed in June.", dates=None) == [
        ["May", "June", ""],  # and a month is no name and no verb
    ]


def test_dates_may_come_in_any_order_from_anywhere():
    sides = [
        document_of("On 1 May 2031 we met. It ends on 2 June 2032 at noon.", "May"),
        document_of("On 3 May 2031 we met. It ends on 2 July 2032 at noon.", "June"),
    ]
    pairs, dates = align(*sides), dates_of(*sides)
    expected = redline(pairs, *sides, dates=dates)
    assert expected["flags"].tolist() == ["date", "date"]
    for other in (
        dates.iloc[::-1],
        dates.astype({"document": "str"}),
        dates[["document", "start", "end"]],  # which of them are lengths of time is not known
    ):
        pd.testing.assert_frame_equal(redline(pairs, *sides, dates=other), expected)
    # those of another statement stand at the same places
    strange = dates.assign(document="July")
    assert redline(pairs, *sides, dates=strange)["flags"].tolist() == ["number", ""]


def test_own_words_are_flagged():
    old, new = "They deplored it once there.", "They doubled it twice there."
    assert changes_of(old, new) == [["deplored", "doubled", "verb"], ["once", "twice", "number"]]
    words = read_change_words() | {"verbs": ["double"], "number words": ["once"]}
    assert changes_of(old, new, words=words) == changes_of(old, new)
    words |= {"verbs": ["praise"], "negations": ["twice"]}
    assert changes_of(old, new, words=words) == [
        *[["deplored", "doubled", ""], ["once", "twice", "number, negation"]]
    ]


# -- much of it, and odd things ------------------------------------------------------------------


def test_nothing_has_changed_in_what_is_equal_or_strange():
    text = "We met in Tarn. All sang."
    sides = document_of(text), document_of("We met. All sang it.", "June")
    pairs = align(*sides)
    before = [frame.copy(deep=True) for frame in (pairs, *sides)]
    expected = redline(pairs, *sides)
    for frame, was in zip((pairs, *sides), before, strict=True):
        pd.testing.assert_frame_equal(frame, was)
    assert len(expected)
    for old, new in [
        (text, text),
        (text, "Der Hafen ist offen."),
        ("", text),
        (text, ""),
        ("", ""),
    ]:
        sides = document_of(old), document_of(new, "June")
        result = redline(align(*sides), *sides, dates=dates_of(*sides))
        assert result.empty
        assert result.dtypes.map(str).to_dict() == expected.dtypes.map(str).to_dict()


def test_a_sentence_moved_letter_for_letter_has_no_change():
    old, new = "Tarn pays. We met here. All sang.", "We met here. All sang. Tarn pays."
    assert changes_of(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("They \0 met\0 Tarn.", "They \0 met\0 Arlan.", [["Tarn", "Arlan", "name"]]),
        ("The e\u0301 of 😀 is $x^2$ here.", "The e\u0301 of 😁 is $x^3$ here.", [
            *[["😀", "😁", ""], ["2", "3", "number"]]
        ]),
        ("We saw <b>Tarn</b> & co.", "We saw <i>Tarn</i> & co.", [["b", "i", ""], ["b", "i", ""]]),
        ("We met in 𝔗𝔞𝔯𝔫 then.", "We met in 𝔗𝔞𝔯𝔢 then.", [["𝔗𝔞𝔯𝔫", "𝔗𝔞𝔯𝔢", ""]]),
    ],
)  # fmt: skip
def test_odd_characters_are_letters_like_any_other(old, new, expected):
    assert changes_of(old, new, dates=None) == expected


def test_several_statements_on_a_side_are_refused_by_name():
    old, new = document_of("We met."), document_of("We left.", "June")
    with pytest.raises(ValueError, match=r"^the new side has several statements \(May, June\)"):
        redline(align(old, new), old, pd.concat([old, new]))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "text",
    [
        "They met " + "and they met " * 77_000 + "in Tarn.",  # few words, often
        "They met " + " ".join(f"w{n}" for n in range(140_000)) + " in Tarn.",  # many words, once
    ],
    ids=["few words", "many words"],
)
def test_a_sentence_of_a_megabyte_is_marked_where_it_changed(text):
    new = text.replace("Tarn", "Arlan")
    assert changes_of(text, new, dates=None) == [["Tarn", "Arlan", "name"]]


@pytest.mark.usefixtures("impatient")
def test_ten_thousand_sentences_are_marked_one_by_one():
    old = "".join(f"Tarn pays {n} crowns for lock {n}. " for n in range(3_000))
    new = old.replace("crowns", "pounds", 1_500)
    assert changes_of(old, new, dates=None) == [["crowns", "pounds", ""]] * 1_500
