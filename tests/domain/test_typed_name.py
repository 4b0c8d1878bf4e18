"""A name that is typed without its accents is still the name; another name never is."""

from __future__ import annotations

import pytest

from roundtable.domain.typed_name import is_same_name


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Sian Pritchard", "Siân Pritchard"),
        ("adebayo", "Adébáyọ̀"),
        ("Wisniewska", "Wiśniewska"),
        ("LUKASZ KOWAL", "Łukasz Kowal"),
        ("Soren", "Søren"),
        ("oneill", "O’Neill"),
        ("O'Neill", "O’Neill"),
        ("emenike clarke", "Emenike-Clarke"),
        ("Strasse", "Straße"),
        ("  Karen   Whitlow ", "Karen Whitlow"),
        ("李小龙", "李小龙"),
    ],
)
def test_the_same_name(typed: str, listed: str) -> None:
    assert is_same_name(typed, listed) and is_same_name(listed, typed)


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Sion Pritchard", "Siân Pritchard"),
        ("Sian", "Siân Pritchard"),
        ("", "Siân Pritchard"),
        ("’", "-"),
        ("निता", "नीता"),
        ("李小龙", "李小虎"),
    ],
)
def test_another_name(typed: str, listed: str) -> None:
    assert not is_same_name(typed, listed)
