"""Tables that read well and are walked with the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from roundtable.ui.theme import Theme

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)  # a slotted one could not be made as Column[Row](…)
class Column(Generic[R]):
    """One column: heading, the words of a row in it, share of the width (0 = as wide as its words)."""

    title: str
    text: Callable[[R], str]
    share: int = 1
    tone: Callable[[R], str] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of any frozen view object, shown through columns."""

    def __init__(self, theme: Theme, columns: Sequence[Column[R]], rows: Sequence[R] = ()) -> None:
        super().__init__()
        self._theme, self.columns, self._rows = theme, tuple(columns), tuple(rows)
        self._stacked = False

    @property
    def rows(self) -> tuple[R, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def is_stacked(self) -> bool:
        """Whether a row is one cell with its columns below each other."""
        return self._stacked

    def set_stacked(self, stacked: bool) -> None:
        """With little room, one cell per row says all of it."""
        self.beginResetModel()
        self._stacked = stacked
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of columns."""
        return 0 if parent.isValid() else 1 if self._stacked else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words and colour of a cell; screen readers hear the heading with the words."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._whole(row) if self._stacked else column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._whole(row) if self._stacked else f"{column.title}: {column.text(row) or 'empty'}"
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None and not self._stacked:
            return self._theme.colour(column.tone(row))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _whole(self, row: R) -> str:
        first, *others = self.columns
        return "\n".join([first.text(row), *(f"{c.title}: {c.text(row)}" for c in others if c.text(row))])


class _RoomyCells(QStyledItemDelegate):
    """Cells with air above and below wrapped words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The words and 12 px above and below."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + self._theme.px(8), hint.height() + self._theme.px(22))


class TableView(QTableView, Generic[R]):
    """Whole rows are chosen with the arrow keys and opened with Enter; Tab leaves the table."""

    opened = Signal(int)
    """The number of the row that was opened (Enter, Space or double click)."""
    chosen = Signal(int)
    """The number of the row that is now chosen, -1 for none."""

    def __init__(self, theme: Theme, name: str, columns: Sequence[Column[R]], *, grows: bool = True) -> None:
        """`grows`: as high as its rows, the page scrolls; else the table scrolls by itself."""
        super().__init__()
        self._theme, self._grows = theme, grows
        self.rows_model: RowsModel[R] = RowsModel(theme, columns)
        self.setAccessibleName(name)
        self.setModel(self.rows_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_RoomyCells(theme, self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self.chosen.emit(now.row()))
        theme.changed.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the same row number stays chosen."""
        place = self.currentIndex().row()
        self.rows_model.show_rows(rows)
        if rows:
            self.selectRow(min(max(place, 0), len(rows) - 1))
        self._fit()

    def chosen_row(self) -> R | None:
        """The view object of the chosen row."""
        place = self.currentIndex().row()
        return self.rows_model.rows[place] if 0 <= place < len(self.rows_model.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the chosen row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width, then let the rows take the height of their words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._theme.px(48))
        self._choose_form()
        self._share_width()
        self.resizeRowsToContents()
        if self._grows:
            rows = sum(self.rowHeight(row) for row in range(self.rows_model.rowCount()))
            heading = self.horizontalHeader()
            height = max(heading.height(), heading.sizeHint().height())
            self.setFixedHeight(rows + height + 2 * self.frameWidth() + self._theme.px(4))

    def _least(self, column: Column[R]) -> int:
        """Width under which a column would cut its heading or a usual word."""
        heading = QFontMetrics(self._theme.font("label")).horizontalAdvance(column.title)
        return max(heading + self._theme.px(30), self._theme.px(84))

    def _choose_form(self) -> None:
        wanted = sum(self._least(column) for column in self.rows_model.columns)
        stacked = len(self.rows_model.columns) > 1 and wanted > self.viewport().width() > 0
        if stacked != self.rows_model.is_stacked and self.isVisible():
            place = self.currentIndex().row()
            self.rows_model.set_stacked(stacked)
            if place >= 0:
                self.selectRow(place)

    def _share_width(self) -> None:
        columns = self.rows_model.columns
        room = self.viewport().width()
        if self.rows_model.is_stacked:
            self.setColumnWidth(0, room)
            return
        for place, column in enumerate(columns):
            if column.share == 0:
                self.resizeColumnToContents(place)
                room -= self.columnWidth(place)
        shares = sum(column.share for column in columns)
        for place, width in enumerate(_shared(room, [(c.share, self._least(c)) for c in columns], shares)):
            if columns[place].share:
                self.setColumnWidth(place, width)


def _shared(room: int, columns: Sequence[tuple[int, int]], shares: int) -> list[int]:
    """Widths by share, none under its least; what those take is taken from the widest."""
    widths = [max(room * share // max(shares, 1), least) if share else 0 for share, least in columns]
    over = sum(widths) - room
    if over > 0 and widths:
        widest = widths.index(max(widths))
        widths[widest] = max(widths[widest] - over, columns[widest][1])
    return widths
