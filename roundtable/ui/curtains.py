"""One key covers every window at once; only what the facilitator knows lifts it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from roundtable.ui.main_window import APP_NAME, MainWindow
from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.curtain import Curtain, CurtainCard, Shows

KEYS: Final = (Qt.Key.Key_F9, Qt.Key.Key_Pause)
_WITH_CTRL: Final = (Qt.Key.Key_U, Qt.Key.Key_L)
"""Urgent concern and lock: neither waits for the curtain to be lifted."""
_KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class Curtains(QObject):
    """Covers the main window (hiding its content), dialogs and the room view; one of them has the card.

    The curtain is drawn before anything else happens; `drawn` then lets the application record it. It is
    lifted by `lift()` alone, which the application calls once `lift_asked` brought what is needed.
    """

    drawn = Signal()
    lifted = Signal()
    lift_asked = Signal(str)
    """The facilitator wants it lifted: the PIN or passphrase typed, "" when the card asks for nothing."""
    other_asked = Signal()
    way_chosen = Signal(str, str)
    """One of the card's ways, and what was typed."""
    concern_asked = Signal()
    """Ctrl+U under the curtain: a child at risk cannot wait for it to be lifted."""
    lock_asked = Signal()
    """Ctrl+L under the curtain."""
    covering_again = Signal()
    """A window came or went: the curtains are about to be taken away and drawn anew."""

    def __init__(self, theme: Theme, main: MainWindow, room: RoomController) -> None:
        super().__init__(main)
        self._theme, self._main, self._room = theme, main, room
        self._card = CurtainCard()
        self._is_drawn = False
        self._making_way = False
        self._curtains: dict[QWidget, Curtain] = {}
        self._front: QWidget = main
        self._places: dict[QWidget, QRect] = {}
        self._titles: dict[QWidget, str] = {}
        self._focus_before: QWidget | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether the curtain is drawn."""
        return self._is_drawn

    @property
    def card(self) -> CurtainCard:
        """What the curtain says, or said last."""
        return self._card

    @property
    def is_making_way(self) -> bool:
        """Whether the sign-off page is seen while the curtain is drawn."""
        return self._making_way

    @property
    def over_main(self) -> Curtain | None:
        """The curtain over the main window."""
        return self._curtains.get(self._main)

    def draw(self, card: CurtainCard | None = None) -> None:
        """Cover everything now; again with another card changes what it says."""
        first = not self._is_drawn
        self._card, self._is_drawn, self._making_way = card or CurtainCard(), True, False
        if first:
            self._focus_before = QApplication.focusWidget()
        self._room.cover(True)
        QToolTip.hideText()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        if self._main.screen_shown is not None:
            self._main.screen_shown.flush()
        self._uncover()
        self._main.hide_content(True)
        self._cover_all()
        if first:
            # Only now: a filter in Python on every event of the program would cost something all day.
            _application().installEventFilter(self)
            _application().focusChanged.connect(self._keep_focus)
            self.drawn.emit()

    def set_card(self, card: CurtainCard) -> None:
        """What the curtain says when it covers the sign-off page again."""
        self._card = card

    def toggle(self) -> None:
        """The key outside the curtain (F9, Pause): draw it, or cover the sign-off page again."""
        self.draw(self._card if self._is_drawn else None)

    def lift(self) -> None:
        """Show everything again, with the focus where it was."""
        if not self._is_drawn:
            return
        self._is_drawn, self._making_way = False, False
        _application().removeEventFilter(self)
        _application().focusChanged.disconnect(self._keep_focus)
        self._uncover()
        self._main.hide_content(False)
        self._room.cover(False)
        if self._focus_before is not None and _alive(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None
        self.lifted.emit()

    def make_way(self) -> None:
        """Let the sign-off page be seen while the curtain stays drawn for everything else.

        The caller has shown that page (a kiosk screen) first; `draw()` covers it again.
        """
        if self._is_drawn:
            self._making_way = True
            self._uncover()
            self._main.hide_content(False)

    def follow_front(self) -> None:
        """The card is on the window that can be used: a dialog blocks the others."""
        if self._is_drawn and not self._making_way and self._in_front() is not self._front:
            self.covering_again.emit()
            self._uncover()
            self._cover_all()

    def say(self, problem: str) -> None:
        """What was typed did not fit."""
        for curtain in self._curtains.values():
            curtain.say(problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the curtain is drawn: its key, and no other key reaches what is under it."""
        if event.type() in _KEY_EVENTS and isinstance(event, QKeyEvent) and event.key() in KEYS:
            return self._on_key(event)
        if self._is_with_ctrl(event):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._ask_for(event.key())  # type: ignore[attr-defined]
            return True
        if not self._is_drawn or self._making_way:
            return super().eventFilter(watched, event)
        if isinstance(watched, QWidget) and watched.isWindow():
            self._follow_window(watched, event)
        if event.type() == QEvent.Type.Shortcut:
            return True
        if event.type() in _KEY_EVENTS and isinstance(watched, QWidget):
            return not self._may_type(watched)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            if self._making_way:
                self.toggle()
            elif self._card.asks == "nothing":
                self.lift_asked.emit("")
        event.accept()
        return True

    def _is_with_ctrl(self, event: QEvent) -> bool:
        covered = self._is_drawn and not self._making_way
        return (
            covered
            and isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and event.key() in _WITH_CTRL
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )

    def _ask_for(self, key: int) -> None:
        if key == Qt.Key.Key_L:
            self.lock_asked.emit()
        else:
            self.concern_asked.emit()

    def _follow_window(self, window: QWidget, event: QEvent) -> None:
        """A window that comes is covered; one that is used again finds the focus on its curtain."""
        if event.type() == QEvent.Type.Show:
            self._cover(window)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            # Once Qt knows which dialog is in front now.
            QTimer.singleShot(0, self, self.follow_front)
        elif event.type() == QEvent.Type.WindowActivate and window is self._front:
            focus, curtain = window.focusWidget(), self._curtains[window]
            if focus is None or not curtain.isAncestorOf(focus):
                curtain.take_focus()

    def _in_front(self) -> QWidget:
        dialog = QApplication.activeModalWidget()
        return dialog if dialog is not None and dialog.isVisible() else self._main

    def _keep_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A page that reads again under the curtain may reach for the focus: it stays on the curtain."""
        if not self._is_drawn or self._making_way or (new is not None and self._may_type(new)):
            return
        # Nothing has the focus: what had it is gone, or the program is not in front and no window is active.
        window = new.window() if new is not None else QApplication.activeWindow()
        curtain = self._curtains.get(window) if window is not None else None
        if curtain is not None:
            curtain.take_focus()

    def _may_type(self, widget: QWidget) -> bool:
        return any(c is widget or c.isAncestorOf(widget) for c in self._curtains.values())

    def _cover_all(self) -> None:
        self._front = self._in_front()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        curtain = self._curtains.get(self._front)
        if curtain is not None:
            self._make_room(self._front, curtain)
            curtain.take_focus()

    def _cover(self, window: QWidget) -> None:
        if window in self._curtains or window.windowType() in (Qt.WindowType.ToolTip, Qt.WindowType.Popup):
            return
        for_the_room = window is self._room.window
        shows: Shows = "words" if for_the_room else "all" if window is self._front else "nothing"
        card = CurtainCard() if for_the_room else self._card  # the room is told nothing, no name either
        curtain = Curtain(self._theme, window, card, shows=shows)
        curtain.lift_asked.connect(self.lift_asked)
        curtain.other_asked.connect(self.other_asked)
        curtain.way_chosen.connect(self.way_chosen)
        self._curtains[window] = curtain
        if window is not self._main and not for_the_room:
            self._titles[window] = window.windowTitle()  # a question may name somebody
            window.setWindowTitle(APP_NAME)

    def _make_room(self, window: QWidget, curtain: Curtain) -> None:
        """A small dialog grows, so that the field is seen; it has its size again afterwards."""
        if window is self._main:
            return
        before = self._places[window] = window.geometry()
        room = window.screen().availableGeometry()
        needed = before.size().expandedTo(QSize(0, curtain.height_wanted())).boundedTo(room.size())
        place = QRect(before.topLeft(), needed)
        place.moveCenter(before.center())
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height())))
        window.setGeometry(place)

    def _uncover(self) -> None:
        for window, curtain in self._curtains.items():
            if _alive(curtain):
                window.removeEventFilter(curtain)
                curtain.hide()
                curtain.setParent(None)
                curtain.deleteLater()
        self._curtains.clear()
        for window, place in self._places.items():
            if _alive(window):
                window.setGeometry(place)
        self._places.clear()
        for window, title in self._titles.items():
            if _alive(window):
                window.setWindowTitle(title)
        self._titles.clear()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication), "widgets exist, so the application does"  # noqa: S101
    return app


def _alive(widget: QWidget) -> bool:
    return bool(isValid(widget))
