"""Lessons: captured in seconds, with the evidence they rest on; removed with undo."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roundtable.actions.board import the_board
from roundtable.actions.case_access import open_case, require_audit_open, stored_case, stored_cases
from roundtable.actions.label_references import lesson_said, references_in_room
from roundtable.actions.labels import labels_of
from roundtable.actions.ports import Transaction, Vault
from roundtable.actions.spoken import speaker_of
from roundtable.domain.case import Case
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.chronology import in_order
from roundtable.domain.ids import NO_CASE, AgencyId, AuditId, CaseId, LessonId, QuestionId
from roundtable.domain.lessons import Evidence, EvidenceKind, Lesson, LessonKind, check_lesson
from roundtable.domain.wording import short_day_words


@dataclass(frozen=True, slots=True)
class EvidenceOption:
    """Something a lesson can rest on, in words for the room."""

    evidence: Evidence
    words: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One lesson (text as typed) with its agencies and evidence in words."""

    lesson: Lesson
    agencies: tuple[str, ...]
    evidence: tuple[str, ...]
    case_name: str = ""


@dataclass(frozen=True, slots=True)
class LessonsView:
    """All lessons of an audit in their order, or those of one case."""

    rows: tuple[LessonRow, ...]
    agencies: tuple[tuple[AgencyId, str], ...]
    domains: tuple[str, ...]


