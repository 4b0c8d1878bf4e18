"""The family map on a page: as large as there is room for, scrolled sideways by itself when it is wide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from roundtable.domain.family import Family
from roundtable.domain.family_map import family_map
from roundtable.domain.family_symbols import Relative
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.drawing_view import DrawingView

_SMALLEST = 0.62
"""Smaller than this, ages cannot be read across a table."""


class FamilyMap(QScrollArea):
    """Shows people and unions; arrow keys move a map that is wider than the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.view = DrawingView(theme, "Family map", smallest=_SMALLEST)
        self.setWidget(self.view)
        self.view.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._fit)

    def show_family(self, people: Sequence[Relative], family: Family) -> None:
        """Draw them."""
        self.view.show_drawing(family_map(people, family).drawing)
        self.setAccessibleName("Family map")
        self.setAccessibleDescription(self.words())
        self._fit()

    def words(self) -> str:
        """The map in words."""
        return self.view.drawing().words

    def minimumSizeHint(self) -> QSize:
        """It scrolls rather than widening the page."""
        return QSize(self._theme.px(180), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right scroll."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * self._theme.px(80))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the scale that fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        drawing = self.view.drawing()
        room = max(self.viewport().width(), 1)
        smallest = min(_SMALLEST, self._theme.zoom) * drawing.width
        wide = max(min(room, round(drawing.width * self._theme.zoom)), round(smallest))
        high = self.view.heightForWidth(wide)
        self.view.setFixedSize(wide, high)
        scrolls = wide > room
        # A stop for the Tab key only where there is something to move.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(high + (self.horizontalScrollBar().sizeHint().height() if scrolls else 0))
