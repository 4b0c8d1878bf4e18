"""The files that a page has written outside the vault, and the way to delete them again."""

from __future__ import annotations

from pathlib import Path

from roundtable.ui.context import Context
from roundtable.ui.outgoing import remove_files
from roundtable.ui.screen import Screen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Card
from roundtable.ui.widgets.labels import Text


class WrittenFiles(Card):
    """Hidden while there are none."""

    def __init__(self, context: Context, page: Screen) -> None:
        super().__init__(
            context.theme, "Files written here", "The vault keeps the report. Once it is sent, these can go."
        )
        self._context, self._page = context, page
        self.paths: tuple[Path, ...] = ()
        self._names = Text("")
        remove = Button(context.theme, "Delete these files", "danger", "trash-2")
        remove.clicked.connect(self.delete)
        self.add(self._names)
        self.add_row(remove, None)
        self.setVisible(False)

    def note(self, path: Path) -> None:
        """One more."""
        self._show((*self.paths, path))

    def delete(self) -> None:
        """All of them, off the UI thread."""
        paths = self.paths

        def gone(_done: None) -> None:
            self._show(())
            self._context.frame.toast("Files deleted")

        self._context.tasks.run(lambda: remove_files(paths), self._page, gone, self._page.show_error)

    def _show(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self._names.setText("\n".join(str(path) for path in paths))
        self.setVisible(bool(paths))
