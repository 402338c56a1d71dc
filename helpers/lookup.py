"""Find patterns in tokens, by the rule of quanteda's tokens_lookup."""

import re

import numpy as np
import pandas as pd

PLACE = ["document", "paragraph", "sentence"]


def find_pattern(
    tokens: pd.DataFrame, pattern: str, *, kind: str = "glob", case: bool = False
) -> pd.DataFrame:
    """Find every place where a word or a phrase stands, with * for any letters and ? for one.

    A space separates the words of a phrase; each matches exactly one word, as it is written or
    as it is counted, and `case` says whether capitals matter. No match crosses a punctuation
    mark or a sentence's end. `kind` is "glob", "regex" (each word a regular expression) or
    "fixed" (as it stands).
    Returns one row a match: document, paragraph, sentence, token (its first), start, end, text.
    Raises ValueError where the pattern is empty or is no regular expression.
    """
    if not pattern.split():
        raise ValueError("the pattern is empty; write a word or a phrase, * for any letters")
    at = Index(tokens).places_of(pattern, kind, case)
    return take_phrases(tokens, at, len(pattern.split()))


def find_mentions(
    tokens: pd.DataFrame, codebook: pd.DataFrame, *, nested: str = "key", case: bool = False
) -> pd.DataFrame:
    """Find what a codebook counts in a text: every match of a theme's patterns, once.

    `codebook` has one row a pattern: theme, pattern, kind (see `find_pattern`). Longer phrases
    are matched first, those of one length from left to right. Inside one theme no word is used
    twice; of several patterns for the same words the first in the codebook holds. Different
    themes may share words, unless `nested` is "dictionary": then a match is dropped if all its
    words lie inside longer matches of any theme.
    Returns one row a counted match, whose number is the count: document, theme, pattern,
    paragraph, sentence, start, end, text. Theme and pattern are categories in the codebook's
    order, and a theme or pattern that is never matched stays one of them.
    Raises ValueError where `nested` is neither or a pattern is no regular expression.
    """
    if nested not in ("key", "dictionary"):
        raise ValueError(f'nested {nested!r} is neither "key" nor "dictionary"')
    hits = _find_hits(tokens, codebook, case)
    kept = hits.iloc[_choose(hits, len(tokens), nested)].sort_values(["at", "theme", "order"])
    found = []
    for size, own in kept.groupby("size"):
        phrases = take_phrases(tokens, own["at"].to_numpy(), size).set_index(own.index)
        found.append(phrases.join(own[["theme", "pattern"]]))
    columns = ["document", "theme", "pattern", "paragraph", "sentence", "start", "end", "text"]
    if not found:
        empty = take_phrases(tokens, np.array([], dtype=int), 1)
        return empty.assign(theme=hits["theme"], pattern=hits["pattern"])[columns]
    return pd.concat(found).loc[kept.index, columns].reset_index(drop=True)


def _find_hits(tokens: pd.DataFrame, codebook: pd.DataFrame, case: bool) -> pd.DataFrame:
    """Find all matches of all patterns: theme, pattern, order, at (row of the tokens), size."""
    index = Index(tokens)
    themes, patterns = (pd.unique(codebook[name]) for name in ("theme", "pattern"))
    rows = codebook[codebook["pattern"].str.strip() != ""].itertuples(index=False)
    places = [
        (row.theme, row.pattern, order, at, len(row.pattern.split()))
        for order, row in enumerate(rows)
        for at in index.places_of(row.pattern, row.kind, case)
    ]
    hits = pd.DataFrame(places, columns=["theme", "pattern", "order", "at", "size"])
    types = {"theme": pd.CategoricalDtype(themes), "pattern": pd.CategoricalDtype(patterns)}
    return hits.astype(types | {"order": int, "at": int, "size": int})


def _choose(hits: pd.DataFrame, n: int, nested: str) -> list[int]:
    """Choose the hits that count: the longest first, then from left to right."""
    kept: list[int] = []
    used = {theme: np.zeros(n, dtype=bool) for theme in hits["theme"].cat.categories}
    inside = np.zeros(n, dtype=bool)  # longer matches of any theme
    ranked = hits.reset_index(drop=True).sort_values(["at", "order"])
    for size, own in sorted(ranked.groupby("size"), reverse=True):
        chosen = []
        for row, theme, at in zip(own.index, own["theme"], own["at"], strict=True):
            words = slice(at, at + size)
            if used[theme][words].any() or (nested == "dictionary" and inside[words].all()):
                continue
            used[theme][words] = True
            chosen.append((row, words))
        for row, words in chosen:
            inside[words] = True
            kept.append(row)
    return kept


