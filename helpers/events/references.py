"""Find the documents that a statement cites: resolutions, decisions, earlier statements."""

import re

import pandas as pd

from helpers.documents.repairs import MONTH
from helpers.files import data_path, read_words

REFERENCE_COLUMNS = [
    "document",
    "sentence",
    "start",
    "end",
    "text",
    "kind",
    "issuer",
    "number",
    "year",
]

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

HAS_NUMBER = re.compile(r"\d|\([IVXLCDM]")  # no document is cited without one of these
NAME_BEFORE = re.compile(
    r"(?<![^\W_])(?:[A-Z][\w.’'-]*\s+(?:(?:of|and|for|on|to|the)\s+(?=[A-Z]))*){1,8}$"
)
#: what is capitalised before a name and is no part of it, or of the name and says no issuer
NO_NAME = re.compile(
    "the|this|that|these|those|its|their|our|all|any|both|each|in|under|of|with|by|to|as|per|and|on|"
    "for|at|from|since|following|[a-z]+ing|joint|presidential|ministerial|final|chair",
    re.I,
)


def find_references(sentences: pd.DataFrame, *, words=None) -> pd.DataFrame:
    """Find every document that the sentences cite, with its number and its year if they are said.

    A document is cited by a symbol (S/RES/2254 (2015)), by its kind and number (resolutions 1325
    (2000) and 2178 (2014)) or by its kind and day (their statement of June 4, 2020). Articles,
    chapters and meetings have numbers too and are none. `words` is what `read_words` made of
    data/event_words.txt, which says what kinds there are; the bundled one when it is None.
    Returns one row a document cited: document, sentence, start, end (characters of the document's
    text), text, kind (resolution, decision, statement ...), issuer ("" where not said), number
    ("" where there is none), year (Int64, missing where not said).
    """
    words = read_words(data_path("event_words.txt")) if words is None else words
    patterns, bodies = _patterns(words), frozenset(words["bodies"])
    rows = [
        (document, sentence, start + low, start + high, text[low:high], *said)
        for document, sentence, start, text in zip(
            *(sentences[name] for name in ("document", "sentence", "start", "text")), strict=True
        )
        for low, high, *said in sorted(_cited(text, patterns, bodies))
    ]
    found = pd.DataFrame(rows, columns=REFERENCE_COLUMNS)
    small = dict.fromkeys(("sentence", "start", "end"), "int32")
    texts = dict.fromkeys(("text", "kind", "issuer", "number"), "str")
    documents = pd.CategoricalDtype(pd.unique(sentences["document"].astype("str")))
    return found.astype(small | texts | {"document": documents, "year": "Int64"})


def _patterns(words: dict[str, list[str]]) -> list[re.Pattern]:
    """Write the ways to cite, the surest first."""
    numbered = "|".join(words["numbered documents"])
    dated = "|".join([*words["numbered documents"], *words["dated documents"]])
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
        rf"(?P<kind>(?i:{dated}))s?\s+(?:(?:of|dated|(?:issued|adopted)\s+(?:on|in))\s+(?P<day>{CITED_DAY})|\((?P<year>{CITED_YEAR})\))",
        # the 2012 Geneva Communiqué | the 14 June 2021 statement
        rf"(?P<day>{CITED_DAY})\s+(?:[A-Z][\w-]{{0,40}}\s+){{0,4}}?(?P<kind>(?i:{dated}))s?(?![^\W_])",
    ]
    return [re.compile(rf"(?<![^\W_]){way}") for way in ways]


#: what follows in a list: "resolutions 1325 (2000)" | ", 2178 (2014) of 24 September 2014"
NEXT = re.compile(rf"(?:,|,?\s+and)\s+(?P<number>{NUMBER}){IN_BRACKETS}{ON_DAY}")


def _cited(text: str, patterns: list[re.Pattern], bodies: frozenset):
    """Find what one sentence cites: start, end, kind, issuer, number, year."""
    if not HAS_NUMBER.search(text):
        return
    taken = bytearray(len(text))
    for pattern in patterns:
        for match in pattern.finditer(text):
            low, high = match.span()
            if any(taken[low:high]):
                continue
            kind, issuer, begin = _read_citation(match, text, bodies)
            begin = low if any(taken[begin:low]) else begin
            yield begin, high, kind, issuer, *_numbered(match)
            listed = "plural" in pattern.groupindex and (match["plural"] or match["year"])
            while listed and (following := NEXT.match(text, high)):
                if not (match["plural"] or following["year"]):
                    break
                high = following.end()
                yield following.start("number"), high, kind, issuer, *_numbered(following)
            taken[begin:high] = b"x" * (high - begin)


def _read_citation(match: re.Match, text: str, bodies: frozenset) -> tuple[str, str, int]:
    """Say what kind of document it is, who issued it and where its name begins."""
    said = match.groupdict()
    if said.get("sort"):
        return SORTS[said["sort"]], BODIES.get(said.get("body"), ""), match.start()
    kind = said["kind"].lower()
    if kind == "unscr":
        return "resolution", "Security Council", match.start()
    kind = {"res.": "resolution", "communique": "communiqué"}.get(kind, kind)
    begin, issuer = _name_before(match.start(), text, bodies)
    return kind, issuer, begin


def _name_before(start: int, text: str, bodies: frozenset) -> tuple[int, str]:
    """Find the name before a document's kind, and what of it names a body."""
    before = NAME_BEFORE.search(text, max(0, start - 120), start)
    if not before:
        return start, ""
    names = [*re.finditer(r"\S+", before[0])]
    while names and NO_NAME.fullmatch(names[0][0]):
        names = names[1:]
    if not names:
        return start, ""
    issuer = [name[0] for name in names]
    while issuer and NO_NAME.fullmatch(issuer[-1]):
        issuer = issuer[:-1]
    issuer = issuer if bodies & {name.lower() for name in issuer} else []
    return before.start() + names[0].start(), " ".join(issuer)


def _numbered(match: re.Match) -> tuple:
    """Say a document's number, and its year where brackets, a day or the number say it."""
    said = match.groupdict()
    number = said.get("number") or ""
    day = re.search(f"{CITED_YEAR}$", said.get("day") or "")
    inside = re.search(rf"(?<![^/])({CITED_YEAR})(?=/)|(?<=/)({CITED_YEAR})$", number)
    year = said.get("year") or (day and day[0]) or (inside and inside[0])
    return number, int(year) if year else None
