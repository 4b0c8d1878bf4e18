"""Opening a backup in the place of the file: which copy, the passphrase of its day, what is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.ports import Vault
from roundtable.actions.trail import DoneSince, done_since_view
from roundtable.domain.errors import RoundtableError, TooManyTries, WrongPassphrase
from roundtable.domain.wording import counted, day_words, short_day_words, time_words
from roundtable.ui.context import Context
from roundtable.ui.door import BackupCopy, Entrance, VaultCare
from roundtable.ui.error_texts import explain
from roundtable.ui.file_sizes import size_words
from roundtable.ui.machine_settings import remember_file
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.second_place_texts import where_words
from roundtable.ui.trail_words import event_words
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import (
    Button,
    Callout,
    Card,
    Column,
    EmptyState,
    Field,
    ProgressPanel,
    TableView,
    Text,
)
from roundtable.ui.widgets.passphrase_box import PassphraseBox
from roundtable.ui.widgets.stack import Stack


class Restore(Screen):
    """`path` is the file whose backups are offered, `chosen` the one to begin with.

    Before unlocking, and over an open file: that one is closed once the passphrase fits the copy.
    """

    frame_kind: ClassVar[FrameKind] = "bare"
    help_key = "unlock"

    def __init__(
        self, context: Context, entrance: Entrance, *, path: Path, chosen: Path | None = None
    ) -> None:
        super().__init__(
            context,
            "Open a backup",
            f"For the file “{path.stem}”. The file that is there now is kept beside it under another name.",
        )
        self._entrance, self._path, self._chosen = entrance, path, chosen
        self._open_file = context.vault if isinstance(context.vault, VaultCare) else None
        self._done: DoneSince | None = None
        self.card = Card(self.theme, "Which copy?", "The newest is first. Anything done later is not in it.")
        self.table: TableView[BackupCopy] = TableView(
            self.theme,
            "Backups",
            (
                Column("Made", lambda b: _made_words(b), 3),
                Column("Size", lambda b: size_words(b.size), 1),
                Column("Where", where_words, 2),
            ),
        )
        self.table.chosen.connect(lambda _place: self._preview())
        self.preview = Callout(self.theme, "", "info", title="What is not in this copy")
        self._events = Stack(self.theme, spacing=4)
        self.preview.body.addWidget(self._events)
        self.preview.setVisible(False)
        self.who = WhoField(self.theme, context.settings)
        self.passphrase = PassphraseBox(self.theme, "Passphrase")
        self.passphrase.entered.connect(self.do_primary)
        self.field = Field(
            self.theme, "Passphrase", self.passphrase, "The one that was in use on the day of the backup."
        )
        for part in (self.table, self.preview, self.who, self.field):
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
        self.back = Button(
            self.theme, "Back, change nothing" if self._open_file else "Back to unlock", icon="arrow-left"
        )
        self.back.clicked.connect(self._go_back)
        self.footer.add(self.back)
        self.set_primary("Open this copy", self._open, icon="history")

    def load(self) -> None:
        """Look for backups."""
        self.view(lambda: self._entrance.door.backups(self._path), self._show)

    def _show(self, backups: tuple[BackupCopy, ...]) -> None:
        self.table.show_rows(backups)
        self.card.setVisible(bool(backups))
        self.nothing.setVisible(not backups)
        self.footer.primary.setVisible(bool(backups))
        place = next((n for n, each in enumerate(backups) if each.path == self._chosen), 0)
        if backups:
            self.table.selectRow(place)
            self._preview()

    def _go_back(self) -> None:
        if self._open_file is not None and not self.context.navigator.back():
            self.context.navigator.go("recovery")
        elif self._open_file is None:
            self.context.navigator.go("unlock", path=self._path)

    # --- the preview

    def _preview(self) -> None:
        """What the trail of the open file says was done after the chosen copy was made."""
        chosen = self.table.chosen_row()
        if chosen is None or self._open_file is None:
            return
        vault, moment = self.context.vault, chosen.made_at
        self.context.tasks.run(
            lambda: done_since_view(vault, moment), self, self._show_preview, lambda _error: None
        )

    def _show_preview(self, done: DoneSince) -> None:
        self._done = done
        self._events.clear()
        for entry in done.newest:
            at = entry.at.astimezone()
            self._events.add(
                Text(f"{time_words(at)}, {short_day_words(at.date())}: {event_words(entry.event)}", "small")
            )
        self.preview.message.setText(_done_words(done))
        self.preview.setVisible(True)

    # --- opening

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
            f"The copy of {_made_words(chosen)} takes the place of the file. {self._lost_words()} then only "
            "in the replaced file, which is kept beside it.",
            "Open this copy",
        )
        if agreed:
            self._start(chosen)

    def _lost_words(self) -> str:
        done = self._done
        if done is None or not done.count:
            return "What was done after it is"
        return f"{_counted(done).capitalize()} made after it {'is' if done.count == 1 else 'are'}"

    def _start(self, chosen: BackupCopy) -> None:
        passphrase, who = self.passphrase.text(), self.who.who()
        door, path, open_vault = self._entrance.door, self._path, self.context.vault

        def work() -> Vault:
            if self._open_file is not None:
                door.require_fitting(path, chosen.path, passphrase)
                door.close(open_vault)
            return door.restore(path, chosen.path, passphrase, who)

        self.progress.start("Checking the copy and putting it in place")
        self.footer.primary.setEnabled(False)
        self.context.tasks.run(
            work,
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
        if self._open_file is not None and self._open_file.is_locked:
            # From here the way leads to unlocking: the file of today is whole, and closed.
            self._open_file = None
            self.back.set_label("Back to unlock")
        said = explain(error)
        target = self.field if isinstance(error, WrongPassphrase | TooManyTries) else None
        self.page.errors.show_problems([(said.advice, target)], said.title)


def _counted(done: DoneSince) -> str:
    count = counted(done.count, "change", "changes")
    return f"more than {count}" if done.is_more else count


def _done_words(done: DoneSince) -> str:
    if not done.count:
        return "Nothing: no change was made after it."
    return f"{_counted(done).capitalize()} made after it. The newest:"


def _made_words(backup: BackupCopy) -> str:
    at = backup.made_at.astimezone()
    return f"{day_words(at.date())}, {time_words(at)}"
