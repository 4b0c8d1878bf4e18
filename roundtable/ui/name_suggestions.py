"""The optional name model beside the meeting: its own thread, loaded after unlock, waited for by nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from roundtable import log
from roundtable.actions.name_spotting import Readable, spot_names, spotting_view, suggest_names
from roundtable.actions.name_spotting_port import NameSpotter
from roundtable.domain.changes import Changes
from roundtable.domain.ids import AuditId
from roundtable.domain.report_work import Suspect

if TYPE_CHECKING:
    from roundtable.ui.context import Context

Load = Callable[[], NameSpotter | None]
"""Makes the model, or says with None that there is none; called off the window's thread."""


class NameSuggestions(QObject):
    """Reads the report's texts when asked, and keeps what the model suspects for the check for names.

    Without a model, or when it fails, nothing happens: no message, no wait, nothing missing.
    """

    _found = Signal(str, object)

    def __init__(self, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._waiting: SimpleQueue[tuple[AuditId, tuple[Readable, ...]] | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._context: Context | None = None
        # What was read in this session, as hashes: a text is read again only when something about it changed.
        self._read: set[int] = set()
        self._found.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a model is there, or still being loaded."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Load the model in the background; harmless twice."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="roundtable-names", daemon=True)
            self._thread.start()

    def look(self, context: Context, audit_id: AuditId) -> None:
        """Have the texts of this audit's report read; what is found arrives on its own."""
        if not self.is_running or context.vault.is_read_only:
            return
        self._context = context
        vault = context.vault
        context.tasks.run(
            lambda: spotting_view(vault, audit_id),
            self,
            lambda texts: self._hand_over(audit_id, texts),
            _let_be,
        )

    def stop(self) -> None:
        """End the thread, within a fraction of a second; what it was reading is given up."""
        self._stopping.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()
        self._context = None

    def _hand_over(self, audit_id: AuditId, texts: tuple[Readable, ...]) -> None:
        new = tuple(t for t in texts if hash(t) not in self._read)
        self._read.update(hash(t) for t in new)
        if new:
            self._waiting.put((audit_id, new))

    def _keep(self, audit_id: str, suspects: tuple[Suspect, ...]) -> None:
        context = self._context
        if context is None or not suspects:
            return
        vault = context.vault
        context.tasks.run(
            lambda: suggest_names(vault, AuditId(audit_id), suspects), self, self._announce, _let_be
        )

    def _announce(self, changes: Changes) -> None:
        if self._context is not None and changes.topics:
            self._context.hub.announce(changes)

    def _work(self) -> None:
        try:
            spotter = self._load()
            while spotter is not None and (asked := self._waiting.get()) is not None:
                suspects = spot_names(spotter, asked[1], self._stopping.is_set)
                if not self._stopping.is_set():
                    self._found.emit(asked[0], suspects)
        except Exception as error:  # noqa: BLE001 - an extra that fails is an extra that is not there
            log.fault(error, "names.fault")


def _let_be(_error: object) -> None:
    """Hints are extra: a closed room or a full disk is told by what the facilitator does, not by them."""
