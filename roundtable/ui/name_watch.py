"""Underlines names in a text that feeds the report, and offers the label in one keystroke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout

from roundtable.actions.name_hints import NameHint
from roundtable.domain.errors import RoundtableError
from roundtable.ui.screen import Screen
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.text_editor import PlainTextEditor, TextHint

Look = Callable[[str], tuple[NameHint, ...]]
"""Finds the names in a text, off the UI thread."""

LOOK_AFTER_MS: Final = 80
"""From a letter to the look: with the look itself the underline is there within 150 ms."""

MOST: Final = 60
"""Spans underlined in one text."""


class NameWatch(QObject):
    """Watches one editor: looks while it is typed, shows a line under the editor, never changes the text.

    One look at a time: what is typed meanwhile is looked at as soon as the answer is there.
    """

    def __init__(self, screen: Screen, editor: PlainTextEditor, look: Look) -> None:
        super().__init__(editor)
        self._screen, self._editor, self._look = screen, editor, look
        self._looked_at = ""
        self._is_looking = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER_MS)
        self._soon.timeout.connect(self.refresh)
        editor.textChanged.connect(self._on_typed)
        self.line = Text("", "small", "bad")
        self.line.setVisible(False)
        self._put_under()
        editor.saved_text.connect(lambda _text: self.refresh())
        editor.hint_here.connect(lambda _hint: self._say())

    def refresh(self) -> None:
        """Look at the present text, unless it was looked at already."""
        text = self._editor.toPlainText()
        is_known = text == self._looked_at and (self._editor.hints() or not text.strip())
        if self._is_looking or is_known:
            return
        self._looked_at = text
        if not text.strip():
            self._editor.set_hints(())
            return
        self._is_looking = True
        self._screen.context.tasks.run(
            lambda: self._look(text), self, lambda found: self._show(text, found), self._on_closed
        )

    def _on_typed(self) -> None:
        """Counted from the first letter: whoever types without a pause sees the underline all the same."""
        if self._editor.is_unsaved() and not self._soon.isActive():
            self._soon.start()

    def _show(self, text: str, found: tuple[NameHint, ...]) -> None:
        self._is_looking = False
        if text != self._editor.toPlainText():
            self.refresh()
            return
        self._editor.set_hints([_hint(f, text) for f in found[:MOST]])
        self._say()

    def _on_closed(self, _error: RoundtableError) -> None:
        # The curtain is drawn: nothing of the register may be told now.
        self._is_looking = False
        self._looked_at = ""
        self._editor.set_hints(())

    def _say(self) -> None:
        hints = self._editor.hints()
        hint = self._editor.hint_at_cursor() or next((h for h in hints if h.label), None)
        hint = hint or (hints[0] if hints else None)
        self.line.setText(_words(hint) if hint else "")
        self.line.set_tone("bad" if hint and hint.kind == "name" else "warn")
        self.line.setVisible(hint is not None)

    def _put_under(self) -> None:
        parent = self._editor.parentWidget()
        column = parent.layout() if parent is not None else None
        if isinstance(column, QBoxLayout) and column.indexOf(self._editor) >= 0:
            column.insertWidget(column.indexOf(self._editor) + 1, self.line)
        else:
            self.line.setParent(self._editor)  # no place for a line: the underline and its tip say it


def _hint(found: NameHint, text: str) -> TextHint:
    words = "Use roles, not names." if found.is_registered else "Is this a name? Use roles, not names."
    end = found.start + found.length
    start, length = _units(text[: found.start]), _units(text[found.start : end])
    return TextHint(start, length, words, found.label, "name" if found.is_registered else "suspect")


def _units(text: str) -> int:
    """Places that the editor counts for a text: two for a character beyond the basic plane, like a smiley."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def _words(hint: TextHint) -> str:
    if hint.label:
        return f"Use roles, not names. Ctrl+. puts “{hint.label}” in its place."
    if hint.kind == "name":
        return "Use roles, not names. The report leaves this out."
    return "Is the underlined word a name? Use roles, not names."
