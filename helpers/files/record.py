"""Keep a record of what a notebook has read and shown, for the proof in its last cell.

A notebook has a Python to itself, so the record is this module's own. What is read or shown again
under its name takes the place of what was there, so that cells may be run again in any order.
"""

import sys
from hashlib import sha256

_record: dict[tuple[str, str], tuple[int, str]] = {}  # (kind, name): (cell, sha256)


def begin_record() -> None:
    """Begin anew, because other statements are read: forget what earlier cells read and showed.

    What the running cell itself has read stays, so outside of a notebook nothing is forgotten.

    >>> record_output("table", "terms", "term,n")
    >>> begin_record()
    >>> [name for _, name, _ in list_record()][-1:]
    ['terms']
    """
    cell = _cell_number()
    for key in [key for key, (number, _) in _record.items() if number < cell]:
        del _record[key]


def record_output(kind: str, name: str, content: str | bytes) -> None:
    """Note what was read (a "judgement") or shown (a "table" or "figure"), by its sha256.

    >>> record_output("table", "terms", "term,n")
    >>> list_record()[-1][:2]
    ('table', 'terms')
    """
    data = content.encode() if isinstance(content, str) else content
    _record.pop((kind, name), None)  # so that it becomes the last
    _record[kind, name] = _cell_number(), sha256(data).hexdigest()


def list_record() -> list[tuple[str, str, str]]:
    """List the record in the order in which it was made: kind, name, sha256.

    >>> record_output("judgement", "aliases.csv", b"name,alias")
    >>> kind, name, digest = list_record()[-1]
    >>> print(kind, name, digest[:8])
    judgement aliases.csv ada30077
    """
    return [(*key, digest) for key, (_, digest) in _record.items()]


def _cell_number() -> int:
    """The number of the cell that is running: 1, 2 ... in a notebook, 0 outside of one."""
    ipython = sys.modules.get("IPython")  # whoever runs a notebook has loaded it
    shell = ipython.get_ipython() if ipython else None
    return shell.execution_count if shell else 0
