"""Neutral shapes that screen and paper draw alike: positions in units of px at 100 %, colours as tones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """Outline and filling; tones are names of design tokens ("ink", "primary" …), "" is none."""

    stroke: str = "ink"
    width: float = 2.0
    fill: str = ""
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """From one spot to another."""

    start: Spot
    end: Spot
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, width, height."""

    x: float
    y: float
    width: float
    height: float
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class Circle:
    """Centre and radius."""

    x: float
    y: float
    radius: float
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline."""

    spots: tuple[Spot, ...]
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line; `y` is the baseline, `anchor` says what `x` is."""

    x: float
    y: float
    text: str
    size: float = 13.0
    anchor: Anchor = "start"
    tone: str = "ink"
    bold: bool = False


Shape = Line | Rect | Circle | Polygon | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front, the size of the whole, and the same in words for those who do not see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: str = ""


def wrapped(text: str, letters: int) -> tuple[str, ...]:
    """Words broken into lines of about so many letters; a longer word stands alone and is cut with "…"."""
    lines: list[str] = []
    for word in text.split():
        word = word if len(word) <= letters + 2 else f"{word[:letters]}…"
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def top_of(shape: Shape) -> float:
    """The least height of a shape, about; letters reach above their line."""
    if isinstance(shape, Label):
        return shape.y - shape.size
    if isinstance(shape, Line):
        return min(shape.start[1], shape.end[1])
    if isinstance(shape, Polygon):
        return min(y for _x, y in shape.spots)
    return shape.y - shape.radius if isinstance(shape, Circle) else shape.y


def bottom_of(shape: Shape) -> float:
    """The greatest height of a shape, about; letters reach below their line."""
    if isinstance(shape, Label):
        return shape.y + shape.size * 0.3
    if isinstance(shape, Line):
        return max(shape.start[1], shape.end[1])
    if isinstance(shape, Polygon):
        return max(y for _x, y in shape.spots)
    return shape.y + (shape.radius if isinstance(shape, Circle) else shape.height)
