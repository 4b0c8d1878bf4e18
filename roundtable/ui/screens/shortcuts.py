"""The list of keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from roundtable.ui.context import Context
from roundtable.ui.door import ClosedVault
from roundtable.ui.screen import Screen
from roundtable.ui.shortcuts import listing
from roundtable.ui.widgets import Card, Column, Field, LineEdit, TableView, Text


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the list."""

    keys: str
    words: str


class ShortcutsScreen(Screen):
    """Takes no parameters."""

    help_key = "shortcuts"
    is_aside = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Keyboard shortcuts", "Everything can be done without a mouse.")
        context.frame.set_rail((), "")
        context.frame.set_place("Keyboard shortcuts")
        unlocked = not isinstance(context.vault, ClosedVault)
        self._rows = [KeyRow(keys, words) for keys, words in listing(unlocked=unlocked)]
        self.filter = LineEdit(self.theme, "Find a key or what it does")
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.add(Field(self.theme, "Find a key or what it does", self.filter))
        card = Card(self.theme)
        self.table: TableView[KeyRow] = TableView(
            self.theme,
            "Keyboard shortcuts",
            (Column("What it does", lambda r: r.words, 3), Column("Keys", lambda r: r.keys, 2)),
        )
        card.add(self.table)
        self.add(card)
        tab = Card(self.theme, "Moving about", narrow=True)
        for line in (
            "Tab goes to the next control, Shift and Tab to the one before.",
            "Arrow keys choose among tiles, tabs and rows.",
            "Enter opens a row or presses a button.",
        ):
            tab.add(Text(line))
        self.add_side(tab)
        self._narrow()

    def first_focus(self) -> QWidget:
        """Finding."""
        return self.filter

    def search(self) -> bool:
        """Ctrl+F."""
        self.filter.setFocus()
        return True

    def _narrow(self) -> None:
        wanted = self.filter.text().casefold().split()
        self.table.show_rows(
            [r for r in self._rows if all(w in f"{r.keys} {r.words}".casefold() for w in wanted)]
        )
