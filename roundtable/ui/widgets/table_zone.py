"""A place for an agency's table: a file dropped, chosen or named, or the cells themselves pasted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.drop_zone import DropZone


class TableZone(DropZone):
    """Like a drop zone; `pasted` fires with a table that Ctrl+V brings."""

    pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Drop a file here, or paste a table with Ctrl+V", "A workbook (.xlsx) or a CSV file"
        )

    def paste(self) -> None:
        """Cells are taken as a table; a file or its path as everywhere."""
        data = QApplication.clipboard().mimeData()
        text = data.text()
        if not data.urls() and ("\t" in text or "\n" in text.strip()):
            self.pasted.emit(text)
            return
        super().paste()
