"""Charts of the report: labelled directly, readable in black and white, with their figures in words.

Never a mean: a chart shows how many cases got which grade (DOMAIN 1, Judgement).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.utils import simpleSplit

from roundtable.domain.report import GradeCount, GradeSpread, ReleaseLevel, count_in_words
from roundtable.export.fonts import BOLD, REGULAR, SEMIBOLD, register, width
from roundtable.export.paper_style import ACCENT, INK, INK2, LINE, TEXT_HEIGHT, TEXT_WIDTH, TINT, colour
from roundtable.export.printable import one_line

_QUESTION_SHARE = 0.36
_LEADING = 11.0
_SIZE = 8.8
_GAP = 7.0
# A taller figure would leave no room on a page for its heading.
_TALLEST = TEXT_HEIGHT * 0.72


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the same facts in words."""

    drawing: Drawing
    alt: str


def wrapped(text: str, font: str, size: float, room: float, lines: int) -> list[str]:
    """A text in at most so many lines, cut with an ellipsis."""
    split: list[str] = simpleSplit(one_line(text), font, size, room)
    if len(split) > lines:
        split = [*split[: lines - 1], f"{split[lines - 1].rstrip(' .,;')} …"]
    return [shortened(line, font, size, room) for line in split]


def shortened(text: str, font: str, size: float, room: float) -> str:
    """A text on one line, cut with an ellipsis where it would run out of its room."""
    text = one_line(text)
    if width(text, font, size) <= room:
        return text
    while text and width(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _inwrapped(spread: GradeSpread, level: ReleaseLevel) -> str:
    counts = [f"{c.grade} {count_in_words(c.count, level)}" for c in spread.counts if c.count]
    return f"{one_line(spread.question)}: {', '.join(counts) or 'not graded'}."


def _bar(
    drawing: Drawing, x: float, y: float, room: float, count: GradeCount, most: int, level: ReleaseLevel
) -> None:
    if not count.count:
        drawing.add(String(x, y + 2.4, "–", fontName=REGULAR, fontSize=_SIZE, fillColor=colour(INK2)))
        return
    words = count_in_words(count.count, level)
    hidden = words != str(count.count)
    # A count that may not be told has no length either: the same open bar for one as for four.
    share = 0.35 if hidden else count.count / most
    length = max(4.0, (room - 22) * share)
    fill, stroke = (colour(TINT), colour(ACCENT)) if hidden else (colour(ACCENT), None)
    drawing.add(Rect(x, y, length, 9, fillColor=fill, strokeColor=stroke, strokeWidth=0.6))
    label = "< 5" if hidden else words
    drawing.add(String(x + length + 4, y + 1.8, label, fontName=BOLD, fontSize=_SIZE, fillColor=colour(INK)))


def spread_charts(spreads: Sequence[GradeSpread], grades: Sequence[str], level: ReleaseLevel) -> list[Chart]:
    """One row per question, one column per grade, a bar and its count where they meet; as many figures as
    it takes, each with room on a page for a heading.
    """
    register()
    charts, first = [], 0
    while first < len(spreads):
        last, height = first, 0.0
        while last < len(spreads) and (last == first or height + _row_height(spreads[last]) <= _TALLEST):
            height += _row_height(spreads[last])
            last += 1
        charts.append(spread_chart(spreads[first:last], grades, level))
        first = last
    return charts


def _row_height(spread: GradeSpread) -> float:
    return max(len(_question(spread)), 1) * _LEADING + _GAP


def _question(spread: GradeSpread) -> list[str]:
    return wrapped(spread.question, REGULAR, _SIZE, TEXT_WIDTH * _QUESTION_SHARE - 14, 3)


def spread_chart(spreads: Sequence[GradeSpread], grades: Sequence[str], level: ReleaseLevel) -> Chart:
    """One such figure of all these questions."""
    register()
    left = TEXT_WIDTH * _QUESTION_SHARE
    column = (TEXT_WIDTH - left) / max(len(grades), 1)
    rows = [_question(s) for s in spreads]
    heads = [wrapped(g, SEMIBOLD, _SIZE, column - 8, 3) for g in grades]
    head_height = max((len(h) for h in heads), default=1) * _LEADING + 8
    heights = [_row_height(s) for s in spreads]
    drawing = Drawing(TEXT_WIDTH, head_height + sum(heights))
    for i, lines in enumerate(heads):
        for j, text in enumerate(reversed(lines)):
            x, y = left + i * column, sum(heights) + 7 + j * _LEADING
            drawing.add(String(x, y, text, fontName=SEMIBOLD, fontSize=_SIZE, fillColor=colour(INK)))
    drawing.add(Line(0, sum(heights), TEXT_WIDTH, sum(heights), strokeColor=colour(INK), strokeWidth=0.9))
    most = max((c.count for s in spreads for c in s.counts), default=1) or 1
    top = sum(heights)
    for spread, lines, height in zip(spreads, rows, heights, strict=True):
        for j, text in enumerate(lines):
            y = top - _GAP / 2 - 8.5 - j * _LEADING
            drawing.add(String(0, y, text, fontName=REGULAR, fontSize=_SIZE, fillColor=colour(INK)))
        by_grade = {c.grade: c for c in spread.counts}
        for i, grade in enumerate(grades):
            found = by_grade.get(grade, GradeCount(grade, 0))
            _bar(drawing, left + i * column, top - _GAP / 2 - 10, column, found, most, level)
        top -= height
        drawing.add(Line(0, top, TEXT_WIDTH, top, strokeColor=colour(LINE), strokeWidth=0.5))
    alt = "How many cases were given each grade. " + " ".join(_inwrapped(s, level) for s in spreads)
    return Chart(drawing, alt)
