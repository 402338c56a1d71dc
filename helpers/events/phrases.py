"""Cut phrases out of a sentence whose words have letters, and write them as a label.

A label is one or two pieces of its sentence; where there are two, words between them were left out.
"""

import re

from helpers.events.clauses import TaggedWords

WINDOW = 80  # words around a place that are looked at, so that time grows with the text only
MAX_LABEL_CHARS = 70
MAX_LABEL_WORD_CHARS = 140  # of a label that is one word, and so cannot be shortened by words

# phrases as patterns of the letters that clauses.py gives to words
NOUN_RUN = "[ne]+"
NOUN_LIST = f"d?{NOUN_RUN}(?:(?:,d?{NOUN_RUN})*,?cd?{NOUN_RUN})?"
PLACES = f"(?:p{NOUN_LIST})*"  # "of the troops", "in Erbil, Baghdad, and Al Asad"
NOUN_GROUP = f"(?:{NOUN_LIST}{PLACES})"
BEGINS_NO_LABEL, ENDS_NO_LABEL = "acpbrx,.qd", "cpbrxd,.q"
ADDED_PLACE = re.compile("p(d?)([ne]+(?:(?:,d?n+)*,?cd?n+(?![evsx]))?)")

Piece = tuple[int, int]  # the words of a sentence from the first up to, not including, the second
APPOSED = "(?:,d?n+(?:pd?n+)*(?=,|$))*"  # "in Giza, Egypt", "in Cairo, the capital of Egypt"
PLAIN_PLACE = f"p(?:d?n+(?:(?:,d?n+)*,?cd?n+)?){APPOSED}"  # a place without an event in it
AFTER_EVENT = re.compile(rf"(?<![ne])([ne]*e[ne]*)((?:{PLAIN_PLACE})*)a*$")


def extend(words: TaggedWords, at: int) -> int:
    """Add what belongs to a noun behind it: "Pledge Drive for Stabilization", "talks in Rome"."""
    named, most = words.is_name(at - 1), at + WINDOW
    while added := ADDED_PLACE.match(words.tags, at, most):
        name = words.is_name(at + 1 + len(added[1]))
        own = words.lower(at) in words.lexicon.words["belonging to nouns"]
        of_name = words.lower(at) in words.lexicon.words["belonging to names"]
        manner = words.lower(added.end() - 1) in words.lexicon.words["manners"]
        if manner or (not own and not (named and name and of_name)):
            break
        at = added.end()
    return at


def bare(words: TaggedWords, first: int, last: int) -> Piece:
    """Leave out the article."""
    return (first + (words.tags[first] == "d" and first + 1 < last), last)


def tidy(words: TaggedWords, pieces: list[Piece]) -> list[Piece]:
    """Leave out what says nothing at either end of a label: "And was elected", "signed the"."""
    if not pieces:
        return []
    low, high = pieces[0][0], pieces[-1][1]
    to_come = {*words.lexicon.words["modals"]} - {"to"}
    while low < pieces[0][1] and words.tags[low] in BEGINS_NO_LABEL:
        if words.lower(low) in to_come:  # "will remain in place" begins so
            break
        low += 1
    while high > pieces[-1][0] and words.tags[high - 1] in ENDS_NO_LABEL:
        high -= 1
    owner = re.search("['’]s?$", words.word(high - 1)) if high - low > 1 else None
    if owner and (before := re.search("[cp]d?[ne]+$", words.tags[low:high])):
        high = low + before.start()  # "the coup in Tarn and the Queen's"
    inner = [(max(first, low), min(last, high)) for first, last in pieces]
    return [(first, last) for first, last in inner if first < last]


def fit(words: TaggedWords, pieces: list[Piece]) -> list[Piece]:
    """Leave out what a label has no room for: of two pieces first what describes the subject."""
    if len(pieces) == 2 and _size(words, pieces) > MAX_LABEL_CHARS:
        first, last = pieces[0]
        tags = words.tags[first:last]
        event = re.match(f"d?[ne]*e(?:p{NOUN_RUN})?", tags)
        head = event or re.match(f"d?(?:[ne]p{NOUN_LIST}|{NOUN_RUN})", tags)
        start, end = head.span() if head else (0, 1)
        pieces = [(first + start, first + end), pieces[1]]
    while _size(words, pieces) > MAX_LABEL_CHARS:
        *front, (first, last) = pieces
        if last - first > 1:
            place = max(words.tags.rfind(letter, first + 1, last) for letter in "pc")
            pieces = [*front, (first, place if place > first else last - 1)]
        elif front:
            pieces = front
        else:
            break
    if len(pieces) == 2 and pieces[0][1] >= pieces[1][0]:
        pieces = [(pieces[0][0], pieces[1][1])]
    return pieces


def _size(words: TaggedWords, pieces: list[Piece]) -> int:
    return sum(words.spans[last - 1][1] - words.spans[first][0] + 3 for first, last in pieces) - 3


def write_label(words: TaggedWords, pieces: list[Piece]) -> str:
    """Write a label, with … where words are left out; only its first letter may be another."""
    cut = [words.text[slice(*words.cut(*piece))] for piece in pieces]
    label = " … ".join(" ".join(piece.split()) for piece in cut)
    if len(label) > MAX_LABEL_WORD_CHARS:
        label = label[:MAX_LABEL_CHARS] + " …"
    return label[:1].upper() + label[1:]


def with_name(words: TaggedWords, low: int, last: int) -> int:
    """Find where a noun begins that ends in a name: "decision of the Council", "call by Chad"."""
    first = low + len(words.tags[low:last].rstrip("ne"))
    while words.is_name(last - 1):
        longer = re.search(f"({NOUN_RUN})pd?$", words.tags[low:first])
        if not longer:
            break
        first, last = low + longer.start(), low + longer.end(1)
    return first


def nearest_noun(words: TaggedWords, first: int, last: int) -> Piece:
    """Find in a group the noun that what follows it belongs to: the last event, else the last."""
    tags = words.tags[first:last]
    found = AFTER_EVENT.search(tags) or re.search(f"{NOUN_RUN}$", tags)
    begin = first + found.start() if found else first
    documents = [at for at in range(first, begin) if is_document(words, at)]
    if documents:  # "the joint statement on the withdrawal from Tarn"
        return first + len(tags[: documents[0] - first].rstrip("ne")), last
    if not words.is_name(begin):
        alone = last - begin == 1 and "e" not in tags[begin - first :]
        return bare(words, first, last) if alone else (begin, last)  # "the treaty on rivers"
    between = [at for at in range(first, begin) if words.lower(at) == "between"]
    if between and (whose := re.search(f"{NOUN_RUN}$", tags[: between[-1] - first])):
        return first + whose.start(), last  # "the partnership between Arlan and Belmora"
    joining = {"of", *words.lexicon.words["belonging to names"]}
    while of := re.search(f"((?:{NOUN_RUN}c)?{NOUN_RUN})p(d?)$", words.tags[first:begin]):
        joint = begin - 1 - len(of[2])
        if not (words.is_name(joint - 1) and words.lower(joint) in joining):
            break
        begin = first + of.start()  # "the Treaty of Amity", "the Coalition to Rebuild Tarn"
    return begin, last


def is_document(words: TaggedWords, at: int) -> bool:
    """Tell a noun that names a dated document: "statement", "resolutions"."""
    return words.tags[at] == "n" and words.lower(at) in words.lexicon.documents
