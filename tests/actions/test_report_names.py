"""No name gets into the report by a side door: roles, questions, domains, agencies, themes, shared people."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from roundtable.actions import lessons, registers, who
from roundtable.actions.audits import AuditDetails, audit_view, edit_audit
from roundtable.actions.board import add_agency
from roundtable.actions.report import export_report
from roundtable.domain.board import Question
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.register import Identifier
from roundtable.export.writer import Paper
from tests.actions.rooms import Room


def edited(here: Room, **changes: object) -> None:
    """The audit's form with these fields."""
    audit = audit_view(here.vault, here.audit_id).audit
    details = AuditDetails(title=audit.title, theme=audit.theme, agencies=audit.agencies)
    edit_audit(here.vault, here.audit_id, replace(details, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Aunt Fatima", "Aunt"),
        ("Foster carer Jane", "Foster carer"),
        ("Brother Mohammed", "Brother"),
        ("Amelia's gran", "Gran"),
        ("Social worker at Oakfield", "Social worker"),
        ("School Nurse (Barts Health)", "School Nurse"),
        ("Fatima", "Family member"),
        ("Mother’s partner", "Mother’s partner"),
        ("Detective Inspector, Child Protection", "Detective Inspector, Child Protection"),
    ],
)
def test_a_name_typed_as_a_role_is_in_no_label_and_no_table(here: Room, role: str, said: str) -> None:
    here.person("Nadia Rahman", role)
    here.event("Nadia Rahman telephoned the school.")
    report = here.report
    rows = {row.relation for case in report.cases for row in case.family}
    assert said in rows
    told = "\n".join(e.text for case in report.cases for e in case.timeline)
    # "Mother’s partner" is "Partner of mother of Child A".
    assert set(re.findall(r"\w{2,}", said.casefold())) <= set(re.findall(r"\w{2,}", told.casefold()))
    for name in ("Fatima", "Jane", "Mohammed", "Amelia", "Oakfield", "Barts"):
        assert name not in here.printed


def test_the_room_sees_the_role_without_the_name_too(here: Room) -> None:
    here.person("Nadia Rahman", "Aunt Fatima")
    here.place("St Anselm’s Hall", "Hall of Father Brendan")
    here.open()
    view = who.who_view(here.vault, here.case_ids[0])
    shown = " ".join(
        (*(f"{p.name} {p.role}" for p in view.people), *(f"{p.name} {p.role}" for p in view.places))
    )
    assert "Fatima" not in shown
    assert "Brendan" not in shown


def test_a_theme_with_a_name_is_replaced_wherever_it_is_printed(here: Room) -> None:
    edited(here, theme="what happened to Amelia Thornton")
    assert here.printed.count("Amelia") == 0


def test_questions_typed_for_this_audit_are_read_like_any_other_text(here: Room) -> None:
    typed = Question(QuestionId("X1"), "Hearing Amelia", "Was Amelia Thornton seen alone?")
    edited(here, questions=(typed,))
    here.open()
    from roundtable.actions.walkthrough import judge

    judge(here.vault, here.table_id, here.case_ids[0], Judgement(QuestionId("X1"), "good", "We agreed."))
    assert "Amelia" not in here.printed
    assert "seen alone" in here.printed


def test_a_lessons_domain_is_read_too(here: Room) -> None:
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Be quick.", domain="Work with Amelia"
    )
    assert "Amelia" not in here.printed


def test_an_agency_that_is_a_registered_place_is_told_by_its_label(here: Room) -> None:
    agency = AgencyId(add_agency(here.vault, "Larkrise Primary School").made)
    here.place("Larkrise Primary School", "School")
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share dates.", agencies=(agency,)
    )
    assert "Larkrise" not in here.printed
    assert here.report.lessons[0].agencies == ("School 1",)


def test_other_agencies_are_named_even_when_the_name_is_no_word(here: Room) -> None:
    agency = AgencyId(add_agency(here.vault, "Hollowbrook Voices").made)
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text="Share dates.", agencies=(agency,)
    )
    assert here.report.lessons[0].agencies == ("Hollowbrook Voices",)


def test_one_person_of_two_cases_keeps_every_name_that_either_case_knows(here: Room) -> None:
    nurse = here.person("Ifeoma Obi", "School nurse", is_professional=True)
    here.person("Ify Wrightson", "School nurse", case=1, id=nurse, is_professional=True)
    here.event("Ify Wrightson rang. Ifeoma Obi wrote.")
    # As a pack or a brought-back case can leave it: the first case has not heard of the second's names.
    with here.vault.transaction() as tx:
        case = tx.cases.get(here.case_ids[0])
        people = tuple(
            replace(p, name="Ifeoma Obi", aliases=()) if p.id == nurse else p for p in case.register.people
        )
        tx.cases.put(replace(case, register=replace(case.register, people=people)))
    with here.vault.reading() as tx:
        from roundtable.actions.report import search_of

        search = search_of(tx, here.audit_id)
    assert search("Ask Wrightson tomorrow.", "text")
    assert search("Ask Ifeoma tomorrow.", "text")
    assert "Wright" not in here.printed
    assert "Ifeoma" not in here.printed


def test_a_child_who_is_a_sibling_in_another_case_is_a_child_in_the_report(here: Room) -> None:
    first, second = here.children
    here.person("Kwabena Asante", "Half-sibling", case=0, id=second)
    names = {case.label for case in here.report.cases}
    assert names == {"Child A", "Child B"}
    assert first != second


def test_a_case_reference_of_one_digit_blocks_nothing(here: Room) -> None:
    registers.describe_case(
        here.vault, here.case_ids[0], reference="1", background="One home.", proceedings=()
    )
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)


def test_identifiers_of_unusual_kinds_are_replaced_and_searched_for(here: Room) -> None:
    registers.enter_identifier(here.vault, here.case_ids[0], Identifier("", "Library card", "LB 20-44-91"))
    here.event("He showed the card LB 20-44-91 at the desk.")
    assert "20-44-91" not in here.printed
