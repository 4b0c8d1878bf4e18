"""The cases of an audit and its round tables: lists with what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.audits import AuditView, CaseRow, MeetingRow
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import day_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import (
    Button,
    Card,
    Column,
    DateField,
    DateProblem,
    EmptyState,
    Field,
    TableView,
    Text,
)
from roundtable.ui.widgets.stack import Stack

_STATES = {
    MeetingState.PLANNED: "Planned",
    MeetingState.OPEN: "Open",
    MeetingState.PAUSED: "Paused",
    MeetingState.CLOSED: "Closed",
}


class CaseList(Stack):
    """Fires what the facilitator wants done."""

    added = Signal()
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._card = Card(theme, "Cases", "Only counts are shown here; open a case to see what it holds.")
        self.table: TableView[CaseRow] = TableView(
            theme,
            "Cases",
            (
                Column("Case", lambda c: f"Case {c.ordinal}", 2),
                Column("People", lambda c: str(c.people), 1),
                Column("Events", lambda c: str(c.events), 1),
                Column("Returns", lambda c: str(c.returns), 1),
                Column("To do", _to_do, 4),
            ),
        )
        self.table.opened.connect(self._open)
        self._card.add(self.table)
        open_it = Button(theme, "Open the case", icon="folder-open")
        open_it.clicked.connect(lambda: self._open(self.table.currentIndex().row()))
        self.add_button = Button(theme, "Add a case", icon="plus")
        self.add_button.clicked.connect(self.added)
        remove = Button(theme, "Remove", "danger", "trash-2", name="Remove the chosen case")
        remove.clicked.connect(self._remove)
        self._card.add_row(open_it, self.add_button, None, remove)
        self.add(self._card)
        first = Button(theme, "Add the first case", icon="plus")
        first.clicked.connect(self.added)
        self._empty = EmptyState(
            theme,
            "folder-open",
            "No cases yet",
            "A case is one child with brothers and sisters. A meeting has time for two to six.",
            first,
        )
        self.add(self._empty)

    def show_view(self, view: AuditView) -> None:
        """Show the rows."""
        self.table.show_rows(view.cases)
        self._card.setVisible(bool(view.cases))
        self._empty.setVisible(not view.cases)

    def _open(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if 0 <= place < len(rows):
            self.opened.emit(rows[place].id)

    def _remove(self) -> None:
        chosen = self.table.chosen_row()
        if chosen is not None:
            self.removed.emit(chosen.id)


class MeetingList(Stack):
    """Fires `planned` with the day, `opened` with the id."""

    planned = Signal(object)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._card = Card(theme, "Round tables")
        self.table: TableView[MeetingRow] = TableView(
            theme,
            "Round tables",
            (
                Column("Day", lambda m: day_words(m.held_on), 2),
                Column("State", lambda m: _STATES[m.state], 1),
            ),
        )
        self.table.opened.connect(self._open)
        self._card.add(self.table)
        self.add(self._card)
        plan = Card(theme)
        self._further = Text("A further round table", "h2")
        plan.add(self._further)
        hint = "Venue, facilitator and the people come next. You can still change the cases afterwards."
        plan.add(Text(hint, "body", "ink2"))
        self.day = DateField(theme, "the date of the meeting")
        self.field = Field(theme, "Day of the meeting", self.day, "Like 27 3 2027")
        # For a second one: the first is planned by the page's own primary action.
        self._another = Button(theme, "Plan another round table", icon="calendar")
        self._another.clicked.connect(self.plan)
        plan.add(self.field)
        plan.add_row(self._another, None)
        self.add(plan)

    def show_view(self, view: AuditView) -> None:
        """Show the rows."""
        is_longer = len(view.meetings) > len(self.table.rows_model.rows)
        self.table.show_rows(view.meetings)
        for part in (self._card, self._further, self._another):
            part.setVisible(bool(view.meetings))
        if is_longer:
            days = [m.held_on for m in view.meetings]
            self.table.selectRow(days.index(max(days)))

    def go(self) -> None:
        """To the round table that is chosen in the list; at first that is the latest."""
        self._open(self.table.currentIndex().row())

    def plan(self) -> list[tuple[str, Field | QWidget | None]]:
        """Plan a meeting on the day typed; what to mend when it is no day."""
        day = self.day.read()
        if isinstance(day, DateProblem):
            self.field.set_error(self.day.problem_text())
            self.field.focus()
            return [(self.field.error(), self.field)]
        self.field.set_error("")
        self.planned.emit(day)
        return []

    def _open(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if 0 <= place < len(rows):
            self.opened.emit(rows[place].id)


def _to_do(case: CaseRow) -> str:
    missing = [
        words
        for count, words in ((case.people, "people"), (case.events, "chronology"), (case.returns, "returns"))
        if not count
    ]
    return f"Enter {', '.join(missing)}" if missing else "Ready"
