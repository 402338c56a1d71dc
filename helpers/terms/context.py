"""Show terms in their context."""

import pandas as pd

from helpers.frames import PLACE_COLUMNS, typed
from helpers.lookup import find_pattern


def concordance(
    tokens: pd.DataFrame,
    documents: pd.DataFrame,
    pattern: str,
    *,
    width: int = 36,
    sort: str = "place",
) -> pd.DataFrame:
    """Show every place of a word or phrase with what stands left and right of it (KWIC).

    `pattern` is one of `find_pattern`; `width` is the most characters of context on either side,
    in whole words of the same paragraph; `sort` is "place" in the text, "left" (by the words
    before, the nearest first) or "right" (by the match and the words after).
    Returns one row a match: document, paragraph, sentence, start, end, left, text, right.
    Raises ValueError where `sort` is none of these or the pattern is empty.

    >>> from helpers.tokens import split_tokens
    >>> documents = pd.DataFrame({"document": ["a"], "text": ["We open the port of Tarn."]})
    >>> concordance(split_tokens(documents), documents, "port")[["left", "text", "right"]].values
    array([['We open the ', 'port', ' of Tarn.']], dtype=object)
    """
    texts = typed(documents, "document", "text").set_index("document")["text"]
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
        raise ValueError(f"sort must be place, left or right, not {sort!r}")
    order = sorted(lines.index, key=keys[sort].__getitem__)
    columns = [*PLACE_COLUMNS, "start", "end", "left", "text", "right"]
    return lines.loc[order, columns].reset_index(drop=True)


def _words_before(text: str, start: int, width: int) -> str:
    """Take the whole words before a place, at most so many characters of its paragraph."""
    left = text[max(0, start - width - 1) : start].rpartition("\n")[2]
    return left if len(left) <= width else left.partition(" ")[2]


def _words_after(text: str, end: int, width: int) -> str:
    right = text[end : end + width + 1].partition("\n")[0]
    return right if len(right) <= width else right.rpartition(" ")[0]
