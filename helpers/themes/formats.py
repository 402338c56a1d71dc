"""What a codebook says, in each of the formats that researchers have.

A reader turns a file's text into entries: line, keys from the top, word (None where only the theme
is named) and kind ("star" is a glob of which only * is a wildcard, as in most programs).
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import NoReturn
from xml.parsers import expat

import yaml

Entries = Iterator[tuple[int, tuple[str, ...], str | None, str]]

#: The key under which quanteda's as.yaml puts the patterns of a theme that has themes below it.
OWN_PATTERNS = "__"
YAML_TAGS = [f"tag:yaml.org,2002:{tag}" for tag in ("str", "seq", "map")]
ENGINES = {"substring": "star", "regexp": "regex"}  # of Yoshikoder
NESTING = [("", "dictionary"), ("dictionary", "cnode"), ("cnode", "cnode"), ("cnode", "pnode")]


class CodebookError(ValueError):
    """What cannot be kept as it was meant: the number of its line, and why."""


def _check_weight(weight: str, line: int) -> None:
    if not re.fullmatch(r"\s*0*1(\.0*)?\s*", weight):
        raise CodebookError(line, f"weight {weight!r}: only a weight of 1 can be kept")


def _number_lines(text: str) -> list[tuple[int, str]]:
    return [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _close(above: list[tuple[int, str]], line: str) -> int:
    """Forget the themes under which a line is no longer indented; give its indent."""
    line = line.expandtabs()
    indent = len(line) - len(line.lstrip())
    while above and above[-1][0] >= indent:
        above.pop()
    return indent


def _read_yaml(text: str) -> Entries:
    """Read the YAML of quanteda's dictionary(), maps of lists; every value is text.

    The format: quanteda's reference, dictionary() and as.yaml() (Benoit et al. 2018).
    """
    try:  # nothing is constructed; libyaml's loader is faster but crashes on deep nesting
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CodebookError(line, f"{chr(error.character)!r} cannot stand in a text") from None
    except yaml.MarkedYAMLError as error:
        problem = ", ".join(filter(None, (error.context, error.problem)))
        problem = "a tab stands where YAML wants spaces" if "\\t" in problem else problem
        raise CodebookError((error.problem_mark or error.context_mark).line + 1, problem) from None
    return _walk_yaml(root, (), set()) if root else iter(())


def _walk_yaml(node: yaml.Node, keys: tuple[str, ...], seen: set) -> Entries:
    line = node.start_mark.line + 1
    if node.tag not in YAML_TAGS:
        raise CodebookError(line, f"the tag {node.tag!r} is not read")
    if id(node) in seen:
        raise CodebookError(line, "an *alias refers to what stands here; write it out there")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield line, keys, node.value, "glob"
        return
    for item in node.value:
        key, value = item if isinstance(node, yaml.MappingNode) else (None, item)
        at = (key or value).start_mark.line + 1
        if isinstance(key or value, yaml.SequenceNode) or isinstance(key, yaml.MappingNode):
            raise CodebookError(at, "a list stands inside a list, or a list or a map as a key")
        below = keys
        if key and not (keys and key.value == OWN_PATTERNS):
            below = (*keys, *(text or "" for _, _, text, _ in _walk_yaml(key, (), seen)))
            yield at, below, None, ""
        if not key or value.value != "":
            yield from _walk_yaml(value, below, seen)


def _read_dic(text: str) -> Entries:
    """Read LIWC's .dic: between two lines % the numbered categories, then words and numbers.

    A tab ends a phrase; without one, the numbers at the line's end are the categories. Categories
    may be indented below others, as in LIWC2015. The format: LIWC2007 and LIWC2015 Operator's
    Manuals (Pennebaker, Booth and Francis 2007; Pennebaker et al. 2015), custom dictionaries.
    """
    lines = _number_lines(text)
    marks = [at for at, (_, line) in enumerate(lines) if line.strip() == "%"]
    if lines and (marks[:1] != [0] or len(marks) < 2):
        raise CodebookError(
            lines[-1 if marks else 0][0], "the categories do not stand between two lines %"
        )
    names: dict[str, tuple[str, ...]] = {}
    for at, number, keys in _read_categories(lines[1 : marks[1]]):
        names[number] = keys
        yield at, keys, None, ""
    for at, line in lines[marks[1] + 1 :]:
        word, numbers = _split_entry(line.strip())
        if not numbers:
            raise CodebookError(at, f"{line.strip()!r}: no number of a category follows the word")
        for number in numbers:
            if not number.isdecimal():
                raise CodebookError(at, f"{number!r} is not the number of a category")
            if (number := number.lstrip("0") or "0") not in names:
                raise CodebookError(at, f"category {number} is not in the header")
            yield at, names[number], word, "star"


def _read_categories(
    lines: list[tuple[int, str]],
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Read the header of a .dic: line, number, and keys from the top of each category."""
    above: list[tuple[int, str]] = []
    numbers, seen = set(), set()
    for at, line in lines:
        found = re.fullmatch(r"\s*(\d+)\s+(\S.*)", line)
        number = found[1].lstrip("0") or "0" if found else ""
        if not found or number in numbers:
            raise CodebookError(at, f"{line.strip()!r} is not a new number with a category's name")
        above.append((_close(above, line), found[2]))
        if (keys := tuple(key for _, key in above)) in seen:
            raise CodebookError(at, f"category {found[2]!r} stands twice in the header")
        numbers.add(number)
        seen.add(keys)
        yield at, number, keys


