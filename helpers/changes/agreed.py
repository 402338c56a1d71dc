"""Find the language that statements agree on: phrases that stand word for word in several of them.

No two statements are compared with each other. All words are laid in one row, and the runs that
begin at each of them are sorted (a suffix array), so that equal ones lie side by side; for n words
the work grows like n log² n at most. The plain form, every run of words of every sentence, is the
definition in tests/changes/test_agreed.py.
"""

from bisect import bisect_right
from operator import itemgetter

import numpy as np
import pandas as pd

from helpers.changes.words import QUOTATION_MARKS
from helpers.frames import SENTENCE_KEYS, typed
from helpers.lookup import keep_apart
from helpers.tokens import split_sentences, split_tokens


def agreed_language(documents: pd.DataFrame, *, min_words: int = 5) -> pd.DataFrame:
    """Find the phrases that statements have in common, word for word: the agreed language.

    Takes documents, sentences, or all tokens of some sentences (white space between tokens is then
    read as spaces). A phrase is a run of at least `min_words` words inside one sentence, from a
    word to a word, that stands in two documents or more. Capitals and quotation marks make no
    difference; other punctuation marks inside it do. A phrase is left out if it is part of a longer
    one that stands in the same documents. Where places of a phrase overlap, the left one counts.
    Returns one row a place: phrase (the text of its first place), n_words, n_documents, n (places),
    first_document (in the order of the frame), document, sentence, start, end, text. Phrases of the
    most documents stand first, of these the longest; the places of each in the order of the text.
    ValueError: min_words below 1.
    Suffix array: Manber & Myers 1993; its intervals: Abouelhoda, Kurtz & Ohlebusch 2004; documents
    of each: Hui 1992, the way of Yamamoto & Church 2001.

    >>> texts = ["We call for an end to the war.", "They, too, call for an end to the siege."]
    >>> documents = pd.DataFrame({"document": ["a", "b"], "text": texts})
    >>> agreed_language(documents)[["phrase", "n_words", "document", "start"]].values.tolist()
    [['call for an end to the', 6, 'a', 3], ['call for an end to the', 6, 'b', 11]]
    """
    if min_words < 1:
        raise ValueError(f"min_words must be at least 1, not {min_words}")
    tokens, sentences = _cut_if_whole(documents)
    words, names = _compare_words(tokens)
    word, document = words["word"].to_numpy(), words["document"].cat.codes.to_numpy()
    order = np.argsort(word * (len(word) + 1) + names[-1, 1:])
    repeats = _find_repeats(_count_shared(word, names, order), document[order], min_words)
    phrases = _drop_parts(repeats.assign(at=order[repeats["low"]]), word, names)
    return _describe_places(_list_places(phrases, order), words, sentences)


