"""Details that may point at a family, decided in a real window over a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.confirming import confirm_view
from roundtable.actions.intruder_sheet import IntruderView, intruder_view
from roundtable.domain.errors import DiskFull
from roundtable.domain.intruder_sheet import ClueChoice
from roundtable.domain.report import ReleaseLevel
from roundtable.ui.screen import Screen
from roundtable.ui.screens.check import CheckScreen
from roundtable.ui.screens.confirm import ConfirmScreen
from roundtable.ui.screens.export import ExportScreen
from roundtable.ui.screens.intruder import IntruderScreen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout
from roundtable.ui.widgets.labels import Text
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged

Make = Callable[..., ReportStage]
SCREENS: dict[str, type[Screen]] = {
    "intruder": IntruderScreen,
    "check": CheckScreen,
    "confirm": ConfirmScreen,
    "export": ExportScreen,
}


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []

    def build(reached: Reached = Reached.DECIDED, **options: Any) -> ReportStage:
        made.append(staged(reached, tmp_path, SCREENS, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def sheet(stage: ReportStage) -> IntruderView:
    return intruder_view(stage.vault, stage.audit)


def choices(stage: ReportStage) -> list[tuple[str, ClueChoice, str]]:
    return [
        (r.clue.text, r.clue.choice, r.clue.words)
        for r in sheet(stage).rows
        if r.clue.choice is not ClueChoice.UNDECIDED
    ]


def press(page: IntruderScreen, key: Qt.Key) -> None:
    QTest.keyClick(page.card.keep_button, key)


def ask_about(page: IntruderScreen, text: str) -> None:
    rows = page.table.rows_model.rows
    page.table.selectRow(next(n for n, row in enumerate(rows) if row.clue.text == text))
    QTest.keyClick(page.table, Qt.Key.Key_Return)


def read_by_the_second(stage: ReportStage) -> str:
    return "\n".join(s.text for s in confirm_view(stage.vault, stage.audit).sections)


def test_the_check_leads_here_and_this_page_to_the_second_person(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    assert page.details.isVisible()
    assert str(sheet(stage).undecided) in page.details.message.text()
    next(b for b in page.details.findChildren(Button) if b.text() == "Go through them").click()
    assert stage.here == "intruder"
    stage.settle()
    shown = stage.navigator.screen
    assert shown is not None
    shown.do_primary()
    assert stage.here == "confirm"


def test_while_names_wait_the_check_does_not_speak_of_details(make: Make) -> None:
    assert not make(Reached.LEARNED).open("check").details.isVisible()


def test_one_keeps_and_asks_about_the_next(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    left, first = sheet(stage).undecided, page.card.shown
    before = read_by_the_second(stage)
    press(page, Qt.Key.Key_1)
    assert choices(stage) == [(first.clue.text, ClueChoice.KEEP, "")]
    assert read_by_the_second(stage) == before
    assert page.card.shown.clue.text != first.clue.text
    assert page.lanes.tab("decide").text() == f"To decide ({left - 1})"


def test_two_says_it_more_generally_as_the_preview_shows(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    clue = page.card.shown.clue
    press(page, Qt.Key.Key_2)
    assert page.card.words.hasFocus()
    page.card.words.clear()
    QTest.keyClick(page.card.words, Qt.Key.Key_Return)
    assert page.card.words_field.error()
    assert choices(stage) == []
    QTest.keyClicks(page.card.words, "12 of these")
    read = page.card.preview.plain()
    assert "12 of these" in read
    assert clue.text not in read
    QTest.keyClick(page.card.words, Qt.Key.Key_Return)
    assert choices(stage) == [(clue.text, ClueChoice.GENERALISE, "12 of these")]
    assert read in read_by_the_second(stage)


def test_three_leaves_it_out_after_showing_what_is_left(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    clue = page.card.shown.clue
    press(page, Qt.Key.Key_3)
    assert choices(stage) == []
    left = page.card.without.text()
    assert clue.text not in left
    QTest.keyClick(page.card.leave_out, Qt.Key.Key_Space)
    assert choices(stage) == [(clue.text, ClueChoice.DROP, "")]
    assert left in read_by_the_second(stage)


def test_escape_closes_the_panel_and_decides_nothing(make: Make) -> None:
    page = make().open("intruder")
    press(page, Qt.Key.Key_2)
    QTest.keyClick(page.card.words, Qt.Key.Key_Escape)
    assert not page.card.general.isVisible()
    assert page.card.keep_button.hasFocus()


def test_undo_asks_again_and_brings_an_earlier_decision_back(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    clue = page.card.shown.clue
    press(page, Qt.Key.Key_1)
    stage.window.toasts.undo()
    assert choices(stage) == []
    press(page, Qt.Key.Key_1)
    page.lanes.show_section("list")
    ask_about(page, clue.text)
    assert page.card.shown.clue.text == clue.text
    press(page, Qt.Key.Key_3)
    page.card.leave_out.click()
    assert choices(stage) == [(clue.text, ClueChoice.DROP, "")]
    assert page.undo()
    assert choices(stage) == [(clue.text, ClueChoice.KEEP, "")]
    assert page.undo()
    assert choices(stage) == []
    assert not page.undo()


def test_a_decision_is_taken_back_from_the_list(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    clue = page.card.shown.clue
    page.lanes.show_section("list")
    page.table.selectRow(0)
    assert not page.back.isEnabled()
    press(page, Qt.Key.Key_1)
    rows = page.table.rows_model.rows
    page.table.selectRow(next(n for n, row in enumerate(rows) if row.clue.text == clue.text))
    page.back.click()
    assert choices(stage) == []


def test_the_list_is_narrowed_to_one_case(make: Make) -> None:
    page = make().open("intruder")
    page.lanes.show_section("list")
    page.case.set_value("Child B")
    page._show_list()
    assert {row.clue.case_label for row in page.table.rows_model.rows} == {"Child B"}


def test_what_stands_together_is_told_by_child(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    page.lanes.show_section("together")
    panels = page.together.findChildren(Callout)
    cases = [c for c in sheet(stage).cases if c.case_id]
    assert len(panels) == len(cases)
    assert panels[0].property("tone") == ("warn" if cases[0].is_strong else "info")


def test_publication_waits_for_every_detail_and_leads_back_here(make: Make) -> None:
    stage = make()
    page = stage.open("intruder")
    page.lanes.show_section("readers")
    page.level.tiles[1].click()
    assert sheet(stage).level is ReleaseLevel.PUBLICATION
    export = stage.open("export")
    assert export.footer.primary.text() == f"Decide {sheet(stage).undecided} more details"
    export.do_primary()
    assert stage.here == "intruder"


def test_the_second_person_is_told_what_nobody_decided(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    assert str(sheet(stage).undecided) in page.details.button.text()
    page.details.set_open(True)
    told = [line.text() for line in page.details.body.findChildren(Text)]
    first = sheet(stage).rows[0].clue
    assert told[0] == f"{first.where}: {first.text} ({first.kind})"
    assert len(told) == sheet(stage).undecided


def test_a_decision_that_is_not_stored_is_asked_again(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make()
    page = stage.open("intruder")
    first = page.card.shown
    monkeypatch.setattr(type(stage.vault), "transaction", _full)
    press(page, Qt.Key.Key_1)
    assert page.page.errors.isVisible()
    assert page.card.shown.clue == first.clue


def _full(_vault: object) -> Any:
    raise DiskFull()


@pytest.mark.parametrize(("zoom", "choice"), [(1.0, "light"), (1.5, "dark"), (2.0, "contrast")])
def test_everything_can_be_reached_and_nothing_is_cut(make: Make, zoom: float, choice: str) -> None:
    stage = make(zoom=zoom, choice=choice)
    page = stage.open("intruder")
    for section in ("decide", "list", "together", "readers"):
        page.lanes.show_section(section)
        if section == "decide":
            page.card.press(2)
        stage.settle()
        assert accessibility.audit(stage.window) == []
        assert accessibility.clipped(stage.window) == []
    assert accessibility.tab_ring(stage.window)
