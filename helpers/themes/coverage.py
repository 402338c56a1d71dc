"""Measure what of a statement a codebook's themes cover, and what hangs on each pattern."""

from itertools import combinations

import numpy as np
import pandas as pd

from helpers.files import data_path, read_table
from helpers.frames import SENTENCE_KEYS
from helpers.lookup import choose_hits, find_hits

NO_THEME = "no theme"


def theme_coverage(mentions, sentences, tokens) -> pd.DataFrame:
    """Say how much of a statement each theme covers, by five definitions side by side.

    mentions: as `find_mentions` returns them, whose theme is a category; sentences; tokens.
    Returns one row a document and theme, in the codebook's order, and a last row "no theme" for
    the sentences that none touches: document, theme, n (mentions), per_thousand (mentions per
    1,000 words), n_sentences, share_of_sentences (of those touched), share_of_words (words of the
    touched sentences), share_of_tokens (words inside matches), n_paragraphs. A sentence may have
    several themes, so shares of different themes overlap and do not add up; none exceeds 1.
    KH Coder's coding rules give the shares by sentence and by paragraph (Higuchi 2016).
    """
    words = _words_by_sentence(sentences, tokens)
    touched = mentions[[*SENTENCE_KEYS, "theme"]].drop_duplicates().astype({"theme": "str"})
    bare = find_untouched(mentions, sentences)[[*SENTENCE_KEYS, "theme"]]
    in_sentences = (
        pd.concat([touched, bare]).astype({"document": "str"}).merge(words, on=SENTENCE_KEYS)
    )
    themes = [*mentions["theme"].cat.categories, NO_THEME]
    documents = words["document"].unique()
    rows = pd.MultiIndex.from_product([documents, themes], names=["document", "theme"])
    groups = in_sentences.groupby(["document", "theme"], observed=True)
    by_mention = mentions.astype({"theme": "str"}).groupby(["document", "theme"], observed=True)
    table = pd.DataFrame(
        {
            "n": by_mention.size(),
            "n_sentences": groups.size(),
            "words": groups["words"].sum(),
            "inside": _words_inside(mentions, tokens),
            "n_paragraphs": groups["paragraph"].nunique(),
        }
    )
    table = table.reindex(rows).fillna(0).astype(int).reset_index()
    size = words.groupby("document", observed=True).agg(
        sentences=("words", "size"), words=("words", "sum")
    )
    size = size.loc[table["document"]].reset_index(drop=True)
    n_words = size["words"].where(size["words"] > 0, 1)
    return pd.DataFrame(
        {
            "document": table["document"],
            "theme": table["theme"],
            "n": table["n"],
            "per_thousand": 1000 * table["n"] / n_words,
            "n_sentences": table["n_sentences"],
            "share_of_sentences": table["n_sentences"] / size["sentences"],
            "share_of_words": table["words"] / n_words,
            "share_of_tokens": table["inside"] / n_words,
            "n_paragraphs": table["n_paragraphs"],
        }
    )


def _words_by_sentence(sentences, tokens) -> pd.DataFrame:
    """Count the words of each sentence: document, paragraph, sentence, words."""
    n = tokens[tokens["is_word"]].groupby(SENTENCE_KEYS, observed=True).size().rename("words")
    words = sentences[["document", "paragraph", "sentence"]].join(n, on=SENTENCE_KEYS)
    return words.fillna({"words": 0}).astype({"words": int, "document": "str"})


def _words_inside(mentions, tokens) -> pd.Series:
    """Count the words inside the matches of each document and theme."""
    words = tokens.loc[tokens["is_word"], ["document", "start"]]
    starts = {
        name: own["start"].to_numpy() for name, own in words.groupby("document", observed=True)
    }
    n = np.zeros(len(mentions), dtype=int)
    for document, at in mentions.groupby("document", observed=True).indices.items():
        places = mentions[["start", "end"]].to_numpy()[at]
        n[at] = np.diff(np.searchsorted(starts[document], places))[:, 0]
    counted = mentions[["document", "theme"]].astype("str").assign(n=n)
    return counted.groupby(["document", "theme"])["n"].sum()


