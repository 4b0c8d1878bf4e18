"""Where the window stood, and whether it filled the screen: a start after a lock comes up the same."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from roundtable.ui.context import Settings

_KEY = "window_place"


def keep_place(window: QWidget, settings: Settings) -> None:
    """Keep it on this machine. What is stored is for Qt: a few numbers about the frame and its screen."""
    settings.store(_KEY, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))


def restore_place(window: QWidget, settings: Settings) -> bool:
    """Put it back there, or where it can be seen if that screen is gone. False when nothing was kept."""
    kept = settings.read(_KEY)
    return bool(kept) and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
