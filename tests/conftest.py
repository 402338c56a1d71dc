"""What several test files share: the reports, made as a reader makes them, and a browser."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

# no clock decides, and a run is the same as the last
settings.register_profile("plain", deadline=None, derandomize=True)
settings.load_profile("plain")

# a reader has no pyarrow, which the tests need for Parquet; text is then kept by Python
pd.options.mode.string_storage = "python"

PROJECT = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def impatient():
    """A minute's patience, for a test of what would wait for ever if it were wrong."""

    def give_up(*_):
        raise AssertionError("it waits for something that does not come")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


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


@pytest.fixture(scope="module")  # its event loop would be in the way of other files' asyncio.run
def browser():
    """A Chromium without a window; where there is none, its tests are skipped, but fail in CI."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium here to open pages in")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
