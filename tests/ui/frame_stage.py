"""A real window with the pages around a meeting, over real encrypted vaults, and the way in to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.ports import Vault
from roundtable.domain.ids import AuditId
from roundtable.export.writer import Paper
from roundtable.intake.files import IntakeFiles
from roundtable.storage import backup, passphrase, restoring
from roundtable.storage import vault as storage
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.context import ChangedHub, Context
from roundtable.ui.door import ClosedVault, Entrance, NewVault, Step
from roundtable.ui.machine_settings import PassingSettings
from roundtable.ui.main_window import MainWindow
from roundtable.ui.navigator import MakeScreen, Navigator
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.scripted_prompts import ScriptedPrompts
from roundtable.ui.tasks import InlineTasks, Tasks
from roundtable.ui.theme import Theme, ThemeChoice, load_fonts
from tests.storage import vaults


@dataclass
class NoRoom:
    """What the room was shown: nothing of these pages."""

    states: list[RoomState] = field(default_factory=list)

    def show(self, state: RoomState) -> None:
        self.states.append(state)

    def is_mirrored(self) -> bool:
        return False


@dataclass
class CheapDoor:
    """`door.VaultDoor` over the real storage, with the tests' key derivation."""

    clock: vaults.Clock
    opened: list[VaultFile] = field(default_factory=list)

    def create(self, path: Path, secret: str, who: str, progress: Step) -> NewVault:
        made = storage.create(path, secret, who=who, clock=self.clock, sets=vaults.CHEAP)
        self.opened.append(made.vault)
        progress(2, 3, "Writing the file")
        return NewVault(made.vault, made.recovery_code)

    def open(self, path: Path, secret: str, who: str, *, take_over: bool = False) -> Vault:
        opened = storage.open(path, secret, who=who, clock=self.clock, sets=vaults.CHEAP, take_over=take_over)
        self.opened.append(opened)
        return opened

    def open_with_recovery(self, path: Path, code: str, new_passphrase: str, who: str) -> Vault:
        opened = storage.open_with_recovery_code(
            path, code, new_passphrase, who=who, clock=self.clock, sets=vaults.CHEAP
        )
        self.opened.append(opened)
        return opened

    def restore(self, path: Path, chosen: Path, secret: str, who: str) -> Vault:
        opened = storage.restore(path, chosen, secret, who=who, clock=self.clock, sets=vaults.CHEAP)
        self.opened.append(opened)
        return opened

    def require_fitting(self, path: Path, chosen: Path, secret: str) -> None:
        restoring.require_fitting(path, chosen, secret, clock=self.clock, sets=vaults.CHEAP)

    def backups(self, path: Path) -> tuple[backup.Backup, ...]:
        return backup.all_of(path)

    def close(self, vault: Vault) -> None:
        assert isinstance(vault, VaultFile)
        vault.close()

    def strength(self, text: str) -> passphrase.Strength:
        return passphrase.passphrase_strength(text)

    def suggestion(self) -> str:
        return vaults.PASSPHRASE


class FrameStage:
    """The window with these screens; `vault` None stands before unlocking."""

    def __init__(
        self,
        screens: Mapping[str, MakeScreen] | None = None,
        vault: Vault | None = None,
        *,
        choice: ThemeChoice = "light",
        zoom: float = 1.0,
        size: tuple[int, int] = (1366, 768),
        tasks: Tasks | None = None,
    ) -> None:
        load_fonts(assets.path("fonts"))
        self.clock = vaults.Clock(datetime(2026, 10, 8, 9, 30).astimezone())
        self.door = CheapDoor(self.clock)
        self.entered: list[tuple[Path, Vault]] = []
        self.entrance = Entrance(self.door, lambda path, opened: self.entered.append((path, opened)))
        self.theme = Theme(choice, zoom)
        self.theme.apply()
        self.inline = InlineTasks()
        self.prompts = ScriptedPrompts()
        self.settings = PassingSettings()
        self.hub = ChangedHub()
        self.window = MainWindow(self.theme)
        if screens is None:
            from roundtable.ui.before_unlock import screens_before_unlock

            screens = screens_before_unlock(self.entrance)
        self.navigator = Navigator(screens, self.hub)
        self.context = Context(
            vault=vault or ClosedVault(),
            papers=Paper(),
            clock=self.clock,
            tasks=tasks or self.inline,
            prompts=self.prompts,
            theme=self.theme,
            navigator=self.navigator,
            frame=self.window,
            room=NoRoom(),
            hub=self.hub,
            settings=self.settings,
            door=self.door,
            tables=IntakeFiles(),
        )
        self.navigator.start(self.context, self.window)
        self.window.resize(*size)
        self.window.show()

    def open(self, key: str, **params: Any) -> Any:
        """Show a screen and return it."""
        assert self.navigator.go(key, **params)
        self.settle()
        return self.navigator.screen

    def settle(self) -> None:
        """Let layouts and deferred deletions happen: words that wrap in columns that move take some rounds."""
        for _ in range(16):
            QApplication.processEvents()

    def shot(self, path: Path) -> None:
        """A picture of the window."""
        self.settle()
        self.window.grab().save(str(path))

    def close(self) -> None:
        """Window and every vault that was opened here."""
        self.window.close()
        self.window.deleteLater()
        self.settle()
        for opened in self.door.opened:
            opened.close()


def board_vault(folder: Path, name: str = "Fernhill Safeguarding Children Board") -> VaultFile:
    """An open vault whose Board has been founded."""
    made, _code = vaults.make(folder / "board.roundtable")
    found_board(
        made, name=name, pack_id="lscb_2015", contact="the chair", recipient_email="learning@example.org"
    )
    return made


def demonstration(vault: Vault) -> AuditId:
    """Imports the demonstration; its audit."""
    return AuditId(import_pack(vault, read_pack(assets.read_bytes("demonstration/pack.json"))).made)
