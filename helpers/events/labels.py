"""Say in a few words what a date is about: the noun phrase that it dates, else what was done."""

import re
from typing import NamedTuple

from helpers.events.clauses import TaggedWords
from helpers.events.date_place import (
    YEARS_ALONE,
    DatePlace,
    Label,
    clause_around,
    dates_nothing,
    place_date,
    says_something,
)
from helpers.events.phrases import (
    AFTER_EVENT,
    APPOSED,
    NOUN_GROUP,
    NOUN_LIST,
    NOUN_RUN,
    PLACES,
    WINDOW,
    Piece,
    bare,
    extend,
    fit,
    nearest_noun,
    tidy,
    with_name,
)
from helpers.events.rules import SentenceRule, first_result, rule

LABEL_RULES: list[SentenceRule] = []

MAX_AROUND_WORDS = 12  # words of a label that no rule gave
MAX_CLAUSES = 3  # parts between commas behind a date in which its clause is sought
OPENING = ("", ",", ".", "r", "c")  # what stands before a clause

AFTER_THOSE = re.compile(rf"([ne]*e[ne]*)[^e]*z(?:r[xa]*[vsh]a*)?({PLACES})$")
AFTER_GROUP = re.compile(rf"({NOUN_GROUP})a*$")
AFTER_VERB = re.compile(rf"(a*x[xa]*)?([vsh])a*((?:o|{NOUN_LIST})?)((?:p{NOUN_LIST}{APPOSED})*)a*$")
SUBJECT = re.compile(rf"(?:o|z|{NOUN_LIST}(?:p{NOUN_LIST}{APPOSED})*)$")
SUBJECT_APART = re.compile(rf"[a,]*(?:o,({NOUN_GROUP})|(o|{NOUN_GROUP}),.*),a*$")
OBJECT_OF = re.compile(rf"({NOUN_GROUP}),?r(?:o|{NOUN_GROUP})$")  # "the Declaration that we issued"
DEED = re.compile(rf"a*(?:x[xa]*)?[vsh](?:xa*v)?a*(?:o|p?{NOUN_LIST})?")
CLAUSE_SHAPE = re.compile(
    rf",?((?:o|D|{NOUN_GROUP})a*)(x[xa]*)?([vsh]?)a*(?:o|{NOUN_LIST})?{PLACES}"
)
ADJECTIVE = re.compile("[a-z-]+(?:al|ive|ic|ary|ous|ent)|free")


def name_date(words: TaggedWords, at: int, before: Label) -> Label:
    """Find the label of the date that is the word `at`; `before` is the label of the last date.

    The rules below are tried in their order, the first that fits holds.
    """
    place = place_date(words, at, before)
    if dates_nothing(place):
        return []
    label = tidy(words, fit(words, first_result(LABEL_RULES, place)))
    return label if says_something(words, label) else fit(words, clause_around(place))


@rule(LABEL_RULES, {"the [tenth anniversary] of the war, the": "Tenth anniversary of the war"})
def _is_an_event_itself(place: DatePlace) -> Label:
    words, at = place.words, place.at
    return [(at, extend(words, at + 1))] if words.lower(at).endswith("anniversary") else []


@rule(LABEL_RULES, {
    "the decision of the [February 18] NATO Meeting regarding Iraq": "NATO Meeting",
    "the new [2021] Drive for Stabilization, as": "2021 Drive for Stabilization",
    "in [today]'s meeting in New York": "Meeting in New York",
    "They discussed [recent] clashes in Rome": "Clashes in Rome",
    "They cite the [March 2, 2023], Harbour Assembly Decision": "Harbour Assembly Decision",
})  # fmt: skip
def _before_its_noun(place: DatePlace) -> Label:
    words, at, left = place.words, place.at, place.words.tags[place.low : place.at]
    noun = re.match(f"(q?){NOUN_RUN}", place.right)
    if re.search("d$", left) and (apart := re.match(f"(,){NOUN_RUN}", place.right)):
        noun = apart if words.is_name(at + 2) else noun  # "the March 2, 2023, Assembly Resolution"
    if not noun:
        return []
    year = YEARS_ALONE.fullmatch(words.word(at))
    owned = left and re.search("['’]s?$", words.word(at - 1))
    described = owned or re.search("d[na]*$", left)
    describing = words.lower(at) in words.lexicon.words["describing times"]
    if noun[1] or described or describing or (year and not left):
        first = at if year else at + 1 + len(noun[1])
        return [(first, extend(words, at + 1 + noun.end()))]
    return []


@rule(LABEL_RULES, {"They proclaim [May 2021] as National Health Month": "National Health Month"})
def _is_made_a_name(place: DatePlace) -> Label:
    made = re.match(f"p{NOUN_RUN}", place.right)
    first = place.at + 2
    if made and place.words.lower(first - 1) == "as" and place.words.is_name(first):
        return [(first, place.at + 1 + made.end())]
    return []


