"""Questions: gaps first, one a page, a reason for a changed grade, both views, dissent, lessons with evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions import ready_made
from roundtable.actions.hub import hub_view
from roundtable.actions.lessons import lessons_view
from roundtable.actions.questions import question_view, questions_view
from roundtable.actions.walkthrough import draft_judgement, finish_step, judge
from roundtable.domain.case import Case
from roundtable.domain.grading import INSUFFICIENT, NOT_KNOWN, Dissent, Judgement
from roundtable.domain.ids import AgencyId, QuestionId
from roundtable.domain.lessons import EvidenceKind
from roundtable.domain.walkthrough import Step, StepStatus
from roundtable.ui.widgets.buttons import Button
from tests.ui.meeting_stage import Stage

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def stored(stage: Stage, screen: Any) -> Any:
    return question_view(stage.vault, stage.table, stage.cases[1], screen.question_id).judgement


def ungiven_grade(screen: Any) -> str:
    given = {s.grade_id for s in screen.view_shown.self_grades}
    return next(g.id for g in screen.view_shown.scale.grades if g.id not in given)


def test_the_widest_gap_comes_first_and_is_flagged_in_words(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    first = questions_view(stage.vault, stage.table, stage.cases[1])[0]
    assert first.wide_gap
    assert screen.page.title() == first.text
    assert screen.answers.has_wide_gap()
    assert screen.page_eyebrow().startswith("Question 1 of 13")


def test_choosing_a_grade_is_kept_at_once(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    screen.form.tiles.tiles[2].click()
    assert stored(stage, screen).grade_id == "requires_improvement"
    screen.form.clear.click()
    assert stored(stage, screen).grade_id == ""


def test_the_room_sees_the_agreed_grade_when_it_is_shown_and_anew_for_each_question(stage: Stage) -> None:
    def told() -> list[str]:
        return [line for line in stage.room.last.lines if line.startswith("Agreed")]

    screen = stage.open("questions", 1)
    assert screen.show_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    given = stage.room.last.lines
    screen.form.tiles.tiles[2].click()
    assert stored(stage, screen).grade_id and stage.room.last.lines == given and not told()
    screen.show_button.setFocus()
    QTest.keyClick(screen.show_button, Qt.Key.Key_Return)
    assert told() == ["Agreed: Requires improvement"] and screen.show_button.text() == "Hide from room"
    screen.form.tiles.tiles[1].click()
    assert told() == [f"Agreed: {screen.form.tiles.tiles[1].choice.title}"]
    screen.form.clear.click()
    assert not told()
    screen.form.tiles.tiles[2].click()
    screen.show_button.click()
    assert not told() and stored(stage, screen).grade_id
    screen.show_button.click()
    assert told()
    screen.go_on_asking()
    stage.settle()
    following = stage.navigator.screen
    assert following is not screen and following.show_button.text() == "Show to room"
    following.form.tiles.tiles[2].click()
    assert stage.room.last.title == following.page.title() and not told()


def test_a_grade_no_agency_gave_wants_a_reason_beside_the_field(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    grade = ungiven_grade(screen)
    next(t for t in screen.form.tiles.tiles if t.choice.key == grade).click()
    here = screen.question_id
    assert "No agency gave it" in screen.form.reason_field.label.text()
    screen.do_primary()
    assert stage.navigator.screen is screen
    assert screen.form.reason_field.error()
    assert screen.page.errors.isVisible()
    assert screen.footer.saved.text().startswith("Saved and encrypted at")
    assert stored(stage, screen).grade_id == grade
    screen.form.reason.setFocus()
    QTest.keyClicks(screen.form.reason, "The visits stopped in May")
    screen.do_primary()
    stage.settle()
    assert stage.navigator.screen is not screen
    judgement = question_view(stage.vault, stage.table, stage.cases[1], here).judgement
    assert (judgement.grade_id, judgement.reason) == (grade, "The visits stopped in May")


def test_nothing_answered_is_said_and_leave_for_later_goes_on(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    screen.do_primary()
    assert "Leave for later" in screen.page.errors.texts()[0]
    screen.later.click()
    stage.settle()
    assert stage.navigator.screen.page_eyebrow().startswith("Question 2 of 13")


def test_what_the_group_saw_is_autosaved_and_comes_back(stage: Stage) -> None:
    screen = stage.open("questions", 1, question_id=QuestionId("A2"))
    QTest.keyClicks(screen.form.seen_editors[0], "School asked and wrote it down")
    screen.flush()
    assert stored(stage, screen).seen == "School asked and wrote it down"
    again = stage.open("questions", 1, question_id=QuestionId("A2"))
    assert again.form.seen_editors[0].toPlainText() == "School asked and wrote it down"


def test_both_views_and_a_dissent_are_recorded_by_agency(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    screen.form.open_views.click()
    QTest.keyClicks(screen.form.other_view, "Housing saw it coming")
    screen.form.dissents.add_button.click()
    row = screen.form.dissents._rows[0]
    row.agency.set_value("police")
    QTest.keyClicks(row.text, "We were not asked")
    screen.flush()
    judgement = stored(stage, screen)
    assert judgement.other_view == "Housing saw it coming"
    assert judgement.dissents == (Dissent(AgencyId("police"), "We were not asked"),)
    row.remove.click()
    assert stored(stage, screen).dissents == ()
    assert stage.window.toasts.text() == "View removed"
    assert stage.window.toasts.undo()
    assert stored(stage, screen).dissents == judgement.dissents


def test_off_scale_answers_are_real_answers(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    next(t for t in screen.form.tiles.tiles if t.choice.key == INSUFFICIENT).click()
    screen.do_primary()
    stage.settle()
    assert stage.navigator.screen is not screen


def test_the_list_of_questions_leads_to_one(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    stage.prompts.answers = ["E1"]
    screen.list_button.click()
    stage.settle()
    assert stage.navigator.screen.question_id == "E1"


def rail_status(stage: Stage) -> StepStatus:
    groups = hub_view(stage.vault, stage.table).groups
    rows = next(g.steps for g in groups if g.case_id == stage.cases[1])
    return next(r.status for r in rows if r.step is Step.QUESTIONS)


def answer(stage: Stage, *questions: QuestionId) -> None:
    for question in questions:
        judge(stage.vault, stage.table, stage.cases[1], Judgement(question, NOT_KNOWN, seen="Seen"))


def test_leaving_the_last_question_for_later_goes_on_and_does_not_complete_the_step(stage: Stage) -> None:
    rows = questions_view(stage.vault, stage.table, stage.cases[1])
    answer(stage, *(r.question_id for r in rows[1:-1]))
    screen = stage.open("questions", 1, question_id=rows[-1].question_id)
    screen.later.click()
    stage.settle()
    assert stage.navigator.here is not None and stage.navigator.here.key == "practice"
    assert rail_status(stage) is StepStatus.IN_PROGRESS
    assert stage.window.toasts.text() == "2 questions wait for an answer: “Questions” stays in progress"


def test_answering_the_last_question_completes_the_step_only_if_none_is_open(stage: Stage) -> None:
    rows = questions_view(stage.vault, stage.table, stage.cases[1])
    answer(stage, *(r.question_id for r in rows[1:-1]))
    screen = stage.open("questions", 1, question_id=rows[-1].question_id)
    QTest.keyClicks(screen.form.seen_editors[0], "Nobody asked")
    screen.do_primary()
    stage.settle()
    assert rail_status(stage) is StepStatus.IN_PROGRESS
    assert stage.window.toasts.text().startswith("1 question waits")
    stage.window.toasts.dismiss()
    answer(stage, rows[0].question_id)
    screen = stage.open("questions", 1, question_id=rows[-1].question_id)
    screen.do_primary()
    stage.settle()
    assert stage.navigator.here is not None and stage.navigator.here.key == "practice"
    assert rail_status(stage) is StepStatus.COMPLETED
    assert not stage.window.toasts.isVisible()


def test_words_just_typed_count_when_the_last_question_is_left(stage: Stage) -> None:
    rows = questions_view(stage.vault, stage.table, stage.cases[1])
    answer(stage, *(r.question_id for r in rows[:-1]))
    screen = stage.open("questions", 1, question_id=rows[-1].question_id)
    QTest.keyClicks(screen.form.seen_editors[0], "Nobody asked")
    screen.later.click()
    stage.settle()
    assert rail_status(stage) is StepStatus.COMPLETED


def test_an_answer_taken_back_opens_the_completed_step_again(stage: Stage) -> None:
    rows = questions_view(stage.vault, stage.table, stage.cases[1])
    answer(stage, *(r.question_id for r in rows))
    finish_step(stage.vault, stage.table, stage.cases[1], Step.QUESTIONS)
    assert rail_status(stage) is StepStatus.COMPLETED
    draft_judgement(stage.vault, stage.table, stage.cases[1], Judgement(rows[3].question_id))
    assert rail_status(stage) is StepStatus.IN_PROGRESS


def test_ctrl_shift_l_captures_a_lesson_with_this_question_as_evidence(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    QTest.keyClick(stage.window, Qt.Key.Key_L, CTRL_SHIFT)
    assert screen.capture is not None
    assert screen.capture.form.text.hasFocus()
    QTest.keyClicks(screen.capture.form.text, "Ask the child and write it down")
    QTest.keyClick(screen.capture.form.text, Qt.Key.Key_Return)
    (row,) = lessons_view(stage.vault, screen.hub.audit.id, stage.cases[1]).rows
    assert row.lesson.text == "Ask the child and write it down"
    (evidence,) = row.lesson.evidence
    assert (evidence.kind, evidence.ref) == (EvidenceKind.ANSWER, screen.question_id)
    assert stage.window.toasts.text() == "Lesson added"


@pytest.mark.parametrize("scale", ["scaling", "brag", "none"])
def test_every_scale_can_be_answered(stage: Stage, scale: str) -> None:
    wanted = next(s for s in ready_made.grade_scales() if s.id == scale)
    with stage.vault.transaction() as tx:
        (audit,) = tx.audits.all()
        tx.audits.put(replace(audit, scale=wanted))
        for case in tx.cases.all():
            tx.cases.put(_without_grades(case))
        tx.log("scale.changed_in_test", audit.id)
    screen = stage.open("questions", 1)
    if wanted.grades:
        assert len(screen.form.tiles.tiles) == len(wanted.grades) + 2
        screen.form.tiles.tiles[0].click()
        assert stored(stage, screen).grade_id == wanted.grades[0].id
    else:
        for editor, words in zip(screen.form.seen_editors, ("It held", "It broke", "Mend it"), strict=True):
            QTest.keyClicks(editor, words)
        screen.flush()
        assert (
            stored(stage, screen).seen
            == "Works well:\nIt held\n\nWorried about:\nIt broke\n\nWhat next:\nMend it"
        )
        again = stage.open("questions", 1, question_id=screen.question_id)
        assert [e.toPlainText() for e in again.form.seen_editors] == ["It held", "It broke", "Mend it"]


def _without_grades(case: Case) -> Case:
    returns = tuple(
        replace(r, grade_id="", answers=tuple(replace(a, grade_id="") for a in r.answers))
        for r in case.returns
    )
    return replace(case, returns=returns)


def test_the_evidence_an_agency_names_leads_to_its_events_and_back(stage: Stage) -> None:
    screen = stage.open("questions", 1)
    links = [b for b in screen.answers.findChildren(Button) if b.text() == "Its events"]
    assert links
    named = {s.agency: s.agency_id for s in screen.view_shown.self_grades if s.evidence}
    link = links[0]
    agency = link.accessibleName().partition(":")[0]
    here = screen.question_id
    link.click()
    stage.settle()
    page = stage.navigator.screen
    assert stage.navigator.here.key == "chronology"
    assert page.filter.by_agency.value() == named[agency]
    assert {row.agency for row in page.table.events.rows} == {agency}
    assert stage.navigator.back()
    stage.settle()
    assert stage.navigator.screen.question_id == here


def test_an_agency_without_an_event_is_said_and_all_are_shown(stage: Stage) -> None:
    page = stage.open("chronology", 1, agency_id="nobody")
    stage.settle()
    assert page.filter.by_agency.value() == ""
    assert page.table.events.rows
    assert "tells no event" in stage.window.toasts.text()
