"""What the room agreed to learn: good practice, areas for improvement, system issues."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roundtable.domain.errors import LessonTextMissing
from roundtable.domain.ids import NO_CASE, AgencyId, AuditId, CaseId, LessonId


class LessonKind(StrEnum):
    """What sort of lesson."""

    GOOD_PRACTICE = "good practice"
    IMPROVEMENT = "area for improvement"
    SYSTEM = "system issue"


class EvidenceKind(StrEnum):
    """What a lesson rests on."""

    EVENT = "event"
    ANSWER = "answer"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pointer to an event, to a question's judgement, or to a case as a whole (empty ref)."""

    kind: EvidenceKind
    case_id: CaseId
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of an audit; `ordinal` is its place in the list."""

    id: LessonId
    audit_id: AuditId
    ordinal: int
    kind: LessonKind
    text: str
    agencies: tuple[AgencyId, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    domain: str = ""
    route: str = ""
    case_id: CaseId = NO_CASE


def check_lesson(lesson: Lesson) -> None:
    """Raises LessonTextMissing."""
    if not lesson.text.strip():
        raise LessonTextMissing()
