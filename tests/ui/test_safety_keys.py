"""Curtain, lock and urgent concern by one key: from dialogs, from under the curtain, from the room view."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollBar, QWidget

from roundtable import assets
from roundtable.actions.curtain import curtain_view
from roundtable.actions.signoff import record_arrival
from roundtable.domain.changes import Topic, changed
from roundtable.ui.theme import load_fonts
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.curtain import Curtain
from roundtable.ui.widgets.fields import LineEdit
from tests.ui.room_stage import PIN
from tests.ui.test_lock_keeps_words import Run, at_the_step, unlock_again

CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As it comes from the keyboard: to what has the focus in the active window."""
    window = QApplication.activeWindow()
    assert window is not None
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def in_dialog(run: Run, begin: Callable[[], object], do: Callable[[QWidget], None]) -> None:
    """Does something while the next dialog is open; it is closed unless that has closed it."""

    def in_front() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(5, in_front)
            return
        try:
            do(dialog)
        finally:
            if dialog.isVisible():
                dialog.close()

    QTimer.singleShot(0, in_front)
    begin()
    run.work()


def ask(run: Run) -> None:
    run.session.prompts.ask("Why is it skipped?", "", "Reason", "Skip this step")


def confirm(run: Run) -> None:
    run.session.prompts.confirm(
        "Has the passphrase been told?", "It leaves the screen now.", "It has been told"
    )


def choose_file(run: Run) -> None:
    run.session.prompts.choose_folder("Where shall the file go?", Path.home())


DIALOGS = [ask, confirm, choose_file]


@pytest.fixture
def run(qapp: QApplication, _open_vault: Path, tmp_path: Path) -> Iterator[Run]:
    """The whole program at a step of a case."""
    load_fonts(assets.path("fonts"))
    for part in _open_vault.parent.iterdir():
        if part.is_file():
            shutil.copy(part, tmp_path / part.name)
    made = Run(tmp_path / _open_vault.name)
    at_the_step(made)
    to_the_front(made)
    yield made
    made.session.end()
    made.session.curtains.lift()
    made.session.curtains.lift()
    made.session.window.deleteLater()


def to_the_front(run: Run) -> None:
    """As the window manager does it once a dialog has gone."""
    run.session.window.activateWindow()
    assert QTest.qWaitForWindowActive(run.session.window)
    run.work()


def cards() -> list[Curtain]:
    """The curtains that say something."""
    curtains = {c for w in QApplication.topLevelWidgets() for c in w.findChildren(Curtain) if c.isVisible()}
    return [c for c in curtains if c.findChildren(Button)]


def test_one_key_locks_from_what_is_being_looked_for(run: Run) -> None:
    QTest.keyClick(run.session.window, Qt.Key.Key_K, CTRL)
    run.work()
    assert run.session.navigator.here.key == "find"
    press(Qt.Key.Key_L, CTRL)
    run.work()
    assert run.vault.is_locked


@pytest.mark.parametrize("begin", DIALOGS)
def test_one_key_locks_from_a_dialog(run: Run, begin: Callable[[Run], None]) -> None:
    in_dialog(run, lambda: begin(run), lambda _dialog: press(Qt.Key.Key_L, CTRL))
    assert run.vault.is_locked  # type: ignore[attr-defined]
    assert run.started_again == [run.path]


@pytest.mark.parametrize("begin", DIALOGS)
def test_one_key_locks_from_under_the_curtain_over_a_dialog(run: Run, begin: Callable[[Run], None]) -> None:

    def cover_and_lock(_dialog: QWidget) -> None:
        press(Qt.Key.Key_F9)
        run.work()
        assert run.session.curtains.is_drawn
        press(Qt.Key.Key_L, CTRL)

    in_dialog(run, lambda: begin(run), cover_and_lock)
    assert run.vault.is_locked  # type: ignore[attr-defined]
    assert run.started_again == [run.path]


def test_one_key_locks_from_under_the_curtain(run: Run) -> None:
    press(Qt.Key.Key_F9)
    run.work()
    assert cards()[0].isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_L, CTRL)
    assert run.vault.is_locked  # type: ignore[attr-defined]


