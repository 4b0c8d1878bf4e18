"""Dates, times and counts as the screens and papers say them. English month names on every system."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

UNBORN = "unborn"
"""The age of whoever is not born yet."""


def day_words(day: date) -> str:
    """ "8 March 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day_words(day: date) -> str:
    """ "8 Mar 2027"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def time_words(at: datetime) -> str:
    """ "14:02"."""
    return f"{at:%H:%M}"


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 case", "4 cases"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def isolated(name: str) -> str:
    """The name as it goes into a sentence: one that is written from right to left keeps its own order there.

    Without the marks (first strong isolate, pop) two such names in a row change places on the screen.
    """
    from_right = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in name)
    return f"\u2068{name}\u2069" if from_right else name


def shortened(text: str, most: int) -> str:
    """The text, cut with "…" so that it has at most that many characters: for buttons."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
