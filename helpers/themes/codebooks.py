"""Read a codebook: which words and phrases stand for which theme; write it as quanteda's YAML."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from helpers.files import DATA, data_path, printable, read_text
from helpers.files.signs import write_plainly
from helpers.themes.formats import OWN_PATTERNS, YAML_TAGS, CodebookError, find_reader


def find_codebook(name: str | Path | None = None, folder: str | Path | None = None) -> Path:
    """Find a codebook: a file, or one that is called by its name, such as "themes".

    A name is that of a .yml file in `folder`, or else of a bundled one; None is "themes".
    Raises ValueError, with the names that there are, where neither is there.

    >>> find_codebook().name
    'themes.yml'
    """
    name = "themes" if name is None else name
    if Path(name).suffix or Path(name).is_file():
        return Path(name)
    path = data_path(f"{name}.yml", folder)
    if not path.exists():
        places = {DATA, Path(folder or DATA)}
        names = sorted({file.stem for place in places for file in place.glob("*.yml")})
        raise ValueError(f"no codebook is called {str(name)!r}; there are: {', '.join(names)}")
    return path


def read_codebook(path: str | Path) -> pd.DataFrame:
    """Read a codebook: which words and phrases stand for which theme.

    The format is seen from how the file begins, and from its ending only where that says nothing:
    quanteda YAML, LIWC .dic and .dicx, WordStat .cat, Yoshikoder .ykd, Lexicoder .lc3 (each reader
    says where its format is described). In UTF-8, or UTF-16 with its mark.
    Returns one row a pattern, themes and their patterns in the file's order: theme (its keys from
    the top, joined by /), pattern (words with single spaces between) and kind ("glob", "regex" or
    "fixed", see `lookup.find_pattern`). What stands twice in a theme is kept once; a theme with
    neither patterns nor themes below it is a row whose pattern is empty.
    Raises ValueError, naming file and line, where anything cannot be kept as it was meant.

    >>> from helpers.files import data_path
    >>> list(read_codebook(data_path("themes.yml")))
    ['theme', 'pattern', 'kind']
    """
    path = Path(path)
    name = printable(path.name)
    text = read_text(path, name)
    if not text.strip():
        raise ValueError(f"{name}, line 1: the file is empty")
    try:
        codebook = _make_codebook(find_reader(text, path.suffix.lower())(text))
    except CodebookError as unkept:
        raise ValueError("{}, line {}: {}".format(name, *unkept.args)) from None
    except RecursionError:
        raise ValueError(f"{name}: the themes are nested too deeply") from None
    if codebook.empty:
        raise ValueError(f"{name}: the file does not list any theme")
    return codebook


def write_codebook(codebook: pd.DataFrame, path: str | Path) -> None:
    """Write a codebook as YAML that quanteda reads, and that `read_codebook` reads as it was.

    Keys are nested by the / of the themes. A theme with both patterns and themes below it keeps
    its patterns under the key __, as quanteda's own as.yaml does. UTF-8, lines end in \\n.
    Raises ValueError where a pattern is not a glob, since that YAML has no other kind, or where a
    theme has an empty key or one called __.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "own.yml")
    >>> rows = pd.DataFrame({"theme": ["trade/sea"], "pattern": ["port*"], "kind": ["glob"]})
    >>> write_codebook(rows, file)
    >>> print(file.read_text(), end="")
    trade:
      sea:
        - port*
    """
    path = Path(path)
    tree: dict[str, Any] = {}
    other = codebook[codebook["kind"] != "glob"]
    for pattern, kind in other[["pattern", "kind"]].itertuples(index=False):
        raise ValueError(f"{path.name}: {pattern!r} is {kind}; quanteda's YAML has only globs")
    try:
        codebook = collapse_codebook(codebook, level=None)
    except CodebookError as unkept:
        raise ValueError(f"{path.name}: {unkept.args[1]}") from None
    for theme, pattern in codebook[["theme", "pattern"]].itertuples(index=False):
        node = tree
        for key in theme.split("/"):
            node = node.setdefault(key, {})
        node.setdefault(OWN_PATTERNS, []).extend([pattern] if pattern else [])
    text = yaml.dump(
        _nest(tree), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    path.write_text(text, encoding="utf-8", newline="\n")


def collapse_codebook(codebook: pd.DataFrame, *, level: int | None = 1) -> pd.DataFrame:
    """Count by broader themes: keep the first `level` keys of each theme (None: all of them).

    To be done before matching, so that a word counts once in the broader theme. Returns a codebook
    as `read_codebook` does. Raises ValueError where `level` is less than 1.

    >>> codebook = pd.DataFrame(
    ...     {"theme": ["trade/sea", "trade/land"], "pattern": ["port*", "road*"], "kind": "glob"}
    ... )
    >>> collapse_codebook(codebook)["theme"].to_list()
    ['trade', 'trade']
    """
    if level is not None and level < 1:
        raise ValueError(f"level {level} is less than 1, the level of the broadest themes")
    rows = codebook[["theme", "pattern", "kind"]].itertuples(index=False)
    return _make_codebook(
        (0, tuple(theme.split("/")[:level]), pattern or None, kind) for theme, pattern, kind in rows
    )


def _make_codebook(entries: Iterable) -> pd.DataFrame:
    """Make a codebook of what a file says, line by line; each pattern once a theme."""
    themes: dict[tuple[str, ...], dict] = {}
    for line, keys, word, kind in entries:
        if not keys:
            raise CodebookError(line, f"{word[:40]!r} stands under no theme; is this a codebook?")
        if len(keys) > 100:
            raise RecursionError
        patterns = themes.setdefault(tuple(_clean_key(key, line) for key in keys), {})
        patterns |= {} if word is None else {_clean_pattern(word, line, kind): None}
    parents = {keys[:size] for keys in themes for size in range(1, len(keys))}
    rows = [
        ("/".join(keys), pattern, kind)
        for keys, patterns in themes.items()
        for pattern, kind in patterns or ([] if keys in parents else [("", "glob")])
    ]
    return pd.DataFrame(rows, columns=["theme", "pattern", "kind"]).astype("str")


def _clean_key(key: str, line: int) -> str:
    key = " ".join(key.split())
    if key in ("", OWN_PATTERNS):
        raise CodebookError(line, f"a theme is called {key!r}")
    if "/" in key:
        raise CodebookError(
            line, f"theme {key!r} has a /, which here stands between a theme's keys"
        )
    return key


def _clean_pattern(word: str, line: int, kind: str) -> tuple[str, str]:
    """Put single spaces between the words of a pattern; give its kind."""
    pattern = " ".join(write_plainly(word).split())
    if not pattern:
        raise CodebookError(line, "a pattern is empty")
    if kind == "star" and "?" in pattern and "*" in pattern:
        raise CodebookError(
            line, f"{pattern!r}: a ? that stands for itself cannot be kept beside a *"
        )
    try:
        for part in pattern.split() if kind == "regex" else []:
            re.compile(part)
            if _may_never_end(part):
                raise CodebookError(
                    line, f"{part!r} repeats a group with a repeat or a choice in it"
                )
    except re.error as error:
        raise CodebookError(line, f"{pattern!r} is not a regular expression: {error}") from None
    return pattern, ("fixed" if "?" in pattern else "glob") if kind == "star" else kind


def _may_never_end(expression: str) -> bool:
    """Say whether a regular expression repeats what can match the same in several ways: (a+)+."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]", "x", expression)
    varies = [False]  # for each open group, whether something in it repeats or is a choice
    for sign, following in zip(bare, bare[1:] + " ", strict=True):
        if sign == "(":
            varies.append(False)
        elif sign == ")":
            inner = varies.pop()
            if inner and following in "*+{":
                return True
            varies[-1] |= inner
        elif sign in "*+{|":
            varies[-1] = True
    return False


def _nest(node: dict[str, Any]) -> dict | list:
    """Write a theme that has no themes below it as a list, else its own patterns under a key."""
    own = node.pop(OWN_PATTERNS, [])
    if not node:
        return own
    return ({OWN_PATTERNS: own} if own else {}) | {key: _nest(node[key]) for key in node}


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def represent_text(self, text: str) -> yaml.ScalarNode:
        # no first line shall look like another format's; R's yaml takes y and NA for values
        plain = text[:1].isalpha() and text not in ("y", "Y", "n", "N", "NA")
        return self.represent_scalar(YAML_TAGS[0], text, style=None if plain else '"')


_Dumper.add_representer(str, _Dumper.represent_text)
