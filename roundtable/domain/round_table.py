"""The meeting: who is in the room, what state it is in, and whether a case may be on a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from roundtable.domain.accreditation import NOT_LISTED, Admission
from roundtable.domain.agenda import AgendaItem
from roundtable.domain.errors import (
    AttendeeMissing,
    AttendeeNameMissing,
    CaseClosedToRoom,
    CurtainDrawn,
    NobodyPresent,
    NotEverybodySigned,
    RecusedStillPresent,
    RoundTableNotOpen,
    SamePersonTwice,
)
from roundtable.domain.ids import (
    NO_CASE,
    NO_QUESTION,
    NO_REPRESENTATIVE,
    AgencyId,
    AttendeeId,
    AuditId,
    CaseId,
    QuestionId,
    RepresentativeId,
    RoundTableId,
)
from roundtable.domain.meeting_course import Stay, stopped
from roundtable.domain.signing_errors import AdmissionUndecided
from roundtable.domain.signoff import Outcome, SignOffSheet, back_in_the_room
from roundtable.domain.urgent_concern import UrgentConcern
from roundtable.domain.walkthrough import Step


class Capacity(StrEnum):
    """How somebody attends."""

    PRESENT = "in the room"
    REMOTE = "remote"
    OBSERVER = "observer"


class MeetingState(StrEnum):
    """Planned and paused: the facilitator is alone. Open: the gate holds. Closed: the work afterwards."""

    PLANNED = "planned"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Presence:
    """One stay in the room (or on the line)."""

    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody expected or in the room.

    `accreditation_note` says what is in doubt; each decision about that is kept, the last one counts.
    """

    id: AttendeeId
    name: str
    agency_id: AgencyId
    role: str = ""
    capacity: Capacity = Capacity.PRESENT
    representative_id: RepresentativeId = NO_REPRESENTATIVE
    accreditation_note: str = ""
    stays: tuple[Presence, ...] = ()
    nominated: str = ""
    admissions: tuple[Admission, ...] = ()

    @property
    def admission(self) -> Admission | None:
        """The decision in force, if one was asked for and made."""
        return self.admissions[-1] if self.admissions else None

    @property
    def awaits_decision(self) -> bool:
        """Accreditation in doubt, and nobody has decided."""
        return bool(self.accreditation_note) and not self.admissions

    @property
    def keeps_cases_closed(self) -> bool:
        """Nominated by the Board, and whether they may take part without accreditation is not decided.

        Guests who were never on the Board's list are asked about too, but hold nothing up.
        """
        return self.awaits_decision and self.accreditation_note != NOT_LISTED

    @property
    def is_turned_away(self) -> bool:
        """Decided: does not take part."""
        return bool(self.admissions) and not self.admissions[-1].may_stay

    @property
    def is_here(self) -> bool:
        """In the room or on the line now."""
        return bool(self.stays) and self.stays[-1].left_at is None


@dataclass(frozen=True, slots=True)
class Position:
    """Where the walkthrough is, so that the next start comes back to it."""

    step: Step = Step.SIGN
    case_id: CaseId = NO_CASE
    question_id: QuestionId = NO_QUESTION


