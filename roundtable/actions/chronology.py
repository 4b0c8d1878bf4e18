"""The chronology: entering events before and during the meeting, and showing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from roundtable.actions.board import the_board
from roundtable.actions.case_access import meetings_in_session, open_case, stored_case
from roundtable.actions.ports import Vault
from roundtable.actions.spoken import Sayings, speaker_of
from roundtable.domain.board import Board
from roundtable.domain.case import Case
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import (
    Event,
    EventKind,
    check_event,
    in_order,
    notes_on_date,
    with_turning_point,
)
from roundtable.domain.disagreement import Pairing, difference_words, disagreements, with_pairing
from roundtable.domain.errors import EventDateMissing, EventMissing
from roundtable.domain.ids import AgencyId, CaseId, EventId


@dataclass(frozen=True, slots=True)
class OtherLine:
    """Another agency’s line on the same event: what it says otherwise; `is_said`: the room joined the two."""

    id: EventId
    words: str
    is_said: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as the room sees it: text by label unless names are allowed."""

    id: EventId
    on: date
    agency_id: AgencyId
    agency: str
    kind: EventKind
    text: str
    is_turning_point: bool
    added_in_meeting: bool
    notes: tuple[str, ...] = ()
    others: tuple[OtherLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """All events of a case in order, the agencies that speak in it, and what its dates are measured by."""

    events: tuple[EventRow, ...]
    agencies: tuple[tuple[AgencyId, str], ...]
    all_agencies: tuple[tuple[AgencyId, str], ...]
    today: date
    born_on: date | None


def add_event(
    vault: Vault,
    case_id: CaseId,
    *,
    on: date | None,
    agency_id: AgencyId,
    kind: EventKind,
    text: str,
    is_turning_point: bool = False,
) -> Changes:
    """Adds one event; during an open round table it is marked as added there. `made` is its id.

    Raises EventDateMissing, EventTextMissing, AgencyUnknown.
    """
    if on is None:
        raise EventDateMissing()
    with vault.transaction() as tx:
        the_board(tx).agency_name(agency_id)
        case = stored_case(tx, case_id)
        in_meeting = any(t.audit_id == case.audit_id for t in meetings_in_session(tx))
        made = EventId(tx.fresh_id())
        event = Event(made, on, agency_id, kind, text.strip(), is_turning_point, in_meeting)
        check_event(event)
        tx.cases.put(replace(case, events=in_order((*case.events, event))))
        tx.log("event.added", case_id, event.id)
        return changed(Topic.CASE, made=event.id)


def edit_event(vault: Vault, case_id: CaseId, event: Event) -> Changes:
    """Replaces an event, or brings a removed one back. Raises EventTextMissing."""
    check_event(event)
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        kept = tuple(e for e in case.events if e.id != event.id)
        tx.cases.put(replace(case, events=in_order((*kept, event))))
        tx.log("event.edited", case_id, event.id)
        return changed(Topic.CASE)


def amend_event(
    vault: Vault,
    case_id: CaseId,
    event_id: EventId,
    *,
    on: date | None,
    agency_id: AgencyId,
    kind: EventKind,
    text: str,
    is_turning_point: bool | None = None,
) -> Changes:
    """Changes what the form holds of an event and keeps its marks; None leaves the turning point as it is.

    Raises EventDateMissing, EventTextMissing, EventMissing, AgencyUnknown.
    """
    if on is None:
        raise EventDateMissing()
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        event = next((e for e in case.events if e.id == event_id), None)
        if event is None:
            raise EventMissing()
        if agency_id != event.agency_id:
            the_board(tx).agency_name(agency_id)
        turns = event.is_turning_point if is_turning_point is None else is_turning_point
        event = replace(
            event, on=on, agency_id=agency_id, kind=kind, text=text.strip(), is_turning_point=turns
        )
        check_event(event)
        kept = tuple(event if e.id == event_id else e for e in case.events)
        tx.cases.put(replace(case, events=in_order(kept)))
        tx.log("event.edited", case_id, event_id)
        return changed(Topic.CASE, made=event_id)


def event_as_written(vault: Vault, case_id: CaseId, event_id: EventId) -> Event:
    """One event with its text as it was entered, for editing: labels must not overwrite what was written.

    Raises EventMissing, a child of CaseClosedToRoom.
    """
    with vault.reading() as tx:
        for event in open_case(tx, case_id).events:
            if event.id == event_id:
                return event
    raise EventMissing()


def remove_event(vault: Vault, case_id: CaseId, event_id: EventId) -> Event:
    """Removes an event and returns it, so that `edit_event` can bring it back. Raises EventMissing."""
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        gone = next((e for e in case.events if e.id == event_id), None)
        if gone is None:
            raise EventMissing()
        tx.cases.put(replace(case, events=tuple(e for e in case.events if e.id != event_id)))
        tx.log("event.removed", case_id, event_id)
        return gone


def mark_turning_point(vault: Vault, case_id: CaseId, event_id: EventId, is_turning_point: bool) -> Changes:
    """Marks or unmarks an event. Raises EventMissing."""
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        tx.cases.put(replace(case, events=with_turning_point(case.events, event_id, is_turning_point)))
        tx.log("event.turning_point", case_id, event_id)
        return changed(Topic.CASE)


def pair_events(vault: Vault, case_id: CaseId, one: EventId, other: EventId, is_same: bool) -> Changes:
    """Keeps whether two agencies' lines tell of one event. Raises EventMissing, SameEventTwice."""
    with vault.transaction() as tx:
        case = stored_case(tx, case_id)
        pairings = with_pairing(case.pairings, case.events, Pairing(one, other, is_same))
        tx.cases.put(replace(case, pairings=pairings))
        tx.log("event.joined" if is_same else "event.parted", case_id, one)
        return changed(Topic.CASE)


def chronology_view(vault: Vault, case_id: CaseId, sayings: Sayings | None = None) -> ChronologyView:
    """The chronology for the room; `sayings` makes showing it again quick.

    Raises a child of CaseClosedToRoom.
    """
    sayings = sayings or Sayings()
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        board = the_board(tx)
        speaker = speaker_of(tx, case.audit_id)
        child = case.index_child
        today, born_on = tx.now.date(), child.born_on if child else None
        others = _others(case, board)
        rows = tuple(
            _row(
                e,
                board.agency_name(e.agency_id),
                sayings.say(speaker, e.text),
                notes_on_date(e.on, today, born_on),
                others.get(e.id, ()),
            )
            for e in in_order(case.events)
        )
        ids = dict.fromkeys(e.agency_id for e in case.events)
        speaking = tuple((a, board.agency_name(a)) for a in ids)
        everybody = tuple((a.id, a.name) for a in board.agencies)
        return ChronologyView(rows, speaking, everybody, today, born_on)


def _others(case: Case, board: Board) -> dict[EventId, tuple[OtherLine, ...]]:
    lines: dict[EventId, tuple[OtherLine, ...]] = {}
    for found in disagreements(case.events, case.pairings):
        for event in (found.one, found.other):
            partner = found.partner(event.id)
            words = difference_words(found, event.id, board.agency_name(partner.agency_id))
            lines[event.id] = (*lines.get(event.id, ()), OtherLine(partner.id, words, found.is_said))
    return lines


def _row(
    event: Event, agency: str, text: str, notes: tuple[str, ...], others: tuple[OtherLine, ...]
) -> EventRow:
    return EventRow(
        id=event.id,
        on=event.on,
        agency_id=event.agency_id,
        agency=agency,
        kind=event.kind,
        text=text,
        is_turning_point=event.is_turning_point,
        added_in_meeting=event.added_in_meeting,
        notes=notes,
        others=others,
    )
