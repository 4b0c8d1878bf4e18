"""What the search found in a finished file: each place, and the way back to the sentence it came from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.way_back import WayBack
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack


class GateHits(Callout):
    """Hidden until something was found."""

    wanted = Signal(object)
    """A `WayBack` to go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "bad", title="The finished file held something that must not leave")
        self.lines = Stack(theme, spacing=4)
        self.body.addWidget(self.lines)

    def show_ways(self, ways: Sequence[WayBack]) -> None:
        """One line for each place."""
        self.lines.clear()
        for way in ways:
            self.lines.add(self._line(way))
        self.message.setText("Nothing was kept. Mend these places, then create it again.")
        self.setVisible(True)

    def _line(self, way: WayBack) -> QWidget:
        told = Text(f"{way.place}: {way.what}." + (f" It comes from: {way.where}." if way.where else ""))
        if not way.page:
            return told
        go = Button(self.theme, "Go to the sentence", icon="arrow-right", name=f"Go to {way.where}")
        go.clicked.connect(lambda: self.wanted.emit(way))
        return Row(self.theme, told, go)
