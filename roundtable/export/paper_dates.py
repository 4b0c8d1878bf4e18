"""Dates in the words of a paper."""

from __future__ import annotations

from datetime import date, datetime


def day(when: date) -> str:
    """A date as it is printed: "4 March 2027", the same on every system."""
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip
    return f"{when.day} {months[when.month - 1]} {when.year}"


def day_and_time(when: datetime) -> str:
    """A moment as it is printed: "4 March 2027, 09:31"."""
    return f"{day(when.date())}, {when:%H:%M}"


def whole(words: str) -> str:
    """Words that must stay on one line, with no-break spaces."""
    return words.replace(" ", "\u00a0")
