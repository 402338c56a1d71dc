"""Say by a letter what a word of a closed class is where it could be two things: "that", "to"."""

import re

from helpers.events.event_words import Lexicon
from helpers.events.rules import SentenceRule, rule
from helpers.events.word_place import WordPlace

CLOSED_RULES: list[SentenceRule] = []


@rule(CLOSED_RULES, {"the month of [May]": "n", "They [may] meet": "x", "[May] they meet": "x"})
def _is_part_of_a_name(place: WordPlace) -> str:
    return "n" if place.is_name and place.lexicon.closed[place.word] in "xa" else ""


@rule(CLOSED_RULES, {"held an [online] summit": "n", "met [online] again": "a"})
def _is_adverb_before_a_noun(place: WordPlace) -> str:
    adverb = place.lexicon.closed[place.word] == "a" and place.letters[-1:] == ["d"]
    return "n" if adverb and not place.following else ""


@rule(CLOSED_RULES, {
    "at the Conference on Supporting [the] Future": "n",
    "on Supporting [the] talks": "d",
    "Supporting [the] Future": "d",
})  # fmt: skip
def _is_inside_a_name(place: WordPlace) -> str:
    if place.lexicon.closed[place.word] != "d" or place.at < 2 or place.after == ".":
        return ""
    if not re.fullmatch("[A-Z].*ing", place.words[place.at - 1]):
        return ""
    return "n" if place.after[0].isupper() else "d"


@rule(CLOSED_RULES, {
    "the Tarn Security [and] Harbour Summit": "n",
    "the Tarn Council [and] they": "c",
    "the council [and] Tarn": "c",
})  # fmt: skip
def _joins_a_name(place: WordPlace) -> str:
    """In "Trade and Investment Agreement" it parts nothing."""
    before = place.words[place.at - 1] if place.at > 1 else ""
    names = before[:1].isupper() and place.after[0].isupper() and place.letters[-1:] == ["n"]
    more = place.words[place.at + 2 : place.at + 3]
    return "n" if place.word == "and" and names and more and more[0][:1].isupper() else ""


@rule(CLOSED_RULES, {
    "the UN [as] well as the EU": "c",
    "[as] soon as they can": "r",
    "as soon [as] they can": "p",
    "it serves [as] a base": "p",
})  # fmt: skip
def _is_as(place: WordPlace) -> str:
    if place.word != "as":
        return ""
    near = [word.lower() for word in place.words[place.at : place.at + 3]]
    return "c" if near == ["as", "well", "as"] else "r" if "soon" in near else "p"


@rule(CLOSED_RULES, {"groups, [such] as the Taliban": "b", "[such] groups": "d"})
def _is_such_as(place: WordPlace) -> str:
    return "b" if place.word == "such" and place.after.lower() == "as" else ""


@rule(CLOSED_RULES, {
    "agreed [to] hold talks": "x",
    "agreed [to] be present": "x",
    "agreed [to] further rebuild the town": "x",
    "agreed [to] lift 5 million out of poverty": "x",
    "thanks [to] partners in Rome": "p",
    "support [to] attack victims": "p",  # an event noun
    "return [to] liberated areas": "p",
})  # fmt: skip
def _is_to(place: WordPlace) -> str:
    if place.word != "to":
        return ""
    words = place.words[place.at + 1 : place.at + 4]
    return "x" if _is_infinitive(words, place.lexicon) else "p"


def _is_infinitive(following: list[str], lexicon: Lexicon) -> bool:
    word, after, *_ = [*(word.lower() for word in following), ".", "."]
    letter = lexicon.closed.get(word, "")
    if letter == "a":
        return _is_infinitive(following[1:], lexicon)
    if letter or not following or not following[0].islower():
        return letter == "x"
    if word.endswith(("s", "ed", "ing")):
        return False
    known = word in lexicon.verbs and word not in lexicon.events
    acts_on = after[0].isdigit() or lexicon.closed.get(after, "") in ("d", "o", "r", "z")
    return known or (word.isalpha() and acts_on)


@rule(CLOSED_RULES, {
    "a wish like [that] of the people": "z",
    "the wish [that] they meet": "r",
    "the birth of [that] great city": "d",
    "a plan for [that] they meet": "r",
})  # fmt: skip
def _is_that_alone(place: WordPlace) -> str:
    if place.word != "that":
        return ""
    pointing = place.before == "p" and not place.following
    return "z" if place.after.lower() == "of" else "d" if pointing else ""


@rule(CLOSED_RULES, {"They said [this] in Rome": "o", "They said [this] week": "d"})
def _is_this_alone(place: WordPlace) -> str:
    return "o" if place.word in ("this", "these") and place.following else ""


@rule(CLOSED_RULES, {
    "They thank [those] many countries": "d",
    "attacks such as [those] in Erbil": "z",
    "They mourn [those] killed in Erbil": "z",
})  # fmt: skip
def _is_those_many(place: WordPlace) -> str:
    return "d" if place.word == "those" and place.following in [*"dozac"] else ""
