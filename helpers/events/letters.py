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

from helpers.events.event_words import Lexicon
from helpers.events.rules import SentenceRule, first_result, rule

MIN_ED_CHARS = 5  # of a word that its ending -ed makes a verb: "owned", not "shed"
MIN_ING_CHARS = 6  # of a word that its ending -ing makes a verb: "flying", not "thing"
SUBJECTS = ("i", "we", "he", "she", "they")
SHORT_FOR = re.compile("(?:i|we|you|he|she|it|they|there|that)['’](?:m|re|ve|s|ll|d)")  # "we’ve"


class WordPlace:
    """A word whose letter is sought: its sentence, and the letters of the words before it."""

    def __init__(self, words: list[str], at: int, letters: list[str], lexicon: Lexicon) -> None:
        self.words, self.at, self.letters, self.lexicon = words, at, letters, lexicon
        self.text, self.word = words[at], words[at].lower()
        self.after = words[at + 1] if at + 1 < len(words) else "."
        self.noun = "e" if self.word in lexicon.events else "n"  # what it is if it is a noun
        self.verb = lexicon.verbs.get(self.word, "")  # what it is if it is a verb

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name; where a sentence begins, capitals say nothing."""
        begins = self.at == 0 or self.words[self.at - 1] in (":", '"', "“")
        return self.text[0].isupper() and not begins

    @property
    def before(self) -> str:
        """The letter of the word before it, adverbs left out."""
        return next((letter for letter in reversed(self.letters[-2:]) if letter != "a"), "")

    @property
    def following(self) -> str:
        """The letter of the word after it, if that is of a closed class or a mark."""
        mark = "" if self.after[0].isalnum() else "."
        return self.lexicon.closed.get(self.after.lower(), mark)

    @property
    def is_helped(self) -> bool:
        """Whether "we", "will", "to" before it make it a verb."""
        between = self.letters[-2:] == ["x", "D"]  # "will [soon] host"
        near = {word.lower() for word in self.words[max(0, self.at - 2) : self.at]}
        modal = (between or self.before == "x") and near & {*self.lexicon.words["modals"]}
        return bool(modal) or self.before == "o"


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


# --- words of closed classes that can be two things ----------------------------------------------

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
