"""Two statements as one text: every change marked so that it can be seen, printed and heard."""

import re
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.changes import align, redline
from helpers.evidence import show_redline
from helpers.tokens import split_sentences

NONE = None
HOSTILE = "Costs <b>$5</b> & $6$ \U0001f600 \u202eturned\u202c \0, שלום."


def document_of(name, text):
    return pd.DataFrame({"document": [name], "text": [text]})


def both_of(old, new):
    return [document_of("May", old), document_of("June", new)]


def frames_of(old, new):
    """Align two texts and mark their changes; give pairs, changes and the sentences of both."""
    old, new = both_of(old, new)
    pairs = align(old, new)
    sentences = pd.concat([split_sentences(old), split_sentences(new)], ignore_index=True)
    return pairs, redline(pairs, old, new), sentences


def show(old, new):
    return show_redline(*frames_of(old, new))


def pairs_of(*rows):
    """Make pairs from (relation, old sentence, new sentence)."""
    pairs = pd.DataFrame(rows, columns=["relation", "old_sentence", "new_sentence"])
    pairs = pairs.astype({"old_sentence": "Int32", "new_sentence": "Int32"})
    return pairs.assign(old="May", new="June")


def sentences_of(olds, news):
    """Make sentences with ten characters before each."""
    rows = [(name, n + 1, text)
            for name, texts in (("May", olds), ("June", news))
            for n, text in enumerate(texts)]  # fmt: skip
    sentences = pd.DataFrame(rows, columns=["document", "sentence", "text"])
    start = sentences.groupby("document", sort=False)["text"].transform(
        lambda texts: (texts.str.len() + 10).cumsum() - texts.str.len()
    )
    return sentences.assign(start=start.astype("int32"))


def changes_of(*rows):
    columns = ["new_sentence", "new_start", "new_end", "old_text", "new_text", "flags"]
    return pd.DataFrame(rows, columns=columns)


def texts_of(html):
    """Give the text of a piece of a page as it is shown."""
    return unescape(re.sub("<.*?>", "", html))


def as_on_the_page(plain):
    """Write plain text with the signs of the page; it has no flags."""
    return re.sub(r"\[-(.*?)-\]", r"−\1", re.sub(r"\{\+(.*?)\+\}", r"+\1", plain))


def test_each_relation_is_shown_with_both_numbers():
    pairs = pairs_of(
        ("kept", 2, 1),
        ("dropped", 1, NONE),  # behind what it followed
        ("new", NONE, 2),
        ("moved", 6, 3),
        ("split", 3, 4),
        ("split", 3, 5),
        ("merged", 4, 6),
        ("merged", 5, 6),  # shown once
        ("reworded", 7, 7),
    )
    olds = [f"Old {n}." for n in range(1, 8)]
    news = [f"New {n}." for n in range(1, 8)]
    result = show_redline(pairs, changes_of(), sentences_of(olds, news))
    expected = [
        "1 (2, kept) New 1.",
        "– (1, dropped) [-Old 1.-]",
        "2 (new) {+New 2.+}",
        "3 (6, moved) New 3.",
        "4 (3, split) New 4.",
        "5 (3, split) New 5.",
        "6 (4 and 5, merged) New 6.",
        "7 (7, reworded) New 7.",
    ]
    assert result.text.splitlines() == expected
    shown = [texts_of(block) for block in re.findall("<p>(.*?)</p>", result.html)]
    assert shown == [as_on_the_page(line) for line in expected]


def test_a_change_is_marked_by_signs_lines_and_its_flag():
    html = show_redline(
        pairs_of(("reworded", 1, 1)),
        changes_of((1, 13, 17, "won", "lost", "verb"), (1, 12, 12, "all", "", "")),  # not in order
        sentences_of(["It all won."], ["It lost."]),
    ).html
    deleted, inserted = re.findall("<del (.*?)>", html), re.findall("<ins (.*?)>", html)
    assert len(deleted) == 2 and all("line-through" in style for style in deleted)
    assert len(inserted) == 1 and "underline" in inserted[0]
    assert texts_of(html) == "1 (1, reworded) It −all −won +lost [verb]."
    flagged = re.search(
        r'<span style="font-weight:bold">(.*?)</span> <small>\[verb\]</small>', html
    )
    assert texts_of(flagged[1]) == "−won +lost"  # what is flagged is bold, and nothing else
    assert html.count("font-weight") == 1


