"""Days on a line: even, but for years in which nothing happened, which are cut short so that one event of
long ago does not squash the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

EDGE = 22.0
"""Room before the first and after the last day, px at 100 %."""
CUT_ROOM = 64.0
"""Room that a cut takes, px at 100 %."""
_MOST_CUTS = 3
_LEAST_CUT = 730
"""Days: a shorter gap stays as long as it is."""
_CLEARLY = 4
"""How many times longer than every other gap one has to be."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that stand evenly between two places."""

    first: date
    last: date
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Stretches in order; a cut lies between each two."""

    stretches: tuple[Stretch, ...]

    @property
    def cuts(self) -> tuple[tuple[Stretch, Stretch], ...]:
        """What stands before and after each cut."""
        return tuple(pairwise(self.stretches))

    def place(self, day: date) -> float:
        """Where a day is; days outside stand at the ends, a day in a cut in its middle."""
        number = max(bisect_right([s.first for s in self.stretches], day) - 1, 0)
        part = self.stretches[number]
        if day > part.last:
            after = self.stretches[number + 1] if number + 1 < len(self.stretches) else None
            return (part.right + after.left) / 2 if after else part.right
        if day <= part.first:
            return part.left
        if day == part.last:
            return part.right  # reckoned, it may come out a hair beyond, in the cut
        return part.left + (part.right - part.left) * (day - part.first).days / (part.last - part.first).days

    def day_at(self, x: float) -> date:
        """The day at a place; in a cut, the day after it."""
        for part in self.stretches:
            if x <= part.left:
                return part.first
            if x <= part.right:
                share = (x - part.left) / (part.right - part.left)
                return part.first + timedelta(days=round(share * (part.last - part.first).days))
        return self.stretches[-1].last


def time_axis(days: Iterable[date], width: float) -> TimeAxis:
    """An axis `width` px wide over these days (at least one)."""
    ordered = sorted(set(days))
    starts = [0, *_cut_before(ordered)]
    ends = [*(start - 1 for start in starts[1:]), len(ordered) - 1]
    spans = [(ordered[a], ordered[b]) for a, b in zip(starts, ends, strict=True)]
    total = sum((last - first).days for first, last in spans)
    room = max(width - 2 * EDGE - CUT_ROOM * (len(spans) - 1), 1.0)
    stretches, left = [], EDGE
    for first, last in spans:
        right = left + room * (last - first).days / max(total, 1)
        stretches.append(Stretch(first, last, left, right))
        left = right + CUT_ROOM
    return TimeAxis(tuple(stretches))


def _cut_before(ordered: list[date]) -> list[int]:
    """Numbers of the days before which time is cut: as few gaps as give the rest two thirds of the axis."""
    numbers = [day.toordinal() for day in ordered]
    gaps = sorted(((b - a, n) for n, (a, b) in enumerate(pairwise(numbers), 1)), reverse=True)
    total = sum(days for days, _n in gaps)
    for count in range(1, min(_MOST_CUTS + 1, len(gaps))):
        least = gaps[count - 1][0]
        rest = sum(days for days, _n in gaps[count:])
        if least > max(_LEAST_CUT, _CLEARLY * gaps[count][0]) and rest * 3 < total:
            return sorted(n for _days, n in gaps[:count])
    return []
