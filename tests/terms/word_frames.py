"""What the test files of this room share: tokens frames, written as strings of words."""

import pandas as pd

PUNCTUATION = {".", ",", ";"}
TEXT_COLUMNS = ["document", "text", "label", "term"]


def make_tokens(*paragraphs, document="A"):
    """A tokens frame from one string of words a paragraph.

    "." ends a sentence; (the) is a word that the reader took out; the printed form is the label.
    """
    rows, sentence = [], 0
    for number, paragraph in enumerate(paragraphs, start=1):
        sentence += 1
        words = paragraph.split()
        for place, printed in enumerate(words, start=1):
            text = printed.strip("()")
            kept = printed == text and text not in PUNCTUATION
            term = text.lower() if kept else None
            rows.append([document, number, sentence, text, text, term, text not in PUNCTUATION])
            sentence += text == "." and place < len(words)
    columns = ["document", "paragraph", "sentence", "text", "label", "term", "is_word"]
    tokens = pd.DataFrame(rows, columns=columns)
    end = (tokens["text"].str.len() + 1).cumsum() - 1 if rows else []
    tokens = tokens.assign(token=range(1, len(tokens) + 1), end=end)
    tokens["start"] = tokens["end"] - tokens["text"].str.len() if rows else []
    return as_categories(tokens.astype({"is_word": bool}))


def as_categories(tokens):
    """Text columns as categories, each with one that no row uses, as after a selection."""
    texts = {name: tokens[name].astype("str") for name in TEXT_COLUMNS}
    made = {
        name: column.astype(pd.CategoricalDtype(column.dropna().unique()))
        for name, column in texts.items()
    }
    made = {name: column.cat.add_categories("unused") for name, column in made.items()}
    return tokens.assign(**made)


def stack(*frames):
    """Several documents on top of each other, categories again."""
    return as_categories(
        pd.concat([frame.astype(dict.fromkeys(TEXT_COLUMNS, "str")) for frame in frames])
    )


def no_tokens():
    """A tokens frame without a row, of any old types."""
    return pd.DataFrame(columns=make_tokens("a").columns)
