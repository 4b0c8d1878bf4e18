"""What actions need of a name model: text in, spans out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spot:
    """Letters `start:end` of a text that look like a name of this kind ("person" or "place")."""

    start: int
    end: int
    kind: str


class NameSpotter(Protocol):
    """Reads a text and says where names may stand. Offline; the same text gives the same spots."""

    def spot(self, text: str) -> tuple[Spot, ...]:
        """In order, never overlapping, on whole words of `text`. Slow: not for the window's own thread."""
