"""A case's judgements as a picture: the agencies' own grades on the scale and the agreed one, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from roundtable.domain.report import ReportGrade
from roundtable.export.charts import Chart, shortened, wrapped
from roundtable.export.fonts import BOLD, REGULAR, SEMIBOLD, register, width
from roundtable.export.paper_style import ACCENT, INK, INK2, LINE, TEXT_WIDTH, TINT, colour
from roundtable.export.printable import one_line

_LEFT: Final = TEXT_WIDTH * 0.4
_SIZE: Final = 8.4
_ROW, _LEADING, _LEGEND = 15.0, 10.5, 18.0
_STEP: Final = 8.6  # from one agency's mark to the next
_FEWEST_ROWS, _MOST_ROWS, _MOST_GRADES = 3, 28, 12


def judgement_charts(grades: Sequence[ReportGrade], scale: Sequence[str]) -> list[Chart]:
    """The pictures (one for each 28 questions), or none where there is too little to compare on a scale."""
    placed = [g for g in grades if g.agreed in scale or any(a.grade in scale for a in g.agency_grades)]
    if len(placed) < _FEWEST_ROWS or not 1 < len(scale) <= _MOST_GRADES:
        return []
    register()
    return [
        Chart(
            _drawing(part, scale), " ".join(["Agencies’ own grades and the agreed one.", *map(_told, part)])
        )
        for part in (placed[start : start + _MOST_ROWS] for start in range(0, len(placed), _MOST_ROWS))
    ]


def _told(grade: ReportGrade) -> str:
    own = Counter(one_line(a.grade) for a in grade.agency_grades)
    counts = ", ".join(f"{name} {count}" for name, count in own.items())
    agreed = one_line(grade.agreed) or "none"
    return f"{one_line(grade.question)}: {counts or 'no agency grade'}; agreed: {agreed}."


def _drawing(grades: Sequence[ReportGrade], scale: Sequence[str]) -> Drawing:
    column = (TEXT_WIDTH - _LEFT) / len(scale)
    heads = [wrapped(name, SEMIBOLD, _SIZE, column - 8, 3) for name in scale]
    rows = len(grades) * _ROW
    top = _LEGEND + rows
    drawing = Drawing(TEXT_WIDTH, top + max(map(len, heads)) * _LEADING + 8)
    for i, lines in enumerate(heads):
        for j, words in enumerate(reversed(lines)):
            _say(drawing, _LEFT + i * column + 4, top + 6 + j * _LEADING, words, SEMIBOLD)
    drawing.add(Line(0, top, TEXT_WIDTH, top, strokeColor=colour(INK), strokeWidth=0.9))
    for number, grade in enumerate(grades, start=1):
        y = top - number * _ROW
        _say(drawing, 0, y + 4.6, shortened(grade.question, REGULAR, _SIZE, _LEFT - 10), REGULAR)
        _add_places(drawing, grade, scale, column, y)
        drawing.add(Line(0, y, TEXT_WIDTH, y, strokeColor=colour(LINE), strokeWidth=0.5))
    _add_legend(drawing)
    return drawing


def _add_places(drawing: Drawing, grade: ReportGrade, scale: Sequence[str], column: float, y: float) -> None:
    own = Counter(a.grade for a in grade.agency_grades)
    for i, name in enumerate(scale):
        x = _LEFT + i * column
        if grade.agreed == name:
            _add_agreed(drawing, x + 1, y + 1.5, column - 4)
        count = own[name]
        many = count * _STEP > column - 8
        for n in range(1 if many else count):
            _add_agency(drawing, x + 8 + n * _STEP, y + _ROW / 2)
        if many:
            _say(drawing, x + 14, y + 4.6, f"× {count}", BOLD)


def _add_agreed(drawing: Drawing, x: float, y: float, wide: float) -> None:
    drawing.add(
        Rect(x, y, wide, _ROW - 3, rx=2.5, ry=2.5, fillColor=colour(TINT), strokeColor=colour(INK),
             strokeWidth=1.1)
    )  # fmt: skip


def _add_agency(drawing: Drawing, x: float, y: float) -> None:
    drawing.add(Circle(x, y, 2.9, fillColor=colour(ACCENT), strokeColor=None))


def _add_legend(drawing: Drawing) -> None:
    _add_agency(drawing, _LEFT + 8, 6)
    _say(drawing, _LEFT + 16, 3.2, "one agency’s own grade", REGULAR, INK2)
    x = _LEFT + 30 + width("one agency’s own grade", REGULAR, _SIZE)
    _add_agreed(drawing, x, 0.2, 22)
    _say(drawing, x + 28, 3.2, "agreed at the table", REGULAR, INK2)


def _say(drawing: Drawing, x: float, y: float, words: str, font: str, tone: str = INK) -> None:
    # The space at the end keeps words apart for whoever reads or copies the figure.
    drawing.add(String(x, y, f"{words} ", fontName=font, fontSize=_SIZE, fillColor=colour(tone)))
