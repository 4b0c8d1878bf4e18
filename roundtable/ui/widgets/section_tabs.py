"""Parts of one page, one shown at a time: a row of tabs that wraps, with the keys of radio buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from roundtable.design import RADIUS, SIZE
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import wants_ring
from roundtable.ui.widgets.row import Row

_STEP = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class SectionTab(QRadioButton):
    """One tab: words, perhaps a count, and a bar under the chosen one."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme, self._ring = theme, False
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, words: str) -> None:
        """Other words, live."""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Words and room around them."""
        metrics = QFontMetrics(self._theme.font("body", 600))
        wide = metrics.horizontalAdvance(self.text()) + 2 * self._theme.px(14)
        return QSize(wide, self._theme.px(SIZE["target"]))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`: a tab is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Anywhere on the tab."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the ring is wanted."""
        self._ring = wants_ring(self._theme, event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, words, bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, colour, on = self._theme.px, self._theme.colour, self.isChecked()
        box, radius = self.rect().adjusted(1, 1, -1, -1), px(RADIUS["control"])
        ringed = self.hasFocus() and self._ring
        if ringed or on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("focus" if ringed else "primary_soft"))
            painter.drawRoundedRect(box, radius, radius)
        painter.setPen(colour("focus_ink" if ringed else "ink" if on else "ink2"))
        painter.setFont(self._theme.font("body", 700 if on else 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if on:
            bar = QRect(box.left() + px(10), box.bottom() - px(4), box.width() - px(20), px(4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("focus_ring" if ringed else "primary"))
            painter.drawRoundedRect(bar, 2, 2)
        elif ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus_ring"), 2))
            painter.drawRoundedRect(box, radius, radius)


class SectionTabs(QWidget):
    """Tabs above, the chosen section below. Arrow keys change the section; Tab goes into it."""

    changed = Signal(str)
    """The key of the section that is shown now."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        sections: Sequence[tuple[str, str, QWidget]],
        beside: QWidget | None = None,
    ) -> None:
        """`sections`: key, words, widget. `beside`: what stands in one line with the tabs where it fits."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 16)
        self._bar = QWidget()
        self._grid = QGridLayout(self._bar)
        theme.scale_layout(self._grid, (0, 0, 0, 0), 4)
        self._line = Row(theme, self._bar, *([] if beside is None else [beside]))
        column.addWidget(self._line)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, SectionTab] = {}
        self._sections: dict[str, QWidget] = {}
        for key, words, section in sections:
            self._tabs[key] = tab = SectionTab(theme, words)
            self._sections[key] = section
            self._group.addButton(tab)
            tab.clicked.connect(lambda _on=False, chosen=key: self.show_section(chosen))
            tab.installEventFilter(self)
            column.addWidget(section, 1)
        self._per_row = 0
        theme.changed.connect(self._fit)
        self.show_section(next(iter(self._tabs)))
        self._fit()

    def keys(self) -> tuple[str, ...]:
        """The keys of the sections, in order."""
        return tuple(self._tabs)

    def shown(self) -> str:
        """The key of the section that is shown."""
        return next(key for key, tab in self._tabs.items() if tab.isChecked())

    def tab(self, key: str) -> SectionTab:
        """One tab."""
        return self._tabs[key]

    def show_section(self, key: str) -> None:
        """Show another section."""
        self._tabs[key].setChecked(True)
        for name, section in self._sections.items():
            section.setVisible(name == key)
        for name, tab in self._tabs.items():
            reach = Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(reach)
        self.changed.emit(key)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Arrow keys."""
        tabs = list(self._tabs.values())
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and watched in tabs:
            step = _STEP.get(Qt.Key(event.key()), 0)
            if step:
                place = (tabs.index(watched) + step) % len(tabs)
                self.show_section(list(self._tabs)[place])
                tabs[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs wrap."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """One tab wide at least."""
        widest = max(tab.sizeHint().width() for tab in self._tabs.values())
        inner = max(s.minimumSizeHint().width() for s in self._sections.values() if s.isVisibleTo(self))
        return QSize(max(widest, inner), super().minimumSizeHint().height())

    def _fit(self) -> None:
        gap = self._theme.px(4)
        room = self.width() or self._theme.px(900)
        per_row = len(self._tabs)
        while per_row > 1 and self._widest_row(per_row, gap) > room:
            per_row -= 1
        if per_row == self._per_row:
            return
        self._per_row = per_row
        for place, tab in enumerate(self._tabs.values()):
            self._grid.addWidget(tab, place // per_row, place % per_row, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(len(self._tabs), 1)

    def _widest_row(self, per_row: int, gap: int) -> int:
        widths = [tab.sizeHint().width() for tab in self._tabs.values()]
        columns = [max(widths[column::per_row]) for column in range(min(per_row, len(widths)))]
        return sum(columns) + gap * (len(columns) - 1)
