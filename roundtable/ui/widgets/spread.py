"""How the agencies' own grades spread over the scale: a mark for each agency, never a mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from roundtable.domain.wording import counted
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import Text

_SIDE, _GAP = 18, 5


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One step of the scale and the agencies that gave it."""

    grade: str
    tone: str
    agencies: tuple[str, ...]


class _Marks(QWidget):
    """One square an agency."""

    def __init__(self, theme: Theme, count: int, tone: str) -> None:
        super().__init__()
        self._theme, self._count, self._tone = theme, count, tone or "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        px = self._theme.px
        return QSize(max(self._count, 1) * px(_SIDE + _GAP), px(_SIDE + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled squares; a dash where nobody gave this grade."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - px(_SIDE)) / 2
        if not self._count:
            painter.setPen(QPen(self._theme.colour("field_line"), 2))
            middle = self.height() / 2
            painter.drawLine(0, round(middle), px(_SIDE) // 2, round(middle))
            return
        painter.setPen(QPen(self._theme.colour(self._tone), 2))
        painter.setBrush(self._theme.colour(self._tone))
        for place in range(self._count):
            box = QRectF(place * px(_SIDE + _GAP) + 1, top, px(_SIDE) - 2, px(_SIDE) - 2)
            painter.drawRoundedRect(box, px(3), px(3))


class Spread(QWidget):
    """Rows of the scale, best first; screen readers hear each row's words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        theme.scale_layout(self._grid, (0, 0, 0, 0), 10)
        self._grid.setColumnStretch(2, 1)
        self._shown: tuple[SpreadRow, ...] = ()

    def rows(self) -> tuple[SpreadRow, ...]:
        """What is shown."""
        return self._shown

    def show_rows(self, rows: Sequence[SpreadRow]) -> None:
        """Show these."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, row in enumerate(self._shown):
            who = ", ".join(row.agencies) or "No agency"
            words = Text(who, "small", "ink" if row.agencies else "ink2")
            words.setAccessibleName(f"{row.grade}: {counted(len(row.agencies), 'agency', 'agencies')}: {who}")
            self._grid.addWidget(Text(row.grade, "label", wrap=False), place, 0)
            marks = _Marks(self._theme, len(row.agencies), row.tone)
            self._grid.addWidget(marks, place, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(words, place, 2)
