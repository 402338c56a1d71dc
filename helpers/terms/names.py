"""Say what counts as a term; count terms and phrases; show them in context."""

import numpy as np
import pandas as pd

from helpers.files import data_path, read_table, read_words
from helpers.lookup import find_sequence, keep_apart
from helpers.tokens import POSSESSIVE


def read_aliases(folder=None) -> pd.DataFrame:
    """Read which names are one name: `aliases.csv` of the folder, else the bundled one.

    Returns one row an alias: name, alias, reason. Raises ValueError, naming file and line, where
    a column is missing or one alias stands for two names.
    """
    path, columns = data_path("aliases.csv", folder), ["name", "alias", "reason"]
    return read_table(path, columns, once="alias").reset_index(drop=True)


def read_stopwords(folder=None) -> frozenset[str]:
    """Read the words that are not counted: `stopwords.txt` of the folder, else the bundled one."""
    lists = read_words(data_path("stopwords.txt", folder))
    return frozenset(word for words in lists.values() for word in words)


def join_aliases(tokens: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Count the names that are one name as one, and a name of several words as one word.

    `aliases` has one row an alias: name (what it counts as), alias (as the text writes it, its
    capitals included). A name is an alias of itself; the longest alias wins.
    Returns the tokens with label and term set to the name; a name of several words becomes one
    row, whose text is all of it, and the tokens are numbered anew.
    """
    names = dict(zip(aliases["alias"], aliases["name"], strict=True))
    names |= {name: name for name in aliases["name"]}
    joined = _join_words(tokens, [alias for alias in names if " " in alias])
    label = recode(joined["label"], lambda form: names.get(form, form))
    term = recode(label, str.lower).where(joined["is_word"])
    return joined.assign(label=label, term=term)


def _join_words(tokens: pd.DataFrame, phrases: list[str]) -> pd.DataFrame:
    """Make one row of each of these phrases, the longer ones first."""
    free, sizes = np.ones(len(tokens), dtype=bool), {}
    labels = tokens["label"].array
    code_of = {form: code for code, form in enumerate(labels.categories.to_list())}
    for words in sorted((phrase.split() for phrase in phrases), key=len, reverse=True):
        if all(word in code_of for word in words):
            fits = [(labels.codes == code_of[word]) & free for word in words]
            at = find_sequence(tokens, fits)
            at = at[keep_apart(at, len(words))]
            free[at[:, None] + np.arange(len(words))] = False
            sizes |= dict.fromkeys(at.tolist(), len(words))
    rows = np.array([*sizes], dtype=int)
    free[rows] = True
    names = _spell(tokens, sizes)
    end = tokens["end"].to_numpy(copy=True)
    end[rows] = end[rows + np.array([*sizes.values()], dtype=int) - 1]
    text = _put(tokens["text"], rows, names)
    label = _put(tokens["label"], rows, [POSSESSIVE.sub("", name) for name in names])
    joined = tokens.assign(text=text, label=label, end=end)[free].reset_index(drop=True)
    document = joined["document"].array.codes
    number = pd.Series(document).groupby(document).cumcount() + 1
    joined["token"] = number.to_numpy("int32")
    return joined


def _spell(tokens: pd.DataFrame, sizes: dict[int, int]) -> list[str]:
    """Write out the phrases that begin at these rows and have so many tokens."""
    forms, codes = tokens["text"].cat.categories.to_list(), tokens["text"].cat.codes.to_numpy()
    start, names = tokens["start"].to_numpy(), []
    for row, size in sizes.items():
        name = ""
        for step in range(row, row + size):  # nothing but spaces stands between two tokens
            name = name.ljust(start[step] - start[row]) + forms[codes[step]]
        names.append(name)
    return names


def _put(column: pd.Series, rows, values) -> pd.Categorical:
    """Put values into rows of a categorical column, as new categories where they are new."""
    codes = column.cat.codes.to_numpy("int64", copy=True)
    code_of = {form: code for code, form in enumerate(column.cat.categories.to_list())}
    codes[rows] = [code_of.setdefault(value, len(code_of)) for value in values]
    return pd.Categorical.from_codes(codes, [*code_of])


def recode(column: pd.Series, change) -> pd.Series:
    """Change a categorical column by its different values; equal results become one category."""
    changed = [*map(change, column.cat.categories.to_list())]
    codes, distinct = pd.factorize(np.array(changed, dtype=object))
    new = np.append(codes, -1)[column.cat.codes]  # -1, the code of a missing value, takes the last
    categories = pd.Index(distinct, dtype=column.cat.categories.dtype)
    return pd.Series(pd.Categorical.from_codes(new, categories), index=column.index)


def find_merges(tokens: pd.DataFrame) -> pd.DataFrame:
    """Find what `join_aliases` changed: forms that count as another name, and joined names.

    Returns the rows of the tokens concerned, with a column form: what stands there, without a
    possessive 's.
    """
    forms = recode(tokens["text"], lambda form: POSSESSIVE.sub("", form)).astype("str")
    changed = (forms != tokens["label"].astype("str")) | forms.str.contains(" ")
    return tokens.assign(form=forms)[changed]


def content_words(tokens: pd.DataFrame, stopwords) -> pd.DataFrame:
    """Leave the stop words out of the count.

    Returns all the tokens; those whose term is a stop word lose it but keep their row, so that
    per-thousand figures still divide by all words and no phrase closes over a gap.
    """
    terms = tokens["term"].cat.categories.to_list()
    left_out = [term for term in terms if term in stopwords]
    return tokens.assign(term=tokens["term"].cat.remove_categories(left_out))
