"""The guided path at the left of the window: groups of steps with status in words and shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from roundtable.design import RADIUS, SIZE
from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.icons import pixmap
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import wants_ring
from roundtable.ui.widgets.labels import Text

COMPACT_WIDTH = 76
_TEXT_LEFT, _TEXT_RIGHT, _PAD = 56, 14, 8


@dataclass(frozen=True, slots=True)
class RailStep:
    """One step: `detail` replaces the status words ("7 of 7 signed"; why it cannot start yet).

    One that is not reachable has no page that says why: whoever listens to `StepRail.chosen` does.
    """

    key: str
    title: str
    status: StepStatus
    detail: str = ""
    is_reachable: bool = True


@dataclass(frozen=True, slots=True)
class RailGroup:
    """Steps under one heading."""

    title: str
    steps: tuple[RailStep, ...]


class StepButton(QAbstractButton):
    """One row of the rail. A step that cannot start yet can still be chosen, to be told why."""

    def __init__(self, theme: Theme, step: RailStep, *, current: bool) -> None:
        super().__init__()
        self._theme, self.step, self.current = theme, step, current
        self._compact, self._ring = False, False
        self.setText(step.title)
        self.setAccessibleName(f"{step.title}, {step.status.value}")
        here = "You are here. " if current else ""
        self.setAccessibleDescription(f"{here}{step.detail}")
        self.setToolTip(f"{step.title}: {step.detail or step.status.value}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.fit)
        self.fit()

    def set_compact(self, compact: bool) -> None:
        """Icon only."""
        self._compact = compact
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need at the present zoom."""
        words = self._title_height() + self._detail_height() + self._theme.px(2 * _PAD + 2)
        self.setFixedHeight(max(self._theme.px(52), 0 if self._compact else words))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(self._theme.px(COMPACT_WIDTH if self._compact else SIZE["rail"]), self.height())

    def minimumSizeHint(self) -> QSize:
        """Gives way to the scroll bar."""
        return QSize(self._theme.px(52), self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the ring is wanted."""
        self._ring = wants_ring(self._theme, event.reason())
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for the hover."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint without the hover."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, status shape, words."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        centre_x = self.width() / 2 if self._compact else px(34)
        self._paint_status(painter, QPointF(centre_x, self.height() / 2))
        if not self._compact:
            self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        px, colour = self._theme.px, self._theme.colour
        ground = QRectF(self.rect()).adjusted(px(8), 2, -px(8), -2)
        radius = px(RADIUS["control"])
        painter.setPen(Qt.PenStyle.NoPen)
        if self.current or self.underMouse():
            painter.setBrush(colour("primary_soft"))
            painter.drawRoundedRect(ground, radius, radius)
        if self.current:
            painter.setBrush(colour("primary"))
            bar = QRectF(ground.left(), ground.top() + px(8), px(4), ground.height() - px(16))
            painter.drawRoundedRect(bar, 2, 2)
        if self.hasFocus() and self._ring:
            ring = max(3, px(3))
            painter.setBrush(colour("focus"))
            painter.setPen(QPen(colour("focus_ring"), ring))
            half = ring / 2
            painter.drawRoundedRect(ground.adjusted(half, half, -half, -half), radius, radius)

    def _paint_status(self, painter: QPainter, centre: QPointF) -> None:
        px, colour, status = self._theme.px, self._theme.colour, self.step.status
        radius = px(11)
        if status is StepStatus.BLOCKED:
            side = px(18)
            spot = QRect(round(centre.x()) - side // 2, round(centre.y()) - side // 2, side, side)
            painter.drawPixmap(spot, pixmap(self._theme, "lock", self._ink("disabled"), 18))
            return
        if status is StepStatus.COMPLETED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("ok"))
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(_round_pen(colour("surface"), px(2.4)))
            painter.drawPolyline([centre + QPointF(px(x), px(y)) for x, y in ((-5, 0), (-1.5, 4), (5.2, -4))])
            return
        tone = "primary" if status is StepStatus.IN_PROGRESS else "field_line"
        painter.setPen(QPen(colour(self._ink(tone)), px(2.5)))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        if status is StepStatus.IN_PROGRESS:
            painter.setBrush(colour(self._ink("primary")))
            painter.drawEllipse(centre, px(4), px(4))
        if status is StepStatus.SKIPPED:
            painter.setPen(_round_pen(colour(self._ink("ink2")), px(2.4)))
            painter.drawLine(centre - QPointF(px(5), 0), centre + QPointF(px(5), 0))

    def _paint_words(self, painter: QPainter) -> None:
        blocked = self.step.status is StepStatus.BLOCKED
        top = (self.height() - self._title_height() - self._detail_height() - self._theme.px(2)) // 2
        left, width = self._theme.px(_TEXT_LEFT), self._text_width()
        painter.setFont(self._theme.font("body", 700 if self.current else 500))
        painter.setPen(self._theme.colour(self._ink("disabled" if blocked else "ink")))
        wrap = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(QRect(left, top, width, self._title_height()), wrap, self.step.title)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour(self._ink("disabled" if blocked else "ink2")))
        below = QRect(left, top + self._title_height() + self._theme.px(2), width, self._detail_height())
        painter.drawText(below, wrap, self._detail())

    def _ink(self, tone: str) -> str:
        return "focus_ink" if self.hasFocus() and self._ring else tone

    def _detail(self) -> str:
        return self.step.detail or self.step.status.value

    def _text_width(self) -> int:
        return self._theme.px(SIZE["rail"] - _TEXT_LEFT - _TEXT_RIGHT)

    def _title_height(self) -> int:
        return self._height(self.step.title, QFontMetrics(self._theme.font("body", 700)))

    def _detail_height(self) -> int:
        return self._height(self._detail(), QFontMetrics(self._theme.font("small")))

    def _height(self, words: str, metrics: QFontMetrics) -> int:
        room = QRect(0, 0, self._text_width(), 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()


class StepRail(QScrollArea):
    """The rail. `chosen` fires with a step's key; the screen or its guard says why a blocked one waits."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._compact = False
        self._groups: tuple[RailGroup, ...] = ()
        self._current = ""
        self.setObjectName("rail")
        self.setAccessibleName("Steps")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else a nameless stop for the Tab key
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.changed.connect(self._fit)
        self._build()

    def show_steps(self, groups: Sequence[RailGroup], current: str) -> None:
        """Show these groups with `current` marked as here; keeps the focus on the same step."""
        if (tuple(groups), current) == (self._groups, self._current):
            return
        focused = self.focusWidget()
        kept = focused.step.key if isinstance(focused, StepButton) and focused.hasFocus() else ""
        self._groups, self._current = tuple(groups), current
        self._build()
        if kept and (button := self.button(kept)) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Icons only, when there is little room."""
        if compact != self._compact:
            self._compact = compact
            self._build()

    def steps(self) -> tuple[RailStep, ...]:
        """All steps in order."""
        return tuple(step for group in self._groups for step in group.steps)

    def button(self, key: str) -> StepButton | None:
        """The row of a step."""
        return next((b for b in self.findChildren(StepButton) if b.step.key == key), None)

    def _build(self) -> None:
        body = QWidget()
        body.setObjectName("railbody")
        column = QVBoxLayout(body)
        self._theme.scale_layout(column, (0, 14, 0, 12), 0)
        for group in self._groups:
            if not self._compact:
                heading = Text(group.title.upper(), "caps", "ink2")
                heading.setContentsMargins(self._theme.px(20), self._theme.px(12), 0, self._theme.px(4))
                heading.setAccessibleName(group.title)
                column.addWidget(heading)
            for step in group.steps:
                column.addWidget(self._row(step))
        column.addStretch(1)
        self.setWidget(body)
        self._fit()
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With less height, what is under way stays in sight."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self._show_current()

    def _show_current(self) -> None:
        if (button := self.button(self._current)) is not None:
            self.ensureWidgetVisible(button, 0, button.height())

    def _row(self, step: RailStep) -> StepButton:
        button = StepButton(self._theme, step, current=step.key == self._current)
        button.set_compact(self._compact)
        button.clicked.connect(lambda _checked=False, key=step.key: self.chosen.emit(key))
        return button

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(COMPACT_WIDTH if self._compact else SIZE["rail"]))


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
