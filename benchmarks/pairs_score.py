"""Say how many pairs of sentences `align` finds of those that people made.

python benchmarks/pairs_score.py FILE.jsonl …

Each line of a file is one text in two versions: {"old": [sentences], "new": [sentences], "pairs":
[[old, new], …]}, the numbers from 0; a sentence that was cut or joined is in several pairs. Such
files can be made of the ArgRewrite corpus (Kashefi et al. 2022, CC BY 4.0).
"""

import json
import sys
from pathlib import Path

import pandas as pd

from helpers.changes import align


def as_sentences(name: str, texts: list[str]) -> pd.DataFrame:
    """Make the frame of sentences that a text of these sentences would have."""
    frame = pd.DataFrame({"text": [" ".join(text.split()) for text in texts]}).astype("str")
    ends = (frame["text"].str.len() + 1).cumsum()
    frame["start"], frame["end"] = ends - frame["text"].str.len() - 1, ends - 1
    return frame.assign(document=name, paragraph=1, sentence=frame.index + 1)


def score(path: Path) -> pd.DataFrame:
    """Count the pairs that are right, wrong and missed: of all, and of those that changed."""
    counts = pd.DataFrame(0, index=["all", "changed"], columns=["right", "wrong", "missed"])
    for line in path.read_text(encoding="utf-8").splitlines():
        texts = json.loads(line)
        old, new = (as_sentences(side, texts[side]) for side in ("old", "new"))
        found = align(old, new).dropna(subset=["old_sentence", "new_sentence"])
        found = {*zip(found["old_sentence"] - 1, found["new_sentence"] - 1, strict=True)}
        made = {tuple(pair) for pair in texts["pairs"]}
        same = {(i, j) for i, j in found | made if old["text"][i] == new["text"][j]}
        for which, left_out in (("all", set()), ("changed", same)):
            ours, theirs = found - left_out, made - left_out
            counts.loc[which] += [len(ours & theirs), len(ours - theirs), len(theirs - ours)]
    counts["precision"] = 100 * counts["right"] / (counts["right"] + counts["wrong"])
    counts["recall"] = 100 * counts["right"] / (counts["right"] + counts["missed"])
    counts["f1"] = (
        200 * counts["right"] / (2 * counts["right"] + counts["wrong"] + counts["missed"])
    )
    return counts.round(1)


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:]):
        print(f"{file.name}\n{score(file).to_string()}\n")
