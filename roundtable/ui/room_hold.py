"""When a page that the room view is held on may not be seen, and the card for a break."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from roundtable.actions.room_words import HeldFate, HeldPage, fate_of_held
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import NO_CASE, CaseId, RoundTableId
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import time_words
from roundtable.ui.prompts import Choice
from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.room_view.sight import break_card
from roundtable.ui.room_view.state import RoomState

if TYPE_CHECKING:
    from roundtable.ui.context import ChangedHub, Context
    from roundtable.ui.navigator import Navigator, Place

_MINUTES: Final = (5, 10, 15, 20, 30)
_TOUCHES: Final = frozenset(
    {Topic.SIGNOFF, Topic.CASE, Topic.ANONYMISATION, Topic.AUDIT, Topic.BOARD, Topic.CONCERNS}
)
_RENAMES: Final = frozenset({Topic.ANONYMISATION, Topic.AUDIT, Topic.BOARD})
_WHAT_IS_TOLD: Final = frozenset({Topic.CASE})
"""Events and answers alone: whoever is registered changes the audit too."""
_BEFORE_THE_GATE: Final = frozenset({"meeting", "hand_over", Step.SIGN.value})
_FOR_THE_ROOM: Final = frozenset({"meeting", "hand_over", *(step.value for step in Step)})
"""Pages that tell the room something, if only that there is nothing of them to see."""


class RoomHold(QObject):
    """Keeps a held page where it is for as long as it may be seen, whatever the laptop shows meanwhile.

    Somebody is here for whom its case is closed: blank until that is over. A person is registered whose name
    stands on it, or names in the room are switched off: it goes for good. What is typed about the case
    meanwhile changes nothing of it.

    While the laptop shows a page that is not for the room, nobody would tell the page before in other words:
    then the room is blank until the next page of the meeting opens.
    """

    def __init__(self, room: RoomController, hub: ChangedHub, navigator: Navigator) -> None:
        super().__init__(room)
        self._room, self._navigator = room, navigator
        self._told: Place | None = None
        self._held: RoomState | None = None
        self._place: Place | None = None
        self._asked = 0
        hub.changed.connect(self._on_changed)
        navigator.moved.connect(self._on_moved)
        room.looked.connect(self._on_looked)

    def _on_moved(self, key: str) -> None:
        self._room.stand_aside(key not in _FOR_THE_ROOM)
        if key in _FOR_THE_ROOM:
            self._told = self._navigator.here

    def _on_looked(self) -> None:
        """Remember where the laptop is at the moment when it is held: whose case it is, the page says itself.

        The laptop is on the next page before the room has that page's words.
        """
        if self._room.held is not self._held:
            self._held, self._place = self._room.held, self._told

    def _on_changed(self, changes: object) -> None:
        if not isinstance(changes, Changes) or not touches_room(changes):
            return
        if self._room.is_aside:
            self._room.show(RoomState(blank=True))
        if self._room.held is not None and changes.topics != _WHAT_IS_TOLD:
            self._look_again(self._room.held, changes)

    def _look_again(self, held: RoomState, changes: Changes) -> None:
        """Blank until it is known whether it may be seen."""
        self._asked += 1
        mine, screen, page = self._asked, self._navigator.screen, self._page(held)
        if screen is None or page is None or (held.drawing.shapes and _may_rename(changes)):
            # Drawings cut long words: a name without its end would not be found.
            self._room.let_held_go()
            return
        self._room.keep_held_back(True)
        vault = screen.context.vault

        def arrived(fate: HeldFate) -> None:
            if mine != self._asked or self._room.held is not held:
                return
            if fate is HeldFate.GOES:
                self._room.let_held_go()
            else:
                self._room.keep_held_back(fate is HeldFate.WAITS)

        def failed(_error: RoundtableError) -> None:
            if mine == self._asked and self._room.held is held:
                self._room.let_held_go()

        screen.context.tasks.run(lambda: fate_of_held(vault, page), self, arrived, failed)

    def _page(self, held: RoomState) -> HeldPage | None:
        if self._place is None or "round_table_id" not in self._place.params:
            return None
        params = self._place.params
        return HeldPage(
            RoundTableId(str(params["round_table_id"])),
            held.is_behind_gate or self._place.key not in _BEFORE_THE_GATE,
            held.named,
            held.nameless,
            held.of_board,
            CaseId(held.case_id or str(params.get("case_id") or NO_CASE)),
        )


def touches_room(changes: Changes) -> bool:
    """Whether it may matter to what the room sees. Turning a page stores the meeting's position alone."""
    topics = changes.topics
    only_moved = Topic.WALKTHROUGH in topics
    return bool(topics & _TOUCHES) or (Topic.ROUND_TABLE in topics and not only_moved)


def _may_rename(changes: Changes) -> bool:
    return bool(changes.topics & _RENAMES) or changes.topics == {Topic.ROUND_TABLE}


def toggle_break(context: Context, room: RoomController) -> None:
    """Show the card for a break until the time that the facilitator chooses, or end the break."""
    if room.is_on_break:
        room.set_break(None)
        return
    if not room.is_on:
        return
    now = context.clock.now()
    until = {str(m): time_words(now + timedelta(minutes=m)) for m in _MINUTES}
    choices = [Choice(m, f"{m} minutes", f"Until {until[m]}") for m in until]
    chosen = context.prompts.choose("How long is the break?", "The room view says when it ends.", choices)
    if chosen is not None:
        room.set_break(break_card(until[chosen], room.sight.state.marking))
