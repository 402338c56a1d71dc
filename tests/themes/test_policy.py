"""The codebook of public policy against hand coding of sentences on many subjects."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.lookup import find_mentions
from helpers.themes import find_codebook, krippendorff_alpha, read_codebook, read_definitions
from helpers.tokens import split_tokens

GOLD = Path(__file__).parent.parent / "gold" / "policy"
CODEBOOK = read_codebook(find_codebook("policy"))
THEMES = [*pd.unique(CODEBOOK["theme"])]


def read_gold(part, coding):
    sentences = pd.read_csv(GOLD / "sentences.csv").query("part == @part").set_index("sentence")
    return sentences["text"], pd.read_csv(GOLD / coding).set_index("sentence").loc[sentences.index]


def matches_of(texts):
    rows = {"document": texts.index.astype("str"), "sentence": 1, "paragraph": 1, "start": 0}
    tokens = split_tokens(pd.DataFrame(rows | {"text": texts.to_list()}))
    found = find_mentions(tokens, CODEBOOK).astype({"document": "str", "theme": "str"})
    return pd.crosstab(found["document"].astype(int), found["theme"]).reindex(
        index=texts.index, columns=THEMES, fill_value=0
    ) > 0  # fmt: skip


def test_every_theme_is_defined_and_coded():
    definitions = read_definitions(CODEBOOK, name="policy").set_index("theme")
    assert [*definitions.index] == THEMES and len(THEMES) == 12
    assert (definitions != "").all(axis=None)
    _, coded = read_gold("seen", "first-pass.csv")
    assert [*coded] == THEMES
    assert (coded.sum() > 0).all()
    assert not {*THEMES} & {*read_codebook(find_codebook())["theme"]}  # codings are not mixed


@pytest.mark.parametrize(
    ("part", "coding", "floor"),
    [
        ("seen", "first-pass.csv", 0.90),
        ("seen", "second-pass.csv", 0.85),
        ("unseen", "first-pass.csv", 0.85),
        ("unseen", "second-pass.csv", 0.85),
    ],
)
def test_the_codebook_sees_what_was_coded(part, coding, floor):
    texts, coded = read_gold(part, coding)
    machine, hand = matches_of(texts).to_numpy(), coded.to_numpy() == 1
    tp, wrong, missed = (machine & hand).sum(), (machine & ~hand).sum(), (~machine & hand).sum()
    precision, recall = tp / (tp + wrong), tp / (tp + missed)
    f1 = 2 * precision * recall / (precision + recall)
    alpha = krippendorff_alpha(np.array([machine.ravel(), hand.ravel()], float))
    print(f"{part} {coding}: P {precision:.2f} R {recall:.2f} F1 {f1:.2f} alpha {alpha:.2f}")
    assert f1 >= floor


def test_the_two_passes_agree():
    first, second = (
        np.concatenate([read_gold(part, name)[1].to_numpy().ravel() for part in ("seen", "unseen")])
        for name in ("first-pass.csv", "second-pass.csv")
    )
    assert krippendorff_alpha(np.array([first, second], float)) >= 0.8


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("We have an interest in it, and support the measures.", None),
        ("She was moved by the welcome of the village.", None),
        ("The poor weather delayed them.", None),
        ("They market nothing.", "economy_trade"),  # a wildcard takes the verb, too
    ],
)
def test_words_of_any_subject_show_no_theme(text, theme):
    found = matches_of(pd.Series([text], index=[1])).loc[1]
    assert [*found.index[found]] == ([theme] if theme else [])
