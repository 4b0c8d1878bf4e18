"""The lines of a family map: partnerships, and descent from a couple to its children, twins from one point.

Dashed: living together, dotted: not known; one stroke separated, two divorced. Identical twins have a line
between them. Lines that would lie on each other take a lane of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from roundtable.domain.drawing import Line, Shape, Spot, Style
from roundtable.domain.family import Twins, Union, UnionKind
from roundtable.domain.family_symbols import HALF
from roundtable.domain.ids import PersonId

BAR = 112.0
"""From the middle of the parents' symbols down to the line over their children, px at 100 %."""
LANE = 9.0
_THIN = Style(width=2.0)
_DASHES = {UnionKind.COHABITING: (7.0, 5.0), UnionKind.UNKNOWN: (2.0, 4.0)}
_STROKES = {UnionKind.SEPARATED: 1, UnionKind.DIVORCED: 2}


@dataclass(frozen=True, slots=True)
class Route:
    """How one couple is drawn: `arc` 0 is a straight line between neighbours, else the height over the heads
    of those who stand between; `x` is where the line to the children begins, `lane` how low its bar lies."""

    union: Union
    left: PersonId
    right: PersonId
    arc: int
    x: float
    lane: int


def routes(
    unions: Sequence[Union], xs: Mapping[PersonId, float], rows: Mapping[PersonId, int], step: float
) -> list[Route]:
    """For each couple, in order. `step` is the least distance between neighbours."""
    found: list[Route] = []
    arcs: dict[int, int] = {}
    bars: list[tuple[float, float, int, int]] = []
    in_rows: dict[int, list[float]] = {}
    for person, row in rows.items():
        in_rows.setdefault(row, []).append(xs[person])
    for union in unions:
        left, right = sorted((union.first, union.second), key=lambda p: (xs[p], rows[p]))
        between = any(xs[left] < x < xs[right] for x in in_rows[rows[left]])
        arc = 0
        if between or rows[left] != rows[right]:
            top = min(rows[left], rows[right])
            arc = arcs[top] = arcs.get(top, 0) + 1
        x = xs[left] + step / 2 + 10 if arc else (xs[left] + xs[right]) / 2
        lane = 0
        if union.children:
            ends = [x, *(xs[c] for c in union.children)]
            lane = _free_lane(bars, min(ends), max(ends), max(rows[left], rows[right]))
        found.append(Route(union, left, right, arc, x, lane))
    return found


def _free_lane(bars: list[tuple[float, float, int, int]], first: float, last: float, row: int) -> int:
    """A height for the line over the children that no other line of this row has there."""
    taken = {lane for a, b, at, lane in bars if at == row and a - 12 < last and first < b + 12}
    lane = next(n for n in range(len(taken) + 1) if n not in taken)
    bars.append((first, last, row, lane))
    return lane


def draw(route: Route, spots: Mapping[PersonId, Spot], twins: Collection[Twins]) -> list[Shape]:
    """The couple's own line and the lines to its children."""
    shapes = _partnership(route, spots)
    return [*shapes, *_descent(route, spots, twins)] if route.union.children else shapes


def _arc_height(route: Route, spots: Mapping[PersonId, Spot]) -> float:
    return min(spots[route.left][1], spots[route.right][1]) - HALF - 12 - LANE * route.arc


def _partnership(route: Route, spots: Mapping[PersonId, Spot]) -> list[Shape]:
    """A line between neighbours; over the heads of those who stand between when they are further apart."""
    left, right, kind = spots[route.left], spots[route.right], route.union.kind
    style = Style(dash=_DASHES.get(kind, ()))
    if not route.arc:
        y, start, end = left[1], left[0] + HALF, right[0] - HALF
        shapes: list[Shape] = [Line((start, y), (end, y), style)]
        slash = start + min(end - start, 120) * 0.24
    else:
        y = _arc_height(route, spots)
        start, end = left[0] + 8, right[0] - 8
        shapes = [
            Line((start, left[1] - HALF), (start, y), style),
            Line((start, y), (end, y), style),
            Line((end, y), (end, right[1] - HALF), style),
        ]
        slash = start + 24
    for place in range(_STROKES.get(kind, 0)):
        x = slash + place * 9
        shapes.append(Line((x - 5, y + 9), (x + 5, y - 9), Style("bad", 2.6)))
    return shapes


def _descent(route: Route, spots: Mapping[PersonId, Spot], twins: Collection[Twins]) -> list[Shape]:
    left, right = spots[route.left], spots[route.right]
    top = _arc_height(route, spots) if route.arc else left[1]
    bar = max(left[1], right[1]) + BAR + LANE * route.lane
    born_together = births(route.union.children, twins)
    forks = [sum(spots[c][0] for c in birth.children) / len(birth.children) for birth in born_together]
    first, last = min(route.x, *forks), max(route.x, *forks)
    shapes: list[Shape] = [Line((route.x, top), (route.x, bar), _THIN)]
    if last > first:
        shapes.append(Line((first, bar), (last, bar), _THIN))
    for birth, fork in zip(born_together, forks, strict=True):
        ends = [(x, y - HALF) for x, y in (spots[c] for c in birth.children)]
        shapes += [Line((fork, bar), end, _THIN) for end in ends]
        if birth.are_identical:
            middles = sorted(((fork + x) / 2, (bar + y) / 2) for x, y in ends)
            shapes.append(Line(middles[0], middles[-1], _THIN))
    return shapes


def births(children: Sequence[PersonId], twins: Collection[Twins]) -> list[Twins]:
    """The children by birth: twins together, everybody else alone, each once."""
    found: list[Twins] = []
    told: set[PersonId] = set()
    for child in children:
        if child in told:
            continue
        own = next((t for t in twins if child in t.children), Twins((child,)))
        together = tuple(c for c in dict.fromkeys(own.children) if c in children and c not in told)
        told.update(together)
        found.append(Twins(together, own.are_identical and len(together) > 1))
    return found
