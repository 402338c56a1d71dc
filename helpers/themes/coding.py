"""Check a codebook against readers who coded the same sentences by hand."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.files import data_path, is_bundled, printable, read_table
from helpers.frames import SENTENCE_KEYS, typed

CODING_KEYS = [*SENTENCE_KEYS, "theme"]
SCORE_COLUMNS = (
    "theme reader tp fp fn tn precision recall f1"
    " precision_low precision_high recall_low recall_high alpha"
).split()


def read_coding(
    documents: pd.DataFrame,
    folder: str | Path | None = None,
    *,
    sentences: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Read what readers coded by hand: every .csv of the folder's `coding`, one file a reader.

    A reader's file, reader-a.csv or a.csv, has the columns document, sentence and one a theme,
    with 1 where the sentence has the theme and 0 where not. Only rows of `documents` are kept, and
    with `sentences` only those of their documents.
    Returns one row a reader, sentence and theme: reader, document, sentence, theme, coded (bool).
    Raises ValueError, naming file and line, where a cell is neither 0 nor 1, a sentence is coded
    twice by one reader or is not among `sentences`, or where a file of the researcher's own names
    a document that is not there.

    >>> list(read_coding(pd.DataFrame({"document": ["not coded by anybody"]})))
    ['reader', 'document', 'sentence', 'theme', 'coded']
    """
    place = data_path("coding", folder)
    if not place.is_dir():
        raise ValueError("coding is not a folder; it should hold the readers' files")
    frames: dict[str, pd.DataFrame] = {}
    for file in sorted(place.glob("*.csv")):
        reader = printable(file.stem.removeprefix("reader-"))
        name = f"coding/{printable(file.name)}"
        if reader in frames:
            raise ValueError(f"{name}: reader {reader!r} has another file, too")
        wide = _read_reader(file, name)
        if not is_bundled(place):
            _check_documents(wide, documents, name)
        if sentences is not None:
            _check_sentences(wide, sentences, name)
        long = wide.melt(id_vars=SENTENCE_KEYS, var_name="theme", value_name="coded")
        frames[reader] = long.assign(coded=long["coded"] == "1")
    columns = ["reader", *SENTENCE_KEYS, "theme", "coded"]
    none = pd.DataFrame(columns=columns[1:])
    coding = pd.concat({"": none} | frames, names=["reader"]).reset_index("reader")
    kept = documents if sentences is None else sentences
    own = coding["document"].isin([*kept["document"].unique()])
    return typed(coding.loc[own, columns].reset_index(drop=True)).astype({"coded": bool})


def _read_reader(file: Path, name: str) -> pd.DataFrame:
    """Read one reader's file, one row a sentence, a column a theme, by its lines."""
    wide = read_table(file, SENTENCE_KEYS, name=name)
    themes = wide.columns.drop(SENTENCE_KEYS)
    right = wide[themes].isin(["0", "1"]).all(axis=1)
    right &= wide["sentence"].str.fullmatch("[0-9]{1,9}")
    twice = wide.duplicated(SENTENCE_KEYS)
    if wrong := [*wide.index[~right | twice]]:
        why = "document, sentence, then 0 or 1 a theme; each sentence once"
        raise ValueError(f"{name}, line {wrong[0]}: {why}")
    return wide


def _check_documents(wide: pd.DataFrame, documents: pd.DataFrame, name: str) -> None:
    """Refuse a document that is not there, and name the one that may be meant."""
    known = [*documents["document"].astype("str")]
    for line, document in wide.loc[~wide["document"].isin(known), "document"].items():
        near = get_close_matches(document, known, n=1, cutoff=0.5) or [document.rsplit(".", 1)[0]]
        meant = f"; do you mean {near[0]!r}?" if near[0] in known else ""
        raise ValueError(f"{name}, line {line}: no statement is called {document!r}{meant}")


