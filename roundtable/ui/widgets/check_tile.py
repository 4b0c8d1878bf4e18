"""A tick box whose words wrap, with a hint below; the whole of it is the target."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from roundtable.design import RADIUS, SIZE
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import wants_ring

_BOX, _GAP, _PAD = 24, 12, 10


class CheckTile(QCheckBox):
    """Use `clicked` for what the facilitator does; setting it by program does not fire that."""

    def __init__(self, theme: Theme, words: str, hint: str = "") -> None:
        super().__init__(words)
        self._theme, self._hint, self._ring = theme, hint, False
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measured: dict[tuple[int, str], tuple[QRect, QRect]] = {}
        theme.changed.connect(self._measure_anew)

    def sizeHint(self) -> QSize:
        """Room for the words at a comfortable width."""
        width = self._theme.px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow ones wrap."""
        return QSize(self._theme.px(140), self._theme.px(SIZE["target"]))

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of words and hint, wrapped."""
        words, hint = self._boxes(width)
        bottom = hint.bottom() if self._hint else words.bottom()
        return max(self._theme.px(SIZE["target"]), bottom + self._theme.px(_PAD))

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the ring is wanted."""
        self._ring = wants_ring(self._theme, event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, box, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.hasFocus() and self._ring
        self._paint_ground(painter, ringed=ringed)
        self._paint_box(painter)
        words, hint = self._boxes(self.width())
        wrap = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        ink = "focus_ink" if ringed else "ink" if self.isEnabled() else "disabled"
        painter.setPen(self._theme.colour(ink))
        painter.setFont(self._theme.font("body"))
        painter.drawText(words, wrap, self.text())
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("ink2" if not ringed and self.isEnabled() else ink))
        painter.drawText(hint, wrap, self._hint)

    def _paint_ground(self, painter: QPainter, *, ringed: bool) -> None:
        if not (ringed or (self.underMouse() and self.isEnabled())):
            return
        colour, radius = self._theme.colour, self._theme.px(RADIUS["control"])
        painter.setBrush(colour("focus" if ringed else "primary_soft"))
        painter.setPen(QPen(colour("focus_ring"), 2) if ringed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_box(self, painter: QPainter) -> None:
        px, colour, on = self._theme.px, self._theme.colour, self.isChecked()
        edge = "disabled" if not self.isEnabled() else "primary" if on else "field_line"
        box = QRectF(px(_PAD), px(_PAD), px(_BOX), px(_BOX))
        painter.setPen(QPen(colour(edge), px(2)))
        painter.setBrush(colour(edge if on else "surface"))
        painter.drawRoundedRect(box, px(4), px(4))
        if on:
            pen = QPen(colour("primary_ink" if self.isEnabled() else "surface"), px(3))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            unit = px(_BOX) / 24
            points = ((6, 12.5), (10.5, 17), (18, 8))
            painter.drawPolyline(
                QPolygonF([QPointF(box.left() + x * unit, box.top() + y * unit) for x, y in points])
            )

    def _measure_anew(self) -> None:
        self._measured.clear()
        self.updateGeometry()

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Kept by width: a layout asks for the same few of them again and again."""
        key = (width, self.text())
        if key not in self._measured:
            self._measured[key] = self._measure(width)
        return self._measured[key]

    def _measure(self, width: int) -> tuple[QRect, QRect]:
        px = self._theme.px
        left = px(_PAD + _BOX + _GAP)
        room = QRect(0, 0, max(width - left - px(_PAD), 20), 10_000)
        body = QFontMetrics(self._theme.font("body"))
        small = QFontMetrics(self._theme.font("small"))
        high = body.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        top = px(_PAD) + (px(_BOX) - body.height()) // 2
        words = QRect(left, top, room.width(), high)
        low = small.boundingRect(room, Qt.TextFlag.TextWordWrap, self._hint).height()
        return words, QRect(left, top + high + px(2), room.width(), low)
