"""Which agencies an audit asks."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.actions.audits import AuditView
from roundtable.domain.board import Agency
from roundtable.domain.ids import AgencyId
from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Field, LineEdit, Text
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack


class AgencyPicker(Stack):
    """Fires `chosen` with the ids after each change, `named` with the name of a partner to add."""

    chosen = Signal(object)
    named = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._agencies: tuple[Agency, ...] = ()
        self._tiles: dict[AgencyId, CheckTile] = {}
        self._card = Card(
            theme, "Agencies in scope", "Each gets a card at the round table, with a return or without."
        )
        self._count = Text("", "label")
        self._card.add(self._count)
        self._grid = Stack(theme)
        self._card.add(self._grid)
        self.add(self._card)
        other = Card(theme, "An agency that is not on the list?")
        self.name = LineEdit(theme, "Name of the agency")
        self.name.returnPressed.connect(self._name_it)
        self._field = Field(theme, "Name of the agency", self.name)
        add = Button(theme, "Add agency", icon="plus")
        add.clicked.connect(self._name_it)
        other.add(self._field)
        other.add_row(add, None)
        self.add(other)

    def show_view(self, view: AuditView) -> None:
        """Show partners and choice."""
        if view.board.agencies != self._agencies:
            self._agencies = view.board.agencies
            self._grid.clear()
            self._tiles = {a.id: CheckTile(self._theme, a.name) for a in self._agencies}
            for tile in self._tiles.values():
                tile.clicked.connect(self._changed)
            self._grid.add(Reflow(self._theme, *self._tiles.values(), columns=3, narrowest=260))
        for agency_id, tile in self._tiles.items():
            tile.setChecked(agency_id in view.audit.agencies)
        self._show_count()

    def tile(self, agency_id: str) -> CheckTile:
        """The tick box of one agency."""
        return self._tiles[AgencyId(agency_id)]

    def _changed(self) -> None:
        self._show_count()
        self.chosen.emit(tuple(a for a, tile in self._tiles.items() if tile.isChecked()))

    def _name_it(self) -> None:
        name = self.name.text().strip()
        self._field.set_error("" if name else "Enter the name of the agency")
        if name:
            self.name.clear()
            self.named.emit(name)

    def _show_count(self) -> None:
        count = sum(tile.isChecked() for tile in self._tiles.values())
        self._count.setText(
            counted(count, "agency chosen", "agencies chosen") if count else "None chosen yet"
        )