WORDS_AROUND = [
    ("The port is wide open now.", "The port is open now.", "is [-wide-] open"),
    ("Today the port is open now.", "The port is open now.", "[-Today-] The port"),
    ("The port is open now, they said.", "The port is open now.", "now[-, they said-]."),
    ("Tarn, Arlan and Velm met again.", "Tarn and Velm met again.", "Tarn[-, Arlan-] and"),
    ("They met (in Tarn) on the Velm.", "They met on the Velm.", "met [-(in Tarn)-] on"),
    ("The port (of old Tarn) is open.", "The port (of Tarn) is open.", "(of [-old-] Tarn)"),
    ("The port (old Tarn) is open now.", "The port (Tarn) is open now.", "([-old-] Tarn)"),
    ("The port is open now.", "The port is wide open now.", "is {+wide+} open"),
    ("The port is open now.", "The port is closed now.", "is [-open-] {+closed+} now"),
    ("The port of Tarn is open.", "The port of Tarn is shut!", "is [-open.-] {+shut!+}"),
]


@pytest.mark.parametrize(("old", "new", "expected"), WORDS_AROUND)
def test_what_was_taken_out_stands_apart_from_the_words_beside_it(old, new, expected):
    result = show(old, new)
    assert expected in result.text
    unflagged = re.sub(r" \[\w+\]", "", texts_of(result.html))
    assert as_on_the_page(expected) in unflagged


WORDS = st.sampled_from(
    "the port of Tarn Arlan is open closed , and ; 3 million “Velm” (wide) now".split()
)
TEXTS = st.lists(st.lists(WORDS, min_size=4, max_size=12).map(" ".join), max_size=5)


