"""Asks for a role while a name is typed into a single line that the report prints."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from roundtable.domain.errors import RoundtableError
from roundtable.ui.name_watch import LOOK_AFTER_MS, Look
from roundtable.ui.screen import Screen
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.labels import Text

ASK: Final = "Enter a role, not a name, like team manager. The report leaves “{name}” out."
PERHAPS: Final = "Is “{name}” a name? Enter a role, like team manager."


class RoleWatch(QObject):
    """`line` says it, beside the editor; the text itself is never changed."""

    def __init__(self, screen: Screen, editor: LineEdit, look: Look) -> None:
        super().__init__(editor)
        self._screen, self._editor, self._look = screen, editor, look
        self.line = Text("", "small", "bad")
        self.line.setVisible(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER_MS)
        self._soon.timeout.connect(self.refresh)
        # However the text came there: typed, brought back, or taken out again.
        editor.textChanged.connect(lambda _text: self._soon.isActive() or self._soon.start())

    def refresh(self) -> None:
        """Look at what stands there now."""
        text = self._editor.text()
        if not text.strip():
            self._say("", "bad")
            return
        look, tasks = self._look, self._screen.context.tasks

        def found() -> tuple[str, bool] | None:
            hints = look(text)
            hint = next((h for h in hints if h.is_registered), None) or next(iter(hints), None)
            return (hint.text, hint.is_registered) if hint else None

        tasks.run(found, self, lambda hit: self._show(text, hit), self._on_closed)

    def _show(self, text: str, hit: tuple[str, bool] | None) -> None:
        if text != self._editor.text():
            return
        words = (ASK if hit[1] else PERHAPS).format(name=hit[0]) if hit else ""
        self._say(words, "bad" if hit and hit[1] else "warn")

    def _on_closed(self, _error: RoundtableError) -> None:
        # The curtain is drawn: nothing of the register may be told now.
        self._say("", "bad")

    def _say(self, words: str, tone: str) -> None:
        self.line.setText(words)
        self.line.set_tone("bad" if tone == "bad" else "warn")
        self.line.setVisible(bool(words))
