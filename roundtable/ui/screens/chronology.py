"""The chronology: list and swim lanes, filter, events added in seconds, turning points, the room's note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.chronology import (
    ChronologyView,
    EventRow,
    chronology_view,
    edit_event,
    event_as_written,
    mark_turning_point,
    remove_event,
)
from roundtable.actions.spoken import Sayings
from roundtable.actions.walkthrough import note_chronology, step_notes
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.ids import EventId
from roundtable.domain.timeline import LaneEvent
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted, short_day_words
from roundtable.ui.event_capture import EventCapture
from roundtable.ui.models.events import EventFilter
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card, EmptyState
from roundtable.ui.widgets.event_table import EventTable
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.text_editor import PlainTextEditor
from roundtable.ui.widgets.timeline import TimelineView

ROOM_LINES: Final = 7


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """All events, and the room's note as typed."""

    view: ChronologyView
    note: str


class ChronologyScreen(StepScreen[ChronologyPage]):
    """Ctrl+F finds, Alt+A adds, T marks a turning point, Enter edits, Delete removes with undo."""

    step: ClassVar[Step] = Step.CHRONOLOGY
    help_key: ClassVar[str] = "chronology"
    notes_below: ClassVar[bool] = True
    notes_placed: ClassVar[bool] = True
    fills: ClassVar[bool] = True

    def build(self) -> None:
        """Filter, form, list and lanes, note."""
        self._sayings = Sayings()
        self._wanted = ""
        self.capture = EventCapture(self)
        self.capture.setVisible(False)
        self.capture.done.connect(self._on_captured)
        self.capture.edited.connect(self._show_primary)
        self.capture.waiting.restored.connect(lambda: self.capture.setVisible(True))
        self.capture.close_button.clicked.connect(self._close_capture)
        self.put(self.capture)
        self.table = EventTable(self.theme)
        self.lanes = TimelineView(self.theme)
        self.lanes.picked.connect(self._on_picked)
        sections = (
            ("list", "List", self._list()),
            ("lanes", "Timeline", self.lanes),
            ("notes", "Notes", self._notes()),
        )
        self.tabs = SectionTabs(self.theme, "Chronology", sections, self._filter())
        self.tabs.changed.connect(self._on_section)
        self.put(self.tabs, 1)
        self.table.edit_asked.connect(lambda key: self.edit(EventId(key)))
        self.table.turn_asked.connect(lambda key: self.turn(EventId(key)))
        self.table.remove_asked.connect(lambda key: self.remove(EventId(key)))
        self.table.chosen.connect(self._on_chosen)

    def _notes(self) -> QWidget:
        note = Card(self.theme)
        self.note = PlainTextEditor(self.theme, "What does the room make of it?", lines=3)
        hint = "Use roles, not names. This text goes into the report."
        note.add(Field(self.theme, "What does the room make of it?", self.note, hint), 1)
        self.note_saving = self.autosave(self._store_note, self.note)
        return Stack(self.theme, note, self.side_cards, spacing=16)

    def _filter(self) -> QWidget:
        theme = self.theme
        self.find_box = LineEdit(theme, "Find in the chronology")
        self.find_box.setPlaceholderText("Find (Ctrl+F)")
        self.find_box.textChanged.connect(lambda _text: self._apply_filter())
        self.by_agency = Select(theme, "Only this agency", [("", "All agencies")])
        every = [("", "All kinds"), ("turning", "Turning points only")]
        kinds = [(k.value, f"{k.value.capitalize()}s") for k in EventKind]
        self.by_kind = Select(theme, "Only this kind", [*every, *kinds])
        for select in (self.by_agency, self.by_kind):
            select.changed.connect(lambda _key: self._apply_filter())
        self.add_button = Button(theme, "Add an event", icon="plus", tip="Add an event (Alt+A)")
        self.add_button.clicked.connect(self.open_capture)
        shortcut = QShortcut(QKeySequence("Alt+A"), self)
        shortcut.activated.connect(self.open_capture)
        parts = (self.find_box, self.by_agency, self.by_kind, self.add_button)
        line = Reflow(theme, *parts, columns=4, narrowest=158)
        line.setProperty("grows", 690)
        return line

    def _list(self) -> QWidget:
        part, self._listed = QWidget(), QWidget()
        whole, column = QVBoxLayout(part), QVBoxLayout(self._listed)
        self.theme.scale_layout(whole, (0, 0, 0, 0), 8)
        self.theme.scale_layout(column, (0, 0, 0, 0), 8)
        whole.addWidget(self._listed, 1)
        self._empty = EmptyState(
            self.theme, "calendar", "No events yet", "Add the first event: date, agency, what happened."
        )
        whole.addWidget(self._empty)
        column.addWidget(self.table, 1)
        self.turn_button = Button(self.theme, "Turning point", icon="flag", tip="Mark or unmark (T)")
        self.turn_button.clicked.connect(lambda: self._with_chosen(self.turn))
        self.edit_button = Button(self.theme, "Edit", icon="pencil", tip="Edit this event (Enter)")
        self.edit_button.clicked.connect(lambda: self._with_chosen(self.edit))
        self.remove_button = Button(self.theme, "Remove", icon="trash-2", tip="Remove this event (Delete)")
        self.remove_button.clicked.connect(lambda: self._with_chosen(self.remove))
        self._count = Text("", "small", "ink2")
        column.addWidget(
            Reflow(
                self.theme,
                self.turn_button,
                self.edit_button,
                self.remove_button,
                self._count,
                columns=4,
                narrowest=230,
            )
        )
        return part

    # --- words and focus

    def page_subtitle(self) -> str:
        """What to look for."""
        return "Mark the turning points: when could it have gone another way? Write under Notes what is said."

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table if self.table.events.all_rows else self.add_button

    def search(self) -> bool:
        """Ctrl+F."""
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()
        return True

    # --- showing

    def read(self) -> ChronologyPage:
        """All events by label."""
        vault = self.context.vault
        view = chronology_view(vault, self.case_id, self._sayings)
        notes = step_notes(vault, self.table_id, self.case_id, self.step)
        return ChronologyPage(view, notes.chronology_note)

    def show_content(self, view: ChronologyPage) -> None:
        """The events, where one was; the form and the note keep what is being typed."""
        events = view.view.events
        chosen = self.table.chosen_event()
        self.by_agency.set_choices([("", "All agencies"), *((str(a), n) for a, n in view.view.agencies)])
        self.capture.set_agencies(view.view.all_agencies)
        self.note_saving.show(lambda: self.note.set_text(view.note))
        self.table.events.show_rows(events)
        self._empty.setVisible(not events)
        self._listed.setVisible(bool(events))
        self.capture.odd.know(view.view.today, view.view.born_on)
        self._show_filtered()
        wanted = self._wanted or (chosen.id if chosen else "")
        if wanted and self.table.choose(EventId(wanted)):
            self._wanted = ""
        elif events and self.table.chosen_event() is None:
            self.table.selectRow(0)

    def _apply_filter(self) -> None:
        kind = self.by_kind.value()
        turning = kind == "turning"
        chosen = self.table.chosen_event()
        self.table.events.set_filter(
            EventFilter(self.by_agency.value(), "" if turning else kind, self.find_box.text(), turning)
        )
        self._show_filtered()
        if chosen is None or not self.table.choose(chosen.id):
            self.table.selectRow(0)
        self.tell_room()

    def _show_filtered(self) -> None:
        rows, every = self.table.events.rows, self.table.events.all_rows
        shown = counted(len(every), "event")
        self._count.setText(shown if len(rows) == len(every) else f"{len(rows)} of {shown}")
        self._show_lanes()
        self._on_chosen()

    def _on_section(self, section: str) -> None:
        self._show_lanes()
        if section == "notes":
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lanes(self) -> None:
        """Only while they are in sight: laying out thousands of events takes longer than a keystroke."""
        if self.tabs.shown() == "lanes":
            self.lanes.show_events([lane_event(row) for row in self.table.events.rows])

    def _on_chosen(self) -> None:
        row = self.table.chosen_event()
        for button in (self.turn_button, self.edit_button, self.remove_button):
            button.setEnabled(row is not None)
        self.turn_button.set_label("Not a turning point" if row and row.is_turning_point else "Turning point")

    def _on_picked(self, key: str) -> None:
        self.tabs.show_section("list")
        self.table.choose(EventId(key))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- changing

    def open_capture(self) -> None:
        """Open the form for a new event."""
        self.capture.setVisible(True)
        self.capture.first_control().setFocus(Qt.FocusReason.TabFocusReason)
        self.page.ensureWidgetVisible(self.capture)

    def _close_capture(self) -> None:
        if self.capture.has_text() and not self.capture.complete():
            return
        self.page.errors.clear()
        self.capture.setVisible(False)
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
        # Once the table has the height that the form had.
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))

    def _on_captured(self, key: str) -> None:
        self._wanted = key
        self.load()

    def edit(self, event_id: EventId) -> None:
        """Take an event into the form with its text as it was written."""
        self.view(lambda: event_as_written(self.context.vault, self.case_id, event_id), self._edit)

    def _edit(self, event: Event) -> None:
        self.capture.setVisible(True)
        self.capture.edit(event)
        self.page.ensureWidgetVisible(self.capture)

    def turn(self, event_id: EventId) -> None:
        """Mark the event as a turning point, or unmark it."""
        row = next((r for r in self.table.events.all_rows if r.id == event_id), None)
        if row is not None:
            mark = not row.is_turning_point
            self.act(lambda: mark_turning_point(self.context.vault, self.case_id, event_id, mark))

    def remove(self, event_id: EventId) -> None:
        """Remove the event; the message offers to bring it back."""
        vault, case_id = self.context.vault, self.case_id
        if self.capture.event_id == event_id and not self.capture.finish_current():
            return
        gone: list[Event] = []

        def change() -> Changes:
            gone.append(remove_event(vault, case_id, event_id))
            return changed(Topic.CASE)

        def undo() -> None:
            self._wanted = str(event_id)
            self.act(lambda: edit_event(vault, case_id, gone[0]))

        self.act(change, lambda _made: self.context.frame.toast("Event removed", undo))

    def flush(self) -> None:
        """Hand over everything typed, a date among it."""
        self.capture.flush()
        super().flush()

    def finish(self) -> None:
        """Ctrl+Enter adds the event in the form; with an empty form it goes on."""
        if self.capture.is_empty():
            super().finish()
        else:
            self.capture.complete()

    def _show_primary(self) -> None:
        writing = not self.capture.is_empty()
        label = self.capture.add_button.text() if writing else "Save and continue"
        self.set_primary(label, self.finish, icon="check" if writing else "arrow-right")

    def _with_chosen(self, do: Callable[[EventId], None]) -> None:
        row = self.table.chosen_event()
        if row is not None:
            do(row.id)

    def _store_note(self) -> Callable[[], Changes]:
        text = self.note.toPlainText()
        return lambda: note_chronology(self.context.vault, self.table_id, self.case_id, text)

    # --- room

    def room_state(self) -> RoomState | None:
        """The turning points, or else the latest events shown: by label, no note."""
        rows = self.table.events.rows
        turning = [row for row in rows if row.is_turning_point]
        told = (turning or list(rows))[-ROOM_LINES:]
        title = "Turning points" if turning else "Chronology"
        return self.room_page(title, tuple(_room_line(row) for row in told))


def lane_event(row: EventRow) -> LaneEvent:
    """A row as the swim lanes take it."""
    return LaneEvent(row.id, row.on, row.agency, row.kind, row.text, row.is_turning_point)


def _room_line(row: EventRow) -> str:
    """The whole text: the room view shortens what it has no room for."""
    return f"{short_day_words(row.on)}  ·  {row.agency}  ·  {' '.join(row.text.split())}"
