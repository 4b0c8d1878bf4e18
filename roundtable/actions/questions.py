"""The audit questions of a case: agencies' answers and grades side by side, gaps first, what was agreed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from roundtable.actions.board import the_board
from roundtable.actions.case_access import open_case
from roundtable.actions.label_references import judgement_said, references_in_room
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.round_tables import silent_in, walkthrough_of
from roundtable.actions.spoken import Speaker, speaker_of
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board, Question
from roundtable.domain.case import Case
from roundtable.domain.grading import Grade, GradeScale, Judgement, gap, is_wide_gap, needs_reason, spread
from roundtable.domain.ids import NO_QUESTION, AgencyId, CaseId, QuestionId, RoundTableId
from roundtable.domain.recusal import FROM_RETURN
from roundtable.domain.round_table import RoundTable


@dataclass(frozen=True, slots=True)
class SelfGrade:
    """One agency's own grade and answer. `asks` is false where its representative is recused: the grade is
    what its return said before the meeting, and counts towards no spread, gap or reason."""

    agency_id: AgencyId
    agency: str
    grade_id: str
    grade: str
    tone: str
    answer: str = ""
    evidence: str = ""
    asks: bool = True

    @property
    def said(self) -> str:
        """The grade, with where it is from if nobody could be asked: "Good, from its return; …"."""
        if self.asks:
            return self.grade
        return f"{self.grade}, {FROM_RETURN}" if self.grade_id else "Not asked; representative recused"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in the list."""

    question_id: QuestionId
    domain: str
    text: str
    wide_gap: bool
    is_answered: bool
    grade: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question's page; an empty question id is the grade for the case."""

    case_name: str
    question: Question | None
    place: int
    of: int
    scale: GradeScale
    self_grades: tuple[SelfGrade, ...]
    spread: tuple[tuple[Grade, int], ...]
    wide_gap: bool
    judgement: Judgement
    order: tuple[QuestionRow, ...]
    agencies: tuple[tuple[AgencyId, str], ...]

    def needs_reason(self, grade_id: str) -> bool:
        """Whether agreeing on this grade needs a reason."""
        return needs_reason(grade_id, (s.grade_id for s in self.self_grades if s.asks))

    @property
    def previous(self) -> QuestionId | None:
        """The question before this one in the order shown."""
        return self.order[self.place - 2].question_id if self.place > 1 else None

    @property
    def next(self) -> QuestionId | None:
        """The question after this one."""
        return self.order[self.place].question_id if 0 < self.place < self.of else None


def questions_view(vault: Vault, round_table_id: RoundTableId, case_id: CaseId) -> tuple[QuestionRow, ...]:
    """The questions, the widest gap first. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        return _order(tx, tx.round_tables.get(round_table_id), case)


def question_view(
    vault: Vault, round_table_id: RoundTableId, case_id: CaseId, question_id: QuestionId = NO_QUESTION
) -> QuestionView:
    """One question, or the case as a whole. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        table = tx.round_tables.get(round_table_id)
        audit = tx.audits.get(case.audit_id)
        board = the_board(tx)
        speaker = speaker_of(tx, case.audit_id)
        order = _order(tx, table, case)
        place = next((n for n, row in enumerate(order, 1) if row.question_id == question_id), 0)
        silent = silent_in(tx, case)
        grades = case.self_grades(question_id, leaving_out=silent)
        child = case.index_child
        scope = dict.fromkeys((*audit.agencies, *(r.agency_id for r in case.returns)))
        return QuestionView(
            case_name=speaker.person(child) if child else f"Case {case.ordinal}",
            question=audit.question(question_id),
            place=place,
            of=len(order),
            scale=audit.scale,
            self_grades=_self_grades(case, question_id, audit, board, speaker, silent),
            spread=spread(audit.scale, grades.values()),
            wide_gap=is_wide_gap(audit.scale, grades.values()),
            judgement=judgement_said(
                walkthrough_of(tx, table, case_id).judgement(question_id),
                references_in_room(tx, case.audit_id).shown,
            ),
            order=order,
            agencies=tuple((a, board.agency_name(a)) for a in scope),
        )


def _self_grades(
    case: Case,
    question_id: QuestionId,
    audit: Audit,
    board: Board,
    speaker: Speaker,
    silent: Container[AgencyId],
) -> tuple[SelfGrade, ...]:
    rows = []
    for sent in case.returns:
        answer = sent.answer(question_id) if question_id else None
        grade_id = answer.grade_id if answer else ("" if question_id else sent.grade_id)
        rows.append(
            SelfGrade(
                agency_id=sent.agency_id,
                agency=board.agency_name(sent.agency_id),
                grade_id=grade_id,
                grade=audit.scale.label(grade_id),
                tone=audit.scale.tone(grade_id),
                answer=speaker.say(answer.text if answer else sent.reason if not question_id else ""),
                evidence=speaker.say(answer.evidence) if answer else "",
                asks=sent.agency_id not in silent,
            )
        )
    return tuple(rows)


def _order(tx: Transaction, table: RoundTable, case: Case) -> tuple[QuestionRow, ...]:
    """The wider the gap between the agencies' grades, the earlier; then the audit's own order."""
    audit = tx.audits.get(case.audit_id)
    walkthrough = walkthrough_of(tx, table, case.id)
    silent = silent_in(tx, case)
    rows = []
    for number, question in enumerate(audit.questions):
        grades = tuple(case.self_grades(question.id, leaving_out=silent).values())
        wide = is_wide_gap(audit.scale, grades)
        judgement = walkthrough.judgement(question.id)
        row = QuestionRow(
            question_id=question.id,
            domain=question.domain,
            text=question.text,
            wide_gap=wide,
            is_answered=bool(judgement.grade_id or judgement.seen.strip()),
            grade=audit.scale.label(judgement.grade_id),
        )
        rows.append((-(gap(audit.scale, grades) or 0), number, row))
    return tuple(row for _, _, row in sorted(rows, key=lambda r: r[:2]))
