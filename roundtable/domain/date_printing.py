"""How a report prints exact dates: a class of date each, with a form chosen for it (DOMAIN 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from roundtable.domain.errors import DateFormNotOffered
from roundtable.domain.report import ReleaseLevel


class DateClass(StrEnum):
    """What a date is of."""

    BIRTH = "birth"
    EVENT = "event"
    PROCESS = "process"
    DEATH = "death"


class DateForm(StrEnum):
    """What stands in the place of an exact date."""

    AGE = "age"
    AGE_BAND = "age band"
    MONTH = "month"
    ELAPSED = "elapsed"
    YEAR = "year"
    DROP = "drop"


_TIMES: Final = (DateForm.MONTH, DateForm.ELAPSED, DateForm.YEAR, DateForm.DROP)
FORMS: Final = MappingProxyType(
    {
        DateClass.BIRTH: (DateForm.AGE, DateForm.AGE_BAND, DateForm.DROP),
        DateClass.EVENT: _TIMES,
        DateClass.PROCESS: _TIMES,
        DateClass.DEATH: _TIMES,
    }
)
"""What each class can be printed as; the first is what is printed unless something else is chosen."""

# What is said to anybody is coarser: ages in bands, and no year beside the months (DOMAIN 4).
_PUBLISHED: Final = MappingProxyType({DateForm.AGE: DateForm.AGE_BAND, DateForm.YEAR: DateForm.MONTH})


@dataclass(frozen=True, slots=True)
class DatePrinting:
    """The form chosen for each class, per report."""

    birth: DateForm = DateForm.AGE
    event: DateForm = DateForm.MONTH
    process: DateForm = DateForm.MONTH
    death: DateForm = DateForm.MONTH

    def form(self, date_class: DateClass) -> DateForm:
        """What was chosen for this class."""
        return {
            DateClass.BIRTH: self.birth,
            DateClass.EVENT: self.event,
            DateClass.PROCESS: self.process,
            DateClass.DEATH: self.death,
        }[date_class]

    def at(self, level: ReleaseLevel) -> DatePrinting:
        """As it is printed for these readers."""
        if level is not ReleaseLevel.PUBLICATION:
            return self
        forms = (_PUBLISHED.get(self.form(each), self.form(each)) for each in DateClass)
        birth, event, process, death = forms
        return DatePrinting(birth, event, process, death)


def offered(date_class: DateClass, level: ReleaseLevel) -> tuple[DateForm, ...]:
    """What can be chosen for a class of date in a report for these readers."""
    if level is not ReleaseLevel.PUBLICATION:
        return FORMS[date_class]
    return tuple(form for form in FORMS[date_class] if form not in _PUBLISHED)


def with_form(
    printing: DatePrinting, date_class: DateClass, form: DateForm, level: ReleaseLevel
) -> DatePrinting:
    """Chooses a form for one class. Raises DateFormNotOffered."""
    if form not in offered(date_class, level):
        raise DateFormNotOffered()
    match date_class:
        case DateClass.BIRTH:
            return replace(printing, birth=form)
        case DateClass.EVENT:
            return replace(printing, event=form)
        case DateClass.PROCESS:
            return replace(printing, process=form)
        case DateClass.DEATH:
            return replace(printing, death=form)


_UNITS: Final = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 14, 92, 716
"""Days from which a span is told in weeks, months, years: short enough to compare, long enough to read."""
_MONTH, _YEAR = 30.4375, 365.25


def span_words(days: int) -> str:
    """A span of `days` (1 or more) in the unit that reads best: "three days", "six weeks", "five months"."""
    if days < _WEEKS_FROM:
        return _counted(days, "day")
    if days < _MONTHS_FROM:
        return _counted(round(days / 7), "week")
    if days < _YEARS_FROM:
        return _counted(round(days / _MONTH), "month")
    return _counted(round(days / _YEAR), "year")


def elapsed_words(before: date, day: date) -> str:
    """ "six weeks later", "three days earlier", "the same day": `day` as seen from `before`."""
    days = (day - before).days
    if not days:
        return "the same day"
    return f"{span_words(abs(days))} {'later' if days > 0 else 'earlier'}"


def since_start_words(start: date, day: date) -> str:
    """ "at the start", "five weeks after the start": `day` is not before `start`."""
    days = (day - start).days
    return f"{span_words(days)} after the start" if days else "at the start"


def _counted(number: int, unit: str) -> str:
    return f"{number_word(number)} {unit}{'' if number == 1 else 's'}"


def number_word(number: int) -> str:
    """ "six", "twenty-one"; digits from a hundred on."""
    if number < len(_UNITS):
        return _UNITS[number]
    if number >= 100:
        return str(number)
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_UNITS[unit]}" if unit else _TENS[tens - 2]
