"""The round table itself: planning it, opening it, keeping an eye on it, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from roundtable.actions.curtain import set_pin
from roundtable.actions.hub import HubView, hub_view
from roundtable.actions.meeting import MeetingView, meeting_view
from roundtable.actions.round_tables import (
    MeetingDetails,
    close_round_table,
    edit_round_table,
    open_round_table,
    pause_round_table,
)
from roundtable.actions.signoff import change_statement
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import AttendeeId, CaseId, RoundTableId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.wording import day_words
from roundtable.ui.context import Context
from roundtable.ui.door import VaultCare
from roundtable.ui.error_texts import explain
from roundtable.ui.meeting.closing_card import ClosingCard
from roundtable.ui.meeting.concern_list import ConcernList
from roundtable.ui.meeting.details_form import DetailsForm
from roundtable.ui.meeting.guest_list import GuestList
from roundtable.ui.meeting.list_changes import ListChanges
from roundtable.ui.meeting.meeting_drafts import keep_meeting
from roundtable.ui.meeting.meeting_side import MeetingSide
from roundtable.ui.meeting.nobody_listed import open_with_nobody
from roundtable.ui.meeting.onward import first_open_step, next_place, onward_words
from roundtable.ui.meeting.order_changes import OrderChanges
from roundtable.ui.meeting.overview import Overview
from roundtable.ui.meeting.papers import MeetingPapers
from roundtable.ui.meeting.pin_card import PinCard
from roundtable.ui.meeting.room_words import agenda_state
from roundtable.ui.meeting.running_order import RunningOrder
from roundtable.ui.meeting.statement_editor import StatementEditor
from roundtable.ui.place_keeping import PlaceKeeping
from roundtable.ui.rail import rail_groups
from roundtable.ui.room_telling import RoomTelling
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Card
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.stack import Stack

_TITLES = {
    MeetingState.PLANNED: "Plan the round table",
    MeetingState.PAUSED: "The round table is paused",
    MeetingState.OPEN: "The round table is open",
    MeetingState.CLOSED: "The round table is closed",
}
_ALONE = (MeetingState.PLANNED, MeetingState.PAUSED)
_TICK_MS = 30_000


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """What the page shows."""

    hub: HubView
    view: MeetingView


class MeetingScreen(Screen):
    """`section`: the tab to begin with, or "closing". By default details while planning, then overview."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic) - {Topic.ANONYMISATION, Topic.REPORT}
    help_key: ClassVar[str] = "meeting"

    def __init__(self, context: Context, *, round_table_id: RoundTableId, section: str = "") -> None:
        super().__init__(context, "Round table")
        self.table_id = RoundTableId(round_table_id)
        self._is_closing = section == "closing"
        self._section = "" if self._is_closing else section
        self._page: MeetingPage | None = None
        self._place, self._room = PlaceKeeping(context), RoomTelling(context, self)
        self._build_parts()
        self.tabs = SectionTabs(
            self.theme,
            "Parts of the round table",
            (
                ("overview", "Overview", self._now),
                ("details", "Details", self.details),
                ("people", "People", self.guests),
                ("order", "Running order", self.order),
                ("statement", "Statement", self.statement),
            ),
        )
        self.add(self.closing)
        self.add(self.tabs)
        self.add_side(Stack(self.theme, self.pin, self.side))
        for widget in (self.closing, self.tabs, self.pin, self.side):
            widget.setVisible(False)
        self._wire()

    def _build_parts(self) -> None:
        theme = self.theme
        self.overview = Overview(theme)
        self._concerns_card = Card(theme, "Urgent concerns", icon="siren")
        self.concerns = ConcernList(self, self.table_id)
        self._concerns_card.add(self.concerns)
        self._now = Stack(theme, self._concerns_card, self.overview)
        self.details = DetailsForm(theme)
        self.guests = GuestList(theme)
        self.order = RunningOrder(theme)
        self.statement = StatementEditor(theme)
        self.closing = ClosingCard(self, self.table_id)
        self.pin = PinCard(theme)
        self.side = MeetingSide(theme)
        self._drafts = keep_meeting(
            self.context, self.table_id, self.guests.form, self.details, self.statement
        )

    def _wire(self) -> None:
        self.tabs.changed.connect(self._keep_place)
        self.details.filled.connect(self._store_details)
        self.pin.entered.connect(self.do_primary)
        self._list = ListChanges(self, self.table_id, self.guests.form)
        self.guests.invited.connect(self._list.invite)
        self.guests.all_invited.connect(self._list.invite_all)
        self.guests.added.connect(self._list.add)
        self.guests.removed.connect(lambda person: self._remove_person(AttendeeId(person)))
        self._papers = MeetingPapers(self, self.table_id)
        self._order_changes = OrderChanges(self, self.table_id, self.order)
        self.statement.changed.connect(self._change_statement)
        self.overview.section_asked.connect(self._show_section)
        self.overview.case_opened.connect(lambda case: self._open_case(CaseId(case)))
        self.overview.reopened.connect(self._open)
        self.overview.continued.connect(self._plan_next)
        self.overview.record_asked.connect(self._papers.save_record)
        self.overview.papers_asked.connect(self._go_to_papers)
        for part in (self.overview, self.side):
            part.signing_asked.connect(lambda: self._go("sign"))
        self.side.paused.connect(self._pause)
        self.side.closing.connect(self._begin_closing)
        self.closing.kept_open.connect(self._keep_open)
        for concerns in (self.concerns, self.closing.concerns):
            concerns.slip_asked.connect(self._papers.save_slip)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        for shown in (self.side.tick, self.order.tick):
            self._clock.timeout.connect(lambda tick=shown: tick(self.context.clock.now()))
        self._clock.start()

    def first_focus(self) -> QWidget | None:
        """The closing note, or the chosen tab."""
        if self.closing.isVisibleTo(self):
            return self.closing.note_editor
        return self.tabs.tab(self.tabs.shown()) if self.tabs.isVisibleTo(self) else None

    # --- showing

    def load(self) -> None:
        """Read the round table."""
        vault, table = self.context.vault, self.table_id
        self.view(lambda: MeetingPage(hub_view(vault, table), meeting_view(vault, table)), self._show)

    def _show(self, page: MeetingPage) -> None:
        first = self._page is None
        self._page = page
        hub, view = page.hub, page.view
        state = hub.table.state
        self._is_closing = self._is_closing and state is MeetingState.OPEN
        self.set_title(_TITLES[state], "", f"{hub.audit.title}  ·  {day_words(hub.table.held_on)}")
        self.context.frame.set_place(hub.audit.title)
        self.context.frame.set_rail(rail_groups(hub), "")
        self._room.tell(hub.audit.id, agenda_state(hub) if state is MeetingState.OPEN else None)
        self.overview.show_page(hub, view)
        self._papers.know(hub.audit.reference)
        self.details.show_table(hub.table)
        self.guests.show_view(hub, view)
        self.order.show_hub(hub, self.context.clock.now())
        self._order_changes.know(hub.table.agenda)
        self.statement.show_hub(hub)
        for draft in self._drafts:
            draft.begin()
        self.closing.show_page(hub, view)
        self._concerns_card.setVisible(bool(view.concerns))
        private = state is not MeetingState.OPEN or hub.is_content_open
        self.concerns.show_concerns(view.concerns, with_text=private)
        self.tabs.tab("people").set_words(f"People ({len(hub.attendees)})")
        self._show_state(state)
        if first:
            planned = state is MeetingState.PLANNED
            self._show_section(self._section or ("details" if planned else "overview"))
            self.focus_inside()

    def _show_state(self, state: MeetingState) -> None:
        assert self._page is not None  # noqa: S101 - called with a page
        is_open = state is MeetingState.OPEN
        alone = state in _ALONE
        self.pin.show_state(bool(self._page.hub.table.curtain_pin))
        self.pin.setVisible(alone)
        self.side.setVisible(is_open)
        if is_open:
            self.side.show_hub(self._page.hub, self.context.clock.now())
        focused = QApplication.focusWidget()
        was_closing = focused is not None and self.closing.isAncestorOf(focused)
        self.tabs.setVisible(not self._is_closing)
        if was_closing and not self._is_closing:
            # Hidden, it would throw the focus to the rail, where Enter starts something else.
            self.tabs.tab(self.tabs.shown()).setFocus(Qt.FocusReason.OtherFocusReason)
        self.closing.setVisible(self._is_closing)
        side = self.page.side()
        if side is not None:
            side.setVisible((alone or is_open) and not self._is_closing)
        self._name_primary(self._page.hub)

    def _show_section(self, section: str) -> None:
        self.tabs.show_section(section)
        self.page.verticalScrollBar().setValue(0)

    def _keep_place(self, section: str) -> None:
        """While preparing, the next start comes back to this part; a meeting has a position of its own."""
        if self._page is None or self._page.hub.table.state not in _ALONE:
            return
        place = Bookmark(Page.MEETING, section, round_table_id=self.table_id)
        self._place.stand_at(self._page.hub.audit.id, place)

    def _name_primary(self, hub: HubView) -> None:
        state = hub.table.state
        if self._is_closing:
            self.set_primary("Close the round table", self._close, icon="check")
        elif state is MeetingState.CLOSED:
            self.set_primary("Check for names", lambda: self._go("check"))
        elif state is MeetingState.OPEN:
            self.set_primary(onward_words(hub), self._go_on)
        else:
            words = "Reopen" if state is MeetingState.PAUSED else "Open"
            self.set_primary(f"{words} the round table", self._open, icon="play")

    # --- going on

    def _go(self, key: str, **params: object) -> None:
        self.context.navigator.go(key, round_table_id=self.table_id, **params)

    def _go_to_papers(self) -> None:
        if self._page is not None:
            self.context.navigator.go("papers", audit_id=self._page.hub.audit.id)

    def _go_on(self) -> None:
        if self._page is None:
            return
        step, case_id = next_place(self._page.hub)
        if case_id:
            self._go(step.value, case_id=case_id)
        else:
            self._go(step.value)

    def _open_case(self, case_id: CaseId) -> None:
        if self._page is not None:
            self._go(first_open_step(self._page.hub, case_id).value, case_id=case_id)

    # --- opening, pausing, closing

    def _open(self) -> None:
        problems: list[tuple[str, QWidget | None]] = list(self.pin.problems())
        if self.details.problem():
            problems.append((self.details.problem(), self.details.day_field))
            self._show_section("details")
        self.page.errors.show_problems(problems)
        if problems:
            return
        if self._asks_for_people():
            return
        vault, table, pin = self.context.vault, self.table_id, self.pin.typed()

        def work() -> Changes:
            if pin:
                set_pin(vault, table, pin)
            return open_round_table(vault, table)

        self.act(work, self._opened)

    def _asks_for_people(self) -> bool:
        """Nobody is listed before the first opening. True when people are added first."""
        hub = self._page.hub if self._page else None
        if hub is None or hub.attendees or hub.table.state is not MeetingState.PLANNED:
            return False
        chosen = open_with_nobody(self.context.prompts)
        if chosen == "people":
            self._show_section("people")
            self.tabs.tab("people").setFocus()
        return chosen != "open"

    def _opened(self, _made: Changes) -> None:
        self.pin.clear_answers()
        self._go("sign")

    def _pause(self) -> None:
        if self.context.prompts.confirm(
            "Pause the round table?",
            "You go back to preparation, alone with the vault: turn the screen away from the room. "
            "The signatures stay.",
            "Pause it",
        ):
            self.act(partial(pause_round_table, self.context.vault, self.table_id))

    def _begin_closing(self) -> None:
        self.flush()
        self._is_closing = True
        self.closing.seen.setChecked(False)
        self.load()
        self.page.verticalScrollBar().setValue(0)
        self.closing.note_editor.setFocus()

    def _keep_open(self) -> None:
        self._is_closing = False
        self.page.errors.clear()
        self.load()
        self.focus_inside()

    def _close(self) -> None:
        if self._page is None:
            return
        problems = self.closing.problems(self._page.hub)
        self.page.errors.show_problems(problems)
        if problems:
            return
        note, seen = self.closing.note(), self.closing.seen.isChecked()
        vault, table = self.context.vault, self.table_id
        self.act(
            lambda: close_round_table(vault, table, note=note, concerns_seen=seen), lambda _m: self._closed()
        )

    def _plan_next(self) -> None:
        if self._page is not None:
            table, today = self._page.hub.table, self.context.clock.now().date()
            like = MeetingDetails(
                today,
                table.starts_at,
                table.venue,
                table.facilitator,
                table.minute_taker,
                table.names_in_room,
            )
            self._order_changes.plan_next(table.audit_id, like)

    def _closed(self) -> None:
        self.closing.stored()
        self._show_section("overview")
        vault, frame = self.context.vault, self.context.frame
        if isinstance(vault, VaultCare):
            self.context.tasks.run(
                vault.back_up,
                self.context.hub,
                lambda _made: frame.toast("The round table is closed and a backup is made"),
                lambda error: frame.show_banner(
                    "backup", "warn", f"No backup was made: {explain(error).title}. {explain(error).advice}"
                ),
            )

    # --- storing

    def flush(self) -> None:
        """Save what is being typed."""
        super().flush()
        self.details.flush()

    def leave(self) -> bool:
        """A statement that is being written waits in its form; whoever leaves is told so."""
        if not super().leave():
            return False
        if self.statement.is_editing and self.isVisible():
            self.context.frame.toast("The new text of the statement is kept, and not in force yet.")
        return True

    def _store_details(self, details: MeetingDetails) -> None:
        vault, table = self.context.vault, self.table_id
        change = partial(edit_round_table, vault, table, details)
        self.act(change, lambda _made: self.details.autosave.done(), self._details_not_stored)

    def _details_not_stored(self, error: RoundtableError) -> None:
        self.details.autosave.failed()
        self.show_error(error)

    def _change_statement(self, title: str, clauses: tuple[str, ...]) -> None:
        vault, table = self.context.vault, self.table_id
        self.act(
            lambda: change_statement(vault, table, title, clauses), lambda _made: self.statement.stored()
        )

    def _remove_person(self, person: AttendeeId) -> None:
        if self._page is not None:
            self._list.remove(self._page.hub.table.attendee(person))
