"""Opening a backup in the place of the file: which copy, the passphrase of its day, what is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.ports import Vault
from roundtable.domain.errors import RoundtableError, TooManyTries, WrongPassphrase
from roundtable.domain.wording import day_words, time_words
from roundtable.ui.context import Context
from roundtable.ui.door import BackupCopy, Entrance
from roundtable.ui.error_texts import explain
from roundtable.ui.file_sizes import size_words
from roundtable.ui.machine_settings import remember_file
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import Button, Card, Column, EmptyState, Field, ProgressPanel, TableView
from roundtable.ui.widgets.passphrase_box import PassphraseBox


class Restore(Screen):
    """`path` is the file whose backups are offered."""

    frame_kind: ClassVar[FrameKind] = "bare"
    help_key = "unlock"

    def __init__(self, context: Context, entrance: Entrance, *, path: Path) -> None:
        super().__init__(
            context,
            "Open a backup",
            f"For the file “{path.stem}”. The file that is there now is kept beside it under another name.",
        )
        self._entrance, self._path = entrance, path
        self.card = Card(self.theme, "Which copy?", "The newest is first. Anything done later is not in it.")
        self.table: TableView[BackupCopy] = TableView(
            self.theme,
            "Backups",
            (
                Column("Made", lambda b: _made_words(b), 3),
                Column("Size", lambda b: size_words(b.size), 1),
            ),
        )
        self.who = WhoField(self.theme, context.settings)
        self.passphrase = PassphraseBox(self.theme, "Passphrase")
        self.passphrase.entered.connect(self.do_primary)
        self.field = Field(
            self.theme, "Passphrase", self.passphrase, "The one that was in use on the day of the backup."
        )
        for part in (self.table, self.who, self.field):
            self.card.add(part)
        self.card.setVisible(False)
        self.add(self.card)
        self.nothing = EmptyState(
            self.theme,
            "history",
            "No backups beside this file",
            "Roundtable keeps them in the folder “Name backups” beside the file. Look for that folder on the "
            "drive where the file was before.",
        )
        self.nothing.setVisible(False)
        self.add(self.nothing)
        self.progress = ProgressPanel(self.theme, "Opening the backup", can_cancel=False)
        self.add(self.progress)
        back = Button(self.theme, "Back to unlock", icon="arrow-left")
        back.clicked.connect(lambda: context.navigator.go("unlock", path=path))
        self.footer.add(back)
        self.set_primary("Open this copy", self._open, icon="history")

    def load(self) -> None:
        """Look for backups."""
        self.view(lambda: self._entrance.door.backups(self._path), self._show)

    def _show(self, backups: tuple[BackupCopy, ...]) -> None:
        self.table.show_rows(backups)
        self.card.setVisible(bool(backups))
        self.nothing.setVisible(not backups)
        self.footer.primary.setVisible(bool(backups))

    def _open(self) -> None:
        chosen = self.table.chosen_row()
        problems: list[tuple[str, Field | QWidget | None]] = []
        if chosen is None:
            problems.append(("Choose a backup", self.table))
        if self.who.problem():
            problems.append((self.who.problem(), self.who.field))
        if not self.passphrase.text():
            problems.append(("Enter the passphrase", self.field))
        self.page.errors.show_problems(problems)
        if problems or chosen is None:
            return
        agreed = self.context.prompts.confirm(
            "Open this copy?",
            f"The copy of {_made_words(chosen)} takes the place of the file. What was done after it is then "
            "only in the replaced file, which is kept beside it.",
            "Open this copy",
        )
        if agreed:
            self._start(chosen)

    def _start(self, chosen: BackupCopy) -> None:
        passphrase, who = self.passphrase.text(), self.who.who()
        self.progress.start("Checking the copy and putting it in place")
        self.footer.primary.setEnabled(False)
        self.context.tasks.run(
            lambda: self._entrance.door.restore(self._path, chosen.path, passphrase, who),
            self,
            self._opened,
            self._failed,
        )

    def _opened(self, vault: Vault) -> None:
        self.passphrase.clear()
        remember_file(self.context.settings, self._path)
        self._entrance.enter(self._path, vault)

    def _failed(self, error: RoundtableError) -> None:
        self.progress.finish()
        self.footer.primary.setEnabled(True)
        said = explain(error)
        target = self.field if isinstance(error, WrongPassphrase | TooManyTries) else None
        self.page.errors.show_problems([(said.advice, target)], said.title)


def _made_words(backup: BackupCopy) -> str:
    at = backup.made_at.astimezone()
    return f"{day_words(at.date())}, {time_words(at)}"
