"""Read official statements: from a saved page to counts that lead back to their sentences.

Text flows one way through the rooms of this package:
repairs -> documents -> tokens -> lookup -> { terms, measures; codebooks, themes, coding } ->
sheet, figures, evidence -> notebooks -> pages, reports.
"""

import re
from pathlib import Path

#: The folder of the bundled statement and of the judgements (stop words, aliases ...).
DATA = Path(__file__).resolve().parent.parent / "data"

#: Files of judgements, which are never taken for statements.
JUDGEMENTS = ("abbreviations.txt", "stopwords.txt", "aliases.csv", "documents.csv")


def find_data(name: str, folder=None) -> Path:
    """Find a file of judgements: the researcher's own in `folder`, else the bundled one."""
    own = Path(folder or DATA) / name
    return own if own.exists() else DATA / name


def read_words(path) -> dict[str, list[str]]:
    """Read a list of words: # opens a comment, [a heading] opens a section (at first "")."""
    sections: dict[str, list[str]] = {"": []}
    words = sections[""]
    for line in Path(path).read_text(encoding="utf-8-sig").splitlines():
        line = line.split("#")[0].strip()
        if heading := re.fullmatch(r"\[(.+)\]", line):
            words = sections.setdefault(heading[1], [])
        else:
            words += line.lower().split()
    return sections


def as_csv(table) -> str:
    """Write a frame as CSV, its numbers to ten digits: the eleventh depends on the machine."""
    return table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
