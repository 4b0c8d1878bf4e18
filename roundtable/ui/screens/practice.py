"""Good practice and improvement: lessons of this case captured by keyboard in seconds."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.lessons import (
    LessonRow,
    evidence_options,
    lesson_case,
    lessons_view,
)
from roundtable.actions.spoken import said
from roundtable.domain.lessons import LessonKind
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.lesson_capture import LessonCapture
from roundtable.ui.lesson_list import LessonList, LessonsPage, no_lessons_yet
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Pill, Text, Tone

_PILL: dict[LessonKind, tuple[str, Tone]] = {
    LessonKind.GOOD_PRACTICE: ("Good practice", "ok"),
    LessonKind.IMPROVEMENT: ("Area for improvement", "warn"),
    LessonKind.SYSTEM: ("System issue", "info"),
}


class LessonCard(Card):
    """One lesson of the case, by label as the room may see it, with Edit and Remove."""

    def __init__(self, screen: PracticeScreen, row: LessonRow, spoken: str) -> None:
        super().__init__(screen.theme, narrow=True)
        self.shown = (row, spoken)
        lesson = row.lesson
        words, tone = _PILL[lesson.kind]
        edit = Button(screen.theme, "Edit", icon="pencil", name=f"Edit lesson: {spoken[:60]}")
        edit.clicked.connect(lambda: screen.list.edit(lesson))
        remove = Button(screen.theme, "Remove", icon="trash-2", name=f"Remove lesson: {spoken[:60]}")
        remove.clicked.connect(lambda: screen.list.remove(lesson))
        self.add_row(Pill(screen.theme, words, tone), None, edit, remove)
        self.add(Text(spoken))
        if row.agencies:
            self.add(Text(f"Agencies: {', '.join(row.agencies)}", "small", "ink2"))
        if row.evidence:
            self.add(Text(f"Rests on: {'; '.join(row.evidence)}", "small", "ink2"))


class PracticeScreen(StepScreen[LessonsPage]):
    """Keys 1–3, the text, Enter: one lesson."""

    step: ClassVar[Step] = Step.PRACTICE
    help_key: ClassVar[str] = "practice"

    def build(self) -> None:
        """The form over the list."""
        self.capture = LessonCapture(self, "Add a lesson")
        self.list = LessonList(self, self.capture, self._show_primary)
        self.put(self.capture)
        self._count = Text("", "h2")
        self.put(self._count)
        self._empty = no_lessons_yet(self)
        self.put(self._empty)
        self._list = QVBoxLayout()
        self.theme.scale_layout(self._list, (0, 0, 0, 0), 12)
        self.put(self._list)
        self.cards: list[LessonCard] = []

    def page_title(self) -> str:
        """Names the case by label."""
        return (
            f"What do we learn from the work with {self.case_name}?"
            if self.case_name
            else super().page_title()
        )

    def page_subtitle(self) -> str:
        """The keys."""
        return "Write and press Enter. Alt+1, Alt+2 or Alt+3 chooses the kind."

    def first_focus(self) -> QWidget | None:
        """The text."""
        return self.capture.form.text

    def read(self) -> LessonsPage:
        """Lessons of this case and what new ones can rest on."""
        vault = self.context.vault
        lessons = lessons_view(vault, lesson_case(vault, self.case_id), self.case_id)
        texts = said(vault, self.case_id, *(row.lesson.text for row in lessons.rows))
        return LessonsPage(lessons, evidence_options(vault, self.case_id), texts)

    def show_content(self, view: LessonsPage) -> None:
        """The list; the form keeps what is being typed."""
        self.list.view_shown = view
        if self.hub is not None:
            self.capture.set_choices(self.hub.audit.id, view.lessons.agencies, view.options)
        rows = view.lessons.rows
        self._count.setText(f"{counted(len(rows), 'lesson')} from this case")
        self._count.setVisible(bool(rows))
        self.capture.show_count(view.lessons.rows)
        self._empty.setVisible(not rows)
        wanted = list(zip(rows, view.room_texts, strict=True))
        if [card.shown for card in self.cards] != wanted:
            self._show_list(wanted)

    def _show_list(self, rows: list[tuple[LessonRow, str]]) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()  # else a queued show makes it a window of its own
            card.setParent(None)
            card.deleteLater()
        # The newest on top: it is what was just said.
        self.cards = [LessonCard(self, row, spoken) for row, spoken in rows]
        for card in reversed(self.cards):
            self._list.addWidget(card)

    # --- changing

    def finish(self) -> None:
        """Ctrl+Enter adds the lesson in the form; with an empty form it goes on."""
        if not self.list.finish():
            super().finish()

    def _show_primary(self) -> None:
        adding = self.capture.form.has_text()
        self.set_primary(
            "Add the lesson" if adding else "Save and continue",
            self.finish,
            icon="plus" if adding else "arrow-right",
        )

    def room_state(self) -> RoomState | None:
        """The lessons as text, by label."""
        if self.list.view_shown is None:
            return None
        kinds = (_PILL[row.lesson.kind][0] for row in self.list.view_shown.lessons.rows)
        lines = tuple(
            f"{kind}: {text}" for kind, text in zip(kinds, self.list.view_shown.room_texts, strict=True)
        )
        return self.room_page(self.page_title(), lines)
