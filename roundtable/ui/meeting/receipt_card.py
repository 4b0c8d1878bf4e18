"""A signed statement on paper, or the receipt of a remote attendee's: with the interests written on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions.hub import AttendeeRow
from roundtable.domain.ids import CaseId
from roundtable.domain.signoff import Declaration, Method
from roundtable.domain.wording import isolated
from roundtable.ui.meeting.interest_form import InterestForm
from roundtable.ui.meeting.signature_card import NONE, SOME
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Text, TileChoice, TileGroup

_TITLES = {
    Method.PAPER: "{name} has signed on paper",
    Method.RECEIVED: "The signed statement of {name} has been received",
}


class ReceiptCard(Card):
    """`recorded` carries the declarations; the caller knows for whom it opened the card."""

    recorded = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.title = Text("", "h2")
        self.add(self.title)
        self._check = Text("", "body", "ink2")
        self.add(self._check)
        self.add(Text("Does it declare an interest?", "label"))
        self.interest = TileGroup(
            theme,
            "Does it declare an interest?",
            [TileChoice(NONE, "No interest"), TileChoice(SOME, "Yes, it declares one")],
            narrowest=180,
        )
        self.add(self.interest)
        self.interests = InterestForm(theme)
        self.interests.setVisible(False)
        self.add(self.interests)
        self.record = Button(theme, "Record it as signed", "primary", "check")
        cancel = Button(theme, "Cancel")
        self.add_row(self.record, cancel, None)
        self.interest.changed.connect(lambda answer: self.interests.setVisible(answer == SOME))
        self.record.clicked.connect(lambda: self.recorded.emit(self.declarations()))
        cancel.clicked.connect(self.cancelled)
        self.method = Method.PAPER

    def ask_about(
        self, person: AttendeeRow, method: Method, version: int, cases: Sequence[tuple[CaseId, str]]
    ) -> None:
        """Open it for one attendee."""
        self.method = method
        self.title.setText(_TITLES[method].format(name=isolated(person.name)))
        self._check.setText(f"Check that it is version {version} of the statement, and that it is signed.")
        self.clear_answers()
        self.interests.set_cases(cases)
        self.setVisible(True)
        self.interest.focus_first()

    def clear_answers(self) -> None:
        """Nothing answered."""
        self.interest.set_value("")
        self.interests.clear_answers()
        self.interests.setVisible(False)

    def show_brought_back(self) -> None:
        """Answers that were begun before stand in it again."""
        self.interests.follow_ticks()
        self.interests.setVisible(self.interest.value() == SOME)

    def problems(self) -> list[tuple[str, QWidget | None]]:
        """What to answer first."""
        answer = self.interest.value()
        if not answer:
            return [("Say whether the statement declares an interest", self.interest.tiles[0])]
        if answer == SOME and not self.interests.declarations():
            return [("Tick the interest that it declares", self.interests.rows[0].tick)]
        return [*self.interests.problems()] if answer == SOME else []

    def declarations(self) -> tuple[Declaration, ...]:
        """What it declares."""
        return self.interests.declarations() if self.interest.value() == SOME else ()
