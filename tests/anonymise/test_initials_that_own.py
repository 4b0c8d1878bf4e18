"""Initials that are a word of some list are still a person's when somebody or something is theirs."""

from __future__ import annotations

import pytest

from roundtable import anonymise

REGISTER = anonymise.Register(people=(anonymise.Person("p", "Kwabena Asante", "Child"),))


@pytest.mark.parametrize("text", ["KA's mum rang.", "We read KA’s plan.", "Later KA's school wrote."])
def test_initials_with_a_possessive_are_replaced(text: str) -> None:
    engine = anonymise.Anonymiser(REGISTER, anonymise.assign_labels(REGISTER, b"x"))
    assert "KA" not in engine.rewrite(text).text
