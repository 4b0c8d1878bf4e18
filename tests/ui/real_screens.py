"""Run by test_room_screens on a display with two monitors: pulls the projector, then shows one picture twice.

Each word is printed once everything before it held.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.ui.room_view.controller import RoomController, RoomOutcome
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import PAUSED
from roundtable.ui.theme import Theme, load_fonts
from tests.ui.gallery import stage

LAPTOP = ("Laptop", "1366/361x768/203+0+0", "screen")
PROJECTOR = ("Projector", "1920/508x1080/286+1366+0", "none")
COPY = ("Copy", "1366/361x768/203+0+0", "none")


def attach(*monitor: str) -> None:
    subprocess.run(["xrandr", "--setmonitor", *monitor], check=True, stdout=subprocess.DEVNULL)


def pull(name: str) -> None:
    subprocess.run(["xrandr", "--delmonitor", name], check=True, stdout=subprocess.DEVNULL)


def until(holds: Callable[[], bool]) -> float:
    """How long it took, in seconds; the display tells the program in its own time."""
    started = time.perf_counter()
    while not holds():
        assert time.perf_counter() - started < 5
        QApplication.processEvents()
    return time.perf_counter() - started


def main() -> None:
    attach(*LAPTOP)
    attach(*PROJECTOR)
    app = QApplication([])
    load_fonts(assets.path("fonts"))
    theme = Theme("light")
    theme.apply()
    window, _navigator, _context = stage(theme)
    window.setGeometry(0, 0, 1366, 700)
    window.show()
    room = RoomController(theme, window)
    told: list[str] = []
    mirrored: list[bool] = []
    room.changed.connect(lambda text, _on: told.append(text))
    room.mirrored.connect(mirrored.append)
    room.show(RoomState("Question 4", "Was the child seen alone?", ("School: Good",)))
    assert room.toggle() is RoomOutcome.ON
    view = room.window
    assert view is not None
    until(lambda: view.geometry().x() == 1366 and view.width() == 1920)
    print("on", flush=True)  # noqa: T201
    pull("Projector")
    took = until(lambda: len(app.screens()) == 1)
    assert not room.is_on and view.texts() == (PAUSED,) and took < 0.1, took
    assert told[-1] == RoomOutcome.UNPLUGGED.value
    print("pulled", flush=True)  # noqa: T201
    attach(*COPY)
    until(lambda: bool(mirrored) and mirrored[-1])
    assert room.toggle() is RoomOutcome.MIRRORED and not room.is_on
    print("mirrored", flush=True)  # noqa: T201
    pull("Copy")
    until(lambda: not mirrored[-1])
    attach(*PROJECTOR)
    until(lambda: len(app.screens()) == 2)
    assert room.toggle() is RoomOutcome.ON and "School: Good" in view.texts()
    print("again", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
