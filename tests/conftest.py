"""What several test files share: the reports, made as a reader makes them."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# no clock decides, and a run is the same as the last
settings.register_profile("plain", deadline=None, derandomize=True)
settings.load_profile("plain")

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def write_reports():
    """The command that writes reports into a folder, with any other arguments of its own."""

    def write(out, *arguments):
        command = [sys.executable, "-m", "helpers.reports", "--out", out, *arguments]
        run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300)
        assert run.returncode == 0, run.stderr
        return out

    return write


@pytest.fixture(scope="session")
def reports(write_reports, tmp_path_factory):
    """The reports on the bundled statement; tests look at this folder and change nothing in it."""
    return write_reports(tmp_path_factory.mktemp("bundled") / "reports")
