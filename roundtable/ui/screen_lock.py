"""Hears that the operating system locks its screen or goes to sleep: one port over three systems."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

_LOGIN: Final = "org.freedesktop.login1"
_SCREEN_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
PBT_APMSUSPEND: Final = 0x0004
WTS_SESSION_LOCK: Final = 0x0007


class ScreenLockWatch(QObject):
    """Fires `locked` when the system's screen is locked, `sleeping` when the computer is about to sleep.

    Where nothing tells (macOS, a desktop without these services) it stays silent: the idle lock and the look
    at the clock after a sleep are there all the same.
    """

    locked = Signal()
    sleeping = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: _WindowsMessages | None = None
        self._window = window

    def start(self) -> bool:
        """Listen from now on; False when this system has nothing to listen to."""
        if sys.platform == "win32":
            return self._listen_on_windows()
        if sys.platform == "darwin":
            return False
        return self._listen_on_bus()

    def stop(self) -> None:
        """Nothing is to be covered any more."""
        if self._filter is not None:
            application = QCoreApplication.instance()
            if application is not None:
                application.removeNativeEventFilter(self._filter)
            self._filter = None

    # --- Linux: signals of logind and of the desktop's screen saver

    def _listen_on_bus(self) -> bool:
        from PySide6.QtDBus import QDBusConnection

        heard = False
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            # Any session's path: that somebody else's is locked costs a curtain, a missed one costs more.
            heard |= _connect(system, _LOGIN, f"{_LOGIN}.Session", "Lock", self, "on_lock()")
            heard |= _connect(system, _LOGIN, f"{_LOGIN}.Manager", "PrepareForSleep", self, "on_sleep(bool)")
        if session.isConnected():
            for name in _SCREEN_SAVERS:
                heard |= _connect(session, "", name, "ActiveChanged", self, "on_active(bool)")
        return heard

    @Slot()
    def on_lock(self) -> None:
        """The session is being locked."""
        self.locked.emit()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """True before the computer sleeps, False once it is awake."""
        if begins:
            self.sleeping.emit()

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        """The screen saver came on, or went."""
        if active:
            self.locked.emit()

    # --- Windows: messages to the window

    def _listen_on_windows(self) -> bool:
        application = QCoreApplication.instance()
        if application is None:
            return False
        self._filter = _WindowsMessages(self)
        application.installNativeEventFilter(self._filter)
        with suppress(OSError, AttributeError):  # without the service, sleep is told all the same
            _windows("wtsapi32").WTSRegisterSessionNotification(int(self._window.winId()), 0)
        return True


class _WindowsMessages(QAbstractNativeEventFilter):
    def __init__(self, watch: ScreenLockWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: Any, message: Any) -> Any:
        """Looks at two messages, holds none back."""
        if bytes(kind) == b"windows_generic_MSG":
            told = _Message.from_address(int(message))
            read(self._watch, told.number, told.word)
        return False, 0


def read(watch: ScreenLockWatch, number: int, word: int) -> None:
    """What a message of Windows says, if it is one of ours."""
    if (number, word) == (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK):
        watch.locked.emit()
    elif (number, word) == (WM_POWERBROADCAST, PBT_APMSUSPEND):
        watch.sleeping.emit()


class _Message(ctypes.Structure):
    """The beginning of MSG (winuser.h)."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


def _windows(library: str) -> Any:
    return getattr(getattr(ctypes, "windll"), library)  # noqa: B009 - mypy looks at this on Linux


def _connect(bus: Any, service: str, interface: str, name: str, watch: QObject, slot: str) -> bool:
    return bool(bus.connect(service, "", interface, name, watch, SLOT(slot)))
