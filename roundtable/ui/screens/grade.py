"""The grade for the case: the agencies' own grades spread out, the agreed one with its reason, dissent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.questions import QuestionView, question_view
from roundtable.actions.spoken import said
from roundtable.actions.walkthrough import draft_judgement, judge
from roundtable.domain.changes import Changes
from roundtable.domain.errors import ReasonMissing, RoundtableError
from roundtable.domain.grading import OFF_SCALE, Dissent
from roundtable.domain.ids import NO_QUESTION
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.form_saving import FormSaving
from roundtable.ui.lesson_here import on_the_case
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.show_to_room import ShowToRoom
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.agency_answers import AgencyAnswer, AgencyAnswers
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.judgement_form import JudgementForm
from roundtable.ui.widgets.spread import Spread, SpreadRow


@dataclass(frozen=True, slots=True)
class GradePage:
    """The case's judgement, and its reason as the room may see it."""

    view: QuestionView
    reason: str


class GradeScreen(StepScreen[GradePage]):
    """The room sees the spread; grade and reason only after "Show to room"."""

    step: ClassVar[Step] = Step.GRADE
    help_key: ClassVar[str] = "grade"

    def build(self) -> None:
        """Spread first; the form comes with the first view, which brings the scale."""
        self.lesson = on_the_case(self)
        self.answers = AgencyAnswers(self.theme, "Agencies’ own grades")
        self.put_side(self.answers)
        self.open_questions = Callout(self.theme, "", "info", title="Questions without an answer")
        ask = Button(self.theme, "Go to the questions", icon="list-checks")
        ask.clicked.connect(lambda: self.go_to_step(Step.QUESTIONS, self.case_id))
        self.open_questions.add(ask)
        self.open_questions.setVisible(False)
        self.put(self.open_questions)
        self._spread_card = Card(
            self.theme,
            "How far apart are the agencies?",
            "Each mark is one agency’s own grade for the case, as it stood before the meeting.",
        )
        self.spread = Spread(self.theme)
        self._spread_card.add(self.spread)
        self.put(self._spread_card)
        self.form: JudgementForm | None = None
        self.saving: FormSaving | None = None
        self.shown: GradePage | None = None
        self.show_button = ShowToRoom(self.theme, "grade and reason")
        self.show_button.turned.connect(self._on_turned)
        self.put_step_button(self.show_button)

    def page_title(self) -> str:
        """Names the case by label."""
        return f"What grade for {self.case_name}?" if self.case_name else super().page_title()

    def page_subtitle(self) -> str:
        """How to decide."""
        return "Agree one grade for the case as a whole, and say why."

    def first_focus(self) -> QWidget | None:
        """The grades."""
        return self.form.first_control() if self.form else None

    def read(self) -> GradePage:
        """The case as a whole."""
        view = question_view(self.context.vault, self.table_id, self.case_id, NO_QUESTION)
        (reason,) = said(self.context.vault, self.case_id, view.judgement.reason)
        return GradePage(view, reason)

    def show_content(self, view: GradePage) -> None:
        """Spread, agencies' reasons, and the judgement as stored."""
        self.shown = view
        case = view.view
        left = sum(not row.is_answered for row in case.order)
        self.open_questions.setVisible(bool(left))
        self.open_questions.message.setText(
            f"{counted(left, 'question')} of {len(case.order)} without an answer. "
            "You can grade the case all the same; the report lists them."
        )
        self.spread.show_rows(spread_rows(case))
        self._spread_card.setVisible(bool(case.scale.grades))
        self.answers.show_answers(
            [AgencyAnswer(s.agency, s.said, s.tone, s.answer, asks=s.asks) for s in case.self_grades],
            wide_gap=case.wide_gap,
        )
        form = self._form_of(case)
        if self.saving is not None and not form.is_unsaved():
            self.saving.show(lambda: form.show_judgement(case.judgement))

    def _form_of(self, view: QuestionView) -> JudgementForm:
        if self.form is not None:
            return self.form
        self.form = form = JudgementForm(
            self.theme,
            view.scale,
            view.agencies,
            self._needs_reason,
            grade_title="What grade does the group give the case?",
            seen_title="What decided it?",
            printed_as="What decided it",
        )
        self.saving = self.autosave(self._take, *form.editors())
        form.changed.connect(self.saving.save)
        form.dissent_removed.connect(self._on_dissent_removed)
        self.put(form)
        self.focus_inside()
        return form

    def _needs_reason(self, grade_id: str) -> bool:
        return self.shown is not None and self.shown.view.needs_reason(grade_id)

    def _take(self) -> Callable[[], Changes]:
        assert self.form is not None  # noqa: S101 - saving is made with the form
        judgement = self.form.judgement(NO_QUESTION)
        return lambda: draft_judgement(self.context.vault, self.table_id, self.case_id, judgement)

    def finish(self) -> None:
        """Keep the grade; the step is completed."""
        if self.form is None:
            super().finish()
            return
        judgement = self.form.judgement(NO_QUESTION)
        self.page.errors.clear()
        if judgement.is_empty:
            what = "Choose a grade, or use “Skip this step” and say why there is none."
            self.page.errors.show_problems([(what, self.form.first_control())])
            return
        self.act(
            lambda: judge(self.context.vault, self.table_id, self.case_id, judgement),
            lambda _made: super(GradeScreen, self).finish(),
            self._on_refused,
        )

    def _on_refused(self, error: RoundtableError) -> None:
        field = self.form.reason_field if self.form and isinstance(error, ReasonMissing) else None
        if self.saving is not None:
            self.saving.save()  # what is on the page is kept as a draft, and the footer says so
        self.show_error(error, field)

    def _on_dissent_removed(self, dissent: Dissent) -> None:
        form = self.form
        if form is not None:
            self.context.frame.toast("View removed", lambda: form.bring_back(dissent))

    # --- room

    def _on_turned(self) -> None:
        self.flush()
        self.load()

    def room_state(self) -> RoomState | None:
        """The spread; grade and reason when the facilitator shows them."""
        if self.shown is None:
            return None
        case = self.shown.view
        lines = [
            f"{row.grade}: {counted(len(row.agencies), 'agency', 'agencies')}" for row in spread_rows(case)
        ]
        lines += [f"{s.agency}: {s.said}" for s in case.self_grades if s.grade_id and not s.asks]
        if self.show_button.is_shown and case.judgement.grade_id:
            lines.append(f"Agreed: {case.scale.label(case.judgement.grade_id)}")
            if self.shown.reason.strip():
                lines.append(self.shown.reason)
        return replace(self.room_page(self.page_title(), tuple(lines)), in_columns=True)


def spread_rows(view: QuestionView) -> tuple[SpreadRow, ...]:
    """Every step of the scale with its agencies, then the answers that are no step. Who could not be asked,
    because its representative is recused, is no part of the spread."""
    given = {grade.id: (grade.label, grade.tone) for grade, _count in view.spread}
    given |= {key: (words, "") for key, words in OFF_SCALE.items()}
    rows = []
    for key, (label, tone) in given.items():
        agencies = tuple(s.agency for s in view.self_grades if s.asks and s.grade_id == key)
        if agencies or key not in OFF_SCALE:
            rows.append(SpreadRow(label, tone, agencies))
    return tuple(rows)
