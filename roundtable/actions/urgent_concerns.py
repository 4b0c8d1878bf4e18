"""Urgent concerns: recorded in one keystroke, handed over to a named person, never in the report."""

from __future__ import annotations

from dataclasses import replace

from roundtable.actions.board import the_board
from roundtable.actions.hub import case_names
from roundtable.actions.ports import Papers, Transaction, Vault
from roundtable.actions.round_tables import store_table
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import RecordMissing
from roundtable.domain.ids import NO_CASE, CaseId, ConcernId, RoundTableId
from roundtable.domain.urgent_concern import (
    ConcernSlip,
    UrgentConcern,
    acknowledged,
    check_concern,
    handed_over,
)


def raise_concern(
    vault: Vault,
    round_table_id: RoundTableId,
    *,
    who: str,
    what: str,
    handed_to: str = "",
    case_id: CaseId = NO_CASE,
) -> Changes:
    """Records a concern at once; with a name in `handed_to` it is handed over. Raises ConcernTextMissing."""
    with vault.transaction() as tx:
        concern = UrgentConcern(
            ConcernId(tx.fresh_id()), tx.now, tx.who, who.strip(), what.strip(), case_id=case_id
        )
        check_concern(concern)
        if handed_to.strip():
            concern = handed_over(concern, handed_to, tx.now)
        table = tx.round_tables.get(round_table_id)
        table = replace(table, concerns=(*table.concerns, concern))
        return replace(store_table(tx, table, "concern.raised", Topic.CONCERNS), made=concern.id)


def edit_concern(
    vault: Vault, round_table_id: RoundTableId, concern_id: ConcernId, *, who: str, what: str, handed_to: str
) -> Changes:
    """Goes on writing a concern that is already recorded; `handed_to` alone is no handover yet.

    Once it was handed over, the name stays as it was told. Raises ConcernTextMissing.
    """
    with vault.transaction() as tx:
        concern = _concern(tx, round_table_id, concern_id)
        to = handed_to.strip() if concern.handed_at is None else concern.handed_to
        concern = replace(concern, who=who.strip(), what=what.strip(), handed_to=to)
        check_concern(concern)
        return _store(tx, round_table_id, concern, "concern.edited")


def note_taker(vault: Vault, round_table_id: RoundTableId, concern_id: ConcernId, to: str) -> Changes:
    """A name that is being typed waits with the concern; it is no handover, and changes none. Raises
    RecordMissing.
    """
    with vault.transaction() as tx:
        concern = _concern(tx, round_table_id, concern_id)
        if concern.handed_at is not None or concern.handed_to == to.strip():
            return changed(made=concern_id)
        return _store(tx, round_table_id, replace(concern, handed_to=to.strip()), "concern.edited")


def hand_over_concern(vault: Vault, round_table_id: RoundTableId, concern_id: ConcernId, to: str) -> Changes:
    """To whom it was handed over, now; earlier handovers stay on the record. Raises HandoverMissing."""
    with vault.transaction() as tx:
        concern = _concern(tx, round_table_id, concern_id)
        return _store(tx, round_table_id, handed_over(concern, to, tx.now), "concern.handed_over")


def acknowledge_concern(
    vault: Vault, round_table_id: RoundTableId, concern_id: ConcernId, by: str
) -> Changes:
    """Who acknowledged it, now; earlier acknowledgements stay on the record. Raises HandoverMissing."""
    with vault.transaction() as tx:
        concern = _concern(tx, round_table_id, concern_id)
        return _store(tx, round_table_id, acknowledged(concern, by, tx.now), "concern.acknowledged")


def concerns_view(vault: Vault, round_table_id: RoundTableId) -> tuple[UrgentConcern, ...]:
    """All concerns of the meeting, the newest last. They override confidentiality: no gate."""
    with vault.reading() as tx:
        return tx.round_tables.get(round_table_id).concerns


def concern_slip(vault: Vault, papers: Papers, round_table_id: RoundTableId, concern_id: ConcernId) -> bytes:
    """The handover slip as a PDF; making it is on the trail. Raises RecordMissing."""
    with vault.transaction() as tx:
        table, board = tx.round_tables.get(round_table_id), the_board(tx)
        concern = _concern(tx, round_table_id, concern_id)
        slip = ConcernSlip(
            concern=concern,
            board=board.name,
            marking=board.marking,
            reference=tx.audits.get(table.audit_id).reference,
            held_on=table.held_on,
            facilitator=table.facilitator,
            contact=board.contact,
            case=case_names(tx, table).get(concern.case_id, ""),
            made_at=tx.now,
            logo=board.logo,
        )
        tx.log("concern.slip_made", round_table_id, concern_id)
    return papers.concern_slip(slip)


def _concern(tx: Transaction, round_table_id: RoundTableId, concern_id: ConcernId) -> UrgentConcern:
    for concern in tx.round_tables.get(round_table_id).concerns:
        if concern.id == concern_id:
            return concern
    raise RecordMissing(kind="concern")


def _store(tx: Transaction, round_table_id: RoundTableId, concern: UrgentConcern, event: str) -> Changes:
    table = tx.round_tables.get(round_table_id)
    concerns = tuple(concern if c.id == concern.id else c for c in table.concerns)
    return store_table(tx, replace(table, concerns=concerns), event, Topic.CONCERNS)
