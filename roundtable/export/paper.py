"""The paper kit: A4 pages with marking, status and "Page x of y", finished as a tagged PDF/A-2a file."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from roundtable.export.charts import shortened
from roundtable.export.fonts import BOLD, REGULAR, SEMIBOLD, press, register
from roundtable.export.paper_style import (
    BOTTOM,
    INK2,
    LINE,
    MARK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    colour,
)
from roundtable.export.pdf_file import Drawn, PaperLabel, finish
from roundtable.export.printable import one_line
from roundtable.export.story import Story
from roundtable.export.tagged_canvas import TaggedCanvas

# Pictures as they are, not a quarter larger in letters that no printer has asked for since 1990.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page. `marking` is at top and bottom, `status` under it, the rest in the foot."""

    title: str
    marking: str
    status: str = ""
    foot: str = ""
    small_print: str = ""


def _draw_furniture(canvas: TaggedCanvas, furniture: Furniture) -> None:
    middle, right = PAGE_WIDTH / 2, PAGE_WIDTH - SIDE
    with canvas.artifact("Pagination"):
        canvas.setFillColor(colour(MARK))
        canvas.setFont(BOLD, 9.5)
        marking = shortened(furniture.marking.upper(), BOLD, 9.5, TEXT_WIDTH)
        canvas.drawCentredString(middle, PAGE_HEIGHT - 34, marking)
        canvas.drawCentredString(middle, 19, marking)
        canvas.setFillColor(colour(INK2))
        canvas.setFont(SEMIBOLD, 8.5)
        canvas.drawCentredString(
            middle, PAGE_HEIGHT - 46, shortened(furniture.status, SEMIBOLD, 8.5, TEXT_WIDTH)
        )
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, BOTTOM - 14, right, BOTTOM - 14)
        canvas.setFont(REGULAR, 8.5)
        canvas.drawString(SIDE, BOTTOM - 25, shortened(furniture.foot, REGULAR, 8.5, TEXT_WIDTH - 90))
        canvas.setFont(REGULAR, 6.6)
        canvas.drawString(SIDE, BOTTOM - 34, shortened(furniture.small_print, REGULAR, 6.6, TEXT_WIDTH))
        page = f"Page {canvas.getPageNumber()} of "
        canvas.late_number("pages", (right, BOTTOM - 25), (REGULAR, 8.5, INK2), page)


def set_paper(story: Story, furniture: Furniture) -> bytes:
    """Lay a story out and return the finished file (PDF/UA-1, PDF/A-2a, same bytes for the same story)."""
    register()
    out = io.BytesIO()
    made: list[TaggedCanvas] = []

    def canvas_for(*arguments: object, **options: object) -> TaggedCanvas:
        made.append(TaggedCanvas(*arguments, **options))
        return made[0]

    with press:
        frame = Frame(SIDE, BOTTOM, TEXT_WIDTH, TEXT_HEIGHT, 0, 0, 0, 0)
        document = BaseDocTemplate(
            out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=0, initialFontName=REGULAR
        )
        document.addPageTemplates(
            PageTemplate(frames=[frame], onPage=lambda canvas, _: _draw_furniture(canvas, furniture))
        )
        document.build(story.finished(), canvasmaker=canvas_for)
    canvas = made[0]
    drawn = Drawn(story.root, canvas.marked_by_page, canvas.links_by_page, canvas.late_code)
    return finish(
        out.getvalue(),
        drawn,
        PaperLabel(one_line(furniture.title) or "Untitled", one_line(furniture.marking)),
    )
