"""What holds for every file of helpers, whatever it does."""

import ast
import importlib
import re
import runpy
import tomllib
import warnings
from collections import defaultdict
from pathlib import Path

import pytest

from helpers.tokens import TOKEN

PROJECT = Path(__file__).resolve().parent.parent
HELPERS = PROJECT / "helpers"
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
        with warnings.catch_warnings(action="ignore"):  # most texts are prose
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


def test_it_is_installed_in_place_only():
    build = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    assert (build["build-backend"], build["backend-path"]) == ("in_place", ["."])
    backend = runpy.run_path(str(PROJECT / "in_place.py"))
    for hook in ("get_requires_for_build_wheel", "build_wheel", "build_sdist"):
        with pytest.raises(SystemExit, match=r"is worked in place .* Clone or unpack it"):
            backend[hook]("anywhere")


#: Text flows down; a room imports from rooms that stand above it, and in its own line from itself.
ORDER = [
    {"chance", "english", "frames"},
    {"files"},
    {"documents", "tokens"},
    {"lookup"},
    {"terms", "themes", "dates", "changes", "series"},
    {"events"},
    {"figures", "evidence"},
    {"reports"},
    {"verify"},  # the command python -m helpers.verify
]
ROOMS = [room for rooms in ORDER for room in sorted(rooms) if (HELPERS / room).is_dir()]


def room_of(file):
    return file.relative_to(HELPERS).parts[0].removesuffix(".py")


def imports_of(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            yield node.module, [name.name for name in node.names]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HELPERS)))
def test_text_flows_one_way_and_nothing_private_leaves_its_file(file):
    level = {room: place for place, rooms in enumerate(ORDER) for room in rooms}
    own = room_of(file)
    for module, names in imports_of(file) if own != "__init__" else []:
        above = module.split(".")[1]
        assert above == own or level[above] < level[own], f"{own} imports {above}"
        assert not [name for name in names if name.startswith("_")], module


def test_a_name_has_one_meaning_in_the_whole_house():
    places = defaultdict(set)
    for file in FILES:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            names = [node.name] if hasattr(node, "name") else []
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                inner = [name for target in targets for name in ast.walk(target)]
                names = [name.id for name in inner if isinstance(name, ast.Name)]
            for name in names:
                places[name].add(str(file.relative_to(HELPERS)))
    shared = {"__all__", "__getattr__"}  # Python's own
    assert {name: files for name, files in places.items() if len(files) > 1} == {
        name: places[name] for name in shared & {*places} if len(places[name]) > 1
    }


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_each_of_its_verbs_does_and_shows_it(room):
    module = importlib.import_module(f"helpers.{room}")
    lines = (HELPERS / room / "__init__.py").read_text(encoding="utf-8")
    for name in getattr(module, "__all__", []):
        verb = getattr(module, name)
        assert re.search(rf'"{name}",  # \w', lines), f"{name} has no line on it"
        if callable(verb) and not isinstance(verb, type):
            assert ">>> " in verb.__doc__, f"{name} has no example"
