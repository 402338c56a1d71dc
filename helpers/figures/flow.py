"""Two statements side by side: what became of each sentence of the old one.

Lengths are inches, sizes of type points; the rows of sentences are counted from the top.
"""

from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.sheet import (
    ACCENT,
    GREY,
    HOUSE,
    INK,
    MAX_TEXT_CHARS,
    SHEET_MARGIN,
    SHEET_WIDTH,
    SMALL_POINTS,
    Chart,
    Sheet,
    Words,
    as_sentences,
    cut,
    shorten,
    width_of,
)
from helpers.frames import typed

FLOW_PITCH, MAX_FLOW_HEIGHT = 0.175, 7.4  # from sentence to sentence; of the whole drawing
FLOW_GAP, FLOW_HEAD = 1.3, 0.24  # between the columns; above them
LINE_AIR, NUMBER_AIR = 0.06, 0.1  # between a line and its number, a number and its words
MIN_TEXT_PITCH, ROUND_PITCH = 0.135, 0.25  # from text to text, from round number to round number
CURVE = 0.45  # how far a line goes straight before it bends, of the gap
STUB = 0.13  # how far the line of a dropped or a new sentence reaches, of the gap
MAX_LINE_SHARE = 0.8  # of the pitch, that a line is wide
FLOW_SIDES, ALONE = ("old", "new"), ("dropped", "new")
#: How the line of each relation is drawn; they differ in width and dashes, not in colour alone.
FLOW_LINES: dict[str, dict[str, Any]] = {
    "kept": {"edgecolor": "#a6a6a6", "linewidth": 0.8},
    "reworded": {"edgecolor": ACCENT, "linewidth": 2.0},
    "moved": {"edgecolor": "#D55E00", "linewidth": 1.4, "linestyle": (0, (4, 1.5))},
    "split": {"edgecolor": "#009E73", "linewidth": 1.6, "linestyle": (0, (1, 0.9))},
    "merged": {"edgecolor": "#009E73", "linewidth": 1.6, "linestyle": (0, (1, 0.9))},
    "dropped": {"edgecolor": INK, "linewidth": 1.6},
    "new": {"edgecolor": INK, "linewidth": 1.6},
}
NAMED_FIRST = ["moved", "split", "merged", "reworded", "kept"]
#: Where on its line a name may stand, from the old sentence to the new one, the best first.
NAME_PLACES = (0.5, 0.35, 0.65, 0.25, 0.75, 0.12, 0.88)
NAME_AIR = 0.05  # between a name and the end of its line or another name, of the gap
NAME_APART = 1.05  # from a name that hides no other line to the next of its kind
MAX_NAMED_LINES = 60  # lines of a relation that are tried for its names
FLOW_COLUMNS = ["old", "new", "relation", "old_sentence", "new_sentence"]

FlowLink = tuple[str, int | None, int | None]  # the relation, the row of the old and the new one


class FlowText(NamedTuple):
    """What stands beside the lines: a sentence, or a run of them in the row of its first."""

    row: int
    number: str
    text: str
    relation: str


