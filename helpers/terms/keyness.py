"""Find the words that are typical: of one body of text against another, of each statement.

Tokens (one row a token, documents stacked) go in; a lacking column is a ValueError. A size is all
words, those without a term included, which the reader took out of the count.
"""

import numpy as np
import pandas as pd

from helpers.chance import adjust_p
from helpers.frames import commonest_labels, typed
from helpers.terms.formulas import (
    chi_square_p,
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
)
from helpers.terms.names import take_words
from helpers.tokens import split_tokens

KEYNESS_COLUMNS = ["n", "n_others", "per_thousand", "per_thousand_others", "g2", "log_ratio"]
KEYNESS_COLUMNS += ["p", "p_adjusted", "log_odds", "z"]


def compare_terms(target: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Find the words that set one body of text apart from another.

    target, reference: term, label, is_word; each is one whole, its size all its words. Returns one
    row per term of either, from the most typical of the target to that of the reference: term,
    label (commonest), n_target, n_reference, per_thousand_target, per_thousand_reference, g2
    (`log_likelihood`), log_ratio, percent_diff, p (`chi_square_p`), p_adjusted (`adjust_p`). Words
    are no independent draws, so p ranks and does not prove. ValueError: either has no words.

    >>> from helpers.tokens import split_tokens
    >>> one, other = (split_tokens(pd.DataFrame({"document": ["a"], "text": [text]}))
    ...               for text in ("Ports open. Ports close.", "Roads open."))
    >>> compare_terms(one, other)[["term", "n_target", "n_reference"]].values.tolist()[0]
    ['ports', 2, 0]
    """
    names = ["term", "label"]
    sides = {"target": take_words(target, *names), "reference": take_words(reference, *names)}
    if empty := [name for name, words in sides.items() if words.empty]:
        raise ValueError(f"nothing to compare: no words in the {' and the '.join(empty)}")
    both = pd.concat(list(sides.values())).dropna(subset="term")
    table = both[["term"]].drop_duplicates(ignore_index=True)
    table["label"] = table["term"].map(commonest_labels(both, ["term"]))
    for name, words in sides.items():
        n = table["term"].map(words["term"].value_counts())
        table[f"n_{name}"] = n.fillna(0).astype("int64")
    for name, words in sides.items():
        table[f"per_thousand_{name}"] = 1000 * table[f"n_{name}"] / len(words)
    counts = table["n_target"], table["n_reference"], *map(len, sides.values())
    table["g2"] = log_likelihood(*counts)
    table["log_ratio"] = log_ratio(*counts)
    table["percent_diff"] = percent_difference(*counts)
    table["p"] = table["g2"].map(chi_square_p).astype("float64")
    table["p_adjusted"] = adjust_p(table["p"])
    return table.sort_values("g2", ascending=False, kind="stable", ignore_index=True)


def compare_documents(
    tokens: pd.DataFrame, *, titles: pd.Series | None = None, prior: float | None = None
) -> pd.DataFrame:
    """Find the words that set each statement apart from all the others together.

    tokens: document, term, label, is_word. `titles` has texts by document, such as its title and
    its issuer: their words are the letterhead and not the message, and stand last. `prior` is how
    many words the prior of the log odds is worth, in the shares that the terms have in all
    statements; if None, as many as a statement has on average.
    Returns one row a document and term that is more frequent there than in the others, by document,
    in_title and falling g2: document, term, label (commonest of all), n, n_others, per_thousand,
    per_thousand_others (uses per 1,000 words), g2 (`log_likelihood`), log_ratio, p
    (`chi_square_p`), p_adjusted (`adjust_p`, for each document over the terms of all documents,
    since any of them could have been found), log_odds and z (`log_odds`), in_title (the term, or
    all words of it in their order, stands in a title of the document).
    Words are no independent draws, so p ranks and does not prove. ValueError: fewer than two
    documents have words, prior not above 0.

    >>> documents = pd.DataFrame({"document": ["a", "b"], "text": ["Free ports.", "Roads. Roads."]})
    >>> table = compare_documents(split_tokens(documents), titles=pd.Series({"a": "On Ports"}))
    >>> table[["document", "term", "n", "n_others", "in_title"]].values.tolist()
    [['a', 'free', 1, 0, False], ['a', 'ports', 1, 0, True], ['b', 'roads', 2, 0, False]]
    """
    if prior is not None and not prior > 0:
        raise ValueError("prior must be above 0")
    tokens = typed(tokens, "document", "term", "label", "is_word")
    words = tokens[tokens["is_word"]]
    sizes = words.groupby("document", observed=True).size()
    if len(sizes) < 2:
        raise ValueError("nothing to compare: fewer than two documents have words")
    counted = words.dropna(subset="term")
    codes, terms = pd.factorize(counted["term"].astype("str"))
    total = np.bincount(codes, minlength=len(terms))
    worth = sizes.mean() if prior is None else prior
    places = counted.groupby("document", observed=True).indices
    none, tables = np.array([], dtype=int), []
    for document, size in sizes.items():
        own = codes[places.get(document, none)]
        table = _score_document(own, total, size, sizes.sum() - size, worth)
        tables.append(table.assign(document=document))
    table = pd.concat(tables, ignore_index=True)
    labels = commonest_labels(counted, ["term"]).reindex(terms)
    table = table.assign(label=labels.to_numpy(object)[table["code"]], term=terms[table["code"]])
    table["document"] = pd.Categorical(table["document"], tokens["document"].cat.categories)
    table["in_title"] = _stand_in_titles(table, titles)
    table = table.sort_values(
        ["document", "in_title", "g2"], ascending=[True, True, False], ignore_index=True
    )
    return typed(table[["document", "term", "label", *KEYNESS_COLUMNS, "in_title"]])


def _score_document(
    own: np.ndarray, total: np.ndarray, size: int, size_others: int, worth: float
) -> pd.DataFrame:
    """Score the terms of one document that are more frequent there, in the order of its text.

    `own` are its terms, word by word, as places in `total`, the uses of each term in all documents.
    """
    n = np.bincount(own, minlength=len(total))
    n_others = total - n
    g2 = log_likelihood(n, n_others, size, size_others)
    values, place = np.unique(g2, return_inverse=True)  # few are different
    p = np.array([chi_square_p(value) for value in values.tolist()])[place]
    p_adjusted = adjust_p(p)
    code = pd.unique(own)
    code = code[n[code] * size_others > n_others[code] * size]
    a, b = n[code], n_others[code]
    scores = [a, b, 1000 * a / size, 1000 * b / size_others, g2[code]]
    scores += [log_ratio(a, b, size, size_others), p[code], p_adjusted[code]]
    expected = worth * total[code] / (size + size_others)
    scores += log_odds(a, b, size, size_others, expected, worth)
    return pd.DataFrame({"code": code} | dict(zip(KEYNESS_COLUMNS, scores, strict=True)))


def _stand_in_titles(table: pd.DataFrame, titles: pd.Series | None) -> np.ndarray:
    """Say of each row whether its term stands in a title of its document."""
    texts = pd.Series(dtype="str") if titles is None else titles.dropna().astype("str")
    rows = pd.DataFrame({"document": [*map(str, range(len(texts)))], "text": [*texts]})
    words = split_tokens(rows).dropna(subset="term").astype({"document": "str", "term": "str"})
    lines = words.groupby("document")["term"].agg(" ".join).reindex(rows["document"]).fillna("")
    said: dict[str, str] = {}
    for document, line in zip(texts.index.astype("str"), lines, strict=True):
        said[document] = f"{said.get(document, '')} {line} "
    pairs = zip(table["document"].astype("str"), table["term"], strict=True)
    found = [f" {term} " in said.get(document, "") for document, term in pairs]
    return np.array(found, dtype=bool)
