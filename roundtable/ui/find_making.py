"""After unlocking: finding is made ready, part by part, where an older file or damage asks for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from roundtable.actions.ports import Making, Vault
from roundtable.actions.search import prepare_search
from roundtable.domain.errors import RoundtableError
from roundtable.ui.tasks import Tasks

PAUSE_MS: Final = 250
"""Between two parts: whatever the meeting asks for comes first."""


class FindMaking(QObject):
    """One part at a time among the other tasks; a part that fails is left to the next search, which tells."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._vault: Vault | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._go_on)

    def start(self, vault: Vault) -> None:
        """Make this file ready."""
        self._vault = vault
        self._pause.start()

    def stop(self) -> None:
        """The file is closed; what is made so far is kept in it."""
        self._vault = None
        self._pause.stop()

    def _go_on(self) -> None:
        vault = self._vault
        if vault is not None:
            self._tasks.run(lambda: prepare_search(vault), self, self._made, self._failed)

    def _made(self, making: Making) -> None:
        if self._vault is not None and not making.is_done:
            self._pause.start()

    def _failed(self, _error: RoundtableError) -> None:
        self._vault = None
