"""Preparing an audit: what is looked at, with which questions, over which time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date

from roundtable.actions.board import the_board
from roundtable.actions.bookmarks import mark_place
from roundtable.actions.case_access import stored_cases
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.audit import Audit, check_audit, with_questions
from roundtable.domain.board import Board, Question, Recipient
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import ReferenceTaken
from roundtable.domain.grading import GradeScale
from roundtable.domain.ids import AgencyId, AuditId, CaseId, RoundTableId
from roundtable.domain.report_work import ReportWork
from roundtable.domain.round_table import MeetingState

CORE_QUESTION_IDS = ("A1", "A2", "B1", "B3", "C1", "D1", "D2", "E1", "E3", "F1", "G3")
"""What a meeting shows unless the facilitator chooses otherwise: one or two of each domain."""


@dataclass(frozen=True, slots=True)
class AuditDetails:
    """What the form holds."""

    title: str
    theme: str = ""
    reference: str = ""
    key_lines: tuple[str, ...] = ()
    window_from: date | None = None
    window_to: date | None = None
    sample_method: str = ""
    priority: str = ""
    agencies: tuple[AgencyId, ...] = ()
    questions: tuple[Question, ...] | None = None
    scale: GradeScale | None = None
    recipient: Recipient | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: counts, no content."""

    id: CaseId
    ordinal: int
    people: int
    events: int
    returns: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A round table in a list."""

    id: RoundTableId
    held_on: date
    state: MeetingState


@dataclass(frozen=True, slots=True)
class AuditView:
    """An audit's page. No case content: counts only."""

    audit: Audit
    board: Board
    cases: tuple[CaseRow, ...]
    meetings: tuple[MeetingRow, ...]


def prepare_audit(vault: Vault, details: AuditDetails) -> Changes:
    """Makes an audit and the work sheet of its report. `made` is its id.

    Raises TitleMissing, WindowBackwards, ReferenceTaken.
    """
    with vault.transaction() as tx:
        audit = new_audit(tx, the_board(tx), details)
        tx.log("audit.prepared", audit.id)
        return changed(Topic.AUDIT, made=audit.id)


def new_audit(tx: Transaction, board: Board, details: AuditDetails) -> Audit:
    """Stores a new audit within a transaction; the seed of its labels is drawn here."""
    questions = details.questions
    if questions is None:
        questions = tuple(q for q in board.questions if q.id in CORE_QUESTION_IDS)
    audit = Audit(
        id=AuditId(tx.fresh_id()),
        reference=details.reference.strip() or next_reference(tx),
        title=details.title.strip(),
        theme=details.theme.strip(),
        scale=details.scale or board.scale,
        created_at=tx.now,
        key_lines=details.key_lines,
        window_from=details.window_from,
        window_to=details.window_to,
        sample_method=details.sample_method.strip(),
        priority=details.priority.strip(),
        agencies=details.agencies,
        questions=questions,
        recipient=details.recipient or board.recipient,
    )
    check_audit(audit)
    _check_reference(tx, audit)
    tx.audits.put(audit)
    tx.report_works.put(ReportWork(audit.id, seed=secrets.token_hex(16)))
    mark_place(tx, audit.id, Bookmark(Page.AUDIT))
    return audit


def edit_audit(vault: Vault, audit_id: AuditId, details: AuditDetails) -> Changes:
    """Stores the form. Raises TitleMissing, WindowBackwards, ReferenceTaken, QuestionSetFrozen."""
    with vault.transaction() as tx:
        old = tx.audits.get(audit_id)
        audit = replace(
            old,
            title=details.title.strip(),
            theme=details.theme.strip(),
            reference=details.reference.strip() or old.reference,
            key_lines=details.key_lines,
            window_from=details.window_from,
            window_to=details.window_to,
            sample_method=details.sample_method.strip(),
            priority=details.priority.strip(),
            agencies=details.agencies,
            scale=details.scale or old.scale,
            recipient=details.recipient or old.recipient,
        )
        if details.questions is not None:
            audit = with_questions(audit, details.questions)
        check_audit(audit)
        _check_reference(tx, audit)
        tx.audits.put(audit)
        tx.log("audit.edited", audit.id)
        return changed(Topic.AUDIT)


def next_reference(tx: Transaction) -> str:
    """The next free "MAA-2026-01" of the year: says nothing about the cases."""
    taken = {a.reference for a in tx.audits.all()}
    number = 1
    while (reference := f"MAA-{tx.now.year}-{number:02d}") in taken:
        number += 1
    return reference


def _check_reference(tx: Transaction, audit: Audit) -> None:
    if any(a.reference == audit.reference and a.id != audit.id for a in tx.audits.all()):
        raise ReferenceTaken()


def audit_view(vault: Vault, audit_id: AuditId) -> AuditView:
    """The audit's page. Raises RecordMissing."""
    with vault.reading() as tx:
        cases = tuple(
            CaseRow(c.id, c.ordinal, len(c.register.people), len(c.events), len(c.returns))
            for c in stored_cases(tx, audit_id)
        )
        meetings = tuple(MeetingRow(t.id, t.held_on, t.state) for t in tx.round_tables.of(audit_id))
        return AuditView(tx.audits.get(audit_id), the_board(tx), cases, meetings)
