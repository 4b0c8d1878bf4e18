"""The motivated intruder's sheet: what is no name and still points at one family; what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from roundtable.domain.errors import ClueWordsMissing
from roundtable.domain.ids import NO_CASE, CaseId

SOLE_TITLE = "job title that one person holds"
STRONG_FROM = 3


class ClueChoice(StrEnum):
    """What becomes of a clue in the report."""

    UNDECIDED = "undecided"
    KEEP = "keep"
    GENERALISE = "generalise"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue of one case, wherever it stands in the report's passages on that case.

    `case_id` is empty for passages over all cases; `case_label` is what the reader calls the case; `where` is
    the first place it stands in ("Child B, question C1"); `words` stand in its place when generalised.
    """

    kind: str
    text: str
    where: str
    case_label: str
    case_id: CaseId = NO_CASE
    choice: ClueChoice = ClueChoice.UNDECIDED
    words: str = ""

    @property
    def is_left(self) -> bool:
        """Whether it stands in the report as it was found."""
        return self.choice in (ClueChoice.UNDECIDED, ClueChoice.KEEP)


@dataclass(frozen=True, slots=True)
class ClueDecision:
    """What was decided on a clue: every place in this case where this text stands for this kind."""

    case_id: CaseId
    kind: str
    text: str
    choice: ClueChoice
    words: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    def is_on(self, case_id: CaseId, kind: str, text: str) -> bool:
        """Whether it decides this clue; capitals and spaces make no other clue of it."""
        return (self.case_id, self.kind) == (case_id, kind) and folded(self.text) == folded(text)


def folded(text: str) -> str:
    """How two writings of one clue are told to be the same."""
    return " ".join(text.casefold().split())


def decided_clue(decisions: tuple[ClueDecision, ...], decision: ClueDecision) -> tuple[ClueDecision, ...]:
    """Keeps one decision a clue, the latest. Raises ClueWordsMissing for a generalisation without words."""
    if decision.choice is ClueChoice.UNDECIDED:
        return undecided_clue(decisions, decision.case_id, decision.kind, decision.text)
    if decision.choice is ClueChoice.GENERALISE and not decision.words.strip():
        raise ClueWordsMissing()
    words = " ".join(decision.words.split()) if decision.choice is ClueChoice.GENERALISE else ""
    others = undecided_clue(decisions, decision.case_id, decision.kind, decision.text)
    return (*others, replace(decision, words=words))


def undecided_clue(
    decisions: tuple[ClueDecision, ...], case_id: CaseId, kind: str, text: str
) -> tuple[ClueDecision, ...]:
    """Takes the decision on one clue back."""
    return tuple(d for d in decisions if not d.is_on(case_id, kind, text))


def decision_on(
    decisions: Iterable[ClueDecision], case_id: CaseId, kind: str, text: str
) -> ClueDecision | None:
    """What was decided on a clue, if anything was."""
    return next((d for d in decisions if d.is_on(case_id, kind, text)), None)


def kinds_left(clues: Iterable[Clue]) -> tuple[str, ...]:
    """The kinds that stand together in the report as it is now, by name."""
    return tuple(sorted({clue.kind for clue in clues if clue.is_left}))


def is_strong(clues: Iterable[Clue]) -> bool:
    """Three kinds or more about one case: together they may point at one family."""
    return len(kinds_left(clues)) >= STRONG_FROM


def undecided_count(clues: Iterable[Clue]) -> int:
    """How many clues nobody has decided."""
    return sum(clue.choice is ClueChoice.UNDECIDED for clue in clues)
