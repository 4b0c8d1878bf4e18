"""Dates in the words of a paper."""

from __future__ import annotations

from datetime import date


def day(when: date) -> str:
    """A date as it is printed: "4 March 2027", the same on every system."""
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip
    return f"{when.day} {months[when.month - 1]} {when.year}"
