"""The chronology before the meeting: adding events quickly, changing and removing them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from roundtable.actions.chronology import add_event, edit_event, remove_event
from roundtable.actions.registers import CaseFileView
from roundtable.domain.board import Board
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import Event, EventKind, in_order
from roundtable.domain.ids import AgencyId, EventId
from roundtable.domain.wording import short_day_words
from roundtable.ui import draft_parts
from roundtable.ui.draft_parts import Part
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.widgets import (
    Button,
    Card,
    Column,
    DateField,
    DateProblem,
    EmptyState,
    Field,
    PlainTextEditor,
    TableView,
)
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

KINDS = (
    (EventKind.CONTACT.value, "Contact"),
    (EventKind.INCIDENT.value, "Incident"),
    (EventKind.MEETING.value, "Meeting"),
    (EventKind.DECISION.value, "Decision"),
)


class EventsEditor(Stack):
    """A form above, the list below; Enter on a row takes it into the form."""

    file_asked = Signal()
    """The page that takes in an agency's file is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self._board: Board | None = None
        self._changing: Event | None = None
        self._build_form(desk)
        self.draft = desk.keep(
            self,
            "event",
            {"text": draft_parts.long_text(self.text), "day": draft_parts.boxes(self.day)},
            {
                "agency": draft_parts.choice(self.agency),
                "kind": draft_parts.choice(self.kind),
                "turning": draft_parts.tick(self.turning),
                "changing": Part(
                    lambda: self._changing.id if self._changing else "", self._go_on_changing, ()
                ),
            },
        )
        self.table: TableView[Event] = TableView(
            desk.theme,
            "Events",
            (
                Column("Day", lambda e: short_day_words(e.on), 3),
                Column("Agency", lambda e: self._board.agency_name(e.agency_id) if self._board else "", 4),
                Column("Kind", lambda e: dict(KINDS)[e.kind.value], 2),
                Column("What happened", lambda e: e.text, 11),
                Column("", lambda e: "Turning point" if e.is_turning_point else "", 3),
            ),
        )
        self.table.opened.connect(self._start_changing)
        self._list = Card(desk.theme, "Chronology")
        change = Button(desk.theme, "Change", icon="pencil", name="Change the chosen event")
        change.clicked.connect(lambda: self._start_changing(self.table.currentIndex().row()))
        remove = Button(desk.theme, "Remove", "danger", "trash-2", name="Remove the chosen event")
        remove.clicked.connect(self._remove)
        self._list.add_row(change, None, remove)
        self._list.add(self.table)
        self.add(self._list)
        self.file_button = Button(desk.theme, "Events from a file", icon="upload")
        self.file_button.clicked.connect(lambda: self.file_asked.emit())
        self.add(Row(desk.theme, self.file_button, None))
        self._empty = EmptyState(
            desk.theme,
            "history",
            "No events yet",
            "Add the first event above: the day, who saw it, what happened.",
        )
        self.add(self._empty)

    def show_case(self, view: CaseFileView, board: Board) -> None:
        """Show the events; what is being typed stays."""
        self._board = board
        self.agency.set_choices([("", "No agency"), *((a.id, a.name) for a in board.agencies)])
        events = in_order(view.case.events)
        self.table.show_rows(events)
        self._list.setVisible(bool(events))
        self._empty.setVisible(not events)
        self.draft.begin()

    def choose(self, event_id: str) -> None:
        """Choose an event by its id, with the focus; nothing happens where it is gone."""
        rows = self.table.rows_model.rows
        place = next((n for n, event in enumerate(rows) if event.id == event_id), -1)
        if place >= 0:
            self.table.selectRow(place)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Store what is typed if it is complete."""
        if self.text.toPlainText().strip() and not isinstance(self.day.read(), DateProblem):
            self.commit()

    def has_dateless(self) -> bool:
        """Whether words of an event stand in the form that have no day yet."""
        return bool(self.text.toPlainText().strip())

    def commit(self) -> None:
        """Add or change the event in the form; says what is missing otherwise."""
        day, text = self.day.read(), self.text.toPlainText().strip()
        self.day_field.set_error(self.day.problem_text() if isinstance(day, DateProblem) else "")
        self.text_field.set_error("" if text else "Enter what happened")
        if isinstance(day, DateProblem):
            self.day_field.focus()
            return
        if not text:
            self.text_field.focus()
            return
        typed = Event(
            id=self._changing.id if self._changing else EventId(""),
            on=day,
            agency_id=AgencyId(self.agency.value()),
            kind=EventKind(self.kind.value()),
            text=text,
            is_turning_point=self.turning.isChecked(),
            added_in_meeting=bool(self._changing and self._changing.added_in_meeting),
        )
        self._store(typed, is_new=self._changing is None)
        self._stop_changing()
        self.day.day.setFocus(Qt.FocusReason.TabFocusReason)

    def _build_form(self, desk: Desk) -> None:
        theme = desk.theme
        self._form = Card(theme, "Add an event")
        self.day = DateField(theme, "the date of the event", like="9 4 2024")
        self.agency = Select(theme, "Agency that recorded it")
        self.kind = Select(theme, "Kind of event", KINDS)
        self.text = PlainTextEditor(theme, "What happened", lines=2)
        self.turning = CheckTile(theme, "A turning point for the child")
        self.day_field = Field(theme, "Day", self.day)
        self.text_field = Field(theme, "What happened", self.text)
        self._form.add(
            Reflow(
                theme,
                self.day_field,
                Field(theme, "Agency that recorded it", self.agency),
                Field(theme, "Kind", self.kind),
                columns=3,
                narrowest=260,
            )
        )
        self._form.add(self.text_field)
        self.add_button = Button(theme, "Add event", icon="plus")
        self.add_button.clicked.connect(self.commit)
        self._keep = Button(theme, "Leave as it was", "link")
        self._keep.clicked.connect(self._stop_changing)
        self._keep.setVisible(False)
        self._form.add_row(self.add_button, self._keep, self.turning, None)
        self.add(self._form)

    def _store(self, event: Event, *, is_new: bool) -> None:
        desk = self._desk

        def work() -> Changes:
            if not is_new:
                return edit_event(desk.vault, desk.case_id, event)
            made = add_event(
                desk.vault,
                desk.case_id,
                on=event.on,
                agency_id=event.agency_id,
                kind=event.kind,
                text=event.text,
            )
            if event.is_turning_point:
                return edit_event(desk.vault, desk.case_id, replace(event, id=EventId(made.made)))
            return made

        desk.act(work)

    def _start_changing(self, place: int) -> None:
        rows = self.table.rows_model.rows
        if not 0 <= place < len(rows):
            return
        self.flush()
        event = self._changing = rows[place]
        self.day.set_date(event.on)
        self.agency.set_value(event.agency_id)
        self.kind.set_value(event.kind.value)
        self._set_text(event.text)
        self.turning.setChecked(event.is_turning_point)
        self.draft.rest()
        self._name_change()

    def _go_on_changing(self, event_id: str) -> None:
        """The draft that came back changes an event that is there already."""
        self._changing = next((e for e in self.table.rows_model.rows if e.id == event_id), None)
        if self._changing is not None:
            self._name_change()

    def _name_change(self) -> None:
        self.add_button.set_label("Save the change")
        self._keep.setVisible(True)
        self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_changing(self) -> None:
        self._changing = None
        self.day.set_date(None)
        self._set_text("")
        self.turning.setChecked(False)
        self.add_button.set_label("Add event")
        self._keep.setVisible(False)
        self.day_field.set_error("")
        self.text_field.set_error("")
        self.draft.rest()
        self.draft.flush()

    def _set_text(self, text: str) -> None:
        # The button stores, not the editor's own saving: nothing listens to `saved_text` here.
        self.text.flush()
        self.text.set_text(text)

    def _remove(self) -> None:
        chosen = self.table.chosen_row()
        if chosen is None:
            return
        desk = self._desk
        self._stop_changing()

        def work() -> Changes:
            remove_event(desk.vault, desk.case_id, chosen.id)
            return changed(Topic.CASE)

        def undo() -> None:
            desk.act(lambda: edit_event(desk.vault, desk.case_id, chosen))

        desk.act(work, lambda _made: desk.toast("Event removed", undo))
