"""The chronology's list: wrapped text, turning points marked, smooth with thousands of rows."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from roundtable.actions.chronology import EventRow
from roundtable.domain.drawing import Circle, Polygon, Rect
from roundtable.domain.ids import EventId
from roundtable.domain.timeline import kind_shape
from roundtable.ui.models.events import AGENCY, DATE, KIND, TEXT, EventsModel, cell_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.found_words import draw_marked, spots

_Index = QModelIndex | QPersistentModelIndex
_AT_ONCE: Final = 150
"""Row heights worked out before the table is painted again: a slice takes a few milliseconds."""
_PAD: Final = 8
_LONG_WORD: Final = re.compile(r"(\S{24})(?=\S)")
_MAY_BREAK: Final = "\u200b"


class EventDelegate(QStyledItemDelegate):
    """Paints cells; heights are kept per text and width."""

    def __init__(self, table: EventTable, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._theme = table, theme
        self._heights: dict[tuple[str, int, str], int] = {}
        self._marked: tuple[str, ...] = ()

    def mark(self, words: str) -> None:
        """Mark these words wherever they stand."""
        self._marked = tuple(words.casefold().split())

    def forget(self) -> None:
        """Other fonts: work heights out anew."""
        self._heights.clear()

    def height(self, row: EventRow) -> int:
        """Height of a row at the present column widths."""
        widths = (self._table.columnWidth(AGENCY), self._table.columnWidth(TEXT))
        tall = max(
            self._date_height() + self._notes_height(row),
            self._words(row.agency, widths[0]),
            self._words(row.text, widths[1])
            + (self._note_height() if row.is_turning_point else 0)
            + sum(self._words(o.words, widths[1], "small") for o in row.others),
        )
        return max(self._theme.px(46), tall + 2 * self._theme.px(_PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground, words, the kind's shape, the turning point in words."""
        row = self._table.events.rows[index.row()]
        box: QRect = option.rect
        painter.save()
        chosen = self._table.currentIndex().row() == index.row()
        painter.fillRect(box, self._theme.colour("primary_soft" if chosen else "surface"))
        painter.setPen(QPen(self._theme.colour("primary" if chosen else "line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if row.is_turning_point and index.column() == DATE:
            painter.fillRect(
                box.left(), box.top(), self._theme.px(5), box.height(), self._theme.colour("warn")
            )
        self._paint_words(painter, box, row, index.column())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As `height`."""
        return QSize(
            self._table.columnWidth(index.column()), self.height(self._table.events.rows[index.row()])
        )

    def _paint_words(self, painter: QPainter, box: QRect, row: EventRow, column: int) -> None:
        px = self._theme.px
        room = box.adjusted(px(12), px(_PAD), -px(10), -px(_PAD))
        if column == KIND:
            self._paint_kind(painter, QPointF(room.left() + px(8), room.top() + px(11)), row)
            room.setLeft(room.left() + px(24))
        if column == TEXT and row.is_turning_point:
            painter.setFont(self._theme.font("small", 700))
            painter.setPen(self._theme.colour("warn"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "Turning point")
            room.setTop(room.top() + self._note_height())
        font = self._theme.font("body", 600 if column == DATE else 400)
        painter.setPen(self._theme.colour("ink"))
        words = _breakable(cell_words(row, column))
        found = spots(words, self._marked) if column != KIND else ()
        room.setTop(room.top() + draw_marked(painter, font, room, words, found, self._mark_look()))
        below = row.notes if column == DATE else tuple(o.words for o in row.others)
        if column in (DATE, TEXT) and below:
            painter.setFont(self._theme.font("small", 600))
            painter.setPen(self._theme.colour("warn" if column == DATE else "info"))
            wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, wrap, " ".join(below) if column == DATE else "\n".join(below))

    def _mark_look(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("focus"))
        look.setForeground(self._theme.colour("focus_ink"))
        return look

    def _paint_kind(self, painter: QPainter, at: QPointF, row: EventRow) -> None:
        shape = kind_shape(row.kind, at.x(), at.y(), self._theme.px(7))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(getattr(shape, "style").fill))  # noqa: B009 - a union of shapes
        if isinstance(shape, Circle):
            painter.drawEllipse(at, shape.radius, shape.radius)
        elif isinstance(shape, Rect):
            painter.drawRect(QRect(round(shape.x), round(shape.y), round(shape.width), round(shape.height)))
        elif isinstance(shape, Polygon):
            painter.drawPolygon(QPolygonF([QPointF(*spot) for spot in shape.spots]))

    def _note_height(self) -> int:
        return QFontMetrics(self._theme.font("small", 700)).height() + self._theme.px(2)

    def _date_height(self) -> int:
        return QFontMetrics(self._theme.font("body", 600)).height() + self._theme.px(2)

    def _notes_height(self, row: EventRow) -> int:
        if not row.notes:
            return 0
        room = QRect(0, 0, max(self._table.columnWidth(DATE) - self._theme.px(22), 40), 100_000)
        metrics = QFontMetrics(self._theme.font("small", 600))
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, " ".join(row.notes)).height()

    def _words(self, text: str, width: int, kind: str = "body") -> int:
        key = (text, width, kind)
        if key not in self._heights:
            room = QRect(0, 0, max(width - self._theme.px(22), 40), 100_000)
            metrics = QFontMetrics(self._theme.font(kind, 600 if kind == "small" else 400))
            words = _breakable(text)
            self._heights[key] = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
        return self._heights[key]


def _breakable(text: str) -> str:
    """The text with places where a very long word may go on in the next line."""
    return _LONG_WORD.sub(rf"\1{_MAY_BREAK}", text)


class EventTable(QTableView):
    """Arrow keys choose, Enter edits, T marks a turning point, S joins, Delete removes; Tab leaves it."""

    edit_asked = Signal(str)
    turn_asked = Signal(str)
    remove_asked = Signal(str)
    same_asked = Signal(str)
    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.events = EventsModel()
        self.setModel(self.events)
        self._delegate = EventDelegate(self, theme)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Chronology")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_heading()
        self._next = 0
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._fit_slice)
        self.events.modelReset.connect(self._fit_rows)
        self.events.dataChanged.connect(self._fit_rows)
        self.selectionModel().currentRowChanged.connect(lambda _now, _old: self._on_chosen())
        self.doubleClicked.connect(lambda _index: self.ask(self.edit_asked))
        theme.changed.connect(self._on_look)
        self._on_look()

    def _set_up_heading(self) -> None:
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def chosen_event(self) -> EventRow | None:
        """The event of the chosen row."""
        place = self.currentIndex().row()
        return self.events.rows[place] if 0 <= place < len(self.events.rows) else None

    def choose(self, event_id: EventId) -> bool:
        """Choose an event and bring it into sight; False when it is not shown."""
        place = self.events.place_of(event_id)
        if place < 0:
            return False
        # Heights above it have to be known, or the table would scroll to the wrong place.
        while self._next <= place:
            self._fit_slice()
        self.selectRow(place)
        self.scrollTo(self.events.index(place, DATE))
        return True

    def choose_place(self, place: int) -> None:
        """Choose a row by its number, if there is one, and bring it into sight."""
        if 0 <= place < len(self.events.rows):
            self.choose(self.events.rows[place].id)

    def mark(self, words: str) -> None:
        """Mark these words wherever they stand."""
        self._delegate.mark(words)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the chosen row."""
        asks = {
            Qt.Key.Key_Return: self.edit_asked,
            Qt.Key.Key_Enter: self.edit_asked,
            Qt.Key.Key_T: self.turn_asked,
            Qt.Key.Key_Delete: self.remove_asked,
            Qt.Key.Key_S: self.same_asked,
        }
        asked = asks.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if asked is not None and plain:
            self.ask(asked)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def ask(self, signal: object) -> None:
        """Fire one of the signals with the chosen event."""
        row = self.chosen_event()
        if row is not None:
            signal.emit(row.id)  # type: ignore[attr-defined]

    def _on_chosen(self) -> None:
        self.viewport().update()
        self.chosen.emit()

    def _on_look(self) -> None:
        self._delegate.forget()
        self.setMinimumHeight(self._theme.px(220))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(46))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(72))
        self._share_width()

    def _share_width(self) -> None:
        px, room = self._theme.px, self.viewport().width()
        small = self._theme.narrow(room, 620)
        widths = {
            DATE: px(92 if small else 122),
            AGENCY: px(110 if small else 158),
            KIND: px(104 if small else 124),
        }
        widths[TEXT] = max(room - sum(widths.values()), px(130))
        if [self.columnWidth(c) for c in widths] == list(widths.values()):
            return
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Heights in slices: the first rows now, the rest between two paints."""
        self._next = 0
        self._fit_slice()
        self._slices.start()

    def _fit_slice(self) -> None:
        rows = self.events.rows
        end = min(self._next + _AT_ONCE, len(rows))
        for place in range(self._next, end):
            self.setRowHeight(place, self._delegate.height(rows[place]))
        self._next = max(end, 1)
        if end >= len(rows):
            self._next = len(rows) + 1
            self._slices.stop()
