"""Somebody whose accreditation ended or is not known: the facilitator decides, and it is recorded."""

from __future__ import annotations

from dataclasses import replace

from roundtable.actions.ports import Vault
from roundtable.domain.accreditation import decided
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AttendeeId, RoundTableId
from roundtable.domain.round_table import leave, replace_attendee


def admit(
    vault: Vault, round_table_id: RoundTableId, attendee_ids: tuple[AttendeeId, ...], reason: str = ""
) -> Changes:
    """These people may take part although their accreditation is in doubt. Raises AttendeeMissing."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        decision = decided(may_stay=True, reason=reason, at=tx.now, by=tx.who)
        for attendee_id in attendee_ids:
            attendee = table.attendee(attendee_id)
            table = replace_attendee(table, replace(attendee, admissions=(*attendee.admissions, decision)))
            tx.log("attendee.admitted", table.id, attendee_id)
        tx.round_tables.put(table)
        return changed(Topic.ROUND_TABLE, Topic.SIGNOFF)


def turn_away(vault: Vault, round_table_id: RoundTableId, attendee_id: AttendeeId, reason: str) -> Changes:
    """This person does not take part, and is recorded as leaving. Raises TurnedAwayReasonMissing.

    A signature that they gave before stays on the record; it opens nothing while they are away.
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        attendee = table.attendee(attendee_id)
        decision = decided(may_stay=False, reason=reason, at=tx.now, by=tx.who)
        table = replace_attendee(table, replace(attendee, admissions=(*attendee.admissions, decision)))
        tx.log("attendee.turned_away", table.id, attendee_id)
        tx.round_tables.put(leave(table, attendee_id, tx.now))
        return changed(Topic.ROUND_TABLE, Topic.SIGNOFF)
