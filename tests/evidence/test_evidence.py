"""The way back from a number to its sentences: complete, marked, and never markup itself."""

import re
from html import unescape
from html.parser import HTMLParser
from io import StringIO

import pandas as pd
import pytest

from helpers.evidence import (
    check_counts,
    count_of,
    listed,
    say,
    show_evidence,
    show_lines,
    show_page,
    show_statement,
    show_table,
    source_of,
)
from helpers.figures import Words, draw_bars
from helpers.terms import concordance, count_terms
from helpers.tokens import split_sentences, split_tokens

REPAIRS = ["document", "start", "before", "after", "reason"]
TEXT = "One law, two laws. <b>No</b> law & $5$.\n\nThe end."


@pytest.fixture
def document():
    return pd.DataFrame({"document": ["d"], "text": [TEXT]})


@pytest.fixture
def shown(monkeypatch):
    """Collect what is displayed."""
    outputs = []
    monkeypatch.setattr("helpers.evidence.sentences.display", outputs.append)
    return outputs


def test_counts_with_their_nouns_and_lists_read_as_english():
    assert [count_of(n, "word") for n in (0, 1, 1043)] == ["0 words", "1 word", "1,043 words"]
    assert count_of(2, "family", "families") == "2 families"
    assert [listed("a"), listed("ab"), listed("abc"), listed("abcd")] == [
        "a",
        "a and b",
        "a, b and c",
        "a, b, c and d",
    ]
    assert listed("abcdef") == "a, b, c and 3 more"
    assert listed([]) == "none"


def test_a_chart_is_followed_by_its_table_and_its_sentences(document, shown):
    tokens = split_tokens(document)
    terms = count_terms(tokens).query("term in ['law', 'no']")
    chart = draw_bars(terms, Words("n", "T", "S", "Q", "How <to> read"))
    show_evidence(chart, tokens, split_sentences(document))
    assert shown[0] is chart
    html = shown[1].html
    assert "<p class" in html and "<small>How &lt;to&gt; read</small></p>" in html
    assert shown[1].text == "The sentences behind 2 numbers: 3 places in 2 sentences."
    assert "The sentences behind 2 numbers: 3 places in 2 sentences" in html
    assert "law: 2 in 2 sentences" in html
    marked = re.findall(r"<mark>(.*?)</mark>", html)
    assert marked == ["law", "law", "No"]
    items = re.findall(r'<li value="(\d+)">(.*?)</li>', html)
    assert [number for number, _ in items] == ["1", "2", "2"]
    assert unescape(re.sub("<.*?>", "", items[1][1])) == "<b>No</b> law & $5$. ¶1"


def test_each_number_lists_its_sentences_in_the_order_of_the_text(shown):
    columns = ["document", "paragraph", "sentence", "start", "end", "text"]
    rows = [("e", 1, 1, 0, 6, "One a."), ("d", 1, 1, 0, 8, "Two a a."), ("d", 1, 2, 9, 12, "No.")]
    sentences = pd.DataFrame(rows, columns=columns)
    places = [("d", 1, 4, 5), ("d", 1, 6, 7), ("e", 1, 4, 5), ("d", 1, 3, 5)]
    found = pd.DataFrame(places, columns=["document", "sentence", "start", "end"]).assign(term="a")
    table = pd.DataFrame({"term": ["a", "b"], "label": ["The <a>", "B"], "n": [4, 0]})
    both = (table, show_table(table, name="n", caption="C"))
    show_evidence(both, found, sentences)
    html = shown[1].html
    folds = re.findall("<summary>(.*?)</summary>", html)
    assert folds == [
        "The sentences behind 2 numbers: 4 places in 2 sentences",
        "The &lt;a&gt;: 4 in 2 sentences",
        "B: 0 in 0 sentences",
    ]
    assert re.findall(r"<li value=.*?>(.*?) <small>[de], ¶1</small></li>", html) == [
        "One <mark>a</mark>.",
        "Two<mark> a</mark> <mark>a</mark>.",  # of two that overlap each character is marked once
    ]
    show_evidence(both, found, sentences, marked=False)
    assert "<mark>" not in shown[3].html and "Two a a." in shown[3].html


