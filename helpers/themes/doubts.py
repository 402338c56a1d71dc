"""Say when a codebook is off the subject of a statement, so that no theme of it leads."""

from collections.abc import Mapping

import pandas as pd

from helpers.frames import SENTENCE_KEYS, typed
from helpers.themes.coverage import MENTION_COLUMNS


def find_doubts(
    mentions: pd.DataFrame, sentences: pd.DataFrame, limits: Mapping[str, float]
) -> pd.DataFrame:
    """Say in plain words what speaks against naming the theme that leads.

    mentions: as `find_mentions` returns them; sentences of the same statements. `limits` holds, by
    its name, the share above which each thing is said: "sentences without a theme" (of the
    sentences) and "matches of one pattern" (of the matches of the theme with most sentences).
    Returns one row a doubt: document, doubt (a sentence).

    >>> sentences = pd.DataFrame({"document": "a", "sentence": [1, 2], "start": [0, 9]})
    >>> mentions = pd.DataFrame({"document": ["a"], "theme": "trade", "pattern": "port*",
    ...                          "sentence": 1, "start": 0, "end": 4})
    >>> limits = {"sentences without a theme": 0.4, "matches of one pattern": 1}
    >>> find_doubts(mentions, sentences, limits)["doubt"].to_list()
    ['50% of the sentences have no theme: the codebook may be about something else.']
    """
    mentions, sentences = typed(mentions, *MENTION_COLUMNS), typed(sentences, *SENTENCE_KEYS)
    rows = []
    for document, own in sentences.groupby("document", observed=True):
        found = mentions[mentions["document"] == document].astype(
            {"theme": "str", "pattern": "str"}
        )
        touched = found.drop_duplicates(SENTENCE_KEYS)
        without = 1 - len(touched) / len(own)
        if without > limits["sentences without a theme"]:
            rows.append((document, f"{without:.0%} of the sentences have no theme: the codebook may"
                         " be about something else."))  # fmt: skip
        sizes = found.drop_duplicates([*SENTENCE_KEYS, "theme"])["theme"].value_counts()
        for theme in sizes.index[sizes == sizes.max()]:
            matches = found.loc[found["theme"] == theme, "pattern"].value_counts()
            share = matches.iloc[0] / matches.sum()
            if share > limits["matches of one pattern"]:
                said = f"of the theme with most sentences are of one pattern, “{matches.index[0]}”"
                rows.append((document, f"{share:.0%} of the matches {said}."))
                break  # of several themes that lead together, one says enough
    return typed(pd.DataFrame(rows, columns=["document", "doubt"]))
