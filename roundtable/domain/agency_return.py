"""What an agency sent before the meeting. A nil return is an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roundtable.domain.ids import AgencyId, QuestionId


class ReturnStatus(StrEnum):
    """Whether and how the agency answered."""

    RECEIVED = "received"
    NIL = "nil"
    NOT_RECEIVED = "not_received"


@dataclass(frozen=True, slots=True)
class Answer:
    """One agency's answer to one question, with its own grade (may be empty or off the scale)."""

    question_id: QuestionId
    text: str = ""
    grade_id: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AgencyReturn:
    """One agency's return on one case."""

    agency_id: AgencyId
    status: ReturnStatus
    headline: str = ""
    strengths: str = ""
    gaps: str = ""
    actions_taken: str = ""
    grade_id: str = ""
    reason: str = ""
    answers: tuple[Answer, ...] = ()

    def answer(self, question_id: QuestionId) -> Answer | None:
        """The answer to this question, if one was given."""
        return next((a for a in self.answers if a.question_id == question_id), None)
