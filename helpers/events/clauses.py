"""Cut a sentence into words, and write it as a string of letters in which phrases are patterns."""

import re
from typing import NamedTuple

from helpers.events.event_words import Lexicon
from helpers.events.letters import letter_of
from helpers.events.word_place import WordPlace
from helpers.tokens import TOKEN

#: "(PSC)" says the name before it again, and so does "(UNGA 80)".
ABBREVIATION = re.compile(r"\s*\([A-Z][\w/&’'-]*(?: (?:[IVXLC]+|\d+))?\)")


class TaggedWords(NamedTuple):
    """A sentence in words: where each stands in the sentence, and the letters of them all."""

    text: str
    spans: list[tuple[int, int]]
    tags: str
    lexicon: Lexicon

    def word(self, at: int) -> str:
        return self.text[slice(*self.spans[at])]

    def lower(self, at: int) -> str:
        return self.word(at).lower() if 0 <= at < len(self.spans) else ""

    def is_name(self, at: int) -> bool:
        """Whether a word is written as a name."""
        return self.word(at)[0].isupper()

    def cut(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from the first up to, not including, the last stand in the sentence."""
        return self.spans[first][0], self.spans[last - 1][1]


def tag_sentence(text: str, dates: list[tuple[int, int]], lexicon: Lexicon) -> TaggedWords:
    """Cut a sentence into words, its dates into one word each, and give each word its letter.

    dates: where the dates stand in the sentence, in order and apart from each other.
    """
    spans, kinds, at = [], [], 0
    for start, end in [*dates, (len(text), len(text))]:
        between = _cut(text, at, start)
        owns = ["q"] if start < end and re.match("['’]s", text[end : end + 2]) else []
        spans += [*between, (start, end), *[(end, end + 2) for _ in owns]]
        kinds += [*[""] * len(between), "D", *owns]
        at = end + 2 * len(owns)
    spans, kinds = spans[:-1], kinds[:-1]  # the end of the sentence is not a date
    words = [text[low:high] for low, high in spans]
    # a date is no name, however it is written
    shown = [word.lower() if kind else word for word, kind in zip(words, kinds, strict=True)]
    tags: list[str] = []
    for place, kind in enumerate(kinds):
        tags.append(kind or letter_of(WordPlace(shown, place, tags, lexicon)))
    return TaggedWords(text, spans, "".join(tags), lexicon)


def _cut(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Cut what stands between two dates into words and marks."""
    spans: list[tuple[int, int]] = []
    for match in TOKEN.finditer(text, low, high):
        start, end = match.span()
        joined = bool(spans) and spans[-1][1] == start
        if start < low or (match[0] == "." and joined and end < len(text)):
            continue  # in a bracket that is passed over; of an abbreviation: "St. Mark"
        if match[0] == "(" and (short := ABBREVIATION.match(text, start, high)):
            low = short.end()
        elif match[0] in "'’" and joined and text[start - 1] in "sS":
            spans[-1] = (spans[-1][0], end)  # "the Ministers' meeting"
        else:
            spans.append((start, end))
    return spans
