"""Ctrl+K: pages, steps and texts in one list; stale answers are dropped; closed means nothing of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions import curtain, walkthrough
from roundtable.actions.chronology import add_event
from roundtable.actions.hub import hub_view
from roundtable.actions.lessons import capture_lesson
from roundtable.actions.round_tables import pause_round_table
from roundtable.actions.search import prepare_search, search_view
from roundtable.domain.changes import Topic, changed
from roundtable.domain.chronology import EventKind
from roundtable.domain.ids import AgencyId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.walkthrough import Step
from roundtable.storage import transaction
from roundtable.ui import find_making
from roundtable.ui.find_making import FindMaking
from roundtable.ui.screens.case import CaseScreen
from roundtable.ui.screens.chronology import ChronologyScreen
from roundtable.ui.screens.find import FindScreen
from roundtable.ui.screens.lessons import LessonsScreen
from roundtable.ui.tasks import InlineTasks
from tests.ui.meeting_stage import Stage


def find_page(stage: Stage) -> FindScreen:
    stage.open("who")
    steps = tuple(stage.window.rail.steps())
    assert stage.navigator.go("find", steps=steps)
    stage.settle()
    screen = stage.navigator.screen
    assert isinstance(screen, FindScreen)
    return screen


def look_for(screen: FindScreen, words: str) -> None:
    screen.typed.setText(words)
    screen._wait.stop()
    screen._ask()


def lines(screen: FindScreen) -> list[str]:
    return [row.plain for row in screen.list.rows()]


def test_with_nothing_typed_it_lists_the_steps_and_pages(stage: Stage) -> None:
    screen = find_page(stage)
    assert screen.typed.hasFocus()
    assert {"Chronology", "Settings", "Trail: who did what"} <= set(lines(screen))
    assert "Type to look through" in screen.count.text()
    assert not screen.nothing.isVisible()


def test_a_step_is_found_by_its_beginning_and_opened_with_enter(stage: Stage) -> None:
    screen = find_page(stage)
    QTest.keyClicks(screen.typed, "chro")
    QTest.keyClick(screen.typed, Qt.Key.Key_Return)
    stage.settle()
    assert stage.navigator.here is not None and stage.navigator.here.key == "chronology"


def test_words_lead_to_their_page_with_the_hit_in_bold(stage: Stage) -> None:
    walkthrough.note_chronology(stage.vault, stage.table, stage.cases[1], "Two years of badgers at dusk.")
    screen = find_page(stage)
    look_for(screen, "badg")
    (row,) = screen.list.rows()
    assert row.plain == "Two years of badgers at dusk."
    assert [row.plain[at : at + length] for at, length in row.spots] == ["badgers"]
    assert row.note == "Note on the chronology" and row.group.startswith("Child ")
    told = screen.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "badgers" in told and row.group in told
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    stage.settle()
    here = stage.navigator.here
    assert here is not None and here.key == "chronology" and here.params["case_id"] == stage.cases[1]


def open_the_only_text(stage: Stage, screen: FindScreen, words: str) -> None:
    look_for(screen, words)
    (row,) = [r for r in screen.list.rows() if r.key.startswith("hit:")]
    screen.list.opened.emit(row.key)
    stage.settle()


def test_an_event_is_opened_at_its_row(stage: Stage) -> None:
    said = "The walrus came on a Tuesday."
    made = add_event(
        stage.vault, stage.cases[1], on=date(2024, 5, 7), agency_id=AgencyId("police"), text=said,
        kind=EventKind.CONTACT,
    )  # fmt: skip
    open_the_only_text(stage, find_page(stage), "walrus")
    screen = stage.navigator.screen
    assert isinstance(screen, ChronologyScreen)
    chosen = screen.table.chosen_event()
    assert chosen is not None and chosen.id == made.made
    assert screen.table.hasFocus()


def test_before_the_meeting_it_is_opened_in_the_cases_chronology(stage: Stage) -> None:
    said = "The walrus came on a Tuesday."
    made = add_event(
        stage.vault, stage.cases[1], on=date(2024, 5, 7), agency_id=AgencyId("police"), text=said,
        kind=EventKind.CONTACT,
    )  # fmt: skip
    pause_round_table(stage.vault, stage.table)
    open_the_only_text(stage, find_page(stage), "walrus")
    QTest.qWait(120)  # on purpose: the page scrolls once the tab is laid out
    screen = stage.navigator.screen
    assert isinstance(screen, CaseScreen)
    chosen = screen.events.table.chosen_row()
    assert chosen is not None and chosen.id == made.made
    table = screen.events.table
    middle = table.visualRect(table.currentIndex()).center()
    assert screen.page.viewport().rect().contains(table.viewport().mapTo(screen.page.viewport(), middle))


def test_a_lesson_is_opened_at_its_line(stage: Stage) -> None:
    audit = hub_view(stage.vault, stage.table).audit.id
    capture_lesson(stage.vault, audit, kind=LessonKind.SYSTEM, text="Count the walruses.")
    open_the_only_text(stage, find_page(stage), "walrus")
    screen = stage.navigator.screen
    assert isinstance(screen, LessonsScreen)
    (line,) = [line for line in screen.lines if line.row.lesson.text == "Count the walruses."]
    assert line.buttons["edit"].hasFocus()


def test_the_arrow_keys_choose_from_the_field(stage: Stage) -> None:
    screen = find_page(stage)
    look_for(screen, "the")
    QTest.keyClick(screen.typed, Qt.Key.Key_Down)
    QTest.keyClick(screen.typed, Qt.Key.Key_Down)
    QTest.keyClick(screen.typed, Qt.Key.Key_Up)
    assert screen.list.currentRow() == 1 and screen.typed.hasFocus()


def test_no_result_says_what_to_try(stage: Stage) -> None:
    screen = find_page(stage)
    look_for(screen, "zebracorn")
    assert lines(screen) == []
    assert screen.nothing.isVisible() and not screen.card.isVisible()


def test_while_finding_is_made_ready_it_says_how_far_it_is_and_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(transaction, "MADE_AT_ONCE", 1)
    with stage.vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE passage_words")
    screen = find_page(stage)
    assert screen.list.count(), "pages are found already"
    look_for(screen, "mother")
    assert screen.count.text().startswith("Getting ready to find texts: ")
    assert screen.count.isVisible() and not screen.nothing.isVisible()
    before = screen.count.text()
    for _ in range(60):
        screen._more.stop()
        screen._ask()
        if screen._found.making is None:
            break
        assert screen._more.isActive(), "it goes on by itself"
    assert screen.count.text() != before
    assert any(r.key.startswith("hit:") for r in screen.list.rows())


def test_after_unlocking_it_is_made_ready_among_the_other_tasks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(transaction, "MADE_AT_ONCE", 1)
    monkeypatch.setattr(find_making, "PAUSE_MS", 1)
    with stage.vault._held.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE passage_words")
    making = FindMaking(InlineTasks(), stage.window)
    making.start(stage.vault)
    QTest.qWait(20)  # on purpose: it has begun, and is not done
    making.stop()
    assert not prepare_search(stage.vault).is_done
    making.start(stage.vault)
    for _ in range(200):
        QTest.qWait(10)  # on purpose: part by part, by its own timer
        if not making._pause.isActive():
            break
    assert prepare_search(stage.vault).is_done
    assert search_view(stage.vault, "mother").making is None


def test_more_than_fifty_are_told(stage: Stage) -> None:
    screen = find_page(stage)
    look_for(screen, "the")
    assert len([r for r in screen.list.rows() if r.key.startswith("hit:")]) == 50
    assert screen.count.text().startswith("The first 50")


def test_escape_goes_back_to_the_page_before(stage: Stage) -> None:
    screen = find_page(stage)
    look_for(screen, "the")
    QTest.keyClick(screen.typed, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.navigator.here is not None and stage.navigator.here.key == "who"


def test_a_late_answer_to_other_words_is_not_shown(open_stage: Callable[..., Stage]) -> None:
    tasks = InlineTasks()
    stage = open_stage(tasks=tasks)
    screen = find_page(stage)
    tasks.held = True
    look_for(screen, "mother")
    look_for(screen, "zebracorn")
    assert len(tasks._kept) == 1, "one question at a time"
    tasks.held = False
    tasks.release()
    assert lines(screen) == [] and screen.nothing.isVisible()


def test_under_the_curtain_nothing_of_a_case_stays_on_the_page(stage: Stage) -> None:
    screen = find_page(stage)
    look_for(screen, "mother")
    assert any(r.key.startswith("hit:") for r in screen.list.rows())
    curtain.draw_curtain(stage.vault, stage.table)
    stage.hub.announce(changed(Topic.ROUND_TABLE))
    stage.settle()
    assert not any(r.key.startswith("hit:") for r in screen.list.rows())
    assert screen.closed.isVisible() and "Cases are closed" in screen.closed.message.text()


def test_the_room_sees_nothing_of_it(stage: Stage) -> None:
    screen = find_page(stage)
    walkthrough.note_privately(stage.vault, stage.table, stage.cases[0], Step.WHO, "Ask about the hedgehog.")
    before = stage.room.texts()
    look_for(screen, "hedgehog")
    assert lines(screen) == ["Ask about the hedgehog."]
    assert stage.room.texts() == before
    stage.room.mirrored = True
    screen.hide_private(True)
    stage.settle()
    assert "Ask about the hedgehog." not in lines(screen)
    assert "The room sees this screen" in screen.closed.message.text()


def test_what_is_typed_is_looked_for_a_moment_later(stage: Stage, qapp: QApplication) -> None:
    screen = find_page(stage)
    QTest.keyClicks(screen.typed, "mother")
    assert screen.count.text() == "Looking…"
    QTest.qWait(300)  # on purpose: the moment itself is what is tested
    assert any(r.key.startswith("hit:") for r in screen.list.rows())


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_rows_are_as_tall_as_their_words(open_stage: Callable[..., Stage], zoom: float) -> None:
    stage = open_stage(zoom=zoom)
    screen = find_page(stage)
    look_for(screen, "the")
    first = screen.list.visualItemRect(screen.list.item(0)).height()
    assert first >= stage.theme.px(44)
