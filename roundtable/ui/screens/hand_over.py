"""The device in an attendee's hands: the statement, interests, a signature, and no way to anything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roundtable.actions.curtain import curtain_view, lift_curtain
from roundtable.actions.hub import HubView, hub_view
from roundtable.actions.signoff import SigningView, refuse_statement, sign_statement, signing_view
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import RoundtableError, TooManyTries, WrongPassphrase, WrongPin
from roundtable.domain.ids import AttendeeId, RoundTableId
from roundtable.domain.signing_errors import (
    AlreadySigned,
    SignatureEmpty,
    StatementChanged,
    TypedNameDiffers,
    TypedNameMissing,
)
from roundtable.domain.wording import day_words, isolated
from roundtable.ui.context import Context
from roundtable.ui.error_texts import explain
from roundtable.ui.meeting.answers_draft import answers_place, keep_answers
from roundtable.ui.meeting.interest_form import InterestForm
from roundtable.ui.meeting.leave_card import LeaveCard
from roundtable.ui.meeting.next_person import NextPerson, waiting
from roundtable.ui.meeting.refusal_card import RefusalCard
from roundtable.ui.meeting.room_words import signing_state
from roundtable.ui.meeting.signature_card import SOME, SignatureCard
from roundtable.ui.meeting.statement_card import StatementCard
from roundtable.ui.meeting_key import MeetingKey
from roundtable.ui.room_telling import RoomTelling
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.widgets import Button, Callout, Field
from roundtable.ui.widgets.centred import Centred
from roundtable.ui.widgets.stack import Stack

_TWO_COLUMNS_FROM: Final = 1100
_SIGNING, _REFUSING, _DONE = "signing", "refusing", "done"


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """What the attendee sees, and what comes after them."""

    signing: SigningView
    hub: HubView


class HandOverScreen(Screen):
    """A kiosk: header only, no rail, no navigation; the meeting PIN leads out of it."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ROUND_TABLE, Topic.SIGNOFF})
    frame_kind: ClassVar[FrameKind] = "kiosk"
    help_key: ClassVar[str] = "sign"

    def __init__(self, context: Context, *, round_table_id: RoundTableId, attendee_id: AttendeeId) -> None:
        super().__init__(context, "Read the statement, then sign", wide=True)
        self._room = RoomTelling(context, self)
        self.table_id, self.attendee_id = RoundTableId(round_table_id), AttendeeId(attendee_id)
        self._key: MeetingKey | None = None
        self._shown: HandOverPage | None = None
        self._stage = _SIGNING
        self.statement = StatementCard(self.theme)
        self.interests = InterestForm(self.theme)
        self.card = SignatureCard(self.theme)
        self.refusal = RefusalCard(self.theme)
        self.after = NextPerson(self.theme)
        self.leave_card = LeaveCard(self.theme)
        self.changed_note = Callout(
            self.theme,
            "Read the new text, then sign. Your signature is still in the box.",
            "warn",
            title="The statement has been changed",
        )
        self._close: Callable[[], None] | None = None
        self.draft = keep_answers(
            context, self, self.card, self.interests, self.refusal, self._statement_shown
        )
        self._lay_out()
        self._wire()
        self._show_stage(_SIGNING)

    # --- building

    def _statement_shown(self) -> str:
        return self._shown.signing.statement.sha256 if self._shown is not None else ""

    def _lay_out(self) -> None:
        calm = Stack(self.theme, self.after, self.leave_card, self.refusal)
        self._calm = Centred(self.theme, calm, 720)
        for card in (self.after, self.leave_card, self.refusal):
            card.setVisible(False)
        for widget in (self.changed_note, self._calm, self.statement, self.interests):
            widget.setVisible(False)
            self.add(widget)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        self.theme.scale_layout(beside, (12, 22, 32, 24), 0)
        body = QWidget()
        self._columns = QHBoxLayout(body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        outer = self.layout()
        assert isinstance(outer, QBoxLayout)  # noqa: S101 - made by Screen
        outer.removeWidget(self.page)
        self._columns.addWidget(self.page, 5)
        self._columns.addWidget(self._beside, 6)
        outer.insertWidget(0, body, 1)
        self._is_beside = True
        beside.addWidget(self.card)
        self.disagree = Button(self.theme, "I do not agree", icon="user-x")
        self.out = Button(self.theme, "Leave", "link", "log-out", tip="For the facilitator: leave this page")
        self.footer.add_left(self.disagree)
        self.footer.add_left(self.out)
        self.set_primary("I agree and sign", self.sign, icon="check")
        self.theme.changed.connect(self._fit)

    def _wire(self) -> None:
        self.card.interest.changed.connect(self._on_interest)
        self.card.entered.connect(self.do_primary)
        self.disagree.clicked.connect(lambda: self._show_stage(_REFUSING))
        self.refusal.given_back.connect(lambda: self._show_stage(_SIGNING))
        self.refusal.refused.connect(self._refuse)
        self.after.chosen.connect(self._hand_on)
        self.out.clicked.connect(self._ask_to_leave)
        self.leave_card.typed.connect(self._leave_with)
        self.leave_card.stayed.connect(self._stay)
        self.draft.restored.connect(self._show_brought_back)

    def first_focus(self) -> QWidget | None:
        """The statement is read first; then the question about interests."""
        return self.card.interest.tiles[0] if self._stage == _SIGNING else None

    def undo(self) -> bool:
        """The last stroke."""
        return self._stage == _SIGNING and self.card.pad.undo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Signature beside the statement, or below it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = not self.theme.narrow(self.width(), _TWO_COLUMNS_FROM)
        self.out.set_compact(self.theme.narrow(self.width(), 760))
        self.disagree.set_compact(self.theme.narrow(self.width(), 560))
        if beside != self._is_beside:
            self._is_beside = beside
            if beside:
                column = self._beside.layout()
                assert column is not None  # noqa: S101 - made above
                column.addWidget(self.card)
            else:
                self.add(self.card)
            self.card.setVisible(self._stage == _SIGNING)
        self.card.pad.setMinimumHeight(0 if beside else self.theme.px(220))
        self._beside.setVisible(beside and self._stage == _SIGNING)

    # --- showing

    def load(self) -> None:
        """Read the statement in force and who has signed."""
        vault, table, attendee = self.context.vault, self.table_id, self.attendee_id
        self.view(
            lambda: HandOverPage(signing_view(vault, table, attendee), hub_view(vault, table)), self._show
        )

    def _show(self, page: HandOverPage) -> None:
        if page.signing.attendee_id != self.attendee_id:
            return  # read before the device was handed on
        before, self._shown = self._shown, page
        if self._key is None:
            self._key = MeetingKey(self.context.vault, has_pin=bool(page.hub.table.curtain_pin))
            self.leave_card.ask_for(self._key.asks)
        signing = page.signing
        about = ", ".join(part for part in (signing.role, signing.agency) if part)
        self.card.show_person(signing.name, f"{about}  ·  {day_words(page.hub.table.held_on)}")
        self.interests.set_cases(signing.case_names)
        changed = before is not None and before.signing.statement.sha256 != signing.statement.sha256
        self.statement.show_statement(signing.statement)
        self._name_page()
        self.context.frame.set_rail((), "")
        self._room.tell(page.hub.audit.id, signing_state(page.hub))
        if not signing.has_signed and self._stage != _DONE:
            self.draft.turn_to(answers_place(self.table_id, self.attendee_id))
        if signing.has_signed and self._stage == _SIGNING:
            self._say_thanks(signing.name)
        elif self._stage == _DONE:
            self._offer_others()
        elif changed and self._stage == _SIGNING:
            self._tell_change()

    def _show_brought_back(self) -> None:
        self.card.show_answered()
        self.interests.follow_ticks()
        self.interests.setVisible(self._stage == _SIGNING and self.card.interest.value() == SOME)

    def _show_stage(self, stage: str) -> None:
        self._stage = stage
        signing = stage == _SIGNING
        self.statement.setVisible(signing)
        self.card.setVisible(signing)
        self._beside.setVisible(signing and self._is_beside)
        self.interests.setVisible(signing and self.card.interest.value() == SOME)
        self.refusal.setVisible(stage == _REFUSING)
        self.after.setVisible(stage == _DONE)
        self._set_leaving(stage == _DONE)
        self.leave_card.stay.setVisible(stage != _DONE)
        self.changed_note.setVisible(False)
        self.footer.setVisible(signing)
        self.page.errors.clear()
        self._name_page()
        if stage == _REFUSING:
            self.refusal.reason.setFocus()

    def _name_page(self) -> None:
        titles = {_SIGNING: "Read the statement, then sign", _REFUSING: "You do not agree", _DONE: ""}
        place = ""
        if self._shown is not None and self._stage != _DONE:
            place = f"Person {self._shown.signing.place} of {self._shown.signing.of}"
        self.set_title(titles[self._stage], "", place)

    def _on_interest(self, answer: str) -> None:
        self.page.solve(self.card.interest_problem, *self.interests.places_of_error())
        self.interests.setVisible(answer == SOME)
        if answer == SOME:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.page.ensureWidgetVisible(self.interests, 0, self.theme.px(24))

    def _tell_change(self) -> None:
        self._show_stage(_SIGNING)
        self.changed_note.setVisible(True)
        self.page.verticalScrollBar().setValue(0)

    # --- signing

    def sign(self) -> None:
        """Check what can be checked here, then sign what was shown."""
        page = self._shown
        if page is None or self._stage != _SIGNING:
            return
        problems = self._problems()
        self.page.errors.show_problems(problems)
        if problems:
            self.page.verticalScrollBar().setValue(0)
            return
        declarations = self.interests.declarations() if self.card.interest.value() == SOME else ()
        signature, attendee = self.card.signature(), self.attendee_id
        shown = page.signing.statement.sha256
        self.act(
            lambda: sign_statement(
                self.context.vault,
                self.table_id,
                attendee,
                shown_sha256=shown,
                signature=signature,
                declarations=declarations,
            ),
            lambda _made: self._say_thanks(page.signing.name),
            self._not_signed,
        )

    def _problems(self) -> list[tuple[str, Field | QWidget | None]]:
        problems: list[tuple[str, Field | QWidget | None]] = []
        answer = self.card.interest.value()
        if not answer:
            problems.append(("Say whether you have an interest to declare", self.card.interest_problem))
        elif answer == SOME and not self.interests.declarations():
            problems.append(("Tick the interest that you declare", self.interests.rows[0].tick))
        elif answer == SOME:
            problems += self.interests.problems()
        try:
            self.card.signature().check()
        except (SignatureEmpty, TypedNameMissing) as missing:
            problems.append((explain(missing).advice.rstrip("."), self.card.place_of_error()))
        return problems

    def _not_signed(self, error: RoundtableError) -> None:
        if isinstance(error, AlreadySigned):
            self.load()
        elif isinstance(error, StatementChanged):
            self._tell_change()
            self.load()
            self.changed_note.setVisible(True)
        elif isinstance(error, TypedNameDiffers):
            self.show_error(error, self.card.typed_field)
        else:
            self.show_error(error)

    def _refuse(self, reason: str) -> None:
        attendee = self.attendee_id
        self.act(
            lambda: refuse_statement(self.context.vault, self.table_id, attendee, reason),
            lambda _made: self._say_goodbye(),
        )

    # --- afterwards

    def _say_thanks(self, name: str) -> None:
        self.card.clear_answers()
        self.interests.clear_answers()
        self._end(
            f"Thank you, {isolated(name)}", "You have signed. Hand the laptop back, or on to the next person."
        )

    def _say_goodbye(self) -> None:
        self.card.clear_answers()
        self.interests.clear_answers()
        self._end(
            "You have not signed",
            "This is recorded. Tell the facilitator now, and leave before the cases are opened.",
            "info",
            "info",
        )

    def _end(self, title: str, text: str, icon: str = "circle-check", tone: str = "ok") -> None:
        self._said = (title, text, icon, tone)
        self.refusal.clear_answers()
        self.draft.flush()
        self._show_stage(_DONE)
        self._offer_others()
        self.page.verticalScrollBar().setValue(0)

    def _offer_others(self) -> None:
        people = waiting(self._shown.hub) if self._shown else []
        self.after.show_people(*self._said, [p for p in people if p.id != self.attendee_id])
        first = self.after.buttons[0] if self.after.buttons else self.leave_card.secret
        first.setFocus()

    def _hand_on(self, attendee_id: str) -> None:
        self.attendee_id = AttendeeId(attendee_id)
        self._shown = self._close = None
        self.leave_card.reset()
        self.footer.saved.forget()
        self._show_stage(_SIGNING)
        self.load()
        self.focus_inside()

    # --- leaving

    def holds_window(self, close: Callable[[], None]) -> bool:
        """Whoever holds the device does not end the program: the facilitator's PIN does."""
        self.flush()
        self._close = close
        self.leave_card.say_closing(True)
        self._ask_to_leave()
        return True

    def _ask_to_leave(self) -> None:
        self._set_leaving(True)
        self.page.verticalScrollBar().setValue(0)
        self.leave_card.field.focus()

    def _set_leaving(self, shown: bool) -> None:
        self.leave_card.setVisible(shown)
        self._calm.setVisible(shown or self._stage != _SIGNING)

    def _stay(self) -> None:
        self._close = None
        self.leave_card.reset()
        self._set_leaving(False)
        self.focus_inside()

    def _leave_with(self, typed: str) -> None:
        key, vault, table = self._key, self.context.vault, self.table_id
        if key is None:
            return

        def work() -> Changes | None:
            key.check(table, typed)
            curtain = curtain_view(vault)
            if curtain is not None and curtain.is_drawn and not curtain.unsigned:
                return lift_curtain(vault, table)
            return None

        self.context.tasks.run(work, self, self._left, self._kept_in)

    def _left(self, lifted: Changes | None) -> None:
        if lifted is not None:
            self.context.hub.announce(lifted)
        if self._close is not None:
            self._close()
        elif not self.context.navigator.back():
            self.context.navigator.go("sign", round_table_id=self.table_id)

    def _kept_in(self, error: RoundtableError) -> None:
        if not isinstance(error, WrongPin | WrongPassphrase | TooManyTries) or self._key is None:
            self.show_error(error)
            return
        said = self._key.missed(error)
        self.leave_card.ask_for(self._key.asks)
        self.leave_card.refuse(said)
