"""Files come into a folder all at once or not at all: runs are killed at every step, or crowd."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.reports.commands import CommandError
from helpers.reports.folders import mend_folder, save_files, swap_folder, take_turn

PROJECT = Path(__file__).resolve().parents[2]
OLD = {"index.html": "old index", "tables/a.csv": "old a", "tables/gone.csv": "old gone"}
NEW = {"index.html": "new index", "tables/a.csv": "new a", "02_terms.html": "new terms"}
MINE = {"notes.txt": "mine"}  # what lies among the notebooks and is not ours to touch
SAVED = {"01_a.ipynb": "new a", "01_a.svg": "new picture", "02_b.ipynb": "new b"}
UNSAVED = {"01_a.ipynb": "old a", "02_b.ipynb": "old b"} | MINE  # no picture yet

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

# Puts files into the folder of every number, each time in a process of its own, which the n-th
# thing that it does to files kills in the n-th folder; stops after the first that is not killed.
KILLER = """
import itertools, json, os, signal, sys
from pathlib import Path
from helpers.reports import folders

root, name, way, old, new = Path(sys.argv[1]), *sys.argv[2:4], *map(json.loads, sys.argv[4:])
put = folders.save_files if way == "save" else folders.swap_folder
DEEDS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.scandir"}

def work(folder, n):
    steps = itertools.count(1)
    def die(event, _):
        if event in DEEDS and next(steps) == n:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(die)
    with folders.take_turn(folder):
        put(new, folder)
    os._exit(0)

for n in itertools.count(1):
    folder = root / f"{n:03}" / name
    folders._write(old, folder)
    pid = os.fork() or work(folder, n)
    if not os.WIFSIGNALED(os.waitpid(pid, 0)[1]):
        break
"""


def write(files, folder):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def files_in(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def kill_everywhere(root, name, way, old, new):
    """Folders in which a process was killed at its first, second ... step, the last one not."""
    arguments = [sys.executable, "-c", KILLER, root, name, way, json.dumps(old), json.dumps(new)]
    subprocess.run(arguments, cwd=PROJECT, check=True, timeout=120)
    return [path / name for path in sorted(root.iterdir())]


# -- killed ------------------------------------------------------------------------------------


@posix
def test_a_swap_killed_anywhere_leaves_the_old_folder_or_the_new_one(tmp_path):
    folders = kill_everywhere(tmp_path, "reports", "swap", OLD, NEW)
    left, mended, said = [], [], []
    for folder in folders:
        left.append(files_in(folder))
        with take_turn(folder) as line:
            mended.append(files_in(folder))
        said.append(line)
        assert os.listdir(folder.parent) == ["reports"]  # nothing lies beside it any more
    assert len(folders) > 15
    assert all(files in (OLD, NEW) for files in mended)
    assert mended[0] == OLD and mended[-1] == NEW
    assert said[-1] == ""
    assert any(
        re.match(r"cleaned up after a run that was killed \(process \d+, b", s) for s in said
    )
    assert all(files in (OLD, NEW, {}) for files in left)
    assert left.count({}) == 1  # there is one moment without a folder; the next turn ends it


@posix
def test_a_saving_killed_anywhere_saves_all_or_nothing(tmp_path):
    folders = kill_everywhere(tmp_path, "notebooks", "save", UNSAVED, SAVED)
    half, said = 0, []
    for folder in folders:
        left = files_in(folder)
        half += left not in (UNSAVED, MINE | SAVED)
        assert all(text in (UNSAVED.get(name), SAVED.get(name)) for name, text in left.items())
        said.append(mend_folder(folder))
        assert files_in(folder) in (UNSAVED, MINE | SAVED)
        with take_turn(folder):
            pass
        assert os.listdir(folder.parent) == ["notebooks"]
    assert half == len(SAVED) - 1  # or the mending above had nothing to do
    line = r"cleaned up after a run that was killed \(process \d+, begun [\d: -]+\)"
    assert sum(bool(re.fullmatch(line, one)) for one in said) > half and said[-1] == ""
    assert files_in(folders[-1]) == MINE | SAVED


@posix
def test_a_notebook_written_since_the_kill_is_kept(tmp_path):
    folders = kill_everywhere(tmp_path, "notebooks", "save", UNSAVED, SAVED)
    waiting = next(folder for folder in folders if (folder / "01_a.svg").exists())
    assert files_in(waiting)["02_b.ipynb"] == "old b"
    (waiting / "02_b.ipynb").write_text("a day's work")
    mend_folder(waiting)
    assert files_in(waiting) == MINE | SAVED | {"02_b.ipynb": "a day's work"}


@pytest.mark.parametrize(("since", "expected"), [(-1000, "new b"), (0, "new b"), (1000, "old b")])
def test_only_what_was_written_after_the_run_is_kept(tmp_path, since, expected):
    folder = write({"02_b.ipynb": "old b"}, tmp_path / "notebooks")
    ready = write({"02_b.ipynb": "new b"}, tmp_path / ".notebooks-unfinished" / "ready")
    made = 10**18  # ns
    os.utime(ready / "02_b.ipynb", ns=(made, made))
    # on a disk with a slow clock, what the run read and what it made may be of one time
    os.utime(folder / "02_b.ipynb", ns=(made, made + since))
    assert mend_folder(folder) == "cleaned up after a run that was killed (unknown)"
    assert files_in(folder) == {"02_b.ipynb": expected}


# -- crowded -----------------------------------------------------------------------------------


@posix
def test_a_turn_ends_with_its_process_however_it_dies(tmp_path):
    folder = write(OLD, tmp_path / "reports")
    code = "import sys, time; from pathlib import Path\n"
    code += "from helpers.reports.folders import take_turn\n"
    code += "with take_turn(Path(sys.argv[1])): print('mine', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code, folder], cwd=PROJECT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"mine\n"
        who = rf"\(process {process.pid}, begun \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\)"
        line = rf"another run is writing to \S*reports {who}; nothing was changed"
        for _ in range(2):  # being refused takes nothing away
            with pytest.raises(CommandError, match=line) as refused, take_turn(folder):
                pass
        assert refused.value.status == 2
        begun = tmp_path / ".reports-unfinished" / "new"
        begun.mkdir(parents=True)
        assert mend_folder(folder) == "" and begun.is_dir()  # it is not left but used
        process.kill()
    with take_turn(folder) as left:
        assert re.fullmatch(rf"cleaned up after a run that was killed {who}", left)
    assert files_in(folder) == OLD and os.listdir(tmp_path) == ["reports"]


CROWD = """
import os, sys
from pathlib import Path
from helpers.reports.folders import take_turn
from helpers.reports.commands import CommandError

