"""A line under the header that stays as long as what it says is true."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import IconLabel, Text, Tone

_ICONS = {"info": "info", "warn": "triangle-alert", "bad": "circle-alert", "ok": "circle-check"}


class Banner(QFrame):
    """Icon, words, and at most one thing to do about it."""

    def __init__(
        self,
        theme: Theme,
        tone: Tone,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        line = QHBoxLayout(self)
        theme.scale_layout(line, (32, 8, 32, 8), 12)
        line.addWidget(IconLabel(theme, _ICONS.get(tone, "info"), tone, 18))
        self._text = Text(text, "body")
        line.addWidget(self._text, 1)
        if action and on_action is not None:
            button = Button(theme, action)
            button.clicked.connect(lambda: on_action())
            line.addWidget(button)

    def text(self) -> str:
        """The words."""
        return self._text.text()
