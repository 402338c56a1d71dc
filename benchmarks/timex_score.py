"""Score the dates against texts that people marked: python benchmarks/timex_score.py FOLDER …

A FOLDER holds others' texts, so none lies here: TimeML files (.tml), such as data/TBAQ-cleaned/
AQUAINT and …/TimeBank of the repository jspotter/TempEval-3; files of the Event StoryLine Corpus
(.xml), such as annotated_data/v1.0/1 of tommasoc80/EventStoryLine; or statements marked by day
(.json): {"text", "day", "marked": [{"start", "end", "first", "last"}]}, a day that is open null.
A third of the files, chosen by their names, was kept unseen while the rules were written, and is
scored apart. Prints rows as data/date_scores.csv has them.

The measure is TempEval-3's (UzZaman et al. 2013, section 4.1): a found expression counts if it
overlaps a marked one, each used once, and their values are equal. Of all with such a measure
"DATE" keeps what is of that type, "calendar" what has the value of a year, a month or a day, and
each kind what is written so. "days" asks of statements marked by day for the first and the last
day instead of the value; both may be open, and what has neither is left out. The Event StoryLine
Corpus marks only dates of the events that it links, so that its precision says nothing; its
times of day are in another zone and left out, as are its files without a day.
"""

import csv
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from helpers.dates import find_dates
from helpers.english import MONTH, WEEKDAYS
from helpers.tokens import split_sentences

JOINT = re.compile(r"\s*(?:\b(?:to|until|till|through|and)\b|[-–—])\s*(?:the )?")
SHORT_RANGE = re.compile(r"\d(?:st|nd|rd|th)? ?[-–—] ?\d|\b(?:to|until|through)\b")
NAMES_NO_YEAR = re.compile(rf"{MONTH}|\b(?i:spring|summer|autumn|winter|Christmas|quarter)\b")
NOT_DATES = {"SET": "set", "DURATION": "length", "TIME": "time of day"}
VAGUE = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|X.*")
COLUMNS = "finder texts part documents measure marked found recall precision f1 source".split()


def kind_of(one: dict) -> str:
    """Say how an expression is written."""
    words, value = one["text"], one.get("value") or ""
    if one["type"] in NOT_DATES:
        return NOT_DATES[one["type"]]
    if VAGUE.fullmatch(value):
        return "vague"
    if SHORT_RANGE.search(words) and re.search(r"\d", words):
        return "span"
    if re.search(r"\d{4}|['’/]\d\d\b|\bFY", words):
        return "explicit"
    if NAMES_NO_YEAR.search(words) and not re.search(rf"\b(?:{'|'.join(WEEKDAYS)})\b", words):
        return "without a year"
    return "relative"


KINDS = ["explicit", "without a year", "relative", "span", "vague", "length", "set"]
MEASURES: dict[str, Callable] = {
    "DATE": lambda one: one["type"] == "DATE",
    "calendar": lambda one: bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", one["value"] or "")),
}
MEASURES |= {name: lambda one, name=name: kind_of(one) == name for name in KINDS}


def extract(text: str, dct: str) -> list[dict]:
    """Find dates as {start, end, text, type, value, first, last}."""
    flat = re.sub(r"(?<!\n)\n(?!\s*\n)", " ", text)  # a wrapped line is no paragraph
    document = pd.DataFrame({"document": ["text"], "text": [flat]})
    published = pd.Series(pd.to_datetime([dct], errors="coerce"), index=["text"])
    dates = find_dates(split_sentences(document), published=published)
    for name in ("first", "last"):
        days = dates[f"{name}_day"].where(dates["basis"] != "vague")
        dates[name] = days.dt.strftime("%Y-%m-%d").fillna("")
    return dates[["start", "end", "text", "type", "value", "first", "last"]].to_dict("records")


