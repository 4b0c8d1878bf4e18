"""A switch: what the group agreed stays on the laptop until the facilitator shows it to the room."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button


class ShowToRoom(Button):
    """Off at first, whichever page comes; the label says what a press does. Fires `turned`."""

    turned = Signal()

    def __init__(self, theme: Theme, what: str) -> None:
        """`what` is shown: "the agreed grade"."""
        super().__init__(theme, "Show to room", icon="presentation", tip=f"Show {what} in the room view")
        self.is_shown = False
        self.clicked.connect(self._turn)

    def _turn(self) -> None:
        self.is_shown = not self.is_shown
        self.set_label("Hide from room" if self.is_shown else "Show to room")
        self.turned.emit()
