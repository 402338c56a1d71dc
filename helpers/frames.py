"""The law of the frames: which columns they have, and of which kind each column is.

A frame may come from anywhere: as a verb made it, two of them put together, read from CSV or from
Parquet. Every verb takes its frame through `typed` first, so that all of these count alike.
"""

import pandas as pd

SENTENCE_KEYS = ["document", "sentence"]
PLACE_COLUMNS = ["document", "paragraph", "sentence"]

#: The kind of each column wherever it stands; of words there are many rows and few forms.
COLUMN_KINDS = dict.fromkeys(["paragraph", "sentence", "token", "start", "end"], "int32")
COLUMN_KINDS |= dict.fromkeys(["document", "theme", "pattern"], "category")
COLUMN_KINDS |= dict.fromkeys(["text", "label", "term"], "str") | {"is_word": "bool"}
TOKEN_KINDS = COLUMN_KINDS | dict.fromkeys(["text", "label", "term"], "category")


def typed(frame: pd.DataFrame, *needed: str) -> pd.DataFrame:
    """Give every column of a frame the kind that it has in this house, and the rows text order.

    `needed` are columns that must be there. Tokens, known by their column is_word, hold their
    texts as categories. A category is kept as it is, so that the order of themes stays; others
    stand in the order in which they come. An empty term, as CSV has it, is a missing one.
    Returns a new frame. Raises ValueError, naming them, where columns are lacking.
    """
    if lacking := [column for column in needed if column not in frame]:
        raise ValueError(f"the frame lacks: {', '.join(lacking)}")
    kinds = TOKEN_KINDS if "is_word" in frame else COLUMN_KINDS
    columns = {
        name: _in_kind(frame[name], kinds[name])
        for name in frame
        if name in kinds and frame[name].dtype != kinds[name]
    }
    return frame.assign(**columns)


def _in_kind(column: pd.Series, kind: str) -> pd.Series:
    if kind != "category":
        return column.astype(kind)
    values = column.astype("object")
    if column.name == "term":
        values = values.where(values != "")
    return values.astype(pd.CategoricalDtype(pd.unique(values.dropna())))
