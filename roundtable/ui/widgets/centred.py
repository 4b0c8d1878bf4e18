"""Keeps a column of short texts from becoming as wide as a wide window."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roundtable.ui.theme import Theme


class Centred(QWidget):
    """One widget in the middle, at most `width` px wide at 100 %."""

    def __init__(self, theme: Theme, content: QWidget, width: int) -> None:
        super().__init__()
        self._theme, self._content, self._width = theme, content, width
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(content, 1_000)
        line.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as allowed."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._content.setMaximumWidth(self._theme.px(self._width))
