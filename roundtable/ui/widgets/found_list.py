"""A list of what was found: a heading where a new group begins, the hit in bold in its text, what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.found_words import draw_marked

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = Qt.ItemDataRole.UserRole
_GAP: Final = 10
_BETWEEN: Final = 3
"""Above the line that says what was found."""
_SIDE: Final = 12
_TOP_AND_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class FoundRow:
    """`words` in pieces, each with whether it is what was looked for; `group` heads the first row of it."""

    key: str
    words: tuple[tuple[str, bool], ...]
    note: str = ""
    group: str = ""

    @property
    def plain(self) -> str:
        """The words in one line."""
        return "".join(_one_line(words) for words, _ in self.words)

    @property
    def spots(self) -> tuple[tuple[int, int], ...]:
        """Start and length of what was looked for, in `plain`."""
        spots, at = [], 0
        for words, is_found in self.words:
            length = len(_one_line(words))
            if is_found:
                spots.append((at, length))
            at += length
        return tuple(spots)


def _one_line(words: str) -> str:
    return words.replace("\n", " · ")


class FoundList(QListWidget):
    """Enter, or a click, opens the row; its key comes with `opened`."""

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.itemClicked.connect(lambda _item: self.open_current())
        theme.changed.connect(self._lay_out)

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show other rows; the first is current."""
        self.clear()
        last = ""
        for row in rows:
            is_first, last = bool(row.group) and row.group != last, row.group
            item = QListWidgetItem()
            item.setData(_ROW, (row, is_first))
            told = ", ".join(part for part in (row.plain, row.note, row.group) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.addItem(item)
        self.setCurrentRow(0 if rows else -1)
        self.scrollToTop()

    def rows(self) -> tuple[FoundRow, ...]:
        """What is shown."""
        return tuple(self.item(number).data(_ROW)[0] for number in range(self.count()))

    def step(self, steps: int) -> None:
        """Make another row current."""
        self.setCurrentRow(min(max(self.currentRow() + steps, 0), self.count() - 1))

    def open_current(self) -> None:
        """As Enter does."""
        item = self.currentItem()
        if item is not None:
            self.opened.emit(item.data(_ROW)[0].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, of: QWidget) -> None:
        super().__init__(of)
        self._theme, self._list = theme, of

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As tall as its lines."""
        row, is_first = index.data(_ROW)
        px = self._theme.px
        width = self._width()
        height = self._tall(self._bold(), row.plain, width) + 2 * px(_GAP)
        if row.note:
            height += self._tall(self._theme.font("small"), row.note, width) + px(_BETWEEN)
        if is_first:
            height += self._tall(self._theme.font("label"), row.group, width) + px(_GAP)
        return QSize(width, max(height, px(44)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Heading, words, note."""
        row, is_first = index.data(_ROW)
        px, colour = self._theme.px, self._theme.colour
        box: QRect = option.rect
        painter.save()
        room = box.adjusted(px(_SIDE), px(_GAP), -px(_SIDE), 0)
        if is_first:
            painter.setFont(self._theme.font("label"))
            painter.setPen(colour("ink2"))
            painter.drawText(room, _TOP_AND_LEFT | Qt.TextFlag.TextWordWrap, row.group)
            head = self._tall(self._theme.font("label"), row.group, room.width()) + px(_GAP)
            room.setTop(room.top() + head)
            box = box.adjusted(0, head, 0, 0)
        is_chosen = self._is_current(index)
        painter.fillRect(box, colour("primary_soft" if is_chosen else "surface"))
        if is_chosen:
            painter.fillRect(box.left(), box.top(), px(5), box.height(), colour("primary"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(colour("ink"))
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(colour("ink"))
        font = self._theme.font("body", 400 if row.spots else 600)
        below = draw_marked(painter, font, room, row.plain, row.spots, look) + px(_BETWEEN)
        room.setTop(room.top() + below)
        painter.setFont(self._theme.font("small"))
        painter.setPen(colour("ink2"))
        painter.drawText(room, _TOP_AND_LEFT | Qt.TextFlag.TextWordWrap, row.note)
        painter.restore()

    def _is_current(self, index: _Index) -> bool:
        return isinstance(self._list, FoundList) and self._list.currentRow() == index.row()

    def _bold(self) -> QFont:
        """Bold words are the widest: with room for them there is room for any."""
        return self._theme.font("body", 700)

    def _width(self) -> int:
        viewport = self._list.viewport() if isinstance(self._list, FoundList) else self._list
        return max(viewport.width() - 2 * self._theme.px(_SIDE), 60)

    def _tall(self, font: QFont, text: str, width: int) -> int:
        room = QRect(0, 0, width, 100_000)
        return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
