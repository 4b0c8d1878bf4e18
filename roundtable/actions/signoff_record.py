"""The sign-off record: a restricted paper of its own, with names and signatures, never part of the report."""

from __future__ import annotations

from roundtable.actions.board import the_board
from roundtable.actions.hub import case_names
from roundtable.actions.ports import Papers, Transaction, Vault
from roundtable.domain.ids import CaseId, RoundTableId
from roundtable.domain.recusal import silent_agencies
from roundtable.domain.round_table import Attendee, RoundTable
from roundtable.domain.signoff import Recusal, SignOff
from roundtable.domain.signoff_evidence import clock_went_back, evidence_sha256, place_in_order
from roundtable.domain.signoff_record import (
    RecordedAttendee,
    RecordedDeclaration,
    RecordedRecusal,
    RecordedSignature,
    RecordedStatement,
    SignOffRecord,
)


def sign_off_record(vault: Vault, papers: Papers, round_table_id: RoundTableId) -> bytes:
    """The record as a PDF. Raises RecordMissing."""
    with vault.transaction() as tx:
        record = _record(tx, tx.round_tables.get(round_table_id))
        tx.log("signoff.record_made", round_table_id)
    return papers.sign_off_record(record)


def _record(tx: Transaction, table: RoundTable) -> SignOffRecord:
    board, audit = the_board(tx), tx.audits.get(table.audit_id)
    names = case_names(tx, table)
    entries = _sealed(tx, table)
    used = (*table.sheet.earlier_statements, table.sheet.statement)
    return SignOffRecord(
        board=board.name,
        marking=board.marking,
        audit_title=audit.title,
        reference=audit.reference,
        held_on=table.held_on,
        venue=table.venue,
        facilitator=table.facilitator,
        statements=tuple(RecordedStatement(s.version, s.text, s.sha256) for s in used),
        attendees=tuple(
            _attendee(table, a, board.agency_name(a.agency_id), names, entries) for a in table.attendees
        ),
        anchor=tx.anchor(),
        made_at=tx.now,
        clock_went_back=clock_went_back(table.sheet) or _left_before_arriving(table),
        logo=board.logo,
    )


def _left_before_arriving(table: RoundTable) -> bool:
    """Times that only a clock which was set back can give."""
    stays = [stay for attendee in table.attendees for stay in attendee.stays]
    return any(stay.left_at is not None and stay.left_at < stay.arrived_at for stay in stays)


def _sealed(tx: Transaction, table: RoundTable) -> dict[str, int]:
    """Hash of signed evidence → number of the trail's entry that holds it."""
    return {
        entry.ids[-1]: entry.number
        for entry in tx.trail()
        if entry.event == "statement.signed" and entry.ids[:1] == (table.id,)
    }


def _attendee(
    table: RoundTable, attendee: Attendee, agency: str, names: dict[CaseId, str], entries: dict[str, int]
) -> RecordedAttendee:
    signed = [s for s in table.sheet.sign_offs if s.attendee_id == attendee.id]
    refusal = next((r for r in table.sheet.refusals if r.attendee_id == attendee.id), None)
    return RecordedAttendee(
        name=attendee.name,
        agency=agency,
        role=attendee.role,
        capacity=attendee.capacity.value,
        accreditation_note=attendee.accreditation_note,
        stays=tuple((stay.arrived_at, stay.left_at) for stay in attendee.stays),
        nominated=attendee.nominated,
        decisions=tuple(decision.words for decision in attendee.admissions),
        signatures=tuple(_signature(table, s, entries) for s in signed),
        declarations=tuple(
            RecordedDeclaration(
                d.interest.value,
                names.get(d.case_id, "every case") if d.case_id else "every case",
                d.note,
                d.outcome.value,
            )
            for s in signed
            for d in s.declarations
        ),
        recusals=tuple(
            _recusal(table, r, names.get(r.case_id, "a case that was taken out"))
            for r in table.sheet.recusals
            if r.attendee_id == attendee.id
        ),
        refused_at=refusal.at if refusal else None,
        refusal_reason=refusal.reason if refusal else "",
    )


def _recusal(table: RoundTable, recusal: Recusal, case: str) -> RecordedRecusal:
    agency_id = table.attendee(recusal.attendee_id).agency_id
    out = [
        (a.left_at, a.back_at)
        for a in table.sheet.absences
        if (a.attendee_id, a.case_id) == (recusal.attendee_id, recusal.case_id)
    ]
    if recusal.left_at and not out:
        out.append((recusal.left_at, None))  # recorded before comings and goings were kept
    return RecordedRecusal(
        case=case,
        outcome=recusal.outcome.value,
        out=tuple(out),
        is_agency_silent=bool(agency_id) and agency_id in silent_agencies((table,), recusal.case_id),
    )


def _signature(table: RoundTable, sign_off: SignOff, entries: dict[str, int]) -> RecordedSignature:
    evidence = evidence_sha256(table.sheet, sign_off)
    # Signatures of earlier versions stand in the trail by the hash of their strokes alone.
    entry = entries.get(evidence) or entries.get(sign_off.signature.sha256, 0)
    return RecordedSignature(
        method=sign_off.signature.method,
        strokes=sign_off.signature.strokes,
        typed_name=sign_off.signature.typed_name,
        statement_version=sign_off.statement_version,
        signed_at=sign_off.signed_at,
        sha256=sign_off.signature.sha256,
        voided_at=sign_off.voided_at,
        void_reason=sign_off.void_reason,
        order=place_in_order(table.sheet, sign_off),
        present=tuple(a.name for a in table.attendees if a.id in sign_off.present),
        evidence_sha256=evidence,
        trail_entry=entry,
    )
