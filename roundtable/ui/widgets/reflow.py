"""Widgets side by side in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from roundtable.ui.theme import Theme


class Reflow(QWidget):
    """A grid of equal columns that becomes narrower with its room, so that no page scrolls sideways."""

    def __init__(
        self,
        theme: Theme,
        *widgets: QWidget,
        columns: int = 2,
        narrowest: int = 240,
        even: bool = False,
        spacing: int = 16,
    ) -> None:
        """`narrowest`: least width of a column, px at 100 %. `even`: all of a row as tall as its tallest."""
        super().__init__()
        self._theme, self._columns, self._narrowest = theme, columns, narrowest
        self._upright = Qt.AlignmentFlag(0) if even else Qt.AlignmentFlag.AlignTop
        self._widgets: list[QWidget] = []
        self._grid = QGridLayout(self)
        theme.scale_layout(self._grid, (0, 0, 0, 0), spacing)
        self._shown = 0
        for widget in widgets:
            self.add(widget)
        theme.changed.connect(self._fit)

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        self._widgets.append(widget)
        self._arrange(self._shown or self._columns)

    def columns_shown(self) -> int:
        """How many columns there is room for now."""
        return self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """One column at least."""
        widest = max((w.minimumSizeHint().width() for w in self._widgets), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _fit(self) -> None:
        fitting = max(1, self.width() // self._theme.px(self._narrowest))
        columns = min(self._columns, fitting)
        if columns != self._shown:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._shown = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns, self._upright)
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()
