"""Buttons: verb labels, an icon that keeps its contrast, a focus ring for those who use the keyboard."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton

from roundtable.design import SIZE
from roundtable.ui.icons import padded_pixmap
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.labels import set_look

ButtonKind = Literal["primary", "secondary", "link", "danger", "header", "errorlink"]

_ICON_TONE: dict[str, str] = {
    "primary": "primary_ink",
    "secondary": "ink",
    "link": "primary",
    "danger": "bad",
    "header": "header_ink",
    "errorlink": "bad",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_POINTER = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def wants_ring(theme: Theme, reason: Qt.FocusReason) -> bool:
    """Whether focus that came this way needs the strong ring.

    After a click the eye is there already. Focus that the program moves is ringed for whoever used the
    keyboard last.
    """
    if reason in _BY_POINTER:
        theme.keyboard_in_use = False
    elif reason in _BY_KEY:
        theme.keyboard_in_use = True
    return theme.keyboard_in_use


class Button(QPushButton):
    """A button at least 44 px square. `label` says the result; an icon-only button needs `name`."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        kind: ButtonKind = "secondary",
        icon: str = "",
        *,
        tip: str = "",
        name: str = "",
        trailing: bool = False,
    ) -> None:
        super().__init__(label)
        self._theme, self._kind, self._icon_name, self._trailing = theme, kind, icon, trailing
        self._label = label
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if name or not label:
            self.setAccessibleName(name or tip)
        if tip:
            self.setToolTip(tip)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        theme.changed.connect(self._fit)
        self._fit()

    def set_label(self, label: str) -> None:
        """Another label, live."""
        self._label = label
        self.setText(label)
        self._fit()

    def set_icon(self, icon: str) -> None:
        """Another icon, live."""
        self._icon_name = icon
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Icon only, when there is little room; the name for screen readers and the tip stay."""
        self.setText("" if compact else self._label)
        self.setAccessibleName(self.accessibleName() or self._label)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; a key held down presses once."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        if not event.isAutoRepeat():
            self.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring when the keyboard brought the focus here."""
        set_look(self, "ring", wants_ring(self._theme, event.reason()))
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The icon goes back to its own ink."""
        super().focusOutEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumWidth(self._theme.px(SIZE["target"]))
        if not self._icon_name:
            return
        gap = 8 if self.text() else 0
        left, right = (gap, 0) if self._trailing else (0, gap)
        picture = QIcon()
        for mode, tone in (
            (QIcon.Mode.Normal, self._icon_tone()),
            (QIcon.Mode.Disabled, "disabled"),
        ):
            picture.addPixmap(
                padded_pixmap(self._theme, self._icon_name, tone, 20, left=left, right=right), mode
            )
        self.setIcon(picture)
        self.setIconSize(QSize(self._theme.px(20 + gap), self._theme.px(20)))

    def _icon_tone(self) -> str:
        # On the ring's ground the icon of a primary button, or of any button on dark, would vanish.
        return "focus_ink" if self.hasFocus() and self.property("ring") else _ICON_TONE[self._kind]
