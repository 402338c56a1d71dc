"""Measure what of a statement a codebook's themes cover, and what hangs on each pattern."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.files import data_path, read_table
from helpers.frames import PLACE_COLUMNS, SENTENCE_KEYS, typed
from helpers.lookup import TOKEN_COLUMNS, choose_hits, find_hits

NO_THEME = "no theme"
THEME_KEYS = ["document", "theme"]
MENTION_COLUMNS = ["document", "theme", "pattern", "sentence", "start", "end"]


def theme_coverage(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    themes: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Say how much of a statement each theme covers, by five definitions side by side.

    mentions: as `find_mentions` returns them; sentences; tokens. `themes` are the rows that are
    wanted, in order; the categories of the mentions' themes if it is None, which are those of the
    codebook unless the mentions were read from a file (a theme without a mention is then unknown).
    Returns one row a document and theme, and a last row "no theme" for the sentences that none
    touches: document, theme, n (mentions), per_thousand (mentions per
    1,000 words), n_sentences, share_of_sentences (of those touched), share_of_words (words of the
    touched sentences), share_of_tokens (words inside matches), n_paragraphs. A sentence may have
    several themes, so shares of different themes overlap and do not add up; none exceeds 1.
    KH Coder's coding rules give the shares by sentence and by paragraph (Higuchi 2016).

    >>> from helpers.lookup import find_mentions
    >>> from helpers.tokens import split_sentences, split_tokens
    >>> sentences = split_sentences(pd.DataFrame({"document": ["a"], "text": ["Ports open. Yes."]}))
    >>> tokens = split_tokens(sentences)
    >>> codebook = pd.DataFrame({"theme": ["trade"], "pattern": ["port*"], "kind": ["glob"]})
    >>> coverage = theme_coverage(find_mentions(tokens, codebook), sentences, tokens)
    >>> coverage[["theme", "n", "n_sentences", "share_of_sentences"]].values.tolist()
    [['trade', 1, 1, 0.5], ['no theme', 0, 1, 0.5]]
    """
    mentions, sentences = typed(mentions, *MENTION_COLUMNS), typed(sentences, *PLACE_COLUMNS)
    tokens = typed(tokens, *SENTENCE_KEYS, "start", "is_word")
    words = _words_by_sentence(sentences, tokens)
    table = _count_by_theme(mentions, sentences, words)
    table["inside"] = _words_inside(mentions, tokens)
    wanted = [*(mentions["theme"].cat.categories if themes is None else themes), NO_THEME]
    rows = pd.MultiIndex.from_product([words["document"].unique(), wanted], names=THEME_KEYS)
    table = table.reindex(rows).fillna(0).astype(int).reset_index()
    size = words.groupby("document")["words"].agg(["size", "sum"]).loc[table["document"]]
    n_sentences, n_words = size["size"].to_numpy(), size["sum"].clip(lower=1).to_numpy()
    return typed(
        pd.DataFrame(
            {
                "document": table["document"],
                "theme": table["theme"],
                "n": table["n"],
                "per_thousand": 1000 * table["n"] / n_words,
                "n_sentences": table["n_sentences"],
                "share_of_sentences": table["n_sentences"] / n_sentences,
                "share_of_words": table["words"] / n_words,
                "share_of_tokens": table["inside"] / n_words,
                "n_paragraphs": table["n_paragraphs"],
            }
        )
    )


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Write documents and themes as text, so that rows of different frames meet."""
    return frame.astype({name: "str" for name in THEME_KEYS if name in frame})


def _count_by_theme(
    mentions: pd.DataFrame, sentences: pd.DataFrame, words: pd.DataFrame
) -> pd.DataFrame:
    """Count mentions, sentences, their words and paragraphs, by document and theme."""
    bare = find_untouched(mentions, sentences)
    both = pd.concat([_plain(frame)[[*SENTENCE_KEYS, "theme"]] for frame in (mentions, bare)])
    touched = both.drop_duplicates().merge(words, on=SENTENCE_KEYS)
    table = touched.groupby(THEME_KEYS).agg(
        n_sentences=("sentence", "size"),
        words=("words", "sum"),
        n_paragraphs=("paragraph", "nunique"),
    )
    return table.assign(n=_plain(mentions).groupby(THEME_KEYS).size())


def _words_by_sentence(sentences: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Count the words of each sentence: document, paragraph, sentence, words."""
    n = tokens[tokens["is_word"]].groupby(SENTENCE_KEYS, observed=True).size().rename("words")
    words = sentences[PLACE_COLUMNS].join(n, on=SENTENCE_KEYS)
    return _plain(words.fillna({"words": 0}).astype({"words": int}))


