"""The restricted sign-off record as data: names and signatures, never part of the report (DOMAIN 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from roundtable.domain.logo import Logo
from roundtable.domain.report import Anchor
from roundtable.domain.signoff import Method, Stroke


@dataclass(frozen=True, slots=True)
class RecordedStatement:
    """One version of the statement as it was shown: `text` is exactly what `sha256` was taken of."""

    version: int
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordedDeclaration:
    """One declaration of interest in words; `case` is "every case" or "Case 2"."""

    interest: str
    case: str
    note: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RecordedRecusal:
    """One case that an attendee took no part in. `out`: when they left for it and came back (None: not yet).

    `is_agency_silent`: nobody else spoke for their agency, whose own grade was therefore not asked for.
    """

    case: str
    outcome: str
    out: tuple[tuple[datetime, datetime | None], ...] = ()
    is_agency_silent: bool = False


@dataclass(frozen=True, slots=True)
class RecordedSignature:
    """What was put under a statement. Strokes: points of x and y in 0..1 of the pad, width in units of x.

    `evidence_sha256` is worked out from what is stored (`signoff_evidence`); `trail_entry` is the number of
    the trail's entry that holds the same hash, 0 when none does. `present`: names of those who were there.
    """

    method: Method
    strokes: tuple[Stroke, ...]
    typed_name: str
    statement_version: int
    signed_at: datetime
    sha256: str
    voided_at: datetime | None = None
    void_reason: str = ""
    order: int = 0
    present: tuple[str, ...] = ()
    evidence_sha256: str = ""
    trail_entry: int = 0


@dataclass(frozen=True, slots=True)
class RecordedAttendee:
    """One line of the record: who, for whom, when here, what was signed, declared or refused.

    `nominated`: the Board's dates; `decisions`: what was decided where the accreditation was in doubt.
    """

    name: str
    agency: str
    role: str
    capacity: str
    accreditation_note: str
    stays: tuple[tuple[datetime, datetime | None], ...]
    signatures: tuple[RecordedSignature, ...] = ()
    declarations: tuple[RecordedDeclaration, ...] = ()
    recusals: tuple[RecordedRecusal, ...] = ()
    refused_at: datetime | None = None
    refusal_reason: str = ""
    nominated: str = ""
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOffRecord:
    """The whole paper. `reference` is the audit's; `clock_went_back`: times are no order here."""

    board: str
    marking: str
    audit_title: str
    reference: str
    held_on: date
    venue: str
    facilitator: str
    statements: tuple[RecordedStatement, ...]
    attendees: tuple[RecordedAttendee, ...]
    anchor: Anchor
    made_at: datetime
    clock_went_back: bool = False
    logo: Logo | None = None