def test_a_chart_says_of_which_document_a_number_is_where_there_are_several(shown):
    document = pd.DataFrame({"document": ["d", "e"], "text": ["A law.", "The law."]})
    tokens, words = split_tokens(document), Words("n", "T", "S", "Q", "C")
    for names in (["d"], ["d", "e"]):
        own = tokens[tokens["document"].isin(names)]
        terms = (
            count_terms(own).query("term == 'law'").assign(key=[f"{name} law" for name in names])
        )
        chart = draw_bars(terms, words)
        rows = own.assign(key=own["document"].astype("str") + " " + own["term"].astype("str"))
        show_evidence(chart, rows, split_sentences(document), by="key")
        heads = re.findall(r"<th [^>]*>(.*?)</th>", shown[-1].html)
        assert ("document" in heads) == (len(names) > 1)


def statements_of(*names):
    """Make statements of one sentence in which each word is counted once."""
    documents = pd.DataFrame({"document": names, "text": "A law."})
    return split_sentences(documents), split_tokens(documents).query("is_word")


@pytest.mark.parametrize("names", [["May"], ["May", "<b>June</b> & $5$"]])
def test_each_sentence_is_named_with_its_statement_where_there_are_several(names, shown):
    sentences, rows = statements_of(*names)
    table = pd.DataFrame({"term": ["law"], "n": [len(names)]})
    shown_table = show_table(table, name="n", caption="C")
    show_evidence((table, shown_table), rows, sentences)
    cited = [unescape(text) for text in re.findall("<small>(.*?)</small></li>", shown[1].html)]
    assert cited == (["¶1"] if len(names) == 1 else ["May, ¶1", "<b>June</b> & $5$, ¶1"])
    assert "<b>" not in shown[1].html
    # the name stands there, too, if only one of several statements is counted
    show_evidence((table.assign(n=1), shown_table), rows[rows["document"] == "May"], sentences)
    assert ("<small>May, ¶1</small>" in shown[3].html) == (len(names) == 2)


def test_a_statement_is_named_before_the_place_in_it(shown):
    sentences, rows = statements_of("May", "June")
    sentences = sentences.assign(number=["(12)", None], section=["Ports", None])
    table = pd.DataFrame({"term": ["law"], "n": [2]})
    show_evidence((table, show_table(table, name="n", caption="C")), rows, sentences)
    cited = re.findall("<small>(.*?)</small></li>", shown[1].html)
    assert cited == ["May, ¶1 (12), Ports", "June, ¶1"]


def groups_of(n, within):
    """Make a table of n numbers, each of one place, and the rows and the sentences of these."""
    sentences, rows = statements_of("d")
    keys = [f"key {k}" for k in range(n)]
    found = pd.concat([rows.head(1).assign(key=key) for key in keys])
    table = pd.DataFrame({"key": keys, "label": [f"L{k}" for k in range(n)], "n": 1})
    return table.assign(theme=within), found, sentences


def outline_of(html):
    """Give the summaries of what is folded in, each with how deep it is folded."""
    depth, found = 0, []
    for tag, summary in re.findall("<(details|/details)[^>]*>(?:<summary>(.*?)</summary>)?", html):
        depth += 1 if tag == "details" else -1
        found += [(depth, unescape(summary))] if tag == "details" else []
    assert depth == 0
    return found


def show_groups(n, within, column="theme"):
    table, found, sentences = groups_of(n, within)
    both = (table, show_table(table, name="n", caption="C"))
    show_evidence(both, found, sentences, by="key", within=column)


def test_many_lists_are_folded_together_by_the_column_that_they_are_within(shown):
    themes = ["trade", "<i>water</i>", "trade", "aid & $5$", None] * 3
    show_groups(15, themes)
    result = outline_of(shown[1].html)
    assert result[0] == (1, "The sentences behind 15 numbers: 15 places in 1 sentence")
    expected = [(1, result[0][1])]
    for theme in ["trade", "<i>water</i>", "aid & $5$", None]:  # as they come in the table
        own = [f"L{k}" for k, name in enumerate(themes) if name == theme]
        expected += [(2, theme or "–"), *((3, f"{label}: 1 in 1 sentence") for label in own)]
    assert result == expected


