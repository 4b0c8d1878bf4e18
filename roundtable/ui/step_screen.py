"""The scaffold of every meeting step: rail, context line, private notes, skip, timer, gate, next step.

A step screen overrides `step`, `build()`, `read()` and `show_content()`, and usually `room_state()`:

    class LivedScreen(StepScreen[LivedView]):
        step = Step.LIVED

        def build(self) -> None: ...                      # widgets into self.content
        def read(self) -> LivedView: ...                  # off the UI thread; may raise CaseClosedToRoom
        def show_content(self, view: LivedView) -> None: ...
        def room_state(self) -> RoomState: ...            # plain strings for the projector
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from roundtable.actions.hub import HubView, hub_view
from roundtable.actions.name_hints import NameHint, name_hints
from roundtable.actions.round_tables import go_to
from roundtable.actions.walkthrough import (
    StepNotes,
    finish_step,
    note_privately,
    reopen_step,
    skip_step,
    step_notes,
)
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import CaseClosedToRoom
from roundtable.domain.ids import NO_CASE, NO_QUESTION, CaseId, QuestionId, RoundTableId
from roundtable.domain.meeting_course import spent_on
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import CASE_STEPS, MINUTES, TITLES, Step, StepStatus
from roundtable.ui.closed_page import ClosedPage
from roundtable.ui.context import Context
from roundtable.ui.form_saving import FormSaving, Take
from roundtable.ui.name_watch import NameWatch
from roundtable.ui.place_keeping import PlaceKeeping
from roundtable.ui.rail import following, rail_groups, step_key
from roundtable.ui.room_telling import RoomTelling
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.screen import Screen
from roundtable.ui.step_time import TICK_MS, StepTime
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.text_editor import PlainTextEditor
from roundtable.ui.widgets.timer_chip import TimerChip

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[V]):
    """What one reading brought: the frame always; content and notes, or why they stay closed."""

    hub: HubView
    content: V | None = None
    notes: StepNotes | None = None
    closed: CaseClosedToRoom | None = None


class StepScreen(Screen, Generic[V]):
    """One step of the meeting. `put` fills the page; `autosave` keeps what is typed."""

    step: ClassVar[Step]
    has_notes: ClassVar[bool] = True
    notes_below: ClassVar[bool] = False
    """For pages that need the whole width: the side cards stand below the page, side by side."""
    notes_placed: ClassVar[bool] = False
    """The page itself finds a place for the side cards: `put(self.side_cards)`."""
    fills: ClassVar[bool] = False
    """For pages with a table that takes all the height there is."""
    topics: ClassVar[frozenset[Topic]] = frozenset(Topic) - {Topic.ACTIONS, Topic.CONCERNS, Topic.REPORT}
    """Decisions on names and the audit's own words among them: the room is told in other words then."""

    def __init__(
        self,
        context: Context,
        *,
        round_table_id: RoundTableId,
        case_id: CaseId = NO_CASE,
        question_id: QuestionId = NO_QUESTION,
        since: datetime | None = None,
    ) -> None:
        super().__init__(context, TITLES[self.step], wide=self.notes_below)
        self.table_id, self.case_id, self.question_id = round_table_id, case_id, question_id
        self._time = StepTime(context.clock.now(), since)
        self.hub: HubView | None = None
        self._arrived = False
        self._place = PlaceKeeping(context)
        self._room = RoomTelling(context, self)
        self._autosaves: list[FormSaving] = []
        self.content = QWidget()
        column = QVBoxLayout(self.content)
        self.theme.scale_layout(column, (0, 0, 0, 0), 16)
        self._column = column
        self.closed = ClosedPage(context, round_table_id)
        self._skipped = Callout(self.theme, "", "warn", title="This step was skipped")
        self._take_up = Button(self.theme, "Take this step up again", icon="rotate-ccw")
        self._take_up.clicked.connect(self._reopen)
        self._skipped.add(self._take_up)
        for widget in (self._skipped, self.closed):
            widget.setVisible(False)
            self.add(widget)
        self.add(self.content, 1 if self.fills else 0)
        self.side_cards = QWidget()
        self._side_column: QBoxLayout = (
            QHBoxLayout(self.side_cards) if self.notes_below else QVBoxLayout(self.side_cards)
        )
        self.theme.scale_layout(self._side_column, (0, 0, 0, 0), 16)
        self._build_side()
        self.build()
        self.content.setVisible(False)  # nothing of a case is shown before the gate was asked
        self.set_primary("Save and continue", self.finish)

    # --- what a step overrides

    def build(self) -> None:
        """Make the widgets of the page, empty."""

    def read(self) -> V:
        """The view, off the UI thread; raises a child of CaseClosedToRoom."""
        raise NotImplementedError

    def show_content(self, view: V) -> None:
        """Put the view on the page; called again whenever something changed."""

    def room_state(self) -> RoomState | None:
        """What the projector shows for this step: plain strings by label; None leaves it blank."""
        return None

    def finish(self) -> None:
        """The primary action: the step is completed, on to the next."""
        self.act(
            lambda: finish_step(self.context.vault, self.table_id, self.case_id, self.step),
            lambda _made: self.go_on(),
        )

    # --- for the steps

    def put(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the page, inside the part that the gate closes."""
        if isinstance(item, QLayout):
            self._column.addLayout(item, stretch)
        else:
            self._column.addWidget(item, stretch)

    def put_left(self, widget: QWidget) -> None:
        """Append at its own width: a button."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def put_side(self, widget: QWidget) -> None:
        """Put at the top of the side, over the private notes."""
        self._side_column.insertWidget(0, widget)

    def put_step_button(self, button: Button) -> None:
        """A second-rank action of the step, in the card that also skips it."""
        self._step_card.body.insertWidget(self._step_card.body.indexOf(self.skip_button), button)

    def autosave(self, take: Take, *editors: PlainTextEditor, names: bool = True) -> FormSaving:
        """Keep these editors in the vault; `take` reads them and returns the change.

        With `names`, names in them are underlined while they are typed: texts that feed the report.
        """
        saving = FormSaving(self, take, editors)
        if names and self.case_id:
            saving.watch([NameWatch(self, editor, self._look_for_names) for editor in editors])
        self._autosaves.append(saving)
        return saving

    def _look_for_names(self, text: str) -> tuple[NameHint, ...]:
        return name_hints(self.context.vault, self.case_id, text)

    @property
    def since(self) -> datetime:
        """When the step began, without the time in which nobody was at work."""
        return self._time.since(self.context.clock.now())

    @property
    def case_name(self) -> str:
        """ "Child B", once loaded."""
        return self.hub.case_name(self.case_id) if self.hub else ""

    def go_on(self) -> None:
        """To the step after this one."""
        after = following(self.hub, self.step, self.case_id) if self.hub else None
        if after is None:
            self.context.navigator.go("meeting", round_table_id=self.table_id)
            return
        step, case_id = after
        self.go_to_step(step, case_id)

    def go_to_step(self, step: Step, case_id: CaseId = NO_CASE, **params: object) -> None:
        """Open another step of this round table."""
        if step in CASE_STEPS:
            params["case_id"] = case_id or self.case_id
        self.context.navigator.go(step.value, round_table_id=self.table_id, **params)

    def room_page(self, title: str, lines: tuple[str, ...] = (), step: str = "") -> RoomState:
        """A room state with this step, case and marking filled in."""
        marking = self.hub.marking if self.hub else ""
        return RoomState(step or TITLES[self.step], title, lines, self.case_name, marking)

    def tell_room(self) -> None:
        """Send the projector what it may see of this step now."""
        if self.hub is not None:
            state = None if self.closed.isVisibleTo(self) else self.room_state()
            mine = state and replace(state, case_id=self.case_id, is_behind_gate=self.step is not Step.SIGN)
            self._room.tell(self.hub.audit.id, mine)

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: the room sees this window, so the private notes go."""
        if self.has_notes:
            self._notes_card.setVisible(not hidden)

    # --- loading

    def load(self) -> None:
        """Read the frame and the content, or why the content stays closed."""
        self.context.tasks.run(self._read, self, self._show, self.show_error)

    def _read(self) -> _Loaded[V]:
        vault = self.context.vault
        try:
            content = self.read()
            notes = step_notes(vault, self.table_id, self.case_id, self.step) if self.case_id else None
        except CaseClosedToRoom as closed:
            return _Loaded(hub_view(vault, self.table_id), closed=closed)
        return _Loaded(hub_view(vault, self.table_id), content, notes)

    def _show(self, loaded: _Loaded[V]) -> None:
        self.hub = loaded.hub
        self._show_frame(loaded.hub)
        if loaded.closed is not None and not self.closed.isVisibleTo(self):
            # Hiding what holds the focus would throw it to the rail.
            self.closed.setVisible(True)
            self.closed.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.setVisible(loaded.closed is not None)
        self.content.setVisible(loaded.closed is None)
        self.side_cards.setVisible(loaded.closed is None and bool(self.case_id))
        self.footer.primary.setEnabled(loaded.closed is None)
        if loaded.closed is not None:
            self._skipped.setVisible(False)
            self.closed.explain_to(loaded.closed, loaded.hub, self.case_id)
        elif loaded.content is not None:
            self._show_notes(loaded.notes)
            self.hide_private(self.context.room.is_mirrored())
            self.show_content(loaded.content)
            self._arrive(loaded.hub)
            self._keep_place(loaded.hub)
        self.tell_room()
        self.on_content()

    def _show_frame(self, hub: HubView) -> None:
        frame = self.context.frame
        frame.set_rail(rail_groups(hub, self.case_id), step_key(self.step, self.table_id, self.case_id))
        cases = [c for c, _name in hub.case_names]
        if self.case_id in cases:
            frame.set_place(f"{StepScreen.page_eyebrow(self)}  ·  {hub.audit.title}")
        else:
            frame.set_place(hub.audit.title)
        self.set_title(self.page_title(), self.page_subtitle(), self.page_eyebrow())

    def page_title(self) -> str:
        """What the page is for; may name the case by label once it is loaded."""
        return TITLES[self.step]

    def page_eyebrow(self) -> str:
        """The small line over the title: which case."""
        cases = [c for c, _name in self.hub.case_names] if self.hub else []
        if self.case_id not in cases:
            return ""
        return f"Case {cases.index(self.case_id) + 1} of {len(cases)}  ·  {self.case_name}"

    def page_subtitle(self) -> str:
        """One line under the title that says what to do here."""
        return ""

    def _arrive(self, hub: HubView) -> None:
        """Remember the position, once: the next start comes back to it."""
        now = self.context.clock.now()
        self._time.add_earlier(spent_on(hub.table.course, self.step, self.case_id, now))
        self._tick()
        if self._arrived or hub.table.state is MeetingState.PLANNED or self.context.vault.is_read_only:
            return
        self._arrived = True
        self.context.tasks.run(
            lambda: go_to(self.context.vault, self.table_id, self.step, self.case_id, self.question_id),
            self.context.hub,
            self.context.hub.announce,
        )

    def _keep_place(self, hub: HubView) -> None:
        """Before the meeting, and on the sign-off page, the meeting has no position: the audit keeps it."""
        state = hub.table.state
        if state is not MeetingState.OPEN and (state is MeetingState.PLANNED or self.step is Step.SIGN):
            place = Bookmark(Page.STEP, case_id=self.case_id, round_table_id=self.table_id, step=self.step)
            self._place.stand_at(hub.audit.id, place)

    # --- leaving

    def flush(self) -> None:
        """Hand over everything typed, a failed save among it."""
        super().flush()
        for saving in self._autosaves:
            saving.flush()

    # --- the side

    def _build_side(self) -> None:
        self._notes_card, self._notes_saving = self._make_notes()
        self._step_card = self._make_step_card()
        for card in (self._notes_card, self._step_card):
            self._side_column.addWidget(card, 1)
        self._notes_card.setVisible(self.has_notes)
        self.side_cards.setVisible(False)
        if self.step not in CASE_STEPS:
            return
        if self.notes_placed:
            return
        if self.notes_below:
            self.add(self.side_cards)
        else:
            self.add_side(self.side_cards)

    def _make_notes(self) -> tuple[Card, FormSaving]:
        card = Card(
            self.theme,
            "Your notes",
            "Only you see this. Never in the room view or the report.",
            icon="eye-off",
            narrow=True,
        )
        self.private = PlainTextEditor(self.theme, "Your private notes", lines=3)
        card.add(self.private, 1)
        saving = self.autosave(self._private_note, self.private, names=False)
        return card, saving

    def _private_note(self) -> Callable[[], Changes]:
        text = self.private.toPlainText()
        return lambda: note_privately(self.context.vault, self.table_id, self.case_id, self.step, text)

    def _make_step_card(self) -> Card:
        card = Card(self.theme, "This step", narrow=True)
        self.timer = TimerChip(self.theme)
        self._advice = Text("The agenda’s advice, not a limit.", "small", "ink2")
        card.add_row(self.timer, None)
        card.add(self._advice)
        self.skip_button = Button(self.theme, "Skip this step…", icon="skip-forward")
        self.skip_button.clicked.connect(self._skip)
        card.add(self.skip_button)
        card.body.addStretch(1)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._tick()
        return card

    def _tick(self) -> None:
        self.timer.show_minutes(self._time.tick(self.context.clock.now()), MINUTES.get(self.step, 0))

    def _show_notes(self, notes: StepNotes | None) -> None:
        skipped = notes is not None and notes.state.status is StepStatus.SKIPPED
        self._skipped.setVisible(skipped)
        self.skip_button.setVisible(not skipped)
        if notes is None:
            return
        self._skipped.message.setText(f"The report will give this reason: {notes.state.reason}")
        self._notes_saving.show(lambda: self.private.set_text(notes.private_note))

    # --- skipping

    def _skip(self) -> None:
        reason = self.context.prompts.ask(
            f"Skip “{TITLES[self.step]}”?",
            "You can come back to it. The report lists the step as skipped, with your reason.",
            "Why is it skipped?",
            "Skip this step",
            check=lambda text: "" if text.strip() else "Enter why this step is skipped",
        )
        if reason is None:
            return
        self.flush()
        self.act(
            lambda: skip_step(self.context.vault, self.table_id, self.case_id, self.step, reason),
            lambda _made: self.go_on(),
        )

    def _reopen(self) -> None:
        self.act(lambda: reopen_step(self.context.vault, self.table_id, self.case_id, self.step))
