"""The room's safety in the whole program, with the worker thread it runs on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.actions.curtain import curtain_view
from roundtable.actions.hub import hub_view
from roundtable.actions.round_tables import go_to
from roundtable.actions.signoff import record_arrival
from roundtable.domain.changes import Topic, changed
from roundtable.domain.walkthrough import Step
from roundtable.ui.machine_settings import PassingSettings
from roundtable.ui.screen_table import screens
from roundtable.ui.session import Outside, Session
from roundtable.ui.theme import Theme, load_fonts
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.curtain import Curtain
from roundtable.ui.widgets.fields import LineEdit
from tests.storage import vaults
from tests.ui.frame_stage import CheapDoor
from tests.ui.meeting_stage import sign_by_name
from tests.ui.room_stage import PIN


@pytest.fixture
def session(qapp: QApplication, _open_vault: Path, tmp_path: Path) -> Iterator[Session]:
    """The program just unlocked, over an open round table that Karen and Ngozi have signed."""
    load_fonts(assets.path("fonts"))
    for part in _open_vault.parent.iterdir():
        if part.is_file():
            shutil.copy(part, tmp_path / part.name)
    path = tmp_path / _open_vault.name
    door = CheapDoor(vaults.Clock())
    vault = door.open(path, vaults.PASSPHRASE, "Ada Marsh (facilitator)")
    with vault.reading() as tx:
        table = tx.round_tables.all()[0].id
    hub = hub_view(vault, table)
    for attendee in hub.attendees[:2]:
        sign_by_name(vault, table, attendee.id)  # type: ignore[arg-type]
    go_to(vault, table, Step.LIVED, hub.case_names[0][0])
    theme = Theme("light")
    theme.apply()
    outside = Outside(door, None, vaults.Clock(), PassingSettings(), lambda _path: None)  # type: ignore[arg-type]
    made = Session(outside, theme, screens())
    made.window.resize(1366, 768)
    made.begin()
    made.enter(path, vault)
    made.tasks.drain()
    yield made
    made.end()
    made.curtains.lift()
    made.curtains.lift()
    made.window.deleteLater()


def cover(session: Session) -> Curtain | None:
    return next((c for c in session.window.findChildren(Curtain) if c.isVisible()), None)


def work(session: Session) -> None:
    """Let the worker finish, and what its answers start."""
    for _ in range(6):
        session.tasks.drain()
        QApplication.processEvents()


def test_f9_late_arrival_and_pin_with_the_real_worker(session: Session) -> None:
    vault = session.context.vault
    view = curtain_view(vault)
    assert view is not None and session.safety.is_meeting_open
    table = view.round_table_id
    case = hub_view(vault, table).case_names[0][0]
    session.navigator.go("lived", round_table_id=table, case_id=case)
    work(session)
    assert session.window.screen_shown.content.isVisible()  # type: ignore[union-attr]
    late = hub_view(vault, table).attendees[2]
    record_arrival(vault, table, late.id)
    session.hub.announce(changed(Topic.SIGNOFF))
    work(session)
    curtain = cover(session)
    assert curtain is not None and session.window.is_hidden
    sign = next(b for b in curtain.findChildren(Button) if b.text() == f"{late.name} has arrived: sign")
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    work(session)
    page = session.window.screen_shown
    assert session.navigator.here is not None and session.navigator.here.key == "hand_over"
    assert page is not None and page.isVisible()
    page.card.interest.tiles[0].click()  # type: ignore[attr-defined]
    page.card.to_paper.click()  # type: ignore[attr-defined]
    page.footer.primary.click()
    work(session)
    page.leave_card.secret.setText(PIN)  # type: ignore[attr-defined]
    page.leave_card.go.click()  # type: ignore[attr-defined]
    work(session)
    assert session.navigator.here.key == "lived" and cover(session) is None
    assert session.window.screen_shown.content.isVisible()  # type: ignore[union-attr]


def test_idling_draws_the_curtain_instead_of_locking(session: Session) -> None:
    session.idle.look(5 * 60_000)
    work(session)
    curtain = cover(session)
    assert curtain is not None and not session.context.vault.is_locked  # type: ignore[attr-defined]
    view = curtain_view(session.context.vault)
    assert view is not None and view.is_drawn
    curtain.findChild(LineEdit).setText(PIN)
    next(b for b in curtain.findChildren(Button) if b.text() == "Lift the curtain").click()
    work(session)
    assert cover(session) is None


def test_locking_works_from_the_page_in_an_attendees_hands(session: Session) -> None:
    view = curtain_view(session.context.vault)
    assert view is not None
    attendee = hub_view(session.context.vault, view.round_table_id).attendees[2]
    session.navigator.go("hand_over", round_table_id=view.round_table_id, attendee_id=attendee.id)
    work(session)
    vault = session.context.vault
    session.lock()
    assert vault.is_locked  # type: ignore[attr-defined]


def test_no_question_that_nobody_can_answer_holds_up_the_lock(session: Session) -> None:
    view = curtain_view(session.context.vault)
    assert view is not None
    session.navigator.go("meeting", round_table_id=view.round_table_id, section="statement")
    work(session)
    page = session.window.screen_shown
    page.statement.edit.click()  # type: ignore[union-attr]
    page.statement.clauses.setPlainText("A half-written clause")  # type: ignore[union-attr]
    assert page.statement.is_editing  # type: ignore[union-attr]
    vault = session.context.vault
    session.idle.look(30 * 60_000)
    assert vault.is_locked  # type: ignore[attr-defined]


def test_help_asked_for_on_the_help_page_adds_no_step_to_the_way_back(session: Session) -> None:
    view = curtain_view(session.context.vault)
    assert view is not None
    session.navigator.go("sign", round_table_id=view.round_table_id)
    work(session)
    for _ in range(3):
        session.window.asked.emit("help")
        work(session)
    assert session.navigator.here is not None and session.navigator.here.key == "help"
    session.window.asked.emit("back")
    work(session)
    assert session.navigator.here is not None and session.navigator.here.key == "sign"
