"""The codebook of public policy against hand coding of sentences on many subjects."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.lookup import find_mentions
from helpers.themes import (
    code_by_machine,
    find_codebook,
    krippendorff_alpha,
    read_codebook,
    read_definitions,
    score_codebook,
)
from helpers.tokens import split_tokens

GOLD = Path(__file__).parent.parent / "gold" / "policy"
CODEBOOK = read_codebook(find_codebook("policy"))
THEMES = [*pd.unique(CODEBOOK["theme"])]
PASSES = ["first-pass", "second-pass"]


def mentions_of(texts):
    """The codebook's matches; each text is a document of its own, called by its place."""
    rows = {"document": [*map(str, texts.index)], "sentence": 1, "paragraph": 1, "start": 0}
    tokens = split_tokens(pd.DataFrame(rows | {"text": texts.to_list()}))
    return find_mentions(tokens, CODEBOOK)


def themes_of(text):
    return {*mentions_of(pd.Series([text]))["theme"].astype("str")}


def read_gold(part):
    sentences = pd.read_csv(GOLD / "sentences.csv").query("part == @part").set_index("sentence")
    frames = []
    for reader in PASSES:
        wide = pd.read_csv(GOLD / f"{reader}.csv").rename(columns={"sentence": "document"})
        long = wide.melt("document", var_name="theme", value_name="coded")
        frames.append(long[long["document"].isin(sentences.index)].assign(reader=reader))
    coding = pd.concat(frames, ignore_index=True).assign(sentence=1)
    return sentences["text"], coding.astype({"document": "str", "coded": bool})


def test_every_theme_is_defined_and_coded():
    definitions = read_definitions(CODEBOOK, name="policy").set_index("theme")
    assert [*definitions.index] == THEMES and len(THEMES) == 12
    assert (definitions != "").all(axis=None)
    _, coding = read_gold("seen")
    assert coding.groupby("theme")["coded"].any().loc[THEMES].all()
    assert not {*THEMES} & {*read_codebook(find_codebook())["theme"]}  # codings are not mixed


@pytest.mark.parametrize(
    ("part", "reader", "floor"),
    [
        ("seen", "first-pass", 0.90),
        ("seen", "second-pass", 0.85),
        ("unseen", "first-pass", 0.85),
        ("unseen", "second-pass", 0.85),
        # the indirect sentences that patterns cannot reach: a floor under what is known to be low
        ("later", "first-pass", 0.35),
        ("later", "second-pass", 0.35),
    ],
)
def test_the_codebook_sees_what_was_coded(part, reader, floor):
    texts, coding = read_gold(part)
    coding = coding[coding["reader"] == reader]
    mentions = mentions_of(texts)
    scores = score_codebook(mentions, coding, themes=THEMES)
    columns = ["theme", "tp", "fp", "fn", "precision", "recall", "f1", "alpha"]
    print(f"\n{part}, {reader}\n{scores[columns].round(2).to_string(index=False)}")
    tp, fp, fn = scores[["tp", "fp", "fn"]].sum()
    f1 = 2 * tp / (2 * tp + fp + fn)
    both = np.array([code_by_machine(mentions, coding), coding["coded"]], float)
    alpha = krippendorff_alpha(both)
    print(f"all: P {tp / (tp + fp):.2f} R {tp / (tp + fn):.2f} F1 {f1:.2f} alpha {alpha:.2f}")
    assert f1 >= floor
    assert alpha >= floor - 0.05
    assert part == "later" or (scores["f1"] >= 0.5).all()  # no theme is carried by the others


@pytest.mark.parametrize(
    "text",
    [
        "We have an interest in it, and support the measures.",
        "She was moved by the welcome of the village.",
        "The poor weather delayed them.",
        "It is important, and of great importance.",  # no imports
        "We thank our hosts for their hospitality.",  # no hospital
        "He received his diploma in midwinter.",  # no diplomat, no midwife
        "Be patient; we walk along the bank of the river.",  # no patients, no banks
        "The bonds of friendship hold.",
        "She spoke with conviction.",  # nobody was convicted
        "A healthy debate followed.",
    ],
)
def test_words_of_any_subject_show_no_theme(text):
    assert themes_of(text) == set()


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("They imported rice, and imports rose.", "economy_trade"),
        ("Two hospitals were hit.", "health"),
        ("Diplomats met in Tarn.", "institutions_partnership"),
        ("Patients were moved.", "health"),
        ("The central bank in Tarn is closed.", "finance_budget"),
        ("It sold bonds worth nine crowns.", "finance_budget"),
        ("He was convicted in Corr.", "law_justice"),
        ("Migrants rested there.", "migration"),
        # what is written with a hyphen is one word, and no wildcard reaches behind it
        ("The anti-corruption office opened.", "law_justice"),
        ("A counter-terrorism unit came.", "security_defence"),
        ("Zero-emission buses run.", "climate_energy"),
    ],
)
def test_the_word_that_is_meant_is_found(text, theme):
    assert themes_of(text) == {theme}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The brave men and women in uniform marched.", "human_rights"),  # no standing at stake
        ("The tax is cut for families with children.", "human_rights"),
        ("The data show it.", "technology"),
        ("The space systems ecosystem was described.", "climate_energy"),
        ("The business environment was described.", "climate_energy"),
        ("This fiscal year ends soon.", "finance_budget"),
        ("Clinical trials began.", "law_justice"),
        ("I call on Congress to act.", "democracy_elections"),  # who is asked, not the subject
        ("The National Security Advisor spoke.", "security_defence"),  # a title
        ("Migratory birds rest there.", "migration"),
        ("We rebuild trust.", "development_aid"),
        ("The Marine Corps stood on the shore of the Indian Ocean.", "climate_energy"),
        ("It lends itself to the purpose.", "finance_budget"),
    ],
)
def test_a_word_with_two_subjects_does_not_show_the_other(text, theme):
    assert theme not in themes_of(text)
