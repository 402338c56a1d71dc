"""Codebooks in five foreign formats and in our own: kept whole, or refused with file and line."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.files import DATA
from helpers.themes import collapse_codebook, read_codebook, write_codebook


def rows_of(codebook):
    return list(codebook.itertuples(index=False, name=None))


YAML = """
law:
  - court*
  - human   rights
peace: truce
war:
  armies: [army, "troop?"]
  navies:
no: [2021, on, "yes"]
"""
DIC = "%\n1\tlaw\n02\tpeace talks\n%\ncourt*\t1\nceasefire line\t02\nrights\t01 2\n"
SPACED = "%\n1 law\n2 peace\n%\ncourt* 1\ntruce 2 1\n"
NESTED = "%\n1\tlaw\n\t2\tcourts\n3\tpeace\n%\nright*\t1\njudge*\t2\ntruce\t3\n"
DICX = "DicTerm,law,peace talks\ncourt*,X,\ntruce,,X\nhuman rights,1,1\n"
CAT = "LAW\n\tCOURTS\n\t\tJUDGE* (1)\n\tRULE_OF_LAW (1)\nPEACE\n\tTRUCE (1)\n"
LC3 = "+law\ncourt*\nhuman rights\n+peace\ntruce\n"
YKD = """<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805">
<cnode name="all">
<cnode name="law"><pnode name="court*"/><cnode name="old law"><pnode name="magna carta"/></cnode>
</cnode>
<cnode name="peace"/>
</cnode>
</dictionary>
"""

KEPT = [
    (
        "a.yml",
        YAML,
        [
            ("law", "court*", "glob"),
            ("law", "human rights", "glob"),  # single spaces
            ("peace", "truce", "glob"),  # a word alone is a list of one
            ("war/armies", "army", "glob"),
            ("war/armies", "troop?", "glob"),
            ("war/navies", "", "glob"),  # a theme without a pattern is not lost
            ("no", "2021", "glob"),  # what YAML takes for values stays text
            ("no", "on", "glob"),
            ("no", "yes", "glob"),
        ],
    ),
    (
        "a.dic",
        DIC,
        [
            ("law", "court*", "glob"),
            ("law", "rights", "glob"),  # 01 is 1
            ("peace talks", "ceasefire line", "glob"),  # a tab ends a phrase
            ("peace talks", "rights", "glob"),  # 2 is 02
        ],
    ),
    (
        "spaced.dic",  # the liwc package returns nothing for it
        SPACED,
        [("law", "court*", "glob"), ("law", "truce", "glob"), ("peace", "truce", "glob")],
    ),
    (
        "nested.dic",
        NESTED,
        [("law", "right*", "glob"), ("law/courts", "judge*", "glob"), ("peace", "truce", "glob")],
    ),
    (
        "a.dicx",
        DICX,
        [
            ("law", "court*", "glob"),
            ("law", "human rights", "glob"),
            ("peace talks", "truce", "glob"),
            ("peace talks", "human rights", "glob"),
        ],
    ),
    (
        "a.cat",
        CAT,
        [
            ("LAW", "RULE OF LAW", "glob"),
            ("LAW/COURTS", "JUDGE*", "glob"),
            ("PEACE", "TRUCE", "glob"),
        ],
    ),
    (
        "a.lc3",
        LC3,
        [("law", "court*", "glob"), ("law", "human rights", "glob"), ("peace", "truce", "glob")],
    ),
    (
        "a.ykd",
        YKD,
        [
            ("all/law", "court*", "glob"),
            ("all/law/old law", "magna carta", "glob"),
            ("all/peace", "", "glob"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), KEPT)
def test_every_key_and_pattern_is_kept(tmp_path, name, text, expected):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = read_codebook(tmp_path / name)
    assert sorted(rows_of(result)) == sorted(expected)
    write_codebook(result, tmp_path / "again.yml")
    again = read_codebook(tmp_path / "again.yml")
    pd.testing.assert_frame_equal(again, result)


@pytest.mark.parametrize(("name", "text", "expected"), KEPT)
def test_the_format_is_seen_in_the_content(tmp_path, name, text, expected):
    (tmp_path / "codebook.txt").write_text(text, encoding="utf-8")
    assert sorted(rows_of(read_codebook(tmp_path / "codebook.txt"))) == sorted(expected)


BOMB = '<!DOCTYPE a [<!ENTITY b "c">]><dictionary><cnode name="&b;"/></dictionary>'
REFUSED = [
    ("a.yml", "law:\n\t- court\n", "a.yml, line 2: a tab stands where YAML wants spaces"),
    ("a.yml", "law: [court\n", "a.yml, line 2: "),
    ("a.yml", "law:\n  - [a, b]\n", "a.yml, line 2: a list stands inside a list"),
    ("a.yml", "a: &x [b]\nc: *x\n", "an *alias refers to what stands here"),
    ("a.yml", "a: !!python/object/apply:os.system [x]\n", "a.yml, line 1: the tag"),
    ("a.yml", "a/b: [c]\n", "theme 'a/b' has a /"),
    ("a.dic", "%\n1\tlaw\n%\ncourt\t7\n", "a.dic, line 4: category 7 is not in the header"),
    ("a.dic", "%\n1\tlaw\n%\ncourt\n", "a.dic, line 4: 'court': no number of a category follows"),
    ("a.dic", "%\n1\tlaw\n1\tpeace\n%\n", "a.dic, line 3: '1\\tpeace' is not a new number"),
    ("a.dic", "%\n1\tlaw\n", "a.dic, line 2: the categories do not stand between two lines %"),
    ("a.dicx", "DicTerm,law\ncourt,0.5\n", "a.dicx, line 2: weight '0.5': only a weight of 1"),
    ("a.dicx", "DicTerm,law,law\ncourt,X,\n", "a.dicx, line 1: the header is not DicTerm"),
    ("a.cat", "LAW\n\tCOURT (2)\n", "a.cat, line 2: weight '2': only a weight of 1"),
    ("a.cat", "LAW\n\t@NEAR [COURT] (1)\n", "a.cat, line 2: '@NEAR [COURT]' is neither"),
    ("a.cat", "COURT (1)\n", "a.cat, line 1: 'COURT' stands under no theme"),
    ("a.lc3", "+law\n++court\n", "a.lc3, line 2: '++court' is neither"),
    ("a.ykd", "<dictionary>\n<cnode name='a'>\n</dictionary>", "a.ykd, line 3: not proper XML"),
    ("a.ykd", BOMB, "a.ykd, line 1: a DOCTYPE, which may define entities"),
    ("a.ykd", "<dictionary>\n<what/></dictionary>", "a.ykd, line 2: <what> in <dictionary>"),
    (
        "a.yml",
        "? {a: b}\n: [c]\n",
        "a.yml, line 1: a list stands inside a list, or a list or a map",
    ),
    ("a.yml", "a: [b, '']\n", "a.yml, line 1: a pattern is empty"),
    ("a.yml", "a: [b]\n--- c\n", "a.yml, line 2: expected a single document in the stream"),
    (
        "a.dic",
        "%\n1\ta\n%\nlike\t(02 134)125\n",
        "a.dic, line 4: '(02' is not the number",
    ),
    ("a.dic", "%\n1\ta\n%\nb?*\t1\n", "a.dic, line 4: 'b?*': a ? that stands for itself"),
    ("a.dic", "%\n1\ta\n2\ta\n%\n", "a.dic, line 3: category 'a' stands twice in the header"),
    (
        "a.dic",
        "law\t1\n",
        "a.dic, line 1: the categories do not stand between two lines %",
    ),  # the ending speaks
    ("a.dicx", "DicTerm,a,b\nc,X\n", "a.dicx, line 2: 'c' has no category, or not one cell"),
    ("a.dicx", ",,\n", "a.dicx, line 1: the header is not DicTerm"),
    ("a.dicx", 'DicTerm,a\n"b,X\n', "a.dicx, line 2: not a table with commas"),
    ("a.cat", "LAW\n\t#COURT (1)\n", "a.cat, line 2: '#COURT' is neither"),
    ("a.cat", "LAW\nCOURT\n", "a.cat, line 1: not one line is a word with its weight"),
    ("a.lc3", "court\n+law\n", "a.lc3, line 1: 'court' stands under no theme"),
    ("a.ykd", "<dictionary>\n<cnode name='a'>b</cnode></dictionary>", "line 2: 'b' is in no name"),
    (
        "a.ykd",
        "<dictionary><cnode name='a'>\n<pnode name='b' score='2'/></cnode></dictionary>",
        "line 2: weight '2'",
    ),
    (
        "a.ykd",
        "<dictionary patternengine='regexp'><cnode name='a'>\n<pnode name='(b'/></cnode>"
        "</dictionary>",
        "a.ykd, line 2: '(b' is not a regular expression: ",
    ),
    ("a.dic", "%\nlaw\n%\n", "a.dic, line 2: 'law' is not a new number"),
    ("a.dicx", "DicTerm\ncourt\n", "a.dicx, line 1: the header is not DicTerm"),
    ("a.dicx", "DicTerm,a\nb, \n", "a.dicx, line 2: 'b' has no category"),
    ("a.dic", "%\n1 law\n1 peace\n%\n", "a.dic, line 3: '1 peace' is not a new number"),
    ("a.dic", "%\n1 law\n%\ncourt\n", "a.dic, line 4: 'court': no number of a category follows"),
    ("a.dicx", "DicTerm,a\nb,0.5\n", "a.dicx, line 2: weight '0.5': only a weight of 1"),
    ("a.cat", "LAW\n\tCOURT (2)\n", "a.cat, line 2: weight '2': only a weight of 1"),
    ("a.lc3", "+law\n++court\n", "a.lc3, line 2: '++court' is neither +category nor a word"),
    ("a.yml", "", "a.yml, line 1: the file is empty"),
    ("a.yml", "# nothing\n", "a.yml: the file does not list any theme"),
    ("a.yml", "court\n", "a.yml, line 1: 'court' stands under no theme"),
]


@pytest.mark.parametrize(("name", "text", "message"), REFUSED)
def test_what_cannot_be_kept_is_refused_in_one_line(tmp_path, name, text, message):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)) as raised:
        read_codebook(tmp_path / name)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"law:\n  - caf\xe9\n", "a.yml: it is in Windows-1252; save it as text in UTF-8"),
        (b"law:\n  - a\x00b\n", "a.yml: line 2: '\\x00' is not a character of a text"),
        ("law:\r\n  - a\x80b\n".encode(), "a.yml, line 2: '\\x80' cannot stand in a text"),
        (b"PK\x03\x04", "a.yml: a Word document or another zipped file"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content, message):
    (tmp_path / "a.yml").write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(message)):
        read_codebook(tmp_path / "a.yml")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_unicode_files_are_read_alike(tmp_path, encoding):
    (tmp_path / "a.yml").write_bytes("loi:\r\n  - état*\r\n".encode(encoding))
    assert rows_of(read_codebook(tmp_path / "a.yml")) == [("loi", "état*", "glob")]


def test_a_percent_sign_in_a_word_is_no_header(tmp_path):
    (tmp_path / "a.dic").write_text("%\n1\tshare\n%\n5%\t1\n")
    assert rows_of(read_codebook(tmp_path / "a.dic")) == [("share", "5%", "glob")]


def test_a_category_may_be_called_0_and_a_name_have_spaces_around_it(tmp_path):
    (tmp_path / "a.dic").write_text("%\n00\tlaw\n%\n  court\t0 \n")
    assert rows_of(read_codebook(tmp_path / "a.dic")) == [("law", "court", "glob")]
    (tmp_path / "a.dicx").write_text("DicTerm , law \ncourt, X\n")
    assert rows_of(read_codebook(tmp_path / "a.dicx")) == [("law", "court", "glob")]


def test_the_rows_stand_as_in_the_file_each_once(tmp_path):
    (tmp_path / "a.dic").write_text("%\n1\tpeace\n2\tlaw\n%\nb\t2\na\t2 1\nb\t2\n")
    expected = [("peace", "a", "glob"), ("law", "b", "glob"), ("law", "a", "glob")]
    assert rows_of(read_codebook(tmp_path / "a.dic")) == expected


def test_a_theme_keeps_its_own_patterns_beside_the_themes_below_it(tmp_path):
    rows = [("a", "x", "glob"), ("a/b", "y", "glob"), ("a/b/c", "", "glob")]
    codebook = pd.DataFrame(rows, columns=["theme", "pattern", "kind"])
    write_codebook(codebook, tmp_path / "a.yml")
    assert "__" in (tmp_path / "a.yml").read_text()  # where quanteda's as.yaml puts them
    assert rows_of(read_codebook(tmp_path / "a.yml")) == rows


def test_a_codebook_is_written_as_quanteda_writes_it(tmp_path):
    words = ["y", "NA", "état*", "-5", "a b", "long " * 40 + "pattern"]
    rows = [("a", "x", "glob"), ("a/b", "z", "glob"), *[("law", word, "glob") for word in words]]
    codebook = pd.DataFrame(rows, columns=["theme", "pattern", "kind"])
    write_codebook(codebook, tmp_path / "a.yml")
    lines = ["a:", '  "__":', "    - x", "  b:", "    - z", "law:"]
    lines += ['  - "y"', '  - "NA"', "  - état*", '  - "-5"', "  - a b", f"  - {words[-1]}"]
    assert (tmp_path / "a.yml").read_bytes().decode() == "\n".join([*lines, ""])
    assert rows_of(read_codebook(tmp_path / "a.yml")) == rows


@pytest.mark.parametrize("theme", ["a/", "/a", "a/__", "a// b"])
def test_a_theme_without_a_name_of_its_own_is_not_written(tmp_path, theme):
    codebook = pd.DataFrame([(theme, "x", "glob")], columns=["theme", "pattern", "kind"])
    with pytest.raises(ValueError, match=r"^a\.yml: a theme is called '(__)?'$"):
        write_codebook(codebook, tmp_path / "a.yml")
    assert not (tmp_path / "a.yml").exists()


def test_the_name_of_a_theme_is_on_one_line_and_none_of_ours(tmp_path):
    (tmp_path / "a.lc3").write_text("+law   and\torder \ncourt\n")
    assert rows_of(read_codebook(tmp_path / "a.lc3")) == [("law and order", "court", "glob")]
    (tmp_path / "a.lc3").write_text("+law\ncourt\n+__\ncourt\n")
    with pytest.raises(ValueError, match=r"^a\.lc3, line 3: a theme is called '__'$"):
        read_codebook(tmp_path / "a.lc3")


def test_a_codebook_is_read_wherever_it_lies(tmp_path):
    (tmp_path / "a\nb.YML").write_text("law: [court]\n")
    assert rows_of(read_codebook(f"{tmp_path}/a\nb.YML")) == [("law", "court", "glob")]
    (tmp_path / "A.DICX").write_text("Term,law\ncourt,X\n")  # by its ending
    with pytest.raises(ValueError, match="the header is not DicTerm"):
        read_codebook(str(tmp_path / "A.DICX"))
    (tmp_path / "a\nb.yml").write_text(" ")
    with pytest.raises(ValueError, match=r"^a\\nb\.yml, line 1: the file is empty$"):
        read_codebook(tmp_path / "a\nb.yml")


def test_a_question_mark_is_a_wildcard_only_where_the_program_has_it_as_one(tmp_path):
    (tmp_path / "a.dic").write_text("%\n1\ta\n%\nwhat?\t1\n")
    assert rows_of(read_codebook(tmp_path / "a.dic")) == [("a", "what?", "fixed")]
    (tmp_path / "a.cat").write_text("A\n\tWHAT? (1)\n")
    assert rows_of(read_codebook(tmp_path / "a.cat")) == [("A", "WHAT?", "glob")]


def test_yoshikoder_says_if_its_patterns_are_regular_expressions(tmp_path):
    category = '<cnode name="a"><pnode name="b(c|d)"/></cnode>'
    text = f'<dictionary patternengine="regexp">{category}</dictionary>'
    (tmp_path / "a.ykd").write_text(text)
    assert rows_of(read_codebook(tmp_path / "a.ykd")) == [("a", "b(c|d)", "regex")]


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("(a+)+b", True),
        ("((a*)b?)*", True),  # two groups deep
        ("(a|aa)+", True),
        (r"(?:\w{2,}){3}", True),
        ("(ab)+", False),  # can match in one way only
        ("(un|re)?made", False),
        (r"[(a+)+]\)+", False),  # signs that stand for themselves
        ("(a+)(b|c)d+", False),
    ],
)
def test_a_regular_expression_that_may_never_end_is_refused(tmp_path, expression, refused):
    category = f'<cnode name="a"><pnode name="{expression}"/></cnode>'
    file = tmp_path / "a.ykd"
    file.write_text(f'<dictionary patternengine="regexp">{category}</dictionary>')
    if refused:
        with pytest.raises(ValueError, match="repeats a group with a repeat or a choice in it"):
            read_codebook(file)
    else:
        assert rows_of(read_codebook(file)) == [("a", expression, "regex")]


@pytest.mark.parametrize("ending", [".dic", ".dicx", ".cat", ".lc3", ".ykd", ".yml", ".txt"])
def test_an_empty_file_is_refused_whatever_its_name(tmp_path, ending):
    file = tmp_path / f"a{ending}"
    file.write_text(" \n\n")
    with pytest.raises(ValueError, match="the file is empty"):
        read_codebook(file)


@pytest.mark.parametrize("text", ["a: " + "[" * 5000, "<dictionary>" + '<cnode name="a">' * 500])
def test_endless_nesting_is_refused(tmp_path, text):
    (tmp_path / "a.txt").write_text(text + "</cnode>" * 500 + "</dictionary>")
    with pytest.raises(ValueError, match="the themes are nested too deeply"):
        read_codebook(tmp_path / "a.txt")


def test_a_tag_of_python_is_not_run(tmp_path):
    made = tmp_path / "made"
    (tmp_path / "a.yml").write_text(f"a: !!python/object/apply:os.mkdir [{made}]\n")
    with pytest.raises(ValueError, match="is not read"):
        read_codebook(tmp_path / "a.yml")
    assert not made.exists()


def test_a_hierarchy_collapses_to_the_asked_level():
    rows = [("a/b/c", "x", "glob"), ("a/b", "x", "glob"), ("a/d", "y", "glob"), ("e", "", "glob")]
    codebook = pd.DataFrame(rows, columns=["theme", "pattern", "kind"])
    assert rows_of(collapse_codebook(codebook)) == [
        ("a", "x", "glob"),  # once in the broader theme
        ("a", "y", "glob"),
        ("e", "", "glob"),
    ]
    assert [row[0] for row in rows_of(collapse_codebook(codebook, level=2))] == ["a/b", "a/d", "e"]
    with pytest.raises(ValueError, match="level 0 is less than 1"):
        collapse_codebook(codebook, level=0)


def test_yaml_has_no_other_kind_than_globs(tmp_path):
    codebook = pd.DataFrame([("a", "b.*", "regex")], columns=["theme", "pattern", "kind"])
    with pytest.raises(ValueError, match="is regex; quanteda's YAML has only globs"):
        write_codebook(codebook, tmp_path / "a.yml")
    assert not (tmp_path / "a.yml").exists()


def test_the_bundled_codebook_has_a_definition_for_every_theme():
    result = read_codebook(DATA / "themes.yml")
    defined = pd.read_csv(DATA / "themes.csv")["theme"]
    assert [*pd.unique(result["theme"])] == [*defined]
    assert not result.duplicated(["theme", "pattern"]).any()


KEYS = st.text(st.sampled_from("abñ %:#-'\"01no"), min_size=1, max_size=6).map(str.strip)
WORDS = st.text(st.sampled_from("abñ*?%:#-'\"01~&!"), min_size=1, max_size=6)
PATTERNS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(
    st.dictionaries(
        st.lists(KEYS.filter(bool), min_size=1, max_size=3).map("/".join),
        st.lists(PATTERNS, min_size=1, max_size=4, unique=True),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_written_is_read_again(tmp_path_factory, themes):
    rows = [(theme, pattern, "glob") for theme, own in themes.items() for pattern in own]
    codebook = collapse_codebook(pd.DataFrame(rows, columns=["theme", "pattern", "kind"]), level=99)
    file = tmp_path_factory.mktemp("codebook") / "a.yml"
    write_codebook(codebook, file)
    assert sorted(rows_of(read_codebook(file))) == sorted(rows_of(codebook))
