"""Words on the screen: text by kind, icons beside it, pills, marking."""

from __future__ import annotations

import re
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from roundtable.ui.icons import pixmap
from roundtable.ui.theme import Theme

Kind = Literal["display", "h1", "h2", "body", "label", "small", "caps"]
Tone = Literal["ink", "ink2", "primary", "ok", "warn", "bad", "info", "disabled", "header_ink", "header_ink2"]


_BREAK: Final = "\u200b"
_LONG_WORD: Final = re.compile(r"\S{31,}")
_PIECE: Final = re.compile(r"\S{8}(?=\w)")


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda word: _PIECE.sub(rf"\g<0>{_BREAK}", word.group()), text)


class Text(QLabel):
    """Plain text of one kind and tone; wraps unless told not to. Mark-up in what was typed stays text."""

    def __init__(self, text: str = "", kind: Kind = "body", tone: Tone = "ink", *, wrap: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.setProperty("kind", kind)
        self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show this; a word that is longer than a line may break in it, so that no page grows sideways."""
        super().setText(_breakable(text) if self.wordWrap() else text)

    def text(self) -> str:
        """What is shown, without the places to break at."""
        return super().text().replace(_BREAK, "")

    def set_tone(self, tone: Tone) -> None:
        """Another colour, live."""
        set_look(self, "tone", tone)

    def strong(self) -> Text:
        """The same text, semi-bold."""
        self.setProperty("strong", True)
        return self

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the caption of a box is meant for the box, as on paper forms and web pages."""
        box = self.buddy()
        if event.button() is Qt.MouseButton.LeftButton and box is not None and _takes_focus(box):
            box.setFocus(Qt.FocusReason.MouseFocusReason)
            event.accept()
            return
        super().mousePressEvent(event)


class IconLabel(QLabel):
    """An icon that only decorates the words beside it; screen readers pass over it."""

    def __init__(self, theme: Theme, name: str, tone: str = "ink", size: int = 20) -> None:
        super().__init__()
        self._theme, self._name, self._tone, self._size = theme, name, tone, size
        theme.changed.connect(self._draw)
        self._draw()

    def set_icon(self, name: str, tone: str) -> None:
        """Another icon or tone, live."""
        self._name, self._tone = name, tone
        self._draw()

    def _draw(self) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(QSize(side, side))
        self.setPixmap(pixmap(self._theme, self._name, self._tone, self._size))


class Pill(QFrame):
    """A short state in a rounded frame: words, a tone, perhaps an icon; never colour alone."""

    def __init__(self, theme: Theme, text: str, tone: Tone = "info", icon: str = "") -> None:
        super().__init__()
        self.setObjectName("pill")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        theme.scale_layout(row, (10, 3, 12, 3), 6)
        self._icon: IconLabel | None = IconLabel(theme, icon, tone, 16) if icon else None
        if self._icon is not None:
            row.addWidget(self._icon)
        self._text = Text(text, "small", tone, wrap=False).strong()
        row.addWidget(self._text)

    def text(self) -> str:
        """The words."""
        return self._text.text()

    def set(self, text: str, tone: Tone, icon: str = "") -> None:
        """Other words and tone, live; the icon changes only if the pill was made with one."""
        self._text.setText(text)
        self._text.set_tone(tone)
        if self._icon is not None and icon:
            self._icon.set_icon(icon, tone)
        set_look(self, "tone", tone)


class Mark(QLabel):
    """The classification marking, as the Board writes it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("mark")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(f"Marking: {text}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str) -> None:
        """Another marking; an empty one hides the chip."""
        self.setText(text)
        self.setAccessibleName(f"Marking: {text}")
        set_shown(self, bool(text))


class Separator(QFrame):
    """A thin line between groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("separator")
        self.setFixedHeight(1)


def _takes_focus(box: QWidget) -> bool:
    proxy = box.focusProxy()
    return box.isEnabled() and (proxy is not None or bool(box.focusPolicy() & Qt.FocusPolicy.ClickFocus))


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the stylesheet selects on, and have the widget drawn by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_shown(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget that may not be in a window yet: shown alone, it would become a window itself."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)
