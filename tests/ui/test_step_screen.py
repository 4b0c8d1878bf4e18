"""Every meeting step: gate, rail, private notes, skip, next step, texts that are never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.curtain import draw_curtain, lift_curtain
from roundtable.actions.hub import hub_view
from roundtable.actions.signoff import add_attendee, record_arrival
from roundtable.actions.walkthrough import step_notes
from roundtable.domain.errors import DiskFull
from roundtable.domain.ids import AgencyId
from roundtable.domain.walkthrough import CASE_STEPS, Step, StepStatus
from roundtable.ui.rail import following, place_of, rail_groups, step_key
from roundtable.ui.tasks import WorkerTasks
from tests.ui.accessibility import audit, clipped, tab_ring
from tests.ui.meeting_stage import Stage

STEPS = ("who", "headlines", "chronology", "lived", "questions", "practice", "grade")


def status(stage: Stage, step: Step, case: int = 0) -> StepStatus:
    return step_notes(stage.vault, stage.table, stage.cases[case], step).state.status


def texts(window: Any) -> str:
    """Everything a person could read in the window now."""
    from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

    told = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    told += [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()]
    return " ".join([*told, *(w.toPlainText() for w in window.findChildren(QPlainTextEdit) if w.isVisible())])


@pytest.mark.parametrize("key", STEPS)
def test_every_control_is_named_reachable_and_large_enough(stage: Stage, key: str) -> None:
    stage.open(key, 1)
    assert audit(stage.window) == []
    assert len(tab_ring(stage.window)) > 8


@pytest.mark.parametrize("key", STEPS)
def test_no_part_flashes_up_as_a_window_of_its_own(stage: Stage, key: str) -> None:
    stage.open(key, 1)
    assert QApplication.activeWindow() is stage.window
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [stage.window]


@pytest.mark.parametrize("key", STEPS)
def test_nothing_is_cut_or_scrolled_sideways_at_any_zoom(stage: Stage, key: str) -> None:
    stage.open(key, 1)
    for zoom in (1.0, 1.5, 2.0):
        stage.theme.set_zoom(zoom)
        stage.settle()
        assert clipped(stage.window) == [], zoom
    stage.theme.set_zoom(1.0)


@pytest.mark.parametrize("key", STEPS)
def test_a_late_arrival_takes_the_case_off_the_screen(stage: Stage, key: str) -> None:
    screen = stage.open(key, 1)
    assert screen.content.isVisible()
    late = add_attendee(stage.vault, stage.table, name="Tom Brackenridge", agency_id=AgencyId("early_help"))
    screen.act(lambda: record_arrival(stage.vault, stage.table, late.made))
    stage.settle()
    assert not screen.content.isVisible()
    assert not screen.footer.primary.isEnabled()
    assert screen.closed.go.hasFocus()
    assert "Tom Brackenridge" in screen.closed.people.text()
    assert stage.room.last.blank
    screen.closed.go.click()
    assert stage.navigator.here is not None
    assert stage.navigator.here.key == "sign"


def test_the_curtain_keeps_what_is_being_typed(stage: Stage) -> None:
    screen = stage.open("lived", 1)
    editor = screen.cards[0].editor
    editor.setFocus()
    QTest.keyClicks(editor, "He slept on the floor")
    screen.act(lambda: draw_curtain(stage.vault, stage.table))
    assert not screen.content.isVisible()
    screen.act(lambda: lift_curtain(stage.vault, stage.table))
    assert screen.content.isVisible()
    assert editor.toPlainText() == "He slept on the floor"


def test_opening_a_step_remembers_the_place_and_marks_it_begun(stage: Stage) -> None:
    stage.open("lived", 2)
    position = hub_view(stage.vault, stage.table).table.position
    assert (position.step, position.case_id) == (Step.LIVED, stage.cases[2])
    assert status(stage, Step.LIVED, 2) is StepStatus.IN_PROGRESS


def test_ctrl_enter_finishes_the_step_and_opens_the_next(stage: Stage) -> None:
    stage.open("headlines", 0)
    QTest.keyClick(stage.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert status(stage, Step.HEADLINES) is StepStatus.COMPLETED
    assert stage.navigator.here is not None
    assert stage.navigator.here.key == "chronology"
    assert stage.navigator.here.params["case_id"] == stage.cases[0]


def test_a_skip_wants_a_reason_and_can_be_taken_back(stage: Stage) -> None:
    screen = stage.open("lived", 0)
    stage.prompts.answers = ["  ", "the time was over"]
    screen.skip_button.click()
    assert "Enter why this step is skipped" in stage.prompts.said
    notes = step_notes(stage.vault, stage.table, stage.cases[0], Step.LIVED)
    assert (notes.state.status, notes.state.reason) == (StepStatus.SKIPPED, "the time was over")
    screen = stage.open("lived", 0)
    assert "the time was over" in texts(stage.window)
    screen._take_up.click()
    assert status(stage, Step.LIVED) is StepStatus.IN_PROGRESS


def test_private_notes_are_kept_and_never_reach_the_room(stage: Stage) -> None:
    for key in STEPS:
        screen = stage.open(key, 1)
        screen.private.setFocus()
        QTest.keyClicks(screen.private, f"secret of {key}")
        screen.flush()
        assert (
            step_notes(stage.vault, stage.table, stage.cases[1], Step(key)).private_note == f"secret of {key}"
        )
        screen.tell_room()
    assert "secret" not in stage.room.texts()


def test_mirrored_displays_hide_the_private_notes(stage: Stage) -> None:
    stage.room.mirrored = True
    screen = stage.open("lived", 1)
    assert not screen.private.isVisible()
    screen.hide_private(False)
    assert screen.private.isVisible()


@pytest.mark.parametrize("key", STEPS)
def test_no_registered_name_is_shown_on_page_or_projector(stage: Stage, key: str) -> None:
    with stage.vault.reading() as tx:
        names = [p.name for c in tx.cases.all() for p in c.register.people]
    stage.open(key, 1)
    told = f"{texts(stage.window)} {stage.room.texts()} {stage.window.windowTitle()}"
    assert len(names) > 20
    assert [name for name in names if name in told] == []


class FullDrive:
    """Makes the vault's next writes fail as a full drive does."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch, self._whole = monkeypatch, stage.vault.transaction
        self._vault = stage.vault

    def begin(self) -> None:
        def refuse() -> Any:
            raise DiskFull()

        self._monkeypatch.setattr(type(self._vault), "transaction", lambda _vault: refuse())

    def end(self) -> None:
        self._monkeypatch.undo()


