"""Keeps our windows out of screenshots, screen sharing and Recall, where the system offers it."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from contextlib import suppress
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

from roundtable.ui.context import Settings
from roundtable.ui.room_view.controller import RoomController

SETTING: Final = "hide_from_capture"
WDA_NONE: Final = 0x00
WDA_MONITOR: Final = 0x01
WDA_EXCLUDEFROMCAPTURE: Final = 0x11  # Windows 10 2004 and later; before, WDA_MONITOR shows it black
_SHARING_NONE: Final = 0  # NSWindowSharingNone
_SHARING_READ_ONLY: Final = 1


def is_offered() -> bool:
    """Whether this system can do it. X11 and Wayland have nothing of the kind."""
    return sys.platform in ("win32", "darwin")


class CaptureGuard(QObject):
    """Every window that comes into use is hidden from capture while the setting says so; the room view never.

    A projector that shows the same picture as the laptop is no capture: it goes on showing it.
    """

    def __init__(self, settings: Settings, room: RoomController, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._room = settings, room

    def start(self) -> None:
        """Look after the windows there are and those that come."""
        application = QGuiApplication.instance()
        if is_offered() and isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)
            self.refresh()

    def refresh(self) -> None:
        """The setting was changed: tell every window."""
        for window in QGuiApplication.topLevelWindows():
            self._on_window(window)

    def hides(self, window: QWindow) -> bool:
        """Whether this window is to be hidden from capture now."""
        room = self._room.window
        is_room = room is not None and room.windowHandle() is window
        return self._settings.read(SETTING) == "on" and not is_room

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None and is_offered():
            hide_from_capture(int(window.winId()), hidden=self.hides(window))


def hide_from_capture(handle: int, *, hidden: bool) -> bool:
    """Tell the system about one native window; False when it did not take it."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            return _on_windows(getattr(ctypes, "windll").user32, handle, hidden=hidden)  # noqa: B009
        if sys.platform == "darwin":
            return _on_macos(handle, hidden=hidden)
    return False


def _on_windows(user32: Any, handle: int, *, hidden: bool) -> bool:
    wanted = (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if hidden else (WDA_NONE,)
    return any(user32.SetWindowDisplayAffinity(handle, each) for each in wanted)


def _on_macos(view: int, *, hidden: bool) -> bool:
    """`[[view window] setSharingType:]` through the Objective-C runtime: no library more is needed."""
    runtime = ctypes.CDLL(ctypes.util.find_library("objc"))
    runtime.sel_registerName.restype = ctypes.c_void_p
    send = ctypes.cast(runtime.objc_msgSend, ctypes.c_void_p).value or 0
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(send)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(send)
    window = ask(view, runtime.sel_registerName(b"window"))
    if not window:
        return False
    tell(
        window, runtime.sel_registerName(b"setSharingType:"), _SHARING_NONE if hidden else _SHARING_READ_ONLY
    )
    return True
