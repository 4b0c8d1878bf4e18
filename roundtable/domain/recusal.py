"""Whose own grade is not asked for: an agency of which nobody but recused people was there (DOMAIN 3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from roundtable.domain.ids import AgencyId, CaseId
from roundtable.domain.round_table import Attendee, Capacity, RoundTable

# Beside a grade that was sent before the meeting, of an agency that was not asked in it.
FROM_RETURN: Final = "from its return; representative recused"


def silent_agencies(tables: Iterable[RoundTable], case_id: CaseId) -> frozenset[AgencyId]:
    """Agencies whose people at these meetings were all recused from the case.

    Whoever is only expected, or only observes, speaks for nobody. A return that was sent before the meeting
    is still shown as what it is; its grade is no part of what the room was asked.
    """
    silent: set[AgencyId] = set()
    speaking: set[AgencyId] = set()
    for table in tables:
        for attendee in table.attendees:
            if not table.sheet.grades_on(attendee.id, case_id):
                silent.add(attendee.agency_id)
            elif _speaks(attendee):
                speaking.add(attendee.agency_id)
    return frozenset(silent - speaking)


def _speaks(attendee: Attendee) -> bool:
    return bool(attendee.stays) and attendee.capacity is not Capacity.OBSERVER
