"""One themed multi-agency audit: what is looked at, with which questions, over which time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from roundtable.domain.board import Question, Recipient
from roundtable.domain.bookmark import Bookmark
from roundtable.domain.errors import QuestionSetFrozen, TitleMissing, WindowBackwards
from roundtable.domain.grading import GradeScale
from roundtable.domain.ids import AgencyId, AuditId, QuestionId
from roundtable.domain.retention import Retention


class AuditStatus(StrEnum):
    """Where the audit stands; worked out by actions, never typed."""

    PREPARING = "preparing"
    MEETING = "meeting"
    REPORTING = "reporting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    """What was sent is taken back, and nothing was sent in its place yet."""


@dataclass(frozen=True, slots=True)
class Audit:
    """`reference` is what papers and file names carry: never a name (it is checked against the register)."""

    id: AuditId
    reference: str
    title: str
    theme: str
    scale: GradeScale
    created_at: datetime
    key_lines: tuple[str, ...] = ()
    window_from: date | None = None
    window_to: date | None = None
    sample_method: str = ""
    priority: str = ""
    agencies: tuple[AgencyId, ...] = ()
    questions: tuple[Question, ...] = ()
    questions_frozen: bool = False
    recipient: Recipient = Recipient()
    status: AuditStatus = AuditStatus.PREPARING
    bookmark: Bookmark = Bookmark()
    retention: Retention = field(default_factory=Retention)

    def question(self, question_id: QuestionId) -> Question | None:
        """The question with this id, if it is in the set."""
        return next((q for q in self.questions if q.id == question_id), None)


def check_audit(audit: Audit) -> None:
    """Raises TitleMissing or WindowBackwards."""
    if not audit.title.strip():
        raise TitleMissing()
    if audit.window_from and audit.window_to and audit.window_from > audit.window_to:
        raise WindowBackwards()


def with_questions(audit: Audit, questions: tuple[Question, ...]) -> Audit:
    """A new question set. Raises QuestionSetFrozen after first use: answers would lose their question."""
    if audit.questions_frozen and questions != audit.questions:
        raise QuestionSetFrozen()
    return replace(audit, questions=questions)
