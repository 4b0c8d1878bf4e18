"""Ages that are said in a text, where the report tells ages in bands or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from roundtable.anonymise.findings import Certainty, Finding
from roundtable.domain.date_printing import DateForm
from roundtable.domain.register import band_of_years

_WORDS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_NUMBER: Final = rf"(\d{{1,2}}|{'|'.join(_WORDS)})"
_ENDS: Final = r"(?=\s*(?:[.,;:)!?]|\Z|\n|who\b|was\b|is\b|had\b|has\b|and\b|when\b|with\b|today\b|now\b))"
_SAID: Final = re.compile(
    rf"\baged?\s{_NUMBER}\b(?!\sto\s\d|\sor\sover|\smonth|\sweek|\sday)"
    rf"|\b{_NUMBER}[- ](?:years?|yrs?)[- ]old\b",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    rf"\b(?:girl|boy|child|baby|son|daughter|woman|man|teenager|sibling|sister|brother)\s(?P<age>of\s{_NUMBER})"
    rf"{_ENDS}",
    re.IGNORECASE,
)
# Right behind somebody: "Mother, 39, ...", "Mother (39)", "Mother is 39.", "Mother 39 today".
_BEHIND: Final = re.compile(
    rf"(?:,\s{_NUMBER}(?=[,.;)])|\s\({_NUMBER}\)|\s(?:is|was|now|turned|turns)\s{_NUMBER}{_ENDS}"
    rf"|\s{_NUMBER}(?=\stoday\b|\snow\b))",
    re.IGNORECASE,
)
_FOLLOWED: Final = re.compile(r"\s[a-z]")
_WHY: Final = "An age; this report tells ages in bands or not at all."
_STAGES: Final = (
    (18, "adult"),
    (11, "secondary-school-age"),
    (5, "primary-school-age"),
    (0, "pre-school-age"),
)


def find_said_ages(text: str, found: Sequence[Finding], form: DateForm) -> Iterator[Finding]:
    """Ages as findings of kind "age" with their labels; none where ages are told.

    `found` in order: behind the people among them a bare number may be an age.
    """
    if form is DateForm.AGE:
        return
    for match in _SAID.finditer(text):
        yield _finding(text, *match.span(), _years(match.groups()), form)
    for match in _OF.finditer(text):
        yield _finding(text, *match.span("age"), _years(match.groups()[1:]), form)
    for person in found:
        if person.kind == "person" and (behind := _BEHIND.match(text, person.end)):
            number = next(n for n in range(1, 5) if behind[n])
            yield _finding(text, *behind.span(number), _years(behind.groups()), form)


def _years(groups: Sequence[str | None]) -> int:
    said = next(part for part in groups if part).lower()
    return int(said) if said.isdigit() else _WORDS.index(said) + 2


def _finding(text: str, start: int, end: int, years: int, form: DateForm) -> Finding:
    words = text[start:end]
    label = f"aged {band_of_years(years)}" if form is DateForm.AGE_BAND else "[age removed]"
    if "old" in words.lower() and "-" in words:
        stage = next(stage for least, stage in _STAGES if years >= least)
        label = stage if _FOLLOWED.match(text, end) else f"{stage} child" if years < 18 else stage
    return Finding(start, end, words, None, label, "age", Certainty.REPLACE, _WHY)
