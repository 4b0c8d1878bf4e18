"""A heading that opens and closes what stands below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button


class Disclosure(QWidget):
    """A button with the words and a chevron; `body` is shown while it is open."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, words: str, body: QWidget, *, is_open: bool = False) -> None:
        super().__init__()
        self._words, self._open = words, is_open
        self.body = body
        self.button = Button(theme, words, "link", "chevron-right")
        self.button.clicked.connect(lambda: self.set_open(not self._open))
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(body)
        self._show()

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self._open

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        if is_open != self._open:
            self._open = is_open
            self._show()
            self.toggled.emit(is_open)

    def set_words(self, words: str) -> None:
        """Other words, live."""
        self._words = words
        self._show()

    def _show(self) -> None:
        self.body.setVisible(self._open)
        self.button.set_label(self._words)
        self.button.set_icon("chevron-down" if self._open else "chevron-right")
        self.button.setAccessibleName(f"{self._words}, {'open' if self._open else 'closed'}")
