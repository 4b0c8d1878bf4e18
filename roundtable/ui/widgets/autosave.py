"""Saves a form by itself: soon after typing, on leaving, and again when a save failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

SAVE_AFTER_MS: Final = 700
"""Counted from the first change that is not saved yet, so that steady typing is saved too."""


class Autosave(QObject):
    """Watches a group of fields. `touch` on every change; `save` is called once things are quiet.

    `is_dirty` stays true from the first change until `save` was called, so that a reload does not overwrite
    what is being typed. A save that failed is handed back with `failed` and tried again with the next change
    or flush.
    """

    def __init__(self, owner: QWidget, save: Callable[[], None]) -> None:
        super().__init__(owner)
        self._save = save
        self.is_dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def watch(self, *editors: QWidget) -> None:
        """Save when one of these loses the focus, too."""
        for editor in editors:
            editor.installEventFilter(self)

    def touch(self) -> None:
        """Something was changed."""
        self.is_dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Save now what is not saved."""
        self._timer.stop()
        if self.is_dirty:
            self.is_dirty = False
            self._save()

    def forget(self) -> None:
        """What was typed is of no interest any more: its entry has been removed."""
        self._timer.stop()
        self.is_dirty = False

    def failed(self) -> None:
        """The last save did not reach the vault."""
        self.is_dirty = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field saves it."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)
