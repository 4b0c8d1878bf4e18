"""Reading the trail: who did what, when. Ids only, no case content, so no gate."""

from __future__ import annotations

from roundtable.actions.ports import TrailEntry, Vault
from roundtable.domain.report import Anchor


def trail_view(vault: Vault, last: int = 200) -> tuple[TrailEntry, ...]:
    """The newest entries first."""
    with vault.reading() as tx:
        return tx.trail(last)


def anchor_view(vault: Vault) -> Anchor:
    """The head that papers print."""
    with vault.reading() as tx:
        return tx.anchor()