@pytest.mark.parametrize("begin", DIALOGS)
def test_the_curtain_over_a_dialog_has_one_card_that_fits_and_lifts(
    run: Run, begin: Callable[[Run], None]
) -> None:
    seen: list[str] = []

    def cover_and_lift(dialog: QWidget) -> None:
        before, title = dialog.geometry(), dialog.windowTitle()
        press(Qt.Key.Key_F9)
        run.work()
        (card,) = cards()
        assert card.window() is dialog, "the window that can be used has the card"
        assert dialog.windowTitle() == "Roundtable", "a question may name somebody"
        bars = [bar for bar in card.findChildren(QScrollBar) if bar.isVisible()]
        assert not bars, "the dialog has grown so that the card fits"
        main = run.session.curtains.over_main
        assert main is not None and main.size() == run.session.window.size(), "the other is covered as well"
        field = card.findChild(LineEdit)
        assert QApplication.focusWidget() is field
        lift = next(b for b in card.findChildren(Button) if b.text() == "Lift the curtain")
        for widget in (field, lift):
            assert widget.visibleRegion().boundingRect().height() == widget.height(), (
                "nothing is scrolled away"
            )
        QTest.keyClicks(field, PIN)
        press(Qt.Key.Key_Return)
        run.work()
        assert not run.session.curtains.is_drawn and dialog.isVisible()
        assert dialog.geometry() == before and dialog.windowTitle() == title
        seen.append("lifted")

    in_dialog(run, lambda: begin(run), cover_and_lift)
    assert seen == ["lifted"]
    assert not run.session.window.is_hidden


@pytest.mark.parametrize("begin", DIALOGS)
@pytest.mark.parametrize("covered", [False, True])
def test_an_urgent_concern_is_one_key_from_a_dialog(
    run: Run, begin: Callable[[Run], None], covered: bool
) -> None:

    def raise_it(_dialog: QWidget) -> None:
        if covered:
            press(Qt.Key.Key_F9)
            run.work()
        press(Qt.Key.Key_U, CTRL)

    in_dialog(run, lambda: begin(run), raise_it)
    to_the_front(run)
    panel = run.session.safety._panel
    assert panel is not None and panel.isVisible()
    assert panel.isAncestorOf(QApplication.focusWidget())
    assert run.session.curtains.is_drawn is covered
    QTest.keyClicks(QApplication.focusWidget(), "Child B")
    assert panel.form.who.text() == "Child B"
    panel.leave()


def test_who_arrives_while_a_dialog_is_covered_can_sign(run: Run) -> None:

    def arrive(_dialog: QWidget) -> None:
        press(Qt.Key.Key_F9)
        run.work()
        record_arrival(run.vault, run.table, run.late)
        run.session.hub.announce(changed(Topic.SIGNOFF))
        run.work()
        (card,) = cards()
        sign = next(b for b in card.findChildren(Button) if b.text().endswith("has arrived: sign"))
        QTest.mouseClick(sign, Qt.MouseButton.LeftButton)

    in_dialog(run, lambda: ask(run), arrive)
    run.work()
    assert run.session.navigator.here is not None and run.session.navigator.here.key == "hand_over"
    page = run.session.window.screen_shown
    assert page is not None and page.isVisible() and QApplication.activeModalWidget() is None


def test_typing_goes_into_the_card_when_the_window_comes_to_the_front_again(run: Run) -> None:
    """As after unlocking: the page behind the curtain has asked for the focus meanwhile."""
    record_arrival(run.vault, run.table, run.late)
    run.session.hub.announce(changed(Topic.SIGNOFF))
    run.work()
    elsewhere = QDialog()
    elsewhere.show()
    elsewhere.activateWindow()
    assert QTest.qWaitForWindowActive(elsewhere)
    run.session.navigator.go("home")
    run.work()
    elsewhere.close()
    to_the_front(run)
    focus = QApplication.focusWidget()
    assert focus is not None and cards()[0].isAncestorOf(focus), focus


def test_the_curtain_that_a_restart_brings_back_has_the_focus(run: Run) -> None:
    """F9 over a dialog, lifted; somebody arrives; Ctrl+L, and the file is unlocked again."""

    def cover_and_lift(_dialog: QWidget) -> None:
        press(Qt.Key.Key_F9)
        run.work()
        QTest.keyClicks(QApplication.focusWidget(), PIN)
        press(Qt.Key.Key_Return)
        run.work()

    in_dialog(run, lambda: ask(run), cover_and_lift)
    record_arrival(run.vault, run.table, run.late)
    run.session.hub.announce(changed(Topic.SIGNOFF))
    run.work()
    to_the_front(run)
    press(Qt.Key.Key_L, CTRL)
    again = unlock_again(run)
    again.enter(run.path, run.vault)
    run.work()
    to_the_front(run)
    view = curtain_view(run.vault)
    assert view is not None and view.is_drawn
    focus = QApplication.focusWidget()
    assert focus is not None and cards()[0].isAncestorOf(focus)


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs an X server for its own text keys")
def test_a_line_of_text_does_not_take_the_keys_for_itself() -> None:
    """On Linux desktops Ctrl+U empties a line; Qt's offscreen platform has no such key."""
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-m", "tests.ui.keys_on_linux"],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == ["page", "question", "file"], done.stderr
