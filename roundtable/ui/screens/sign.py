"""Signing in: who is here, who has signed, who stays out of which case; then the first case may open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final, TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.actions.meeting import Invitable, MeetingView, meeting_view
from roundtable.actions.signoff import (
    edit_attendee,
    record_arrival,
    record_departure,
    record_recused_back,
    record_recused_left,
    sign_statement,
    void_signature,
)
from roundtable.domain.changes import Changes
from roundtable.domain.ids import NO_CASE, AttendeeId, CaseId
from roundtable.domain.round_table import Capacity, MeetingState
from roundtable.domain.signoff import Declaration, Method, Signature
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import isolated, shortened
from roundtable.ui.context import Context
from roundtable.ui.meeting.admission_card import AdmissionCard, Admissions
from roundtable.ui.meeting.answers_draft import keep_receipt, receipt_place
from roundtable.ui.meeting.attendance import deeds
from roundtable.ui.meeting.attendee_list import AttendeeList
from roundtable.ui.meeting.guest_list import ADD_ALL
from roundtable.ui.meeting.list_changes import ListChanges
from roundtable.ui.meeting.meeting_drafts import keep_attendee
from roundtable.ui.meeting.next_person import waiting
from roundtable.ui.meeting.onward import next_place, onward_words
from roundtable.ui.meeting.person_form import PersonForm
from roundtable.ui.meeting.receipt_card import ReceiptCard
from roundtable.ui.meeting.recusal_list import RecusalList
from roundtable.ui.meeting.room_words import signed_words, signing_state
from roundtable.ui.prompts import Choice
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets import Button, Callout, Card, EmptyState, Text
from roundtable.ui.widgets.row import Row

_SIGN_LATER: Final = (
    "The statements of remote attendees can be recorded now. Everybody else signs once it is {open}."
)
_NOT_OPEN: Final = {
    MeetingState.PLANNED: _SIGN_LATER.format(open="open"),
    MeetingState.OPEN: "",
    MeetingState.PAUSED: _SIGN_LATER.format(open="open again"),
    MeetingState.CLOSED: "It is closed. Who signed, and when, is kept on its sign-off record.",
}


class SignScreen(StepScreen[MeetingView]):
    """The one page of the walkthrough that is open before the gate is: it holds no case content."""

    step: ClassVar[Step] = Step.SIGN
    has_notes: ClassVar[bool] = False
    help_key: ClassVar[str] = "sign"

    def __init__(self, context: Context, *, to_leave: CaseId = NO_CASE, **about: Any) -> None:
        """`to_leave`: a case that waits for somebody to be recorded out of the room."""
        self._to_leave = to_leave
        super().__init__(context, **about)

    def build(self) -> None:
        """List, receipts, recusals, and a form for whoever is not on the list."""
        self.not_open = Callout(
            self.theme,
            "",
            "info",
            title="The round table is not open",
        )
        to_meeting = Button(self.theme, "Go to the round table", icon="arrow-right")
        to_meeting.clicked.connect(self._to_meeting)
        self.not_open.add(to_meeting)
        self.card = Card(self.theme)
        self.count = Text("", "h1")
        self.still = Text("", "body", "ink2")
        statement = Button(self.theme, "Read or change the statement", "link", "file-text")
        statement.clicked.connect(
            lambda: self.context.navigator.go("meeting", round_table_id=self.table_id, section="statement")
        )
        self.card.add(Row(self.theme, self.count, statement))
        self.card.add(self.still)
        self.people = AttendeeList(self.theme)
        self.people.asked.connect(lambda person, deed: self._do(AttendeeId(person), deed))
        self.card.add(self.people)
        self._build_beginning()
        self._build_receipt()
        self.recusals = RecusalList(self.theme)
        self.recusals.left.connect(self._recused_left)
        self.recusals.back.connect(self._recused_back)
        # The list over it finds its height step by step: each time the page grows, it is looked for anew.
        self.page.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._show_who_leaves())
        self.admission = AdmissionCard(self.theme)
        self._admissions = Admissions(self, self.table_id, self.admission)
        self.form.added.connect(self._list.add)
        self.draft = keep_attendee(self.context, self.table_id, self.form)
        for hidden in (self.receipt, self.recusals, self.admission, self.not_open, self.empty):
            hidden.setVisible(False)
        for widget in (
            self.not_open,
            self.receipt,
            self.empty,
            self.card,
            self.recusals,
            self.admission,
            self.form,
        ):
            self.put(widget)

    def _build_receipt(self) -> None:
        self._receipt_of: AttendeeId | None = None
        self._receipt_text = ""  # hash of the statement that the paper was compared with
        self.receipt = ReceiptCard(self.theme)
        self.receipt.recorded.connect(self._record_receipt)
        self.receipt.cancelled.connect(self._close_receipt)
        self.receipt_draft = keep_receipt(self.context, self.receipt)

    def _build_beginning(self) -> None:
        self.form = PersonForm(self.theme)
        self._list = ListChanges(self, self.table_id, self.form)
        self._asked: tuple[Invitable, ...] = ()
        self.invite_all = Button(self.theme, ADD_ALL, icon="users")
        self.invite_all.clicked.connect(lambda: self._list.invite_all(self._asked))
        self.empty = EmptyState(
            self.theme,
            "users",
            "Nobody is on the list",
            "Add everybody who is expected, below.",
            self.invite_all,
        )

    def page_title(self) -> str:
        """What to do here."""
        return "Everybody signs, then the cases open"

    def first_focus(self) -> QWidget | None:
        """Whoever has to leave for the case one came from; else handing over, or going on."""
        undecided = self.admission.first_of(self.hub.table) if self._decides_next(self.hub) else None
        return self.recusals.to_leave(self._to_leave) or undecided or self.footer.primary

    def read(self) -> MeetingView:
        """Agencies for the form; needs no gate."""
        return meeting_view(self.context.vault, self.table_id)

    def show_content(self, view: MeetingView) -> None:
        """The list as it stands."""
        hub = self.hub
        assert hub is not None  # noqa: S101 - shown before the content
        is_open = hub.table.state is MeetingState.OPEN
        self.not_open.setVisible(not is_open)
        self.not_open.message.setText(_NOT_OPEN[hub.table.state])
        self.form.set_agencies(view.agencies)
        self.draft.begin()
        self.people.show_hub(hub)
        self.recusals.show_hub(hub)
        self.admission.show_table(hub.table)
        self.card.setVisible(bool(hub.attendees))
        self.empty.setVisible(not hub.attendees)
        self._asked = view.asked
        self.invite_all.setVisible(bool(view.asked))
        self.count.setText(signed_words(hub))
        self.still.setText(_still(hub))
        self.still.setVisible(bool(self.still.text()))
        self._name_primary(hub)
        self._point_at_who_leaves()

    def _point_at_who_leaves(self) -> None:
        """Until nobody is in the way of the case; then on to it."""
        if not self._to_leave:
            return
        waiting = self.recusals.to_leave(self._to_leave)
        if waiting is None:
            self._to_leave = NO_CASE
        target = waiting or self.footer.primary
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_who_leaves()

    def _show_who_leaves(self) -> None:
        waiting = self.recusals.to_leave(self._to_leave)
        if waiting is not None and waiting.hasFocus():
            self.page.ensureWidgetVisible(waiting, 0, self.theme.px(48))

    def room_state(self) -> RoomState | None:
        """The statement and a count."""
        return signing_state(self.hub) if self.hub else None

    def _arrive(self, hub: HubView) -> None:
        """Coming back here in the middle of a case does not take the meeting back to its beginning."""

    # --- the primary action

    def _name_primary(self, hub: HubView) -> None:
        label, icon = "Go to the round table", "arrow-right"
        if hub.table.state is MeetingState.OPEN:
            if hub.here and hub.is_content_open:
                label = onward_words(hub)
            else:
                following = waiting(hub)
                if self._decides_next(hub):
                    who = isolated(shortened(hub.table.undecided[0].name, 32))
                    self.set_primary(f"Decide about {who}", self.finish, icon="user-check")
                    return
                label = (
                    f"Hand over to {isolated(shortened(following[0].name, 32))}"
                    if following
                    else "Add who is here"
                )
                icon = "pen-line" if following else "user-plus"
        self.set_primary(label, self.finish, icon=icon)

    def finish(self) -> None:
        """Hand over to the next person, or go on to the cases."""
        hub = self.hub
        if hub is None:
            return
        if hub.table.state is not MeetingState.OPEN:
            self._to_meeting()
        elif hub.here and hub.is_content_open:
            step, case_id = next_place(hub)
            self.go_to_step(step, case_id)
        elif self._decides_next(hub):
            self._point_at_undecided(hub)
        elif following := waiting(hub):
            self._hand_over(following[0].id)
        else:
            self.form.name.setFocus()

    @staticmethod
    def _decides_next(hub: HubView | None) -> TypeGuard[HubView]:
        """Everybody who is here has signed; what is left is whether one of them may stay."""
        return hub is not None and not hub.table.unsigned and bool(hub.table.undecided)

    def _point_at_undecided(self, hub: HubView) -> None:
        button = self.admission.first_of(hub.table)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.ensureWidgetVisible(button, 0, self.theme.px(48))

    def _to_meeting(self) -> None:
        self.context.navigator.go("meeting", round_table_id=self.table_id)

    # --- what is done with an attendee

    def _do(self, person: AttendeeId, deed: str) -> None:
        vault, table = self.context.vault, self.table_id
        changes: dict[str, Callable[[], Changes]] = {
            "arrived": lambda: record_arrival(vault, table, person),
            "left": lambda: record_departure(vault, table, person),
        }
        others: dict[str, Callable[[], None]] = {
            "more": lambda: self._more(person),
            "hand_over": lambda: self._hand_over(person),
            "received": lambda: self._open_receipt(person, Method.RECEIVED),
            "paper": lambda: self._open_receipt(person, Method.PAPER),
            "void": lambda: self._void(person),
            "remove": lambda: self._remove(person),
            "decide": lambda: self._decide(person),
            "present": lambda: self._attends(person, Capacity.PRESENT),
            "remote": lambda: self._attends(person, Capacity.REMOTE),
            "observer": lambda: self._attends(person, Capacity.OBSERVER),
        }
        if deed in changes:
            self.act(changes[deed])
        else:
            others[deed]()

    def _remove(self, person: AttendeeId) -> None:
        if self.hub is not None:
            self._list.remove(self.hub.table.attendee(person))

    def _decide(self, person: AttendeeId) -> None:
        if self.hub is not None:
            self._admissions.decide_again(self.hub.table.attendee(person))

    def _more(self, person: AttendeeId) -> None:
        row = self._row(person)
        if row is None or self.hub is None:
            return
        _first, rest = deeds(self.hub, row)
        choices = [Choice(deed.key, deed.words, deed.hint) for deed in rest]
        chosen = self.context.prompts.choose(row.name, row.agency, choices)
        if chosen is not None:
            self._do(person, chosen)

    def _hand_over(self, person: AttendeeId) -> None:
        self.context.navigator.go("hand_over", round_table_id=self.table_id, attendee_id=person)

    def _void(self, person: AttendeeId) -> None:
        row = self._row(person)
        reason = self.context.prompts.ask(
            f"Void the signature of {row.name if row else 'this person'}?",
            "It stays on the record as void, with your reason. The cases close until they have signed again.",
            "Why does it no longer count?",
            "Void the signature",
            check=lambda text: "" if text.strip() else "Enter why the signature no longer counts",
        )
        if reason is not None:
            self.act(lambda: void_signature(self.context.vault, self.table_id, person, reason))

    def _attends(self, person: AttendeeId, capacity: Capacity) -> None:
        row = self._row(person)
        role = row.role if row else ""
        self.act(
            lambda: edit_attendee(self.context.vault, self.table_id, person, role=role, capacity=capacity)
        )

    def _row(self, person: AttendeeId) -> AttendeeRow | None:
        attendees = self.hub.attendees if self.hub else ()
        return next((a for a in attendees if a.id == person), None)

    # --- paper and receipts

    def _open_receipt(self, person: AttendeeId, method: Method) -> None:
        row = self._row(person)
        if row is None or self.hub is None:
            return
        self._receipt_of = person
        statement = self.hub.table.sheet.statement
        self._receipt_text = statement.sha256
        self.receipt_draft.turn_to(None)
        self.receipt.ask_about(row, method, statement.version, self.hub.case_names)
        self.receipt_draft.turn_to(receipt_place(self.table_id, person))
        self.page.verticalScrollBar().setValue(0)

    def _close_receipt(self) -> None:
        self.receipt.clear_answers()
        self.receipt_draft.flush()
        self.receipt.setVisible(False)

    def _record_receipt(self, declarations: tuple[Declaration, ...]) -> None:
        person, hub = self._receipt_of, self.hub
        if person is None or hub is None:
            return
        problems = self.receipt.problems()
        self.page.errors.show_problems(problems)
        if problems:
            return
        method, shown = self.receipt.method, self._receipt_text
        self.act(
            lambda: sign_statement(
                self.context.vault,
                self.table_id,
                person,
                shown_sha256=shown,
                signature=Signature(method),
                declarations=declarations,
            ),
            lambda _made: self._close_receipt(),
        )

    # --- recusals

    def _recused_left(self, person: str, case: str) -> None:
        vault, table = self.context.vault, self.table_id
        self._to_leave = CaseId(case)  # others may have to leave for it too
        self.act(lambda: record_recused_left(vault, table, AttendeeId(person), CaseId(case)))

    def _recused_back(self, person: str, case: str) -> None:
        vault, table = self.context.vault, self.table_id
        self.act(lambda: record_recused_back(vault, table, AttendeeId(person), CaseId(case)))


def _still(hub: HubView) -> str:
    unsigned = [isolated(a.name) for a in hub.attendees if a.is_here and not a.has_signed]
    expected = len([a for a in waiting(hub) if not a.is_here])
    parts = [f"Still to sign: {', '.join(unsigned)}."] if unsigned else []
    if expected:
        parts.append(f"Not here yet: {expected}.")
    undecided = sum(a.awaits_decision for a in hub.table.attendees)
    if undecided:
        parts.append(f"Accreditation to decide: {undecided}.")
    return " ".join(parts)
