"""What was copied here leaves the clipboard after ten seconds; at once with curtain, lock and end."""

from __future__ import annotations

import hashlib
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

AFTER: Final = 10_000
"""Milliseconds; KeePassXC's own (SECURITY, S5)."""
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
_MEANT_TO_LEAVE: Final = "application/x-roundtable-meant-to-leave"


def copy_to_send(text: str) -> None:
    """Puts words on the clipboard that are meant for another program: an e-mail takes more than ten seconds.

    They go with the curtain, a lock and the end like everything else.
    """
    data = QMimeData()
    data.setText(text)
    data.setData(_MEANT_TO_LEAVE, b"1")
    QApplication.clipboard().setMimeData(data)


class ClipboardCare(QObject):
    """Remembers a digest of what this program put there: what somebody else copied since is left alone.

    `QClipboard.ownsClipboard` does not tell on every system, so it is not asked. Words that were cut may be
    nowhere else: the last ones are kept here while the file is open, and pasting them in a window of ours
    puts them back for another ten seconds.
    """

    def __init__(self, parent: QObject, after: int = AFTER) -> None:
        """`after`: milliseconds until what was copied is taken off."""
        super().__init__(parent)
        self._ours: set[tuple[QClipboard.Mode, bytes]] = set()
        self._kept = ""
        self._clipboard = QApplication.clipboard()
        self._clipboard.changed.connect(self._on_changed)
        self._timers = {mode: self._timer(mode, after) for mode in _MODES}
        # Only the field in use is listened to, and only while there is something to put back: a listener to
        # all events of the program costs every stroke of a pen.
        self._is_off = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def clear(self) -> None:
        """Take off what is ours. On X11 what was merely selected is a clipboard of its own."""
        for mode in _MODES:
            self._take_off(mode)

    def forget(self) -> None:
        """The file is closed: nothing of it is pasted into the next one either."""
        self.clear()
        self._kept = ""
        self._listen(False)

    def _timer(self, mode: QClipboard.Mode, after: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(lambda: self._take_off(mode))
        return timer

    def _take_off(self, mode: QClipboard.Mode) -> None:
        self._timers[mode].stop()
        is_ours = (mode, self._digest(mode)) in self._ours
        self._ours = {each for each in self._ours if each[0] != mode}
        if is_ours:
            self._clipboard.clear(mode)
            self._listen(bool(self._kept))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before a field takes a paste: what was taken off comes back, unless something else is there."""
        # A field, and the page around it, are asked whose a key is before it arrives.
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if is_key and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            data = self._clipboard.mimeData()
            if self._kept and not (data and data.formats()):
                self._clipboard.setText(self._kept)
        return False

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and self._is_off:
            now.installEventFilter(self)

    def _listen(self, is_off: bool) -> None:
        self._is_off = is_off
        self._on_focus(QApplication.focusWidget(), QApplication.focusWidget())

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        self._ours = {each for each in self._ours if each[0] != mode}
        # A window of ours is in use: then the copying was done here.
        if QApplication.activeWindow() is None or not (text := self._clipboard.text(mode)):
            return
        self._ours.add((mode, self._digest(mode)))
        if mode == QClipboard.Mode.Clipboard:
            self._kept = text
            self._listen(False)
        if mode not in self._timers:
            return  # macOS keeps what was last looked for as a clipboard of its own
        if self._clipboard.mimeData(mode).hasFormat(_MEANT_TO_LEAVE):
            self._timers[mode].stop()
        else:
            self._timers[mode].start()

    def _digest(self, mode: QClipboard.Mode) -> bytes:
        return hashlib.sha256(self._clipboard.text(mode).encode("utf-8", "surrogatepass")).digest()
