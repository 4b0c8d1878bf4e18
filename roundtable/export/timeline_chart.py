"""A case's timeline as a picture: a lane for each agency, a mark for each event, diamonds where it turned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String

from roundtable.domain.report import TimelineEntry
from roundtable.export.charts import Chart, shortened
from roundtable.export.fonts import REGULAR, SEMIBOLD, register, width
from roundtable.export.paper_style import ACCENT, INK, INK2, LINE, TEXT_WIDTH, TINT, colour
from roundtable.export.printable import one_line

_LEFT, _SIZE = 146.0, 8.4
_STEP = 7.0  # between marks of one place in one lane
_FEWEST, _MOST_LANES, _LONGEST = 4, 14, 60
_AXIS, _LEGEND = 20.0, 18.0
_EVERY, _MOST_LABELS, _MOST_YEARS = (1, 2, 3, 6, 12, 24), 5, 3


@dataclass(frozen=True, slots=True)
class _Mark:
    lane: str
    place: int
    turning_point: bool


def timeline_chart(entries: Sequence[TimelineEntry], axis: str = "Month") -> Chart | None:
    """The picture over whole units of `axis`, or None when there is too little to show or an event cannot be
    placed.
    """
    marks = [_Mark(one_line(e.agency), e.place, e.turning_point) for e in entries if e.place is not None]
    lanes = list(dict.fromkeys(mark.lane for mark in marks))
    places = {mark.place for mark in marks}
    if len(marks) < max(_FEWEST, len(entries)) or len(lanes) > _MOST_LANES:
        return None
    if len(places) < 2 or max(places) - min(places) > _LONGEST:
        return None
    return Chart(_drawing(marks, lanes, axis), _in_words(marks, lanes, axis))


def _in_words(marks: Sequence[_Mark], lanes: Sequence[str], axis: str) -> str:
    first, last = min(m.place for m in marks), max(m.place for m in marks)
    unit = axis.lower()
    said = [f"Events from {unit} {first} to {unit} {last}, as in the table below."]
    for lane in lanes:
        own = [m for m in marks if m.lane == lane]
        turning = sum(m.turning_point for m in own)
        points = f", {turning} of them a turning point" if turning else ""
        said.append(f"{lane or 'No agency'}: {len(own)}{points}.")
    return " ".join(said)


def _drawing(marks: Sequence[_Mark], lanes: Sequence[str], axis: str) -> Drawing:
    register()
    crowd = Counter((mark.lane, mark.place) for mark in marks)
    heights = [11 + _STEP * max(n for (lane, _), n in crowd.items() if lane == each) for each in lanes]
    drawing = Drawing(TEXT_WIDTH, sum(heights) + _AXIS + _LEGEND)
    first, last = min(m.place for m in marks), max(m.place for m in marks)
    column = (TEXT_WIDTH - _LEFT - 14) / (last - first)
    _add_axis(drawing, axis, (first, last), column, sum(heights))
    top = sum(heights) + _LEGEND
    for i, (lane, height) in enumerate(zip(lanes, heights, strict=True)):
        top -= height
        if i % 2 == 0:
            drawing.insert(0, Rect(0, top, TEXT_WIDTH, height, fillColor=colour(TINT), strokeColor=None))
        words = shortened(lane, REGULAR, _SIZE, _LEFT - 10)
        drawing.add(String(4, top + height / 2 - 3, words, fontName=REGULAR, fontSize=_SIZE,
                           fillColor=colour(INK)))  # fmt: skip
        seen: Counter[int] = Counter()
        for mark in sorted(
            (m for m in marks if m.lane == lane), key=lambda m: (m.place, not m.turning_point)
        ):
            many = crowd[lane, mark.place]
            y = top + height / 2 + (seen[mark.place] - (many - 1) / 2) * _STEP
            seen[mark.place] += 1
            _add_mark(drawing, _LEFT + 8 + (mark.place - first) * column, y, mark.turning_point)
    _add_legend(drawing)
    return drawing


def _add_axis(drawing: Drawing, axis: str, span: tuple[int, int], column: float, height: float) -> None:
    first, last = span
    top = height + _LEGEND
    # Few labels: a long row of figures reads like one number to whoever searches the file.
    most = _MOST_LABELS if last < 100 else _MOST_YEARS
    fitting = (n for n in _EVERY if n * column >= 24 and (last - first) / n < most)
    every = next(fitting, _EVERY[-1])
    drawing.add(String(4, top + 6, axis, fontName=SEMIBOLD, fontSize=_SIZE, fillColor=colour(INK)))
    for place in range(first, last + 1):
        x = _LEFT + 8 + (place - first) * column
        if (place - first) % every == 0:
            drawing.add(Line(x, _LEGEND, x, top + 2, strokeColor=colour(LINE), strokeWidth=0.5))
            drawing.add(String(x, top + 6, str(place), fontName=SEMIBOLD, fontSize=_SIZE, textAnchor="middle",
                               fillColor=colour(INK)))  # fmt: skip
    drawing.add(Line(0, top, TEXT_WIDTH, top, strokeColor=colour(INK), strokeWidth=0.9))


def _add_mark(drawing: Drawing, x: float, y: float, turning_point: bool) -> None:
    ink, paper = colour(ACCENT), colour(TINT)
    if turning_point:
        drawing.add(Polygon([x, y + 4, x + 4, y, x, y - 4, x - 4, y], fillColor=ink, strokeColor=None))
    else:
        drawing.add(Circle(x, y, 2.4, fillColor=paper, strokeColor=ink, strokeWidth=1))


def _add_legend(drawing: Drawing) -> None:
    x = _LEFT + 8
    for turning_point, words in ((True, "turning point"), (False, "other event")):
        _add_mark(drawing, x, 6, turning_point)
        drawing.add(String(x + 8, 3.2, words, fontName=REGULAR, fontSize=_SIZE, fillColor=colour(INK2)))
        x += 24 + width(words, REGULAR, _SIZE)