@pytest.mark.parametrize(("n", "depth"), [(12, 2), (13, 3)])
def test_up_to_twelve_lists_stand_under_each_other_without_being_folded_again(shown, n, depth):
    show_groups(n, "trade")
    assert max(deep for deep, _ in outline_of(shown[1].html)) == depth
    show_groups(n, "trade", column="")
    assert max(deep for deep, _ in outline_of(shown[3].html)) == 2


@pytest.mark.parametrize("kind", ["str", "category", object])
def test_lists_are_folded_the_same_whatever_kind_and_index_the_table_has(shown, kind):
    table, found, sentences = groups_of(13, ["b", "a", *"bbbbbbbbb", "a", None])
    output = show_table(table, name="n", caption="C")
    other = table.astype({"theme": kind}).set_axis([5] * 13)
    for own in (table, other):
        show_evidence((own, output), found, sentences, by="key", within="theme")
    assert shown[1].html == shown[3].html


def test_a_column_to_fold_by_that_is_lacking_is_named_before_anything_is_shown(shown):
    for n in (1, 13):
        with pytest.raises(ValueError, match=r"the frame lacks the column them$"):
            show_groups(n, "trade", column="them")
    assert shown == []


def test_a_very_long_sentence_is_quoted_around_what_is_counted_in_it(shown):
    text = "They met again and again, " * 60 + "by law, " + "and they met, " * 100 + "at law."
    document = pd.DataFrame({"document": ["d"], "text": [text]})
    tokens, sentences = split_tokens(document), split_sentences(document)
    terms = count_terms(tokens).query("term == 'law'")
    show_evidence((terms, show_table(terms, name="n", caption="C")), tokens, sentences)
    item = re.search(r"<li .*?>(.*)</li>", shown[1].html)[1]
    assert re.findall("<mark>(.*?)</mark>", item) == ["law", "law"]
    pieces = re.split(r" ?<small>.*?</small> ?", item)
    said = [int(n.replace(",", "")) for n in re.findall(r"… ([\d,]+) characters", item)]
    quoted = [re.sub("</?mark>", "", piece) for piece in pieces]
    assert quoted[0].startswith("They met again") and quoted[2].strip().endswith("at law.")
    assert all(piece.strip() in text for piece in quoted)
    spaces = 2 * len(said)  # around each gap
    assert sum(map(len, quoted)) + sum(said) == pytest.approx(len(text), abs=spaces)


def test_no_number_is_shown_that_its_rows_do_not_add_up_to(document, shown):
    tokens = split_tokens(document)
    terms = count_terms(tokens)
    check_counts(terms, tokens, "term")
    wrong = terms.assign(n=terms["n"] + 1)
    table = show_table(wrong, name="n", caption="C")
    with pytest.raises(ValueError, match="is shown as 3, but 2 rows stand for it"):
        show_evidence((wrong, table), tokens, split_sentences(document))
    assert shown == []  # nothing is drawn first


def test_a_sentence_that_is_counted_must_be_there_to_be_shown(document, shown):
    tokens, sentences = split_tokens(document), split_sentences(document)
    terms = count_terms(tokens)
    table = show_table(terms, name="n", caption="C")
    with pytest.raises(ValueError, match="sentence 1 of d is counted, but not among sentences"):
        show_evidence((terms, table), tokens, sentences.iloc[1:])
    with pytest.raises(ValueError, match="the frame lacks the column n"):
        check_counts(terms.drop(columns="n"), tokens, "term")
    with pytest.raises(ValueError, match="the frame lacks the column theme"):
        show_evidence((terms, table), tokens, sentences, by="theme")
    assert shown == []


