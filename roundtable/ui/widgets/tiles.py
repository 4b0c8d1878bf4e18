"""Large choice tiles with the meaning and the keys of radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from roundtable.design import RADIUS
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import wants_ring

_PAD, _DOT, _GAP = 14, 22, 10
_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class TileChoice:
    """One answer: its key, its words, what it means, and the tone it takes when chosen."""

    key: str
    title: str
    hint: str = ""
    tone: str = "primary"


class Tile(QRadioButton):
    """One large radio button with a title and a hint; the whole tile is the target."""

    def __init__(self, theme: Theme, choice: TileChoice) -> None:
        super().__init__(choice.title)
        self._theme, self.choice, self._ring = theme, choice, False
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(choice.hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measured: dict[int, tuple[QRect, QRect]] = {}
        theme.changed.connect(self._measure_anew)

    def sizeHint(self) -> QSize:
        """Room for the words at a comfortable width."""
        width = self._theme.px(190)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow tiles wrap their words."""
        return QSize(self._theme.px(120), self._theme.px(52))

    def hasHeightForWidth(self) -> bool:
        """The hint wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of title and hint, wrapped."""
        title, hint = self._text_boxes(width)
        bottom = hint.bottom() if self.choice.hint else title.bottom()
        return max(self._theme.px(52), bottom + self._theme.px(_PAD))

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere on the tile."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the ring is wanted."""
        self._ring = wants_ring(self._theme, event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, dot, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_dot(painter)
        title, hint = self._text_boxes(self.width())
        wrap = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.setFont(self._theme.font("body", 700))
        painter.setPen(self._theme.colour("ink" if self.isEnabled() else "disabled"))
        painter.drawText(title, wrap, self.choice.title)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("ink2" if self.isEnabled() else "disabled"))
        painter.drawText(hint, wrap, self.choice.hint)

    def _paint_frame(self, painter: QPainter) -> None:
        px, colour, radius = self._theme.px, self._theme.colour, self._theme.px(RADIUS["control"])
        on, tone = self.isChecked(), self.choice.tone
        fill = f"{tone}_soft" if on or self.underMouse() else "surface"
        edge = 3 if on else 1.6
        painter.setBrush(colour(fill if self.isEnabled() else "surface2"))
        line = tone if on else "bad" if self.property("wrong") else "field_line"
        painter.setPen(QPen(colour(line), px(edge) if on else edge))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), radius, radius)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = max(4, px(4))
            painter.setPen(QPen(colour("focus"), ring))
            inset = ring / 2
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, radius, radius)
            painter.setPen(QPen(colour("focus_ring"), 2))
            box.adjust(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, radius - 2, radius - 2)

    def _paint_dot(self, painter: QPainter) -> None:
        px, colour = self._theme.px, self._theme.colour
        tone = self.choice.tone if self.isChecked() else "field_line"
        dot = QRectF(px(_PAD), px(_PAD), px(_DOT), px(_DOT))
        painter.setBrush(colour("surface"))
        painter.setPen(QPen(colour(tone), px(2)))
        painter.drawEllipse(dot)
        if self.isChecked():
            quarter = px(_DOT) / 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tone))
            painter.drawEllipse(dot.adjusted(quarter, quarter, -quarter, -quarter))

    def _measure_anew(self) -> None:
        self._measured.clear()
        self.updateGeometry()

    def _text_boxes(self, width: int) -> tuple[QRect, QRect]:
        """Kept by width: a layout asks for the same few of them again and again."""
        if width not in self._measured:
            self._measured[width] = self._measure(width)
        return self._measured[width]

    def _measure(self, width: int) -> tuple[QRect, QRect]:
        px = self._theme.px
        left = px(_PAD + _DOT + _GAP)
        room = QRect(0, 0, max(width - left - px(_PAD), 20), 10_000)
        bold = QFontMetrics(self._theme.font("body", 700))
        small = QFontMetrics(self._theme.font("small"))
        title_height = bold.boundingRect(room, Qt.TextFlag.TextWordWrap, self.choice.title).height()
        hint_height = small.boundingRect(room, Qt.TextFlag.TextWordWrap, self.choice.hint).height()
        # The first line of the title sits level with the dot.
        top = px(_PAD) + (px(_DOT) - bold.height()) // 2
        title = QRect(left, top, room.width(), title_height)
        return title, QRect(left, top + title_height + px(4), room.width(), hint_height)


class TileGroup(QWidget):
    """Tiles of which one can be chosen: Tab enters at the chosen one, arrow keys move and choose."""

    changed = Signal(str)
    """The key of the newly chosen tile, when the facilitator chose it."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[TileChoice],
        *,
        columns: int = 2,
        narrowest: int = 200,
    ) -> None:
        super().__init__()
        self._theme, self._columns, self._narrowest = theme, columns, narrowest
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        theme.scale_layout(self._grid, (0, 0, 0, 0), 8)
        self.tiles = tuple(Tile(theme, choice) for choice in choices)
        for tile in self.tiles:
            self._group.addButton(tile)
            tile.installEventFilter(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._shown_columns = 0
        self._arrange(columns)
        self._let_tab_in()

    def value(self) -> str:
        """The key of the chosen tile, "" when none is."""
        chosen = self._group.checkedButton()
        return chosen.choice.key if isinstance(chosen, Tile) else ""

    def set_value(self, key: str) -> None:
        """Choose the tile with this key, or none for ""; does not fire `changed`."""
        self._group.setExclusive(False)
        for tile in self.tiles:
            tile.setChecked(tile.choice.key == key)
        self._group.setExclusive(True)
        self._let_tab_in()

    def focus_first(self) -> None:
        """Put the focus where Tab would enter."""
        self._entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End; everything else goes on."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        place = ends.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self._choose(self.tiles[place])

    def eventFilter(self, watched: object, event: object) -> bool:
        """Arrow keys move and choose, in reading order, and stay within the group."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and watched in self.tiles:
            key, place = Qt.Key(event.key()), self.tiles.index(watched)
            step = 1 if key in _FORWARD else -1 if key in _BACKWARD else 0
            if step:
                self._choose(self.tiles[(place + step) % len(self.tiles)])
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns when there is little room."""
        fitting = max(1, self.width() // self._theme.px(self._narrowest))
        self._arrange(min(self._columns, fitting))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """One column wide at least, so that the group never forces a sideways scroll."""
        return QSize(self._theme.px(140), super().minimumSizeHint().height())

    def _choose(self, tile: Tile) -> None:
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        tile.click()

    def _on_clicked(self) -> None:
        self._let_tab_in()
        self.changed.emit(self.value())

    def _entry(self) -> Tile:
        return next((tile for tile in self.tiles if tile.isChecked()), self.tiles[0])

    def _let_tab_in(self) -> None:
        entry = self._entry()
        for tile in self.tiles:
            policy = Qt.FocusPolicy.StrongFocus if tile is entry else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(policy)

    def _arrange(self, columns: int) -> None:
        if columns == self._shown_columns:
            return
        self._shown_columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
