"""How every paper looks: page, type scale and colours. Sizes in points, colours from the design tokens."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from roundtable.design import THEMES
from roundtable.export.fonts import BOLD, REGULAR, SEMIBOLD

INK: Final = THEMES["light"].ink
INK2: Final = THEMES["light"].ink2
ACCENT: Final = THEMES["light"].primary
TINT: Final = THEMES["light"].primary_soft
LINE: Final = THEMES["light"].line
MARK: Final = THEMES["light"].mark

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE: Final = 62.0
TOP: Final = 70.0
BOTTOM: Final = 66.0
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE
TEXT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
# A line of about 80 characters reads best; tables and figures may use the whole width.
MEASURE: Final = 418.0


def colour(token: str) -> Color:
    """A reportlab colour from a "#RRGGBB" token."""
    return HexColor(token)


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": REGULAR,
        "textColor": colour(INK),
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
        "bulletFontName": REGULAR,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **(settings | more))


_PROSE: Final = TEXT_WIDTH - MEASURE

STYLES: Final[dict[str, ParagraphStyle]] = {
    style.name: style
    for style in (
        _style("eyebrow", 9.5, 13, fontName=SEMIBOLD, textColor=colour(ACCENT), spaceAfter=3),
        _style("title", 25, 29, fontName=BOLD, spaceAfter=5),
        _style("lead", 11.5, 16.5, textColor=colour(INK2), spaceAfter=8, rightIndent=_PROSE / 2),
        _style("h1", 18, 23, fontName=BOLD, spaceBefore=24, spaceAfter=8),
        _style("h2", 13.5, 18, fontName=BOLD, spaceBefore=18, spaceAfter=5),
        _style("h3", 11, 15, fontName=SEMIBOLD, textColor=colour(ACCENT), spaceBefore=11, spaceAfter=3),
        _style("h4", 10.5, 15.2, fontName=BOLD, spaceBefore=5, spaceAfter=1),
        _style("body", 10.5, 15.2, spaceAfter=7, rightIndent=_PROSE),
        _style("wide", 10.5, 15.2, spaceAfter=7),
        _style("item", 10.5, 15.2, spaceAfter=3.5, leftIndent=15, rightIndent=_PROSE),
        _style("half", 10, 14, spaceAfter=4, leftIndent=13),
        _style("key", 10.5, 14.4, spaceAfter=6, leftIndent=28),
        _style("small", 9, 12.6, textColor=colour(INK2), spaceAfter=4),
        _style("contents1", 10.5, 15, fontName=SEMIBOLD, spaceBefore=4, rightIndent=40),
        _style("contents2", 10, 14.2, leftIndent=14, rightIndent=40),
        _style("cell", 9.3, 12.7),
        _style("cell_strong", 9.3, 12.7, fontName=SEMIBOLD),
        _style("cell_note", 8.6, 11.8, textColor=colour(INK2)),
        _style("cell_head", 8.8, 12, fontName=SEMIBOLD),
        _style("figure_value", 20, 24, fontName=BOLD, textColor=colour(ACCENT)),
        _style("figure_name", 8.8, 12, textColor=colour(INK2)),
        _style("fact_name", 8.8, 12, textColor=colour(INK2)),
        _style("fact_value", 11, 14.5, fontName=SEMIBOLD),
        _style("notice", 10, 14.2, fontName=SEMIBOLD),
    )
}
