"""Score the dates against texts that people marked: python benchmarks/timex_score.py FOLDER

FOLDER holds TimeML files (.tml), such as data/TBAQ-cleaned/AQUAINT and …/TimeBank of the repository
jspotter/TempEval-3; they are others' texts, so none lies here. A third of them, chosen by their
names, was kept unseen while the rules were written, and is scored apart.

The measure is TempEval-3's value F1 (UzZaman et al. 2013, section 4.1): a found expression counts
if it overlaps a marked one, each used once, and their values are equal. "DATE" compares what is
of that type on both sides, "calendar" what has the value of a year, a month or a day.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from hashlib import sha256
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from helpers.dates import find_dates
from helpers.tokens import split_sentences

JOINT = re.compile(r"\s*(?:\b(?:to|until|till|through|and)\b|[-–—])\s*(?:the )?")
VIEWS = {
    "DATE": lambda one: one["type"] == "DATE",
    "calendar": lambda one: bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", one["value"])),
}


def extract(text: str, dct: str) -> list[dict]:
    """Find dates as {start, end, type, value}; a span of two dates becomes two, as in TIMEX3."""
    flat = re.sub(r"(?<!\n)\n(?!\s*\n)", " ", text)  # a wrapped line is no paragraph
    document = pd.DataFrame({"document": ["text"], "text": [flat]})
    published = pd.Series(pd.to_datetime([dct]), index=["text"])
    dates = find_dates(split_sentences(document), published=published)
    found = []
    for start, end, kind, value in dates[["start", "end", "type", "value"]].values:
        joints = [*JOINT.finditer(flat, start, end)] if "/" in value else []
        cut = joints[len(joints) // 2].span() if joints else (end, start)
        spans = [(start, cut[0]), (cut[1], end)] if joints else [(start, end)]
        for (low, high), one in zip(spans, value.split("/"), strict=False):
            found.append({"start": low, "end": high, "type": kind, "value": one})
    return found


def read_marked(path: Path) -> tuple[str, str, list[dict]]:
    """Read a TimeML file: its day, its text, and the expressions marked in it."""
    root = ElementTree.parse(path).getroot()
    day, text, marked = "", "", []

    def walk(node, inside: bool) -> None:
        nonlocal day, text
        inside = inside or node.tag == "TEXT"
        start, own = len(text), node.get("functionInDocument") == "CREATION_TIME"
        text += (node.text or "") if inside else ""
        for child in node:
            walk(child, inside)
            text += (child.tail or "") if inside else ""
        if node.tag == "TIMEX3":
            day = (node.get("value") or "")[:10] if own and not day else day
            if inside and not own and text[start:].strip():
                row = {"start": start, "end": len(text), "type": node.get("type")}
                marked.append(row | {"value": node.get("value") or ""})

    walk(root, False)
    return day, text, marked


def count_hits(marked: list[dict], found: list[dict]) -> int:
    """Count the pairs that overlap and have one value; the best pairs are made first."""
    pairs = []
    for i, gold in enumerate(marked):
        for j, own in enumerate(found):
            overlap = min(gold["end"], own["end"]) - max(gold["start"], own["start"])
            if overlap > 0:
                same = gold["value"] == own["value"]
                exact = (gold["start"], gold["end"]) == (own["start"], own["end"])
                pairs.append((not exact, not same, -overlap, i, j))
    used, hits = (set(), set()), 0
    for _, differs, _, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            hits += not differs
    return hits


def is_unseen(path: Path) -> bool:
    """Say whether a file belongs to the third that was kept apart."""
    return int(sha256(path.name.encode()).hexdigest(), 16) % 3 == 0


def score(paths: list[Path]) -> dict:
    """Score some files: documents, and the F1 of each view in per cent."""
    sums = {view: [0, 0, 0] for view in VIEWS}
    for path in paths:
        day, text, marked = read_marked(path)
        found = extract(text, day)
        for view, keep in VIEWS.items():
            gold, own = [*filter(keep, marked)], [*filter(keep, found)]
            for n, more in enumerate((len(gold), len(own), count_hits(gold, own))):
                sums[view][n] += more
    scores = {view: 200 * hits / max(gold + own, 1) for view, (gold, own, hits) in sums.items()}
    return {"documents": len(paths)} | {view: round(value, 1) for view, value in scores.items()}


def main() -> None:
    """Score every folder named on the command line."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for folder in map(Path, sys.argv[1:]):
        paths = sorted(folder.glob("*.tml"))
        if not paths:
            sys.exit(f"{folder}: no .tml file in it")
        groups = {"seen": [p for p in paths if not is_unseen(p)]}
        groups |= {"unseen": [p for p in paths if is_unseen(p)], "all": paths}
        for name, own in groups.items():
            print(f"{folder.name:10} {name:7}", score(own))


if __name__ == "__main__":
    main()
