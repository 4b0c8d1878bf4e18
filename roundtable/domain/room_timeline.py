"""The chronology for the projector: a lane an agency, a dot an event, numbers on those told in words.

Words in small type cannot be read from the back of a room: what happened stands in the lines that the
numbers refer to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from roundtable.domain.drawing import Circle, Drawing, Label, Line, Rect, Shape, Style
from roundtable.domain.family_captions import CAPTION, breadth
from roundtable.domain.room_family import ROOM_WIDTH
from roundtable.domain.timeline import TONES, LaneEvent, kind_shape
from roundtable.domain.wording import MONTHS, counted, short_day_words

NAMES: Final = 380.0
"""Width of the agencies' names; all sizes are px on a screen 1920 px wide."""
_LANES: Final = 6
_TOP, _ROW, _PAD, _GAP, _EDGE = 42.0, 42.0, 2.0, 5.0, 34.0
_DOT, _RING = 9.5, 19.0
_LETTERS, _SMALL = 27.0, 24.0
_MOST_ROWS: Final = 3
_APART: Final = 2 * _RING + 4
_TICK_ROOM: Final = 120.0
_CROWD, _CLOSE = 100, 6
"""From so many events in a lane, dots so many px apart are one: nobody could tell them apart."""
_FAR_BACK: Final = 10
"""So many years before the first event that is told, what happened is not drawn: it would squash the rest."""
_STEPS: Final = (1, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class RoomTimeline:
    """The drawing, and the events that it numbers, in the order of their numbers from 1."""

    drawing: Drawing
    numbered: tuple[LaneEvent, ...]


@dataclass(frozen=True, slots=True)
class _Lane:
    name: str
    events: tuple[LaneEvent, ...]


def room_timeline(events: Sequence[LaneEvent], told: Collection[str]) -> RoomTimeline:
    """All events over the whole time; those whose keys are in `told` are numbered by date."""
    ordered = sorted(events, key=lambda e: e.on)
    numbered = tuple(e for e in ordered if e.key in told)
    shown, earlier = _near(ordered, numbered)
    if not shown:
        return RoomTimeline(Drawing(0, 0, ()), numbered)
    place = _scale(shown[0].on, shown[-1].on)
    numbers = {e.key: n for n, e in enumerate(numbered, 1)}
    shapes: list[Shape] = []
    behind: list[Shape] = []
    top = _TOP
    for lane in _lanes(shown, numbers):
        rows = _rows(lane, numbers, place)
        height = max(max(rows.values(), default=0) + 1, 1) * _ROW + 2 * _PAD
        behind.append(Rect(0, top, ROOM_WIDTH, height, Style("line", 1, "surface2")))
        shapes.append(_name(lane.name, top + height / 2))
        shapes += _marks(lane, numbers, rows, place, top + _PAD + _ROW / 2)
        top += height + _GAP
    ticks = _ticks(shown[0].on, shown[-1].on, place, top - _GAP)
    if earlier:
        words = f"{counted(earlier, 'earlier event')} not drawn"
        ticks.append(Label(0, _TOP - 16, words, _SMALL, tone="ink2"))
    drawing = Drawing(ROOM_WIDTH, top, (*behind, *ticks, *shapes), _words(shown, numbers))
    return RoomTimeline(drawing, numbered)


def _near(ordered: Sequence[LaneEvent], numbered: Sequence[LaneEvent]) -> tuple[tuple[LaneEvent, ...], int]:
    """The events that are drawn, and how many lie too far back."""
    first_told = next(iter((*numbered, *ordered)), None)
    if first_told is None:
        return (), 0
    since = first_told.on.year - _FAR_BACK
    shown = tuple(e for e in ordered if e.on.year >= since)
    return shown, len(ordered) - len(shown)


def _scale(first: date, last: date) -> Callable[[date], float]:
    left, right = NAMES + _EDGE, ROOM_WIDTH - _EDGE
    days = (last - first).days

    def place(day: date) -> float:
        return left + (right - left) * (day - first).days / days if days else (left + right) / 2

    return place


def _lanes(events: Sequence[LaneEvent], numbers: Collection[str]) -> tuple[_Lane, ...]:
    """In the order of their first event; with many agencies, those that nothing is told of share the last."""
    by_name: dict[str, list[LaneEvent]] = {}
    for event in events:
        by_name.setdefault(event.lane, []).append(event)
    lanes = [_Lane(name, tuple(found)) for name, found in by_name.items()]
    if len(lanes) <= _LANES:
        return tuple(lanes)
    by_worth = sorted(lanes, key=lambda lane: not any(e.key in numbers for e in lane.events))
    kept = by_worth[: _LANES - 1]
    rest = tuple(event for lane in lanes if lane not in kept for event in lane.events)
    others = _Lane(f"{len(lanes) - len(kept)} other agencies", rest)
    return (*(lane for lane in lanes if lane in kept), others)


def _rows(lane: _Lane, numbers: Collection[str], place: Callable[[date], float]) -> dict[str, int]:
    """Numbers that would touch stand under each other."""
    ends = [float("-inf")] * _MOST_ROWS
    rows: dict[str, int] = {}
    for event in lane.events:
        if event.key not in numbers:
            continue
        x = place(event.on)
        free = [row for row, end in enumerate(ends) if end <= x - _APART]
        rows[event.key] = free[0] if free else min(range(_MOST_ROWS), key=lambda row: ends[row])
        ends[rows[event.key]] = x
    return rows


def _marks(
    lane: _Lane,
    numbers: dict[str, int],
    rows: dict[str, int],
    place: Callable[[date], float],
    y: float,
) -> list[Shape]:
    """Dots first, each spot once; the numbers lie over them."""
    close = _CLOSE if len(lane.events) > _CROWD else 1
    spots = {(round(place(e.on) / close) * close, e.kind) for e in lane.events if e.key not in numbers}
    shapes: list[Shape] = [kind_shape(kind, float(x), y, _DOT) for x, kind in sorted(spots)]
    for event in lane.events:
        if event.key in rows:
            x, down = place(event.on), y + rows[event.key] * _ROW
            shapes.append(Circle(x, down, _RING, Style(TONES[event.kind], 4, "surface")))
            number = str(numbers[event.key])
            shapes.append(Label(x, down + 8.5, number, _SMALL, "middle", "ink", bold=True))
    return shapes


def _name(name: str, y: float) -> Label:
    room = (NAMES - 28) * CAPTION / _LETTERS
    words = name
    while breadth(words) > room:
        words = f"{words.removesuffix('…')[:-1].rstrip()}…"
    return Label(14, y + 9, words, _LETTERS, "start", "ink", bold=True)


def _ticks(first: date, last: date, place: Callable[[date], float], bottom: float) -> list[Shape]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = (place(last) - place(first)) / months
    step = next((n for n in _STEPS if n * room >= _TICK_ROOM), _STEPS[-1])
    shapes: list[Shape] = []
    for number in range(months + 1):
        at = first.year * 12 + first.month - 1 + number
        year, month = divmod(at, 12)
        if at % step or not date.min.year <= year <= date.max.year:
            continue
        day = date(year, month + 1, 1)
        if first <= day <= last:
            words = MONTHS[month][:3] if month else str(year)
            shapes.append(Line((place(day), _TOP - 10), (place(day), bottom), Style("line", 2)))
            shapes.append(Label(place(day), _TOP - 16, words, _SMALL, "middle", "ink2", bold=not month))
    if not shapes:
        shapes.append(Label(place(first), _TOP - 16, short_day_words(first), _SMALL, "middle", "ink2"))
    return shapes


def _words(events: Sequence[LaneEvent], numbers: Collection[str]) -> str:
    span = f"{short_day_words(events[0].on)} to {short_day_words(events[-1].on)}"
    lanes = len({e.lane for e in events})
    agencies = counted(lanes, "agency", "agencies")
    told = f" {len(numbers)} of them are numbered and told below." if numbers else ""
    return f"Timeline of {counted(len(events), 'event')}, {span}, {agencies}.{told}"
