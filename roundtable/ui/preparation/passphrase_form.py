"""Changing the passphrase of the open file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from roundtable.domain.errors import PassphraseTooWeak, RoundtableError, WrongPassphrase
from roundtable.ui.context import Context
from roundtable.ui.door import VaultCare, VaultDoor
from roundtable.ui.error_texts import explain
from roundtable.ui.new_passphrase import NewPassphrase
from roundtable.ui.widgets import Button, Card, ErrorSummary, Field, ProgressPanel
from roundtable.ui.widgets.passphrase_box import PassphraseBox
from roundtable.ui.widgets.stack import Stack


class PassphraseForm(Stack):
    """The recovery code stays as it is; older backups keep the old passphrase."""

    def __init__(self, context: Context, care: VaultCare, door: VaultDoor) -> None:
        super().__init__(context.theme)
        self._context, self._care = context, care
        theme = context.theme
        self.errors = ErrorSummary(theme)
        self.add(self.errors)
        card = Card(
            theme,
            "Change the passphrase",
            "The file is encrypted anew. The recovery code stays the same; backups made before keep the old "
            "passphrase.",
        )
        self.old = PassphraseBox(theme, "Present passphrase")
        self.old_field = Field(theme, "Present passphrase", self.old)
        self.new = NewPassphrase(context, door.strength, door.suggestion, "New passphrase")
        self.new.entered.connect(self.change)
        self.button = Button(theme, "Change the passphrase", icon="key-round")
        self.button.clicked.connect(self.change)
        self.progress = ProgressPanel(theme, "Encrypting the file anew", can_cancel=False)
        card.add(self.old_field)
        card.add(self.new)
        card.add_row(self.button, None)
        self.add(card)
        self.add(self.progress)

    def change(self) -> None:
        """Change it, or say what is missing."""
        problems: list[tuple[str, Field | QWidget | None]] = []
        if not self.old.text():
            problems.append(("Enter the present passphrase", self.old_field))
        problems += self.new.problems()
        self.errors.show_problems(problems)
        if problems:
            return
        old, new, care = self.old.text(), self.new.text(), self._care
        self.button.setEnabled(False)
        self.progress.start("This takes a moment. Do not switch the computer off.")
        self._context.tasks.run(
            lambda: care.change_passphrase(old, new), self, lambda _none: self._changed(), self._failed
        )

    def _changed(self) -> None:
        self._finish()
        self.old.clear()
        self.new.clear()
        self._context.frame.toast("The passphrase has been changed")

    def _failed(self, error: RoundtableError) -> None:
        self._finish()
        said = explain(error)
        target: Field | None = None
        if isinstance(error, WrongPassphrase):
            target = self.old_field
        elif isinstance(error, PassphraseTooWeak):
            target = self.new.first_field
        self.errors.show_problems([(said.advice, target)], said.title)

    def _finish(self) -> None:
        self.button.setEnabled(True)
        self.progress.finish()
