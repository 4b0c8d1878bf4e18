"""The chronology: list and swim lanes, filter, find, events added in seconds, turning points, where agencies
disagree, the room's note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from roundtable.actions.chronology import (
    ChronologyView,
    EventRow,
    chronology_view,
    edit_event,
    event_as_written,
    mark_turning_point,
    pair_events,
    remove_event,
)
from roundtable.actions.spoken import Sayings
from roundtable.actions.walkthrough import note_chronology, step_notes
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import Event
from roundtable.domain.ids import AgencyId, EventId
from roundtable.domain.lessons import Evidence, EvidenceKind
from roundtable.domain.room_timeline import room_timeline
from roundtable.domain.timeline import LaneEvent
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import short_day_words
from roundtable.ui.chronology_filter import ChronologyFilter
from roundtable.ui.context import Context
from roundtable.ui.event_capture import EventCapture
from roundtable.ui.lesson_here import LessonHere
from roundtable.ui.page_keys import bind
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.same_event import ask_same_event
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.event_list import EventList
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.text_editor import PlainTextEditor
from roundtable.ui.widgets.timeline import TimelineView

ROOM_LINES: Final = 7
_ROOM_AFTER_MS: Final = 250
_ROOM_KEY: Final = (
    "Circle: contact. Triangle: incident. Square: meeting. Diamond: decision. Numbers: told below."
)


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """All events, and the room's note as typed."""

    view: ChronologyView
    note: str


