"""The passphrase is lost: the code from the recovery sheet opens the file and sets a new one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.ports import Vault
from roundtable.domain.errors import RecoveryCodeMistyped, RecoveryCodeWrong, RoundtableError
from roundtable.ui.context import Context
from roundtable.ui.door import Entrance
from roundtable.ui.error_texts import explain
from roundtable.ui.machine_settings import remember_file
from roundtable.ui.new_passphrase import NewPassphrase
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import Button, Card, Field, LineEdit, ProgressPanel, Text


class Recover(Screen):
    """`path` is the file to open."""

    frame_kind: ClassVar[FrameKind] = "bare"
    help_key = "unlock"

    def __init__(self, context: Context, entrance: Entrance, *, path: Path) -> None:
        super().__init__(context, "Use the recovery code", f"For the file “{path.stem}”.")
        self._entrance, self._path = entrance, path
        card = Card(
            self.theme,
            "The code from the recovery sheet",
            "It was shown once when the file was made. It stays valid afterwards.",
        )
        self.code = LineEdit(self.theme, "Recovery code")
        self.code_field = Field(
            self.theme,
            "Recovery code",
            self.code,
            "Letters and digits in groups of four. Case does not matter.",
        )
        self.who = WhoField(self.theme, context.settings)
        card.add(self.code_field)
        card.add(self.who)
        self.add(card)
        fresh = Card(self.theme, "A new passphrase")
        self.passphrase = NewPassphrase(context, entrance.door.strength, entrance.door.suggestion)
        self.passphrase.entered.connect(self.do_primary)
        fresh.add(self.passphrase)
        fresh.add(Text("The old passphrase stops working.", "small", "ink2"))
        self.add(fresh)
        self.progress = ProgressPanel(self.theme, "Opening the file", can_cancel=False)
        self.add(self.progress)
        back = Button(self.theme, "Back to unlock", icon="arrow-left")
        back.clicked.connect(lambda: context.navigator.go("unlock", path=path))
        self.footer.add(back)
        self.set_primary("Open the file", self._open, icon="key-round")

    def _open(self) -> None:
        problems: list[tuple[str, Field | QWidget | None]] = []
        if not self.code.text().strip():
            problems.append(("Enter the recovery code", self.code_field))
        if self.who.problem():
            problems.append((self.who.problem(), self.who.field))
        problems += self.passphrase.problems()
        self.page.errors.show_problems(problems)
        if problems:
            return
        code, fresh, who = self.code.text(), self.passphrase.text(), self.who.who()
        self.progress.start("Checking the code and making a new key")
        self.footer.primary.setEnabled(False)
        self.context.tasks.run(
            lambda: self._entrance.door.open_with_recovery(self._path, code, fresh, who),
            self,
            self._opened,
            self._failed,
        )

    def _opened(self, vault: Vault) -> None:
        self.code.clear()
        self.passphrase.clear()
        remember_file(self.context.settings, self._path)
        self._entrance.enter(self._path, vault)

    def _failed(self, error: RoundtableError) -> None:
        self.progress.finish()
        self.footer.primary.setEnabled(True)
        said = explain(error)
        is_about_code = isinstance(error, RecoveryCodeMistyped | RecoveryCodeWrong)
        self.page.errors.show_problems(
            [(said.advice, self.code_field if is_about_code else None)], said.title
        )
