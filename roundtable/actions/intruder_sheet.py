"""The motivated intruder's sheet: clues that are no names, told as they are, in general, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roundtable import anonymise
from roundtable.actions.clue_words import more_general
from roundtable.actions.ports import Vault
from roundtable.actions.report_content import Prepared, clue_rules, prepare_report
from roundtable.actions.report_inputs import ReportInputs
from roundtable.actions.scribe import Passage
from roundtable.anonymise.sentences import sentence_around
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import NO_CASE, AuditId, CaseId
from roundtable.domain.intruder_sheet import (
    Clue,
    ClueChoice,
    ClueDecision,
    decided_clue,
    folded,
    is_strong,
    kinds_left,
    undecided_clue,
    undecided_count,
)
from roundtable.domain.report import ReleaseLevel

OVER_ALL = "All cases"


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that holds the clue, as it will be printed before anything was decided on its clues.

    `start`, `length` in characters of the sentence.
    """

    where: str
    sentence: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class ClueRow:
    """One clue, everywhere it stands, and what could be said instead."""

    clue: Clue
    places: tuple[Place, ...]
    suggestion: str
    advice: str


@dataclass(frozen=True, slots=True)
class CaseClues:
    """What an intruder could put together about one case, or over all cases (empty `case_id`)."""

    case_id: CaseId
    label: str
    rows: tuple[ClueRow, ...]
    proceedings: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that stand together now."""
        return kinds_left(row.clue for row in self.rows)

    @property
    def is_strong(self) -> bool:
        """Whether together they may point at one family."""
        return bool(self.case_id) and is_strong(row.clue for row in self.rows)


@dataclass(frozen=True, slots=True)
class SmallNumber:
    """A count under five that is printed, and how a report for publication prints it."""

    label: str
    what: str
    count: int
    published: str


@dataclass(frozen=True, slots=True)
class IntruderView:
    """The sheet."""

    level: ReleaseLevel
    cases: tuple[CaseClues, ...]
    small_numbers: tuple[SmallNumber, ...]

    @property
    def rows(self) -> tuple[ClueRow, ...]:
        """Every clue, in the order of the sheet."""
        return tuple(row for case in self.cases for row in case.rows)

    @property
    def undecided(self) -> int:
        """How many clues wait. They block a report for publication, and nothing else."""
        return undecided_count(row.clue for row in self.rows)


def intruder_view(vault: Vault, audit_id: AuditId) -> IntruderView:
    """Clues by case, numbers, proceedings. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        return IntruderView(
            prepared.inputs.work.level, clues_by_case(prepared), tuple(_small_numbers(prepared.inputs))
        )


def decide_clue(
    vault: Vault,
    audit_id: AuditId,
    *,
    case_id: CaseId,
    kind: str,
    text: str,
    choice: ClueChoice,
    words: str = "",
) -> Changes:
    """Decides one clue of one case, wherever it stands there. Raises ClueWordsMissing.

    UNDECIDED takes a decision back.
    """
    with vault.transaction() as tx:
        work = tx.report_works.get(audit_id)
        decision = ClueDecision(case_id, kind, text, choice, words, tx.now, tx.who)
        fresh = replace(work, clue_decisions=decided_clue(work.clue_decisions, decision))
        event = "clue.undecided" if choice is ClueChoice.UNDECIDED else "clue.decided"
        tx.report_works.put(fresh)
        tx.log(event, audit_id)
        return changed(Topic.ANONYMISATION)


def take_back_clue(vault: Vault, audit_id: AuditId, *, case_id: CaseId, kind: str, text: str) -> Changes:
    """Undo of `decide_clue`: the clue is undecided again."""
    with vault.transaction() as tx:
        work = tx.report_works.get(audit_id)
        left = undecided_clue(work.clue_decisions, case_id, kind, text)
        tx.report_works.put(replace(work, clue_decisions=left))
        tx.log("clue.undecided", audit_id)
        return changed(Topic.ANONYMISATION)


def choose_level(vault: Vault, audit_id: AuditId, level: ReleaseLevel) -> Changes:
    """Who the report is for. The text says so: an earlier confirmation no longer fits it."""
    with vault.transaction() as tx:
        tx.report_works.put(replace(tx.report_works.get(audit_id), level=level))
        tx.log("report.level_chosen", audit_id)
        return changed(Topic.ANONYMISATION, Topic.REPORT)


def open_clues(prepared: Prepared) -> tuple[ClueRow, ...]:
    """The clues that nobody has decided: for the second person, and for what is published."""
    rows = (row for case in clues_by_case(prepared) for row in case.rows)
    return tuple(row for row in rows if row.clue.choice is ClueChoice.UNDECIDED)


def clues_by_case(prepared: Prepared) -> tuple[CaseClues, ...]:
    """Cases in the report's order, each with or without clues; what is said over all cases last."""
    inputs = prepared.inputs
    found = _found(prepared)
    cases = [
        CaseClues(
            case.id,
            inputs.case_label(case),
            found.get(case.id, ()),
            tuple(flag.value for flag in case.proceedings),
        )
        for case in inputs.in_report_order()
    ]
    over_all = CaseClues(NO_CASE, OVER_ALL, found.get(NO_CASE, ()), ())
    return (*cases, over_all) if over_all.rows else tuple(cases)


def _found(prepared: Prepared) -> dict[CaseId, tuple[ClueRow, ...]]:
    rules = clue_rules(prepared.inputs)
    labels = {case.id: prepared.inputs.case_label(case) for case in prepared.inputs.cases}
    rows: dict[tuple[CaseId, str, str], ClueRow] = {}
    for passage in prepared.passages:
        for clue in passage.clues:
            case_id = rules.case_of(clue.kind, passage.case_id)
            key = case_id, clue.kind, folded(clue.text)
            place = _place(passage, clue)
            if key in rows:
                rows[key] = replace(rows[key], places=(*rows[key].places, place))
                continue
            decision = rules.decision_on(clue, passage.case_id)
            listed = Clue(
                clue.kind,
                clue.text,
                passage.where,
                labels.get(case_id, OVER_ALL),
                case_id,
                decision.choice if decision else ClueChoice.UNDECIDED,
                decision.words if decision else "",
            )
            rows[key] = ClueRow(listed, (place,), more_general(clue.kind, clue.text), clue.coarser)
    return {case_id: tuple(r for k, r in rows.items() if k[0] == case_id) for case_id, _, _ in rows}


def _place(passage: Passage, clue: anonymise.Clue) -> Place:
    sentence, start = sentence_around(passage.plain, clue.start, clue.end)
    return Place(passage.where, sentence, start, clue.end - clue.start)


def _small_numbers(inputs: ReportInputs) -> Iterator[SmallNumber]:
    """Counts of people that the report prints; the number of cases itself is not hidden (DOMAIN 3)."""
    for case in inputs.in_report_order():
        people = sum(person.in_household for person in case.register.family)
        if 0 < people < 5:
            yield SmallNumber(
                inputs.case_label(case), "people in the household", people, anonymise.small_number(people)
            )
