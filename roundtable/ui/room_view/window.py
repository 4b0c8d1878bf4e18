"""The window on the projector. It is given plain strings and has no way back to a case."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from roundtable.domain.drawing import Label
from roundtable.ui.room_view.columns import Columns, fit_columns
from roundtable.ui.room_view.fitting import Fitted, fit, height_of
from roundtable.ui.room_view.picture import RoomPicture
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import Mark, Text

PAUSED = "The facilitator has paused the screen"
WINDOW_TITLE: Final = "Roundtable room view"
_DESIGN_WIDTH = 1920
"""The sizes below are for a screen this wide; others scale."""
_SIZES: Final = {
    "roomstep": 30,
    "roomtitle": 56,
    "roomline": 48,
    "roomkey": 24,
    "roomfooter": 26,
    "roompaused": 44,
    "mark": 22,
}
_SIDE_BY_SIDE: Final = 46
"""The title's size over a drawing, which needs the height."""
_PAGE, _GAP = (96, 48, 96, 32), 22
_CARD = (48, 32, 48, 32)
_DRAWING_SHARE: Final = 0.5
"""Of the height that a drawing and the lines under it have between them."""
_READABLE = 27
"""The smallest type for a line; anything smaller cannot be read from the back of the room."""
_A_BLOCK: Final = 3
"""Columns of the grid that a block of pairs takes: who, what, and what keeps it from the next."""
_FRAME = 2
"""The border of the card; px."""


