"""The one way from a page to the projector: every string is looked at once more before the room sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roundtable.actions.room_words import Wordings, words_for_room
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import AuditId
from roundtable.ui.room_view.state import RoomState

if TYPE_CHECKING:
    from roundtable.ui.context import Context


class RoomTelling:
    """What one page tells the room. A later page, or a blank, is never overtaken by one still on its way."""

    def __init__(self, context: Context, page: QObject) -> None:
        self._context, self._page = context, page
        self._last = 0

    def tell(self, audit_id: AuditId, state: RoomState | None) -> None:
        """Show this page once its words were looked at; None blanks the room at once."""
        self._last += 1
        if state is None or state.blank:
            self._context.room.show(RoomState(blank=True))
            return
        mine, vault = self._last, self._context.vault

        def arrived(said: tuple[Wordings, Wordings]) -> None:
            if mine == self._last:
                self._context.room.show(state.said(*said))

        def failed(_error: RoundtableError) -> None:
            if mine == self._last:
                self._context.room.show(RoomState(blank=True))

        self._context.tasks.run(
            lambda: words_for_room(vault, audit_id, state.named, state.nameless, of_board=state.of_board),
            self._page,
            arrived,
            failed,
        )
