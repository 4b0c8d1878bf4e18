"""Where the facilitator was last at work on an audit, so that the next start can lead back there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from roundtable.domain.ids import NO_CASE, NO_ROUND_TABLE, CaseId, RoundTableId
from roundtable.domain.walkthrough import Step


class Page(StrEnum):
    """What kind of page it was."""

    AUDIT = "audit"
    CASE = "case"
    MEETING = "meeting"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A page and its part: the tab of an audit, a case or a round table; or a step of a round table.

    `number` counts on over all audits, so that the greatest is the newest whatever the clock says;
    0 says that nothing was kept yet.
    """

    page: Page = Page.AUDIT
    section: str = ""
    case_id: CaseId = NO_CASE
    round_table_id: RoundTableId = NO_ROUND_TABLE
    step: Step = Step.SIGN
    number: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether somebody has been anywhere yet."""
        return self.number > 0

    def is_same_place(self, other: Bookmark) -> bool:
        """Whether both mean one place, whenever it was."""
        return replace(self, number=other.number) == other


def newest(bookmarks: Iterable[Bookmark]) -> int:
    """The greatest number; 0 without any."""
    return max((b.number for b in bookmarks), default=0)
