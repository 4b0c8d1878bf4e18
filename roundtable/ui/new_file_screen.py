"""What the pages that make a file have in common: the long work, and what can go wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from roundtable.actions.ports import Vault
from roundtable.domain.errors import RoundtableError, VaultAlreadyThere
from roundtable.ui.context import Context
from roundtable.ui.door import Entrance, NewVault
from roundtable.ui.error_texts import explain
from roundtable.ui.file_place import FilePlace
from roundtable.ui.machine_settings import remember_file
from roundtable.ui.screen import FrameKind, Screen
from roundtable.ui.tasks import Job, Progress, WorkCancelled
from roundtable.ui.widgets import Button, Field, ProgressPanel

Fill = Callable[[Vault], object]
"""Puts into the new file what it begins with; runs on the worker."""


class NewFileScreen(Screen):
    """Subclass it: put `place` and `progress` on the page, then call `make`."""

    frame_kind: ClassVar[FrameKind] = "bare"
    help_key = "first_run"

    def __init__(
        self, context: Context, entrance: Entrance, title: str, about: str, path: Path | None = None
    ) -> None:
        super().__init__(context, title, about)
        self.entrance = entrance
        self.place = FilePlace(context, path)
        self._job: Job | None = None
        self._is_busy = False
        # The frame offers no way back before unlocking: these pages have one, unless they are the first.
        self.back = Button(self.theme, "Back", icon="arrow-left")
        self.back.clicked.connect(lambda: context.navigator.back())
        self.back.setVisible(context.navigator.can_go_back())
        self.footer.add_left(self.back)
        self.progress = ProgressPanel(self.theme, "Making the file")
        self.progress.cancelled.connect(lambda: self._job.cancel() if self._job else None)

    def field_of(self, error: RoundtableError) -> Field | None:
        """The field in which an error can be mended."""
        return self.place.field if isinstance(error, VaultAlreadyThere) else None

    def leave(self) -> bool:
        """Not while the file is being made: it would be left open and unfinished."""
        if self._is_busy:
            self.context.frame.toast("The file is being made. This takes a moment.")
        return not self._is_busy

    def make(self, passphrase: str, who: str, fill: Fill, done: Callable[[Path, NewVault], None]) -> None:
        """Make the file at `place` in the background, then call `done` with where it is and the open vault.

        Nothing happens while it is being made already. What goes wrong is shown on the page.
        """
        path = self.place.path
        if path is None or self._is_busy:
            return
        self._is_busy = True
        self.progress.start()
        self.footer.primary.setEnabled(False)
        self._job = self.context.tasks.run_long(
            lambda progress: make_file(self.entrance, path, passphrase, who, fill, progress),
            self,
            lambda made: self._made(path, made, done),
            self._failed,
            self.progress.advance,
        )

    def _made(self, path: Path, made: NewVault, done: Callable[[Path, NewVault], None]) -> None:
        self._rest()
        remember_file(self.context.settings, path)
        done(path, made)

    def _failed(self, error: RoundtableError) -> None:
        self._rest()
        if not isinstance(error, WorkCancelled):
            said = explain(error)
            self.page.errors.show_problems([(said.advice, self.field_of(error))], said.title)

    def _rest(self) -> None:
        self._is_busy = False
        self.progress.finish()
        self.footer.primary.setEnabled(True)


def make_file(
    entrance: Entrance, path: Path, passphrase: str, who: str, fill: Fill, progress: Progress
) -> NewVault:
    """Makes the file and fills it; runs on the worker. Raises what `VaultDoor.create` raises."""
    progress(0, 3, "Deriving the key from your passphrase. This takes a moment on purpose.")
    made = entrance.door.create(path, passphrase, who, progress)
    # From here on there is a file: it is finished rather than left without its Board.
    fill(made.vault)
    return made
