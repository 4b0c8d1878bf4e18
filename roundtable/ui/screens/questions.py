"""The audit's questions, one a page, wide gaps first: what agencies said, what the group agrees and saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.hub import hub_view
from roundtable.actions.lessons import (
    EvidenceOption,
    LessonsView,
    evidence_options,
    lesson_case,
    lessons_view,
)
from roundtable.actions.questions import QuestionRow, QuestionView, question_view, questions_view
from roundtable.actions.walkthrough import draft_judgement, judge
from roundtable.domain.changes import Changes
from roundtable.domain.errors import ReasonMissing, RoundtableError
from roundtable.domain.grading import Dissent
from roundtable.domain.ids import NO_QUESTION, AgencyId, QuestionId
from roundtable.domain.lessons import Evidence, EvidenceKind
from roundtable.domain.walkthrough import Step, is_answered
from roundtable.ui.form_saving import FormSaving
from roundtable.ui.lesson_capture import LessonCapture
from roundtable.ui.prompts import Choice
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.show_to_room import ShowToRoom
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.agency_answers import AgencyAnswer, AgencyAnswers
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import EmptyState
from roundtable.ui.widgets.fields import reveal
from roundtable.ui.widgets.judgement_form import JudgementForm


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, and what a lesson on it can rest on; no question when the audit has none."""

    question: QuestionView | None
    lessons: LessonsView | None = None
    options: tuple[EvidenceOption, ...] = ()


