"""The scaffold of a screen: title, scrolling columns, footer with the primary action."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from roundtable.design import SIZE
from roundtable.ui.theme import NARROW_BELOW, Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.fields import ErrorSummary
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.save_indicator import SaveIndicator

COLUMN_WIDTH: Final = 1040
SIDE_WIDTH: Final = 320
ROOMY_SIDE_WIDTH: Final = 360
ONE_COLUMN_BELOW: Final = NARROW_BELOW - SIZE["rail"]
"""Effective page width (without the rail) under which the side column moves below the main one."""


class Page(QScrollArea):
    """Title and columns. `add` fills the main column, `add_side` the side column (made on first use)."""

    def __init__(
        self, theme: Theme, title: str, subtitle: str = "", eyebrow: str = "", *, wide: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._wide = theme, wide
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else a nameless stop for the Tab key
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = _Body()
        body.setObjectName("scrollbody")
        self.setWidget(body)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        theme.scale_layout(self._columns, (32, 22, 32, 24), 24)
        self._main = QWidget()
        self._main_column = QVBoxLayout(self._main)
        theme.scale_layout(self._main_column, (0, 0, 0, 0), 16)
        self._columns.addWidget(self._main, 1)
        self._side: QWidget | None = None
        self._side_column = QVBoxLayout()
        self._rest = QWidget()  # takes the width that a wide window has left over
        self._columns.addWidget(self._rest, 0)
        self._make_top(title, subtitle, eyebrow)
        self.errors = ErrorSummary(theme)
        self._main_column.addWidget(self.errors)
        self._content = QVBoxLayout()
        theme.scale_layout(self._content, (0, 0, 0, 0), 16)
        self._main_column.addLayout(self._content)
        self._main_column.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    def set_title(self, title: str, subtitle: str = "", eyebrow: str = "") -> None:
        """Other words at the top, live; empty ones take no room."""
        for label, words in ((self._title, title), (self._subtitle, subtitle), (self._eyebrow, eyebrow)):
            label.setText(words)
            label.setVisible(bool(words))

    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def solve(self, *targets: QWidget) -> None:
        """Take the problems of these fields away; what is under the mouse stays there."""
        high = 0 if self.errors.isHidden() else self.errors.height()
        self.errors.solve(*targets)
        if self.errors.isHidden():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - high)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the main column."""
        if isinstance(item, QLayout):
            self._content.addLayout(item, stretch)
        else:
            self._content.addWidget(item, stretch)
        if stretch:
            self._main_column.setStretchFactor(self._content, 1)
            self._main_column.setStretch(self._main_column.count() - 1, 0)

    def add_side(self, widget: QWidget) -> None:
        """Append to the side column, beside the main one or, with little room, below it."""
        if self._side is None:
            self._side = QWidget()
            self._side_column = QVBoxLayout(self._side)
            self._theme.scale_layout(self._side_column, (0, 0, 0, 0), 16)
            self._side_column.addStretch(1)
            self._columns.insertWidget(1, self._side, 0)
            self._fit()
        self._side_column.insertWidget(self._side_column.count() - 1, widget)

    def side(self) -> QWidget | None:
        """The side column, for moving the focus between regions."""
        return self._side

    def main(self) -> QWidget:
        """The main column."""
        return self._main

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Columns by the real width."""
        super().showEvent(event)
        self._fit()

    def is_one_column(self) -> bool:
        """Whether the side column is below the main one."""
        return self._theme.narrow(self.width(), ONE_COLUMN_BELOW)

    def _make_top(self, title: str, subtitle: str, eyebrow: str) -> None:
        top = QVBoxLayout()
        self._theme.scale_layout(top, (0, 0, 0, 0), 4)
        self._eyebrow = Text(eyebrow, "small", "ink2")
        self._title = Text(title, "display")
        self._subtitle = Text(subtitle, "body", "ink2")
        for label in (self._eyebrow, self._title, self._subtitle):
            top.addWidget(label)
        self._main_column.addLayout(top)
        self.set_title(title, subtitle, eyebrow)

    def _fit(self) -> None:
        one = self.is_one_column()
        direction = QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        roomy = not self._theme.narrow(self.width(), 1500)
        side_width = ROOMY_SIDE_WIDTH if roomy else SIDE_WIDTH
        beside = 0 if self._side is None else side_width + 24
        limited = not (self._wide or one) and self.width() > self._theme.px(COLUMN_WIDTH + beside + 120)
        self._main.setMaximumWidth(self._theme.px(COLUMN_WIDTH) if limited else 16_777_215)
        self._columns.setStretch(self._columns.indexOf(self._main), 1000)
        self._columns.setStretch(self._columns.indexOf(self._rest), 1 if limited else 0)
        self._rest.setVisible(limited)
        if self._side is not None:
            width = self._theme.px(side_width)
            self._side.setMinimumWidth(0 if one else width)
            self._side.setMaximumWidth(16_777_215 if one else width)


class _Body(QWidget):
    """As high as its words are at this width.

    Qt would have it as high as they are at the least width there can be: a page that fits would scroll.
    """

    def minimumSizeHint(self) -> QSize:
        """The least width; the height follows from the width there is."""
        return QSize(super().minimumSizeHint().width(), 0)


class Footer(QFrame):
    """Back, what is saved, and the one primary action at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("footer")
        self._line = QHBoxLayout(self)
        theme.scale_layout(self._line, (32, 0, 32, 0), 12)
        self.back = Button(theme, "Back", icon="arrow-left", tip="Back (Alt+Left)")
        self.saved = SaveIndicator(theme)
        self.primary = Button(theme, "", "primary", "arrow-right", trailing=True)
        self.primary.setVisible(False)
        self.keys = Text("Ctrl+Enter", "small", "ink2", wrap=False)
        self.keys.setVisible(False)
        self._line.addWidget(self.back)
        self._lefts = 1
        self._line.addStretch(1)
        self._line.addWidget(self.saved)
        self._line.addSpacing(theme.px(8))
        self._line.addWidget(self.keys)
        self._line.addWidget(self.primary)
        theme.changed.connect(self._fit)
        self._fit()

    def add(self, button: Button) -> None:
        """A second-rank action, left of what is saved."""
        self._line.insertWidget(self._line.indexOf(self.saved), button)

    def add_left(self, button: Button) -> None:
        """An action that leads elsewhere, at the left beside Back."""
        self._line.insertWidget(self._lefts, button)
        self._lefts += 1

    def set_primary(self, label: str, icon: str, tip: str) -> None:
        """Name the primary action by its result."""
        self.primary.set_label(label)
        self.primary.set_icon(icon)
        self.primary.setToolTip(tip)
        self.primary.setVisible(True)
        self._fit_keys()

    def hide_primary(self) -> None:
        """There is nothing to do now: neither the button nor its keys are there, nor do they act."""
        self.primary.setEnabled(False)
        self.primary.setVisible(False)
        self.keys.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little room, Back is an arrow."""
        super().resizeEvent(event)
        self.back.set_compact(self._theme.narrow(self.width(), 640))
        self._fit_keys()

    def _fit_keys(self) -> None:
        """The key of the primary action, where there is room to say it."""
        roomy = not self._theme.narrow(self.width(), 900)
        self.keys.setVisible(roomy and not self.primary.isHidden())

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(SIZE["footer"]))
