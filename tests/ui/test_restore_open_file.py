"""A backup in the place of the file that is open, from the settings: preview first, nothing lost by a slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from roundtable import assets
from roundtable.actions.board import board_view, edit_board, nominate
from roundtable.domain.board import Board
from roundtable.domain.ids import AgencyId
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.machine_settings import PassingSettings
from roundtable.ui.restore_backup import Restore
from roundtable.ui.screen_table import screens
from roundtable.ui.session import Outside, Session
from roundtable.ui.theme import Theme, load_fonts
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.frame_stage import CheapDoor, board_vault


class Desk:
    """The program at its settings, with one backup and two changes after it."""

    def __init__(self, folder: Path) -> None:
        load_fonts(assets.path("fonts"))
        made = board_vault(folder)
        self.path = made.path
        made.close()
        self.clock = vaults.Clock()
        self.door = CheapDoor(self.clock)
        self.first = self.door.open(self.path, vaults.PASSPHRASE, "Ada Marsh")
        assert isinstance(self.first, VaultFile)
        self.clock.forward(minutes=1)
        self.copy = self.first.back_up().path
        self.clock.forward(minutes=5)
        board = self.board(self.first)
        edit_board(self.first, replace(board, name="Renamed afterwards"), seen=board)
        nominate(self.first, agency_id=AgencyId("police"), name="Owen Marsh", role="Sergeant")
        theme = Theme("light")
        theme.apply()
        outside = Outside(self.door, None, self.clock, PassingSettings(), lambda _path: None)  # type: ignore[arg-type]
        self.session = Session(outside, theme, screens())
        self.session.window.resize(1366, 768)
        self.session.begin()
        self.session.enter(self.path, self.first)
        self.work()

    def board(self, vault: VaultFile) -> Board:
        board = board_view(vault)
        assert board is not None
        return board

    def work(self) -> None:
        for _ in range(6):
            self.session.tasks.drain()
            QApplication.processEvents()

    def words(self) -> str:
        return "\n".join(w.text() for w in self.session.window.findChildren(QLabel) if w.isVisible())

    def to_the_copy(self) -> Restore:
        """From the settings, with the copy chosen."""
        self.session.navigator.go("settings", section="backups")
        self.work()
        backups = self.session.window.screen_shown.backups  # type: ignore[union-attr]
        assert backups.table.chosen_row().path == self.copy
        backups.open.click()
        self.work()
        page = self.session.window.screen_shown
        assert isinstance(page, Restore)
        return page

    def answer(self, yes: bool) -> list[str]:
        """What is asked next is answered with this; what was asked."""
        asked: list[str] = []

        def confirm(title: str, text: str, *_words: str, **_how: object) -> bool:
            asked.append(f"{title} {text}")
            return yes

        self.session.prompts.confirm = confirm  # type: ignore[method-assign, assignment]
        return asked


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.session.end()
    made.session.window.deleteLater()
    for vault in made.door.opened:
        vault.close()


def test_the_page_says_what_is_not_in_the_copy_and_going_back_changes_nothing(desk: Desk) -> None:
    page = desk.to_the_copy()
    assert "2 changes made after it. The newest:" in desk.words()
    assert "Representative nominated" in desk.words()
    assert accessibility.audit(desk.session.window) == []
    page.back.click()
    desk.work()
    assert desk.session.navigator.here is not None and desk.session.navigator.here.key == "settings"
    assert not desk.first.is_locked  # type: ignore[attr-defined]


def test_the_copy_takes_the_place_of_the_open_file_which_is_kept(desk: Desk) -> None:
    page = desk.to_the_copy()
    asked = desk.answer(True)
    page.who.name.setText("Ada Marsh")
    page.passphrase.line.setText(vaults.PASSPHRASE)
    page.do_primary()
    desk.work()
    assert "2 changes made after it are then only in the replaced file" in asked[0]
    assert desk.first.is_locked  # type: ignore[attr-defined]
    second = desk.session.context.vault
    assert isinstance(second, VaultFile) and second is not desk.first
    assert desk.board(second).name == "Fernhill Safeguarding Children Board"
    assert desk.session.navigator.here is not None and desk.session.navigator.here.key == "home"
    with second.reading() as tx:
        assert "vault.restored" in [line.event for line in tx.trail(5)]
    kept = next(desk.path.parent.glob("board replaced *.roundtable"))
    opened = vaults.reopen(kept)
    assert desk.board(opened).name == "Renamed afterwards"
    opened.close()


def test_a_wrong_passphrase_leaves_the_file_open(desk: Desk) -> None:
    page = desk.to_the_copy()
    desk.answer(True)
    page.who.name.setText("Ada Marsh")
    page.passphrase.line.setText(vaults.OTHER_PASSPHRASE)
    page.do_primary()
    desk.work()
    assert page.field.error()
    assert not desk.first.is_locked  # type: ignore[attr-defined]
    assert desk.board(desk.first).name == "Renamed afterwards"  # type: ignore[arg-type]
    page.back.click()
    desk.work()
    assert desk.session.navigator.here is not None and desk.session.navigator.here.key == "settings"


def test_saying_no_leaves_the_file_open(desk: Desk) -> None:
    page = desk.to_the_copy()
    desk.answer(False)
    page.who.name.setText("Ada Marsh")
    page.passphrase.line.setText(vaults.PASSPHRASE)
    page.do_primary()
    desk.work()
    assert not desk.first.is_locked  # type: ignore[attr-defined]
    assert not list(desk.path.parent.glob("board replaced *.roundtable"))
