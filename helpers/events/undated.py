"""Find the events of a sentence that have no date, by the nouns that name them."""

import re
from bisect import bisect_left, bisect_right

from helpers.events.clauses import TaggedWords
from helpers.events.phrases import NOUN_LIST, NOUN_RUN, PLACES, WINDOW, Piece, extend, fit

CLAUSE_END = re.compile("[,.r]|c(?=[dvshx])")  # what parts one clause, or one thing, from the next
THOSE = re.compile(f",?[pb]*z(?:r[xa]*[vsh]a*)?(p{NOUN_LIST}{PLACES})")
AFTER_NOUN = re.compile(PLACES)
PLAN, PLAN_WORDS = re.compile("xa?x?ha?d?$"), 6


def find_events(words: TaggedWords, dates: list[int]) -> list[tuple[list[Piece], Piece]]:
    """Find the event nouns of a sentence in whose clause there is no date.

    dates: which words are dates, in order. Left out are kinds of events ("any attack", "free
    elections"), events that are only asked for or warned of ("calls for a ceasefire"), and those
    that were named before ("the meeting").
    Returns for each its label and the words in which it was found.
    """
    apart = [0, *(mark.end() for mark in CLAUSE_END.finditer(words.tags)), len(words.tags) + 1]
    found = []
    for run in re.finditer(NOUN_RUN, words.tags):
        if not run[0].endswith("e"):  # the last noun of a phrase says what it is
            continue
        first, last = max(run.start(), run.end() - WINDOW), run.end()
        clause = bisect_right(apart, first)
        begin, stop = apart[clause - 1], apart[clause]
        dated = bisect_left(dates, stop) > bisect_left(dates, begin)
        end = extend(words, last)
        if _plan(words, first) and (about := AFTER_NOUN.match(words.tags, end, end + WINDOW)):
            end = about.end()
        those = THOSE.match(words.tags, end, end + WINDOW)  # "such as those that occurred in Erbil"
        if dated or _is_asked_for(words, begin, first):
            continue
        if those or _is_one_event(words, first, last, end):
            label = [(first, last), those.span(1)] if those else [(first, end)]
            found.append((fit(words, label), (first, label[-1][1])))
    return found


def _is_asked_for(words: TaggedWords, begin: int, first: int) -> bool:
    for at in range(first - 1, max(begin, first - WINDOW) - 1, -1):
        if words.lower(at) in words.lexicon.asking:
            return True
        if words.tags[at] in "vshx":
            return False
    return False


def _plan(words: TaggedWords, first: int) -> set[str]:
    """Give the words that say that what follows is to be held: "will convene", else none."""
    plan = PLAN.search(words.tags, max(0, first - PLAN_WORDS), first)
    said = {words.lower(at) for at in range(plan.start(), first)} if plan else set()
    return said if said & {"will", "shall"} else set()


def _is_one_event(words: TaggedWords, first: int, last: int, end: int) -> bool:
    """Tell "the COVID-19 crisis", "recent clashes", "the coup in Mali" from any such event."""
    lexicon, ahead = words.lexicon, words.tags[max(0, first - 2) : first]
    if ahead.endswith("d") and words.lower(first - 1) in lexicon.words["kinds of events"]:
        return False
    if plan := _plan(words, first):
        return not plan & {"not", "never"}
    for at in (at for at in range(first, last) if words.tags[at] == "n"):
        named = at > 0 and words.is_name(at)  # a sentence's own capital says nothing
        if named or words.lower(at) in (*lexicon.words["near"], *lexicon.words["coming"]):
            return True
    told = ahead.endswith("d") or re.search("sa?$", ahead)  # "the coup in", "condemned attacks in"
    return bool(told) and any(words.is_name(at) for at in range(last, end))
