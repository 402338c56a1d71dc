"""Cut texts into paragraphs, sentences and tokens, and say what each token counts as."""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers import find_data, read_words

# A word: an abbreviation with inner full stops, or runs of letters and digits held together by
# - ' . / or by the comma of a number; anything else that is no space is a token of its own.
TOKEN = re.compile(
    r"((?:[^\W\d_]\.){2,}(?:[-'’][^\W_]+)*"
    r"|[^\W_]+(?:(?:[-'’./]|(?<=\d),(?=\d))[^\W_]+)*"
    r"|[^\w\s]|_)"
)
POSSESSIVE = re.compile(r"['’]s$", re.I)


def split_paragraphs(documents: pd.DataFrame) -> pd.DataFrame:
    """Cut each statement into its paragraphs: the lines of its cleaned text that are not empty.

    Returns one row a paragraph: document, paragraph (from 1 in each document), start, end
    (characters of the document's text), text.
    """
    rows = [
        (document, number, line.start(), line.end(), line[0])
        for document, text in documents[["document", "text"]].itertuples(index=False)
        for number, line in enumerate(re.finditer(r"\S(?:[^\n]*\S)?", text), start=1)
    ]
    paragraphs = pd.DataFrame(rows, columns=["document", "paragraph", "start", "end", "text"])
    return _narrow(paragraphs, documents["document"])


def split_sentences(paragraphs: pd.DataFrame, *, abbreviations=None) -> pd.DataFrame:
    """Cut paragraphs into sentences, with an eye to abbreviations such as "U.S." and "No. 5".

    Takes paragraphs or documents. `abbreviations` is a file in the form of
    data/abbreviations.txt, which is used when it is None.
    Returns one row a sentence: document, paragraph, sentence (from 1 in each document), start,
    end (characters of the document's text), text.
    The method is Punkt (Kiss & Strunk 2006) as NLTK has it, its lists given by hand, not learnt.
    """
    documents = paragraphs["document"]
    if "paragraph" not in paragraphs:
        paragraphs = split_paragraphs(paragraphs)
    spans = _punkt(str(abbreviations or find_data("abbreviations.txt"))).span_tokenize
    columns = ["document", "paragraph", "start", "text"]
    rows = [
        (document, paragraph, start + low, start + high, text[low:high])
        for document, paragraph, start, text in paragraphs[columns].itertuples(index=False)
        for low, high in spans(text)
    ]
    sentences = pd.DataFrame(rows, columns=["document", "paragraph", "start", "end", "text"])
    number = sentences.groupby("document", sort=False).cumcount() + 1
    sentences.insert(2, "sentence", number)
    return _narrow(sentences, documents)


def split_tokens(sentences: pd.DataFrame) -> pd.DataFrame:
    """Cut sentences into words and punctuation marks.

    Takes sentences, paragraphs or documents. A slashed or hyphenated pair, a name with an
    apostrophe, an abbreviation with full stops and a number with commas are one word each.
    Returns one row a token: document, paragraph, sentence, token (from 1 in each document),
    start, end (characters of the document's text), text, label (the text without a possessive
    's), term (the label in lower case: what is counted; missing for punctuation), is_word.
    Together the tokens hold every character of the sentences that is no white space.
    """
    if "sentence" not in sentences:
        sentences = split_sentences(sentences)
    # one pass over all sentences joined: every other part is a token, the rest are gaps
    parts = TOKEN.split("\n".join(sentences["text"]))
    edges = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
    starts, ends = edges[0:-1:2], edges[1::2]
    lengths = sentences["text"].str.len().to_numpy(np.int64)
    begins = np.cumsum(lengths + 1) - lengths - 1
    row = np.searchsorted(begins, starts, side="right") - 1
    shift = (sentences["start"].to_numpy(np.int64) - begins)[row]
    tokens = sentences[["document", "paragraph", "sentence"]].iloc[row].reset_index(drop=True)
    tokens["document"] = tokens["document"].astype("category")
    tokens["token"] = tokens.groupby("document", observed=True, sort=False).cumcount() + 1
    tokens["start"], tokens["end"] = starts + shift, ends + shift
    codes, vocabulary = pd.factorize(np.array(parts[1::2], dtype=object))
    return _narrow(tokens.assign(**_describe(codes, vocabulary)), sentences["document"])


def _describe(codes: np.ndarray, vocabulary) -> dict:
    """Say once for each different token what it is printed and counted as."""
    labels = [POSSESSIVE.sub("", text) for text in vocabulary]
    is_word = np.array([text[0].isalnum() for text in vocabulary], dtype=bool)
    terms = [label.lower() if word else None for label, word in zip(labels, is_word, strict=True)]
    columns = {"text": vocabulary, "label": labels, "term": terms}
    described = {}
    for name, values in columns.items():
        code, distinct = pd.factorize(np.array(values, dtype=object))
        described[name] = pd.Categorical.from_codes(code[codes], distinct)
    return described | {"is_word": is_word[codes]}


def _narrow(frame: pd.DataFrame, documents: pd.Series) -> pd.DataFrame:
    """Keep ids and offsets small: a token costs about 40 bytes, whatever the text."""
    small = {name: "int32" for name in frame.select_dtypes("integer")}
    names = pd.CategoricalDtype(pd.unique(documents.astype(object)))
    return frame.astype(small | {"document": names})


@cache
def _punkt(path: str):
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # slow to import

    lists = read_words(path)
    parameters = PunktParameters()
    parameters.abbrev_types = set(lists["abbreviations"])
    parameters.sent_starters = set(lists["sentence starters"])
    return PunktSentenceTokenizer(parameters)
