"""Count terms, phrases and word families."""

from collections.abc import Iterable

import pandas as pd

from helpers.frames import PLACE_COLUMNS, commonest_labels, typed
from helpers.lookup import find_sequence, take_phrases
from helpers.terms.names import change_forms

TERM_COLUMNS = [*PLACE_COLUMNS, "label", "term", "is_word"]


def count_terms(tokens: pd.DataFrame) -> pd.DataFrame:
    """Count how often each term is used, the most frequent first.

    Returns one row a document and term: document, term, label (its commonest form), n,
    per_thousand (of all words of the document, stop words included), n_sentences, n_paragraphs.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Ports open. Open ports open."]})
    >>> count_terms(split_tokens(documents))[["term", "label", "n", "n_sentences"]].values.tolist()
    [['open', 'open', 3, 2], ['ports', 'Ports', 2, 2]]
    """
    tokens = typed(tokens, *TERM_COLUMNS)
    return _count(tokens, tokens)


def find_phrases(tokens: pd.DataFrame, *, sizes: Iterable[int] = (2, 3)) -> pd.DataFrame:
    """Find the runs of neighbouring words, inside sentences, that all have a term.

    A punctuation mark, a stop word taken out or a sentence's end closes a run, so no phrase is
    joined over a word that is not shown.
    Returns one row a phrase and place: document, paragraph, sentence, token, start, end, text,
    label, term (its terms with spaces between), size (words).

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The free port, open."]})
    >>> find_phrases(split_tokens(documents))["text"].to_list()
    ['The free', 'The free port', 'free port']
    """
    tokens = typed(tokens, *TERM_COLUMNS, "token", "start", "end", "text")
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
    return typed(pd.concat(found)).sort_values(order, kind="stable", ignore_index=True)


def count_phrases(
    tokens: pd.DataFrame, *, sizes: Iterable[int] = (2, 3), min_n: int = 2
) -> pd.DataFrame:
    """Count the phrases that are used more than once, the most frequent first.

    Phrases are what `find_phrases` finds; `min_n` is the smallest count that is shown.
    Returns the columns of `count_terms`.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Free ports. Open, free ports!"]})
    >>> count_phrases(split_tokens(documents))[["term", "n"]].values.tolist()
    [['free ports', 2]]
    """
    tokens = typed(tokens, *TERM_COLUMNS)
    counts = _count(find_phrases(tokens, sizes=sizes), tokens)
    return counts[counts["n"] >= min_n].reset_index(drop=True)


def _count(rows: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Count rows by document and term, and per thousand of all words among the tokens."""
    keys = ["document", "term"]
    groups = rows.groupby(keys, observed=True)
    counts = groups.agg(
        n=("term", "size"),
        n_sentences=("sentence", "nunique"),
        n_paragraphs=("paragraph", "nunique"),
    )
    counts = typed(counts.join(commonest_labels(rows, keys)).reset_index())
    words = tokens.groupby("document", observed=True)["is_word"].sum()
    counts["per_thousand"] = 1000 * counts["n"] / counts["document"].map(words).astype(float)
    counts = counts[[*keys, "label", "n", "per_thousand", "n_sentences", "n_paragraphs"]]
    return counts.sort_values(
        ["document", "n", "term"], ascending=[True, False, True], ignore_index=True
    )


def find_families(tokens: pd.DataFrame) -> pd.DataFrame:
    """Give each term its word family: the stem that its forms share.

    Returns the rows of the tokens that have a term, with a column stem. The stem is that of
    Porter's English stemmer (Snowball, "Porter2", 2001) as NLTK has it: a label for the family,
    not a word.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Committed: a commitment."]})
    >>> find_families(split_tokens(documents))["stem"].to_list()
    ['commit', 'a', 'commit']
    """
    from nltk.stem.snowball import EnglishStemmer  # slow to import

    counted = typed(tokens, "term", "is_word").dropna(subset="term")
    return counted.assign(stem=change_forms(counted["term"], EnglishStemmer().stem))


def group_families(tokens: pd.DataFrame) -> pd.DataFrame:
    """Group the terms that share a stem, and show every form that was put together.

    Returns one row a document and stem, the most frequent first: document, stem, label (its
    commonest form), forms ("Ministers 16, Minister 2"), n_forms, n. Read the forms before
    trusting the family.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Ports open a port: ports opened."]})
    >>> group_families(split_tokens(documents))[["label", "forms", "n"]].values.tolist()[0]
    ['Ports', 'Ports 2, port 1', 3]
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
