"""Unlocking, and every way it can fail: each says what to do, and the way out works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roundtable.domain.errors import VaultLocked, VaultOnForbiddenThread
from roundtable.door import Door
from roundtable.storage import vault as storage
from roundtable.ui.door import Entrance
from roundtable.ui.machine_settings import recent_files, remember_file
from roundtable.ui.tasks import WorkerTasks
from roundtable.ui.unlock import Unlock
from roundtable.ui.widgets import Button
from tests.storage import vaults
from tests.ui.accessibility import Watchdog
from tests.ui.frame_stage import FrameStage


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[FrameStage]:
    made = FrameStage()
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed vault with one backup."""
    path = tmp_path / "Fernhill.roundtable"
    made, _code = vaults.make(path)
    made.back_up()
    made.close()
    return path


def _try(screen: Unlock, passphrase: str = vaults.PASSPHRASE, name: str = "Ann Price") -> None:
    screen.who.name.setText(name)
    screen.passphrase.line.setText(passphrase)
    screen.do_primary()


def _offered(screen: Unlock) -> Button:
    assert screen._offer is not None
    return screen._offer.findChildren(Button)[0]


def test_the_passphrase_opens_the_file_and_the_trail_knows_who(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    screen.who.name.setText("Ann Price")
    screen.who.role.set_value("minute-taker")
    QTest.keyClicks(screen.passphrase.line, vaults.PASSPHRASE)
    QTest.keyClick(screen.passphrase.line, Qt.Key.Key_Return)
    (path, vault) = stage.entered[0]
    assert path == file
    with vault.reading() as tx:
        assert tx.trail(1)[0].who == "Ann Price (minute-taker)"
    assert screen.passphrase.text() == "", "the passphrase does not stay in the field"
    assert recent_files(stage.settings) == (file,)
    assert stage.settings.read("who_name") == "Ann Price"


def test_the_last_file_is_offered_and_the_name_remembered(stage: FrameStage, file: Path) -> None:
    remember_file(stage.settings, file)
    stage.settings.store("who_name", "Ann Price")
    screen = stage.open("unlock")
    assert screen._file_name.text() == "Fernhill"
    assert screen.who.name.text() == "Ann Price"
    assert screen.first_focus() is screen.passphrase


def test_nothing_typed_says_what_is_missing(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    screen.do_primary()
    assert screen.page.errors.texts() == ("Enter your name: the trail needs it", "Enter the passphrase")


def test_a_wrong_passphrase_waits_and_counts_down(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    for _ in range(3):
        _try(screen, vaults.OTHER_PASSPHRASE)
        stage.clock.forward(seconds=60)
        while screen._wait:
            screen._count_down()
    stage.clock.forward(seconds=-60)
    _try(screen, vaults.OTHER_PASSPHRASE)
    assert screen.field.error()
    assert not screen.footer.primary.isEnabled()
    assert screen.footer.primary.text().startswith("Try again in ")
    waiting = screen._wait
    assert waiting >= 4, "each wrong try waits longer"
    for _ in range(waiting):
        screen._count_down()
    assert screen.footer.primary.isEnabled()
    assert screen.footer.primary.text() == "Unlock"
    assert stage.entered == []


def test_after_a_wrong_passphrase_the_right_one_is_typed_at_once(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    _try(screen, vaults.OTHER_PASSPHRASE)
    stage.clock.forward(seconds=60)
    while screen._wait:
        screen._count_down()
    typed_into = screen.window().focusWidget()
    assert typed_into is screen.passphrase.line
    QTest.keyClicks(typed_into, vaults.PASSPHRASE)
    QTest.keyClick(typed_into, Qt.Key.Key_Return)
    assert [path for path, _vault in stage.entered] == [file]


def test_a_file_that_is_open_elsewhere_is_told(stage: FrameStage, file: Path) -> None:
    holder = vaults.reopen(file)
    screen = stage.open("unlock", path=file)
    _try(screen)
    assert stage.entered == []
    assert screen.page.errors.texts()
    holder.close()
    _try(screen)
    assert len(stage.entered) == 1


def test_a_file_that_another_window_here_has_open_shows_that_window(
    stage: FrameStage, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[Path] = []
    monkeypatch.setattr("roundtable.ui.unlock.call_first", called.append)
    opened = vaults.reopen(file)
    try:
        screen = stage.open("unlock", path=file)
        _try(screen)
        assert _offered(screen).text() == "Show that window"
        _offered(screen).click()
        assert called == [file]
    finally:
        opened.close()


def test_a_lock_that_a_crashed_computer_left_can_be_taken_over(stage: FrameStage, file: Path) -> None:
    lock = file.with_name(file.name + "-lock")
    lock.write_text('{"host":"another-laptop","process":1,"since":"2026-10-08T09:00:00+01:00"}')
    screen = stage.open("unlock", path=file)
    _try(screen)
    assert stage.entered == []
    stage.prompts.answers.append(False)
    _offered(screen).click()
    assert stage.entered == [], "asked first"
    stage.prompts.answers.append(True)
    _offered(screen).click()
    assert len(stage.entered) == 1


def test_a_damaged_file_offers_its_backup_and_the_backup_opens(stage: FrameStage, file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[5000:5200] = bytes(200)
    file.write_bytes(data)
    screen = stage.open("unlock", path=file)
    _try(screen)
    assert stage.entered == []
    _offered(screen).click()
    stage.settle()
    restore = stage.navigator.screen
    assert restore is not None
    assert restore.title() == "Open a backup"
    restore.who.name.setText("Ann Price")  # type: ignore[attr-defined]
    restore.passphrase.line.setText(vaults.PASSPHRASE)  # type: ignore[attr-defined]
    stage.prompts.answers.append(True)
    restore.do_primary()
    assert [path for path, _vault in stage.entered] == [file]
    assert len(list(file.parent.glob("Fernhill replaced *.roundtable"))) == 1


def test_a_backup_with_the_wrong_passphrase_changes_nothing(stage: FrameStage, file: Path) -> None:
    before = file.read_bytes()
    screen = stage.open("restore", path=file)
    screen.who.name.setText("Ann Price")
    screen.passphrase.line.setText(vaults.OTHER_PASSPHRASE)
    stage.prompts.answers.append(True)
    screen.do_primary()
    assert screen.field.error()
    assert file.read_bytes() == before


def test_no_backups_says_where_to_look(stage: FrameStage, tmp_path: Path) -> None:
    screen = stage.open("restore", path=tmp_path / "Gone.roundtable")
    assert screen.nothing.isVisibleTo(screen)
    assert not screen.footer.primary.isVisibleTo(screen)


def test_a_file_that_is_gone_leaves_the_list_and_another_can_be_chosen(
    stage: FrameStage, file: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "Moved.roundtable"
    remember_file(stage.settings, gone)
    screen = stage.open("unlock")
    _try(screen)
    assert recent_files(stage.settings) == ()
    stage.prompts.answers.append(file)
    _offered(screen).click()
    _try(screen)
    assert [path for path, _vault in stage.entered] == [file]


def test_something_else_is_not_taken_for_a_vault(stage: FrameStage, tmp_path: Path) -> None:
    other = tmp_path / "letter.roundtable"
    other.write_bytes(b"Dear all, " * 1000)
    screen = stage.open("unlock", path=other)
    _try(screen)
    assert screen.page.errors.texts()
    assert stage.entered == []
    assert other.read_bytes() == b"Dear all, " * 1000


def test_cancelling_closes_what_was_opened_meanwhile(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    stage.inline.held = True
    _try(screen)
    screen.progress.cancelled.emit()
    stage.inline.held = False
    stage.inline.release()
    assert stage.entered == []
    with pytest.raises(VaultLocked), stage.door.opened[0].reading():
        pass
    _try(screen)
    assert len(stage.entered) == 1, "it can be tried again at once"


def test_a_computer_that_takes_long_says_why(
    stage: FrameStage, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("roundtable.ui.unlock.LONG_MS", 20)
    screen = stage.open("unlock", path=file)
    stage.inline.held = True
    _try(screen)
    assert "made on a faster computer" not in screen.progress._what.text()
    qtbot.waitUntil(lambda: "made on a faster computer" in screen.progress._what.text())
    stage.inline.held = False
    stage.inline.release()
    assert len(stage.entered) == 1 and not screen._long.isActive()


def test_a_file_in_a_folder_that_synchronises_is_warned_about(stage: FrameStage, tmp_path: Path) -> None:
    for folder, warns in (("Dropbox", True), ("plain", False)):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "Fernhill.roundtable"
        vaults.make(path)[0].close()
        screen = stage.open("unlock", path=path)
        assert screen._synced.isVisible() is warns
        assert ("Dropbox may change the file" in screen._synced.message.text()) is warns


def test_the_recovery_code_sets_a_new_passphrase(stage: FrameStage, tmp_path: Path) -> None:
    path = tmp_path / "Fernhill.roundtable"
    made, code = vaults.make(path)
    made.close()
    screen = stage.open("recover", path=path)
    screen.who.name.setText("Ann Price")
    screen.passphrase.first.set_text(vaults.OTHER_PASSPHRASE)
    screen.passphrase.again.set_text(vaults.OTHER_PASSPHRASE)
    screen.code.setText(code[:-1])
    screen.do_primary()
    assert screen.code_field.error()
    assert stage.entered == []
    screen.code.setText(code.lower().replace("-", " "))
    screen.do_primary()
    assert [each for each, _vault in stage.entered] == [path]
    stage.door.opened[0].close()
    vaults.reopen(path, vaults.OTHER_PASSPHRASE).close()


def test_caps_lock_is_noticed_while_typing(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    shifted = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A")
    QApplication.sendEvent(screen.passphrase.line, shifted)
    assert not screen.passphrase.caps_note_shown()
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(screen.passphrase.line, capital)
    assert screen.passphrase.caps_note_shown()
    QTest.keyClicks(screen.passphrase.line, "a")
    assert not screen.passphrase.caps_note_shown()


def test_the_passphrase_is_hidden_until_it_is_shown(stage: FrameStage, file: Path) -> None:
    screen = stage.open("unlock", path=file)
    line, button = screen.passphrase.line, screen.passphrase._show
    assert line.echoMode() is line.EchoMode.Password
    button.click()
    assert line.echoMode() is line.EchoMode.Normal
    assert button.accessibleName() == "Hide passphrase"
    button.click()
    assert line.echoMode() is line.EchoMode.Password


def test_before_unlocking_the_title_of_the_window_says_nothing(stage: FrameStage, file: Path) -> None:
    stage.open("unlock", path=file)
    assert stage.window.windowTitle() == "Roundtable"


def test_the_window_answers_while_the_real_key_is_derived(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """The program's own door and worker: no call on the window's thread, and no gap that is felt."""
    path = tmp_path / "Fernhill.roundtable"
    clock = vaults.Clock()
    storage.create(path, vaults.PASSPHRASE, who=vaults.WHO, clock=clock).vault.close()
    tasks = WorkerTasks(lambda error: None)
    stage = FrameStage(tasks=tasks)
    entrance = Entrance(Door(clock), lambda file, opened: stage.entered.append((file, opened)))
    screen = Unlock(stage.context, entrance, path=path)
    stage.window.show_screen(screen)
    stage.settle()
    with Watchdog() as dog:
        _try(screen)
        assert screen.progress.isVisibleTo(screen)
        assert not screen.footer.primary.isEnabled()
        qtbot.waitUntil(lambda: bool(stage.entered), timeout=20_000)
    assert max(dog.gaps, default=0) < 200, "Argon2 runs beside the window, not in it"
    vault = stage.entered[0][1]
    with pytest.raises(VaultOnForbiddenThread), vault.reading():
        pass
    tasks.run(lambda: entrance.door.close(vault), stage.hub, lambda _none: None)
    tasks.shutdown()
    stage.close()


def test_a_long_name_among_the_other_files_ends_in_dots_and_the_chosen_one_is_not_offered_again(
    stage: FrameStage, file: Path, tmp_path: Path
) -> None:
    long = tmp_path / "Fernhill and Oakshire Safeguarding Children Partnership audits 2026.roundtable"
    for known in (long, file):
        remember_file(stage.settings, known)
    screen = stage.open("unlock")
    stage.window.resize(1366, 768)
    QApplication.processEvents()
    assert not screen.recent_files[file].isVisible(), "it is the one that is chosen"
    other = screen.recent_files[long]
    assert other.isVisible() and other.text().endswith("…")
    assert other.accessibleName() == long.stem and other.toolTip() == str(long)
    other.click()
    QApplication.processEvents()
    assert not other.isVisible() and screen.recent_files[file].isVisible()
    assert screen.recent_files[file].text() == file.stem, "a short one is whole"
