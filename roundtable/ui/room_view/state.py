"""What the room may see: plain strings and shapes, made by somebody who knows what is private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from roundtable.domain.drawing import Drawing, Label

NO_DRAWING = Drawing(0, 0, ())


@dataclass(frozen=True, slots=True)
class RoomState:
    """One page of the room view. Whose case it is stays private: it is asked by, and never shown.

    Names may stand in the lines and in the drawing, and there only where the round table allows them.
    """

    step: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    footer: str = ""
    marking: str = ""
    blank: bool = False
    drawing: Drawing = NO_DRAWING
    """Positions, tones and words; over the lines, or alone on the page."""
    in_columns: bool = False
    """Lines such as "Police: Good" stand in two columns: who, and what."""
    key: str = ""
    """What the signs of the drawing mean."""
    of_board: bool = False
    """The lines are the Board's own words, which people sign: its telephone number stays in them."""

    case_id: str = ""
    """The case that the page is about; the laptop may be on the next one before its words have come."""
    is_behind_gate: bool = False
    """It may be seen only while everybody who is here has signed."""

    @property
    def named(self) -> tuple[str, ...]:
        """The strings that may hold names where this round table allows them."""
        labels = (s.text for s in self.drawing.shapes if isinstance(s, Label))
        return (*self.lines, *dict.fromkeys(labels), self.drawing.words)

    @property
    def nameless(self) -> tuple[str, ...]:
        """The strings that never hold a name."""
        return (self.step, self.title, self.footer, self.marking, self.key)

    def said(self, named: Mapping[str, str], nameless: Mapping[str, str]) -> RoomState:
        """The same page in other words, each string as the mapping for its kind says it."""
        shapes = tuple(
            replace(s, text=named.get(s.text, s.text)) if isinstance(s, Label) else s
            for s in self.drawing.shapes
        )
        words = named.get(self.drawing.words, self.drawing.words)
        return replace(
            self,
            step=nameless.get(self.step, self.step),
            title=nameless.get(self.title, self.title),
            lines=tuple(named.get(line, line) for line in self.lines),
            footer=nameless.get(self.footer, self.footer),
            marking=nameless.get(self.marking, self.marking),
            drawing=replace(self.drawing, shapes=shapes, words=words),
            key=nameless.get(self.key, self.key),
        )
