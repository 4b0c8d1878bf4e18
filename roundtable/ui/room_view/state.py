"""What the room may see: plain strings on an allow-list, made by somebody who knows what is private."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomState:
    """One page of the room view. It holds no id and no object that could lead back to a case."""

    step: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    footer: str = ""
    marking: str = ""
    blank: bool = False
