"""Attendees: expected, arriving, signing, refusing, recused, leaving. Each with its time and trail line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from roundtable.actions.board import the_board
from roundtable.actions.hub import case_names
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.round_tables import store_table
from roundtable.domain import accreditation
from roundtable.domain.board import Board
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import AttendeeInUse
from roundtable.domain.ids import (
    NO_AGENCY,
    NO_REPRESENTATIVE,
    AgencyId,
    AttendeeId,
    CaseId,
    RepresentativeId,
    RoundTableId,
)
from roundtable.domain.round_table import (
    Attendee,
    Capacity,
    RoundTable,
    arrive,
    leave,
    replace_attendee,
    require_open,
    with_attendee,
)
from roundtable.domain.signing_errors import TurnedAway, TypedNameDiffers
from roundtable.domain.signoff import (
    Declaration,
    Method,
    Outcome,
    Signature,
    amend_statement,
    record_back_from_case,
    record_left_for_case,
    refuse,
    sign,
    void,
)
from roundtable.domain.signoff_evidence import evidence_sha256
from roundtable.domain.statement import Statement
from roundtable.domain.typed_name import is_same_name


@dataclass(frozen=True, slots=True)
class SigningView:
    """The hand-over page of one attendee: the statement and nothing of any case."""

    attendee_id: AttendeeId
    name: str
    agency: str
    role: str
    place: int
    of: int
    statement: Statement
    case_names: tuple[tuple[CaseId, str], ...]
    has_signed: bool


def add_attendee(
    vault: Vault,
    round_table_id: RoundTableId,
    *,
    name: str,
    agency_id: AgencyId = NO_AGENCY,
    role: str = "",
    capacity: Capacity = Capacity.PRESENT,
    representative_id: RepresentativeId = NO_REPRESENTATIVE,
) -> Changes:
    """Puts somebody on the list. `made` is their id.

    Raises AttendeeNameMissing, SamePersonTwice, AgencyUnknown.

    An expired or unknown accreditation is noted; whether they stay is the facilitator's decision
    (`actions.admission`).
    """
    with vault.transaction() as tx:
        table, board = tx.round_tables.get(round_table_id), the_board(tx)
        board.agency_name(agency_id)
        attendee = Attendee(
            AttendeeId(tx.fresh_id()), " ".join(name.split()), agency_id, role.strip(), capacity
        )
        attendee = _as_accredited(attendee, board, representative_id, table.held_on)
        changes = store_table(tx, with_attendee(table, attendee), "attendee.added", Topic.SIGNOFF)
        return replace(changes, made=attendee.id)


def put_back_attendee(vault: Vault, round_table_id: RoundTableId, attendee: Attendee) -> Changes:
    """Somebody who was taken off the list is on it again, as they were. Raises SamePersonTwice."""
    with vault.transaction() as tx:
        table = with_attendee(tx.round_tables.get(round_table_id), attendee)
        return store_table(tx, table, "attendee.added", Topic.SIGNOFF)


def add_representatives(
    vault: Vault, round_table_id: RoundTableId, representative_ids: tuple[RepresentativeId, ...]
) -> Changes:
    """Puts representatives of the Board on the list, in this order, expected in the room.

    Whoever is on it already (typed in by hand, too), or is not known to the Board any more, is passed over.
    Doubtful accreditation is noted, as with `add_attendee`.
    """
    with vault.transaction() as tx:
        table, board = tx.round_tables.get(round_table_id), the_board(tx)
        known = {person.id: person for person in board.representatives}
        listed = {attendee.representative_id for attendee in table.attendees}
        for chosen in representative_ids:
            person = known.get(chosen)
            if person is None or chosen in listed or table.lists(person.name, person.agency_id):
                continue
            attendee = Attendee(AttendeeId(tx.fresh_id()), person.name, person.agency_id, person.role)
            table = with_attendee(table, _as_accredited(attendee, board, chosen, table.held_on))
            tx.log("attendee.added", table.id)
        tx.round_tables.put(table)
        return changed(Topic.ROUND_TABLE, Topic.SIGNOFF)


def remove_representatives(
    vault: Vault, round_table_id: RoundTableId, representative_ids: tuple[RepresentativeId, ...]
) -> Changes:
    """Takes representatives off the list again; whoever has been here, signed or refused stays."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        going = {
            a.id
            for a in table.attendees
            if a.representative_id in representative_ids and not (a.stays or table.sheet.knows(a.id))
        }
        for _person in going:
            tx.log("attendee.removed", table.id)
        kept = tuple(a for a in table.attendees if a.id not in going)
        tx.round_tables.put(replace(table, attendees=kept))
        return changed(Topic.ROUND_TABLE, Topic.SIGNOFF)


def _as_accredited(
    attendee: Attendee, board: Board, representative_id: RepresentativeId, on: date
) -> Attendee:
    """With what the Board knows of this representative, for a meeting on that day."""
    person = next((r for r in board.representatives if r.id == representative_id), None)
    return replace(
        attendee,
        representative_id=representative_id,
        accreditation_note=accreditation.doubt(person, on),
        nominated=accreditation.standing(person, on),
    )


def edit_attendee(
    vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId, *, role: str, capacity: Capacity
) -> Changes:
    """Changes role or capacity."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        attendee = replace(table.attendee(attendee_id), role=role.strip(), capacity=capacity)
        return store_table(tx, replace_attendee(table, attendee), "attendee.edited", Topic.SIGNOFF)


def remove_attendee(vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId) -> Changes:
    """Takes somebody off the list who has neither been here, nor signed, nor refused; others can only leave.

    Raises AttendeeInUse.
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        attendee = table.attendee(attendee_id)
        if attendee.stays or table.sheet.knows(attendee_id):
            raise AttendeeInUse()
        kept = tuple(a for a in table.attendees if a.id != attendee_id)
        return store_table(tx, replace(table, attendees=kept), "attendee.removed", Topic.SIGNOFF)


