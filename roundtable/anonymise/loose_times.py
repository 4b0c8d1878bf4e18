"""Months and years without a day ("September 2025", "in 2014"): beside "Month 6" they would date it again.

They are looked for in texts that tell of a case, and told like its dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from roundtable.anonymise.dates import MONTH_NUMBER
from roundtable.domain.chronology import relative_month
from roundtable.domain.date_printing import number_word

_MONTH: Final = rf"(?:{'|'.join(sorted(MONTH_NUMBER, key=len, reverse=True))})\b\.?"
_YEAR: Final = r"(?:19|20)\d\d"
_MONTHS: Final = re.compile(
    rf"\b(?:({_MONTH})\s?(-|–|/|to|and|or)\s?)?({_MONTH}),?\s(?:of\s)?({_YEAR}|'\d\d)(?![\w/]|-\d)",
    re.IGNORECASE,
)
_SEASON: Final = r"(?:early|late|mid|spring|summer|autumn|winter|christmas|easter)(?:\s(?:term|holidays?))?"
_YEARS: Final = re.compile(
    rf"(?<![\w£/.-])(?:(?:{_SEASON})[ -](?:of\s)?)?({_YEAR})(?:\s?[/–-]\s?\d\d)?(?![\w/%]|[.-]\d)",
    re.IGNORECASE,
)
# A law or a paper is called by its year; a year of somebody's life has a word of time before it.
_OF_TIME: Final = re.compile(
    r"(?:\b(?:in|since|from|until|till|during|before|after|by|around|about|year|term|between|throughout)\s(?:the\s)?"
    rf"|\b{_YEAR}\s?(?:,|and|or|to|-|–)\s?|(?:\A|\n)[-•*]?\s*)\Z",
    re.IGNORECASE,
)
_OF_CLOCKS: Final = frozenset("from until till before after by around about between".split())
_HOURS: Final = re.compile(r"\s?(?:hrs?|hours?|h)\b", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d\d\b|\d\s?(?:hrs?|hours?|[ap]m)\b|\bat \d{4}\b", re.IGNORECASE)
_CENTURY: Final = 2000


class LooseTime(NamedTuple):
    """`start:end` of a text names the months (or, with month 0, the years) `first` to `last`."""

    start: int
    end: int
    first: tuple[int, int]
    last: tuple[int, int]
    joined: str = "to"


def find_loose_times(text: str) -> Iterator[LooseTime]:
    """In order, never overlapping."""
    taken = 0
    months = [_read_months(found) for found in _MONTHS.finditer(text)]
    years = [
        LooseTime(*found.span(), (int(found[1]), 0), (int(found[1]), 0))
        for found in _YEARS.finditer(text)
        if found.group()[0].isalpha() or _is_year(text, found.start(), found.end())
    ]
    inside = [m.start for m in months], [m.end for m in months]
    loose = [y for y in years if not any(s <= y.start < e for s, e in zip(*inside, strict=True))]
    for each in sorted((*months, *loose)):
        if each.start >= taken:
            taken = each.end
            yield each


def read_loose_time(words: str) -> LooseTime | None:
    """The months or years that exactly these words name."""
    found = _MONTHS.fullmatch(words)
    if found:
        return _read_months(found)
    year = _YEARS.fullmatch(words)
    return LooseTime(0, len(words), (int(year[1]), 0), (int(year[1]), 0)) if year else None


def since_the_start(time: LooseTime, start: date) -> str:
    """ "Month 6", "Month 6 to Month 8", "about two years after the start"."""
    if not time.first[1]:
        return _years_from(start.year, time.first[0])
    first, last = (relative_month(_day_in(each, start), start) for each in (time.first, time.last))
    return first if first == last else f"{first} {time.joined} {last}"


def is_before(time: LooseTime, day: date) -> bool:
    """Whether all of it was over by then."""
    return time.last < (day.year, day.month if time.last[1] else 0)


def year_words(time: LooseTime) -> str:
    """The year alone."""
    first, last = time.first[0], time.last[0]
    return str(last) if first == last else f"{first} to {last}"


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year: "in 2015"; "by 2015" may be a quarter past eight in the evening."""
    before = _OF_TIME.search(text, max(0, start - 24), start)
    if before is None or _HOURS.match(text, end):
        return False
    either = before[0].strip().lower().removesuffix(" the") in _OF_CLOCKS
    return not (either and _CLOCK.search(text, max(0, start - 80), end + 80))


def _read_months(found: re.Match[str]) -> LooseTime:
    year = int(found[4].lstrip("'"))
    year += _CENTURY if year < 100 else 0
    last = MONTH_NUMBER[found[3].lower().rstrip(".")]
    first = MONTH_NUMBER[found[1].lower().rstrip(".")] if found[1] else last
    joined = found[2].lower() if found[2] and found[2].isalpha() else "to"
    return LooseTime(*found.span(), (year - (first > last), first), (year, last), joined)


def _day_in(month: tuple[int, int], start: date) -> date:
    """A day of that month from which months are counted as from the day of the start."""
    return date(*month, min(start.day, 28)) if month != (start.year, start.month) else start


def _years_from(start: int, year: int) -> str:
    if year == start:
        return "around the start"
    count = abs(year - start)
    span = "a year" if count == 1 else f"{number_word(count)} years"
    return f"about {span} {'after' if year > start else 'before'} the start"
