"""A lesson from any page of a case, in two keys, with the case attached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.lessons import lessons_view
from roundtable.domain.lessons import EvidenceKind
from tests.ui.meeting_stage import Stage

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("page", ["who", "headlines", "lived", "grade", "urgent"])
def test_two_keys_make_a_lesson_with_the_case_attached(stage: Stage, page: str) -> None:
    screen = stage.open(page, 1)
    QTest.keyClick(stage.window, Qt.Key.Key_L, BOTH)
    capture = screen.lesson.capture
    assert capture.form.text.hasFocus()
    QTest.keyClicks(capture.form.text, "Ask the child first")
    QTest.keyClick(capture.form.text, Qt.Key.Key_Return)
    assert stage.window.toasts.text() == "Lesson added"
    rows = lessons_view(stage.vault, screen.hub.audit.id, stage.cases[1]).rows
    (row,) = [r for r in rows if r.lesson.text == "Ask the child first"]
    assert [(e.kind, e.case_id) for e in row.lesson.evidence] == [(EvidenceKind.CASE, stage.cases[1])]


def test_a_lesson_half_written_keeps_its_evidence(stage: Stage) -> None:
    screen = stage.open("chronology", 1)
    screen.table.selectRow(3)
    first = screen.table.chosen_event().id
    QTest.keyClick(stage.window, Qt.Key.Key_L, BOTH)
    QTest.keyClicks(screen.lesson.capture.form.text, "Half a th")
    screen.table.selectRow(5)
    QTest.keyClick(stage.window, Qt.Key.Key_L, BOTH)
    assert [e.ref for e in screen.lesson.capture.form.evidence.picked()] == [first]


@pytest.mark.parametrize("page", ["who", "questions", "urgent"])
def test_the_field_that_one_types_into_is_seen(stage: Stage, page: str) -> None:
    screen = stage.open(page, 1)
    QTest.keyClick(stage.window, Qt.Key.Key_L, BOTH)
    capture = screen.capture if page == "questions" else screen.lesson.capture
    stage.settle()
    field = capture.form.text
    assert field.visibleRegion().boundingRect().height() > 0.9 * field.height()
