"""The chronology as a table: filtered rows, cells in words, no copy of what the view already holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from roundtable.actions.chronology import EventRow
from roundtable.domain.ids import EventId
from roundtable.domain.period import Period
from roundtable.domain.wording import short_day_words

_Index = QModelIndex | QPersistentModelIndex
HEADINGS: Final = ("Date", "Agency", "Kind", "What happened")
DATE, AGENCY, KIND, TEXT = range(4)


ALWAYS: Final = Period()


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the facilitator looks for; empty parts let everything through."""

    agency_id: str = ""
    kind: str = ""
    words: str = ""
    turning_points: bool = False
    period: Period = ALWAYS
    disputed: bool = False

    def keeps(self, row: EventRow, told: str) -> bool:
        """Whether the row is shown; every word has to occur in `told`, which is its `words_of`."""
        return (
            self.agency_id in ("", row.agency_id)
            and self.kind in ("", row.kind.value)
            and (row.is_turning_point or not self.turning_points)
            and (bool(row.others) or not self.disputed)
            and self.period.holds(row.on)
            and all(word in told for word in self.words.casefold().split())
        )

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == EventFilter()


class EventsModel(QAbstractTableModel):
    """All events and the ones shown now."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[EventRow, ...] = ()
        self._shown: tuple[EventRow, ...] = ()
        self._told: dict[EventId, str] = {}
        self._filter = EventFilter()

    @property
    def all_rows(self) -> tuple[EventRow, ...]:
        """Every event of the case."""
        return self._all

    @property
    def rows(self) -> tuple[EventRow, ...]:
        """The events shown."""
        return self._shown

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """Other events; an update in place where only cells changed, so that the table keeps its position."""
        self._all = tuple(rows)
        self._told = {row.id: words_of(row) for row in self._all}
        self._apply()

    def set_filter(self, wanted: EventFilter) -> None:
        """Show what this filter keeps."""
        self._filter = wanted
        self._apply()

    def place_of(self, event_id: EventId) -> int:
        """The row of an event, -1 when it is not shown."""
        return next((n for n, row in enumerate(self._shown) if row.id == event_id), -1)

    def place_on(self, first: date) -> int:
        """The first row on or after a day, else the last one; -1 without rows."""
        last = len(self._shown) - 1
        return next((n for n, row in enumerate(self._shown) if row.on >= first), last)

    def places_of(self, words: str) -> list[int]:
        """Numbers of the rows shown that say all of these words; none without words."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        return [n for n, row in enumerate(self._shown) if all(w in self._told[row.id] for w in wanted)]

    def _apply(self) -> None:
        shown = tuple(row for row in self._all if self._filter.keeps(row, self._told[row.id]))
        if shown == self._shown:
            return
        if [row.id for row in shown] == [row.id for row in self._shown]:
            self._shown = shown
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(HEADINGS) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of events shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; screen readers hear the heading, and a turning point as such."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(row.notes) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            turning = ", turning point" if row.is_turning_point and index.column() == TEXT else ""
            turning += "".join(f". {o.words}" for o in row.others) if index.column() == TEXT else ""
            notes = f" {' '.join(row.notes)}" if row.notes and index.column() == DATE else ""
            return f"{HEADINGS[index.column()]}: {cell_words(row, index.column())}{turning}{notes}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None


def words_of(row: EventRow) -> str:
    """What is searched of a row: text, agency and date, capitals or not."""
    return f"{row.text} {row.agency} {short_day_words(row.on)}".casefold()


def cell_words(row: EventRow, column: int) -> str:
    """What a cell says."""
    if column == DATE:
        return short_day_words(row.on)
    if column == AGENCY:
        return row.agency
    if column == KIND:
        return row.kind.value.capitalize()
    return row.text
