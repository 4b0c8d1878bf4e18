"""Fixtures of the screen's tests: no window is left behind for the next test to style and measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.ui.screen_table import screens
from roundtable.ui.theme import Theme, load_fonts
from tests.ui import room_stage
from tests.ui.meeting_stage import Stage, copy_of, prepare


@pytest.fixture(autouse=True)
def _no_button_left_pressed() -> Iterator[None]:
    """A mouse button that a test never lets go makes every later click of the process go astray."""
    yield
    if isinstance(QApplication.instance(), QApplication):
        assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture(autouse=True)
def _no_window_left_behind() -> Iterator[None]:
    yield
    if not isinstance(QApplication.instance(), QApplication):
        return
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    # Outside an event loop nothing else carries out what deleteLater() asked for.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %, in force."""
    load_fonts(assets.path("fonts"))
    look = Theme("light")
    look.apply()
    return look


@pytest.fixture(scope="session")
def prepared_meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with the demonstration's cases and an open round table that everybody has signed."""
    return prepare(tmp_path_factory.mktemp("meeting"))


@pytest.fixture
def open_stage(qapp: QApplication, prepared_meeting: Path, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Makes the window over a copy of the prepared vault; takes `choice`, `zoom`, `tasks`, `size`."""
    opened: list[Stage] = []

    def make(*, size: tuple[int, int] = (1366, 768), **options: Any) -> Stage:
        folder = tmp_path / f"stage{len(opened)}"
        folder.mkdir()
        made = Stage(copy_of(prepared_meeting, folder), screens(), **options)
        made.window.resize(*size)
        opened.append(made)
        return made

    yield make
    for stage in opened:
        stage.close()


@pytest.fixture
def stage(open_stage: Callable[..., Stage]) -> Stage:
    """One such window, light, 1366 x 768."""
    return open_stage()


@pytest.fixture(scope="session")
def _planned_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return room_stage.plan(tmp_path_factory.mktemp("planned"), opened=False)


@pytest.fixture(scope="session")
def _open_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return room_stage.plan(tmp_path_factory.mktemp("open"), opened=True)


@pytest.fixture
def planned_room(qapp: QApplication, _planned_vault: Path, tmp_path: Path) -> Iterator[room_stage.RoomStage]:
    """The program over a planned round table."""
    stage = room_stage.RoomStage(copy_of(_planned_vault, tmp_path))
    yield stage
    stage.close()


@pytest.fixture
def room(qapp: QApplication, _open_vault: Path, tmp_path: Path) -> Iterator[room_stage.RoomStage]:
    """The program over an open round table with four people expected, nobody here yet."""
    stage = room_stage.RoomStage(copy_of(_open_vault, tmp_path))
    yield stage
    stage.close()
