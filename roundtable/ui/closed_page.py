"""What stands in place of a case that may not be shown now: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from roundtable.actions.hub import AttendeeRow, HubView
from roundtable.domain.errors import CaseClosedToRoom, CurtainDrawn, RecusedStillPresent
from roundtable.domain.ids import NO_CASE, CaseId, RoundTableId
from roundtable.domain.signing_errors import AdmissionUndecided
from roundtable.domain.signoff import Outcome
from roundtable.ui.context import Context
from roundtable.ui.error_texts import explain
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import IconLabel, Text


class ClosedPage(QFrame):
    """A calm card with a lock; the button leads to the sign-off page, the one page that opens then."""

    def __init__(self, context: Context, round_table_id: RoundTableId) -> None:
        super().__init__()
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(theme)
        self.title = Text("", "h2")
        card.add_row(IconLabel(theme, "lock-keyhole", "ink2", 28), self.title)
        self.advice = Text("")
        self.people = Text("", "body", "ink2")
        self.go = Button(theme, "Go to sign-off", "primary", "user-check")
        self._case_id = NO_CASE  # somebody has to leave for it
        self.go.clicked.connect(
            lambda: context.navigator.go("sign", round_table_id=round_table_id, to_leave=self._case_id)
        )
        card.add(self.advice)
        card.add(self.people)
        card.add_row(self.go, None)
        column.addWidget(card)

    def explain_to(self, why: CaseClosedToRoom, hub: HubView, case_id: CaseId) -> None:
        """Say why, and who has to sign or leave."""
        said = explain(why)
        self._case_id = case_id if isinstance(why, RecusedStillPresent) else NO_CASE
        self.title.setText(said.title)
        self.advice.setText(said.advice)
        waiting = _waiting(why, hub, case_id)
        self.people.setText("\n".join(waiting))
        self.people.setVisible(bool(waiting))


def _waiting(why: CaseClosedToRoom, hub: HubView, case_id: CaseId) -> list[str]:
    here = [a for a in hub.attendees if a.is_here]
    if isinstance(why, RecusedStillPresent):
        to_leave = {
            r.attendee_id
            for r in hub.table.sheet.recusals
            if r.case_id == case_id and r.outcome is Outcome.LEAVES and r.left_at is None
        }
        return [f"To leave: {_who(a)}" for a in here if a.id in to_leave]
    if isinstance(why, CurtainDrawn):
        return []
    if isinstance(why, AdmissionUndecided):
        undecided = {person.id for person in hub.table.undecided}
        return [f"To decide: {_who(a)}" for a in here if a.id in undecided]
    return [f"To sign: {_who(a)}" for a in here if not a.has_signed]


def _who(attendee: AttendeeRow) -> str:
    return f"{attendee.name}, {attendee.agency}"
