"""The words by which events are found and named: data/event_words.txt, with all their forms."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from helpers.files import DATA, data_path, read_words

EVENT_WORDS_FILE = "event_words.txt"
# the letter that stands for a word of these sections (see letters.py)
CLOSED_CLASSES = {
    "determiners": "d",
    "prepositions": "p",
    "opening prepositions": "b",
    "conjunctions": "c",
    "relatives": "r",
    "pronouns": "o",
    "auxiliaries": "x",
    "adverbs": "a",
    "pointing words": "z",
}
VERBS = {  # of a verb on two lists the last one counts: what can be saying is saying
    "verbs of asking": "v",
    "verbs of doing": "v",
    "verbs of happening": "h",
    "verbs of saying": "s",
}


@dataclass(frozen=True, eq=False)  # each is only itself, so that patterns can be kept by it
class Lexicon:
    """What the lists say of words: the lists themselves, and the forms of nouns and verbs."""

    words: dict[str, tuple[str, ...]]  # the words of each section
    closed: dict[str, str]  # words of closed classes: their letters
    verbs: dict[str, str]  # forms of verbs: their letters
    events: frozenset[str]
    doubtful: frozenset[str]  # nouns that are also verbs
    asking: frozenset[str]
    documents: frozenset[str]  # nouns of dated and of numbered documents
    past: frozenset[str]  # irregular forms of verbs, which are past


def read_event_words(folder: str | Path | None = None) -> dict[str, list[str]]:
    """Read the words by which events are found: `event_words.txt` of the folder, else ours.

    Returns the words of each section; a section that the folder's file lacks is ours.
    Raises ValueError where words stand under a heading that nothing reads.

    >>> read_event_words()["describing times"]
    ['recent', 'current', 'present', 'past', 'future', 'last', 'next']
    """
    words = read_words(data_path(EVENT_WORDS_FILE, folder))
    for heading in (heading for heading, own in words.items() if own):
        if heading not in _headings():
            where = f"the heading [{heading}], which nothing reads" if heading else "no heading"
            raise ValueError(
                f"{EVENT_WORDS_FILE}: words under {where}; "
                f"the headings are: {', '.join(_headings())}"
            )
    return _complete(words)


@cache
def _headings() -> list[str]:
    """List the headings of our file; to look is not to use it, so this is not recorded as read."""
    return re.findall(r"(?m)^\[(.+)\]", (DATA / EVENT_WORDS_FILE).read_text("utf-8"))


def _complete(words: dict[str, list[str]]) -> dict[str, list[str]]:
    """Take the sections that are lacking from our file."""
    lacking = {*_headings()} - {*words}
    return read_words(DATA / EVENT_WORDS_FILE) | words if lacking else words


def make_lexicon(words: dict[str, list[str]] | None = None) -> Lexicon:
    """Write out the forms of the words of each section, once for each list of words."""
    words = read_event_words() if words is None else _complete(words)
    return _write_out(tuple((section, *own) for section, own in words.items()))


@lru_cache(maxsize=8)
def _write_out(sections: tuple[tuple[str, ...], ...]) -> Lexicon:
    words = {section: own for section, *own in sections}
    closed = {word: letter for name, letter in CLOSED_CLASSES.items() for word in words[name]}
    verbs: dict[str, str] = {}
    past: set[str] = set()
    for section, letter in VERBS.items():
        for entry in words[section]:
            base, *irregular = entry.split("/")
            verbs |= dict.fromkeys([*_forms(base), *irregular], letter)
            past |= {*irregular} - {base}
    return Lexicon(
        {section: tuple(own) for section, own in words.items()},
        closed,
        verbs,
        events=_with_plurals(words["event nouns"]),
        doubtful=_with_plurals(words["nouns that are also verbs"]),
        documents=_with_plurals([*words["numbered documents"], *words["dated documents"]]),
        past=frozenset(past),
        asking=frozenset(form for base in words["verbs of asking"] for form in _forms(base)),
    )


def _with_plurals(nouns: list[str]) -> frozenset[str]:
    return frozenset([*nouns, *map(_add_s, nouns)])


def _add_s(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith("is"):
        return word[:-2] + "es"  # crises
    return word + ("es" if re.search("(?:[sxz]|ch|sh)$", word) else "s")


def _forms(base: str) -> list[str]:
    """All that a regular verb could be written as, and a few that it never is."""
    stem = re.sub("e$", "", base)
    endings = [stem + end for end in ("ed", "ing")]
    doubled = [base + base[-1] + end for end in ("ed", "ing")]
    return [base, _add_s(base), re.sub("y$", "i", base) + "ed", *endings, *doubled]


def one_of(words: Iterable[str]) -> str:
    """Write a pattern that accepts any of these words; of no words, none."""
    return "|".join(map(re.escape, words)) or "(?!)"
