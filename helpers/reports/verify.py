"""Run the saved notebooks again and say whether they show the same.

python -m helpers.verify
python -m helpers.verify --frozen

A text or a file of judgements that changed, and a table, a figure or a sentence that is not the
saved one, is a difference, and the exit status is 1. Versions other than those that a notebook was
saved with are named; where they are of what draws (another system, matplotlib, FreeType ...),
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
from collections.abc import Collection
from itertools import count, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers.evidence import count_of
from helpers.evidence.proof import DRAWN_BY, PROOF, SHOWN_KINDS
from helpers.reports.commands import (
    PROJECT,
    CommandError,
    end_in_one_line,
    open_progress,
    prepare_command,
)
from helpers.reports.pages import list_outputs
from helpers.reports.runs import normalise, read_notebooks, run_notebooks

if TYPE_CHECKING:
    from nbformat import NotebookNode

PICTURES = ("image/svg+xml", "image/png")
MAX_EXCERPT_CHARS = 120  # characters of a line that are shown around its first difference


class Shown(NamedTuple):
    """A table, a figure, or what a cell shows beside them ("cell")."""

    content: str
    cell: int  # the number of its cell in the notebook


Key = tuple[str, str]  # the kind and the name of what is shown: ("table", "coverage")
AllShown = dict[Key, Shown]


class Comparison(NamedTuple):
    """How a notebook that was run again compares with the one that was saved."""

    changed: list[str]  # texts and judgements that are not what they were
    versions: list[str]  # versions that are not what they were
    differences: list[str]  # tables, figures and sentences that are not what they were
    n: int  # how many tables and figures were compared
    n_same: int  # how many of them are the same
    n_apart: int  # how many figures were not compared


def compare_notebooks(
    saved: NotebookNode, again: NotebookNode, *, frozen: bool = False
) -> Comparison:
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
    shown = [key for key in {**old, **new} if key[0] in SHOWN_KINDS]
    compared = [key for key in shown if key[0] in kinds]
    differ = _list_different(old, new, kinds)
    n_same = sum(key not in differ for key in compared)
    stale = [key for key in proven if key[0] in kinds and key not in differ]
    return Comparison(
        changed=[" ".join(key) for key in proven if key[0] not in ("version", *SHOWN_KINDS)],
        versions=[_say_version(name, before, after) for name in versions]
        or ([] if before else ["none is saved with it"]),
        differences=[
            *(f"{' '.join(key)}: {_say_difference(key, old, new)}" for key in differ),
            *(f"{' '.join(key)}: its line in the proof is different" for key in stale),
        ],
        n=len(compared),
        n_same=n_same,
        n_apart=len(shown) - len(compared),
    )


def _list_different(old: AllShown, new: AllShown, kinds: Collection[str]) -> list[Key]:
    """List the tables, figures and cells that are not the same, in the order of the notebook.

    A table that differs has other words around it; to name the table is enough.
    """
    both = {**old, **new}
    differ = [key for key in both if _content(old, key) != _content(new, key)]
    cells = {both[key].cell for key in differ if key[0] in kinds}
    words = [key for key in differ if key[0] == "cell" and both[key].cell not in cells]
    return [key for key in differ if key[0] in kinds or key in words]


def _content(shown: AllShown, key: Key) -> str | None:
    return shown[key].content if key in shown else None


def _read_proof(notebook: NotebookNode) -> dict[Key, str]:
    """Read a notebook's proof, {("table", "coverage"): sha256}; empty where it has none."""
    for output in list_outputs(notebook):
        if _is_proof(output):
            rows = csv.DictReader(io.StringIO(output.data["text/csv"], newline=""))
            return {(row["what"], row["name"]): row["value"] for row in rows}
    return {}


def _is_proof(output: NotebookNode) -> bool:
    return _name_of_output(output) == PROOF and "text/csv" in output.get("data", {})


def _name_of_output(output: NotebookNode) -> str:
    return output.get("metadata", {}).get("text/csv", {}).get("name", "table")


def _list_shown(notebook: NotebookNode) -> AllShown:
    """List all that is shown but the proof, by kind and name; the second of a name is name-2."""
    shown: AllShown = {}
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


def _words_of_output(output: NotebookNode) -> str:
    """Write out what an output shows beside a table and a picture, its plain text first."""
    data = output.get("data", {})
    kinds = sorted(data.keys() - {*PICTURES, "text/csv", "text/plain"})
    said = [data.get("text/plain", ""), output.get("text", ""), *(str(data[k]) for k in kinds)]
    about = json.dumps(output.get("metadata", {}), sort_keys=True, ensure_ascii=False)
    return "\n".join([*filter(None, said), about])


def _say_version(name: str, before: dict[Key, str], after: dict[Key, str]) -> str:
    now, then = (proof.get(("version", name), "not named") for proof in (after, before))
    return f"{name} {now}, saved with {then}"


def _say_difference(key: Key, saved: AllShown, again: AllShown) -> str:
    """Say where two texts differ: "line 4 was “peace,3”, is “peace,4”; 2 of 9 lines differ"."""
    old, new = _content(saved, key), _content(again, key)
    if old is None or new is None:
        return "new" if old is None else "not shown any more"
    if key[0] == "figure":
        return "a different picture"
    pairs = [*zip_longest(*(text.removesuffix("\n").split("\n") for text in (old, new)))]
    at = [number for number, (one, other) in enumerate(pairs, start=1) if one != other]
    if not at:
        return "its last line ends differently"
    one, other = pairs[at[0] - 1]
    if one is None:
        what = f"{_excerpt(other)} is new"
    elif other is None:
        what = f"{_excerpt(one)} is gone"
    else:
        what = f"was {_excerpt(one, other)}, is {_excerpt(other, one)}"
    return f"line {at[0]} {what}; {len(at)} of {len(pairs)} lines differ"


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
    """Run the notebooks of a folder, print what differs, and return the line that nothing does.

    Raises CommandError with the status 1 where something differs.
    """
    saved = read_notebooks(folder)
    again = copy.deepcopy(saved)
    run_notebooks(again, progress=open_progress(sys.stdout))
    compared = {name: compare_notebooks(saved[name], again[name], frozen=frozen) for name in again}
    every = [*compared.values()]
    differs = any(one.differences for one in every)
    for line in _list_differences(compared, "probable cause" if differs else "changed"):
        print(line, flush=True)
    n, same, apart = (sum(getattr(one, f) for one in every) for f in ("n", "n_same", "n_apart"))
    line = f"reproduced: {same} of {n} {'tables' if apart else 'tables and figures'}"
    if apart:
        line += f"; {count_of(apart, 'figure')} not compared (drawn by other versions)"
    if same < n:
        raise CommandError(line)
    if differs:
        raise CommandError(f"{line}, but not all the words beside them")
    if any(one.changed for one in every):
        raise CommandError(f"{line}, but from other files; make notebooks saves their proof anew")
    if frozen and any(one.versions for one in every):
        raise CommandError(f"{line}, but with other versions")
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
    parser.add_argument(
        "--frozen", action="store_true", help="other versions are a difference, too"
    )
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
