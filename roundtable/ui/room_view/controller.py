"""Puts the room view on the right screen, and takes it off before it could cover the facilitator's notes."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QWidget

from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import RoomWindow
from roundtable.ui.safety_keys import bind_safety
from roundtable.ui.theme import Theme


class RoomOutcome(StrEnum):
    """What came of switching the room view on or off; the value is what to tell the facilitator."""

    ON = "The room view is on {screen}"
    OFF = "The room view is off"
    MIRRORED = (
        "The projector shows what you see. In the display settings choose Extend, then press F5. "
        "Until then your notes are hidden here."
    )
    NO_SECOND_SCREEN = "There is no second screen. Connect the projector, then press F5."
    TOGETHER = (
        "This window came onto the projector’s screen. The room view is off. Move the window back, "
        "then press F5."
    )
    UNPLUGGED = "The projector was unplugged. The room view is off."


class RoomController(QObject):
    """On, off, blank, swap. Holds the last state, so that switching on shows the present page."""

    changed = Signal(str, bool)
    """What to tell the facilitator, and whether the room view is on now."""
    mirrored = Signal(bool)
    """Whether the room sees the facilitator's own screen: private notes have to be hidden then."""
    asked = Signal(str)
    """A key that was pressed while the room view was in front: curtain, lock, concern, room, blank."""

    def __init__(self, theme: Theme, main: QWidget) -> None:
        super().__init__(main)
        self._theme, self._main = theme, main
        self._window: RoomWindow | None = None
        self._state = RoomState(blank=True)
        self._blank = False
        self._covered = False
        self._followed: QWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens)
            app.screenRemoved.connect(self._on_removed)

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

    def show(self, state: RoomState) -> None:
        """See `context.RoomScreen`."""
        self._state = state
        self._refresh()

    def toggle(self) -> RoomOutcome:
        """On or off (F5)."""
        return self.stop() if self.is_on else self.start()

    def start(self) -> RoomOutcome:
        """Put it on the second screen, full size, and keep the keyboard here."""
        others = self._free_screens()
        if not others:
            outcome = RoomOutcome.MIRRORED if self.is_mirrored() else RoomOutcome.NO_SECOND_SCREEN
            self.mirrored.emit(outcome is RoomOutcome.MIRRORED)
            self.changed.emit(outcome.value, False)
            return outcome
        self.mirrored.emit(False)
        self._put_on(others[0])
        self.changed.emit(RoomOutcome.ON.value.format(screen=others[0].name() or "the second screen"), True)
        return RoomOutcome.ON

    def stop(self, outcome: RoomOutcome = RoomOutcome.OFF) -> RoomOutcome:
        """Blank it, then hide it."""
        if self._window is not None:
            self._window.show_state(RoomState(blank=True))
            self._window.hide()
        self.changed.emit(outcome.value, False)
        return outcome

    def end(self) -> None:
        """The program ends: nothing stays on the projector, and no window keeps the program alive."""
        window, self._window = self._window, None
        self._state = RoomState(blank=True)
        if window is not None:
            window.end()

    def set_blank(self, blank: bool) -> None:
        """Blank the room's screen, or show it again (B)."""
        self._blank = blank
        self._refresh()

    def cover(self, covered: bool) -> None:
        """The curtain: blank whatever the facilitator chose, until it is lifted."""
        self._covered = covered
        self._refresh()

    def swap(self) -> bool:
        """Exchange the two screens: main window there, room view here. False when the room view is off."""
        if not self.is_on or self._window is None:
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

    def _put_on(self, screen: QScreen) -> None:
        window = self._window = self._window or self._make_window()
        window.winId()  # makes the native window, whose screen has to be set before it is shown (Windows)
        handle = window.windowHandle()
        if handle is not None:
            handle.setScreen(screen)
        window.setGeometry(screen.geometry())
        self._refresh()
        self._follow_main()
        window.showFullScreen()
        self._main.activateWindow()

    def _make_window(self) -> RoomWindow:
        window = RoomWindow(self._theme)
        bind_safety(window, self.asked.emit, "room", "blank")
        return window

    def _refresh(self) -> None:
        if self._window is not None:
            hidden = self._blank or self._covered
            self._window.show_state(replace(self._state, blank=True) if hidden else self._state)

    def _free_screens(self) -> list[QScreen]:
        mine = self._main.screen()
        return [
            s
            for s in QGuiApplication.screens()
            if s is not mine and not s.geometry().intersects(mine.geometry())
        ]

    def is_mirrored(self) -> bool:
        """See `context.RoomScreen`. Mirrored displays share one geometry."""
        mine = self._main.screen()
        return any(
            s is not mine and s.geometry().intersects(mine.geometry()) for s in QGuiApplication.screens()
        )

    def _on_screens(self) -> None:
        self.mirrored.emit(self.is_mirrored())

    def _follow_main(self) -> None:
        main = self._main.windowHandle()
        if main is not None and main is not self._followed:
            self._followed = main
            main.screenChanged.connect(self._on_main_moved)

    def _on_main_moved(self, screen: QScreen) -> None:
        # The room would see the facilitator's own window, or the facilitator nothing but the room view.
        if self.is_on and self._window is not None and self._window.screen() is screen:
            self.stop(RoomOutcome.TOGETHER)

    def _on_removed(self, screen: QScreen) -> None:
        # Qt moves the window onto the laptop: it would cover the notes, or show them mirrored. Off at once.
        if self.is_on and not self._still_there(screen):
            self.stop(RoomOutcome.UNPLUGGED)

    def _still_there(self, gone: QScreen) -> bool:
        others = [s for s in self._free_screens() if s is not gone]
        return self._window is not None and self._window.screen() is not gone and bool(others)
