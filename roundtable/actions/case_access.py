"""The one door to case content: nothing is shown that the signature gate does not let through (DOMAIN 3).

Views come through `open_case`, `require_audit_open` or `require_whole_audit_open`. Actions that only *store*
what was said use `stored_case`: a drawn curtain must never cost a sentence. A test holds every module to it.
"""

from __future__ import annotations

from roundtable.actions.ports import Transaction
from roundtable.domain.case import Case
from roundtable.domain.errors import AnotherMeetingOpen
from roundtable.domain.ids import NO_CASE, AuditId, CaseId
from roundtable.domain.round_table import MeetingState, RoundTable, require_content_open


def meetings_in_session(tx: Transaction) -> tuple[RoundTable, ...]:
    """Every open round table of the vault."""
    return tuple(t for t in tx.round_tables.all() if t.state is MeetingState.OPEN)


def require_audit_open(tx: Transaction, audit_id: AuditId, case_id: CaseId = NO_CASE) -> None:
    """Lets content of this audit (and case) through, or raises a child of CaseClosedToRoom."""
    for table in meetings_in_session(tx):
        if table.audit_id != audit_id:
            raise AnotherMeetingOpen()
        require_content_open(table, case_id)


def require_whole_audit_open(tx: Transaction, audit_id: AuditId) -> None:
    """Lets through what tells every case (the report): nobody may be here who must leave for one of them.

    Raises a child of CaseClosedToRoom.
    """
    require_audit_open(tx, audit_id)
    for case in stored_cases(tx, audit_id):
        require_audit_open(tx, audit_id, case.id)


def open_case(tx: Transaction, case_id: CaseId) -> Case:
    """The case, for a screen. Raises a child of CaseClosedToRoom, RecordMissing."""
    case = stored_case(tx, case_id)
    require_audit_open(tx, case.audit_id, case_id)
    return case


def stored_case(tx: Transaction, case_id: CaseId) -> Case:
    """The case, for rules and for storing; never for a screen."""
    return tx.cases.get(case_id)


def stored_cases(tx: Transaction, audit_id: AuditId) -> tuple[Case, ...]:
    """All cases of an audit in their order, for rules; never for a screen."""
    return tuple(sorted(tx.cases.of(audit_id), key=lambda c: c.ordinal))
