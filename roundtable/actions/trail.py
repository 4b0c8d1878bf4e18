"""Reading the trail: who did what, when. Ids only, no case content, so no gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from roundtable.actions.ports import TrailEntry, Vault
from roundtable.domain.report import Anchor

LOOKED_BACK: Final = 2_000
"""So many entries are read to count what was done since a backup: weeks of work."""


def trail_view(vault: Vault, last: int = 200) -> tuple[TrailEntry, ...]:
    """The newest entries first."""
    with vault.reading() as tx:
        return tx.trail(last)


def anchor_view(vault: Vault) -> Anchor:
    """The head that papers print."""
    with vault.reading() as tx:
        return tx.anchor()


@dataclass(frozen=True, slots=True)
class DoneSince:
    """What was done after a moment: how many changes (`is_more`: at least), the newest first."""

    count: int
    is_more: bool
    newest: tuple[TrailEntry, ...]


def done_since_view(vault: Vault, moment: datetime, newest: int = 5) -> DoneSince:
    """Changes after `moment` (aware): opening and closing the file is none."""
    with vault.reading() as tx:
        read = tx.trail(LOOKED_BACK)
    later = tuple(e for e in read if e.at > moment and not e.event.startswith("vault."))
    return DoneSince(len(later), len(read) == LOOKED_BACK and read[-1].at > moment, later[:newest])
