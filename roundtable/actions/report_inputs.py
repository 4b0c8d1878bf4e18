"""Everything a report is made from, loaded whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from roundtable import anonymise
from roundtable.actions.audit_register import current_register_of, searched_register
from roundtable.actions.board import the_board
from roundtable.actions.case_access import stored_cases
from roundtable.actions.label_references import (
    action_said,
    lesson_said,
    references_by_label,
    walkthrough_said,
)
from roundtable.actions.labels import labels_of
from roundtable.actions.plain_roles import with_plain_roles
from roundtable.actions.ports import Transaction
from roundtable.actions.round_tables import walkthroughs_of
from roundtable.domain.action_plan import Action, soonest_first
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board
from roundtable.domain.case import Case
from roundtable.domain.chronology import in_order
from roundtable.domain.date_printing import DatePrinting
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.lessons import Lesson
from roundtable.domain.report_edits import in_chosen_order, with_texts
from roundtable.domain.report_work import ReportWork
from roundtable.domain.round_table import RoundTable
from roundtable.domain.walkthrough import Walkthrough


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """One audit with all that hangs on it. Never leaves `actions`. `tables` are by day."""

    audit: Audit
    board: Board
    work: ReportWork
    cases: tuple[Case, ...]
    tables: tuple[RoundTable, ...]
    walkthroughs: dict[CaseId, Walkthrough]
    lessons: tuple[Lesson, ...]
    actions: tuple[Action, ...]
    labels: dict[str, str]
    roles: dict[str, str]
    meeting_on: date
    searched: anonymise.Register
    """Everything that must not leave by name."""
    sole_titles: tuple[str, ...] = ()

    def case(self, case_id: CaseId) -> Case | None:
        """The case with this id, if it is still there."""
        return next((c for c in self.cases if c.id == case_id), None)

    def case_label(self, case: Case) -> str:
        """The child's label, or "Case 2" where no child is registered."""
        child = case.index_child
        return (self.labels.get(child.id, "") if child else "") or f"Case {case.ordinal}"

    def walkthrough(self, case_id: CaseId) -> Walkthrough | None:
        """What was said about a case, at however many meetings."""
        return self.walkthroughs.get(case_id)

    def in_report_order(self) -> tuple[Case, ...]:
        """By label, which is random: the order of the files must not show (DOMAIN 3). Or as they were put in
        order for this report."""
        by_label = sorted(self.cases, key=self.case_label)
        return in_chosen_order(by_label, self.work.edits.order_of("cases"))

    def lesson_reference(self, lesson: Lesson) -> str:
        """ "L3"."""
        return f"L{self.lessons.index(lesson) + 1}"

    @property
    def dates(self) -> DatePrinting:
        """How dates are printed for these readers."""
        return self.work.dates.at(self.work.level)


def start_of(case: Case) -> date | None:
    """The day relative time is counted from: the first event."""
    ordered = in_order(case.events)
    return ordered[0].on if ordered else None


def latest_of(tables: Iterable[RoundTable]) -> RoundTable | None:
    """The last round table that was held; the next planned one before any was."""
    by_day = sorted(tables, key=lambda t: t.held_on)
    held = [t for t in by_day if t.was_opened]
    return held[-1] if held else next(iter(by_day), None)


def meeting_day(tables: Iterable[RoundTable]) -> date | None:
    """The day that papers give."""
    table = latest_of(tables)
    return table.held_on if table else None


def load_inputs(tx: Transaction, audit_id: AuditId) -> ReportInputs:
    """Reads it all; the caller has asked the gate. Raises RecordMissing."""
    tables = tuple(sorted(tx.round_tables.of(audit_id), key=lambda t: t.held_on))
    cases = stored_cases(tx, audit_id)
    register = with_plain_roles(current_register_of(cases))
    say = references_by_label(tx, audit_id).shown
    lessons = sorted(tx.lessons.of(audit_id), key=lambda item: item.ordinal)
    work = tx.report_works.get(audit_id)
    actions = soonest_first(action_said(a, say) for a in tx.actions.of(audit_id))
    return ReportInputs(
        audit=tx.audits.get(audit_id),
        board=the_board(tx),
        work=replace(work, edits=with_texts(work.edits, say)),
        cases=cases,
        tables=tables,
        walkthroughs={c: walkthrough_said(w, say) for c, w in walkthroughs_of(tx, audit_id).items()},
        lessons=tuple(lesson_said(x, say) for x in lessons),
        actions=in_chosen_order(actions, work.edits.order_of("actions")),
        labels=labels_of(tx, audit_id),
        roles={p.id: p.role for p in register.people},
        meeting_on=meeting_day(tables) or tx.now.date(),
        sole_titles=anonymise.sole_titles(register),
        searched=searched_register(tx, audit_id),
    )
