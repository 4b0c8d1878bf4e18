"""Where an attendee signs: with the mouse, a finger or a pen; vectors, without time or pressure."""

from __future__ import annotations

import math
import time
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from roundtable.design import RADIUS
from roundtable.domain.signoff import MIN_POINTS, PAD_ASPECT, Point, Stroke
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import wants_ring
from roundtable.ui.widgets.ink import Sample, draw_piece, ink_pen, width_from_pressure, width_from_speed

Device = Literal["mouse", "touch", "pen"]
_TOUCH = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class SignaturePad(QWidget):
    """A signing area with a baseline. Time and pressure shape the line and are then forgotten."""

    changed = Signal()
    """A stroke was finished, undone, cleared or set."""

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` for screen readers: "Signature of the attendee"."""
        super().__init__()
        self._theme = theme
        # Finished strokes never in px: a pad that is hidden is resized without being told.
        self._strokes: list[Stroke] = []
        self._live: list[Sample] | None = None  # in px of `_pen_area`, while the pen is down
        self._pen_area = QRectF()
        self._device: Device = "mouse"
        self._touch_id, self._moved_at, self._ring = -1, 0.0, False
        self._baked: QPixmap | None = None
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "Sign with a mouse, a finger or a pen. You can also type your name, or sign on paper."
        )
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        theme.changed.connect(self._redraw)

    # --- what was signed

    def strokes(self) -> tuple[Stroke, ...]:
        """Finished strokes as points (x, y, width): x and y in 0..1 of the area, width in the unit of x."""
        return tuple(self._strokes)

    def strokes_so_far(self) -> tuple[Stroke, ...]:
        """The same, with the one under the pen: what is kept when the laptop sleeps in the middle of it."""
        live = (self._live_stroke(),) if self._live is not None else ()
        return (*self._strokes, *live)

    def _live_stroke(self) -> Stroke:
        return tuple(self._in_units(sample) for sample in self._live or ())

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show these strokes, in the units of `strokes()`."""
        self._strokes = list(strokes)
        self._live = None
        self._redraw()
        self.changed.emit()

    def _in_units(self, sample: Sample) -> Point:
        area, (x, y, width) = self._pen_area, sample
        across, down = area.width() or 1.0, area.height() or 1.0
        # A stroke may leave the area while the button is held; what is outside is not part of the signature.
        return (
            round(min(max((x - area.left()) / across, 0.0), 1.0), 5),
            round(min(max((y - area.top()) / down, 0.0), 1.0), 5),
            round(width / across, 5),
        )

    def _in_pixels(self, point: Point) -> Sample:
        area, (x, y, width) = self._area(), point
        return area.left() + x * area.width(), area.top() + y * area.height(), width * area.width()

    def is_signed(self) -> bool:
        """Whether there is enough ink to be a signature: eight points (`domain.signoff.MIN_POINTS`)."""
        return sum(len(stroke) for stroke in self._strokes) >= MIN_POINTS

    def clear(self) -> None:
        """Start again."""
        self.set_strokes(())

    def undo(self) -> bool:
        """Take the last stroke back; False when there is none."""
        if not self._strokes:
            return False
        self._strokes.pop()
        self._redraw()
        self.changed.emit()
        return True

    # --- input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button puts the pen down."""
        if event.button() == Qt.MouseButton.LeftButton and self._may_begin("mouse"):
            self._begin(event.position(), "mouse", 0.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw."""
        if self._device == "mouse":
            self._move(event.position(), 0.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if self._device == "mouse":
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen; accepting the event keeps Qt from sending the same points as a mouse."""
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position(), "pen", event.pressure())
        elif event.type() == QEvent.Type.TabletMove:
            self._move(event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A finger: the first one that touches draws, the palm and other fingers do not."""
        if event.type() in _TOUCH and isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace takes the last stroke back, Delete clears."""
        if event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the ring is wanted."""
        self._ring = wants_ring(self._theme, event.reason())
        super().focusInEvent(event)

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            if self._device == "touch":
                self._end()
            return
        for point in event.points():
            if event.type() == QEvent.Type.TouchBegin and self._may_begin("touch"):
                self._touch_id = point.id()
                self._begin(point.position(), "touch", 0.0)
            elif self._device == "touch" and point.id() == self._touch_id:
                self._move(point.position(), 0.0)

    def _may_begin(self, device: Device) -> bool:
        """One hand at a time; but a pen that never came up ends its stroke by coming down again.

        Whoever is interrupted (the laptop sleeps, the curtain is drawn) lifts the pen where nobody hears it.
        """
        if self._live is not None and self._device == device:
            self.lift()
        return self._live is None

    def lift(self) -> None:
        """End the stroke that is being drawn, if there is one: it counts as far as it got."""
        self._end()

    def _begin(self, at: QPointF, device: Device, pressure: float) -> None:
        self.lift()
        self._device, self._pen_area = device, self._area()
        self._moved_at = time.perf_counter()
        width = width_from_pressure(pressure, None) if device == "pen" else 2.6
        self._live = [(at.x(), at.y(), self._theme.px(10) / 10 * width)]
        self._bake_piece()

    def _move(self, at: QPointF, pressure: float) -> None:
        if self._live is None:
            return
        x, y, before = self._live[-1]
        distance = math.hypot(at.x() - x, at.y() - y)
        if distance < 1:
            return
        now = time.perf_counter()
        scale = self._theme.px(10) / 10
        if self._device == "pen":
            width = width_from_pressure(pressure, before / scale)
        else:
            width = width_from_speed(distance, (now - self._moved_at) * 1000, before / scale)
        self._moved_at = now
        self._live.append((at.x(), at.y(), width * scale))
        self._bake_piece()

    def _end(self) -> None:
        if self._live is None:
            return
        self._strokes.append(self._live_stroke())
        self._live = None
        # The stroke as a whole is smoother than its pieces, whose next point was not known yet.
        self._redraw()
        self.changed.emit()

    # --- drawing: all ink sits in a pixmap; a new point draws its own piece only

    def sizeHint(self) -> QSize:
        """A comfortable signature."""
        return QSize(self._theme.px(600), self._theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """Still signable."""
        return QSize(self._theme.px(270), self._theme.px(90))

    def hideEvent(self, event: QHideEvent) -> None:
        """Covered or left in the middle of a stroke: it ends where it got to."""
        self.lift()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the signature's place and proportions in the area; a stroke under way ends here."""
        self._end()
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, baseline with its cross, ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter)
        if self._baked is None:
            self._bake_all()
        if self._baked is not None:
            painter.drawPixmap(QPoint(0, 0), self._baked)

    def _paint_paper(self, painter: QPainter) -> None:
        px, colour, area = self._theme.px, self._theme.colour, self._area()
        focused = self.hasFocus() and self._ring
        edge = max(3, px(3)) if focused else 2
        painter.setBrush(colour("surface"))
        line = "focus_ring" if focused else "bad" if self.property("wrong") else "field_line"
        painter.setPen(QPen(colour(line), edge))
        inset = edge / 2
        radius = px(RADIUS["control"])
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)
        line_y = area.top() + area.height() * 0.76
        painter.setPen(QPen(colour("field_line"), 1.5))
        painter.drawLine(QPointF(area.left() + px(32), line_y), QPointF(area.right() - px(32), line_y))
        side, x, y = px(5), area.left() + px(40), line_y - px(16)
        painter.setPen(QPen(colour("field_line"), px(2)))
        painter.drawLine(QPointF(x - side, y - side), QPointF(x + side, y + side))
        painter.drawLine(QPointF(x - side, y + side), QPointF(x + side, y - side))

    def _area(self) -> QRectF:
        """The largest area of the fixed proportions, at the top, in the middle."""
        width = min(float(self.width()), self.height() * PAD_ASPECT)
        return QRectF((self.width() - width) / 2, 0, width, width / PAD_ASPECT)

    def _redraw(self) -> None:
        self._baked = None
        self.update()

    def _bake_all(self) -> None:
        ratio = self.devicePixelRatioF()
        baked = QPixmap(self.size() * ratio)
        if baked.isNull():
            return
        baked.setDevicePixelRatio(ratio)
        baked.fill(Qt.GlobalColor.transparent)
        painter = self._ink_painter(baked)
        pen = self._pen()
        placed = [[self._in_pixels(point) for point in stroke] for stroke in self._strokes]
        for samples in [*placed, *([self._live] if self._live else [])]:
            for at in range(len(samples)):
                draw_piece(painter, pen, samples, at)
        painter.end()
        self._baked = baked

    def _bake_piece(self) -> None:
        if self._live is None:
            return
        if self._baked is None:
            self._bake_all()
        elif not self._baked.isNull():
            painter = self._ink_painter(self._baked)
            draw_piece(painter, self._pen(), self._live, len(self._live) - 1)
            painter.end()
        xs, ys = [p[0] for p in self._live[-2:]], [p[1] for p in self._live[-2:]]
        dirty = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        margin = self._theme.px(12)
        self.update(dirty.adjusted(-margin, -margin, margin, margin).toAlignedRect())

    def _ink_painter(self, on: QPixmap) -> QPainter:
        painter = QPainter(on)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QPainterPath()
        edge = max(3, self._theme.px(3))
        radius = self._theme.px(RADIUS["control"])
        inside.addRoundedRect(self._area().adjusted(edge, edge, -edge, -edge), radius, radius)
        painter.setClipPath(inside)  # never over the frame
        return painter

    def _pen(self) -> QPen:
        return ink_pen(QPen(self._theme.colour("ink")))
