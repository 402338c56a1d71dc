"""Say what each word of a sentence is, by a letter; the rules, each with its examples.

Words of closed classes (articles, prepositions, conjunctions ...) are on lists, as in Abney 1991,
"Parsing by chunks"; verbs are known by a list, by their endings and by the words beside them. There
is no dictionary: what is not a known word is taken for a part of a name.

    n  noun, adjective, number, name    e  event noun         d  determiner        D  date
    v  verb of doing                    s  verb of saying     h  verb of happening
    x  auxiliary, modal, "to"           a  adverb             o  pronoun           z  "those"
    p  preposition of a place or part   c  and, or, but       r  relative, subordinator
    b  preposition that begins something new ("following the ...")
    ,  comma                            .  any other mark     q  's after a date
"""

import re

from helpers.events.closed_words import CLOSED_RULES
from helpers.events.rules import SentenceRule, first_result, rule
from helpers.events.word_place import WordPlace

MIN_ED_CHARS = 5  # of a word that its ending -ed makes a verb: "owned", not "shed"
MIN_ING_CHARS = 6  # of a word that its ending -ing makes a verb: "flying", not "thing"
SUBJECTS = ("i", "we", "he", "she", "they")
SHORT_FOR = re.compile("(?:i|we|you|he|she|it|they|there|that)['’](?:m|re|ve|s|ll|d)")  # "we’ve"


def letter_of(place: WordPlace) -> str:
    """Say what a word is, from itself, what its neighbours are written as, and what came before."""
    if not place.text[0].isalnum():
        if place.text in "$€£¥" and place.after[0].isdigit():
            return "n"  # "$5 million"
        return "," if place.text == "," else "."
    if any(map(str.isdigit, place.word)):
        return "n"
    if letter := place.lexicon.closed.get(place.word):
        return first_result(CLOSED_RULES, place) or letter
    return first_result(OPEN_RULES, place) or "n"


# --- all other words -----------------------------------------------------------------------------

OPEN_RULES: list[SentenceRule] = []


@rule(
    OPEN_RULES, {"the Fund [Supporting] Tarn": "n", "a Rome [Meeting]": "e", "They [met] in": "v"}
)
def _is_a_name(place: WordPlace) -> str:
    return place.noun if place.is_name else ""


@rule(OPEN_RULES, {"[I’m] glad to": "o", "[We’ve] met": "o", "the [Council’s] plan": "n"})
def _is_a_pronoun_with_its_verb(place: WordPlace) -> str:
    return "o" if SHORT_FOR.fullmatch(place.word) else ""


@rule(OPEN_RULES, {
    "[forthcoming] talks": "n",
    "by [affected] people": "n",
    "It [affected] the people": "v",  # in -ed, and what a verb acts on follows
})  # fmt: skip
def _is_an_adjective(place: WordPlace) -> str:
    past = place.word.endswith("ed") and place.following
    return place.noun if place.word in place.lexicon.words["adjectives"] and not past else ""


@rule(OPEN_RULES, {"Talks took [place] in Rome": "a", "They know the [place]": "n"})
def _takes_place(place: WordPlace) -> str:
    return "a" if place.word == "place" and place.letters[-1:] == ["h"] else ""


@rule(OPEN_RULES, {
    "They [firmly] agreed": "a",
    "the [orderly] return": "n",
    "support of [family] members": "n",  # a noun in -ly
})  # fmt: skip
def _is_an_adverb(place: WordPlace) -> str:
    if not place.word.endswith("ly") or place.word in place.lexicon.words["nouns in -ly"]:
        return ""
    return "n" if place.before == "d" else "a"


@rule(OPEN_RULES, {
    "the terrorist [attack] in May": "e",
    "[reports] of the war": "n",
    "we [attack] the town": "v",
    "they will [report] in May": "v",
    "Ministers [welcome] the plan": "s",  # what a verb acts on follows
    "the timely [visit] he made": "e",
})  # fmt: skip
def _is_a_noun_that_could_be_a_verb(place: WordPlace) -> str:
    if place.noun == "n" and place.word not in place.lexicon.doubtful:
        return ""
    behind_noun = place.before not in ("d", "p", "b", "D")
    acts = place.verb and behind_noun and place.following in ("d", "o", "r")
    acts = acts and place.after.lower() not in SUBJECTS
    return "" if place.is_helped or acts else place.noun


@rule(OPEN_RULES, {
    "they [increased] it": "v",
    "they [owned] it": "v",
    "they [shed] it": "n",  # too short
    "the [increased] activity": "n",
    "to [liberated] areas": "n",
    "the <June 4> [expanded] meeting": "n",
    "the armed and [trained] fighters": "n",  # like the one before it
    "a well [co-ordinated] act": "n",
})  # fmt: skip
def _is_in_ed(place: WordPlace) -> str:
    word, before = place.word, "".join(place.letters[-2:])
    if not word.endswith("ed") or word.endswith("eed") or len(word) < MIN_ED_CHARS:
        return ""
    if "-" in word or before[-1:] in ("d", "p", "b"):
        return "n"
    described = before == "nc" and place.words[place.at - 2].endswith("ed")
    return "n" if (described or before == "dD") and not place.following else place.verb or "v"


@rule(OPEN_RULES, {
    "they are [holding] talks": "h",
    "they are [flying] it": "v",
    "they [bring] it": "v",  # too short, but known
    "they are [dying] there": "n",
    "the [fighting] in May": "n",
    "by [fighting] in the town": "n",
    "by [fighting] terrorists": "v",
})  # fmt: skip
def _is_in_ing(place: WordPlace) -> str:
    if not place.word.endswith("ing") or len(place.word) < MIN_ING_CHARS:
        return ""
    alone = place.before in ("p", "b", "n") and place.following in ("p", ".", "x")
    return "n" if place.before == "d" or alone else place.verb or "v"


@rule(
    OPEN_RULES,
    {"a joint [appeal] to": "n", "the parties [appeal]": "v"},
)
def _is_the_noun_of_an_article(place: WordPlace) -> str:
    """After "a" a verb would end in s: "a joint appeal", "a country appeals"."""
    article = {"a", "an"} & {word.lower() for word in place.words[max(0, place.at - 2) : place.at]}
    base = not place.word.endswith(("s", "ed", "ing")) and place.word not in place.lexicon.past
    return place.noun if article and base and place.letters[-1:] == ["n"] else ""


@rule(OPEN_RULES, {"They [met] in Rome": "v", "Talks [took] place": "h", "the [found] arms": "n"})
def _is_a_known_verb(place: WordPlace) -> str:
    if not place.verb:
        return ""
    return "n" if place.before in ("d", "p", "b") else place.verb


@rule(OPEN_RULES, {"They agreed to [degrade] the group": "v", "They [degrade] the group": "n"})
def _is_an_unknown_verb(place: WordPlace) -> str:
    sure = place.before == "x" or place.word in place.lexicon.doubtful
    return "v" if place.is_helped and sure else ""