class Index:
    """The words of some tokens by their place, so that a pattern is looked up and not searched.

    A pattern's words are matched against the vocabulary once; its rarest word gives the places,
    and only there its other words are looked at.
    """

    def __init__(self, tokens: pd.DataFrame):
        text, label = tokens["text"].cat, tokens["label"].cat
        words = tokens["is_word"].to_numpy()
        # a word is known by what it is written as and what it is counted as
        pairs = text.codes.to_numpy(np.int64) * (len(label.categories) + 1) + label.codes
        self.codes, vocabulary = pd.factorize(np.where(words, pairs, -1), use_na_sentinel=False)
        written, counted = np.divmod(vocabulary, len(label.categories) + 1)
        self.forms = [
            (text.categories[w], label.categories[c]) if w >= 0 else ()
            for w, c in zip(written, counted, strict=True)
        ]
        self.order = np.argsort(self.codes, kind="stable")
        self.first = np.searchsorted(self.codes[self.order], np.arange(len(self.forms) + 1))
        document = tokens["document"].cat.codes.to_numpy(np.int64)
        self.sentence = document << 32 | tokens["sentence"].to_numpy(np.int64)

    def places_of(self, pattern: str, kind: str, case: bool) -> np.ndarray:
        """Find the rows at which the words of a pattern begin, in order."""
        fits = [self._fit(_matcher(word, kind, case)) for word in pattern.split()]
        n = [(self.first[fit + 1] - self.first[fit]).sum() for fit in fits]
        rarest = int(np.argmin(n))
        at = np.concatenate(
            [self.order[self.first[c] : self.first[c + 1]] for c in fits[rarest]] or [[]]
        )
        at = np.sort(at.astype(np.int64)) - rarest
        at = at[(at >= 0) & (at + len(fits) <= len(self.codes))]
        for step, fit in enumerate(fits):
            known = np.zeros(len(self.forms), dtype=bool)
            known[fit] = True
            same = self.sentence[at] == self.sentence[at + step]
            at = at[known[self.codes[at + step]] & same]
        return at

    def _fit(self, matches) -> np.ndarray:
        return np.array(
            [code for code, forms in enumerate(self.forms) if any(map(matches, forms))], dtype=int
        )


def _matcher(word: str, kind: str, case: bool):
    patterns = {
        "glob": lambda: re.escape(word).replace(r"\*", ".*").replace(r"\?", "."),
        "regex": lambda: word,
        "fixed": lambda: re.escape(word),
    }
    try:
        return re.compile(patterns[kind](), re.S if case else re.I | re.S).fullmatch
    except re.error as error:
        raise ValueError(f"{word!r} is no regular expression: {error}") from None


def find_sequence(tokens: pd.DataFrame, fits: list[np.ndarray]) -> np.ndarray:
    """Find the rows at which one token after another fits, inside one sentence.

    `fits` has one array of booleans, as long as the tokens, for each word of the phrase.
    Returns the positions of the first words.
    """
    document, sentence = tokens["document"].cat.codes.to_numpy(), tokens["sentence"].to_numpy()
    at = np.flatnonzero(fits[0])
    for step, fit in enumerate(fits[1:], start=1):
        at = at[at + step < len(tokens)]
        same = (sentence[at] == sentence[at + step]) & (document[at] == document[at + step])
        at = at[fit[at + step] & same]
    return at


def take_phrases(tokens: pd.DataFrame, at: np.ndarray, size: int) -> pd.DataFrame:
    """Take the phrases of `size` tokens that begin at the rows `at`, one row a phrase."""
    found = tokens.iloc[at][[*PLACE, "token", "start", "end"]].reset_index(drop=True)
    found["text"] = tokens["text"].iloc[at].astype("str").to_numpy()
    for step in range(1, size):
        following = tokens.iloc[at + step]
        # inside a sentence nothing but spaces stands between two tokens
        gap = pd.Series(following["start"].to_numpy() - found["end"].to_numpy()).map(" ".__mul__)
        found["text"] += gap.astype("str") + following["text"].astype("str").to_numpy()
        found["end"] = following["end"].to_numpy()
    return found
