"""Run the saved notebooks again and say whether they show the same.

python -m helpers.verify
python -m helpers.verify --frozen

A text or a file of judgements that changed, and a table, a figure or a sentence that is another one
than the saved, is a difference, and the exit status is 1. Other versions than those that a notebook
was saved with are said; where they are of what draws (another system, matplotlib, FreeType ...),
pictures are not compared. With --frozen another version is a difference, too, and pictures are
always compared: for an archive that must stay as it is.
"""

from __future__ import annotations

import argparse
import copy
import csv
import io
import json
import sys
from itertools import count, zip_longest
from pathlib import Path
from typing import NamedTuple

from helpers.evidence import count_of
from helpers.evidence.proof import DRAWN_BY, PROOF, SHOWN_KINDS
from helpers.reports.commands import (
    PROJECT,
    CommandError,
    end_in_one_line,
    open_teller,
    prepare_command,
)
from helpers.reports.pages import list_outputs
from helpers.reports.runs import normalise, read_notebooks, run_notebooks

PICTURES = ("image/svg+xml", "image/png")
MAX_EXCERPT_CHARS = 120  # characters of a line that are shown around its first difference


class Shown(NamedTuple):
    """A table, a figure, or what a cell shows beside them ("cell")."""

    content: str
    cell: int  # the number of its cell in the notebook


class Comparison(NamedTuple):
    """How a notebook that was run again compares with the one that was saved."""

    changed: list[str]  # texts and judgements that are not what they were
    versions: list[str]  # versions that are not what they were
    differences: list[str]  # tables, figures and sentences that are not what they were
    n: int  # how many tables and figures were compared
    n_same: int  # how many of them are the same
    n_apart: int  # how many figures were not compared


def compare_notebooks(saved, again, *, frozen: bool = False) -> Comparison:
    """Compare what a notebook shows after another run with what was saved in it.

    Tables are compared as their CSV, letter for letter, pictures by their bytes unless they were
    drawn by other versions (with `frozen` even then), and all else that is shown as it stands.
    """
    before, after = _read_proof(saved), _read_proof(again)
    both = {**before, **after} if before else {}  # with no proof there is nothing to compare
    proven = [key for key in both if before.get(key) != after.get(key)]
    versions = [name for what, name in proven if what == "version"]
    drawn_alike = bool(before) and not {*versions} & {*DRAWN_BY}
    kinds = SHOWN_KINDS if frozen or drawn_alike else ["table"]

    old, new = _list_shown(saved), _list_shown(again)
    counted = [key for key in {**old, **new} if key[0] in SHOWN_KINDS]
    compared = [key for key in {**old, **new} if key[0] in (*kinds, "cell")]
    other = [key for key in compared if _content(old, key) != _content(new, key)]
    cells = {(new.get(key) or old[key]).cell for key in other if key[0] in SHOWN_KINDS}
    # a table that differs has other words around it; to name the table is enough
    named = [key for key in other if key[0] in SHOWN_KINDS or new[key].cell not in cells]
    stale = [key for key in proven if key[0] in kinds and key not in other]
    return Comparison(
        changed=[" ".join(key) for key in proven if key[0] not in ("version", *SHOWN_KINDS)],
        versions=[_say_version(name, before, after) for name in versions]
        or ([] if before else ["none is saved with it"]),
        differences=[
            *(f"{' '.join(k)}: {_say(k[0], _content(old, k), _content(new, k))}" for k in named),
            *(f"{' '.join(key)}: its line in the proof is another" for key in stale),
        ],
        n=sum(key in counted for key in compared),
        n_same=sum(key in counted and key not in other for key in compared),
        n_apart=len({*counted} - {*compared}),
    )


def _content(shown: dict, key) -> str | None:
    return shown[key].content if key in shown else None


def _read_proof(notebook) -> dict[tuple[str, str], str]:
    """Read a notebook's proof, {("table", "coverage"): sha256}; empty where it has none."""
    for output in list_outputs(notebook):
        if _is_proof(output):
            rows = csv.DictReader(io.StringIO(output.data["text/csv"], newline=""))
            return {(row["what"], row["name"]): row["value"] for row in rows}
    return {}


def _is_proof(output) -> bool:
    return _name_of_output(output) == PROOF and "text/csv" in output.get("data", {})


def _name_of_output(output) -> str:
    return output.get("metadata", {}).get("text/csv", {}).get("name", "table")


def _list_shown(notebook) -> dict[tuple[str, str], Shown]:
    """List all that is shown but the proof, by kind and name; the second of a name is name-2."""
    shown = {}
    for number, cell in enumerate(normalise(copy.deepcopy(notebook)).cells):
        outputs = [out for out in cell.get("outputs", []) if not _is_proof(out)]
        for output in outputs:
            data, own = output.get("data", {}), _name_of_output(output)
            picture = "".join(data.get(kind, "") for kind in PICTURES)
            for what, content in (("figure", picture), ("table", data.get("text/csv"))):
                names = (own if n == 1 else f"{own}-{n}" for n in count(1))
                if content:
                    name = next(name for name in names if (what, name) not in shown)
                    shown[what, name] = Shown(content, number)
        if cell.cell_type == "code":
            words = "\n".join(map(_words_of_output, outputs))
            shown["cell", cell.get("id", str(number))] = Shown(words, number)
    return shown


