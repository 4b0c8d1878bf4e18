"""Quick capture of a lesson: in the vault as soon as it has words, so that nothing said is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal

from roundtable.actions.lessons import EvidenceOption, LessonRow, amend_lesson, capture_lesson
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AgencyId, AuditId, LessonId
from roundtable.domain.lessons import Evidence, Lesson
from roundtable.domain.wording import counted
from roundtable.ui.enter_adds import DoublePress, or_press_enter
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.evidence_picker import PickOption
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.lesson_form import KINDS, LessonForm

NEW = LessonId("")


@dataclass
class _Draft:
    """The lesson in the form; the id comes with the first save (set by the worker, in order)."""

    id: LessonId = NEW


_KEEP: Final = "Keep the changes"


class LessonCapture(Card):
    """A form over one lesson, new or being edited; `done` fires when it is complete and the form is empty."""

    done = Signal()

    def __init__(self, screen: StepScreen[Any], title: str, preset: Sequence[Evidence] = ()) -> None:
        super().__init__(screen.theme, title)
        self._screen, self._preset = screen, tuple(preset)
        self._draft, self._twice = _Draft(), DoublePress()
        self._audit_id = AuditId("")
        self._title = title
        self.said = ""
        """What became of the lesson that was completed last."""
        self.form = LessonForm(screen.theme)
        self.add(self.form)
        self.add_button = Button(screen.theme, "Add the lesson", icon="plus", tip="Add the lesson (Enter)")
        self.add_button.clicked.connect(lambda: self.complete())
        self.so_far = Text("", "label", "ink2", wrap=False)
        self.so_far.setVisible(False)
        self.add_row(self.add_button, or_press_enter(), None, self.so_far)
        self.saving = screen.autosave(self._take, self.form.text)
        # The text saves itself; a tick or a piece of evidence is saved with it.
        self.form.changed.connect(self._on_changed)
        self.form.finished.connect(lambda: self.complete())
        self.form.evidence.set_picked(self._preset)

    # --- what can be chosen

    def set_choices(
        self,
        audit_id: AuditId,
        agencies: Sequence[tuple[AgencyId, str]],
        options: Sequence[EvidenceOption],
    ) -> None:
        """The audit, its agencies, and what a lesson can rest on."""
        self._audit_id = audit_id
        self.form.set_agencies(agencies)
        self.form.evidence.set_options([PickOption(o.evidence, o.words) for o in options])

    @property
    def lesson_id(self) -> LessonId:
        """The lesson in the form, empty before its first save."""
        return self._draft.id

    def begin_from(self, evidence: Sequence[Evidence]) -> None:
        """A new lesson rests on this."""
        self._preset = tuple(evidence)
        self.form.evidence.set_picked(self._preset)

    def edit(self, lesson: Lesson) -> None:
        """Take a stored lesson into the form."""
        if not self.finish_current():
            return
        self._draft = _Draft(lesson.id)
        self.form.kinds.set_value(lesson.kind.value)
        self.form.text.set_text(lesson.text)
        self.form.tick(lesson.agencies)
        self.form.evidence.set_picked(lesson.evidence)
        self.add_button.set_label(_KEEP)
        self.heading.setText("Change this lesson")
        self.form.text.setFocus()

    def complete(self) -> bool:
        """Add (or keep) the lesson and empty the form; says what is missing when there are no words."""
        if not self.form.has_text() and self._twice.is_second():
            return False
        if not self.form.has_text():
            problem = "Enter what you would tell a colleague"
            self._screen.page.errors.show_problems([(problem, self.form.text_field)])
            return False
        self._screen.page.errors.clear()
        self.said = "Changes kept" if self.add_button.text() == _KEEP else "Lesson added"
        if not self.finish_current():
            return False
        self._twice.added()
        self.form.text.setFocus()
        self.done.emit()
        return True

    def finish_current(self) -> bool:
        """Save what is in the form, if anything, and begin anew; False when it could not be stored."""
        self.saving.flush()
        # Only what is in the vault may leave the form.
        self._screen.context.tasks.drain()
        if self.saving.is_unsaved:
            return False
        self._draft = _Draft()
        self.form.kinds.set_value(KINDS[0].key)
        self.form.text.set_text("")
        self.form.tick(())
        self.form.evidence.set_picked(self._preset)
        self.add_button.set_label("Add the lesson")
        self.heading.setText(self._title)
        return True

    def show_count(self, rows: Sequence[LessonRow]) -> None:
        """How many there are beside the one that is being written: the list may lie below the edge."""
        count = sum(row.lesson.id != self.lesson_id for row in rows)
        self.so_far.setText(f"{counted(count, 'lesson')} so far")
        self.so_far.setVisible(count > 0)

    # --- saving

    def _on_changed(self) -> None:
        if self.form.has_text() and not self.form.text.is_unsaved():
            self.saving.save()
        elif self.form.has_text():
            self.form.text.flush()

    def _take(self) -> Callable[[], Changes]:
        draft, form, screen = self._draft, self.form, self._screen
        kind, text = form.kind(), form.text.toPlainText()
        agencies, evidence = form.agencies(), form.evidence.picked()
        vault, audit_id, case_id = screen.context.vault, self._audit_id, screen.case_id

        def change() -> Changes:
            if not text.strip():
                return changed(Topic.LESSONS)  # emptied: the stored words stay until they are replaced
            if draft.id:
                return amend_lesson(
                    vault, draft.id, kind=kind, text=text, agencies=agencies, evidence=evidence
                )
            made = capture_lesson(
                vault,
                audit_id,
                kind=kind,
                text=text,
                agencies=agencies,
                evidence=evidence,
                case_id=case_id,
            )
            draft.id = LessonId(made.made)
            return made

        return change
