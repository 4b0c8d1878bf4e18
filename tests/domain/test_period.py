"""Dates and periods typed in a hurry."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.period import Period, period_words, read_period, read_span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("3 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("8 March 2024", date(2024, 3, 8), date(2024, 3, 8)),
        ("8/3/2024", date(2024, 3, 8), date(2024, 3, 8)),
        ("08.03.2024", date(2024, 3, 8), date(2024, 3, 8)),
        ("2024-03-08", date(2024, 3, 8), date(2024, 3, 8)),
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("3 2024 to 9 2024", date(2024, 3, 1), date(2024, 9, 30)),
        ("from 2023 to 2024", date(2023, 1, 1), date(2024, 12, 31)),
        ("since 3 2024", date(2024, 3, 1), None),
        ("until 3 2024", None, date(2024, 3, 31)),
        ("2023 – 2024", date(2023, 1, 1), date(2024, 12, 31)),
    ],
)
def test_what_people_type_is_read(text: str, first: date | None, last: date | None) -> None:
    assert read_period(text) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "31 2 2024", "13 2024", "ma 2024", "next week", "2025 to 2024", "since", "0", "0000", "99999"],
)
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    assert read_period(text) is None


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_words_read_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert read_period(period_words(period)) == period
    assert read_span(f"{one.day} {one.month} {one.year}") == Period(one, one)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    period = read_period(text)
    assert period is None or period.first is None or period.last is None or period.first <= period.last
