"""The family map for the projector: the same drawing with captions that are read from the back of a room.

Lines and symbols stay where the layout put them; what is under a symbol gets the height that its larger
caption takes, and what is further down moves along.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roundtable.domain.drawing import (
    Circle,
    Drawing,
    Label,
    Line,
    Polygon,
    Rect,
    Shape,
    Spot,
    bottom_of,
    top_of,
)
from roundtable.domain.family import Family
from roundtable.domain.family_captions import CAPTION, caption_lines
from roundtable.domain.family_lines import BAR
from roundtable.domain.family_map import FamilyPicture, Look, Standing, family_map
from roundtable.domain.family_symbols import HALF, LINE, Relative

ROOM_WIDTH: Final = 1632.0
ROOM_HEIGHT: Final = 700.0
"""What a page of the room view leaves to a drawing, px on a screen 1920 px wide."""
_LOOKS: Final = ((300.0, 2.6), (236.0, 2.0), (190.0, 1.7), (148.0, 1.35), (112.0, 1.0))
"""Distance between neighbours, and how much larger than on the laptop the letters are beside the symbols."""
_MANY: Final = 24
"""With more people the map is as wide as the screen at the narrowest look."""
_LARGEST: Final = 40.0
"""Larger letters help nobody."""
_RIGID: Final = HALF + 14
"""So far below the middle of a symbol nothing is stretched: its outline is there."""
_EDGE: Final = 14.0
_INSIDE: Final = 8.0
_STEP: Final = 4.0
_FRAME: Final = HALF + 18 + 3 * LINE + 6
"""Where the outline of a household runs below its last row: from there on everything moves by as much."""


@dataclass(frozen=True, slots=True)
class _Caption:
    """The words under one symbol."""

    standing: Standing
    lines: tuple[str, ...]
    is_cut: bool


def room_family(people: Sequence[Relative], family: Family) -> Drawing:
    """The map whose captions come out largest on the projector, all of its words among them."""
    looks = _LOOKS if len(people) <= _MANY else _LOOKS[-1:]
    drawn = [_drawn(people, family, step, larger) for step, larger in looks]
    return max(drawn, key=lambda each: each[1])[0]


def _drawn(
    people: Sequence[Relative], family: Family, step: float, larger: float
) -> tuple[Drawing, tuple[bool, float]]:
    """The drawing; whether no name is cut, and how large its letters come out, px on the projector."""
    picture = family_map(people, family, Look(step))
    captions = [_caption(s, picture.drawing, step - 24, larger) for s in picture.standing]
    drawing = _enlarged(picture, captions, larger) if captions else picture.drawing
    scale = min(ROOM_WIDTH / max(drawing.width, 1), ROOM_HEIGHT / max(drawing.height, 1))
    return drawing, (not any(c.is_cut for c in captions), min(CAPTION * larger * scale, _LARGEST))


def _caption(standing: Standing, drawing: Drawing, room: float, larger: float) -> _Caption:
    """The name broken anew for larger letters, then what else stood below: how old, died."""
    name = standing.person.name
    told = _below(standing, drawing)[len(caption_lines(name, room)) :]
    lines = caption_lines(name, room / larger)
    return _Caption(standing, (*lines, *told), any(line.endswith("…") for line in lines))


def _below(standing: Standing, drawing: Drawing) -> list[str]:
    found = [s for s in drawing.shapes if isinstance(s, Label) and _is_caption(s, standing)]
    return [label.text for label in sorted(found, key=lambda label: label.y)]


def _is_caption(label: Label, standing: Standing) -> bool:
    x, y = standing.spot
    return label.anchor == "middle" and abs(label.x - x) < 0.01 and HALF < label.y - y < BAR + LINE


def _is_inside(label: Label, standing: Standing) -> bool:
    x, y = standing.spot
    return label.anchor == "middle" and abs(label.x - x) < 0.01 and abs(label.y - y) < _INSIDE


def _enlarged(picture: FamilyPicture, captions: Sequence[_Caption], larger: float) -> Drawing:
    place = _places(picture, captions, larger)
    kept = [s for s in picture.drawing.shapes if not _stands_below(s, picture.standing)]
    shapes = [_bolder(_moved(shape, place, picture.standing, larger), larger) for shape in kept]
    for caption in captions:
        shapes += _words(caption, place, larger)
    top = min(map(top_of, shapes)) - _EDGE
    shapes = [_moved(shape, lambda y: y - top, (), 1.0) for shape in shapes]
    height = max(map(bottom_of, shapes)) + _EDGE
    return Drawing(picture.drawing.width, height, tuple(shapes), picture.drawing.words)


def _stands_below(shape: Shape, standing: Sequence[Standing]) -> bool:
    return isinstance(shape, Label) and any(_is_caption(shape, s) for s in standing)


def _places(picture: FamilyPicture, captions: Sequence[_Caption], larger: float) -> Callable[[float], float]:
    """Where a height comes to be: stretched between the symbols of a row and the lines under its captions.

    More room is made above the words over those who are not linked: the household's own word may stand there.
    """
    rows = {c.standing.row: c.standing.spot[1] for c in captions}
    stretched = []
    for row, y in sorted(rows.items()):
        lines = max(len(c.lines) for c in captions if c.standing.row == row)
        needed = _first_line(larger) + lines * LINE * larger
        stretched.append((y + _RIGID, _FRAME - _RIGID, needed - _FRAME))
    for label in picture.drawing.shapes:
        if isinstance(label, Label) and label.anchor == "start":
            stretched.append((label.y - CAPTION - _STEP, _STEP, CAPTION * larger * 1.2))

    def place(y: float) -> float:
        return y + sum(more * min(max((y - start) / length, 0.0), 1.0) for start, length, more in stretched)

    return place


def _first_line(larger: float) -> float:
    """From the middle of a symbol to the foot of its first line."""
    return HALF + 12 + CAPTION * larger


def _words(caption: _Caption, place: Callable[[float], float], larger: float) -> list[Shape]:
    x, y = caption.standing.spot
    bold = caption.standing.person.is_index_child
    first = place(y) + _first_line(larger)
    return [
        Label(x, first + number * LINE * larger, words, CAPTION * larger, "middle", "ink", bold=bold)
        for number, words in enumerate(caption.lines)
    ]


def _moved(
    shape: Shape, place: Callable[[float], float], standing: Sequence[Standing], larger: float
) -> Shape:
    if isinstance(shape, Label):
        return _moved_label(shape, place, standing, larger)
    if isinstance(shape, Line):
        return replace(shape, start=_at(shape.start, place), end=_at(shape.end, place))
    if isinstance(shape, Polygon):
        return replace(shape, spots=tuple(_at(spot, place) for spot in shape.spots))
    if isinstance(shape, Rect | Circle):
        return replace(shape, y=place(shape.y))
    return shape


def _moved_label(
    label: Label, place: Callable[[float], float], standing: Sequence[Standing], larger: float
) -> Label:
    if any(_is_inside(label, s) for s in standing):
        grown = min(larger, 2.0 if len(label.text) < 3 else 1.4)
        return replace(label, y=place(label.y) + 5 * (grown - 1), size=label.size * grown)
    # "Household" hangs under its outline: larger letters hang lower.
    lower = LINE * (larger - 1) if label.anchor == "end" else 0.0
    return replace(label, y=place(label.y) + lower, size=label.size * larger)


def _bolder(shape: Shape, larger: float) -> Shape:
    """Lines that go with the larger letters."""
    if isinstance(shape, Label):
        return shape
    style = shape.style
    return replace(shape, style=replace(style, width=style.width * min(max(larger, 1.0), 1.6)))


def _at(spot: Spot, place: Callable[[float], float]) -> Spot:
    return spot[0], place(spot[1])