def test_a_table_is_written_for_readers_and_kept_for_machines():
    day = pd.Timestamp("2021-03-30")
    table = pd.DataFrame(
        {
            "a": ["<i>x</i>", None, "y"],
            "n": [1043, 2, 3],
            "x": [0.12345, float("nan"), -20.46],
            "day": [day, pd.NaT, pd.Timestamp("0999-01-02")],
        }
    )
    headings = {"a": "<A>", "n": "N", "x": "X", "day": "D"}
    result = show_table(table, name="n", caption="<C>", headings=headings)
    assert re.findall(r"<th [^>]*>(.*?)</th>", result.html) == ["&lt;A&gt;", "N", "X", "D"]
    assert re.findall(r"<td[^>]*>(.*?)</td>", result.html) == [
        "&lt;i&gt;x&lt;/i&gt;", "1,043", "0.12", "2021-03-30",
        "–", "2", "–", "–",
        "y", "3", "-20.5", "0999-01-02",
    ]  # fmt: skip
    numbers = re.findall(r'<td class="num" style="text-align:right">(.*?)</td>', result.html)
    assert numbers == ["1,043", "0.12", "2", "–", "3", "-20.5"]
    assert ">&lt;C&gt;</caption>" in result.html
    days = "2021-03-30\n,2,,\ny,3,-20.46,0999-01-02"
    assert result.csv == f"a,n,x,day\n<i>x</i>,1043,0.12345,{days}\n"
    data, metadata = result._repr_mimebundle_()
    assert {*data} == {"text/html", "text/plain", "text/csv"}
    assert metadata == {"text/csv": {"name": "n"}}


def test_a_table_without_rows_or_headings_says_what_there_is():
    result = show_table(pd.DataFrame({"<b>": [], "n": []}), name="n", caption="C")
    assert re.findall(r"<th [^>]*>(.*?)</th>", result.html) == ["&lt;b&gt;", "n"]
    assert '<td colspan="2">none</td>' in result.html
    assert (result.text, result.csv) == ("C 0 rows.", "<b>,n\n")


def test_a_column_is_broken_only_where_its_words_can_be():
    day = pd.Timestamp("2021-03-30")
    columns = {"day": [day], "key": ["2021-03-30"], "said": ["They met."], "link": ["a" * 31]}
    result = show_table(pd.DataFrame(columns), name="n", caption="C")
    nowrap, anywhere = (
        "text-align:left;white-space:nowrap",
        "text-align:left;overflow-wrap:anywhere",
    )
    expected = [nowrap, nowrap, "text-align:left", anywhere]
    assert re.findall(r'<td style="(.*?)">', result.html) == expected


def test_sentences_are_counted_once_each_where_they_are_what_counts():
    places = [("a", "d", 1), ("a", "d", 1), ("a", "e", 1), ("b", "d", 1)]
    rows = pd.DataFrame(places, columns=["term", "document", "sentence"])
    table = pd.DataFrame({"term": ["a", "b"], "n": [2, 1]})
    check_counts(table, rows, "term", "sentence")
    with pytest.raises(ValueError, match="'a' is shown as 2, but 3 rows stand for it"):
        check_counts(table, rows, "term")
    with pytest.raises(ValueError, match="'c' is shown as 1, but 0 rows stand for it"):
        check_counts(pd.DataFrame({"term": ["c"], "n": [1]}), rows, "term")


def test_a_table_carries_its_other_forms_under_the_same_name():
    table = pd.DataFrame({"a": ["x"]})
    result = show_table(table, name="n", caption="C", files={"ics": "BEGIN", "json": "{}"})
    data, metadata = result._repr_mimebundle_()
    kinds = {"text/csv": "a\nx\n", "text/calendar": "BEGIN", "text/x-timelinejs": "{}"}
    assert data == {"text/html": result.html, "text/plain": "C 1 rows."} | kinds
    assert metadata == {kind: {"name": "n"} for kind in kinds}


def test_what_cannot_be_seen_is_shown_by_a_sign():
    assert "␀␛[1m ��" in say("\0\x1b[1m \x9f\u202e").html


def test_said_sentences_are_text_and_not_markup():
    result = say("Costs <b>$5</b>", "& more.")
    assert result.text == "Costs <b>$5</b> & more."
    assert "&lt;b&gt;$5&lt;/b&gt; &amp; more." in result.html


