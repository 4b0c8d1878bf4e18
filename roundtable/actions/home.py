"""The first page after unlocking: go on where it stopped, or choose an audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.audit import Audit, AuditStatus
from roundtable.domain.ids import NO_CASE, AuditId, CaseId, RoundTableId
from roundtable.domain.round_table import MeetingState, RoundTable
from roundtable.domain.walkthrough import TITLES, Step
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
    """Where the last meeting stopped."""

    audit_id: AuditId
    audit_title: str
    round_table_id: RoundTableId
    step: Step
    step_title: str
    case_id: CaseId = NO_CASE
    case_ordinal: int = 0
    state: MeetingState = MeetingState.OPEN


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
        audits = sorted(tx.audits.all(), key=lambda a: a.created_at, reverse=True)
        rows = tuple(_row(tx, audit) for audit in audits)
        warning = ""
        if boards and boards[0].pack.is_past_review(tx.now.date()):
            pack = boards[0].pack
            warning = f"The wording pack “{pack.name}” was due for review by {day_words(pack.review_by)}."
        return HomeView(boards[0].name if boards else "", rows, _resume(tx), warning)


def _row(tx: Transaction, audit: Audit) -> AuditRow:
    tables = tx.round_tables.of(audit.id)
    latest = max(tables, key=lambda t: t.held_on, default=None)
    return AuditRow(
        id=audit.id,
        reference=audit.reference,
        title=audit.title,
        theme=audit.theme,
        status=audit.status,
        case_count=len(tx.cases.of(audit.id)),
        meeting_on=latest.held_on if latest else None,
        round_table_id=latest.id if latest else None,
        meeting_state=latest.state if latest else None,
    )


def _resume(tx: Transaction) -> Resume | None:
    """An open or paused meeting, else a closed one whose report has not been sent."""
    tables = [t for t in tx.round_tables.all() if t.state is not MeetingState.PLANNED]
    order = {MeetingState.OPEN: 0, MeetingState.PAUSED: 1, MeetingState.CLOSED: 2}
    waiting = [t for t in tables if tx.audits.get(t.audit_id).status is not AuditStatus.SENT]
    if not waiting:
        return None
    table = min(waiting, key=lambda t: (order[t.state], -t.held_on.toordinal()))
    return _resume_at(tx, table)


def _resume_at(tx: Transaction, table: RoundTable) -> Resume:
    position = table.position
    case = tx.cases.find(position.case_id) if position.case_id else None
    # A case may have been taken out since: then the meeting goes on at its beginning.
    step = Step.SIGN if position.case_id and case is None else position.step
    return Resume(
        audit_id=table.audit_id,
        audit_title=tx.audits.get(table.audit_id).title,
        round_table_id=table.id,
        step=step,
        step_title=TITLES[step],
        case_id=case.id if case else NO_CASE,
        case_ordinal=case.ordinal if case else 0,
        state=table.state,
    )
