"""Say in a few words what a date is about: the noun phrase that it dates, else what was done."""

import re
from typing import NamedTuple

from helpers.events.clauses import Words
from helpers.events.phrases import (
    NOUN_GROUP,
    NOUN_LIST,
    NOUN_RUN,
    PLACES,
    WINDOW,
    Piece,
    bare,
    extend,
    fit,
)

LONGEST_AROUND = 6  # words of a label that no rule gave
OPENING = ("", ",", ".", "r", "c")  # what stands before a clause
APPOSED = "(?:,d?n+(?:pd?n+)*(?=,|$))*"  # "in Giza, Egypt", "in Cairo, the capital of Egypt"
PLAIN_PLACE = f"p(?:d?n+(?:(?:,d?n+)*,?cd?n+)?){APPOSED}"  # a place without an event in it

AFTER_EVENT = re.compile(rf"(?<![ne])([ne]*e[ne]*)((?:{PLAIN_PLACE})*)a*$")
AFTER_THOSE = re.compile(rf"([ne]*e[ne]*)[^e]*z(?:r[xa]*[vsh]a*)?({PLACES})$")
AFTER_GROUP = re.compile(rf"({NOUN_GROUP})a*$")
AFTER_VERB = re.compile(rf"(a*x[xa]*)?([vsh])a*((?:o|{NOUN_LIST})?)((?:p{NOUN_LIST}{APPOSED})*)a*$")
SUBJECT = re.compile(rf"(?:o|z|{NOUN_LIST}(?:p{NOUN_LIST}{APPOSED})*)$")
SUBJECT_APART = re.compile(
    rf"[a,]*(?:o,({NOUN_GROUP})|(o|{NOUN_GROUP}),.*),a*$"
)  # "We, the Leaders of ..., met"
OBJECT_OF = re.compile(rf"({NOUN_GROUP}),?r(?:o|{NOUN_GROUP})$")  # "the Declaration that we issued"
DEED = re.compile(rf"a*(?:x[xa]*)?[vsh](?:xa*v)?a*(?:o|{NOUN_LIST})?")
CLAUSE_SHAPE = re.compile(
    rf",?((?:o|D|{NOUN_GROUP})a*)(x[xa]*)?([vsh]?)a*(?:o|{NOUN_LIST})?{PLACES}"
)

# what leads to a date and says nothing of what happened: "on", "by the end of", "in early"
LEAD = re.compile(
    r"(?:(?<!\S)(?:as|of|on|in|at|by|for|from|since|until|till|to|through|throughout|during|before|"
    r"after|between|around|about|over|within|up|dated|prior)\s+)*"
    r"(?:(?:the|an?|its|their)\s+)?"
    r"(?:(?:(?:very|first|second)\s+)?(?:end|beginning|start|middle|course|half|eve|night|morning|"
    r"afternoon|evening|week|weekend|months?|period|summer|winter|spring|autumn)\s+of\s+(?:the\s+)?"
    r"|early\s+|late\s+|mid\s*-?\s*)?$",
    re.I,
)
ADJECTIVE = re.compile("[a-z-]+(?:al|ive|ic|ary|ous|ent)|free")
DESCRIBES = re.compile("(?:recent|current|present|past|future|last|next)", re.I)
YEARS_ALONE = re.compile(r"\d{4}(?:[-–/]\d{2,4})?")


class DatePlace(NamedTuple):
    """A date in its sentence: the words `low` to `end` before it, and what lies between."""

    words: Words
    low: int
    end: int  # of the words before it that are not "(" or ","
    lead: int  # where what leads to it begins
    at: int
    before: list[Piece]  # the label of the date before it

    @property
    def left(self) -> str:
        return self.words.tags[self.low : self.end]

    @property
    def right(self) -> str:
        return self.words.tags[self.at + 1 : self.at + 1 + WINDOW]

    def from_left(self, found: re.Match, group: int = 0) -> Piece:
        """Say which words a match in `left` stands for."""
        return self.low + found.start(group), self.low + found.end(group)


def name_date(words: Words, at: int, before: list[Piece]) -> list[Piece]:
    """Find the label of the date that is the word `at`; `before` is the label of the last date.

    The rules are tried in this order, the first that fits holds.
    """
    low = max(0, at - WINDOW)
    lead = end = _skip_lead(words, low, at)
    while end > low and words.word(end - 1) in (",", "(", "–", "—", "-"):
        end -= 1
    place = DatePlace(words, low, end, lead, at, before)
    rules = (
        _before_its_noun,
        _in_a_list,
        _in_a_clause,
        _after_its_event,
        _of_its_noun,
        _after_a_verb,
        _after_a_group,
    )
    return fit(words, next(filter(None, (rule(place) for rule in rules)), None) or _around(place))


def _skip_lead(words: Words, low: int, at: int) -> int:
    start = words.spans[at][0]
    left = words.text[words.spans[max(low, at - 8)][0] : start]
    begin = start - len(left) + LEAD.search(left).start()
    while at > low and words.spans[at - 1][0] >= begin:
        at -= 1
    return at


def _before_its_noun(place: DatePlace):
    """Name "the [February 18] NATO Meeting", "the new [2021] Pledge Drive", "Agenda [2030]"."""
    words, at = place.words, place.at
    left = words.tags[place.low : at]
    year = YEARS_ALONE.fullmatch(words.word(at))  # a year is part of a name, a day is not
    if year and left.endswith("n") and words.word(at - 1)[0].isupper():
        return [(place.low + re.search("n+$", left).start(), at + 1)]
    if words.lower(at).endswith("anniversary"):  # a date that is an event itself
        return [(at, extend(words, at + 1))]
    noun = re.match(f"(q?){NOUN_RUN}", place.right)
    owned = left and re.search("['’]s?$", words.word(at - 1))
    described = owned or re.search("d[na]*$", left) or DESCRIBES.fullmatch(words.word(at))
    if noun and (noun[1] or described or (year and not left)):
        first = at if year else at + 1 + len(noun[1])
        return [(first, extend(words, at + 1 + noun.end()))]
    return None