def _words_inside(mentions: pd.DataFrame, tokens: pd.DataFrame) -> pd.Series:
    """Count the words inside the matches of each document and theme."""
    words = tokens.loc[tokens["is_word"], ["document", "start"]]
    starts = {name: own["start"].to_numpy() for name, own in words.groupby("document")}
    n = np.zeros(len(mentions), dtype=int)
    for document, at in mentions.groupby("document").indices.items():
        places = mentions[["start", "end"]].to_numpy()[at]
        n[at] = np.diff(np.searchsorted(starts[document], places))[:, 0]
    return _plain(mentions).assign(n=n).groupby(THEME_KEYS)["n"].sum()


def assign_themes(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Give each sentence the one theme with the most mentions, as exclusive schemes do.

    The Manifesto Project and the Comparative Agendas Project code a (quasi-)sentence once.
    Returns one row a sentence: document, sentence, theme ("no theme" without a mention, "tie"
    where several themes lead) and tied (the leading themes where there are several).

    >>> sentences = pd.DataFrame({"document": ["a"], "sentence": [1]})
    >>> mentions = pd.DataFrame({"document": "a", "sentence": [1, 1], "theme": ["trade", "peace"]})
    >>> assign_themes(mentions, sentences)[["theme", "tied"]].values.tolist()
    [['tie', 'peace, trade']]
    """
    mentions, places = typed(mentions, *SENTENCE_KEYS, "theme"), typed(sentences, *SENTENCE_KEYS)
    n = _plain(mentions).groupby([*SENTENCE_KEYS, "theme"]).size()
    most = n[n == n.groupby(level=SENTENCE_KEYS).transform("max")].reset_index()
    lead = most.groupby(SENTENCE_KEYS)["theme"].agg(list).to_dict()
    leaders = [lead.get(place, []) for place in _places(places)]
    chosen = places[SENTENCE_KEYS].assign(
        theme=[own[0] if len(own) == 1 else "tie" if own else NO_THEME for own in leaders],
        tied=[", ".join(own) if len(own) > 1 else "" for own in leaders],
    )
    return typed(chosen.astype({"tied": "str"}))


def _places(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """List the sentences in which the rows of a frame stand: document, number."""
    return list(_plain(frame)[SENTENCE_KEYS].itertuples(index=False, name=None))


def find_cooccurrence(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences that two themes share.

    Returns one row a pair of themes and sentence: pair ("spread, partnership", in the codebook's
    order), document, sentence, start, end (of the sentence).

    >>> sentences = pd.DataFrame({"document": ["a"], "sentence": [1], "start": [0], "end": [20]})
    >>> mentions = pd.DataFrame({"document": "a", "sentence": [1, 1], "theme": ["trade", "peace"]})
    >>> find_cooccurrence(mentions, sentences)["pair"].to_list()
    ['trade, peace']
    """
    mentions = typed(mentions, *SENTENCE_KEYS, "theme")
    touched = mentions[[*SENTENCE_KEYS, "theme"]].drop_duplicates().sort_values("theme")
    pairs = [
        (", ".join(pair), *place)
        for place, own in touched.groupby(SENTENCE_KEYS)
        for pair in combinations(own["theme"], 2)
    ]
    found = pd.DataFrame(pairs, columns=["pair", *SENTENCE_KEYS]).astype({"sentence": "int32"})
    places = typed(sentences, *SENTENCE_KEYS, "start", "end")
    places = _plain(places[[*SENTENCE_KEYS, "start", "end"]])
    return typed(_plain(found).merge(places, on=SENTENCE_KEYS))


def find_untouched(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences that no theme touches, as rows of a theme called "no theme".

    Returns the columns of `mentions`; start, end and text are those of the sentence.

    >>> sentences = pd.DataFrame({"document": "a", "sentence": [1, 2], "text": ["Ports.", "Yes."]})
    >>> mentions = pd.DataFrame({"document": "a", "sentence": [1], "theme": "trade", "text": "x"})
    >>> find_untouched(mentions, sentences)[["theme", "text"]].values.tolist()
    [['no theme', 'Yes.']]
    """
    touched, sentences = {*_places(mentions)}, typed(sentences, *SENTENCE_KEYS)
    is_bare = [place not in touched for place in _places(sentences)]
    bare = sentences[np.array(is_bare, dtype=bool)]
    return typed(bare.assign(theme=NO_THEME, pattern="")[[*mentions]].reset_index(drop=True))


def read_definitions(
    codebook: pd.DataFrame, folder: str | Path | None = None, *, name: str = "themes"
) -> pd.DataFrame:
    """Read what the themes of a codebook mean: `themes.csv` of the folder, else the bundled one.

    `name` is that of the codebook: where there is a table of that name, "policy.csv", it is read.
    Returns one row a theme of the codebook: theme, label, definition, include, exclude, example;
    a theme that the file does not define has its own key as label, and nothing else.

    >>> read_definitions(pd.DataFrame({"theme": ["no theme of ours"]}))["label"].to_list()
    ['no theme of ours']
    """
    columns = ["label", "definition", "include", "exclude", "example"]
    path = data_path(f"{name}.csv", folder)
    path = path if path.exists() else data_path("themes.csv", folder)
    known = read_table(path, ["theme", *columns], once="theme")
    themes = pd.Series(pd.unique(codebook["theme"]), name="theme")
    defined = themes.to_frame().merge(known, on="theme", how="left").fillna("")
    defined["label"] = defined["label"].where(defined["label"] != "", themes)
    return defined[["theme", *columns]]


def weigh_patterns(
    tokens: pd.DataFrame, codebook: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Say how much of each theme's coverage hangs on each pattern.

    Leaves one pattern out at a time and counts anew. Returns one row a pattern, in the codebook's
    order: theme, pattern, n (mentions counted for it), lost (percentage points of sentences that
    the theme loses without it), fate: "counts", "never hits", or "absorbed" (all its hits lie in
    other patterns' matches).

    >>> from helpers.tokens import split_sentences, split_tokens
    >>> sentences = split_sentences(pd.DataFrame({"document": ["a"], "text": ["Ports open. Yes."]}))
    >>> codebook = pd.DataFrame({"theme": "trade", "pattern": ["port*", "road"], "kind": "glob"})
    >>> weights = weigh_patterns(split_tokens(sentences), codebook, sentences)
    >>> weights[["pattern", "n", "fate"]].values.tolist()
    [['port*', 1, 'counts'], ['road', 0, 'never hits']]
    """
    tokens = typed(tokens, *TOKEN_COLUMNS)
    hits = find_hits(tokens, codebook)
    hits["place"] = tokens.groupby(SENTENCE_KEYS, observed=True).ngroup().to_numpy()[hits["at"]]

    def counted(some: pd.DataFrame) -> pd.DataFrame:
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
    return typed(pd.DataFrame(rows, columns=["theme", "pattern", "n", "lost", "fate"]))
