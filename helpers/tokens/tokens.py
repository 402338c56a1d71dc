"""Cut sentences into tokens, and say what each token counts as.

Texts of many megabytes are cut at once: `split_tokens` joins all sentences, runs one regular
expression over the whole, and finds by sums which sentence and place each token has. The plain
form, word by word through one sentence after another, is the definition in
tests/tokens/test_tokens.py.
"""

import re
from collections.abc import Collection

import numpy as np
import pandas as pd

from helpers.english import WORD
from helpers.frames import typed
from helpers.tokens.sentences import split_sentences

TOKEN = re.compile(rf"({WORD}|\S)")  # a word, or any other character that is not a space
POSSESSIVE = re.compile(r"['’]s$", re.I)


def split_tokens(sentences: pd.DataFrame) -> pd.DataFrame:
    """Cut sentences into words and punctuation marks.

    Takes sentences, paragraphs or documents. A slashed or hyphenated pair, a name with an
    apostrophe, an abbreviation with full stops and a number with commas are one word each.
    Returns one row a token: document, paragraph, sentence, token (from 1 in each document),
    start, end (characters of the document's text), text, label (the text without a possessive
    's), term (the label in lower case: what is counted; missing for punctuation), is_word.
    Together the tokens hold every character of the sentences that is not white space.

    >>> tokens = split_tokens(pd.DataFrame({"document": ["a"], "text": ["Tarn's port, open."]}))
    >>> tokens.loc[tokens["is_word"], ["text", "label", "term"]].values.tolist()
    [["Tarn's", 'Tarn', 'tarn'], ['port', 'port', 'port'], ['open', 'open', 'open']]
    """
    sentences = typed(sentences, "document", "text")
    if "sentence" not in sentences:
        sentences = split_sentences(sentences)
    texts = sentences["text"].to_list()
    # one pass over all sentences joined: every other part is a token, the rest are gaps
    parts = TOKEN.split("\n".join(texts))
    codes, vocabulary = pd.factorize(np.array(parts[1::2], dtype=object))
    sizes = _sizes(vocabulary)[codes]
    ends = np.cumsum(_sizes(parts[:-1:2]) + sizes)
    starts = ends - sizes
    # what turns a place in the joined text, or among all tokens, into one in the document
    lengths = _sizes(texts) + 1
    begins = np.cumsum(lengths) - lengths
    n = np.diff(np.searchsorted(starts, begins), append=len(starts))
    document = sentences["document"].array
    before = pd.Series(n).groupby(document.codes).cumsum().to_numpy() - np.cumsum(n)
    row = np.repeat(np.arange(len(texts)), n)
    shift = (sentences["start"].to_numpy(np.int64) - begins)[row]
    columns = {
        "paragraph": sentences["paragraph"].to_numpy()[row],
        "sentence": sentences["sentence"].to_numpy()[row],
        "token": np.arange(1, len(row) + 1) + before[row],
        "start": starts + shift,
        "end": ends + shift,
    }
    return pd.DataFrame(
        {"document": document[row]}
        | {name: np.asarray(values, "int32") for name, values in columns.items()}
        | _describe_tokens(codes, vocabulary)
    )


def _sizes(texts: Collection[str]) -> np.ndarray:
    return np.fromiter(map(len, texts), np.int64, len(texts))


def _describe_tokens(codes: np.ndarray, vocabulary: np.ndarray) -> dict:
    """Say once for each different token what it is printed and counted as."""
    labels = [POSSESSIVE.sub("", text) for text in vocabulary]
    is_word = np.array([text[0].isalnum() for text in vocabulary], dtype=bool)
    terms = [label.lower() if word else None for label, word in zip(labels, is_word, strict=True)]
    described = {"text": pd.Categorical.from_codes(codes, vocabulary)}
    for name, values in {"label": labels, "term": terms}.items():
        code, distinct = pd.factorize(np.array(values, dtype=object))
        described[name] = pd.Categorical.from_codes(code[codes], distinct)
    return described | {"is_word": is_word[codes]}
