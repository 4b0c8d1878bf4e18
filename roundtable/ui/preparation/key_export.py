"""The key of the open file, for any SQLCipher tool: after the passphrase, on the screen or in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from roundtable.domain.errors import RoundtableError
from roundtable.ui.context import Context
from roundtable.ui.door import KeyHolder
from roundtable.ui.error_texts import explain
from roundtable.ui.outgoing import write_file
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Button, Callout, Card, ErrorSummary, Field, LineEdit
from roundtable.ui.widgets.passphrase_box import PassphraseBox
from roundtable.ui.widgets.stack import Stack


class KeyExport(Stack):
    """Shows nothing before the passphrase was given; `hide_key` takes the key off the screen again."""

    def __init__(self, context: Context, holder: KeyHolder) -> None:
        super().__init__(context.theme)
        self._context, self._holder = context, holder
        self.errors = ErrorSummary(context.theme)
        self.add(self.errors)
        card = Card(
            context.theme,
            "Export my key",
            "Your file is a plain SQLCipher database: with its key, other programs open it too. "
            "The help says how.",
            icon="key-round",
        )
        card.add(
            Callout(
                context.theme,
                "Keep it as safe as the passphrase. It stops opening the file when the passphrase is "
                "changed; older backups stay open to it.",
                "warn",
                title="Whoever has the key reads everything, without the passphrase",
            )
        )
        self._ask = self._make_question()
        self._told = self._make_answer()
        card.add(self._ask)
        card.add(self._told)
        self.add(card)
        self.hide_key()

    def _make_question(self) -> QWidget:
        theme = self._context.theme
        self.passphrase = PassphraseBox(theme, "Passphrase")
        self.field = Field(theme, "Passphrase", self.passphrase, "The one that you unlock with.")
        self.passphrase.entered.connect(self.show_key)
        self.button = Button(theme, "Show the key", icon="eye", name="Show the key of the file")
        self.button.clicked.connect(self.show_key)
        made = Stack(theme, self.field)
        made.add(_side_by_side(theme, self.button))
        return made

    def _make_answer(self) -> QWidget:
        theme = self._context.theme
        self.key = LineEdit(theme, "Key of the file")
        self.key.setReadOnly(True)
        self.save = Button(theme, "Save it in a file…", icon="download")
        self.save.clicked.connect(self._save)
        self.hide_button = Button(theme, "Hide it", icon="eye-off", name="Hide the key")
        self.hide_button.clicked.connect(self.hide_key)
        hint = "For PRAGMA key, with the x and the quotation marks."
        made = Stack(theme, Field(theme, "Key of the file", self.key, hint))
        made.add(_side_by_side(theme, self.save, self.hide_button))
        return made

    def show_key(self) -> None:
        """Ask the file for it, or say what is missing."""
        typed = self.passphrase.text()
        self.errors.show_problems([] if typed else [("Enter the passphrase", self.field)])
        if not typed:
            return
        self.button.setEnabled(False)
        holder = self._holder
        self._context.tasks.run(lambda: holder.written_key(typed), self, self._on_key, self._on_failed)

    def hide_key(self) -> None:
        """Off the screen, and out of the fields."""
        had_focus = self._told.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.key.clear()
        self.passphrase.clear()
        self.button.setEnabled(True)
        self._told.setVisible(False)
        self._ask.setVisible(True)
        if had_focus:
            self.passphrase.setFocus()

    def _on_key(self, key: str) -> None:
        self.passphrase.clear()
        self.button.setEnabled(True)
        self.key.setText(key)
        self.key.setCursorPosition(0)
        self._ask.setVisible(False)
        self._told.setVisible(True)
        self.key.setFocus()

    def _save(self) -> None:
        suggested = Path.home() / f"Key of {self._holder.path.stem}.txt"
        path = self._context.prompts.save_file("Save the key", suggested, ["Text file (*.txt)"])
        if path is None:
            return
        data = f"{self.key.text()}\n".encode()
        self._context.tasks.run(
            lambda: write_file(path, data), self, lambda _done: self._on_saved(path), self._on_failed
        )

    def _on_saved(self, path: Path) -> None:
        self._context.frame.toast(f"The key is in {path.name}, which only you can read")

    def _on_failed(self, error: RoundtableError) -> None:
        self.button.setEnabled(True)
        said = explain(error)
        target = self.field if self._ask.isVisibleTo(self) else None
        self.errors.show_problems([(said.advice, target)], said.title)


def _side_by_side(theme: Theme, *buttons: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    theme.scale_layout(line, (0, 0, 0, 0), 12)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line
