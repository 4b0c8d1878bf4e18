"""Tables that break well: whole rows where they fit, the header again on each page (as an artifact)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import CondPageBreak, Flowable

from roundtable.export.flowables import Text
from roundtable.export.paper_style import INK, LINE, STYLES, TEXT_HEIGHT, TINT, colour
from roundtable.export.structure import Element

_BLANK_LINES = re.compile(r"\n\s*\n")
_PAD_X, _PAD_Y = 5.0, 4.0
_TALL_ROW = TEXT_HEIGHT * 0.55
_SMALL_TABLE = 170.0
_LEFT_WITH = 3  # rows that a page keeps when one more goes over with the last


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its share of the width (shares are relative)."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph in a cell; `style` is a name of the type scale."""

    text: str
    style: str = "cell"


Cell = str | Sequence[Line]


@dataclass(slots=True)
class _Row:
    cells: list[list[Text]]
    heights: list[float] = field(default_factory=list)

    def measure(self, widths: Sequence[float]) -> float:
        self.heights = [
            sum(part.wrap(w - 2 * _PAD_X, 1e6)[1] for part in cell)
            for cell, w in zip(self.cells, widths, strict=True)
        ]
        return max(self.heights, default=0.0) + 2 * _PAD_Y


def _split_cell(cell: list[Text], width: float, height: float) -> tuple[list[Text], list[Text]]:
    """What of a cell fits into a height, and the rest."""
    for i, part in enumerate(cell):
        tall = part.wrap(width, 1e6)[1]
        if tall > height:
            halves = part.split(width, height)
            if len(halves) == 2:
                return [*cell[:i], halves[0]], [halves[1], *cell[i + 1 :]]
            return cell[:i], cell[i:]
        height -= tall
    return cell, []


class PaperTable(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A table of texts, built with `table`; splits between rows, and inside a row only if that is huge."""

    def __init__(
        self, shares: Sequence[float], header: _Row, again: _Row, rows: list[_Row], begins: bool = True
    ) -> None:
        super().__init__()
        self.shares, self.header, self.again, self.rows, self.begins = shares, header, again, rows, begins
        self.spaceBefore, self.spaceAfter = 3, 12

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        whole = sum(self.shares)
        self.widths = [available_width * share / whole for share in self.shares]
        self.head_height = self._head().measure(self.widths)
        self.row_heights = [row.measure(self.widths) for row in self.rows]
        self.width, self.height = available_width, self.head_height + sum(self.row_heights)
        return self.width, self.height

    def least_height(self, width: float) -> float:
        """The height that should stay together: all of a small table, header and two rows of a long one."""
        self.wrap(width, TEXT_HEIGHT)
        first = self.head_height + sum(self.row_heights[:2])
        return self.height if self.height <= _SMALL_TABLE else min(first, _SMALL_TABLE)

    def _head(self) -> _Row:
        return self.header if self.begins else self.again

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        room, fitting = available_height - self.head_height, 0
        while fitting < len(self.rows) and self.row_heights[fitting] <= room:
            room -= self.row_heights[fitting]
            fitting += 1
        if fitting == len(self.rows):
            return [self]
        if self.row_heights[fitting] > _TALL_ROW:
            first, rest = self._split_row(self.rows[fitting], room)
            if first:
                return self._two([*self.rows[:fitting], first], [rest, *self.rows[fitting + 1 :]])
        if fitting == len(self.rows) - 1 and fitting > _LEFT_WITH:
            fitting -= 1  # the last row does not go over alone
        return self._two(self.rows[:fitting], self.rows[fitting:]) if fitting else []

    def _two(self, first: list[_Row], rest: list[_Row]) -> list[Flowable]:
        made = PaperTable(self.shares, self.header, self.again, rest, begins=False)
        return [
            PaperTable(self.shares, self.header, self.again, first, self.begins),
            # A row that was sent over to keep the last one company would fit on this page again.
            CondPageBreak(made.least_height(sum(self.widths))),
            made,
        ]

    def _split_row(self, row: _Row, room: float) -> tuple[_Row | None, _Row]:
        halves = [
            _split_cell(cell, w - 2 * _PAD_X, room - 2 * _PAD_Y)
            for cell, w in zip(row.cells, self.widths, strict=True)
        ]
        if not any(first for first, _ in halves):
            return None, row
        return _Row([first for first, _ in halves]), _Row([rest for _, rest in halves])

    def draw(self) -> None:
        self._draw_grid()
        y = self.height
        if self.begins:
            self._draw_row(self.header, y)
        else:
            with self.canv.artifact("Pagination"):
                self._draw_row(self.again, y)
        y -= self.head_height
        for row, height in zip(self.rows, self.row_heights, strict=True):
            self._draw_row(row, y)
            y -= height

    def _draw_grid(self) -> None:
        canvas = self.canv
        with canvas.artifact("Background"):
            canvas.setFillColor(colour(TINT))
            canvas.rect(0, self.height - self.head_height, self.width, self.head_height, stroke=0, fill=1)
            canvas.setLineWidth(0.9)
            canvas.setStrokeColor(colour(INK))
            y = self.height - self.head_height
            canvas.line(0, y, self.width, y)
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(colour(LINE))
            for height in self.row_heights:
                y -= height
                canvas.line(0, y, self.width, y)

    def _draw_row(self, row: _Row, top: float) -> None:
        x = 0.0
        for cell, w in zip(row.cells, self.widths, strict=True):
            y = top - _PAD_Y
            for part in cell:
                y -= part.wrapOn(self.canv, w - 2 * _PAD_X, 1e6)[1]
                part.drawOn(self.canv, x + _PAD_X, y)
            x += w


def _lines(cell: Cell, style: str) -> list[Line]:
    lines = [Line(cell, style)] if isinstance(cell, str) else list(cell)
    lines = [Line(_BLANK_LINES.sub("\n", line.text.strip()), line.style) for line in lines]
    return [line for line in lines if line.text.strip()]


def _cell(lines: list[Line], element: Element) -> list[Text]:
    if len(lines) == 1:
        return [Text.of(lines[0].text, STYLES[lines[0].style], element)]
    return [Text.of(line.text, STYLES[line.style], element.child("P")) for line in lines]


def table(
    parent: Element, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], row_header: bool = True
) -> PaperTable:
    """A table under a structure element; each row gives one cell per column, the first heads its row.

    In a table of two columns, or with hardly a row, the columns' headers say it all: headers of rows would
    be more cells than the data, and a screen reader would say little else.
    """
    leads = row_header
    data = len(rows) * (len(columns) - 1)
    row_header = row_header and data >= len(rows) + len(columns)
    root = parent.child("Table")
    head = root.child("TR")
    titles = [[Text.of(c.title, STYLES["cell_head"], head.child("TH", scope="Column"))] for c in columns]
    again = [[Text.of(c.title, STYLES["cell_head"], None)] for c in columns]
    made: list[_Row] = []
    for row in rows:
        line = root.child("TR")
        cells: list[list[Text]] = []
        for i, cell in enumerate(row):
            heads = row_header and i == 0
            element = line.child("TH", scope="Row") if heads else line.child("TD")
            cells.append(_cell(_lines(cell, "cell_strong" if leads and i == 0 else "cell"), element))
        made.append(_Row(cells))
    return PaperTable([c.share for c in columns], _Row(titles), _Row(again), made)
