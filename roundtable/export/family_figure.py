"""The family map of a case in the report: as a figure, or in words where it is too wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from reportlab.graphics import shapes as paper
from reportlab.lib.colors import Color

from roundtable.design import THEMES
from roundtable.domain import drawing as neutral
from roundtable.domain.family_map import ON_PAPER, family_map
from roundtable.domain.report import ReportFamily
from roundtable.export.fonts import BOLD, REGULAR, register, width
from roundtable.export.paper_style import TEXT_HEIGHT, TEXT_WIDTH, colour
from roundtable.export.printable import one_line
from roundtable.export.story import Story

# Captions of 13 px become 9.1 points at most and 7 at least.
_LARGEST: Final = 0.7
_SMALLEST: Final = 0.54
_TALLEST: Final = TEXT_HEIGHT * 0.62
_BASE: Final = 30.0
"""Empty room over the topmost symbol that a page can do without, px."""
_KEY: Final = (
    "Square: male. Circle: female. Diamond: not told or not known. Triangle: unborn. Double outline: the "
    "child. Cross: died. Line between two: married, dashed: living together, dotted: not told or not known, "
    "/ separated, // divorced. Dashed outline: the household. Left and right say nothing about age."
)
_TOO_WIDE: Final = "The map of this family is too wide for the page. It says:"


def add_family_map(story: Story, family: ReportFamily) -> None:
    """The figure with its key, or its words."""
    drawn = family_map(family.people, family.family, ON_PAPER).drawing
    scale = min(_LARGEST, TEXT_WIDTH / drawn.width, _TALLEST / drawn.height)
    if scale < _SMALLEST:
        story.line(_TOO_WIDE, "body", leads=True)
        story.prose(drawn.words)
        return
    story.figure(on_paper(drawn, scale), drawn.words, _KEY)


def on_paper(drawn: neutral.Drawing, scale: float) -> paper.Drawing:
    """Neutral shapes as reportlab draws them: points, the origin at the bottom left."""
    register()
    high = drawn.height - _BASE
    page = paper.Drawing(drawn.width * scale, high * scale)
    for shape in drawn.shapes:
        page.add(_MAKERS[type(shape)](shape, lambda x, y: (x * scale, (high - y + _BASE) * scale), scale))
    return page


_At = Callable[[float, float], tuple[float, float]]


def _tone(token: str) -> Color:
    return colour(getattr(THEMES["light"], token))


def _pen(style: neutral.Style, scale: float) -> dict[str, Any]:
    return {
        "strokeColor": _tone(style.stroke) if style.stroke else None,
        "strokeWidth": style.width * scale,
        "strokeDashArray": [length * scale for length in style.dash] or None,
    }


def _filled(style: neutral.Style, scale: float) -> dict[str, Any]:
    return _pen(style, scale) | {"fillColor": _tone(style.fill) if style.fill else None}


def _line(shape: neutral.Line, at: _At, scale: float) -> paper.Shape:
    return paper.Line(*at(*shape.start), *at(*shape.end), **_pen(shape.style, scale))


def _rect(shape: neutral.Rect, at: _At, scale: float) -> paper.Shape:
    x, y = at(shape.x, shape.y + shape.height)
    return paper.Rect(x, y, shape.width * scale, shape.height * scale, **_filled(shape.style, scale))


def _circle(shape: neutral.Circle, at: _At, scale: float) -> paper.Shape:
    return paper.Circle(*at(shape.x, shape.y), shape.radius * scale, **_filled(shape.style, scale))


def _polygon(shape: neutral.Polygon, at: _At, scale: float) -> paper.Shape:
    spots = [value for spot in shape.spots for value in at(*spot)]
    return paper.Polygon(spots, **_filled(shape.style, scale))


def _label(shape: neutral.Label, at: _At, scale: float) -> paper.Shape:
    x, y = at(shape.x, shape.y)
    font, size, text = BOLD if shape.bold else REGULAR, shape.size * scale, one_line(shape.text)
    x -= width(text, font, size) * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
    # The space at the end keeps words apart for whoever reads or copies the figure.
    return paper.String(x, y, f"{text} ", fontName=font, fontSize=size, fillColor=_tone(shape.tone))


_MAKERS: Final[dict[type, Callable[[Any, _At, float], paper.Shape]]] = {
    neutral.Line: _line,
    neutral.Rect: _rect,
    neutral.Circle: _circle,
    neutral.Polygon: _polygon,
    neutral.Label: _label,
}
