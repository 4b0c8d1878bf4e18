"""Keys that hold on one page alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(page: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Do something when a key is pressed anywhere in the page's window while the page is shown."""
    for key, do in keys.items():
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.activated.connect(lambda chosen=do: chosen() and None)
