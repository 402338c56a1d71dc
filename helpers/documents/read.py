"""Read the saved statements of a folder, and choose among them."""

from pathlib import Path

import pandas as pd

from helpers.documents.find import find_files
from helpers.documents.known import read_known
from helpers.documents.row import DOCUMENT_COLUMNS, read_file, read_lists, read_rows_of
from helpers.files import DATA, UnreadableFile, begin_record, printable
from helpers.frames import typed


def read_documents(folder: str | Path | None = DATA) -> pd.DataFrame:
    """Read every statement in a folder, the oldest first, and say of each file if it cannot be.

    The statements are the files of `folder/documents`, or of `folder` itself where there is none,
    and of the folders in it: texts, Markdown, web pages, PDF with text, Word documents, rich text,
    and tables whose rows are statements (a column `text`). `folder/documents.csv` says what is
    known of them. What it does not say is inferred (see `list_candidates`) and named in the column
    `inferred`; a day that cannot be inferred is missing, never today.

    Returns one row a statement: document (its name: that of the file without its ending, or with
    folder and ending where two would have one name), title, issuer, published, language, url,
    file, sha256 (of the file's bytes), text (one paragraph a line), inferred, form, reader (the
    package that read the form, with its version), candidates, saved (the page as text before any
    repair; of other forms than text, in the marks of Markdown), edits (see `list_repairs`), kinds
    and problem: why a file could not be read, with place and remedy, in one line; such a row has no
    text. A Word document or the like is left out where it lies beside its text.
    Raises FileNotFoundError where there is no folder or no statement, and ValueError where none
    can be read, or where documents.csv cannot be or contradicts itself.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "tarn.txt").write_text("3 May 2019\\n\\nThe Port of Tarn opened.\\n")
    >>> _ = (folder / "arlan.txt").write_text("Arlan and Belmora met in Tarn.\\n")
    >>> documents = read_documents(folder)
    >>> print(documents[["document", "published", "text"]].to_string(index=False))
    document  published                           text
        tarn 2019-05-03       The Port of Tarn opened.
       arlan        NaT Arlan and Belmora met in Tarn.
    """
    folder = Path(folder or DATA)
    if not folder.is_dir():
        raise FileNotFoundError(f"{printable(folder)}: no such folder, seen from {Path.cwd()}")
    begin_record()
    known = read_known(folder / "documents.csv")
    lists = read_lists(folder)
    rows: list[dict] = []
    stated: list[bool] = []  # whether documents.csv gives the row its name
    for entry in known:
        own = read_file(folder, entry["file"], entry, lists)
        rows += own
        stated += [bool(entry.get("document"))] * len(own)
    listed = {folder / entry["file"] for entry in known}
    for path in find_files(folder):
        if path not in listed:
            rows += read_file(folder, path.relative_to(folder), {}, lists)
    if not rows:
        raise FileNotFoundError(
            f"{printable(folder)}: no statement here; put in a text, a web page, a PDF or the like"
        )
    documents = _frame(rows)
    bad = documents.loc[documents["problem"] != "", "problem"]
    if len(bad) == len(rows):
        more = f"; {len(bad) - 1} more cannot be read either" if len(bad) > 1 else ""
        raise ValueError(f"{bad.iloc[0]}{more}")
    documents["document"] = _tell_apart(documents, stated)
    return typed(documents.sort_values("published", kind="stable", ignore_index=True))


def read_document(path: str | Path, *, known: dict | None = None) -> pd.DataFrame:
    """Read one statement: the same one row as `read_documents` gives, whatever folder it lies in.

    `known` holds what documents.csv says of it, if anything: any of document, title, issuer,
    published (YYYY-MM-DD), language, url, begins, ends; an empty value is an unknown one.
    Raises ValueError where there is no such file, where it is not a text (in UTF-8, UTF-16, UTF-32
    or Windows-1252), holds no two words, or does not hold the words of `begins` or `ends`.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "tarn.txt")
    >>> _ = path.write_text("Share this\\n\\nThe Port of Tarn opened.\\n")
    >>> read_document(path, known={"begins": "The Port"})["text"].to_list()
    ['The Port of Tarn opened.']
    """
    try:
        return typed(_frame(read_rows_of(Path(path), known or {}, read_lists())))
    except UnreadableFile as refused:
        raise ValueError(f"{printable(Path(path).name)}: {refused}") from None


