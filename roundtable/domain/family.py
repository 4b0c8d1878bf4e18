"""The family map's facts: who is with whom, whose children they have, who was moved. Drawn elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
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
class Twins:
    """Two or more children of one birth."""

    children: tuple[PersonId, ...]
    are_identical: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who was moved on the map by hand: `by` is how far to the right of the place that the layout
    gives (left: negative), in px at 100 %. The generation cannot be changed by hand.
    """

    person: PersonId
    by: float


@dataclass(frozen=True, slots=True)
class Family:
    """All unions of one case, who are twins, and who was moved on the map."""

    unions: tuple[Union, ...] = ()
    twins: tuple[Twins, ...] = ()
    moved: tuple[Moved, ...] = ()

    def among(self, people: Collection[PersonId]) -> Family:
        """The family without anybody else: their unions end, a second partner becomes not known."""
        unions = tuple(
            replace(
                u,
                second=u.second if u.second in people else PersonId(""),
                children=tuple(c for c in u.children if c in people),
            )
            for u in self.unions
            if u.first in people
        )
        twins = (replace(t, children=tuple(c for c in t.children if c in people)) for t in self.twins)
        return Family(
            unions,
            tuple(t for t in twins if len(t.children) > 1),
            tuple(m for m in self.moved if m.person in people),
        )


def check_family(family: Family) -> None:
    """Raises FamilyLoop when somebody would be their own ancestor; `details` say between whom, by id."""
    found = descent_loop(family.unions)
    if found:
        raise FamilyLoop(people=found)


def descent_loop(unions: Collection[Union]) -> tuple[PersonId, ...]:
    """The first line of descent that comes back to where it began, each a parent of the next and the last a
    parent of the first; empty when there is none.
    """
    children: dict[PersonId, list[PersonId]] = {}
    for union in unions:
        for parent in dict.fromkeys(p for p in (union.first, union.second) if p):
            children.setdefault(parent, []).extend(union.children)
    finished: set[PersonId] = set()
    for start in children:
        line: list[PersonId] = [start]
        open_below = [iter(children[start])]
        while open_below:
            child = next(open_below[-1], None)
            if child is None:
                finished.add(line.pop())
                open_below.pop()
            elif child in line:
                return tuple(line[line.index(child) :])
            elif child not in finished:
                line.append(child)
                open_below.append(iter(children.get(child, ())))
    return ()
