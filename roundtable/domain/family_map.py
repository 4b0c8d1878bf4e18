"""The family map (genogram) as neutral shapes: who stands where, in standard symbols, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from roundtable.domain import family_lines
from roundtable.domain.drawing import Drawing, Label, Shape, Spot
from roundtable.domain.family import Family, Twins, Union
from roundtable.domain.family_household import household
from roundtable.domain.family_layout import STEP, lay_out
from roundtable.domain.family_lines import LANE, Route
from roundtable.domain.family_moves import with_moves
from roundtable.domain.family_symbols import HALF, LINE, Relative, symbol, years_old
from roundtable.domain.family_words import map_words
from roundtable.domain.ids import PersonId
from roundtable.domain.sex import Sex

_ROW, _TOP = 196.0, 84.0
_EASY_LANES = 2
"""So many lines of couples and children fit between two rows; each further one takes more height."""
_DESCENT = 5.0
"""How far letters reach below their line, px at 100 %."""
_APART = "Not linked on the map"


@dataclass(frozen=True, slots=True)
class Look:
    """How a map is drawn. `step` is the least distance between neighbours, px at 100 %; `by_age` puts the
    oldest of siblings left, else everybody keeps the order in which they were given; `counts` lets the words
    say how many children there are."""

    step: float = STEP
    by_age: bool = True
    counts: bool = True


ON_SCREEN = Look()
ON_PAPER = Look(112.0, by_age=False, counts=False)
"""Narrow, and in an order that tells nothing about who is older (ANONYMITY)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: the middle of the symbol, the generation (0 is the oldest), and how far right of
    the place that the layout gives, px at 100 %."""

    person: Relative
    spot: Spot
    row: int
    by: float = 0.0


@dataclass(frozen=True, slots=True)
class FamilyPicture:
    """The drawing, and who stands where in it, by generation and from left to right."""

    drawing: Drawing
    standing: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    everybody: dict[PersonId, Relative]
    unions: list[Union]
    rows: dict[PersonId, int]
    xs: dict[PersonId, float]
    by: dict[PersonId, float]
    apart: tuple[PersonId, ...]
    apart_row: int


def family_map(people: Sequence[Relative], family: Family, look: Look = ON_SCREEN) -> FamilyPicture:
    """The map of one family; whoever is in no couple and nobody's child stands in a row below.

    Draws whatever was entered: a family that contradicts itself too (`family_problems` says how).
    """
    plan = _plan(people, family, look)
    ways = family_lines.routes(plan.unions, plan.xs, plan.rows, look.step)
    heights = _heights(plan, ways)
    spots = {person: (x, heights[plan.rows[person]]) for person, x in plan.xs.items()}
    shapes: list[Shape] = household(plan.everybody, plan.rows, spots, look.step / 2 - 6, plan.apart_row)
    for way in ways:
        shapes += family_lines.draw(way, spots, family.twins)
    for person, spot in spots.items():
        shapes += symbol(plan.everybody[person], spot, look.step - 24)
    if plan.apart and len(plan.apart) < len(spots):
        x, y = spots[plan.apart[0]]
        shapes.append(Label(x - HALF, y - HALF - 34, _APART, 13, tone="ink2"))
    width = max((x for x, _y in spots.values()), default=0.0) + _margin(look)
    height = max((y for _x, y in spots.values()), default=0.0) + HALF + 18 + 4 * LINE
    # "Household" hangs lower than the captions of the last row.
    height = max(height, *(s.y + _DESCENT for s in shapes if isinstance(s, Label)), 0.0)
    standing = (Standing(plan.everybody[p], spot, plan.rows[p], plan.by[p]) for p, spot in spots.items())
    return FamilyPicture(
        Drawing(width, height, tuple(shapes), map_words(people, family, counts=look.counts)),
        tuple(sorted(standing, key=lambda s: (s.row, s.spot[0]))),
    )


def _plan(people: Sequence[Relative], family: Family, look: Look) -> _Plan:
    known = {p.id: p for p in people}
    everybody, linked = _with_unknown_partners(known, family.unions)
    order = _in_order(list(everybody.values()), family.twins, by_age=look.by_age)
    layout = lay_out(order, linked, lambda p: everybody[p].sex is Sex.MALE)
    rows, places = dict(layout.rows), dict(layout.places)
    apart = tuple(p for p in known if p not in places)
    below = max(rows.values(), default=-1) + 1
    for place, person in enumerate(apart):
        rows[person], places[person] = below, place * STEP
    after = with_moves(places, rows, family.moved)
    left = min(after.values(), default=0.0)
    xs = {p: _margin(look) + (x - left) * look.step / STEP for p, x in after.items()}
    by = {p: x - places[p] for p, x in after.items()}
    return _Plan(everybody, linked, rows, xs, by, tuple(sorted(apart, key=lambda p: xs[p])), below)


def _margin(look: Look) -> float:
    return look.step * 0.62


def _with_unknown_partners(
    known: Mapping[PersonId, Relative], unions: Sequence[Union]
) -> tuple[dict[PersonId, Relative], list[Union]]:
    """A union with one partner gets a second one who is not known; unregistered people drop out."""
    everybody, linked = dict(known), []
    for number, union in enumerate(unions):
        children = tuple(c for c in dict.fromkeys(union.children) if c in known)
        partners = [p for p in dict.fromkeys((union.first, union.second)) if p in known]
        if not partners or (len(partners) == 1 and not children):
            continue
        if len(partners) == 1:
            ghost = Relative(PersonId(f"unknown {number}"), "Not known", "?")
            everybody[ghost.id] = ghost
            partners.append(ghost.id)
        linked.append(replace(union, first=partners[0], second=partners[1], children=children))
    return everybody, linked


def _in_order(people: Sequence[Relative], twins: Sequence[Twins], *, by_age: bool) -> list[PersonId]:
    """Oldest first where that may show, and whose age is not known after the others; twins side by side."""
    given = {p.id: place for place, p in enumerate(people)}
    first_of = {
        child: min(given[c] for c in born.children if c in given)
        for born in twins
        for child in born.children
        if child in given
    }

    def key(person: Relative) -> tuple[float, int, int]:
        place = first_of.get(person.id, given[person.id])
        age = -years_old(people[place].age) if by_age else 0.0
        return age, place, given[person.id]

    return [p.id for p in sorted(people, key=key)]


def _heights(plan: _Plan, ways: Sequence[Route]) -> dict[int, float]:
    """The height of each row's symbols: rows with many lines between them stand further apart."""
    heights: dict[int, float] = {}
    y = _TOP
    for row in range(max(plan.rows.values(), default=-1) + 1):
        arcs = max((w.arc for w in ways if _top_row(w, plan) == row), default=0)
        above = max((w.lane for w in ways if _bottom_row(w, plan) == row - 1), default=0)
        y += LANE * max(0, arcs + above - _EASY_LANES)
        heights[row] = y
        y += _ROW
    return heights


def _top_row(way: Route, plan: _Plan) -> int:
    return min(plan.rows[way.left], plan.rows[way.right])


def _bottom_row(way: Route, plan: _Plan) -> int:
    return max(plan.rows[way.left], plan.rows[way.right])