@rule(LABEL_RULES, {"attacks on <March 2> and [March 24], respectively": "Attacks"})
def _in_a_list(place: DatePlace) -> Label:
    """The label of the date before it."""
    return place.before if re.search("D[,cp]*$", place.words.tags[place.low : place.at]) else []


@rule(LABEL_RULES, {
    "The Ministers [today] reaffirmed their commitment": "Ministers … reaffirmed their commitment",
    "They met and [today] agreed to update the plan": "Agreed to update the plan",
    "They met and will [soon] meet again": "Will … meet again",
    "Arlan was open, and was [recently] elected to the Council": "Elected to the Council",
})  # fmt: skip
def _inside_a_clause(place: DatePlace) -> Label:
    start, deed = place.at + 1, DEED.match(place.right)
    if not place.ahead or not deed:
        return []
    done = (start + place.right.startswith("a"), start + deed.end())
    ahead = re.sub("x[xa]*$", "", place.ahead)  # "They will [soon] meet"
    last = place.low + len(place.ahead)
    helped = [(place.low + len(ahead), last)] if ahead != place.ahead else []
    who = SUBJECT.search(ahead)
    if who and place.lead == place.at and ahead[: who.start()][-1:] in OPENING:
        return [bare(place.words, place.low + who.start(), last), done]
    return [*helped, done] if ahead[-1:] in OPENING or helped else []


@rule(LABEL_RULES, {
    "On [4 June], the parties signed a ceasefire": "Parties signed a ceasefire",
    "A crisis has come since we met [last September]": "We met",
    "In [2024], five years after the defeat, members honour it": "Members honour it",
})  # fmt: skip
def _before_a_clause(place: DatePlace) -> Label:
    words, start = place.words, place.at + 1
    for _ in range(MAX_CLAUSES if place.ahead[-1:] in OPENING else 0):
        clause = CLAUSE_SHAPE.match(words.tags, start, start + WINDOW)
        if clause and (clause[2] or clause[3]):
            return [bare(words, *clause.span(1)), (clause.end(1), clause.end())]
        start = words.tags.find(",", start + 1, start + WINDOW)
        if start < 0:
            break
    return []


@rule(LABEL_RULES, {
    "including the attacks in Baghdad on [January 21], and": "Attacks in Baghdad",
    "the attack in Dagestan, the Russian Federation, on [23 June]":  # what the place is part of
        "Attack in Dagestan, the Russian Federation",
    "the legislative and presidential elections in [2019]":
        "Legislative and presidential elections",
    "the liberation [last year] of Tikrit and Sinjar": "Liberation … of Tikrit and Sinjar",
    "They condemned the arrests in Yangon on [4 June]": "Arrests in Yangon",
})  # fmt: skip
def _after_its_event(place: DatePlace) -> Label:
    words, left, after = place.words, place.left, place.at + 1
    found = AFTER_EVENT.search(left)
    if not found:
        return []
    first = place.low + found.start(1)
    if re.search("(?<![ne])nc$", left[: found.start(1)]):  # "legislative and presidential"
        first -= 2 * bool(ADJECTIVE.fullmatch(words.word(first - 2)))
    of_it = re.match(f"p{NOUN_LIST}", place.right)  # "the liberation [last year] of Tikrit"
    rest = [(after, after + of_it.end())] if of_it and words.lower(after) == "of" else []
    return [(first, place.low + found.end(2)), *rest]


@rule(LABEL_RULES, {
    "the attacks in Erbil on <15 February> and those in Baghdad on [21 January]":
        "Attacks … in Baghdad",
})  # fmt: skip
def _after_those(place: DatePlace) -> Label:
    """ "Those" stands for the event before."""
    found = AFTER_THOSE.search(place.left)
    return [place.from_left(found, group) for group in (1, 2) if found[group]] if found else []


@rule(LABEL_RULES, {
    "the Ministers, recalling their statement of [June 4, 2020], met": "Statement",
    "recalls the Council conclusions on Syria of [1 March]": "Council conclusions on Syria",
    "They adopted the decision of the Council of [1 March]": "Decision of the Council",
})  # fmt: skip
def _of_its_noun(place: DatePlace) -> Label:
    words = place.words
    direct = words.lower(place.lead) in ("of", "dated") or words.lower(place.lead - 1) == "("
    if not direct or place.left[-1:] not in ("n", "e"):
        return []
    return [(with_name(words, place.low, place.end), place.end)]


class Deed(NamedTuple):
    """A verb before a date: the words of its auxiliaries, itself, its object and its places."""

    first: int
    verb: int
    thing: int
    places: int
    end: int
    sort: str  # v, s or h
    helped: str  # the letters of its auxiliaries

    @property
    def there(self) -> list[Piece]:
        return [(self.places, self.end)] if self.places < self.end else []


