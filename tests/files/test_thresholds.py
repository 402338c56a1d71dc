"""The limits of thresholds.csv: read whole, or refused with file, line and what to do."""

import pytest

from helpers.files import DATA, read_table, read_thresholds

BUNDLED = read_thresholds()


def test_every_bundled_limit_has_its_reason():
    table = read_table(DATA / "thresholds.csv", ["name", "limit", "reason"], once="name")
    assert [*table["name"]] == [*BUNDLED]
    assert (table["reason"].str.len() > 40).all()


def test_a_folder_changes_the_limits_that_it_names_and_no_others(tmp_path):
    (tmp_path / "thresholds.csv").write_text("name,limit,reason\nmatches of one pattern,0.8,mine\n")
    assert read_thresholds(tmp_path) == BUNDLED | {"matches of one pattern": 0.8}
    assert read_thresholds(tmp_path / "nothing") == BUNDLED


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("words cut,a tenth,", "line 2: 'a tenth' is not a number; write 0.1"),
        ("words cut,,", "line 2: '' is not a number; write 0.1"),
        ("words cut,nan,", "line 2: 'nan' is not a number"),  # float() takes it
        ("words cut,inf,", "line 2: 'inf' is not a number"),
        ("words cut,10%,", "line 2: '10%' is not a number"),
        ("word cut,0.1,", "line 2: nothing uses 'word cut'; there are: words cut, "),
        ("words cut,0.1,\nwords cut,0.2,", "line 3"),  # one name, one limit
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path, row, message):
    (tmp_path / "thresholds.csv").write_text(f"name,limit,reason\n{row}\n")
    with pytest.raises(ValueError, match=r"^thresholds\.csv, ") as error:
        read_thresholds(tmp_path)
    assert message in str(error.value)


def test_a_bad_row_after_good_ones_is_named_by_its_own_line(tmp_path):
    rows = "words cut,0.1,\n\nmisread words,1e-3,\nwords for a language,many,\n"
    (tmp_path / "thresholds.csv").write_text(f"name,limit,reason\n{rows}")
    with pytest.raises(ValueError, match=r"^thresholds\.csv, line 5: 'many'"):
        read_thresholds(tmp_path)
