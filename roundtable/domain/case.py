"""One child's case being audited: register, family, chronology and agency returns."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from roundtable.domain.agency_return import AgencyReturn
from roundtable.domain.chronology import Event
from roundtable.domain.disagreement import Pairing
from roundtable.domain.family import Family
from roundtable.domain.ids import AgencyId, AuditId, CaseId, QuestionId
from roundtable.domain.register import Person, Register


class Proceedings(StrEnum):
    """Live proceedings: the export shows them and asks (DOMAIN 3)."""

    CRIMINAL = "criminal proceedings"
    FAMILY = "family proceedings"
    RAPID_REVIEW = "rapid review"


@dataclass(frozen=True, slots=True)
class Case:
    """`ordinal` (1, 2 …) is its place in the audit; screens call it "Case 2" until labels are given."""

    id: CaseId
    audit_id: AuditId
    ordinal: int
    reference: str
    background: str = ""
    register: Register = Register()
    family: Family = Family()
    events: tuple[Event, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    returns: tuple[AgencyReturn, ...] = ()
    proceedings: tuple[Proceedings, ...] = ()

    @property
    def index_child(self) -> Person | None:
        """The child this case is about."""
        return next((p for p in self.register.people if p.is_index_child), None)

    def return_of(self, agency_id: AgencyId) -> AgencyReturn | None:
        """The agency's return, if there is one."""
        return next((r for r in self.returns if r.agency_id == agency_id), None)

    def self_grades(
        self, question_id: QuestionId, leaving_out: Container[AgencyId] = ()
    ) -> dict[AgencyId, str]:
        """Each agency's own grade on a question; an empty question id asks for the case as a whole."""
        grades: dict[AgencyId, str] = {}
        for agency_return in self.returns:
            answer = agency_return.answer(question_id) if question_id else None
            grade = answer.grade_id if answer else ("" if question_id else agency_return.grade_id)
            if grade and agency_return.agency_id not in leaving_out:
                grades[agency_return.agency_id] = grade
        return grades
