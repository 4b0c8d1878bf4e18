"""Saves a form by itself: soon after typing, on leaving, and again when a save failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

SAVE_AFTER_MS: Final = 700
"""Counted from the first change that is not saved yet, so that steady typing is saved too."""
TRY_AGAIN_MS: Final = 5_000
"""After a failed save: soon enough for a drive that comes back, rare enough not to shout."""


class Keeping(QObject):
    """Brings what is typed into the vault. A page is not left before all of it has arrived there."""

    @property
    def is_unsaved(self) -> bool:
        """Whether something on the screen is not in the vault (yet)."""
        raise NotImplementedError

    @property
    def is_waiting(self) -> bool:
        """Whether it is on its way there."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over now what is not handed over, what could not be stored before among it."""
        raise NotImplementedError


class Autosave(Keeping):
    """Watches a group of fields. `touch` on every change; `save` is called once things are quiet.

    `is_unsaved` is true from the first change until the vault has it, so that no reload overwrites what is
    being typed or on its way: `save` calls `begin` when it starts to store, and `done` or `failed` tells how
    that ended. What failed is tried again after a while, with the next change, and on leaving.
    """

    def __init__(self, owner: QWidget, save: Callable[[], None]) -> None:
        super().__init__(owner)
        self._save = save
        self._waiting = 0
        self.is_dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MS)
        self._again.timeout.connect(self.flush)

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
        self._again.stop()
        if self.is_dirty:
            self.is_dirty = False
            self._save()

    def forget(self) -> None:
        """What was typed is of no interest any more: its entry has been removed."""
        self._timer.stop()
        self.is_dirty = False

    @property
    def is_unsaved(self) -> bool:
        """See `Keeping`."""
        return self.is_dirty or self._waiting > 0

    @property
    def is_waiting(self) -> bool:
        """See `Keeping`."""
        return self._waiting > 0

    def begin(self) -> None:
        """What stands in the fields is on its way to the vault."""
        self._waiting += 1

    def done(self) -> None:
        """It is in the vault."""
        self._waiting = max(0, self._waiting - 1)

    def failed(self) -> None:
        """It did not reach the vault."""
        self._waiting = max(0, self._waiting - 1)
        self.is_dirty = True
        self._again.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field saves it."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)
