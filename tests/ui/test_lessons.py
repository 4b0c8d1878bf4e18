"""Lessons over all cases in a real window over a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.domain.lessons import EvidenceKind, Lesson, LessonKind
from roundtable.ui.screens.lessons import LessonsScreen
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []

    def build(reached: Reached = Reached.LEARNED, **options: Any) -> ReportStage:
        made.append(staged(reached, tmp_path, {"lessons": LessonsScreen}, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def stored(stage: ReportStage) -> list[Lesson]:
    with stage.vault.reading() as tx:
        return sorted(tx.lessons.of(stage.audit), key=lambda item: item.ordinal)


def test_an_empty_page_asks_what_one_would_tell_a_colleague(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("lessons")
    assert page.empty.isVisible()
    assert not page.lines


def test_a_lesson_is_added_with_the_keyboard_alone(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("lessons")
    QTest.keyClick(page.capture.form.text, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(page.capture.form.text, "Read letters that come back")
    QTest.keyClick(page.capture.form.text, Qt.Key.Key_Return)
    stage.settle()
    (lesson,) = stored(stage)
    assert (lesson.kind, lesson.text) == (LessonKind.IMPROVEMENT, "Read letters that come back")
    assert page.capture.form.text.toPlainText() == ""
    assert page.capture.form.text.hasFocus()
    assert len(page.lines) == 1
    assert page.capture.so_far.isVisible() and page.capture.so_far.text() == "1 lesson so far"
    assert page.capture.said == "Lesson added"
    assert not page.empty.isVisible()


def test_what_is_typed_is_in_the_vault_before_enter(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("lessons")
    QTest.keyClicks(page.capture.form.text, "Half a sent")
    page.flush()
    assert [x.text for x in stored(stage)] == ["Half a sent"]
    QTest.keyClicks(page.capture.form.text, "ence")
    page.flush()
    assert [x.text for x in stored(stage)] == ["Half a sentence"]
    assert page.capture.form.text.toPlainText() == "Half a sentence"


def test_ctrl_enter_adds_and_then_goes_on(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("lessons")
    QTest.keyClicks(page.capture.form.text, "One lesson")
    assert page.footer.primary.text() == "Add the lesson"
    page.do_primary()
    assert stage.here == "lessons"
    assert [x.text for x in stored(stage)] == ["One lesson"]
    page.do_primary()
    assert stage.here == "actions"


def test_domain_route_and_evidence_of_any_case_are_kept(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("lessons")
    capture = page.capture
    capture.more.set_open(True)
    QTest.keyClicks(capture.form.text, "Two cases show it")
    capture.domain.set_value(capture.domain.choices()[1][0])
    capture.route.set_value("training")
    cases = {option.evidence.case_id for option in page.list.view_shown.options}
    wholes = [o.evidence for o in page.list.view_shown.options if o.evidence.kind is EvidenceKind.CASE]
    assert len(cases) == len(wholes) == 4
    capture.form.evidence.set_picked(wholes[1:3])
    capture.complete()
    (lesson,) = stored(stage)
    assert lesson.domain == capture.domain.choices()[1][0]
    assert lesson.route == "training"
    assert lesson.evidence == tuple(wholes[1:3])
    assert capture.domain.value() == capture.route.value() == ""


def test_editing_keeps_what_was_not_touched(make: Make) -> None:
    stage = make()
    page = stage.open("lessons")
    before = stored(stage)[0]
    page.list.edit(before)
    assert page.capture.more.is_open
    page.capture.form.text.selectAll()
    QTest.keyClicks(page.capture.form.text, "Other words")
    assert page.footer.primary.text() == "Keep the changes"
    QTest.keyClick(page.capture.form.text, Qt.Key.Key_Return)
    after = stored(stage)[0]
    assert after.text == "Other words"
    assert (after.agencies, after.evidence, after.domain, after.route, after.case_id) == (
        before.agencies,
        before.evidence,
        before.domain,
        before.route,
        before.case_id,
    )


def test_a_lesson_moves_past_its_neighbour_of_the_same_kind(make: Make) -> None:
    stage = make()
    page = stage.open("lessons")

    def order(kind: LessonKind) -> list[str]:
        return [x.id for x in stored(stage) if x.kind is kind]

    good, others = order(LessonKind.GOOD_PRACTICE), order(LessonKind.IMPROVEMENT)
    line = next(x for x in page.lines if x.row.lesson.id == good[1])
    QTest.mouseClick(line.buttons["up"], Qt.MouseButton.LeftButton)
    stage.settle()
    assert order(LessonKind.GOOD_PRACTICE) == [good[1], good[0], *good[2:]]
    assert order(LessonKind.IMPROVEMENT) == others
    moved = page.lines[0]
    assert moved.row.lesson.id == good[1]
    assert not moved.buttons["up"].isEnabled()
    assert moved.buttons["edit"].hasFocus()


def test_removing_can_be_undone(make: Make) -> None:
    stage = make()
    page = stage.open("lessons")
    before = stored(stage)
    page.list.remove(before[2])
    assert len(stored(stage)) == len(before) - 1
    assert stage.window.toasts.text() == "Lesson removed"
    stage.window.toasts.undo()
    assert stored(stage) == before


def test_list_and_room_speak_by_label(make: Make) -> None:
    stage = make()
    page = stage.open("lessons")
    typed = " ".join(x.text for x in stored(stage))
    assert "Zofia" in typed
    shown = " ".join(page.list.view_shown.room_texts)
    assert "Zofia" not in shown
    assert "Zofia" not in stage.room.texts()
    assert "Child" in stage.room.last.lines[0]


def test_the_page_stays_closed_while_somebody_has_not_signed(make: Make) -> None:
    from roundtable.actions import signoff
    from roundtable.actions.hub import hub_view

    stage = make(Reached.OPENED)
    late = next(a for a in hub_view(stage.vault, stage.table).attendees if not a.is_here)
    signoff.record_arrival(stage.vault, stage.table, late.id)
    page = stage.open("lessons")
    assert page.closed.isVisible()
    assert not page.content.isVisible()
    assert stage.room.last.blank


def test_names_targets_and_words_fit_at_every_zoom(make: Make) -> None:
    stage = make()
    page = stage.open("lessons")
    page.capture.more.set_open(True)
    assert stage.problems_at_every_zoom() == []


def test_tab_goes_round(make: Make) -> None:
    stage = make(Reached.OPENED)
    stage.open("lessons")
    assert "What would you tell a colleague?" in accessibility.tab_ring(stage.window)


def test_a_double_click_adds_one_lesson_and_says_nothing_more(make: Make) -> None:
    stage = make(Reached.OPENED)
    page = stage.open("lessons")
    QTest.keyClicks(page.capture.form.text, "Ask twice")
    for press in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        press(page.capture.add_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert [row.lesson.text for row in page.list.view_shown.lessons.rows] == ["Ask twice"]
    assert not page.page.errors.isVisible()