@mpl.rc_context(HOUSE)
def draw_flow(
    table: pd.DataFrame,
    pairs: pd.DataFrame,
    sentences: pd.DataFrame,
    words: Words,
    *,
    names: tuple[str, str] = ("", ""),
) -> Chart:
    """Draw what became of each sentence: the old ones left, the new ones right, lines between.

    `table` has a row a relation, with relation, label, n, n_old and n_new (`count_relations`);
    `pairs` is what `align` returns; `sentences` are those of both statements (document, sentence,
    text); `names` stand above the columns. Up to 54 sentences a side stand there with their first
    words; of more, those that were dropped or are new, runs of them together, and every so often
    another. The shorter statement begins further down where its lines are more level so.
    Raises ValueError where a sentence of `pairs` is not among `sentences`.

    >>> pairs = pd.DataFrame({"old": "May", "new": "June", "relation": ["kept"],
    ...                       "old_sentence": [1], "new_sentence": [1]})
    >>> sentences = pd.DataFrame({"document": ["May", "June"], "sentence": 1, "text": "It won."})
    >>> columns = {"relation": ["kept"], "label": "kept", "n": 2, "n_old": 1, "n_new": 1}
    >>> table = pd.DataFrame(columns)
    >>> words = Words("flow", "All was kept", "Sentences of both", "Source: none", "n = 2.")
    >>> draw_flow(table, pairs, sentences, words).alt
    'All was kept. kept: 1 old, 1 new.'
    """
    pairs, sentences = typed(pairs, *FLOW_COLUMNS), typed(sentences, "document", "sentence", "text")
    pairs = pairs.sort_values(FLOW_COLUMNS[3:], kind="stable")
    own = {side: pairs[side].astype("str").iloc[0] if len(pairs) else "" for side in FLOW_SIDES}
    sentences = sentences.sort_values("sentence", kind="stable")
    sides = {side: sentences[sentences["document"] == own[side]] for side in FLOW_SIDES}
    rows = _place_rows(pairs, sides)
    n = max(1, *map(len, sides.values()))
    pitch = min(FLOW_PITCH, MAX_FLOW_HEIGHT / n)
    sheet = Sheet(n * pitch + FLOW_HEAD, words)
    for side, name in zip(FLOW_SIDES, names, strict=True):
        relations = dict(zip(pairs[f"{side}_sentence"], pairs["relation"], strict=True))
        texts = [
            FlowText(rows[side][number], f"{number}", text, relations.get(number, ""))
            for number, text in sides[side][["sentence", "text"]].itertuples(index=False)
        ]
        texts = texts if pitch >= MIN_TEXT_PITCH else _thin_texts(texts, pitch)
        _write_side(sheet, side, name, texts, pitch)
    links = [
        (str(relation), rows["old"].get(old), rows["new"].get(new))
        for relation, old, new in pairs[FLOW_COLUMNS[2:]].itertuples(index=False)
    ]
    axes = sheet.open_axes((SHEET_WIDTH - FLOW_GAP) / 2, FLOW_HEAD, FLOW_GAP, n * pitch)
    axes.set(xlim=(0, 1), ylim=(n - 0.5, -0.5))
    axes.set_axis_off()
    for link in sorted(links, key=lambda link: link[0] != "kept"):
        _draw_link(axes, link, MAX_LINE_SHARE * pitch)
    _name_links(sheet, links, pitch)
    said = [f"{row.label}: {row.n_old:,} old, {row.n_new:,} new" for row in table.itertuples()]
    alt = as_sentences(cut(words.title, MAX_TEXT_CHARS), "; ".join(said))
    return Chart(words, alt, table, sheet.figure)


def _place_rows(pairs: pd.DataFrame, sides: dict[str, pd.DataFrame]) -> dict[str, dict[int, int]]:
    """Give each sentence a row, so that the line in the middle of all is level if it can be."""
    rows = {side: {n: row for row, n in enumerate(sides[side]["sentence"])} for side in FLOW_SIDES}
    for side in FLOW_SIDES:
        numbers = pairs[f"{side}_sentence"].dropna()
        for n in numbers[~numbers.isin([*rows[side]])]:
            name = pairs[side].iloc[0]
            raise ValueError(f"sentence {n} of {name} has a line, but is not among sentences")
    old, new = (pairs[f"{side}_sentence"].map(rows[side]).astype(float) for side in FLOW_SIDES)
    spare, fall = len(rows["new"]) - len(rows["old"]), (new - old).median()
    down = 0 if np.isnan(fall) else int(np.clip(fall, min(spare, 0), max(spare, 0)))
    for side, first in zip(FLOW_SIDES, (max(down, 0), max(-down, 0)), strict=True):
        rows[side] = {n: first + row for n, row in rows[side].items()}
    return rows


# --- beside the lines ----------------------------------------------------------------------------


def _thin_texts(texts: list[FlowText], pitch: float) -> list[FlowText]:
    """Keep what has room: runs of sentences without a partner, the longest first, then others."""
    runs = [[*run] for _, run in groupby(texts, key=lambda text: text.relation)]
    runs = [run for run in runs if run[0].relation in ALONE]
    step = next(n * 10**k for k in range(9) for n in (1, 2, 5) if n * 10**k * pitch >= ROUND_PITCH)
    others = [[text] for text in texts if text is texts[0] or int(text.number) % step == 0]
    kept: list[FlowText] = []
    for run in sorted(runs, key=len, reverse=True) + others:
        row, number, *words = run[0]
        if all(abs(row - other.row) * pitch >= MIN_TEXT_PITCH for other in kept):
            number = number if len(run) == 1 else f"{number}–{run[-1].number}"
            kept.append(FlowText(row, number, *words))
    return kept