class RoomWindow(QWidget):
    """Shows one `RoomState`; blank until it gets one."""

    close_asked = Signal()
    """Somebody closed it where it is a window among others."""
    shown_anew = Signal()
    """What it shows is another page, or looks different."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme = theme
        self._state = RoomState(blank=True)
        self.setWindowTitle(WINDOW_TITLE)
        self.setAccessibleName("Room view")
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_over = False
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        # The page fits itself to the screen; wrapped text asks for more height than it needs.
        self._outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._body: QWidget | None = None
        theme.changed.connect(self._build)
        self._build()

    @property
    def state(self) -> RoomState:
        """What is shown."""
        return self._state

    def show_state(self, state: RoomState) -> None:
        """Show this, at once."""
        if state != self._state:
            self._state = state
            self._build()

    def texts(self) -> tuple[str, ...]:
        """Every string on the window, title and names for screen readers too: what a test searches for
        private words."""
        labels = (label.text() for label in self.findChildren(QLabel))
        pictures = self.findChildren(RoomPicture)
        drawn = (text for picture in pictures for text in _words_of(picture))
        parts: list[QWidget] = [self, *self.findChildren(QWidget)]
        about = (w for part in parts for w in (part.accessibleName(), part.accessibleDescription()))
        tips = (part.toolTip() for part in parts)
        told = (*labels, *drawn, *about, *tips, self.windowTitle())
        return tuple(dict.fromkeys(text for text in told if text and text not in _OWN_WORDS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type in proportion to the screen."""
        super().resizeEvent(event)
        if event.oldSize() != event.size():
            self._build()

    def end(self) -> None:
        """The program ends: blank, off the screen, and in nobody's way any more."""
        self.show_state(RoomState(blank=True))
        self._is_over = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The controller hides it; the window system must not end it."""
        event.setAccepted(self._is_over)
        if not self._is_over:
            self.close_asked.emit()

    def _build(self) -> None:
        old = self._body
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(*(self._size(side) for side in _PAGE))
        column.setSpacing(self._size(_GAP))
        if self._state.blank:
            self._fill_blank(column)
        else:
            self._fill(column)
        self._fill_foot(column)
        self._outer.addWidget(self._body)
        if old is not None:
            # Gone now, not at the next idle moment: a blank must not show the page before for a frame.
            self._outer.removeWidget(old)
            old.hide()  # else a queued show makes it a window of its own
            old.setParent(None)
            old.deleteLater()
        self.shown_anew.emit()

    def _fill(self, column: QVBoxLayout) -> None:
        state = self._state
        if state.step:
            column.addWidget(self._text(state.step, "roomstep", "ink2"))
        title = self._text(state.title, "roomtitle", "ink")
        self._theme.set_type(title, self._size(self._title_size()), bold=True)
        column.addWidget(title)
        if state.lines or state.drawing.shapes:
            card = QFrame()
            card.setObjectName("card")
            self._fill_card(QVBoxLayout(card))
            column.addWidget(card)
        column.addStretch(1)

    def _fill_foot(self, column: QVBoxLayout) -> None:
        """Which case at the left, the marking in the middle."""
        state = self._state
        footer = "" if state.blank else state.footer
        if not (footer or state.marking):
            return
        foot = QGridLayout()
        foot.setColumnStretch(0, 1)
        foot.setColumnStretch(2, 1)
        foot.setHorizontalSpacing(self._size(_GAP))
        if footer:
            foot.addWidget(self._text(footer, "roomfooter", "ink2"), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        if state.marking:
            mark = Mark(state.marking)
            self._set_size(mark, "mark")
            foot.addWidget(mark, 0, 1)
        column.addLayout(foot)

    def _fill_card(self, inside: QVBoxLayout) -> None:
        inside.setContentsMargins(*(self._size(side) for side in _CARD))
        inside.setSpacing(self._size(_GAP))
        area = self._area()
        if self._state.drawing.shapes:
            area = self._draw(inside, area)
        if self._state.lines:
            least = round(_READABLE * self.width() / _DESIGN_WIDTH)
            asked = (self._state.lines, self.font(), area, self._size(_SIZES["roomline"]), least)
            in_columns = self._state.in_columns
            inside.addLayout(self._columns(fit_columns(*asked)) if in_columns else self._lines(fit(*asked)))

    def _lines(self, fitted: Fitted) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(fitted.gap)
        for line in fitted.lines:
            lines.addWidget(self._line(line, fitted.size, "ink"))
        return lines

    def _columns(self, fitted: Columns) -> QGridLayout:
        """Who left and what right; a second block of them beside the first when they are many."""
        grid = QGridLayout()
        grid.setVerticalSpacing(fitted.gap)
        grid.setHorizontalSpacing(2 * fitted.gap)
        grid.setColumnMinimumWidth(_A_BLOCK - 1, fitted.gap)
        grid.setColumnStretch(_A_BLOCK * fitted.blocks, 1)
        for placed in fitted.lines:
            line, row = placed.line, placed.row
            if isinstance(line, str):
                grid.addWidget(self._line(line, fitted.size, "ink"), row, 0, 1, _A_BLOCK * fitted.blocks + 1)
                continue
            left, right = self._line(line.who, fitted.size, "ink2"), self._line(line.what, fitted.size, "ink")
            self._theme.set_type(right, fitted.size, bold=True)
            for label, width, column in ((left, fitted.who, 0), (right, fitted.what, 1)):
                label.setFixedWidth(width)
                grid.addWidget(label, row, _A_BLOCK * placed.block + column, Qt.AlignmentFlag.AlignTop)
        return grid

    def _line(self, words: str, size: int, tone: str) -> Text:
        label = self._text(words, "roomline", tone)
        self._theme.set_type(label, size)
        return label

    def _draw(self, inside: QVBoxLayout, area: QSize) -> QSize:
        """The drawing and its key; what is left for the lines."""
        state = self._state
        left = area.height()
        if state.key:
            key = self._text(state.key, "roomkey", "ink2")
            left -= height_of(state.key, self.font(), self._size(_SIZES["roomkey"]), area.width())
            left -= self._size(_GAP)
        high = round(left * _DRAWING_SHARE) if state.lines else left
        room = QSize(area.width(), max(high, 1))
        picture = RoomPicture(self._theme, state.title, state.drawing, room, self.width() / _DESIGN_WIDTH)
        inside.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        if state.key:
            inside.addWidget(key)
        return QSize(area.width(), left - picture.height() - self._size(_GAP))

    def _title_size(self) -> int:
        return _SIDE_BY_SIDE if self._state.drawing.shapes else _SIZES["roomtitle"]

    def _area(self) -> QSize:
        """What title, footer and marking leave to the card's inside."""
        page = self.width() - self._size(_PAGE[0] + _PAGE[2])
        state = self._state
        others = ((state.step, _SIZES["roomstep"]), (state.title, self._title_size()))
        around = [height_of(words, self.font(), self._size(size), page) for words, size in others if words]
        if state.marking or state.footer:
            footer = height_of(state.footer, self.font(), self._size(_SIZES["roomfooter"]), page // 3)
            around.append(max(footer, 2 * self._size(_SIZES["mark"])))
        taken = sum(around) + self._size(_PAGE[1] + _PAGE[3] + _CARD[1] + _CARD[3])
        taken += self._size(_GAP) * (len(around) + 1)
        width = page - self._size(_CARD[0] + _CARD[2]) - 2 * _FRAME
        return QSize(width, self.height() - taken - 2 * _FRAME)

    def _fill_blank(self, column: QVBoxLayout) -> None:
        column.addStretch(1)
        paused = self._text(PAUSED, "roompaused", "ink2")
        paused.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(paused)
        column.addStretch(1)

    def _text(self, words: str, size: str, tone: str) -> Text:
        label = Text(words, "body", "ink2" if tone == "ink2" else "ink")
        self._set_size(label, size)
        return label

    def _set_size(self, label: QLabel, name: str) -> None:
        # Sizes depend on the projector, not on the facilitator's zoom: the theme sets them one by one.
        self._theme.set_type(label, self._size(_SIZES[name]), bold=name in ("roomtitle", "mark"))

    def _size(self, at_design_width: int) -> int:
        wide = max(self.width(), 640) * self._theme.room_scale
        return max(round(at_design_width * wide / _DESIGN_WIDTH), 4)


_OWN_WORDS: Final = frozenset({WINDOW_TITLE, "Room view"})


def _words_of(picture: RoomPicture) -> tuple[str, ...]:
    drawing = picture.drawing()
    return (*(s.text for s in drawing.shapes if isinstance(s, Label)), drawing.words)
