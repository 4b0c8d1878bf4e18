"""Choosing a passphrase: twice, with its strength, what would make it stronger, and a suggestion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roundtable.ui.context import Context
from roundtable.ui.door import Strength
from roundtable.ui.widgets import Button, Field
from roundtable.ui.widgets.passphrase_box import PassphraseBox, StrengthMeter

ADVICE = "Five or six words that do not belong together. You can also let Roundtable draw them."


class NewPassphrase(QWidget):
    """The two fields and the meter. `strength` judges, on the worker; `suggest` draws words, if offered."""

    entered = Signal()

    def __init__(
        self,
        context: Context,
        strength: Callable[[str], Strength],
        suggest: Callable[[], str] | None = None,
        name: str = "Passphrase",
    ) -> None:
        super().__init__()
        self._context, self._strength, self._suggest = context, strength, suggest
        self._is_enough = False
        self._guidance: tuple[str, ...] = ()
        theme = context.theme
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 12)
        self.first = PassphraseBox(theme, name)
        self.again = PassphraseBox(theme, f"{name} again")
        self.first_field = Field(theme, name, self.first, ADVICE)
        self.again_field = Field(theme, f"{name} again", self.again)
        self.meter = StrengthMeter(theme)
        column.addWidget(self.first_field)
        column.addWidget(self.meter)
        if suggest is not None:
            draw = Button(theme, "Draw six words for me", icon="refresh-cw")
            draw.clicked.connect(self.draw_words)
            column.addWidget(draw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.again_field)
        self.first.edited.connect(self._judge)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)

    def draw_words(self) -> None:
        """Fill in a suggestion, shown, so that it can be written down."""
        if self._suggest is None:
            return
        words = self._suggest()
        self.first.set_text(words)
        self.again.set_text(words)
        self.first.set_shown(True)

    def text(self) -> str:
        """The passphrase."""
        return self.first.text()

    def problems(self) -> list[tuple[str, Field | QWidget | None]]:
        """What to do before it can be used, with the fields; empty when all is well."""
        if not self.first.text():
            return [("Enter a passphrase", self.first_field)]
        if not self._is_enough:
            advice = " ".join(self._guidance) or "Add another word or two that do not belong together."
            return [(f"Choose a passphrase that is harder to guess. {advice}", self.first_field)]
        if self.first.text() != self.again.text():
            return [("Type the same passphrase in both fields", self.again_field)]
        return []

    def clear(self) -> None:
        """Empty both fields."""
        self.first.clear()
        self.again.clear()
        self.meter.show_strength(0, False, ())

    def _judge(self, text: str) -> None:
        self._is_enough = False
        if not text:
            self.meter.show_strength(0, False, ())
            return
        self._context.tasks.run(lambda: self._strength(text), self, lambda found: self._judged(text, found))

    def _judged(self, text: str, found: Strength) -> None:
        # An answer about what was typed before says nothing about what stands there now.
        if text == self.first.text():
            self._is_enough, self._guidance = found.is_enough, found.guidance
            self.meter.show_strength(found.score, found.is_enough, found.guidance)
