"""Somebody does not agree with the statement: the reason if they give one, and what follows."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Card, Field, LineEdit, Text


class RefusalCard(Card):
    """`refused` carries the reason, which may be empty."""

    refused = Signal(str)
    given_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.add(
            Text(
                "Nobody has to sign. Without your signature you cannot stay while cases are discussed. "
                "That you did not agree is recorded, with the reason if you give one."
            )
        )
        self.reason = LineEdit(theme, "Your reason")
        self.reason.setMaxLength(500)
        self.add(Field(theme, "Your reason", self.reason, optional=True))
        self.confirm = Button(theme, "I do not agree and will leave", "danger", "user-x")
        self.back = Button(theme, "Go back to the statement", icon="arrow-left")
        self.add_row(self.confirm, self.back, None)
        self.confirm.clicked.connect(lambda: self.refused.emit(self.reason.text()))
        self.back.clicked.connect(self.given_back)

    def clear_answers(self) -> None:
        """For the next person."""
        self.reason.clear()
