"""A table that somebody else made: sheets of rows of cells, as plain words and days; nothing to carry out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class CellFault(StrEnum):
    """Why a cell says nothing that can be taken."""

    FORMULA = "formula"
    """A formula that was never worked out where the file was saved."""
    ERROR = "error"
    """The program that wrote the file says so itself: #REF!, #VALUE! …"""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell; `day` and `at` where the file itself says that it is a date or a time."""

    text: str = ""
    day: date | None = None
    at: time | None = None
    fault: CellFault | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip() and self.fault is None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `number` is the one that the file's own program shows, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """An empty one where the row is shorter."""
        return self.cells[place] if 0 <= place < len(self.cells) else Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet without its empty rows; a CSV file and a paste are one without a name."""

    name: str
    rows: tuple[TableRow, ...]

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)
