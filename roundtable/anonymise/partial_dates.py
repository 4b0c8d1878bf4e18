"""Days without a year: "26/9", "w/c 5/6", "on the 12th", "the third of May". Fractions and scores stay.

What may be either ("5/6") is taken for a day where a day is spoken of, and asked about elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.spans import Span
from roundtable.anonymise.vocabulary import vocabulary

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SLASHED = re.compile(rf"(?<![\w/.£$:-])({_DAY})\s?/\s?(0?[1-9]|1[0-2])(?![\w/%]|\.\d|-\d)")
_DOTTED = re.compile(
    rf"(?:^|(?<=\bon )|(?<=\bby )|(?<=\bdated )|(?<=\bsince )|(?<=\buntil )|(?<=\bfrom )|(?<=\bborn ))"
    rf"{_DAY}\.(?:0?[1-9]|1[0-2])(?![\w/%]|\.\d)(?=\s?(?:[-:,;)]|$|\s[A-Za-z]))",
    re.IGNORECASE | re.MULTILINE,
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_ORDINAL = re.compile(
    rf"(?:\b({_WEEKDAY}),?\.?\s(?:the\s)?)?(?<![\w/.])({_DAY})\s?(?:st|nd|rd|th)\b(?![-'/]\w)", re.IGNORECASE
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_SPELT_DAY = (
    rf"(?:{_UNITS}|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
    rf"|(?:twenty|thirty)[- ](?:{_UNITS}))"
)
_SPELT = re.compile(
    rf"\b(?:(?:the\s)?{_SPELT_DAY}(?:\sday)?\s(?:of\s)?(?:{_MONTHS})|(?:{_MONTHS})\s(?:the\s)?{_SPELT_DAY})\b"
    r"(?:,?\s(?:(?:19|20)\d\d|(?:two thousand|twenty|nineteen)(?:[ -](?:and|[a-z]+ty|[a-z]+teen|ten"
    r"|eleven|twelve|one|two|three|four|five|six|seven|eight|nine))+))?",
    re.IGNORECASE,
)
# A week is nearly a day: it goes where its month or year is told.
_WEEK = re.compile(
    rf"\b(?:the\s)?(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\sweek\s(?:of|in)\s(?:{_MONTHS})"
    r",?\s(?:(?:19|20)\d\d|'\d\d)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([A-Za-z/]+)[\s.:,;(]{1,3}(?:the\s)?$", re.IGNORECASE)
_AFTER = re.compile(r"[\s)]{0,2}([A-Za-z]+)")
_OPENS = re.compile(r"(?:^|\n)[ \t]*[-*|]?[ \t]*$")
_SAID_OF_DAYS = vocabulary("dates.before")
_SAID_OF_SHARES = vocabulary("dates.share_before")
_SHARED = vocabulary("dates.share_after")
_COUNTED = vocabulary("dates.counted_after")
_MEDICAL = ("7", "12")  # 2/7, 3/12: days and months in a prescriber's hand
_WHY = "A day without its year."
_WHY_EITHER = "A day without its year, or a share or score."


def find_partial_dates(text: str) -> Iterator[Span]:
    """Days without a year in folded `text`; certainty REVIEW where a share is as likely."""
    for found in _SPELT.finditer(text):
        yield Span(found.start(), found.end(), "date", "An exact date in words.")
    for found in _WEEK.finditer(text) if "eek" in text.lower() else ():
        yield Span(found.start(), found.end(), "date", "Nearly an exact date.")
    yield from _slashed(text)
    for pattern in (_DOTTED,):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), "date", _WHY)
    for found in _ORDINAL.finditer(text):
        if _is_day(text, found):
            yield Span(found.start(), found.end(), "date", _WHY)


def _slashed(text: str) -> Iterator[Span]:
    sure: set[int] = set()  # lines on which a day is certain: "5/6 and 26/9"
    doubtful: list[tuple[int, int]] = []
    for found in _SLASHED.finditer(text):
        said = _read_slashed(text, found)
        if said is True:
            sure.add(text.rfind("\n", 0, found.start()))
            yield Span(found.start(), found.end(), "date", _WHY)
        elif said is None:
            doubtful.append(found.span())
    for start, end in doubtful:
        known = text.rfind("\n", 0, start) in sure
        certainty = Certainty.REPLACE if known else Certainty.REVIEW
        yield Span(start, end, "date", _WHY if known else _WHY_EITHER, certainty=certainty)


def _read_slashed(text: str, found: re.Match[str]) -> bool | None:
    """True: a day and month; False: a share, score or dose; None: either."""
    day, month = int(found[1]), int(found[2])
    before, after = _word_before(text, found.start()), _word_after(text, found.end())
    if before in _SAID_OF_SHARES or after in _SHARED or (day, month) == (24, 7):
        return before in ("on", "dated") and after not in _SHARED
    if before in _SAID_OF_DAYS:
        return not (found[2] in _MEDICAL and before in ("for", "in", "every", "after"))
    opens = _OPENS.search(text, max(0, found.start() - 6), found.start())
    if day > month or opens:
        return True
    return False if found[2] in _MEDICAL and after in ("old", "ago", "time", "then", "course") else None


def _is_day(text: str, found: re.Match[str]) -> bool:
    """Whether "12th" stands for a day: by what announces it, and because nothing counted follows."""
    if found[1]:
        return True
    before, after = _word_before(text, found.start(2)), _word_after(text, found.end())
    if after in _COUNTED:
        return False
    if _OPENS.search(text, max(0, found.start(2) - 6), found.start(2)):
        return True
    announced = before in _SAID_OF_DAYS or text[: found.start(2)].endswith(("the ", "The "))
    ends = not re.match(r"\s?[A-Za-z]", text[found.end() : found.end() + 2])
    return announced and (ends or after in _SAID_OF_DAYS or int(found[2]) > 12 or _is_said(after))


def _is_said(word: str) -> bool:
    return word in _PRONOUNS or word in _VERBS


_PRONOUNS = vocabulary("dates.clause_after")
_VERBS = vocabulary("context.be_have")


def _word_before(text: str, start: int) -> str:
    found = _BEFORE.search(text, max(0, start - 24), start)
    return found[1].lower() if found else ""


def _word_after(text: str, end: int) -> str:
    found = _AFTER.match(text, end)
    return found[1].lower() if found else ""