def _split_entry(line: str) -> tuple[str, list[str]]:
    """Split a line of a .dic into its word or phrase and what should be numbers."""
    word, tab, rest = line.partition("\t")
    if tab:
        return word, rest.split()
    first, *others = word.split()
    n = len(others) - sum(1 for _ in takewhile(str.isdecimal, reversed(others)))
    return " ".join([first, *others[:n]]), others[n:]


def _read_dicx(text: str) -> Entries:
    """Read LIWC-22's .dicx: a table with commas, a row a word, a column a category, X where it is.

    The format: LIWC-22's help, Dictionary Workbench (liwc.app/help/workbench).
    """
    table = csv.reader(io.StringIO(text), strict=True)
    try:
        rows = [(table.line_num, row) for row in table if "".join(row).strip()]
    except csv.Error as error:
        raise CodebookError(table.line_num, f"not a table with commas: {error}") from None
    at, header = rows.pop(0) if rows else (1, [""])  # there may be nothing but commas
    first, *names = [name.strip() for name in header]
    if first.lower() != "dicterm" or not names or len({*names}) < len(names):
        raise CodebookError(
            at, "the header is not DicTerm and the categories, each once, with commas"
        )
    yield from ((at, (name,), None, "") for name in names)
    for at, (word, *cells) in rows:
        if len(cells) != len(names) or not "".join(cells).strip():
            raise CodebookError(
                at, f"{word!r} has no category, or not one cell for each in the header"
            )
        for name, cell in zip(names, cells, strict=True):
            if cell.strip():
                _check_weight(re.sub(r"^\s*[Xx]\s*$", "1", cell), at)
                yield at, (name,), word, "star"


def _read_cat(text: str) -> Entries:
    """Read WordStat's .cat: indented lines, categories by their name, words as WORD (1).

    _ or # joins the words of a phrase. The format: the dictionaries that Provalis Research
    publishes for WordStat, among them Laver and Garry (2000), as quanteda reads them.
    """
    above: list[tuple[int, str]] = []
    if not re.search(r"\([-+.,\d]+\)[ \t]*$", text, re.M):
        raise CodebookError(1, "not one line is a word with its weight, WORD (1)")
    for at, line in _number_lines(text):
        indent, keys = _close(above, line), tuple(key for _, key in above)
        found = re.fullmatch(r"(.*)\(([-+.,\d]+)\)", line.strip())
        word = found[1].rstrip() if found else line.strip()
        if "@" in word or (found and re.search(r"[][{}]|^#|##|#$", word)):
            raise CodebookError(at, f"{word!r} is neither a category nor a word nor a phrase")
        if found:
            _check_weight(found[2], at)
            yield at, keys, re.sub("[_#]", " ", word), "glob"
        else:
            above.append((indent, word))
            yield at, (*keys, word), None, ""


