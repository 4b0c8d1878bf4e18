"""The signature gate: nobody who is present and has not signed this version may see a case (DOMAIN 3)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from roundtable.domain.ids import NO_CASE, AttendeeId, CaseId
from roundtable.domain.signing_errors import (
    AlreadySigned,
    AttendeeNotPresent,
    ReceivedInTheRoom,
    SignatureEmpty,
    SignatureMissing,
    SignatureTooShort,
    StatementChanged,
    TypedNameMissing,
    VoidReasonMissing,
)
from roundtable.domain.statement import Statement

# x and y in 0..1 of the pad's width and height, width in the same unit as x.
Point = tuple[float, float, float]
Stroke = tuple[Point, ...]

MIN_POINTS = 8
# Width : height of the pad, on screen and on paper, so that a signature keeps its proportions.
PAD_ASPECT = 3.0


class Method(StrEnum):
    """Three equal ways to sign in the room, and the receipt of a remote attendee's signed copy."""

    DRAWN = "drawn"
    TYPED = "typed"
    PAPER = "paper"
    RECEIVED = "received"


class Interest(StrEnum):
    """Declarations of interest (DOMAIN 5)."""

    CASE_HOLDER = "I am the case-holder, or their line manager"
    KNOWS_FAMILY = "I know the family"
    LINKED_WORK = "I work on a linked complaint, investigation, proceedings or grievance"
    OTHER = "Other"


