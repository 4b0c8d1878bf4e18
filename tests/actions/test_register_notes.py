"""What is doubtful about a person is told while they are typed, with what the report will do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.actions.register_notes import typed_notes
from roundtable.actions.registers import case_file_view, enter_person
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Person, Place, Register, Sex
from tests.actions.rooms import Room

CHILD = Person(PersonId("c"), "Amelia Thornton", "Child", ("Millie",), is_index_child=True)
MOTHER = Person(PersonId("m"), "Dana Thornton", "Mother")
REGISTER = Register((CHILD, MOTHER), (Place("p", "Hollybush Primary", "School", ("Hollybush",)),))


def told(person: Person, *elsewhere: tuple[int, Person]) -> str:
    return " ".join(note.text for note in typed_notes(REGISTER, person, elsewhere))


def new(name: str, role: str = "Aunt", *aliases: str, **more: object) -> Person:
    return replace(Person(PersonId(""), name, role, aliases), **more)  # type: ignore[arg-type]


def test_nothing_is_told_of_an_ordinary_person() -> None:
    assert told(new("Nadia Rahman", "Aunt")) == ""
    assert told(CHILD) == ""
    assert told(MOTHER) == ""


def test_a_person_who_is_there_already() -> None:
    assert "Two people share this name" in told(new("dana  THORNTON"))
    assert "Same person as…" in told(new("Dana Thornton"))


def test_one_alias_for_two_people() -> None:
    assert "Two people share this name" in told(new("Camilla Reed", "Aunt", "Millie"))
    # The first of the two is told as well, in the engine's words.
    assert "no label is guessed" in told(replace(CHILD, aliases=("Dana Thornton",)))


def test_an_alias_that_is_a_place_here() -> None:
    assert "“Hollybush”" in told(new("Rowan Holly", "Uncle", "Hollybush"))


def test_a_name_that_another_case_has() -> None:
    other = Person(PersonId("x"), "Nadia Rahman", "Mother")
    assert "“Nadia Rahman”: It is removed everywhere" in told(new("Nadia Rahman"), (2, other))


def test_names_without_letters_and_very_short_ones() -> None:
    assert "Without a name nothing can be replaced" in told(replace(MOTHER, name=""))
    assert "very short name" in told(new("Jo"))
    assert "Nothing can be found for an entry without letters" in told(new("Nadia Rahman", "Aunt", "…"))


@pytest.mark.parametrize(
    ("person", "what"),
    [
        (replace(CHILD, role="Mother"), "the report says “Child”, not “Mother”"),
        (new("Ines Duarte", "Mother", is_professional=True), "ticked as a professional"),
        (new("Ines Duarte", "Social worker"), "not ticked as a professional"),
        (new("Ines Duarte", "Mother", sex=Sex.MALE), "the sex disagree"),
        (new("Ines Duarte", "Maternal grandfather", sex=Sex.FEMALE), "the sex disagree"),
    ],
)
def test_contradictory_roles(person: Person, what: str) -> None:
    assert what in told(person)


@pytest.mark.parametrize(
    "person",
    [
        new("Ines Duarte", "Social worker", is_professional=True),
        new("Ines Duarte", "Mother", sex=Sex.FEMALE),
        new("Ines Duarte", "Family friend"),
        new("Ines Duarte", ""),
        replace(CHILD, role="Young person"),
    ],
)
def test_roles_that_agree(person: Person) -> None:
    assert told(person) == ""


def test_one_person_with_two_roles_in_two_cases() -> None:
    elsewhere = (2, replace(MOTHER, role="Aunt"))
    assert "In case 2 this person is “Aunt”" in told(MOTHER, elsewhere)
    assert told(MOTHER, (2, replace(MOTHER, role="mother"))) == ""
    assert told(CHILD, (2, replace(CHILD, role="Half-brother", is_index_child=False))) == ""


def test_contradictions_that_are_stored_stay_told(here: Room) -> None:
    aunt = here.person("Dana Thornton", "Mother")
    enter_person(here.vault, here.case_ids[1], Person(aunt, "Dana Thornton", "Aunt"))
    notes = case_file_view(here.vault, here.case_ids[0]).notes
    assert any(n.entry_id == aunt and "In case 2 this person is “Aunt”" in n.text for n in notes)


@given(st.text(max_size=20), st.text(max_size=20), st.lists(st.text(max_size=12), max_size=4), st.booleans())
@settings(max_examples=120, deadline=None)
def test_whatever_is_typed_gets_an_answer(
    name: str, role: str, aliases: list[str], is_professional: bool
) -> None:
    notes = typed_notes(REGISTER, new(name, role, *aliases, is_professional=is_professional))
    assert all(note.text.endswith(".") for note in notes)
    if not name.strip():
        assert any(note.kind == "no name" for note in notes)
