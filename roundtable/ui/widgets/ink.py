"""Ink: how a stroke's points become a line of changing width."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

Sample = tuple[float, float, float]
"""x, y and width, all in one unit."""

THINNEST, WIDEST = 1.4, 4.2
"""Line widths in px at 100 %."""
_CALM = 0.35
"""How fast the width follows the hand, 0 to 1; slower looks more like ink."""
_FAST = 2.2
"""px per ms at which a mouse or finger draws the thinnest line."""


def width_from_pressure(pressure: float, before: float | None) -> float:
    """Line width (px) of a pen pressed with 0..1, smoothed against the width before."""
    return _smoothed(THINNEST + (WIDEST - THINNEST) * min(max(pressure, 0.0), 1.0), before)


def width_from_speed(distance: float, milliseconds: float, before: float | None) -> float:
    """Line width (px) of a mouse or finger: slow is wide, fast is thin."""
    slowness = max(0.0, 1.0 - distance / max(milliseconds, 1.0) / _FAST)
    return _smoothed(THINNEST + (WIDEST - THINNEST) * slowness, before)


def draw_piece(painter: QPainter, pen: QPen, samples: list[Sample], at: int) -> None:
    """Draw the piece of a stroke between `samples[at - 1]` and `samples[at]`, curved by their neighbours.

    At 0 it draws the dot that the stroke begins with.
    """
    if at == 0:
        x, y, width = samples[0]
        pen.setWidthF(width)
        painter.setPen(pen)
        painter.drawPoint(QPointF(x, y))
        return
    before, start = samples[max(at - 2, 0)], samples[at - 1]
    end, after = samples[at], samples[min(at + 1, len(samples) - 1)]
    pieces = max(1, min(12, int(math.dist(start[:2], end[:2]) / 3)))
    last = QPointF(start[0], start[1])
    for piece in range(1, pieces + 1):
        t = piece / pieces
        point = QPointF(
            _curve(before[0], start[0], end[0], after[0], t), _curve(before[1], start[1], end[1], after[1], t)
        )
        pen.setWidthF(start[2] + (end[2] - start[2]) * t)
        painter.setPen(pen)
        painter.drawLine(last, point)
        last = point


def ink_pen(pen: QPen) -> QPen:
    """The pen with round ends, so that pieces of different width join without gaps."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _smoothed(width: float, before: float | None) -> float:
    return width if before is None else before + _CALM * (width - before)


def _curve(p0: float, p1: float, p2: float, p3: float, t: float) -> float:
    """Catmull-Rom spline between p1 and p2 at t in 0..1."""
    return 0.5 * (
        2 * p1
        + (p2 - p0) * t
        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t
        + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t
    )
