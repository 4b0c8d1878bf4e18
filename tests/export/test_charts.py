"""Charts say in words what they draw, and draw nothing they must not tell."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Polygon, Rect, String

from roundtable.anonymise import Anonymiser, Register
from roundtable.domain.report import GradeCount, GradeSpread, ReleaseLevel, TimelineEntry, count_in_words
from roundtable.export.charts import spread_chart
from roundtable.export.timeline_chart import timeline_chart

KNOWN, PUBLIC = ReleaseLevel.KNOWN_RECIPIENTS, ReleaseLevel.PUBLICATION


def _spread(*counts: int) -> GradeSpread:
    return GradeSpread("Was the child seen?", tuple(GradeCount(f"G{i}", n) for i, n in enumerate(counts)))


def _bars(chart: object) -> list[float]:
    return [shape.width for shape in chart.drawing.contents if isinstance(shape, Rect)]  # type: ignore[attr-defined]


def _words(chart: object) -> list[str]:
    return [shape.text for shape in chart.drawing.contents if isinstance(shape, String)]  # type: ignore[attr-defined]


def test_bars_are_as_long_as_their_counts() -> None:
    bars = _bars(spread_chart([_spread(2, 4, 0)], ["G0", "G1", "G2"], KNOWN))
    assert len(bars) == 2
    assert abs(bars[1] / bars[0] - 2) < 0.01


def test_small_counts_look_the_same_at_publication_level() -> None:
    one, four = (spread_chart([_spread(n, 9)], ["G0", "G1"], PUBLIC) for n in (1, 4))
    assert _bars(one) == _bars(four)
    assert _words(one) == _words(four)
    assert one.alt == four.alt
    assert "fewer than 5" in one.alt and "< 5" in _words(one)
    assert "9" in _words(one)


def test_nothing_stays_nothing_and_large_counts_are_told() -> None:
    assert [count_in_words(n, PUBLIC) for n in (0, 1, 4, 5, 12)] == [
        "0",
        "fewer than 5",
        "fewer than 5",
        "5",
        "12",
    ]
    assert [count_in_words(n, KNOWN) for n in (0, 1, 4, 5)] == ["0", "1", "4", "5"]


def _entries(*told: tuple[str, str, bool]) -> tuple[TimelineEntry, ...]:
    places = (re.search(r"\d+", when) for when, _agency, _turning in told)
    return tuple(
        TimelineEntry(when, agency, "text", turning, int(place[0]) if place else None)
        for (when, agency, turning), place in zip(told, places, strict=True)
    )


def test_a_timeline_has_a_mark_for_every_event() -> None:
    chart = timeline_chart(
        _entries(
            ("Month 1", "School", False),
            ("Month 3", "Police", True),
            ("Month 3", "School", True),
            ("Late in Month 12", "School", False),
        )
    )
    assert chart is not None
    diamonds = [s for s in chart.drawing.contents if isinstance(s, Polygon)]
    assert len(diamonds) == 2 + 1  # and one in the legend
    assert chart.alt == (
        "Events from month 1 to month 12, as in the table below. School: 3, 1 of them a turning point. "
        "Police: 1, 1 of them a turning point."
    )


def test_the_axis_is_no_row_of_digits() -> None:
    months = _entries(*[(f"Month {i}", "School", False) for i in range(1, 10)])
    chart = timeline_chart(months)
    assert chart is not None
    assert [word for word in _words(chart) if word.isdigit()] == ["1", "3", "5", "7", "9"]


@given(st.integers(-3, 40), st.integers(1, 60))
def test_no_axis_reads_like_a_number_that_points_at_somebody(first: int, span: int) -> None:
    shapes = Anonymiser(Register(), {})
    for start, axis in ((first, "Month"), (1990 + first, "Year")):
        entries = tuple(
            TimelineEntry("then", "School", "text", place=place)
            for place in (start, start, start, start + span)
        )
        chart = timeline_chart(entries, axis)
        assert chart is not None
        words = _words(chart)
        row = [word for word in words if word.lstrip("-").isdigit()]
        assert 1 <= len(row) <= 7
        single = "".join(word for word in row if len(word) == 1)  # evenly placed: read as one word
        for text in (" ".join(words), " ".join(row), single):
            assert shapes.find(text) == (), text


def test_the_axis_counts_in_what_the_report_tells() -> None:
    years = _entries(*[(f"{year}", "School", year == 2025) for year in (2023, 2023, 2024, 2025)])
    chart = timeline_chart(years, "Year")
    assert chart is not None
    assert chart.alt.startswith("Events from year 2023 to year 2025")
    assert {"Year", "2023", "2024", "2025"} <= set(_words(chart))
    assert "Month" not in _words(chart)


def test_no_picture_where_it_would_not_be_true() -> None:
    month = [(f"Month {i}", "School", False) for i in range(6)]
    assert timeline_chart(()) is None
    assert timeline_chart(_entries(*month[:2])) is None
    assert timeline_chart(_entries(*month, ("before birth", "School", False))) is None  # one cannot be placed
    assert timeline_chart(_entries(*[("Month 3", "School", False)] * 6)) is None
    assert timeline_chart(_entries(*month, ("Month 400", "School", False))) is None