def in_timex(found: list[dict]) -> Iterator[dict]:
    """Make two of a span of two dates, as TIMEX3 has it."""
    for one in found:
        joints = [*JOINT.finditer(one["text"])] if "/" in one["value"] else []
        if not joints:
            yield one
            continue
        cut, first, last = joints[len(joints) // 2], *one["value"].split("/")
        yield one | {"end": one["start"] + cut.start(), "value": first}
        yield one | {"start": one["start"] + cut.end(), "value": last}


def read_marked(path: Path) -> tuple[str, str, list[dict]]:
    """Read a file that people marked: its day, its text, and the expressions marked in it."""
    if path.suffix == ".json":
        said = json.loads(path.read_text("utf-8"))
        marked = [
            row | {"first": row["first"] or "", "last": row["last"] or ""} for row in said["marked"]
        ]
        return said["day"], said["text"], marked
    root = ElementTree.parse(path).getroot()
    day, text, marked = _read_storyline(root) if path.suffix == ".xml" else _read_timeml(root)
    for one in marked:
        one["text"] = text[one["start"] : one["end"]]
    return day, text, marked


def _read_timeml(root: ElementTree.Element) -> tuple[str, str, list[dict]]:
    day, text, marked = "", "", []

    def walk(node: ElementTree.Element, inside: bool) -> None:
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


def _read_storyline(root: ElementTree.Element) -> tuple[str, str, list[dict]]:
    text, places, last = "", {}, "0"
    for token in root.iter("token"):
        tight = re.match(r"[.,:;!?)%]", token.text or "")
        text += "\n\n" if token.get("sentence") != last else " " if text and not tight else ""
        last, start = token.get("sentence"), len(text)
        text += token.text or ""
        places[token.get("t_id")] = (start, len(text))
    day, marked = "", []
    for mark in root.iter("TIME_DATE"):
        own = [places[anchor.get("t_id")] for anchor in mark.iter("token_anchor")]
        if mark.get("DCT") == "TRUE":
            day = day or (mark.get("value") or "")[:10]
        elif own and mark.get("value"):
            row = {"start": own[0][0], "end": own[-1][1], "type": "DATE"}
            marked.append(row | {"value": mark.get("value")})
    return day, text, marked


def count_hits(marked: list[dict], found: list[dict], keys: list[str]) -> int:
    """Count the pairs that overlap and are alike in the keys; the best pairs are made first."""
    pairs = []
    for i, gold in enumerate(marked):
        for j, own in enumerate(found):
            overlap = min(gold["end"], own["end"]) - max(gold["start"], own["start"])
            if overlap > 0:
                same = all(gold[key] == own[key] for key in keys)
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


def score(paths: list[Path]) -> tuple[int, dict[str, list[int]]]:
    """Score files: how many have a day; of each measure what is marked, found, right seen so."""
    sums: dict[str, list[int]] = {}
    documents = 0
    for path in paths:
        day, text, marked = read_marked(path)
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            continue
        documents += 1
        found = extract(text, day)
        if path.suffix == ".json":
            pairs = {"days": (_with_days(marked), _with_days(found), ["first", "last"])}
        else:
            timex = [*in_timex(found)]
            pairs = {
                name: ([*filter(keep, marked)], [*filter(keep, timex)], ["value"])
                for name, keep in MEASURES.items()
            }
        for name, (gold, own, keys) in pairs.items():
            everything = (marked, timex) if name in KINDS else (gold, own)
            hits = [count_hits(gold, everything[1], keys), count_hits(everything[0], own, keys)]
            added = sums.setdefault(name, [0] * 4)
            sums[name] = [*map(sum, zip(added, (len(gold), len(own), *hits), strict=True))]
    return documents, sums


def _with_days(rows: list[dict]) -> list[dict]:
    return [row for row in rows if row["first"] or row["last"]]


def rows_of(folder: Path) -> Iterator[dict]:
    """Score a folder, part by part, as rows of data/date_scores.csv."""
    paths = sorted(
        path for ending in ("tml", "xml", "json") for path in folder.glob(f"[!.]*.{ending}")
    )
    if not paths:
        sys.exit(f"{folder}: no .tml, .xml or .json file in it")
    parts = {"seen": [p for p in paths if not is_unseen(p)]}
    parts |= {"unseen": [p for p in paths if is_unseen(p)], "all": paths}
    for part, own in parts.items():
        documents, sums = score(own)
        for measure, (marked, found, recalled, precise) in sums.items():
            if not marked or (part == "all" and measure in KINDS):
                continue
            row = {"finder": "helpers/dates", "texts": folder.name, "part": part}
            row |= {"documents": documents, "measure": measure, "marked": marked, "found": found}
            recall, precision = 100 * recalled / marked, 100 * precise / max(found, 1)
            numbers = {"recall": recall, "precision": precision}
            numbers |= {"f1": 2 * recall * precision / max(recall + precision, 1)}
            if own[0].suffix == ".xml":  # not all of its dates are marked
                numbers = {"recall": recall}
            yield row | {name: f"{number:.1f}" for name, number in numbers.items()}


def main() -> None:
    """Score every folder named on the command line."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for folder in map(Path, sys.argv[1:]):
        table.writerows(rows_of(folder))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
