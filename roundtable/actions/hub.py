"""The round table's page and step rail: what is done, what is next, who is here. Never case content."""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.actions.board import the_board
from roundtable.actions.case_access import stored_cases
from roundtable.actions.labels import labels_of
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.round_tables import walkthroughs_of
from roundtable.domain.audit import Audit
from roundtable.domain.ids import NO_CASE, AttendeeId, CaseId, RoundTableId
from roundtable.domain.round_table import MeetingState, RoundTable, is_content_open
from roundtable.domain.walkthrough import CASE_STEPS, MINUTES, TITLES, Step, StepStatus, Walkthrough
from roundtable.domain.wording import counted


@dataclass(frozen=True, slots=True)
class RailStep:
    """One row of the rail."""

    step: Step
    title: str
    status: StepStatus
    detail: str = ""
    case_id: CaseId = NO_CASE
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class RailGroup:
    """A heading and its rows; one group a case."""

    title: str
    steps: tuple[RailStep, ...]
    case_id: CaseId = NO_CASE


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """Somebody on the list."""

    id: AttendeeId
    name: str
    agency: str
    role: str
    capacity: str
    is_here: bool
    has_signed: bool
    has_refused: bool
    recused_from: tuple[str, ...] = ()
    accreditation_note: str = ""


@dataclass(frozen=True, slots=True)
class HubView:
    """Everything the frame around the walkthrough needs."""

    table: RoundTable
    audit: Audit
    marking: str
    groups: tuple[RailGroup, ...]
    attendees: tuple[AttendeeRow, ...]
    case_names: tuple[tuple[CaseId, str], ...]
    is_content_open: bool

    def case_name(self, case_id: CaseId) -> str:
        """ "Child B", or "Case 2" before labels are given."""
        return dict(self.case_names).get(case_id, "")

    @property
    def here(self) -> int:
        """How many are present."""
        return sum(a.is_here for a in self.attendees)

    @property
    def signed(self) -> int:
        """How many of those present have signed."""
        return sum(a.is_here and a.has_signed for a in self.attendees)


def hub_view(vault: Vault, round_table_id: RoundTableId) -> HubView:
    """The round table's frame. Raises RecordMissing."""
    with vault.reading() as tx:
        table = tx.round_tables.get(round_table_id)
        names = case_names(tx, table)
        return HubView(
            table=table,
            audit=tx.audits.get(table.audit_id),
            marking=the_board(tx).marking,
            groups=_groups(tx, table, names),
            attendees=_attendees(tx, table, names),
            case_names=tuple(names.items()),
            is_content_open=is_content_open(table),
        )


def case_names(tx: Transaction, table: RoundTable) -> dict[CaseId, str]:
    """Each case's name for the room, in running order: the child's label."""
    labels = labels_of(tx, table.audit_id)
    cases = {c.id: c for c in stored_cases(tx, table.audit_id)}
    names = {}
    for case_id in (c for c in table.case_ids if c in cases):
        child = cases[case_id].index_child
        names[case_id] = labels.get(child.id, "") if child else ""
        names[case_id] = names[case_id] or f"Case {cases[case_id].ordinal}"
    return names


def _groups(tx: Transaction, table: RoundTable, names: dict[CaseId, str]) -> tuple[RailGroup, ...]:
    walkthroughs = walkthroughs_of(tx, table.audit_id)
    shut = table.state is MeetingState.OPEN and not is_content_open(table)
    groups = [RailGroup("Start", (_sign_step(table),))]
    for case_id, name in names.items():
        closed = shut or not is_content_open(table, case_id)
        steps = tuple(
            _case_step(walkthroughs.get(case_id), s, case_id, shut=shut, closed=closed) for s in CASE_STEPS
        )
        groups.append(RailGroup(name, steps, case_id))
    groups.append(RailGroup("Capture the learning", _learning_steps(tx, table, shut)))
    groups.append(RailGroup("Finish", _finish_steps(tx, table, shut)))
    return tuple(groups)


def _sign_step(table: RoundTable) -> RailStep:
    here, signed = len(table.present), len(table.present) - len(table.unsigned)
    if not here:
        status, detail = StepStatus.NOT_STARTED, "Nobody has signed in yet"
    else:
        status = StepStatus.COMPLETED if signed == here else StepStatus.IN_PROGRESS
        detail = f"{signed} of {here} signed"
    if table.state is MeetingState.CLOSED:
        status, detail = StepStatus.COMPLETED, "Meeting closed"
    return RailStep(Step.SIGN, TITLES[Step.SIGN], status, detail)


def _case_step(
    walkthrough: Walkthrough | None, step: Step, case_id: CaseId, *, shut: bool, closed: bool
) -> RailStep:
    state = walkthrough.state(step) if walkthrough else None
    status = state.status if state else StepStatus.NOT_STARTED
    # Somebody who is recused is back after their case: what was done there is done.
    blocked = shut or (closed and status not in (StepStatus.COMPLETED, StepStatus.SKIPPED))
    return RailStep(
        step,
        TITLES[step],
        StepStatus.BLOCKED if blocked else status,
        state.reason if state and status is StepStatus.SKIPPED and not closed else "",
        case_id,
        MINUTES[step],
    )


def _learning_steps(tx: Transaction, table: RoundTable, shut: bool) -> tuple[RailStep, ...]:
    lessons = len(tx.lessons.of(table.audit_id))
    actions = len(tx.actions.of(table.audit_id))
    return (
        _counted_step(Step.LESSONS, lessons, "lesson", shut),
        _counted_step(Step.ACTIONS, actions, "action", shut),
    )


def _counted_step(step: Step, count: int, word: str, shut: bool) -> RailStep:
    status = StepStatus.IN_PROGRESS if count else StepStatus.NOT_STARTED
    return RailStep(
        step, TITLES[step], StepStatus.BLOCKED if shut else status, counted(count, word) if count else ""
    )


def _finish_steps(tx: Transaction, table: RoundTable, shut: bool) -> tuple[RailStep, ...]:
    work = tx.report_works.get(table.audit_id)
    reports = tx.reports.of(table.audit_id)
    sent = any(r.sendings for r in reports)
    done = {
        Step.CHECK: work.confirmation is not None,
        Step.EXPORT: bool(reports),
        Step.SEND: sent,
    }
    ready = {Step.CHECK: True, Step.EXPORT: work.confirmation is not None, Step.SEND: bool(reports)}
    steps = []
    for step, is_done in done.items():
        status = StepStatus.COMPLETED if is_done else StepStatus.NOT_STARTED
        blocked = shut or not ready[step]
        steps.append(RailStep(step, TITLES[step], StepStatus.BLOCKED if blocked else status))
    return tuple(steps)


def _attendees(tx: Transaction, table: RoundTable, names: dict[CaseId, str]) -> tuple[AttendeeRow, ...]:
    board = the_board(tx)
    return tuple(
        AttendeeRow(
            id=a.id,
            name=a.name,
            agency=board.agency_name(a.agency_id),
            role=a.role,
            capacity=a.capacity.value,
            is_here=a.is_here,
            has_signed=table.sheet.has_signed(a.id),
            has_refused=table.sheet.has_refused(a.id),
            recused_from=tuple(
                names.get(r.case_id, "") for r in table.sheet.recusals if r.attendee_id == a.id
            ),
            accreditation_note=a.accreditation_note,
        )
        for a in table.attendees
    )
