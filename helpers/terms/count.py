"""Count terms, phrases and word families."""

import numpy as np
import pandas as pd

from helpers.frames import PLACE_COLUMNS
from helpers.lookup import find_sequence, take_phrases
from helpers.terms.names import recode


def count_terms(tokens: pd.DataFrame) -> pd.DataFrame:
    """Count how often each term is used, the most frequent first.

    Returns one row a document and term: document, term, label (its commonest form), n,
    per_thousand (of all words of the document, stop words included), n_sentences, n_paragraphs.
    """
    words = tokens.groupby("document", observed=True)["is_word"].sum()
    return _count(tokens, words)


def find_phrases(tokens: pd.DataFrame, *, sizes=(2, 3)) -> pd.DataFrame:
    """Find the runs of neighbouring words, inside sentences, that all have a term.

    A punctuation mark, a stop word taken out or a sentence's end closes a run, so no phrase is
    joined over a word that is not shown.
    Returns one row a phrase and place: document, paragraph, sentence, token, start, end, text,
    label, term (its terms with spaces between), size (words).
    """
    counted = tokens["term"].notna().to_numpy()
    labels, terms = tokens["label"].astype("str"), tokens["term"].astype("str")
    found = []
    for size in sizes:
        at = find_sequence(tokens, [counted] * size)
        phrases = take_phrases(tokens, at, size)
        for column, values in (("label", labels), ("term", terms)):
            words = [values.iloc[at + step].to_numpy() for step in range(size)]
            phrases[column] = [" ".join(run) for run in zip(*words, strict=True)]
        found.append(phrases.assign(size=size))
    order = [*PLACE_COLUMNS[:1], "start", "size"]
    return pd.concat(found).sort_values(order, kind="stable", ignore_index=True)


def count_phrases(tokens: pd.DataFrame, *, sizes=(2, 3), min_n: int = 2) -> pd.DataFrame:
    """Count the phrases that are used more than once, the most frequent first.

    Phrases are what `find_phrases` finds; `min_n` is the smallest count that is shown.
    Returns the columns of `count_terms`.
    """
    words = tokens.groupby("document", observed=True)["is_word"].sum()
    counts = _count(find_phrases(tokens, sizes=sizes), words)
    return counts[counts["n"] >= min_n].reset_index(drop=True)


def _count(rows: pd.DataFrame, words: pd.Series) -> pd.DataFrame:
    """Count rows by document and term; `words` is the length of each document."""
    rows = rows[rows["term"].notna()]
    document, term, label = (
        rows[name].astype("category").array for name in ("document", "term", "label")
    )
    group = document.codes * np.int64(len(term.categories)) + term.codes
    _, first, group, n = np.unique(
        group, return_index=True, return_inverse=True, return_counts=True
    )
    of, form, times = _count_pairs(group, label.codes)
    order = np.lexsort((-form, times))
    commonest = np.zeros(len(n), dtype=int)
    commonest[of[order]] = form[order]  # of several forms the last one stays
    counts = pd.DataFrame(
        {
            "document": rows["document"].array[first],
            "term": term[first].astype("str"),
            "label": label.categories[commonest].astype("str"),
            "n": n,
        }
    )
    length_of = words.to_dict()
    lengths = [length_of[name] for name in counts["document"]]
    counts["per_thousand"] = 1000 * n / np.array(lengths, dtype=float)
    for part in ("sentence", "paragraph"):
        counts[f"n_{part}s"] = np.bincount(_count_pairs(group, rows[part].to_numpy())[0])
    return counts.sort_values(
        ["document", "n", "term"], ascending=[True, False, True], ignore_index=True
    )


def _count_pairs(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the different pairs of two columns of numbers from 0: the one, the other, how often."""
    size = other.max(initial=0) + np.int64(1)
    pairs, n = np.unique(one * size + other, return_counts=True)
    return pairs // size, pairs % size, n


def find_families(tokens: pd.DataFrame) -> pd.DataFrame:
    """Give each term its word family: the stem that its forms share.

    Returns the rows of the tokens that have a term, with a column stem. The stem is that of
    Porter's English stemmer (Snowball, "Porter2", 2001) as NLTK has it: a label for the family,
    not a word.
    """
    from nltk.stem.snowball import EnglishStemmer  # slow to import

    counted = tokens.dropna(subset="term")
    return counted.assign(stem=recode(counted["term"], EnglishStemmer().stem))


def group_families(tokens: pd.DataFrame) -> pd.DataFrame:
    """Group the terms that share a stem, and show every form that was put together.

    Returns one row a document and stem, the most frequent first: document, stem, label (its
    commonest form), forms ("Ministers 16, Minister 2"), n_forms, n. Read the forms before
    trusting the family.
    """
    terms = count_terms(tokens)
    stem = find_families(tokens).drop_duplicates("term").set_index("term")["stem"].astype("str")
    shown = terms.assign(
        stem=terms["term"].map(stem), forms=terms["label"] + " " + terms["n"].astype("str")
    )
    families = shown.groupby(["document", "stem"], observed=True, sort=False).agg(
        label=("label", "first"),
        forms=("forms", ", ".join),
        n_forms=("term", "size"),
        n=("n", "sum"),
    )
    return families.reset_index().sort_values(
        ["document", "n", "stem"], ascending=[True, False, True], ignore_index=True
    )
