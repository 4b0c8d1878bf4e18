"""The chronology as swim lanes: one lane an agency, a shape for each kind, words where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from roundtable.domain.chronology import EventKind
from roundtable.domain.drawing import (
    Anchor,
    Circle,
    Drawing,
    Label,
    Line,
    Polygon,
    Rect,
    Shape,
    Style,
    wrapped,
)
from roundtable.domain.time_axis import CUT_ROOM, Stretch, TimeAxis, time_axis
from roundtable.domain.wording import MONTHS, counted, short_day_words

NAMES_WIDTH = 156.0
_TOP, _ROW, _PAD, _LANE_GAP = 34.0, 26.0, 8.0, 6.0
_MAX_ROWS = 5
_LETTER = 6.6
"""Width of a letter at size 13, px at 100 %: a generous mean, so that words never run into each other."""
_LETTERS = 30
_TICK_ROOM = 64.0
_TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
TONES = {
    EventKind.CONTACT: "primary",
    EventKind.INCIDENT: "bad",
    EventKind.MEETING: "info",
    EventKind.DECISION: "warn",
}
SHAPES = {
    EventKind.CONTACT: "circle",
    EventKind.INCIDENT: "triangle",
    EventKind.MEETING: "square",
    EventKind.DECISION: "diamond",
}


@dataclass(frozen=True, slots=True)
class LaneEvent:
    """One event: `lane` is the agency's name."""

    key: str
    on: date
    lane: str
    kind: EventKind
    text: str
    is_turning_point: bool = False
    is_disputed: bool = False
    """Another agency tells the same event in another way."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an event's shape is, for the pointer."""

    key: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lane names (which stay in place) and lanes (which scroll), equally high; where events and days are."""

    names: Drawing
    lanes: Drawing
    marks: tuple[Mark, ...]
    axis: TimeAxis | None = None
    """None without events."""


@dataclass
class _Lane:
    """One agency's lane: which x is free from in each of its rows."""

    name: str
    top: float
    ends: list[float] = field(default_factory=list)
    placed: list[tuple[LaneEvent, float, int, str]] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Room for its rows, and for its name."""
        rows = max(len(self.ends), 1)
        return max(rows * _ROW + 2 * _PAD, len(wrapped(self.name, 20)) * 16 + 2 * _PAD)


def timeline(events: Sequence[LaneEvent], width: float) -> Timeline:
    """Lanes `width` px wide at 100 % over the whole time; lanes stand in the order of their first event."""
    ordered = sorted(events, key=lambda e: e.on)
    if not ordered:
        return Timeline(Drawing(NAMES_WIDTH, 0, ()), Drawing(width, 0, ()), ())
    axis = time_axis((e.on for e in ordered), width)
    lanes: dict[str, _Lane] = {}
    for event in ordered:
        lane = lanes.setdefault(event.lane, _Lane(event.lane, 0.0))
        _settle(lane, event, axis.place(event.on), width)
    top = _TOP
    for lane in lanes.values():
        lane.top = top
        top += lane.height + _LANE_GAP
    shapes: list[Shape] = [
        Rect(0, n.top, width, n.height, Style("line", 1, "surface2")) for n in lanes.values()
    ]
    for stretch in axis.stretches:
        shapes += _ticks(stretch, top)
    for before, _after in axis.cuts:
        shapes += _cut(before.right, top)
    marks: list[Mark] = []
    for lane in lanes.values():
        for event, x, row, words in lane.placed:
            y = lane.top + _PAD + _ROW * row + _ROW / 2
            shapes += _event(event, x, y, words, width)
            marks.append(Mark(event.key, x, y))
    names = [_name(lane) for lane in lanes.values()]
    words = _words(ordered, list(lanes), axis)
    return Timeline(
        Drawing(NAMES_WIDTH, top, tuple(s for part in names for s in part), words),
        Drawing(width, top, tuple(shapes), words),
        tuple(marks),
        axis,
    )


def _settle(lane: _Lane, event: LaneEvent, x: float, width: float) -> None:
    """The first row where shape and words are free; where none is, the shape alone."""
    words = _short(event.text)
    room = len(words) * _LETTER + 24
    start = x - 9 if x + room < width else x - room
    for row in range(_MAX_ROWS):
        if row == len(lane.ends):
            lane.ends.append(-1.0)
        if lane.ends[row] < start:
            lane.ends[row] = max(x + 9, start + room + 8)
            lane.placed.append((event, x, row, words))
            return
    row = min(range(len(lane.ends)), key=lambda r: lane.ends[r])
    lane.placed.append((event, x, row, ""))
    lane.ends[row] = max(lane.ends[row], x + 12)


@lru_cache(maxsize=8_192)
def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LETTERS else f"{words[:_LETTERS].rstrip(' ,.;')}…"


def _event(event: LaneEvent, x: float, y: float, words: str, width: float) -> list[Shape]:
    size = 8.0 if event.is_turning_point else 6.5
    shapes: list[Shape] = []
    if event.is_turning_point:
        shapes.append(Circle(x, y, 11.5, Style("ink", 2, "surface")))
    if event.is_disputed:
        shapes.append(Rect(x - 13.5, y - 12.5, 27, 25, Style("info", 2, dash=(5.0, 4.0))))
    shapes.append(kind_shape(event.kind, x, y, size))
    if words:
        flipped = x + len(words) * _LETTER + 24 >= width
        anchor: Anchor = "end" if flipped else "start"
        spot = x - 15 if flipped else x + 15
        shapes.append(Label(spot, y + 4.5, words, 13, anchor, "ink", bold=event.is_turning_point))
    return shapes


def kind_shape(kind: EventKind, x: float, y: float, size: float) -> Shape:
    """The shape of a kind of event, filled in its tone."""
    style = Style(TONES[kind], 1.5, TONES[kind])
    shape = SHAPES[kind]
    if shape == "triangle":
        return Polygon(((x, y - size), (x + size, y + size * 0.86), (x - size, y + size * 0.86)), style)
    if shape == "square":
        return Rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, style)
    if shape == "diamond":
        tip = size * 1.15
        return Polygon(((x, y - tip), (x + tip, y), (x, y + tip), (x - tip, y)), style)
    return Circle(x, y, size, style)


def _ticks(part: Stretch, bottom: float) -> list[Shape]:
    first, last = part.first, part.last
    axis = TimeAxis((part,))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = (part.right - part.left) / months
    step = next((n for n in _TICK_MONTHS if n * room >= _TICK_ROOM), _TICK_MONTHS[-1])
    shapes: list[Shape] = []
    since = first.year * 12 + first.month - 1
    for number in range(since + -since % step, since + months + 1, step):
        year, month = divmod(number, 12)
        day = date(year, month + 1, 1) if year <= date.max.year else date.max
        if not first <= day <= last:
            continue
        x = axis.place(day)
        words = MONTHS[month][:3] if month else f"{MONTHS[month][:3]} {year}"
        shapes.append(Line((x, _TOP - 8), (x, bottom - _LANE_GAP), Style("line", 1)))
        shapes.append(Label(x, _TOP - 14, words, 13, "middle", "ink2", bold=not month))
    if not shapes:
        words = short_day_words(first) if part.right > part.left else str(first.year)
        shapes.append(Label(part.left - 16, _TOP - 14, words, 13, "start", "ink2"))
    return shapes


def _cut(left: float, bottom: float) -> list[Shape]:
    """Two slanting strokes through every lane: here time is left out."""
    middle, foot = left + CUT_ROOM / 2, bottom - _LANE_GAP
    stroke = Style("field_line", 2, dash=(6.0, 4.0))
    return [Line((middle + by + 5, _TOP - 8), (middle + by - 5, foot), stroke) for by in (-4.0, 4.0)]


def _name(lane: _Lane) -> list[Shape]:
    lines = wrapped(lane.name, 20)
    top = lane.top + lane.height / 2 - (len(lines) - 1) * 8 + 5
    return [
        Rect(0, lane.top, NAMES_WIDTH, lane.height, Style("line", 1, "surface2")),
        *(Label(10, top + 16 * n, words, 14, "start", "ink", bold=True) for n, words in enumerate(lines)),
    ]


def _words(events: Sequence[LaneEvent], lanes: Sequence[str], axis: TimeAxis) -> str:
    turning = [e for e in events if e.is_turning_point]
    span = f"{short_day_words(events[0].on)} to {short_day_words(events[-1].on)}"
    told = (
        f"Timeline of {counted(len(events), 'event')}, {span}, {counted(len(lanes), 'agency', 'agencies')}."
    )
    if turning:
        points = "; ".join(f"{short_day_words(e.on)}, {e.lane}: {_short(e.text)}" for e in turning)
        told += f" Turning points: {points}."
    for before, after in axis.cuts:
        told += f" No event from {short_day_words(before.last)} to {short_day_words(after.first)}."
    if disputed := sum(e.is_disputed for e in events):
        told += f" Agencies disagree on {counted(disputed, 'event')}."
    return f"{told} The list holds the same events."