class ChronologyScreen(StepScreen[ChronologyPage]):
    """Ctrl+F finds, F3 goes to the next place, Ctrl+G to a date, Alt+A adds. In the list: T marks a turning
    point, S says which lines are one event, Enter edits, Delete removes with undo.
    """

    step: ClassVar[Step] = Step.CHRONOLOGY
    help_key: ClassVar[str] = "chronology"
    notes_below: ClassVar[bool] = True
    notes_placed: ClassVar[bool] = True
    fills: ClassVar[bool] = True

    def __init__(self, context: Context, *, event_id: str = "", agency_id: str = "", **where: Any) -> None:
        """`event_id`: the event to begin at; `agency_id`: whose events alone; `where` as for every step."""
        self._wanted, self._only = event_id, agency_id
        super().__init__(context, **where)

    def build(self) -> None:
        """Filter, form, list and lanes, note."""
        self._sayings = Sayings()
        self.lesson = LessonHere(self, self._evidence, self.put_lesson)
        self._build_capture()
        self.list = EventList(self.theme, self.lesson.button)
        self.table = self.list.table
        self.lanes = TimelineView(self.theme)
        sections = (
            ("list", "List", self.list),
            ("lanes", "Timeline", self.lanes),
            ("notes", "Notes", self._notes()),
        )
        self.filter = ChronologyFilter(self.theme, self.context.prompts)
        self.find_box, self.add_button = self.filter.find_box, self.filter.add_button
        self.tabs = SectionTabs(self.theme, "Chronology", sections, self.filter)
        self.put(self.tabs, 1)
        self._wire()

    def _build_capture(self) -> None:
        self.capture = EventCapture(self)
        self.capture.setVisible(False)
        self.capture.done.connect(self._on_captured)
        self.capture.edited.connect(self._show_primary)
        self.capture.waiting.restored.connect(lambda: self.capture.setVisible(True))
        self.capture.close_button.clicked.connect(self._close_capture)
        self.put(self.capture)

    def _wire(self) -> None:
        self._room_soon = QTimer(self)
        self._room_soon.setSingleShot(True)
        self._room_soon.setInterval(_ROOM_AFTER_MS)
        self._room_soon.timeout.connect(self.tell_room)
        self.filter.changed.connect(self._apply_filter)
        self.filter.step_asked.connect(self.go_to_place)
        self.add_button.clicked.connect(self.open_capture)
        self.capture.file_button.clicked.connect(self.open_file)
        self.tabs.changed.connect(self._on_section)
        self.lanes.picked.connect(self._on_picked)
        self.list.to_date.clicked.connect(self.go_to_date)
        self.table.edit_asked.connect(lambda key: self.edit(EventId(key)))
        self.table.turn_asked.connect(lambda key: self.turn(EventId(key)))
        self.table.remove_asked.connect(lambda key: self.remove(EventId(key)))
        self.table.same_asked.connect(lambda key: self.ask_same(EventId(key)))
        self.table.chosen.connect(self._on_chosen)
        bind(
            self,
            {
                "Alt+A": self.open_capture,
                "F3": lambda: self.go_to_place(1),
                "Shift+F3": lambda: self.go_to_place(-1),
                "Ctrl+G": self.go_to_date,
            },
        )

    def put_lesson(self, capture: QWidget) -> None:
        """The lesson's form stands over the list, like that of an event."""
        self._column.insertWidget(self._column.indexOf(self.tabs), capture)

    def _evidence(self) -> tuple[Evidence, ...]:
        row = self.table.chosen_event()
        return (Evidence(EvidenceKind.EVENT, self.case_id, row.id),) if row else ()

    def _notes(self) -> QWidget:
        note = Card(self.theme)
        self.note = PlainTextEditor(self.theme, "What does the room make of it?", lines=3)
        hint = "Use roles, not names. This text goes into the report."
        note.add(Field(self.theme, "What does the room make of it?", self.note, hint), 1)
        self.note_saving = self.autosave(self._store_note, self.note)
        return Stack(self.theme, note, self.side_cards, spacing=16)

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
        self.filter.set_agencies(view.view.agencies)
        self.filter.set_days(e.on for e in events)
        self.capture.set_agencies(view.view.all_agencies)
        self.note_saving.show(lambda: self.note.set_text(view.note))
        self.list.show_rows(events)
        self._show_only_one(view.view.agencies)
        self.capture.odd.know(view.view.today, view.view.born_on)
        self._show_filtered()
        wanted = self._wanted or (chosen.id if chosen else "")
        if wanted and self.table.choose(EventId(wanted)):
            self._wanted = ""
        elif events and self.table.chosen_event() is None:
            self.table.selectRow(0)

    def _show_only_one(self, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """Once: the events of the agency one came for, if it tells any."""
        wanted, self._only = self._only, ""
        if any(str(agency) == wanted for agency, _name in agencies):
            self.filter.by_agency.set_value(wanted)
            self.list.show_only(self.filter.value())
        elif wanted:
            self.context.frame.toast("This agency tells no event: the whole chronology is shown")

    def _apply_filter(self) -> None:
        self.list.show_only(self.filter.value())
        self._show_filtered()
        self._room_soon.start()  # not with every letter that is typed

    def _show_filtered(self) -> None:
        self._show_lanes()
        self._on_chosen()

    def go_to_place(self, by: int) -> None:
        """F3: the next place (-1: the one before) of what was last looked for, round the end."""
        if not self.list.sought:
            self.search()
        elif self.list.go_to_place(by):
            self._in_sight()
        else:
            self.context.frame.toast(f"No event that is shown says “{self.list.sought}”")

    def go_to_date(self) -> None:
        """Ctrl+G: the first event on or after a date."""
        day = self.filter.ask_day()
        if day is not None:
            self.table.choose_place(self.table.events.place_on(day))
            self._in_sight()

    def _in_sight(self) -> None:
        if self.tabs.shown() == "notes":
            self.tabs.show_section("list")
        row = self.list.chosen()
        if row is not None and self.tabs.shown() == "lanes":
            self.lanes.reveal(row.id)

    def _on_section(self, section: str) -> None:
        self._show_lanes()
        if section == "notes":
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lanes(self) -> None:
        """Only while they are in sight: laying out thousands of events takes longer than a keystroke."""
        if self.tabs.shown() == "lanes":
            self.lanes.show_events([lane_event(row) for row in self.table.events.rows])

    def _on_chosen(self) -> None:
        row = self.list.chosen()
        self.lanes.choose(row.id if row else "")

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

    def open_file(self) -> None:
        """To the page that takes in an agency's file."""
        self.context.navigator.go("event_file", case_id=self.case_id)

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

    def ask_same(self, event_id: EventId) -> None:
        """Which line of another agency tells of the same event, or of another one."""
        rows = self.table.events.all_rows
        said = ask_same_event(self.context.prompts, rows, event_id)
        if said is not None:
            other, is_same = said
            self.act(lambda: pair_events(self.context.vault, self.case_id, event_id, other, is_same))

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

    def _store_note(self) -> Callable[[], Changes]:
        text = self.note.toPlainText()
        return lambda: note_chronology(self.context.vault, self.table_id, self.case_id, text)

    # --- room

    def room_state(self) -> RoomState | None:
        """The timeline, and the turning points or else the latest events shown: by label, no note."""
        rows = self.table.events.rows
        turning = [row for row in rows if row.is_turning_point]
        told = (turning or list(rows))[-ROOM_LINES:]
        title = "Turning points" if turning else "Chronology"
        drawn = room_timeline([lane_event(row) for row in rows], {str(row.id) for row in told})
        by_key = {str(row.id): row for row in told}
        lines = tuple(f"{n}  {_room_line(by_key[e.key])}" for n, e in enumerate(drawn.numbered, 1))
        page = self.room_page(title, lines)
        return replace(page, drawing=drawn.drawing, key=_ROOM_KEY if rows else "")


def lane_event(row: EventRow) -> LaneEvent:
    """A row as the swim lanes take it."""
    return LaneEvent(row.id, row.on, row.agency, row.kind, row.text, row.is_turning_point, bool(row.others))


def _room_line(row: EventRow) -> str:
    """The whole text: the room view shortens what it has no room for."""
    return f"{short_day_words(row.on)}  ·  {row.agency}  ·  {' '.join(row.text.split())}"
