"""How long a step took, told by ticks: a clock that is changed, or a laptop that slept, adds nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

TICK_MS: Final = 15_000
_LONGEST: Final = timedelta(minutes=2)
"""Between two ticks: when more has passed, nobody was at work."""


class StepTime:
    """Starts with what was spent before and grows with each tick."""

    def __init__(self, now: datetime, since: datetime | None = None) -> None:
        """`since`: the page goes on with the time of another one, which began then."""
        self._last = now
        self._goes_on = since is not None
        self._spent = max(now - since, timedelta()) if since else timedelta()

    def add_earlier(self, spent: timedelta) -> None:
        """Time of earlier visits, once; a page that goes on with another one's time has it already."""
        if not self._goes_on:
            self._spent += spent
        self._goes_on = True

    def tick(self, now: datetime) -> float:
        """Minutes spent by now."""
        passed = now - self._last
        if timedelta() <= passed <= _LONGEST:
            self._spent += passed
        self._last = now
        return self._spent.total_seconds() / 60

    def since(self, now: datetime) -> datetime:
        """When the step began, had it gone on without a gap."""
        self.tick(now)
        return now - self._spent
