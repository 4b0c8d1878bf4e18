"""Months, years and ages that stand free in a text: they must not date again what was made relative."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import Anonymiser, Choice, DateRule, Decision, Person, Register, clues
from roundtable.domain.date_printing import DateForm, DatePrinting

REGISTER = Register((Person("c", "Amelia Thornton", "Child"),))
ENGINE = Anonymiser(REGISTER, {"c": "Child C"})
RULE = DateRule(start=date(2024, 9, 14), aged_on=date(2026, 3, 3), tells_of_cases=True)


def printing(**forms: DateForm) -> DateRule:
    return replace(RULE, printing=DatePrinting(**forms))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He died at work in September 2024.", "He died at work in Month 1."),
        ("Since October 2024 she has been late.", "Since Month 2 she has been late."),
        ("Stepped down in Sept, 2025.", "Stepped down in Month 13."),
        ("Between March and May 2025 nobody came.", "Between Month 7 and Month 9 nobody came."),
        ("In March 2014 they met.", "Before Month 1 they met."),
        ("They moved here in 2014.", "They moved here about ten years before the start."),
        ("In 2025 he left.", "About a year after the start he left."),
        ("Known since 2012.", "Known since a time about twelve years before the start."),
        ("All of it in 2024.", "All of it around the start."),
        ("In the summer 2025 he stayed.", "About a year after the start he stayed."),
    ],
)
def test_months_and_years_are_told_like_the_dates_beside_them(text: str, told: str) -> None:
    assert ENGINE.rewrite(text, RULE).text == told


@pytest.mark.parametrize(
    "text",
    [
        "Section 47 of the Children Act 1989 was met.",
        "As Working Together 2018 asks.",
        "Police came at 2015, by 2020 it was quiet.",
        "Back by 2015 hrs.",
        "In room 2014 at the front.",
        "It cost £2015 in all.",
    ],
)
def test_laws_hours_and_numbers_are_no_years(text: str) -> None:
    assert ENGINE.rewrite(text, RULE).text == text


def test_where_months_are_not_counted_they_are_left_out_or_told_by_the_year() -> None:
    text = "It began in October 2024 and was seen in 2025."
    assert (
        ENGINE.rewrite(text, printing(event=DateForm.YEAR)).text == "It began in 2024 and was seen in 2025."
    )
    left_out = ENGINE.rewrite(text, printing(event=DateForm.DROP)).text
    assert "20" not in left_out and "October" not in left_out
    over_cases = replace(RULE, start=None)
    assert ENGINE.rewrite(text, over_cases).text == "It began in [date removed] and was seen in 2025."
    assert "May 2027" in ENGINE.rewrite("To be done by May 2027.", over_cases).text


def test_what_does_not_tell_of_cases_keeps_its_months() -> None:
    text = "Cases that were open in October 2024."
    assert ENGINE.rewrite(text, replace(RULE, start=None, tells_of_cases=False)).text == text


def test_a_month_that_somebody_decided_to_keep_stays() -> None:
    engine = Anonymiser(REGISTER, {"c": "Child C"}, (Decision("October 2024", Choice.KEEP),))
    assert engine.rewrite("Since October 2024 or May 2025.", RULE).text == "Since October 2024 or Month 9."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Amelia, 39, works.", "Child C, aged 35 to 49, works."),
        ("Amelia is ten. She swims.", "Child C is aged 10 to 14. She swims."),
        ("Amelia (8) shows it.", "Child C (aged 5 to 9) shows it."),
        ("Seen aged 9.", "Seen aged 5 to 9."),
        ("She was 9 years old then.", "She was aged 5 to 9 then."),
        ("A girl of nine was seen.", "A girl aged 5 to 9 was seen."),
        ("A 9-year-old girl.", "A primary-school-age girl."),
    ],
)
def test_ages_are_told_in_bands_where_the_report_tells_them_so(text: str, told: str) -> None:
    assert ENGINE.rewrite(text, printing(birth=DateForm.AGE_BAND)).text == told
    assert not [c for c in clues(told) if c.kind == "age"]
    dropped = ENGINE.rewrite(text, printing(birth=DateForm.DROP)).text
    assert not any(said in dropped for said in ("39", "ten", "8", "9", "nine"))
    assert ENGINE.rewrite(text, RULE).text == text.replace("Amelia", "Child C")


@pytest.mark.parametrize(
    "text", ["Amelia was 20 minutes late.", "Amelia, 2 siblings and a dog.", "aged 14 months"]
)
def test_other_numbers_are_no_ages(text: str) -> None:
    told = ENGINE.rewrite(text, printing(birth=DateForm.AGE_BAND)).text
    assert told == text.replace("Amelia", "Child C")


@settings(deadline=None, max_examples=60)
@given(
    year=st.integers(2000, 2026),
    month=st.sampled_from(("January", "Feb", "march", "Sept", "December")),
    before=st.sampled_from(("in", "since", "by", "until", "from")),
)
def test_no_month_with_its_year_is_left(year: int, month: str, before: str) -> None:
    told = ENGINE.rewrite(f"She was seen {before} {month} {year} and {before} {year} once.", RULE).text
    assert str(year) not in told and month not in told
