"""The one dialog of the program: title, words, perhaps a field or a list, buttons that say the result."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button, ButtonKind
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.labels import Text

_WIDTH = 560
_WORD = re.compile(r"[\w’']+")


class PromptDialog(QDialog):
    """Filled from the top with `add`, closed by its buttons with a result number; Escape is 0."""

    def __init__(self, theme: Theme, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setModal(True)
        self.setMinimumWidth(min(theme.px(_WIDTH), parent.width() - 40 if parent else 10_000))
        self._column = QVBoxLayout(self)
        theme.scale_layout(self._column, (28, 24, 28, 24), 14)
        self._column.addWidget(Text(title, "h1"))
        if text:
            self._column.addWidget(Text(text, "body", "ink2"))
        self._buttons = QHBoxLayout()
        theme.scale_layout(self._buttons, (0, 10, 0, 0), 12)
        self._buttons.addStretch(1)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Append a widget above the buttons."""
        self._column.addWidget(widget, stretch)

    def add_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Append a list of two columns."""
        grid_frame = QWidget()
        grid = QGridLayout(grid_frame)
        self.theme.scale_layout(grid, (0, 0, 0, 0), 10)
        grid.setHorizontalSpacing(self.theme.px(24))
        for line, (left, right) in enumerate(rows):
            grid.addWidget(Text(left, "label", wrap=False), line, 0)
            grid.addWidget(Text(right, "body", "ink2"), line, 1)
        grid.setColumnStretch(1, 1)
        self.add(grid_frame)

    def add_button(self, label: str, kind: ButtonKind, result: int) -> Button:
        """Append a button that closes the dialog with `result`."""
        button = Button(self.theme, label, kind)
        button.clicked.connect(lambda: self.done(result))
        self._buttons.addWidget(button)
        return button

    def add_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Append buttons below each other, words and hint, that close with 1, 2, 3 …"""
        for number, (words, hint) in enumerate(choices, 1):
            button = Button(self.theme, words, "secondary")
            button.setAccessibleDescription(hint)
            button.clicked.connect(lambda _checked=False, result=number: self.done(result))
            self.add(button)
            if hint:
                self.add(Text(hint, "small", "ink2"))

    def finish(self, default: QWidget | None = None) -> None:
        """Put the buttons at the bottom; `default` has the focus and Enter."""
        self._column.addLayout(self._buttons)
        if isinstance(default, Button):
            default.setDefault(True)
        if default is not None:
            default.setFocus(Qt.FocusReason.OtherFocusReason)


class PickList(QWidget):
    """A field that narrows a list; the arrow keys reach the list from the field."""

    def __init__(self, theme: Theme, title: str, hint: str, entries: Sequence[tuple[str, str, str]]) -> None:
        """`entries`: key, words, hint."""
        super().__init__()
        self._entries = tuple(entries)
        self.typed = LineEdit(theme, f"{title}: {hint}")
        self.typed.setPlaceholderText(hint)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(theme.px(260))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 8)
        column.addWidget(self.typed)
        column.addWidget(self.list)
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self._narrow("")

    def picked(self) -> str | None:
        """The key of the row that is chosen."""
        item = self.list.currentItem()
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: object, event: object) -> bool:
        """Up and Down move in the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and watched is self.typed:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for key, words, hint in fitting(self._entries, typed):
            item = QListWidgetItem(f"{words}  ·  {hint}" if hint else words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)


def fitting(entries: Sequence[tuple[str, str, str]], typed: str) -> tuple[tuple[str, str, str], ...]:
    """The entries that hold everything typed, the best first: Enter takes it.

    "child c" is Child C, and Child D only after it, although a "c" stands in "child".
    """
    parts = typed.casefold().split()
    found = [e for e in entries if all(part in f"{e[1]} {e[2]}".casefold() for part in parts)]
    return tuple(sorted(found, key=lambda entry: _distance(entry[1].casefold(), parts)))


def _distance(words: str, parts: list[str]) -> int:
    """0 for exactly what was typed, then whole words, then its beginning, beginnings of words, anything."""
    typed, each = " ".join(parts), _WORD.findall(words)
    steps = (
        words == typed,
        all(part in each for part in parts),
        words.startswith(typed),
        all(any(word.startswith(part) for word in each) for part in parts),
        all(part in words for part in parts),
    )
    return next((place for place, fits in enumerate(steps) if fits), len(steps))
