"""A short message over the bottom of the window that says what was done and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from roundtable.ui.announce import announce
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import Text

SHOWN_FOR_MS: Final = 10_000
"""Long enough to read, reach and press with switch access; the pointer or the focus on it keeps it there."""


class Toast(QFrame):
    """One message at a time. `undo()` is what Ctrl+Z reaches while it is shown."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.setObjectName("toast")
        self._undo: Callable[[], None] | None = None
        self._is_new = False
        line = self._line = QHBoxLayout(self)
        theme.scale_layout(line, (18, 8, 10, 8), 16)
        self._text = Text("", "label", wrap=False)
        self._text.setProperty("tone", None)
        self._button = Button(theme, "Undo", tip="Undo (Ctrl+Z)")
        self._button.clicked.connect(self.undo)
        line.addWidget(self._text)
        line.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR_MS)
        self._timer.timeout.connect(self._fade)
        over.installEventFilter(self)
        # After the new style has reached the words: their size is another one then.
        theme.changed.connect(lambda: QTimer.singleShot(0, self, self._follow_size))
        self.setVisible(False)

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show a message; with `undo`, a button that calls it."""
        self._undo, self._is_new = undo, True
        QTimer.singleShot(0, self, self._grow_old)
        self._text.setText(text)
        self._button.setVisible(undo is not None)
        self.setVisible(True)
        self._place()
        self.raise_()
        self._timer.start()
        announce(self, f"{text}. Press Control Z to undo." if undo else text)

    def text(self) -> str:
        """The message shown, "" when none is."""
        return self._text.text() if self.isVisible() else ""

    def undo(self) -> bool:
        """Undo what the message is about; False when there is nothing to undo here."""
        if self._undo is None or not self.isVisible():
            return False
        undo, self._undo = self._undo, None
        self.setVisible(False)
        undo()
        return True

    def turn_page(self) -> None:
        """Another page is shown: a message goes with its page, but for one that was said in leaving it."""
        if not self._is_new:
            self.dismiss()

    def dismiss(self) -> None:
        """Take the message away."""
        self._undo = None
        self.setVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the bottom of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _follow_size(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self._text.setWordWrap(False)
        self.adjustSize()
        most = parent.width() - self._theme.px(32)
        if self.width() > most:
            self._text.setWordWrap(True)
            self.resize(most, self._line.heightForWidth(most))
        above = self._theme.px(96)  # clear of the footer and its primary button
        left = max((parent.width() - self.width()) // 2, 0)
        self.move(left, max(parent.height() - self.height() - above, 0))

    def _grow_old(self) -> None:
        self._is_new = False

    def _fade(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.dismiss()
