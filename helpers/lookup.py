"""Find patterns in tokens, by the rule of quanteda's tokens_lookup.

Codebooks of many patterns go over texts of many megabytes: `Index` looks each different word up
once, and `choose_hits` decides for all matches of one length at once. The plain form, every pattern
tried at every token, is the definition in tests/test_lookup.py.
"""

import re

import numpy as np
import pandas as pd

from helpers.frames import PLACE_COLUMNS, typed

TOKEN_COLUMNS = [*PLACE_COLUMNS, "token", "start", "end", "text", "label", "is_word"]


def find_pattern(
    tokens: pd.DataFrame, pattern: str, *, kind: str = "glob", case: bool = False
) -> pd.DataFrame:
    """Find every place where a word or a phrase stands, with * for any letters and ? for one.

    A space separates the words of a phrase; each matches exactly one word, as it is written or
    as it is counted, and `case` says whether capitals matter. No match crosses a punctuation
    mark or a sentence's end. `kind` is "glob", "regex" (each word a regular expression) or
    "fixed" (as it stands).
    Returns one row a match: document, paragraph, sentence, token (its first), start, end, text.
    Raises ValueError where the pattern is empty or is not a regular expression.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Free ports, a freed port."]})
    >>> find_pattern(split_tokens(documents), "free* port*")["text"].to_list()
    ['Free ports', 'freed port']
    """
    tokens = typed(tokens, *TOKEN_COLUMNS)
    if not pattern.split():
        raise ValueError("the pattern is empty; write a word or a phrase, * for any letters")
    at = Index(tokens, case).places_of(pattern, kind)
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
    Raises ValueError where `nested` is neither or a pattern is not a regular expression.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The free port is a port."]})
    >>> columns = {"theme": "ports", "pattern": ["port", "free port"], "kind": "glob"}
    >>> codebook = pd.DataFrame(columns)
    >>> find_mentions(split_tokens(documents), codebook)[["theme", "text"]].values.tolist()
    [['ports', 'free port'], ['ports', 'port']]
    """
    if nested not in ("key", "dictionary"):
        raise ValueError(f'nested {nested!r} is neither "key" nor "dictionary"')
    tokens = typed(tokens, *TOKEN_COLUMNS)
    hits = find_hits(tokens, codebook, case=case)
    kept = hits.iloc[choose_hits(hits, len(tokens), nested=nested)].sort_values(["at", "theme"])
    found = []
    for size, own in kept.groupby("size"):
        phrases = take_phrases(tokens, own["at"].to_numpy(), size).set_index(own.index)
        found.append(phrases.join(own[["theme", "pattern"]]))
    columns = ["document", "theme", "pattern", "paragraph", "sentence", "start", "end", "text"]
    if not found:
        empty = take_phrases(tokens, np.array([], dtype=int), 1)
        return empty.assign(theme=hits["theme"], pattern=hits["pattern"])[columns]
    return pd.concat(found).loc[kept.index, columns].reset_index(drop=True)


def find_hits(tokens: pd.DataFrame, codebook: pd.DataFrame, *, case: bool = False) -> pd.DataFrame:
    """Find all matches of all patterns, whether they will count or not.

    Returns one row a match: theme, pattern, order (the pattern's row in the codebook), at (the
    row of the tokens where it begins), size (words).
    """
    tokens = typed(tokens, *TOKEN_COLUMNS)
    index = Index(tokens, case)
    themes, patterns = (pd.unique(codebook[name]) for name in ("theme", "pattern"))
    filled = (codebook["pattern"].str.strip() != "").to_numpy()
    rows = codebook[filled].reset_index(drop=True)
    places = [
        index.places_of(pattern, kind)
        for pattern, kind in zip(rows["pattern"], rows["kind"], strict=True)
    ]
    order = np.repeat(np.arange(len(rows)), [len(at) for at in places])
    size = rows["pattern"].str.split().str.len().to_numpy(int)
    return pd.DataFrame(
        {
            "theme": pd.Categorical(rows["theme"].to_numpy(object)[order], themes),
            "pattern": pd.Categorical(rows["pattern"].to_numpy(object)[order], patterns),
            "order": np.flatnonzero(filled)[order],
            "at": np.concatenate([*places, np.array([], dtype=np.int64)]),
            "size": size[order],
        }
    )


def choose_hits(hits: pd.DataFrame, n: int, *, nested: str = "key") -> np.ndarray:
    """Choose of all matches those that count: the longest first, then from left to right.

    `n` is the number of tokens. Returns positions in `hits`.
    """
    ranked = hits.assign(row=np.arange(len(hits))).sort_values(["at", "order"])
    used = {theme: np.zeros(n, dtype=bool) for theme in hits["theme"].cat.categories}
    inside = np.zeros(n, dtype=bool)  # longer matches of any theme
    kept = [np.array([], dtype=int)]
    for size, own in sorted(ranked.groupby("size"), reverse=True):
        words = own["at"].to_numpy()[:, None] + np.arange(size)
        if nested == "dictionary":
            hidden = inside[words].all(axis=1)
            own, words = own[~hidden], words[~hidden]
        for theme, mine in own.groupby("theme", observed=True).indices.items():
            free = mine[~used[theme][words[mine]].any(axis=1)]
            free = free[keep_apart(own["at"].to_numpy()[free], size)]
            used[theme][words[free]] = True
            kept.append(own["row"].to_numpy()[free])
        for theme_used in used.values() if nested == "dictionary" else ():
            inside |= theme_used
    return np.concatenate(kept)


def keep_apart(at: np.ndarray, size: int) -> list[int]:
    """Choose, from left to right, places of phrases that do not overlap."""
    chosen, end = [], -1
    for place, start in enumerate(at.tolist()):
        if start >= end:
            chosen.append(place)
            end = start + size
    return chosen


class Index:
    """The words of some tokens by their place, so that a pattern is looked up and not searched.

    A pattern's words are matched against the vocabulary once; its rarest word gives the places,
    and only there its other words are looked at.
    """

    def __init__(self, tokens: pd.DataFrame, case: bool) -> None:
        text, label = tokens["text"].cat, tokens["label"].cat
        written, counted = text.categories.to_list(), label.categories.to_list()
        # a word is known by what it is written as and what it is counted as
        pairs = text.codes.to_numpy(np.int64) * (len(counted) + 1) + label.codes
        words = tokens["is_word"].to_numpy()
        self.codes, vocabulary = pd.factorize(np.where(words, pairs, -1), use_na_sentinel=False)
        self.fold = str if case else str.lower
        self.codes_of: dict[str, set[int]] = {}
        for code, pair in enumerate(vocabulary.tolist()):
            if pair >= 0:
                w, c = divmod(pair, len(counted) + 1)
                for form in (written[w], counted[c]):
                    self.codes_of.setdefault(self.fold(form), set()).add(code)
        self.order = np.argsort(self.codes, kind="stable")
        self.first = np.searchsorted(self.codes[self.order], np.arange(len(vocabulary) + 1))
        document = tokens["document"].cat.codes.to_numpy(np.int64)
        self.sentence = document << 32 | tokens["sentence"].to_numpy(np.int64)

    def places_of(self, pattern: str, kind: str) -> np.ndarray:
        """Find the rows at which the words of a pattern begin, in order."""
        fits = [self._fit(word, kind) for word in pattern.split()]
        n = [(self.first[fit + 1] - self.first[fit]).sum() for fit in fits]
        rarest = int(np.argmin(n))
        found = [self.order[self.first[c] : self.first[c + 1]] for c in fits[rarest]]
        at = np.sort(np.concatenate([*found, np.array([], dtype=np.int64)])) - rarest
        at = at[(at >= 0) & (at + len(fits) <= len(self.codes))]
        for step, fit in enumerate(fits):
            known = np.zeros(len(self.first), dtype=bool)
            known[fit] = True
            same = self.sentence[at] == self.sentence[at + step]
            at = at[known[self.codes[at + step]] & same]
        return at

    def _fit(self, word: str, kind: str) -> np.ndarray:
        """Find the codes of the different words that one word of a pattern matches."""
        if kind == "regex":
            try:
                matches = re.compile(word, re.I if self.fold is str.lower else 0).fullmatch
            except re.error as error:
                raise ValueError(f"{word!r} is not a regular expression: {error}") from None
            forms = [form for form in self.codes_of if matches(form)]
        elif kind == "glob" and re.search(r"[*?]", word):
            forms = re.findall(_write_glob(self.fold(word)), "\n".join(self.codes_of), re.M)
        else:
            forms = [self.fold(word)]
        codes = {code for form in forms for code in self.codes_of.get(form, ())}
        return np.array(sorted(codes), dtype=int)


def _write_glob(word: str) -> str:
    """Write a glob as a regular expression that never comes back to a part once it is found."""
    first, *parts = [re.escape(part).replace(r"\?", ".") for part in re.split(r"\*+", word)]
    last = [f".*{part}" for part in parts[-1:]]
    return "".join(["^", first, *[f"(?>.*?{part})" for part in parts[:-1]], *last, "$"])


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
    found = tokens.iloc[at][[*PLACE_COLUMNS, "token", "start", "end"]].reset_index(drop=True)
    found["text"] = tokens["text"].iloc[at].astype("str").to_numpy()
    for step in range(1, size):
        following = tokens.iloc[at + step]
        # inside a sentence nothing but spaces stands between two tokens
        gap = pd.Series(following["start"].to_numpy() - found["end"].to_numpy()).map(" ".__mul__)
        found["text"] += gap.astype("str") + following["text"].astype("str").to_numpy()
        found["end"] = following["end"].to_numpy()
    return found.astype({"text": "str"})
