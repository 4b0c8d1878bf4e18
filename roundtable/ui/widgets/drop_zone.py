"""A place to drop a file on, with the same by button, paste and typing: nothing needs a mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import IconLabel, Text


class DropZone(QFrame):
    """Fires `chosen` with a path, `browsed` when the file dialog is wanted."""

    chosen = Signal(object)
    browsed = Signal()

    def __init__(self, theme: Theme, title: str, hint: str) -> None:
        super().__init__()
        self.setObjectName("emptystate")
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (24, 28, 24, 24), 10)
        column.addWidget(IconLabel(theme, "upload", "ink2", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        for words, kind in ((title, "h2"), (hint, "body")):
            label = Text(words, kind)  # type: ignore[arg-type]
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self.browse = Button(theme, "Choose a file", icon="folder-open")
        self.browse.clicked.connect(self.browsed)
        column.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignHCenter)
        self.path = LineEdit(theme, "Path of the file")
        self.path.returnPressed.connect(self._take_typed)
        read = Button(theme, "Read it", name="Read the file at this path")
        read.clicked.connect(self._take_typed)
        self.field = Field(theme, "Or paste its path here", self.path)
        line = QHBoxLayout()
        theme.scale_layout(line, (0, 8, 0, 0), 8)
        line.addWidget(self.field, 1)
        line.addWidget(read, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def paste(self) -> None:
        """Take a file, or its path, from the clipboard."""
        data = QApplication.clipboard().mimeData()
        local = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        text = local[0] if local else data.text().strip()
        self.path.setText(text)
        if local:
            self._take(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One local file is welcome."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        event.acceptProposedAction()
        self._take(event.mimeData().urls()[0].toLocalFile())

    def _take_typed(self) -> None:
        text = self.path.text().strip().strip("\"'").removeprefix("file://")
        self.field.set_error("" if text else "Paste or type the path, or choose the file")
        if text:
            self._take(text)

    def _take(self, text: str) -> None:
        self.chosen.emit(Path(text))
