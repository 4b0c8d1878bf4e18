"""Exact dates in every shape used in Britain, and the days they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from roundtable.anonymise.partial_dates import find_partial_dates
from roundtable.anonymise.register import Identifier
from roundtable.anonymise.spans import Span

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Short and commonly mistyped month names; "may" and "march" are words too and need a capital or a year.
_SHORT = {
    "jan": 1, "janury": 1, "januray": 1, "feb": 2, "febuary": 2, "feburary": 2, "febrary": 2, "mar": 3,
    "apr": 4, "aprl": 4, "jun": 6, "jul": 7, "jly": 7, "aug": 8, "agust": 8, "sep": 9, "sept": 9,
    "septmber": 9, "setpember": 9, "oct": 10, "0ct": 10, "octobre": 10, "nov": 11, "novemeber": 11,
    "dec": 12, "decemeber": 12, "decmber": 12,
}  # fmt: skip
MONTH_NUMBER = {**{name: n for n, name in enumerate(_MONTHS, 1)}, **_SHORT}
_EDGE = r"\b"
_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBER, key=len, reverse=True)) + ")" + _EDGE
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))"
# No year: the day that a further date begins with ("3 March - 12 April", "12 May 03/04/2023").
_YEAR = (
    r"(?:(?:19|20)\d\d(?![./-]\d\d?[./-]\d)|'?\d\d(?![\d:]|[./-]\d\d?[./-]\d"
    rf"|\s?(?:%|years|yrs|hours|hrs|weeks|days|am\b|pm\b|{_MONTH})))"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b,?\.?\s(?:the\s)?)?"

_ISO = re.compile(
    r"(?<![\w/.-])(?:19|20)\d\d([-/.])(\d{1,2})\1(\d{1,2})(?![\d/]|-\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?"
)
_NUMERIC = re.compile(
    rf"(?<![\w/£$€])(?:(?<=[^.\d])|(?<!.)|(?<=\n)){_WEEKDAY}\d{{1,2}}\s?([./-])\s?\d{{1,2}}\s?\1\s?(?:(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"\b{_WEEKDAY}(?:(?<!\d[./-]){_DAY}{_ORDINAL}?\s?(?:-|to|and|&|/)\s?)?{_DAY}{_ORDINAL}?(?:\s?[-/.]?\s?|\sof\s)({_MONTH})"
    rf"(?:\.?,?\s?[-/.]?\s?({_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
# Without anything between: "04May2016", "4may16".
_TIGHT = re.compile(
    rf"(?<![\w/]){_DAY}{_ORDINAL}?({_MONTH.removesuffix(_EDGE)})((?:19|20)\d\d|\d\d)(?!\w)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b{_WEEKDAY}({_MONTH})\.?\s(?:the\s)?{_DAY}{_ORDINAL}?(?![\d/%]|:\d|\s?(?:%|years|times|days|weeks|hours|per\b|children|pupils))"
    rf"(?:,?\s({_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
# Behind the word for it, however its parts are kept apart: over lines, in cells, with blanks alone.
_BORN_ON = re.compile(
    r"(?:\bd\.?\s?o\.?\s?b\b|\bdate of birth|\bborn\b|\bb(?:\.|(?=\d)))"
    r"[\s:|.,(-]{0,6}(?:is|on|was)?[\s:|(]{0,4}"
    rf"({_DAY}{_ORDINAL}?[\s|./,-]{{1,3}}(?:0?[1-9]|1[0-2]|{_MONTH})"
    r"[\s|./,-]{1,3}(?:(?:19|20)\d\d|\d\d))(?![\w/]|[.:]\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"(?:\bd\.?\s?o\.?\s?b\b|date of birth|\bborn\b|birth\w*)[^\n]{0,25}$", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")


@lru_cache(maxsize=8)
def find_dates(text: str) -> tuple[Span, ...]:
    """Every exact date in folded `text`. Overlapping claims are possible; the earlier one is the better
    one. Each text is asked for twice or more in a row: for registered days, and for any.
    """
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[Span]:
    for found in _BORN_ON.finditer(text):
        yield Span(*found.span(1), "birth", "A date of birth.")
    for pattern in (_ISO, _NUMERIC, _DAY_MONTH, _TIGHT, _MONTH_DAY):
        named = pattern in (_DAY_MONTH, _TIGHT, _MONTH_DAY)
        for found in pattern.finditer(text):
            if _capital_or_year(found) if named else _plausible(found.group()):
                yield _birth_or_date(text, Span(*found.span(), "date", "An exact date."))
    for span in find_partial_dates(text):
        yield _birth_or_date(text, span)


def _birth_or_date(text: str, span: Span) -> Span:
    born = _BIRTH.search(text, max(0, span.start - 45), span.start)
    return span._replace(kind="birth", why="A date of birth.") if born else span


def _capital_or_year(found: re.Match[str]) -> bool:
    """ "may 5 times" is no date: the words among the months need a capital or a full year."""
    month = found[1]
    if month.lower() not in ("may", "march", "mar", "sat", "sun"):
        return True
    return month[0].isupper() or bool(found[2])


def _plausible(shape: str) -> bool:
    numbers = [int(n) for n in _NUMBERS.findall(shape)[:3]]
    if len(numbers) < 3:
        return False
    year_first = numbers[0] > 31
    day, month = (numbers[2], numbers[1]) if year_first else (numbers[0], numbers[1])
    return 1 <= day <= 31 and 1 <= month <= 31 and (month <= 12 or day <= 12)


def parse_date(shape: str) -> date | None:
    """The day a found date names, British order; None when the year is missing or no such day exists."""
    month = next((MONTH_NUMBER[w] for w in re.findall(r"[a-z]+", shape.lower()) if w in MONTH_NUMBER), None)
    numbers = [int(n) for n in _NUMBERS.findall(shape)]
    if month is None:
        if len(numbers) < 3:
            return None
        day, month, year = numbers[:3] if numbers[0] <= 31 else (numbers[2], numbers[1], numbers[0])
    elif len(numbers) >= 2:
        day, year = numbers[-2], numbers[-1]
    else:
        return None
    if month > 12 >= day:
        day, month = month, day
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


_WHOLE_DATE = re.compile(
    rf"\d{{1,2}}([./-])\d{{1,2}}\1(?:19|20)\d\d|{_DAY}{_ORDINAL}? {_MONTH} (?:19|20)\d\d", re.I
)


def iso_day(value: str) -> date | None:
    """The day of a register value such as "2012-02-01", "1/2/2012", "1 Feb 2012"; None for anything else."""
    value = value.strip()
    try:
        return date.fromisoformat(value)
    except ValueError:
        return parse_date(value) if _WHOLE_DATE.fullmatch(value) else None


def find_registered_days(text: str, identifiers: tuple[Identifier, ...]) -> Iterator[Span]:
    """The register's own dates (of birth, of death) in every shape. `entity` is the identifier's id."""
    known = _registered_days(identifiers)
    if not known:
        return
    for span in find_dates(text):
        day = parse_date(text[span.start : span.end])
        if day in known:
            owner = known[day]
            kind = "birth" if "birth" in owner.kind.lower() else "date"
            yield span._replace(kind=kind, entity=owner.id, why="A date listed in the register.")


@lru_cache(maxsize=16)
def _registered_days(identifiers: tuple[Identifier, ...]) -> dict[date, Identifier]:
    return {day: i for i in reversed(identifiers) if (day := iso_day(i.value)) is not None}