def record_arrival(vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId) -> Changes:
    """Somebody is here. Once the walkthrough has begun, an unsigned arrival draws the curtain."""
    with vault.transaction() as tx:
        table = arrive(tx.round_tables.get(round_table_id), attendee_id, tx.now)
        return store_table(tx, table, "attendee.arrived", Topic.SIGNOFF)


def record_departure(vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId) -> Changes:
    """Somebody has left."""
    with vault.transaction() as tx:
        table = leave(tx.round_tables.get(round_table_id), attendee_id, tx.now)
        return store_table(tx, table, "attendee.left", Topic.SIGNOFF)


def sign_statement(
    vault: Vault,
    round_table_id: RoundTableId,
    attendee_id: AttendeeId,
    *,
    shown_sha256: str,
    signature: Signature,
    declarations: tuple[Declaration, ...] = (),
) -> Changes:
    """One attendee signs what was shown (`shown_sha256` of the exact text).

    Somebody who is on the list but not yet recorded as here arrives by signing. A declaration with the
    outcome "does not attend" records that the person leaves. Raises RoundTableNotOpen, StatementChanged,
    AlreadySigned, SignatureEmpty, TypedNameMissing, TypedNameDiffers, ReceivedInTheRoom, TurnedAway.
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        attendee = table.attendee(attendee_id)
        if attendee.is_turned_away:
            raise TurnedAway()
        _check_typed_name(signature, attendee)
        remote = signature.method is Method.RECEIVED and attendee.capacity is Capacity.REMOTE
        if not remote:
            require_open(table)
            table = _arrive_to_sign(table, attendee_id, tx)
        sheet = sign(
            table.sheet,
            attendee_id,
            shown_sha256=shown_sha256,
            signature=signature,
            declarations=declarations,
            present=tuple(a.id for a in table.present),
            remote=remote,
            case_ids=table.case_ids,
            now=tx.now,
        )
        table = replace(table, sheet=sheet)
        if any(d.outcome is Outcome.DOES_NOT_ATTEND for d in declarations):
            table = leave(table, attendee_id, tx.now)
        tx.round_tables.put(table)
        evidence = evidence_sha256(sheet, sheet.sign_offs[-1])
        # One entry of the trail seals it all: its ids, and the round table as stored with these strokes.
        tx.log("statement.signed", table.id, attendee_id, shown_sha256, evidence)
        return changed(Topic.ROUND_TABLE, Topic.SIGNOFF)


def _arrive_to_sign(table: RoundTable, attendee_id: AttendeeId, tx: Transaction) -> RoundTable:
    """Arriving on the sign-off page itself does not draw the curtain a second time."""
    was_drawn = table.is_curtain_drawn
    return replace(arrive(table, attendee_id, tx.now), is_curtain_drawn=was_drawn)


def _check_typed_name(signature: Signature, attendee: Attendee) -> None:
    if signature.method is not Method.TYPED or not signature.typed_name.strip():
        return
    if not is_same_name(signature.typed_name, attendee.name):
        raise TypedNameDiffers()


def refuse_statement(
    vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId, reason: str
) -> Changes:
    """Somebody does not agree: recorded with the reason given, and they leave."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        sheet = refuse(table.sheet, attendee_id, reason, tx.now)
        table = leave(replace(table, sheet=sheet), attendee_id, tx.now)
        return store_table(tx, table, "statement.refused", Topic.SIGNOFF)


def void_signature(
    vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId, reason: str
) -> Changes:
    """Voids a signature so that it can be given again. Raises VoidReasonMissing, SignatureMissing."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        table = replace(table, sheet=void(table.sheet, attendee_id, reason, tx.now))
        return store_table(tx, table, "signature.voided", Topic.SIGNOFF)


def change_statement(
    vault: Vault, round_table_id: RoundTableId, title: str, clauses: tuple[str, ...]
) -> Changes:
    """A new text; after the first signature a new version that everybody signs. Raises StatementEmpty."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        table = replace(table, sheet=amend_statement(table.sheet, title, clauses))
        return store_table(tx, table, "statement.changed", Topic.SIGNOFF)


def record_recused_left(
    vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId, case_id: CaseId
) -> Changes:
    """A recused attendee is out of the room for this case: it may open."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        sheet = record_left_for_case(table.sheet, attendee_id, case_id, tx.now)
        return store_table(tx, replace(table, sheet=sheet), "recusal.left", Topic.SIGNOFF)


def record_recused_back(
    vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId, case_id: CaseId
) -> Changes:
    """A recused attendee is back: the case closes to view."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        sheet = record_back_from_case(table.sheet, attendee_id, case_id, tx.now)
        return store_table(tx, replace(table, sheet=sheet), "recusal.back", Topic.SIGNOFF)


def signing_view(vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId) -> SigningView:
    """The hand-over page: needs no gate, it is the page that opens it."""
    with vault.reading() as tx:
        table = tx.round_tables.get(round_table_id)
        attendee = table.attendee(attendee_id)
        order = [a.id for a in table.attendees]
        return SigningView(
            attendee_id=attendee_id,
            name=attendee.name,
            agency=the_board(tx).agency_name(attendee.agency_id),
            role=attendee.role,
            place=order.index(attendee_id) + 1,
            of=len(order),
            statement=table.sheet.statement,
            case_names=tuple(case_names(tx, table).items()),
            has_signed=table.sheet.has_signed(attendee_id),
        )
