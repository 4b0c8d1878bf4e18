"""One window for each file: a second start asks the first one to come to the front, over a local socket."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_CALL: Final = b"front\n"
_WAIT_MS: Final = 500
_ANY_PROCESS: Final = -1  # ASFW_ANY


def socket_name(path: Path) -> str:
    """The same for every way to write this path; tells nothing of the file's name. 42 characters."""
    whole = os.path.normcase(os.path.realpath(path))
    return f"roundtable-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:31]}"


def call_first(path: Path) -> bool:
    """Ask the program that has this file's window to bring it to the front; False when there is none."""
    call = QLocalSocket()
    call.connectToServer(socket_name(path))
    if not call.waitForConnected(_WAIT_MS):
        return False
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):  # Windows lets a window come to the front by permission alone
            getattr(ctypes, "windll").user32.AllowSetForegroundWindow(_ANY_PROCESS)  # noqa: B009
    call.write(_CALL)
    sent = call.bytesToWrite() == 0 or call.waitForBytesWritten(_WAIT_MS)
    # Until the first one hangs up: then it has read the call. One that hangs does not come to the front.
    is_over = call.state() == QLocalSocket.LocalSocketState.UnconnectedState
    return sent and (is_over or call.waitForDisconnected(_WAIT_MS))


class FirstWindow(QObject):
    """Answers for the file that this window stands for. Nothing but the one call is understood."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server: QLocalServer | None = None

    def answer_for(self, path: Path) -> None:
        """From here on this window is the one of `path`. Who already answers for it is left alone."""
        self.stop()
        if call_first(path):
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(socket_name(path))  # what a crash left; nobody answered on it
        server.newConnection.connect(self._on_call)
        # In vain where the temporary folder's path is too long for a socket: then a second start is told of
        # the first one by the lock file.
        server.listen(socket_name(path))
        self._server = server

    def stop(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _on_call(self) -> None:
        server = self._server
        while server is not None and (caller := server.nextPendingConnection()) is not None:
            caller.readyRead.connect(lambda asked=caller: self._read(asked))
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        said = bytes(caller.read(len(_CALL)).data())
        caller.disconnectFromServer()
        if said == _CALL:
            self.come_to_front()

    def come_to_front(self) -> None:
        """Up from the task bar, over the others, with the keyboard."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
