"""Measure the way of the bundled statement from its text to the table of its terms.

Reads as: one row a step, the best of many runs after a first that is not counted (imports done,
lists read); the share is of all steps. The last row counts the same words with a pattern and a
dictionary, without places, sentences or joined names: what is above it is the price of being
able to walk every count back to its words.
"""

import time
from collections import Counter

from helpers.documents import read_documents
from helpers.terms import content_words, count_terms, join_aliases, read_aliases, read_stopwords
from helpers.tokens import TOKEN, split_paragraphs, split_sentences, split_tokens

RUNS = 100


def main() -> None:
    """Print one table of milliseconds and shares."""
    documents, aliases, stopwords = read_documents(), read_aliases(), read_stopwords()
    text = documents["text"].iloc[0]
    steps = {
        "split_paragraphs": split_paragraphs,
        "split_sentences": split_sentences,
        "split_tokens": split_tokens,
        "join_aliases": lambda tokens: join_aliases(tokens, aliases),
        "content_words": lambda tokens: content_words(tokens, stopwords),
        "count_terms": count_terms,
    }

    def count_plainly() -> Counter:
        words = (word.lower() for word in TOKEN.findall(text) if word[0].isalnum())
        return Counter(word for word in words if word not in stopwords)

    runs = []
    for _ in range(RUNS + 1):
        frame, times = documents, []
        for step in steps.values():
            start = time.perf_counter()
            frame = step(frame)
            times.append(time.perf_counter() - start)
        start = time.perf_counter()
        count_plainly()
        runs.append([*times, sum(times), time.perf_counter() - start])
    best = [1000 * min(column) for column in zip(*runs[1:], strict=True)]
    *_, whole, _ = best
    print(f"\nThe bundled statement, {len(text):,} characters, from its text to its terms")
    print(f"{'':32}{'ms':>8}{'share':>8}")
    for name, milliseconds in zip([*steps, "all of it", "counting only"], best, strict=True):
        print(f"{name:32}{milliseconds:8.2f}{milliseconds / whole:8.0%}")


if __name__ == "__main__":
    main()
