"""The round table's page and step rail: what is done, what is next, who is here. Never case content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from roundtable.actions.board import the_board
from roundtable.actions.case_access import stored_cases
from roundtable.actions.labels import labels_of
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.report_currency import is_current
from roundtable.actions.round_tables import walkthroughs_of
from roundtable.domain.action_plan import is_complete
from roundtable.domain.audit import Audit
from roundtable.domain.errors import CaseClosedToRoom, CurtainDrawn, RecusedStillPresent
from roundtable.domain.ids import NO_CASE, AttendeeId, AuditId, CaseId, QuestionId, RoundTableId
from roundtable.domain.report_work import ExportedReport
from roundtable.domain.round_table import MeetingState, RoundTable, is_content_open, require_content_open
from roundtable.domain.signing_errors import AdmissionUndecided
from roundtable.domain.walkthrough import (
    CASE_STEPS,
    MINUTES,
    TITLES,
    Step,
    StepStatus,
    Walkthrough,
    status_of,
)
from roundtable.domain.wording import counted

AFTER_OPENING: Final = "Once you open the round table"
AFTER_SIGNING: Final = "Once everybody has signed"
AFTER_DECIDING: Final = "Once accreditation is decided"
AFTER_CONFIRMING: Final = "Once a second person confirms"
AFTER_EXPORT: Final = "Once the report is created"
AFTER_NEW_EXPORT: Final = "Once the report is created again"
CHANGED: Final = "The text changed since"
_OPENED_BY: Final[Mapping[type[CaseClosedToRoom], str]] = MappingProxyType(
    {
        AdmissionUndecided: AFTER_DECIDING,
        CurtainDrawn: "Once the curtain is lifted",
        RecusedStillPresent: "Once they have left",
    }
)


@dataclass(frozen=True, slots=True)
class RailStep:
    """One row of the rail."""

    step: Step
    title: str
    status: StepStatus
    detail: str = ""
    case_id: CaseId = NO_CASE
    minutes: int = 0
    is_reachable: bool = True
    """False before the round table is opened: there is no page yet that could be shown, or say why not."""


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


@dataclass(frozen=True, slots=True)
class _Gate:
    """What of the rail is closed now, and what opens it."""

    table: RoundTable
    questions: tuple[QuestionId, ...]
    was_held: bool

    @property
    def is_planned(self) -> bool:
        """Nothing was said yet: there is no step to go to but signing beforehand."""
        return self.table.state is MeetingState.PLANNED

    @property
    def shut(self) -> str:
        """What opens anything at all; "" when the room may see what was learned."""
        return _what_opens(self.table)

    def of_case(self, case_id: CaseId) -> str:
        """What opens this case."""
        return _what_opens(self.table, case_id)

    def step(self, row: RailStep, closed: str, *, is_begun: bool) -> RailStep:
        """The row as it is, or as one that cannot start yet and says what it waits for."""
        if self.is_planned and not is_begun:
            return replace(row, status=StepStatus.BLOCKED, detail=AFTER_OPENING, is_reachable=False)
        return replace(row, status=StepStatus.BLOCKED, detail=closed) if closed else row


def _what_opens(table: RoundTable, case_id: CaseId = NO_CASE) -> str:
    try:
        require_content_open(table, case_id)
    except CaseClosedToRoom as closed:
        return _OPENED_BY.get(type(closed), AFTER_SIGNING)
    return ""


def _groups(tx: Transaction, table: RoundTable, names: dict[CaseId, str]) -> tuple[RailGroup, ...]:
    walkthroughs = walkthroughs_of(tx, table.audit_id)
    questions = tuple(q.id for q in tx.audits.get(table.audit_id).questions)
    was_held = any(t.was_opened for t in tx.round_tables.of(table.audit_id))
    gate = _Gate(table, questions, was_held)
    groups = [RailGroup("Start", (_sign_step(table),))]
    for case_id, name in names.items():
        steps = tuple(_case_step(gate, walkthroughs.get(case_id), s, case_id) for s in CASE_STEPS)
        groups.append(RailGroup(name, steps, case_id))
    groups.append(RailGroup("Capture the learning", _learning_steps(tx, gate)))
    groups.append(RailGroup("Finish", _finish_steps(tx, gate)))
    return tuple(groups)


def _sign_step(table: RoundTable) -> RailStep:
    here, signed = len(table.present), len(table.present) - len(table.unsigned)
    if not here:
        status, detail = StepStatus.NOT_STARTED, "Nobody has signed in yet"
    else:
        status = StepStatus.COMPLETED if signed == here else StepStatus.IN_PROGRESS
        detail = f"{signed} of {here} signed"
        if signed == here and table.undecided:
            status, detail = StepStatus.IN_PROGRESS, f"{detail}, accreditation to decide"
    if table.state is MeetingState.PLANNED and not here:
        detail = "Remote people can sign beforehand"
    if table.state is MeetingState.CLOSED:
        status, detail = StepStatus.COMPLETED, "Meeting closed"
    return RailStep(Step.SIGN, TITLES[Step.SIGN], status, detail)


def _case_step(gate: _Gate, walkthrough: Walkthrough | None, step: Step, case_id: CaseId) -> RailStep:
    state = walkthrough.state(step) if walkthrough else None
    status = status_of(walkthrough, step, gate.questions) if walkthrough else StepStatus.NOT_STARTED
    closed = gate.of_case(case_id)
    reason = state.reason if state and status is StepStatus.SKIPPED and not closed else ""
    row = RailStep(step, TITLES[step], status, reason, case_id, MINUTES[step])
    # Somebody who is recused is back after their case: what was done there is done.
    if not gate.shut and status in (StepStatus.COMPLETED, StepStatus.SKIPPED):
        closed = ""
    return gate.step(row, closed, is_begun=status is not StepStatus.NOT_STARTED)


def _learning_steps(tx: Transaction, gate: _Gate) -> tuple[RailStep, ...]:
    audit = gate.table.audit_id
    actions = tx.actions.of(audit)
    return (
        _counted_step(gate, Step.LESSONS, len(tx.lessons.of(audit)), "lesson"),
        _counted_step(gate, Step.ACTIONS, sum(is_complete(a) for a in actions), "action", half=bool(actions)),
    )


def _counted_step(gate: _Gate, step: Step, count: int, word: str, *, half: bool = False) -> RailStep:
    """`half`: something is begun that does not count yet."""
    is_begun = bool(count) or half
    status = StepStatus.IN_PROGRESS if is_begun else StepStatus.NOT_STARTED
    row = RailStep(step, TITLES[step], status, counted(count, word) if count else "")
    return gate.step(row, gate.shut, is_begun=is_begun or gate.was_held)


def _finish_steps(tx: Transaction, gate: _Gate) -> tuple[RailStep, ...]:
    steps = []
    for row, waits_for in _report_rows(tx, gate.table.audit_id):
        steps.append(gate.step(row, gate.shut or waits_for, is_begun=gate.was_held))
    return tuple(steps)


def _report_rows(tx: Transaction, audit_id: AuditId) -> tuple[tuple[RailStep, str], ...]:
    """Check, create and send as they stand, each with what it waits for: what was done of an earlier text
    is to do again."""
    confirmation = tx.report_works.get(audit_id).confirmation
    reports = sorted(tx.reports.of(audit_id), key=lambda r: r.number)
    is_confirmed = is_current(tx, audit_id, confirmation)
    latest = reports[-1] if reports else None
    is_made = is_current(tx, audit_id, latest)
    check = _report_row(Step.CHECK, is_confirmed, CHANGED if confirmation else "")
    outdated = f"Version {latest.number}: {_why_outdated(latest)}" if latest else ""
    export = _report_row(Step.EXPORT, is_made, outdated)
    return (
        (check, ""),
        (export, "" if is_confirmed else AFTER_CONFIRMING),
        _send_row(reports, is_made=is_made),
    )


def _why_outdated(report: ExportedReport) -> str:
    return "withdrawn" if report.withdrawal is not None else "the text changed since"


def _report_row(step: Step, is_done: bool, outdated: str) -> RailStep:
    """`outdated` says what was done of an earlier text; "" when nothing was."""
    if is_done:
        return RailStep(step, TITLES[step], StepStatus.COMPLETED)
    status = StepStatus.IN_PROGRESS if outdated else StepStatus.NOT_STARTED
    return RailStep(step, TITLES[step], status, outdated)


def _send_row(reports: Sequence[ExportedReport], *, is_made: bool) -> tuple[RailStep, str]:
    """What was sent stays sent, and says so when it is no longer what is stored."""
    sent = [r for r in reports if r.sendings]
    row = RailStep(Step.SEND, TITLES[Step.SEND], StepStatus.NOT_STARTED)
    if not reports:
        return row, AFTER_EXPORT
    if not sent:
        if reports[-1].withdrawal is not None:
            row = replace(row, detail=f"Version {reports[-1].number} was withdrawn")
        return row, "" if is_made else AFTER_NEW_EXPORT
    last, stands = sent[-1].number, sent[-1].withdrawal is None
    if not stands:
        later = reports[-1].number
        waits = f", version {later} is not sent" if is_made and later > last else ""
        return replace(row, status=StepStatus.IN_PROGRESS, detail=f"Version {last} was withdrawn{waits}"), ""
    if is_made and last == reports[-1].number:
        return replace(row, status=StepStatus.COMPLETED), ""
    if is_made:
        return replace(row, detail=f"Version {last} was sent, version {reports[-1].number} is not"), ""
    return replace(
        row, status=StepStatus.COMPLETED, detail=f"Version {last} was sent; the text changed since"
    ), ""


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
