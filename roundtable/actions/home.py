"""The first page after unlocking: go on where it stopped, or choose an audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from roundtable.actions.hub import case_names
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.audit import Audit, AuditStatus
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.case import Case
from roundtable.domain.ids import NO_CASE, AuditId, RoundTableId
from roundtable.domain.round_table import MeetingState, RoundTable
from roundtable.domain.walkthrough import REPORT_STEPS, Step
from roundtable.domain.wording import day_words


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One audit in the list; nothing of its cases but their number."""

    id: AuditId
    reference: str
    title: str
    theme: str
    status: AuditStatus
    case_count: int
    meeting_on: date | None
    round_table_id: RoundTableId | None
    meeting_state: MeetingState | None


@dataclass(frozen=True, slots=True)
class Resume:
    """What the facilitator did last: the page to go on with. `state` is None while no meeting is planned."""

    audit_id: AuditId
    audit_title: str
    status: AuditStatus
    place: Bookmark
    case_ordinal: int = 0
    case_name: str = ""
    """At a round table the case is called by its label, "Child B"; while it is prepared, by its number."""
    state: MeetingState | None = None
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    board_name: str
    audits: tuple[AuditRow, ...]
    resume: Resume | None
    wording_warning: str = ""


def home_view(vault: Vault) -> HomeView:
    """Board, audits (newest first) and the meeting to go on with."""
    with vault.reading() as tx:
        boards = tx.boards.all()
        works = sorted(_works(tx), key=lambda w: w.audit.created_at, reverse=True)
        rows = tuple(_row(tx, work) for work in works)
        warning = ""
        if boards and boards[0].pack.is_past_review(tx.now.date()):
            pack = boards[0].pack
            warning = f"The wording pack “{pack.name}” was due for review by {day_words(pack.review_by)}."
        return HomeView(boards[0].name if boards else "", rows, _resume(tx, works), warning)


def _works(tx: Transaction) -> list[_Work]:
    """Every audit with its round tables, each read once: a Board's file holds the audits of many years."""
    tables: dict[AuditId, list[RoundTable]] = {}
    for table in tx.round_tables.all():
        tables.setdefault(table.audit_id, []).append(table)
    return [_Work(audit, tuple(tables.get(audit.id, ()))) for audit in tx.audits.all()]


def _row(tx: Transaction, work: _Work) -> AuditRow:
    audit = work.audit
    latest = max(work.tables, key=lambda t: t.held_on, default=None)
    return AuditRow(
        id=audit.id,
        reference=audit.reference,
        title=audit.title,
        theme=audit.theme,
        status=audit.status,
        case_count=tx.cases.count_of(audit.id),
        meeting_on=latest.held_on if latest else None,
        round_table_id=latest.id if latest else None,
        meeting_state=latest.state if latest else None,
    )


def _resume(tx: Transaction, works: Iterable[_Work]) -> Resume | None:
    """An open round table first: the room waits. Else the audit that was worked on last and is not over."""
    waiting = [work for work in works if not work.is_over]
    last = max(waiting, key=lambda work: work.order, default=None)
    return _resume_at(tx, last) if last else None


@dataclass(frozen=True, slots=True)
class _Work:
    """An audit with its round tables."""

    audit: Audit
    tables: tuple[RoundTable, ...]

    @property
    def is_over(self) -> bool:
        """Its report has been sent, and no further round table is under way."""
        return self.audit.status is AuditStatus.SENT and all(
            t.state is MeetingState.CLOSED for t in self.tables
        )

    @property
    def open_table(self) -> RoundTable | None:
        return next((t for t in self.tables if t.state is MeetingState.OPEN), None)

    @property
    def order(self) -> tuple[bool, int, datetime]:
        """Greatest for what comes first. The times tell where an earlier version kept no bookmark."""
        times = [t.closed_at or t.opened_at for t in self.tables]
        latest = max((self.audit.created_at, *(t for t in times if t)))
        return self.open_table is not None, self.audit.bookmark.number, latest

    @property
    def place(self) -> Bookmark:
        """An open round table stands at its position, whatever else was looked at."""
        if self.open_table is not None:
            return _step_of(self.open_table)
        return self.audit.bookmark if self.audit.bookmark.is_kept else _last_known(self.tables)

    def table(self, place: Bookmark) -> RoundTable | None:
        """The round table that the place belongs to; for a page of the preparation, the latest."""
        if place.round_table_id:
            return next((t for t in self.tables if t.id == place.round_table_id), None)
        return max(self.tables, key=lambda t: t.held_on, default=None)


def _step_of(table: RoundTable) -> Bookmark:
    at = table.position
    return Bookmark(Page.STEP, case_id=at.case_id, round_table_id=table.id, step=at.step)


def _last_known(tables: tuple[RoundTable, ...]) -> Bookmark:
    """Where an audit without a bookmark stands: paused, then closed, then planned, then not planned yet."""
    order = (MeetingState.PAUSED, MeetingState.CLOSED, MeetingState.PLANNED)
    table = min(tables, key=lambda t: (order.index(t.state), -t.held_on.toordinal()), default=None)
    if table is None:
        return Bookmark(Page.AUDIT)
    if table.state is not MeetingState.CLOSED:
        return Bookmark(Page.MEETING, round_table_id=table.id)
    step = table.position.step if table.position.step in REPORT_STEPS else Step.CHECK
    return Bookmark(Page.STEP, round_table_id=table.id, step=step)


def _resume_at(tx: Transaction, work: _Work) -> Resume:
    place = work.place
    case = tx.cases.find(place.case_id) if place.case_id else None
    if place.case_id and case is None:
        place = _without_case(place)
    table = work.table(place)
    return Resume(
        audit_id=work.audit.id,
        audit_title=work.audit.title,
        status=work.audit.status,
        place=place,
        case_ordinal=case.ordinal if case else 0,
        case_name=_named(tx, table, case) if case else "",
        state=table.state if table else None,
        held_on=table.held_on if table else None,
    )


def _named(tx: Transaction, table: RoundTable | None, case: Case) -> str:
    names = case_names(tx, table) if table else {}
    return names.get(case.id) or f"Case {case.ordinal}"


def _without_case(place: Bookmark) -> Bookmark:
    """A case may have been taken out since: then one goes on where cases are chosen."""
    if place.page is Page.CASE:
        return replace(place, page=Page.AUDIT, section="cases", case_id=NO_CASE)
    return replace(place, step=Step.SIGN, case_id=NO_CASE)
