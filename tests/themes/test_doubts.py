"""Whether a codebook is about what a statement is about."""

import pandas as pd
import pytest

from helpers.documents import read_documents
from helpers.files import read_thresholds
from helpers.lookup import find_mentions
from helpers.themes import find_codebook, find_doubts, read_codebook
from helpers.tokens import split_sentences, split_tokens

LIMITS = read_thresholds()


def doubts_of(text, codebook):
    sentences = split_sentences(pd.DataFrame({"document": ["d"], "text": [text]}))
    rows = [(theme, pattern, "glob") for theme, own in codebook.items() for pattern in own]
    book = pd.DataFrame(rows, columns=["theme", "pattern", "kind"])
    return [*find_doubts(find_mentions(split_tokens(sentences), book), sentences, LIMITS)["doubt"]]


def test_the_bundled_codebook_is_about_the_bundled_statement():
    sentences = split_sentences(read_documents())
    mentions = find_mentions(split_tokens(sentences), read_codebook(find_codebook()))
    assert find_doubts(mentions, sentences, LIMITS).empty


@pytest.mark.parametrize(
    ("n", "doubted"),
    [(1, False), (2, True)],  # one of three is a third and no more; two of four are more
)
def test_a_statement_that_a_codebook_does_not_touch_is_doubted(n, doubted):
    text = "Ports open. Ships sail. " + "They talk. " * n
    result = doubts_of(text, {"trade": ["port*", "ship*"]})
    assert any("of the sentences have no theme" in doubt for doubt in result) == doubted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Ports open. Ships sail.", False),  # half and half
        ("Ports open. Ports close. Ships sail.", True),
    ],
)
def test_a_theme_that_rests_on_one_pattern_is_doubted(text, doubted):
    result = doubts_of(text, {"trade": ["port*", "ship*"], "weather": ["rain*"]})
    assert any("of one pattern, “port*”" in doubt for doubt in result) == doubted


def test_a_statement_without_any_match_is_doubted_once():
    assert doubts_of("They talk.", {"trade": ["port*"]}) == [
        "100% of the sentences have no theme: the codebook may be about something else."
    ]


def test_a_codebook_is_found_by_its_name_or_its_file(tmp_path):
    (tmp_path / "mine.yml").write_text("trade: [port*]\n")
    assert find_codebook("mine", tmp_path) == tmp_path / "mine.yml"
    assert find_codebook(tmp_path / "mine.yml") == tmp_path / "mine.yml"
    assert find_codebook(None, tmp_path) == find_codebook("themes")
    (tmp_path / "themes.yml").write_text("trade: [port*]\n")
    assert find_codebook(None, tmp_path) == tmp_path / "themes.yml"
    with pytest.raises(
        ValueError, match=r"^no codebook is called 'other'; there are: mine, .*themes"
    ):
        find_codebook("other", tmp_path)
