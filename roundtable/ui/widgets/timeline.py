"""The swim lanes on a page: names stay, lanes scroll, larger and smaller, a click chooses an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from roundtable.domain.timeline import LaneEvent, Mark, Timeline, timeline
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.drawing_view import DrawingView
from roundtable.ui.widgets.labels import Text

ZOOMS: Final = (1.0, 1.5, 2.0, 3.0, 4.5, 7.0, 11.0, 17.0, 26.0, 40.0)
_REACH = 14.0
_KEY = (
    "Circle: contact. Triangle: incident. Square: meeting. Diamond: decision. Ringed: turning point. "
    "Dashed frame: agencies disagree."
)


class Lanes(DrawingView):
    """The part that scrolls; knows which event is where."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Timeline", smallest=1.0)
        self._marks: tuple[Mark, ...] = ()
        self._texts: dict[str, str] = {}
        self._chosen = ""

    def choose(self, key: str) -> None:
        """Point at one event; "" at none."""
        self._chosen = key
        self.update()

    def place_of(self, key: str) -> Mark | None:
        """Where an event is."""
        return next((m for m in self._marks if m.key == key), None)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Where events are."""
        self._marks = tuple(marks)

    def set_texts(self, texts: dict[str, str]) -> None:
        """What to say about each event, by its key."""
        self._texts = texts

    def event_at(self, x: float, y: float) -> str:
        """The key of the event at these px, "" for none."""
        scale = self.scale()
        near = [
            (abs(m.x - x / scale) + abs(m.y - y / scale), m.key)
            for m in self._marks
            if abs(m.x - x / scale) < _REACH and abs(m.y - y / scale) < _REACH
        ]
        return min(near)[1] if near else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, and an arrow head over the chosen event."""
        super().paintEvent(event)
        mark = self.place_of(self._chosen) if self._chosen else None
        if mark is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.scale(), self.scale())
        painter.setPen(QPen(self._theme.colour("focus_ring"), 1.5))
        painter.setBrush(self._theme.colour("focus"))
        tip = mark.y - 9
        corners = ((mark.x, tip), (mark.x + 8, tip - 11), (mark.x - 8, tip - 11))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the event that was hit."""
        found = self.event_at(event.position().x(), event.position().y())
        if found:
            self.picked.emit(found)
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what an event is when the pointer rests on it."""
        if isinstance(event, QHelpEvent):
            found = self.event_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._texts.get(found, ""), self)
            return True
        return super().event(event)


class TimelineView(QWidget):
    """Everything of the timeline tab."""

    picked = Signal(str)
    """The key of an event that was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._zoom = theme, 0
        self._events: tuple[LaneEvent, ...] = ()
        self._drawn: Timeline | None = None
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 8)
        column.addLayout(self._tools())
        line = QHBoxLayout()
        line.setSpacing(0)
        self.names = DrawingView(theme, "Agencies", smallest=1.0)
        self.lanes = Lanes(theme)
        self.lanes.picked.connect(self.picked)
        self.scroller = QScrollArea()
        self.scroller.setWidget(self.lanes)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.viewport().installEventFilter(self)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(self.names, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.scroller, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addStretch(1)
        theme.changed.connect(self._draw)

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        self._theme.scale_layout(tools, (0, 0, 0, 0), 8)
        self.larger = Button(self._theme, "", icon="plus", tip="Stretch the time", name="Stretch the time")
        self.smaller = Button(
            self._theme, "", icon="minus", tip="Press the time together", name="Press the time together"
        )
        self.larger.clicked.connect(lambda: self.stretch(1))
        self.smaller.clicked.connect(lambda: self.stretch(-1))
        tools.addWidget(Text(_KEY, "small", "ink2"), 1)
        tools.addWidget(self.smaller)
        tools.addWidget(self.larger)
        return tools

    def show_events(self, events: Sequence[LaneEvent]) -> None:
        """Draw these."""
        if tuple(events) != self._events:
            self._events = tuple(events)
            days = (f"{e.on.day}.{e.on.month}.{e.on.year}" for e in self._events)
            texts = (f"{on}  {e.lane}\n{e.text}" for on, e in zip(days, self._events, strict=True))
            self.lanes.set_texts(dict(zip((e.key for e in self._events), texts, strict=True)))
            self._draw()

    def stretch(self, by: int, at: float | None = None) -> None:
        """More or less room for the same time. The day at `at` stays in place: px in the visible part, or its
        middle.
        """
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + by))
        self._draw(at)

    def choose(self, key: str) -> None:
        """Point at the event that is chosen in the list."""
        self.lanes.choose(key)

    def reveal(self, key: str) -> None:
        """Point at an event and bring it into sight."""
        self.lanes.choose(key)
        mark = self.lanes.place_of(key)
        if mark is not None:
            scale, margin = self.lanes.scale(), self.scroller.viewport().width() // 3
            self.scroller.ensureVisible(round(mark.x * scale), round(mark.y * scale), margin, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel stretch the time where the pointer is."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.stretch(1 if turned > 0 else -1, event.position().x())
            return True
        return super().eventFilter(watched, event)

    def drawn(self) -> Timeline | None:
        """What is drawn now."""
        return self._drawn

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and − stretch, arrows scroll, while the focus is on a button of the timeline."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.stretch(1 if event.key() == Qt.Key.Key_Plus else -1)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            bar = self.scroller.horizontalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * self._theme.px(120))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lanes take the width there is."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._draw()

    def _draw(self, at: float | None = None) -> None:
        bar = self.scroller.horizontalScrollBar()
        spot = self.scroller.viewport().width() / 2 if at is None else at
        axis = self._drawn.axis if self._drawn else None
        day = axis.day_at((bar.value() + spot) / self.lanes.scale()) if axis else None
        self._lay_out()
        axis = self._drawn.axis if self._drawn else None
        if axis is not None and day is not None:
            bar.setValue(round(axis.place(day) * self.lanes.scale() - spot))

    def _lay_out(self) -> None:
        zoom = self._theme.zoom
        room = self.width() / zoom - self.names.drawing().width - 2
        drawn = timeline(self._events, max(room, 260.0) * ZOOMS[self._zoom])
        self._drawn = drawn
        self.names.show_drawing(drawn.names)
        self.lanes.show_drawing(drawn.lanes)
        self.lanes.set_marks(drawn.marks)
        self.names.setFixedSize(self.names.sizeHint())
        self.lanes.setFixedSize(self.lanes.sizeHint())
        below = self.scroller.horizontalScrollBar().sizeHint().height()
        self.scroller.setFixedHeight(self.lanes.height() + below)
        self.smaller.setEnabled(self._zoom > 0)
        self.larger.setEnabled(self._zoom < len(ZOOMS) - 1)
