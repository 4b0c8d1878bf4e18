"""A projector that is really pulled, and displays that come to show one picture, on an X server of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "xrandr")


@pytest.fixture
def display() -> Iterator[str]:
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"there is no {' and no '.join(missing)} on this computer")
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "3286x1080x24", "-noreset", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


def test_a_pulled_projector_is_dark_at_once_and_one_picture_on_two_displays_is_noticed(display: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.real_screens"],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == ["on", "pulled", "mirrored", "again"]
