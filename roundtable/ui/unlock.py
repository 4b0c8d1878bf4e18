"""Unlocking: which file, who is at the keyboard, the passphrase, and every way that can fail."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from roundtable.actions.ports import Vault
from roundtable.domain.errors import (
    PassphraseOrDamage,
    RoundtableError,
    TooManyTries,
    VaultDamaged,
    VaultForeign,
    VaultMissing,
    VaultOpenElsewhere,
    WrongPassphrase,
)
from roundtable.ui.context import Context
from roundtable.ui.door import FILE_KIND, Entrance
from roundtable.ui.error_texts import explain
from roundtable.ui.first_window import call_first
from roundtable.ui.machine_settings import forget_file, recent_files, remember_file
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.synced_folders import ADVICE, sync_service
from roundtable.ui.tasks import Job, Progress, Stage, WorkCancelled
from roundtable.ui.who_field import WhoField
from roundtable.ui.widgets import Button, Callout, Card, Field, ProgressPanel, Text
from roundtable.ui.widgets.file_button import FileButton
from roundtable.ui.widgets.passphrase_box import PassphraseBox

LONG_MS: Final = 3_000
"""On the computer that made the file it takes under a second."""
SLOW: Final = (
    "Still deriving the key. The file was made on a faster computer, or this one is busy: unlocking takes "
    "longer here, each time. Nothing is wrong."
)


class Unlock(Screen):
    """`path` is the file to unlock; without it the last one used."""

    frame_kind: ClassVar[FrameKind] = "bare"
    help_key = "unlock"

    def __init__(self, context: Context, entrance: Entrance, *, path: Path | None = None) -> None:
        super().__init__(context, "Unlock", "Everything in the file is encrypted until you unlock it.")
        self._entrance = entrance
        recent = recent_files(context.settings)
        self._path = entrance.only or path or (recent[0] if recent else None)
        self._job: Job | None = None
        self._is_busy = False
        self._wait = 0
        self._offer: QWidget | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(LONG_MS)
        self._long.timeout.connect(self._explain_wait)
        self._recent = Card(self.theme, "Other files used before", icon="clock", narrow=True)
        self.recent_files: dict[Path, FileButton] = {}
        self._build_file()
        self._build_side(recent)
        self.set_primary("Unlock", self._unlock, icon="lock-keyhole", tip="Unlock the file")
        self._show_path()

    def first_focus(self) -> QWidget:
        """The first thing that is still to be filled in."""
        if self._path is None:
            return self._choose
        return self.passphrase if self.who.name.text() else self.who.name

    def _build_file(self) -> None:
        card = Card(self.theme)
        self._file_name = Text("", "h2")
        self._folder = Text("", "small", "ink2")
        self._choose = Button(self.theme, "Choose another file", icon="folder-open")
        self._choose.clicked.connect(self._choose_file)
        self._choose.setVisible(self._entrance.only is None)
        self.who = WhoField(self.theme, self.context.settings)
        self.passphrase = PassphraseBox(self.theme, "Passphrase")
        self.who.entered.connect(self.passphrase.setFocus)
        self.passphrase.entered.connect(self.do_primary)
        self.field = Field(self.theme, "Passphrase", self.passphrase)
        card.add(self._file_name)
        card.add(self._folder)
        self._synced = Callout(self.theme, "", "warn")
        card.add(self._synced)
        card.add_row(self._choose, None)
        card.add(self.who)
        card.add(self.field)
        self.add(card)
        self.progress = ProgressPanel(self.theme, "Unlocking")
        self.progress.cancelled.connect(self._cancel)
        self.add(self.progress)
        other = Card(self.theme, "Passphrase lost, or file damaged?", icon="key-round")
        self._recover = Button(self.theme, "Use the recovery code", icon="key-round")
        self._recover.clicked.connect(lambda: self.context.navigator.go("recover", path=self._path))
        self._restore = Button(self.theme, "Open a backup", icon="history")
        self._restore.clicked.connect(lambda: self.context.navigator.go("restore", path=self._path))
        other.add_row(self._recover, self._restore, None)
        self._other = other
        self.add(other)

    def _build_side(self, recent: tuple[Path, ...]) -> None:
        if self._entrance.only is not None:
            return
        for path in recent:
            button = FileButton(self.theme, path)
            button.clicked.connect(lambda _on=False, chosen=path: self._take(chosen))
            self._recent.add_row(button, None, spacing=0)
            self.recent_files[path] = button
        self.add_side(self._recent)
        new = Card(
            self.theme, "New to Roundtable?", "Make a file for your Board, or look round first.", narrow=True
        )
        make = Button(self.theme, "Set up a new file", icon="file-plus")
        make.clicked.connect(lambda: self.context.navigator.go("first_run"))
        sample = Button(self.theme, "Try the sample", icon="play")
        sample.clicked.connect(lambda: self.context.navigator.go("try_sample"))
        new.add_row(make, None)
        new.add_row(sample, None)
        self.add_side(new)

    # --- which file

    def _choose_file(self) -> None:
        chosen = self.context.prompts.open_files("Choose a Roundtable file", (FILE_KIND,))
        if chosen:
            self._take(chosen[0])

    def _take(self, path: Path) -> None:
        self._path = path
        self.page.errors.clear()
        self._drop_offer()
        self._show_path()
        self.focus_inside()

    def _show_path(self) -> None:
        path = self._path
        self._file_name.setText(path.stem if path else "No file chosen yet")
        self._folder.setText(f"In {path.parent}" if path else "Choose the file that your Board works with.")
        for known, button in self.recent_files.items():
            button.setVisible(known != path)
        self._recent.setVisible(any(known != path for known in self.recent_files))
        service = sync_service(path) if path else ""
        self._synced.message.setText(ADVICE.format(service=service))
        self._synced.setVisible(bool(service))
        self._choose.set_label("Choose another file" if path else "Choose the file")
        for part in (self.who, self.field, self._other):
            part.setVisible(path is not None)
        self._fit_primary()

    # --- unlocking

    def _unlock(self, *, take_over: bool = False) -> None:
        problems: list[tuple[str, Field | QWidget | None]] = []
        if self.who.problem():
            problems.append((self.who.problem(), self.who.field))
        if not self.passphrase.text():
            problems.append(("Enter the passphrase", self.field))
        self.page.errors.show_problems(problems)
        path = self._path
        if problems or path is None:
            return
        self._drop_offer()
        passphrase, who, door = self.passphrase.text(), self.who.who(), self._entrance.door

        def work(progress: Progress) -> Vault:
            vault = door.open(path, passphrase, who, take_over=take_over)
            if progress.cancelled:
                door.close(vault)
                raise WorkCancelled
            return vault

        self._is_busy = True
        self.progress.start("Deriving the key from your passphrase. This takes a moment on purpose.")
        self._long.start()
        self._fit_primary()
        self._job = self.context.tasks.run_long(
            work, self, lambda vault: self._opened(path, vault), self._failed, self.progress.advance
        )

    def _explain_wait(self) -> None:
        """The cost of the key was measured where the file was made; a slower computer pays more for it."""
        self.progress.advance(Stage(0, 0, SLOW))

    def _cancel(self) -> None:
        self._long.stop()
        if self._job is not None:
            self._job.cancel()

    def _opened(self, path: Path, vault: Vault) -> None:
        self._done()
        self.passphrase.clear()
        remember_file(self.context.settings, path)
        self._entrance.enter(path, vault)

    def _done(self) -> None:
        self._is_busy = False
        self._long.stop()
        self.progress.finish()
        self._fit_primary()

    def _failed(self, error: RoundtableError) -> None:
        self._done()
        if isinstance(error, WorkCancelled):
            self.passphrase.setFocus()
            return
        said = explain(error)
        is_about_passphrase = isinstance(error, WrongPassphrase | TooManyTries | PassphraseOrDamage)
        target = self.field if is_about_passphrase else None
        self.page.errors.show_problems([(said.advice, target)], said.title)
        if is_about_passphrase:
            # The summary would take the focus, and what is typed anew with it; the field says it too.
            self.passphrase.setFocus()
            self.passphrase.line.selectAll()
            self._start_wait(error)
        self._offer_way_out(error)

    def _start_wait(self, error: RoundtableError) -> None:
        self._wait = int(str(error.details.get("wait", 0)))
        if self._wait > 0:
            self._tick.start()
        self._fit_primary()

    def _count_down(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._tick.stop()
        self._fit_primary()

    def _fit_primary(self) -> None:
        ready = self._path is not None and not self._is_busy and not self._wait
        self.footer.primary.setEnabled(ready)
        seconds = "1 second" if self._wait == 1 else f"{self._wait} seconds"
        self.footer.primary.set_label(f"Try again in {seconds}" if self._wait else "Unlock")

    # --- ways out

    def _offer_way_out(self, error: RoundtableError) -> None:
        path = self._path
        if isinstance(error, VaultOpenElsewhere) and not error.details.get("here"):
            self._show_offer(
                "If you are sure that nobody has it open there (that computer was switched off or crashed), "
                "you can open it here.",
                "Open it here",
                self._take_over,
            )
        elif isinstance(error, VaultOpenElsewhere) and path is not None:
            self._show_offer(
                "Another window of Roundtable on this computer has it open.",
                "Show that window",
                lambda: call_first(path),
            )
        elif isinstance(error, VaultDamaged) and error.details.get("backup"):
            self._show_offer(
                "There is a backup. The damaged file is kept beside it.",
                "Open a backup",
                lambda: self.context.navigator.go("restore", path=path),
            )
        elif isinstance(error, VaultMissing | VaultForeign) and self._entrance.only is None:
            if path is not None:
                forget_file(self.context.settings, path)
            self._show_offer("Choose where the file is now.", "Choose the file", self._choose_file)

    def _take_over(self) -> None:
        agreed = self.context.prompts.confirm(
            "Open it here?",
            "Two people who change one file at the same time can lose each other’s work. "
            "Open it here only when nobody has it open elsewhere.",
            "Open it here",
            danger=True,
        )
        if agreed:
            self._unlock(take_over=True)

    def _show_offer(self, text: str, label: str, action: object) -> None:
        self._drop_offer()
        offer = Callout(self.theme, text, "info")
        button = Button(self.theme, label)
        button.clicked.connect(action)
        offer.add(button)
        self._offer = offer
        self.add(offer)

    def _drop_offer(self) -> None:
        if self._offer is not None:
            self._offer.hide()  # else a queued show makes it a window of its own
            self._offer.setParent(None)
            self._offer.deleteLater()
            self._offer = None
