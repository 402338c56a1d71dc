"""Read the limits by which a notebook says that something is too much, or too little."""

import math
from pathlib import Path

from helpers.files.read import DATA, data_path, read_table

BUNDLED = DATA / "thresholds.csv"


def read_thresholds(folder: str | Path | None = None) -> dict[str, float]:
    """Read `thresholds.csv`: each limit by its name; the folder's own rows go before the bundled.

    A file of the researcher's own needs the rows that it changes and no more: name, limit, reason.
    Raises ValueError, naming file and line, for a limit that is not a number or that nothing uses.

    >>> read_thresholds()["words cut"]
    0.1
    """
    limits = _read_limits(BUNDLED)
    own = data_path("thresholds.csv", folder)
    if own == BUNDLED:
        return limits
    return limits | _read_limits(own, known=[*limits])


def _read_limits(path: Path, known: list[str] | None = None) -> dict[str, float]:
    table = read_table(path, ["name", "limit"], once="name")
    limits = {}
    for line, name, limit in table[["name", "limit"]].itertuples():
        if known is not None and name not in known:
            names = ", ".join(known)
            raise ValueError(f"{path.name}, line {line}: nothing uses {name!r}; there are: {names}")
        try:
            limits[name] = float(limit)
        except ValueError:
            limits[name] = math.nan
        if not math.isfinite(limits[name]):
            raise ValueError(f"{path.name}, line {line}: {limit!r} is not a number; write 0.1")
    return limits