@dataclass(frozen=True, slots=True)
class RoundTable:
    """One meeting of one audit. `case_ids` is its running order."""

    id: RoundTableId
    audit_id: AuditId
    held_on: date
    sheet: SignOffSheet
    venue: str = ""
    starts_at: str = ""
    facilitator: str = ""
    minute_taker: str = ""
    state: MeetingState = MeetingState.PLANNED
    case_ids: tuple[CaseId, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    position: Position = Position()
    is_curtain_drawn: bool = False
    curtain_pin: str = ""
    names_in_room: bool = False
    concerns: tuple[UrgentConcern, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closing_note: str = ""
    course: tuple[Stay, ...] = ()
    """What the meeting was at, and when."""

    def attendee(self, attendee_id: AttendeeId) -> Attendee:
        """Raises AttendeeMissing."""
        for attendee in self.attendees:
            if attendee.id == attendee_id:
                return attendee
        raise AttendeeMissing()

    def lists(self, name: str, agency_id: AgencyId) -> bool:
        """Whether somebody of this name and agency is on the list, whatever the capitals and blanks.

        Without an agency nothing tells two people of one name apart.
        """
        key = " ".join(name.casefold().split())
        same = [a.agency_id for a in self.attendees if " ".join(a.name.casefold().split()) == key]
        return any(agency_id == known or not agency_id or not known for known in same)

    @property
    def present(self) -> tuple[Attendee, ...]:
        """Everybody who is here now, remote attendees among them."""
        return tuple(a for a in self.attendees if a.is_here)

    @property
    def unsigned(self) -> tuple[Attendee, ...]:
        """Everybody who is here and has not signed this version."""
        return tuple(a for a in self.present if not self.sheet.has_signed(a.id))

    @property
    def undecided(self) -> tuple[Attendee, ...]:
        """Everybody who is here and about whom the facilitator has to decide before a case is shown."""
        return tuple(a for a in self.present if a.keeps_cases_closed)

    @property
    def was_opened(self) -> bool:
        """Whether it has been held, or begun: a meeting that is only planned has nothing to report."""
        return self.opened_at is not None

    @property
    def open_concerns(self) -> tuple[UrgentConcern, ...]:
        """Urgent concerns not yet handed over and acknowledged."""
        return tuple(c for c in self.concerns if c.is_open)


def require_content_open(table: RoundTable, case_id: CaseId = NO_CASE) -> None:
    """The rule that is never bent: may case content be on a screen now?

    A planned, paused or closed round table leaves the facilitator alone with the vault. An open one needs
    somebody present, everybody present to have signed the statement in force and to be let in where their
    accreditation is in doubt, no curtain, and nobody in the room who is recused from this case. Lessons
    and actions are agreed by the whole room: without a case id nobody is asked to leave. What holds whole
    cases (the report) asks for each of them.

    Raises NobodyPresent, NotEverybodySigned, AdmissionUndecided, CurtainDrawn, RecusedStillPresent.
    """
    if table.state is not MeetingState.OPEN:
        return
    if not table.present:
        raise NobodyPresent()
    if table.unsigned:
        raise NotEverybodySigned(count=len(table.unsigned))
    if table.undecided:
        raise AdmissionUndecided(count=len(table.undecided))
    if table.is_curtain_drawn:
        raise CurtainDrawn()
    if case_id:
        require_recused_left(table, case_id)


def require_recused_left(table: RoundTable, case_id: CaseId) -> None:
    """Raises RecusedStillPresent while somebody who must leave for this case is recorded as in the room."""
    here = {a.id for a in table.present}
    waiting = [
        r
        for r in table.sheet.recusals
        if r.case_id == case_id
        and r.outcome is Outcome.LEAVES
        and r.attendee_id in here
        and r.left_at is None
    ]
    if waiting:
        raise RecusedStillPresent(count=len(waiting))


def is_content_open(table: RoundTable, case_id: CaseId = NO_CASE) -> bool:
    """Whether `require_content_open` lets content through."""
    try:
        require_content_open(table, case_id)
    except CaseClosedToRoom:
        return False
    return True


def require_open(table: RoundTable) -> None:
    """Raises RoundTableNotOpen."""
    if table.state is not MeetingState.OPEN:
        raise RoundTableNotOpen(state=table.state.value)


def with_attendee(table: RoundTable, attendee: Attendee) -> RoundTable:
    """Adds somebody. Raises AttendeeNameMissing, SamePersonTwice (see `lists`)."""
    if not attendee.name.strip():
        raise AttendeeNameMissing()
    if table.lists(attendee.name, attendee.agency_id):
        raise SamePersonTwice()
    return replace(table, attendees=(*table.attendees, attendee))


def replace_attendee(table: RoundTable, attendee: Attendee) -> RoundTable:
    """Swaps in the new state of one attendee. Raises AttendeeMissing."""
    table.attendee(attendee.id)
    return replace(table, attendees=tuple(attendee if a.id == attendee.id else a for a in table.attendees))


def arrive(table: RoundTable, attendee_id: AttendeeId, now: datetime) -> RoundTable:
    """Somebody arrives or comes back. In an open meeting an unsigned arrival draws the curtain."""
    attendee = table.attendee(attendee_id)
    if attendee.is_here:
        return table
    here = replace_attendee(table, replace(attendee, stays=(*attendee.stays, Presence(now))))
    here = replace(here, sheet=back_in_the_room(here.sheet, attendee_id, now))
    late = (
        table.state is MeetingState.OPEN and not table.sheet.has_signed(attendee_id) and _was_started(table)
    )
    return replace(here, is_curtain_drawn=True) if late else here


def _was_started(table: RoundTable) -> bool:
    """Content may already have been on the screen: the walkthrough has left the sign-off step."""
    return table.position.step is not Step.SIGN


def leave(table: RoundTable, attendee_id: AttendeeId, now: datetime) -> RoundTable:
    """Somebody leaves. The time is recorded; they may come back."""
    attendee = table.attendee(attendee_id)
    if not attendee.is_here:
        return table
    stays = (*attendee.stays[:-1], replace(attendee.stays[-1], left_at=now))
    return replace_attendee(table, replace(attendee, stays=stays))


def open_meeting(table: RoundTable, now: datetime) -> RoundTable:
    """Opens or reopens the round table: from here on the gate holds."""
    return replace(table, state=MeetingState.OPEN, opened_at=table.opened_at or now, closed_at=None)


def pause_meeting(table: RoundTable, now: datetime) -> RoundTable:
    """Back to preparation. Raises RoundTableNotOpen."""
    require_open(table)
    return replace(table, state=MeetingState.PAUSED, course=stopped(table.course, now))


def close_meeting(table: RoundTable, now: datetime, note: str = "") -> RoundTable:
    """Ends the meeting: everybody still here is recorded as leaving, the curtain is lifted.

    A meeting that was reopened keeps what was noted when it was closed before.
    """
    for attendee in table.present:
        table = leave(table, attendee.id, now)
    note, known = note.strip(), table.closing_note
    notes = known if note in known else "\n\n".join(part for part in (known, note) if part)
    return replace(
        table,
        state=MeetingState.CLOSED,
        closed_at=now,
        closing_note=notes,
        is_curtain_drawn=False,
        course=stopped(table.course, now),
    )
