"""A line of the error summary that leads to its field; long advice wraps."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from roundtable.design import RADIUS, SIZE
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button

_PAD = 6


class ErrorLink(Button):
    """Reads and works like a link; its height follows its words."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, "errorlink")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """At a comfortable width."""
        width = self._theme.px(400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow ones wrap."""
        return QSize(self._theme.px(140), self._theme.px(SIZE["target"]))

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the words, wrapped."""
        words = self._words_box(width).height() + 2 * self._theme.px(_PAD)
        return max(self._theme.px(SIZE["target"]), words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words underlined; the ring of the keyboard around them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.hasFocus() and bool(self.property("ring"))
        colour, radius = self._theme.colour, self._theme.px(RADIUS["control"])
        if ringed:
            painter.setBrush(colour("focus"))
            painter.setPen(QPen(colour("focus_ring"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        font = self._theme.font("body", 600)
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(colour("focus_ink" if ringed else "bad"))
        box = self._words_box(self.width())
        box.moveTop((self.height() - box.height()) // 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self.text())

    def _words_box(self, width: int) -> QRect:
        pad = self._theme.px(_PAD)
        room = QRect(0, 0, max(width - 2 * pad, 40), 10_000)
        metrics = QFontMetrics(self._theme.font("body", 600))
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return QRect(pad, 0, room.width(), high)
