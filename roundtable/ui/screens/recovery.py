"""Backups and checks: copies of the file, whether it is sound, and how to come back to a copy."""

from __future__ import annotations

from roundtable.domain.errors import RoundtableError
from roundtable.domain.wording import counted
from roundtable.ui.context import Context
from roundtable.ui.door import CheckOutcome, VaultCare
from roundtable.ui.error_texts import explain
from roundtable.ui.preparation.backup_list import BackupList
from roundtable.ui.preparation.report_check import ReportCheck
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, Callout, Card, EmptyState, ProgressPanel, Text


class RecoveryScreen(Screen):
    """Takes no parameters."""

    help_key = "recovery"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Backups and checks")
        context.frame.set_rail((), "")
        context.frame.set_place("Backups and checks")
        care = context.vault
        self._care = care if isinstance(care, VaultCare) else None
        self.backups: BackupList | None = None
        if self._care is None:
            self.add(
                EmptyState(self.theme, "history", "No file is open", "Unlock a file to see its backups.")
            )
            return
        self.set_title("Backups and checks", f"For the file “{self._care.path.stem}”")
        self._build_check()
        self.against = ReportCheck(context, self._care)
        self.add(self.against)
        self.backups = BackupList(context, self._care)
        self.add(self.backups)
        how = Card(self.theme, "Coming back to a copy", icon="rotate-ccw", narrow=True)
        for line in (
            "1. Choose the copy, then “Open the chosen copy”.",
            "2. See what was done after it, and type the passphrase of its day.",
            "3. The file of today is kept beside it, and the trail notes both.",
        ):
            how.add(Text(line))
        self.add_side(how)
        code = Card(self.theme, "Recovery code", icon="key-round", narrow=True)
        code.add(
            Text(
                "The code on the recovery sheet opens this file and every backup. It was shown once, when "
                "the file was made, and is kept nowhere."
            )
        )
        self.add_side(code)

    def load(self) -> None:
        """Read the folder."""
        if self.backups is not None:
            self.backups.load()

    def _build_check(self) -> None:
        card = Card(
            self.theme,
            "Is the file sound?",
            "Reads every page and every entry of the trail.",
            icon="shield-check",
        )
        self.button = Button(self.theme, "Check the file now", icon="shield-check")
        self.button.clicked.connect(self.check)
        card.add_row(self.button, None)
        self.sound = Callout(self.theme, "", "ok")
        self.unsound = Callout(self.theme, "", "bad")
        self.progress = ProgressPanel(self.theme, "Checking the file", can_cancel=False)
        for part in (self.sound, self.unsound):
            part.setVisible(False)
            card.add(part)
        self.add(card)
        self.add(self.progress)

    def check(self) -> None:
        """Check everything."""
        care = self._care
        if care is None:
            return
        self.button.setEnabled(False)
        self.sound.setVisible(False)
        self.unsound.setVisible(False)
        self.progress.start("Reading every page")
        self.context.tasks.run(lambda: care.check(), self, self._checked, self._failed)

    def _checked(self, found: CheckOutcome) -> None:
        self._finish()
        if found.is_sound:
            entries = counted(found.entries, "entry", "entries")
            mended = (
                " Finding did not fit what is stored, and was made anew." if found.index_was_mended else ""
            )
            self.sound.message.setText(
                f"Sound. Every page could be read; the trail of {entries} fits together.{mended}"
            )
            self.sound.setVisible(True)
            return
        if found.damage:
            words = "The file is damaged. Make no more changes; lock, and open the newest backup."
        else:
            words = (
                f"The trail does not fit together at entry {found.entries}. Somebody may have changed the "
                "file by another program. Keep it as it is, and tell whoever looks after your systems."
            )
        self.unsound.message.setText(words)
        self.unsound.setVisible(True)

    def _failed(self, error: RoundtableError) -> None:
        self._finish()
        said = explain(error)
        self.unsound.message.setText(f"{said.title}. {said.advice}")
        self.unsound.setVisible(True)

    def _finish(self) -> None:
        self.button.setEnabled(True)
        self.progress.finish()
