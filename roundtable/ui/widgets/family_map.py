"""The family map on a page: as large as there is room for, scrolled sideways by itself when it is wide.

Somebody is chosen with a click or the arrow keys, and moved sideways by dragging or with Shift and an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from roundtable.domain.family import Family
from roundtable.domain.family_layout import STEP
from roundtable.domain.family_map import FamilyPicture, Standing, family_map
from roundtable.domain.family_symbols import HALF, Relative
from roundtable.domain.family_words import person_words
from roundtable.domain.ids import PersonId
from roundtable.ui.announce import announce
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.drawing_view import DrawingView

_SMALLEST = 0.62
"""Smaller than this, ages cannot be read across a table."""
NUDGE = STEP / 4
"""How far one press of a key moves somebody, px at 100 %."""
_REACH = HALF + 16
_A_DRAG = 4.0
_NOBODY = PersonId("")
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""How far aside, and how many generations down."""


class _View(DrawingView):
    """Paints the map, the ring around whoever is chosen, and where they would go while they are dragged."""

    chosen = Signal(str)
    dragged = Signal(str, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Family map", smallest=_SMALLEST)
        self._look = theme
        self._standing: tuple[Standing, ...] = ()
        self._ringed: Standing | None = None
        self._pressed: float | None = None
        self._by = 0.0

    def show_picture(self, picture: FamilyPicture) -> None:
        """Show this."""
        self._standing = picture.standing
        self._pressed, self._by = None, 0.0
        self.show_drawing(picture.drawing)

    def ring(self, standing: Standing | None) -> None:
        """Put the ring around this person."""
        self._ringed = standing
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, then the ring."""
        super().paintEvent(event)
        if self._ringed is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.scale(), self.scale())
        pen = QPen(self._look.colour("focus_ring"), 3.0)
        if self._by:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        x, y = self._ringed.spot
        half = HALF + 11
        painter.drawRoundedRect(QRectF(x + self._by - half, y - half, 2 * half, 2 * half), 8, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose whoever is there; they may be dragged."""
        found = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.chosen.emit(found.person.id)
            self._pressed = event.position().x()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The ring goes along, sideways."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        by = (event.position().x() - self._pressed) / self.scale()
        self._by = by if abs(by) >= _A_DRAG or self._by else 0.0
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave them there."""
        by, self._by, self._pressed = self._by, 0.0, None
        self.update()
        if by and self._ringed is not None:
            self.dragged.emit(self._ringed.person.id, by)
        super().mouseReleaseEvent(event)

    def _at(self, where: QPointF) -> Standing | None:
        x, y = where.x() / self.scale(), where.y() / self.scale()
        return next(
            (s for s in self._standing if abs(s.spot[0] - x) <= _REACH and abs(s.spot[1] - y) <= _REACH), None
        )


class FamilyMap(QScrollArea):
    """Shows people and unions. `moved` tells who was moved, and how far right of the place that the layout
    gives; `chosen_changed` that somebody else is chosen. Nothing is moved before it is shown again.
    """

    moved = Signal(str, float)
    chosen_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = FamilyPicture(family_map((), Family()).drawing)
        self._chosen = _NOBODY
        self._movable: frozenset[PersonId] = frozenset()
        self.view = _View(theme)
        self.view.chosen.connect(lambda person: self._choose(PersonId(person)))
        self.view.dragged.connect(self._on_dragged)
        self.setWidget(self.view)
        self.view.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._fit)

    def show_family(self, people: Sequence[Relative], family: Family) -> None:
        """Draw them; whoever was chosen stays chosen."""
        self._picture = family_map(people, family)
        self._movable = frozenset(p.id for p in people)
        self.view.show_picture(self._picture)
        self.setAccessibleName("Family map")
        self.setAccessibleDescription(self.words())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if people else Qt.FocusPolicy.NoFocus)
        if self.chosen() is None:
            self._chosen = _NOBODY
        self._show_ring()
        self._fit()
        self.chosen_changed.emit()

    def words(self) -> str:
        """The map in words."""
        return self.view.drawing().words

    def standing(self) -> tuple[Standing, ...]:
        """Who stands where."""
        return self._picture.standing

    def chosen(self) -> Standing | None:
        """Who is chosen."""
        return next((s for s in self._picture.standing if s.person.id == self._chosen), None)

    def nudge(self, steps: int) -> None:
        """Move whoever is chosen so many steps to the right (left: negative)."""
        if self.chosen() is not None:
            self._on_dragged(self._chosen, steps * NUDGE)

    def minimumSizeHint(self) -> QSize:
        """It scrolls rather than widening the page."""
        return QSize(self._theme.px(180), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose; Shift with Left or Right moves."""
        key = Qt.Key(event.key())
        if key not in _ARROWS or event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)
            return
        aside, down = _ARROWS[key]
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go(aside, down)
        elif aside:
            self.nudge(aside)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The child the case is about is chosen first."""
        super().focusInEvent(event)
        if self.chosen() is None and self._picture.standing:
            everybody = self._picture.standing
            first = next((s for s in everybody if s.person.is_index_child), everybody[0])
            self._choose(first.person.id)
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring shows the focus too."""
        super().focusOutEvent(event)
        self._show_ring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the scale that fits."""
        super().resizeEvent(event)
        self._fit()

    def _go(self, aside: int, down: int) -> None:
        """To the neighbour, or to whoever stands nearest in the next generation."""
        now = self.chosen()
        if now is None:
            return
        if aside:
            row = [s for s in self._picture.standing if s.row == now.row]
            there = row[max(0, min(len(row) - 1, row.index(now) + aside))]
        else:
            rows = sorted({s.row for s in self._picture.standing})
            row_number = rows[max(0, min(len(rows) - 1, rows.index(now.row) + down))]
            row = [s for s in self._picture.standing if s.row == row_number]
            there = min(row, key=lambda s: abs(s.spot[0] - now.spot[0]))
        self._choose(there.person.id)

    def _choose(self, person: PersonId) -> None:
        if person != self._chosen:
            self._chosen = person
            self.chosen_changed.emit()
        chosen = self.chosen()
        if chosen is None:
            return
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        announce(self, person_words(chosen.person))
        scale = self.view.scale()
        side = round(STEP * scale / 2)
        self.ensureVisible(round(chosen.spot[0] * scale), 0, side, 0)
        self._show_ring()

    def _show_ring(self) -> None:
        self.view.ring(self.chosen() if self.hasFocus() else None)

    def _on_dragged(self, person: str, by: float) -> None:
        found = next((s for s in self._picture.standing if s.person.id == person), None)
        if found is not None and person in self._movable:
            self.moved.emit(person, found.by + by)

    def _fit(self) -> None:
        drawing = self.view.drawing()
        room = max(self.viewport().width(), 1)
        smallest = min(_SMALLEST, self._theme.zoom) * drawing.width
        wide = max(min(room, round(drawing.width * self._theme.zoom)), round(smallest))
        high = self.view.heightForWidth(wide)
        self.view.setFixedSize(wide, high)
        scrolls = wide > room
        self.setFixedHeight(high + (self.horizontalScrollBar().sizeHint().height() if scrolls else 0))