def taken(plain):
    """Read the new statement out of the plain text: nothing that was taken out, all put in."""
    lines = [line.partition(") ")[2] for line in plain.splitlines() if not line.startswith("– ")]
    return [re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", line)) for line in lines]


def test_what_was_replaced_stands_where_it_stood():
    pairs, sentences = pairs_of(("reworded", 1, 1)), sentences_of(["A-B."], ["C-B."])
    result = show_redline(pairs, changes_of((1, 10, 11, "A", "C", "")), sentences)
    assert result.text == "1 (1, reworded) [-A-] {+C+}-B."


@settings(max_examples=15)
@given(TEXTS, TEXTS)
def test_without_what_was_taken_out_it_is_the_new_statement(old, new):
    old, new = (". ".join(text) + "." * bool(text) for text in (old, new))
    pairs, changes, sentences = frames_of(old, new)
    result = show_redline(pairs, changes, sentences)
    expected = sentences.loc[sentences["document"] == "June", "text"]
    letters = ["".join(text.split()) for text in taken(result.text)]  # spaces stand around marks
    assert letters == ["".join(text.split()) for text in expected]
    inserted = [unescape(text) for text in re.findall("<ins .*?>(.*?)</ins>", result.html)]
    assert all(text in new for text in inserted)
    deleted = [unescape(text) for text in re.findall("<del .*?>(.*?)</del>", result.html)]
    assert all(text in old for text in deleted)


@pytest.mark.parametrize(("n", "folded"), [(2, False), (3, True), (4, True)])
def test_three_sentences_kept_one_after_another_are_folded_away(n, folded):
    numbers = range(1, n + 1)
    pairs = pairs_of(*[("kept", k, k) for k in numbers], ("new", NONE, n + 1))
    texts = [f"Sentence {k}." for k in numbers]
    result = show_redline(pairs, changes_of(), sentences_of(texts, [*texts, "New."]))
    summaries = re.findall("<summary>(.*?)</summary>", result.html)
    assert summaries == [f"{n} sentences kept as they were"] * folded
    inside = "".join(re.findall("<details.*?</details>", result.html))
    assert ("Sentence 1." in inside) == folded and "New." not in inside
    assert len(result.text.splitlines()) == n + 1  # as plain text all of them are there


def test_kept_sentences_are_folded_run_by_run():
    rows = [("kept", k, k) for k in (1, 2, 3)]
    rows += [("new", NONE, 4), *[("kept", k - 1, k) for k in (5, 6)], ("dropped", 6, NONE)]
    texts = [f"Sentence {k}." for k in range(1, 7)]
    html = show_redline(pairs_of(*rows), changes_of(), sentences_of(texts, texts)).html
    assert re.findall("<summary>(.*?)</summary>", html) == ["3 sentences kept as they were"]
    assert [unescape(n) for n in re.findall("<small>(.)", html)] == [*"123456–"]


class Page(HTMLParser):
    """The tags of a page, and its texts where formulas are looked for."""

    def reset(self):
        super().reset()
        self.open, self.texts, self.tags = [], [], set()

    def handle_starttag(self, tag, attributes):
        self.open.append((tag, "mathjax_ignore tex2jax_ignore" in dict(attributes).values()))
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.texts += [] if any(ignored for _, ignored in self.open) else [data]


def test_words_are_shown_as_typed_and_are_neither_markup_nor_formulas():
    pairs = pairs_of(("reworded", 1, 1), ("dropped", 2, NONE), ("new", NONE, 2), ("kept", 3, 3))
    texts = [f"{HOSTILE} {n}" for n in range(3)]
    end = 10 + len(texts[0])
    changes = [(1, 10, 15, HOSTILE, "Costs", "<i>$flag$</i>"), (1, end - 1, end, "7", "0", "")]
    changes = changes_of(*changes)
    result = show_redline(pairs, changes, sentences_of(texts, texts))
    page = Page()
    page.feed(result.html)
    assert page.tags == {"div", "p", "small", "span", "del", "ins"} and page.open == []
    assert page.texts == []
    shown = "Costs <b>$5</b> & $6$ \U0001f600 �turned� ␀, שלום."
    assert texts_of(result.html).count(shown) == 4  # deleted, dropped, new, kept
    assert "[<i>$flag$</i>]" in texts_of(result.html)
    assert f"[-{HOSTILE} 1-]" in result.text and f"{{+{HOSTILE} 1+}}" in result.text


def test_nothing_beside_nothing_is_nothing():
    result = show("", "")
    assert result.text == "" and texts_of(result.html) == ""
    only = show("", "The port is open now.")
    assert only.text == "1 (new) {+The port is open now.+}"
    assert show("The port is open now.", "").text == "– (1, dropped) [-The port is open now.-]"


def test_a_sentence_that_is_not_there_is_refused():
    pairs, sentences = pairs_of(("kept", 1, 1), ("new", NONE, 2)), sentences_of(["One."], ["One."])
    with pytest.raises(ValueError, match="sentence 2 of June is not among sentences"):
        show_redline(pairs, changes_of(), sentences)
    with pytest.raises(ValueError, match="the frame lacks the column flags"):
        show_redline(pairs, changes_of().drop(columns="flags"), sentences)


OLD = "The port is open now. Tarn pays 3 million. They met in May. All of them agreed. It is late."
NEW = "The port is open now. Tarn pays 2 million. Arlan came, too. They met in May. All agreed."


@pytest.mark.parametrize("kind", ["shuffled", "categories", "plain", "csv", "index"])
def test_frames_from_anywhere_give_the_same_page(kind, tmp_path):
    def again(frame, shuffle=True):
        if kind == "shuffled":
            return frame.sample(frac=1, random_state=1) if shuffle else frame
        if kind == "csv":
            frame.to_csv(tmp_path / "frame.csv", index=False)
            return pd.read_csv(tmp_path / "frame.csv", keep_default_na=False)
        if kind == "index":
            return frame.set_axis([7] * len(frame))
        if kind == "categories":
            return frame.astype(dict.fromkeys(frame.select_dtypes("str"), "category"))
        return frame.astype(dict.fromkeys(frame.select_dtypes(["str", "category"]), object))

    pairs, changes, sentences = frames_of(OLD, NEW)
    assert len(changes) > 1 and {"kept", "reworded", "new", "dropped"} <= {*pairs["relation"]}
    expected = show_redline(pairs, changes, sentences)
    before = [frame.copy(deep=True) for frame in (pairs, changes, sentences)]
    assert show_redline(again(pairs, shuffle=False), again(changes), again(sentences)) == expected
    for frame, own in zip((pairs, changes, sentences), before, strict=True):
        pd.testing.assert_frame_equal(frame, own)
