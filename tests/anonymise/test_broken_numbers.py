"""NHS numbers and dates of birth whose parts are kept apart in unusual ways: over lines, in cells, by blanks."""

from __future__ import annotations

from datetime import date

import pytest

from roundtable import anonymise


def printed(text: str, register: anonymise.Register | None = None) -> str:
    engine = anonymise.Anonymiser(register or anonymise.Register(), {})
    return engine.rewrite(text).text


@pytest.mark.parametrize(
    "number",
    [
        "NHS: 9 9 9 0 0 0 0 0 1 4",
        "NHS no: 999\n000\n0014",
        "NHS number is 999\n000 0014",
        "NHS number 999 000\n0014",
        "NHS no 99900 00014",
        "NHS no. | 999 | 000 | 0014 |",
        "It ends 999 000\n0014",
        "999/000/0014",
    ],
)
def test_no_digit_of_a_broken_nhs_number_is_left(number: str) -> None:
    assert not any(c.isdigit() for c in printed(f"Seen. {number}. Then home."))


@pytest.mark.parametrize("between", ["\n", " | ", "\t", " ", "-"])
def test_a_registered_number_is_found_however_it_is_broken(between: str) -> None:
    register = anonymise.Register(identifiers=(anonymise.Identifier("i", "Case reference", "4417 88 203"),))
    text = f"Ring about 4417{between}88{between}203 today."
    assert not any(c.isdigit() for c in printed(text, register))
    assert anonymise.search(register, text, anonymise.Where.TEXT)


@pytest.mark.parametrize(
    "day",
    [
        "DOB | 04 | 05 | 2016",
        "DOB\t04\t05\t2016",
        "DOB: 4 5 2016",
        "d.o.b 04 05 16",
        "date of birth: 4th, May, 2016",
        "DOB\n04\n05\n2016",
        "b.4-5-16",
        "(b04.05.16)",
    ],
)
def test_no_part_of_a_birthday_is_left(day: str) -> None:
    said = printed(f"The child, {day}, was seen.")
    assert not any(part in said for part in ("2016", "16", "04", "05", "4", "5"))


@pytest.mark.parametrize("day", ["DOB | 04 | 05 | 2016", "b.4-5-16"])
def test_a_birthday_is_told_as_an_age(day: str) -> None:
    rule = anonymise.DateRule(aged_on=date(2026, 10, 8))
    engine = anonymise.Anonymiser(anonymise.Register(), {}, dates=rule)
    assert "aged 10" in engine.rewrite(f"Seen: {day} at home.").text


@pytest.mark.parametrize(
    "text",
    [
        "The NHS plan for 10 years and 4 other papers.",
        "NHS staff saw 12 children in 3 weeks and 40 in 2 months.",
        "Of the babies born 3 in 10 were small.",
        "Born at 38 weeks, 2 days later home.",
        "Scores were 3 | 5 | 2 and 12/15.",
        "A mean of 100\n200 and 3000 pounds.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert printed(text) == text