def _write_side(sheet: Sheet, side: str, name: str, texts: list[FlowText], pitch: float) -> None:
    """Write the name of a statement, and the numbers and first words of its sentences."""
    sign, ha = (-1, "right") if side == "old" else (1, "left")
    inner = (SHEET_WIDTH + sign * FLOW_GAP) / 2 + sign * LINE_AIR
    room = (SHEET_WIDTH - FLOW_GAP) / 2 - LINE_AIR - SHEET_MARGIN
    style: dict[str, Any] = {"size": SMALL_POINTS, "ha": ha}
    heading = shorten(" ".join(name.split()), SMALL_POINTS, room)
    while width_of(heading, SMALL_POINTS, "bold") > room:
        heading = f"{heading[:-2].rstrip()}…"
    sheet.write_line(inner, 0.05, heading, weight="bold", **style)
    numbers = [text.number.split("–")[0] for text in texts]
    least = max((width_of(number, SMALL_POINTS, "bold") for number in numbers), default=0)
    for row, number, text, relation in texts:
        y = FLOW_HEAD + (row + 0.5) * pitch
        style["color"] = GREY if relation == "kept" else INK
        if relation in ALONE:
            number = f"{relation} {number}" if side == "old" else f"{number} {relation}"
        sheet.write_line(inner, y, number, weight="bold", **style)
        at = max(least, width_of(number, SMALL_POINTS, "bold")) + NUMBER_AIR
        words = shorten(" ".join(text.split()), SMALL_POINTS, room - at)
        sheet.write_line(inner + sign * at, y, words, **style)


# --- the lines -----------------------------------------------------------------------------------


def _draw_link(axes: Axes, link: FlowLink, most: float) -> None:
    """Draw the line of a pair, a cubic curve, or the stub of a sentence that has no partner."""
    relation, old, new = link
    codes = [Path.MOVETO, Path.LINETO]
    if old is None or new is None:
        x = (0, STUB) if new is None else (1, 1 - STUB)
        points = [(at, float(old or new or 0)) for at in x]
    else:
        points = [(0, old), (CURVE, old), (1 - CURVE, new), (1, new)]
        codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    style = FLOW_LINES[relation]
    style = style | {"linewidth": min(style["linewidth"], 72 * most)}
    axes.add_patch(PathPatch(Path(points, codes), facecolor="none", **style))


def _along(t: Any) -> Any:
    """Say how far to the right a line is, as a share of the gap, at each share of its course."""
    return 3 * t * (1 - t) ** 2 * CURVE + 3 * t**2 * (1 - t) * (1 - CURVE) + t**3


def _down(t: Any) -> Any:
    """Say how far a line has come from its old to its new row at each share of its course."""
    return 3 * t**2 - 2 * t**3


def _name_links(sheet: Sheet, links: list[FlowLink], pitch: float) -> None:
    """Name lines where the name hides fewest others, the fewer times the more it hides."""
    taken: list[tuple[str, float, float, float]] = []  # relation, its half width, x, row
    for relation in NAMED_FIRST:
        half = width_of(relation, SMALL_POINTS) / FLOW_GAP / 2
        own = [(old or 0, new or 0) for name, old, new in links if name == relation]
        places = [
            (float(_along(t)), float(old + _down(t) * (new - old)))
            for t in NAME_PLACES
            if half + NAME_AIR < _along(t) < 1 - half - NAME_AIR
            for old, new in own[:: len(own) // MAX_NAMED_LINES + 1]
        ]
        hidden = _count_hidden(places, half, links, MIN_TEXT_PITCH / pitch / 2)
        for n, (x, row) in sorted(zip(hidden, places, strict=True), key=itemgetter(0)):
            free = all(
                abs(row - other) * pitch >= (NAME_APART * n if relation == kind else MIN_TEXT_PITCH)
                or (relation != kind and abs(x - at) > half + width + NAME_AIR)
                for kind, width, at, other in taken
            )
            if free:
                taken.append((relation, half, x, row))
    for relation, _, x, row in taken:
        left, y = (SHEET_WIDTH - FLOW_GAP) / 2, FLOW_HEAD + (row + 0.5) * pitch
        box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        ink = ACCENT if relation == "reworded" else GREY
        style: dict[str, Any] = {"size": SMALL_POINTS, "ha": "center", "color": ink}
        sheet.write_line(left + x * FLOW_GAP, y, relation, bbox=box, **style)


def _count_hidden(
    places: list[tuple[float, float]], half: float, links: list[FlowLink], tall: float
) -> list[int]:
    """Count the lines that each place of a name would hide, its own among them."""
    ends = np.array([link[1:] for link in links if None not in link], float).reshape(-1, 2)
    gone = np.array([old for _, old, new in links if new is None], float)
    come = np.array([new for _, old, new in links if old is None], float)
    course = np.linspace(0, 1, 101)
    counts = []
    for x, row in places:
        sides = _down(np.interp([x - half, x + half], _along(course), course))
        reach = ends[:, :1] + sides * (ends[:, 1:] - ends[:, :1])
        lines = (reach.max(axis=1) > row - tall) & (reach.min(axis=1) < row + tall)
        stubs = [np.abs(gone - row) < tall] if x - half < STUB else []
        stubs += [np.abs(come - row) < tall] if x + half > 1 - STUB else []
        counts.append(int(sum(hit.sum() for hit in [lines, *stubs])))
    return counts
