"""The bar at the top: where one is, the marking, room view, help, lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from roundtable.design import SIZE
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import IconLabel, Mark, Text


class ElidedText(Text):
    """One line that ends in "…" when there is no room; the whole text is its tip and its name."""

    def __init__(self, kind: str, tone: str) -> None:
        super().__init__("", kind, tone, wrap=False)  # type: ignore[arg-type]
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        """The text to show."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def whole(self) -> str:
        """The text, not cut."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Header(QFrame):
    """Logo, context line, marking in the middle, buttons at the right; icons only with little room."""

    def __init__(self, theme: Theme, marking: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._kind, self._place = "bare", ""
        self.setObjectName("header")
        self._brand = Text("Roundtable", "h2", "header_ink", wrap=False)
        self.place = ElidedText("small", "header_ink2")
        self.mark = Mark(marking)
        self.mark.set(marking)
        self.concern = Button(
            theme, "Urgent", "header", "siren", tip="Record an urgent concern (Ctrl+U)", name="Urgent concern"
        )
        self.room = Button(theme, "Room view", "header", "presentation", tip="Room view on or off (F5)")
        self.help = Button(theme, "Help", "header", "circle-question-mark", tip="Help for this page (F1)")
        self.lock = Button(theme, "Lock", "header", "lock-keyhole", tip="Lock now (Ctrl+L)")
        line = QHBoxLayout(self)
        theme.scale_layout(line, (20, 0, 12, 0), 12)
        left, right = QHBoxLayout(), QHBoxLayout()
        theme.scale_layout(left, (0, 0, 0, 0), 14)
        theme.scale_layout(right, (0, 0, 0, 0), 4)
        left.addWidget(IconLabel(theme, "users", "header_ink", 24))
        left.addWidget(self._brand)
        left.addWidget(self.place, 1)
        right.addStretch(1)
        for button in self._buttons():
            right.addWidget(button)
        # Equal stretches left and right keep the marking in the middle.
        line.addLayout(left, 1)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(right, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def set_place(self, text: str) -> None:
        """Where one is. An attendee who holds the device is told nothing of the case."""
        self._place = text
        told = {"full": text, "kiosk": "Signing: only this page is open"}
        self.place.set_whole(told.get(self._kind, ""))

    def set_room_on(self, on: bool) -> None:
        """Show whether the room sees something."""
        self.room.set_label("Room view on" if on else "Room view")
        self._fit()

    def set_kind(self, kind: str, *, unlocked: bool = True) -> None:
        """Which buttons there are: the urgent concern alone in a kiosk, help alone before unlocking."""
        self._kind = kind
        self.set_place(self._place)
        self.concern.setVisible(unlocked and kind != "bare")
        self.room.setVisible(unlocked and kind == "full")
        self.help.setVisible(kind != "kiosk")
        self.lock.setVisible(unlocked and kind == "full")

    def buttons(self) -> tuple[QWidget, ...]:
        """The buttons, in order."""
        return self._buttons()

    def _buttons(self) -> tuple[Button, ...]:
        return (self.concern, self.room, self.help, self.lock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons only with little room; then the brand goes too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(SIZE["header"]))
        for button in self._buttons():
            button.set_compact(self._theme.narrow(self.width()))
        self._brand.setVisible(not self._theme.narrow(self.width(), 800))
