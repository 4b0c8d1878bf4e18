"""Widgets below each other that are shown and hidden together."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme


class Stack(QWidget):
    """A column without a frame."""

    def __init__(self, theme: Theme, *items: QWidget, spacing: int = 16) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        theme.scale_layout(self._column, (0, 0, 0, 0), spacing)
        for item in items:
            self.add(item)

    def add(self, item: QWidget | QLayout) -> None:
        """Append below."""
        if isinstance(item, QLayout):
            self._column.addLayout(item)
        else:
            self._column.addWidget(item)

    def keep_to_top(self) -> None:
        """Leave room that is left over empty, below everything that was added so far."""
        self._column.addStretch(1)

    def clear(self) -> None:
        """Take everything out."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # else a queued show makes it a window of its own
                widget.setParent(None)
                widget.deleteLater()
