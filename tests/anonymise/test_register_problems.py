"""Bad registers are told, not refused; the engine works on with them."""

from __future__ import annotations

from roundtable.anonymise import Identifier, Person, Place, Register
from tests.anonymise.registers import engine


def test_problems_are_named_with_their_effect() -> None:
    register = Register(
        (
            Person("a", "Ann Ashby", "Child", ("Nan",)),
            Person("a", "ann  ashby", "Mother"),
            Person("b", "", "Father"),
            Person("c", "D", ""),
        ),
        (Place("p", "-", "School"),),
        (Identifier("i", "nhs", ""),),
    )
    kinds = [(p.kind, p.ids) for p in register.problems()]
    assert kinds == [
        ("empty", ("b",)),
        ("empty", ("p",)),
        ("empty", ("i",)),
        ("same_id", ("a",)),
        ("one_letter", ("c",)),
    ]
    assert all(p.effect for p in register.problems())
    assert engine(register).find("We met Ann Ashby.")[0].entity == "a"


def test_an_alias_of_two_people_is_replaced_without_a_guess() -> None:
    register = Register(
        (Person("a", "Ann Ashby", "Child", ("Bubs",)), Person("b", "Bea Barton", "Sibling", ("bubs",)))
    )
    assert [(p.kind, p.ids, p.form) for p in register.problems()] == [("shared_form", ("a", "b"), "bubs")]
    (finding,) = engine(register).find("We met Bubs today.")
    assert finding.entity is None
