"""What a notebook rests on, so that anybody can say whether another run found the same."""

import platform
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd

from helpers.evidence.tables import show_table
from helpers.evidence.words import NO_MATH, Html, count_of
from helpers.files import list_record

SHOWN_KINDS = ["table", "figure"]
PROOF = "proof"  # the name of the proof's own table, which cannot hold its own sha256
#: The packages that have a say in what is counted and drawn.
PACKAGES = (
    "statement-reader",
    "numpy",
    "pandas",
    "ftfy",
    "nltk",
    "python-dateutil",
    "pyyaml",
    "matplotlib",
    "pillow",
    "wordcloud",
)
#: Where one of these differs, the same table may be drawn as another picture.
DRAWN_BY = ("system", "FreeType", "matplotlib", "pillow", "wordcloud")


def show_proof(documents: pd.DataFrame) -> Html:
    """Show what this notebook rests on, as the last thing in it.

    documents: the statements that the notebook reads. The table, shown folded, is `list_proof`.

    >>> show_proof(pd.DataFrame({"file": ["a.txt"], "sha256": ["ab12"]})).text[:26]
    'Proof of this run: 1 text,'
    """
    frame = list_proof(documents)
    n = frame["what"].value_counts()
    judgements, shown = n.filter(like="judgement").sum(), n.reindex(SHOWN_KINDS, fill_value=0).sum()
    summary = (
        f"Proof of this run: {count_of(n.get('text', 0), 'text')},"
        f" {count_of(judgements, 'file of judgements', 'files of judgements')},"
        f" {count_of(shown, 'table or figure', 'tables and figures')}"
    )
    caption = "What this notebook rests on, and the sha256 of all that it showed"
    headings = {"what": "what", "name": "name", "value": "version or sha256"}
    table = show_table(frame, name=PROOF, caption=caption, headings=headings)
    folded = f"<details {NO_MATH}><summary>{summary}</summary>{table.html}</details>"
    return replace(table, html=folded, text=f"{summary}.")


def list_proof(documents: pd.DataFrame) -> pd.DataFrame:
    """List what a notebook rests on, without the name of any folder of this machine.

    Returns one row a text, a file of judgements that was read, a version (of what counts and draws,
    and of what read a form such as a web page or a PDF), and a table and a figure
    shown since the statements were last read: what, name, value (a version or a sha256). The
    sha256 of a text or a judgement is that of its file, that of a table is that of its file among
    the reports, that of a figure is that of its SVG.

    >>> list_proof(pd.DataFrame({"file": ["a.txt"], "sha256": ["ab12"]})).iloc[0].to_list()
    ['text', 'a.txt', 'ab12']
    """
    files = [Path(file) for file in documents["file"]]
    names = [file.name if file.is_absolute() else file.as_posix() for file in files]
    # the statements of one table have its file in common
    texts = [*dict.fromkeys(("text", *row) for row in zip(names, documents["sha256"], strict=True))]
    readers = documents["reader"].loc[lambda reader: reader != ""] if "reader" in documents else []
    versions = [("version", *row) for row in list_versions().items()]
    versions += [("version", *reader.rsplit(" ", 1)) for reader in dict.fromkeys(readers)]
    record = [row for row in list_record() if row[:2] != ("table", PROOF)]
    read = [row for row in record if row[0] not in SHOWN_KINDS]
    shown = [row for row in record if row[0] in SHOWN_KINDS]
    rows = [*texts, *read, *versions, *shown]
    return pd.DataFrame(rows, columns=["what", "name", "value"], dtype="str")


def list_versions() -> dict[str, str]:
    """List the versions of Python, of this kind of system and of the packages that count."""
    from matplotlib.ft2font import __freetype_version__

    return {
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        "system": f"{platform.system()} {platform.machine()}",
        "FreeType": __freetype_version__,
    } | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