def _read_lc3(text: str) -> Entries:
    """Read Lexicoder's .lc3: +category on a line, its words on the lines below; no + is kept.

    The format: Lexicoder 3.01 (Daku, Soroka and Young 2015), as quanteda reads it.
    """
    keys: tuple[str, ...] = ()
    for at, line in _number_lines(text):
        word = line.strip()
        if word.startswith("++"):
            raise CodebookError(at, f"{word!r} is neither +category nor a word")
        if word.startswith("+"):
            keys = (word[1:].removesuffix("+"),)
        yield at, keys, None if word.startswith("+") else word, "star"


def _read_ykd(text: str) -> Entries:
    """Read Yoshikoder's .ykd: XML, <cnode name> a category, <pnode name> a pattern in it.

    The root category is kept as the first key; descriptions are not read. A * is the only
    wildcard, or every pattern a regular expression if the file says so. The format: Yoshikoder's
    ExportUtil.java and SubstringPatternEngine.java (github.com/conjugateprior/yoshikoder).
    """
    above: list[tuple[str, tuple[str, ...]]] = [("", ())]
    engine = "substring"
    for line, tag, has in _list_elements(text):
        if not tag:
            above.pop()
            continue
        outer, keys = above[-1]
        engine, name = has.get("patternengine", engine), has.get("name", "")
        if (outer, tag) not in NESTING or engine not in ENGINES:
            raise CodebookError(
                line, f"<{tag}> in <{outer}> with pattern engine {engine!r} is not read"
            )
        _check_weight(has.get("score", "1"), line)
        keys = (*keys, name) if tag == "cnode" else keys
        if keys:
            yield line, keys, name if tag == "pnode" else None, ENGINES[engine]
        above.append((tag, keys))


def _list_elements(text: str) -> list[tuple[int, str, dict]]:
    """List the elements of XML as they begin: line, tag, attributes; an empty tag as they end."""
    parser = expat.ParserCreate()
    found: list[tuple[int, str, dict]] = []

    def refuse(problem: str) -> NoReturn:
        raise CodebookError(parser.CurrentLineNumber, problem)

    parser.StartElementHandler = lambda tag, has: found.append((parser.CurrentLineNumber, tag, has))
    parser.EndElementHandler = lambda tag: found.append((parser.CurrentLineNumber, "", {}))
    parser.StartDoctypeDeclHandler = lambda *_: refuse("a DOCTYPE, which may define entities")
    parser.CharacterDataHandler = lambda data: data.strip() and refuse(f"{data!r} is in no name")
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise CodebookError(
            error.lineno, f"not proper XML: {expat.ErrorString(error.code)}"
        ) from None
    return found


#: How a file in the format begins, the ending of its name, its reader.
FORMATS = [
    (r"<(\?xml|!DOCTYPE|!--|dictionary)", ".ykd", _read_ykd),
    (r"%[ \t]*$", ".dic", _read_dic),
    (r'"?DicTerm"?[ \t]*(,|$)', ".dicx", _read_dicx),
    (r"""(?![-#?%{["'])[^:\n]*\n(?s:.*)\([-+.,\d]+\)[ \t]*$""", ".cat", _read_cat),
    (r"\+[^:\n]*$", ".lc3", _read_lc3),
]


def find_reader(text: str, ending: str) -> Callable[[str], Entries]:
    """Choose by how the text begins, else by the file's ending, else YAML."""
    for beginning, _, reader in FORMATS:
        if re.match(beginning, text.lstrip(), re.M):
            return reader
    return {known: reader for _, known, reader in FORMATS}.get(ending, _read_yaml)
