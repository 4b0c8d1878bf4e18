"""Keeps the room safe while a round table is open: the curtain, what lifts it, the urgent concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roundtable.actions.curtain import CurtainView, curtain_view, draw_curtain, lift_curtain
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import NotEverybodySigned, RoundtableError, WrongPassphrase, WrongPin
from roundtable.ui.error_texts import explain
from roundtable.ui.meeting_key import MeetingKey
from roundtable.ui.widgets.curtain import CurtainCard

if TYPE_CHECKING:
    from roundtable.ui.context import Context
    from roundtable.ui.curtains import Curtains
    from roundtable.ui.door import VaultDoor
    from roundtable.ui.main_window import MainWindow
    from roundtable.ui.navigator import Navigator

_WATCHED = frozenset({Topic.ROUND_TABLE, Topic.SIGNOFF})


class MeetingSafety(QObject):
    """Follows the vault: the curtain on the screen is drawn whenever the open round table says so."""

    def __init__(self, window: MainWindow, curtains: Curtains, navigator: Navigator, door: VaultDoor) -> None:
        super().__init__(window)
        self._window, self._curtains, self._navigator, self._door = window, curtains, navigator, door
        self._context: Context | None = None
        self._view: CurtainView | None = None
        self._key: MeetingKey | None = None
        curtains.drawn.connect(self._on_drawn)
        curtains.lift_asked.connect(self._on_lift_asked)

    def enter(self, context: Context) -> None:
        """A vault is open: follow its round tables from here on."""
        self._context = context
        context.hub.changed.connect(self._on_changed)
        self._read()

    @property
    def is_meeting_open(self) -> bool:
        """Whether a round table is open, so that idling draws the curtain instead of locking."""
        return self._view is not None

    def raise_concern(self) -> None:
        """Ctrl+U."""

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.topics & _WATCHED:
            self._read()

    def _read(self) -> None:
        context = self._context
        if context is not None:
            context.tasks.run(lambda: curtain_view(context.vault), self, self._follow)

    def _follow(self, view: CurtainView | None) -> None:
        before, self._view = self._view, view
        if view is not None and (before is None or before.round_table_id != view.round_table_id):
            assert self._context is not None  # noqa: S101 - the view came from its vault
            self._key = MeetingKey(self._context.vault, has_pin=view.has_pin)
        if view is not None and view.is_drawn:
            self._curtains.draw(self._card())
        elif before is not None and before.is_drawn:
            self._curtains.lift()

    def _card(self) -> CurtainCard:
        return CurtainCard(asks=self._key.asks if self._key else "nothing")

    def _on_drawn(self) -> None:
        context, view = self._context, self._view
        if context is None or view is None or view.is_drawn:
            return
        self._curtains.draw(self._card())
        context.tasks.run(
            lambda: draw_curtain(context.vault, view.round_table_id), context.hub, context.hub.announce
        )

    def _on_lift_asked(self, typed: str) -> None:
        context, view, key = self._context, self._view, self._key
        if context is None or view is None or key is None:
            self._curtains.lift()
            return

        def lift() -> Changes:
            key.check(view.round_table_id, typed)
            return lift_curtain(context.vault, view.round_table_id)

        context.tasks.run(lift, self, self._on_lifted, self._on_refused)

    def _on_lifted(self, changes: Changes) -> None:
        if self._key is not None and self._context is not None:
            self._key.fitted()
            self._context.hub.announce(changes)

    def _on_refused(self, error: RoundtableError) -> None:
        if isinstance(error, WrongPin | WrongPassphrase) and self._key is not None:
            asked = self._key.asks
            said = self._key.missed(error)
            if self._key.asks != asked:
                self._curtains.draw(self._card())
        elif isinstance(error, NotEverybodySigned):
            said = explain(error).advice
        else:
            said = explain(error).title
        self._curtains.say(said)
