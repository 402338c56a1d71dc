"""Measure how fast a codebook is looked up in tokens, beside a regular expression a pattern.

Reads as: MB/s is of text whose tokens are already a frame, on this machine today; the ratio to
ours holds better from one machine to the next. The codebook is made of words and phrases of the
text itself, stop words left out: 200 patterns, 119 of them phrases, every fifth with a wildcard.
The text is made of the words of one statement, so that far more of it matches than in real ones:
the mentions in 1,000 words are said. The last line looks in eight times the text, whose vocabulary
is larger too.
"""

import random
import re

import pandas as pd
from tokens_bench import best_time, make_documents

from helpers.lookup import find_mentions
from helpers.terms import content_words, read_stopwords
from helpers.tokens import split_tokens


def make_codebook(tokens: pd.DataFrame) -> pd.DataFrame:
    """Make 200 patterns of what stands in the text: 81 words, 119 phrases of two or three."""
    draw = random.Random(1)
    words = content_words(tokens.head(200_000), read_stopwords())["term"].dropna().tolist()
    patterns = {}
    while len(patterns) < 200:
        at = draw.randrange(len(words) - 3)
        size = 1 if len(patterns) < 81 else draw.choice((2, 3))
        phrase = words[at : at + size]
        if len(patterns) % 5 == 0:
            phrase[-1] = phrase[-1][:5] + "*"
        patterns[" ".join(phrase)] = f"theme {len(patterns) % 10}"
    rows = [(theme, pattern, "glob") for pattern, theme in patterns.items()]
    return pd.DataFrame(rows, columns=["theme", "pattern", "kind"])


def search(texts: list[str], codebook: pd.DataFrame) -> int:
    """Count the same patterns with a regular expression each."""
    n = 0
    for pattern in codebook["pattern"]:
        glob = re.escape(pattern).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        compiled = re.compile(rf"\b{glob}\b", re.I)
        n += sum(len(compiled.findall(text)) for text in texts)
    return n


def main():
    print("\nLooking up 200 patterns, 119 of them phrases")
    small = make_documents(1)
    times = {}
    for megabytes in (1, 8):
        documents = make_documents(megabytes)
        tokens = split_tokens(documents)
        codebook = make_codebook(tokens)
        size = documents["text"].str.len().sum() / 1e6
        times[megabytes], found = best_time(find_mentions, tokens, codebook, n=3)
        rate = size / times[megabytes]
        share = 1000 * len(found) / tokens["is_word"].sum()
        print(
            f"find_mentions, {size:4.1f} MB {rate:12.1f} MB/s {share:8.0f} mentions in 1,000 words"
        )
    one, _ = best_time(search, small["text"].tolist(), codebook, n=1)
    ratio = one / times[1]
    print(f"a regex a pattern, 1 MB {1 / one:9.1f} MB/s {ratio:10.1f} times our time")
    print(f"8 times the text: {times[8] / times[1]:.1f} times the time")


if __name__ == "__main__":
    main()
