"""Lived experience: the child in the middle, every answer kept, nothing typed on the projector."""

from __future__ import annotations

from PySide6.QtTest import QTest

from roundtable.actions.walkthrough import lived_view
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
