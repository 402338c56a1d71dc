"""Cut texts into paragraphs, sentences and tokens, and say what each token counts as."""

from helpers.tokens.names import find_names
from helpers.tokens.paragraphs import split_paragraphs
from helpers.tokens.sentences import read_abbreviations, split_sentences
from helpers.tokens.tokens import POSSESSIVE, TOKEN, split_tokens

__all__ = [
    "POSSESSIVE",  # the 's that is not counted
    "TOKEN",  # what a token is
    "find_names",  # what has a capital that no sentence's beginning explains
    "read_abbreviations",  # the words about full stops
    "split_paragraphs",  # the paragraphs of statements, and what each is
    "split_sentences",  # the sentences of paragraphs
    "split_tokens",  # the words and marks of sentences
]
