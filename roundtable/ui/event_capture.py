"""Adding an event in seconds: in the vault as soon as it has a date and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.chronology import add_event, amend_event
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.draft import DraftPlace
from roundtable.domain.ids import AgencyId, EventId
from roundtable.ui import draft_parts
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import Part
from roundtable.ui.enter_adds import DoublePress, is_plain_enter, or_press_enter
from roundtable.ui.odd_date import OddDate
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.date_field import DateField
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.text_editor import SAVE_AFTER_MS, PlainTextEditor

NEW = EventId("")


@dataclass
class _Draft:
    """The event in the form; the id comes with the first save (set by the worker, in order)."""

    id: EventId = NEW
    turns: bool | None = None
    """What was said here on whether it is a turning point; it may also be marked in the list."""


class EventCapture(Card):
    """Date, agency, kind, text, turning point or not, Enter."""

    done = Signal(str)
    """The id of the event that is complete."""
    edited = Signal()
    """Words or date were typed, or the form was emptied."""

    def __init__(self, screen: StepScreen[Any]) -> None:
        super().__init__(screen.theme, "Add an event")
        self._screen = screen
        self._draft, self._twice = _Draft(), DoublePress()
        theme = screen.theme
        self.date = DateField(theme, "the date of the event", like="9 4 2024")
        self.agency = Select(theme, "Agency")
        self.kind = Select(theme, "Kind of event", [(k.value, k.value.capitalize()) for k in EventKind])
        self.text = PlainTextEditor(theme, "What happened", lines=2)
        self.date_field = Field(theme, "Date", self.date)
        self.text_field = Field(theme, "What happened", self.text, "As the agency tells it. Enter adds it.")
        agency_field, kind_field = Field(theme, "Agency", self.agency), Field(theme, "Kind", self.kind)
        self.add(Reflow(theme, self.date_field, agency_field, kind_field, columns=3, narrowest=270))
        self.odd = OddDate(theme, self.date)
        self.add(self.odd)
        self.add(self.text_field)
        self.turns = CheckTile(theme, "Turning point")
        self.turns.setToolTip("A moment after which things went another way; the report tells it")
        self.add_button = Button(theme, "Add the event", icon="plus", tip="Add the event (Enter)")
        self.add_button.clicked.connect(lambda: self.complete())
        self.close_button = Button(theme, "Close", "link")
        self.file_button = Button(theme, "From a file…", "link", "upload", name="Events from a file")
        self.file_button.setToolTip("Add the events of an agency’s workbook, CSV file or pasted table")
        self.add_row(self.turns, None, self.file_button, or_press_enter(), self.add_button, self.close_button)
        # The record keeps the agency's own words, names among them; the report rewrites them.
        self.saving = screen.autosave(self._take, self.text, names=False)
        self._save_parts_soon()
        self.text.textChanged.connect(self.edited)
        for box in (self.date.day, self.date.month, self.date.year):
            box.textChanged.connect(self.edited)
        for each in (self.text, self.turns):
            each.installEventFilter(self)
        self.waiting = self._keep_waiting(screen)

    def _save_parts_soon(self) -> None:
        """Date, agency, kind and turning point are saved like the words are."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_AFTER_MS)
        self._soon.timeout.connect(self._save_parts)
        self.date.edited.connect(self._soon.start)
        self.agency.changed.connect(lambda _key: self._save_parts())
        self.kind.changed.connect(lambda _key: self._save_parts())
        self.turns.clicked.connect(self._on_turns)

    def _keep_waiting(self, screen: StepScreen[Any]) -> DraftKeeper:
        """Words without a date, or a date without words, are no event yet: they wait in the form."""
        return DraftKeeper(
            screen.context,
            self,
            DraftPlace("event_in_meeting", "", screen.case_id),
            {
                "text": draft_parts.unless(draft_parts.long_text(self.text), self._is_event),
                "date": draft_parts.unless(draft_parts.boxes(self.date), self._is_event),
            },
            {
                "agency": draft_parts.choice(self.agency),
                "kind": draft_parts.choice(self.kind),
                "turns": draft_parts.tick(self.turns),
                "changing": Part(lambda: self._draft.id, self._go_on_changing, ()),
            },
        )

    def _is_event(self) -> bool:
        return self.has_text() and isinstance(self.date.read(), date)

    def _go_on_changing(self, event_id: str) -> None:
        self._draft = _Draft(EventId(event_id))
        self._name_change()

    def set_agencies(self, agencies: Sequence[tuple[AgencyId, str]]) -> None:
        """Who can be chosen."""
        self.agency.set_choices([(str(a), name) for a, name in agencies])
        self.waiting.begin()

    @property
    def event_id(self) -> EventId:
        """The event in the form, empty before its first save."""
        return self._draft.id

    def has_text(self) -> bool:
        """Whether there are words in the form."""
        return bool(self.text.toPlainText().strip())

    def flush(self) -> None:
        """Store an event whose last part, the date, was typed just now."""
        if self._soon.isActive():
            self._save_parts()

    def is_empty(self) -> bool:
        """Whether neither a word nor a part of a date stands in the form."""
        parts = (self.date.day, self.date.month, self.date.year)
        return not (self.has_text() or any(box.text().strip() for box in parts))

    def _empty(self) -> None:
        """Ready for the next one; agency and kind often stay the same."""
        self._draft = _Draft()
        self.text.set_text("")
        self.date.set_date(None)
        self.turns.setChecked(False)
        self.odd.rest()

    def first_control(self) -> QWidget:
        """Where adding begins."""
        return self.date.day

    def edit(self, event: Event) -> None:
        """Take a stored event into the form, as it was written."""
        if not self.finish_current():
            return
        self._go_on_changing(event.id)
        self.date.set_date(event.on)
        self.agency.set_value(event.agency_id)
        self.kind.set_value(event.kind.value)
        self.turns.setChecked(event.is_turning_point)
        self.odd.rest()
        self.text.set_text(event.text)
        self.text.setFocus()

    def _name_change(self) -> None:
        self.heading.setText("Change this event")
        self.add_button.set_label("Keep the changes")

    def complete(self) -> bool:
        """Add (or keep) the event and empty the form; says what is missing."""
        if self._twice.is_second() and self.is_empty():
            return False
        problems: list[tuple[str, Field | QWidget | None]] = []
        if problem := self.date.problem_text():
            problems.append((problem, self.date_field))
        if not self.has_text():
            problems.append(("Enter what happened", self.text_field))
        self._screen.page.errors.show_problems(problems)
        if problems or self.odd.asks() or not self.finish_current():
            return False
        self._twice.added()
        self.date.day.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def finish_current(self) -> bool:
        """Save what is in the form, if anything, and begin anew; False when it could not be stored."""
        self._save_parts()
        self.saving.flush()
        self._screen.context.tasks.drain()
        if self.saving.is_unsaved:
            return False
        made = self._draft.id
        self._empty()
        self.heading.setText("Add an event")
        self.add_button.set_label("Add the event")
        if made:
            self.done.emit(made)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the text, or on the tick after it, completes the event."""
        is_key = event.type() == QEvent.Type.KeyPress
        if is_key and watched in (self.text, self.turns) and is_plain_enter(event):
            self.complete()
            return True
        return super().eventFilter(watched, event)

    # --- saving

    def _on_turns(self) -> None:
        self._draft.turns = self.turns.isChecked()
        self._save_parts()

    def _save_parts(self) -> None:
        self._soon.stop()
        if self._is_event():
            if self.text.is_unsaved():
                self.text.flush()
            else:
                self.saving.save()

    def _take(self) -> Callable[[], Changes]:
        draft, vault, case_id = self._draft, self._screen.context.vault, self._screen.case_id
        on, text = self.date.read(), self.text.toPlainText()
        agency_id, kind = AgencyId(self.agency.value()), EventKind(self.kind.value())
        turns = draft.turns

        def change() -> Changes:
            if not text.strip() or not isinstance(on, date):
                return changed(Topic.CASE)  # not an event yet: kept in the form
            if draft.id:
                return amend_event(
                    vault,
                    case_id,
                    draft.id,
                    on=on,
                    agency_id=agency_id,
                    kind=kind,
                    text=text,
                    is_turning_point=turns,
                )
            made = add_event(
                vault,
                case_id,
                on=on,
                agency_id=agency_id,
                kind=kind,
                text=text,
                is_turning_point=bool(turns),
            )
            draft.id = EventId(made.made)
            return made

        return change
