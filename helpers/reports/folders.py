"""Put files into a folder all at once or not at all, whoever else is at it.

While a run is at work, two things of its own lie beside the folder: `.NAME.lock`, which says whose
turn it is, and `.NAME-unfinished`, where the files are made. Both go when the run ends; if it is
killed they stay, and the next run sees by them what happened and puts it right.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.reports.commands import CommandError

FAR = 1 << 20  # Windows lets nobody read what is locked, so a byte behind the text is


@contextmanager
def take_turn(folder: Path) -> Iterator[str]:
    """Keep every other run from writing into a folder, and clean up after one that was killed.

    Gives a line that says what such a run had left, or "". Raises CommandError, with the status 2,
    where another run has its turn; the system ends a turn with its process, however that dies.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.parent / f".{folder.name}.lock"
    lock = _open_lock(path, folder)
    try:
        killed = _sign(lock)
        left = _mend(folder) or killed
        yield f"cleaned up after a run that was killed ({killed or 'unknown'})" if left else ""
    finally:
        try:
            _mend(folder)
        finally:
            _close_lock(path, lock)


def mend_folder(folder: Path) -> str:
    """Clean up after a run that was killed, if there is anything and nobody has the turn."""
    if not _work_of(folder).exists():
        return ""
    try:
        with take_turn(folder) as left:
            return left
    except (OSError, CommandError):
        return ""  # it can wait for the next run


def swap_folder(files: dict[str, str], folder: Path) -> None:
    """Put a folder with these files in place of the old one, in one step at the end.

    To be called during one's turn, whose end takes the old folder away.
    """
    work = _work_of(folder)
    _write(files, work / "new")
    if not folder.exists():
        (work / "new").rename(folder)
    elif not _exchange(work / "new", folder):
        folder.rename(work / "old")  # killed here, the next turn puts the old one back
        (work / "new").rename(folder)


def save_files(files: dict[str, str], folder: Path) -> None:
    """Put files into a folder that holds others, too: all are made before the first is moved.

    To be called during one's turn. Where moving them is broken off, the next turn moves the rest.
    """
    work = _work_of(folder)
    _write(files, work / "new")
    (work / "new").rename(work / "ready")
    _move_files(work / "ready", folder)


# -- what lies beside the folder ---------------------------------------------------------------


def _work_of(folder: Path) -> Path:
    return folder.parent / f".{folder.name}-unfinished"


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


def _mend(folder: Path) -> bool:
    """End what was begun, or undo it, and take away the rest; False where there was nothing."""
    work = _work_of(folder)
    if not work.exists():
        return False
    if (work / "old").exists() and not folder.exists():
        (work / "old").rename(folder)
    if (work / "ready").exists():
        _move_files(work / "ready", folder)
    shutil.rmtree(work, ignore_errors=True)
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot (not Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of renameat2(2)
    return rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


# -- the lock ----------------------------------------------------------------------------------


def _open_lock(path: Path, folder: Path):
    """Take the lock and give its open file; raise CommandError where another run has it."""
    while True:
        lock = path.open("a+b", buffering=0)
        if not _lock(lock):
            who = _read_lock(lock) or "just begun"
            lock.close()
            name = os.path.relpath(folder)
            raise CommandError(f"another run is writing to {name} ({who}); nothing was changed", 2)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                return lock
        lock.close()  # its owner took it away between our two steps


def _read_lock(lock) -> str:
    lock.seek(0)
    return " ".join(lock.read(200).decode("utf-8", "replace").split())


def _sign(lock) -> str:
    """Write into the lock whose it is; give what one who never took the lock away wrote."""
    killed = _read_lock(lock)
    lock.truncate(0)
    begun = time.strftime("%Y-%m-%d %H:%M:%S")
    lock.write(f"process {os.getpid()}, begun {begun}\n".encode())
    return killed


def _lock(file) -> bool:
    """Lock an open file for this process; False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _close_lock(path: Path, lock) -> None:
    lock.truncate(0)
    if sys.platform != "win32":  # taken away while it is ours, or it could be another's already
        path.unlink(missing_ok=True)
    lock.close()
    if sys.platform == "win32":  # no open file can be taken away; if another has it, it stays
        with suppress(OSError):
            path.unlink()
