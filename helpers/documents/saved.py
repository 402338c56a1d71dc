"""What a reader of files gives: a page as text, and what the file says of the statement."""

import re
from importlib.metadata import version
from typing import NamedTuple

MARK_OF_MARKDOWN = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|^\s*(?:#|[-+](?=\s))")


def escape_marks(text: str) -> str:
    """Write a text so that nothing in it is taken for a mark of Markdown.

    >>> escape_marks("Annex [A] of C_D")
    'Annex \\\\[A\\\\] of C\\\\_D'
    """
    return MARK_OF_MARKDOWN.sub(lambda mark: re.sub(r"(\S)", r"\\\1", mark[0]), text)


class Candidate(NamedTuple):
    """What something says of a statement: its title, its day ..., and where that stands."""

    column: str
    value: str
    source: str


class Saved(NamedTuple):
    """A page as text, in the marks of Markdown, with what is known of the file that it is from."""

    text: str
    form: str  # "HTML"
    package: str = ""  # that read it, if it is not Python's own
    encoding: str = ""  # where it had to be recognised
    outside: tuple[tuple[int, int], ...] = ()  # what the page itself marks as not its main part
    candidates: tuple[Candidate, ...] = ()

    @property
    def reader(self) -> str:
        """The package that read the file, with its version."""
        return f"{self.package} {version(self.package)}" if self.package else ""
