"""Measure how fast texts are cut into tokens, beside other ways to do it.

Reads as: every row cuts the same sentences in the same run. MB/s is of this machine today; the
ratio to ours (2.0: twice our time) holds better from one machine to the next. Bytes a token are
those of the frame, whose text columns count eight bytes a string, and with the strings
themselves. Our frame says of each token its document, paragraph, sentence, number, place, text,
label and term; those of the others only sentence, place and text.
The text is made: the words of the bundled statement, shuffled, every 25th word a numbered
variant, so that the vocabulary grows with the text as it does in real ones.
"""

import random
import re
import time

import pandas as pd
from nltk.tokenize import RegexpTokenizer, TreebankWordTokenizer, WhitespaceTokenizer

from helpers.documents import read_documents
from helpers.tokens import TOKEN, split_sentences, split_tokens


def make_documents(megabytes: int) -> pd.DataFrame:
    """Make statements of 1 MB each out of the words of the bundled one."""
    draw, words = random.Random(1), read_documents()["text"].iloc[0].split()
    texts = []
    for n in range(1, megabytes + 1):
        lines, size = [], 0
        while size < 1_000_000:
            draw.shuffle(words)
            for at in range(0, len(words), 25):
                variant = f"{words[at].strip('.,')}-{draw.randrange(2_000 * n)}"
                lines.append(f"{variant.capitalize()} {' '.join(words[at + 1 : at + 25])}.")
                size += len(lines[-1]) + 1
        texts.append("\n".join(lines))
    return pd.DataFrame({"document": [f"d{n}" for n in range(megabytes)], "text": texts})


def best_time(function, *arguments, n: int = 4):
    """Call a function n times; return the shortest time in seconds and the last result."""
    times = []
    for _ in range(n):
        start = time.perf_counter()
        result = function(*arguments)
        times.append(time.perf_counter() - start)
    return min(times), result


def cut_with(spans):
    """Make the naive tokeniser: a tuple for each span of each sentence, all into one frame."""

    def cut(sentences: pd.DataFrame) -> pd.DataFrame:
        rows = [
            (number, start + low, start + high, text[low:high])
            for number, start, text in sentences[["sentence", "start", "text"]].itertuples(
                index=False
            )
            for low, high in spans(text)
        ]
        return pd.DataFrame(rows, columns=["sentence", "start", "end", "text"])

    return cut


WAYS = {
    "split_tokens (ours)": split_tokens,
    "re.finditer, the same pattern": cut_with(
        lambda text: (match.span() for match in TOKEN.finditer(text))
    ),
    "nltk WhitespaceTokenizer": cut_with(WhitespaceTokenizer().span_tokenize),
    "nltk RegexpTokenizer": cut_with(RegexpTokenizer(r"\w+|[^\w\s]").span_tokenize),
    "nltk TreebankWordTokenizer": cut_with(TreebankWordTokenizer().span_tokenize),
}


def main() -> None:
    """Print one table of speeds and sizes, and one line on how the time grows."""
    documents = make_documents(2)
    megabytes = documents["text"].str.len().sum() / 1e6
    punkt, sentences = best_time(split_sentences, documents, n=2)
    print(f"\nTokens of {megabytes:.1f} million characters")
    print(f"{'':32}{'MB/s':>8}{'time':>8}{'bytes':>9}{'with':>9}")
    print(f"{'':32}{'':>8}{'/ ours':>8}{'a token':>9}{'strings':>9}")
    ours = None
    for name, way in WAYS.items():
        seconds, tokens = best_time(way, sentences)
        ours = ours or seconds
        sizes = [tokens.memory_usage(deep=deep).sum() / len(tokens) for deep in (False, True)]
        row = f"{name:32}{megabytes / seconds:8.1f}{seconds / ours:8.2f}"
        print(f"{row}{sizes[0]:9.1f}{sizes[1]:9.1f}")
    seconds, _ = best_time(re.compile(TOKEN.pattern).split, "\n".join(sentences["text"]))
    print(f"{'the pattern alone (re.split)':32}{megabytes / seconds:8.1f}{seconds / ours:8.2f}")
    print(f"{'sentences before it (Punkt)':32}{megabytes / punkt:8.1f}{punkt / ours:8.2f}")

    large = split_sentences(make_documents(16))
    seconds, tokens = best_time(split_tokens, large)
    small, _ = best_time(split_tokens, sentences)
    size = tokens.memory_usage(deep=False).sum() / len(tokens)
    kinds = tokens["text"].cat.categories.size
    print(
        f"8 times the text ({len(tokens):,} tokens, {kinds:,} different): "
        f"{seconds / small:.1f} times our time ({seconds / small / 8:.2f} a part), "
        f"{size:.1f} bytes a token"
    )


if __name__ == "__main__":
    main()
