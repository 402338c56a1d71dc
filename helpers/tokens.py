"""Cut texts into paragraphs, sentences and tokens, and say what each token counts as.

Texts of many megabytes are cut at once: `split_tokens` joins all sentences, runs one regular
expression over the whole, and finds by sums which sentence and place each token has. The plain
form, word by word through one sentence after another, is the definition in tests/test_tokens.py.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.english import WORD
from helpers.files import data_path, read_words
from helpers.frames import COLUMN_KINDS, typed

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

TOKEN = re.compile(rf"({WORD}|\S)")  # a word, or any other character that is not a space
DESCRIPTIONS = ["number", "section", "speaker"]  # of a paragraph and of its sentences
UNCOUNTED = {"heading", "stage direction"}  # shown, and no sentences
ASIDE = re.compile(r"[\[(](?:[^\s()\[\]]+\s?){1,4}[\])]\.?")  # "(Laughter.)" in a transcript
LISTS = ("abbreviations", "sentence starters")
POSSESSIVE = re.compile(r"['’]s$", re.I)


def read_abbreviations(folder: str | Path | None = None) -> dict[str, list[str]]:
    """Read `abbreviations.txt` of the folder, else the bundled one.

    Returns two lists of lower-case words: "abbreviations", whose full stop does not end a
    sentence, and "sentence starters", before which it does all the same.

    >>> "gen" in read_abbreviations()["abbreviations"]
    True
    """
    return read_words(data_path("abbreviations.txt", folder))


def split_paragraphs(documents: pd.DataFrame) -> pd.DataFrame:
    """Cut each statement into its paragraphs: the lines of its cleaned text that are not empty.

    Returns one row a paragraph: document, paragraph (from 1 in each document), start, end
    (characters of the document's text), text, kind (paragraph, heading, item, table row, speaker
    turn or stage direction), number (before a point, as it is printed: "12", "(a)"), section (the
    heading above) and speaker (who speaks); what there is not is missing. The kinds are those that
    `read_documents` saw; a text without them has paragraphs only.

    >>> documents = pd.DataFrame({"document": ["a"], "text": ["One.\\n\\nTwo, three."]})
    >>> split_paragraphs(documents)[["paragraph", "start", "text", "kind"]].values.tolist()
    [[1, 0, 'One.', 'paragraph'], [2, 6, 'Two, three.', 'paragraph']]
    """
    documents = typed(documents, "document", "text")
    kinds = documents["kinds"].fillna("") if "kinds" in documents else [""] * len(documents)
    rows: list[tuple] = []
    for document, text, known in zip(documents["document"], documents["text"], kinds, strict=True):
        lines = [*re.finditer(r"\S(?:[^\n]*\S)?", text)]
        described = enumerate(zip(lines, _describe(known, lines), strict=True), start=1)
        rows += ((document, n, *line.span(), line[0], *kind) for n, (line, kind) in described)
    return _stack(
        rows, documents["document"], ["paragraph", "start", "end"], ["kind", *DESCRIPTIONS]
    )


def _describe(known: str, lines: list[re.Match]) -> Iterator[tuple]:
    """Say of each line its kind, number, section and speaker; the last two go on."""
    kinds = [line.split("\t") for line in known.split("\n")]
    if not known or len(kinds) != len(lines):  # nothing is known, or of another text
        kinds = [["paragraph", "", ""]] * len(lines)
    section = speaker = None
    for line, (kind, number, speaks) in zip(lines, kinds, strict=True):
        section = line[0] if kind == "heading" else section
        speaker = speaks or (None if kind == "heading" else speaker)
        yield kind, number or None, section, speaker


def split_sentences(
    paragraphs: pd.DataFrame,
    *,
    abbreviations: dict[str, list[str]] | None = None,
    headings: bool = False,
) -> pd.DataFrame:
    """Cut paragraphs into sentences, with an eye to abbreviations such as "U.S." and "No. 5".

    Takes paragraphs or documents. `abbreviations` is what `read_abbreviations` returns; the
    bundled lists when it is None, no lists when it is empty. `headings`: headings and stage
    directions are sentences, too; else they are left out, as is the label of a speaker.
    Returns one row a sentence: document, paragraph, sentence (from 1 in each document), start,
    end (characters of the document's text), text, and of its paragraph number, section and speaker
    (see `split_paragraphs`).
    The method is Punkt (Kiss & Strunk 2006) as NLTK has it, its lists given by hand, not learnt.

    >>> documents = pd.DataFrame({"document": ["a"], "text": ["Gen. Tarn spoke. We thank him."]})
    >>> split_sentences(documents)["text"].to_list()
    ['Gen. Tarn spoke.', 'We thank him.']
    """
    paragraphs = typed(paragraphs, "document", "text")
    documents = paragraphs["document"]
    if "paragraph" not in paragraphs:
        paragraphs = split_paragraphs(paragraphs)
    described = paragraphs.reindex(columns=["kind", *DESCRIPTIONS]).astype(object)
    described = described.where(described.notna(), None)
    places = paragraphs[["document", "paragraph", "start", "text"]]
    lists = read_abbreviations() if abbreviations is None else abbreviations
    spans = _punkt(*map(frozenset, (lists.get(key, ()) for key in LISTS))).span_tokenize
    numbers: dict[str, count] = defaultdict(lambda: count(1))
    rows = [
        (name, paragraph, next(numbers[name]), start + low, start + high, text[low:high], *known)
        for (name, paragraph, start, text), (kind, *known) in zip(
            places.itertuples(index=False), described.itertuples(index=False), strict=True
        )
        if headings or kind not in UNCOUNTED
        for low, high in _without_label(text, kind, known[-1], headings, spans)
    ]
    return _stack(rows, documents, ["paragraph", "sentence", "start", "end"], DESCRIPTIONS)


def _without_label(
    text: str, kind: str | None, speaker: str | None, headings: bool, spans: Callable
) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, without the name of its speaker and "(Laughter.)"."""
    label = 0
    if kind == "speaker turn" and not headings and speaker and text.startswith(speaker):
        label = len(text) - len(text[len(speaker) :].lstrip(":.").lstrip())
    for low, high in spans(text[label:]):
        aside = speaker and not headings and ASIDE.fullmatch(text, low + label, high + label)
        if not aside:
            yield low + label, high + label


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


def _stack(
    rows: list[tuple], documents: pd.Series, numbers: list[str], descriptions: Iterable[str]
) -> pd.DataFrame:
    """Make a frame of rows (document, numbers, text, descriptions), its ids and offsets small."""
    names = ["document", *numbers, "text", *descriptions]
    kinds = {name: COLUMN_KINDS.get(name, "str") for name in names} | {"document": documents.dtype}
    return pd.DataFrame(rows, columns=names).astype(kinds)


@cache
def _punkt(abbreviations: frozenset[str], starters: frozenset[str]) -> "PunktSentenceTokenizer":
    """NLTK's splitter without its limit of 5 seconds a pattern, which a long paragraph reaches."""
    from nltk import redos  # slow to import
    from nltk.tokenize import punkt

    contexts = redos.compile(punkt.PunktLanguageVars().period_context_re(), timeout=None)

    class LanguageVars(punkt.PunktLanguageVars):
        def period_context_re(self) -> redos.TimedPattern:
            return contexts

    parameters = punkt.PunktParameters()
    parameters.abbrev_types, parameters.sent_starters = set(abbreviations), set(starters)
    return punkt.PunktSentenceTokenizer(parameters, lang_vars=LanguageVars())