def _check_sentences(wide: pd.DataFrame, sentences: pd.DataFrame, name: str) -> None:
    """Refuse a sentence that its document has not, and say which is its last."""
    last = sentences.groupby("document", observed=True)["sentence"].max()
    most = wide["document"].map({str(document): n for document, n in last.items()})
    number = wide["sentence"].astype(int)
    for line in wide.index[(number > most) | ((number < 1) & most.notna())]:
        document = wide.loc[line, "document"]
        raise ValueError(
            f"{name}, line {line}: {document!r} has no sentence {wide.loc[line, 'sentence']};"
            f" its last is {int(most[line])}"
        )


def code_by_machine(mentions: pd.DataFrame, coding: pd.DataFrame) -> pd.Series:
    """Code the sentences and themes of a coding by the codebook's matches: True where one is.

    >>> mentions = pd.DataFrame({"document": ["a"], "sentence": [2], "theme": ["trade"]})
    >>> coding = pd.DataFrame({"document": "a", "sentence": [1, 2], "theme": "trade"})
    >>> code_by_machine(mentions, coding).to_list()
    [False, True]
    """
    touched, keys = (
        typed(frame, *CODING_KEYS)[CODING_KEYS].astype({"document": "str", "theme": "str"})
        for frame in (mentions, coding)
    )
    known = {*touched.itertuples(index=False, name=None)}
    machine = [key in known for key in keys.itertuples(index=False, name=None)]
    return pd.Series(machine, index=coding.index, dtype=bool)


def score_codebook(
    mentions: pd.DataFrame, coding: pd.DataFrame, *, themes: Iterable[str] | None = None
) -> pd.DataFrame:
    """Score a codebook against every reader, theme by theme.

    `themes` are the codebook's, in its order; the categories of the mentions' themes if None.
    Returns one row a theme and reader, in the codebook's order: theme, reader, tp, fp, fn, tn
    (sentences), precision, recall, f1 (missing where nothing can be divided), their intervals
    precision_low, precision_high, recall_low, recall_high (Wilson, 95 %), and alpha
    (Krippendorff, nominal, machine against reader). A theme that no reader coded is not there.
    The intervals say how far a share of few cases can be trusted; no sample is drawn.

    >>> mentions = pd.DataFrame({"document": ["a"], "sentence": [2], "theme": ["trade"]})
    >>> coding = pd.DataFrame({"reader": "r", "document": "a", "sentence": [1, 2, 3],
    ...                        "theme": "trade", "coded": [False, True, True]})
    >>> score_codebook(mentions, coding)[["tp", "fp", "fn", "tn", "precision", "recall"]].values
    array([[1. , 0. , 1. , 1. , 1. , 0.5]])
    """
    coded = coding.assign(machine=code_by_machine(mentions, coding))
    if themes is None:
        themes = typed(mentions, "theme")["theme"].cat.categories
    rows = []
    for theme in themes:
        for reader, own in coded[coded["theme"] == theme].groupby("reader"):
            cells = [
                int((own["machine"].eq(m) & own["coded"].eq(c)).sum())
                for m, c in ((True, True), (True, False), (False, True), (False, False))
            ]
            alpha = krippendorff_alpha(own[["machine", "coded"]].to_numpy(float).T)
            rows.append((theme, reader, *cells, *_ratios(*cells[:3]), alpha))
    return typed(pd.DataFrame(rows, columns=SCORE_COLUMNS))


def _ratios(tp: int, fp: int, fn: int) -> tuple:
    precision = tp / (tp + fp) if tp + fp else np.nan
    recall = tp / (tp + fn) if tp + fn else np.nan
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else np.nan
    return precision, recall, f1, *wilson_interval(tp, tp + fp), *wilson_interval(tp, tp + fn)


