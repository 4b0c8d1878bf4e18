"""A page that says where the facilitator is now: the next start offers to go on there."""

from __future__ import annotations

from roundtable.actions.bookmarks import keep_place
from roundtable.domain.bookmark import Bookmark
from roundtable.domain.ids import AuditId
from roundtable.ui.context import Context


class PlaceKeeping:
    """One for each page; the same place is not kept twice in a row."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept: Bookmark | None = None

    def stand_at(self, audit_id: AuditId, place: Bookmark) -> None:
        """Keep it, off the UI thread.

        A failure is not told: nothing that was typed hangs on it, and the next save says what is wrong.
        """
        context = self._context
        if place == self._kept or context.vault.is_read_only:
            return
        self._kept = place
        context.tasks.run(
            lambda: keep_place(context.vault, audit_id, place),
            context.hub,
            lambda _made: None,
            lambda _error: self._forget(),
        )

    def _forget(self) -> None:
        self._kept = None
