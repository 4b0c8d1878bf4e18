"""Paints a neutral drawing in the theme's colours and says it in words to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from roundtable.design import UI_FONT
from roundtable.domain.drawing import Circle, Drawing, Label, Line, Rect, Shape, Style
from roundtable.ui.theme import Theme


class DrawingView(QWidget):
    """The drawing at its own size times the zoom, made smaller where the page is narrower."""

    def __init__(self, theme: Theme, name: str, *, smallest: float = 0.55) -> None:
        """`smallest`: how far it may shrink to fit the width (1 = not at all)."""
        super().__init__()
        self._theme, self._name, self._smallest = theme, name, smallest
        self._drawing = Drawing(0, 0, ())
        self._boxes: list[QRectF] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        theme.changed.connect(self._on_look)

    def drawing(self) -> Drawing:
        """What is shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing) -> None:
        """Show this."""
        if drawing == self._drawing:
            return
        self._drawing, self._boxes = drawing, [bounds(shape) for shape in drawing.shapes]
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(drawing.words)
        self._on_look()

    def scale(self) -> float:
        """Device px per unit of the drawing."""
        return self._scale_for(self.width())

    def sizeHint(self) -> QSize:
        """As large as it was drawn."""
        full = self._theme.zoom
        return QSize(round(self._drawing.width * full), round(self._drawing.height * full))

    def minimumSizeHint(self) -> QSize:
        """As small as it may become."""
        return QSize(
            min(self._theme.px(240), self.sizeHint().width()), self.heightForWidth(self._theme.px(240))
        )

    def hasHeightForWidth(self) -> bool:
        """It keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Its height at this width."""
        return round(self._drawing.height * self._scale_for(width)) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """All shapes, from back to front; those outside the visible part are left out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.scale()
        painter.scale(scale, scale)
        seen = QRectF(event.rect())
        seen = QRectF(seen.x() / scale, seen.y() / scale, seen.width() / scale, seen.height() / scale)
        for shape, box in zip(self._drawing.shapes, self._boxes, strict=True):
            if seen.intersects(box):
                self._paint(painter, shape)

    def _scale_for(self, width: int) -> float:
        full = self._theme.zoom
        if not self._drawing.width or self._drawing.width * full <= width:
            return full
        return max(width / self._drawing.width, min(self._smallest, full))

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    def _paint(self, painter: QPainter, shape: Shape) -> None:
        if isinstance(shape, Label):
            self._paint_label(painter, shape)
            return
        self._use(painter, shape.style)
        if isinstance(shape, Line):
            painter.drawLine(QPointF(*shape.start), QPointF(*shape.end))
        elif isinstance(shape, Rect):
            painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), 3, 3)
        elif isinstance(shape, Circle):
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        else:
            painter.drawPolygon(QPolygonF([QPointF(*spot) for spot in shape.spots]))

    def _paint_label(self, painter: QPainter, label: Label) -> None:
        font = QFont(UI_FONT)
        font.setPixelSize(round(label.size))
        font.setWeight(QFont.Weight.Bold if label.bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.colour(label.tone))
        wide = QFontMetricsF(font).horizontalAdvance(label.text)
        left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
        painter.drawText(QPointF(left, label.y), label.text)

    def _use(self, painter: QPainter, style: Style) -> None:
        if style.stroke:
            pen = QPen(self._theme.colour(style.stroke), style.width)
            if style.dash:
                pen.setDashPattern([length / style.width for length in style.dash])
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(style.fill) if style.fill else Qt.BrushStyle.NoBrush)


def bounds(shape: Shape) -> QRectF:
    """A box around a shape, with room for its line and (for words) a generous width."""
    if isinstance(shape, Label):
        wide = len(shape.text) * shape.size * 0.75
        left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
        return QRectF(left, shape.y - shape.size, wide, shape.size * 1.4)
    if isinstance(shape, Rect):
        box = QRectF(shape.x, shape.y, shape.width, shape.height)
    elif isinstance(shape, Circle):
        box = QRectF(shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius)
    else:
        spots = (shape.start, shape.end) if isinstance(shape, Line) else shape.spots
        xs, ys = [x for x, _y in spots], [y for _x, y in spots]
        box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box.adjusted(-3, -3, 3, 3)