def score_readers(coding: pd.DataFrame) -> pd.DataFrame:
    """Say how far the readers agree on each theme: theme, n_readers, n_sentences, alpha.

    >>> coding = pd.DataFrame({"reader": ["r", "r", "s", "s"], "document": "a",
    ...     "sentence": [1, 2, 1, 2], "theme": "trade", "coded": [True, False, True, False]})
    >>> score_readers(coding).values.tolist()
    [['trade', 2, 2, 1.0]]
    """
    coding = typed(coding, "reader", *CODING_KEYS, "coded")
    rows = []
    for theme, own in coding.groupby("theme"):
        table = own.pivot(index="reader", columns=SENTENCE_KEYS, values="coded")
        rows.append((theme, len(table), table.shape[1], krippendorff_alpha(table.to_numpy(float))))
    return typed(pd.DataFrame(rows, columns=["theme", "n_readers", "n_sentences", "alpha"]))


def list_errors(mentions: pd.DataFrame, coding: pd.DataFrame) -> pd.DataFrame:
    """List the sentences where machine and a reader differ.

    Returns one row a reader, theme and sentence: reader, theme, document, sentence, error ("false
    positive": only the machine sees the theme; "false negative": only the reader does).

    >>> mentions = pd.DataFrame({"document": ["a"], "sentence": [2], "theme": ["trade"]})
    >>> coding = pd.DataFrame({"reader": "r", "document": "a", "sentence": [1, 2],
    ...                        "theme": "trade", "coded": [True, True]})
    >>> list_errors(mentions, coding)[["sentence", "error"]].values.tolist()
    [[1, 'false negative']]
    """
    coding = typed(coding, "reader", *CODING_KEYS, "coded")
    wrong = coding[code_by_machine(mentions, coding) != coding["coded"]]
    error = wrong["coded"].map({True: "false negative", False: "false positive"})
    order = ["reader", "theme", *SENTENCE_KEYS]
    errors = wrong.assign(error=error.astype("str")).sort_values(order, ignore_index=True)
    return errors[[*order, "error"]]


def wilson_interval(k: int, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Give the 95 % interval of a share of `k` in `n` (Wilson 1927; Newcombe 1998, method 3).

    >>> [round(float(end), 2) for end in wilson_interval(9, 10)]
    [0.6, 0.98]
    """
    if n == 0:
        return np.nan, np.nan
    centre = (2 * k + z**2) / (2 * (n + z**2))
    half = z * np.sqrt(z**2 + 4 * k * (1 - k / n)) / (2 * (n + z**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def krippendorff_alpha(values: np.ndarray) -> float:
    """Measure the agreement of readers beyond chance: 1 perfect, 0 none, nominal data.

    values: one row a reader, one column a unit, NaN where a reader did not code it. Missing where
    nothing varies. Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C.

    >>> krippendorff_alpha(np.array([[1, 1, 0, 0], [1, 1, 0, 0]]))
    1.0
    """
    values = np.asarray(values, dtype=float)
    paired = values[:, (~np.isnan(values)).sum(axis=0) > 1]
    kinds = np.unique(paired[~np.isnan(paired)])
    n_kinds = np.array([(paired == kind).sum(axis=0) for kind in kinds]).reshape(
        len(kinds), paired.shape[1]
    )
    in_unit = n_kinds.sum(axis=0)
    observed = ((in_unit**2 - (n_kinds**2).sum(axis=0)) / np.maximum(in_unit - 1, 1)).sum()
    totals = n_kinds.sum(axis=1)
    n = totals.sum()
    expected = (n**2 - (totals**2).sum()) / max(n - 1, 1)
    return float(1 - observed / expected) if expected else np.nan


def rate_alpha(alpha: float) -> str:
    """Say an alpha in words, by Krippendorff's thresholds (2004, p. 241).

    >>> rate_alpha(0.7)
    'tentative'
    """
    if np.isnan(alpha):
        return "nothing varies"
    return "reliable" if alpha >= 0.8 else "tentative" if alpha >= 0.667 else "not usable"