def _tell_apart(documents: pd.DataFrame, stated: list[bool]) -> pd.Series:
    """Call statements of one name by their files; a name that documents.csv states is kept."""
    names = documents["document"]
    kept = pd.Series(stated, dtype=bool).reindex(names.index, fill_value=False)
    names = names.where(kept | ~names.duplicated(keep=False), documents["file"])
    for name in names[names.duplicated()]:
        raise ValueError(f"documents.csv: two statements are called {name!r}; rename one there")
    return names


def _frame(rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=DOCUMENT_COLUMNS)
    return frame.astype({"published": "datetime64[s]"})


def list_repairs(documents: pd.DataFrame) -> pd.DataFrame:
    """List every change made to the saved pages.

    Returns one row a change: document, start (its place in `saved`), before, after, reason.
    Putting them all into `saved` gives `text`, letter for letter: nothing else was changed.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "tarn.txt")
    >>> _ = path.write_text("Arlan  met Belmora in the port of Tarn.\\n")
    >>> list_repairs(read_document(path))[["start", "before", "after"]].to_dict("records")
    [{'start': 5, 'before': '  ', 'after': ' '}, {'start': 39, 'before': '\\n', 'after': ''}]
    """
    needed = ["document", "saved", "edits"]
    rows = [
        (document, edit.start, saved[edit.start : edit.end], edit.after, edit.reason)
        for document, saved, edits in typed(documents, *needed)[needed].itertuples(index=False)
        for edit in edits
    ]
    return typed(pd.DataFrame(rows, columns=["document", "start", "before", "after", "reason"]))


def choose_document(documents: pd.DataFrame, document: str | None = None) -> pd.DataFrame:
    """Choose one statement: the one named, else the newest that could be read.

    Returns one row of `documents`. Of two of one day the first is taken, and without any day the
    last. Raises LookupError, with the names that there are, where no statement has the name, and
    ValueError where the one of the name could not be read.

    >>> days = pd.to_datetime(["2019-05-03", "2020-05-03"])
    >>> documents = pd.DataFrame({"document": ["arlan", "tarn"], "published": days, "problem": ""})
    >>> choose_document(documents)["document"].to_list()
    ['tarn']
    """
    documents = typed(documents, "document", "published", "problem")
    unread = documents[documents["problem"] != ""]
    if document in [*unread["document"]]:
        raise ValueError(unread.loc[unread["document"] == document, "problem"].iloc[0])
    documents = documents[documents["problem"] == ""]
    if document is None:
        days = documents["published"]
        newest = documents[days == days.max()].head(1)
        return documents.tail(1) if newest.empty else newest
    chosen = documents[documents["document"] == document]
    if chosen.empty:
        names = ", ".join(documents["document"])
        raise LookupError(f"no statement is called {document!r}; there are: {names}")
    return chosen


def choose_previous(
    documents: pd.DataFrame, document: pd.DataFrame, against: str | None = None
) -> pd.DataFrame:
    """Choose the statement to lay beside another: the one named, else the one before it in time.

    `document` is one row of `documents`, as `choose_document` returns it. Of several of one day the
    order of the frame decides. Returns one row; none where no statement is known to be earlier.
    Raises LookupError where no statement has the name, and ValueError where it is the same one, or
    could not be read.

    >>> days = pd.to_datetime(["2019-05-03", "2020-05-03"])
    >>> documents = pd.DataFrame({"document": ["arlan", "tarn"], "published": days, "problem": ""})
    >>> choose_previous(documents, documents.tail(1))["document"].to_list()
    ['arlan']
    """
    documents = typed(documents, "document", "published", "problem")
    own = str(document["document"].iloc[0])
    if against is not None:
        if against == own:
            raise ValueError(f"{own!r} would be compared with itself; name another in AGAINST")
        return choose_document(documents, against)
    read = documents[documents["problem"] == ""].dropna(subset="published")
    read = read.sort_values("published", kind="stable")
    at = (read["document"] == own).to_numpy().argmax() if own in {*read["document"]} else 0
    return read.iloc[max(at - 1, 0) : at]
