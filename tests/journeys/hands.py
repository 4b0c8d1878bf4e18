"""Eyes, mouse and keyboard of whoever sits at the real window: controls are found by the name that is spoken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.fields import ErrorSummary
from roundtable.ui.widgets.section_tabs import SectionTab
from roundtable.ui.widgets.tiles import Tile

PATIENCE = 15.0
"""Seconds after which something that does not happen counts as not happening."""
_CONTROLS = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.SpinBox,
        QAccessible.Role.Link,
        QAccessible.Role.PageTab,
        QAccessible.Role.Table,
        QAccessible.Role.List,
        QAccessible.Role.Canvas,
        QAccessible.Role.Graphic,
    }
)
_MOST_TABS = 400


class NotThere(AssertionError):
    """A control or words that a user would look for in vain; the message lists what is there."""


@dataclass(frozen=True)
class Control:
    """Something that can be used, and the name it is announced by."""

    name: str
    widget: QWidget


class Hands:
    """Works the window that is in front, with the mouse, or with the keyboard alone when `keyboard` is set."""

    def __init__(self, window: QWidget, *, keyboard: bool = False) -> None:
        self.window, self.keyboard = window, keyboard
        self.at_rest: Callable[[], bool] = lambda: True
        self.prompts = Prompted(self)

    # --- waiting

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Let the program run until `condition` holds; fails naming `what` when it does not."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                raise NotThere(f"waited in vain for: {what}\n{self.describe()}")
            self._turn()

    def rest(self) -> None:
        """Until the program has done what was asked: no task under way, nothing left to be laid out."""
        self._turn()
        self.wait_for(self.at_rest, "the program to come to rest")
        self._turn()
        self._as_the_desktop_does()
        if not self.at_rest():
            self.rest()
        self.prompts.report()

    def _turn(self) -> None:
        # A loop of its own, as the program has: what is to be deleted later is deleted when it should be.
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()

    def _as_the_desktop_does(self) -> None:
        """When a prompt has gone, the window behind it is active again; without a display nobody does it."""
        front = self.front()
        if QApplication.activeWindow() is None and front.isVisible():
            front.activateWindow()
            self.wait_for(front.isActiveWindow, "the window to be active")

    # --- looking

    def front(self) -> QWidget:
        """The window that takes input: a prompt when there is one."""
        return QApplication.activeModalWidget() or self.window

    def controls(self) -> list[Control]:
        """Everything visible that can be used, in the order of the page."""
        found = []
        for interface in _walk(QAccessible.queryAccessibleInterface(self.front())):
            widget = interface.object()
            if isinstance(widget, QWidget) and widget.isVisible() and interface.role() in _CONTROLS:
                found.append(Control(_spoken(widget, interface), widget))
        return [c for c in found if c.name or c.widget.focusPolicy()]

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The control of this name; a name that ends in "…" may go on."""
        here = [c for c in self.controls() if isinstance(c.widget, kind)]
        exact = [c.widget for c in here if c.name == name]
        if exact:
            return next((w for w in exact if w.isEnabled()), exact[0])
        if name.endswith("…"):
            longer = [c.widget for c in here if c.name.startswith(name[:-1])]
            if longer:
                return next((w for w in longer if w.isEnabled()), longer[0])
        raise NotThere(f"no control is called {name!r}\n{self.describe()}")

    def has(self, name: str) -> bool:
        """Whether such a control can be seen."""
        try:
            self.find(name)
        except NotThere:
            return False
        return True

    def words(self) -> str:
        """Everything that can be read in the window in front."""
        labels = [w.text() for w in self.front().findChildren(QLabel) if w.isVisible()]
        views = [w for w in self.front().findChildren(QAbstractItemView) if w.isVisible()]
        cells = [cell for view in views for row in _rows(view) for cell in row]
        return "\n".join([*labels, *cells, *(c.name for c in self.controls())])

    def reads(self, words: str) -> None:
        """Waits until these words can be read."""
        self.wait_for(lambda: words in self.words(), f"the words {words!r}")

    def problem(self) -> str:
        """What the summary at the top of the page says is wrong; "" without one."""
        summaries = [w for w in self.front().findChildren(ErrorSummary) if w.isVisible()]
        return summaries[0].accessibleName() if summaries else ""

    def describe(self) -> str:
        """What is on the screen, for a failure's message."""
        focus = QApplication.focusWidget()
        told = [f"--- window: {self.front().windowTitle()!r}, focus: {_name(focus) if focus else None!r}"]
        told += [
            f"  {'' if c.widget.isEnabled() else '(off) '}{type(c.widget).__name__}: {c.name!r}"
            for c in self.controls()
        ]
        told.append("--- words")
        told += [f"  {w.text()!r}" for w in self.front().findChildren(QLabel) if w.isVisible() and w.text()]
        return "\n".join(told)

    # --- doing

    def press(self, name: str) -> None:
        """Use a button, tile, tick box or tab."""
        widget = self._enabled(name)
        if not self.keyboard:
            self.click(widget)
        elif isinstance(widget, (Tile, SectionTab)):
            self._choose_in_group(widget)
        else:
            self.tab_to(widget)
            self.key(Qt.Key.Key_Space)
        self.rest()

    def tick(self, name: str) -> None:
        """Tick a box that is not ticked."""
        widget = self._enabled(name)
        assert isinstance(widget, CheckTile), f"{name!r} is not a tick box"
        if not widget.isChecked():
            self.press(name)

    def type_into(self, name: str, text: str) -> None:
        """Put `text` into a field in place of what is there."""
        self.go_to(name)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.key(Qt.Key.Key_Delete)
        self.type(text)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(focus, letter)
            else:  # what QTest has no key for
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def go_to(self, name: str) -> QWidget:
        """Put the focus on a control."""
        widget = self._enabled(name)
        if self.keyboard:
            self.tab_to(widget)
        elif not widget.hasFocus():
            self.click(widget)
        return widget

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """A key, as it comes from the keyboard: shortcuts work."""
        for _ in range(times):
            focus = QApplication.focusWidget()
            QTest.keyClick(focus if focus is not None and focus.isVisible() else self.front(), key, modifier)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click where the control is to be seen; fails when something lies over it."""
        self._bring_into_sight(widget)
        at = at or _visible_part(widget).center()
        window = widget.window()
        place = widget.mapTo(window, at)
        hit = window.childAt(place)
        assert hit is not None and (hit is widget or widget.isAncestorOf(hit)), (
            f"{_name(widget)!r} cannot be clicked: {_name(hit) if hit else 'nothing'} is there"
        )
        handle = window.windowHandle()
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def draw(self, name: str) -> None:
        """Two strokes with the mouse in the box of this name."""
        box = next(
            w for w in self.front().findChildren(QWidget) if w.accessibleName() == name and w.isVisible()
        )
        self._bring_into_sight(box)
        handle, window = box.window().windowHandle(), box.window()
        for start in (0.3, 0.5):
            points = [
                box.mapTo(
                    window,
                    QPoint(int(box.width() * (start + n * 0.02)), int(box.height() * (0.3 + n % 3 * 0.1))),
                )
                for n in range(10)
            ]
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QTest.mousePress(handle, left, none, points[0])
            for point in points[1:]:
                QTest.mouseMove(handle, point)
            QTest.mouseRelease(handle, left, none, points[-1])

    def entries(self, name: str) -> list[str]:
        """What a drop-down list offers."""
        box = self.find(name)
        assert isinstance(box, QComboBox), f"{name!r} is not a list to choose from"
        return [box.itemText(n) for n in range(box.count())]

    def choose(self, name: str, entry: str) -> None:
        """Choose an entry of a drop-down list."""
        box = self.go_to(name)
        assert isinstance(box, QComboBox), f"{name!r} is not a list to choose from"
        on_offer = self.entries(name)
        places = [n for n, words in enumerate(on_offer) if words.startswith(entry)]
        assert places, f"{entry!r} is not on offer: {on_offer}"
        if box.view().isVisible():
            QTest.keyClick(box.view(), Qt.Key.Key_Escape)
        self.key(Qt.Key.Key_Home)
        self.key(Qt.Key.Key_Down, times=places[0])
        assert box.currentIndex() == places[0], f"{name!r} does not follow the arrow keys"

    def choose_row(self, name: str, text: str) -> None:
        """Choose the row of a table or list that holds `text`."""
        view = self.find(name, QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        place = self._row_of(view, text)
        if self.keyboard:
            self.tab_to(view)
            self.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
            self.key(Qt.Key.Key_Down, times=max(0, place - view.currentIndex().row()))
        else:
            self._bring_into_sight(view)
            view.scrollTo(view.model().index(place, 0))
            spot = view.visualRect(view.model().index(place, 0)).center()
            self._bring_into_sight(view, QRect(spot, spot))
            self.click(view, view.viewport().mapTo(view, spot))
        assert view.currentIndex().row() == place, f"row {place} of {name!r} was not chosen"
        self.rest()

    def _row_of(self, view: QAbstractItemView, text: str) -> int:
        for place, cells in enumerate(_rows(view)):
            if any(text in cell for cell in cells):
                return place
        raise NotThere(f"no row of {view.accessibleName()!r} holds {text!r}")

    # --- keyboard

    def tab_to(self, widget: QWidget) -> None:
        """Go there with Tab alone; fails when Tab does not lead there."""
        goal = _stop_of(widget)
        for _ in range(_MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is goal or (focus is not None and goal.focusProxy() is focus):
                return
            self.key(Qt.Key.Key_Tab)
        raise NotThere(f"Tab does not lead to {_name(widget)!r}\n{self.describe()}")

    def _choose_in_group(self, widget: QWidget) -> None:
        """One of a group that Tab enters at one place: the arrow keys lead to the others, and choose."""
        fellows = [w for w in widget.parent().children() if type(w) is type(widget)]
        entry = next((w for w in fellows if w.focusPolicy() & Qt.FocusPolicy.TabFocus), widget)
        self.tab_to(entry)
        if entry is widget:
            self.key(Qt.Key.Key_Space)
            return
        for _ in fellows:
            self.key(Qt.Key.Key_Right)
            if QApplication.focusWidget() is widget:
                return
        raise NotThere(f"the arrow keys do not lead to {_name(widget)!r}")

    # --- inside

    def _enabled(self, name: str) -> QWidget:
        widget = self.find(name)
        self.wait_for(lambda: self.find(name).isEnabled(), f"{name!r} to be usable")
        return self.find(name) if not widget.isEnabled() else widget

    def _bring_into_sight(self, widget: QWidget, part: QRect | None = None) -> None:
        """As with the wheel of the mouse."""
        area = widget.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea) and area.widget() is not None:
                where = (part or widget.rect()).center()
                inside = widget.mapTo(area.widget(), where)
                area.ensureVisible(inside.x(), inside.y(), 10, min(80, area.viewport().height() // 3))
            area = area.parentWidget()
        QApplication.processEvents()


Answer = Callable[[Hands], None]


class Prompted(QObject):
    """Answers the prompts that an action opens, while that action waits for them."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands.window)
        self._hands = hands
        self._awaited: list[tuple[str, Answer]] = []
        self._answered: QWidget | None = None
        self._since = 0.0
        self._trouble: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def expect(self, title: str, answer: Answer) -> None:
        """The next prompt is called `title` (or begins so); `answer` is what is done with it."""
        self._awaited.append((title, answer))

    def report(self) -> None:
        """Fails for a prompt that nobody expected or that could not be answered."""
        trouble, self._trouble = self._trouble, []
        assert not trouble, "\n".join(trouble)

    def all_came(self) -> None:
        """Fails when an expected prompt did not come."""
        awaited, self._awaited = self._awaited, []
        assert not awaited, f"these prompts did not come: {[title for title, _answer in awaited]}"

    def _look(self) -> None:
        prompt = QApplication.activeModalWidget()
        if prompt is None:
            self._answered = None
            return
        if prompt is self._answered:
            self._give_up(prompt)
        if prompt is self._answered or not prompt.isActiveWindow():
            return
        self._answered, self._since = prompt, time.monotonic()
        said = f"{prompt.windowTitle()}: {prompt.accessibleDescription()}"
        if not self._awaited or not prompt.windowTitle().startswith(self._awaited[0][0]):
            expected = self._awaited[0][0] if self._awaited else "none"
            self._trouble.append(f"a prompt came that was not expected ({expected}): {said}")
            prompt.close()
            return
        _title, answer = self._awaited.pop(0)
        try:
            answer(self._hands)
        except Exception as error:  # told by the test, not by the event loop
            self._trouble.append(f"the prompt could not be answered: {said}\n{error}")
            prompt.close()

    def _give_up(self, prompt: QWidget) -> None:
        """A prompt that stays open after its answer would keep the test for ever."""
        if prompt.isVisible() and time.monotonic() - self._since > PATIENCE:
            self._trouble.append(f"a prompt stayed open after its answer:\n{self._hands.describe()}")
            prompt.close()


def _walk(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or not interface.isValid() or isinstance(interface.object(), QScrollBar):
        return
    yield interface
    if interface.role() in (QAccessible.Role.Table, QAccessible.Role.List):
        return
    for place in range(interface.childCount()):
        yield from _walk(interface.child(place))


def _rows(view: QAbstractItemView) -> Iterator[list[str]]:
    model = view.model()
    # A list's model has one column and does not let itself be asked.
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        yield [str(model.index(row, c).data() or "") for c in range(columns)]


def _spoken(widget: QWidget, interface: QAccessibleInterface) -> str:
    # For a drop-down list Qt tells assistive technology on Linux the name by relation, and the value as text.
    return widget.accessibleName() or interface.text(QAccessible.Text.Name)


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return (_spoken(widget, interface) if interface else "") or type(widget).__name__


def _stop_of(widget: QWidget) -> QWidget:
    return widget.focusProxy() or widget


def _visible_part(widget: QWidget) -> QRect:
    """What of the widget is not scrolled away."""
    part = widget.visibleRegion().boundingRect()
    if part.isEmpty():
        return widget.rect()
    if isinstance(widget, QAbstractScrollArea):
        return part & widget.viewport().geometry()
    return part
