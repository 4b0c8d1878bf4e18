"""Curtain, lock and urgent concern are one key from everywhere: dialogs and the room view have them too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from roundtable.ui.shortcuts import SHORTCUTS

_KEY_EVENTS: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
SAFETY: Final = ("curtain", "lock", "concern")


def bind_safety(window: QWidget, ask: Callable[[str], object], *more: str) -> None:
    """Give a window that is not the main one these keys, and those of the actions named in `more`.

    `ask` is called with the action, as the main window says it.
    """
    for shortcut in SHORTCUTS:
        if shortcut.action not in (*SAFETY, *more):
            continue
        for keys in shortcut.keys:
            bound = QShortcut(QKeySequence(keys), window)
            bound.activated.connect(lambda name=shortcut.action: ask(name))
    for box in window.findChildren(QLineEdit):
        leave_urgent(box)


def leave_urgent(box: QLineEdit) -> None:
    """Keep this line from taking Ctrl+U for itself: on Linux it would empty the line."""
    box.installEventFilter(_UrgentFirst(box))


class _UrgentFirst(QObject):
    """Passes Ctrl+U on to the window. Where that has nothing to do for it, the line stays as it is."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in _KEY_EVENTS:
            ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if ctrl and event.key() == Qt.Key.Key_U:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
