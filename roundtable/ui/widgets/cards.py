"""Frames that group: card, callout, empty state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import IconLabel, Kind, Text, Tone
from roundtable.ui.widgets.row import Row

_CALLOUT_ICONS = {"info": "info", "warn": "triangle-alert", "bad": "circle-alert", "ok": "circle-check"}


class Card(QFrame):
    """A white panel with an optional heading (and an icon before it); `add` fills it from the top."""

    def __init__(
        self, theme: Theme, title: str = "", hint: str = "", *, icon: str = "", narrow: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.theme = theme
        self.body = QVBoxLayout(self)
        theme.scale_layout(self.body, (20, 18, 20, 18) if narrow else (24, 20, 24, 22), 12)
        if title:
            self.heading = Text(title, "h2")
            if icon:
                self.add_row(IconLabel(theme, icon, "ink2", 18), self.heading)
            else:
                self.body.addWidget(self.heading)
        if hint:
            self.body.addWidget(Text(hint, "small" if narrow else "body", "ink2"))

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append a widget or a layout."""
        if isinstance(item, QLayout):
            self.body.addLayout(item, stretch)
        else:
            self.body.addWidget(item, stretch)

    def add_point(self, icon: str, tone: Tone, text: str) -> None:
        """Append a line of a list: an icon level with the first line of wrapping words."""
        line = QHBoxLayout()
        self.theme.scale_layout(line, (0, 0, 0, 0), 12)
        line.addWidget(IconLabel(self.theme, icon, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(text), 1)
        self.body.addLayout(line)

    def add_row(self, *items: QWidget | None, spacing: int = 12) -> Row:
        """Append widgets side by side (below each other with little room); None is a stretch."""
        line = Row(self.theme, *items, spacing=spacing)
        self.body.addWidget(line)
        return line


class Callout(QFrame):
    """A message in the flow of the page, with a tone: what to know here, and what to do."""

    def __init__(self, theme: Theme, text: str, tone: Tone = "info", *, title: str = "") -> None:
        super().__init__()
        self.setObjectName("callout")
        self.setProperty("tone", tone)
        self.theme = theme
        outer = QHBoxLayout(self)
        theme.scale_layout(outer, (14, 12, 16, 12), 12)
        outer.addWidget(
            IconLabel(theme, _CALLOUT_ICONS.get(tone, "info"), tone, 20), 0, Qt.AlignmentFlag.AlignTop
        )
        self.body = QVBoxLayout()
        theme.scale_layout(self.body, (0, 0, 0, 0), 4)
        outer.addLayout(self.body, 1)
        if title:
            self.body.addWidget(Text(title, "label"))
        self.message = Text(text, "body")
        self.body.addWidget(self.message)

    def add(self, widget: QWidget) -> None:
        """Append a widget, such as the button that does what the text says."""
        self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)


class EmptyState(QFrame):
    """What a list shows before its first entry: what belongs here, and the one thing to do."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, action: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("emptystate")
        column = QVBoxLayout(self)
        theme.scale_layout(column, (24, 32, 24, 32), 8)
        column.addWidget(IconLabel(theme, icon, "ink2", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        lines: tuple[tuple[str, Kind, Tone], ...] = ((title, "h2", "ink"), (text, "body", "ink2"))
        for words, kind, tone in lines:
            label = Text(words, kind, tone)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if action is not None:
            column.addSpacing(theme.px(8))
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
