"""Dates as agencies type them: the day first, whatever stands between."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.table import Cell
from roundtable.domain.typed_day import typed_day

TODAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    "text",
    "3/4/2015|03.04.2015|3-4-2015|2015-04-03|3 April 2015|3rd Apr 2015|Fri 3 April 2015|3/4/15|3 Apr 15|2015-04-03T00:00:00".split(
        "|"
    ),
)
def test_one_day_in_every_usual_writing(text: str) -> None:
    found = typed_day(Cell(text), TODAY)
    assert (found.on, found.is_whole, found.time, found.problem) == (date(2015, 4, 3), False, "", "")


@pytest.mark.parametrize(("text", "time"), [("3/4/2015 14:30", "14:30"), ("3/4/2015 2.30 pm", "2.30 pm")])
def test_a_time_behind_the_date_is_kept(text: str, time: str) -> None:
    assert (typed_day(Cell(text), TODAY).on, typed_day(Cell(text), TODAY).time) == (date(2015, 4, 3), time)


@pytest.mark.parametrize(("text", "on"), [("April 2015", date(2015, 4, 1)), ("2015", date(2015, 1, 1))])
def test_a_month_or_a_year_alone_is_told_apart(text: str, on: date) -> None:
    assert (typed_day(Cell(text), TODAY).on, typed_day(Cell(text), TODAY).is_whole) == (on, True)


def test_a_short_year_lies_within_a_lifetime() -> None:
    assert typed_day(Cell("1/1/27"), TODAY).on == date(1927, 1, 1)
    assert typed_day(Cell("1/1/26"), TODAY).on == date(2026, 1, 1)


@pytest.mark.parametrize("text", ["", "4/13/2015", "31/6/2015", "soon", "3/4", "about 2015", "1/2/3/2015"])
def test_what_is_no_date_says_what_to_do(text: str) -> None:
    found = typed_day(Cell(text), TODAY)
    assert (found.on is None and "like 3 4 2015" in found.problem) or "day, month, year" in found.problem


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1930, 1, 1), date(2026, 10, 8)),
    st.sampled_from(("%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y")),
)
def test_every_day_of_a_lifetime_comes_back(day: date, form: str) -> None:
    assert typed_day(Cell(day.strftime(form)), TODAY).on == day


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_problem(text: str) -> None:
    found = typed_day(Cell(text), TODAY)
    assert (found.on is None) == bool(found.problem)
