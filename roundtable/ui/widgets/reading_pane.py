"""A long text to be read to its end, in sections; what was put in place of something is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from roundtable.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading ("" goes on under the last one), a text, and the spans in it that are marked."""

    heading: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


class ReadingPane(QTextEdit):
    """Read only; Tab leaves it. Knows whether it has been scrolled to its end."""

    read_to_end = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._passages: tuple[Passage, ...] = ()
        self._was_read = False
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._look())
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._look())
        theme.changed.connect(self._draw)
        self._draw()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show another text from its beginning; the same one stays where it is."""
        if tuple(passages) == self._passages:
            return
        self._passages = tuple(passages)
        self._was_read = False
        self._draw()

    def was_read_to_end(self) -> bool:
        """Whether its last line has been on the screen since it was shown."""
        return self._was_read

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A text that fits is at its end at once."""
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        bar = self.verticalScrollBar()
        laid_out = self.isVisible() and self.document().blockCount() > 1
        if laid_out and not self._was_read and bar.value() >= bar.maximum() - self._theme.px(24):
            self._was_read = True
            self.read_to_end.emit()

    # --- drawing

    def _draw(self) -> None:
        self.setMinimumHeight(self._theme.px(360))
        at = self.verticalScrollBar().value() if self._was_read else 0
        was_read, self._was_read = self._was_read, True  # what is built step by step is not read
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, passage in enumerate(self._passages):
            self._write(cursor, passage, is_first=place == 0)
        cursor.endEditBlock()
        self._was_read = was_read
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(at)

    def _write(self, cursor: QTextCursor, passage: Passage, *, is_first: bool) -> None:
        px = self._theme.px
        if passage.heading:
            block = QTextBlockFormat()
            block.setTopMargin(0 if is_first else px(18))
            block.setHeadingLevel(2)
            self._block(cursor, block, is_first=is_first)
            cursor.insertText(passage.heading, self._format("label", "ink2"))
            is_first = False
        block = QTextBlockFormat()
        block.setTopMargin(px(6))
        block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._block(cursor, block, is_first=is_first)
        plain, marked = self._format("body", "ink"), self._format("body", "info")
        marked.setBackground(self._theme.colour("info_soft"))
        marked.setFontWeight(QFont.Weight.DemiBold)
        at = 0
        for start, end in passage.marks:
            cursor.insertText(passage.text[at:start], plain)
            cursor.insertText(passage.text[start:end], marked)
            at = end
        cursor.insertText(passage.text[at:], plain)

    def _block(self, cursor: QTextCursor, block: QTextBlockFormat, *, is_first: bool) -> None:
        if is_first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)

    def _format(self, kind: str, tone: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.font(kind))
        look.setForeground(self._theme.colour(tone))
        return look
