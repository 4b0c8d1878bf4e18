"""Grade scales, self-grades and agreed grades. Spread, never a mean (DOMAIN: Judgement)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from roundtable.domain.errors import ReasonMissing, UnknownGrade
from roundtable.domain.ids import AgencyId, QuestionId

NOT_KNOWN = "not_known"
INSUFFICIENT = "insufficient_evidence"
# Real answers that are no step of the scale; they never count towards a gap or a spread of grades.
OFF_SCALE: dict[str, str] = {NOT_KNOWN: "Not known to agency", INSUFFICIENT: "Insufficient evidence"}

WIDE_GAP = 2


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale; `rank` 0 is the best."""

    id: str
    label: str
    descriptor: str
    rank: int
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class GradeScale:
    """A named scale. An empty `grades` is the scale "no grade"."""

    id: str
    name: str
    grades: tuple[Grade, ...]

    def label(self, grade_id: str) -> str:
        """Words for a grade id of this scale, an off-scale value, or "Not graded" for an empty id.

        Raises UnknownGrade for anything else.
        """
        if not grade_id:
            return "Not graded"
        if grade_id in OFF_SCALE:
            return OFF_SCALE[grade_id]
        return self.grade(grade_id).label

    def grade(self, grade_id: str) -> Grade:
        """The step with this id. Raises UnknownGrade."""
        for grade in self.grades:
            if grade.id == grade_id:
                return grade
        raise UnknownGrade(scale=self.id)

    def tone(self, grade_id: str) -> str:
        """The colour word of a step ("ok", "warn" …); empty for anything that is no step."""
        return next((g.tone for g in self.grades if g.id == grade_id), "")

    def accepts(self, grade_id: str) -> bool:
        """Whether the id may be stored: a step, an off-scale value, or empty."""
        return not grade_id or grade_id in OFF_SCALE or any(g.id == grade_id for g in self.grades)


@dataclass(frozen=True, slots=True)
class Dissent:
    """An agency that does not share the agreed grade, and why."""

    agency_id: AgencyId
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the room agreed on one question (or, with an empty question id, on the case as a whole)."""

    question_id: QuestionId
    grade_id: str = ""
    reason: str = ""
    seen: str = ""
    other_view: str = ""
    dissents: tuple[Dissent, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Nothing has been captured yet."""
        return not (self.grade_id or self.reason or self.seen or self.other_view or self.dissents)


def spread(scale: GradeScale, grade_ids: Iterable[str]) -> tuple[tuple[Grade, int], ...]:
    """How many times each step of the scale was given, best first. Only steps count."""
    counts = Counter(g for g in grade_ids if g and g not in OFF_SCALE)
    return tuple((grade, counts.get(grade.id, 0)) for grade in scale.grades)


def gap(scale: GradeScale, grade_ids: Iterable[str]) -> int:
    """Steps between the best and the worst grade given; 0 with fewer than two grades on the scale."""
    ranks = [scale.grade(g).rank for g in grade_ids if g and g not in OFF_SCALE]
    return max(ranks) - min(ranks) if ranks else 0


def is_wide_gap(scale: GradeScale, grade_ids: Iterable[str]) -> bool:
    """A gap of two or more steps is a discussion point (DOMAIN 2.3)."""
    return gap(scale, grade_ids) >= WIDE_GAP


def needs_reason(grade_id: str, self_grades: Iterable[str]) -> bool:
    """An agreed grade that no agency gave itself is a change, and a change needs a reason."""
    given = {g for g in self_grades if g and g not in OFF_SCALE}
    return bool(grade_id) and grade_id not in OFF_SCALE and bool(given) and grade_id not in given


def check_judgement(scale: GradeScale, judgement: Judgement, self_grades: Iterable[str]) -> None:
    """Raises UnknownGrade for a grade of another scale, ReasonMissing when the change has no reason."""
    if not scale.accepts(judgement.grade_id):
        raise UnknownGrade(scale=scale.id)
    if needs_reason(judgement.grade_id, self_grades) and not judgement.reason.strip():
        raise ReasonMissing()
