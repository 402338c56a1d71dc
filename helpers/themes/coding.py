"""Check a codebook against readers who coded the same sentences by hand."""

import numpy as np
import pandas as pd

from helpers.files import data_path, printable, read_table
from helpers.frames import SENTENCE_KEYS


def read_coding(documents, folder=None) -> pd.DataFrame:
    """Read what readers coded by hand: every .csv of the folder's `coding`, one file a reader.

    A reader's file, reader-a.csv or a.csv, has the columns document, sentence and one a theme,
    with 1 where the sentence has the theme and 0 where not. Only rows of `documents` are kept.
    Returns one row a reader, sentence and theme: reader, document, sentence, theme, coded (bool).
    Raises ValueError, naming file and line, where a cell is neither 0 nor 1 or a sentence is coded
    twice by one reader.
    """
    place = data_path("coding", folder)
    if not place.is_dir():
        raise ValueError("coding: no folder; it holds the readers' files")
    columns = ["reader", *SENTENCE_KEYS, "theme", "coded"]
    frames = [pd.DataFrame(columns=columns)]
    for file in sorted(place.glob("*.csv")):
        name = f"coding/{printable(file.name)}"
        wide = read_table(file, SENTENCE_KEYS, name=name)
        reader, themes = (
            printable(file.stem.removeprefix("reader-")),
            [*wide.columns.drop(SENTENCE_KEYS)],
        )
        right = wide[themes].isin(["0", "1"]).all(axis=1)
        right &= wide["sentence"].str.fullmatch("[0-9]{1,9}")
        twice = wide.duplicated(SENTENCE_KEYS)
        if wrong := [*wide.index[~right | twice]]:
            why = "document, sentence, then 0 or 1 a theme; each sentence once"
            raise ValueError(f"{name}, line {wrong[0]}: {why}")
        if any(frame["reader"].eq(reader).any() for frame in frames):
            raise ValueError(f"{name}: reader {reader!r} has another file, too")
        long = wide.melt(id_vars=SENTENCE_KEYS, var_name="theme", value_name="coded")
        frames.append(long.assign(reader=reader, coded=long["coded"] == "1")[columns])
    coding = pd.concat(frames, ignore_index=True).astype({"sentence": int, "coded": bool})
    return coding[coding["document"].isin([*documents["document"]])].reset_index(drop=True)


def code_by_machine(mentions, coding) -> pd.Series:
    """Code the sentences and themes of a coding by the codebook's matches: True where one is."""
    touched = {
        *mentions[[*SENTENCE_KEYS, "theme"]]
        .astype({"document": "str", "theme": "str"})
        .itertuples(index=False, name=None)
    }
    keys = coding[[*SENTENCE_KEYS, "theme"]].itertuples(index=False, name=None)
    return pd.Series([key in touched for key in keys], index=coding.index, dtype=bool)


def score_codebook(mentions, coding) -> pd.DataFrame:
    """Score a codebook against every reader, theme by theme.

    Returns one row a theme and reader, in the codebook's order: theme, reader, tp, fp, fn, tn
    (sentences), precision, recall, f1 (missing where nothing can be divided), their intervals
    precision_low, precision_high, recall_low, recall_high (Wilson, 95 %), and alpha
    (Krippendorff, nominal, machine against reader). A theme that no reader coded is not there.
    The intervals say how far a share of few cases can be trusted; no sample is drawn.
    """
    coded = coding.assign(machine=code_by_machine(mentions, coding))
    rows = []
    order = [theme for theme in mentions["theme"].cat.categories if theme in {*coding["theme"]}]
    for theme in order:
        for reader, own in coded[coded["theme"] == theme].groupby("reader"):
            cells = [
                int((own["machine"].eq(m) & own["coded"].eq(c)).sum())
                for m, c in ((True, True), (True, False), (False, True), (False, False))
            ]
            alpha = krippendorff_alpha(own[["machine", "coded"]].to_numpy(float).T)
            rows.append((theme, reader, *cells, *_ratios(*cells[:3]), alpha))
    return pd.DataFrame(
        rows,
        columns=[
            "theme",
            "reader",
            "tp",
            "fp",
            "fn",
            "tn",
            "precision",
            "recall",
            "f1",
            "precision_low",
            "precision_high",
            "recall_low",
            "recall_high",
            "alpha",
        ],
    )


def _ratios(tp: int, fp: int, fn: int) -> tuple:
    precision = tp / (tp + fp) if tp + fp else np.nan
    recall = tp / (tp + fn) if tp + fn else np.nan
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else np.nan
    return precision, recall, f1, *wilson_interval(tp, tp + fp), *wilson_interval(tp, tp + fn)


def score_readers(coding) -> pd.DataFrame:
    """Say how far the readers agree on each theme: theme, n_readers, n_sentences, alpha."""
    rows = []
    for theme, own in coding.groupby("theme", sort=False):
        table = own.pivot(index="reader", columns=SENTENCE_KEYS, values="coded")
        rows.append((theme, len(table), table.shape[1], krippendorff_alpha(table.to_numpy(float))))
    return pd.DataFrame(rows, columns=["theme", "n_readers", "n_sentences", "alpha"])


def list_errors(mentions, coding) -> pd.DataFrame:
    """List the sentences where machine and a reader differ.

    Returns one row a reader, theme and sentence: reader, theme, document, sentence, error ("false
    positive": only the machine sees the theme; "false negative": only the reader does).
    """
    machine = code_by_machine(mentions, coding)
    wrong = coding[machine != coding["coded"]]
    error = wrong["coded"].map({True: "false negative", False: "false positive"})
    return wrong.assign(error=error)[["reader", "theme", *SENTENCE_KEYS, "error"]].reset_index(
        drop=True
    )


def wilson_interval(k: int, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Give the 95 % interval of a share of `k` in `n` (Wilson 1927; Newcombe 1998, method 3)."""
    if n == 0:
        return np.nan, np.nan
    centre = (2 * k + z**2) / (2 * (n + z**2))
    half = z * np.sqrt(z**2 + 4 * k * (1 - k / n)) / (2 * (n + z**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def krippendorff_alpha(values: np.ndarray) -> float:
    """Measure the agreement of readers beyond chance: 1 perfect, 0 none, nominal data.

    values: one row a reader, one column a unit, NaN where a reader did not code it. Missing where
    nothing varies. Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C.
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
    """Say an alpha in words, by Krippendorff's thresholds (2004, p. 241)."""
    if np.isnan(alpha):
        return "nothing varies"
    return "reliable" if alpha >= 0.8 else "tentative" if alpha >= 0.667 else "not usable"
