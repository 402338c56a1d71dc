"""What was done on a date: the verb before it, who did it, what was acted on, and where."""

import re
from typing import Any, NamedTuple

from helpers.events.date_place import DatePlace, Label, says_something, speaks_of_event
from helpers.events.phrases import (
    AFTER_EVENT,
    APPOSED,
    NOUN_GROUP,
    NOUN_LIST,
    NOUN_RUN,
    Piece,
    bare,
    nearest_noun,
)

AFTER_VERB = re.compile(
    rf"(a*x[xa]*(?:vx[xa]*)?(?:v(?=v))?|v(?=v))?([vsh])(?:a|p(?=[pD]|$))*((?:o|{NOUN_LIST})?)"
    rf"((?:a?p{NOUN_LIST}{APPOSED})*)a*$"
)
SUBJECT = re.compile(rf"(?:o|z|{NOUN_LIST}(?:p{NOUN_LIST}{APPOSED})*)$")
SUBJECT_APART = re.compile(rf"[a,]*(?:o,({NOUN_GROUP})|(o|{NOUN_GROUP}),(?:r.*|[^vsh]*)),a*$")
#: "The Declaration that we issued", "the visit he made".
OBJECT_OF = re.compile(rf"({NOUN_GROUP})(?:,?r(?:o|{NOUN_GROUP})|o)$")
HAPPENED_AT = re.compile("([ne]*e[ne]*)[^esvD]*h[ap]*$")


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


def name_deed(place: DatePlace) -> Label:
    """Find the label of a date that stands behind a verb: "They met in Rome on [4 June]"."""
    found = AFTER_VERB.search(place.left)
    if not found:
        return []
    words, ahead = place.words, place.left[: found.start()]
    first, verb, thing, places = (place.low + found.start(group) for group in (0, 2, 3, 4))
    deed = Deed(first, verb, thing, places, place.end, sort=found[2], helped=found[1] or "")
    if deed.sort == "s" and speaks_of_event(words, deed.thing, deed.places, deed.end):
        return [bare(words, deed.thing + (words.tags[deed.thing] == "p"), deed.end)]
    if noun := _described_noun(place, deed, ahead):
        named = says_something(words, [noun]) and (
            "e" in words.tags[slice(*noun)] or not re.search("[^,]r$", ahead)
        )
        alone = named and (deed.thing == deed.end or (deed.sort == "h" and ahead.endswith("r")))
        return [noun, *deed.there] if alone else [(noun[0], deed.end)]
    told = words.lower(deed.verb) in words.lexicon.words["telling"] and ahead.endswith(",")
    if told and not ahead.startswith("o,"):
        who: Any = re.search(f"({NOUN_RUN}),$", ahead)  # "…, Ann Lee, said"
    else:
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
    verb = words.lower(deed.verb)
    told = verb.endswith("ing") or verb in words.lexicon.words["telling"]
    participle = not deed.helped and not told
    apart = re.search(f"{NOUN_GROUP},$", ahead) if participle and deed.sort != "s" else None
    own = apart and deed.sort == "h" and re.search("e(?:p[^e]*)?,$", apart[0])
    if apart and (own or not SUBJECT_APART.match(ahead)):  # "the Forum, held in Geneva"
        return nearest_noun(words, low + apart.start(), low + apart.end() - 1)
    who = SUBJECT.search(whole)
    if not who:
        return None
    first, last = _span_of(place, who, whole)
    governed = re.search("(?:[vshxpb]|[vsh]a)$", whole[: first - low])
    near = words.lower(deed.first) in ("to", "being")  # "plans to meet", "a cup being held"
    if whole == ahead and not near and (deed.helped or not governed or who[0] == "o"):
        return None
    close = re.search("[^,]r$", ahead)  # "talks after the tragedy that occurred": of the tragedy
    held = deed.sort == "h" and not close
    event = re.search("([ne]*e[ne]*)[^evshx]*$", whole) if held else None
    if event and not AFTER_EVENT.search(words.tags[first:last]):
        return place.from_left(event, 1)
    noun = nearest_noun(words, first, last)
    where = whole == ahead and "e" not in words.tags[slice(*noun)]
    if where and (happened := HAPPENED_AT.search(whole[: first - low])):
        return place.from_left(happened, 1)  # "the attack that took place in a church attached to"
    longer = re.search(f"{NOUN_RUN}pd?n+$", words.tags[first:last]) if whole != ahead else None
    if longer and words.is_name(last - 1):  # "the Envoy for Liberia, who had visited"
        noun = min(noun[0], first + longer.start()), last
    return noun


def _span_of(place: DatePlace, who: re.Match, ahead: str) -> Piece:
    """Say which words are the subject; "after the war, Ministers" begins after the comma."""
    first, last = place.from_left(who, who.lastindex or 0)
    if ahead[: who.start()][-1:] in ("p", "b", "D") and "," in who[0]:
        first = place.low + who.start() + who[0].index(",") + 1
    return first, last
