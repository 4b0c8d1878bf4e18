"""What would come of a table: rows that are added, rows with a fault, rows that are there already."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from roundtable.actions.event_import import EventImportView, NewEvent
from roundtable.domain.event_table import RowFault
from roundtable.domain.wording import counted, short_day_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Callout, Card, Column, TableView, Text
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.stack import Stack

_SHOWN: Final = 200
"""Rows that are looked at here; all of them are added."""
_NUMBERS: Final = 20


class EventPreview(Stack):
    """`decided` says that the faulty rows are left out, or are not."""

    decided = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.faults = Card(theme, "Rows with a fault", icon="circle-alert")
        self._about_faults = Text("", "body", "ink2")
        self.fault_rows: TableView[RowFault] = TableView(
            theme,
            "Rows with a fault",
            (
                Column("Row", lambda f: str(f.number), 1),
                Column("What to do", lambda f: f.words, 6),
                Column("What stands there", lambda f: f.told, 6),
            ),
        )
        self.leave_out = CheckTile(theme, "Leave these rows out")
        self.leave_out.clicked.connect(lambda: self.decided.emit())
        for part in (self._about_faults, self.fault_rows, self.leave_out):
            self.faults.add(part)
        self.new = Card(theme, "Rows that are added", icon="file-check")
        self._about_new = Text("", "body", "ink2")
        self.there = Callout(theme, "", "info")
        self.new_rows: TableView[NewEvent] = TableView(
            theme,
            "Rows that are added",
            (
                Column("Row", lambda n: str(n.line.number), 1),
                Column("Date", _day, 3),
                Column("Agency", lambda n: n.agency, 3),
                Column("Kind", lambda n: n.line.kind.value.capitalize(), 2),
                Column("What happened", lambda n: n.line.text, 8),
            ),
        )
        for each in (self._about_new, self.there, self.new_rows):
            self.new.add(each)
        self.add(self.faults)
        self.add(self.new)

    def show_import(self, view: EventImportView) -> None:
        """Show what would come of it; faulty rows have to be left out anew."""
        self.leave_out.setChecked(False)
        self.faults.setVisible(bool(view.faults))
        self._about_faults.setText(
            f"{counted(len(view.faults), 'row')} cannot become an event. Nothing is added until you mend "
            f"them in the file and choose it again, or leave them out here.{_more(len(view.faults))}"
        )
        self.fault_rows.show_rows(view.faults[:_SHOWN])
        odd = sum(bool(each.notes) for each in view.new)
        look = f" {counted(odd, 'date')} should be looked at: see the column “Date”." if odd else ""
        self._about_new.setText(f"{counted(len(view.new), 'event')}.{look}{_more(len(view.new))}")
        numbers = ", ".join(map(str, view.there[:_NUMBERS])) + (" …" if len(view.there) > _NUMBERS else "")
        self.there.message.setText(
            f"{counted(len(view.there), 'row')} left out: an event with the same date, agency and words is "
            f"there already. Rows {numbers}."
        )
        self.there.setVisible(bool(view.there))
        self.new_rows.show_rows(view.new[:_SHOWN])
        self.new_rows.setVisible(bool(view.new))


def _day(new: NewEvent) -> str:
    return "\n".join((short_day_words(new.line.on), *new.notes))


def _more(rows: int) -> str:
    return f" The first {_SHOWN} are shown." if rows > _SHOWN else ""