class Outcome(StrEnum):
    """What follows from a declaration."""

    NONE = "none"
    NO_GRADING = "stays, no grading"
    LEAVES = "leaves for this case"
    DOES_NOT_ATTEND = "does not attend"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One interest; an empty case id means every case."""

    interest: Interest
    case_id: CaseId = NO_CASE
    note: str = ""
    outcome: Outcome = Outcome.NONE


@dataclass(frozen=True, slots=True)
class Signature:
    """What the attendee put under the statement."""

    method: Method
    strokes: tuple[Stroke, ...] = ()
    typed_name: str = ""

    def check(self) -> None:
        """Raises SignatureEmpty (of it SignatureTooShort, under eight points), TypedNameMissing."""
        if self.method is Method.DRAWN and sum(len(s) for s in self.strokes) < MIN_POINTS:
            raise SignatureTooShort() if self.strokes else SignatureEmpty()
        if self.method is Method.TYPED and not self.typed_name.strip():
            raise TypedNameMissing()

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of method, strokes and typed name in canonical JSON."""
        body = [self.method.value, [[list(p) for p in s] for s in self.strokes], self.typed_name]
        return hashlib.sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignOff:
    """One attendee's acceptance of one version of the statement."""

    attendee_id: AttendeeId
    statement_version: int
    statement_sha256: str
    signature: Signature
    signed_at: datetime
    declarations: tuple[Declaration, ...] = ()
    present: tuple[AttendeeId, ...] = ()
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def is_valid(self) -> bool:
        """Not voided."""
        return self.voided_at is None

    def is_of(self, statement: Statement) -> bool:
        """Whether this text in this version was signed: the same words again are a version of their own."""
        return self.statement_version == statement.version and self.statement_sha256 == statement.sha256


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody did not agree and left."""

    attendee_id: AttendeeId
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recusal:
    """Attendee × case. `left_at` is when the facilitator recorded that the person had left the room."""

    attendee_id: AttendeeId
    case_id: CaseId
    outcome: Outcome
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseAbsence:
    """One time that a recused attendee was out of the room for a case; still out while `back_at` is empty."""

    attendee_id: AttendeeId
    case_id: CaseId
    left_at: datetime
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignOffSheet:
    """All signatures, refusals and recusals of one round table, under the statement in force.

    `absences` keeps every time somebody went out for a case: a recusal alone says where they are now.
    """

    statement: Statement
    earlier_statements: tuple[Statement, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    absences: tuple[CaseAbsence, ...] = ()

    def sign_off_of(self, attendee_id: AttendeeId) -> SignOff | None:
        """The valid signature under the statement in force, if there is one."""
        return next(
            (
                s
                for s in self.sign_offs
                if s.attendee_id == attendee_id and s.is_valid and s.is_of(self.statement)
            ),
            None,
        )

    def has_signed(self, attendee_id: AttendeeId) -> bool:
        """Whether this version is signed by this attendee."""
        return self.sign_off_of(attendee_id) is not None

    def has_refused(self, attendee_id: AttendeeId) -> bool:
        """Whether this attendee refused."""
        return any(r.attendee_id == attendee_id for r in self.refusals)

    def knows(self, attendee_id: AttendeeId) -> bool:
        """Whether this attendee ever signed or refused here."""
        return self.has_refused(attendee_id) or any(s.attendee_id == attendee_id for s in self.sign_offs)

    def recusal_of(self, attendee_id: AttendeeId, case_id: CaseId) -> Recusal | None:
        """How this attendee is recused from this case, if at all."""
        return next((r for r in self.recusals if r.attendee_id == attendee_id and r.case_id == case_id), None)

    def grades_on(self, attendee_id: AttendeeId, case_id: CaseId) -> bool:
        """Whether this attendee takes part in grading this case."""
        return self.recusal_of(attendee_id, case_id) is None


def sign(
    sheet: SignOffSheet,
    attendee_id: AttendeeId,
    *,
    shown_sha256: str,
    signature: Signature,
    declarations: tuple[Declaration, ...],
    present: tuple[AttendeeId, ...],
    remote: bool,
    case_ids: tuple[CaseId, ...],
    now: datetime,
) -> SignOffSheet:
    """Adds one signature and the recusals its declarations bring.

    Raises StatementChanged when another text was shown, AttendeeNotPresent, AlreadySigned, SignatureEmpty,
    TypedNameMissing; ReceivedInTheRoom for a receipt of somebody who is not remote.
    """
    if shown_sha256 != sheet.statement.sha256:
        raise StatementChanged()
    if signature.method is Method.RECEIVED and not remote:
        raise ReceivedInTheRoom()
    if attendee_id not in present and not remote:
        raise AttendeeNotPresent()
    if sheet.has_signed(attendee_id):
        raise AlreadySigned()
    signature.check()
    sign_off = SignOff(
        attendee_id,
        sheet.statement.version,
        shown_sha256,
        signature,
        now,
        declarations,
        tuple(sorted(present)),
    )
    recusals = tuple(r for r in sheet.recusals if r.attendee_id != attendee_id)
    return replace(
        _back(sheet, attendee_id, now),
        sign_offs=(*sheet.sign_offs, sign_off),
        recusals=recusals + _recusals(attendee_id, declarations, case_ids),
    )


def _recusals(
    attendee_id: AttendeeId, declarations: tuple[Declaration, ...], case_ids: tuple[CaseId, ...]
) -> tuple[Recusal, ...]:
    """The strictest outcome wins where two declarations name the same case.

    Whoever does not attend is out for every case, should they come into the room after all.
    """
    strictest: dict[CaseId, Outcome] = {}
    for declaration in declarations:
        if declaration.outcome is Outcome.NONE:
            continue
        leaves = declaration.outcome is not Outcome.NO_GRADING
        is_for_one = declaration.case_id and declaration.outcome is not Outcome.DOES_NOT_ATTEND
        for case_id in (declaration.case_id,) if is_for_one else case_ids:
            if leaves or case_id not in strictest:
                strictest[case_id] = Outcome.LEAVES if leaves else Outcome.NO_GRADING
    return tuple(Recusal(attendee_id, case_id, outcome) for case_id, outcome in strictest.items())


def for_cases(sheet: SignOffSheet, case_ids: tuple[CaseId, ...]) -> SignOffSheet:
    """The sheet once the running order is this one: an interest in every case counts for the new ones too."""
    known = {(r.attendee_id, r.case_id) for r in sheet.recusals}
    latest = {s.attendee_id: s for s in sheet.sign_offs if s.is_valid}
    added = tuple(
        recusal
        for sign_off in latest.values()
        for recusal in _recusals(sign_off.attendee_id, sign_off.declarations, case_ids)
        if (recusal.attendee_id, recusal.case_id) not in known
    )
    return replace(sheet, recusals=(*sheet.recusals, *added))


def back_in_the_room(sheet: SignOffSheet, attendee_id: AttendeeId, now: datetime) -> SignOffSheet:
    """Somebody arrives: for their own cases the facilitator has to record anew that they are out."""
    return _back(sheet, attendee_id, now)


def void(sheet: SignOffSheet, attendee_id: AttendeeId, reason: str, now: datetime) -> SignOffSheet:
    """Voids a signature, never silently. Raises VoidReasonMissing, SignatureMissing."""
    if not reason.strip():
        raise VoidReasonMissing()
    current = sheet.sign_off_of(attendee_id)
    if current is None:
        raise SignatureMissing()
    voided = replace(current, voided_at=now, void_reason=reason.strip())
    return replace(sheet, sign_offs=tuple(voided if s is current else s for s in sheet.sign_offs))


def refuse(sheet: SignOffSheet, attendee_id: AttendeeId, reason: str, now: datetime) -> SignOffSheet:
    """Records a refusal; the round table lets the person leave. Raises AlreadySigned."""
    if sheet.has_signed(attendee_id):
        raise AlreadySigned()
    return replace(sheet, refusals=(*sheet.refusals, Refusal(attendee_id, reason.strip(), now)))


def amend_statement(sheet: SignOffSheet, title: str, clauses: tuple[str, ...]) -> SignOffSheet:
    """A new text. Before the first signature it replaces the old one; after it, it is a new version.

    Old signatures keep the old text. Raises StatementEmpty.
    """
    amended = sheet.statement.amended(title, clauses)
    if amended.text == sheet.statement.text:
        return sheet
    if not sheet.sign_offs:
        return replace(sheet, statement=replace(amended, version=sheet.statement.version))
    return replace(sheet, statement=amended, earlier_statements=(*sheet.earlier_statements, sheet.statement))


def record_left_for_case(
    sheet: SignOffSheet, attendee_id: AttendeeId, case_id: CaseId, now: datetime
) -> SignOffSheet:
    """The facilitator records that a recused attendee is out of the room for this case.

    Recording it again while they are out changes nothing: they left when they left.
    """
    recusal = sheet.recusal_of(attendee_id, case_id)
    if recusal is None or recusal.left_at is not None:
        return sheet
    out = replace(recusal, left_at=now)
    return replace(
        sheet,
        recusals=tuple(out if r is recusal else r for r in sheet.recusals),
        absences=(*sheet.absences, CaseAbsence(attendee_id, case_id, now)),
    )


def record_back_from_case(
    sheet: SignOffSheet, attendee_id: AttendeeId, case_id: CaseId, now: datetime
) -> SignOffSheet:
    """The recused attendee is back in the room: the case closes to view again."""
    return _back(sheet, attendee_id, now, case_id)


def _back(
    sheet: SignOffSheet, attendee_id: AttendeeId, now: datetime, case_id: CaseId = NO_CASE
) -> SignOffSheet:
    """Back from this case, or (without one) from whatever case they were out for."""

    def is_meant(item: Recusal | CaseAbsence) -> bool:
        return item.attendee_id == attendee_id and case_id in (NO_CASE, item.case_id)

    return replace(
        sheet,
        recusals=tuple(replace(r, left_at=None) if is_meant(r) else r for r in sheet.recusals),
        absences=tuple(
            replace(a, back_at=now) if is_meant(a) and a.back_at is None else a for a in sheet.absences
        ),
    )
