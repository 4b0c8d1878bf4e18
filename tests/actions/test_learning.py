"""Lessons and actions: in their order, taken out and brought back, never lost by what happens beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roundtable.actions import action_plan, chronology, lessons
from roundtable.actions.action_plan import ActionWords
from roundtable.domain.errors import ActionIncomplete, LessonTextMissing, RecordMissing
from roundtable.domain.ids import ActionId, AgencyId, EventId, LessonId
from roundtable.domain.lessons import Evidence, EvidenceKind, Lesson, LessonKind
from tests.actions.rooms import POLICE, Room

DUE = date(2027, 1, 29)


def capture(here: Room, text: str, **details: Any) -> LessonId:
    made = lessons.capture_lesson(here.vault, here.audit_id, kind=LessonKind.SYSTEM, text=text, **details)
    return LessonId(made.made)


def order(here: Room) -> list[str]:
    return [row.lesson.text for row in lessons.lessons_view(here.vault, here.audit_id).rows]


def agree(here: Room, what: str, **details: Any) -> ActionId:
    whole = {"owner_agency_id": POLICE, "due_on": DUE, "measure": "Nobody is missed.", **details}
    return ActionId(action_plan.agree_action(here.vault, here.audit_id, what=what, **whole).made)


# --- lessons


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5)), max_size=4))
def test_moving_is_like_moving_in_a_list(here: Room, moves: list[tuple[int, int]]) -> None:
    for old in lessons.lessons_view(here.vault, here.audit_id).rows:
        lessons.remove_lesson(here.vault, old.lesson.id)
    ids = [capture(here, text) for text in ("one", "two", "three", "four")]
    expected = ["one", "two", "three", "four"]
    for which, by in moves:
        text = ("one", "two", "three", "four")[which]
        place = expected.index(text)
        expected.remove(text)
        expected.insert(max(0, min(3, place + by)), text)
        lessons.move_lesson(here.vault, ids[which], by)
        assert order(here) == expected


def test_a_lesson_taken_out_comes_back_where_it_was(here: Room) -> None:
    _one, two, _three = (capture(here, text) for text in ("one", "two", "three"))
    gone = lessons.remove_lesson(here.vault, two)
    assert order(here) == ["one", "three"]
    with pytest.raises(RecordMissing):
        lessons.remove_lesson(here.vault, two)
    capture(here, "four")
    lessons.edit_lesson(here.vault, gone)
    assert order(here) == ["one", "two", "three", "four"]


def test_a_lesson_needs_a_text_and_a_refused_change_leaves_it_as_it_was(here: Room) -> None:
    with pytest.raises(LessonTextMissing):
        capture(here, " \n ")
    lesson = capture(here, "Ask the child.", domain="Hearing the child", route="practice")
    with pytest.raises(LessonTextMissing):
        lessons.amend_lesson(here.vault, lesson, kind=LessonKind.SYSTEM, text=" ", agencies=(), evidence=())
    lessons.amend_lesson(
        here.vault, lesson, kind=LessonKind.GOOD_PRACTICE, text="Ask.", agencies=(POLICE,), evidence=()
    )
    (row,) = lessons.lessons_view(here.vault, here.audit_id).rows
    assert (row.lesson.text, row.lesson.domain, row.lesson.route) == ("Ask.", "Hearing the child", "practice")
    assert row.agencies == ("Police",)


def test_evidence_that_was_taken_out_is_said_and_comes_back_with_it(here: Room) -> None:
    event = EventId(here.event("They came back twice."))
    case_id = here.case_ids[0]
    capture(here, "Call back.", evidence=(Evidence(EvidenceKind.EVENT, case_id, event),))
    assert here.report.lessons[0].evidence[0].endswith("Month 1")
    gone = chronology.remove_event(here.vault, case_id, event)
    rows = lessons.lessons_view(here.vault, here.audit_id).rows
    assert [r.evidence[0].partition(", ")[2] for r in rows] == ["an event that was removed"]
    assert not here.report.lessons[0].evidence
    chronology.edit_event(here.vault, case_id, gone)
    assert here.report.lessons[0].evidence[0].endswith("Month 1")


def test_a_lesson_of_one_case_shows_in_that_case_and_in_the_whole_list(here: Room) -> None:
    capture(here, "Of the first.", case_id=here.case_ids[0])
    capture(here, "Of the second.", case_id=here.case_ids[1])
    rows = lessons.lessons_view(here.vault, here.audit_id, here.case_ids[1]).rows
    assert [r.lesson.text for r in rows] == ["Of the second."]
    assert len(order(here)) == 2


# --- actions


def test_what_an_action_lacks_is_named_and_nothing_is_stored(here: Room) -> None:
    with pytest.raises(ActionIncomplete) as raised:
        agree(here, " ", owner_agency_id=AgencyId(""), due_on=date(2020, 1, 1), measure="")
    problems = raised.value.details["problems"]
    assert isinstance(problems, tuple)
    assert len(problems) == 4
    assert action_plan.actions_view(here.vault, here.audit_id).rows == ()


def test_a_draft_keeps_every_word_and_becomes_an_action_when_it_is_whole(here: Room) -> None:
    nothing = action_plan.draft_action(here.vault, here.audit_id, ActionWords(), ActionId(""))
    assert nothing.made == ""
    half = ActionWords(what="Share dates")
    made = ActionId(action_plan.draft_action(here.vault, here.audit_id, half, ActionId("")).made)
    (row,) = action_plan.actions_view(here.vault, here.audit_id).rows
    assert len(row.missing) == 3
    with pytest.raises(ActionIncomplete):
        action_plan.amend_action(here.vault, made, half)
    whole = ActionWords("Share dates", POLICE, "Inspector", DUE, "Nobody is missed.")
    action_plan.amend_action(here.vault, made, whole)
    (row,) = action_plan.actions_view(here.vault, here.audit_id).rows
    assert (row.action.id, row.missing, row.owner) == (made, (), "Police, Inspector")


def test_an_action_taken_out_comes_back_even_when_its_day_has_passed(here: Room) -> None:
    lesson = capture(here, "Share dates.")
    made = agree(here, "Share dates", lesson_ids=(lesson,))
    gone = action_plan.remove_action(here.vault, made)
    here.clock.forward(days=400)
    action_plan.restore_action(here.vault, gone)
    (row,) = action_plan.actions_view(here.vault, here.audit_id).rows
    assert (row.action, row.lessons, row.missing) == (gone, ("L1",), ())
    with pytest.raises(ActionIncomplete):
        action_plan.edit_action(here.vault, gone)


def test_the_plan_is_sorted_by_day_in_the_room_and_on_paper(here: Room) -> None:
    agree(here, "Later", due_on=date(2027, 3, 1))
    agree(here, "Sooner", due_on=date(2026, 12, 1))
    action_plan.draft_action(here.vault, here.audit_id, ActionWords(what="Some day"), ActionId(""))
    told = [r.action.what for r in action_plan.actions_view(here.vault, here.audit_id).rows]
    assert told == ["Sooner", "Later", "Some day"] == [a.what for a in here.report.actions]


def test_an_action_outlives_its_lesson(here: Room) -> None:
    lesson = capture(here, "Share dates.")
    agree(here, "Share dates", lesson_ids=(lesson,))
    gone: Lesson = lessons.remove_lesson(here.vault, lesson)
    (row,) = action_plan.actions_view(here.vault, here.audit_id).rows
    assert row.lessons == ()
    lessons.edit_lesson(here.vault, gone)
    (row,) = action_plan.actions_view(here.vault, here.audit_id).rows
    assert row.lessons == ("L1",)
