"""Whom the agencies nominated and the Board accredited: the meeting's list is offered from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal

from roundtable.domain.board import Board, Representative
from roundtable.domain.wording import day_words
from roundtable.ui import draft_parts
from roundtable.ui.draft_parts import Part
from roundtable.ui.preparation.typed_dates import read_line
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Column, EmptyState, Field, LineEdit, TableView
from roundtable.ui.widgets.date_field import DateProblem
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class Nomination:
    """What the form holds."""

    agency_id: str
    name: str
    role: str
    nominated_on: date | None
    accredited_on: date | None
    ends_on: date | None


class RepresentativesEditor(Stack):
    """Fires `nominated` with a `Nomination`, `removed` with the representative."""

    nominated = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme)
        self._board: Board | None = None
        self._today = today
        self.agency = Select(theme, "Agency")
        self.name = LineEdit(theme, "Name")
        self.role = LineEdit(theme, "Role")
        self.nominated_on = LineEdit(theme, "Nominated on")
        self.accredited = LineEdit(theme, "Accredited on")
        self.ends = LineEdit(theme, "Accredited until")
        self.name_field = Field(theme, "Name", self.name)
        self.nominated_field = Field(theme, "Nominated on", self.nominated_on, "Like 3 3 2026", optional=True)
        self.accredited_field = Field(
            theme, "Accredited on", self.accredited, "Like 27 3 2026", optional=True
        )
        self.ends_field = Field(theme, "Accredited until", self.ends, "Like 27 3 2028", optional=True)
        form = Card(
            theme,
            "Nominate a representative",
            "The agency has named this person; the Board accredits them. The dates show at the meeting.",
        )
        form.add(
            Reflow(
                theme,
                self.name_field,
                Field(theme, "Agency", self.agency),
                Field(theme, "Role", self.role, optional=True),
                columns=3,
                narrowest=220,
            )
        )
        form.add(
            Reflow(
                theme, self.nominated_field, self.accredited_field, self.ends_field, columns=3, narrowest=220
            )
        )
        add = Button(theme, "Add representative", icon="user-plus")
        add.clicked.connect(self.commit)
        form.add_row(add, None)
        for line in (self.name, self.role, self.nominated_on, self.accredited, self.ends):
            line.returnPressed.connect(self.commit)
        self.add(form)
        self.table: TableView[Representative] = TableView(
            theme,
            "Representatives",
            (
                Column("Name", lambda r: r.name, 3),
                Column("Agency", lambda r: self._board.agency_name(r.agency_id) if self._board else "", 3),
                Column("Role", lambda r: r.role, 3),
                Column("Accreditation", self._accreditation, 4, self._tone),
            ),
        )
        self._list = Card(theme, "Representatives")
        self._list.add(self.table)
        remove = Button(theme, "Remove", "danger", "trash-2", name="Remove the chosen representative")
        remove.clicked.connect(self._remove)
        self._list.add_row(None, remove)
        self.add(self._list)
        self._empty = EmptyState(
            theme,
            "users",
            "No representatives yet",
            "You can also add people at the round table itself. People on this list are offered there.",
        )
        self.add(self._empty)

    def show_board(self, board: Board) -> None:
        """Show the list; what is being typed stays."""
        self._board = board
        self.agency.set_choices([(a.id, a.name) for a in board.agencies])
        self.table.show_rows(board.representatives)
        self._list.setVisible(bool(board.representatives))
        self._empty.setVisible(not board.representatives)

    def draft(self) -> tuple[dict[str, Part], dict[str, Part]]:
        """What is typed, and what goes along with it."""
        lines = {
            "name": self.name,
            "role": self.role,
            "nominated": self.nominated_on,
            "accredited": self.accredited,
            "ends": self.ends,
        }
        return (
            {name: draft_parts.line(editor) for name, editor in lines.items()},
            {"agency": draft_parts.choice(self.agency)},
        )

    def commit(self) -> None:
        """Nominate whoever is typed; says what is missing otherwise."""
        name = " ".join(self.name.text().split())
        nominated = read_line(self.nominated_on.text())
        accredited, ends = read_line(self.accredited.text()), read_line(self.ends.text())
        self.name_field.set_error("" if name else "Enter a name")
        for found, field, what in (
            (nominated, self.nominated_field, "the day of nomination"),
            (accredited, self.accredited_field, "the day of accreditation"),
            (ends, self.ends_field, "the last day"),
        ):
            field.set_error(found.text(what) if isinstance(found, DateProblem) else "")
        if not name:
            self.name_field.focus()
            return
        if isinstance(nominated, DateProblem):
            self.nominated_field.focus()
            return
        if isinstance(accredited, DateProblem) or isinstance(ends, DateProblem):
            (self.accredited_field if isinstance(accredited, DateProblem) else self.ends_field).focus()
            return
        role = self.role.text().strip()
        nomination = Nomination(self.agency.value(), name, role, nominated, accredited, ends)
        for line in (self.name, self.role, self.nominated_on, self.accredited, self.ends):
            line.clear()
        self.name.setFocus(Qt.FocusReason.TabFocusReason)
        self.nominated.emit(nomination)

    def flush(self) -> None:
        """Nominate whoever is typed and complete."""
        if self.name.text().strip():
            self.commit()

    def settle(self) -> None:
        """Before leaving: somebody with a date that cannot be read is added without the date."""
        if self.name.text().strip():
            for line in (self.nominated_on, self.accredited, self.ends):
                if isinstance(read_line(line.text()), DateProblem):
                    line.clear()
            self.commit()

    def _accreditation(self, person: Representative) -> str:
        if person.accredited_on is None:
            return "Not accredited yet"
        if not person.is_accredited(self._today):
            ended = person.accreditation_ends_on
            return f"Ended on {day_words(ended)}" if ended else f"From {day_words(person.accredited_on)}"
        until = person.accreditation_ends_on
        return f"Until {day_words(until)}" if until else f"Since {day_words(person.accredited_on)}"

    def _tone(self, person: Representative) -> str:
        return "ink" if person.is_accredited(self._today) else "warn"

    def _remove(self) -> None:
        chosen = self.table.chosen_row()
        if chosen is not None:
            self.removed.emit(chosen)
