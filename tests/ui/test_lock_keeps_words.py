"""Locking and closing with words that could not be stored, over a real file on a drive that is full."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from roundtable import assets
from roundtable.actions.curtain import curtain_view, lift_curtain
from roundtable.actions.drafts import draft_view
from roundtable.actions.hub import hub_view
from roundtable.actions.round_tables import go_to
from roundtable.actions.signoff import add_attendee, signing_view
from roundtable.actions.walkthrough import step_notes
from roundtable.domain.ids import AttendeeId
from roundtable.domain.walkthrough import Step
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.machine_settings import PassingSettings
from roundtable.ui.meeting.answers_draft import answers_place
from roundtable.ui.screen_table import screens
from roundtable.ui.session import Outside, Session
from roundtable.ui.theme import Theme, load_fonts
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.curtain import Curtain
from roundtable.ui.widgets.fields import LineEdit
from tests.storage import vaults
from tests.ui.frame_stage import CheapDoor
from tests.ui.meeting_stage import sign_by_name
from tests.ui.room_stage import PIN, draw_signature

LONGEST_LINE = 32_767
WORDS = "Nobody asked where the younger one slept. " * 900


class Run:
    """The whole program with its worker, over an open round table that two people have signed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.door = CheapDoor(vaults.Clock())
        self.vault = self.door.open(path, vaults.PASSPHRASE, "Ada Marsh (facilitator)")
        assert isinstance(self.vault, VaultFile)
        with self.vault.reading() as tx:
            self.table = tx.round_tables.all()[0].id
        hub = hub_view(self.vault, self.table)
        self.case = hub.case_names[0][0]
        self.late = AttendeeId(hub.attendees[2].id)
        for attendee in hub.attendees[:2]:
            sign_by_name(self.vault, self.table, AttendeeId(attendee.id))
        go_to(self.vault, self.table, Step.LIVED, self.case)
        self.started_again: list[Path] = []
        theme = Theme("light")
        theme.apply()
        outside = Outside(self.door, None, vaults.Clock(), PassingSettings(), self.started_again.append)  # type: ignore[arg-type]
        self.session = Session(outside, theme, screens())
        self.session.window.resize(1366, 768)
        self.session.begin()
        self.session.enter(path, self.vault)
        self.work()

    def work(self) -> None:
        for _ in range(6):
            self.session.tasks.drain()
            QApplication.processEvents()

    @property
    def curtain(self) -> Curtain | None:
        return next((c for c in self.session.window.findChildren(Curtain) if c.isVisible()), None)

    def words(self) -> str:
        return "\n".join(w.text() for w in self.session.window.findChildren(QLabel) if w.isVisible())

    def press(self, words: str) -> None:
        assert self.curtain is not None
        button = next(b for b in self.curtain.findChildren(Button) if b.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.work()

    def type_what_does_not_fit(self) -> None:
        """The drive is full; then somebody speaks."""
        self.session.navigator.go("lived", round_table_id=self.table, case_id=self.case)
        self.work()
        self.fill_drive()
        page = self.session.window.screen_shown
        page.private.setPlainText(WORDS)  # type: ignore[union-attr]

    def fill_drive(self) -> None:
        """No page more: SQLite answers as it does on a full drive."""
        connection = self.vault._held.connection  # type: ignore[attr-defined]
        connection.execute("VACUUM")  # free pages in the file would take the words
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def free_drive(self) -> None:
        self.vault._held.connection.execute("PRAGMA max_page_count = 1000000")  # type: ignore[attr-defined]

    def stored_note(self) -> str:
        reopened = vaults.reopen(self.path)
        try:
            lift_curtain(reopened, self.table)
            return step_notes(reopened, self.table, self.case, Step.LIVED).private_note
        finally:
            reopened.close()


@pytest.fixture
def run(qapp: QApplication, _open_vault: Path, tmp_path: Path) -> Iterator[Run]:
    load_fonts(assets.path("fonts"))
    for part in _open_vault.parent.iterdir():
        if part.is_file():
            shutil.copy(part, tmp_path / part.name)
    made = Run(tmp_path / _open_vault.name)
    yield made
    if not made.vault.is_locked:  # type: ignore[attr-defined]
        made.free_drive()
    made.session.end()
    made.session.curtains.lift()
    made.session.curtains.lift()
    made.session.window.deleteLater()


def lock_key(run: Run) -> None:
    run.session.window.asked.emit("lock")


def thirty_idle_minutes(run: Run) -> None:
    run.session.idle.look(30 * 60_000)


def sleep(run: Run) -> None:
    run.session.idle.look_at_wall(1_000_000)
    run.session.idle.look_at_wall(1_000_000 + 8 * 3_600_000)


@pytest.mark.parametrize("lock", [lock_key, thirty_idle_minutes, sleep])
def test_the_lock_waits_covered_for_words_that_could_not_be_stored(
    run: Run, lock: Callable[[Run], None]
) -> None:
    run.type_what_does_not_fit()
    lock(run)
    run.work()
    assert not run.vault.is_locked  # type: ignore[attr-defined]
    assert run.started_again == []
    assert run.session.window.is_hidden and run.curtain is not None
    assert "Covered, and not locked yet" in run.words()
    assert "Nobody asked" not in run.words()

    run.session.hold.look()  # full still
    run.work()
    run.session.hold.look()
    run.work()
    assert not run.vault.is_locked  # type: ignore[attr-defined]

    run.free_drive()
    run.press("Try again now")
    run.press("Try again now") if run.curtain else None
    assert run.vault.is_locked  # type: ignore[attr-defined]
    assert run.started_again == [run.path]
    assert run.stored_note() == WORDS


def test_it_locks_by_itself_once_there_is_room(run: Run, qtbot: QtBot) -> None:
    run.type_what_does_not_fit()
    run.session.lock()
    run.free_drive()
    qtbot.waitUntil(lambda: run.started_again != [], timeout=8000)
    assert run.started_again == [run.path]
    assert run.stored_note() == WORDS


def test_the_passphrase_and_not_the_pin_shows_the_words_again(run: Run) -> None:
    run.type_what_does_not_fit()
    run.session.lock()
    run.work()
    assert run.curtain is not None
    run.curtain.findChild(LineEdit).setText(PIN)
    run.press("Show them again")
    assert run.curtain is not None and run.session.window.is_hidden
    assert "That is not the passphrase" in run.words()
    run.curtain.findChild(LineEdit).setText(vaults.PASSPHRASE)
    run.press("Show them again")
    assert run.curtain is not None, "a wrong one makes the next try wait, on a full drive too"
    assert "You can try again after 1 second" in run.words()
    run.vault._held.clock.forward(seconds=1)  # type: ignore[attr-defined]
    run.curtain.findChild(LineEdit).setText(vaults.PASSPHRASE)
    run.press("Show them again")
    assert run.curtain is None
    page = run.session.window.screen_shown
    assert page.private.toPlainText() == WORDS  # type: ignore[union-attr]
    assert any(text.startswith("Not saved") for text in run.session.window.banner_texts())

    run.free_drive()
    page.flush()  # type: ignore[union-attr]
    run.work()
    assert not any(text.startswith("Not saved") for text in run.session.window.banner_texts())
    run.session.lock()
    assert run.vault.is_locked  # type: ignore[attr-defined]
    assert run.stored_note() == WORDS


def test_closing_the_window_does_not_leave_words_behind_unasked(run: Run) -> None:
    run.type_what_does_not_fit()
    run.session.curtains.draw()
    run.work()
    run.session.window.close()
    run.work()
    assert run.session.window.isVisible()
    assert "Not closed: the last words are not in the file yet." in run.words()
    run.free_drive()
    run.session.window.close()
    assert run.vault.is_locked  # type: ignore[attr-defined]
    assert run.stored_note() == WORDS


# --- the device in somebody's hands


def test_closing_the_window_from_an_attendees_hands_takes_the_pin_and_keeps_the_strokes(run: Run) -> None:
    session = run.session
    session.navigator.go("hand_over", round_table_id=run.table, attendee_id=run.late)
    run.work()
    page = session.window.screen_shown
    draw_signature(page.card.pad)  # type: ignore[union-attr]
    page.card.interest.tiles[0].click()  # type: ignore[union-attr]
    session.window.close()
    run.work()
    assert session.window.isVisible() and not run.vault.is_locked  # type: ignore[attr-defined]
    assert page.leave_card.isVisible()  # type: ignore[union-attr]
    assert "Roundtable is to be closed" in run.words()
    assert page.card.pad.is_signed()  # type: ignore[union-attr]

    page.leave_card.secret.setText("0000")  # type: ignore[union-attr]
    page.leave_card.go.click()  # type: ignore[union-attr]
    run.work()
    assert session.window.isVisible() and not run.vault.is_locked  # type: ignore[attr-defined]

    page.leave_card.secret.setText(PIN)  # type: ignore[union-attr]
    page.leave_card.go.click()  # type: ignore[union-attr]
    run.work()
    assert not session.window.isVisible() and run.vault.is_locked  # type: ignore[attr-defined]
    reopened = vaults.reopen(run.path)
    draft = draft_view(reopened, answers_place(run.table, run.late))
    reopened.close()
    assert draft is not None
    assert draft.part("interest") == "none"
    assert draft.part("strokes").count("[") > 16


def test_going_on_signing_keeps_the_window_and_the_page(run: Run) -> None:
    session = run.session
    session.navigator.go("hand_over", round_table_id=run.table, attendee_id=run.late)
    run.work()
    page = session.window.screen_shown
    session.window.close()
    run.work()
    page.leave_card.stay.click()  # type: ignore[union-attr]
    page.out.click()  # type: ignore[union-attr]
    page.leave_card.secret.setText(PIN)  # type: ignore[union-attr]
    page.leave_card.go.click()  # type: ignore[union-attr]
    run.work()
    assert session.window.isVisible() and not run.vault.is_locked  # type: ignore[attr-defined]
    assert session.navigator.here is not None and session.navigator.here.key != "hand_over"


def test_handing_on_forgets_that_the_window_was_to_be_closed(run: Run) -> None:
    session = run.session
    add_attendee(run.vault, run.table, name="Cleo Grant")
    session.navigator.go("hand_over", round_table_id=run.table, attendee_id=run.late)
    run.work()
    page = session.window.screen_shown
    page.card.interest.tiles[0].click()  # type: ignore[union-attr]
    page.card.to_paper.click()  # type: ignore[union-attr]
    page.footer.primary.click()  # type: ignore[union-attr]
    run.work()
    session.window.close()
    run.work()
    page.after.buttons[0].click()  # type: ignore[union-attr]
    run.work()
    page.out.click()  # type: ignore[union-attr]
    page.leave_card.secret.setText(PIN)  # type: ignore[union-attr]
    page.leave_card.go.click()  # type: ignore[union-attr]
    run.work()
    assert session.window.isVisible() and not run.vault.is_locked  # type: ignore[attr-defined]


def unlock_again(run: Run) -> Session:
    """The process that the lock began, at the same file; `run` goes on with it."""
    run.session.safety.stands_back = True  # a process of its own would have taken its curtain with it
    run.session.curtains.lift()
    run.vault = run.door.open(run.path, vaults.PASSPHRASE, "Ada Marsh (facilitator)")
    outside, theme = run.session._outside, run.session.theme
    run.session.window.deleteLater()
    run.session = Session(outside, theme, screens())
    run.session.begin()
    return run.session


def test_one_proof_is_enough_after_unlocking(run: Run) -> None:
    run.session.lock()
    assert run.started_again == [run.path]
    again = unlock_again(run)
    view = curtain_view(run.vault)
    assert view is not None and view.is_drawn
    again.enter(run.path, run.vault)
    run.work()
    assert run.curtain is None
    view = curtain_view(run.vault)
    assert view is not None and not view.is_drawn


# --- a question that nobody has answered yet


def ask_why(run: Run, do: Callable[[LineEdit], None]) -> None:
    """“Skip this step…”, and what is done while the prompt waits for an answer."""
    page = run.session.window.screen_shown

    def in_front() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        do(dialog.findChild(LineEdit))
        if dialog.isVisible():
            dialog.reject()  # type: ignore[attr-defined]

    QTimer.singleShot(0, in_front)
    page.skip_button.click()  # type: ignore[union-attr]
    run.work()


def at_the_step(run: Run) -> None:
    run.session.navigator.go("lived", round_table_id=run.table, case_id=run.case)
    run.work()


def test_words_in_a_prompt_survive_a_lock(run: Run) -> None:
    at_the_step(run)

    def type_and_lock(line: LineEdit) -> None:
        QTest.keyClicks(line, "Mother is waiting outsi")
        run.session.lock()

    ask_why(run, type_and_lock)
    assert run.vault.is_locked  # type: ignore[attr-defined]
    unlock_again(run).enter(run.path, run.vault)
    run.work()
    with run.vault.reading() as tx:
        assert [d.case_id for d in tx.drafts.all()] == [run.case]
    at_the_step(run)
    seen: list[str] = []
    ask_why(run, lambda line: seen.append(line.text()))
    assert seen == ["Mother is waiting outsi"]


def test_words_in_a_prompt_are_offered_again_until_it_is_answered_or_given_up(run: Run) -> None:
    at_the_step(run)

    def type_and_wait(line: LineEdit) -> None:
        QTest.keyClicks(line, "Mother is waiting outsi")
        QTest.qWait(900)  # on purpose: longer than the autosave waits
        run.session.tasks.drain()
        with run.vault.reading() as tx:  # as a killed process would leave it
            assert [d.part("text") for d in tx.drafts.all()] == ["Mother is waiting outsi"]

    ask_why(run, type_and_wait)
    with run.vault.reading() as tx:
        assert tx.drafts.all() == ()

    seen: list[str] = []
    ask_why(run, lambda line: seen.append(line.text()))
    assert seen == [""]


def test_the_lock_waits_for_words_in_a_prompt_too(run: Run) -> None:
    at_the_step(run)
    run.fill_drive()

    def type_and_lock(line: LineEdit) -> None:
        line.setText(WORDS)
        run.session.lock()
        assert not run.vault.is_locked  # type: ignore[attr-defined]

    ask_why(run, type_and_lock)
    run.free_drive()
    run.press("Try again now")
    run.press("Try again now") if run.curtain else None
    assert run.vault.is_locked  # type: ignore[attr-defined]
    reopened = vaults.reopen(run.path)
    with reopened.reading() as tx:
        assert [d.part("text") for d in tx.drafts.all()] == [WORDS[:LONGEST_LINE]]
    reopened.close()


def test_a_signature_that_sleep_cuts_off_in_the_middle_of_a_stroke_comes_back(run: Run) -> None:
    run.session.navigator.go("hand_over", round_table_id=run.table, attendee_id=run.late)
    run.work()
    pad = run.session.window.screen_shown.card.pad  # type: ignore[union-attr]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    for step in range(1, 12):
        QTest.mouseMove(pad, QPoint(60 + 10 * step, 60 + 3 * step))
    assert pad.strokes() == () and len(pad.strokes_so_far()[0]) == 12
    sleep(run)
    run.work()
    lifted = QWidget()  # the pen comes up while nobody hears it
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton)
    assert run.vault.is_locked  # type: ignore[attr-defined]
    reopened = vaults.reopen(run.path)
    try:
        draft = draft_view(reopened, answers_place(run.table, run.late))
        signed = signing_view(reopened, run.table, run.late).has_signed
    finally:
        reopened.close()
    assert draft is not None and not signed
    assert [len(stroke) for stroke in json.loads(draft.part("strokes"))] == [12]
