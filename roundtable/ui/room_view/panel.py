"""What the room sees now, small, on the laptop: its own page, why it is there, and how to change it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.room_view.sight import OFF, Mode, Sight
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import Text, Tone

WIDTH: Final = 272
_PICTURE: Final = 238
_TONES: Final[dict[Mode, Tone]] = {
    Mode.FOLLOWS: "ok",
    Mode.HELD: "warn",
    Mode.WAITS: "warn",
    Mode.STAYS: "warn",
    Mode.BREAK: "info",
    Mode.BLANK: "warn",
    Mode.NOTHING: "ink2",
}
_HOLD: Final = "Hold this page"
_FOLLOW: Final = "Follow my page"


class RoomPanel(QFrame):
    """Shown while the room view is on. `asked` fires hold, blank, break, swap, room."""

    asked = Signal(str)
    appeared = Signal()
    """It came or went."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._room: RoomController | None = None
        self._sight: Sight = OFF
        self._is_compact = self._is_low = False
        self.setObjectName("roomsees")
        self.setAccessibleName("What the room sees")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (16, 12, 16, 16), 8)
        self._heading = Text("The room sees now", "label", wrap=False)
        self.picture = QLabel()
        self.picture.setObjectName("roompicture")
        self.mode = Text("", "label")
        self.hold = Button(theme, _HOLD, icon="pause", tip="The room stays on this page (H)")
        column.addWidget(self._heading)
        column.addWidget(self.picture)
        column.addWidget(self.mode)
        column.addWidget(self.hold)
        column.addWidget(self._more())
        self.hold.clicked.connect(lambda: self.asked.emit("hold"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._paint_room)
        theme.changed.connect(self._fit)
        self.setVisible(False)

    def _more(self) -> QWidget:
        self._row = QWidget()
        line = QHBoxLayout(self._row)
        self._theme.scale_layout(line, (0, 0, 0, 0), 6)
        self.blank = self._small("eye-off", "Blank the room view (B)", "blank")
        self.rest = self._small("clock", "Show the break card", "break")
        self.swap = self._small("refresh-cw", "Swap the two screens", "swap")
        self.off = self._small("x", "Room view off (F5)", "room")
        for button in (self.blank, self.rest, self.swap, self.off):
            line.addWidget(button)
        line.addStretch(1)
        return self._row

    def _small(self, icon: str, tip: str, action: str) -> Button:
        button = Button(self._theme, "", icon=icon, tip=tip, name=tip)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

    def follow(self, room: RoomController) -> None:
        """Show what this room view shows, from now on."""
        self._room = room
        room.looked.connect(self._look)
        self._look()

    @property
    def sight(self) -> Sight:
        """What is told now."""
        return self._sight

    def set_compact(self, compact: bool, *, low: bool) -> None:
        """Narrow: buttons alone, under each other. Low: without the picture, the steps need the height."""
        self._is_compact, self._is_low = compact, low
        self._fit()

    def _look(self) -> None:
        was_on, self._sight = self._sight.is_on, self._room.sight if self._room else OFF
        mode = self._sight.mode
        self.mode.setText(mode.value)
        self.mode.set_tone(_TONES[mode])
        held = mode in (Mode.HELD, Mode.WAITS)
        self.hold.set_label(_FOLLOW if held else _HOLD)
        self.hold.set_icon("play" if held else "pause")
        self.hold.setToolTip("The room follows your page again (H)" if held else self._hold_tip())
        self.hold.setAccessibleName(_FOLLOW if held else _HOLD)
        self.swap.setEnabled(self._sight.can_swap)
        self.hold.setEnabled(held or mode in (Mode.FOLLOWS, Mode.STAYS))
        self._name(
            self.blank, "Show the room view again (B)" if mode is Mode.BLANK else "Blank the room view (B)"
        )
        self._name(self.rest, "End the break" if mode is Mode.BREAK else "Show the break card")
        seen = self._sight.state
        self.picture.setAccessibleName(f"The room sees: {seen.title or 'nothing'}")
        self._fit()
        if self._sight.is_on:
            self._soon.start()
        else:
            self.picture.clear()
        if was_on != self._sight.is_on:
            self.appeared.emit()

    def _hold_tip(self) -> str:
        return "The room stays on this page while you go on (H)"

    def _name(self, button: Button, words: str) -> None:
        button.setToolTip(words)
        button.setAccessibleName(words)

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(76 if self._is_compact else WIDTH))
        small = self._is_compact or self._is_low
        self.picture.setVisible(not small)
        self._heading.setVisible(not self._is_compact)
        self.mode.setVisible(not self._is_compact)
        self._row.setVisible(not self._is_compact)
        self.hold.set_compact(self._is_compact)
        if self._sight.is_on and not small:
            self._soon.start()

    def _paint_room(self) -> None:
        """The window itself, painted small: never anything else than what the room sees."""
        window = self._room.window if self._room else None
        if window is None or not self._sight.is_on or self.picture.isHidden():
            return
        wide = self._theme.px(_PICTURE)
        scale = wide / max(window.width(), 1)
        high = round(window.height() * scale)
        dense = self.devicePixelRatioF()
        picture = QPixmap(round(wide * dense), round(high * dense))
        picture.setDevicePixelRatio(dense)
        picture.fill(self._theme.colour("bg"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
        window.render(painter, QPoint(), QRegion(), flags)
        painter.end()
        self.picture.setPixmap(picture)
        self.picture.setFixedSize(wide + 2, high + 2)  # its border
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
