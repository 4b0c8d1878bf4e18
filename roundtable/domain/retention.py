"""How long each class of record is kept, what stops that, and what was destroyed (DOMAIN 7).

Every period starts when the latest report of the audit was made; without a report, when the audit was
prepared, and then the working papers are kept for the longest time they may be.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from roundtable.domain.keeping_errors import (
    HoldReasonMissing,
    KeepingOutOfRange,
    NothingToDestroy,
    OnLegalHold,
    RetentionNotOver,
)
from roundtable.domain.logo import Logo
from roundtable.domain.wording import day_words


class RecordClass(StrEnum):
    """What is kept together for the same time."""

    WORKING_PAPERS = "working papers"
    CONCERNS = "urgent concerns"
    SIGNATURES = "signatures"
    REPORT = "report and actions"


DEFAULT_MONTHS: Final = MappingProxyType(
    {
        RecordClass.WORKING_PAPERS: 3,
        RecordClass.CONCERNS: 72,
        RecordClass.SIGNATURES: 72,
        RecordClass.REPORT: 120,
    }
)
MOST_MONTHS: Final = MappingProxyType(
    {
        RecordClass.WORKING_PAPERS: 12,
        RecordClass.CONCERNS: 1200,
        RecordClass.SIGNATURES: 1200,
        RecordClass.REPORT: 1200,
    }
)


@dataclass(frozen=True, slots=True)
class LegalHold:
    """Nothing of the audit is destroyed while this stands."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of one kind: ("events of chronologies", 41)."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class SecondCopies:
    """Copies in the second place for backups. Not reached: they wait to be deleted when it is there again."""

    is_reached: bool
    deleted: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiesCleared:
    """The program's own older copies: how many were deleted, and the file names of those that were not.

    `second` is empty where no second place was chosen.
    """

    deleted: int
    left: tuple[str, ...]
    at: datetime
    second: SecondCopies | None = None


@dataclass(frozen=True, slots=True)
class Destroyed:
    """One destruction. `copies` is empty while the older copies still wait to be deleted."""

    classes: tuple[RecordClass, ...]
    items: tuple[Counted, ...]
    by: str
    at: datetime
    copies: CopiesCleared | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """One audit's schedule. `months` holds what differs from the defaults."""

    months: tuple[tuple[RecordClass, int], ...] = ()
    hold: LegalHold | None = None
    destroyed: tuple[Destroyed, ...] = ()

    def months_of(self, record_class: RecordClass) -> int:
        """How long this class is kept."""
        return dict(self.months).get(record_class, DEFAULT_MONTHS[record_class])

    def destroyed_at(self, record_class: RecordClass) -> datetime | None:
        """When this class was destroyed, if it was."""
        return next((d.at for d in reversed(self.destroyed) if record_class in d.classes), None)

    def due_on(self, record_class: RecordClass, reported_on: date | None, prepared_on: date) -> date:
        """The first day on which it may be destroyed."""
        if reported_on is not None:
            return months_later(reported_on, self.months_of(record_class))
        most = MOST_MONTHS[RecordClass.WORKING_PAPERS]
        kept = self.months_of(record_class)
        return months_later(prepared_on, most if record_class is RecordClass.WORKING_PAPERS else kept)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is none."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def keeping(retention: Retention, record_class: RecordClass, months: int) -> Retention:
    """Another time for one class. Raises KeepingOutOfRange."""
    most = MOST_MONTHS[record_class]
    if not 1 <= months <= most:
        raise KeepingOutOfRange(most=most)
    others = tuple(each for each in retention.months if each[0] is not record_class)
    return replace(retention, months=(*others, (record_class, months)))


def held(retention: Retention, reason: str, by: str, at: datetime) -> Retention:
    """Under legal hold. Raises HoldReasonMissing."""
    if not reason.strip():
        raise HoldReasonMissing()
    return replace(retention, hold=LegalHold(reason.strip(), by, at))


def require_due(
    retention: Retention,
    classes: tuple[RecordClass, ...],
    reported_on: date | None,
    prepared_on: date,
    today: date,
) -> None:
    """Raises OnLegalHold, NothingToDestroy, RetentionNotOver."""
    if retention.hold is not None:
        raise OnLegalHold()
    if not classes or any(retention.destroyed_at(each) for each in classes):
        raise NothingToDestroy()
    for each in classes:
        due = retention.due_on(each, reported_on, prepared_on)
        if today < due:
            raise RetentionNotOver(due=day_words(due))


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays, and the first day on which it may go."""

    record_class: RecordClass
    until: date


@dataclass(frozen=True, slots=True)
class DestructionCertificate:
    """What a certificate prints: no name of a child, and nothing of a case but counts."""

    board: str
    marking: str
    reference: str
    destroyed: tuple[Destroyed, ...]
    stays: tuple[Kept, ...]
    trail_head: str
    trail_count: int
    key_fingerprint: str
    made_at: datetime
    made_by: str
    logo: Logo | None = None
