"""Say what counts as a term: names that are one, stop words, and the form that is printed."""

from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.files import DATA, data_path, read_table, read_words
from helpers.frames import SENTENCE_KEYS, commonest_labels, typed
from helpers.lookup import TOKEN_COLUMNS, find_sequence, keep_apart, take_phrases
from helpers.tokens import POSSESSIVE


def read_aliases(folder: str | Path | None = None) -> pd.DataFrame:
    """Read which names are one name: `aliases.csv` of the folder, else the bundled one.

    Returns one row an alias: name, alias, reason. Raises ValueError, naming file and line, where
    a column is missing or one alias stands for two names.

    >>> list(read_aliases())
    ['name', 'alias', 'reason', 'not_in_capitals']
    """
    path, columns = data_path("aliases.csv", folder), ["name", "alias", "reason"]
    known = ["not_in_capitals"]
    return read_table(path, columns, known=known, once="alias").reset_index(drop=True)


def read_stopwords(folder: str | Path | None = None, *, english: bool = True) -> frozenset[str]:
    """Read the words that are not counted: `stopwords.txt` of the folder, else the bundled one.

    The bundled ones are English: where the text is not (`english` is False) there are none of them.

    >>> "the" in read_stopwords(), "harbour" in read_stopwords()
    (True, False)
    >>> read_stopwords(english=False)
    frozenset()
    """
    path = data_path("stopwords.txt", folder)
    if not english and path == DATA / "stopwords.txt":
        return frozenset()
    lists = read_words(path)
    return frozenset(word for words in lists.values() for word in words)


