"""Closing and locking with a projector attached: the real program in a process of its own, on two screens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roundtable.actions.curtain import lift_curtain
from roundtable.actions.hub import hub_view
from roundtable.actions.walkthrough import step_notes
from roundtable.domain.walkthrough import Step
from tests.storage import vaults
from tests.ui import two_screens_program
from tests.ui.offscreen_layout import LAPTOP, PROJECTOR, Screen, offscreen_platform

SCREENS = (LAPTOP, PROJECTOR)


def run_program(path: Path, home: Path, how: str, attached: tuple[Screen, ...] = SCREENS) -> list[str]:
    """What the program printed, line by line; it has to end by itself."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens_program", str(path), how],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": offscreen_platform(home, attached),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
        },
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def path(_open_vault: Path, tmp_path: Path) -> Path:
    for part in _open_vault.parent.iterdir():
        if part.is_file():
            shutil.copy(part, tmp_path / part.name)
    return tmp_path / _open_vault.name


def note_in(path: Path) -> str:
    vault = vaults.reopen(path)
    try:
        with vault.reading() as tx:
            table = tx.round_tables.all()[0]
        if table.is_curtain_drawn:
            lift_curtain(vault, table.id)
        case = hub_view(vault, table.id).case_names[0][0]
        return step_notes(vault, table.id, case, Step.LIVED).private_note
    finally:
        vault.close()


def test_closing_with_the_room_view_on_darkens_the_projector_stores_and_ends(
    path: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert run_program(path, home, "close") == ["on", "dark", "ended"]
    assert note_in(path) == two_screens_program.WORDS


@pytest.mark.parametrize("how", ["lock", "lock-there"])
def test_locking_with_the_room_view_on_begins_a_new_process(path: Path, tmp_path: Path, how: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert run_program(path, home, how) == ["on", "dark", f"again {path.name}", "ended"]
    assert note_in(path) == two_screens_program.WORDS


def test_after_a_lock_the_window_is_as_large_as_before(path: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    run_program(path, home, "lock")
    assert run_program(path, home, "where") == ["1366x768 maximised", "ended"]


def test_the_window_stays_as_it_was_moved_and_comes_back_from_a_screen_that_is_gone(
    path: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    run_program(path, home, "close")
    assert run_program(path, home, "where") == ["1180x700 free", "ended"]
    small: Screen = ("Laptop", 0, 1024, 600)
    assert run_program(path, home, "where", (small,)) == ["1024x600 maximised", "ended"]
