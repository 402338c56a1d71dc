"""Find the documents that a statement cites: resolutions, decisions, earlier statements."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import dropwhile

import pandas as pd

from helpers.english import MONTH
from helpers.events.event_words import Lexicon, make_lexicon, one_of
from helpers.frames import typed

REFERENCE_COLUMNS = "document sentence start end text kind issuer cited_number year".split()

CITED_YEAR = r"(?:19|20)\d\d"
SESSION = r"\((?=[IVXLCDM])[IVXLCDM]{1,12}\)"  # (XXIII)
NUMBER = (
    rf"(?:[A-Z]{{1,3}}-)?\d{{1,5}}(?:/[A-Z\d]{{1,5}}(?:[./][A-Z\d]{{1,5}})?)?"
    rf"(?:\s?[A-Z]?\s?{SESSION})?(?![^\W_]|[./]\w)(?!\s*(?:million|billion|thousand|per\b|%))"
)
CITED_DAY = (
    rf"(?:(?:\d{{1,2}}\s+)?{MONTH}(?:\s+\d{{1,2}}(?!\d),?)?(?:\s+{CITED_YEAR})?|{CITED_YEAR})"
    r"(?![^\W_]|[-–/]\d)"
)
IN_BRACKETS = rf"(?:\s?\((?P<year>{CITED_YEAR})\))?"

ON_DAY = rf"(?:(?:,?\s+adopted\s+(?:on|in)|\s+of)\s+(?P<day>{CITED_DAY}))?"

# where a symbol begins: whose it is, and what it is
BODIES = {
    "S": "Security Council",
    "A": "General Assembly",
    "A/HRC": "Human Rights Council",
    "E": "Economic and Social Council",
}
SORTS = {
    "RES": "resolution",
    "PRST": "statement",
    "DEC": "decision",
    "Dec": "decision",
    "Decl": "declaration",
    "Res": "resolution",
    "COMM": "communiqué",
}

MAX_NAME_WORDS = 8  # of the name before a document's kind: "Joint Statement of the Tarn Council"
MAX_NAME_CHARS = 120
MAX_MIDDLE_WORDS = 4  # between a day and a kind: "the 2012 Geneva Communiqué"

HAS_NUMBER = re.compile(r"\d|\([IVXLCDM]")  # every citation has one of these
NAME_BEFORE = re.compile(
    r"(?<![^\W_])(?:[A-Z][\w.’'-]*\s+(?:(?:of|and|for|on|to|the)\s+(?=[A-Z]))*)"
    rf"{{1,{MAX_NAME_WORDS}}}$"
)


def find_references(
    sentences: pd.DataFrame, *, words: dict[str, list[str]] | None = None
) -> pd.DataFrame:
    """Find every document that the sentences cite, with its number and its year if they are said.

    A document is cited by a symbol (S/RES/2254 (2015)), by its kind and number (resolutions 1325
    (2000) and 2178 (2014)) or by its kind and day (their statement of June 4, 2020). Articles,
    chapters and meetings have numbers too and are not among them. `words` is what
    `read_event_words` returns, which says what kinds there are; the bundled ones when it is None.
    Returns one row a document cited: document, sentence, start, end (characters of the document's
    text), text, kind (resolution, decision, statement ...), issuer ("" where not said), number
    ("" where there is none), year (Int64, missing where not said).

    >>> text = "Arlan recalls Tarn Council Decision 2014/145 and the statement of 4 June."
    >>> sentences = pd.DataFrame({"document": ["a"], "sentence": 1, "start": 0, "text": [text]})
    >>> find_references(sentences)[["kind", "issuer", "cited_number", "year"]].to_csv(index=False)
    'kind,issuer,cited_number,year\\ndecision,Tarn Council,2014/145,2014\\nstatement,,,\\n'
    """
    lexicon = make_lexicon(words)
    sentences = typed(sentences, "document", "sentence", "start", "text")
    columns = (sentences[name] for name in ("document", "sentence", "start", "text"))
    rows = [
        (document, sentence, start + low, start + high, text[low:high], *said)
        for document, sentence, start, text in zip(*columns, strict=True)
        for low, high, *said in sorted(_cited(text, lexicon))
    ]
    found = pd.DataFrame(rows, columns=REFERENCE_COLUMNS)
    texts = dict.fromkeys(("kind", "issuer", "cited_number"), "str")
    return typed(found.astype(texts | {"document": sentences["document"].dtype, "year": "Int64"}))


@lru_cache(maxsize=8)
def _ways_to_cite(lexicon: Lexicon) -> list[re.Pattern]:
    """Write the ways to cite, the surest first."""
    numbers, days = lexicon.words["numbered documents"], lexicon.words["dated documents"]
    numbered, dated = one_of(numbers), one_of([*numbers, *days])
    ways = [
        # S/RES/2254 (2015) | Presidential Statement S/PRST/2021/5 | A/RES/ES-11/1
        r"(?:(?i:presidential\s+)?(?i:statement|resolution|decision)\s+)?"
        r"(?P<body>[SAE]|A/HRC)/(?P<sort>RES|PRST|DEC)/(?P<number>(?:[A-Z]{1,3}-)?\d+(?:/\d+)?)"
        rf"(?![^\W_]){IN_BRACKETS}",
        # Dec.356(XXIII) | Assembly/AU/Dec.751(XXXIII) | PSC/PR/COMM.1038(2021)
        rf"(?:[A-Z][A-Za-z]*/){{0,4}}(?P<sort>Decl?|Res|COMM)\.\s?(?P<number>\d+\s?{SESSION}"
        rf"|\d+(?=\s?\({CITED_YEAR}\))|{SESSION}){IN_BRACKETS}",
        # resolution 2254 | Decision (CFSP) 2021/698 | resolution 46/182 of 19 December 1991
        rf"(?P<kind>(?i:{numbered})|UNSCR|(?i:res)\.)(?P<plural>s?)(?:\s+\([A-Z]{{2,6}}\))?"
        rf"(?:\s+(?i:nos?\b\.?|№))?\s*(?P<number>(?<=[\s.]){NUMBER}){IN_BRACKETS}"
        rf"{ON_DAY}",
        # statement of June 4, 2020 | Geneva Communiqué (2012)
        rf"(?P<kind>(?i:{dated}))s?\s+(?:(?:of|dated|(?:issued|adopted)\s+(?:on|in))\s+"
        rf"(?P<day>{CITED_DAY})|\((?P<year>{CITED_YEAR})\))",
        # the 2012 Geneva Communiqué | the 14 June 2021 statement
        rf"(?P<day>{CITED_DAY})\s+(?:[A-Z][\w-]{{0,40}}\s+){{0,{MAX_MIDDLE_WORDS}}}?"
        rf"(?P<kind>(?i:{dated}))s?(?![^\W_])",
    ]
    return [re.compile(rf"(?<![^\W_]){way}") for way in ways]


#: what follows in a list: "resolutions 1325 (2000)" | ", 2178 (2014) of 24 September 2014"
NEXT = re.compile(rf"(?:,|,?\s+and)\s+(?P<number>{NUMBER}){IN_BRACKETS}{ON_DAY}")


def _cited(text: str, lexicon: Lexicon) -> Iterator[tuple]:
    """Find what one sentence cites: start, end, kind, issuer, number, year."""
    if not HAS_NUMBER.search(text):
        return
    taken = bytearray(len(text))
    for pattern in _ways_to_cite(lexicon):
        for match in pattern.finditer(text):
            low, high = match.span()
            if any(taken[low:high]):
                continue
            kind, issuer, begin = _read_citation(match, text, lexicon)
            begin = low if any(taken[begin:low]) else begin
            yield begin, high, kind, issuer, *_numbered(match)
            listed = "plural" in pattern.groupindex and (match["plural"] or match["year"])
            while listed and (following := NEXT.match(text, high)):
                if not (match["plural"] or following["year"]):
                    break
                high = following.end()
                yield following.start("number"), high, kind, issuer, *_numbered(following)
            taken[begin:high] = b"x" * (high - begin)


def _read_citation(match: re.Match, text: str, lexicon: Lexicon) -> tuple[str, str, int]:
    """Say what kind of document it is, who issued it and where its name begins."""
    said = match.groupdict()
    if said.get("sort"):
        return SORTS[said["sort"]], BODIES.get(said.get("body") or "", ""), match.start()
    kind = said["kind"].lower()
    if kind == "unscr":
        return "resolution", "Security Council", match.start()
    kind = {"res.": "resolution", "communique": "communiqué"}.get(kind, kind)
    begin, issuer = _name_before(match.start(), text, lexicon)
    return kind, issuer, begin


def _name_before(start: int, text: str, lexicon: Lexicon) -> tuple[int, str]:
    """Find the name before a document's kind, and what of it names a body."""
    before = NAME_BEFORE.search(text, max(0, start - MAX_NAME_CHARS), start)
    if not before:
        return start, ""

    def is_no_name(word: str) -> bool:
        unnamed = word.lower() in lexicon.words["before names"]
        return unnamed or bool(re.fullmatch("[a-z]+ing", word, re.I))

    names = [*dropwhile(lambda name: is_no_name(name[0]), re.finditer(r"\S+", before[0]))]
    if not names:
        return start, ""
    issuer = [name[0] for name in names]
    while issuer and is_no_name(issuer[-1]):
        issuer = issuer[:-1]
    is_body = not {name.lower() for name in issuer}.isdisjoint(lexicon.words["bodies"])
    return before.start() + names[0].start(), " ".join(issuer) if is_body else ""


def _numbered(match: re.Match) -> tuple:
    """Say a document's number, and its year where brackets, a day or the number say it."""
    said = match.groupdict()
    number = said.get("number") or ""
    day = re.search(f"{CITED_YEAR}$", said.get("day") or "")
    inside = re.search(rf"(?<![^/])({CITED_YEAR})(?=/)|(?<=/)({CITED_YEAR})$", number)
    year = said.get("year") or (day and day[0]) or (inside and inside[0])
    return number, int(year) if year else None
