"""Underlines names in a text that feeds the report, and offers the label in one keystroke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from roundtable.actions.name_hints import NameHint
from roundtable.domain.errors import RoundtableError
from roundtable.ui.screen import Screen
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.text_editor import PlainTextEditor, TextHint

Look = Callable[[str], tuple[NameHint, ...]]
"""Finds the names in a text, off the UI thread."""

MOST: Final = 60
"""Spans underlined in one text."""


class NameWatch(QObject):
    """Watches one editor: looks after each save, shows a line under the editor, never changes the text."""

    def __init__(self, screen: Screen, editor: PlainTextEditor, look: Look) -> None:
        super().__init__(editor)
        self._screen, self._editor, self._look = screen, editor, look
        self._looked_at = ""
        self.line = Text("", "small", "bad")
        self.line.setVisible(False)
        self._put_under()
        editor.saved_text.connect(lambda _text: self.refresh())
        editor.hint_here.connect(lambda _hint: self._say())

    def refresh(self) -> None:
        """Look at the present text, unless it was looked at already."""
        text = self._editor.toPlainText()
        if text == self._looked_at and (self._editor.hints() or not text.strip()):
            return
        self._looked_at = text
        if not text.strip():
            self._editor.set_hints(())
            return
        self._screen.context.tasks.run(
            lambda: self._look(text), self, lambda found: self._show(text, found), self._on_closed
        )

    def _show(self, text: str, found: tuple[NameHint, ...]) -> None:
        if text != self._editor.toPlainText():
            return  # typed on meanwhile: the next save looks again
        self._editor.set_hints([_hint(f) for f in found[:MOST]])
        self._say()

    def _on_closed(self, _error: RoundtableError) -> None:
        # The curtain is drawn: nothing of the register may be told now.
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


def _hint(found: NameHint) -> TextHint:
    words = "Use roles, not names." if found.is_registered else "Is this a name? Use roles, not names."
    return TextHint(
        found.start, found.length, words, found.label, "name" if found.is_registered else "suspect"
    )


def _words(hint: TextHint) -> str:
    if hint.label:
        return f"Use roles, not names. Ctrl+. puts “{hint.label}” in its place."
    if hint.kind == "name":
        return "Use roles, not names. The report leaves this out."
    return "Is the underlined word a name? Use roles, not names."
