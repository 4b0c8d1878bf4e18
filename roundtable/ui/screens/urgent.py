"""The last step of a case: is any child at risk now? A yes is written down and handed over at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.urgent_concerns import concern_slip, concerns_view
from roundtable.actions.walkthrough import answer_urgent_check, step_notes
from roundtable.domain.ids import ConcernId
from roundtable.domain.urgent_concern import UrgentConcern
from roundtable.domain.walkthrough import Step, UrgentCheck
from roundtable.domain.wording import time_words
from roundtable.ui.lesson_here import on_the_case
from roundtable.ui.meeting.concern_form import ConcernForm
from roundtable.ui.meeting.concern_list import ConcernList
from roundtable.ui.meeting.save_paper import save_paper
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets import Button, Callout, Card, TileChoice, TileGroup
from roundtable.ui.widgets.fields import ProblemLine

QUESTION = "Is any child at risk of harm now?"


@dataclass(frozen=True, slots=True)
class UrgentPage:
    """The answer as stored, and the concerns raised on this case."""

    answer: UrgentCheck
    concerns: tuple[UrgentConcern, ...]


class UrgentScreen(StepScreen[UrgentPage]):
    """The room sees the question, never what is written here."""

    step: ClassVar[Step] = Step.URGENT
    help_key: ClassVar[str] = "urgent"

    def build(self) -> None:
        """The question; with a yes, the three fields; then what has been raised."""
        self.lesson = on_the_case(self)
        card = Card(self.theme, QUESTION, "Ask the room aloud. Any child: in this family or another.")
        self.answer = TileGroup(
            self.theme,
            QUESTION,
            [
                TileChoice(UrgentCheck.NO_CONCERN.value, "No", "Nobody in the room knows of any.", "ok"),
                TileChoice(
                    UrgentCheck.CONCERN_RAISED.value, "Yes", "Write it down and hand it over now.", "bad"
                ),
            ],
        )
        self.answer.changed.connect(self._store)
        self.answer_problem = ProblemLine(*self.answer.tiles)
        self.not_handed = Callout(self.theme, "", "warn")
        for widget in (self.answer_problem, self.answer, self.not_handed):
            card.add(widget)
        self.put(card)
        self._list_card = Card(self.theme, "Raised on this case")
        self.concerns = ConcernList(self, self.table_id)
        self.concerns.slip_asked.connect(self._save_slip)
        self._list_card.add(self.concerns)
        self.put(self._list_card)
        self.form = ConcernForm(self.context)
        self.form.finished.connect(self.load)
        self._form_card = Card(
            self.theme,
            "The concern",
            "Recorded as you type, with the time. It is never part of the report.",
            icon="siren",
        )
        self._form_card.add(self.form)
        self.record = Button(self.theme, "Record it", icon="check")
        self.record.clicked.connect(self.form.finish)
        self._form_card.add_row(self.record, None)
        self.put(self._form_card)
        self._shown: UrgentPage | None = None
        self._told: frozenset[ConcernId] = frozenset()

    def page_title(self) -> str:
        """Names the step."""
        return "Before you leave this case"

    def first_focus(self) -> QWidget | None:
        """The answer."""
        return self.answer.tiles[0]

    def read(self) -> UrgentPage:
        """The gate first; then the concerns of this case."""
        notes = step_notes(self.context.vault, self.table_id, self.case_id, self.step)
        concerns = concerns_view(self.context.vault, self.table_id)
        return UrgentPage(notes.urgent_check, tuple(c for c in concerns if c.case_id == self.case_id))

    def show_content(self, view: UrgentPage) -> None:
        """The answer and what is raised."""
        self._shown = view
        self.answer.set_value(view.answer.value)
        self.form.start(self.table_id, self.case_id)
        self.concerns.show_concerns(view.concerns, with_text=True)
        self._list_card.setVisible(bool(view.concerns))
        yes = view.answer is UrgentCheck.CONCERN_RAISED
        self._form_card.setVisible(yes)
        waiting = _not_handed_over(view)
        self.not_handed.setVisible(bool(waiting))
        self.not_handed.message.setText(_what_waits(waiting))
        if self._told and self._told != {c.id for c in waiting}:
            self._told = frozenset()
            self.page.errors.clear()
        self._name_primary()

    def _name_primary(self) -> None:
        label = "Go on, it stays open" if self._told else "Save and continue"
        self.set_primary(label, self.finish)

    def room_state(self) -> RoomState | None:
        """The question alone."""
        return self.room_page(QUESTION)

    def flush(self) -> None:
        """What is being written."""
        super().flush()
        self.form.flush()

    def leave(self) -> bool:
        """Wait for a concern that is on its way to the vault."""
        if self.form.is_unsaved():
            self.context.tasks.drain()
        return super().leave()

    def finish(self) -> None:
        """An answer is needed, and with a yes what was said."""
        self.page.errors.clear()
        answer = self.answer.value()
        if not answer:
            what = "Answer yes or no, or use “Skip this step” and say why it was not asked"
            self.page.errors.show_problems([(what, self.answer_problem)])
            return
        raised = bool(self._shown and self._shown.concerns)
        if answer == UrgentCheck.CONCERN_RAISED.value and not raised and not self.form.finish():
            what = "Enter what was said, in a few words"
            self.page.errors.show_problems([(what, self.form.what_field)])
            return
        if not self._asks_for_handover():
            super().finish()

    def _asks_for_handover(self) -> bool:
        """Whether a concern waits for somebody to take it on; said once, then it may be left open."""
        self.context.tasks.drain()  # one that was recorded by going on is listed by now
        waiting = _not_handed_over(self._shown)
        if not waiting or self._told:
            return False
        self._told = frozenset(c.id for c in waiting)
        self._name_primary()
        button = self.concerns.buttons[("hand_over", waiting[-1].id)]
        self.page.errors.show_problems([(_what_waits(waiting), button)], "Not handed over yet")
        return True

    def _store(self, answer: str) -> None:
        vault, table, case = self.context.vault, self.table_id, self.case_id
        self._form_card.setVisible(answer == UrgentCheck.CONCERN_RAISED.value)
        self.act(partial(answer_urgent_check, vault, table, case, UrgentCheck(answer)))
        if answer == UrgentCheck.CONCERN_RAISED.value:
            self.form.who.setFocus()

    def _save_slip(self, concern: str) -> None:
        vault, papers, table = self.context.vault, self.context.papers, self.table_id
        save_paper(
            self,
            "Save the handover slip",
            "Urgent-concern-slip.pdf",
            lambda: concern_slip(vault, papers, table, ConcernId(concern)),
        )


def _not_handed_over(view: UrgentPage | None) -> tuple[UrgentConcern, ...]:
    return tuple(c for c in view.concerns if c.handed_at is None) if view else ()


def _what_waits(concerns: tuple[UrgentConcern, ...]) -> str:
    if not concerns:
        return ""
    raised = " and ".join(time_words(c.raised_at) for c in concerns)
    return (
        f"A concern raised at {raised} is listed below and nobody has taken it on. "
        "Tell children’s social care or the police now, then press “Hand over…”."
    )
