"""Longer text: saves itself while it is typed, underlines what should not be in a report, never traps Tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from roundtable.ui.theme import Theme

SAVE_AFTER_MS: Final = 700
"""Counted from the first keystroke that is not saved yet, so that steady typing is saved too."""


@dataclass(frozen=True, slots=True)
class TextHint:
    """A span of the text that should not stay: `start` and `length` in places of the editor (UTF-16 units),
    what to say about it, and the label to put instead ("" when there is none to offer)."""

    start: int
    length: int
    text: str
    label: str = ""
    kind: Literal["name", "suspect"] = "name"


class PlainTextEditor(QPlainTextEdit):
    """A plain-text editor; `saved_text` fires with the text within 0.8 s of typing, and on leaving."""

    saved_text = Signal(str)
    """The text to save: after a pause, after `SAVE_AFTER_MS` of typing, on losing the focus, on flush."""
    hint_here = Signal(object)
    """The `TextHint` at the cursor, or None: for a line under the editor."""

    def __init__(self, theme: Theme, name: str, text: str = "", *, lines: int = 4) -> None:
        super().__init__()
        self._theme, self._lines = theme, lines
        self._hints: tuple[TextHint, ...] = ()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)  # Tab inside a text is a keyboard trap
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.setPlainText(text)
        self._kept = text
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._on_changed)
        self.document().contentsChange.connect(self._move_hints)
        self.cursorPositionChanged.connect(lambda: self.hint_here.emit(self.hint_at_cursor()))
        theme.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its lines; a layout may stretch it."""
        return QSize(self._theme.px(400), self.minimumHeight())

    # --- saving

    def set_text(self, text: str) -> None:
        """Show a stored text. What is being typed is not overwritten; an equal text keeps its undo steps.

        Blanks at its ends make no other text: they are left out where texts are stored, and somebody who
        pauses after a space goes on behind it.
        """
        shown = self.toPlainText()
        if self.is_unsaved() or text == shown or (self.hasFocus() and text.strip() == shown.strip()):
            return
        self._kept = text
        # Behind what was written before the page was opened: somebody goes on there.
        at = self.textCursor().position() if shown else len(text)
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def is_unsaved(self) -> bool:
        """Whether something was typed that has not been handed over for saving."""
        return self.toPlainText() != self._kept

    def flush(self) -> None:
        """Hand over for saving now whatever is not saved."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._kept:
            self._kept = text
            self.saved_text.emit(text)

    def save_failed(self) -> None:
        """The text handed over last was not stored: it counts as unsaved again, and is tried again."""
        self._kept = "\0"
        self._timer.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field saves it."""
        super().focusOutEvent(event)
        self.flush()

    # --- hints

    def set_hints(self, hints: Sequence[TextHint]) -> None:
        """Underline these spans; they refer to the present text, and move with it as it is edited."""
        self._hints = tuple(hints)
        self.setExtraSelections([self._underlined(hint) for hint in self._hints])
        self.hint_here.emit(self.hint_at_cursor())

    def hints(self) -> tuple[TextHint, ...]:
        """The hints shown."""
        return self._hints

    def hint_at_cursor(self) -> TextHint | None:
        """The hint at the cursor or touching it, else None."""
        at = self.textCursor().position()
        return next((h for h in self._hints if h.start <= at <= h.start + h.length), None)

    def accept_hint(self) -> bool:
        """Put the offered label in place of the name at the cursor (or of the first); undo brings it back."""
        offered = [h for h in self._hints if h.label]
        hint = self.hint_at_cursor() or (offered[0] if offered else None)
        if hint is None or not hint.label:
            return False
        cursor = self._span(hint)
        self.set_hints([h for h in self._hints if h is not hint])
        cursor.insertText(hint.label)
        self.setTextCursor(cursor)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+. takes the offered label; everything else is typing."""
        if event.key() == Qt.Key.Key_Period and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.accept_hint()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what a hint means when the pointer rests on it."""
        if isinstance(event, QHelpEvent):
            at = self.cursorForPosition(self.viewport().mapFromGlobal(event.globalPos())).position()
            hint = next((h for h in self._hints if h.start <= at <= h.start + h.length), None)
            QToolTip.showText(event.globalPos(), hint.text if hint else "", self)
            return True
        return super().event(event)

    # --- inside

    def _on_changed(self) -> None:
        if self.is_unsaved() and not self._timer.isActive():
            self._timer.start()
        if self.extraSelections():
            self.setExtraSelections([self._underlined(hint) for hint in self._hints])

    def _move_hints(self, at: int, removed: int, added: int) -> None:
        """Hints before an edit stay, those after it move with their words, those in it go."""
        if not self._hints:
            return
        end, by = at + removed, added - removed
        moved = []
        for hint in self._hints:
            if hint.start + hint.length < at:
                moved.append(hint)
            elif hint.start > end:
                moved.append(replace(hint, start=hint.start + by))
        # Drawn once the change is whole: a text that is cleared reports several.
        self._hints = tuple(moved)

    def _span(self, hint: TextHint) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(hint.start)
        cursor.setPosition(
            min(hint.start + hint.length, len(self.toPlainText())), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor

    def _underlined(self, hint: TextHint) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        tone = "bad" if hint.kind == "name" else "warn"
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.colour(tone))
        look.setBackground(self._theme.colour(f"{tone}_soft"))
        selection.format = look
        selection.cursor = self._span(hint)
        return selection

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(24 * self._lines + 20))
        self.set_hints(self._hints)
