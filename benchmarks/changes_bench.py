"""Measure how fast one statement is laid beside another, and that the time grows with the text.

Reads as: seconds are of this machine today; the ratios hold better from one machine to the next
(20.0 times ours: difflib takes 20 times our time). Ours is align and redline of sentences that are
cut already. difflib is SequenceMatcher.ratio, autojunk as it comes, of sentences as words or as
letters, in the way that its manual advises: set_seq2 once, set_seq1 for each other sentence. "All
pairs" is what one compares without an index: the time of a sample of whole columns, times the
columns. The other rows compare only the pairs that align looks at, and do nothing else; "the
matching alone" is our matching of just these. An exponent is the slope of time over sentences, both
as logarithms: 1 where time grows as the text does. The memory is that of a process of its own.
The text is made: runs of words of the bundled statement and of the example series, put together
anew, 40 of 100 longer words replaced by made ones, of which some come often and most once or twice
(Zipf), so that the vocabulary grows as a real one's does: what it is, is said. A new statement is
made of an old one by DEEDS.
"""

import difflib
import random
import resource  # not on Windows
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context

import numpy as np
import pandas as pd
from tokens_bench import best_time

from helpers.changes import agreed_language, align, redline
from helpers.changes.similarity import find_like_sentences, match_words
from helpers.changes.words import cut_sides
from helpers.documents import read_documents
from helpers.files import DATA
from helpers.tokens import split_sentences, split_tokens

#: What is done to a sentence, in 100 of them.
DEEDS = {"keep": 50, "reword": 22, "drop": 8, "insert": 8, "split": 4, "merge": 4, "move": 4}
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
SAMPLE = 40  # columns of the table of all pairs
SIZES = (1_000, 4_000, 16_000)  # sentences

Words = list[str]


class Author:
    """Writes statements and drafts them anew; a statement is a list of sentences of words."""

    def __init__(self) -> None:
        self.draw = random.Random(1)
        documents = pd.concat([read_documents(), read_documents(DATA / "example-series")])
        self.known = [text.rstrip(".").split() for text in split_sentences(documents)["text"]]

    def make_word(self) -> str:
        """Make a word up; how often it comes falls with its rank, as in Zipf's law."""
        rank, word = int(500 * self.draw.paretovariate(0.9)), ""
        is_name = rank % 5 == 0
        while rank:
            rank, last = divmod(rank, len(SYLLABLES))
            word += SYLLABLES[last]
        return word.capitalize() if is_name else word

    def reword(self, words: Words, share: float, longer_than: int = 0) -> Words:
        """Replace a share of the words."""
        return [
            self.make_word() if len(word) > longer_than and self.draw.random() < share else word
            for word in words
        ]

    def write_sentence(self) -> Words:
        """Put runs of words of some sentences together."""
        words: Words = []
        for _ in range(self.draw.choice((2, 3, 3, 4, 5))):
            known = self.draw.choice(self.known)
            at = self.draw.randrange(max(len(known) - 4, 1))
            words += known[at : at + self.draw.randrange(4, 11)]
        return self.reword(words, 0.4, longer_than=3)

    def write(self, n_words: float = np.inf, n_sentences: float = np.inf) -> list[Words]:
        sentences: list[Words] = []
        while n_words > 0 and len(sentences) < n_sentences:
            sentences.append(self.write_sentence())
            n_words -= len(sentences[-1])
        return sentences

    def redraft(self, old: list[Words]) -> list[Words]:
        new: list[Words] = []
        moved = []
        for words in old:
            deed = self.draw.choices([*DEEDS], [*DEEDS.values()])[0]
            half = len(words) // 2
            if deed == "merge" and new:
                new[-1] = new[-1] + words
            elif deed == "move":
                moved.append(words)
            elif deed == "split":
                new += [words[:half], words[half:]]
            elif deed == "reword":
                new.append(self.reword(words, 0.15))
            elif deed == "insert":
                new += [words, self.write_sentence()]
            elif deed != "drop":
                new.append(words)
        for words in moved:
            new.insert(self.draw.randrange(len(new) + 1), words)
        return new


def cut(*statements: list[Words]) -> list[pd.DataFrame]:
    """Cut statements into sentences, a frame for each."""
    lines = [[" ".join(words) for words in sentences] for sentences in statements]
    texts = [" ".join(f"{line[:1].upper()}{line[1:]}." for line in own) for own in lines]
    names = [f"d{n:02}" for n in range(len(texts))]
    sentences = split_sentences(pd.DataFrame({"document": names, "text": texts}))
    return [own for _, own in sentences.groupby("document", observed=True)]


def describe(*frames: pd.DataFrame) -> str:
    tokens = split_tokens(pd.concat(frames))
    words = tokens.loc[tokens["is_word"], "text"].astype("str").str.lower()
    n = sum(map(len, frames))
    return f"{n:,} sentences, {len(words):,} words, {words.nunique():,} different"


def say(name: str, seconds: float, more: str = "") -> None:
    print(f"{name:56}{seconds:9.2f} s  {more}".rstrip(), flush=True)


