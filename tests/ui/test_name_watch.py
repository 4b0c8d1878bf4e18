"""The live name hint: a registered name is underlined as it is typed, its label one keystroke away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.curtain import draw_curtain
from roundtable.actions.walkthrough import lived_view
from tests.ui.meeting_stage import Stage


def child_of(stage: Stage) -> str:
    with stage.vault.reading() as tx:
        child = tx.cases.get(stage.cases[1]).index_child
    assert child is not None
    return child.name


def test_a_registered_name_is_underlined_and_ctrl_dot_puts_the_label(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    editor = screen.cards[0].editor
    QTest.keyClicks(editor, f"At night {child_of(stage)} was cold")
    screen.flush()
    (hint,) = editor.hints()
    assert (hint.start, hint.label, hint.kind) == (9, screen.case_name, "name")
    line = screen.cards[0].saving._watches[0].line
    assert line.isVisible()
    assert f"Ctrl+. puts “{screen.case_name}”" in line.text()
    QTest.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == f"At night {screen.case_name} was cold"
    screen.flush()
    assert editor.hints() == ()
    assert not line.isVisible()
    answer = lived_view(stage.vault, stage.table, stage.cases[1]).prompts[0].answer
    assert answer == f"At night {screen.case_name} was cold"


def test_roles_and_labels_are_left_alone(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    editor = screen.cards[0].editor
    QTest.keyClicks(editor, "The school nurse saw that the child was hungry")
    screen.flush()
    assert editor.hints() == ()


def test_a_stored_name_is_underlined_when_the_page_opens(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    QTest.keyClicks(screen.cards[0].editor, child_of(stage))
    screen.flush()
    again = stage.open("lived", 1)
    assert len(again.cards[0].editor.hints()) == 1


def test_private_notes_are_not_looked_at(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    QTest.keyClicks(screen.private, child_of(stage))
    screen.flush()
    assert screen.private.hints() == ()


def test_under_the_curtain_nothing_of_the_register_is_told(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    draw_curtain(stage.vault, stage.table)
    QTest.keyClicks(screen.cards[0].editor, child_of(stage))
    screen.flush()
    assert screen.cards[0].editor.hints() == ()


def test_the_underline_does_not_wait_for_the_save(stage: Stage, qtbot: Any) -> None:
    screen = stage.open("lived", 1)
    editor = screen.cards[0].editor
    QTest.keyClicks(editor, f"At night {child_of(stage)}")
    qtbot.waitUntil(lambda: bool(editor.hints()), timeout=600)
    assert editor.is_unsaved()


def test_an_underline_moves_with_its_name(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    editor = screen.cards[0].editor
    name = child_of(stage)
    QTest.keyClicks(editor, f"At night {name} was cold")
    screen.flush()
    QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "Late. ")
    (hint,) = editor.hints()
    assert editor.toPlainText()[hint.start : hint.start + hint.length] == name
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, " again")
    assert editor.hints() == (hint,)


def test_a_smiley_before_the_name_moves_no_underline(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    editor = screen.cards[0].editor
    editor.setPlainText(f"\N{GRINNING FACE} {child_of(stage)} was cold")
    screen.flush()
    QTest.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == f"\N{GRINNING FACE} {screen.case_name} was cold"
