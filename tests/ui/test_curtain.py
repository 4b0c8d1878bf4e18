"""The curtain over a running round table: what draws it, what it offers, what lifts it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from roundtable.actions.curtain import draw_curtain
from roundtable.actions.round_tables import go_to
from roundtable.actions.signoff import change_statement, record_arrival, record_departure
from roundtable.domain.errors import CurtainDrawn
from roundtable.domain.walkthrough import Step
from roundtable.ui.room_view.window import RoomWindow
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import LineEdit
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.meeting_stage import copy_of
from tests.ui.room_stage import PIN, RoomStage, draw_signature


@pytest.fixture
def running(room: RoomStage) -> RoomStage:
    """Two people have signed and look at the first case."""
    room.sign("Ngozi", "Karen")
    go_to(room.vault, room.table_id, Step.LIVED, room.cases[0])
    room.open("lived", case_id=room.cases[0])
    room.window.activateWindow()
    QTest.qWaitForWindowActive(room.window)
    return room


def arrive_late(room: RoomStage) -> None:
    record_arrival(room.vault, room.table_id, room.person("Siân").id)
    room.refresh()


def on_curtain(room: RoomStage, words: str) -> Button:
    assert room.curtain is not None
    return next(b for b in room.curtain.findChildren(Button) if b.text() == words)


def offered(room: RoomStage) -> list[str]:
    assert room.curtain is not None
    return [b.text() for b in room.curtain.findChildren(Button) if b.isVisible()]


def lift_with(room: RoomStage, typed: str) -> None:
    assert room.curtain is not None
    room.type(room.curtain.findChild(LineEdit), typed)
    room.click(on_curtain(room, "Lift the curtain"))


def test_f9_covers_everything_at_once_and_is_recorded(running: RoomStage) -> None:
    page = running.navigator.screen
    running.key(Qt.Key.Key_F9)
    assert running.curtain is not None and running.window.is_hidden and not page.isVisible()
    assert running.table.is_curtain_drawn
    assert running.window.windowTitle() == "Roundtable"
    child = page.case_name
    assert child and child not in running.words()
    lift_with(running, PIN)
    assert running.curtain is None and page.isVisible() and not running.table.is_curtain_drawn
    with running.vault.reading() as tx:
        events = [entry.event for entry in tx.trail(6)]
    assert "curtain.drawn" in events and "curtain.lifted" in events


def test_three_wrong_pins_then_the_passphrase(running: RoomStage) -> None:
    running.key(Qt.Key.Key_F9)
    for wrong in ("0000", "1111", "2222"):
        lift_with(running, wrong)
        assert running.curtain is not None
    assert "Passphrase" in running.words()
    lift_with(running, PIN)
    assert running.curtain is not None, "the PIN no longer does"
    running.vault._held.clock.forward(seconds=1)  # type: ignore[attr-defined]  # a wrong passphrase makes the next try wait
    lift_with(running, vaults.PASSPHRASE)
    assert running.curtain is None and not running.table.is_curtain_drawn
    running.key(Qt.Key.Key_F9)
    lift_with(running, PIN)
    assert running.curtain is None, "after the passphrase the PIN counts again"


def test_a_late_arrival_draws_it_signs_under_it_and_the_meeting_goes_on(running: RoomStage) -> None:
    arrive_late(running)
    assert running.curtain is not None and "Siân Pritchard has arrived" in running.words()
    assert offered(running) == [
        "Siân Pritchard has arrived: sign",
        "Siân Pritchard has left again",
        "Urgent concern (Ctrl+U)",
        "Lift the curtain",
    ]
    lift_with(running, PIN)
    assert running.curtain is not None and "Still to sign: 1" in running.words()
    running.click(on_curtain(running, "Siân Pritchard has arrived: sign"))
    page = running.navigator.screen
    assert running.navigator.here.key == "hand_over" and page.isVisible()
    assert running.curtains.is_drawn, "for everything else it stays drawn"
    page.card.interest.tiles[0].click()
    draw_signature(page.card.pad)
    running.click(page.footer.primary)
    assert running.person("Siân").has_signed and running.table.is_curtain_drawn
    page.leave_card.secret.setText(PIN)
    running.click(page.leave_card.go)
    assert running.navigator.here.key == "lived" and running.navigator.screen.content.isVisible()
    assert running.curtain is None and not running.table.is_curtain_drawn


def test_a_late_arrival_who_leaves_again_lets_it_be_lifted(running: RoomStage) -> None:
    arrive_late(running)
    running.click(on_curtain(running, "Siân Pritchard has left again"))
    assert not running.person("Siân").is_here and running.curtain is not None
    lift_with(running, PIN)
    assert running.curtain is None and running.navigator.screen.content.isVisible()


def test_a_late_arrival_who_refuses_leaves_and_the_meeting_goes_on(running: RoomStage) -> None:
    arrive_late(running)
    running.click(on_curtain(running, "Siân Pritchard has arrived: sign"))
    page = running.navigator.screen
    running.click(page.disagree)
    running.click(page.refusal.confirm)
    assert not running.person("Siân").is_here and running.table.sheet.has_refused(running.person("Siân").id)
    page.leave_card.secret.setText(PIN)
    running.click(page.leave_card.go)
    assert running.curtain is None and running.navigator.screen.content.isVisible()


def test_the_room_is_not_told_who_has_arrived(running: RoomStage) -> None:
    projector = running.room._window = RoomWindow(running.theme)
    projector.resize(1280, 720)
    projector.show()
    arrive_late(running)
    words = " ".join(label.text() for label in projector.findChildren(QLabel) if label.isVisible())
    assert "Paused" in words and "Siân" not in words
    assert not projector.findChildren(Button)


def test_leaving_the_sign_off_page_unsigned_covers_everything_again(running: RoomStage) -> None:
    arrive_late(running)
    running.click(on_curtain(running, "Siân Pritchard has arrived: sign"))
    page = running.navigator.screen
    running.click(page.out)
    page.leave_card.secret.setText(PIN)
    running.click(page.leave_card.go)
    assert running.navigator.here.key == "lived"
    assert running.curtain is not None and running.window.is_hidden


def test_f9_covers_the_sign_off_page_and_its_strokes_survive(running: RoomStage) -> None:
    arrive_late(running)
    running.click(on_curtain(running, "Siân Pritchard has arrived: sign"))
    page = running.navigator.screen
    draw_signature(page.card.pad)
    drawn = page.card.pad.strokes()
    running.key(Qt.Key.Key_F9)
    assert running.curtain is not None and not page.isVisible()
    running.click(on_curtain(running, "Siân Pritchard has arrived: sign"))
    assert running.navigator.screen.isVisible() and drawn


def test_somebody_at_the_door_signs_before_anything_is_shown(running: RoomStage) -> None:
    running.key(Qt.Key.Key_F9)
    running.click(on_curtain(running, "Somebody has arrived"))
    assert offered(running)[:2] == ["Siân Pritchard has arrived: sign", "Open the sign-off list"]
    assert not any("Joseph" in words for words in offered(running)), "remote attendees come by another way"
    running.click(on_curtain(running, "Siân Pritchard has arrived: sign"))
    assert running.person("Siân").is_here and running.navigator.here.key == "hand_over"


def test_the_list_under_the_curtain_takes_the_pin_and_nothing_else_can_be_opened(running: RoomStage) -> None:
    running.key(Qt.Key.Key_F9)
    running.click(on_curtain(running, "Somebody has arrived"))
    running.click(on_curtain(running, "Open the sign-off list"))
    assert running.curtain is not None and "not the meeting PIN" in running.words()
    running.type(running.curtain.findChild(LineEdit), PIN)
    running.click(on_curtain(running, "Open the sign-off list"))
    assert running.navigator.here.key == "sign" and running.navigator.screen.isVisible()
    assert running.table.is_curtain_drawn
    running.navigator.go("lived", round_table_id=running.table_id, case_id=running.cases[0])
    running.settle()
    assert running.curtain is not None and running.window.is_hidden


def test_what_is_typed_is_stored_before_it_is_covered(running: RoomStage) -> None:
    from roundtable.actions.walkthrough import lived_view
    from roundtable.ui.widgets import PlainTextEditor

    page = running.navigator.screen
    editor = next(e for e in page.content.findChildren(PlainTextEditor))
    editor.setFocus()
    QTest.keyClicks(editor, "She counted the days.")
    running.key(Qt.Key.Key_F9)
    with pytest.raises(CurtainDrawn):
        lived_view(running.vault, running.table_id, running.cases[0])
    lift_with(running, PIN)
    view = lived_view(running.vault, running.table_id, running.cases[0])
    assert "She counted the days." in [p.answer for p in view.prompts]


def test_no_key_reaches_the_case_under_it(running: RoomStage) -> None:
    running.key(Qt.Key.Key_F9)
    here = running.navigator.here
    for keys in ("Ctrl+K", "Alt+Left", "F5", "Ctrl+Return", "F1"):
        sequence = QKeySequence(keys)[0]
        QTest.keyClick(QApplication.focusWidget(), Qt.Key(sequence.key()), sequence.keyboardModifiers())
        running.settle()
        assert running.navigator.here == here and running.curtain is not None


def test_the_passphrase_that_opened_the_file_lifts_what_the_last_run_left_drawn(
    qapp: QApplication, _open_vault: Path, tmp_path: Path
) -> None:
    vault = copy_of(_open_vault, tmp_path)
    with vault.reading() as tx:
        table = tx.round_tables.all()[0].id
    draw_curtain(vault, table)
    stage = RoomStage(vault)
    try:
        assert stage.safety.is_meeting_open
        assert stage.curtain is None
        assert not stage.table.is_curtain_drawn
        with vault.reading() as tx:
            assert "curtain.lifted" in [line.event for line in tx.trail(5)]
        # Once: the next curtain asks for the PIN as ever.
        stage.window.asked.emit("curtain")
        stage.settle()
        lift_with(stage, "0000")
        assert stage.curtain is not None
        lift_with(stage, PIN)
        assert stage.curtain is None
    finally:
        stage.close()


def test_the_passphrase_lifts_nothing_while_somebody_who_is_here_has_not_signed(
    qapp: QApplication, _open_vault: Path, tmp_path: Path
) -> None:
    vault = copy_of(_open_vault, tmp_path)
    with vault.reading() as tx:
        table = tx.round_tables.all()[0]
    record_arrival(vault, table.id, table.attendees[0].id)
    draw_curtain(vault, table.id)
    stage = RoomStage(vault)
    try:
        assert stage.curtain is not None and stage.window.is_hidden
        assert f"{table.attendees[0].name} has arrived" in stage.words()
        record_departure(vault, table.id, table.attendees[0].id)
        stage.refresh()
        assert stage.curtain is not None  # the proof was for the moment of unlocking
        lift_with(stage, PIN)
        assert stage.curtain is None
    finally:
        stage.close()


def test_without_an_open_round_table_the_key_draws_and_lifts_it(planned_room: RoomStage) -> None:
    room = planned_room
    room.open("meeting")
    room.window.activateWindow()
    QTest.qWaitForWindowActive(room.window)
    room.key(Qt.Key.Key_F9)
    assert room.curtain is not None and not room.safety.is_meeting_open
    assert room.curtain.findChild(LineEdit) is None
    room.key(Qt.Key.Key_F9)
    assert room.curtain is None


def test_a_curtain_that_somebody_else_lifts_is_drawn_again(running: RoomStage) -> None:
    """Locking draws it and lifts it again when the page does not let go: the PIN is still wanted."""
    running.key(Qt.Key.Key_F9)
    running.curtains.lift()
    running.settle()
    assert running.curtain is not None and running.window.is_hidden


def test_a_new_version_of_the_statement_closes_the_case_and_draws_nothing(running: RoomStage) -> None:
    change_statement(running.vault, running.table_id, "Before we start", ("A stricter clause.",))
    running.refresh()
    page = running.navigator.screen
    assert page.closed.isVisible() and not page.content.isVisible()
    assert "To sign: Karen Whitlow, Police" in running.words()


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_the_curtain_is_readable_and_reachable(running: RoomStage, zoom: float) -> None:
    running.theme.set_zoom(zoom)
    arrive_late(running)
    assert accessibility.audit(running.window) == []
    assert accessibility.clipped(running.window) == []
    accessibility.tab_ring(running.window)
