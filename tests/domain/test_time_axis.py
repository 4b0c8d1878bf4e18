"""One event of long ago does not squash the others; days keep their order; places and days agree."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from roundtable.domain.chronology import EventKind
from roundtable.domain.drawing import Label
from roundtable.domain.time_axis import CUT_ROOM, EDGE, time_axis
from roundtable.domain.timeline import LaneEvent, timeline

MONTHLY = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(72)]


def test_an_event_of_1850_leaves_the_axis_to_the_others() -> None:
    axis = time_axis([date(1850, 12, 24), *MONTHLY], 1000)
    assert len(axis.cuts) == 1
    assert axis.place(MONTHLY[0]) <= EDGE + CUT_ROOM + 1
    assert axis.place(MONTHLY[-1]) - axis.place(MONTHLY[0]) > 850
    assert axis.place(date(1850, 12, 24)) < axis.place(date(1900, 1, 1)) < axis.place(MONTHLY[0])


def test_two_events_of_long_ago_are_cut_apart_too() -> None:
    axis = time_axis([date(1850, 1, 1), date(1900, 1, 1), *MONTHLY], 1000)
    assert len(axis.cuts) == 2
    assert axis.place(MONTHLY[-1]) - axis.place(MONTHLY[0]) > 700


def test_years_that_are_evenly_spread_are_not_cut() -> None:
    for years in ((2018, 2021, 2025), (2010, 2020), (2000,)):
        assert not time_axis([date(y, 1, 1) for y in years], 1000).cuts
    assert not time_axis(MONTHLY, 1000).cuts


def test_the_cut_is_drawn_and_said() -> None:
    events = [LaneEvent("old", date(1850, 12, 24), "GP", EventKind.CONTACT, "A slip")]
    events += [LaneEvent(str(n), day, "Police", EventKind.CONTACT, "Seen") for n, day in enumerate(MONTHLY)]
    drawn = timeline(events, 1000)
    assert "No event from 24 Dec 1850 to 1 Jan 2020." in drawn.lanes.words
    ticks = [s.text for s in drawn.lanes.shapes if isinstance(s, Label) and s.y < 30]
    assert ticks[0] == "1850" and {"Jan 2021", "Jan 2025"} <= set(ticks)


def test_a_hundred_years_without_a_cut_have_ticks_that_keep_apart() -> None:
    events = [
        LaneEvent(str(n), date(1900 + n, 6, 1), "GP", EventKind.CONTACT, "Seen") for n in range(0, 110, 2)
    ]
    ticks = sorted(s.x for s in timeline(events, 700).lanes.shapes if isinstance(s, Label) and s.y < 30)
    assert len(ticks) >= 4
    assert all(b - a >= 60 for a, b in pairwise(ticks))


@settings(max_examples=80, deadline=None)
@example([date(2014, 1, 1), date(2190, 1, 1), date(910, 1, 8), date(678, 1, 1)], 308)
@given(st.lists(st.dates(), min_size=1, max_size=30), st.integers(300, 3000))
def test_places_keep_order_and_lead_back(days: list[date], width: int) -> None:
    axis = time_axis(days, width)
    places = [axis.place(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(EDGE - 0.01 <= x <= width - EDGE + 0.01 for x in places)
    longest = max(s.last - s.first for s in axis.stretches)
    for day in days:
        slack = timedelta(days=1 + longest.days // 10**6)
        assert abs(axis.day_at(axis.place(day)) - day) <= slack
