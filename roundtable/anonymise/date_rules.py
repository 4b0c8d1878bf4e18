"""What exact dates become in a report: by what they are dates of, and the form chosen for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from roundtable.anonymise.dates import MONTH_NUMBER, parse_date
from roundtable.anonymise.findings import Certainty, Finding
from roundtable.anonymise.folding import fold_text
from roundtable.anonymise.loose_times import (
    LooseTime,
    find_loose_times,
    is_before,
    read_loose_time,
    since_the_start,
    year_words,
)
from roundtable.anonymise.neutral import NEUTRAL
from roundtable.anonymise.said_ages import find_said_ages
from roundtable.anonymise.vocabulary import vocabulary
from roundtable.domain.chronology import relative_month
from roundtable.domain.date_printing import DateClass, DateForm, DatePrinting, elapsed_words
from roundtable.domain.register import age_band

DATED: Final = frozenset({"date", "birth"})
_REACH: Final = 48
_CLAUSE: Final = re.compile(r"[.;:!?\n]|, (?:and|but|then|when) ")
_WORD: Final = re.compile(r"[a-z]+")
_ON: Final = re.compile(r"\b[Oo]n (?:the )?\Z")
_IN: Final = re.compile(r"\b[Ii]n (?:the )?\Z")
WHY_LOOSE: Final = "A month or a year beside relative dates."
_NEEDS_A_NOUN: Final = re.compile(r"\b(?:since|before|after|from|of|until|till|to|for) \Z", re.IGNORECASE)
_STANDS_ALONE: Final = re.compile(
    r".+ (?:later|earlier)\Z|the same day\Z|before Month 1\Z|(?:about .+|around) (?:the )?start\Z"
)
_BORN: Final = re.compile(r"\bborn (?:on )?(?:the )?\Z", re.IGNORECASE)
_NEEDS_A_DAY: Final = re.compile(
    r"\b(?:on|is|was|as|since|before|after|from|of|until|till|to|by|for)(?: the)? \Z", re.IGNORECASE
)
_PLACE_IN_TIME: Final = re.compile(r"Month \d+\Z|(?:19|20)\d\d\Z")
# "Month 3" must not read on into a date: "Month 3 May" says "3 May".
_READS_ON: Final = re.compile(
    rf"\s?(?:[-/.]\s?|of\s)?(?:(?:{'|'.join(sorted(MONTH_NUMBER, key=len, reverse=True))})\b|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateRule:
    """How one text prints its dates.

    `start`: the day months are counted from ("Month 3" is the third, "before Month 1" comes earlier); without
    it no month can be told. `since`: the day that elapsed time is first told from, such as the day of the
    event that the text is about; without it the first date of a text gives its month, so that what follows
    has something to follow. `aged_on`: the day that ages are told for. `process_days`: days known to be the
    audit's own. `tells_of_cases`: months and years without a day are told like dates, and ages as dates of
    birth are.
    """

    printing: DatePrinting = field(default_factory=DatePrinting)
    start: date | None = None
    aged_on: date | None = None
    since: date | None = None
    process_days: frozenset[date] = frozenset()
    tells_of_cases: bool = False


def loose_findings(text: str, found: Sequence[Finding], rule: DateRule) -> list[Finding]:
    """`found` (in order) with the months, years and ages that stand free in a text that tells of cases."""
    if not rule.tells_of_cases:
        return list(found)
    more = [
        Finding(t.start, t.end, text[t.start : t.end], None, None, "date", Certainty.REPLACE, WHY_LOOSE)
        for t in find_loose_times(text)
        if rule.start is not None or (t.first[1] and rule.aged_on and is_before(t, rule.aged_on))
    ]
    more += find_said_ages(text, found, rule.printing.birth)
    kept = list(found)
    for finding in sorted(more, key=lambda f: (f.start, -f.end)):
        if not any(finding.start < f.end and f.start < finding.end for f in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.start)


def with_date_labels(
    text: str, findings: Iterable[Finding], rule: DateRule, deaths: frozenset[date] = frozenset()
) -> Iterator[Finding]:
    """The findings of `text`, in order, each date that has no label yet with the one this rule gives it.

    `deaths` are the days on which somebody of the register died.
    """
    found = tuple(findings)
    classes = date_classes(text, found, rule.process_days, deaths)
    before = rule.since
    for finding in found:
        if finding.label is not None or finding.start not in classes:
            yield finding
            continue
        day = _day(finding)
        form = rule.printing.form(classes[finding.start])
        loose = None if day is not None else read_loose_time(finding.text)
        if loose is not None and finding.kind == "date":
            label = _loose(loose, form, rule)
        else:
            label = _birth(day, form, rule) if finding.kind == "birth" else _date(day, form, rule, before)
        if day is not None and finding.kind == "date" and form is not DateForm.DROP:
            before = day
        yield replace(finding, label=_ended(label, text, finding.end))


def date_classes(
    text: str, findings: Iterable[Finding], process_days: frozenset[date], deaths: frozenset[date]
) -> dict[int, DateClass]:
    """What each found date is of, by the place where it starts."""
    dated = [f for f in findings if f.kind in DATED]
    ends = (0, *(f.end for f in dated))
    starts = (*(f.start for f in dated[1:]), len(text))
    return {
        f.start: _class_of(
            f, text[max(low, f.start - _REACH) : f.start], text[f.end : high], process_days, deaths
        )
        for f, low, high in zip(dated, ends, starts, strict=False)
    }


def _class_of(
    finding: Finding, before: str, after: str, process_days: frozenset[date], deaths: frozenset[date]
) -> DateClass:
    """By the register and the audit's own days, else by the words around it as far as the next date."""
    if finding.kind == "birth":
        return DateClass.BIRTH
    day = _day(finding)
    if day in deaths or day in process_days:
        return DateClass.DEATH if day in deaths else DateClass.PROCESS
    # What stands before says it; what follows is asked only when that says nothing.
    words = _WORD.findall(_CLAUSE.split(before.lower())[-1])[::-1]
    words += _WORD.findall(_CLAUSE.split(after[:_REACH].lower())[0])
    said = (
        DateClass.DEATH if word in _OF_DEATH else DateClass.PROCESS
        for word in words
        if word in _OF_DEATH or word in _OF_PROCESS
    )
    return next(said, DateClass.EVENT)


