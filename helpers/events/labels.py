"""Say in a few words what a date is about: the noun phrase that it dates, else what was done."""

import re

from helpers.events.clauses import TaggedWords
from helpers.events.date_place import (
    YEARS_ALONE,
    DatePlace,
    Label,
    dates_nothing,
    place_date,
    says_something,
)
from helpers.events.deeds import SUBJECT, name_deed
from helpers.events.phrases import (
    AFTER_EVENT,
    NOUN_GROUP,
    NOUN_LIST,
    NOUN_RUN,
    PLACES,
    WINDOW,
    bare,
    extend,
    fit,
    is_document,
    nearest_noun,
    tidy,
    with_name,
)
from helpers.events.rules import SentenceRule, rule

LABEL_RULES: list[SentenceRule] = []

MAX_CLAUSES = 3  # parts between commas behind a date in which its clause is sought
OPENING = ("", ",", ".", "r", "c")  # what stands before a clause

AFTER_THOSE = re.compile(rf"([ne]*e[ne]*)[^e]*z(?:r[xa]*[vsh]a*)?({PLACES})$")
AFTER_GROUP = re.compile(rf"({NOUN_GROUP})a*$")
DEED = re.compile(rf"a*(?:x[xa]*)?[vsh](?:xa*v)?a*(?:o|dD{NOUN_RUN}|p?{NOUN_LIST})?")
CLAUSE_SHAPE = re.compile(
    rf",?((?:o|D|{NOUN_GROUP})a*)(x[xa]*)?([vsh]?)a*(?:o|dD{NOUN_RUN}|{NOUN_LIST})?{PLACES}"
)
ADJECTIVE = re.compile("[a-z-]+(?:al|ive|ic|ary|ous|ent)|free")


def name_date(words: TaggedWords, at: int, before: Label) -> Label:
    """Find the label of the date that is the word `at`; `before` is the label of the last date.

    The rules below are tried in their order; the first label that says something holds.
    """
    place = place_date(words, at, before)
    for one in () if dates_nothing(place) else LABEL_RULES:
        label = tidy(words, fit(words, one.apply(place)))
        if says_something(words, label):
            return label
    return []


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


@rule(LABEL_RULES, {
    "They proclaim [May 2021] as National Health Month": "National Health Month",
    "They proclaim [2 May 2021], as <Labour Day>": "Labour Day",
})  # fmt: skip
def _is_made_a_name(place: DatePlace) -> Label:
    made = re.match(f",?(p)({NOUN_RUN}|D)", place.right)
    first = place.at + 1 + (made.start(2) if made else 0)
    if made and place.words.lower(first - 1) == "as" and place.words.is_name(first):
        return [(first, place.at + 1 + made.end())]
    return []


@rule(LABEL_RULES, {
    "attacks on <March 2> and [March 24], respectively": "Attacks",
    "attacks in <1885>, and in [1956], Ministers signed the Act": "Ministers signed the Act",
})  # fmt: skip
def _in_a_list(place: DatePlace) -> Label:
    """The label of the date before it."""
    left = place.words.tags[place.low : place.at]
    apart = re.search("D,c[bp]*$", left) or (re.search("D[cr]$", left) and place.right[:1] != ",")
    if apart and _before_a_clause(place):  # "in 1885, and in 1956, they met", "now and today he is"
        return []
    return place.before if re.search("D[,cp]*$", left) else []


@rule(LABEL_RULES, {
    "The Ministers [today] reaffirmed their commitment": "Ministers … reaffirmed their commitment",
    "They met and [today] agreed to update the plan": "Agreed to update the plan",
    "They met and will [soon] meet again": "Will … meet again",
    "Arlan was open, and was [recently] elected to the Council": "Elected to the Council",
    "results of the Conference on Rivers that [recently] ended in Rome":
        "Conference on Rivers … ended in Rome",
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
    bare_date = place.lead == place.at  # no "on" leads to it
    described = re.search(f"({NOUN_GROUP})r$", ahead) if bare_date else None
    if described:  # "the summit that [recently] ended"
        return [nearest_noun(place.words, *place.from_left(described, 1)), done]
    if who and (bare_date or "e" not in who[0]) and ahead[: who.start()][-1:] in OPENING:
        return [bare(place.words, place.low + who.start(), last), done]
    return [*helped, done] if ahead[-1:] in OPENING or helped else []


@rule(LABEL_RULES, {
    "On [4 June], the parties signed a ceasefire": "Parties signed a ceasefire",
    "A crisis has come since we met [last September]": "We met",
    "In [2024], five years after the defeat, members honour it": "Members honour it",
    "In [1956], the King signed the <1956> Tarn Act": "King signed the 1956 Tarn Act",
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
    "welcomes the holding, on [27 June], of the first round of the election":
        "First round of the election",
    "the signing in Oslo, on [27 June], of the treaty": "Signing in Oslo … of the treaty",
})  # fmt: skip
def _of_what_follows(place: DatePlace) -> Label:
    words, at = place.words, place.at
    of_it = re.match(f",p({NOUN_GROUP})", place.right)
    deed = re.search(f"({NOUN_RUN}){PLACES}$", place.left)
    if not (of_it and deed and words.lower(at + 2) == "of" and place.end < place.lead):
        return []
    what = bare(words, at + 1 + of_it.start(1), at + 1 + of_it.end())
    if "e" not in deed[1]:  # "the holding", "the convening in Rome"
        return [what]
    return [(place.low + deed.start(), place.end), (at + 2, what[1])]


@rule(LABEL_RULES, {
    "including the attacks in Baghdad on [January 21], and": "Attacks in Baghdad",
    "the attack in Dagestan, the Russian Federation, on [23 June]":  # what the place is part of
        "Attack in Dagestan, the Russian Federation",
    "the legislative and presidential elections in [2019]":
        "Legislative and presidential elections",
    "the liberation [last year] of Tikrit and Sinjar": "Liberation … of Tikrit and Sinjar",
    "Since the outbreak of the conflict in [1991] they fled": "Outbreak of the conflict",
    "first Arlan-Republic of Tarn bilateral talks in [2020]":
        "First Arlan-Republic of Tarn bilateral talks",
    "They condemned the arrests in Yangon on [4 June]": "Arrests in Yangon",
})  # fmt: skip
def _after_its_event(place: DatePlace) -> Label:
    words, left, after = place.words, place.left, place.at + 1
    found = AFTER_EVENT.search(left)
    if not found:
        return []
    first = place.low + found.start(1)
    compound = not words.is_name(place.low + found.end(1) - 1) and words.is_name(first)
    if compound and (of := re.search("([ne]+)p$", left[: found.start(1)])):
        named = words.lower(first - 1) == "of" and words.is_name(first - 2)
        first = place.low + of.start() if named else first  # "Republic of Korea talks"
    if re.search("(?<![ne])nc$", left[: found.start(1)]):  # "legislative and presidential"
        first -= 2 * bool(ADJECTIVE.fullmatch(words.word(first - 2)))
    if phase := re.search("([ne]+)pd?$", left[: found.start(1)]):  # "the outbreak of the conflict"
        begun = words.lower(place.low + phase.end(1) - 1) in words.lexicon.words["phases"]
        first = place.low + phase.start(1) if begun else first
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
    "As promised in my statement [today], I forward it": "Statement",
})  # fmt: skip
def _of_its_noun(place: DatePlace) -> Label:
    words = place.words
    direct = words.lower(place.lead) in ("of", "dated") or words.lower(place.lead - 1) == "("
    ours = words.lower(place.lead - 2) in words.lexicon.words["possessives"]
    direct = direct or (place.lead == place.at and ours and is_document(words, place.end - 1))
    if not direct or place.left[-1:] not in ("n", "e"):
        return []
    return [(with_name(words, place.low, place.end), place.end)]


