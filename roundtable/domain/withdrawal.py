"""Taking a report back: why, since when, and who has said that their copies are gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class WithdrawalReason(StrEnum):
    """Why a version is taken back."""

    IDENTIFIES = "identifies"
    """Somebody could be recognised in it: the same text may not be made into a report again."""
    WRONG_RECIPIENT = "wrong recipient"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class DeletionConfirmed:
    """Somebody who received it says that every copy is deleted."""

    address: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One version taken back. There is no room for details: they might tell what the version told."""

    at: datetime
    by: str
    reason: WithdrawalReason
    confirmed: tuple[DeletionConfirmed, ...] = ()

    def has_confirmed(self, address: str) -> bool:
        """Whether this recipient has said so."""
        return any(each.address == address for each in self.confirmed)

    def with_confirmed(self, confirmed: DeletionConfirmed) -> Withdrawal:
        """The recipient has said so; the first time counts."""
        if self.has_confirmed(confirmed.address):
            return self
        return replace(self, confirmed=(*self.confirmed, confirmed))

    def without(self, address: str) -> Withdrawal:
        """What was recorded for this recipient was a slip."""
        return replace(self, confirmed=tuple(c for c in self.confirmed if c.address != address))
