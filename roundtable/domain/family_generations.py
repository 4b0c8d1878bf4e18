"""The generations of a family as rows: partners in one row, children below both parents."""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.domain.family import Union
from roundtable.domain.ids import PersonId


def generations(unions: Sequence[Union]) -> dict[PersonId, int]:
    """Row 0 is the oldest generation. Partners share a row; children stand below both parents.

    Bounded for every input: a family that contradicts itself still gets rows.
    """
    rows: dict[PersonId, int] = {}
    for union in unions:
        for person in (*partners_of(union), *union.children):
            rows.setdefault(person, 0)
    for _ in range(len(rows) + 1):
        if not sum(_push_down(union, rows) for union in unions):
            break
    for _ in range(len(rows) + 1):
        if not sum(_pull_down(union, unions, rows) for union in unions):
            break
    lowest = min(rows.values(), default=0)
    used = {row: place for place, row in enumerate(sorted({r - lowest for r in rows.values()}))}
    return {person: used[row - lowest] for person, row in rows.items()}


def partners_of(union: Union) -> tuple[PersonId, ...]:
    """The two, or the one who is known."""
    return tuple(p for p in (union.first, union.second) if p)


def _push_down(union: Union, rows: dict[PersonId, int]) -> bool:
    partners = partners_of(union)
    row = max(rows[p] for p in partners)
    moved = False
    for person, wanted in (*((p, row) for p in partners), *((c, row + 1) for c in union.children)):
        if rows[person] < wanted <= len(rows):
            rows[person] = wanted
            moved = True
    return moved


def _pull_down(union: Union, unions: Sequence[Union], rows: dict[PersonId, int]) -> bool:
    """Parents without parents of their own stand directly above their children, not at the very top."""
    partners = partners_of(union)
    has_parents = any(p in u.children for u in unions for p in partners)
    others = [u for u in unions if u is not union and any(p in partners_of(u) for p in partners)]
    if has_parents or others or not union.children:
        return False
    wanted = min(rows[c] for c in union.children) - 1
    moved = any(rows[p] < wanted for p in partners)
    for person in partners:
        rows[person] = max(rows[person], wanted)
    return moved
