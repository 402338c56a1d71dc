"""The law of the frames: which columns they have, and of which kind each column is.

A frame may come from anywhere: as a verb made it, two of them put together, read from CSV or from
Parquet. Every verb takes its frame through `typed` first, so that all of these count alike.
"""

import numpy as np
import pandas as pd

SENTENCE_KEYS = ["document", "sentence"]
PLACE_COLUMNS = ["document", "paragraph", "sentence"]

#: The kind of each column wherever it stands.
COLUMN_KINDS = dict.fromkeys(["paragraph", "sentence", "token", "start", "end"], "int32")
COLUMN_KINDS |= dict.fromkeys(["document", "theme", "pattern"], "category")
COLUMN_KINDS |= dict.fromkeys(["number", "section", "speaker"], "category")
COLUMN_KINDS |= dict.fromkeys(["text", "label", "term", "reader"], "str") | {"is_word": "bool"}
COLUMN_KINDS |= dict.fromkeys(["first_day", "last_day", "published"], "datetime64[s]")
COLUMN_KINDS |= {"weight": "int32"}
#: What one of two statements may lack.
COLUMN_KINDS |= dict.fromkeys(
    [
        "whole",
        *(f"{side}_{place}" for side in ("old", "new") for place in ("sentence", "start", "end")),
    ],
    "Int32",
)
COLUMN_KINDS |= dict.fromkeys(["old", "new"], "category")
#: In tokens there are many rows and few forms of words, so these are held once each.
TOKEN_KINDS = COLUMN_KINDS | dict.fromkeys(["text", "label", "term"], "category")


def typed(frame: pd.DataFrame, *needed: str) -> pd.DataFrame:
    """Give a frame the columns and the order that every verb expects, wherever it came from.

    `needed` are columns that must be there. Each known column gets its kind (see COLUMN_KINDS);
    tokens, known by their column is_word, hold their texts as categories. Categories keep their
    order, so that themes stay in the codebook's; from plain strings they stand in the order in
    which they come. An empty term, as CSV has it, is a missing one. Rows with a place (document,
    start) are put into the order of the text.
    Returns a new frame; its index is new only where rows had to be moved. Raises ValueError with
    their names where columns are lacking.

    >>> rows = pd.DataFrame({"document": ["a", "a"], "start": [9, 0], "text": ["Tarn", "Arlan"]})
    >>> typed(rows)["text"].to_list()
    ['Arlan', 'Tarn']
    >>> typed(rows, "sentence")
    Traceback (most recent call last):
    ValueError: the frame lacks the column sentence
    """
    if lacking := [column for column in needed if column not in frame]:
        columns = "columns" if len(lacking) > 1 else "column"
        raise ValueError(f"the frame lacks the {columns} {', '.join(lacking)}")
    kinds = TOKEN_KINDS if "is_word" in frame else COLUMN_KINDS
    known = {name: _in_kind(frame[name], kinds[name]) for name in frame if name in kinds}
    return _in_text_order(frame.assign(**known))


def _in_kind(column: pd.Series, kind: str) -> pd.Series:
    """Give a column its kind; one that has it already is not copied."""
    if column.name == "document" and column.dtype == "category":
        used = column.cat.remove_unused_categories()
        return column if len(used.cat.categories) == len(column.cat.categories) else used
    if column.dtype == kind:
        return column
    if kind == "bool":
        return column.isin([True, "True"])
    if kind == "Int32":
        return pd.to_numeric(column.replace("", None)).astype(kind)
    if kind != "category":
        return column.astype(kind)
    values = column.astype("str").where(column.notna() & (column != ""))
    return values.astype(pd.CategoricalDtype(pd.unique(values.dropna())))


def _in_text_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort rows by their places, where they have places and are not sorted; themes settle ties."""
    if not {"document", "start"} <= {*frame}:
        return frame
    place = frame["document"].cat.codes.to_numpy(np.int64) << 32 | frame["start"].to_numpy(np.int64)
    if (np.diff(place) >= 0).all():
        return frame
    keys = [name for name in ("document", "start", "theme", "end") if name in frame]
    return frame.sort_values(keys, kind="stable", ignore_index=True)


def commonest_labels(rows: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Say how each term is printed: in the form that is used most often, on a tie in the first.

    `rows` have the columns `keys` and label. Returns labels, their index the keys.
    """
    forms = rows.groupby([*keys, "label"], sort=False, observed=True).size().rename("uses")
    forms = forms.reset_index().sort_values("uses", ascending=False, kind="stable")
    return forms.drop_duplicates(keys).set_index(keys)["label"].astype("str")
