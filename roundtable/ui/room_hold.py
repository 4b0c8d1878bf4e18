"""When a page that the room view is held on has to go, and the card for a break."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from roundtable.domain.changes import Changes, Topic
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import time_words
from roundtable.ui.prompts import Choice
from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.room_view.sight import break_card
from roundtable.ui.room_view.state import RoomState

if TYPE_CHECKING:
    from roundtable.ui.context import ChangedHub, Context
    from roundtable.ui.navigator import Navigator

_MINUTES: Final = (5, 10, 15, 20, 30)
_ENDS_HOLD: Final = frozenset(
    {Topic.SIGNOFF, Topic.CASE, Topic.ANONYMISATION, Topic.AUDIT, Topic.BOARD, Topic.CONCERNS}
)
_FOR_THE_ROOM: Final = frozenset({"meeting", "hand_over", *(step.value for step in Step)})
"""Pages that tell the room something, if only that there is nothing of them to see."""


class RoomHold(QObject):
    """Lets the room view follow again as soon as a held page may no longer fit who is here or what it says.

    Somebody comes in who has to leave for the case that is held; a person is registered whose name stands on
    the page; names in the room are switched off. What is shown afterwards went through the gate anew.

    While the laptop shows a page that is not for the room, nobody would tell the page before in other words:
    then the room is blank until the next page of the meeting opens.
    """

    def __init__(self, room: RoomController, hub: ChangedHub, navigator: Navigator) -> None:
        super().__init__(room)
        self._room = room
        hub.changed.connect(self._on_changed)
        navigator.moved.connect(lambda key: room.stand_aside(key not in _FOR_THE_ROOM))

    def _on_changed(self, changes: object) -> None:
        if not isinstance(changes, Changes) or not ends_hold(changes):
            return
        if self._room.held is not None:
            self._room.hold(None)
        if self._room.is_aside:
            self._room.show(RoomState(blank=True))


def ends_hold(changes: Changes) -> bool:
    """Whether a held page has to go. Turning a page stores the meeting's position, which changes nothing."""
    topics = changes.topics
    only_moved = Topic.WALKTHROUGH in topics
    return bool(topics & _ENDS_HOLD) or (Topic.ROUND_TABLE in topics and not only_moved)


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
