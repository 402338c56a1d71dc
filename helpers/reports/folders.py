"""Put files into a folder all at once or not at all, whoever else is at it.

While a run is at work, two things of its own lie beside the folder: `.NAME.lock` keeps other runs
out, and in `.NAME-unfinished` the files are made. Both go when the run ends; if it is killed they
stay, and the next run sees by them what happened and puts it right.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.reports.commands import CommandError

RUN_FILE = "run.txt"  # beside the unfinished files: which run makes them


@contextmanager
def take_turn(folder: Path) -> Iterator[str]:
    """Keep every other run from writing into a folder, and clean up after one that was killed.

    Gives a line that says what such a run had left, or "". Raises CommandError, with the status 2,
    where another run has its turn; the system ends a turn with its process, however that dies.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.parent / f".{folder.name}.lock"
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        who = f"{os.path.relpath(folder)} ({_read_owner(folder) or 'just begun'})"
        raise CommandError(f"another run is writing to {who}; nothing was changed", 2) from None
    try:
        killed = _read_owner(folder) or "unknown"
        left = _mend_swap(folder)
        owner = time.strftime(f"process {os.getpid()}, begun %Y-%m-%d %H:%M:%S")
        _write({RUN_FILE: owner}, _work_of(folder))
        yield f"cleaned up after a run that was killed ({killed})" if left else ""
    finally:
        try:
            _mend_swap(folder)
        finally:
            if os.name == "posix":  # on Windows filelock does it, once the file is closed
                path.unlink(missing_ok=True)
            lock.release()


def mend_folder(folder: Path) -> str:
    """Clean up after a run that was killed, if there is anything and nobody has the turn."""
    if _work_of(folder).exists():
        with suppress(OSError, CommandError), take_turn(folder) as left:  # or the next run does
            return left
    return ""


def swap_folder(files: dict[str, str], folder: Path) -> None:
    """Put a folder with these files in place of the old one, by two renames at the end.

    To be called during one's turn, whose end takes the old folder away. Where a run is killed
    between the two renames, the next turn puts the old folder back.
    """
    work = _work_of(folder)
    _write(files, work / "new")
    if folder.exists():
        os.replace(folder, work / "old")
    os.replace(work / "new", folder)


def save_files(files: dict[str, str], folder: Path) -> None:
    """Put files into a folder that holds others, too: all are made before the first is moved.

    To be called during one's turn. Where moving them is broken off, the next turn moves the rest.
    """
    work = _work_of(folder)
    _write(files, work / "new")
    os.replace(work / "new", work / "ready")
    _move_files(work / "ready", folder)


# -- what lies beside the folder ---------------------------------------------------------------


def _work_of(folder: Path) -> Path:
    return folder.parent / f".{folder.name}-unfinished"


def _read_owner(folder: Path) -> str:
    """Say which run has its turn or was killed in it, or "" where it has not said so."""
    with suppress(FileNotFoundError):
        return (_work_of(folder) / RUN_FILE).read_text("utf-8", "replace")
    return ""


def _write(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _move_files(ready: Path, folder: Path) -> None:
    for path in sorted(ready.iterdir()):
        target = folder / path.name
        # what somebody wrote after us is not ours to replace
        if not target.exists() or target.stat().st_mtime_ns <= path.stat().st_mtime_ns:
            os.replace(path, target)


def _mend_swap(folder: Path) -> bool:
    """End what was begun, or undo it, and take away the rest; False where there was nothing."""
    work = _work_of(folder)
    if not work.exists():
        return False
    if (work / "old").exists() and not folder.exists():
        os.replace(work / "old", folder)
    if (work / "ready").exists():
        _move_files(work / "ready", folder)
    shutil.rmtree(work, ignore_errors=True)
    return True
