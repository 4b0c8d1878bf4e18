"""The dashed outline around those who live in the child's household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roundtable.domain.drawing import Label, Polygon, Shape, Spot, Style
from roundtable.domain.family_symbols import HALF, LINE, Relative
from roundtable.domain.ids import PersonId

_OUTLINE = Style("primary", 2.2, "", (7.0, 5.0))
_ABOVE, _BELOW = HALF + 26, HALF + 18 + 3 * LINE + 6


def household(
    people: Mapping[PersonId, Relative],
    rows: Mapping[PersonId, int],
    spots: Mapping[PersonId, Spot],
    side: float,
    apart: int,
) -> list[Shape]:
    """One stepped outline where members stand side by side in following rows; else one box a group.

    `side` is from the middle of the outermost symbol to the outline; row `apart` has a box of its own.
    """
    groups: dict[int, list[tuple[float, float]]] = {}
    heights = {rows[person]: y for person, (_x, y) in spots.items()}
    for row in sorted(set(rows.values())):
        found = _runs(sorted((spots[p][0], people[p].in_household) for p in rows if rows[p] == row))
        if found:
            groups[row] = found
    levels = [row for row in groups if row != apart]
    whole = all(len(groups[r]) == 1 for r in levels) and len(levels) == len(range(*_span(levels)))
    outlines = [[(heights[row], *groups[row][0]) for row in levels]] if whole and levels else []
    boxed = [row for row in groups if not whole or row == apart]
    outlines += [[(heights[row], first, last)] for row in boxed for first, last in groups[row]]
    return [shape for outline in outlines for shape in _stepped(outline, side)]


def _span(levels: list[int]) -> tuple[int, int]:
    return (levels[0], levels[-1] + 1) if levels else (0, 0)


def _runs(row: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """First and last place of each group of household members with nobody else between them."""
    found: list[tuple[float, float]] = []
    joined = False
    for x, lives_here in row:
        if lives_here and joined:
            found[-1] = (found[-1][0], x)
        elif lives_here:
            found.append((x, x))
        joined = lives_here
    return found


def _stepped(levels: Sequence[tuple[float, float, float]], side: float) -> list[Shape]:
    right: list[Spot] = []
    left: list[Spot] = []
    for place, (y, first, last) in enumerate(levels):
        below = levels[place + 1 : place + 2]
        bottom = below[0][0] - _ABOVE if below else y + _BELOW
        right += [(last + side, y - _ABOVE), (last + side, bottom)]
        left += [(first - side, y - _ABOVE), (first - side, bottom)]
    x, y = right[-1]
    return [
        Polygon((*right, *left[::-1]), _OUTLINE),
        # Below: lines of descent come from above.
        Label(x - 2, y + 15, "Household", 13, "end", "primary", bold=True),
    ]
