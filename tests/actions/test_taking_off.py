"""Names that are taken off a register while texts hold them: still looked for, asked about, never silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.actions import anonymisation, lessons, registers, walkthrough
from roundtable.actions.report import export_report, report_search
from roundtable.actions.spoken import said
from roundtable.domain.errors import DecisionsOpen
from roundtable.domain.ids import PersonId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.register import Identifier, Person
from roundtable.domain.report_work import Choice
from roundtable.export.writer import Paper
from tests.actions.rooms import Room, room


def lesson(here: Room, text: str) -> None:
    lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text)


def asked(here: Room) -> set[str]:
    return {item.text for item in anonymisation.review_view(here.vault, here.audit_id).to_decide}


def is_searched(here: Room, words: str) -> bool:
    """Whether the gate would stop at these words in a finished paper."""
    return bool(report_search(here.prepared())(f"As {words} said.", "text"))


def notes(here: Room, case: int = 0) -> list[tuple[str, str]]:
    found = registers.case_file_view(here.vault, here.case_ids[case]).notes
    return [(n.entry_id, n.text) for n in found if n.kind == "taken off"]


@pytest.mark.parametrize("name", ["Dana Thornton", "Hope Marsh"])
def test_a_person_taken_off_is_still_looked_for_and_asked_about(here: Room, name: str) -> None:
    mother = here.person(name, "Mother")
    here.event(f"{name} came to the surgery alone.")
    lesson(here, f"{name.split()[0]} was not told in time.")
    here.open()
    assert name.split()[0] not in here.printed
    registers.remove_person(here.vault, here.case_ids[0], mother)
    assert any(name in item or item in name for item in asked(here))
    assert is_searched(here, name)
    ((entry, words),) = notes(here)
    assert entry == "" and f"“{name}” was taken off" in words and "2 texts" in words
    with pytest.raises(DecisionsOpen):
        export_report(here.vault, Paper(), here.audit_id)
    here.decide_everything()
    assert name.split()[0] not in here.printed


def test_the_room_goes_on_hearing_no_name(here: Room) -> None:
    mother = here.person("Dana Thornton", "Mother")
    here.event("Dana Thornton came alone.")
    here.open()
    registers.remove_person(here.vault, here.case_ids[0], mother)
    (told,) = said(here.vault, here.case_ids[0], "Dana Thornton came alone.")
    assert "Dana" not in told


def test_an_alias_taken_off_is_asked_about_with_its_owners_label(here: Room) -> None:
    child = here.children[0]
    person = registers.case_file_view(here.vault, here.case_ids[0]).case.register.person(child)
    assert person is not None
    registers.enter_person(here.vault, here.case_ids[0], replace(person, aliases=("Pudding", "Blossom")))
    here.event("Pudding was seen at school, and Amelia at home.")
    here.open()
    registers.enter_person(here.vault, here.case_ids[0], replace(person, aliases=("Blossom",)))
    (item,) = anonymisation.review_view(here.vault, here.audit_id).to_decide
    label = dict(anonymisation.review_view(here.vault, here.audit_id).labels)[child]
    assert (item.text, item.suggestion) == ("Pudding", label)
    assert "Amelia" not in here.printed
    assert notes(here)[0][0] == child
    anonymisation.decide(here.vault, here.audit_id, "Pudding", Choice.KEEP)
    assert "Pudding was seen at school" in here.printed
    registers.enter_person(here.vault, here.case_ids[0], replace(person, aliases=("Pudding",)))
    assert "Pudding" not in here.printed and notes(here) == []


def test_a_name_that_no_text_holds_or_that_is_entered_again_is_gone(here: Room) -> None:
    mother = here.person("Dana Thornton", "Mother")
    aunt = here.person("Ruth Abara", "Aunt")
    here.event("Dana came alone.")
    registers.remove_person(here.vault, here.case_ids[0], aunt)
    assert not is_searched(here, "Ruth Abara")
    registers.remove_person(here.vault, here.case_ids[0], mother)
    assert is_searched(here, "Dana")
    here.person("Dana Thornton", "Stepmother")
    assert notes(here) == [] and asked(here) == set()
    here.open()
    assert "Stepmother" in here.printed and "Dana" not in here.printed


def test_places_numbers_and_an_old_reference_stay_looked_for(here: Room) -> None:
    case_id = here.case_ids[0]
    place = here.place("Larkrise", "School")
    number = registers.enter_identifier(here.vault, case_id, Identifier("", "reference", "QX-778-Z")).made
    registers.describe_case(here.vault, case_id, reference="FERN-0042", background="", proceedings=())
    here.event("Moved from Larkrise under QX-778-Z, our FERN-0042.")
    registers.remove_entry(here.vault, case_id, place)
    registers.remove_entry(here.vault, case_id, number)
    registers.describe_case(here.vault, case_id, reference="FERN-0043", background="", proceedings=())
    for words in ("Larkrise", "QX-778-Z", "FERN-0042"):
        assert is_searched(here, words), words
        assert any(words in text for _entry, text in notes(here))
    here.open()
    here.decide_everything()
    assert not any(words in here.printed for words in ("Larkrise", "QX-778-Z", "FERN-0042"))


def test_a_case_taken_out_leaves_its_names_looked_for_where_others_tell_them(here: Room) -> None:
    here.event("Played with Kwabena Asante at the hall.", case=0)
    case = registers.case_file_view(here.vault, here.case_ids[1]).case
    registers.remove_case(here.vault, here.case_ids[1])
    assert is_searched(here, "Kwabena Asante")
    registers.restore_case(here.vault, case)
    assert asked(here) == set()


def test_a_name_the_room_said_counts_as_held(here: Room) -> None:
    mother = here.person("Dana Thornton", "Mother")
    here.open()
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], "Nobody rang Dana back.")
    registers.remove_person(here.vault, here.case_ids[0], mother)
    assert is_searched(here, "Dana")


@settings(max_examples=12, deadline=None)
@given(
    forename=st.sampled_from(("Dana", "Ifeoma", "Jo", "Hope", "Siân", "Mary-Ann")),
    surname=st.sampled_from(("Okonkwo", "Marsh", "O’Rourke", "Adébáyọ̀", "Page")),
    say=st.sampled_from(
        ("{0} {1} rang.", "Then {0} rang twice.", "Mrs {1} rang.", "They met {0} {1}’s aunt.")
    ),
    renamed=st.booleans(),
)
def test_whatever_is_renamed_or_removed_nothing_is_printed_unasked(
    tmp_path_factory: pytest.TempPathFactory, forename: str, surname: str, say: str, renamed: bool
) -> None:
    with room(tmp_path_factory.mktemp("taking_off")) as here:
        name, text = f"{forename} {surname}", say.format(forename, surname)
        born = date(1990, 1, 1)
        person = here.person(name, "Mother", born_on=born)
        here.event(text)
        here.open()
        assert asked(here) == set() or forename in ("Hope",) or surname in ("Page", "Marsh")
        if renamed:
            other = Person(PersonId(person), "Zelda Quist", "Mother", born_on=born)
            registers.enter_person(here.vault, here.case_ids[0], other)
        else:
            registers.remove_person(here.vault, here.case_ids[0], person)
        here.decide_everything()
        left = [w for w in (forename, surname) if w in text and w in here.printed]
        assert left == []
