"""Words around numbers, and pieces of a page in general: as HTML, and as plain text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape as escape_html

import pandas as pd

from helpers.files import mark_csv, record_output
from helpers.files.quotes import VISIBLE_SIGNS
from helpers.files.tables import TABLE_ENDINGS

NO_MATH = 'class="mathjax_ignore tex2jax_ignore"'  # a dollar sign in a statement is not a formula


@dataclass(frozen=True)
class Html:
    """A piece of a page, with the plain text that stands for it elsewhere."""

    html: str
    text: str
    csv: str | None = None
    name: str = ""
    files: dict[str, str] = field(default_factory=dict)  # {"ics": text, "json": text}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple:
        texts = self.files if self.csv is None else {"csv": self.csv} | self.files
        files = {kind: texts[ending] for kind, ending in TABLE_ENDINGS.items() if ending in texts}
        data = {"text/html": self.html, "text/plain": self.text} | files
        if self.csv is not None:
            record_output("table", self.name, mark_csv(self.csv))
        return data, {kind: {"name": self.name} for kind in files}


def escape(text: str) -> str:
    """Write a text as HTML that shows it as it was typed, and signs for what cannot be seen."""
    return escape_html(text.translate(VISIBLE_SIGNS))


def say(*sentences: str) -> Html:
    """Say computed sentences as a paragraph of the page.

    >>> say("Two ports are open,", "one < the last time.").text
    'Two ports are open, one < the last time.'
    """
    text = " ".join(sentences)
    return Html(f"<p {NO_MATH}>{escape(text)}</p>", text)


def count_of(n: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun: "1 sentence", "28 sentences", "1,043 words".

    >>> count_of(1, "port"), count_of(1200, "entry", "entries")
    ('1 port', '1,200 entries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], *, most: int = 3) -> str:
    """Write a list as a sentence does: "a", "a and b", "a, b and c", "a, b, c and 4 more".

    >>> listed(["Arlan", "Belmora"]), listed("abcdef")
    ('Arlan and Belmora', 'a, b, c and 3 more')
    """
    words = [*words] or ["none"]
    if len(words) > most + 1:
        words = [*words[:most], f"{len(words) - most:,} more"]
    *front, last = words
    return f"{', '.join(front)} and {last}" if front else last


def source_of(document: pd.DataFrame) -> str:
    """Write the source line of a chart from the one row of a document.

    >>> row = {"title": ["Port of Tarn"], "issuer": [""], "published": [pd.Timestamp(2021, 3, 30)]}
    >>> source_of(pd.DataFrame(row))
    'Source: Port of Tarn; issuer not given; 2021-03-30.'
    """
    row = document.iloc[0]
    day = "no date" if pd.isna(row["published"]) else f"{row['published'].date()}"
    return f"Source: {row['title']}; {row['issuer'] or 'issuer not given'}; {day}."


def fold(summary: str, inside: str) -> str:
    """Fold a piece of a page in under its summary."""
    return f"<details {NO_MATH}><summary>{escape(summary)}</summary>{inside}</details>"
