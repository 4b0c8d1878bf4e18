"""A stage with the pages that prepare, over a Board's own vault, for the tests of each page."""

from __future__ import annotations

from pathlib import Path

from roundtable.ui.context import Context
from roundtable.ui.navigator import MakeScreen
from roundtable.ui.screen import Screen
from roundtable.ui.screens.audit import AuditScreen
from roundtable.ui.screens.case import CaseScreen
from roundtable.ui.screens.home import Home
from roundtable.ui.screens.import_pack import ImportPack
from roundtable.ui.screens.settings import SettingsScreen
from roundtable.ui.screens.trail import TrailScreen
from tests.storage.vaults import VaultFile
from tests.ui.frame_stage import FrameStage, board_vault


class Elsewhere(Screen):
    """Stands for the pages of the meeting, which have tests of their own."""

    def __init__(self, context: Context, **params: object) -> None:
        super().__init__(context, "Elsewhere")
        self.params = params


class Preparing(FrameStage):
    """The window and the vault behind it."""

    def __init__(self, folder: Path) -> None:
        self.board_vault: VaultFile = board_vault(folder)
        screens: dict[str, MakeScreen] = {
            "home": Home,
            "audit": AuditScreen,
            "case": CaseScreen,
            "import_pack": ImportPack,
            "settings": SettingsScreen,
            "trail": TrailScreen,
        }
        for key in ("meeting", "sign", "who", "chronology", "check", "send", "recovery", "help"):
            screens[key] = Elsewhere
        super().__init__(screens, self.board_vault)

    @property
    def place(self) -> tuple[str, dict[str, object]]:
        """Where one is."""
        here = self.navigator.here
        assert here is not None
        return here.key, dict(here.params)

    @property
    def shown(self) -> Screen:
        """The screen that is shown."""
        assert self.navigator.screen is not None
        return self.navigator.screen

    def close(self) -> None:
        """Window and vault."""
        super().close()
        self.board_vault.close()
