"""A date as agencies write it in a table: the day first; a month or a year alone is told apart from a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from roundtable.domain.period import read_span
from roundtable.domain.table import Cell

_WEEKDAY: Final = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]+", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_TIME: Final = re.compile(
    r"[\sT]+(?:at\s+)?(\d{1,2}[:.]\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]\.?m\.?)?Z?$", re.IGNORECASE
)
_SHORT_YEAR: Final = re.compile(r"^(\d{1,2}[\s./-]+(?:\d{1,2}|[a-z]+)[\s./-]+)(\d{2})$", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(r"^(\d{1,2})[\s./-]+(1[3-9]|2\d|3[01])[\s./-]+\d{4}$")


@dataclass(frozen=True, slots=True)
class TypedDay:
    """`on` is the first day of what was written; `is_whole` says that it was a month or a year.

    `time` as written; `problem` says what to do where it is no date, and is empty otherwise.
    """

    on: date | None = None
    is_whole: bool = False
    time: str = ""
    problem: str = ""


def typed_day(cell: Cell, today: date) -> TypedDay:
    """Reads a cell. Two-digit years are the ones within the last hundred: an event lies within a lifetime."""
    if cell.day is not None:
        return TypedDay(cell.day, time=cell.at.strftime("%H:%M") if cell.at else "")
    text = " ".join(cell.text.split())
    if not text:
        return TypedDay(problem="Enter the date, like 3 4 2015.")
    text, time = _without_time(_WEEKDAY.sub("", text))
    text = _long_year(_ORDINAL.sub(r"\1", text), today)
    span = read_span(text)
    if span is None or span.first is None:
        return TypedDay(problem=_problem(text))
    return TypedDay(span.first, span.first != span.last, time)


def _without_time(text: str) -> tuple[str, str]:
    found = _TIME.search(text)
    if found is None or len(text) == len(found[0]):
        return text, ""
    time = "" if found[1] in ("00:00", "0:00") else f"{found[1]}{f' {found[2]}' if found[2] else ''}"
    # "3.4 2015"? A date must be left before the time.
    rest = text[: found.start()].rstrip(" ,")
    return (rest, time) if read_span(rest) or _SHORT_YEAR.match(rest) else (text, "")


def _long_year(text: str, today: date) -> str:
    short = _SHORT_YEAR.match(text)
    if short is None:
        return text
    year = today.year - (today.year - int(short[2])) % 100
    return f"{short[1]}{year}"


def _problem(text: str) -> str:
    if _MONTH_FIRST.match(text):
        return "There is no such month. Write the day first, then the month, like 3 4 2015 for 3 April."
    return "This is no date that can be read. Write it like 3 4 2015: day, month, year."
