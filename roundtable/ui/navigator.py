"""From place to place: which screen a key means, where one came from, whether one may go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from roundtable.domain.changes import Changes
from roundtable.ui.context import ChangedHub, Context
from roundtable.ui.screen import Screen

MakeScreen = Callable[..., Screen]
"""Called as `make(context, **params)`; usually the screen's class."""


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and what it is about: `Place("question", {"case_id": …, "number": 4})`."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


class Host(Protocol):
    """Where screens appear: the main window."""

    def show_screen(self, screen: Screen, *, keep: bool = False) -> None:
        """Show it instead of the present one, which is deleted, or with `keep` stays as it is, unseen."""

    def drop_screen(self, screen: Screen) -> None:
        """Delete one that was kept."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The page that help was opened over: it is gone back to as it was left."""

    screen: Screen
    place: Place
    focused: QWidget | None


Guard = Callable[[Place], str]
"""Says why a place cannot be opened now ("Cannot start yet: 2 people have not signed"), or ""."""


class ScreenUnknown(KeyError):
    """A key that no screen is registered for: a slip in the program, found by its tests."""


class Navigator(QObject):
    """Opens screens, remembers the way back, reloads the present one when its topics change."""

    moved = Signal(str)
    """The key of the screen that is shown now."""
    refused = Signal(str)
    """Why the guard said no."""

    def __init__(
        self, screens: Mapping[str, MakeScreen], hub: ChangedHub, guard: Guard | None = None
    ) -> None:
        super().__init__()
        self._screens, self._guard = dict(screens), guard or (lambda _place: "")
        self._context: Context | None = None
        self._host: Host | None = None
        self._screen: Screen | None = None
        self._here: Place | None = None
        self._past: list[Place] = []
        self._kept: _Kept | None = None
        hub.changed.connect(self._on_changed)

    def start(self, context: Context, host: Host) -> None:
        """Give it the context and the window; forgets the history."""
        self._context, self._host = context, host
        self._past.clear()
        self._here, self._kept = None, None

    @property
    def screen(self) -> Screen | None:
        """The screen that is shown."""
        return self._screen

    @property
    def here(self) -> Place | None:
        """The present place."""
        return self._here

    def go(self, key: str, /, **params: object) -> bool:
        """Open a screen. False when the present one did not let go or the guard said no.

        Raises ScreenUnknown.
        """
        place = Place(key, params)
        if not self._may_leave() or not self._may_enter(place):
            return False
        if self._here is not None and self._here != place:
            self._past.append(self._here)
        self._open(place)
        return True

    def back(self) -> bool:
        """To the place before this one; False when there is none, or it may not be opened any more."""
        if not self._past or not self._may_leave() or not self._may_enter(self._past[-1]):
            return False
        place = self._past.pop()
        if not self._resume(place):
            self._open(place)
        return True

    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return bool(self._past)

    def stand(self, key: str, /, **params: object) -> None:
        """The present place, if it is this screen, has these parameters from now on: its tab, for one."""
        if self._here is not None and self._here.key == key:
            self._here = Place(self._here.key, {**self._here.params, **params})

    def reopen(self) -> None:
        """Build the present screen again."""
        if self._here is not None:
            self._open(self._here)

    def let_go(self) -> bool:
        """Save what is being typed and ask the present screen whether it may be left: before quitting."""
        return self._may_leave()

    def _may_leave(self) -> bool:
        if self._screen is None:
            return True
        self._screen.flush()
        return self._screen.leave()

    def _may_enter(self, place: Place) -> bool:
        if place.key not in self._screens:
            raise ScreenUnknown(place.key)
        reason = self._guard(place)
        if reason:
            self.refused.emit(reason)
        return not reason

    def _open(self, place: Place) -> None:
        if self._context is None or self._host is None:
            raise ScreenUnknown("the navigator has not been started")
        screen = self._screens[place.key](self._context, **place.params)
        keep = self._keep(screen)
        self._screen, self._here = screen, place
        screen.footer.back.setVisible(bool(self._past) and screen.frame_kind == "full")
        self._host.show_screen(screen, keep=keep)
        screen.load()
        screen.focus_inside()
        self.moved.emit(place.key)

    def _keep(self, coming: Screen) -> bool:
        """Whether the present page is kept under the one that is coming; forgets it when that is none."""
        if not coming.is_aside:
            self._drop_kept()
            return False
        if self._screen is None or self._screen.is_aside or self._here is None:
            return False
        self._drop_kept()
        self._kept = _Kept(self._screen, self._here, QApplication.focusWidget())
        return True

    def _drop_kept(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None and self._host is not None and isValid(kept.screen):
            self._host.drop_screen(kept.screen)

    def _resume(self, place: Place) -> bool:
        """Back to the page that was kept; False when it is another one, or would keep the window waiting."""
        kept, host, context = self._kept, self._host, self._context
        if kept is None or host is None or context is None:
            return False
        if kept.place != place or not isValid(kept.screen) or context.tasks.is_busy:
            return False
        self._kept, self._screen, self._here = None, kept.screen, kept.place
        kept.screen.load()
        # What it shows may have been closed to the room meanwhile: nothing is seen before that was read.
        context.tasks.drain()
        host.show_screen(kept.screen)
        focused = kept.focused
        if focused is not None and isValid(focused) and kept.screen.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(kept.place.key)
        return True

    def _on_changed(self, changes: object) -> None:
        if self._screen is None or not isinstance(changes, Changes):
            return
        if self._screen.topics & changes.topics:
            self._screen.load()