class QuestionsScreen(StepScreen[QuestionPage]):
    """`question_id` opens that question; without it, the first one that waits for an answer."""

    step: ClassVar[Step] = Step.QUESTIONS
    help_key: ClassVar[str] = "questions"

    def build(self) -> None:
        """The form comes with the first view, which brings the scale."""
        self.answers = AgencyAnswers(self.theme)
        self.answers.events_asked.connect(self._show_events)
        self.put_side(self.answers)
        self.form: JudgementForm | None = None
        self.saving: FormSaving | None = None
        self.capture: LessonCapture | None = None
        self.view_shown: QuestionView | None = None
        self._empty = EmptyState(
            self.theme,
            "list-checks",
            "This audit has no questions",
            "Save and continue goes to the next step.",
        )
        self._empty.setVisible(False)
        self.put(self._empty)
        self.add_lesson = Button(
            self.theme, "Add as a lesson", icon="lightbulb", tip="Add as a lesson (Ctrl+Shift+L)"
        )
        self.add_lesson.clicked.connect(self.capture_lesson)
        self._form_place = QVBoxLayout()
        self.put(self._form_place)
        self.put_left(self.add_lesson)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+L"), self)
        shortcut.activated.connect(self.capture_lesson)
        self.later = Button(self.theme, "Leave for later", icon="skip-forward")
        self.later.clicked.connect(self.go_on_asking)
        self.list_button = Button(self.theme, "All questions", icon="list-checks")
        self.list_button.clicked.connect(self._choose_question)
        self.show_button = ShowToRoom(self.theme, "the agreed grade")
        self.show_button.turned.connect(self._on_turned)
        self.put_step_button(self.show_button)
        self.put_step_button(self.list_button)
        self.put_step_button(self.later)

    # --- words

    def page_title(self) -> str:
        """The question itself."""
        shown = self.view_shown
        return shown.question.text if shown and shown.question else super().page_title()

    def page_subtitle(self) -> str:
        """What to look for."""
        shown = self.view_shown
        return shown.question.prompt if shown and shown.question else ""

    def page_eyebrow(self) -> str:
        """Where in the list."""
        shown = self.view_shown
        if shown is None or shown.question is None:
            return super().page_eyebrow()
        return f"Question {shown.place} of {shown.of}  ·  {shown.question.domain}"

    def first_focus(self) -> QWidget | None:
        """The grades."""
        if self.form is None:
            return None
        return self.form.first_control()

    # --- reading

    def read(self) -> QuestionPage:
        """The question asked for, or the first that waits; with what a lesson can rest on."""
        vault = self.context.vault
        rows = questions_view(vault, self.table_id, self.case_id)
        if not rows:
            return QuestionPage(None)
        waiting = next((r.question_id for r in rows if not r.is_answered), rows[0].question_id)
        known = {r.question_id for r in rows}
        asked = self.question_id or self._stood_at()
        chosen = asked if asked in known else waiting
        view = question_view(vault, self.table_id, self.case_id, chosen)
        if self.capture is None:
            return QuestionPage(view)
        lessons = lessons_view(vault, lesson_case(vault, self.case_id), self.case_id)
        return QuestionPage(view, lessons, evidence_options(vault, self.case_id))

    def _stood_at(self) -> QuestionId:
        """The question that the meeting stands at: it is gone on with, though it may have an answer."""
        at = hub_view(self.context.vault, self.table_id).table.position
        here = at.step is Step.QUESTIONS and at.case_id == self.case_id
        return at.question_id if here else NO_QUESTION

    def show_content(self, view: QuestionPage) -> None:
        """The question, the agencies' answers, the judgement as stored."""
        question = view.question
        self._empty.setVisible(question is None)
        for part in (self.answers, self.later, self.list_button, self.show_button, self.add_lesson):
            part.setVisible(question is not None)
        if question is None or question.question is None:
            return
        self.question_id, self.view_shown = question.question.id, question
        self.set_title(self.page_title(), self.page_subtitle(), self.page_eyebrow())
        self.answers.show_answers(
            [
                AgencyAnswer(s.agency, s.said, s.tone, s.answer, s.evidence, s.asks, str(s.agency_id))
                for s in question.self_grades
            ],
            wide_gap=question.wide_gap,
        )
        form = self._form_of(question)
        if self.saving is not None and not form.is_unsaved():
            self.saving.show(lambda: form.show_judgement(question.judgement))
        if self.capture is not None and view.lessons is not None and self.hub is not None:
            self.capture.set_choices(self.hub.audit.id, view.lessons.agencies, view.options)
            if self.capture.form.text.hasFocus():
                self._reveal_capture()  # the choices made the form taller

    def _show_events(self, agency_id: str) -> None:
        """The agency's events in the chronology; back leads to this question."""
        navigator = self.context.navigator
        navigator.stand("questions", question_id=self.question_id)
        navigator.go(
            "chronology", round_table_id=self.table_id, case_id=self.case_id, agency_id=AgencyId(agency_id)
        )

    def _form_of(self, view: QuestionView) -> JudgementForm:
        if self.form is not None:
            return self.form
        self.form = form = JudgementForm(self.theme, view.scale, view.agencies, self._needs_reason)
        self.saving = self.autosave(self._take, *form.editors())
        form.changed.connect(self.saving.save)
        form.dissent_removed.connect(self._on_dissent_removed)
        self._form_place.addWidget(form)
        self.focus_inside()
        return form

    def _needs_reason(self, grade_id: str) -> bool:
        return self.view_shown is not None and self.view_shown.needs_reason(grade_id)

    # --- saving and going on

    def _take(self) -> Callable[[], Changes]:
        assert self.form is not None  # noqa: S101 - saving is made with the form
        judgement = self.form.judgement(self.question_id)
        return lambda: draft_judgement(self.context.vault, self.table_id, self.case_id, judgement)

    def finish(self) -> None:
        """Keep what was agreed and ask the next question; after the last one the step is completed."""
        if self.form is None:
            super().finish()
            return
        judgement = self.form.judgement(self.question_id)
        self.page.errors.clear()
        if judgement.is_empty:
            what = "Choose a grade or write what the group saw. “Leave for later” goes on without an answer."
            self.page.errors.show_problems([(what, self.form.first_control())])
            return
        self.act(
            lambda: judge(self.context.vault, self.table_id, self.case_id, judgement),
            lambda _made: self.go_on_asking(),
            self._on_refused,
        )

    def _on_refused(self, error: RoundtableError) -> None:
        field = self.form.reason_field if self.form and isinstance(error, ReasonMissing) else None
        if self.saving is not None:
            self.saving.save()  # what is on the page is kept as a draft, and the footer says so
        self.show_error(error, field)

    def go_on_asking(self) -> None:
        """The next question in the order shown, or the next step; that step is completed if none is open."""
        following = self.view_shown.next if self.view_shown else None
        if following is not None:
            self._ask(following)
            return
        self.flush()  # what was just typed counts as an answer
        left = self._left_open()
        super().finish()
        if left:
            waits = "question waits" if left == 1 else "questions wait"
            self.context.frame.toast(f"{left} {waits} for an answer: “Questions” stays in progress")

    def _left_open(self) -> int:
        """How many questions have no answer, with what stands in the form now."""
        if self.view_shown is None or self.form is None:
            return 0
        here = is_answered(self.form.judgement(self.question_id))
        return sum(
            not (here if row.question_id == self.question_id else row.is_answered)
            for row in self.view_shown.order
        )

    def _ask(self, question_id: QuestionId) -> None:
        self.go_to_step(Step.QUESTIONS, self.case_id, question_id=question_id, since=self.since)

    def _choose_question(self) -> None:
        if self.view_shown is None:
            return
        choices = [
            Choice(row.question_id, f"{place}. {row.text}", _state_words(row))
            for place, row in enumerate(self.view_shown.order, 1)
        ]
        chosen = self.context.prompts.pick("Go to a question", choices)
        if chosen:
            self._ask(QuestionId(chosen))

    def _on_dissent_removed(self, dissent: Dissent) -> None:
        form = self.form
        if form is not None:
            self.context.frame.toast("View removed", lambda: form.bring_back(dissent))

    # --- lesson

    def capture_lesson(self) -> None:
        """Open quick capture with this question as its evidence (Ctrl+Shift+L)."""
        if self.view_shown is None or self.closed.isVisibleTo(self):
            return
        if self.capture is None:
            evidence = Evidence(EvidenceKind.ANSWER, self.case_id, self.question_id)
            self.capture = LessonCapture(self, "Add as a lesson", (evidence,))
            self.capture.done.connect(self._on_lesson_added)
            self.put(self.capture)
            self.load()
        self.capture.form.text.setFocus()
        self._reveal_capture()

    def _reveal_capture(self) -> None:
        if self.capture is not None:
            reveal(self.capture)
            reveal(self.capture.form.text)

    def _on_lesson_added(self) -> None:
        self.context.frame.toast("Lesson added")

    # --- room

    def _on_turned(self) -> None:
        self.flush()
        self.load()

    def room_state(self) -> RoomState | None:
        """The question and the agencies' grades; the agreed one once it is shown. Nothing typed."""
        shown = self.view_shown
        if shown is None or shown.question is None:
            return None
        lines = [f"{s.agency}: {s.said}" for s in shown.self_grades if s.grade_id]
        if self.show_button.is_shown and shown.judgement.grade_id:
            lines.append(f"Agreed: {shown.scale.label(shown.judgement.grade_id)}")
        page = self.room_page(shown.question.text, tuple(lines), step=self.page_eyebrow())
        return replace(page, in_columns=True)


def _state_words(row: QuestionRow) -> str:
    """ "Wide gap  ·  Not answered"."""
    state = row.grade if row.is_answered else "Not answered"
    return f"Wide gap  ·  {state}" if row.wide_gap else state