def test_no_formula_is_looked_for_in_any_piece_of_a_page(document, shown):
    class Untended(HTMLParser):
        """The texts of a page that no element with the class for it stands around."""

        def reset(self):
            super().reset()
            self.open, self.texts = [], []

        def handle_starttag(self, tag, attributes):
            if tag != "br":
                self.open.append("mathjax_ignore tex2jax_ignore" in dict(attributes).values())

        def handle_endtag(self, tag):
            self.open.pop()

        def handle_data(self, data):
            self.texts += [] if any(self.open) else [data]

    sentences, tokens = split_sentences(document), split_tokens(document)
    terms = count_terms(tokens)
    table = show_table(terms, name="n", caption="$C$")
    show_evidence((terms, table), tokens, sentences)
    pieces = [table, *shown, say("$5$"), show_statement(sentences)]
    pieces += [show_lines(concordance(tokens, document, "law"), name="n", caption="$C$")]
    pieces += [show_page(document.assign(saved=TEXT), pd.DataFrame(columns=REPAIRS))]
    for piece in pieces:
        page = Untended()
        page.feed(piece.html)
        assert "$" in piece.html or "law" in piece.html
        assert (page.texts, page.open) == ([], [])


def test_a_source_says_what_is_not_known():
    row = {"title": "T", "issuer": "", "published": pd.NaT}
    assert source_of(pd.DataFrame([row])) == "Source: T; issuer not given; no date."
    row = {"title": "T", "issuer": "I", "published": pd.Timestamp("2021-03-30")}
    assert source_of(pd.DataFrame([row])) == "Source: T; I; 2021-03-30."


def test_a_column_is_kept_on_a_line_up_to_its_longest_word():
    columns = {str(n): ["a" * n] for n in (21, 22, 30, 31)}
    html = show_table(pd.DataFrame(columns), name="n", caption="C").html
    result = re.findall(r'<td style="text-align:left;?(.*?)">', html)
    assert result == ["white-space:nowrap", "", "", "overflow-wrap:anywhere"]


def test_a_number_of_two_digits_has_one_decimal():
    html = show_table(pd.DataFrame({"x": [9.99, 10.01, -9.99]}), name="n", caption="C").html
    assert re.findall(r"<td[^>]*>(.*?)</td>", html) == ["9.99", "10.0", "-9.99"]


@pytest.mark.parametrize(("size", "gaps"), [(2000, 0), (2001, 1)])
def test_a_sentence_of_two_thousand_characters_is_quoted_whole(shown, size, gaps):
    text = ("law " + "they met " * 300)[: size - 1] + "."
    rows = pd.DataFrame({"document": ["d"], "sentence": [1], "paragraph": [1], "start": [0]})
    found, sentences = rows.assign(term="law", end=3), rows.assign(end=size, text=text)
    table = pd.DataFrame({"term": ["law"], "n": [1]})
    show_evidence((table, show_table(table, name="n", caption="C")), found, sentences)
    assert shown[1].html.count("characters as they were") == gaps


@pytest.mark.parametrize(("size", "gaps"), [(320, 0), (321, 1)])
def test_a_stretch_of_a_page_is_quoted_whole_where_its_two_ends_are_all_of_it(size, gaps):
    saved = pd.DataFrame({"document": ["d"], "saved": ["word " * 64 + "x"[: size - 320]]})
    page = show_page(saved, pd.DataFrame(columns=REPAIRS))
    assert page.html.count("characters as they were") == gaps


def test_frames_of_strings_lead_back_to_the_same_sentences(shown):
    document = pd.DataFrame({"document": ["d"], "text": ["One law. Two laws; a law."]})
    tokens, sentences = split_tokens(document), split_sentences(document)
    table = count_terms(tokens)
    both = (table, show_table(table, name="n", caption="C"))

    def read_back(frame):
        return pd.read_csv(StringIO(frame.to_csv(index=False)), keep_default_na=False)

    show_evidence(both, tokens, sentences)
    show_evidence(both, read_back(tokens), read_back(sentences))
    show_evidence(both, tokens.sample(frac=1, random_state=1), sentences[::-1])
    assert shown[1].html == shown[3].html == shown[5].html
    assert show_statement(read_back(sentences)[::-1]) == show_statement(sentences)
    show_evidence((table.head(0), both[1]), read_back(tokens.head(0)), read_back(sentences.head(0)))
    assert shown[7].text == "The sentences behind 0 numbers: 0 places in 0 sentences."
