"""What looks after the window from outside the file: clipboard, screen lock, second start, screen capture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from roundtable.ui.capture_guard import CaptureGuard
from roundtable.ui.clipboard_care import ClipboardCare
from roundtable.ui.context import Settings
from roundtable.ui.curtains import Curtains
from roundtable.ui.first_window import FirstWindow
from roundtable.ui.main_window import MainWindow
from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.screen_lock import ScreenLockWatch


class Guards(QObject):
    """`away`: the system locks its screen, nobody looks here. `sleeping`: the computer is about to sleep."""

    away = Signal()
    sleeping = Signal()

    def __init__(
        self, window: MainWindow, curtains: Curtains, room: RoomController, settings: Settings
    ) -> None:
        super().__init__(window)
        self.clipboard = ClipboardCare(self)
        self.first = FirstWindow(window)
        self.capture = CaptureGuard(settings, room, self)
        self.screen = ScreenLockWatch(window)
        self.screen.locked.connect(self.away)
        self.screen.sleeping.connect(self.sleeping)
        curtains.drawn.connect(self.clipboard.clear)
        self._is_started = False

    def stand_for(self, path: Path) -> None:
        """The window is about this file: a second start of it comes here."""
        self.first.answer_for(path)

    def start(self) -> None:
        """A file is open: there is something to protect. Harmless the second time."""
        if not self._is_started:
            self._is_started = True
            self.capture.start()
            self.screen.start()

    def stop(self) -> None:
        """The file is closed."""
        self.clipboard.forget()
        self.screen.stop()
        self.first.stop()
