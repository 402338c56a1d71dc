"""Read a sentence as a string of letters, one a word, in which phrases are patterns.

Words of closed classes (articles, prepositions, conjunctions ...) bound the phrases between them,
as in Abney 1991, "Parsing by chunks"; verbs are known by a list, by their endings and by the words
beside them. There is no dictionary: what is no known word is taken for a part of a name.

    n  noun, adjective, number, name    e  event noun         d  determiner        D  date
    v  verb of doing                    s  verb of saying     h  verb of happening
    x  auxiliary, modal, "to"           a  adverb             o  pronoun           z  "those"
    p  preposition of a place or part   c  and, or, but       r  relative, subordinator
    b  preposition that begins something new ("following the ...")
    ,  comma                            .  any other mark     q  's after a date
"""

import re
from typing import NamedTuple

from helpers.tokens import TOKEN

CLOSED = {
    "d": "the a an this these its their our his her my your any some every each no both all such "
    "other another either neither several many whose",
    "p": "of in on at by for from with without to into onto about against across along among "
    "around behind between beyond inside near off outside over past per than through throughout "
    "till toward towards under until unto up upon via within as",
    "b": "after amid before concerning despite during except following given including like "
    "notwithstanding pending regarding since",
    "c": "and or but nor and/or",
    "r": "who whom which that where when while if whether because although though whereas unless "
    "how why what",
    "o": "i we you he she it they us them there",
    "x": "am is are was were be been being has have had having do does did will would shall should "
    "can could may might must cannot to",
    "a": "not also again together further yet still already soon then thus therefore however "
    "moreover once ago ahead away back forward forwards onwards online here later longer only even "
    "just ever never too so well out down virtually worldwide abroad jointly early late",
    "z": "those",
}
ABBREVIATION = re.compile(r"\s*\([A-Z][\w/&’'-]*\)")  # "(PSC)" says the name before it again
LETTER = {word: letter for letter, words in CLOSED.items() for word in words.split()}
MODALS = {"to", "will", "would", "shall", "should", "can", "could", "may", "might", "must"}
NO_ADVERBS = {"family", "assembly", "supply", "ally", "reply", "anomaly", "rally", "july"}
VERBS = {
    "verbs of saying": "s",
    "verbs of happening": "h",
    "verbs of doing": "v",
    "verbs of asking": "v",
}


class Lexicon(NamedTuple):
    """What the lists of data/event_words.txt say of words, all their forms written out."""

    events: frozenset
    verbs: dict[str, str]
    doubtful: frozenset  # nouns that are also verbs
    adjectives: frozenset
    asking: frozenset
    singling: frozenset  # what makes one event of a kind the one that is meant


