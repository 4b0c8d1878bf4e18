"""Says whether what was typed is safe: saving, saved and encrypted at a time, or not saved and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from roundtable.ui.announce import announce
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import IconLabel, Text, set_shown


class SaveIndicator(QWidget):
    """An icon and words in the footer. Screen readers hear only what went wrong, not every save."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        theme.scale_layout(row, (0, 0, 0, 0), 8)
        self._icon = IconLabel(theme, "circle-check", "ok", 18)
        self._text = Text("", "small", "ink2", wrap=False)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self.setVisible(False)

    def text(self) -> str:
        """The words shown, "" before the first save."""
        return self._text.text()

    def saving(self) -> None:
        """Something is on its way to the vault."""
        self._show("hourglass", "ink2", "ink2", "Saving…")

    def saved(self, at: datetime) -> None:
        """Everything is in the vault since `at` (local time)."""
        self._show("circle-check", "ok", "ink2", f"Saved and encrypted at {at:%H:%M}")

    def forget(self) -> None:
        """Somebody else works here now: nothing of theirs was saved yet."""
        self._text.setText("")
        self.setVisible(False)

    def not_saved(self, why: str) -> None:
        """The last change is not in the vault; `why` also says what to do."""
        self._show("circle-alert", "bad", "bad", f"Not saved: {why}")
        announce(self, self._text.text(), urgent=True)

    def _show(self, icon: str, icon_tone: str, tone: str, text: str) -> None:
        self._icon.set_icon(icon, icon_tone)
        self._text.set_tone("bad" if tone == "bad" else "ink2")
        self._text.setText(text)
        set_shown(self, True)
