"""Which aggregates are stored, in which table, and what each one belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Table

from roundtable.domain.action_plan import Action
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board
from roundtable.domain.case import Case
from roundtable.domain.draft import Draft
from roundtable.domain.lessons import Lesson
from roundtable.domain.report_work import ExportedReport, ReportWork
from roundtable.domain.round_table import RoundTable
from roundtable.domain.walkthrough import Walkthrough
from roundtable.storage import tables
from roundtable.storage.documents import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of aggregate. `parent_of` gives the id that `Rows.of` looks for."""

    table: Table
    document: Document[T]
    id_of: Callable[[T], str]
    parent_of: Callable[[T], str]

    @property
    def name(self) -> str:
        """The table's name, as the trail and errors give it."""
        return self.table.name


def _kind(table: Table, stored_type: type[T], parent_of: Callable[[Any], str]) -> Kind[T]:
    def id_of(item: Any) -> str:
        return str(item.id)

    return Kind(table, Document(table.name, stored_type), id_of, parent_of)


BOARDS: Final = _kind(tables.boards, Board, lambda board: "")
AUDITS: Final = _kind(tables.audits, Audit, lambda audit: "")
CASES: Final = _kind(tables.cases, Case, lambda case: case.audit_id)
ROUND_TABLES: Final = _kind(tables.round_tables, RoundTable, lambda table: table.audit_id)
WALKTHROUGHS: Final = _kind(tables.walkthroughs, Walkthrough, lambda walk: walk.round_table_id)
LESSONS: Final = _kind(tables.lessons, Lesson, lambda lesson: lesson.audit_id)
ACTIONS: Final = _kind(tables.actions, Action, lambda action: action.audit_id)
DRAFTS: Final = _kind(tables.drafts, Draft, lambda draft: draft.case_id)
REPORT_WORKS: Final = _kind(tables.report_works, ReportWork, lambda work: work.id)
REPORTS: Final = _kind(tables.reports, ExportedReport, lambda report: report.audit_id)

ALL: Final[tuple[Kind[Any], ...]] = (
    BOARDS,
    AUDITS,
    CASES,
    ROUND_TABLES,
    WALKTHROUGHS,
    LESSONS,
    ACTIONS,
    DRAFTS,
    REPORT_WORKS,
    REPORTS,
)
