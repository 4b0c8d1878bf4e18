"""A child may be at risk now: overrides confidentiality, handed over at once, never part of the report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from roundtable.domain.errors import ConcernTextMissing, HandoverMissing
from roundtable.domain.ids import NO_CASE, CaseId, ConcernId
from roundtable.domain.logo import Logo


@dataclass(frozen=True, slots=True)
class Told:
    """To whom the concern was handed over, or who acknowledged it, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UrgentConcern:
    """`who` is the child as the room knows them; the slip is restricted and leaves by hand.

    A concern may be handed over more than once: `handed_*` say who has it now, `acknowledged_*` whether that
    person has said so; the times before are kept in order.
    """

    id: ConcernId
    raised_at: datetime
    raised_by: str
    who: str
    what: str
    handed_to: str = ""
    handed_at: datetime | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    case_id: CaseId = NO_CASE
    earlier_handovers: tuple[Told, ...] = ()
    earlier_acknowledgements: tuple[Told, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whoever has it now has not yet said that they act on it."""
        return self.handed_at is None or self.acknowledged_at is None

    @property
    def handovers(self) -> tuple[Told, ...]:
        """Everybody it was handed over to, in order."""
        last = (Told(self.handed_to, self.handed_at),) if self.handed_at else ()
        return (*self.earlier_handovers, *last)

    @property
    def acknowledgements(self) -> tuple[Told, ...]:
        """Everybody who acknowledged it, in order."""
        last = (Told(self.acknowledged_by, self.acknowledged_at),) if self.acknowledged_at else ()
        return (*self.earlier_acknowledgements, *last)


@dataclass(frozen=True, slots=True)
class ConcernSlip:
    """The handover slip: a restricted paper that leaves by hand. `case` is the case's label, or empty."""

    concern: UrgentConcern
    board: str
    marking: str
    reference: str
    held_on: date
    facilitator: str
    contact: str
    case: str
    made_at: datetime
    logo: Logo | None = None


def check_concern(concern: UrgentConcern) -> None:
    """Raises ConcernTextMissing: the one field that has to be there."""
    if not concern.what.strip():
        raise ConcernTextMissing()


def handed_over(concern: UrgentConcern, to: str, now: datetime) -> UrgentConcern:
    """Handed over now, and open until that is acknowledged; who had it before stays on the record.

    Raises HandoverMissing without a name.
    """
    if not to.strip():
        raise HandoverMissing()
    return replace(
        concern,
        handed_to=to.strip(),
        handed_at=now,
        acknowledged_by="",
        acknowledged_at=None,
        earlier_handovers=concern.handovers,
        earlier_acknowledgements=concern.acknowledgements,
    )


def acknowledged(concern: UrgentConcern, by: str, now: datetime) -> UrgentConcern:
    """Acknowledged now; who acknowledged it before stays on the record.

    Raises HandoverMissing before the concern was handed over, or without a name.
    """
    if concern.handed_at is None or not by.strip():
        raise HandoverMissing()
    return replace(
        concern,
        acknowledged_by=by.strip(),
        acknowledged_at=now,
        earlier_acknowledgements=concern.acknowledgements,
    )