folder, alone, turns = Path(sys.argv[1]), Path(sys.argv[2]), 0
print("ready", flush=True)
sys.stdin.readline()
for _ in range(3000):
    try:
        with take_turn(folder) as left:
            os.close(os.open(alone, os.O_CREAT | os.O_EXCL))  # fails where somebody else is here
            assert left == "", left
            turns += 1
            alone.unlink()
    except CommandError:
        pass
print(turns)
"""


def test_of_many_at_once_one_has_its_turn(tmp_path):
    folder = write(OLD, tmp_path / "reports")
    arguments = [sys.executable, "-c", CROWD, folder, tmp_path / "alone"]
    pipes = dict.fromkeys(["stdin", "stdout", "stderr"], subprocess.PIPE)
    crowd = [subprocess.Popen(arguments, cwd=PROJECT, text=True, **pipes) for _ in range(3)]
    for process in crowd:
        assert process.stdout.readline() == "ready\n"
    for process in crowd:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120) for process in crowd]
    assert [err for _, err in said] == ["", "", ""]
    assert all(int(turns) > 0 for turns, _ in said)
    assert os.listdir(tmp_path) == ["reports"]


# -- out of disk, and other things that go wrong -----------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 kB, where this user may mount one."""
    if sys.platform != "linux":
        pytest.skip("mounts a disk as Linux does")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may mount no disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_what_was_there(small_disk):
    big = NEW | {"09_big.html": "x" * 100_000}
    for put, name in ((swap_folder, "reports"), (save_files, "notebooks")):
        folder = write(OLD, small_disk / name)
        with pytest.raises(OSError, match="No space left"), take_turn(folder):
            put(big, folder)
        assert files_in(folder) == OLD
    assert sorted(os.listdir(small_disk)) == ["notebooks", "reports"]


def test_a_disk_without_room_for_a_single_line_leaves_what_was_there(small_disk):
    folder = write(OLD, small_disk / "reports")
    with (small_disk / "filling").open("wb", buffering=0) as file, pytest.raises(OSError):
        while True:
            file.write(b"x" * 512)
    with pytest.raises(OSError, match="No space left"), take_turn(folder):
        swap_folder(NEW, folder)
    (small_disk / "filling").unlink()
    with take_turn(folder) as left:
        assert left == ""
        swap_folder(NEW, folder)
    assert files_in(folder) == NEW


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_what_breaks_off_between_two_renames_puts_the_old_folder_back(tmp_path, monkeypatch, error):
    folder = write(OLD, tmp_path / "reports")
    replace = os.replace

    def break_off(path, target):
        if path.name == "new":
            raise error
        replace(path, target)

    monkeypatch.setattr(os, "replace", break_off)
    with pytest.raises(error), take_turn(folder):
        swap_folder(NEW, folder)
    assert files_in(folder) == OLD and os.listdir(tmp_path) == ["reports"]


def test_a_first_run_makes_the_folder_and_those_above_it(tmp_path):
    folder = tmp_path / "a" / "b" / "reports"
    with take_turn(folder) as left:
        swap_folder(NEW, folder)
    assert (left, files_in(folder)) == ("", NEW)
    assert os.listdir(tmp_path / "a" / "b") == ["reports"]