def _day(finding: Finding) -> date | None:
    return parse_date(fold_text(finding.text).text)


_OF_DEATH: Final = vocabulary("dates.of_death")
_OF_PROCESS: Final = vocabulary("dates.of_process")


def _birth(day: date | None, form: DateForm, rule: DateRule) -> str:
    if day is None or rule.aged_on is None or day > rule.aged_on or form is DateForm.DROP:
        return NEUTRAL["birth"]
    return f"aged {age_band(day, rule.aged_on)}" if form is DateForm.AGE_BAND else age_on(day, rule.aged_on)


def _date(day: date | None, form: DateForm, rule: DateRule, before: date | None) -> str:
    if day is None or form is DateForm.DROP:
        return NEUTRAL["date"]
    if form is DateForm.YEAR:
        return str(day.year)
    if form is DateForm.ELAPSED and before is not None:
        return elapsed_words(before, day)
    return relative_month(day, rule.start) if rule.start is not None else NEUTRAL["date"]


def _loose(time: LooseTime, form: DateForm, rule: DateRule) -> str:
    if form is DateForm.YEAR:
        return year_words(time)
    told = form is not DateForm.DROP and rule.start is not None
    return since_the_start(time, rule.start) if told and rule.start else NEUTRAL["date"]


def _ended(label: str, text: str, end: int) -> str:
    return f"{label}," if label[-1:].isdigit() and _READS_ON.match(text, end) else label


def age_on(born: date, day: date) -> str:
    """ "aged 7", under two years in months: "aged 14 months". `born` not after `day`."""
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return f"aged {months // 12}" if months >= 24 else f"aged {months} month{'' if months == 1 else 's'}"


def in_sentence(text: str, at: int, start: int, label: str) -> tuple[int, str]:
    """Where the label begins to stand, and how it reads there; `text[at:start]` is left before it.

    "on 3 March" becomes "in Month 3", "in 2024", "six weeks later"; "since 3 March" becomes "since a date six
    weeks later".
    """
    bare = label.rstrip(",")
    stands_alone, is_place = _STANDS_ALONE.match(bare), _PLACE_IN_TIME.match(bare)
    if not (stands_alone or is_place):
        return start, label
    on = _ON.search(text, max(at, start - 8), start)
    if on is None and stands_alone:
        on = _IN.search(text, max(at, start - 8), start)
    if on is None:
        is_later = bare.endswith(("later", "earlier", "start"))
        needs = is_later and _NEEDS_A_NOUN.search(text, max(at, start - 8), start)
        return start, f"a {'time' if bare.endswith('start') else 'date'} {label}" if needs else label
    words = label if stands_alone else f"in {label}"
    return on.start(), f"{words[0].upper()}{words[1:]}" if on[0][0].isupper() else words


def birth_in_sentence(text: str, at: int, start: int, label: str) -> tuple[int, str]:
    """The same for an age in a birthday's place: "was born on 3 May 2005" becomes "was aged 10".

    Where the sentence wants a day ("his birthday is 3 May 2005", "born early on 3 May 2005"), none is told.
    """
    if not label.startswith("aged "):
        return start, label
    born = _BORN.search(text, max(at, start - 16), start)
    if born is not None:
        return born.start(), f"A{label[1:]}" if born[0][0] == "B" else label
    wants_a_day = _NEEDS_A_DAY.search(text, max(at, start - 16), start)
    return start, NEUTRAL["birth"] if wants_a_day else label
