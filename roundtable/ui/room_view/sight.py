"""What the room sees now, for the facilitator: told beside the small picture of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from roundtable.ui.room_view.state import RoomState

_BLANK: Final = RoomState(blank=True)


class Mode(StrEnum):
    """Why the room sees what it sees; the value is what to tell the facilitator."""

    FOLLOWS = "Follows your page"
    HELD = "Held on this page"
    WAITS = "Held page: blank, not for all who are here"
    STAYS = "Still on the page before"
    BREAK = "The break card"
    BLANK = "Blank"
    NOTHING = "Nothing: this page is yours alone"


@dataclass(frozen=True, slots=True)
class Sight:
    """Nothing where the room view is off."""

    is_on: bool
    mode: Mode = Mode.BLANK
    state: RoomState = _BLANK
    can_swap: bool = False


OFF: Final = Sight(False)


def break_card(until: str, marking: str = "") -> RoomState:
    """The card for a break; `until` is when the meeting goes on, "" where that is open."""
    lines = (f"We go on at {until}",) if until else ("We go on in a few minutes",)
    return RoomState("", "Break", lines, marking=marking)