def assign_themes(mentions, sentences) -> pd.DataFrame:
    """Give each sentence the one theme with the most mentions, as exclusive schemes do.

    The Manifesto Project and the Comparative Agendas Project code a (quasi-)sentence once.
    Returns one row a sentence: document, sentence, theme ("no theme" without a mention, "tie"
    where several themes lead) and tied (the leading themes where there are several).
    """
    n = (
        mentions.astype({"theme": "str", "document": "str"})
        .groupby([*SENTENCE_KEYS, "theme"])
        .size()
    )
    most = n[n == n.groupby(level=SENTENCE_KEYS).transform("max")].reset_index()
    lead = most.groupby(SENTENCE_KEYS)["theme"].agg(list)
    places = sentences[SENTENCE_KEYS].astype({"document": "str"})
    lead = places.join(lead.rename("lead"), on=SENTENCE_KEYS)["lead"].map(
        lambda x: x if isinstance(x, list) else []
    )
    return places.assign(
        theme=[own[0] if len(own) == 1 else "tie" if own else NO_THEME for own in lead],
        tied=[", ".join(own) if len(own) > 1 else "" for own in lead],
    )


def find_cooccurrence(mentions, sentences) -> pd.DataFrame:
    """Find the sentences that two themes share.

    Returns one row a pair of themes and sentence: pair ("spread, partnership", in the codebook's
    order), document, sentence, start, end (of the sentence).
    """
    touched = mentions[[*SENTENCE_KEYS, "theme"]].drop_duplicates().sort_values("theme")
    pairs = [
        (", ".join(pair), *place)
        for place, own in touched.groupby(SENTENCE_KEYS, observed=True)
        for pair in combinations(own["theme"], 2)
    ]
    found = pd.DataFrame(pairs, columns=["pair", *SENTENCE_KEYS])
    places = sentences[[*SENTENCE_KEYS, "start", "end"]].astype({"document": "str"})
    return found.astype({"document": "str", "sentence": int}).merge(places, on=SENTENCE_KEYS)


def find_untouched(mentions, sentences) -> pd.DataFrame:
    """Find the sentences that no theme touches, as rows of a theme called "no theme".

    Returns the columns of `mentions`; start, end and text are those of the sentence.
    """
    keys = {*mentions[SENTENCE_KEYS].astype({"document": "str"}).itertuples(index=False, name=None)}
    places = sentences[SENTENCE_KEYS].astype({"document": "str"}).itertuples(index=False, name=None)
    bare = sentences[np.array([place not in keys for place in places], dtype=bool)]
    return bare.assign(theme=NO_THEME, pattern="")[[*mentions]].reset_index(drop=True)


def read_definitions(codebook, folder=None) -> pd.DataFrame:
    """Read what the themes of a codebook mean: `themes.csv` of the folder, else the bundled one.

    Returns one row a theme of the codebook: theme, label, definition, include, exclude, example;
    a theme that the file does not define has its own key as label, and nothing else.
    """
    columns = ["label", "definition", "include", "exclude", "example"]
    known = read_table(data_path("themes.csv", folder), ["theme", *columns], once="theme")
    themes = pd.Series(pd.unique(codebook["theme"]), name="theme")
    defined = themes.to_frame().merge(known, on="theme", how="left").fillna("")
    defined["label"] = defined["label"].where(defined["label"] != "", themes)
    return defined[["theme", *columns]]


def weigh_patterns(tokens, codebook, sentences) -> pd.DataFrame:
    """Say how much of each theme's coverage hangs on each pattern.

    Leaves one pattern out at a time and counts anew. Returns one row a pattern, in the codebook's
    order: theme, pattern, n (mentions counted for it), lost (percentage points of sentences that
    the theme loses without it), fate: "counts", "never hits", or "absorbed" (all its hits lie in
    other patterns' matches).
    """
    hits = find_hits(tokens, codebook)
    hits["place"] = tokens.groupby(SENTENCE_KEYS, observed=True).ngroup().to_numpy()[hits["at"]]

    def counted(some):
        return some.iloc[choose_hits(some, len(tokens))]

    kept = counted(hits)
    n = kept["order"].value_counts()
    touched = kept.groupby("theme", observed=False)["place"].nunique()
    rows = []
    for order, (theme, pattern) in enumerate(codebook[["theme", "pattern"]].values):
        lost = 0
        if order in n:
            rest = hits[(hits["theme"] == theme) & (hits["order"] != order)]
            lost = touched[theme] - counted(rest)["place"].nunique()
        tried = (hits["order"] == order).any()
        fate = "counts" if order in n else "absorbed" if tried else "never hits"
        rows.append((theme, pattern, n.get(order, 0), 100 * lost / max(len(sentences), 1), fate))
    return pd.DataFrame(rows, columns=["theme", "pattern", "n", "lost", "fate"])
