"""Measure how long the reports take, beside what the notebooks' Pythons need to start.

Reads as: the floor runs, the same way and as many at a time, notebooks that hold nothing but the
import lines of the real ones. What the ratio is above 1 is the reading, counting, drawing and
writing, and the imports that wait until they are used.
"""

import ast
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, writes

from helpers.reports.commands import PROJECT
from helpers.reports.runs import read_notebooks

ROUNDS = 2
# what `python -m helpers.reports` does before it writes: no web address grammar, then run
FLOOR = """
import sys
sys.modules["rfc3987_syntax"] = None
from helpers.reports.runs import read_notebooks, run_notebooks
run_notebooks(read_notebooks(sys.argv[1]))
"""


def imports_of(notebook) -> str:
    """Take the import lines of a notebook's code."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    lines = [node for node in ast.parse(code).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, lines))


def time_of(*arguments: str) -> float:
    """Run this Python with arguments; return the seconds it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=PROJECT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the floor, the reports and their ratio."""
    notebooks = read_notebooks(PROJECT / "notebooks")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare")
        bare.mkdir()
        for name, notebook in notebooks.items():
            only = new_notebook(cells=[new_code_cell(imports_of(notebook))])
            Path(bare, f"{name}.ipynb").write_text(writes(only), encoding="utf-8")
        floor, reports = [], []
        for _ in range(ROUNDS):  # in turns, so that both meet the same machine
            floor.append(time_of("-c", FLOOR, str(bare)))
            reports.append(time_of("-m", "helpers.reports", "--out", str(Path(folder, "reports"))))
    print(f"\nThe reports of {len(notebooks)} notebooks")
    print(f"{'':32}{'s':>8}{'/ floor':>8}")
    for name, times in (("starting and importing (floor)", floor), ("make reports", reports)):
        print(f"{name:32}{min(times):8.1f}{min(times) / min(floor):8.2f}")


if __name__ == "__main__":
    main()
