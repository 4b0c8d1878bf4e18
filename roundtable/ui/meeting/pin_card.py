"""The meeting PIN: typed twice when the round table is opened; what it is for."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Field, LineEdit, Text


class PinCard(Card):
    """Asks for the PIN while none is set, or when it is to be changed. Enter at its end: `entered`."""

    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Meeting PIN", icon="key-round", narrow=True)
        self.add(
            Text(
                "Four to eight digits, for this meeting only. The PIN lifts the curtain (F9) and takes the "
                "laptop back after somebody has signed. After three wrong tries the passphrase is asked for.",
                "small",
                "ink2",
            )
        )
        self.pin = LineEdit(theme, "Meeting PIN", secret=True)
        self.again = LineEdit(theme, "Meeting PIN again", secret=True)
        for line in (self.pin, self.again):
            line.setMaxLength(8)
        self.field = Field(theme, "Meeting PIN", self.pin)
        self.again_field = Field(theme, "Type it again", self.again)
        self.state = Text("A PIN is set.", "label", "ok")
        self.change = Button(theme, "Set another PIN", "link", "pencil")
        for widget in (self.field, self.again_field, self.state, self.change):
            self.add(widget)
        self.change.clicked.connect(self._on_change)
        self.pin.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        self._is_set, self._is_changing = False, False

    def show_state(self, is_set: bool) -> None:
        """Whether the round table has one."""
        self._is_set = is_set
        asks = self.asks
        self.field.setVisible(asks)
        self.again_field.setVisible(asks)
        self.state.setVisible(not asks)
        self.change.setVisible(not asks)

    @property
    def asks(self) -> bool:
        """Whether a PIN has to be typed before the round table opens."""
        return not self._is_set or self._is_changing

    def problems(self) -> list[tuple[str, Field]]:
        """What to mend; empty when a PIN is set or typed twice alike."""
        if not self.asks:
            return []
        pin = self.pin.text()
        if not (pin.isascii() and pin.isdigit() and len(pin) >= 4):
            return [("Enter a meeting PIN of four to eight digits", self.field)]
        if pin != self.again.text():
            return [("Type the same PIN a second time", self.again_field)]
        return []

    def typed(self) -> str:
        """The new PIN, "" when the one that is set stays."""
        return self.pin.text() if self.asks else ""

    def clear_answers(self) -> None:
        """It has been set."""
        self._is_changing = False
        for line in (self.pin, self.again):
            line.clear()
        self.show_state(self._is_set)

    def _on_change(self) -> None:
        self._is_changing = True
        self.show_state(self._is_set)
        self.pin.setFocus()
