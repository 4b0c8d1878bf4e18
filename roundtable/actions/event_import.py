"""Events from an agency's table: seen first, added in one transaction, taken back in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from roundtable.actions.board import the_board, with_agency
from roundtable.actions.case_access import meetings_in_session, open_case, stored_case
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.board import Board
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import Event, check_event, in_order, notes_on_date
from roundtable.domain.event_table import (
    EventLine,
    Matching,
    RowFault,
    UnknownAgency,
    agency_key,
    read_rows,
    unknown_agencies,
)
from roundtable.domain.ids import AgencyId, CaseId, EventId
from roundtable.domain.table import Sheet


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A row that would be added, with what should be looked at in its date."""

    line: EventLine
    agency: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventImportView:
    """What would come of a table; `there` are the numbers of rows whose event is already there.

    `unknown` are all words that are no agency of the Board, whether or not something was said for them.
    """

    new: tuple[NewEvent, ...]
    there: tuple[int, ...]
    faults: tuple[RowFault, ...]
    unknown: tuple[UnknownAgency, ...] = ()


def event_agencies(vault: Vault) -> tuple[tuple[AgencyId, str], ...]:
    """Agencies of the Board that a row can be of."""
    with vault.reading() as tx:
        return tuple((a.id, a.name) for a in the_board(tx).agencies)


def event_import_view(vault: Vault, case_id: CaseId, sheet: Sheet, matching: Matching) -> EventImportView:
    """What would be added, what is there already, and what is wrong. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case, board = open_case(tx, case_id), the_board(tx)
        today, child = tx.now.date(), case.index_child
        agencies = tuple((a.id, a.name) for a in board.agencies)
        seen = {_same(e.on, e.agency_id, e.text) for e in case.events}
        new: list[NewEvent] = []
        there: list[int] = []
        faults: list[RowFault] = []
        for read in read_rows(sheet, matching, agencies, today):
            if isinstance(read, RowFault):
                faults.append(read)
                continue
            key = _same(read.on, AgencyId(agency_key(read.new_agency)) or read.agency_id, read.text)
            if key in seen:
                there.append(read.number)
                continue
            seen.add(key)
            notes = notes_on_date(read.on, today, child.born_on if child else None)
            agency = f"{read.new_agency} (new)" if read.new_agency else board.agency_name(read.agency_id)
            new.append(NewEvent(read, agency, notes))
        unknown = unknown_agencies(sheet, matching, agencies)
        return EventImportView(tuple(new), tuple(there), tuple(faults), unknown)


def add_events(vault: Vault, case_id: CaseId, lines: Sequence[EventLine]) -> tuple[Event, ...]:
    """Adds all of them or none; those that are there already by now are left out.

    Agencies that are new to the Board become its partners in the same transaction. Raises AgencyUnknown,
    EventTextMissing, a child of CaseClosedToRoom; then nothing was stored.
    """
    with vault.transaction() as tx:
        case, board = open_case(tx, case_id), the_board(tx)
        in_meeting = any(t.audit_id == case.audit_id for t in meetings_in_session(tx))
        seen = {_same(e.on, e.agency_id, e.text) for e in case.events}
        lines = _with_new_agencies(tx, board, lines)
        board = the_board(tx)
        made: list[Event] = []
        for line in lines:
            board.agency_name(line.agency_id)
            if (key := _same(line.on, line.agency_id, line.text)) in seen:
                continue
            seen.add(key)
            event = Event(
                EventId(tx.fresh_id()),
                line.on,
                line.agency_id,
                line.kind,
                line.text.strip(),
                added_in_meeting=in_meeting,
            )
            check_event(event)
            made.append(event)
        tx.cases.put(replace(case, events=in_order((*case.events, *made))))
        tx.log("events.imported", case_id)
        return tuple(made)


def _with_new_agencies(tx: Transaction, board: Board, lines: Sequence[EventLine]) -> Sequence[EventLine]:
    """The lines with the agencies' own ids; two ways of writing one new name are one agency."""
    found: dict[str, AgencyId] = {agency_key(each.name): each.id for each in board.agencies}
    for line in lines:
        key = agency_key(line.new_agency)
        if key and key not in found:
            board, found[key] = with_agency(tx, board, line.new_agency)
            tx.boards.put(board)
            tx.log("agency.added", found[key])
    return [
        replace(line, agency_id=found[agency_key(line.new_agency)]) if line.new_agency else line
        for line in lines
    ]


def take_back_events(vault: Vault, case_id: CaseId, events: Sequence[Event]) -> Changes:
    """Takes out what `add_events` made. An event that was changed since is somebody's work, and stays; so
    does an agency that is new to the Board: something else may be of it by now."""
    with vault.transaction() as tx:
        case, gone = stored_case(tx, case_id), set(events)
        tx.cases.put(replace(case, events=tuple(e for e in case.events if e not in gone)))
        tx.log("events.taken_back", case_id)
        return changed(Topic.CASE)


def _same(on: date, agency_id: AgencyId, text: str) -> tuple[date, AgencyId, str]:
    return on, agency_id, " ".join(text.casefold().split())
