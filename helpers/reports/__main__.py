"""Run the notebooks and write what they show as web pages, all of them or none.

python -m helpers.reports
python -m helpers.reports --data my-folder --document my-statement --out my-reports
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.reports.commands import (
    PROJECT,
    CommandError,
    Progress,
    end_in_one_line,
    open_progress,
    prepare_command,
)
from helpers.reports.folders import mend_folder, save_files, swap_folder, take_turn
from helpers.reports.pages import check_folder, list_outputs, make_index, make_page, open_exporter
from helpers.reports.runs import apply_settings, read_notebooks, run_notebooks

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.reports.runs import Notebooks


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    """Read the command line; the settings of the notebooks end up in one dictionary."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers.reports",
        description="Run the notebooks and write their reports.",
    )
    parser.add_argument("--data", metavar="FOLDER", help="read the statements of this folder")
    parser.add_argument("--document", metavar="ID", help="report on this statement")
    parser.add_argument("--out", metavar="FOLDER", type=Path, default=PROJECT / "reports")
    parser.add_argument("--save", action="store_true", help="save the notebooks as run, too")
    parser.add_argument("--traceback", action="store_true", help="show where a cell failed")
    parser.add_argument("--notebooks", metavar="FOLDER", type=Path, default=PROJECT / "notebooks")
    parser.add_argument("settings", metavar="NAME=value", nargs="*", help="any other setting")
    arguments = parser.parse_args(argv)
    pairs = [pair.partition("=") for pair in arguments.settings]
    for name, equals, _ in pairs:
        if not (equals and name.isidentifier()):
            parser.error(f"a setting is written NAME=value, not {name!r}")
    arguments.settings = {name: value for name, _, value in pairs}
    for name in ("data", "document"):
        if getattr(arguments, name) is not None:
            arguments.settings[name.upper()] = getattr(arguments, name)
    return arguments


def _make_files(
    notebooks: Notebooks, settings: dict[str, str], progress: Progress
) -> tuple[dict[str, str], list[str]]:
    """Run the notebooks and make every file of their reports: {"02_terms.html": text}.

    Returns the files, and the problems that whoever runs the command has to hear of.
    """
    known = set().union(*[apply_settings(nb, settings) for nb in notebooks.values()])
    if unknown := sorted(set(settings) - known):
        names = f"; the settings are {', '.join(sorted(known))}" if known else ""
        raise CommandError(f"no notebook has a setting {', '.join(unknown)}{names}", 2)
    pages = {}

    def finished(name: str, notebook: NotebookNode) -> None:
        pages[name] = make_page(name, notebook, list(notebooks))

    run_notebooks(notebooks, progress=progress, meanwhile=open_exporter, finished=finished)
    reports = [pages[name] for name in notebooks]
    files = {"index.html": make_index(reports, settings)}
    for report in reports:
        files |= {f"{report.name}.html": report.html} | report.tables
    return files, [problem for report in reports for problem in report.problems]


def _save_notebooks(notebooks: Notebooks, folder: Path, read: dict[str, bytes]) -> None:
    """Write the notebooks, with their outputs, back to where they were read from.

    The first figure of each lies beside it as NN_name.svg, for the README to show.
    Raises CommandError where a notebook is not as it was `read`: somebody has worked on it since.
    """
    import nbformat

    files = {}
    for name, notebook in notebooks.items():
        files[f"{name}.ipynb"] = nbformat.writes(notebook).rstrip("\n") + "\n"
        pictures = (output.data.get("image/svg+xml") for output in list_outputs(notebook))
        if picture := next(filter(None, pictures), None):
            files[f"{name}.svg"] = picture
    for name, content in _contents(folder).items():
        if content != read.get(name):
            raise CommandError(
                f"{name} was changed while it ran, so no notebook was saved; run again"
            )
    save_files(files, folder)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}


@contextmanager
def _take_turns(out: Path, notebooks: Path, save: bool, progress: Progress) -> Iterator[None]:
    """Keep other runs out of the folders that this one writes; say what a killed one had left."""
    turn = take_turn(notebooks) if save else nullcontext(mend_folder(notebooks))
    with take_turn(out) as unfinished, turn as unsaved:
        for folder, left in ((out, unfinished), (notebooks, unsaved)):
            if left:
                progress(os.path.relpath(folder), left, True)
        yield


def make_reports(arguments: argparse.Namespace) -> str:
    """Do what the command line asks, and return a line that says what was written."""
    out, folder, settings = arguments.out.resolve(), arguments.notebooks, arguments.settings
    if "DATA" in settings and not Path(settings["DATA"]).is_dir():
        raise CommandError(f"there is no folder {settings['DATA']}", 2)
    if arguments.save and settings:
        raise CommandError("--save saves the notebooks as they are; leave out the settings", 2)
    start, progress = time.monotonic(), open_progress(sys.stdout)
    standing = "the earlier reports are as they were"
    try:
        with _take_turns(out, folder.resolve(), arguments.save, progress):
            check_folder(out)
            read = _contents(folder) if arguments.save else {}
            notebooks = read_notebooks(folder)
            files, problems = _make_files(notebooks, settings, progress)
            swap_folder(files, out)
            standing = "the new reports are in place"
            if arguments.save:
                standing += ", but the notebooks were not saved"
                _save_notebooks(notebooks, folder.resolve(), read)
    except KeyboardInterrupt:
        raise CommandError(f"stopped; {standing}", 130) from None
    except OSError as error:
        raise CommandError(f"{error}; {standing}") from None
    for problem in problems:
        print(problem, file=sys.stderr)
    n_reports, n_tables = len(notebooks), sum(name.endswith(".csv") for name in files)
    wrote = f"wrote {n_reports} reports and {n_tables} tables in {os.path.relpath(out)}"
    saved = f", saved {n_reports} notebooks" if arguments.save else ""
    return f"{time.monotonic() - start:6.1f} s  {wrote}{saved}"


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 a cell failed, 2 refused, 130 stopped.

    Whatever the status but 0, the reports are whole, and the line that is printed says which they
    are: those of before, or the new ones.
    """
    arguments = _arguments(argv)
    return end_in_one_line(lambda: make_reports(arguments), traceback=arguments.traceback)


if __name__ == "__main__":
    prepare_command()
    sys.exit(main())
