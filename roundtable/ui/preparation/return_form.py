"""One agency's return on one case; saved as it is typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from roundtable.domain.agency_return import AgencyReturn, Answer, ReturnStatus
from roundtable.domain.audit import Audit
from roundtable.domain.board import Question
from roundtable.domain.grading import OFF_SCALE, GradeScale
from roundtable.domain.ids import QuestionId
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Field, LineEdit, PlainTextEditor, Text, TileChoice, TileGroup
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.stack import Stack

STATUSES = (
    TileChoice(ReturnStatus.RECEIVED.value, "Received", "The agency has answered.", "ok"),
    TileChoice(ReturnStatus.NIL.value, "Nil return", "The agency answers that it has nothing.", "info"),
    TileChoice(ReturnStatus.NOT_RECEIVED.value, "Not received", "It will be listed as missing.", "warn"),
)


class ReturnForm(Stack):
    """Fires `edited` with the return to store."""

    edited = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._return: AgencyReturn | None = None
        self._known: AgencyReturn | None = None  # what the vault has, or is being given
        self.autosave = Autosave(self, self._save)
        self._questions: tuple[Question, ...] = ()
        self._asked = QuestionId("")
        self._scale: GradeScale | None = None
        self.status = TileGroup(theme, "Has the agency answered?", STATUSES, columns=3, narrowest=180)
        self.headline = PlainTextEditor(theme, "Headline", lines=2)
        self.strengths = PlainTextEditor(theme, "What worked well", lines=3)
        self.gaps = PlainTextEditor(theme, "What to develop", lines=3)
        self.taken = PlainTextEditor(theme, "Already done", lines=2)
        self.grade = Select(theme, "The agency’s own grade")
        self.reason = PlainTextEditor(theme, "Reason for the grade", lines=2)
        self.question = Select(theme, "Question")
        self.answer = PlainTextEditor(theme, "Answer", lines=3)
        self.answer_grade = Select(theme, "Grade for this question")
        self.evidence = LineEdit(theme, "Evidence")
        self._lay_out(theme)
        self._connect()

    def show_return(self, sent: AgencyReturn, agency: str, audit: Audit) -> None:
        """Show a return. The same agency's: what is being typed stays."""
        is_same = self._return is not None and self._return.agency_id == sent.agency_id
        if not is_same:
            self.flush()
            self._asked = audit.questions[0].id if audit.questions else QuestionId("")
        self._heading.setText(agency)
        self._offer(audit)
        if is_same and self._is_typing():
            return
        self._return = self._known = sent
        self.status.set_value(sent.status.value)
        for editor, text in (
            (self.headline, sent.headline),
            (self.strengths, sent.strengths),
            (self.gaps, sent.gaps),
            (self.taken, sent.actions_taken),
            (self.reason, sent.reason),
        ):
            editor.set_text(text)
        self.grade.set_value(sent.grade_id)
        self._show_answer()
        self._follow_status()

    def save_failed(self) -> None:
        """The return handed over last is not in the vault; it is handed over again."""
        self._known = None
        self.autosave.failed()

    def flush(self) -> None:
        """Save now what is not saved."""
        for editor in self._editors():
            editor.flush()
        if self._evidence_typed():
            self._save()
        self.autosave.flush()

    def _lay_out(self, theme: Theme) -> None:
        top = Card(theme)
        self._heading = Text("", "h2")
        top.add(self._heading)
        top.add(self.status)
        self.add(top)
        self._content = Card(theme, "In the agency’s own words")
        self._content.add(Field(theme, "Headline", self.headline, "One or two sentences for the room."))
        self._content.add(
            Reflow(
                theme,
                Field(theme, "What worked well", self.strengths),
                Field(theme, "What to develop", self.gaps),
                narrowest=280,
            )
        )
        self._content.add(Field(theme, "Already done", self.taken, optional=True))
        self._content.add(
            Reflow(
                theme,
                Field(theme, "The agency’s own grade", self.grade),
                Field(theme, "Reason for the grade", self.reason, optional=True),
                narrowest=280,
            )
        )
        self.add(self._content)
        self._answers = Card(theme, "Answers to the questions")
        self._question_text = Text("", "label")
        self._answered = Text("", "small", "ink2")
        self._answers.add(self._answered)
        self._answers.add(Field(theme, "Question", self.question))
        self._answers.add(self._question_text)
        self._answers.add(Field(theme, "Answer", self.answer))
        self._answers.add(
            Reflow(
                theme,
                Field(theme, "Grade for this question", self.answer_grade),
                Field(theme, "Evidence", self.evidence, optional=True),
                narrowest=280,
            )
        )
        self.add(self._answers)

    def _connect(self) -> None:
        for editor in self._editors():
            editor.saved_text.connect(lambda _text: self._save())
        self.evidence.textEdited.connect(lambda _text: self.autosave.touch())
        self.evidence.editingFinished.connect(self._save)
        self.status.changed.connect(lambda _key: self._on_status())
        for choice in (self.grade, self.answer_grade):
            choice.changed.connect(lambda _key: self._save())
        self.question.changed.connect(self._ask)

    def _editors(self) -> tuple[PlainTextEditor, ...]:
        return (self.headline, self.strengths, self.gaps, self.taken, self.reason, self.answer)

    def _is_typing(self) -> bool:
        typing = any(editor.is_unsaved() for editor in self._editors()) or self._evidence_typed()
        return typing or self.autosave.is_unsaved

    def _evidence_typed(self) -> bool:
        answer = self._stored_answer()
        return self.evidence.text().strip() != (answer.evidence if answer else "")

    def _stored_answer(self) -> Answer | None:
        return self._return.answer(self._asked) if self._return else None

    def _offer(self, audit: Audit) -> None:
        self._questions, self._scale = audit.questions, audit.scale
        grades = [
            ("", "No grade"),
            *((g.id, g.label) for g in audit.scale.grades),
            *OFF_SCALE.items(),
        ]
        for choice in (self.grade, self.answer_grade):
            choice.set_choices(grades)
        self.question.set_choices(
            [(q.id, f"{number}. {_short(q.text)}") for number, q in enumerate(audit.questions, 1)]
        )
        self.question.set_value(self._asked)

    def _ask(self, question_id: str) -> None:
        self.answer.flush()
        if self._evidence_typed():
            self._save()
        self._asked = QuestionId(question_id)
        self._show_answer()

    def _show_answer(self) -> None:
        answer = self._stored_answer()
        question = next((q for q in self._questions if q.id == self._asked), None)
        self._question_text.setText(question.text if question else "")
        self.answer.set_text(answer.text if answer else "")
        self.answer_grade.set_value(answer.grade_id if answer else "")
        self.evidence.setText(answer.evidence if answer else "")
        count = sum(1 for a in self._return.answers if a.text or a.grade_id) if self._return else 0
        self._answered.setText(f"{count} of {len(self._questions)} answered")

    def _on_status(self) -> None:
        self._follow_status()
        self._save()

    def _follow_status(self) -> None:
        received = self.status.value() == ReturnStatus.RECEIVED.value
        self._content.setVisible(received)
        self._answers.setVisible(received and bool(self._questions))

    def _save(self) -> None:
        sent = self._return
        if sent is None:
            return
        typed = replace(
            sent,
            status=ReturnStatus(self.status.value() or ReturnStatus.NOT_RECEIVED.value),
            headline=self.headline.toPlainText(),
            strengths=self.strengths.toPlainText(),
            gaps=self.gaps.toPlainText(),
            actions_taken=self.taken.toPlainText(),
            grade_id=self.grade.value(),
            reason=self.reason.toPlainText(),
            answers=self._typed_answers(sent),
        )
        if typed.status is ReturnStatus.NOT_RECEIVED and typed.headline.strip():
            # Somebody has begun to type it in: then it has been received.
            typed = replace(typed, status=ReturnStatus.RECEIVED)
            self.status.set_value(ReturnStatus.RECEIVED.value)
        self._return = typed
        if typed != self._known:
            self._known = typed
            self.autosave.begin()
            self.edited.emit(typed)

    def _typed_answers(self, sent: AgencyReturn) -> tuple[Answer, ...]:
        if not self._asked:
            return sent.answers
        answer = Answer(
            self._asked,
            self.answer.toPlainText(),
            self.answer_grade.value(),
            self.evidence.text().strip(),
        )
        if answer == (sent.answer(self._asked) or Answer(self._asked)):
            return sent.answers
        kept = tuple(a for a in sent.answers if a.question_id != self._asked)
        is_empty = not (answer.text.strip() or answer.grade_id or answer.evidence)
        return kept if is_empty else (*kept, answer)


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:67].rsplit(" ", 1)[0] + " …"
