"""What an intruder could put together is listed, never replaced."""

from __future__ import annotations

from roundtable.anonymise import clues, combination, small_number, sole_titles
from tests.anonymise.registers import FAMILY


def test_clues_and_their_places() -> None:
    text = "A 14-year-old Somali Muslim girl, eldest of six, with sickle cell; seen in May 2021 under Operation Kestrel."
    found = clues(text)
    assert [c.kind for c in found] == [
        "age", "ethnicity or nationality", "faith", "family size", "diagnosis or disability", "month", "operation",
    ]  # fmt: skip
    assert all(text[c.start : c.end] == c.text for c in found)
    assert clues("The plan was agreed and the school told.") == ()


def test_combinations_are_strong_from_three_kinds() -> None:
    assert not combination(["A Polish family.", "A Polish boy."]).strong
    both = combination(["A Polish family, aged 7.", "It was on the news."])
    assert both.strong
    assert ("ethnicity or nationality", "Polish", 1) in both.found


def test_small_numbers_and_sole_titles() -> None:
    assert [small_number(n) for n in (0, 1, 4, 5, 60)] == ["0", "fewer than 5", "fewer than 5", "5", "60"]
    assert sole_titles(FAMILY) == ("Health Visitor", "Social Worker")
