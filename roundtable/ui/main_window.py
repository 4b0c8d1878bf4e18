"""The window: header, banners, rail, one screen at a time, messages; hides everything when locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from roundtable.ui.door import ClosedVault
from roundtable.ui.header import Header
from roundtable.ui.page_keys import takes_letters
from roundtable.ui.room_view.panel import RoomPanel
from roundtable.ui.screen import FrameKind, Screen, focus_region
from roundtable.ui.shortcuts import SHORTCUTS, Shortcut
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.banner import Banner
from roundtable.ui.widgets.labels import Tone
from roundtable.ui.widgets.step_rail import RailGroup, StepRail
from roundtable.ui.widgets.toast import Toast

APP_NAME = "Roundtable"
COMPACT_RAIL_BELOW = 900
"""Effective window width under which the rail shows icons only."""
ROOM_PICTURE_FROM = 640
"""Effective window height from which there is room for the steps and a picture of what the room sees."""


class MainWindow(QMainWindow):
    """The frame around screens. What its keys and buttons mean is wired by the application.

    Every entry of `shortcuts.SHORTCUTS` fires `asked` with its action, as the header buttons do. Zoom,
    undo, find, the primary action and moving between regions are done here.
    """

    asked = Signal(str)
    """help, room, blank, hold, break, swap, curtain, lock, concern, back, palette, shortcuts, quit."""
    step_chosen = Signal(str)
    """The key of a step in the rail."""

    def __init__(self, theme: Theme, may_close: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self._theme, self._may_close = theme, may_close or (lambda: True)
        self._kind: FrameKind = "bare"
        self._is_unlocked = False
        self._banners: dict[str, Banner] = {}
        self._shortcuts: dict[str, list[QShortcut]] = {}
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(760, 520)
        self.header = Header(theme)
        self.rail = StepRail(theme)
        self.rail.setVisible(False)
        self.rail.chosen.connect(self.step_chosen)
        self.room_panel = RoomPanel(theme)
        self.room_panel.asked.connect(self.asked)
        self.room_panel.appeared.connect(self._fit)
        self._stack = QStackedWidget()
        self._build()
        self.toasts = Toast(theme, self._content)
        for button, action in zip(self.header.buttons(), ("concern", "room", "help", "lock"), strict=True):
            button.clicked.connect(lambda _checked=False, name=action: self.asked.emit(name))  # type: ignore[attr-defined]
        for shortcut in SHORTCUTS:
            self._bind(shortcut)
        theme.changed.connect(self._fit)
        self._gives_letters = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._follow_kind("bare")

    # --- screens

    @property
    def screen_shown(self) -> Screen | None:
        """The present screen."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def show_screen(self, screen: Screen, *, keep: bool = False) -> None:
        """See `navigator.Host`."""
        old = self.screen_shown
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
            screen.title_changed.connect(self._on_title)
        self._stack.setCurrentWidget(screen)
        if old is not None and not keep:
            self.drop_screen(old)
        self._is_unlocked = not isinstance(screen.context.vault, ClosedVault)
        self._follow_kind(screen.frame_kind)
        if screen.frame_kind != "full":
            self.toasts.dismiss()
        else:
            self.toasts.turn_page()
        self._on_title()

    def drop_screen(self, screen: Screen) -> None:
        """See `navigator.Host`."""
        self._stack.removeWidget(screen)
        screen.hide()
        # It stays the stack's child until then: without a parent all of it would be styled anew.
        screen.deleteLater()

    # --- frame (see context.Frame)

    def set_place(self, text: str) -> None:
        """See `context.Frame`."""
        self.header.set_place(text)

    def set_marking(self, text: str) -> None:
        """The Board's classification marking; "" hides it."""
        self.header.mark.set(text)

    def set_rail(self, groups: Sequence[RailGroup], current: str) -> None:
        """See `context.Frame`."""
        self.rail.show_steps(groups, current)
        self._fit()

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """See `context.Frame`."""
        self.toasts.say(text, undo)

    def show_banner(
        self, key: str, tone: str, text: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """See `context.Frame`."""
        self.clear_banner(key)
        banner = Banner(self._theme, _tone(tone), text, action, on_action)
        self._banners[key] = banner
        self._banner_column.addWidget(banner)

    def clear_banner(self, key: str) -> None:
        """See `context.Frame`."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            self._banner_column.removeWidget(banner)
            banner.hide()  # else a queued show makes it a window of its own
            banner.setParent(None)
            banner.deleteLater()

    def banner_texts(self) -> tuple[str, ...]:
        """The banners shown."""
        return tuple(banner.text() for banner in self._banners.values())

    # --- hiding

    def hide_content(self, hidden: bool) -> None:
        """Hide everything that could hold case content, the title of the window too: curtain and lock."""
        self._content.setVisible(not hidden)
        self._on_title()

    @property
    def is_hidden(self) -> bool:
        """Whether the content is hidden."""
        return self._content.isHidden()

    def forget(self) -> None:
        """Lock: drop the screen, the steps, the messages and the place, so that nothing of them is left."""
        while (screen := self._stack.widget(0)) is not None:
            self._stack.removeWidget(screen)
            screen.hide()  # else a queued show makes it a window of its own
            screen.setParent(None)
            screen.deleteLater()
        self.rail.show_steps((), "")
        self.toasts.dismiss()
        for key in tuple(self._banners):
            self.clear_banner(key)
        self.set_place("")
        self.setWindowTitle(APP_NAME)
        self._follow_kind("bare")

    # --- inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rail and header follow the room there is."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when what is being typed is safe and the application agrees."""
        if self._may_close():
            event.accept()
        else:
            event.ignore()

    def _build(self) -> None:
        self._content = QWidget()
        self._content.setObjectName("page")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._banner_column = QVBoxLayout()
        column.addWidget(self.header)
        column.addLayout(self._banner_column)
        body = QHBoxLayout()
        body.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.rail, 1)
        left.addWidget(self.room_panel, 0, Qt.AlignmentFlag.AlignBottom)
        body.addLayout(left)
        body.addWidget(self._stack, 1)
        column.addLayout(body, 1)
        shell = QWidget()
        outer = QVBoxLayout(shell)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._content)
        self.setCentralWidget(shell)

    def _bind(self, shortcut: Shortcut) -> None:
        for keys in shortcut.keys:
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WindowShortcut)
            bound.activated.connect(lambda name=shortcut.action: self._do(name))
            self._shortcuts.setdefault(shortcut.action, []).append(bound)

    def _do(self, action: str) -> None:
        own = self._own_actions().get(action)
        if own is not None:
            own()
        else:
            self.asked.emit(action)

    def _own_actions(self) -> dict[str, Callable[[], object]]:
        return {
            "zoom_in": self._theme.zoom_in,
            "zoom_out": self._theme.zoom_out,
            "zoom_reset": lambda: self._theme.set_zoom(1.0),
            "primary": self._do_primary,
            "find": lambda: self.screen_shown and self.screen_shown.search(),
            "undo": lambda: self.toasts.undo() or (self.screen_shown and self.screen_shown.undo()),
            "next_region": lambda: focus_region(self._regions()),
            "last_region": lambda: focus_region(self._regions(), backwards=True),
        }

    def _do_primary(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.do_primary()

    def _regions(self) -> tuple[QWidget, ...]:
        rail = (self.rail,) if self.rail.isVisible() else ()
        screen = self.screen_shown.regions() if self.screen_shown else ()
        room = (self.room_panel,) if self.room_panel.isVisible() else ()
        return (*rail, *room, *screen, self.header)

    def _follow_kind(self, kind: FrameKind) -> None:
        self._kind = kind
        self.header.set_kind(kind, unlocked=self._is_unlocked)
        self._enable_keys()
        self._fit()

    def _on_focus(self, _old: QWidget | None, focused: QWidget | None) -> None:
        """In a drop-down, H goes to "Health": it is no key of the room view there."""
        if self._gives_letters != takes_letters(focused):
            self._gives_letters = not self._gives_letters
            self._enable_keys()

    def _enable_keys(self) -> None:
        for shortcut in SHORTCUTS:
            works = {"full": True, "kiosk": shortcut.in_kiosk, "bare": shortcut.in_bare}[self._kind]
            # Help can be read before a file is open; what it says of the meeting cannot be done yet.
            works = works and (self._is_unlocked or not shortcut.needs_file)
            works = works and not (self._gives_letters and shortcut.is_letter)
            for bound in self._shortcuts[shortcut.action]:
                bound.setEnabled(works)

    def _on_title(self, _told: str = "") -> None:
        title = self.screen_shown.title() if self.screen_shown else ""
        # An attendee holds the device, or nobody has unlocked: the title bar says nothing of the case.
        told = self._kind == "full" and title and not self._content.isHidden()
        self.setWindowTitle(f"{title} — {APP_NAME}" if told else APP_NAME)

    def _fit(self) -> None:
        self.rail.setVisible(self._kind == "full" and bool(self.rail.steps()))
        compact = self._theme.narrow(self.width(), COMPACT_RAIL_BELOW)
        self.rail.set_compact(compact)
        self.room_panel.set_compact(compact, low=self._theme.narrow(self.height(), ROOM_PICTURE_FROM))
        self.room_panel.setVisible(self._kind == "full" and self.room_panel.sight.is_on)


def _tone(tone: str) -> Tone:
    known: dict[str, Tone] = {"info": "info", "warn": "warn", "bad": "bad", "ok": "ok"}
    return known.get(tone, "info")
