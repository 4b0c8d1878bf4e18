"""The symbols of a family map, one for each person.

After McGoldrick, Gerson and Petry, Genograms: square male, circle female, diamond not known, triangle
unborn, double outline the child the case is about, cross died.
"""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.domain.drawing import Circle, Label, Line, Polygon, Rect, Shape, Spot, Style
from roundtable.domain.family_captions import CAPTION, caption_lines
from roundtable.domain.ids import PersonId
from roundtable.domain.sex import Sex
from roundtable.domain.wording import UNBORN

HALF = 23.0
"""Half of a symbol's side, px at 100 %."""
LINE = 15.0
"""From one line of a caption to the next."""
_CROSS = Style(width=2.0)


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody on the map: a label (or a name where allowed), an age in words ("9", "14 months", "unborn",
    "5 to 9", "?"; empty: not to be told)."""

    id: PersonId
    name: str
    age: str = "?"
    sex: Sex = Sex.UNKNOWN
    in_household: bool = False
    is_index_child: bool = False
    has_died: bool = False


def years_old(age: str) -> float:
    """For the order of siblings; whose age is not known comes last but for the unborn."""
    number, _, rest = age.partition(" ")
    if number.isdecimal():
        return int(number) / 12 if rest.startswith("month") else float(number)
    return -2.0 if age == UNBORN else -1.0


def symbol(person: Relative, spot: Spot, room: float) -> list[Shape]:
    """The symbol with its middle at `spot`, age inside, and the caption below it, at most `room` px broad."""
    x, y = spot
    shapes: list[Shape] = []
    if person.is_index_child:
        shapes.append(_outline(person, x, y, HALF + 6, Style("ink", 2.0, "surface")))
    fill = "primary_soft" if person.is_index_child else "surface"
    shapes.append(_outline(person, x, y, HALF, Style("ink", 2.2, fill)))
    if person.has_died:
        half = HALF if person.sex is Sex.MALE else HALF * 0.68
        shapes.append(Line((x - half, y - half), (x + half, y + half), _CROSS))
        shapes.append(Line((x - half, y + half), (x + half, y - half), _CROSS))
    elif inside := _inside(person.age):
        shapes.append(Label(x, y + 5, inside, 14, "middle", "ink", bold=True))
    return [*shapes, *_caption(person, x, y + HALF + (24 if person.is_index_child else 18), room)]


def _outline(person: Relative, x: float, y: float, half: float, style: Style) -> Shape:
    tip = half * 1.16
    if person.age == UNBORN:
        return Polygon(((x, y - tip), (x + tip, y + half * 0.85), (x - tip, y + half * 0.85)), style)
    if person.sex is Sex.UNKNOWN:
        return Polygon(((x, y - tip), (x + tip, y), (x, y + tip), (x - tip, y)), style)
    if person.sex is Sex.MALE:
        return Rect(x - half, y - half, 2 * half, 2 * half, style)
    return Circle(x, y, half, style)


def _inside(age: str) -> str:
    """ "9", "14m", "?"; a band of ages stands in the caption."""
    number, _, rest = age.partition(" ")
    if number.isdecimal() and rest.startswith("month"):
        return f"{number}m"
    return age if age.isdecimal() or age == "?" else ""


def _caption(person: Relative, x: float, y: float, room: float) -> list[Shape]:
    lines = [*caption_lines(person.name, room), *_told_below(person)]
    bold = person.is_index_child
    return [
        Label(x, y + place * LINE, words, CAPTION, "middle", "ink" if bold else "ink2", bold=bold)
        for place, words in enumerate(lines)
    ]


def _told_below(person: Relative) -> list[str]:
    if person.has_died:
        is_told = person.age and person.age != "?"
        return [f"died aged {person.age}"] if is_told else ["died"]
    if person.age == UNBORN:
        return [] if UNBORN in person.name.casefold() else [UNBORN]
    return [] if _inside(person.age) or not person.age else [person.age]
