"""The meeting from planning to closing: opening it, going through its steps, pausing, ending it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from roundtable.actions.board import the_board
from roundtable.actions.bookmarks import mark_place
from roundtable.actions.case_access import meetings_in_session, stored_cases
from roundtable.actions.labels import refresh_labels
from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.agenda import in_case_order, standard_agenda
from roundtable.domain.audit import AuditStatus
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.case import Case
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import AnotherMeetingOpen, ConcernsOpen
from roundtable.domain.ids import (
    NO_CASE,
    NO_QUESTION,
    AgencyId,
    AuditId,
    CaseId,
    QuestionId,
    RoundTableId,
    WalkthroughId,
)
from roundtable.domain.meeting_course import going_to, stay_at_step
from roundtable.domain.recusal import silent_agencies
from roundtable.domain.round_table import (
    MeetingState,
    Position,
    RoundTable,
    close_meeting,
    open_meeting,
    pause_meeting,
)
from roundtable.domain.signoff import SignOffSheet, for_cases
from roundtable.domain.walkthrough import CASE_STEPS, Step, StepStatus, Walkthrough, started, status_of


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """What the form holds."""

    held_on: date
    starts_at: str = ""
    venue: str = ""
    facilitator: str = ""
    minute_taker: str = ""
    names_in_room: bool = False


def plan_round_table(vault: Vault, audit_id: AuditId, details: MeetingDetails) -> Changes:
    """Plans a meeting over all cases of the audit, with the Board's statement. `made` is its id.

    A further meeting goes on where the earlier ones stopped: the cases that are not finished come first, and
    its agenda holds these alone; unless none is left, then it holds all.
    """
    with vault.transaction() as tx:
        board = the_board(tx)
        left, done = _left_and_done(tx, audit_id)
        case_ids = (*left, *done)
        table = RoundTable(
            id=RoundTableId(tx.fresh_id()),
            audit_id=audit_id,
            held_on=details.held_on,
            sheet=SignOffSheet(board.statement),
            starts_at=details.starts_at.strip(),
            venue=details.venue.strip(),
            facilitator=details.facilitator.strip() or tx.who,
            minute_taker=details.minute_taker.strip(),
            names_in_room=details.names_in_room,
            case_ids=case_ids,
            agenda=standard_agenda(left or done),
        )
        tx.round_tables.put(table)
        mark_place(tx, audit_id, Bookmark(Page.MEETING, round_table_id=table.id))
        tx.log("meeting.planned", table.id)
        return changed(Topic.ROUND_TABLE, Topic.AUDIT, made=table.id)


def edit_round_table(vault: Vault, round_table_id: RoundTableId, details: MeetingDetails) -> Changes:
    """Stores the form's fields."""
    with vault.transaction() as tx:
        table = replace(
            tx.round_tables.get(round_table_id),
            held_on=details.held_on,
            starts_at=details.starts_at.strip(),
            venue=details.venue.strip(),
            facilitator=details.facilitator.strip(),
            minute_taker=details.minute_taker.strip(),
            names_in_room=details.names_in_room,
        )
        return store_table(tx, table, "meeting.edited")


