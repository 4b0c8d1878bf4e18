"""How the facilitator takes the hand-over page back: the meeting PIN, on the page itself."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, Field, LineEdit
from roundtable.ui.widgets.curtain import Asks

_LABELS: dict[Asks, str] = {
    "pin": "Meeting PIN",
    "passphrase": "Passphrase of the vault",
    "nothing": "",
}


class LeaveCard(Card):
    """Fires `typed` with what was typed; `refuse` says why it did not fit and what is asked for next."""

    typed = Signal(str)
    stayed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "For the facilitator", "Only this page is open. Enter the meeting PIN to leave it."
        )
        self.secret = LineEdit(theme, _LABELS["pin"], secret=True, width=280)
        self.field = Field(theme, _LABELS["pin"], self.secret)
        self.closing = Callout(
            theme,
            "What was drawn or typed here is kept. Enter the PIN to close Roundtable.",
            "info",
            title="Roundtable is to be closed",
        )
        self.go = Button(theme, "Leave this page", icon="log-out")
        self.stay = Button(theme, "Go on signing")
        self.add(self.closing)
        self.add(self.field)
        self.add_row(self.go, self.stay, None)
        self.go.clicked.connect(lambda: self.typed.emit(self.secret.text()))
        self.secret.returnPressed.connect(lambda: self.typed.emit(self.secret.text()))
        self.stay.clicked.connect(self.stayed)

        self.say_closing(False)

    def say_closing(self, is_closing: bool) -> None:
        """Whether the PIN closes the program, or leads back to the page before."""
        self.closing.setVisible(is_closing)
        self.go.set_label("Close Roundtable" if is_closing else "Leave this page")

    def ask_for(self, asks: Asks) -> None:
        """The PIN, or the passphrase after too many tries."""
        self.field.label.setText(_LABELS[asks])
        self.secret.setAccessibleName(_LABELS[asks])

    def refuse(self, why: str) -> None:
        """It did not fit."""
        self.secret.clear()
        self.field.set_error(why)
        self.field.focus()

    def reset(self) -> None:
        """Nothing typed, nothing wrong, nothing to be closed."""
        self.say_closing(False)
        self.secret.clear()
        self.field.set_error("")
