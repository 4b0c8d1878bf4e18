"""Declarations of interest, one by one: which case, a note, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from roundtable.domain.ids import NO_CASE, CaseId
from roundtable.domain.signoff import Declaration, Interest, Outcome
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Field, LineEdit
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

EVERY_CASE: Final = "Every case"
_EVERY: Final = "every"
_NOT_CHOSEN: Final = ("", "Choose the case")
_OUTCOMES: Final = (
    (Outcome.LEAVES, "I leave for this case"),
    (Outcome.NO_GRADING, "I stay, without grading"),
    (Outcome.NONE, "I stay and take part"),
    (Outcome.DOES_NOT_ATTEND, "I do not attend"),
)


class InterestRow(Stack):
    """One kind of interest: a tick box, and its details once ticked."""

    changed = Signal()

    def __init__(self, theme: Theme, interest: Interest) -> None:
        super().__init__(theme, spacing=8)
        self.interest = interest
        self.tick = CheckTile(theme, interest.value)
        self.case = Select(theme, f"Which case: {interest.value}")
        self.case_field = Field(theme, "Which case?", self.case)
        self.outcome = Select(
            theme, f"What follows: {interest.value}", [(o.value, words) for o, words in _OUTCOMES]
        )
        self.note = LineEdit(theme, f"Note: {interest.value}")
        self.note.setMaxLength(300)
        self._details = Stack(theme, spacing=10)
        self._details.add(
            Reflow(
                theme,
                self.case_field,
                Field(theme, "What follows from it?", self.outcome),
                narrowest=220,
            )
        )
        self._details.add(Field(theme, "What it is about, without names", self.note, optional=True))
        self._details.setVisible(False)
        self.add(self.tick)
        self.add(self._details)
        self.tick.clicked.connect(self._on_ticked)
        for choice in (self.case, self.outcome):
            choice.changed.connect(lambda _key: self.case_field.set_error(""))

    def _on_ticked(self) -> None:
        self.follow_tick()
        self.changed.emit()

    def follow_tick(self) -> None:
        """Its details are asked for once it is ticked."""
        self._details.setVisible(self.tick.isChecked())

    def needs_case(self) -> bool:
        """Ticked, and nobody has said which case it is about; whoever does not attend misses every one."""
        stays_away = self.outcome.value() == Outcome.DOES_NOT_ATTEND.value
        return self.tick.isChecked() and not self.case.value() and not stays_away

    def clear(self) -> None:
        """As at the beginning: the next person declares for themselves."""
        self.tick.setChecked(False)
        self._details.setVisible(False)
        self.note.clear()
        self.case.set_value("")
        self.case_field.set_error("")
        self.outcome.set_value(Outcome.LEAVES.value)

    def declaration(self) -> Declaration | None:
        """What was declared, None when it is not ticked."""
        if not self.tick.isChecked():
            return None
        chosen = self.case.value()
        return Declaration(
            self.interest,
            NO_CASE if chosen in ("", _EVERY) else CaseId(chosen),
            self.note.text().strip(),
            Outcome(self.outcome.value()),
        )


class InterestForm(Card):
    """All kinds of interest. Cases are known by their label alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Your interests", "Tick what applies. Agree with the facilitator what follows from it."
        )
        self.rows = tuple(InterestRow(theme, interest) for interest in Interest)
        for row in self.rows:
            self.add(row)

    def set_cases(self, names: Sequence[tuple[CaseId, str]]) -> None:
        """The cases on the list; nothing is chosen until somebody says which, or that it is every one."""
        cases = [(str(case_id), name) for case_id, name in names]
        for row in self.rows:
            row.case.set_choices([_NOT_CHOSEN, *cases, (_EVERY, EVERY_CASE)])

    def problems(self) -> list[tuple[str, Field]]:
        """Where a case has to be chosen first."""
        return [
            (f"Choose the case, or “{EVERY_CASE}”", row.case_field) for row in self.rows if row.needs_case()
        ]

    def places_of_error(self) -> tuple[Field | CheckTile, ...]:
        """Where a problem of an interest is said."""
        return (self.rows[0].tick, *(row.case_field for row in self.rows))

    def clear_answers(self) -> None:
        """For the next person."""
        for row in self.rows:
            row.clear()

    def follow_ticks(self) -> None:
        """After answers were brought back."""
        for row in self.rows:
            row.follow_tick()

    def declarations(self) -> tuple[Declaration, ...]:
        """What was declared, in order."""
        return tuple(d for row in self.rows if (d := row.declaration()) is not None)
