"""Editing the report in a real window: real pages beside it, names underlined, nothing overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions import registers
from roundtable.actions.report_edits import edit_view
from roundtable.domain import report_edits as edits
from roundtable.domain.changes import Topic, changed
from roundtable.domain.report_edits import case_source
from roundtable.ui.report_text_pane import ReportTextPane
from roundtable.ui.screens.edit import EditScreen
from roundtable.ui.screens.export import ExportScreen
from roundtable.ui.widgets.page_preview import ZOOMS
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged, text_of

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []
    folder = tmp_path / "vault"
    folder.mkdir()

    def build(reached: Reached = Reached.DECIDED, **options: Any) -> ReportStage:
        screens = {"edit": EditScreen, "export": ExportScreen}
        made.append(staged(reached, folder, screens, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def background(stage: ReportStage) -> str:
    with stage.vault.reading() as tx:
        return case_source(tx.cases.all()[0].id, "background")


def describe(stage: ReportStage, text: str) -> None:
    with stage.vault.reading() as tx:
        case = tx.cases.all()[0]
    registers.describe_case(stage.vault, case.id, reference=case.reference, background=text, proceedings=())
    stage.hub.announce(changed(Topic.CASE))
    stage.settle()


def write(stage: ReportStage, page: EditScreen, source: str, text: str) -> ReportTextPane:
    page._jump(source)
    pane = page.panes[source]
    pane.editor.setFocus()
    pane.editor.selectAll()
    pane.editor.insertPlainText(text)
    pane.editor.flush()
    stage.settle()
    return pane


def stored(stage: ReportStage, source: str) -> str | None:
    with stage.vault.reading() as tx:
        edit = tx.report_works.get(stage.audit).edits.of(source)
    return edit.text if edit else None


def test_what_is_written_is_stored_masked_and_on_the_page_beside_it(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    began = time.perf_counter()
    pane = write(stage, page, background(stage), "**Briefly:** Zofia Wiśniewska was seen alone.")
    took = time.perf_counter() - began
    assert stored(stage, background(stage)) == "**Briefly:** Zofia Wiśniewska was seen alone."
    assert "Briefly: " in text_of(page.pdf)
    assert "was seen alone." in text_of(page.pdf)
    assert "Zofia" not in text_of(page.pdf)
    assert page.preview.picture.has_picture()
    assert stage.context.papers.page_with(page.pdf, "was seen alone") == page.preview.page
    assert any(hint.kind == "name" for hint in pane.editor.hints()), "the live hint works here"
    assert took < 5, "a second on a machine that does nothing else"


def test_a_click_on_a_sentence_opens_its_text(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    write(stage, page, edits.ACROSS, "Answers to referrals came late in both cases.")
    page._jump(edits.METHOD)
    number, x, y = _place_of(page.pdf, "Answers to referrals")
    page.preview.go(number)
    picture = page.preview.picture
    QTest.mouseClick(
        picture,
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(x * picture.width()), round(y * picture.height())),
    )
    stage.settle()
    assert page.text.value() == edits.ACROSS
    assert page.panes[edits.ACROSS].isVisible()
    page.preview.picked.emit(1, 0.5, 0.999)
    assert page.text.value() == edits.ACROSS


def _place_of(pdf: bytes, words: str) -> tuple[int, float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            texts = page.get_textpage()
            found = texts.search(words).get_next()
            if found:
                left, bottom, right, top = texts.get_charbox(found[0] + 2)
                wide, high = page.get_size()
                return number, (left + right) / 2 / wide, 1 - (bottom + top) / 2 / high
    finally:
        document.close()
    raise AssertionError(words)


def test_from_a_finished_page_the_sentence_leads_to_the_editor(make: Make) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("export")
    view = edit_view(stage.vault, stage.audit)
    lesson = next(t for s in view.sections for t in s.texts if t.source.startswith(edits.LESSON))
    number, x, y = _place_of(page.shown.view.report.pdf, " ".join(lesson.printed.split()[:4]))
    page.preview.picked.emit(number, x, y)
    stage.settle()
    assert stage.here == "edit"
    found = stage.navigator.screen
    assert found.panes[lesson.source].isVisible()


def test_a_changed_source_asks_and_overwrites_nothing(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    source = background(stage)
    pane = write(stage, page, source, "My short version.")
    describe(stage, "The new background.")
    assert page.outdated.isVisible()
    assert pane.changed.isVisible()
    assert "The new background." in pane.new_text.text()
    assert pane.editor.toPlainText() == "My short version."
    assert "My short version." in text_of(page.pdf)
    export = stage.open("export")
    assert export.edits.isVisible()
    page = stage.open("edit")
    page.outdated.go.click()
    pane = page.panes[source]
    assert pane.isVisible()
    pane.keep.click()
    stage.settle()
    assert not page.outdated.isVisible()
    assert stored(stage, source) == "My short version."
    describe(stage, "Newer still.")
    pane.take_new.click()
    stage.settle()
    assert stored(stage, source) is None
    assert "Newer still." in text_of(page.pdf)
    assert pane.editor.toPlainText() == "Newer still."


def test_bold_list_and_heading_by_button_and_key_are_undone_like_typing(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    pane = write(stage, page, edits.METHOD, "😀 one\ntwo")
    cursor = pane.editor.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    pane.editor.setTextCursor(cursor)
    QTest.keyClick(pane.editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert pane.editor.toPlainText() == "😀 **one**\ntwo"
    pane.editor.selectAll()
    pane.markup.buttons["List"].click()
    assert pane.editor.toPlainText() == "- 😀 **one**\n- two"
    pane.editor.undo()
    pane.editor.undo()
    assert pane.editor.toPlainText() == "😀 one\ntwo"
    pane.editor.moveCursor(QTextCursor.MoveOperation.End)
    pane.markup.buttons["Heading"].click()
    assert pane.editor.toPlainText() == "😀 one\n## two"


def test_the_last_change_is_undone_also_after_a_restart(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    write(stage, page, edits.LESSONS, "Read these first.")
    page = stage.open("edit")
    assert page.undo()
    stage.settle()
    assert stored(stage, edits.LESSONS) is None
    assert "Read these first." not in text_of(page.pdf)
    assert not page.undo_button.isEnabled()
    assert not page.undo()


def test_undo_leads_to_what_it_undid_in_another_part(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    write(stage, page, edits.LESSONS, "Read these first.")
    page._jump(background(stage))
    stage.settle()
    page.undo_button.setFocus()
    page.undo_button.click()
    stage.settle()
    assert page.panes[edits.LESSONS].isVisible()
    assert page.panes[edits.LESSONS].editor.hasFocus(), "not on whatever is next to a button that went grey"
    assert page.section.value() == edits.LESSONS


def test_actions_and_cases_are_moved(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    view = edit_view(stage.vault, stage.audit)
    order = dict(view.order)
    second = f"{edits.ACTION}{order['actions'][1]}"
    page._jump(second)
    stage.settle()
    assert page.up.isVisible() and not page.case_up.isVisible()
    page.up.click()
    stage.settle()
    assert dict(page.shown.order)["actions"][:2] == (order["actions"][1], order["actions"][0])
    page._jump(edits.case_comment(order["cases"][1]))
    assert page.case_up.isEnabled() and not page.case_down.isEnabled()
    page.case_up.click()
    stage.settle()
    assert dict(page.shown.order)["cases"] == order["cases"][::-1]


def test_a_text_that_is_not_stored_yet_goes_nowhere_else(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    page._jump(edits.METHOD)
    page.panes[edits.METHOD].editor.insertPlainText("Half a sentence")
    page._jump(edits.LESSONS)
    page.flush()
    stage.settle()
    assert stored(stage, edits.METHOD) == "Half a sentence"
    assert stored(stage, edits.LESSONS) is None


def test_the_page_is_shown_larger_and_moved_about_by_keys(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    small = page.preview.picture.width()
    page.preview.larger.click()
    stage.settle()
    assert page.preview.zoom == ZOOMS[1]
    assert page.preview.picture.width() == pytest.approx(small * ZOOMS[1], abs=2)
    QTest.keyClick(page.preview.picture, Qt.Key.Key_Down)
    assert page.preview.area.verticalScrollBar().value() > 0
    QTest.keyClick(page.preview.picture, Qt.Key.Key_PageDown)
    stage.settle()
    assert page.preview.page == 2
    page.preview.smaller.click()
    assert page.preview.picture.width() == small
    assert not page.preview.smaller.isEnabled()


def test_while_the_room_sees_this_screen_no_text_is_shown(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    page.hide_private(True)
    assert page.mirrored.isVisible() and not page.both.isVisible()


def test_the_primary_leads_to_the_second_person_and_then_on(make: Make) -> None:
    stage = make(Reached.CONFIRMED)
    page = stage.open("edit")
    page.do_primary()
    assert stage.here == "export"
    page = stage.open("edit")
    write(stage, page, edits.UNFINISHED, "This will be taken up in June.")
    page.do_primary()
    assert stage.here == "confirm"


def test_it_can_be_read_and_reached_at_every_zoom(make: Make) -> None:
    stage = make()
    page = stage.open("edit")
    write(stage, page, background(stage), "My short version.")
    describe(stage, "The new background.")
    assert stage.problems_at_every_zoom() == []
    assert accessibility.audit(stage.window) == []
