"""Widgets side by side, or below each other when the words would be cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import Text


class Row(QWidget):
    """A row of widgets; None is a stretch. Wrapping text takes the room that is left.

    So does a widget with the property "grows": the least width in px at 100 % before the row breaks.
    """

    def __init__(self, theme: Theme, *items: QWidget | None, spacing: int = 12) -> None:
        super().__init__()
        self._theme, self._spacing = theme, spacing
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        theme.scale_layout(self._line, (0, 0, 0, 0), spacing)
        for item in items:
            if item is None:
                self._line.addStretch(1)
            else:
                self._line.addWidget(item, 1 if _wraps(item) else 0)
        theme.changed.connect(self._fit)

    def addWidget(self, widget: QWidget, stretch: int = 0) -> None:
        """Append a widget, as to a layout."""
        self._line.addWidget(widget, stretch)

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Insert a widget before number `place`, as in a layout."""
        self._line.insertWidget(place, widget)

    def insert_before(self, mark: QWidget, widget: QWidget) -> None:
        """Insert a widget just before one that is in the row."""
        self._line.insertWidget(self._line.indexOf(mark), widget)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest widget: the row can always be made a column."""
        widest = max((self._needs(widget) for widget in self._widgets()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Row or column."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widgets = [widget for widget in self._widgets() if not widget.isHidden()]
        gaps = self._theme.px(self._spacing) * max(len(widgets) - 1, 0)
        fits = sum(self._needs(widget) for widget in widgets) + gaps <= self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if fits else down)
        for widget in widgets:
            # In a column a button keeps its own width.
            self._line.setAlignment(widget, _NONE if fits or _wraps(widget) else Qt.AlignmentFlag.AlignLeft)

    def _needs(self, widget: QWidget) -> int:
        if _wraps(widget):
            return min(widget.sizeHint().width(), self._theme.px(int(widget.property("grows") or 140)))
        return max(widget.minimumSizeHint().width(), widget.minimumWidth())

    def _widgets(self) -> list[QWidget]:
        items = (self._line.itemAt(place) for place in range(self._line.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]


_NONE = Qt.AlignmentFlag(0)


def _wraps(widget: QWidget) -> bool:
    return (isinstance(widget, Text) and widget.wordWrap()) or bool(widget.property("grows"))
