"""No text makes the engine slow: cost grows with length, not with cunning."""

from __future__ import annotations

import time

import pytest

from roundtable.anonymise import Anonymiser, Person, Register, clues
from tests.anonymise.registers import FAMILY, engine

HOSTILE = {
    "digits": "1" * 20_000,
    "dashes": "1-" * 10_000,
    "slashes": "a/1" * 7_000,
    "dots": "a." * 10_000,
    "ats": "@" * 20_000,
    "at words": "a@" * 10_000,
    "underscores": "a_" * 10_000,
    "capitals": "Aa " * 7_000,
    "joined capitals": "Aa-" * 7_000,
    "numbers and capitals": "1 Aa Bb " * 2_500,
    "flats": "Flat 1, " * 2_500,
    "the": "The the " * 2_500,
    "colons": "ab:" * 7_000,
    "spaces": " " * 20_000,
    "phones": "+44 (0) " * 2_500,
    "quotes": "\"“‘'" * 5_000,
    "marks": "e" + "\u0301" * 20_000,
    "letters apart": "A m " * 5_000,
    "one word": "x" * 20_000,
    "dates": "1st of " * 3_000,
    "months": "May 1 May " * 2_000,
    "ref": "ref no. : " * 2_000,
    "initials": "D. " * 7_000,
    "titles": "Mr " * 7_000,
    "digits in words": "one two " * 2_500,
    "doubles": "double oh hundred " * 1_200,
    "nearly digits": "O0l1 " * 4_000,
    "letters for digits": "Ol" * 10_000,
    "kin": "uncle ab " * 2_200,
    "called": "called as known " * 1_300,
    "roads": "12 old mill " * 1_700,
    "saints": "st jo's rc " * 1_800,
    "accounts": "snap user name : " * 1_200,
    "account dots": "insta a.b.c.d.e.f " * 1_100,
    "initials apart": "K.L. M. " * 2_500,
    "capital pairs": "KM, " * 5_000,
    "weeks": "first week of May the " * 900,
    "stars": "A*b" * 7_000,
    "church": "St Church of England C of E " * 800,
}


@pytest.mark.parametrize("text", list(HOSTILE.values()), ids=list(HOSTILE))
def test_no_text_is_slow(text: str) -> None:
    anonymiser = engine(FAMILY)
    begin = time.process_time()
    anonymiser.find(text)
    clues(text)
    assert time.process_time() - begin < 2.0


def test_cost_is_linear_in_the_text_and_flat_in_the_register() -> None:
    line = (
        "Then Kwabena told Mrs Thornton that the plan of 3 May 2021 was agreed at Elm Road by Ruth Abbot.\n"
    )
    few = engine(FAMILY)
    many = Anonymiser(
        Register(
            tuple(Person(f"p{n}", f"Given{n:03} Kwam{n}son", "Social Worker") for n in range(200))
            + FAMILY.people
        ),
        {},
    )

    def seconds(anonymiser: Anonymiser, lines: int) -> float:
        best = 9.0
        for _ in range(3):
            begin = time.process_time()
            anonymiser.find(line * lines)
            best = min(best, time.process_time() - begin)
        return best

    seconds(few, 200), seconds(many, 200)
    assert seconds(few, 2000) < 16 * seconds(few, 200) + 0.05
    assert seconds(many, 1000) < 3 * seconds(few, 1000) + 0.05