@rule(LABEL_RULES, {
    "They welcomed the meeting held on [June 4] on Syria": "Meeting",
    "They welcomed the meeting held in Rome on [June 4]": "Meeting held in Rome",
    "the Forum, held in Geneva on [8 March], and": "Forum, held in Geneva",
    "the attack that killed ten on [8 March]": "Attack that killed ten",
    "They praised the summit of leaders, which was held in the city on [July 19]":
        "Summit of leaders … in the city",
    "The elections were held on [4 June]": "Elections",  # the verb adds nothing
    "The Council adopted the Roadmap on [12 June]": "Council adopted the Roadmap",
    "We, the Leaders of the Group (G7), met in Elmau on [26 June]":
        "Leaders of the Group … met in Elmau",
})  # fmt: skip
def _after_a_verb(place: DatePlace) -> Label:
    found = AFTER_VERB.search(place.left)
    if not found:
        return []
    words, ahead = place.words, place.left[: found.start()]
    first, verb, thing, places = (place.low + found.start(group) for group in (0, 2, 3, 4))
    deed = Deed(first, verb, thing, places, place.end, sort=found[2], helped=found[1] or "")
    if deed.sort == "s" and deed.thing < deed.end:  # what somebody speaks of
        return [bare(words, deed.thing + (words.tags[deed.thing] == "p"), deed.end)]
    if noun := _described_noun(place, deed, ahead):
        alone = deed.thing == deed.end or (deed.sort == "h" and ahead.endswith("r"))
        return [noun, *deed.there] if alone else [(noun[0], deed.end)]
    who = SUBJECT.search(ahead) or (place.low == 0 and SUBJECT_APART.match(ahead))
    if not who:
        by_itself = "x" not in deed.helped or words.lower(deed.first) == "to"
        return [(deed.verb if by_itself else deed.first, deed.end)]
    subject = bare(words, *_span_of(place, who, ahead))
    if deed.sort == "h" and "e" in who[0] and deed.thing == deed.places:  # "elections were held"
        held = deed.there if "x" in deed.helped else [(deed.first, deed.end)]
        return [subject, *(held if deed.there else [])]
    return [subject, (deed.first, deed.end)]


def _described_noun(place: DatePlace, deed: Deed, ahead: str) -> Piece | None:
    """Find the noun that a verb only describes: "the meeting held", "the attack that killed"."""
    words, low = place.words, place.low
    if said := OBJECT_OF.search(ahead):
        return nearest_noun(words, *place.from_left(said, 1))
    whole = re.sub(",?r$", "", ahead)
    participle = not deed.helped and not words.lower(deed.verb).endswith("ing")
    apart = re.search(f"{NOUN_GROUP},$", ahead) if participle and deed.sort != "s" else None
    if apart and not SUBJECT_APART.match(ahead):  # "the Forum, held in Geneva"
        return nearest_noun(words, low + apart.start(), low + apart.end() - 1)
    who = SUBJECT.search(whole)
    if not who:
        return None
    first, last = _span_of(place, who, whole)
    governed = re.search("(?:[vshxpb]|[vsh]a)$", whole[: first - low])
    if whole == ahead and (deed.helped or not governed or who[0] == "o"):
        return None
    event = re.search("([ne]*e[ne]*)[^evshx]*$", whole) if deed.sort == "h" else None
    if event and not AFTER_EVENT.search(words.tags[first:last]):
        return place.from_left(event, 1)
    noun = nearest_noun(words, first, last)
    longer = re.search(f"{NOUN_RUN}pd?n+$", words.tags[first:last]) if whole != ahead else None
    if longer and words.word(last - 1)[0].isupper():  # "the Envoy for Liberia, who had visited"
        return first + longer.start(), last
    return noun


def _span_of(place: DatePlace, who: re.Match, ahead: str) -> Piece:
    """Say which words are the subject; "after the war, Ministers" begins after the comma."""
    first, last = place.from_left(who, who.lastindex or 0)
    if ahead[: who.start()][-1:] in ("p", "b", "D") and "," in who[0]:
        first = place.low + who.start() + who[0].index(",") + 1
    return first, last


@rule(LABEL_RULES, {
    "support following the increased activity in Iraq in [recent months]":
        "Increased activity in Iraq",  # what "following" opens is a phrase of its own
})  # fmt: skip
def _after_a_group(place: DatePlace) -> Label:
    group = AFTER_GROUP.search(place.left)
    return [bare(place.words, *place.from_left(group, 1))] if group else []


@rule(LABEL_RULES, {
    "Brussels, [30 March 2021]": "Brussels",
    "[30 March 2021]": "",  # it dates nothing
    "[30 March 2021], for publication": "",
})  # fmt: skip
def _around(place: DatePlace) -> Label:
    """The clause's words before the date, else those after it, else the date."""
    words, lead, after = place.words, place.lead, place.at + 1
    left = re.split("[D,.]", words.tags[max(0, lead - MAX_AROUND_WORDS) : lead])[-1]
    if left:
        return [bare(words, lead - len(left), lead)]
    after += place.right[:1] in (",", ".")
    right = re.split("[D,.]", words.tags[after : place.at + 1 + MAX_AROUND_WORDS])[0]
    return [bare(words, after, after + len(right))] if right else [(place.at, place.at + 1)]
