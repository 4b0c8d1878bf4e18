"""Preparing one audit: what it looks at, its cases, questions, agencies, and its round table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.audits import AuditDetails, AuditView, audit_view, edit_audit
from roundtable.actions.board import add_agency
from roundtable.actions.registers import add_case, case_file_view, remove_case, restore_case
from roundtable.actions.round_tables import MeetingDetails, plan_round_table
from roundtable.domain.audit import Audit, AuditStatus
from roundtable.domain.board import Question
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.case import Case
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import ReferenceTaken, RoundtableError, TitleMissing, WindowBackwards
from roundtable.domain.ids import AgencyId, AuditId, CaseId, RoundTableId
from roundtable.ui import draft_parts
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper, Parts
from roundtable.ui.error_texts import explain
from roundtable.ui.place_keeping import PlaceKeeping
from roundtable.ui.preparation.agency_picker import AgencyPicker
from roundtable.ui.preparation.case_list import CaseList, MeetingList
from roundtable.ui.preparation.question_picker import QuestionPicker
from roundtable.ui.preparation.scope_form import ScopeForm
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.section_tabs import SectionTabs

# Agencies before cases: a case's returns and events are those of the audit's agencies.
_SECTIONS = ("scope", "questions", "agencies", "cases", "meeting")


class AuditScreen(Screen):
    """`audit_id` says which; `section` is the tab to begin with."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.AUDIT, Topic.BOARD, Topic.ROUND_TABLE, Topic.CASE})
    help_key = "audit"

    def __init__(self, context: Context, *, audit_id: AuditId, section: str = "scope") -> None:
        super().__init__(context, "Prepare the audit", "Everything is saved as you type.")
        context.frame.set_rail((), "")
        self._id = AuditId(audit_id)
        self._view: AuditView | None = None
        self._place = PlaceKeeping(context)
        self.scope = ScopeForm(self.theme)
        self.cases = CaseList(self.theme)
        self.questions = QuestionPicker(self.theme)
        self.agencies = AgencyPicker(self.theme)
        self.meetings = MeetingList(self.theme)
        self.tabs = SectionTabs(
            self.theme,
            "Parts of the audit",
            (
                ("scope", "What it looks at", self.scope),
                ("questions", "Questions", self.questions),
                ("agencies", "Agencies", self.agencies),
                ("cases", "Cases", self.cases),
                ("meeting", "Round table", self.meetings),
            ),
        )
        self.add(self.tabs)
        self.add(self._links())
        self.tabs.changed.connect(self._on_section)
        self.scope.filled.connect(self._store)
        self.cases.added.connect(self._add_case)
        self.cases.opened.connect(lambda case_id: self._go("case", case_id=CaseId(case_id)))
        self.cases.removed.connect(lambda case_id: self._remove_case(CaseId(case_id)))
        self.questions.chosen.connect(self._store_questions)
        self.agencies.chosen.connect(self._store_agencies)
        self.agencies.named.connect(self._add_agency)
        self.meetings.planned.connect(self._plan)
        self.meetings.opened.connect(lambda table: self._go("meeting", round_table_id=RoundTableId(table)))
        self._scope_draft = self._keep("scope", self.scope, self.scope.drafts())
        self._scope_draft.restored.connect(self.scope.flush_brought_back)
        self.drafts = (
            self._scope_draft,
            self._keep("own_question", self.questions, {"text": draft_parts.line(self.questions.own_text)}),
            self._keep("agency", self.agencies, {"name": draft_parts.line(self.agencies.name)}),
            self._keep("meeting_day", self.meetings, {"day": draft_parts.boxes(self.meetings.day)}),
        )
        self.tabs.setVisible(False)
        self.tabs.show_section(section)

    def _links(self) -> QWidget:
        self.keep = Button(self.theme, "Keep and destroy records", "link", icon="archive")
        self.keep.clicked.connect(lambda: self._go("disposal", audit_id=self._id))
        self.papers = Button(self.theme, "Papers", "link", icon="file-text")
        self.papers.clicked.connect(lambda: self._go("papers", audit_id=self._id))
        return Row(self.theme, self.papers, self.keep, None)

    def _keep(self, name: str, form: QWidget, typed: Parts) -> DraftKeeper:
        return DraftKeeper(self.context, form, DraftPlace(name, self._id), typed)

    def first_focus(self) -> QWidget | None:
        """The chosen tab."""
        return self.tabs.tab(self.tabs.shown())

    def load(self) -> None:
        """Read the audit."""
        vault, audit_id = self.context.vault, self._id
        self.view(lambda: audit_view(vault, audit_id), self._show)

    def flush(self) -> None:
        """Save what is being typed."""
        super().flush()
        self.scope.flush()

    # --- showing

    def _show(self, view: AuditView) -> None:
        self._view = view
        states = {
            AuditStatus.PREPARING: "Preparing",
            AuditStatus.MEETING: "At the round table",
            AuditStatus.REPORTING: "Report to finish",
            AuditStatus.SENT: "Report sent",
            AuditStatus.WITHDRAWN: "Report withdrawn",
        }
        self.set_title(view.audit.title, "", f"{view.audit.reference}  ·  {states[view.audit.status]}")
        self.context.frame.set_place(view.audit.title)
        for part in (self.scope, self.cases, self.questions, self.agencies, self.meetings):
            part.show_view(view)
        for key, words, count in (
            ("cases", "Cases", len(view.cases)),
            ("questions", "Questions", len(view.audit.questions)),
            ("agencies", "Agencies", len(view.audit.agencies)),
        ):
            self.tabs.tab(key).set_words(f"{words} ({count})")
        for draft in self.drafts:
            draft.begin()
        self.tabs.setVisible(True)
        self._on_section(self.tabs.shown())

    def _on_section(self, section: str) -> None:
        self._show_primary(section)
        if self._view is not None:
            self.context.navigator.stand("audit", section=section)
            self._place.stand_at(self._id, Bookmark(Page.AUDIT, section))

    def _show_primary(self, section: str) -> None:
        if section == "meeting":
            if self._view is not None and self._view.meetings:
                self.set_primary("Go to the round table", self.meetings.go)
            else:
                self.set_primary("Plan the round table", self._plan_typed, icon="calendar")
            return
        if section == "cases" and self._view is not None and not self._view.cases:
            self.set_primary("Add the first case", self._add_case, icon="plus")
            return
        following = _SECTIONS[_SECTIONS.index(section) + 1]
        names = {"cases": "Cases", "questions": "Questions", "agencies": "Agencies", "meeting": "Round table"}
        self.set_primary(f"Continue: {names[following]}", lambda: self._next(following))

    def _next(self, section: str) -> None:
        problems = self.scope.problems() if section == _SECTIONS[1] else []
        self.page.errors.show_problems(problems)
        if not problems:
            self.tabs.show_section(section)
            self.page.verticalScrollBar().setValue(0)
            self.tabs.tab(section).setFocus()

    def _go(self, key: str, **params: object) -> None:
        self.context.navigator.go(key, **params)

    # --- storing

    def _store(self, details: AuditDetails) -> None:
        vault, audit_id = self.context.vault, self._id
        self.act(lambda: edit_audit(vault, audit_id, details), self._stored, self._not_stored)

    def _stored(self, _made: Changes) -> None:
        self.scope.autosave.done()
        if not self.scope.has_refused:
            self.scope.reference_field.set_error("")
        self.context.frame.clear_banner("not-saved")

    def _not_stored(self, error: RoundtableError) -> None:
        if isinstance(error, ReferenceTaken):
            # Not the fault of the other fields: they are stored without it.
            self.scope.autosave.done()
            self.scope.refuse_reference()
        else:
            self.scope.autosave.failed()
        field = {
            ReferenceTaken: self.scope.reference_field,
            TitleMissing: self.scope.title_field,
            WindowBackwards: self.scope.window_to,
        }.get(type(error))
        if field is not None:
            # No summary: it would take the focus out of what is being typed.
            field.set_error(explain(error).advice)
        else:
            said = explain(error)
            self.context.frame.show_banner("not-saved", "bad", f"Not saved: {said.title}. {said.advice}")

    def _store_questions(self, questions: tuple[Question, ...]) -> None:
        self._change(lambda audit: replace(_details_of(audit), questions=questions))

    def _store_agencies(self, agencies: tuple[AgencyId, ...]) -> None:
        self._change(lambda audit: replace(_details_of(audit), agencies=agencies))

    def _change(self, change: Callable[[Audit], AuditDetails]) -> None:
        vault, audit_id = self.context.vault, self._id

        def work() -> Changes:
            # What the vault holds now, not what was on the screen: another field may just have been saved.
            return edit_audit(vault, audit_id, change(audit_view(vault, audit_id).audit))

        self.act(work)

    def _add_agency(self, name: str) -> None:
        vault, audit_id = self.context.vault, self._id

        def work() -> Changes:
            made = add_agency(vault, name)
            audit = audit_view(vault, audit_id).audit
            agencies = tuple(dict.fromkeys((*audit.agencies, AgencyId(made.made))))
            return edit_audit(vault, audit_id, replace(_details_of(audit), agencies=agencies))

        self.act(work)

    # --- cases and meetings

    def _add_case(self) -> None:
        vault, audit_id = self.context.vault, self._id
        self.act(
            lambda: add_case(vault, audit_id),
            lambda made: self._go("case", case_id=CaseId(made.made)),
        )

    def _remove_case(self, case_id: CaseId) -> None:
        vault = self.context.vault
        gone: list[Case] = []

        def work() -> Changes:
            gone.append(case_file_view(vault, case_id).case)
            return remove_case(vault, case_id)

        def undo() -> None:
            self.act(lambda: restore_case(vault, gone[0]))

        self.act(work, lambda _made: self.context.frame.toast(f"Case {gone[0].ordinal} removed", undo))

    def _plan_typed(self) -> None:
        self.page.errors.show_problems(self.meetings.plan())

    def _plan(self, day: date) -> None:
        vault, audit_id = self.context.vault, self._id
        self.act(
            lambda: plan_round_table(vault, audit_id, MeetingDetails(day)),
            lambda made: self._planned(RoundTableId(made.made)),
        )

    def _planned(self, table: RoundTableId) -> None:
        self.meetings.day.set_date(None)
        self._go("meeting", round_table_id=table)


def _details_of(audit: Audit) -> AuditDetails:
    """The form's fields as they are stored."""
    return AuditDetails(
        title=audit.title,
        theme=audit.theme,
        reference=audit.reference,
        key_lines=audit.key_lines,
        window_from=audit.window_from,
        window_to=audit.window_to,
        sample_method=audit.sample_method,
        priority=audit.priority,
        agencies=audit.agencies,
    )
