"""A drawing on the projector: as large as its place, in the colours of the theme."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize

from roundtable.domain.drawing import Drawing
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.drawing_view import DrawingView

LARGEST: Final = 2.4
"""On a screen as wide as the design: a family of two is not to fill the wall."""


class RoomPicture(DrawingView):
    """Has a size of its own that keeps the drawing's proportions within `room`."""

    def __init__(self, theme: Theme, name: str, drawing: Drawing, room: QSize, of_design: float) -> None:
        """`of_design`: how large the projector is beside the screen that sizes are given for."""
        super().__init__(theme, name, smallest=0.0)
        wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
        self._fitting = max(min(room.width() / wide, room.height() / high, LARGEST * of_design), 0.01)
        self.setFixedSize(round(wide * self._fitting), round(high * self._fitting))
        self.show_drawing(drawing)

    def _scale_for(self, width: int) -> float:
        return self._fitting
