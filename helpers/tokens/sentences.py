"""Cut paragraphs into sentences: by Punkt, whose cuts a few rules then mend.

Punkt (Kiss & Strunk 2006), as NLTK has it, finds full stops that end sentences; what it cannot know
(that "Annex B." may end one, that "U.S.C. 107" does not, that a small letter begins none) is said
by rules, whose words lie in data/abbreviations.txt.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.files import data_path, read_words
from helpers.frames import typed
from helpers.tokens.paragraphs import DESCRIPTIONS, split_paragraphs, stack_rows

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

Span = tuple[int, int]
UNCOUNTED = {"heading", "stage direction"}  # shown, and no sentences
ASIDE = re.compile(r"[\[(](?:[^\s()\[\]]+\s?){1,4}[\])]\.?")  # "(Laughter.)" in a transcript
SENTENCE_LISTS = ("abbreviations", "sentence starters", "lettered things", "endings of addresses")
#: How a sentence opens; an opening quotation mark or bracket may stand before it.
OPENING_MARKS = re.compile(r"[\"'“‘(\[]*")
CLOSING = r"[\"'”’)\]]*"
INITIALISM = re.compile(
    r"(?:(?:[A-Z]\.){3,}|(?<!\w)[A-Z][a-z]{1,3}\. [A-Z]\.)$"
)  # "U.S.C.", "Pub. L."
NUMBERED = re.compile(r"\S+ \d{1,4}[a-z]?\.$")  # "Sec. 2."
ENUMERATOR = re.compile(r"\([a-z\d]{1,4}\)")
BRAND = re.compile(r"[a-z][A-Z]")  # "eBay" begins a sentence
ELLIPSIS = rf"(?:\.\.\.|…){CLOSING}\s+(?=[\"'“‘(]?([A-Z][a-z]*))"
NOTE_MARKS = r"[.!?][\"'”’)\]]*[⁰¹²³⁴-⁹]{1,3}\s+(?=[A-Z])"
NO_SPACE = r"(?<=[a-z]{3})[.!?]()(?=([A-Z][a-z]+)[\s,;:])"


def read_abbreviations(folder: str | Path | None = None) -> dict[str, list[str]]:
    """Read `abbreviations.txt` of the folder, else the bundled one.

    Returns lists of lower-case words: "abbreviations", whose full stop does not end a sentence;
    "sentence starters", before which it does all the same; "lettered things", after whose letter
    (Annex B.) it ends one; and "endings of addresses" (arlan.Org), which begin none.

    >>> "gen" in read_abbreviations()["abbreviations"]
    True
    """
    return read_words(data_path("abbreviations.txt", folder))


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
    The method is Punkt (Kiss & Strunk 2006) as NLTK has it, its lists given by hand, not learnt,
    and the rules of `SentenceRules`.

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
    rules = _rules(*(frozenset(lists.get(key, ())) for key in SENTENCE_LISTS))
    numbers: dict[str, count] = defaultdict(lambda: count(1))
    rows = [
        (name, paragraph, next(numbers[name]), start + low, start + high, text[low:high], *known)
        for (name, paragraph, start, text), (kind, *known) in zip(
            places.itertuples(index=False), described.itertuples(index=False), strict=True
        )
        if headings or kind not in UNCOUNTED
        for low, high in _without_label(text, kind, known[-1], headings, rules)
    ]
    return stack_rows(rows, documents, ["paragraph", "sentence", "start", "end"], DESCRIPTIONS)


def _without_label(
    text: str, kind: str | None, speaker: str | None, headings: bool, rules: "SentenceRules"
) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, without the name of its speaker and "(Laughter.)"."""
    label = 0
    if kind == "speaker turn" and not headings and speaker and text.startswith(speaker):
        label = len(text) - len(text[len(speaker) :].lstrip(":.").lstrip())
    for low, high in rules.cut(text[label:]):
        aside = speaker and not headings and ASIDE.fullmatch(text, low + label, high + label)
        if not aside:
            yield low + label, high + label


class SentenceRules:
    """Cuts a paragraph by Punkt, joins what is one sentence, and cuts what is two.

    Joined: before a small letter; before 's; an initialism of three letters or more before a number
    or a word that begins no sentence; "Sec. 2." before "(a)". Cut: after the letter of a lettered
    thing; after dots before a word that begins sentences; after the raised number of a note; where
    the space is missing after a word of small letters.
    """

    def __init__(
        self,
        abbreviations: frozenset[str],
        starters: frozenset[str],
        lettered: frozenset[str],
        endings: frozenset[str],
    ) -> None:
        self.spans = _punkt(abbreviations, starters).span_tokenize
        self.abbreviations, self.starters, self.endings = abbreviations, starters, endings
        things = "|".join(map(re.escape, sorted(lettered))) or "(?!)"
        letter = rf"(?<![^\W_])(?i:{things}) [A-Z]\.{CLOSING}\s+(?=[\"'“‘(]?[A-Z])"
        self.missed = re.compile(f"{letter}|{ELLIPSIS}|{NOTE_MARKS}|{NO_SPACE}")

    def cut(self, text: str) -> Iterator[Span]:
        """Cut a paragraph into the places of its sentences."""
        start = end = 0
        for low, high in self.spans(text):
            if end and not self._is_one(text, start, end, low, high):
                yield from self._cut_again(text, start, end)
                start = low
            elif not end:
                start = low
            end = high
        if end:
            yield from self._cut_again(text, start, end)

    def _is_one(self, text: str, start: int, end: int, low: int, high: int) -> bool:
        """Say whether what Punkt cut at `end` is one sentence with what begins at `low`."""
        opening = OPENING_MARKS.match(text, low, high)
        at = opening.end() if opening else low
        first = text[at : at + 2]
        if first[:1].islower() and not BRAND.match(first):
            return True
        if text.startswith(("'s", "’s"), low):
            return True
        left = text[max(start, end - 24) : end]
        if INITIALISM.search(left):
            word = re.match(r"\w*", text[at : at + 24])
            begins = word is not None and word[0].lower() in self.starters
            return not begins
        is_short = end - start <= len(left)
        return bool(is_short and NUMBERED.fullmatch(left) and ENUMERATOR.match(text, low))

    def _cut_again(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Cut a sentence of Punkt's where it saw none of several ends."""
        for match in self.missed.finditer(text, start, end):
            word, after_stop = match[1], match[3]
            if word is not None and word.lower() not in self.starters:
                continue
            if after_stop is not None and not self._is_missing_space(text, match):
                continue
            stop = (
                match.end()
                if after_stop is not None
                else start + len(text[start : match.end()].rstrip())
            )
            if stop > start:
                yield start, stop
                start = match.end()
        if start < end:
            yield start, end

    def _is_missing_space(self, text: str, match: re.Match) -> bool:
        """Say whether a stop inside a run of letters ends a sentence, and is not in an address."""
        low = text.rfind(" ", 0, match.start()) + 1
        token = text[low : match.start()]
        is_plain = not re.search(r"[@/:.\d_]", token) and token.lower() not in self.abbreviations
        return is_plain and match[3].lower() not in self.endings


@cache
def _rules(
    abbreviations: frozenset[str],
    starters: frozenset[str],
    lettered: frozenset[str],
    endings: frozenset[str],
) -> SentenceRules:
    return SentenceRules(abbreviations, starters, lettered, endings)


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
