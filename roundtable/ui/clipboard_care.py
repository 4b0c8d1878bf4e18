"""What was copied here is taken off the clipboard when the curtain is drawn, at a lock and at the end."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


class ClipboardCare(QObject):
    """Remembers a digest of what this program put there: what somebody else copied since is left alone.

    The text itself is not kept. `QClipboard.ownsClipboard` does not tell on every system, so it is not asked.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours: set[tuple[QClipboard.Mode, bytes]] = set()
        self._clipboard = QApplication.clipboard()
        self._clipboard.changed.connect(self._on_changed)

    def clear(self) -> None:
        """Take off what is ours. On X11 what was merely selected is a clipboard of its own."""
        ours, self._ours = self._ours, set()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if (mode, self._digest(mode)) in ours:
                self._clipboard.clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        self._ours = {each for each in self._ours if each[0] != mode}
        # A window of ours is in use: then the copying was done here.
        if QApplication.activeWindow() is not None and self._clipboard.text(mode):
            self._ours.add((mode, self._digest(mode)))

    def _digest(self, mode: QClipboard.Mode) -> bytes:
        return hashlib.sha256(self._clipboard.text(mode).encode("utf-8", "surrogatepass")).digest()
