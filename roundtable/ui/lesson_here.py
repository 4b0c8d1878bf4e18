"""A lesson from the page one is on, in two keys, with its evidence attached: Ctrl+Shift+L, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from roundtable.actions.lessons import (
    EvidenceOption,
    LessonsView,
    evidence_options,
    lesson_case,
    lessons_view,
)
from roundtable.domain.lessons import Evidence, EvidenceKind
from roundtable.ui.lesson_capture import LessonCapture
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import reveal


def on_the_case(screen: StepScreen[Any]) -> LessonHere:
    """For pages about the case as a whole: the form stands at the end of the page."""
    here = LessonHere(
        screen, lambda: (Evidence(EvidenceKind.CASE, screen.case_id),), lambda capture: screen.put(capture)
    )
    screen.put_step_button(here.button)
    return here


class LessonHere:
    """The button, and the form that comes with the first press. `evidence` says what is on the page then."""

    def __init__(
        self,
        screen: StepScreen[Any],
        evidence: Callable[[], tuple[Evidence, ...]],
        place: Callable[[LessonCapture], None],
    ) -> None:
        """`place` puts the form into the page, once."""
        self._screen, self._evidence, self._place = screen, evidence, place
        self.capture: LessonCapture | None = None
        tip = "Add as a lesson (Ctrl+Shift+L)"
        self.button = Button(screen.theme, "Add as a lesson", icon="lightbulb", tip=tip)
        self.button.clicked.connect(self.open)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+L"), screen)
        shortcut.activated.connect(self.open)

    def open(self) -> None:
        """Show the form with the evidence of this moment; one that is being written keeps its own."""
        screen = self._screen
        if screen.closed.isVisibleTo(screen) or screen.hub is None:
            return
        if self.capture is None:
            self.capture = LessonCapture(screen, "Add as a lesson")
            self.capture.done.connect(self._on_added)
            self._place(self.capture)
        self.capture.setVisible(True)
        if not self.capture.form.has_text():
            self.capture.begin_from(self._evidence())
        self._offer()
        self.capture.form.text.setFocus()
        self._reveal()

    def _offer(self) -> None:
        vault, case_id, name = self._screen.context.vault, self._screen.case_id, self._screen.case_name

        def read() -> tuple[LessonsView, tuple[EvidenceOption, ...]]:
            view = lessons_view(vault, lesson_case(vault, case_id), case_id)
            whole = EvidenceOption(Evidence(EvidenceKind.CASE, case_id), f"{name}: the case as a whole")
            return view, (*evidence_options(vault, case_id), whole)

        self._screen.view(read, self._show)

    def _show(self, read: tuple[LessonsView, Sequence[EvidenceOption]]) -> None:
        view, options = read
        if self.capture is not None and self._screen.hub is not None:
            self.capture.set_choices(self._screen.hub.audit.id, view.agencies, options)
            if self.capture.form.text.hasFocus():
                self._reveal()  # the choices made the form taller

    def _reveal(self) -> None:
        """As much of the form as there is room for, in any case the field that one types into."""
        if self.capture is not None:
            reveal(self.capture)
            reveal(self.capture.form.text)

    def _on_added(self) -> None:
        assert self.capture is not None  # noqa: S101 - it said so itself
        self.capture.begin_from(self._evidence())
        self._screen.context.frame.toast("Lesson added")
