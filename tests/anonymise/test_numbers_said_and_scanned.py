"""Numbers said digit by digit, read by a scanner, and dates written without a gap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import Anonymiser, Identifier, Register, Where, search

NOBODY = Anonymiser(Register(), {})
WORDS = "zero one two three four five six seven eight nine".split()
KNOWN = Register(
    identifiers=(Identifier("n", "nhs", "999 123 4567"), Identifier("t", "phone", "07700 900123"))
)


@settings(max_examples=80, deadline=None)
@given(
    digits=st.text("0123456789", min_size=10, max_size=11),
    joins=st.lists(st.sampled_from((" ", ", ", "-", "\n")), min_size=11, max_size=11),
    oh=st.booleans(),
)
def test_a_long_number_in_words_goes(digits: str, joins: list[str], oh: bool) -> None:
    said = [("oh" if oh and d == "0" else WORDS[int(d)]) for d in digits]
    text = "".join(word + join for word, join in zip(said, joins, strict=False)).strip(" ,-\n")
    told = NOBODY.rewrite(f"The number is {text} as read out.").text
    assert not any(f" {word} " in f" {told} " for word in set(said)), told


def test_words_that_count_stay() -> None:
    text = "One two three four, once. Two or three times. Nine of ten. One in four. Seven to eight hours."
    assert NOBODY.find(text) == ()


@pytest.mark.parametrize(
    ("written", "entity"),
    [
        ("nine nine nine one two three four five six seven", "n"),
        ("triple nine, one two three, four five six seven", "n"),
        ("oh seven seven double oh nine double oh one two three", "t"),
        ("999 l23 4567", "n"),
        ("999 I23 4S67", "n"),
        ("O77OO 9OOl23", "t"),
    ],
)
def test_a_registered_number_is_known_however_it_was_said_or_scanned(written: str, entity: str) -> None:
    text = f"It is {written} here."
    assert {f.entity for f in Anonymiser(KNOWN, {}).find(text)} == {entity}
    assert {h.form.entity for h in search(KNOWN, text, Where.TEXT)} == {entity}


@pytest.mark.parametrize(
    "day",
    ["04May2016", "4may16", "4.5.16", "4 May '16", "the fourth of May", "May the fourth", "fourth May twenty sixteen",
     "the first week of May 2016", "3O November 2023", "dec 22"],
)  # fmt: skip
def test_days_go_in_these_shapes_too(day: str) -> None:
    told = NOBODY.rewrite(f"it was seen on {day} again").text
    assert told == "it was seen on [date removed] again"


@pytest.mark.parametrize(
    "text", ["In May 2016 they moved.", "the second week of term", "Version 4.5.1 of the form"]
)
def test_months_and_versions_stay(text: str) -> None:
    assert NOBODY.rewrite(text).text == text
