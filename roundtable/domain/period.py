"""Dates and periods as people type them in a hurry: "2024", "3 2024", "8 March 2024", "3 2024 to 9 2024"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from roundtable.domain.wording import MONTHS, short_day_words

_PARTS = re.compile(r"[^\s./,-]+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_BETWEEN = re.compile(r"\s+(?:to|until|till|[-–—])\s+|\s*[–—]\s*", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|from)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|to|before)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both within; None leaves that end open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def read_span(text: str) -> Period | None:
    """The days that one date means: a day, a month, a year. None when it is no date."""
    iso = _ISO.fullmatch(text.strip())
    parts = [p for p in reversed(iso.groups()) if p] if iso else _PARTS.findall(text)
    if not 1 <= len(parts) <= 3 or not (parts[-1].isdecimal() and len(parts[-1]) == 4):
        return None
    year = int(parts[-1])
    if not 1 <= year <= date.max.year:
        return None
    if len(parts) == 1:
        return Period(date(year, 1, 1), date(year, 12, 31))
    month = _month(parts[-2])
    if not month:
        return None
    length = monthrange(year, month)[1]
    if len(parts) == 2:
        return Period(date(year, month, 1), date(year, month, length))
    if not (parts[0].isdecimal() and 1 <= int(parts[0]) <= length):
        return None
    day = date(year, month, int(parts[0]))
    return Period(day, day)


def read_period(text: str) -> Period | None:
    """A date, two dates with "to" between them, "since …" or "until …". None when it is none of these."""
    text = text.strip()
    if since := _SINCE.match(text):
        rest = text[since.end() :]
        if not _BETWEEN.search(rest):
            span = read_span(rest)
            return Period(span.first) if span else None
        text = rest
    elif until := _UNTIL.match(text):
        span = read_span(text[until.end() :])
        return Period(None, span.last) if span else None
    ends = [read_span(part) for part in _BETWEEN.split(text)]
    if not 1 <= len(ends) <= 2 or ends[0] is None or ends[-1] is None:
        return None
    first, last = ends[0].first, ends[-1].last
    return Period(first, last) if first and last and first <= last else None


def period_words(period: Period) -> str:
    """ "1 Mar 2024 to 30 Sep 2024", "Since 1 Mar 2024", "2024"."""
    first, last = period.first, period.last
    if first is None:
        return f"Until {short_day_words(last)}" if last else "All times"
    if last is None:
        return f"Since {short_day_words(first)}"
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return str(first.year)
    return short_day_words(first) if first == last else f"{short_day_words(first)} to {short_day_words(last)}"


def _month(text: str) -> int:
    """1 to 12 of a number or the beginning of a month's name; 0 when it is none."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    word = text.casefold()
    fitting = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)]
    return fitting[0] if len(word) >= 3 and len(fitting) == 1 else 0
