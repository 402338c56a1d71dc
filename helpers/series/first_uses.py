"""Find what each statement says for the first time."""

import numpy as np
import pandas as pd

from helpers.frames import commonest_labels, typed


def find_first_uses(places: pd.DataFrame, order: pd.DataFrame) -> pd.DataFrame:
    """Find the statement in which each thing stands for the first time, and whether it stayed.

    places: one row for each place of a thing (a term, phrase, name or theme) in a statement: kind,
    thing, label, document, sentence, start, end. order: the statements in the order of time, as
    `order_series` returns them; places in other statements do not count.
    Returns one row a kind and thing, by the first statement, then by falling n, then as in its
    text: kind, thing, label (commonest), first_document, first_published, n (places), n_documents
    (statements that have it), since (statements from the first one on, it included), share
    (n_documents / since: 1 is in all since then), last_document.

    >>> order = pd.DataFrame({"document": ["a", "b"], "published": ["2031-04-17", "2031-10-23"]})
    >>> places = pd.DataFrame({"document": ["a", "b"], "thing": ["port", "road"], "start": [4, 9]})
    >>> places = places.assign(kind="term", label=places["thing"], sentence=1, end=13)
    >>> find_first_uses(places, order)[["thing", "first_document", "since"]].values.tolist()
    [['port', 'a', 2], ['road', 'b', 1]]
    """
    order = typed(order, "document", "published").sort_values("published", kind="stable")
    keys = ["kind", "thing"]
    places = typed(places, *keys, "label", "document", "sentence", "start", "end")
    at = pd.Index(order["document"].astype("str")).get_indexer(places["document"].astype("str"))
    rows = places[[*keys, "label", "start"]].astype(dict.fromkeys(keys, "str")).assign(at=at)
    rows = rows[at >= 0].sort_values(["at", "start"], kind="stable")
    groups = rows.groupby(keys, sort=False)
    table = groups.agg(
        first=("at", "min"), last=("at", "max"), n=("at", "size"), n_documents=("at", "nunique")
    )
    table = table.join(commonest_labels(rows, keys)).reset_index()
    table = table.sort_values(["first", "n"], ascending=[True, False], ignore_index=True)
    first, last = table["first"].to_numpy(np.int64), table["last"].to_numpy(np.int64)
    since = len(order) - first
    table = table.assign(
        first_document=order["document"].array[first],
        first_published=order["published"].array[first],
        since=since,
        share=table["n_documents"] / since,
        last_document=order["document"].array[last],
    )
    columns = ["first_document", "first_published", "n", "n_documents", "since", "share"]
    return table[[*keys, "label", *columns, "last_document"]]
