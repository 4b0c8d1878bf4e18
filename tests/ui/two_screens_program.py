"""The whole program on two screens that are not there, run by test_frame_end: prints what held, in order.

`python -m tests.ui.two_screens_program FILE close|lock|lock-there|where`: a facilitator unlocks an open round table, goes
to a case, switches the room view on, types, and closes the window or locks; or only sees where the window is.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

import roundtable.door
from roundtable import app
from roundtable.actions.hub import hub_view
from roundtable.clock import SystemClock
from roundtable.domain.ids import AttendeeId, RoundTableId
from roundtable.ui import session as sessions
from roundtable.ui.room_view.window import PAUSED
from tests.storage import vaults
from tests.ui.frame_stage import CheapDoor
from tests.ui.meeting_stage import sign_by_name

WORDS = "The school saw her twice that week."
SIZE = (1180, 700)


class Kept(sessions.Session):
    """The program's own session, within reach."""

    made: Kept

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        Kept.made = self

    def begin(self, path: Path | None = None) -> None:
        super().begin(path)
        QTimer.singleShot(0, self.in_the_loop)

    def in_the_loop(self) -> None:
        """What is done once the program runs."""


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201


def work() -> None:
    for _ in range(8):
        Kept.made.tasks.drain()
        QApplication.processEvents()


def play(leave: Callable[[Kept], None]) -> None:
    """From unlocking to leaving; each word is printed once everything before it held."""
    session = Kept.made
    vault = session.context.vault
    with vault.reading() as tx:
        table = RoundTableId(tx.round_tables.all()[0].id)
    for attendee in hub_view(vault, table).attendees[:2]:
        sign_by_name(vault, table, AttendeeId(attendee.id))  # type: ignore[arg-type]
    case = hub_view(vault, table).case_names[0][0]
    session.navigator.go("lived", round_table_id=table, case_id=case)
    work()
    session.window.setGeometry(40, 30, *SIZE)
    session.window.activateWindow()
    assert QTest.qWaitForWindowActive(session.window)
    QTest.keyClick(session.window, Qt.Key.Key_F5)
    work()
    room = session.room.window
    assert room is not None and room.isVisible() and PAUSED not in room.texts(), "the room sees the page"
    say("on")
    page: Any = session.window.screen_shown
    page.private.setFocus()
    page.private.setPlainText(WORDS)
    leave(session)
    work()
    assert session.room.window is None and not (isValid(room) and room.isVisible())
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not session.window]
    say("dark")


def lock(session: Kept) -> None:
    session.window.showMaximized()
    QTest.keyClick(session.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def lock_from_the_projector(session: Kept) -> None:
    room = session.room.window
    assert room is not None
    room.activateWindow()
    assert QTest.qWaitForWindowActive(room)
    QTest.keyClick(room, Qt.Key.Key_B)
    assert PAUSED in room.texts()
    QTest.keyClick(room, Qt.Key.Key_F9)
    assert session.curtains.is_drawn
    QTest.keyClick(room, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def tell_where(session: Kept) -> None:
    place, screen = session.window.geometry(), session.window.screen()
    assert screen.geometry().contains(place), (place, screen.geometry())
    say(f"{place.width()}x{place.height()} {'maximised' if session.window.isMaximized() else 'free'}")
    session.window.close()


def main() -> int:
    """The exit code is the program's own."""
    path, how = Path(sys.argv[1]), sys.argv[2]
    ways: dict[str, Callable[[Kept], None]] = {
        "close": lambda session: session.window.windowHandle().close() and None,
        "lock": lock,
        "lock-there": lock_from_the_projector,
    }
    door = CheapDoor(vaults.Clock(SystemClock().now()))
    roundtable.door.Door = lambda _clock: door  # type: ignore[assignment,misc]
    sessions.Session = Kept  # type: ignore[misc]
    failed: list[str] = []
    os.execv = lambda _program, command: say(f"again {Path(command[-1]).name}")  # type: ignore[assignment]

    def begin() -> None:
        try:
            if how == "where":
                tell_where(Kept.made)
                return
            Kept.made.enter(path, door.open(path, vaults.PASSPHRASE, "Ada Marsh (facilitator)"))
            work()
            play(ways[how])
        except Exception:  # the program's own hook would keep it in its log
            traceback.print_exc()
            failed.append(how)
            QApplication.exit(3)

    Kept.in_the_loop = lambda _session: begin()  # type: ignore[method-assign]
    code = app.run(path)
    if failed:
        return 3
    say("ended")
    return code


if __name__ == "__main__":
    sys.exit(main())
