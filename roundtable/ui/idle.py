"""Notices that nobody has touched keyboard, mouse or pad for a while."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDateTime, QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)
_LOOK_EVERY_MS: Final = 1_000
SLEPT_MS: Final = 60_000
"""A busy computer may be late by seconds; by a minute it has slept."""


class IdleWatch(QObject):
    """Fires `idle` with the minutes once they have passed without input; again after the next input.

    It listens at the native window alone, which sees each key and movement once: a filter on the whole
    application would run for every paint and timer too.
    """

    idle = Signal(int)
    slept = Signal()
    """The computer has been asleep: so long nothing looked here, while the clock on the wall went on."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent or window)
        self._window = window
        self._since = QElapsedTimer()
        self._since.start()
        self._told: set[int] = set()
        self._minutes: tuple[int, ...] = ()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_second)
        self._looked_at_ms = 0

    def start(self, *minutes: int) -> None:
        """Watch for each of these; 0 is left out."""
        self._minutes = tuple(m for m in minutes if m > 0)
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self.touched()
        self._looked_at_ms = 0
        self._look.start()

    def stop(self) -> None:
        """Nothing to protect: the vault is closed."""
        self._look.stop()

    def touched(self) -> None:
        """Somebody is there."""
        self._since.restart()
        self._told.clear()

    def _on_second(self) -> None:
        self.look()
        self.look_at_wall(QDateTime.currentMSecsSinceEpoch())

    def look_at_wall(self, now_ms: int) -> None:
        """Compare the wall clock, in ms, with the last look: the monotonic one stands still in sleep."""
        before, self._looked_at_ms = self._looked_at_ms, now_ms
        if before and now_ms - before > SLEPT_MS:
            self.slept.emit()

    def look(self, passed_ms: int | None = None) -> None:
        """Fire what is due; `passed_ms` stands in for the time since the last input."""
        passed = self._since.elapsed() if passed_ms is None else passed_ms
        for minutes in self._minutes:
            if passed >= minutes * 60_000 and minutes not in self._told:
                self._told.add(minutes)
                self.idle.emit(minutes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any input counts; nothing is held back."""
        if event.type() in _INPUT:
            self.touched()
        return super().eventFilter(watched, event)
