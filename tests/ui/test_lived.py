"""Lived experience: the child in the middle, every answer kept, nothing typed on the projector."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.walkthrough import lived_view, step_notes
from roundtable.domain.walkthrough import Step, StepStatus
from tests.ui.meeting_stage import Stage


def test_the_childs_label_stands_over_every_prompt(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    assert screen._child.text() == screen.case_name
    assert len(screen.cards) == 6
    assert screen.page.title() == f"What was it like to be {screen.case_name}?"
    assert screen.cards[0].editor.accessibleName() == screen.cards[0].heading.text()


def test_each_answer_is_kept_under_its_prompt(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    for number, card in enumerate(screen.cards):
        card.editor.setFocus()
        QTest.keyClicks(card.editor, f"answer {number}")
    screen.flush()
    answers = [p.answer for p in lived_view(stage.vault, stage.table, stage.cases[1]).prompts]
    assert answers == [f"answer {number}" for number in range(6)]
    assert screen.footer.saved.text().startswith("Saved and encrypted at ")


def test_the_room_sees_the_prompts_and_not_the_answers(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    QTest.keyClicks(screen.cards[0].editor, "hungryintheevening")
    screen.flush()
    screen.tell_room()
    assert stage.room.last.lines[0] == screen.cards[0].heading.text()
    assert "hungryintheevening" not in stage.room.texts()


def test_the_childs_own_words_are_marked_as_such_by_keyboard_and_said(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    card = screen.cards[1]
    card.editor.setFocus()
    QTest.keyClicks(card.editor, "Told the nurse ")
    QTest.keyClick(
        stage.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    QTest.keyClicks(card.editor, "I was hungry")
    assert card.editor.toPlainText() == "Told the nurse “I was hungry”"
    assert card.said.isVisible() and card.said.text().startswith("1 quote.")
    assert not screen.cards[0].said.isVisible()


def test_straight_marks_are_typed_as_a_quote_and_the_page_shows_it_again(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    QTest.keyClicks(screen.cards[1].editor, 'She said "nobody asked me" at school')
    screen.flush()
    again = stage.open("lived", 1)
    assert again.cards[1].editor.toPlainText() == "She said “nobody asked me” at school"
    assert again.cards[1].said.isVisible()


def test_selected_words_are_marked(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    card = screen.cards[0]
    card.editor.setPlainText("I was hungry")
    card.editor.selectAll()
    card.quote.click()
    assert card.editor.toPlainText() == "“I was hungry”"


def test_nothing_written_is_asked_about_and_a_word_completes_the_step(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    screen.do_primary()
    stage.settle()
    assert stage.navigator.screen is screen and "Skip this step" in screen.page.errors.texts()[0]
    assert _status(stage) is not StepStatus.COMPLETED
    QTest.keyClicks(screen.cards[2].editor, "Quiet")
    screen.do_primary()
    stage.settle()
    assert stage.navigator.screen is not screen and _status(stage) is StepStatus.COMPLETED
    assert lived_view(stage.vault, stage.table, stage.cases[1]).prompts[2].answer == "Quiet"


def test_it_may_be_skipped_with_a_reason(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    stage.prompts.answers.append("The school could not come today")
    screen.skip_button.click()
    stage.settle()
    assert _status(stage) is StepStatus.SKIPPED


def _status(stage: Stage) -> StepStatus:
    return step_notes(stage.vault, stage.table, stage.cases[1], Step.LIVED).state.status
