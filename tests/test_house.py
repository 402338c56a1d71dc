"""What holds for every file of helpers, whatever it does."""

import ast
import re
from pathlib import Path

import pytest

from helpers.tokens import TOKEN

HELPERS = Path(__file__).resolve().parent.parent / "helpers"
FILES = sorted(HELPERS.rglob("*.py"))


def texts_of(code):
    """Every text that code spells out; what an f-string puts in counts as one letter."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                part.value if hasattr(part, "value") and isinstance(part.value, str) else "x"
                for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_possessive(text):
    """Whether a text, read as a regular expression, has ++, *+, ?+ or {2,}+ in it."""
    try:
        return "POSSESSIVE_REPEAT" in repr(re._parser.parse(text))
    except (re.error, OverflowError):
        return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_no_possessive_quantifier_is_used(path):
    # Python before 3.11.5, and so Debian 12, matches too little with them (gh-106052)
    assert [text for text in texts_of(path.read_text("utf-8")) if is_possessive(text)] == []


def test_a_possessive_quantifier_would_be_seen():
    code = 'A = re.compile(r"[ab]++c")\nB = rf"(?:{A}x){{2,}}+"\nC = "C++"\nD = "[*+]+"\n'
    found = {text for text in texts_of(code) if is_possessive(text)}
    assert found == {"[ab]++c", "(?:xx){2,}+", "C++"}


def test_tokens_are_whole_where_possessive_quantifiers_fail():
    assert TOKEN.findall("Iraq, and U.S.-led") == ["Iraq", ",", "and", "U.S.-led"]
