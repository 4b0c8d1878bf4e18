"""Settings, backups, trail, help, about: each does what it says, on the open file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.board import board_view
from roundtable.domain.board import Board
from roundtable.ui import help_topics
from roundtable.ui.licence_texts import licences
from roundtable.ui.machine_settings import (
    MachineSettings,
    PassingSettings,
    SettingUnknown,
    forget_file,
    recent_files,
    remember_file,
)
from roundtable.ui.screen_table import SCREENS, screen_class
from roundtable.ui.screens.about import AboutScreen
from roundtable.ui.screens.help import HelpScreen
from roundtable.ui.screens.recovery import RecoveryScreen
from roundtable.ui.screens.settings import SettingsScreen
from roundtable.ui.screens.shortcuts import ShortcutsScreen
from roundtable.ui.screens.trail import TrailScreen
from roundtable.ui.trail_words import EVENT_WORDS, event_words
from tests.export.test_logo import picture
from tests.storage import vaults
from tests.ui.frame_stage import FrameStage, board_vault, demonstration


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[vaults.VaultFile]:
    made = board_vault(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stage(qapp: QApplication, vault: vaults.VaultFile) -> Iterator[FrameStage]:
    made = FrameStage(
        {
            "settings": SettingsScreen,
            "trail": TrailScreen,
            "recovery": RecoveryScreen,
            "help": HelpScreen,
            "about": AboutScreen,
            "shortcuts": ShortcutsScreen,
        },
        vault,
    )
    yield made
    made.theme.set_choice("light")
    made.close()


def _board(vault: vaults.VaultFile) -> Board:
    board = board_view(vault)
    assert board is not None
    return board


# --- this computer


def test_colours_and_size_change_at_once_and_are_kept(stage: FrameStage) -> None:
    screen = stage.open("settings")
    screen.machine.look.tiles[2].click()
    assert stage.theme.name == "dark"
    assert stage.settings.read("theme") == "dark"
    screen.machine.zoom.set_value("1.5")
    screen.machine.zoom.changed.emit("1.5")
    assert stage.theme.zoom == 1.5
    assert stage.settings.read("zoom") == "1.5"
    stage.theme.zoom_in()
    assert screen.machine.zoom.value() == "1.75", "Ctrl + shows here too"
    screen.machine.lock.set_value("10")
    screen.machine.lock.changed.emit("10")
    assert stage.settings.read("lock_minutes") == "10"
    screen.machine.room.changed.emit("125")
    assert stage.theme.room_scale == 1.25


class Projector:
    """A screen, by name and place."""

    def name(self) -> str:
        return "EPSON PJ"

    def geometry(self) -> QRect:
        return QRect(1366, 0, 1920, 1080)


def test_the_room_views_screen_is_chosen_by_name_and_kept_while_it_is_not_connected(
    stage: FrameStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = stage.open("settings").machine.room_screen
    assert [key for key, _words in choice.choices()] == [""], "screens without a name cannot be remembered"
    assert stage.navigator.go("about")
    with monkeypatch.context() as plugged:
        plugged.setattr(QGuiApplication, "screens", lambda: [Projector()])
        choice = stage.open("settings").machine.room_screen
        assert choice.choices()[1:] == [("EPSON PJ", "EPSON PJ, 1920 × 1080")]
        choice.setFocus()
        QTest.keyClick(choice, Qt.Key.Key_Down)
        assert stage.settings.read("room_screen") == "EPSON PJ"
        assert stage.navigator.go("about")
    choice = stage.open("settings").machine.room_screen
    assert choice.currentText() == "EPSON PJ, not connected now"
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert stage.settings.read("room_screen") == ""


def test_only_known_keys_can_be_stored(tmp_path: Path) -> None:
    for settings in (MachineSettings(tmp_path / "settings.ini"), PassingSettings()):
        with pytest.raises(SettingUnknown):
            settings.store("last_child", "Zofia")
        with pytest.raises(SettingUnknown):
            settings.read("last_child")


def test_settings_and_recent_files_come_back(tmp_path: Path) -> None:
    settings = MachineSettings(tmp_path / "settings.ini")
    paths = [tmp_path / f"Board, {number} = x.roundtable" for number in range(8)]
    for path in paths:
        remember_file(settings, path)
    settings.store("zoom", "1.5")
    again = MachineSettings(tmp_path / "settings.ini")
    assert again.read("zoom") == "1.5"
    assert recent_files(again) == tuple(reversed(paths))[:6]
    forget_file(again, paths[7])
    assert recent_files(again)[0] == paths[6]


# --- the Board


def test_the_boards_details_are_saved_as_they_are_typed(stage: FrameStage, vault: vaults.VaultFile) -> None:
    screen = stage.open("settings", section="board")
    form = screen.form
    form.name.clear()
    QTest.keyClicks(form.name, "Fernhill Partnership")
    form.domains.clear()
    QTest.keyClicks(form.domains, "example.org; @Fernhill.example.net")
    screen.flush()
    board = _board(vault)
    assert board.name == "Fernhill Partnership"
    assert board.recipient.allowed_domains == ("example.org", "fernhill.example.net")


def test_without_a_name_or_with_half_an_address_nothing_is_stored(
    stage: FrameStage, vault: vaults.VaultFile
) -> None:
    screen = stage.open("settings", section="board")
    before = _board(vault)
    screen.form.name.clear()
    screen.form.autosave.touch()
    QTest.keyClicks(screen.form.address, ",x")
    screen.form.address.setText("learning@")
    screen.flush()
    assert screen.form.name_field.error() == "Enter the name of the Board"
    assert screen.form.address_field.error()
    assert _board(vault) == before


def test_the_logo_is_chosen_shown_removed_and_brought_back(
    stage: FrameStage, vault: vaults.VaultFile, tmp_path: Path
) -> None:
    screen = stage.open("settings", section="board")
    card = screen.logo
    assert card.picture.isHidden() and card.remove.isHidden()
    path = tmp_path / "logo.png"
    path.write_bytes(picture((1200, 400)))
    stage.prompts.answers.append(path)
    card.choose.click()
    stage.settle()
    logo = _board(vault).logo
    assert logo is not None
    assert not card.picture.isHidden() and card.picture.pixmap().width() > 100
    card.remove.click()
    stage.settle()
    assert _board(vault).logo is None and card.picture.isHidden()
    assert stage.window.toasts.undo()
    stage.settle()
    assert _board(vault).logo == logo
    path.write_bytes(b"no picture")
    stage.prompts.answers.append(path)
    card.choose.click()
    stage.settle()
    assert _board(vault).logo == logo
    assert "Choose a PNG, JPEG or WebP file" in screen.page.errors.texts()[0]


def test_another_wording_is_asked_about_and_brings_a_new_version_of_the_statement(
    stage: FrameStage, vault: vaults.VaultFile
) -> None:
    screen = stage.open("settings", section="board")
    before = _board(vault)
    stage.prompts.answers.append(False)
    screen.form.pack.tiles[1].click()
    assert _board(vault) == before
    assert screen.form.pack.value() == "lscb_2015"
    stage.prompts.answers.append(True)
    screen.form.pack.tiles[1].click()
    after = _board(vault)
    assert after.pack.id == "partnership_2018"
    assert after.statement.version == before.statement.version + 1
    assert (
        after.statement.clauses != before.statement.clauses or after.statement.title != before.statement.title
    )


def test_representatives_are_nominated_with_their_dates_and_come_back(
    stage: FrameStage, vault: vaults.VaultFile
) -> None:
    screen = stage.open("settings", section="people")
    people = screen.people
    people.agency.set_value("police")
    QTest.keyClicks(people.name, "Karen Whitlow")
    QTest.keyClicks(people.nominated_on, "3 3 2026")
    QTest.keyClicks(people.accredited, "27 3 2026")
    QTest.keyClicks(people.ends, "27 3")
    QTest.keyClick(people.ends, Qt.Key.Key_Return)
    assert people.ends_field.error()
    people.ends.clear()
    QTest.keyClicks(people.ends, "27 3 2028")
    QTest.keyClick(people.ends, Qt.Key.Key_Return)
    (person,) = _board(vault).representatives
    assert (person.name, person.agency_id) == ("Karen Whitlow", "police")
    assert (person.nominated_on, person.accredited_on) == (date(2026, 3, 3), date(2026, 3, 27))
    people._remove()
    assert _board(vault).representatives == ()
    stage.window.toasts.undo()
    assert _board(vault).representatives == (person,)


# --- passphrase, backups, checks


def test_the_passphrase_is_changed_and_the_old_one_stops(stage: FrameStage, vault: vaults.VaultFile) -> None:
    screen = stage.open("settings", section="passphrase")
    from roundtable.ui.preparation.passphrase_form import PassphraseForm

    form = screen.findChildren(PassphraseForm)[0]
    form.old.set_text("not this one")
    form.new.first.set_text(vaults.OTHER_PASSPHRASE)
    form.new.again.set_text(vaults.OTHER_PASSPHRASE)
    form.button.click()
    assert form.old_field.error()
    vault._held.clock.forward(seconds=1)  # type: ignore[attr-defined]  # a wrong one makes the next try wait
    form.old.set_text(vaults.PASSPHRASE)
    form.button.click()
    assert stage.window.toasts.text() == "The passphrase has been changed"
    assert form.old.text() == "", "nothing stays in the fields"
    vault.close()
    vaults.reopen(vault.path, vaults.OTHER_PASSPHRASE).close()


@pytest.mark.parametrize("key", ["settings", "recovery"])
def test_a_backup_is_made_and_listed(stage: FrameStage, vault: vaults.VaultFile, key: str) -> None:
    screen = stage.open(key, section="backups") if key == "settings" else stage.open(key)
    assert screen.backups is not None
    screen.backups.button.click()
    (made,) = screen.backups.table.rows_model.rows
    assert made.path.exists()
    assert stage.window.toasts.text() == "Backup made and checked"


def test_the_check_says_that_the_file_is_sound(stage: FrameStage, vault: vaults.VaultFile) -> None:
    screen = stage.open("recovery")
    screen.button.click()
    assert screen.sound.isVisibleTo(screen)
    assert "entries" in screen.sound.message.text()


def test_the_check_says_when_it_is_damaged(stage: FrameStage, vault: vaults.VaultFile) -> None:
    demonstration(vault)
    data = bytearray(vault.path.read_bytes())
    data[-3000:-2900] = bytes(100)
    vault.path.write_bytes(data)
    screen = stage.open("recovery")
    screen.button.click()
    assert screen.unsound.isVisibleTo(screen)
    assert not screen.sound.isVisibleTo(screen)


# --- the trail


def test_the_trail_is_read_in_words_and_narrowed(stage: FrameStage, vault: vaults.VaultFile) -> None:
    demonstration(vault)
    screen = stage.open("trail")
    words = [event_words(entry.event) for entry in screen.table.rows_model.rows]
    assert words[0] == "Cases imported"
    assert words[-1] == "File made"
    QTest.keyClicks(screen.filter, "board ADA")
    assert {event_words(e.event) for e in screen.table.rows_model.rows} == {"Board set up"}
    screen.filter.setText("no such thing")
    assert screen._nothing.isVisibleTo(screen)
    assert screen.search()


def test_every_event_that_is_ever_noted_has_words() -> None:
    """Read from the source: an event without words would show as a code name."""
    import re

    from roundtable import assets

    package = assets.ROOT.parent / "roundtable"
    found: set[str] = set()
    for path in [*(package / "actions").glob("*.py"), *(package / "storage").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for literal in re.findall(r'"([a-z_]+\.[a-z_]+)"', text):
            found.add(literal)
    events = {event for event in found if not event.endswith((".txt", ".json", ".pdf", ".new"))}
    assert len(events) > 60
    assert sorted(events - set(EVENT_WORDS)) == []


# --- help, about, keys


def test_every_screen_has_a_page_of_help() -> None:
    pages = {each.key for each in help_topics.topics()}
    keys = {screen_class(key).help_key or key for key in _importable()} - {"help"}
    assert keys - pages == set()


def _importable() -> list[str]:
    import importlib.util

    names = SCREENS.items()
    return [key for key, (module, _c) in names if importlib.util.find_spec(f"roundtable.ui.screens.{module}")]


def test_help_opens_at_the_page_one_came_from_and_finds_words(stage: FrameStage) -> None:
    screen = stage.open("help", topic="case")
    assert screen.title() == "Prepare the case"
    QTest.keyClicks(screen.filter, "recovery code")
    assert screen.list.count() >= 2
    assert screen.title() != "Prepare the case"
    screen.filter.setText("zzzz")
    assert screen._none.isVisibleTo(screen)
    screen.filter.clear()
    assert screen.list.count() == len(help_topics.topics())


@pytest.mark.parametrize("page", help_topics.topics(), ids=lambda page: page.key)
def test_help_is_plain(page: help_topics.Topic) -> None:
    """Short sentences of short words (Flesch–Kincaid grade at most 7: about the reading age of 12)."""
    assert _grade(page.plain) <= 7.5, page.key
    for banned in ("please", "invalid", "success", "simply", "submit"):
        assert banned not in page.plain.casefold(), banned


def _grade(text: str) -> float:
    import re

    sentences = [s for s in re.split(r"[.:!?]\s|\n", text) if s.strip()]
    words = re.findall(r"[A-Za-z’']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.casefold().removesuffix("e")))) for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_every_licence_is_named_and_its_text_can_be_read(stage: FrameStage) -> None:
    found = {each.name.casefold(): each for each in licences()}
    for name in ("sqlalchemy", "reportlab", "lucide", "source sans 3", "atkinson hyperlegible next"):
        assert name in found
    assert all(each.licence for each in found.values())
    screen = stage.open("about")
    rows = [each.name.casefold() for each in screen.table.rows_model.rows]
    screen.table.selectRow(rows.index("lucide"))
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert "ISC" in screen.text.toPlainText()


def test_the_list_of_keys_is_narrowed_by_typing(stage: FrameStage) -> None:
    screen = stage.open("shortcuts")
    QTest.keyClicks(screen.filter, "curtain")
    assert [row.keys for row in screen.table.rows_model.rows] == ["F9 or Pause"]
