"""The second place for backups in Settings and on Home: chosen, told, warned about, never in the way."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from roundtable.storage import second_place
from roundtable.ui.screens.home import Home
from roundtable.ui.screens.settings import SettingsScreen
from roundtable.ui.second_place_texts import where_words
from tests.ui.meeting_stage import Stage


def backups_page(stage: Stage) -> SettingsScreen:
    stage.window.show()
    assert stage.navigator.go("settings", section="backups")
    stage.settle()
    screen = stage.navigator.screen
    assert isinstance(screen, SettingsScreen) and screen.backups is not None
    return screen


def home_line(stage: Stage) -> str:
    stage.window.show()
    assert stage.navigator.go("home")
    stage.settle()
    screen = stage.navigator.screen
    assert isinstance(screen, Home)
    return screen.second.text() if screen.second.isVisible() else ""


def test_a_folder_is_chosen_and_every_backup_goes_there(stage: Stage, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    card = backups_page(stage).backups.second  # type: ignore[union-attr]
    assert card is not None and not card.stop.isVisible() and not card.folder.isVisible()
    stage.prompts.answers += [stick]
    card.choose.click()
    stage.settle()
    assert card.folder.text() == str(stick)
    assert card.told.text() == "Nothing was copied there yet."
    stage.vault.back_up()
    stage.vault.second.settle(20)
    screen = backups_page(stage)
    assert screen.backups is not None and screen.backups.second is not None
    assert screen.backups.second.told.text().startswith("Last copied there, and checked, on 8 October 2026")
    assert not screen.backups.second.problem.isVisible()
    wheres = [where_words(row) for row in screen.backups.table.rows_model.rows]
    assert wheres == ["Beside the file", "Second place"]
    assert home_line(stage) == ""


def test_a_copy_that_is_on_its_way_is_listed_once_it_has_come(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, may_end, whole = tmp_path / "stick", threading.Event(), shutil.copyfile
    stick.mkdir()
    stage.vault.second.choose(stick)

    def slow(source: Path, target: Path) -> None:
        assert may_end.wait(20)
        whole(source, target)

    monkeypatch.setattr(second_place.shutil, "copyfile", slow)
    shown = backups_page(stage).backups
    assert shown is not None and shown.second is not None
    shown.button.click()
    stage.settle()
    assert shown.second.told.text().startswith("Copying the newest backup there")
    may_end.set()
    stage.vault.second.settle(20)
    for _ in range(100):
        QTest.qWait(20)  # on purpose: the page looks again by itself
        if len(shown.table.rows_model.rows) == 2:
            break
    assert [where_words(row) for row in shown.table.rows_model.rows] == ["Beside the file", "Second place"]
    assert shown.second.told.text().startswith("Last copied there")


def test_a_missing_stick_is_one_quiet_line_with_when_it_last_worked(stage: Stage, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    stage.vault.second.choose(stick)
    stage.vault.back_up()
    stage.vault.second.settle(20)
    stick.rename(tmp_path / "pocket")
    line = home_line(stage)
    assert line.startswith("The second place for backups is not there; it last worked on 8 October 2026")
    card = backups_page(stage).backups.second  # type: ignore[union-attr]
    assert card is not None and "not there now" in card.problem.message.text()
    assert card.problem.isVisible()
    card.stop.click()
    stage.settle()
    assert not card.folder.isVisible()
    assert home_line(stage) == ""


def test_the_files_own_folder_is_refused_with_what_to_do(stage: Stage) -> None:
    card = backups_page(stage).backups.second  # type: ignore[union-attr]
    assert card is not None
    stage.prompts.answers += [stage.vault.path.parent]
    card.choose.click()
    stage.settle()
    assert "another drive" in card.problem.message.text()
    assert stage.vault.second.state() is None


@pytest.mark.parametrize("agreed", [True, False])
def test_a_folder_of_a_synchronising_service_is_asked_about(
    stage: Stage, tmp_path: Path, agreed: bool
) -> None:
    cloud = tmp_path / "OneDrive - Council"
    cloud.mkdir()
    card = backups_page(stage).backups.second  # type: ignore[union-attr]
    assert card is not None
    stage.prompts.answers += [cloud, agreed]
    card.choose.click()
    stage.settle()
    assert (stage.vault.second.state() is not None) is agreed
    assert card.synced.isVisible() is agreed
    if agreed:
        assert "OneDrive" in card.synced.message.text()
