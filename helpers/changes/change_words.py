"""The words whose change an analyst looks for: data/change_words.txt, and where they stand."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from helpers.files import DATA, data_path, read_words

CHANGE_WORDS_FILE = "change_words.txt"
FLAGS = ["number", "date", "name", "negation", "verb"]


def read_change_words(folder: str | Path | None = None) -> dict[str, list[str]]:
    """Read the words whose change is flagged: `change_words.txt` of the folder, else the bundled.

    Returns the words of each section; a section that the folder's file lacks is ours.
    Raises ValueError where words stand under a heading that nothing reads.

    >>> "welcome" in read_change_words()["verbs"]
    True
    """
    ours = read_words(DATA / CHANGE_WORDS_FILE)
    path = data_path(CHANGE_WORDS_FILE, folder)
    words = read_words(path)
    if unread := [heading for heading, own in words.items() if own and not ours.get(heading)]:
        headings = ", ".join(heading for heading in ours if heading)
        raise ValueError(f"{path.name}: nothing reads [{unread[0]}]; the headings are: {headings}")
    return ours | {heading: own for heading, own in words.items() if own}


class WordClasses:
    """Says of a word in its place which flag its change has, and as what it is compared."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        self.negations, self.modals = set(words["negations"]), set(words["modal verbs"])
        self.numbers, self.before_nouns = set(words["number words"]), set(words["before a noun"])
        self.verbs, self.nouns = (
            {_stem()(form): _stem()(forms.split("/")[0]) for forms in words[section]
             for form in forms.split("/")}
            for section in ("verbs", "verbs that are nouns, too")
        )  # fmt: skip

    def classify(self, word: str, before: str, *, is_first: bool) -> tuple[str, str] | None:
        """Give a word's flag and what stands for it, or None: `before` is the word before it.

        >>> WordClasses(read_change_words()).classify("noted", "Ministers", is_first=False)
        ('verb', 'note')
        """
        folded = word.casefold().replace("’", "'")
        if re.search(r"\d", word) or folded in self.numbers:
            return "number", folded
        if folded in self.negations:
            return "negation", folded
        is_noun = before.casefold() in self.before_nouns
        if not is_first and word[:1].isupper():  # May, Will: names
            return None
        if folded in self.modals and not (is_noun and folded in self.nouns):
            return "verb", folded
        stem = _stem()(folded)
        if is_noun and stem in self.nouns:
            return None
        kind = self.verbs.get(stem)
        return ("verb", kind) if kind else None


@cache
def _stem() -> Callable[[str], str]:
    from nltk.stem.snowball import EnglishStemmer  # slow to import

    return cache(EnglishStemmer().stem)
