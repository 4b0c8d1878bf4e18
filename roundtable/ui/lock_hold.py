"""The program is to lock and words could not be stored: everything stays covered until they are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from roundtable.actions.ports import Vault
from roundtable.domain.errors import RoundtableError, TooManyTries, WrongPassphrase
from roundtable.domain.ids import RoundTableId
from roundtable.ui.curtains import Curtains
from roundtable.ui.error_texts import explain
from roundtable.ui.main_window import MainWindow
from roundtable.ui.meeting_key import MeetingKey
from roundtable.ui.tasks import Tasks
from roundtable.ui.widgets.autosave import Keeping
from roundtable.ui.widgets.curtain import CurtainCard, CurtainWay

LOOK_EVERY_MS: Final = 2_000
NO_TABLE: Final = RoundTableId("")  # the passphrase belongs to no meeting
_AGAIN: Final = "again"
CARD: Final = CurtainCard(
    "Covered, and not locked yet",
    "The last words could not be written to the file. They are kept here, covered, and tried again every two "
    "seconds. Free some room on the drive, or put it back: then Roundtable locks by itself. The passphrase "
    "shows them again.",
    "passphrase",
    "Show them again",
    ways=(CurtainWay(_AGAIN, "Try again now", "refresh-cw", "primary"),),
)


class LockHold(QObject):
    """`kept` fires once nothing is unsaved any more: lock. `opened` when the passphrase was given instead.

    No way under the curtain drops the words: whoever wants that unlocks, and leaves the page without them.
    """

    kept = Signal()
    opened = Signal()

    def __init__(self, window: MainWindow, curtains: Curtains, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._curtains, self._tasks = window, curtains, tasks
        self._key: MeetingKey | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)
        curtains.lift_asked.connect(self._on_lift_asked)
        curtains.way_chosen.connect(self._on_way)

    @property
    def is_on(self) -> bool:
        """Whether a lock is waiting."""
        return self._key is not None

    def is_needed(self) -> bool:
        """Whether something in the window is not in the vault, once what was under way has ended."""
        self._tasks.drain()
        return any(each.is_unsaved for each in self._keepings())

    def begin(self, vault: Vault) -> None:
        """Cover everything with what is to be said, and try."""
        self._key = MeetingKey(vault, has_pin=False)
        self._curtains.draw(CARD)
        self._look.start()

    def look(self) -> None:
        """Try again what is not stored; once nothing is left, go on."""
        keepings = self._keepings()
        if not self.is_on or any(each.is_waiting for each in keepings):
            return
        if any(each.is_unsaved for each in keepings):
            for each in keepings:
                each.flush()
        else:
            self._end()
            self.kept.emit()

    def _keepings(self) -> list[Keeping]:
        return self._window.findChildren(Keeping)

    def _end(self) -> None:
        self._look.stop()
        self._key = None

    def _on_way(self, way: str, _typed: str) -> None:
        if self.is_on and way == _AGAIN:
            self.look()

    def _on_lift_asked(self, typed: str) -> None:
        key = self._key
        if key is not None:
            self._tasks.run(
                lambda: key.check(NO_TABLE, typed), self, lambda _fits: self._on_fits(), self._on_missed
            )

    def _on_fits(self) -> None:
        if self.is_on:
            self._end()
            self.opened.emit()

    def _on_missed(self, error: RoundtableError) -> None:
        if self._key is not None:
            wrong = isinstance(error, WrongPassphrase | TooManyTries)
            self._curtains.say(self._key.missed(error) if wrong else explain(error).title)