def _cut_if_whole(documents: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give tokens and their sentences, whichever of documents, sentences and tokens there are."""
    if "token" in documents:
        tokens = typed(documents, *SENTENCE_KEYS, "start", "end", "text", "is_word")
        gap = tokens["start"] - tokens.groupby(SENTENCE_KEYS, observed=True)["end"].shift()
        spaces = gap.fillna(0).astype(int).map(" ".__mul__).astype("str")
        spaced = tokens.assign(text=spaces + tokens["text"].astype("str"))
        groups = spaced.groupby(SENTENCE_KEYS, observed=True)
        return tokens, groups.agg(start=("start", "first"), text=("text", "".join)).reset_index()
    if "start" not in documents:  # of whole documents the order is that of the rows
        documents = typed(documents, "document", "text").astype({"document": "str"})
    sentences = documents if "sentence" in documents else split_sentences(documents)
    return split_tokens(sentences), typed(sentences)


def _compare_words(tokens: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Number the words, equal ones alike, and name the runs of them.

    In a run a word counts with the marks before it, so that runs are equal only if these are; the
    first of a sentence is like no other there, so that no run crosses a sentence's end.
    Returns document, sentence, start, end, word (its number without marks) of each; names.
    """
    forms = [form.replace("’", "'").casefold() for form in tokens["text"].cat.categories]
    folded = pd.factorize(np.array(forms, dtype=object))[0].astype(np.int64)
    kept = tokens[~tokens["text"].isin(QUOTATION_MARKS)]
    code = folded[kept["text"].cat.codes]
    row = np.flatnonzero(kept["is_word"])
    words = kept[[*SENTENCE_KEYS, "start", "end"]].iloc[row].assign(word=code[row])
    after = np.flatnonzero(np.diff(row) > 1) + 1
    marks = [code[a + 1 : b].tobytes() for a, b in zip(row[after - 1], row[after], strict=True)]
    number = code[row]
    number[after] += len(forms) * (1 + pd.factorize(np.array(marks, dtype=object))[0])
    first = ~words.duplicated(SENTENCE_KEYS).to_numpy()
    number[first] = -np.arange(1, first.sum() + 1)
    return words, _name_runs(number)


def _name_runs(number: np.ndarray) -> np.ndarray:
    """Name the runs of 1, 2, 4, 8 … words that begin at each word, until all names differ.

    Equal runs have equal names, and names are in the order of the runs: each is made of the names
    of two halves (Karp, Miller & Rosenberg 1972). A 0 stands for what comes after the last word.
    Returns one row a length, one column a word and one more for the 0.
    """
    n, size = len(number), 1
    names = [np.append(np.unique(number, return_inverse=True)[1] + 1, 0)]
    while names[-1].max() < n:
        ahead = np.append(names[-1][size:], np.zeros(size, dtype=np.int64))
        names.append(np.unique(names[-1] * (n + 1) + ahead, return_inverse=True)[1])
        size *= 2
    return np.stack(names)


def _count_shared(word: np.ndarray, names: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Count the words with which a run begins as the one before it in the order does."""
    one, other = order[:-1], order[1:]
    same = word[one] == word[other]
    shared = same.astype(np.int64)
    for level in reversed(range(len(names))):
        longer = same & (names[level, one + shared] == names[level, other + shared])
        shared += longer.astype(np.int64) << level
    return np.concatenate([order[:1] * 0, shared])


def _find_repeats(shared: np.ndarray, document: np.ndarray, min_words: int) -> pd.DataFrame:
    """Find the phrases of several documents that no word after them makes longer in all of these.

    The places of a phrase are an interval of the order; those of longer ones lie inside. It has as
    many documents as places, less one for each two that follow each other in one document: this is
    noted at the innermost open interval that holds both (Hui 1992).
    Returns n_words, low, high (its places in the order) and n_documents of each.
    """
    found: list[tuple] = []
    around: list[list[int]] = []  # open intervals: n_words, low, repeats, most documents inside
    last: dict[int, int] = {}
    steps = zip([*shared.tolist(), 0], [*document.tolist(), -1], strict=True)
    for place, (n_words, own) in enumerate(steps):
        low, repeats, most = place - 1, 0, 0
        while around and around[-1][0] > n_words:
            longer, low, more, inside = around.pop()
            repeats += more
            n_documents = place - low - repeats
            if n_documents > max(most, inside, 1):
                found.append((longer, low, place, n_documents))
            most = n_documents
        if around and around[-1][0] == n_words:
            around[-1][2:] = around[-1][2] + repeats, max(around[-1][3], most)
        elif n_words >= min_words:
            around.append([n_words, low, repeats, most])
        if holding := bisect_right(around, last.get(own, -1), key=itemgetter(1)):
            around[holding - 1][2] += 1
        last[own] = place
    return pd.DataFrame(found, columns=["n_words", "low", "high", "n_documents"], dtype=np.int64)


def _drop_parts(repeats: pd.DataFrame, word: np.ndarray, names: np.ndarray) -> pd.DataFrame:
    """Leave out what a word before it makes longer in all its documents; `at` is one place each."""

    def identify(at: np.ndarray, n_words: np.ndarray, n_documents: np.ndarray) -> list[tuple]:
        """Two names, which may overlap, say what follows the first word; 0 that nothing does."""
        rest = np.maximum(n_words - 1, 1)
        level = np.frexp(rest)[1] - 1
        begin = np.where(n_words > 1, at + 1, len(word))
        ends = names[level, begin], names[level, begin + rest - (1 << level)]
        return [*zip(n_documents, n_words, word[at], *ends, strict=True)]

    at, n_words, n = (repeats[name].to_numpy() for name in ("at", "n_words", "n_documents"))
    long = n_words > 1
    parts = {*identify(at[long] + 1, n_words[long] - 1, n[long])}
    whole = [phrase not in parts for phrase in identify(at, n_words, n)]
    return repeats[np.array(whole, dtype=bool)]


def _list_places(phrases: pd.DataFrame, order: np.ndarray) -> pd.DataFrame:
    """List the places of each phrase, no two of which overlap, in the order of the result.

    Returns phrase (a number), n_words, n_documents, at (the first word), n, first (its first at).
    """
    size = (phrases["high"] - phrases["low"]).to_numpy()
    places = phrases.loc[phrases.index.repeat(size), ["n_words", "n_documents"]]
    places = places.rename_axis("phrase").reset_index()
    step = places.groupby("phrase").cumcount().to_numpy()
    places["at"] = order[phrases["low"].to_numpy().repeat(size) + step]
    places = places.sort_values(["phrase", "at"], ignore_index=True)
    near = places.groupby("phrase")["at"].diff() < places["n_words"]
    kept = ~places["phrase"].isin(places.loc[near, "phrase"]).to_numpy()
    for _, own in places[~kept].groupby("phrase"):
        kept[own.index[keep_apart(own["at"].to_numpy(), own["n_words"].iloc[0])]] = True
    groups = places[kept].groupby("phrase")["at"]
    places = places[kept].assign(n=groups.transform("size"), first=groups.transform("min"))
    keys = ["n_documents", "n_words", "first", "at"]
    return places.sort_values(keys, ascending=[False, False, True, True], ignore_index=True)


def _describe_places(
    places: pd.DataFrame, words: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Say of each place in which document and sentence it is, and cut out its text."""
    at, first = places["at"].to_numpy(), places["first"].to_numpy()
    found = words[[*SENTENCE_KEYS, "start"]].iloc[at].reset_index(drop=True)
    found["end"] = words["end"].to_numpy()[at + places["n_words"].to_numpy() - 1]
    # cut from one text, as a column of whole sentences would hold each as often as it is cut
    text = "".join(sentences["text"])
    shift = sentences["text"].str.len().cumsum().shift(fill_value=0) - sentences["start"]
    shifts = sentences[SENTENCE_KEYS].assign(shift=shift)
    shift = found[SENTENCE_KEYS].merge(shifts, how="left", on=SENTENCE_KEYS)["shift"]
    cuts = zip(found["start"] + shift, found["end"] + shift, strict=True)
    found["text"] = pd.Series([text[low:high] for low, high in cuts], dtype="str")
    phrase = found["text"].groupby(places["phrase"]).transform("first")
    counts = places[["phrase", "n_words", "n_documents", "n"]].assign(phrase=phrase)
    counts["first_document"] = words["document"].array[first]
    return pd.concat([counts, found], axis="columns")
