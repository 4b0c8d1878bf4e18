"""The family map (genogram) as neutral shapes: standard symbols, unions, household, and the same in words.

Symbols after McGoldrick, Gerson and Petry, Genograms: square male, circle female, diamond not known or
unborn, double outline the child the case is about, cross died; dashed line living together, one stroke
separated, two divorced; dashed outline the household.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roundtable.domain.drawing import Circle, Drawing, Label, Line, Polygon, Rect, Shape, Style, wrapped
from roundtable.domain.family import Union, UnionKind
from roundtable.domain.family_layout import STEP, lay_out
from roundtable.domain.family_words import map_words
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Sex

HALF = 23.0
"""Half of a symbol's side."""
_ROW, _TOP, _MARGIN = 196.0, 84.0, 92.0
_BAR = 112.0
"""From the middle of the parents' symbols down to the line over their children."""
_LETTERS, _LINE = 17, 15.0
_THIN = Style(width=2.0)
_OUTLINE = Style("primary", 2.2, "", (7.0, 5.0))
_DASHES = {UnionKind.COHABITING: (7.0, 5.0), UnionKind.UNKNOWN: (2.0, 4.0)}
_STROKES = {UnionKind.SEPARATED: 1, UnionKind.DIVORCED: 2}


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody on the map: a label (or a name where allowed), an age in words ("9", "unborn", "?")."""

    id: PersonId
    name: str
    age: str = "?"
    sex: Sex = Sex.UNKNOWN
    in_household: bool = False
    is_index_child: bool = False
    has_died: bool = False


def family_map(people: Sequence[Relative], unions: Sequence[Union]) -> Drawing:
    """The drawing of one family: siblings by age, oldest left; whoever is in no union stands below."""
    known = {p.id: p for p in people}
    everybody, linked = _with_unknown_partners(known, unions)
    layout = lay_out(_by_age(everybody.values()), linked, lambda p: everybody[p].sex is Sex.MALE)
    rows = dict(layout.rows)
    spots = {p: (_MARGIN + x, _TOP + rows[p] * _ROW) for p, x in layout.places.items()}
    apart = [p.id for p in people if p.id not in spots]
    below = max(rows.values(), default=-1) + 1
    for place, person in enumerate(apart):
        rows[person] = below
        spots[person] = (_MARGIN + place * STEP, _TOP + below * _ROW)
    shapes: list[Shape] = [*_household(everybody, rows, spots, below), *_unions(linked, spots)]
    for person, spot in spots.items():
        shapes += _symbol(everybody[person], spot)
    if apart and layout.places:
        shapes.append(
            Label(_MARGIN - HALF, spots[apart[0]][1] - HALF - 54, "Not linked on the map", 13, tone="ink2")
        )
    width = max((x for x, _y in spots.values()), default=0.0) + _MARGIN
    height = max((y for _x, y in spots.values()), default=0.0) + HALF + 18 + 4 * _LINE
    return Drawing(width, height, tuple(shapes), map_words(people, unions))


def _with_unknown_partners(
    known: dict[PersonId, Relative], unions: Sequence[Union]
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


def _by_age(people: Iterable[Relative]) -> list[PersonId]:
    """Oldest first; whose age is not known keeps the given order after the others."""
    return [p.id for p in sorted(people, key=lambda p: -_years(p.age))]


def _years(age: str) -> float:
    number, _, rest = age.partition(" ")
    if number.isdecimal():
        return int(number) / 12 if rest.startswith("month") else float(number)
    return -2.0 if age == "unborn" else -1.0


# --- people


def _symbol(person: Relative, spot: tuple[float, float]) -> list[Shape]:
    x, y = spot
    shapes: list[Shape] = []
    if person.is_index_child:
        shapes.append(_outline(person, x, y, HALF + 6, Style("ink", 2.0, "surface")))
    fill = "primary_soft" if person.is_index_child else "surface"
    shapes.append(_outline(person, x, y, HALF, Style("ink", 2.2, fill)))
    if person.has_died:
        half = HALF if person.sex is Sex.MALE else HALF * 0.68
        shapes.append(Line((x - half, y - half), (x + half, y + half), _THIN))
        shapes.append(Line((x - half, y + half), (x + half, y - half), _THIN))
    elif inside := _inside(person.age):
        shapes.append(Label(x, y + 5, inside, 14, "middle", "ink", bold=True))
    shapes += _caption(person, x, y + HALF + (24 if person.is_index_child else 18))
    return shapes


def _outline(person: Relative, x: float, y: float, half: float, style: Style) -> Shape:
    if person.age == "unborn" or person.sex is Sex.UNKNOWN:
        tip = half * 1.16
        return Polygon(((x, y - tip), (x + tip, y), (x, y + tip), (x - tip, y)), style)
    if person.sex is Sex.MALE:
        return Rect(x - half, y - half, 2 * half, 2 * half, style)
    return Circle(x, y, half, style)


def _inside(age: str) -> str:
    """ "9", "14m", "?"."""
    if age == "unborn":
        return ""
    number, _, rest = age.partition(" ")
    return f"{number}m" if rest.startswith("month") else number


def _caption(person: Relative, x: float, y: float) -> list[Shape]:
    lines = list(wrapped(person.name, _LETTERS)[:3])
    if person.has_died:
        lines.append("died" if person.age in ("?", "") else f"died aged {person.age}")
    elif person.age == "unborn" and "unborn" not in person.name.casefold():
        lines.append("unborn")
    bold = person.is_index_child
    return [
        Label(x, y + place * _LINE, words, 13, "middle", "ink" if bold else "ink2", bold=bold)
        for place, words in enumerate(lines)
    ]


# --- unions


def _unions(unions: Sequence[Union], spots: dict[PersonId, tuple[float, float]]) -> list[Shape]:
    shapes: list[Shape] = []
    bars: list[tuple[float, float, float, int]] = []
    arcs: dict[float, int] = {}
    for union in unions:
        left, right = sorted((spots[union.first], spots[union.second]))
        level = 0
        if right[0] - left[0] > STEP * 1.6 or left[1] != right[1]:
            level = arcs[left[1]] = arcs.get(left[1], 0) + 1
        shapes += _partnership(union.kind, left, right, level)
        if union.children:
            shapes += _children(union, left, right, level, spots, bars)
    return shapes


def _partnership(
    kind: UnionKind, left: tuple[float, float], right: tuple[float, float], level: int
) -> list[Shape]:
    """A line between neighbours; over the heads of those who stand between when they are further apart."""
    style = Style(dash=_DASHES.get(kind, ()))
    if not level:
        y, start, end = left[1], left[0] + HALF, right[0] - HALF
        shapes: list[Shape] = [Line((start, y), (end, y), style)]
        slash = start + (end - start) * 0.24
    else:
        y = min(left[1], right[1]) - HALF - 12 - 9 * level
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


def _children(
    union: Union,
    left: tuple[float, float],
    right: tuple[float, float],
    level: int,
    spots: dict[PersonId, tuple[float, float]],
    bars: list[tuple[float, float, float, int]],
) -> list[Shape]:
    if level:
        x, top = left[0] + STEP / 2 + 10, min(left[1], right[1]) - HALF - 12 - 9 * level
    else:
        x, top = (left[0] + right[0]) / 2, left[1]
    ends = [spots[c] for c in union.children]
    first, last = min(x, *(e[0] for e in ends)), max(x, *(e[0] for e in ends))
    lane = _free_lane(bars, first, last, left[1])
    bar = max(left[1], right[1]) + _BAR + 9 * lane
    shapes: list[Shape] = [Line((x, top), (x, bar), _THIN)]
    if last > first:
        shapes.append(Line((first, bar), (last, bar), _THIN))
    return shapes + [Line((cx, bar), (cx, cy - HALF), _THIN) for cx, cy in ends]


def _free_lane(bars: list[tuple[float, float, float, int]], first: float, last: float, row: float) -> int:
    """A height for the line over the children that no other line of this row has there."""
    taken = {lane for a, b, at, lane in bars if at == row and a - 12 < last and first < b + 12}
    lane = next(n for n in range(len(taken) + 1) if n not in taken)
    bars.append((first, last, row, lane))
    return lane


# --- household


def _household(
    people: dict[PersonId, Relative],
    rows: dict[PersonId, int],
    spots: dict[PersonId, tuple[float, float]],
    below: int,
) -> list[Shape]:
    """One stepped outline where members stand side by side in following rows; else one box a group."""
    groups: dict[int, list[tuple[float, float]]] = {}
    for row in sorted(set(rows.values())):
        found = _runs(sorted((spots[p][0], people[p].in_household) for p in rows if rows[p] == row))
        if found:
            groups[row] = found
    levels = [row for row in groups if row != below]
    whole = all(len(groups[r]) == 1 for r in levels) and len(levels) == len(range(*_span(levels)))
    outlines = [[(row, *groups[row][0]) for row in levels]] if whole and levels else []
    boxed = [row for row in groups if not whole or row == below]
    outlines += [[(row, first, last)] for row in boxed for first, last in groups[row]]
    return [shape for outline in outlines for shape in _stepped(outline)]


def _span(levels: list[int]) -> tuple[int, int]:
    return (levels[0], levels[-1] + 1) if levels else (0, 0)


def _runs(row: list[tuple[float, bool]]) -> list[tuple[float, float]]:
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


def _stepped(levels: list[tuple[int, float, float]]) -> list[Shape]:
    side = 68.0
    right: list[tuple[float, float]] = []
    left: list[tuple[float, float]] = []
    for place, (row, first, last) in enumerate(levels):
        top = _TOP + row * _ROW - HALF - 26
        bottom = top + _ROW if place < len(levels) - 1 else top + HALF * 2 + 26 + 18 + 3 * _LINE + 6
        right += [(last + side, top), (last + side, bottom)]
        left += [(first - side, top), (first - side, bottom)]
    corner = left[0]
    return [
        Polygon((*right, *left[::-1]), _OUTLINE),
        Label(corner[0] + 2, corner[1] - 7, "Household", 13, "start", "primary", bold=True),
    ]
