"""How the text of a statement is shown elsewhere: what is too long, and what cannot be seen."""

#: The longest sentence that is quoted whole beside a number, in characters: some 300 words.
MAX_WHOLE_CHARS = 2_000
CONTEXT_CHARS = 160  # characters that are quoted of a longer one at each side of what is shown
#: How a character is shown that cannot be seen, or that would turn the order of those after it.
VISIBLE_SIGNS = {n: 0x2400 + n for n in range(32) if chr(n) not in "\t\n\r"} | {0x7F: 0x2421}
VISIBLE_SIGNS |= dict.fromkeys(
    [*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD
)


def first_words(text: str) -> str:
    """Take the words at the beginning of a long text (see CONTEXT_CHARS)."""
    return text[:CONTEXT_CHARS].rpartition(" ")[0]


def last_words(text: str) -> str:
    """Take the words at the end of a long text (see CONTEXT_CHARS)."""
    return text[-CONTEXT_CHARS:].partition(" ")[2]