def _in_a_list(place: DatePlace):
    """Name "on March 2 and [March 24]" as the date before."""
    return place.before if re.search("D[,cp]*$", place.words.tags[place.low : place.at]) else None


def _in_a_clause(place: DatePlace):
    """Name "On [4 June], the Ministers met", "the Ministers [today] met", "and [today] agreed"."""
    words, start = place.words, place.at + 1
    left = words.tags[place.low : place.lead].rstrip("a")
    opening = left[-1:] in OPENING
    if left and (deed := DEED.match(place.right)):
        done = (start + place.right.startswith("a"), start + deed.end())
        who = SUBJECT.search(left)
        if who and place.lead == place.at and left[: who.start()][-1:] in OPENING:
            return [bare(words, *place.from_left(who)), done]
        return [done] if opening else None
    for _ in range(3 if opening else 0):  # "In [2024], five years after the defeat, members honour"
        clause = CLAUSE_SHAPE.match(words.tags, start, start + WINDOW)
        if clause and (clause[2] or clause[3]):
            return [bare(words, *clause.span(1)), (clause.end(1), clause.end())]
        start = words.tags.find(",", start + 1, start + WINDOW)
        if start < 0:
            break
    return None


def _after_its_event(place: DatePlace):
    """Name "the attacks in Baghdad on [January 21]", "those in Erbil on [15 February]"."""
    words, left, after = place.words, place.left, place.at + 1
    if found := AFTER_EVENT.search(left):
        first = place.low + found.start(1)
        if re.search("(?<![ne])nc$", left[: found.start(1)]):  # "legislative and presidential"
            first -= 2 * bool(ADJECTIVE.fullmatch(words.word(first - 2)))
        of_it = re.match(f"p{NOUN_LIST}", place.right)  # "the liberation [last year] of Tikrit"
        rest = [(after, after + of_it.end())] if of_it and words.lower(after) == "of" else []
        return [(first, place.low + found.end(2)), *rest]
    if found := AFTER_THOSE.search(left):
        rest = [place.from_left(found, 2)] if found[2] else []
        return [place.from_left(found, 1), *rest]
    return None


def _of_its_noun(place: DatePlace):
    """Name "their statement of [June 4, 2020]", "the conclusions on Syria of [1 March]"."""
    words = place.words
    direct = words.lower(place.lead) in ("of", "dated") or words.lower(place.lead - 1) == "("
    if not direct or not re.search(f"{NOUN_RUN}$", place.left):
        return None
    return [(_with_name(words, place.low, place.end), place.end)]


def _after_a_group(place: DatePlace):
    """Name "following the increased activity in Iraq in [recent months]"."""
    group = AFTER_GROUP.search(place.left)
    return [bare(place.words, *place.from_left(group, 1))] if group else None


def _with_name(words: Words, low: int, last: int) -> int:
    """Find where a noun begins that ends in a name: "decision of the Council", "call by Chad"."""
    first = low + re.search(f"{NOUN_RUN}$", words.tags[low:last]).start()
    while words.word(last - 1)[0].isupper():
        longer = re.search(f"{NOUN_RUN}pd?$", words.tags[low:first])
        if not longer:
            break
        first, last = low + longer.start(), low + re.search("pd?$", words.tags[low:first]).start()
    return first


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


def _after_a_verb(place: DatePlace):
    """Name "the Council adopted the Roadmap on [12 June]", "the meeting held on [June 4]"."""
    found = AFTER_VERB.search(place.left)
    if not found:
        return None
    words, ahead = place.words, place.left[: found.start()]
    at = [place.low + found.start(group) for group in (0, 2, 3, 4)]
    deed = Deed(*at, place.end, found[2], found[1] or "")
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
        return _nearest(words, *place.from_left(said, 1))
    whole = re.sub(",?r$", "", ahead)
    participle = not deed.helped and not words.lower(deed.verb).endswith("ing")
    apart = re.search(f"{NOUN_GROUP},$", ahead) if participle and deed.sort != "s" else None
    if apart and not SUBJECT_APART.match(ahead):  # "the Forum, held in Geneva"
        return _nearest(words, low + apart.start(), low + apart.end() - 1)
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
    noun = _nearest(words, first, last)
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


def _nearest(words: Words, first: int, last: int) -> Piece:
    """Find in a group the noun that what follows it belongs to: the last event, else the last."""
    tags = words.tags[first:last]
    found = AFTER_EVENT.search(tags) or re.search(f"{NOUN_RUN}$", tags)
    return (first + found.start(), last) if found else (first, last)


def _around(place: DatePlace) -> list[Piece]:
    """Take the clause's words before the date, else those after it, else the date."""
    words, lead, after = place.words, place.lead, place.at + 1
    left = re.search("[^D,.]*$", words.tags[max(0, lead - LONGEST_AROUND) : lead])
    right = re.match("[,.]?([^D,.]*)", place.right[:LONGEST_AROUND])
    if left[0]:
        return [bare(words, lead - len(left[0]), lead)]
    if right[1]:
        return [bare(words, after + right.start(1), after + right.end())]
    return [(place.at, after)]
