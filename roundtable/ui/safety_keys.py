"""Curtain, lock and urgent concern are one key from everywhere: dialogs and the room view have them too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from roundtable.ui.shortcuts import SHORTCUTS

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
