"""The one form of characters that texts and lists are brought into, so that words are found.

A publisher's page writes ’ where a researcher's list has ', or the other way round.
"""

import re
import unicodedata
from collections.abc import Callable


def compose(pair: str) -> str:
    """Make one letter of a letter and its accents, where there is one.

    >>> compose("e" + chr(0x301)) == chr(0xE9)
    True
    """
    composed = unicodedata.normalize("NFC", pair)
    return composed if len(composed) == 1 else pair


#: What is written otherwise: the pattern, what stands for it, and why.
PLAIN_SIGNS: tuple[tuple[str, str | Callable[[str], str], str], ...] = (
    (
        "[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
        "|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])",
        "",
        "zero-width character",
    ),
    ("\u00ad\n?", "", "soft hyphen"),
    ("[\u2010\u2011]", "-", "typographic hyphen"),
    (r"[^\S \n\t]", " ", "non-breaking or other space"),
    ("[‘’‚]", "'", "typographic quotation mark"),
    ("[“”„]", '"', "typographic quotation mark"),
    ("[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKC", sign), "letters in one sign"),
    ("[^\\W\\d_][\u0300-\u036f]{1,3}(?![\u0300-\u036f])", compose, "accent apart from its letter"),
)
_PATTERNS = [(re.compile(pattern), after) for pattern, after, _ in PLAIN_SIGNS]


def write_plainly(words: str) -> str:
    """Write words with the characters that a cleaned text has.

    >>> write_plainly("women’s follow‑up"), write_plainly("Tarn" + chr(0xA0) + "“Port”")
    ("women's follow-up", 'Tarn "Port"')
    """
    for pattern, after in _PATTERNS:
        words = pattern.sub(
            after if isinstance(after, str) else lambda found, make=after: make(found[0]), words
        )
    return words
