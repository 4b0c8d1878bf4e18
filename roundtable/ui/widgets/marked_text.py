"""Words with some of them marked: what was found stands out in the sentence around it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from roundtable.ui.theme import Theme

Span = tuple[int, int]
"""Start and end of a marked part, in characters."""


class MarkedText(QLabel):
    """A wrapping text; marked parts are bold on a tinted ground. What was typed stays text, mark-up too."""

    def __init__(self, theme: Theme, tone: str = "warn") -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self._text = ""
        self._spans: tuple[Span, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setProperty("kind", "body")
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._draw)

    def show_marked(self, text: str, spans: Sequence[Span]) -> None:
        """Show a text; `spans` in order, not overlapping."""
        self._text, self._spans = text, tuple(spans)
        self.setAccessibleName(text)
        self._draw()

    def plain(self) -> str:
        """The text without its marks."""
        return self._text

    def _draw(self) -> None:
        pieces, at = [], 0
        ground = self._theme.colour(f"{self._tone}_soft").name()
        ink = self._theme.colour(self._tone).name()
        for start, end in self._spans:
            pieces.append(html.escape(self._text[at:start]))
            marked = html.escape(self._text[start:end])
            pieces.append(f'<b style="background-color: {ground}; color: {ink}">{marked}</b>')
            at = end
        pieces.append(html.escape(self._text[at:]))
        self.setText("".join(pieces).replace("\n", "<br>"))


def places_of(word: str, text: str) -> tuple[Span, ...]:
    """Every place of `word` in `text`, case included."""
    found, at = [], text.find(word) if word else -1
    while at >= 0:
        found.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    return tuple(found)
