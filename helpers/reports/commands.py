"""What the commands have in common: how they begin, say how far they are, and end in one line."""

from __future__ import annotations

import io
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

PROJECT = Path(__file__).resolve().parent.parent.parent
WIPE = "\r\x1b[K"  # takes back the last line of a terminal
#: Hears how far a command is: a name, what is being done to it, and whether the line stays.
Progress = Callable[[str, str, bool], None]


class CommandError(Exception):
    """What stops a run, in one line; `status` is the exit status, `details` a traceback."""

    def __init__(self, message: str, status: int = 1, details: str = "") -> None:
        super().__init__(" ".join(message.split()))
        self.status, self.details = status, details


def open_progress(stream: TextIO) -> Progress:
    """Say what is being done: a line at each start and end, and one that moves on a terminal."""
    start, on_terminal = time.monotonic(), stream.isatty()
    busy: dict[str, str] = {}

    def progress(name: str, text: str, ends: bool) -> None:
        busy[name] = text
        clock = f"{time.monotonic() - start:6.1f} s  "
        wipe = WIPE if on_terminal else ""
        if ends:
            print(f"{wipe}{clock}{name}  {text}", file=stream, flush=True)
            if text != "started":
                del busy[name]
        if on_terminal and busy:
            line = f"{clock}{_name_busy(busy)}"[: shutil.get_terminal_size().columns - 1]
            print(f"{wipe}{line}", end="", file=stream, flush=True)

    return progress


def _name_busy(busy: dict[str, str]) -> str:
    """Name on one line what is being done: several notebooks fit on it by their numbers."""
    if len(busy) == 1:
        return "".join(f"{name}  {text}" for name, text in busy.items())
    return " · ".join(f"{name[:2]} {text.removeprefix('running ')}" for name, text in busy.items())


def prepare_command() -> None:
    """Make this process ready to run notebooks: it is the command, and not a test of it."""
    # jsonschema would load a grammar of web addresses that no notebook needs, for a whole second
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # how Python bars a module
    if isinstance(sys.stdout, io.TextIOWrapper):  # the name of a folder may not be text
        sys.stdout.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):  # whoever ends us, or closes our terminal, presses Ctrl-C
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))


def end_in_one_line(work: Callable[[], str], *, traceback: bool = False) -> int:
    """Do a command's work and print the line that it ends with; return the exit status."""
    wipe = WIPE if sys.stdout.isatty() else ""
    try:
        print(work())
        return 0
    except KeyboardInterrupt:
        trouble = CommandError("stopped", 130)
    except OSError as error:
        trouble = CommandError(str(error))
    except CommandError as raised:
        trouble = raised
    except Exception as error:  # nobody who types a command wants a traceback
        if traceback:
            raise
        trouble = CommandError(f"{type(error).__name__}: {error}; --traceback shows where")
    if traceback and trouble.details:
        print(f"{wipe}{trouble.details}", file=sys.stderr)
    print(f"{wipe}{trouble}", file=sys.stderr)
    return trouble.status
