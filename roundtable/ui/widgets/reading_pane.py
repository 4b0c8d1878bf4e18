"""A long text to be read to its end, in sections, as high as its words: the page around it scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QTextEdit

from roundtable.ui.theme import Theme

_HEADINGS: Final[tuple[tuple[str, int], ...]] = (("h1", 28), ("h2", 20), ("label", 14))
"""Look of a heading by its level, and the room above it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading (level 1 to 3) and the text under it; `marks` are spans that were put in, `kept` registered
    names that stay as words."""

    heading: str
    text: str
    level: int = 2
    marks: tuple[tuple[int, int], ...] = ()
    kept: tuple[tuple[int, int], ...] = ()


class ReadingPane(QTextEdit):
    """Read only; Tab leaves it. Knows whether all of it has been on the screen. The keys that turn pages turn
    the page around it."""

    read_to_end = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._passages: tuple[Passage, ...] = ()
        self._was_read = False
        self._seen = 0.0
        self._bar: QScrollBar | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        theme.changed.connect(self._draw)
        self._draw()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show another text, unread; the same one stays as it is."""
        if tuple(passages) == self._passages:
            return
        self._passages = tuple(passages)
        self._was_read, self._seen = False, 0.0
        self._draw()
        QTimer.singleShot(0, self, self._look)

    def was_read_to_end(self) -> bool:
        """Whether all of it, to its last line, has been on the screen since it was shown."""
        return self._was_read

    def go_on_reading(self) -> None:
        """Scroll the page around it to where reading stopped, unless that is on the screen."""
        bar = self._scroll_bar()
        if bar is None or self._was_read:
            return
        top, bottom = self._on_screen(bar)
        stopped = round(self._seen * self.height())
        near = (bottom - top) // 4  # a zoom or a wider window moves the words a little
        if not top - near <= stopped <= bottom + near:
            bar.setValue(bar.value() + stopped - top - self._theme.px(48))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard or from a list of what is missing: on where reading stopped, once that has led here."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self.go_on_reading))

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the page's scroll bar says what is on the screen."""
        super().showEvent(event)
        self._scroll_bar()
        QTimer.singleShot(0, self, self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its words at this width."""
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self._look)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page's."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys, Space, Home, End and arrows move the page; the rest is the text's."""
        bar, plain = self._scroll_bar(), not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        by = _steps(event.key(), bar) if bar is not None and plain else None
        if bar is None or by is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + by)

    # --- inside

    def _scroll_bar(self) -> QScrollBar | None:
        """The page's; found once it is in a page."""
        if self._bar is None:
            area = self.parentWidget()
            while area is not None and not isinstance(area, QScrollArea):
                area = area.parentWidget()
            if isinstance(area, QScrollArea):
                self._bar = area.verticalScrollBar()
                self._bar.valueChanged.connect(lambda _at: self._look())
                self._bar.rangeChanged.connect(lambda _low, _high: self._look())
        return self._bar

    def _on_screen(self, bar: QScrollBar) -> tuple[int, int]:
        """The first and last line of pixels of it that can be seen; beyond its edges where it has gone by."""
        area = bar.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        port = area.viewport() if isinstance(area, QScrollArea) else self
        top = self.mapFrom(port, QPoint(0, 0)).y() if port is not self else 0
        return top, top + port.height()

    def _look(self) -> None:
        """What was on the screen counts as read as far as nothing before it was jumped over."""
        bar = self._scroll_bar()
        if self._was_read or bar is None or not self._passages or not self.isVisible():
            return
        top, bottom = self._on_screen(bar)
        if top > self._seen * self.height() + (bottom - top) / 2:
            return
        self._seen = max(self._seen, min(1.0, bottom / max(1, self.height())))
        if bottom >= self.height() - self._theme.px(32):
            self._was_read = True
            self.read_to_end.emit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = round(self.document().size().height()) + 2 * self.frameWidth() + self._theme.px(8)
        if height != self.height():
            self.setFixedHeight(height)
        self.verticalScrollBar().setRange(0, 0)  # Qt leaves the range of an earlier height

    def _draw(self) -> None:
        was_read, self._was_read = self._was_read, True  # what is built step by step is not read
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, passage in enumerate(self._passages):
            self._write(cursor, passage, is_first=place == 0)
        cursor.endEditBlock()
        self._was_read = was_read
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _write(self, cursor: QTextCursor, passage: Passage, *, is_first: bool) -> None:
        px = self._theme.px
        kind, room = _HEADINGS[passage.level - 1]
        block = QTextBlockFormat()
        block.setTopMargin(0 if is_first else px(room))
        block.setHeadingLevel(passage.level + 1)
        self._block(cursor, block, is_first=is_first)
        cursor.insertText(passage.heading, self._format(kind, "ink"))
        if not passage.text:
            return
        block = QTextBlockFormat()
        block.setTopMargin(px(6))
        block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._block(cursor, block, is_first=False)
        plain, marked, kept = self._format("body", "ink"), self._marked("info"), self._marked("warn")
        kept.setFontUnderline(True)  # never by colour alone
        spans = [(span, marked) for span in passage.marks] + [(span, kept) for span in passage.kept]
        at = 0
        for (start, end), look in sorted(spans, key=lambda each: each[0]):
            cursor.insertText(passage.text[at:start], plain)
            cursor.insertText(passage.text[start:end], look)
            at = end
        cursor.insertText(passage.text[at:], plain)

    def _block(self, cursor: QTextCursor, block: QTextBlockFormat, *, is_first: bool) -> None:
        if is_first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)

    def _marked(self, tone: str) -> QTextCharFormat:
        look = self._format("body", tone)
        look.setBackground(self._theme.colour(f"{tone}_soft"))
        look.setFontWeight(QFont.Weight.DemiBold)
        return look

    def _format(self, kind: str, tone: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.font(kind))
        look.setForeground(self._theme.colour(tone))
        return look


def _steps(key: int, bar: QScrollBar) -> int | None:
    """How far a key moves the page; None for other keys."""
    return {
        Qt.Key.Key_PageDown.value: bar.pageStep(),
        Qt.Key.Key_Space.value: bar.pageStep(),
        Qt.Key.Key_PageUp.value: -bar.pageStep(),
        Qt.Key.Key_Down.value: 3 * bar.singleStep(),
        Qt.Key.Key_Up.value: -3 * bar.singleStep(),
        Qt.Key.Key_End.value: bar.maximum(),
        Qt.Key.Key_Home.value: -bar.maximum(),
    }.get(key)