class Words(NamedTuple):
    """A sentence in words: where each stands in the sentence, and the letters of them all."""

    text: str
    spans: list[tuple[int, int]]
    tags: str

    def word(self, at: int) -> str:
        return self.text[slice(*self.spans[at])]

    def lower(self, at: int) -> str:
        return self.word(at).lower() if 0 <= at < len(self.spans) else ""

    def cut(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from the first up to, not including, the last stand in the sentence."""
        return self.spans[first][0], self.spans[last - 1][1]


def make_lexicon(words: dict[str, list[str]]) -> Lexicon:
    """Write out the forms of the words that `read_words` took from data/event_words.txt."""
    nouns = words["event nouns"]
    verbs = {}
    for section, letter in reversed(VERBS.items()):  # what can be saying is saying
        for entry in words[section]:
            base, *irregular = entry.split("/")
            verbs |= dict.fromkeys([*_forms(base), *irregular], letter)
    doubtful = {
        form for word in words["nouns that are also verbs"] for form in (word, _add_s(word))
    }
    return Lexicon(
        frozenset(form for noun in nouns for form in (noun, _add_s(noun))),
        verbs,
        frozenset(doubtful),
        frozenset(words["adjectives"]),
        frozenset(form for base in words["verbs of asking"] for form in _forms(base)),
        frozenset([*words["near"], *words["coming"]]),
    )


def _add_s(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith("is"):
        return word[:-2] + "es"  # crises
    return word + ("es" if re.search("(?:[sxz]|ch|sh)$", word) else "s")


def _forms(base: str) -> list[str]:
    """All that a regular verb could be written as, and a few that none is."""
    stem = re.sub("e$", "", base)
    endings = [stem + end for end in ("ed", "ing")]
    doubled = [base + base[-1] + end for end in ("ed", "ing")]
    return [base, _add_s(base), re.sub("y$", "i", base) + "ed", *endings, *doubled]


def tag_sentence(text: str, dates: list[tuple[int, int]], lexicon: Lexicon) -> Words:
    """Cut a sentence into words, its dates into one word each, and give each word its letter.

    dates: where the dates stand in the sentence, in order and apart from each other.
    """
    spans, kinds, at = [], [], 0
    for start, end in [*dates, (len(text), len(text))]:
        between = _cut(text, at, start)
        owns = ["q"] if start < end and re.match("['’]s", text[end : end + 2]) else []
        spans += [*between, (start, end), *[(end, end + 2) for _ in owns]]
        kinds += [*[""] * len(between), "D", *owns]
        at = end + 2 * len(owns)
    spans, kinds = spans[:-1], kinds[:-1]  # the end of the sentence is no date
    words = [text[low:high] for low, high in spans]
    tags: list[str] = []
    for place, kind in enumerate(kinds):
        tags.append(kind or _letter(words, place, tags, lexicon))
    return Words(text, spans, "".join(tags))


def _cut(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Cut what stands between two dates into words and marks."""
    spans: list[tuple[int, int]] = []
    for match in TOKEN.finditer(text, low, high):
        start, end = match.span()
        joined = bool(spans) and spans[-1][1] == start
        if start < low or (match[0] == "." and joined and end < len(text)):
            continue  # in a bracket that is passed over; of an abbreviation: "St. Mark"
        if match[0] == "(" and (short := ABBREVIATION.match(text, start, high)):
            low = short.end()
        elif match[0] in "'’" and joined and text[start - 1] in "sS":
            spans[-1] = (spans[-1][0], end)  # "the Ministers' meeting"
        else:
            spans.append((start, end))
    return spans


def _letter(words: list[str], at: int, tags: list[str], lexicon: Lexicon) -> str:
    """Say what a word is, from itself, what its neighbours are written as, and what came before."""
    text, word = words[at], words[at].lower()
    if not text[0].isalnum():
        return "," if text == "," else "."
    if any(map(str.isdigit, word)):
        return "n"
    name = text[0].isupper() and at > 0 and words[at - 1] not in (":", '"', "“")
    if word in LETTER:
        return _closed(words, at, name, lexicon)
    event = word in lexicon.events
    before = next((tag for tag in reversed(tags[-2:]) if tag != "a"), "")
    after = words[at + 1] if at + 1 < len(words) else "."
    following = LETTER.get(after.lower(), "" if after[0].isalnum() else ".")
    if name or (word in lexicon.adjectives and not (word.endswith("ed") and following)):
        return "e" if event else "n"
    if word == "place" and tags[-1:] == ["h"]:
        return "a"  # they take place
    if word.endswith("ly") and word not in NO_ADVERBS:
        return "n" if before == "d" else "a"
    verb = lexicon.verbs.get(word, "")
    helped = before == "o" or (before == "x" and _after_modal(words, at))
    if (event or word in lexicon.doubtful) and not (
        helped or (verb and before not in ("d", "p", "b", "D") and following in ("d", "o", "r"))
    ):
        return "e" if event else "n"
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return _past(words, at, tags, verb or "v", bool(following))
    if word.endswith("ing") and len(word) > 5:
        noun = before == "d" or (before in ("p", "b", "n") and following in ("p", ".", "x"))
        return "n" if noun else verb or "v"
    if verb:
        return "n" if before in ("d", "p", "b") else verb
    return "v" if helped and (before == "x" or word in lexicon.doubtful) else "n"


def _closed(words: list[str], at: int, name: bool, lexicon: Lexicon) -> str:
    """Say what a word of the closed classes is where it can be two things."""
    word, letter = words[at].lower(), LETTER[words[at].lower()]
    after = words[at + 1].lower() if at + 1 < len(words) else "."
    if name and letter in "xa":
        return "n"  # the month of May
    if (
        letter == "d"
        and re.fullmatch("[A-Z].*ing", words[at - 1] if at > 1 else "")
        and after != "."
    ):
        return "n" if words[at + 1][0].isupper() else "d"  # Conference on Supporting the Future
    if word == "as":
        near = [w.lower() for w in words[at : at + 3]]
        return "c" if near == ["as", "well", "as"] else "r" if "soon" in near else "p"
    if word == "such" and after == "as":
        return "b"
    if word == "to":
        return "x" if _is_infinitive(words[at + 1 : at + 4], lexicon) else "p"
    if word == "that" and after == "of":
        return "z"
    if word in ("this", "these") and (after in LETTER or not after[0].isalnum()):
        return "o"
    if word == "those" and after[0].isalnum() and LETTER.get(after, "") not in "pbrx":
        return "d"
    return letter


def _is_infinitive(following: list[str], lexicon: Lexicon) -> bool:
    """Tell "to hold talks", "to be", "to further rebuild the" from "to partners in"."""
    word, after, *_ = [*(word.lower() for word in following), ".", "."]
    letter = LETTER.get(word, "")
    if letter == "a":
        return _is_infinitive(following[1:], lexicon)
    known = word in lexicon.verbs and not word.endswith(("s", "ed", "ing"))
    open_class = not letter and word.isalpha() and not word.endswith(("s", "ed", "ing"))
    return (
        letter == "x"
        or (known and following[0].islower() and word not in lexicon.events)
        or (open_class and following[0].islower() and LETTER.get(after, "") in ("d", "o", "r", "z"))
    )


def _after_modal(words: list[str], at: int) -> bool:
    near = [word.lower() for word in words[max(0, at - 2) : at]]
    return bool(MODALS & {*near})


def _past(words: list[str], at: int, tags: list[str], verb: str, closed: bool) -> str:
    """Tell a verb in -ed from an adjective: "the increased activity", "to liberated areas"."""
    before = tags[-1] if tags else ""
    described = before == "c" and words[at - 2].endswith("ed") and tags[-2] == "n" and not closed
    after_date = tags[-2:] == ["d", "D"] and not closed  # "the June 4 expanded meeting"
    if "-" in words[at] or before in ("d", "p", "b") or after_date or described:
        return "n"
    return verb
