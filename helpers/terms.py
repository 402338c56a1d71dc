"""Say what counts as a term; count terms and phrases; show them in context."""

import numpy as np
import pandas as pd

from helpers import find_data
from helpers.files import read_table, read_words
from helpers.lookup import PLACE, find_pattern, find_sequence, keep_apart, take_phrases
from helpers.tokens import POSSESSIVE


def read_aliases(folder=None) -> pd.DataFrame:
    """Read which names are one name: `aliases.csv` of the folder, else the bundled one.

    Returns one row an alias: name, alias, reason. Raises ValueError, naming file and line, where
    a column is missing or one alias stands for two names.
    """
    path, columns = find_data("aliases.csv", folder), ["name", "alias", "reason"]
    return read_table(path, columns, once="alias").reset_index(drop=True)


def read_stopwords(folder=None) -> frozenset[str]:
    """Read the words that are not counted: `stopwords.txt` of the folder, else the bundled one."""
    lists = read_words(find_data("stopwords.txt", folder))
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
    label = _recode(joined["label"], lambda form: names.get(form, form))
    term = _recode(label, str.lower).where(joined["is_word"])
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


def _recode(column: pd.Series, change) -> pd.Series:
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
    forms = _recode(tokens["text"], lambda form: POSSESSIVE.sub("", form)).astype("str")
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
    order = [*PLACE[:1], "start", "size"]
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


def concordance(
    tokens: pd.DataFrame, documents: pd.DataFrame, pattern: str, *, width: int = 36, sort="place"
) -> pd.DataFrame:
    """Show every place of a word or phrase with what stands left and right of it (KWIC).

    `pattern` is one of `find_pattern`; `width` is the most characters of context on either side,
    in whole words of the same paragraph; `sort` is "place" in the text, "left" (by the words
    before, the nearest first) or "right" (by the match and the words after).
    Returns one row a match: document, paragraph, sentence, start, end, left, text, right.
    Raises ValueError where `sort` is none of these or the pattern is empty.
    """
    texts = documents.set_index("document")["text"]
    lines = find_pattern(tokens, pattern)
    context = [
        (_words_before(texts[document], start, width), _words_after(texts[document], end, width))
        for document, start, end in lines[["document", "start", "end"]].itertuples(index=False)
    ]
    lines[["left", "right"]] = pd.DataFrame(context, columns=["left", "right"], dtype="str")
    keys = {
        "place": lines.index.to_series(),
        "left": lines["left"].str.casefold().str.split().map(lambda words: words[::-1]),
        "right": (lines["text"] + lines["right"]).str.casefold(),
    }
    if sort not in keys:
        raise ValueError(f"sort {sort!r} is none of place, left, right")
    order = sorted(lines.index, key=keys[sort].__getitem__)
    columns = [*PLACE, "start", "end", "left", "text", "right"]
    return lines.loc[order, columns].reset_index(drop=True)


def _words_before(text: str, start: int, width: int) -> str:
    """Take the whole words before a place, at most so many characters of its paragraph."""
    left = text[max(0, start - width - 1) : start].rpartition("\n")[2]
    return left if len(left) <= width else left.partition(" ")[2]


def _words_after(text: str, end: int, width: int) -> str:
    right = text[end : end + width + 1].partition("\n")[0]
    return right if len(right) <= width else right.rpartition(" ")[0]


def find_families(tokens: pd.DataFrame) -> pd.DataFrame:
    """Give each term its word family: the stem that its forms share.

    Returns the rows of the tokens that have a term, with a column stem. The stem is that of
    Porter's English stemmer (Snowball, "Porter2", 2001) as NLTK has it: a label for the family,
    not a word.
    """
    from nltk.stem.snowball import EnglishStemmer  # slow to import

    counted = tokens.dropna(subset="term")
    return counted.assign(stem=_recode(counted["term"], EnglishStemmer().stem))


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