def compare(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    return redline(align(old, new), old, new)


# --- beside difflib -------------------------------------------------------------------------------


def rate(old: list, one: Sequence) -> None:
    matcher = difflib.SequenceMatcher(b=one)
    for other in old:
        matcher.set_seq1(other)
        matcher.ratio()


def rate_columns(old: list, new: list) -> float:
    """Rate all old sentences beside a few new ones; return the seconds that all would take."""
    start = time.perf_counter()
    for one in random.Random(1).sample(new, SAMPLE):
        rate(old, one)
    return (time.perf_counter() - start) / SAMPLE * len(new)


def rate_pairs(old: list, new: list, pairs: pd.DataFrame) -> None:
    for j, rows in pairs.groupby("new")["old"]:
        rate([old[i] for i in rows], new[j])


def match_pairs(old: list[str], new: list[str], pairs: pd.DataFrame) -> None:
    for i, j in zip(pairs["old"], pairs["new"], strict=True):
        match_words(old[i], new[j])


def compare_with_difflib(author: Author) -> None:
    statement = author.write(n_words=14_000)
    old, new = cut(statement, author.redraft(statement))
    print(f"\nTwo statements: {describe(old)}; {describe(new)}")
    ours, _ = best_time(compare, old, new)
    aligning, rows = best_time(align, old, new)
    say("align and redline (ours)", ours, f"of it align {aligning:.2f}")
    print(", ".join(f"{name} {n}" for name, n in rows["relation"].value_counts(sort=False).items()))
    one, other, weights = cut_sides(old, new)
    pairs = find_like_sentences(one, other, weights)
    matching, _ = best_time(match_pairs, one.folded, other.folded, pairs)
    for kind, take in (("words", str.split), ("letters", str)):
        texts = [[*map(take, side["text"])] for side in (old, new)]
        seconds = rate_columns(*texts)
        name = f"difflib, {kind}, all {len(old) * len(new):,} pairs"
        say(name, seconds, f"{seconds / ours:6.1f} times ours")
        seconds, _ = best_time(rate_pairs, *texts, pairs)
        ratios = f"{seconds / ours:6.1f} times ours, {seconds / matching:.1f} the matching alone"
        say(f"difflib, {kind}, the {len(pairs):,} pairs that align looks at", seconds, ratios)


# --- what grows -----------------------------------------------------------------------------------


def compare_sizes(author: Author) -> None:
    print("\nLonger statements")
    times = []
    for size in SIZES:
        statement = author.write(n_sentences=size)
        old, new = cut(statement, author.redraft(statement))
        aligning, pairs = best_time(align, old, new, n=2)
        marking, _ = best_time(redline, pairs, old, new, n=2)
        times.append((aligning, marking, aligning + marking))
        say(describe(old), times[-1][2], f"align {aligning:.2f}, redline {marking:.2f}")
    slopes = np.polyfit(np.log(SIZES), np.log(times), 1)[0]
    print("exponents: {2:.2f}, align {0:.2f}, redline {1:.2f}".format(*slopes))


def compare_series(author: Author, n_words: int) -> None:
    """Compare fifty statements, or ask only what they have in common."""
    series = [author.write(n_words=n_words)]
    while len(series) < 50:
        series.append(author.redraft(series[-1]))
    frames = cut(*series)
    print(f"\nFifty statements, each made of the one before it: {describe(*frames)}")
    seconds, agreed = best_time(agreed_language, pd.concat(frames), n=2)
    found = f"{agreed['phrase'].nunique():,} phrases, {len(agreed):,} places"
    say("agreed_language", seconds, found)
    if n_words <= 1_000:
        seconds, _ = best_time(lambda: [compare(*pair) for pair in pairwise(frames)], n=2)
        say("align and redline, each with the one before it", seconds)


# --- extremes -------------------------------------------------------------------------------------


def write_equal(author: Author) -> list[list[Words]]:
    words = author.write_sentence()
    return [[words] * 10_000, [words] * 9_999]


def write_long(author: Author) -> list[list[Words]]:
    words = [word.strip(".,;:") for sentence in author.write(n_words=187_000) for word in sentence]
    return [[words], [author.reword(words, 0.02)]]


def compare_apart(write: Callable) -> tuple[str, float, float, float]:
    """Compare two statements in this process; return its size before, and at most."""
    old, new = cut(*write(Author()))
    name = f"{len(old):,} of {len(new):,} sentences, {old['text'].str.len().sum():,} letters"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    seconds, _ = best_time(compare, old, new, n=1)
    return name, seconds, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def compare_extremes() -> None:
    print("\nExtremes, and the most memory that their process takes")
    for write in (write_equal, write_long):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            name, seconds, before, most = pool.submit(compare_apart, write).result()
        say(name, seconds, f"{most:.0f} MB, {most - before:.0f} more than before")


def main() -> None:
    compare_extremes()  # while this process is small: a new one counts its maker's memory, too
    author = Author()
    compare_with_difflib(author)
    compare_series(author, 1_000)
    compare_sizes(author)
    compare_series(author, 20_000)


if __name__ == "__main__":
    main()