def _words_of_output(output) -> str:
    """Write out what an output shows beside a table and a picture, its plain text first."""
    data = output.get("data", {})
    kinds = sorted(data.keys() - {*PICTURES, "text/csv", "text/plain"})
    said = [data.get("text/plain", ""), output.get("text", ""), *(str(data[k]) for k in kinds)]
    about = json.dumps(output.get("metadata", {}), sort_keys=True, ensure_ascii=False)
    return "\n".join([*filter(None, said), about])


def _say_version(name: str, before: dict, after: dict) -> str:
    now, then = (proof.get(("version", name), "not named") for proof in (after, before))
    return f"{name} {now}, saved with {then}"


def _say(what: str, old: str | None, new: str | None) -> str:
    """Say where two texts differ: "line 4 was “peace,3”, is “peace,4”; 2 of 9 lines differ"."""
    if old is None or new is None:
        return "new" if old is None else "not shown any more"
    if what == "figure":
        return "another picture"
    pairs = [*zip_longest(*(text.removesuffix("\n").split("\n") for text in (old, new)))]
    at = [number for number, (one, other) in enumerate(pairs, start=1) if one != other]
    if not at:
        return "its last line ends otherwise"
    one, other = pairs[at[0] - 1]
    rest = f"{len(at)} of {len(pairs)} lines differ"
    if one is None or other is None:
        return (
            f"line {at[0]} {_excerpt(one or other)} is {'new' if one is None else 'gone'}; {rest}"
        )
    return f"line {at[0]} was {_excerpt(one, other)}, is {_excerpt(other, one)}; {rest}"


def _excerpt(line: str, other: str = "") -> str:
    """Quote a line, of a long one what stands around its first difference from another."""
    if len(line) > MAX_EXCERPT_CHARS:
        pairs = enumerate(zip_longest(line, other))
        low = max(next((at for at, (a, b) in pairs if a != b), 0) - MAX_EXCERPT_CHARS // 4, 0)
        cut = line[low : low + MAX_EXCERPT_CHARS]
        line = ("…" if low else "") + cut + ("…" if low + len(cut) < len(line) else "")
    return f"“{line}”"


# -- the command -------------------------------------------------------------------------------


def verify_notebooks(folder: Path, *, frozen: bool = False) -> str:
    """Run the notebooks of a folder, print what differs, and return a line that nothing does.

    Raises CommandError with the status 1 where something differs.
    """
    saved = read_notebooks(folder)
    again = copy.deepcopy(saved)
    run_notebooks(again, tell=open_teller(sys.stdout))
    compared = {name: compare_notebooks(saved[name], again[name], frozen=frozen) for name in again}
    every = [*compared.values()]
    differs = any(one.differences for one in every)
    for line in _list_differences(compared, "probable cause" if differs else "changed"):
        print(line, flush=True)
    n, same, apart = (sum(getattr(one, f) for one in every) for f in ("n", "n_same", "n_apart"))
    line = f"reproduced: {same} of {n} {'tables' if apart else 'tables and figures'}"
    if apart:
        line += f"; {count_of(apart, 'figure')} by other versions not compared"
    if same < n:
        raise CommandError(line)
    if differs:
        raise CommandError(f"{line}, but not all that is said beside them")
    if any(one.changed for one in every):
        raise CommandError(
            f"{line}, but from other files; make notebooks saves them with their proof"
        )
    if frozen and any(one.versions for one in every):
        raise CommandError(f"{line}, but by other versions")
    return line


def _list_differences(compared: dict[str, Comparison], cause: str) -> list[str]:
    """List what differs: first the files and the versions, with the notebooks that they touch."""
    where: dict[str, list[str]] = {}
    for name, one in compared.items():
        for thing in one.changed:
            where.setdefault(f"{cause}: {thing} is not what it was", []).append(name)
    for name, one in compared.items():
        for thing in one.versions:
            where.setdefault(f"version: {thing}", []).append(name)
    lines = [f"{line} ({', '.join(names)})" for line, names in where.items()]
    return lines + [f"{name}, {line}" for name, one in compared.items() for line in one.differences]


def verify_command(argv: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 reproduced, 1 not, 2 refused, 130 stopped."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers.verify",
        description="Run the saved notebooks again and say whether they show the same.",
    )
    parser.add_argument("--frozen", action="store_true", help="allow no other version, either")
    parser.add_argument("--traceback", action="store_true", help="show where a cell failed")
    parser.add_argument("--notebooks", metavar="FOLDER", type=Path, default=PROJECT / "notebooks")
    arguments = parser.parse_args(argv)
    return end_in_one_line(
        lambda: verify_notebooks(arguments.notebooks, frozen=arguments.frozen),
        traceback=arguments.traceback,
    )


if __name__ == "__main__":
    prepare_command()
    sys.exit(verify_command())
