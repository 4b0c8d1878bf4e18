"""The swim lanes: an agency a lane, a shape a kind, words that never run into each other."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roundtable.domain.chronology import EventKind
from roundtable.domain.drawing import Circle, Label, Polygon, Rect
from roundtable.domain.timeline import LaneEvent, timeline

START = date(2024, 1, 15)


def event(
    number: int, days: int, lane: str = "Police", kind: EventKind = EventKind.CONTACT, **more: bool
) -> LaneEvent:
    return LaneEvent(
        f"e{number}", START + timedelta(days=days), lane, kind, f"Something happened {number}", **more
    )


def test_every_agency_has_a_lane_in_the_order_of_its_first_event() -> None:
    drawn = timeline([event(1, 30, "School"), event(2, 0, "Police"), event(3, 60, "School")], 900)
    names = [s.text for s in drawn.names.shapes if isinstance(s, Label)]
    assert names == ["Police", "School"]
    assert drawn.names.height == drawn.lanes.height


def test_the_kind_is_told_by_shape() -> None:
    kinds = [event(n, 100 * n, kind=kind) for n, kind in enumerate(EventKind)]
    shapes = timeline(kinds, 2000).lanes.shapes
    assert sum(isinstance(s, Circle) for s in shapes) == 1
    assert sorted(len(s.spots) for s in shapes if isinstance(s, Polygon)) == [3, 4]
    assert sum(isinstance(s, Rect) for s in shapes) == 2  # the lane and the meeting


def test_a_turning_point_is_ringed_bold_and_said() -> None:
    drawn = timeline([event(1, 0), event(2, 200, is_turning_point=True)], 900)
    bold = [s.text for s in drawn.lanes.shapes if isinstance(s, Label) and s.bold]
    assert any(text.startswith("Something happened 2") for text in bold)
    assert sum(isinstance(s, Circle) for s in drawn.lanes.shapes) == 3
    assert "Turning points: 2 Aug 2024, Police: Something happened 2." in drawn.lanes.words


def test_time_runs_from_left_to_right_over_the_whole_width() -> None:
    drawn = timeline([event(n, n * 50) for n in range(5)], 900)
    xs = [m.x for m in sorted(drawn.marks, key=lambda m: m.key)]
    assert xs == sorted(xs)
    assert xs[0] < 40
    assert xs[-1] > 860


def test_no_event_draws_nothing_and_one_day_is_enough() -> None:
    assert timeline([], 900).lanes.shapes == ()
    assert len(timeline([event(1, 0)], 900).marks) == 1


def test_years_are_ticked_without_running_into_each_other() -> None:
    drawn = timeline([event(1, 0), event(2, 4000)], 700)
    ticks = sorted((s.x, len(s.text)) for s in drawn.lanes.shapes if isinstance(s, Label) and s.y < 34)
    assert len(ticks) >= 5
    assert all(b[0] - a[0] >= 50 for a, b in itertools.pairwise(ticks))


@given(
    st.lists(
        st.tuples(st.integers(0, 1500), st.sampled_from(("Police", "School", "GP"))), min_size=1, max_size=60
    ),
    st.integers(400, 4000),
)
def test_words_never_overlap_and_no_event_is_lost(events: list[tuple[int, str]], width: int) -> None:
    drawn = timeline([event(n, days, lane) for n, (days, lane) in enumerate(events)], width)
    assert len(drawn.marks) == len(events)
    words: dict[float, list[tuple[float, float]]] = {}
    for shape in drawn.lanes.shapes:
        if isinstance(shape, Label) and shape.y > 40:
            wide = len(shape.text) * 6.6
            left = shape.x if shape.anchor == "start" else shape.x - wide
            words.setdefault(shape.y, []).append((left, left + wide))
    for row in words.values():
        row.sort()
        assert all(b[0] >= a[1] for a, b in itertools.pairwise(row))
