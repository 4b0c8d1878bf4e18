"""An editor for a text of the report: bold, list and heading by button or key, each undone like typing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.domain.report_markup import HEADING, ITEM, Selected, toggled_bold, toggled_lines
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.text_editor import PlainTextEditor

Toggle = Callable[[Selected], Selected]
_TOGGLES: Final[tuple[tuple[str, str, str, Toggle], ...]] = (
    ("Bold", "Ctrl+B", "Bold: the selected words (Ctrl+B)", toggled_bold),
    ("List", "Ctrl+Shift+L", "List: “- ” before each line (Ctrl+Shift+L)", lambda s: toggled_lines(s, ITEM)),
    (
        "Heading",
        "Ctrl+Shift+H",
        "Heading: “## ” before the line (Ctrl+Shift+H)",
        lambda s: toggled_lines(s, HEADING),
    ),
)


class MarkupEditor(QWidget):
    """The buttons over a plain-text editor."""

    def __init__(self, theme: Theme, name: str, *, lines: int = 8) -> None:
        super().__init__()
        self.text = PlainTextEditor(theme, name, lines=lines)
        self.buttons: dict[str, Button] = {}
        for words, keys, tip, toggle in _TOGGLES:
            self.buttons[words] = Button(theme, words, tip=tip)
            self.buttons[words].clicked.connect(partial(self._apply, toggle))
            shortcut = QShortcut(QKeySequence(keys), self.text)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._apply, toggle))
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 8)
        column.addWidget(Row(theme, *self.buttons.values(), None, spacing=8))
        column.addWidget(self.text)

    def _apply(self, toggle: Toggle, _checked: bool = False) -> None:
        cursor, text = self.text.textCursor(), self.text.toPlainText()
        before = Selected(
            text, _characters(text, cursor.selectionStart()), _characters(text, cursor.selectionEnd())
        )
        after = toggle(before)
        if after.text != text:
            _put(cursor, text, after.text)
        cursor.setPosition(_units(after.text[: after.start]))
        cursor.setPosition(_units(after.text[: after.end]), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def _put(cursor: QTextCursor, old: str, new: str) -> None:
    """Changes only what differs, in one step of undo."""
    least = min(len(old), len(new))
    first = next((n for n in range(least) if old[n] != new[n]), least)
    last = next((n for n in range(least - first) if old[-1 - n] != new[-1 - n]), least - first)
    cursor.setPosition(_units(old[:first]))
    cursor.setPosition(_units(old[: len(old) - last]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(new[first : len(new) - last])


def _units(text: str) -> int:
    """Places that the editor counts: two for a character beyond the basic plane."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def _characters(text: str, units: int) -> int:
    """How many characters stand before this place of the editor."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
