"""What a meeting was at and when: the actual times beside the planned ones.

Times are the machine's. A clock that is set back in the middle makes a stay of no minutes, never of fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roundtable.domain.agenda import ACTIONS, BREAK, SIGN_IN, THEMES, AgendaItem
from roundtable.domain.ids import NO_CASE, CaseId
from roundtable.domain.walkthrough import CASE_STEPS, Step

LONGEST_STAY = timedelta(hours=1)
"""Nobody talks at one step for longer: a laptop that slept did not use the time."""
_TITLES = {Step.SIGN: SIGN_IN, Step.LESSONS: THEMES, Step.ACTIONS: ACTIONS}


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch of time: on a step of a case, or on an item of the agenda. Open while `until` is None."""

    title: str
    since: datetime
    until: datetime | None = None
    case_id: CaseId = NO_CASE
    step: Step | None = None

    def is_at(self, other: Stay) -> bool:
        """Whether both are at the same place."""
        return (self.title, self.case_id, self.step) == (other.title, other.case_id, other.step)

    def lasted(self, now: datetime) -> timedelta:
        """How long, so far."""
        return max((self.until or now) - self.since, timedelta())


@dataclass(frozen=True, slots=True)
class ActualItem:
    """One line of the running order as it went. `place`: its number on the agenda, -1 for an unplanned break.

    `minutes` of what has begun; `since` and `until` are its first beginning and last end.
    """

    item: AgendaItem
    place: int
    since: datetime | None = None
    until: datetime | None = None
    minutes: int = 0
    is_now: bool = False


def stay_at_step(step: Step, case_id: CaseId, now: datetime) -> Stay | None:
    """The stay that opening a page begins; None for pages that are no part of the agenda."""
    if step in CASE_STEPS and case_id:
        return Stay("", now, None, case_id, step)
    return Stay(_TITLES[step], now) if step in _TITLES else None


def going_to(course: Sequence[Stay], stay: Stay) -> tuple[Stay, ...]:
    """The meeting is at this place now; what it was at has ended. Staying where it is changes nothing."""
    if course and course[-1].until is None and course[-1].is_at(stay):
        return tuple(course)
    return (*stopped(course, stay.since), stay)


def stopped(course: Sequence[Stay], now: datetime) -> tuple[Stay, ...]:
    """Paused or closed: nothing goes on."""
    if not course or course[-1].until is not None:
        return tuple(course)
    return (*course[:-1], replace(course[-1], until=max(now, course[-1].since)))


def spent_on(course: Sequence[Stay], step: Step, case_id: CaseId, now: datetime) -> timedelta:
    """Time already spent on a case step, at most an hour a stay."""
    stays = (s for s in course if s.step is step and s.case_id == case_id)
    return sum((min(s.lasted(now), LONGEST_STAY) for s in stays), timedelta())


def as_it_went(agenda: Sequence[AgendaItem], course: Sequence[Stay], now: datetime) -> tuple[ActualItem, ...]:
    """The agenda with its actual times; breaks that nobody had planned stand where they were taken."""
    left = list(course)
    rows: list[ActualItem] = []
    for place, item in enumerate(agenda):
        mine = [s for s in left if _belongs(s, item)]
        mine = mine[:1] if item.is_break else mine
        left = [s for s in left if s not in mine]
        rows.append(_row(item, place, mine, now))
    for stay in (s for s in left if s.title == BREAK):
        row = _row(AgendaItem(BREAK, 0), -1, [stay], now)
        before = [n for n, r in enumerate(rows) if r.since is not None and r.since <= stay.since]
        rows.insert(before[-1] + 1 if before else 0, row)
    return tuple(rows)


def expected_end(rows: Sequence[ActualItem], now: datetime) -> datetime:
    """When it is over if what is left takes its planned minutes. Of what was passed over, cases are left."""
    begun = [n for n, row in enumerate(rows) if row.since is not None]
    last = max(begun, default=-1)
    left = sum(row.item.minutes for row in rows[last + 1 :])
    left += sum(r.item.minutes for r in rows[: last + 1] if r.item.case_id and r.since is None)
    left += sum(max(r.item.minutes - r.minutes, 0) for r in rows if r.is_now)
    return now + timedelta(minutes=left)


def _belongs(stay: Stay, item: AgendaItem) -> bool:
    return stay.case_id == item.case_id if item.case_id else not stay.case_id and stay.title == item.title


def _row(item: AgendaItem, place: int, stays: Sequence[Stay], now: datetime) -> ActualItem:
    if not stays:
        return ActualItem(item, place)
    is_now = any(s.until is None for s in stays)
    spent = sum((s.lasted(now) for s in stays), timedelta())
    until = None if is_now else max(s.until for s in stays if s.until)
    return ActualItem(item, place, stays[0].since, until, int(spent.total_seconds() // 60), is_now)
