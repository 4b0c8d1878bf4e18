"""Pairs of a name and a value below each other, as on a cover sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import Text

_SIDE_BY_SIDE_FROM = 420


class Facts(QWidget):
    """Names at the left, values beside them, or below with little room. Empty values are left out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pairs: list[tuple[Text, Text]] = []
        self._grid = QGridLayout(self)
        theme.scale_layout(self._grid, (0, 0, 0, 0), 6)
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setColumnStretch(1, 1)
        self._is_beside: bool | None = None
        theme.changed.connect(self._fit)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these pairs instead."""
        shown = [(name, value) for name, value in facts if value]
        if shown == self.texts():
            return
        for pair in self._pairs:
            for label in pair:
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        self._pairs = [(Text(name, "label", "ink2"), Text(value)) for name, value in shown]
        for name, value in self._pairs:
            value.setAccessibleName(f"{name.text()}: {value.text()}")
        self._is_beside = None
        self._fit()

    def texts(self) -> list[tuple[str, str]]:
        """The pairs shown."""
        return [(name.text(), value.text()) for name, value in self._pairs]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= self._theme.px(_SIDE_BY_SIDE_FROM)
        if beside == self._is_beside:
            return
        self._is_beside = beside
        top = Qt.AlignmentFlag.AlignTop
        for place, (name, value) in enumerate(self._pairs):
            if beside:
                self._grid.addWidget(name, place, 0, top)
                self._grid.addWidget(value, place, 1, top)
            else:
                self._grid.addWidget(name, 2 * place, 0, 1, 2)
                self._grid.addWidget(value, 2 * place + 1, 0, 1, 2)
