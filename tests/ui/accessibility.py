"""What every screen is held to: names, target sizes, no keyboard trap, no cut words, a window that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from roundtable.ui.header import ElidedText
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.error_link import ErrorLink
from roundtable.ui.widgets.step_rail import StepButton
from roundtable.ui.widgets.tiles import Tile

TARGET = 44
_TEXT_ROLES = (QAccessible.Role.EditableText,)
_INTERACTIVE = (
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Link,
    QAccessible.Role.Slider,
    QAccessible.Role.PageTab,
    QAccessible.Role.Table,
    QAccessible.Role.List,
)


def audit(window: QWidget) -> list[str]:
    """Problems of the visible controls below `window`: no name for screen readers, or under 44 px.

    Text fields count by height. At least one control has to be there, or there is nothing to audit.
    """
    problems, seen = [], 0
    for interface in _walk(QAccessible.queryAccessibleInterface(window)):
        widget, role = interface.object(), interface.role()
        if role not in _INTERACTIVE or not isinstance(widget, QWidget) or not widget.isVisible():
            continue
        seen += 1
        name = interface.text(QAccessible.Text.Name)
        if not name.strip():
            problems.append(f"no name: {role.name} {type(widget).__name__}")
        least = widget.height() if role in _TEXT_ROLES else min(widget.width(), widget.height())
        if least < TARGET:
            problems.append(f"target {widget.width()} x {widget.height()}: {type(widget).__name__} {name!r}")
    return problems if seen else ["no control found"]


def tab_ring(window: QWidget, most: int = 250) -> list[str]:
    """Press Tab until the focus is back at its first stop; the stops' names in order.

    Fails on a trap: a stop that Tab does not leave, or a ring that does not close.
    """
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    order: list[str] = []
    first: QWidget | None = None
    for _ in range(most):
        before = QApplication.focusWidget()
        QTest.keyClick(before or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, f"Tab lost the focus after {_name(before) if before else 'nothing'}"
        assert now is not before or before is None, f"keyboard trap: {_name(now)}"
        if first is None:
            first = now
        elif now is first:
            return order
        order.append(_name(now))
    raise AssertionError(f"the Tab ring does not close: {order[-5:]}")


def clipped(window: QWidget) -> list[str]:
    """Visible words that are cut, and areas that would have to be scrolled sideways."""
    problems = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedText):
            continue
        if isinstance(widget, QScrollArea) and widget.widget() is not None:
            if widget.widget().width() > widget.viewport().width():
                problems.append(f"sideways: {widget.accessibleName() or type(widget).__name__}")
        elif _is_cut(widget):
            problems.append(f"cut: {_words(widget)!r} has {widget.width()} x {widget.height()}")
    return problems


class Watchdog(QObject):
    """A 5 ms timer; a gap over the limit is time in which the window answered nobody."""

    def __init__(self, limit_ms: int = 50) -> None:
        super().__init__()
        self.limit_ms = limit_ms
        self.gaps: list[int] = []
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Watchdog:
        self._since.start()
        self._timer.start(5)
        return self

    def __exit__(self, *_error: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        gap = self._since.restart()
        if gap > self.limit_ms:
            self.gaps.append(gap)


@dataclass(frozen=True)
class Spoken:
    """What a screen reader is told about a widget."""

    role: str
    name: str
    description: str
    checked: bool


def spoken(widget: QWidget) -> Spoken:
    """Role, name, description and state of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return Spoken(
        interface.role().name,
        interface.text(QAccessible.Text.Name),
        interface.text(QAccessible.Text.Description),
        bool(interface.state().checked),
    )


def _walk(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or not interface.isValid() or isinstance(interface.object(), QScrollBar):
        return
    yield interface
    if interface.role() in (QAccessible.Role.Table, QAccessible.Role.List):
        return  # cells are one target with their row
    for place in range(interface.childCount()):
        yield from _walk(interface.child(place))


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height()
        return widget.sizeHint().width() > widget.width() or widget.sizeHint().height() > widget.height()
    if isinstance(widget, (StepButton, QLineEdit)):
        return False
    if isinstance(widget, (Tile, CheckTile, ErrorLink)):
        return widget.heightForWidth(widget.width()) > widget.height()
    if isinstance(widget, (Button, QAbstractButton)):
        return widget.sizeHint().width() > widget.width() or widget.sizeHint().height() > widget.height()
    return False


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or _words(widget) or type(widget).__name__
