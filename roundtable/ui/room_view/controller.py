"""Puts the room view on the right screen, and takes it off before it could cover the facilitator's notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QWidget

from roundtable.ui.room_view.duplicates import shows_twice
from roundtable.ui.room_view.sight import OFF, Mode, Sight
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import RoomWindow
from roundtable.ui.safety_keys import bind_safety
from roundtable.ui.theme import Theme


class RoomOutcome(StrEnum):
    """What came of switching the room view on or off; the value is what to tell the facilitator."""

    ON = "The room view is on {screen}"
    OFF = "The room view is off"
    WINDOW = (
        "There is one screen only: the room view is a window. Share that window or move it to the "
        "projector; never show this one, which has your notes."
    )
    SECOND_SCREEN = "A second screen is connected. Press F5 twice to show the room view there."
    MIRRORED = (
        "The projector shows what you see. In the display settings choose Extend, then press F5. "
        "Until then your notes are hidden here."
    )
    TOGETHER = (
        "This window came onto the projector’s screen. The room view is off. Move the window back, "
        "then press F5."
    )
    HELD_GOES = (
        "The page that was held may say a name now. The room is blank; press B and it follows your page."
    )
    UNPLUGGED = "The projector was unplugged. The room view is off."


class RoomController(QObject):
    """On, off, blank, hold, swap. Holds the last state, so that switching on shows the present page."""

    changed = Signal(str, bool)
    """What to tell the facilitator, and whether the room view is on now."""
    looked = Signal()
    """The room sees something else, or the same for another reason."""
    mirrored = Signal(bool)
    """Whether the room sees the facilitator's own screen: private notes have to be hidden then."""
    asked = Signal(str)
    """A key that was pressed while the room view was in front: curtain, lock, concern, room, blank, hold."""

    def __init__(self, theme: Theme, main: QWidget, wanted_screen: Callable[[], str] = str) -> None:
        """`wanted_screen` says the name of the screen that it is to open on, "" for the one that is free."""
        super().__init__(main)
        self._theme, self._main, self._wanted_screen = theme, main, wanted_screen
        self._window: RoomWindow | None = None
        self._state = RoomState(blank=True)
        self._held: RoomState | None = None
        self._card: RoomState | None = None
        self._blank = False
        self._covered = False
        self._held_waits = False
        self._is_in_window = self._is_aside = False
        self._followed: QWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_added)
            app.screenRemoved.connect(self._on_removed)
            app.focusWindowChanged.connect(self._on_focus)
            for screen in QGuiApplication.screens():
                screen.geometryChanged.connect(self._on_arranged)

    @property
    def window(self) -> RoomWindow | None:
        """The window, once it was on."""
        return self._window

    @property
    def is_on(self) -> bool:
        """Whether the room sees the room view."""
        return self._window is not None and self._window.isVisible()

    @property
    def is_blank(self) -> bool:
        """Whether the facilitator blanked it."""
        return self._blank

    @property
    def held(self) -> RoomState | None:
        """The page that it is held on; None where it follows."""
        return self._held

    @property
    def is_aside(self) -> bool:
        """Whether the laptop shows a page that tells the room nothing."""
        return self._is_aside

    @property
    def is_on_break(self) -> bool:
        """Whether the break card is shown."""
        return self._card is not None

    @property
    def sight(self) -> Sight:
        """What the room sees now, and why."""
        if not self.is_on:
            return OFF
        seen, mode = self._seen()
        return Sight(True, mode, seen, can_swap=not self._is_in_window)

    def show(self, state: RoomState) -> None:
        """See `context.RoomScreen`. A page that is held stays, whatever this one tells the room."""
        self._state = state
        self._refresh()

    # --- on and off

    def toggle(self) -> RoomOutcome:
        """On or off (F5)."""
        return self.stop() if self.is_on else self.start()

    def start(self) -> RoomOutcome:
        """Put it on the second screen, full size, and keep the keyboard here; else open a window."""
        others = self._free_screens()
        is_mirrored = self.is_mirrored()
        self.mirrored.emit(is_mirrored)
        if is_mirrored and not others:
            self.changed.emit(RoomOutcome.MIRRORED.value, False)
            return RoomOutcome.MIRRORED
        self._held, self._card, self._blank = None, None, False
        if not others:
            self._open_window()
            self.changed.emit(RoomOutcome.WINDOW.value, True)
            return RoomOutcome.WINDOW
        wanted = self._wanted_screen()
        chosen = next((screen for screen in others if screen.name() == wanted), others[0])
        self._put_on(chosen)
        self.changed.emit(RoomOutcome.ON.value.format(screen=chosen.name() or "the second screen"), True)
        return RoomOutcome.ON

    def stop(self, outcome: RoomOutcome = RoomOutcome.OFF) -> RoomOutcome:
        """Blank it, then hide it."""
        if self._window is not None:
            self._window.show_state(RoomState(blank=True))
            self._window.hide()
        self._held, self._card = None, None
        self.changed.emit(outcome.value, False)
        self.looked.emit()
        return outcome

    def end(self) -> None:
        """The program ends: nothing stays on the projector, and no window keeps the program alive."""
        window, self._window = self._window, None
        self._state, self._held = RoomState(blank=True), None
        if window is not None:
            window.end()
        self.looked.emit()

    # --- what is seen

    def set_blank(self, blank: bool) -> None:
        """Blank the room's screen, or show it again (B)."""
        self._blank = blank
        self._refresh()

    def cover(self, covered: bool) -> None:
        """The curtain: blank whatever the facilitator chose, until it is lifted."""
        self._covered = covered
        self._refresh()

    def hold(self, state: RoomState | None) -> None:
        """Keep to this page whatever the laptop shows; None lets it follow again."""
        self._held, self._held_waits = state, False
        self._refresh()

    def keep_held_back(self, waits: bool) -> None:
        """Whether the held page may not be seen just now: blank, and there again when it may."""
        self._held_waits = waits
        self._refresh()

    def let_held_go(self) -> None:
        """The held page may say too much: it is never seen again. Blank, until the facilitator presses B."""
        if self._held is not None:
            self._held, self._held_waits, self._blank = None, False, True
            self._refresh()
            self.changed.emit(RoomOutcome.HELD_GOES.value, True)

    def toggle_hold(self) -> bool:
        """Hold what the room sees now, or follow again (H); whether it is held. Nothing to hold: False."""
        can_hold = self.is_on and self._held is None and not self._state.blank
        self.hold(self._state if can_hold else None)
        return self._held is not None

    def stand_aside(self, aside: bool) -> None:
        """Whether the laptop shows a page that is not for the room: the one before it stays there."""
        self._is_aside = aside
        self.looked.emit()

    def set_break(self, card: RoomState | None) -> None:
        """Show the card for a break, or what was there before."""
        self._card = card
        self._refresh()

    def swap(self) -> bool:
        """Exchange the two screens: main window there, room view here. False when the room view is off."""
        if not self.is_on or self._window is None or self._is_in_window:
            return False
        here, there = self._main.screen(), self._window.screen()
        self._window.hide()
        was_full = self._main.isMaximized() or self._main.isFullScreen()
        self._main.showNormal()
        self._main.move(there.availableGeometry().topLeft())
        if was_full:
            self._main.showMaximized()
        self._put_on(here)
        return True

    def _seen(self) -> tuple[RoomState, Mode]:
        if self._blank or self._covered:
            return _blank(self._state), Mode.BLANK
        if self._card is not None:
            return self._card, Mode.BREAK
        if self._held is not None:
            return (_blank(self._state), Mode.WAITS) if self._held_waits else (self._held, Mode.HELD)
        if self._state.blank:
            return self._state, Mode.NOTHING
        return self._state, Mode.STAYS if self._is_aside else Mode.FOLLOWS

    def _refresh(self) -> None:
        if self._window is not None:
            self._window.show_state(self._seen()[0])
            self.looked.emit()

    # --- the window and the screens

    def _put_on(self, screen: QScreen) -> None:
        window = self._window = self._window or self._make_window()
        self._is_in_window = False
        window.winId()  # makes the native window, whose screen has to be set before it is shown (Windows)
        handle = window.windowHandle()
        if handle is not None:
            handle.setScreen(screen)
        window.setGeometry(screen.geometry())
        self._refresh()
        self._follow_main()
        window.showFullScreen()
        self._main.activateWindow()
        self.looked.emit()

    def _open_window(self) -> None:
        """Half as wide as the screen, at its lower right."""
        window = self._window = self._window or self._make_window()
        self._is_in_window = True
        room = self._main.screen().availableGeometry()
        wide = room.width() // 2
        place = QRect(0, 0, wide, wide * 9 // 16)
        place.moveBottomRight(room.bottomRight())
        window.showNormal()
        window.setGeometry(place)
        self._refresh()
        self._main.activateWindow()
        self.looked.emit()

    def _make_window(self) -> RoomWindow:
        window = RoomWindow(self._theme)
        bind_safety(window, self.asked.emit, "room", "blank", "hold")
        window.close_asked.connect(self.stop)
        window.shown_anew.connect(self.looked)
        return window

    def _free_screens(self) -> list[QScreen]:
        mine = self._main.screen()
        return [
            s
            for s in QGuiApplication.screens()
            if s is not mine and not s.geometry().intersects(mine.geometry())
        ]

    def is_mirrored(self) -> bool:
        """See `context.RoomScreen`. Mirrored displays share one geometry, or are one screen to Qt."""
        mine = self._main.screen()
        return shows_twice() or any(
            s is not mine and s.geometry().intersects(mine.geometry()) for s in QGuiApplication.screens()
        )

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_arranged)
        self._on_arranged()
        if self.is_on and self._is_in_window and self._free_screens():
            self.changed.emit(RoomOutcome.SECOND_SCREEN.value, True)

    def _on_arranged(self) -> None:
        """Displays were put side by side or over each other."""
        is_mirrored = self.is_mirrored()
        if is_mirrored and self.is_on and not self._is_in_window and not self._free_screens():
            self.stop(RoomOutcome.MIRRORED)
        self.mirrored.emit(is_mirrored)

    def _follow_main(self) -> None:
        main = self._main.windowHandle()
        if main is not None and main is not self._followed:
            self._followed = main
            main.screenChanged.connect(self._on_main_moved)

    def _on_focus(self, focused: QWindow | None) -> None:
        """A window manager gave the projector the keyboard: what is typed then would reach no page."""
        if self._window is None or self._is_in_window or focused is not self._window.windowHandle():
            return
        if focused is not None and self._main.isVisible() and not self._main.isMinimized():
            QTimer.singleShot(0, self._main.activateWindow)

    def _on_main_moved(self, screen: QScreen) -> None:
        # The room would see the facilitator's own window, or the facilitator nothing but the room view.
        is_full = self.is_on and not self._is_in_window
        if is_full and self._window is not None and self._window.screen() is screen:
            self.stop(RoomOutcome.TOGETHER)

    def _on_removed(self, screen: QScreen) -> None:
        # Qt moves the window onto the laptop: it would cover the notes, or show them mirrored. Off at once.
        if self.is_on and not self._is_in_window and not self._still_there(screen):
            self.stop(RoomOutcome.UNPLUGGED)
        self.mirrored.emit(self.is_mirrored())

    def _still_there(self, gone: QScreen) -> bool:
        others = [s for s in self._free_screens() if s is not gone]
        return self._window is not None and self._window.screen() is not gone and bool(others)


def _blank(state: RoomState) -> RoomState:
    return replace(RoomState(blank=True), marking=state.marking)
