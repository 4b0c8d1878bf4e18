"""What the projector shows while people sign: the statement and a count, never who is missing."""

from __future__ import annotations

from roundtable.actions.hub import HubView
from roundtable.domain.walkthrough import TITLES, Step
from roundtable.ui.room_view.state import RoomState


def signing_state(hub: HubView) -> RoomState:
    """The statement in force and "5 of 7 signed"."""
    statement = hub.table.sheet.statement
    lines = tuple(f"{number}  {clause}" for number, clause in enumerate(statement.clauses, 1))
    signed = signed_words(hub)
    return RoomState(TITLES[Step.SIGN], statement.title, lines, signed, hub.marking, of_board=True)


def signed_words(hub: HubView) -> str:
    """ "5 of 7 signed"."""
    return f"{hub.signed} of {hub.here} signed" if hub.here else "Nobody has signed yet"


def agenda_state(hub: HubView) -> RoomState:
    """The agenda, cases by their label."""
    lines = tuple(
        f"{item.title}: {hub.case_name(item.case_id)}" if item.case_id else item.title
        for item in hub.table.agenda
    )
    return RoomState("Agenda", hub.audit.title, lines, signed_words(hub), hub.marking)
