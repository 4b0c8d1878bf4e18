"""Registers, cases and the Board: shared people, taking out and bringing back, two forms at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roundtable.actions import anonymisation, board, lessons, registers, round_tables, walkthrough
from roundtable.actions.action_plan import ActionWords, draft_action
from roundtable.domain.board import Board, Recipient
from roundtable.domain.case import Case, Proceedings
from roundtable.domain.errors import CaseDiscussed, FamilyLoop, TitleMissing
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.ids import ActionId, PersonId
from roundtable.domain.lessons import Evidence, EvidenceKind, LessonKind
from roundtable.domain.register import Identifier, Person, Register
from roundtable.domain.walkthrough import Step, UrgentCheck
from tests.actions.rooms import POLICE, Room


def case_of(here: Room, number: int = 0) -> Case:
    return registers.case_file_view(here.vault, here.case_ids[number]).case


def stored_board(here: Room) -> Board:
    found = board.board_view(here.vault)
    assert found is not None
    return found


# --- people


def test_a_shared_professional_is_changed_in_every_case(here: Room) -> None:
    worker = here.person("Ifeoma Obi", "Social worker", is_professional=True)
    here.person("Ifeoma Obi", "Social worker", case=1, id=worker, is_professional=True)
    changed = Person(worker, "Ifeoma Grant", "Team manager", ("Ify",), is_professional=True, agency_id=POLICE)
    registers.enter_person(here.vault, here.case_ids[1], changed)
    assert case_of(here, 0).register.person(worker) == changed


def test_a_brother_of_one_case_who_is_the_child_of_another_stays_both(here: Room) -> None:
    first, second = here.children
    here.person("Kwabena Asante", "Half-brother", case=0, id=second, in_household=True)
    child = case_of(here, 1).index_child
    assert child is not None
    assert child.id == second
    registers.enter_person(here.vault, here.case_ids[1], replace(child, aliases=("Kobby",)))
    brother = case_of(here, 0).register.person(second)
    assert brother is not None
    assert (brother.role, brother.is_index_child, brother.aliases) == ("Half-brother", False, ("Kobby",))
    assert case_of(here, 0).index_child == case_of(here, 0).register.person(first)


def test_a_person_taken_off_leaves_the_family_map_and_comes_back_by_entering(here: Room) -> None:
    mother = here.person("Dana Thornton", "Mother")
    case_id, child = here.case_ids[0], here.children[0]
    registers.draw_family(
        here.vault, case_id, Family((Union(mother, PersonId(""), UnionKind.UNKNOWN, (child,)),))
    )
    person = case_of(here).register.person(mother)
    assert person is not None
    registers.remove_person(here.vault, case_id, mother)
    assert case_of(here).family.unions == ()
    registers.enter_person(here.vault, case_id, person)
    assert case_of(here).register.person(mother) == person


def test_nobody_is_their_own_ancestor(here: Room) -> None:
    mother, child = here.person("Dana Thornton", "Mother"), here.children[0]
    unions = (
        Union(mother, PersonId(""), UnionKind.UNKNOWN, (child,)),
        Union(child, PersonId(""), UnionKind.UNKNOWN, (mother,)),
    )
    with pytest.raises(FamilyLoop):
        registers.draw_family(here.vault, here.case_ids[0], Family(unions))


def test_places_and_identifiers_are_replaced_by_id_and_taken_off(here: Room) -> None:
    case_id = here.case_ids[0]
    place = here.place("Larkrise Primary", "School")
    number = registers.enter_identifier(here.vault, case_id, Identifier("", "upn", "A123")).made
    registers.enter_identifier(here.vault, case_id, Identifier(number, "upn", "B456"))
    assert [i.value for i in case_of(here).register.identifiers] == ["B456"]
    registers.remove_entry(here.vault, case_id, number)
    registers.remove_entry(here.vault, case_id, place)
    assert case_of(here).register == replace(case_of(here).register, places=(), identifiers=())


def test_a_register_says_what_is_doubtful(here: Room) -> None:
    here.person("Amelia Thornton", "Grandmother", born_on=date(1950, 1, 1), died_on=date(1940, 1, 1))
    kinds = {n.kind for n in registers.case_file_view(here.vault, here.case_ids[0]).notes}
    assert kinds >= {"shared name", "dates"}


# --- cases


def test_labels_once_given_stay_when_a_case_is_taken_out_and_brought_back(here: Room) -> None:
    case = case_of(here, 1)
    before = dict(anonymisation.review_view(here.vault, here.audit_id).labels)
    registers.remove_case(here.vault, here.case_ids[1])
    here.person("Dana Thornton", "Mother")
    registers.restore_case(here.vault, case)
    after = dict(anonymisation.review_view(here.vault, here.audit_id).labels)
    assert set(before) <= set(after)
    assert {c.label for c in here.report.cases} == {"Child A", "Child B"}


def test_a_case_taken_out_leaves_the_running_order_and_the_labels(here: Room) -> None:
    registers.remove_case(here.vault, here.case_ids[1])
    assert here.children[1] not in dict(anonymisation.review_view(here.vault, here.audit_id).labels)
    here.open()
    assert [c.label for c in here.report.cases] == ["Child A"]


def test_a_case_that_was_talked_about_stays(here: Room) -> None:
    here.open()
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], "Two years of silence.")
    with pytest.raises(CaseDiscussed):
        registers.remove_case(here.vault, here.case_ids[0])


def test_a_case_that_was_only_looked_at_may_still_be_taken_out(here: Room) -> None:
    here.open()
    round_tables.go_to(here.vault, here.table_id, Step.WHO, here.case_ids[0])
    registers.remove_case(here.vault, here.case_ids[0])


@pytest.mark.parametrize("how", ["captured in it", "rests on it", "names its child"])
def test_a_case_that_a_lesson_comes_from_stays(here: Room, how: str) -> None:
    case_id = here.case_ids[0]
    lessons.capture_lesson(
        here.vault,
        here.audit_id,
        kind=LessonKind.SYSTEM,
        text="Amelia was not asked." if how == "names its child" else "Ask the child.",
        evidence=(Evidence(EvidenceKind.CASE, case_id),) if how == "rests on it" else (),
        case_id=case_id if how == "captured in it" else here.case_ids[1],
    )
    with pytest.raises(CaseDiscussed):
        registers.remove_case(here.vault, case_id)


def test_a_case_whose_family_an_action_names_stays(here: Room) -> None:
    draft_action(here.vault, here.audit_id, ActionWords(what="Visit Kwabena again"), ActionId(""))
    with pytest.raises(CaseDiscussed):
        registers.remove_case(here.vault, here.case_ids[1])
    registers.remove_case(here.vault, here.case_ids[0])


def test_an_answered_urgent_check_is_something_said(here: Room) -> None:
    here.open()
    walkthrough.answer_urgent_check(here.vault, here.table_id, here.case_ids[0], UrgentCheck.NO_CONCERN)
    with pytest.raises(CaseDiscussed):
        registers.remove_case(here.vault, here.case_ids[0])


def test_live_proceedings_show_at_the_export(here: Room) -> None:
    from roundtable.actions.report import export_view

    registers.describe_case(
        here.vault, here.case_ids[0], reference="", background="", proceedings=(Proceedings.FAMILY,)
    )
    flags = export_view(here.vault, here.audit_id).proceedings
    assert len(flags) == 1
    assert flags[0].endswith(": family proceedings")


# --- the Board


def test_two_forms_of_the_board_do_not_undo_each_other(here: Room) -> None:
    seen = stored_board(here)
    board.nominate(here.vault, agency_id=POLICE, name="Priya Shah", role="Inspector")
    board.add_agency(here.vault, "Hollowbrook Voices")
    board.edit_board(here.vault, replace(seen, marking="OFFICIAL"), seen=seen)
    now = stored_board(here)
    assert now.marking == "OFFICIAL"
    assert [r.name for r in now.representatives] == ["Priya Shah"]
    assert "Hollowbrook Voices" in {a.name for a in now.agencies}


def test_a_representative_taken_off_comes_back_without_undoing_anything_else(here: Room) -> None:
    board.nominate(here.vault, agency_id=POLICE, name="Priya Shah")
    person = stored_board(here).representatives[0]
    board.remove_representative(here.vault, person.id)
    seen = stored_board(here)
    board.edit_board(here.vault, replace(seen, recipient=Recipient("Executive")), seen=seen)
    board.restore_representative(here.vault, person)
    board.restore_representative(here.vault, person)
    assert stored_board(here).representatives == (person,)
    assert stored_board(here).recipient.name == "Executive"


def test_a_new_contact_is_the_one_that_the_statement_names(here: Room) -> None:
    seen = stored_board(here)
    assert "the Board’s office" in seen.statement.text
    board.edit_board(here.vault, replace(seen, contact="020 7946 0001"), seen=seen)
    now = stored_board(here).statement
    assert "020 7946 0001" in now.text
    assert "the Board’s office" not in now.text
    assert now.version == seen.statement.version + 1


def test_a_board_keeps_its_name(here: Room) -> None:
    seen = stored_board(here)
    with pytest.raises(TitleMissing):
        board.edit_board(here.vault, replace(seen, name="  "), seen=seen)


def test_an_empty_register_is_a_register(here: Room) -> None:
    assert registers.case_file_view(here.vault, here.case_ids[0]).case.register != Register()
