"""Lessons over all cases: added, sorted and mended by keyboard, grouped by kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.actions.hub import hub_view
from roundtable.actions.lessons import (
    EvidenceOption,
    LessonRow,
    evidence_options,
    lessons_view,
    move_lesson,
)
from roundtable.actions.spoken import said_in_audit
from roundtable.domain.errors import RecusedStillPresent
from roundtable.domain.ids import LessonId
from roundtable.domain.lessons import Evidence, EvidenceKind, Lesson, LessonKind
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.context import Context
from roundtable.ui.cross_case_capture import ROUTES, CrossCaseCapture
from roundtable.ui.lesson_list import LessonList, LessonsPage, no_lessons_yet
from roundtable.ui.report_step import ReportStep
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Pill, Separator, Text, Tone
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.stack import Stack

_GROUPS: dict[LessonKind, tuple[str, str, Tone]] = {
    LessonKind.GOOD_PRACTICE: ("Good practice", "circle-check", "ok"),
    LessonKind.IMPROVEMENT: ("Areas for improvement", "triangle-alert", "warn"),
    LessonKind.SYSTEM: ("System issues", "network", "info"),
}


class LessonLine(QWidget):
    """One lesson: its reference, words and basis at the left, what can be done with it at the right."""

    def __init__(self, screen: LessonsScreen, row: LessonRow, reference: str, text: str) -> None:
        """`text` is the lesson by label; the form shows it as it was typed."""
        super().__init__()
        self.row, self._text, self._theme = row, text, screen.theme
        lesson, theme = row.lesson, screen.theme
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 4)
        self.buttons = {
            "up": self._button("arrow-up", "Move up", lambda: screen.reorder(lesson, -1)),
            "down": self._button("arrow-down", "Move down", lambda: screen.reorder(lesson, 1)),
            "edit": self._button("pencil", "Edit", lambda: screen.list.edit(lesson)),
            "remove": self._button("trash-2", "Remove", lambda: screen.list.remove(lesson)),
        }
        number = Text(reference, "label", "ink2", wrap=False)
        number.setMinimumWidth(theme.px(34))
        column.addWidget(Row(theme, number, Text(text), *self.buttons.values(), spacing=4))
        for words in _basis(row):
            column.addWidget(Text(words, "small", "ink2"))

    def can_move(self, *, up: bool, down: bool) -> None:
        """First and last of a kind stay where they are."""
        self.buttons["up"].setEnabled(up)
        self.buttons["down"].setEnabled(down)

    def _button(self, icon: str, verb: str, action: object) -> Button:
        button = Button(self._theme, "", "link", icon, tip=verb, name=f"{verb}: {self._text[:60]}")
        button.clicked.connect(action)
        return button


class LessonsScreen(ReportStep[LessonsPage]):
    """What would you tell a colleague? Keys 1–3, the words, Enter."""

    step: ClassVar[Step] = Step.LESSONS
    help_key: ClassVar[str] = "lessons"

    def __init__(self, context: Context, *, lesson_id: str = "", **where: Any) -> None:
        """`lesson_id`: the lesson to begin at; `where` as for every step."""
        self._begins_at = lesson_id
        super().__init__(context, **where)

    def build(self) -> None:
        """The form over the groups."""
        self.capture = CrossCaseCapture(self)
        self.list = LessonList(self, self.capture, self._show_primary)
        self.put(self.capture)
        self.empty = no_lessons_yet(self)
        self.put(self.empty)
        self._groups = Stack(self.theme)
        self.put(self._groups)
        self.lines: list[LessonLine] = []

    def page_title(self) -> str:
        """Over all cases."""
        return "What do we learn across the cases?"

    def page_subtitle(self) -> str:
        """The keys."""
        return "Write and press Enter. Alt+1, Alt+2 or Alt+3 chooses the kind."

    def first_focus(self) -> QWidget | None:
        """The text, or the lesson that the page was opened at."""
        begins = next((line for line in self.lines if line.row.lesson.id == self._begins_at), None)
        return begins.buttons["edit"] if begins is not None else self.capture.form.text

    def read(self) -> LessonsPage:
        """Every lesson of the audit and what new ones can rest on."""
        vault, audit_id = self.context.vault, self.audit_of_table()
        lessons = lessons_view(vault, audit_id)
        texts = said_in_audit(vault, audit_id, *(row.lesson.text for row in lessons.rows))
        return LessonsPage(lessons, self._options(), texts)

    def _options(self) -> tuple[EvidenceOption, ...]:
        found: list[EvidenceOption] = []
        for case_id, name in hub_view(self.context.vault, self.table_id).case_names:
            try:
                options = evidence_options(self.context.vault, case_id)
            except RecusedStillPresent:
                continue  # somebody in the room stays out of that case
            found.append(EvidenceOption(Evidence(EvidenceKind.CASE, case_id), f"{name}: the case as a whole"))
            found += [replace(option, words=f"{name}, {option.words}") for option in options]
        return tuple(found)

    def show_content(self, view: LessonsPage) -> None:
        """The groups; the form keeps what is being typed."""
        old, self.list.view_shown = self.list.view_shown, view
        self.capture.set_choices(self.audit_id, view.lessons.agencies, view.options)
        self.capture.set_domains(view.lessons.domains)
        self.capture.show_count(view.lessons.rows)
        self.empty.setVisible(not view.lessons.rows)
        if old is None or (old.lessons.rows, old.room_texts) != (view.lessons.rows, view.room_texts):
            self._show_groups(view)

    def _show_groups(self, view: LessonsPage) -> None:
        self._groups.clear()
        self.lines = []
        for kind, (words, icon, tone) in _GROUPS.items():
            numbered = [(n, row) for n, row in enumerate(view.lessons.rows, 1) if row.lesson.kind is kind]
            if not numbered:
                continue
            card = Card(self.theme)
            card.add_row(Text(words, "h2"), Pill(self.theme, counted(len(numbered), "lesson"), tone, icon))
            lines = [LessonLine(self, row, f"L{n}", view.room_texts[n - 1]) for n, row in numbered]
            for place, line in enumerate(lines):
                line.can_move(up=place > 0, down=place < len(lines) - 1)
                if place:
                    card.add(Separator())
                card.add(line)
            self.lines += lines
            self._groups.add(card)

    # --- changing

    def reorder(self, lesson: Lesson, way: int) -> None:
        """Past the neighbour of the same kind; the others keep their order."""
        rows = self.list.view_shown.lessons.rows if self.list.view_shown else ()
        same = [n for n, row in enumerate(rows) if row.lesson.kind is lesson.kind]
        here = next(n for n, row in enumerate(rows) if row.lesson.id == lesson.id)
        place = same.index(here) + way
        if not 0 <= place < len(same):
            return
        by, key = same[place] - here, "up" if way < 0 else "down"
        self.act(
            lambda: move_lesson(self.context.vault, lesson.id, by),
            lambda _made: self._focus_line(lesson.id, key),
        )

    def finish(self) -> None:
        """Ctrl+Enter adds the lesson in the form; with an empty form it goes on."""
        if not self.list.finish():
            super().finish()

    def _focus_line(self, lesson_id: LessonId, key: str) -> None:
        # The list is drawn anew by the reload that follows this; the focus has to wait for it.
        self._after_reload = (lesson_id, key)

    _after_reload: tuple[LessonId, str] | None = None

    def tell_room(self) -> None:
        """Called at the end of every reload."""
        super().tell_room()
        if self._after_reload is None:
            return
        lesson_id, key = self._after_reload
        self._after_reload = None
        for line in self.lines:
            if line.row.lesson.id == lesson_id:
                wanted = line.buttons[key]
                (wanted if wanted.isEnabled() else line.buttons["edit"]).setFocus()

    def _show_primary(self) -> None:
        writing = self.capture.form.has_text()
        label = self.capture.add_button.text() if writing else "Save and continue"
        self.set_primary(label, self.finish, icon="check" if writing else "arrow-right")

    def room_state(self) -> RoomState | None:
        """The lessons as text, by label."""
        if self.list.view_shown is None:
            return None
        rows = self.list.view_shown.lessons.rows
        lines = tuple(
            f"{words}: {text}"
            for kind, (words, _icon, _tone) in _GROUPS.items()
            for row, text in zip(rows, self.list.view_shown.room_texts, strict=True)
            if row.lesson.kind is kind
        )
        return self.room_page(self.page_title(), lines)


def _basis(row: LessonRow) -> list[str]:
    """What stands under a lesson in small type."""
    lesson = row.lesson
    parts = [row.case_name, ", ".join(row.agencies), lesson.domain]
    route = dict(ROUTES).get(lesson.route, lesson.route) if lesson.route else ""
    about = " · ".join(part for part in (*parts, route) if part)
    rests = f"Rests on: {'; '.join(row.evidence)}" if row.evidence else ""
    return [words for words in (about, rests) if words]