@rule(LABEL_RULES, {
    "They welcomed the meeting held on [June 4] on Syria": "Meeting",
    "They welcomed the meeting held in Rome on [June 4]": "Meeting held in Rome",
    "the Forum, held in Geneva on [8 March], and": "Forum, held in Geneva",
    "the attack that killed ten on [8 March]": "Attack that killed ten",
    "They praised the summit of leaders, which was held in the city on [July 19]":
        "Summit of leaders … in the city",
    "The elections were held on [4 June]": "Elections",  # the verb adds nothing
    "The Council adopted the Roadmap on [12 June]": "Council adopted the Roadmap",
    "The Council recognised the Tribe in [1885]": "Council recognised the Tribe",
    "The plan works, Ann Lee, said [today]": "Ann Lee … said",
    "women and children will remain locked up in camps this [winter]":
        "Women and children will remain locked up in camps",
    "the joint statement on the demilitarization of Tarn, signed in Rome on [15 May]":
        "Joint statement on the demilitarization of Tarn, signed in Rome",
    "We, the Leaders of the Group (G7), met in Elmau on [26 June]":
        "Leaders of the Group … met in Elmau",
})  # fmt: skip
def _after_a_verb(place: DatePlace) -> Label:
    """What was done, or the thing that the verb only describes."""
    return name_deed(place)


@rule(LABEL_RULES, {
    "support following the increased activity in Iraq in [recent months]":
        "Increased activity in Iraq",  # what "following" opens is a phrase of its own
    "Tarn Peace Prize ([2020])": "Tarn Peace Prize",
    "MEDIA RELEASE, Tarn, [30 March 2021]": "",  # nothing is told
})  # fmt: skip
def _after_a_group(place: DatePlace) -> Label:
    group = AFTER_GROUP.search(place.left)
    if not group or (group[1] in ("n", "dn") and place.left[: group.start()].endswith("p")):
        return []  # a place, and no event: "in Parliament [this week]"
    words, (first, last) = place.words, place.from_left(group, 1)
    described = any(
        words.tags[at] in "nevsh" and not words.is_name(at) for at in range(first, last)
    )
    documents = any(is_document(words, at) for at in range(first, last))
    told = described or documents or place.lead < place.at or words.lower(place.at - 1) == "("
    return [bare(words, first, last)] if told else []


@rule(LABEL_RULES, {
    "The city has been under siege since [2015]": "City has been under siege",
    "Ending on [3 May 2020], the mission was a success": "Mission was a success",
    "As reported on [March 1, 2024], the Queen directed two strikes": "Queen directed two strikes",
    "Brussels, [30 March 2021]": "",  # it dates nothing
    "[30 March 2021], for publication": "",
    "TARN ([30 March 2021]) - The Council met in Oslo": "Council met in Oslo",
})  # fmt: skip
def _clause_around(place: DatePlace) -> Label:
    """The words of the date's own clause before it, else those of the one behind it."""
    words, lead, after = place.words, place.lead, place.at + 1
    before = [re.split(marks, words.tags[place.low : lead])[-1] for marks in ("[D,.r]", "D")]
    behind = re.match("[,.]*([^D,.r]*)", place.right)
    pieces = [(lead - len(left), lead) for left in before]
    pieces += [(after + behind.start(1), after + behind.end(1))] if behind else []
    for first, last in pieces:
        label = tidy(words, [(first, last)])
        told = re.search("[ne].*[vshx]|[vsh].*[ne]", words.tags[first:last])
        if told and says_something(words, label):
            return [bare(words, *label[0])]
    return []
