"""Good practice and improvement: a lesson in seconds by keyboard, kept while it is typed, removed with undo."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.actions.lessons import lessons_view
from roundtable.domain.ids import AgencyId
from roundtable.domain.lessons import EvidenceKind, LessonKind
from tests.ui.meeting_stage import Stage


def lessons(stage: Stage, screen: Any) -> list[Any]:
    return [row.lesson for row in lessons_view(stage.vault, screen.hub.audit.id, stage.cases[1]).rows]


def test_two_keys_and_a_sentence_make_a_lesson(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    form = screen.capture.form
    form.kinds.focus_first()
    QTest.keyClick(form.kinds.tiles[0], Qt.Key.Key_2)
    assert form.text.hasFocus()
    QTest.keyClicks(form.text, "Read contacts together within 90 days")
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    (lesson,) = lessons(stage, screen)
    assert (lesson.kind, lesson.text) == (LessonKind.IMPROVEMENT, "Read contacts together within 90 days")
    assert form.text.toPlainText() == ""
    assert form.text.hasFocus()
    assert len(screen.cards) == 1


def test_digits_inside_a_text_stay_digits(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    QTest.keyClicks(screen.capture.form.text, "12 of 13 visits")
    assert screen.capture.form.text.toPlainText() == "12 of 13 visits"
    assert screen.capture.form.kind() is LessonKind.GOOD_PRACTICE
    QTest.keyClick(screen.capture.form.text, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert screen.capture.form.kind() is LessonKind.SYSTEM


def test_half_a_sentence_is_in_the_vault_before_enter(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    QTest.keyClicks(screen.capture.form.text, "The school nurse went")
    screen.flush()
    assert [item.text for item in lessons(stage, screen)] == ["The school nurse went"]
    QTest.keyClicks(screen.capture.form.text, " herself")
    screen.flush()
    assert [item.text for item in lessons(stage, screen)] == ["The school nurse went herself"]
    stage.open("who", 1)
    again = stage.open("practice", 1)
    assert len(again.cards) == 1


def test_agencies_and_evidence_are_found_by_typing(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    form = screen.capture.form
    QTest.keyClicks(form.text, "Warm handover")
    form._agencies[AgencyId("police")].click()
    search = form.evidence.search
    search.setFocus()
    QTest.keyClicks(search, "asthma review")
    assert 0 < form.evidence.matches.count() < 40
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert not form.evidence.matches.isVisible()
    (lesson,) = lessons(stage, screen)
    assert lesson.agencies == (AgencyId("police"),)
    (evidence,) = lesson.evidence
    assert evidence.kind is EvidenceKind.EVENT
    assert evidence.case_id == stage.cases[1]


def test_nothing_matching_is_said_and_escape_closes(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    picker = screen.capture.form.evidence
    picker.search.setFocus()
    QTest.keyClicks(picker.search, "zzzz")
    assert picker._none.isVisible()
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    assert picker.search.text() == ""
    assert not picker._none.isVisible()


def test_a_lesson_is_edited_in_place(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    QTest.keyClicks(screen.capture.form.text, "First words")
    screen.capture.complete()
    (lesson,) = lessons(stage, screen)
    screen.list.edit(lesson)
    form = screen.capture.form
    assert form.text.toPlainText() == "First words"
    form.text.selectAll()
    QTest.keyClicks(form.text, "Better words")
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    (changed,) = lessons(stage, screen)
    assert (changed.id, changed.text) == (lesson.id, "Better words")
    assert screen.capture.lesson_id == ""


def test_removing_offers_undo(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    QTest.keyClicks(screen.capture.form.text, "To be removed")
    screen.capture.complete()
    (lesson,) = lessons(stage, screen)
    screen.list.remove(lesson)
    assert lessons(stage, screen) == []
    assert screen._empty.isVisible()
    QTest.keyClick(stage.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    if not lessons(stage, screen):
        # Ctrl+Z inside a text belongs to the text.
        assert stage.window.toasts.undo()
    assert lessons(stage, screen) == [lesson]


def test_an_empty_lesson_is_said_and_ctrl_enter_adds_before_it_goes_on(stage: Stage) -> None:
    screen = stage.open("practice", 1)
    QTest.keyClick(screen.capture.form.text, Qt.Key.Key_Return)
    assert "Enter what you would tell a colleague" in screen.page.errors.texts()
    QTest.keyClicks(screen.capture.form.text, "One more")
    assert screen.footer.primary.text() == "Add the lesson"
    QTest.keyClick(stage.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.navigator.screen is screen
    assert len(lessons(stage, screen)) == 1
    assert screen.footer.primary.text() == "Save and continue"
    QTest.keyClick(stage.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stage.navigator.here is not None
    assert stage.navigator.here.key == "grade"


def test_the_room_sees_lessons_by_label(stage: Stage) -> None:
    with stage.vault.reading() as tx:
        child = tx.cases.get(stage.cases[1]).index_child
    assert child is not None
    screen = stage.open("practice", 1)
    QTest.keyClicks(screen.capture.form.text, f"Somebody listened to {child.name}")
    screen.capture.complete()
    assert stage.room.last.lines == (f"Good practice: Somebody listened to {screen.case_name}",)
    assert child.name not in stage.room.texts()
