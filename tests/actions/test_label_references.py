"""What the room says points at people: renaming, relabelling and merging them changes every text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roundtable.actions import action_plan, lessons, registers, round_tables, walkthrough
from roundtable.actions.agency_returns import headlines_view
from roundtable.actions.questions import question_view
from roundtable.domain.errors import CaseDiscussed, NothingToMerge
from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.grading import Dissent, Judgement
from roundtable.domain.ids import PersonId, QuestionId
from roundtable.domain.label_references import referred_to
from roundtable.domain.lessons import LessonKind
from roundtable.domain.register import Person
from roundtable.domain.walkthrough import Step
from tests.actions.rooms import POLICE, Room

QUESTION = QuestionId("A1")


def label(here: Room, case: int = 0) -> str:
    prepared = here.prepared()
    return prepared.inputs.case_label(prepared.inputs.cases[case])


def say_everywhere(here: Room, text: str) -> None:
    """One text in every field that the room can fill."""
    place = (here.vault, here.table_id, here.case_ids[0])
    walkthrough.note_headline(*place, POLICE, text)
    walkthrough.note_chronology(*place, text)
    walkthrough.note_lived_experience(*place, "normal_day", text)
    walkthrough.note_privately(*place, Step.WHO, text)
    walkthrough.judge(*place, Judgement(QUESTION, "good", text, text, text, (Dissent(POLICE, text),)))
    lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text)
    action_plan.agree_action(
        here.vault,
        here.audit_id,
        what=text,
        owner_agency_id=POLICE,
        owner_role=text,
        due_on=date(2027, 3, 27),
        measure=text,
    )


def read_everywhere(here: Room) -> tuple[str, ...]:
    """The same fields as the screens show them."""
    place = (here.vault, here.table_id, here.case_ids[0])
    judged = question_view(*place, QUESTION).judgement
    notes = walkthrough.step_notes(*place, Step.WHO)
    (lesson,) = lessons.lessons_view(here.vault, here.audit_id).rows
    (action,) = action_plan.actions_view(here.vault, here.audit_id).rows
    headline = next(c for c in headlines_view(*place).cards if c.agency_id == POLICE)
    lived = next(p for p in walkthrough.lived_view(*place).prompts if p.key == "normal_day")
    return (
        headline.note,
        notes.chronology_note,
        lived.answer,
        notes.private_note,
        judged.reason,
        judged.seen,
        judged.other_view,
        judged.dissents[0].text,
        lesson.lesson.text,
        action.action.what,
        action.action.owner_role,
        action.action.measure,
    )


def stored_texts(here: Room) -> tuple[str, ...]:
    with here.vault.reading() as tx:
        (kept,) = tx.lessons.of(here.audit_id)
        (plan,) = tx.actions.of(here.audit_id)
        (walk,) = tx.walkthroughs.of(here.table_id)
        return (kept.text, plan.what, walk.chronology_note, walk.judgements[0].seen)


def test_every_text_is_kept_as_references_and_reads_as_it_was_typed(here: Room) -> None:
    text = f"{label(here)} told {label(here, 1)}’s aunt about {{{{x}}}} and {{{{entry:9|Z}}}}."
    say_everywhere(here, text)
    assert set(read_everywhere(here)) == {text}
    for stored in stored_texts(here):
        assert referred_to(stored) == set(here.children)
    assert here.printed.count(f"{label(here)} told {label(here, 1)}") >= 6


def test_texts_follow_their_people_when_labels_are_drawn_anew(here: Room) -> None:
    before = label(here), label(here, 1)
    say_everywhere(here, "{} told {}.".format(*before))
    with here.vault.transaction() as tx:
        work = tx.report_works.get(here.audit_id)
        turned = dict(zip(before, before[::-1], strict=True))
        labels = tuple((entry, turned.get(name, name)) for entry, name in work.labels)
        tx.report_works.put(replace(work, labels=labels))
        tx.log("test.labels")
    assert (label(here), label(here, 1)) == before[::-1]
    assert set(read_everywhere(here)) == {"{} told {}.".format(*before[::-1])}


def test_names_are_shown_where_the_room_may_hear_them_and_never_reach_the_report(here: Room) -> None:
    mine = label(here)
    say_everywhere(here, f"{mine} was tired.")
    details = round_tables.MeetingDetails(date(2026, 10, 8), names_in_room=True)
    round_tables.edit_round_table(here.vault, here.table_id, details)
    here.open()
    assert set(read_everywhere(here)) == {"Amelia Thornton was tired."}
    # What is shown is saved again from the page: it still points at her.
    say_again = read_everywhere(here)[1] + " So was her father."
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], say_again)
    here.close()
    assert (
        walkthrough.step_notes(here.vault, here.table_id, here.case_ids[0], Step.CHRONOLOGY).chronology_note
        == f"{mine} was tired. So was her father."
    )
    assert "Amelia" not in here.printed


def test_a_renamed_person_is_shown_by_the_new_name(here: Room) -> None:
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], f"{label(here)} was tired.")
    details = round_tables.MeetingDetails(date(2026, 10, 8), names_in_room=True)
    round_tables.edit_round_table(here.vault, here.table_id, details)
    child = Person(
        here.children[0], "Amelia Best", "Child", aliases=("Amelia Thornton",), is_index_child=True
    )
    registers.enter_person(here.vault, here.case_ids[0], child)
    here.open()
    notes = walkthrough.step_notes(here.vault, here.table_id, here.case_ids[0], Step.WHO)
    assert notes.chronology_note == "Amelia Best was tired."


def test_a_removed_lesson_and_action_come_back_as_they_were(here: Room) -> None:
    text = f"Listen to {label(here)} and {{{{open}}}}."
    made = lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text).made
    with here.vault.reading() as tx:
        before = tx.lessons.get(made)
    gone = lessons.remove_lesson(here.vault, before.id)
    assert gone.text == text
    lessons.edit_lesson(here.vault, gone)
    with here.vault.reading() as tx:
        assert tx.lessons.get(made) == before


def test_a_case_whose_child_a_lesson_points_at_stays(here: Room) -> None:
    lessons.capture_lesson(
        here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=f"Listen to {label(here, 1)}."
    )
    with pytest.raises(CaseDiscussed):
        registers.remove_case(here.vault, here.case_ids[1])


# --- two entries, one person


def test_two_people_become_one_with_all_names_in_every_text(here: Room) -> None:
    kept = here.person("Ifeoma Obi", "School nurse", is_professional=True)
    gone = here.person("Ify Wrightson", "School nurse", is_professional=True, aliases=("Nurse Ify",))
    here.open()
    labels = here.prepared().inputs.labels
    text = f"{labels[gone]} rang {labels[kept]}."
    walkthrough.note_chronology(here.vault, here.table_id, here.case_ids[0], text)
    registers.merge_people(here.vault, here.case_ids[0], kept, gone)
    people = registers.case_file_view(here.vault, here.case_ids[0]).case.register.people
    (nurse,) = [p for p in people if p.role == "School nurse"]
    assert (nurse.id, nurse.name) == (kept, "Ifeoma Obi")
    assert set(nurse.aliases) == {"Ify Wrightson", "Nurse Ify"}
    notes = walkthrough.step_notes(here.vault, here.table_id, here.case_ids[0], Step.WHO)
    assert notes.chronology_note == f"{labels[kept]} rang {labels[kept]}."
    here.event("Ify Wrightson was there.")
    assert "Wrightson" not in here.printed


def test_a_sibling_who_is_another_cases_child_is_that_child_everywhere(here: Room) -> None:
    double = here.person("Kwabena A.", "Half-sibling", born_on=date(2014, 2, 12))
    mother = here.person("Efua Asante", "Mother")
    registers.draw_family(
        here.vault,
        here.case_ids[0],
        Family((Union(mother, PersonId(""), UnionKind.UNKNOWN, (double, here.children[0])),)),
    )
    registers.merge_people(here.vault, here.case_ids[0], here.children[1], double)
    first, second = (registers.case_file_view(here.vault, c).case for c in here.case_ids)
    there = first.register.person(here.children[1])
    assert there is not None
    assert (there.role, there.is_index_child, there.name) == ("Half-sibling", False, "Kwabena Asante")
    assert first.index_child is not None
    assert first.index_child.id == here.children[0]
    assert second.index_child is not None
    assert "Kwabena A." in second.index_child.aliases
    assert first.family.unions[0].children == (here.children[1], here.children[0])
    assert [(i.kind, i.value) for i in first.register.identifiers] == [("date of birth", "2014-02-12")]
    assert here.prepared().inputs.labels[here.children[1]].startswith("Child ")


def test_a_person_is_not_merged_with_themselves_or_with_nobody(here: Room) -> None:
    for other in (here.children[0], PersonId("nobody")):
        with pytest.raises(NothingToMerge):
            registers.merge_people(here.vault, here.case_ids[0], here.children[0], other)


# --- what to know while a register is typed


def test_what_the_report_will_do_is_told_while_a_register_is_typed(here: Room) -> None:
    here.person("Amelia Thornton", "Cousin", case=1)
    here.person("X", "Uncle")
    here.place("—", "School")
    notes = registers.case_file_view(here.vault, here.case_ids[0]).notes
    told = {(n.entry_id, n.kind) for n in notes}
    assert (here.children[0], "shared_form") in told
    assert any(n.kind == "empty" and "Nothing can be found" in n.text for n in notes)
    shared = next(n.text for n in notes if n.kind == "shared_form")
    assert "no label is guessed" in shared
    assert sum(n.kind in ("short name", "one_letter") for n in notes) == 1
