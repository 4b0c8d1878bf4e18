"""A button that says the name of a file; a long one ends in "…", its tip and accessible name are whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button


class FileButton(Button):
    """As wide as the name, or as there is room."""

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__(theme, path.stem, "link", "file-text", tip=str(path), name=path.stem)
        self.path = path
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """With room for the whole name."""
        shown = super().sizeHint()
        missing = self._wide(self.path.stem) - self._wide(self.text())
        return QSize(shown.width() + missing, shown.height())

    def minimumSizeHint(self) -> QSize:
        """It may be cut down to the icon and "…"."""
        shown = super().minimumSizeHint()
        return QSize(shown.width() - self._wide(self.text()) + self._wide("…"), shown.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        room = self.width() - super().sizeHint().width() + self._wide(self.text())
        cut = self.fontMetrics().elidedText(self.path.stem, Qt.TextElideMode.ElideRight, room)
        if cut != self.text():
            self.setText(cut)

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)