def join_aliases(tokens: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Count the names that are one name as one, and a name of several words as one word.

    `aliases` has one row an alias: name (what it counts as), alias (as the text writes it, its
    capitals included) and, if at all, not_in_capitals ("yes": in a text all in capitals the alias
    is an ordinary word, as in "THIS IS"). A name is an alias of itself; the longest alias wins.
    Returns the tokens with the name as their term and, as their label, the form of it that comes
    most often; a name of several words becomes one row, whose text is all of it, and the tokens are
    numbered anew. A name that brackets repeat, "Port of Tarn (Tarn)", counts once.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The Port of Tarn is open."]})
    >>> aliases = pd.DataFrame({"name": ["Tarn"], "alias": ["Port of Tarn"]})
    >>> join_aliases(split_tokens(documents), aliases)[["label", "term"]].head(2).values.tolist()
    [['The', 'the'], ['Port of Tarn', 'tarn']]
    """
    tokens = typed(tokens, *TOKEN_COLUMNS, "term")
    names = dict(zip(aliases["alias"], aliases["name"], strict=True))
    names |= {name: name for name in aliases["name"]}
    joined = _join_words(tokens, [alias for alias in names if " " in alias])
    name = change_forms(joined["label"], lambda form: names.get(form, form))
    if "not_in_capitals" in aliases:
        words = {*aliases.loc[aliases["not_in_capitals"] == "yes", "alias"]}
        shouted = joined["label"].isin(words) & _is_in_capitals(joined)
        name = name.astype("str").where(~shouted, joined["label"].astype("str")).astype("category")
    term = change_forms(name, str.lower).where(joined["is_word"])
    term = term.where(~_is_repeated(joined, term))
    named = name.isin({*names.values()})
    labels = commonest_labels(joined[named].assign(term=term[named]), ["term"]).to_dict()
    printed = change_forms(change_forms(name, str.lower), lambda form: labels.get(form, form))
    label = printed.astype("str").where(named, name.astype("str")).astype("category")
    return joined.assign(label=label, term=term)


def _is_in_capitals(tokens: pd.DataFrame) -> np.ndarray:
    """Say of each token whether most of the two words on either side of it are in capitals."""
    text = tokens["text"].astype("str")
    words = tokens["is_word"].to_numpy() & text.str.fullmatch(r"[^\W\d_]{2,}").to_numpy(bool)
    capitals = words & text.str.isupper().to_numpy(bool)
    sentence = tokens.groupby(SENTENCE_KEYS, observed=True).ngroup().to_numpy()
    n_words, n_capitals = np.zeros(len(tokens)), np.zeros(len(tokens))
    for step in (-2, -1, 1, 2):
        near = np.roll(sentence, step) == sentence
        n_words += np.roll(words, step) & near
        n_capitals += np.roll(capitals, step) & near
    return (n_capitals > 0.5 * n_words) & (n_words > 1)


def _is_repeated(tokens: pd.DataFrame, term: pd.Series) -> np.ndarray:
    """Say of each token whether it stands in brackets behind the same name: "Tarn (Tarn)"."""
    text, codes = tokens["text"].astype("str"), term.cat.codes.to_numpy()
    sentence = tokens.groupby(SENTENCE_KEYS, observed=True).ngroup().to_numpy()
    same = (codes == np.roll(codes, 2)) & (sentence == np.roll(sentence, 2)) & (codes >= 0)
    opened, closed = np.roll(text == "(", 1), np.roll(text == ")", -1)
    return same & opened & closed & (np.arange(len(tokens)) >= 2)


def _join_words(tokens: pd.DataFrame, phrases: list[str]) -> pd.DataFrame:
    """Make one row of each of these phrases, the longer ones first."""
    tokens, size = tokens.reset_index(drop=True), np.ones(len(tokens), dtype=int)
    taken = np.zeros(len(tokens), dtype=bool)
    known = {*tokens["label"].cat.categories}
    for words in sorted((phrase.split() for phrase in phrases), key=len, reverse=True):
        if known.issuperset(words):
            at = find_sequence(tokens, [(tokens["label"] == word) & ~taken for word in words])
            at = at[keep_apart(at, len(words))]
            size[at] = len(words)
            taken[at[:, None] + np.arange(len(words))] = True
    joined = tokens
    for n in np.unique(size[size > 1]):
        at = np.flatnonzero(size == n)
        phrase = take_phrases(tokens, at, n)
        joined = joined.assign(
            text=_put(joined["text"], at, phrase["text"]),
            label=_put(joined["label"], at, phrase["text"].str.replace(POSSESSIVE, "", regex=True)),
            end=_put(joined["end"], at, phrase["end"]),
        )
    joined = joined[~taken | (size > 1)].reset_index(drop=True)
    number = joined.groupby("document", observed=True).cumcount() + 1
    return joined.assign(token=number.astype("int32"))


def _put(column: pd.Series, rows: np.ndarray, values: pd.Series) -> pd.Series:
    """Put values into rows of a column, as new categories where it has categories."""
    if column.dtype == "category":
        new = [value for value in pd.unique(values) if value not in column.cat.categories]
        column = column.cat.add_categories(new)
    column = column.copy()
    column.iloc[rows] = values.to_numpy()
    return column


def change_forms(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """Change a column of categories, each different value once; equal results become one.

    >>> change_forms(pd.Series(["Port", "port"], dtype="category"), str.lower).cat.categories[0]
    'port'
    """
    forms = column.cat.categories
    code, changed = pd.factorize(pd.Series(map(change, forms), index=forms, dtype="str"))
    code = np.append(code, -1)[column.cat.codes]  # -1, a missing value's code, takes the last
    return pd.Series(pd.Categorical.from_codes(code, changed), index=column.index)


def find_merges(tokens: pd.DataFrame) -> pd.DataFrame:
    """Find what `join_aliases` changed: forms that count as another name, and joined names.

    Returns the rows of the tokens concerned, with a column form: what stands there, without a
    possessive 's.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The Port of Tarn is open."]})
    >>> aliases = pd.DataFrame({"name": ["Tarn"], "alias": ["Port of Tarn"]})
    >>> merged = find_merges(join_aliases(split_tokens(documents), aliases))
    >>> merged[["form", "term"]].values.tolist()
    [['Port of Tarn', 'tarn']]
    """
    tokens = typed(tokens, *TOKEN_COLUMNS)
    forms = change_forms(tokens["text"], lambda form: POSSESSIVE.sub("", form)).astype("str")
    changed = (forms != tokens["label"].astype("str")) | forms.str.contains(" ")
    return tokens.assign(form=forms)[changed]


def content_words(tokens: pd.DataFrame, stopwords: Collection[str]) -> pd.DataFrame:
    """Leave the stop words out of the count.

    Returns all the tokens; those whose term is a stop word lose it but keep their row, so that
    per-thousand figures still divide by all words and no phrase closes over a gap.

    >>> from helpers.tokens import split_tokens
    >>> tokens = split_tokens(pd.DataFrame({"document": ["a"], "text": ["The port is open."]}))
    >>> content_words(tokens, {"the", "is"})["term"].dropna().to_list()
    ['port', 'open']
    """
    tokens = typed(tokens, "term", "is_word")
    left_out = [term for term in tokens["term"].cat.categories if term in stopwords]
    return tokens.assign(term=tokens["term"].cat.remove_categories(left_out))


def take_words(tokens: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The named columns of the rows that are words, with or without a term."""
    tokens = typed(tokens, *names, "is_word")
    texts = [name for name in ("term", "label") if name in names]
    words = tokens.loc[tokens["is_word"], [*dict.fromkeys(names)]]
    return words.astype(dict.fromkeys(texts, "str")).reset_index(drop=True)
