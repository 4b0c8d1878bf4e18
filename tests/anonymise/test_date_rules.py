"""What exact dates become: by class, by the form chosen for it, readable and in order; never a date again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import Anonymiser, DateRule, Identifier, Register
from roundtable.anonymise.date_rules import DATED
from roundtable.domain.chronology import relative_month
from roundtable.domain.date_printing import (
    FORMS,
    DateClass,
    DateForm,
    DatePrinting,
    elapsed_words,
    number_word,
    offered,
    with_form,
)
from roundtable.domain.errors import DateFormNotOffered
from roundtable.domain.report import ReleaseLevel

ENGINE = Anonymiser(Register(), {})
START = date(2023, 1, 10)
KNOWN, PUBLIC = ReleaseLevel.KNOWN_RECIPIENTS, ReleaseLevel.PUBLICATION
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
SHAPES = ("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d", "%A %d %B %Y", "%d %b %y", "%B %d, %Y")


def said(text: str, since: date | None = None, **forms: DateForm) -> str:
    """The text under a rule with these forms."""
    rule = DateRule(DatePrinting(**forms), START, date(2026, 10, 8), since, frozenset({date(2026, 10, 8)}))
    return ENGINE.rewrite(text, rule).text


def every_printing() -> list[DatePrinting]:
    return [DatePrinting(*forms) for forms in product(*(FORMS[each] for each in DateClass))]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (DateForm.MONTH, "In Month 3 he left. The GP rang in Month 4."),
        (DateForm.ELAPSED, "In Month 3 he left. The GP rang six weeks later."),
        (DateForm.YEAR, "In 2023 he left. The GP rang in 2023."),
        (DateForm.DROP, "On [date removed] he left. The GP rang on [date removed]."),
    ],
)
def test_a_date_of_an_event_in_each_form(form: DateForm, told: str) -> None:
    assert said("On 11 March 2023 he left. The GP rang on 22 April 2023.", event=form) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On 11 March 2023 he left.", "The same day he left."),
        ("He left on the 14th of March 2023.", "He left three days later."),
        ("It had been open since 11 February 2023.", "It had been open since a date four weeks earlier."),
        ("Seen 11 March 2023, then 12 March 2023.", "Seen the same day, then one day later."),
        ("Letter of 1 March 2025.", "Letter of a date two years later."),
        ("Back on 1 March 2029.", "Back six years later."),
    ],
)
def test_elapsed_time_is_told_from_the_day_of_the_event(text: str, told: str) -> None:
    assert said(text, since=date(2023, 3, 11), event=DateForm.ELAPSED) == told


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (DateForm.AGE, "Sam, aged 9, was seen."),
        (DateForm.AGE_BAND, "Sam, aged 5 to 9, was seen."),
        (DateForm.DROP, "Sam, born [date of birth removed], was seen."),
    ],
)
def test_a_date_of_birth_in_each_form(form: DateForm, told: str) -> None:
    assert said("Sam, born 4 May 2017, was seen.", birth=form).replace("[name removed]", "Sam") == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Born 4 May 2017.", DateClass.BIRTH),
        ("He was found on 3 March 2023.", DateClass.EVENT),
        ("The review conference on 3 March 2023 agreed it.", DateClass.PROCESS),
        ("On 3 March 2023 the strategy meeting was held.", DateClass.PROCESS),
        ("The father died on 3 March 2023.", DateClass.DEATH),
        ("On 3 March 2023 her sibling died.", DateClass.DEATH),
        ("He died. On 3 March 2023 she rang.", DateClass.EVENT),
        ("Told to all on 8 October 2026.", DateClass.PROCESS),
    ],
)
def test_what_a_date_is_of(text: str, expected: DateClass) -> None:
    rule = DateRule(process_days=frozenset({date(2026, 10, 8)}))
    assert list(ENGINE.date_classes(text, ENGINE.find(text), rule).values()) == [expected]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was born on 3 May 2015 and lives with her.", "He was aged 11 and lives with her."),
        ("Born on 3 May 2015 he was small.", "Aged 11 he was small."),
        ("A boy (born 3 May 2015) came.", "A boy (aged 11) came."),
        ("His date of birth is 3 May 2015.", "His date of birth is [date of birth removed]."),
        ("DOB: 3 May 2015", "DOB: aged 11"),
    ],
)
def test_an_age_reads_where_a_birthday_stood(text: str, told: str) -> None:
    register = Register(identifiers=(Identifier("b", "date of birth", "2015-05-03"),))
    rule = DateRule(DatePrinting(birth=DateForm.AGE), START, date(2026, 10, 8))
    assert Anonymiser(register, {}).rewrite(text, rule).text == told


def test_a_registered_day_of_death_is_one_without_a_word_beside_it() -> None:
    register = Register(identifiers=(Identifier("d", "date of death", "2023-03-03"),))
    rule = DateRule(DatePrinting(death=DateForm.DROP), START)
    told = Anonymiser(register, {}).rewrite("Seen 3.3.23, then 4 April 2023.", rule).text
    assert told == "Seen [date removed], then Month 3."


def test_classes_are_printed_apart() -> None:
    text = "The review of 3 March 2023 came after 4 April 2023, when he died on 5 May 2023."
    assert (
        said(text, event=DateForm.YEAR, process=DateForm.DROP)
        == "The review of [date removed] came after 2023, when he died in Month 4."
    )


def test_a_label_never_reads_on_into_a_date() -> None:
    assert said("On 11 March 2023 May rang.") == "In Month 3, May rang."
    assert said("DOB 4/5/2017 May rang.") == "DOB aged 9, May rang."


@given(
    st.lists(st.tuples(DAYS, st.sampled_from(SHAPES)), min_size=1, max_size=5),
    st.sampled_from(every_printing()),
    st.lists(
        st.sampled_from(("on ", "since ", "born ", "died ", "of ", "the review on ", "May ", "- ", "3 ", "")),
        min_size=5,
        max_size=5,
    ),
    st.sampled_from((". ", " ", ", ", " May ", " and ", "; ", "\n", " 12 ")),
)
@settings(max_examples=150, deadline=None)
def test_no_exact_date_is_left_whatever_the_rule(
    days: list[tuple[date, str]], printing: DatePrinting, leads: list[str], between: str
) -> None:
    text = between.join(f"{lead}{day:{shape}}" for lead, (day, shape) in zip(leads, days, strict=False))
    rule = DateRule(printing, date(2015, 1, 1), date(2027, 1, 1))
    told = ENGINE.rewrite(text, rule).text
    left = [f.text for f in ENGINE.find(told) if f.kind in DATED]
    assert not left, (text, told)
    for day, _shape in days:
        assert day.isoformat() not in told


@given(st.lists(DAYS, min_size=2, max_size=6), st.sampled_from(FORMS[DateClass.EVENT]))
@settings(max_examples=80, deadline=None)
def test_dates_told_in_order_stay_in_order(days: list[date], form: DateForm) -> None:
    days.sort()
    text = " ".join(f"On {day:%d %B %Y} something happened." for day in days)
    rule = DateRule(DatePrinting(event=form), days[0])
    told = ENGINE.rewrite(text, rule).text
    if form is DateForm.MONTH:
        months = [int(n) for n in re.findall(r"Month (\d+)", told)]
        assert months == sorted(months) and len(months) == len(days)
    elif form is DateForm.YEAR:
        assert re.findall(r"(?:19|20)\d\d", told) == [str(day.year) for day in days]
    elif form is DateForm.ELAPSED:
        assert "earlier" not in told
        assert len(re.findall(r"later|same day|Month 1", told, re.IGNORECASE)) == len(days)
    else:
        assert told.count("[date removed]") == len(days)


_NUMBERS = {number_word(n): n for n in range(100)}
_DAYS_IN = {"day": 1, "week": 7, "month": 30.4375, "year": 365.25}


@given(DAYS, st.integers(-6000, 6000))
@settings(max_examples=200, deadline=None)
def test_elapsed_time_can_be_read_back(before: date, days: int) -> None:
    words = elapsed_words(before, before + timedelta(days))
    if not days:
        assert words == "the same day"
        return
    number, unit, way = words.split()
    assert way == ("later" if days > 0 else "earlier")
    read = _NUMBERS[number] * _DAYS_IN[unit.removesuffix("s")]
    assert abs(read - abs(days)) <= abs(days) * 0.25
    assert unit.endswith("s") == (number != "one")


def test_a_longer_span_never_reads_shorter() -> None:
    def read(days: int) -> float:
        number, unit, _way = elapsed_words(START, START + timedelta(days)).split()
        return _NUMBERS[number] * _DAYS_IN[unit.removesuffix("s")]

    lengths = [read(days) for days in range(1, 4000)]
    assert all(longer >= shorter - 3 for shorter, longer in pairwise(lengths))


def test_what_is_published_is_coarser() -> None:
    fine = DatePrinting(DateForm.AGE, DateForm.YEAR, DateForm.ELAPSED, DateForm.YEAR)
    assert fine.at(KNOWN) == fine
    assert fine.at(PUBLIC) == DatePrinting(
        DateForm.AGE_BAND, DateForm.MONTH, DateForm.ELAPSED, DateForm.MONTH
    )
    assert DateForm.YEAR in offered(DateClass.EVENT, KNOWN)
    assert DateForm.YEAR not in offered(DateClass.EVENT, PUBLIC)
    assert offered(DateClass.BIRTH, PUBLIC) == (DateForm.AGE_BAND, DateForm.DROP)


def test_only_what_is_offered_can_be_chosen() -> None:
    printing = DatePrinting()
    for date_class in DateClass:
        for form in DateForm:
            if form in FORMS[date_class]:
                assert with_form(printing, date_class, form, KNOWN).form(date_class) is form
            else:
                with pytest.raises(DateFormNotOffered):
                    with_form(printing, date_class, form, KNOWN)
    with pytest.raises(DateFormNotOffered):
        with_form(printing, DateClass.DEATH, DateForm.YEAR, PUBLIC)


def test_a_day_before_it_all_reads_without_its_preposition() -> None:
    assert said("On 1 May 2022 it began, on 1 May 2022.") == "Before Month 1 it began, before Month 1."


def test_without_anything_chosen_dates_are_told_as_before() -> None:
    day = date(2023, 3, 11)
    assert said(f"On {day:%d %B %Y} he left.") == f"In {relative_month(day, START)} he left."
