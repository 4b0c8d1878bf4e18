"""The round table's own page: the form, who can be invited, what was captured so far. Never case content."""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.actions.board import the_board
from roundtable.actions.hub import case_names
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.round_tables import walkthroughs_of
from roundtable.domain import accreditation
from roundtable.domain.action_plan import is_complete
from roundtable.domain.board import Agency
from roundtable.domain.ids import AgencyId, AuditId, CaseId, ConcernId, RepresentativeId, RoundTableId
from roundtable.domain.round_table import MeetingState, RoundTable
from roundtable.domain.urgent_concern import UrgentConcern
from roundtable.domain.walkthrough import CASE_STEPS, StepStatus, status_of, unfinished

_DONE = (StepStatus.COMPLETED, StepStatus.SKIPPED)


@dataclass(frozen=True, slots=True)
class Invitable:
    """A representative of the Board who is not on the list yet. `note` says what is doubtful about them,
    `dates` when they were nominated and accredited.

    `is_asked`: their agency is one of those that the audit asks.
    """

    id: RepresentativeId
    name: str
    agency_id: AgencyId
    agency: str
    role: str
    note: str
    is_asked: bool
    dates: str = ""


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """How far one case is; `unfinished` are sentences like "Chronology: not reached"."""

    case_id: CaseId
    name: str
    done: int
    of: int
    unfinished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """What the page shows beside the frame."""

    agencies: tuple[Agency, ...]
    invitable: tuple[Invitable, ...]
    progress: tuple[CaseProgress, ...]
    lessons: int
    actions: int
    concerns: tuple[UrgentConcern, ...]

    @property
    def asked(self) -> tuple[Invitable, ...]:
        """Representatives of the agencies that the audit asks, who are not on the list yet."""
        return tuple(person for person in self.invitable if person.is_asked)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Every unfinished item with its case: "Child B, Chronology: not reached"."""
        return tuple(f"{c.name}, {what}" for c in self.progress for what in c.unfinished)


@dataclass(frozen=True, slots=True)
class ConcernHome:
    """The round table that an urgent concern is kept with."""

    round_table_id: RoundTableId
    audit_id: AuditId
    case_names: tuple[tuple[CaseId, str], ...]
    drafts: tuple[UrgentConcern, ...]

    def draft(self, concern_id: ConcernId) -> UrgentConcern | None:
        """The stored state of a concern that is still being written."""
        return next((c for c in self.drafts if c.id == concern_id), None)


def meeting_view(vault: Vault, round_table_id: RoundTableId) -> MeetingView:
    """Raises RecordMissing. Counts and names of attendees: nothing that the gate would have to keep back."""
    with vault.reading() as tx:
        table = tx.round_tables.get(round_table_id)
        board = the_board(tx)
        return MeetingView(
            agencies=board.agencies,
            invitable=_invitable(tx, table),
            progress=_progress(tx, table),
            lessons=len(tx.lessons.of(table.audit_id)),
            actions=sum(is_complete(a) for a in tx.actions.of(table.audit_id)),
            concerns=table.concerns,
        )


def concern_home_view(vault: Vault, round_table_id: RoundTableId | None = None) -> ConcernHome | None:
    """Where a concern raised now belongs: this round table, else the open one, else the newest; None
    without any. Urgent concerns override confidentiality: no gate.
    """
    with vault.reading() as tx:
        tables = tx.round_tables.all()
        chosen = [t for t in tables if t.id == round_table_id]
        chosen += [t for t in tables if t.state is MeetingState.OPEN]
        chosen += sorted(tables, key=lambda t: t.held_on, reverse=True)
        if not chosen:
            return None
        table = chosen[0]
        return ConcernHome(
            table.id, table.audit_id, tuple(case_names(tx, table).items()), tuple(table.concerns)
        )


def _invitable(tx: Transaction, table: RoundTable) -> tuple[Invitable, ...]:
    board = the_board(tx)
    listed = {a.representative_id for a in table.attendees}
    asked = tx.audits.get(table.audit_id).agencies
    rows = []
    for person in board.representatives:
        if person.id in listed or table.lists(person.name, person.agency_id):
            continue
        note = accreditation.doubt(person, table.held_on)
        agency = board.agency_name(person.agency_id)
        is_asked = person.agency_id in asked
        dates = accreditation.standing(person, table.held_on)
        rows.append(
            Invitable(person.id, person.name, person.agency_id, agency, person.role, note, is_asked, dates)
        )
    # Agencies that the audit asks come first.
    return tuple(sorted(rows, key=lambda r: (not r.is_asked, r.agency, r.name)))


def _progress(tx: Transaction, table: RoundTable) -> tuple[CaseProgress, ...]:
    walkthroughs = walkthroughs_of(tx, table.audit_id)
    questions = tuple(q.id for q in tx.audits.get(table.audit_id).questions)
    rows = []
    for case_id, name in case_names(tx, table).items():
        walkthrough = walkthroughs.get(case_id)
        if walkthrough is None:
            rows.append(CaseProgress(case_id, name, 0, len(CASE_STEPS), ("not started",)))
            continue
        done = sum(status_of(walkthrough, step, questions) in _DONE for step in CASE_STEPS)
        left = tuple(item.what for item in unfinished(walkthrough, len(questions)))
        rows.append(CaseProgress(case_id, name, done, len(CASE_STEPS), left))
    return tuple(rows)
