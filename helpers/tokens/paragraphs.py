"""Cut texts into paragraphs, and say of each what it is."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.frames import COLUMN_KINDS, typed

DESCRIPTIONS = ["number", "section", "speaker"]  # of a paragraph and of its sentences


def split_paragraphs(documents: pd.DataFrame) -> pd.DataFrame:
    """Cut each statement into its paragraphs: the lines of its cleaned text that are not empty.

    Returns one row a paragraph: document, paragraph (from 1 in each document), start, end
    (characters of the document's text), text, kind (paragraph, heading, item, table row, speaker
    turn or stage direction), number (before a point, as it is printed: "12", "(a)"), section (the
    heading above) and speaker (who speaks); what there is not is missing. The kinds are those that
    `read_documents` saw; a text without them has paragraphs only.

    >>> documents = pd.DataFrame({"document": ["a"], "text": ["One.\\n\\nTwo, three."]})
    >>> split_paragraphs(documents)[["paragraph", "start", "text", "kind"]].values.tolist()
    [[1, 0, 'One.', 'paragraph'], [2, 6, 'Two, three.', 'paragraph']]
    """
    documents = typed(documents, "document", "text")
    kinds = documents["kinds"].fillna("") if "kinds" in documents else [""] * len(documents)
    rows: list[tuple] = []
    for document, text, known in zip(documents["document"], documents["text"], kinds, strict=True):
        lines = [*re.finditer(r"\S(?:[^\n]*\S)?", text)]
        described = enumerate(zip(lines, _describe(known, lines), strict=True), start=1)
        rows += ((document, n, *line.span(), line[0], *kind) for n, (line, kind) in described)
    return stack_rows(
        rows, documents["document"], ["paragraph", "start", "end"], ["kind", *DESCRIPTIONS]
    )


def _describe(known: str, lines: list[re.Match]) -> Iterator[tuple]:
    """Say of each line its kind, number, section and speaker; the last two go on."""
    kinds = [line.split("\t") for line in known.split("\n")]
    if not known or len(kinds) != len(lines):  # nothing is known, or of another text
        kinds = [["paragraph", "", ""]] * len(lines)
    section = speaker = None
    for line, (kind, number, speaks) in zip(lines, kinds, strict=True):
        section = line[0] if kind == "heading" else section
        speaker = speaks or (None if kind == "heading" else speaker)
        yield kind, number or None, section, speaker


def stack_rows(
    rows: list[tuple], documents: pd.Series, numbers: list[str], descriptions: Iterable[str]
) -> pd.DataFrame:
    """Make a frame of rows (document, numbers, text, descriptions), its ids and offsets small."""
    names = ["document", *numbers, "text", *descriptions]
    kinds = {name: COLUMN_KINDS.get(name, "str") for name in names} | {"document": documents.dtype}
    return pd.DataFrame(rows, columns=names).astype(kinds)
