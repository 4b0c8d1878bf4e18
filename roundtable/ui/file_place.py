"""Where a new file lies: chosen in the system's own dialog; folders that a cloud copies are warned about."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal

from roundtable.ui.context import Context
from roundtable.ui.door import FILE_KIND, SUFFIX
from roundtable.ui.synced_folders import ADVICE, sync_service
from roundtable.ui.widgets import Button, Callout, Field, Text
from roundtable.ui.widgets.stack import Stack

_MOST_TRIED = 100


class FilePlace(Stack):
    """Shows `path`; `suggested` names the file when the facilitator chooses, without its ending.

    Fires `taken` when another place is shown.
    """

    taken = Signal()

    def __init__(self, context: Context, path: Path | None = None) -> None:
        super().__init__(context.theme, spacing=12)
        self._context = context
        self.path: Path | None = None
        self.suggested = "Roundtable"
        self._shown = Text("Not chosen yet", "body", "ink2")
        self.choose = Button(context.theme, "Choose where", icon="folder-open")
        self.choose.clicked.connect(self._ask)
        self.field = Field(context.theme, "Folder and name", self.choose)
        self.warning = Callout(context.theme, "", "warn", title="This folder is copied to a cloud service")
        self.warning.setVisible(False)
        for part in (self.field, self._shown, self.warning):
            self.add(part)
        if path is not None:
            self.take(path)

    def words(self) -> str:
        """The place as it is told: “Board” in Documents; "" while none is chosen."""
        if self.path is None:
            return ""
        folder = self.path.parent
        told = "your home folder" if folder == Path.home() else folder.name or str(folder)
        return f"“{self.path.stem}” in {told}"

    def take(self, path: Path) -> None:
        """Show this place; the ending is put on when it is missing."""
        self.path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._shown.setText(str(self.path))
        self.choose.set_label("Choose another place")
        self.field.set_error("")
        service = sync_service(self.path)
        self.warning.message.setText(ADVICE.format(service=service))
        self.warning.setVisible(bool(service))
        self.taken.emit()

    def problem(self) -> str:
        """What to do about it, "" when a place is chosen."""
        return "" if self.path else "Choose where the file is kept"

    def _ask(self) -> None:
        start = self.path or Path.home() / f"{self.suggested}{SUFFIX}"
        chosen = self._context.prompts.save_file("Where to keep the file", start, (FILE_KIND,))
        if chosen is not None:
            self.take(chosen)


def free_place(folders: Iterable[Path], name: str) -> Path | None:
    """A file of this name that is not there yet, with a number behind it if need be, in the first folder
    that will do. Missing ones, those that cannot be written and those that a cloud copies will not; None
    when none does.
    """
    for folder in folders:
        if not folder.is_dir() or not os.access(folder, os.W_OK) or sync_service(folder):
            continue
        for number in range(1, _MOST_TRIED):
            path = folder / f"{name}{f' {number}' if number > 1 else ''}{SUFFIX}"
            if not any(folder.glob(f"{path.stem}.*")):
                return path
    return None