def capture_lesson(
    vault: Vault,
    audit_id: AuditId,
    *,
    kind: LessonKind,
    text: str,
    agencies: tuple[AgencyId, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    domain: str = "",
    route: str = "",
    case_id: CaseId = NO_CASE,
) -> Changes:
    """Adds a lesson at the end. `made` is its id. Raises LessonTextMissing."""
    with vault.transaction() as tx:
        ordinal = max((item.ordinal for item in tx.lessons.of(audit_id)), default=0) + 1
        lesson = Lesson(
            LessonId(tx.fresh_id()),
            audit_id,
            ordinal,
            kind,
            text.strip(),
            agencies,
            evidence,
            domain,
            route,
            case_id,
        )
        check_lesson(lesson)
        _put(tx, lesson)
        tx.log("lesson.captured", lesson.id)
        return changed(Topic.LESSONS, made=lesson.id)


def amend_lesson(
    vault: Vault,
    lesson_id: LessonId,
    *,
    kind: LessonKind,
    text: str,
    agencies: tuple[AgencyId, ...],
    evidence: tuple[Evidence, ...],
    domain: str | None = None,
    route: str | None = None,
) -> Changes:
    """Changes what the form holds of a lesson; None leaves domain or route as it is.

    Raises LessonTextMissing, RecordMissing.
    """
    with vault.transaction() as tx:
        stored = tx.lessons.get(lesson_id)
        lesson = replace(
            stored,
            kind=kind,
            text=text.strip(),
            agencies=agencies,
            evidence=evidence,
            domain=stored.domain if domain is None else domain,
            route=stored.route if route is None else route,
        )
        check_lesson(lesson)
        _put(tx, lesson)
        tx.log("lesson.edited", lesson_id)
        return changed(Topic.LESSONS, made=lesson_id)


def edit_lesson(vault: Vault, lesson: Lesson) -> Changes:
    """Stores a changed lesson, or brings a removed one back. Raises LessonTextMissing."""
    check_lesson(lesson)
    with vault.transaction() as tx:
        _put(tx, lesson)
        tx.log("lesson.edited", lesson.id)
        return changed(Topic.LESSONS)


def remove_lesson(vault: Vault, lesson_id: LessonId) -> Lesson:
    """Removes a lesson and returns it, so that `edit_lesson` can bring it back. Raises RecordMissing."""
    with vault.transaction() as tx:
        lesson = tx.lessons.get(lesson_id)
        tx.lessons.remove(lesson_id)
        tx.log("lesson.removed", lesson_id)
        return lesson_said(lesson, references_in_room(tx, lesson.audit_id).shown)


def _put(tx: Transaction, lesson: Lesson) -> None:
    """Stores a lesson as it was typed, its labels as references."""
    tx.lessons.put(lesson_said(lesson, references_in_room(tx, lesson.audit_id).stored))


def move_lesson(vault: Vault, lesson_id: LessonId, by: int) -> Changes:
    """Moves a lesson up (-1) or down (1) in the list."""
    with vault.transaction() as tx:
        lesson = tx.lessons.get(lesson_id)
        rows = sorted(tx.lessons.of(lesson.audit_id), key=lambda item: item.ordinal)
        ids = [item.id for item in rows]
        place = ids.index(lesson_id)
        target = max(0, min(len(ids) - 1, place + by))
        ids.insert(target, ids.pop(place))
        by_id = {item.id: item for item in rows}
        for ordinal, each in enumerate(ids, 1):
            if by_id[each].ordinal != ordinal:
                tx.lessons.put(replace(by_id[each], ordinal=ordinal))
        tx.log("lesson.moved", lesson_id)
        return changed(Topic.LESSONS)


def lessons_view(vault: Vault, audit_id: AuditId, case_id: CaseId = NO_CASE) -> LessonsView:
    """Lessons of the audit, or of one case. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        require_audit_open(tx, audit_id, case_id)
        board = the_board(tx)
        audit = tx.audits.get(audit_id)
        cases = {c.id: c for c in stored_cases(tx, audit_id)}
        labels = labels_of(tx, audit_id)
        lessons = sorted(tx.lessons.of(audit_id), key=lambda item: item.ordinal)
        said = references_in_room(tx, audit_id)
        rows = tuple(
            LessonRow(
                lesson_said(lesson, said.shown),
                tuple(board.agency_name(a) for a in lesson.agencies),
                tuple(evidence_words(tx, cases, labels, e) for e in lesson.evidence),
                case_words(cases[lesson.case_id], labels) if lesson.case_id in cases else "",
            )
            for lesson in lessons
            if case_id in (NO_CASE, lesson.case_id)
        )
        scope = audit.agencies or tuple(a.id for a in board.agencies)
        domains = tuple(dict.fromkeys(q.domain for q in audit.questions))
        return LessonsView(rows, tuple((a, board.agency_name(a)) for a in scope), domains)


def evidence_options(vault: Vault, case_id: CaseId) -> tuple[EvidenceOption, ...]:
    """What a lesson can rest on: events and questions of the case. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        case = open_case(tx, case_id)
        audit = tx.audits.get(case.audit_id)
        speaker = speaker_of(tx, case.audit_id)
        events = tuple(
            EvidenceOption(
                Evidence(EvidenceKind.EVENT, case_id, e.id), f"{short_day_words(e.on)}: {speaker.say(e.text)}"
            )
            for e in in_order(case.events)
        )
        answers = tuple(
            EvidenceOption(Evidence(EvidenceKind.ANSWER, case_id, q.id), f"{q.id}: {q.text}")
            for q in audit.questions
        )
        return events + answers


def case_words(case: Case, labels: dict[str, str]) -> str:
    """The child's label, or "Case 2"."""
    child = case.index_child
    return (labels.get(child.id, "") if child else "") or f"Case {case.ordinal}"


def evidence_words(
    tx: Transaction, cases: dict[CaseId, Case], labels: dict[str, str], evidence: Evidence
) -> str:
    """ "Child B, event of 8 Mar 2024" or "Child B, question A1"; "removed" when it is no longer there."""
    case = cases.get(evidence.case_id)
    if case is None:
        return "a case that was removed"
    name = case_words(case, labels)
    if evidence.kind is EvidenceKind.EVENT:
        event = next((e for e in case.events if e.id == evidence.ref), None)
        return (
            f"{name}, event of {short_day_words(event.on)}" if event else f"{name}, an event that was removed"
        )
    if evidence.kind is EvidenceKind.ANSWER:
        question = tx.audits.get(case.audit_id).question(QuestionId(evidence.ref))
        return f"{name}, question {question.id}" if question else name
    return name


def lesson_case(vault: Vault, case_id: CaseId) -> AuditId:
    """The audit a case belongs to. Raises RecordMissing."""
    with vault.reading() as tx:
        return stored_case(tx, case_id).audit_id
