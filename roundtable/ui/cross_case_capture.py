"""Capture of a lesson over all cases: quick as in a case, with domain and route once they are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from roundtable.actions.lessons import amend_lesson, capture_lesson
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import LessonId
from roundtable.domain.lessons import Lesson
from roundtable.ui.lesson_capture import LessonCapture
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.select import Select

ROUTES = (
    ("", "Not said yet"),
    ("practice", "Practice"),
    ("policy", "Policy or procedure"),
    ("training", "Training"),
)
MORE = "Agencies, evidence, domain and route"


class CrossCaseCapture(LessonCapture):
    """Kind and words first; the rest is folded away until it is wanted."""

    def __init__(self, screen: StepScreen[Any]) -> None:
        super().__init__(screen, "Add a lesson")
        theme = screen.theme
        self.domain = Select(theme, "Domain", [("", "No domain")])
        self.route = Select(theme, "Route", ROUTES)
        for select in (self.domain, self.route):
            select.changed.connect(lambda _key: self.form.changed.emit())
        self.form.details.add(
            Reflow(
                theme,
                Field(theme, "Domain", self.domain, optional=True),
                Field(theme, "How it will be taken up", self.route, optional=True),
                narrowest=260,
            )
        )
        self.form.evidence.search.setAccessibleName("Find an event or a question of any case")
        self.more = Disclosure(theme, MORE, self.form.details)
        form_column = self.form.layout()
        if form_column is not None:
            form_column.addWidget(self.more)

    def set_domains(self, domains: Sequence[str]) -> None:
        """Which domains can be chosen."""
        self.domain.set_choices([("", "No domain"), *((d, d) for d in domains)])

    def edit(self, lesson: Lesson) -> None:
        """Take a stored lesson into the form, with everything it has."""
        super().edit(lesson)
        if self.lesson_id != lesson.id:
            return
        known = [key for key, _words in self.domain.choices()]
        if lesson.domain and lesson.domain not in known:
            self.domain.set_choices([*self.domain.choices(), (lesson.domain, lesson.domain)])
        self.domain.set_value(lesson.domain)
        self.route.set_value(lesson.route)
        self.more.set_open(bool(lesson.agencies or lesson.evidence or lesson.domain or lesson.route))

    def finish_current(self) -> bool:
        """As in a case; domain and route begin anew too."""
        if not super().finish_current():
            return False
        self.domain.set_value("")
        self.route.set_value("")
        return True

    def _take(self) -> Callable[[], Changes]:
        draft, form, vault, audit_id = self._draft, self.form, self._screen.context.vault, self._audit_id
        text, domain, route = form.text.toPlainText(), self.domain.value(), self.route.value()
        kind, agencies, evidence = form.kind(), form.agencies(), form.evidence.picked()

        def change() -> Changes:
            if not text.strip():
                return changed(Topic.LESSONS)  # emptied: the stored words stay until they are replaced
            if draft.id:
                return amend_lesson(
                    vault,
                    draft.id,
                    kind=kind,
                    text=text,
                    agencies=agencies,
                    evidence=evidence,
                    domain=domain,
                    route=route,
                )
            made = capture_lesson(
                vault,
                audit_id,
                kind=kind,
                text=text,
                agencies=agencies,
                evidence=evidence,
                domain=domain,
                route=route,
            )
            draft.id = LessonId(made.made)
            return made

        return change
