"""Round tables for the domain's tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from roundtable.domain.ids import AgencyId, AttendeeId, AuditId, CaseId, RoundTableId
from roundtable.domain.round_table import Attendee, RoundTable, arrive, open_meeting, with_attendee
from roundtable.domain.signoff import Declaration, Method, Signature, SignOffSheet, sign
from roundtable.domain.statement import Statement

START = datetime(2026, 3, 8, 9, 30, tzinfo=UTC)
CASES = (CaseId("case1"), CaseId("case2"))
STATEMENT = Statement(1, "Before we start", ("I keep what I hear to this room.", "I take no notes away."))
DRAWN = Signature(Method.DRAWN, (tuple((n / 20, 0.5, 0.01) for n in range(12)),))


def at(minutes: int) -> datetime:
    """So many minutes into the meeting."""
    return START + timedelta(minutes=minutes)


def table(*names: str) -> RoundTable:
    """A planned round table with these attendees expected."""
    made = RoundTable(
        RoundTableId("table"), AuditId("audit"), date(2026, 3, 8), SignOffSheet(STATEMENT), case_ids=CASES
    )
    for number, name in enumerate(names):
        made = with_attendee(made, Attendee(AttendeeId(name), name, AgencyId(f"agency{number}")))
    return made


def opened(*names: str) -> RoundTable:
    """An open one with all of them in the room, nobody signed."""
    made = open_meeting(table(*names), START)
    for name in names:
        made = arrive(made, AttendeeId(name), START)
    return made


def signed(made: RoundTable, name: str, *declarations: Declaration) -> RoundTable:
    """The same with this attendee's signature."""
    from dataclasses import replace

    sheet = sign(
        made.sheet,
        AttendeeId(name),
        shown_sha256=made.sheet.statement.sha256,
        signature=DRAWN,
        declarations=declarations,
        present=tuple(a.id for a in made.present),
        remote=False,
        case_ids=made.case_ids,
        now=at(1),
    )
    return replace(made, sheet=sheet)
