"""What both lists of lessons do: of one case (`screens.practice`), and of all of them (`screens.lessons`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from roundtable.actions.lessons import EvidenceOption, LessonsView, edit_lesson, remove_lesson
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.lessons import Lesson
from roundtable.ui.lesson_capture import LessonCapture
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.cards import EmptyState


@dataclass(frozen=True, slots=True)
class LessonsPage:
    """The lessons, what new ones can rest on, and their texts as the room may see them."""

    lessons: LessonsView
    options: tuple[EvidenceOption, ...]
    room_texts: tuple[str, ...]


class LessonList:
    """The form of a page, and what its lines ask for."""

    def __init__(
        self, screen: StepScreen[Any], capture: LessonCapture, show_primary: Callable[[], None]
    ) -> None:
        """`show_primary` sets the large button by whether something is being written."""
        self._screen, self.capture, self._show_primary = screen, capture, show_primary
        self.view_shown: LessonsPage | None = None
        capture.done.connect(self._on_added)
        capture.form.text.textChanged.connect(show_primary)

    def edit(self, lesson: Lesson) -> None:
        """Take a lesson into the form."""
        self.capture.edit(lesson)
        self._show_primary()
        self._screen.page.ensureWidgetVisible(self.capture)

    def remove(self, lesson: Lesson) -> None:
        """Remove a lesson; the message offers to bring it back."""
        screen, vault = self._screen, self._screen.context.vault
        if self.capture.lesson_id == lesson.id and not self.capture.finish_current():
            return

        def change() -> Changes:
            remove_lesson(vault, lesson.id)
            return changed(Topic.LESSONS)

        def undo() -> None:
            screen.act(lambda: edit_lesson(vault, lesson))

        screen.act(change, lambda _made: screen.context.frame.toast("Lesson removed", undo))
        self.capture.form.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> bool:
        """Add the lesson in the form; False when nothing is written there."""
        if not self.capture.form.has_text():
            return False
        self.capture.complete()
        return True

    def _on_added(self) -> None:
        self._screen.context.frame.toast(self.capture.said)
        if self.view_shown is not None:
            self.capture.show_count(self.view_shown.lessons.rows)
        self._show_primary()


def no_lessons_yet(screen: StepScreen[Any]) -> EmptyState:
    """What an empty list says."""
    return EmptyState(
        screen.theme,
        "lightbulb",
        "What would you tell a colleague?",
        "One sentence is enough. What worked well counts as much as what did not.",
    )