def test_a_text_that_cannot_be_stored_stays_and_is_stored_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = stage.open("lived", 0)
    editor = screen.cards[0].editor
    drive = FullDrive(stage, monkeypatch)
    drive.begin()
    editor.setFocus()
    QTest.keyClicks(editor, "He said he was hungry")
    screen.flush()
    assert screen.footer.saved.text().startswith("Not saved: The drive is full")
    assert any("Free some space" in banner for banner in stage.window.banner_texts())
    stage.prompts.answers = [False]
    assert not stage.navigator.go("who", round_table_id=stage.table, case_id=stage.cases[0])
    assert editor.toPlainText() == "He said he was hungry"
    drive.end()
    screen.flush()
    assert screen.footer.saved.text().startswith("Saved and encrypted at")
    assert stage.window.banner_texts() == ()
    again = stage.open("lived", 0)
    assert again.cards[0].editor.toPlainText() == "He said he was hungry"


def test_a_reload_never_overwrites_what_is_typed_meanwhile(
    open_stage: Callable[..., Stage], qapp: QApplication
) -> None:
    tasks = WorkerTasks(lambda error: pytest.fail(repr(error)))
    stage = open_stage(tasks=tasks)
    try:
        stage.window.show()
        stage.navigator.go("lived", round_table_id=stage.table, case_id=stage.cases[0])
        tasks.drain()
        editor = stage.navigator.screen.cards[0].editor  # type: ignore[union-attr]
        editor.setFocus()
        for word in ("She ", "ate ", "at ", "school."):
            QTest.keyClicks(editor, word)
            editor.flush()
            stage.navigator.screen.load()  # type: ignore[union-attr]
        tasks.drain()
        assert editor.toPlainText() == "She ate at school."
        qapp.processEvents()
    finally:
        tasks.shutdown()
    again = open_stage()
    again.vault.close()
    with stage.vault.reading() as tx:
        notes = [n.text for w in tx.walkthroughs.all() for n in w.lived_experience]
    assert notes == ["She ate at school."]


def test_the_rail_shows_this_case_and_leads_to_the_others(stage: Stage) -> None:
    stage.open("lived", 1)
    groups = rail_groups(hub_view(stage.vault, stage.table), stage.cases[1])
    assert [len(g.steps) for g in groups] == [1, 1, len(CASE_STEPS), 2, 2, 3]
    key, params = place_of(groups[3].steps[0].key)
    assert (key, params["case_id"]) == ("who", stage.cases[2])
    assert stage.window.rail.button(step_key(Step.LIVED, stage.table, stage.cases[1])) is not None


def test_what_follows_leads_through_every_case_to_the_end(stage: Stage) -> None:
    view = hub_view(stage.vault, stage.table)
    at: tuple[Step, Any] | None = (Step.SIGN, "")
    seen = []
    while at is not None:
        seen.append(at)
        at = following(view, *at)
    assert len(seen) == len(set(seen)) == 1 + 4 * len(CASE_STEPS) + 5
    assert seen[-1][0] is Step.SEND


def test_the_vault_file_holds_no_plain_text(stage: Stage) -> None:
    screen = stage.open("lived", 0)
    QTest.keyClicks(screen.cards[0].editor, "plainwordsonly")
    screen.flush()
    assert b"plainwordsonly" not in stage.vault.path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(stage.vault.path).execute("select * from sqlite_master")
