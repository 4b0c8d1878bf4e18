"""The program as the facilitator has it in front of them: real session, worker, papers and files; a cheap key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from roundtable import assets
from roundtable.actions.ports import Vault
from roundtable.export.writer import Paper
from roundtable.intake.files import IntakeFiles
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.door import NewVault, Step
from roundtable.ui.machine_settings import MachineSettings
from roundtable.ui.screen_table import screens
from roundtable.ui.session import Outside, Session
from roundtable.ui.theme import Theme, ThemeChoice, load_fonts
from tests.ui.frame_stage import CheapDoor

STARTS_AT = datetime(2026, 4, 22, 9, 30, tzinfo=UTC)


class MeetingClock:
    """The day of the meeting; it stands still until it is moved."""

    def __init__(self) -> None:
        self._now = STARTS_AT.astimezone()

    def now(self) -> datetime:
        """Aware local time."""
        return self._now

    def forward(self, minutes: float) -> None:
        """Time passes."""
        self._now += timedelta(minutes=minutes)


class GuardedDoor(CheapDoor):
    """As the program's own door: once open, a vault that is touched on the window's thread raises.

    So does the derivation of a key there.
    """

    def create(self, path: Path, secret: str, who: str, progress: Step) -> NewVault:
        _not_on_the_window("the key derivation")
        made = super().create(path, secret, who, progress)
        _guard(made.vault)
        return made

    def open(self, path: Path, secret: str, who: str, *, take_over: bool = False) -> Vault:
        _not_on_the_window("the key derivation")
        return _guard(super().open(path, secret, who, take_over=take_over))

    def open_with_recovery(self, path: Path, code: str, new_passphrase: str, who: str) -> Vault:
        _not_on_the_window("the key derivation")
        return _guard(super().open_with_recovery(path, code, new_passphrase, who))

    def restore(self, path: Path, chosen: Path, secret: str, who: str) -> Vault:
        _not_on_the_window("the key derivation")
        return _guard(super().restore(path, chosen, secret, who))


class GuardedPaper:
    """The real papers; a call on the window's thread is a fault, for it would stop the window."""

    def __init__(self) -> None:
        self._paper = Paper()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._paper, name)

        def off_the_window(*arguments: Any, **named: Any) -> Any:
            _not_on_the_window(name)
            return method(*arguments, **named)

        return off_the_window


def _not_on_the_window(what: str) -> None:
    if threading.current_thread() is threading.main_thread():
        raise AssertionError(f"{what} runs on the window's thread")


def _guard(vault: Vault) -> Vault:
    assert isinstance(vault, VaultFile)
    vault.forbid_thread(threading.main_thread().ident or 0)
    return vault


@dataclass
class Program:
    """One start of the program on this computer; `settings` is the computer's own memory of it."""

    settings_path: Path
    clock: MeetingClock = field(default_factory=MeetingClock)
    locked: list[Path] = field(default_factory=list)

    def start(
        self, size: tuple[int, int] = (1366, 768), choice: ThemeChoice = "light", zoom: float = 1.0
    ) -> Session:
        """The window is on the screen."""
        load_fonts(assets.path("fonts"))
        theme = Theme(choice, zoom)
        theme.apply()
        outside = Outside(
            GuardedDoor(self.clock),  # type: ignore[arg-type]
            GuardedPaper(),  # type: ignore[arg-type]
            self.clock,
            MachineSettings(self.settings_path),
            self.locked.append,
            tables=IntakeFiles(),
        )
        session = Session(outside, theme, screens())
        session.window.resize(*size)
        session.begin()
        session.window.activateWindow()
        assert QTest.qWaitForWindowActive(session.window)
        return session
