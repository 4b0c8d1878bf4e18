"""The family map's facts: who is with whom, whose children they have. The drawing is made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roundtable.domain.errors import FamilyLoop
from roundtable.domain.ids import PersonId


class UnionKind(StrEnum):
    """How two people are, or were, together."""

    MARRIED = "married"
    COHABITING = "cohabiting"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Union:
    """Two people (the second may be unknown: empty) and their children."""

    first: PersonId
    second: PersonId
    kind: UnionKind
    children: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """All unions of one case."""

    unions: tuple[Union, ...] = ()


def check_family(family: Family) -> None:
    """Raises FamilyLoop when somebody would be their own ancestor."""
    parents: dict[PersonId, set[PersonId]] = {}
    for union in family.unions:
        for child in union.children:
            parents.setdefault(child, set()).update(p for p in (union.first, union.second) if p)
    for person in parents:
        if person in _ancestors(person, parents):
            raise FamilyLoop()


def _ancestors(person: PersonId, parents: dict[PersonId, set[PersonId]]) -> set[PersonId]:
    found: set[PersonId] = set()
    waiting = list(parents.get(person, ()))
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found:
            found.add(ancestor)
            waiting += parents.get(ancestor, ())
    return found
