"""What stands in a form that is not stored yet: kept as it was typed, until the form is stored or emptied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from roundtable.domain.ids import NO_CASE, CaseId, DraftId


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Which form, and what it is about: `DraftPlace("statement", round_table_id)`.

    With a `case_id` the words are content of that case: they come back only while the case may be shown.
    """

    form: str
    about: str = ""
    case_id: CaseId = NO_CASE

    @property
    def id(self) -> DraftId:
        """One draft a place."""
        return DraftId(":".join(part for part in (self.form, self.about, self.case_id) if part))


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of one form as they were typed: (name of the part, text), in the order of their names."""

    id: DraftId
    kept_at: datetime
    parts: tuple[tuple[str, str], ...]
    case_id: CaseId = NO_CASE

    def part(self, name: str) -> str:
        """What was typed there, "" for nothing."""
        return dict(self.parts).get(name, "")
