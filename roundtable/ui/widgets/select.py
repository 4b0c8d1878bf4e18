"""A drop-down of keys and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from roundtable.design import SIZE
from roundtable.ui.icons import pixmap
from roundtable.ui.theme import Theme


class Select(QComboBox):
    """One of a few answers; `changed` fires when the facilitator chose, not when the program did."""

    changed = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        """`choices` are pairs of key and words."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        # A wheel over the page must not change an answer on its way.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)  # else long answers lose their middle
        self.set_choices(choices)
        self.activated.connect(lambda _place: self.changed.emit(self.value()))
        theme.changed.connect(self._fit)
        self._fit()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other answers; the same key stays chosen where it still exists."""
        if choices == self.choices():
            return
        chosen = self.value()
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.set_value(chosen)

    def choices(self) -> list[tuple[str, str]]:
        """Keys and words on offer."""
        return [(str(self.itemData(place)), self.itemText(place)) for place in range(self.count())]

    def value(self) -> str:
        """The chosen key, "" when there is nothing to choose from."""
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        """Choose without firing `changed`; an unknown key chooses the first answer."""
        self.setCurrentIndex(max(self.findData(key), 0) if self.count() else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the answers."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Long words end in "…"; the arrow, which the stylesheet leaves out, in the ink of the theme."""
        side, px = self._theme.px(20), self._theme.px
        left = self.width() - side - px(10)
        painter = QStylePainter(self)
        look = QStyleOptionComboBox()
        self.initStyleOption(look)
        parts = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, look, parts, self)
        room = max(field.width() - px(6), 10)
        look.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, look)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, look)
        picture = pixmap(self._theme, "chevron-down", "ink" if self.isEnabled() else "disabled", 20)
        painter.drawPixmap(QRect(left, (self.height() - side) // 2, side, side), picture)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for one column at 200 %."""
        return QSize(self._theme.px(120), super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(SIZE["target"]))
