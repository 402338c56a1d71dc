"""Where sentences end, and where they only seem to."""

import pandas as pd
import pytest

from helpers.tokens import split_paragraphs, split_sentences

ONE = [
    "J. Alba spoke.",
    "George W. Alba spoke.",
    "They thanked W. B. Alba for it.",
    "Messrs. Alba and Corr met.",
    "They met at Mt. Corr in May.",
    "Ft. Tarn is closed.",
    "All states (incl. partners) agree.",
    "See 36 U.S.C. 107 for it.",
    "42 U.S.C. 4332 et seq. applies.",
    "Sec. 2. (a) The ministers agree.",
    "See COMM. Regulation 5.",
    "Pub. L. 117 is in force.",
    "129 Stat. 2312 says so.",
    "The D.R.C.'s army left.",
    "The G.C.C. States agree.",
    "A U.S. Senator spoke.",
    "They met L.L.C. Ferguson there.",
    "The U.S. Government agrees.",
    "Write to info@arlan.Com now.",
    "See www.tarn.Gov for it.",
    "They cited S.Res. 5 then.",
    "See e.g.The list.",
    "It cost 3.5 million.",
    "It takes approx. five days.",
    "Arlan vs. others was it.",
    "Yahoo! said so.",
    "Why? he asked.",
    '"Stop!" he said.',
    "They waited... and left.",
    "They agree; we do not.",
    "They agree: The port opens.",
    "Alba Inc. filed it.",
    "No. 5 is it.",
    "On Jan. 5 they met.",
    "St. Tarn is a port.",
    "They met Gov. Alba, Sen. Corr, and Rep. Tarn.",
    "The U.N. Security Council met.",
    "The ministers (the U.S., the U.K.) met.",
    "They came from Arlan etc. and Corr.",
    "Art. 5 applies.",
    "At 5 p.m. Monday they met.",
    "He is a Ph.D. Student of Tarn.",
    "Vol. 3, pp. 5-9 say so.",
    "They met Alba Jr. and left.",
    "It opens at 9 a.m. on Monday.",
    "The act of Dec. 5, 2020 is it.",
    "The Hon. Ana Alba spoke.",
    "Lt. Gen. Alba spoke.",
]
SEVERAL = [
    ["Annex B.", "The Parties agree."],
    ["See Section C.", "They agree."],
    ["Part A.", "The ports."],
    ["They left the U.S.", "The ministers stayed."],
    ["It begins at 5 p.m.", "The doors open at 4."],
    ["He lives in Washington, D.C.", "He left."],
    ["They met in the U.S.", "Thank you all."],
    ["See Article 5.", "The Parties agree."],
    ["It was in 2020.", "The war ended."],
    ["They waited...", "Then they left."],
    ['He said "we agree."', "The ministers left."],
    ["(See annex.)", "The ministers left."],
    ["They agreed.", "[12] The hosts left."],
    ["They agreed.¹", "The hosts left."],
    ["He met Dr. Alba.", "He left."],
    ["It was Mr. Corr's idea.", "They agreed."],
    ["Alba Inc.", "The company left."],
    ["Is that so?", "No.", "We stay."],
    ["It ended in Jan.", "The next began."],
    ["They grew by 5 per cent.", "The rest fell."],
    ["Members of the E.U.", "We thank them."],
    ["They came from Arlan, Belmora, etc.", "The rest stayed."],
    ["Thank you.", "(Applause.)", "We go on."],
    ['They said: "Go!"', '"No!" they cried.'],
    ["It is so!!", "They left."],
    ["What?!", "They left."],
    ["The vote was 5 to 4.", "Arlan won."],
    ["They met Alba Jr.", "They left."],
    ["iPhones sell.", "eBay does not."],
    ["They met on 5 May.", "12 states came."],
    ["They left Tarn St.", "The port is there."],
]


def cut(text, **options):
    return split_sentences(pd.DataFrame({"document": ["a"], "text": [text]}), **options)


@pytest.mark.parametrize("text", ONE)
def test_what_only_seems_to_end_a_sentence_does_not(text):
    assert cut(text)["text"].to_list() == [text]


@pytest.mark.parametrize("sentences", SEVERAL, ids=" | ".join)
def test_a_sentence_ends_where_it_does(sentences):
    text = " ".join(sentences)
    result = cut(text)
    assert result["text"].to_list() == sentences
    assert [text[a:b] for a, b in zip(result["start"], result["end"], strict=True)] == sentences


def test_a_sentence_ends_where_the_space_behind_it_is_missing():
    assert cut("They met.The group left.")["text"].to_list() == ["They met.", "The group left."]


def test_no_word_is_lost_whatever_is_cut_and_joined():
    text = " ".join([*ONE, *(sentence for several in SEVERAL for sentence in several)])
    for abbreviations in (None, {}):
        result = cut(text, abbreviations=abbreviations)
        assert "".join("".join(result["text"]).split()) == "".join(text.split())


def described(kinds, text):
    return pd.DataFrame({"document": ["a"], "text": [text], "kinds": ["\n".join(kinds)]})


def test_headings_and_directions_are_shown_and_not_counted():
    kinds = ["heading\t\t", "paragraph\t12\t", "stage direction\t\t"]
    documents = described(kinds, "Ports\n\nThey met. They left.\n\n(Applause.)")
    paragraphs = split_paragraphs(documents)
    assert paragraphs["kind"].to_list() == ["heading", "paragraph", "stage direction"]
    result = split_sentences(paragraphs)
    assert result["text"].to_list() == ["They met.", "They left."]
    assert result["section"].to_list() == ["Ports"] * 2
    assert result["number"].to_list() == ["12"] * 2
    counted = split_sentences(paragraphs, headings=True)["text"].to_list()
    assert counted == ["Ports", "They met.", "They left.", "(Applause.)"]


def test_the_name_of_a_speaker_goes_on_and_is_no_word():
    kinds = ["speaker turn\t\tMR. ALBA", "paragraph\t\t", "speaker turn\t\tQ"]
    text = "MR. ALBA: They met. (Laughter.)\n\nThey left.\n\nQ  Why?"
    result = split_sentences(described(kinds, text))
    assert result[["text", "speaker"]].to_numpy().tolist() == [
        ["They met.", "MR. ALBA"],
        ["They left.", "MR. ALBA"],
        ["Why?", "Q"],
    ]
    assert [text[a:b] for a, b in zip(result["start"], result["end"], strict=True)] == [
        *result["text"]
    ]
