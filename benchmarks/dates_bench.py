"""Measure how fast dates are found, and that the time grows with the text and no faster.

Reads as: characters a second are of this machine today; the ratios hold better from one machine
to the next. The text is the bundled statement again and again (a date in 900 characters) and,
thick with dates, the examples of all kinds. The last rows are texts made to be slow: the time of
four times the length as a multiple of that of one, which is 4 where time grows as the text does.
"""

import pandas as pd
from tokens_bench import best_time

from helpers.dates import find_dates
from helpers.dates.grammar import KINDS
from helpers.documents import read_documents
from helpers.tokens import split_sentences, split_tokens

SIZES = (50_000, 200_000)  # characters
PIECES = ["1", "1 ", "1/", "20.", "May ", "June 4, ", "the end of the ", "a year ", "1970 and "]


def sentences_of(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"document": "d", "sentence": 1, "start": 0, "text": texts})


def main() -> None:
    day = pd.Series({"d": pd.Timestamp("2021-03-30")})
    find = lambda sentences: find_dates(sentences, published=day)  # noqa: E731
    statement = read_documents()["text"].iloc[0]
    examples = [text for kind in KINDS for text in kind.examples]
    print("\nFinding dates")
    for name, text in (("statement", statement), ("examples", "\n".join(examples))):
        document = pd.DataFrame({"document": ["d"], "text": ["\n".join([text] * 120)]})
        sentences = split_sentences(document)
        size = document["text"].str.len().sum()
        seconds, dates = best_time(find, sentences)
        tokens, _ = best_time(split_tokens, sentences)
        cut, _ = best_time(split_sentences, document)
        print(
            f"{name:10} {size / seconds:12,.0f} characters/s {len(dates):6,} dates"
            f" {seconds / tokens:6.1f} times split_tokens {seconds / cut:5.1f} split_sentences"
        )
    for piece in PIECES:
        times = [best_time(find, sentences_of([piece * (n // len(piece))]), n=1)[0] for n in SIZES]
        print(f"{piece!r:18} again and again: {times[1] / times[0]:4.1f} times")


if __name__ == "__main__":
    main()
