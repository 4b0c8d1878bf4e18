"""What is drawn for the projector: nothing runs into anything, nobody is left out, and it can be read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.chronology import EventKind
from roundtable.domain.drawing import Circle, Drawing, Label, Line, Polygon, Rect, bottom_of, top_of
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.family_captions import CAPTION, breadth
from roundtable.domain.family_symbols import Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.room_family import ROOM_HEIGHT, ROOM_WIDTH, room_family
from roundtable.domain.room_timeline import RoomTimeline, room_timeline
from roundtable.domain.timeline import LaneEvent
from tests.domain.test_family_map import FAMILY, UNIONS

Box = tuple[float, float, float, float]
READABLE = 22.0
"""The smallest letters on a screen 1920 px wide that somebody at the back makes out."""
LABELS = (
    "Child B",
    "Mother of Child B",
    "Father of half-sibling of Child B",
    "Maternal grandmother of Child B",
    "Partner of mother of Child B",
    "Sibling 2 of Child B",
)


def box(label: Label) -> Box:
    wide = breadth(label.text) * label.size / CAPTION
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return left, label.y - label.size * 0.75, left + wide, label.y


def touch(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def labels_of(drawing: Drawing) -> list[Label]:
    return [s for s in drawing.shapes if isinstance(s, Label)]


def scale_of(drawing: Drawing) -> float:
    return min(ROOM_WIDTH / drawing.width, ROOM_HEIGHT / drawing.height)


def named(people: Sequence[Relative]) -> list[Relative]:
    from dataclasses import replace

    return [replace(p, name=LABELS[n % len(LABELS)]) for n, p in enumerate(people)]


def test_a_family_of_three_generations_is_read_from_the_back() -> None:
    drawing = room_family(named(FAMILY), Family(UNIONS))
    captions = [s for s in labels_of(drawing) if s.anchor == "middle" and not s.text.isdecimal()]
    smallest = min(s.size for s in captions if s.text not in ("14m", "?"))
    assert smallest * scale_of(drawing) >= READABLE
    told = " ".join(s.text for s in captions)
    assert all(word in told for label in LABELS for word in label.split())
    assert "…" not in told and "died aged 61" in told and "unborn" in told
    assert drawing.words.startswith("Family map of ")


def test_nothing_of_the_map_is_above_below_or_beside_its_page() -> None:
    drawing = room_family(named(FAMILY), Family(UNIONS))
    assert min(map(top_of, drawing.shapes)) >= 0
    assert max(map(bottom_of, drawing.shapes)) <= drawing.height
    for label in labels_of(drawing):
        left, _top, right, _bottom = box(label)
        assert left >= 0 and right <= drawing.width, label.text


@st.composite
def families(draw: st.DrawFn) -> tuple[list[Relative], Family]:
    """A couple, its children, and what one of them went on to do."""
    count = draw(st.integers(0, 5))
    names = draw(st.lists(st.sampled_from(LABELS), min_size=count + 4, max_size=count + 4))
    died = draw(st.integers(0, count + 3))
    people = [
        Relative(
            PersonId(f"p{n}"),
            name,
            "34",
            in_household=draw(st.booleans()),
            is_index_child=n == count + 3,
            has_died=n == died,
        )
        for n, name in enumerate(names)
    ]
    kind = draw(st.sampled_from(UnionKind))
    unions = [Union(PersonId("p0"), PersonId("p1"), kind, tuple(PersonId(f"p{n + 2}") for n in range(count)))]
    if count:
        unions.append(
            Union(PersonId("p2"), PersonId(f"p{count + 2}"), UnionKind.MARRIED, (PersonId(f"p{count + 3}"),))
        )
    return people, Family(tuple(unions))


@settings(max_examples=60, deadline=None)
@given(families())
def test_no_caption_runs_into_another_or_into_a_symbol_or_a_line_between_people(
    drawn: tuple[list[Relative], Family],
) -> None:
    drawing = room_family(*drawn)
    captions = [s for s in labels_of(drawing) if s.anchor == "middle"]
    for first, second in combinations(captions, 2):
        assert not touch(box(first), box(second)), (first, second)
    symbols = [(s.x, s.y, s.x + s.width, s.y + s.height) for s in drawing.shapes if isinstance(s, Rect)] + [
        (s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius)
        for s in drawing.shapes
        if isinstance(s, Circle)
    ]
    below = [s for s in captions if not any(touch(box(s), b) and _inside(box(s), b) for b in symbols)]
    for label in below:
        assert not any(touch(box(label), symbol) for symbol in symbols), label
    bars = [s for s in drawing.shapes if isinstance(s, Line) and s.start[1] == s.end[1]]
    for label in below:
        left, top, right, bottom = box(label)
        for bar in bars:
            ends = sorted((bar.start[0], bar.end[0]))
            assert not (top < bar.start[1] < bottom and ends[0] < right and left < ends[1]), (label, bar)
    assert len({id(p) for p in drawn[0]}) == len(drawn[0])
    told = " ".join(s.text for s in captions)
    assert all(word in told for person in drawn[0] for word in person.name.split())


def _inside(inner: Box, outer: Box) -> bool:
    middle = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < middle[0] < outer[2] and outer[1] < middle[1] < outer[3]


@settings(max_examples=40, deadline=None)
@given(families(), st.integers(1, 3), st.booleans())
def test_who_is_not_linked_is_told_clear_of_the_household(
    drawn: tuple[list[Relative], Family], apart: int, live_there: bool
) -> None:
    people, family = drawn
    more = [
        Relative(PersonId(f"a{n}"), LABELS[n], "40", in_household=live_there and n == 0) for n in range(apart)
    ]
    drawing = room_family([*people, *more], family)
    labels = labels_of(drawing)
    assert any(label.text == "Not linked on the map" for label in labels)
    for first, second in combinations(labels, 2):
        assert not touch(box(first), box(second)), (first, second)


@settings(max_examples=40, deadline=None)
@given(families())
def test_a_household_is_drawn_round_its_captions(drawn: tuple[list[Relative], Family]) -> None:
    drawing = room_family(*drawn)
    for outline in (s for s in drawing.shapes if isinstance(s, Polygon) and s.style.dash):
        lowest = max(y for _x, y in outline.spots)
        xs = [x for x, y in outline.spots if y == lowest]
        for label in labels_of(drawing):
            if label.anchor == "middle" and min(xs) < label.x < max(xs):
                _left, top, _right, bottom = box(label)
                assert not top < lowest < bottom, label


def test_eighty_people_are_drawn_in_a_moment() -> None:
    people = [Relative(PersonId(f"p{n}"), LABELS[n % len(LABELS)], str(n)) for n in range(80)]
    unions = tuple(
        Union(PersonId(f"p{n}"), PersonId(f"p{n + 1}"), UnionKind.MARRIED, (PersonId(f"p{n + 20}"),))
        for n in range(0, 60, 2)
    )
    started = time.perf_counter()
    drawing = room_family(people, Family(unions))
    assert time.perf_counter() - started < 1.0
    assert sum(isinstance(s, Circle | Rect | Polygon) for s in drawing.shapes) >= 80


# --- timeline

START = date(2024, 1, 15)


def event(number: int, days: int, lane: str = "Police") -> LaneEvent:
    return LaneEvent(f"e{number}", START + timedelta(days=days), lane, EventKind.CONTACT, f"What {number}")


def numbers(drawn: RoomTimeline) -> list[Label]:
    return [s for s in labels_of(drawn.drawing) if s.text.isdecimal() and s.bold and s.tone == "ink"]


def test_the_numbers_stand_for_the_events_told_in_the_order_of_time() -> None:
    drawn = room_timeline([event(1, 200), event(2, 0, "School"), event(3, 90)], {"e1", "e2"})
    assert [e.key for e in drawn.numbered] == ["e2", "e1"]
    shown = sorted(numbers(drawn), key=lambda s: s.x)
    assert [s.text for s in shown] == ["1", "2"]
    lanes = [s.text for s in labels_of(drawn.drawing) if s.anchor == "start"]
    assert lanes == ["School", "Police"]
    assert "3 events" in drawn.drawing.words and "What" not in drawn.drawing.words


def test_an_event_of_long_ago_does_not_squash_the_rest_and_is_counted() -> None:
    ancient = LaneEvent("old", date(1850, 1, 1), "Police", EventKind.INCIDENT, "Long ago")
    drawn = room_timeline([ancient, event(1, 0), event(2, 300)], {"e1", "e2"})
    first, second = sorted(numbers(drawn), key=lambda s: s.x)
    assert second.x - first.x > 800
    assert "1 earlier event not drawn" in [s.text for s in labels_of(drawn.drawing)]


def test_many_agencies_share_the_last_lane_and_those_told_of_have_their_own() -> None:
    events = [event(n, n, f"Agency {n}") for n in range(15)]
    drawn = room_timeline(events, {"e12", "e14"})
    lanes = [s.text for s in labels_of(drawn.drawing) if s.anchor == "start"]
    assert len(lanes) == 6 and lanes[-1] == "10 other agencies"
    assert "Agency 12" in lanes and "Agency 14" in lanes


def test_no_event_draws_nothing() -> None:
    assert room_timeline([], set()).drawing.shapes == ()


def test_two_thousand_events_are_drawn_between_two_frames() -> None:
    events = [event(n, n, f"Agency {n % 9}") for n in range(2000)]
    room_timeline(events, {"e1999"})
    started = time.perf_counter()
    drawn = room_timeline(events, {f"e{n}" for n in range(1990, 1997)})
    assert time.perf_counter() - started < 0.15
    assert len(numbers(drawn)) == 7


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-4000, 4000), st.sampled_from("ABCDEFGHIJ")), max_size=40),
    st.integers(0, 7),
)
def test_everything_is_on_the_page_and_no_two_numbers_in_a_lane_hide_each_other(
    given_events: list[tuple[int, str]], told: int
) -> None:
    events = [event(n, days, f"Agency {lane}") for n, (days, lane) in enumerate(given_events)]
    drawn = room_timeline(events, {e.key for e in events[:told]})
    drawing = drawn.drawing
    assert len(drawn.numbered) == min(told, len(events)) == len(numbers(drawn))
    for label in labels_of(drawing):
        left, top, right, bottom = box(label)
        assert left >= 0 and right <= drawing.width and top >= 0 and bottom <= drawing.height, label
    shown = numbers(drawn)
    if len(shown) <= 3:
        for first, second in combinations(shown, 2):
            assert not touch(box(first), box(second))
