"""Put statements into the order of time."""

import numpy as np
import pandas as pd

from helpers.frames import typed


def order_series(documents: pd.DataFrame, *, most: int = 60) -> pd.DataFrame:
    """Number the statements along time, the oldest first, and choose those that a chart shows.

    documents: document, title, published; where there is a column problem, only those without one.
    Statements of one day keep their order in the frame; those without a day are left out, and
    `find_undated` lists them.
    Returns one row a statement: document, title, published, position (from 1), shown. All are shown
    up to `most`; of more, so many are, the first and the last and others at even steps of the
    position (not of time) between them, each step rounded to a whole statement.
    ValueError: most below 2.

    >>> documents = pd.DataFrame({"document": ["b", "a", "c"], "title": ["B", "A", "C"]})
    >>> documents["published"] = ["2031-10-23", "2031-04-17", "2032-04-22"]
    >>> order_series(documents, most=2)[["document", "position", "shown"]].values.tolist()
    [['a', 1, True], ['b', 2, False], ['c', 3, True]]
    """
    if most < 2:
        raise ValueError("most must be at least 2: the first and the last statement are shown")
    readable = _take_readable(documents)
    dated = readable[readable["published"].notna()]
    dated = typed(dated.sort_values("published", kind="stable", ignore_index=True))
    place = np.arange(len(dated))
    shown = np.isin(place, spread_evenly(len(dated), most))
    return dated.assign(position=place + 1, shown=shown)


def find_undated(documents: pd.DataFrame) -> pd.DataFrame:
    """Find the statements that have no day, and so no place in the series.

    Takes the documents as `order_series` does. Returns one row a statement, in the order of the
    frame: document, title.

    >>> documents = pd.DataFrame({"document": ["b", "a"], "title": ["B", "A"]})
    >>> find_undated(documents.assign(published=["2031-10-23", ""]))["document"].to_list()
    ['a']
    """
    readable = _take_readable(documents)
    undated = readable.loc[readable["published"].isna(), ["document", "title"]]
    return typed(undated.reset_index(drop=True))


def _take_readable(documents: pd.DataFrame) -> pd.DataFrame:
    """Take of the documents that could be read what a series knows of them."""
    columns = ["document", "title", "published"]
    documents = typed(documents, *columns)
    if "problem" in documents:
        documents = documents[documents["problem"].fillna("").astype("str") == ""]
    return documents[columns].assign(title=documents["title"].astype("str").fillna(""))


def spread_evenly(n: int, most: int) -> np.ndarray:
    """Choose of n places at most so many, the first and the last among them, at even steps.

    >>> spread_evenly(10, 4)
    array([0, 3, 6, 9])
    """
    if n <= most:
        return np.arange(n)
    return (np.arange(most) * (n - 1) + (most - 1) // 2) // (most - 1)
