"""Which paper is next: those for the meeting until one was held, then those that tell what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final

from roundtable.actions.ports import Transaction
from roundtable.actions.trail import LOOKED_BACK
from roundtable.domain.ids import AuditId
from roundtable.domain.papers import PaperKind
from roundtable.domain.round_table import RoundTable

_AFTER: Final = frozenset({PaperKind.ACTION_PLAN, PaperKind.BRIEFING})


class PaperState(StrEnum):
    """Where a paper stands; one at most is next."""

    NEXT = "next"
    READY = "ready"
    SAVED = "saved"


def saved_papers(tx: Transaction, audit_id: AuditId) -> frozenset[PaperKind]:
    """What the trail tells of this audit's papers: a paper of long ago may be told as not saved yet."""
    lines = (entry.ids for entry in tx.trail(LOOKED_BACK) if entry.event == "paper.saved")
    told = {ids[1] for ids in lines if ids[0] == audit_id}
    return frozenset(kind for kind in PaperKind if trail_id(kind) in told)


def trail_id(kind: PaperKind) -> str:
    """How the trail names it: words with a space in them would be kept as their hash only."""
    return kind.value.replace(" ", "-")


def paper_states(
    able: Iterable[PaperKind], saved: Collection[PaperKind], tables: Iterable[RoundTable]
) -> dict[PaperKind, PaperState]:
    """By paper. `able`: what can be made now, in the order of the process."""
    was_held = any(table.closed_at is not None for table in tables)
    fits = (kind for kind in able if kind not in saved and (kind in _AFTER) is was_held)
    following = next(fits, None)
    states = {kind: PaperState.SAVED if kind in saved else PaperState.READY for kind in PaperKind}
    return states | ({following: PaperState.NEXT} if following else {})
