"""The window on the projector. It is given plain strings and has no way back to a case."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from roundtable.ui.room_view.fitting import Fitted, fit, height_of
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import Mark, Text

PAUSED = "The facilitator has paused the screen"
_DESIGN_WIDTH = 1920
"""The sizes below are for a screen this wide; others scale."""
_SIZES = {"roomstep": 30, "roomtitle": 56, "roomline": 38, "roomfooter": 26, "roompaused": 44, "mark": 22}
_PAGE, _GAP = (96, 64, 96, 40), 22
_CARD = (48, 40, 48, 40)
_READABLE = 27
"""The smallest type for a line; anything smaller cannot be read from the back of the room."""
_FRAME = 2
"""The border of the card; px."""


class RoomWindow(QWidget):
    """Shows one `RoomState`; blank until it gets one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme = theme
        self._state = RoomState(blank=True)
        self.setWindowTitle("Roundtable room view")
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
        """Every string on the window: what a test searches for private words."""
        return tuple(label.text() for label in self.findChildren(QLabel))

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
        if self._state.marking:
            mark = Mark(self._state.marking)
            self._set_size(mark, "mark")
            column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._outer.addWidget(self._body)
        if old is not None:
            # Gone now, not at the next idle moment: a blank must not show the page before for a frame.
            self._outer.removeWidget(old)
            old.hide()  # else a queued show makes it a window of its own
            old.setParent(None)
            old.deleteLater()

    def _fill(self, column: QVBoxLayout) -> None:
        if self._state.step:
            column.addWidget(self._text(self._state.step, "roomstep", "ink2"))
        column.addWidget(self._text(self._state.title, "roomtitle", "ink"))
        if self._state.lines:
            card = QFrame()
            card.setObjectName("card")
            lines = QVBoxLayout(card)
            lines.setContentsMargins(*(self._size(side) for side in _CARD))
            fitted = self._fitted()
            lines.setSpacing(fitted.gap)
            for line in fitted.lines:
                label = self._text(line, "roomline", "ink")
                self._theme.set_type(label, fitted.size)
                lines.addWidget(label)
            column.addWidget(card)
        column.addStretch(1)
        if self._state.footer:
            column.addWidget(self._text(self._state.footer, "roomfooter", "ink2"))

    def _fitted(self) -> Fitted:
        """The lines in the room that title, footer and marking leave to them."""
        page = self.width() - self._size(_PAGE[0] + _PAGE[2])
        state = self._state
        others = ((state.step, "roomstep"), (state.title, "roomtitle"), (state.footer, "roomfooter"))
        around = [
            height_of(words, self.font(), self._size(_SIZES[size]), page) for words, size in others if words
        ]
        if state.marking:
            around.append(2 * self._size(_SIZES["mark"]))
        taken = sum(around) + self._size(_PAGE[1] + _PAGE[3] + _CARD[1] + _CARD[3])
        taken += self._size(_GAP) * (len(around) + 1)
        width = page - self._size(_CARD[0] + _CARD[2]) - 2 * _FRAME
        size = _SIZES["roomline"]
        least = round(_READABLE * self.width() / _DESIGN_WIDTH)
        area = QSize(width, self.height() - taken - 2 * _FRAME)
        return fit(state.lines, self.font(), area, self._size(size), least)

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