def open_round_table(vault: Vault, round_table_id: RoundTableId) -> Changes:
    """Opens or reopens the meeting: the signature gate holds from here on.

    Cases added since planning join the running order; labels are given; the question set is frozen.
    Raises AnotherMeetingOpen: one room, one meeting.
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        if any(other.id != table.id for other in meetings_in_session(tx)):
            raise AnotherMeetingOpen()
        refresh_labels(tx, table.audit_id)
        added = tuple(c.id for c in stored_cases(tx, table.audit_id) if c.id not in table.case_ids)
        if added:
            case_ids = (*table.case_ids, *added)
            sheet = for_cases(table.sheet, case_ids)
            agenda = in_case_order(table.agenda, (*_cases_of(table), *added))
            table = replace(table, case_ids=case_ids, agenda=agenda, sheet=sheet)
        audit = tx.audits.get(table.audit_id)
        tx.audits.put(replace(audit, questions_frozen=True, status=AuditStatus.MEETING))
        return store_table(tx, open_meeting(table, tx.now), "meeting.opened", Topic.AUDIT)


def pause_round_table(vault: Vault, round_table_id: RoundTableId) -> Changes:
    """Goes back to preparation. Raises RoundTableNotOpen."""
    with vault.transaction() as tx:
        table = pause_meeting(tx.round_tables.get(round_table_id), tx.now)
        mark_place(tx, table.audit_id, Bookmark(Page.MEETING, round_table_id=table.id))
        return store_table(tx, table, "meeting.paused")


def close_round_table(
    vault: Vault, round_table_id: RoundTableId, *, note: str = "", concerns_seen: bool = False
) -> Changes:
    """Ends the meeting, early or not; everything captured stays.

    Raises ConcernsOpen while an urgent concern is not handed over, unless the facilitator has seen and
    accepted that (`concerns_seen`).
    """
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        if table.open_concerns and not concerns_seen:
            raise ConcernsOpen(count=len(table.open_concerns))
        audit = tx.audits.get(table.audit_id)
        tx.audits.put(replace(audit, status=AuditStatus.REPORTING))
        mark_place(tx, audit.id, Bookmark(Page.STEP, round_table_id=table.id, step=Step.CHECK))
        return store_table(tx, close_meeting(table, tx.now, note), "meeting.closed", Topic.AUDIT)


def go_to(
    vault: Vault,
    round_table_id: RoundTableId,
    step: Step,
    case_id: CaseId = NO_CASE,
    question_id: QuestionId = NO_QUESTION,
) -> Changes:
    """Remembers where the meeting is; a case step that is reached for the first time is in progress."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        if step in CASE_STEPS and case_id:
            walkthrough = walkthrough_of(tx, table, case_id)
            tx.walkthroughs.put(started(walkthrough, step))
        position = Position(step, case_id, question_id)
        place = Bookmark(Page.STEP, case_id=case_id, round_table_id=table.id, step=step)
        mark_place(tx, table.audit_id, place)
        stay = stay_at_step(step, case_id, tx.now)
        if stay is not None and table.state is MeetingState.OPEN:
            table = replace(table, course=going_to(table.course, stay))
        return store_table(tx, replace(table, position=position), "meeting.step", Topic.WALKTHROUGH)


def reorder_cases(vault: Vault, round_table_id: RoundTableId, case_ids: tuple[CaseId, ...]) -> Changes:
    """Changes the running order. Cases left out stay at the end."""
    with vault.transaction() as tx:
        table = tx.round_tables.get(round_table_id)
        order = tuple(dict.fromkeys((*(c for c in case_ids if c in table.case_ids), *table.case_ids)))
        listed = tuple(c for c in order if c in _cases_of(table))
        agenda = in_case_order(table.agenda, listed)
        return store_table(tx, replace(table, case_ids=order, agenda=agenda), "meeting.reordered")


def _cases_of(table: RoundTable) -> tuple[CaseId, ...]:
    return tuple(item.case_id for item in table.agenda if item.case_id)


def _left_and_done(tx: Transaction, audit_id: AuditId) -> tuple[tuple[CaseId, ...], tuple[CaseId, ...]]:
    """The cases that wait for a step, and those whose steps are all completed or skipped."""
    walkthroughs = walkthroughs_of(tx, audit_id)
    questions = tuple(q.id for q in tx.audits.get(audit_id).questions)
    ended = (StepStatus.COMPLETED, StepStatus.SKIPPED)
    left: list[CaseId] = []
    done: list[CaseId] = []
    for case in stored_cases(tx, audit_id):
        known = walkthroughs.get(case.id)
        is_done = known and all(status_of(known, step, questions) in ended for step in CASE_STEPS)
        (done if is_done else left).append(case.id)
    return tuple(left), tuple(done)


def walkthroughs_of(tx: Transaction, audit_id: AuditId) -> dict[CaseId, Walkthrough]:
    """One walkthrough a case: a second meeting goes on writing in what the first began."""
    tables = tx.round_tables.of(audit_id)
    return {w.case_id: w for table in tables for w in tx.walkthroughs.of(table.id)}


def silent_in(tx: Transaction, case: Case) -> frozenset[AgencyId]:
    """Agencies that nobody could be asked for in this case, at however many meetings (DOMAIN 3)."""
    return silent_agencies(tx.round_tables.of(case.audit_id), case.id)


def walkthrough_of(tx: Transaction, table: RoundTable, case_id: CaseId) -> Walkthrough:
    """The case's walkthrough; a fresh one the first time (not stored yet)."""
    known = walkthroughs_of(tx, table.audit_id).get(case_id)
    return known or Walkthrough(WalkthroughId(tx.fresh_id()), table.id, table.audit_id, case_id)


def store_table(tx: Transaction, table: RoundTable, event: str, *topics: Topic) -> Changes:
    """Stores the round table with its trail line."""
    tx.round_tables.put(table)
    tx.log(event, table.id)
    return changed(Topic.ROUND_TABLE, *topics)
