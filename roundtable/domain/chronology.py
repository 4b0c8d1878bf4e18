"""What happened, when, as each agency recorded it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from roundtable.domain.errors import EventMissing, EventTextMissing
from roundtable.domain.ids import AgencyId, EventId

_LIFETIME = 100
"""Years: nobody whom a case is about was there before."""


class EventKind(StrEnum):
    """The shape on the timeline."""

    CONTACT = "contact"
    INCIDENT = "incident"
    MEETING = "meeting"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology."""

    id: EventId
    on: date
    agency_id: AgencyId
    kind: EventKind
    text: str
    is_turning_point: bool = False
    added_in_meeting: bool = False


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By date; events of one day keep the order in which they were entered."""
    return tuple(sorted(events, key=lambda e: e.on))


def check_event(event: Event) -> None:
    """Raises EventTextMissing."""
    if not event.text.strip():
        raise EventTextMissing()


def notes_on_date(on: date, today: date, born_on: date | None) -> tuple[str, ...]:
    """What should be looked at but does not block: to come, long ago, before the child was born."""
    if on > today:
        return ("This date is in the future.",)
    if is_slip(on, today):
        return (f"This date is more than {_LIFETIME} years ago.",)
    if born_on and on < born_on:
        return ("This date is before the child was born.",)
    return ()


def is_slip(on: date, today: date) -> bool:
    """Whether an event on this day was hardly meant: what happened lies in the past, within a lifetime."""
    return on > today or on.year < today.year - _LIFETIME


def with_turning_point(
    events: tuple[Event, ...], event_id: EventId, is_turning_point: bool
) -> tuple[Event, ...]:
    """Marks or unmarks one event. Raises EventMissing."""
    if all(e.id != event_id for e in events):
        raise EventMissing()
    return tuple(replace(e, is_turning_point=is_turning_point) if e.id == event_id else e for e in events)


def month_number(on: date, start: date) -> int:
    """3 for the third month counted from `start`; 0 and less before it."""
    return (on.year - start.year) * 12 + on.month - start.month - (on.day < start.day) + 1


def relative_month(on: date, start: date) -> str:
    """ "Month 3": the third month counted from `start`; "before Month 1" earlier."""
    number = month_number(on, start)
    return f"Month {number}" if number > 0 else "before Month 1"
