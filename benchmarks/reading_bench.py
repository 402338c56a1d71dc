"""Measure how right the pages of a folder are read, beside a plain joiner.

    python benchmarks/reading_bench.py FOLDER [--list FILE] [--bare] [--show]

FOLDER holds statements in Markdown, each with front matter that gives its title and its date (such
as those of github.com/brian14708/wh-briefings). The joiner below knows nothing of helpers/: it
takes the front matter off, cuts at blank lines, list marks and hard breaks, joins the lines of a
piece, and takes the marks of Markdown off by a few patterns. A document is read right if it has as
many sentences as the joiner's (within 10 per cent, or one of ten or fewer) by the same splitter, no
word fewer (the number of a point is read as its number), and no mark-up left. Titles and days are
those of the front matter.

--list names the documents, a path in FOLDER a line; --bare takes the front matter off the pages
before they are read and puts title and date above them, as a page has them; --show names what is
wrong.
"""

import argparse
import html
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd
import yaml

from helpers.documents import read_document
from helpers.english import WORD
from helpers.tokens import split_paragraphs, split_sentences

MARKS = re.compile(
    r"\*\*|\]\(|\[\^|</?[a-z]+[ />]|<!--|\\[#*_\[\]()~>.-]|&(?:\w+|#\d+);|^#+ |^[-+*•>] |https?:/$"
    r"|^\d{1,3}\\?[.)] |~~|^\|",
    re.M,
)
PIECE = re.compile(r"\n\s*\n|(?: {2}|\\)\n|\n(?=\s*(?:[-*+•]|\d+\\?[.)])\s)")


def join_plainly(body: str) -> list[str]:
    """Cut a page into its pieces, each on one line without Markdown."""
    body = re.sub(r"<!--.*?-->", "", body.replace("\r", ""), flags=re.S)
    pieces = []
    for piece in PIECE.split(body):
        line = " ".join(piece.split())
        line = re.sub(r"^(?:(?:[-*+•>]|\d{1,3}\\?[.)]|#+)\s+)+", "", line)
        line = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line)
        line = re.sub(r"(?<!\\)\[((?:[^\[\]]|\\\[|\\\])*)\]\([^)]*\)", r"\1", line)
        line = re.sub(r"<(https?://[^>]*|[^ >]*@[^>]*)>", r"\1", line)
        line = re.sub(r"</?[a-zA-Z][^>]*>", "", line)
        line = re.sub(r"(?<!\\)\*+|(?<!\\)~~|(?<![\w\\])_+|(?<!\\)_+(?!\w)", "", line)
        line = " ".join(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)).split())
        if re.search(r"\w", line) and line not in ("END", "END."):
            pieces.append(line)
    return pieces


def count_words(lines: list[str]) -> Counter:
    """Count the words, whatever their hyphens, quotation marks and ligatures."""
    text = "\n".join(lines).lower().translate(str.maketrans("‘’‐‑", "''--", "\xad\u200b\ufeff"))
    return Counter(part for word in re.findall(WORD, text) for part in re.findall(r"[^\W_]+", word))


def same(first: str, second: str) -> bool:
    plain = [" ".join(re.findall(r"[^\W_]+", text.lower())) for text in (first, second)]
    return plain[0] == plain[1]


def compare(path: Path, bare: bool) -> dict:
    """Read one page both ways."""
    _, head, body = re.split(r"^---\n", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.M)
    known = yaml.safe_load(head)
    title, day = str(known["title"]), str(known["date"])[:10]
    with tempfile.TemporaryDirectory() as folder:
        place = path
        if bare:
            written = pd.Timestamp(day).strftime("%B %-d, %Y")
            place = Path(folder, "page.md")
            place.write_text(f"{title}\n\n{written}\n\n{body}", encoding="utf-8")
        document = read_document(place).iloc[[0]]
    lines = join_plainly(body)
    joined = pd.DataFrame({"document": [path.stem], "text": ["\n".join(lines)]})
    expected = len(split_sentences(joined))
    paragraphs = split_paragraphs(document)
    sentences = split_sentences(paragraphs, headings=True)  # what is not counted was read, too
    kept = [document["saved"].iloc[0][e.start : e.end] for e in document["edits"].iloc[0]
            if e.reason == "list mark"]  # fmt: skip
    lost = count_words(lines) - count_words([*document["text"], *kept])
    added = count_words(document["text"].to_list()) - count_words(lines)
    marks = [text for text in sentences["text"] if MARKS.search(text)]
    return {
        "file": path.name,
        "expected": expected,
        "read": len(sentences),
        "off": abs(len(sentences) - expected) > max(0.1 * expected, expected <= 10),
        "lost": sum(lost.values()),
        "added": sum(added.values()),
        "marks": len(marks),
        "title": same(document["title"].iloc[0], title),
        "day": str(document["published"].iloc[0])[:10] == day,
        "what": f"lost {[*lost][:8]} added {[*added][:5]} marks {marks[:2]} "
        f"title {document['title'].iloc[0]!r}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="how right are pages read?")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", type=Path)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--most", type=int, default=0, help="a random sample of this size")
    chosen = parser.parse_args()
    files = sorted(chosen.folder.rglob("*.md"))
    if chosen.list:
        files = [chosen.folder / line for line in chosen.list.read_text().split("\n") if line]
    files = random.Random(1).sample(files, min(chosen.most or len(files), len(files)))
    rows = []
    for path in files:
        try:
            rows.append(compare(path, chosen.bare))
        except ValueError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
    table = pd.DataFrame(rows)
    right = ~table["off"] & (table["lost"] == 0) & (table["marks"] == 0)
    print(f"documents                     {len(files)}, {len(table)} of them can be read")
    print(f"read right                    {right.sum()} ({right.mean():.1%})")
    print(f"sentences off                 {table['off'].sum()}")
    print(f"words lost, of {table['expected'].sum():,} sentences   {table['lost'].sum()}"
          f" in {(table['lost'] > 0).sum()} documents")  # fmt: skip
    print(f"marks left                    {(table['marks'] > 0).sum()} documents")
    print(f"titles right                  {table['title'].mean():.1%}")
    print(f"days right                    {table['day'].mean():.1%}")
    if chosen.show:
        for row in table[~right | ~table["title"] | ~table["day"]].to_dict("records"):
            print(*(f"{key}={value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
