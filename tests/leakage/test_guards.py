"""What protects the window from outside: clipboard, the system's screen lock, a second start, screen capture."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from roundtable.ui import capture_guard, screen_lock
from roundtable.ui.clipboard_care import AFTER, ClipboardCare, copy_to_send
from roundtable.ui.first_window import FirstWindow, call_first, socket_name
from roundtable.ui.machine_settings import recent_files
from roundtable.ui.screen_lock import ScreenLockWatch
from tests.journeys.facilitator import Facilitator
from tests.journeys.plug import prepare
from tests.storage import vaults

ROOT = Path(__file__).resolve().parents[2]
COPIED = "Zephyrine Quillfeather"


@pytest.fixture
def me(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Somebody who has unlocked a file with an open round table."""
    qapp.setStyle("Fusion")
    prepare(tmp_path)
    somebody = Facilitator(tmp_path)
    somebody.opens_the_program()
    somebody.unlocks(vaults.PASSPHRASE)
    somebody.arrives_at("home")
    yield somebody
    somebody.puts_away()
    QGuiApplication.clipboard().clear()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def copies(me: Facilitator) -> None:
    """Typed, marked and copied, as anybody does it."""
    line = QLineEdit(me.session.window)
    line.show()
    line.setFocus()
    QTest.keyClicks(line, COPIED)
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == COPIED


# --- the clipboard


def test_the_curtain_takes_what_was_copied_off_the_clipboard(me: Facilitator) -> None:
    copies(me)
    me.hands.key(Qt.Key.Key_F9)
    assert me.session.curtains.is_drawn and clipboard() == ""


def test_a_lock_takes_what_was_copied_off_the_clipboard(me: Facilitator) -> None:
    copies(me)
    me.session.lock()
    me.hands.wait_for(lambda: bool(me.program.locked), "the lock")
    assert clipboard() == ""


def test_the_end_takes_what_was_copied_off_the_clipboard(me: Facilitator) -> None:
    copies(me)
    me.session.end()
    assert clipboard() == ""


def test_what_was_copied_leaves_the_clipboard_by_itself_and_can_still_be_pasted_here(
    me: Facilitator,
) -> None:
    care = hurried(me)
    copies(me)
    me.hands.wait_for(lambda: clipboard() == "", "the clipboard to be empty")
    line = QLineEdit(me.session.window)
    line.show()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == COPIED, "words that were cut must not be lost"
    me.hands.wait_for(lambda: clipboard() == "", "the clipboard to be empty again")
    me.session.guards.clipboard.forget()
    care.forget()
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "", "nothing of a file that is closed is pasted into the next"
    care.deleteLater()


def test_ten_seconds_leave_alone_what_somebody_else_copied_and_what_is_to_be_sent(me: Facilitator) -> None:
    care = hurried(me)
    copies(me)
    copy_to_send("an address")
    waits(me)
    assert clipboard() == "an address"
    copies(me)
    me.session.window.hide()
    me.hands.wait_for(lambda: QApplication.activeWindow() is None, "no window of ours in use")
    QGuiApplication.clipboard().setText("a shopping list")
    waits(me)
    assert clipboard() == "a shopping list"
    me.session.window.show()
    care.deleteLater()


def hurried(me: Facilitator) -> ClipboardCare:
    """Beside the session's own, which waits for ten seconds: one that waits for a twentieth of one."""
    assert AFTER <= 10_000
    return ClipboardCare(me.session.window, after=50)


def waits(me: Facilitator) -> None:
    """Longer than that."""
    over: list[bool] = []
    QTimer.singleShot(150, lambda: over.append(True))
    me.hands.wait_for(lambda: bool(over), "the clearing that must not come")


def test_what_somebody_else_copied_since_is_left_alone(me: Facilitator) -> None:
    copies(me)
    other = "a shopping list from another program"
    me.session.window.hide()
    me.hands.wait_for(lambda: QApplication.activeWindow() is None, "no window of ours in use")
    QGuiApplication.clipboard().setText(other)
    me.session.curtains.draw()
    assert clipboard() == other
    me.session.curtains.lift()
    me.session.window.show()


# --- the system's screen lock


def test_in_an_open_round_table_the_screen_lock_draws_the_curtain(me: Facilitator) -> None:
    me.hands.wait_for(lambda: me.session.safety.is_meeting_open, "the open round table")
    me.session.guards.screen.on_active(False)
    assert not me.session.curtains.is_drawn
    me.session.guards.screen.on_lock()
    assert me.session.curtains.is_drawn and me.program.locked == []


def test_sleep_locks_whatever_is_open(me: Facilitator) -> None:
    me.session.guards.screen.on_sleep(False)
    assert me.program.locked == []
    me.session.guards.screen.on_sleep(True)
    me.hands.wait_for(lambda: bool(me.program.locked), "the lock")


ON_A_BUS = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from roundtable.ui.screen_lock import ScreenLockWatch

app, heard = QApplication([]), []
window = QWidget()
watch = ScreenLockWatch(window)
watch.locked.connect(lambda: heard.append("locked"))
watch.sleeping.connect(lambda: heard.append("sleeping"))
assert watch.start()
desktop = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "desktop")
assert desktop.registerService("org.freedesktop.login1")

def tell(path, interface, name, *values):
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(values))
    assert desktop.send(message)
    QTest.qWait(200)
    print(name, values, heard, flush=True)
    heard.clear()

tell("/org/freedesktop/login1/session/_33", "org.freedesktop.login1.Session", "Lock")
tell("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
tell("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)
tell("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs dbus-run-session")
def test_the_signals_of_a_linux_desktop_are_heard() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", ON_A_BUS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "Lock () ['locked']",
        "PrepareForSleep (True,) ['sleeping']",
        "PrepareForSleep (False,) []",
        "ActiveChanged (True,) ['locked']",
        "ActiveChanged (True,) ['locked']",
        "ActiveChanged (False,) []",
    ], done.stderr


@pytest.mark.parametrize(
    ("number", "word", "heard"),
    [
        (0x02B1, 0x7, ["locked"]),
        (0x02B1, 0x8, []),
        (0x0218, 0x4, ["sleeping"]),
        (0x0218, 0x12, []),
        (0x7, 0x7, []),
    ],
)
def test_the_messages_of_windows_are_read(
    qapp: QApplication, number: int, word: int, heard: list[str]
) -> None:
    window, told = QWidget(), []  # type: ignore[var-annotated]
    watch = ScreenLockWatch(window)
    watch.locked.connect(lambda: told.append("locked"))
    watch.sleeping.connect(lambda: told.append("sleeping"))
    screen_lock.read(watch, number, word)
    assert told == heard
    window.deleteLater()


# --- a second start


CALL = "import sys; from pathlib import Path; from roundtable.ui.first_window import call_first\n"
CALL += "from PySide6.QtCore import QCoreApplication; QCoreApplication([]); sys.exit(not call_first(Path(sys.argv[1])))"


def second_start(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CALL, str(path)], cwd=ROOT)


def ends(running: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + 20
    while running.poll() is None and time.monotonic() < until:
        QTest.qWait(20)
    return running.wait(1)


def test_a_second_start_brings_the_first_window_to_the_front(qapp: QApplication, tmp_path: Path) -> None:
    window, other = QWidget(), QWidget()
    window.showMinimized()
    other.show()
    path = tmp_path / "Board.roundtable"
    path.write_bytes(b"")
    first = FirstWindow(window)
    first.answer_for(path)
    (tmp_path / "link.roundtable").symlink_to(path)
    assert ends(second_start(tmp_path / "link.roundtable")) == 0
    assert not window.isMinimized() and window.isVisible()
    assert QTest.qWaitForWindowActive(window)
    assert ends(second_start(tmp_path / "Other.roundtable")) == 1, "another file is another window"
    first.stop()
    assert ends(second_start(path)) == 1
    assert "Board" not in socket_name(path)
    for each in (window, other):
        each.close()
        each.deleteLater()


def test_a_socket_that_a_crash_left_is_taken_over(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    crash = (
        "import os, sys; from pathlib import Path; from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication([]); window = QWidget()\n"
        "from roundtable.ui.first_window import FirstWindow\n"
        "FirstWindow(window).answer_for(Path(sys.argv[1])); os._exit(9)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", crash, str(path)], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 9 and not call_first(path)
    window = QWidget()
    first = FirstWindow(window)
    first.answer_for(path)
    assert ends(second_start(path)) == 0
    first.stop()
    window.deleteLater()


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name: the system takes about a hundred letters in all."""
    with tempfile.TemporaryDirectory(prefix="rt") as folder:
        yield Path(folder)


def test_a_second_program_ends_at_once_and_leaves_the_first_alone(short_path: Path) -> None:
    home = short_path / "home"
    home.mkdir()
    path = short_path / "Board.roundtable"
    vaults.make(path)[0].close()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    environment |= {"HOME": str(home), "TMPDIR": str(short_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "roundtable", str(path)]
    first = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while not (short_path / socket_name(path)).exists() and time.monotonic() < until:
            time.sleep(0.1)  # on purpose: another process is waited for
        assert (short_path / socket_name(path)).exists(), "the first one does not answer for its file"
        second = subprocess.run(command, cwd=ROOT, env=environment, timeout=30, check=False)
        assert second.returncode == 0
        assert first.poll() is None, "the first one goes on"
    finally:
        first.kill()
        first.wait()


def test_the_unlock_page_stands_for_the_file_that_it_offers(qapp: QApplication, tmp_path: Path) -> None:
    qapp.setStyle("Fusion")
    prepare(tmp_path)
    somebody = Facilitator(tmp_path)
    somebody.opens_the_program()
    path = tmp_path / "Board.roundtable"
    assert recent_files(somebody.session.context.settings) == (path,)
    assert ends(second_start(path)) == 0
    somebody.puts_away()
    assert not call_first(path)


# --- screen capture


class User32:
    """Takes what Windows takes: before 2004 it knows no exclusion."""

    def __init__(self, known: set[int]) -> None:
        self.known, self.asked = known, []  # type: ignore[var-annotated]

    def SetWindowDisplayAffinity(self, handle: int, affinity: int) -> int:
        self.asked.append((handle, affinity))
        return int(affinity in self.known)


@pytest.mark.parametrize(
    ("known", "hidden", "asked"),
    [
        ({0, 1, 0x11}, True, [0x11]),
        ({0, 1}, True, [0x11, 1]),
        ({0, 1, 0x11}, False, [0]),
        (set(), True, [0x11, 1]),
    ],
)
def test_windows_is_asked_for_the_best_that_it_knows(known: set[int], hidden: bool, asked: list[int]) -> None:
    user32: Any = User32(known)
    took = capture_guard._on_windows(user32, 7, hidden=hidden)
    assert user32.asked == [(7, each) for each in asked]
    assert took is (asked[-1] in known)


def test_the_room_view_is_never_hidden_from_capture_and_the_rest_as_the_setting_says(me: Facilitator) -> None:
    guard, settings = me.session.guards.capture, me.session.context.settings
    main = me.session.window.windowHandle()
    assert guard.hides(main)
    settings.store(capture_guard.SETTING, "off")
    assert not guard.hides(main)
    settings.store(capture_guard.SETTING, "on")
    screen = QGuiApplication.primaryScreen()
    me.session.room._put_on(screen)
    room = me.session.room.window
    assert room is not None
    assert not guard.hides(room.windowHandle())


def test_where_the_system_has_nothing_nothing_is_promised() -> None:
    if sys.platform == "linux":
        assert not capture_guard.is_offered()
        assert capture_guard.hide_from_capture(1, hidden=True) is False


def test_the_setting_stands_where_the_system_offers_it_and_counts_at_once(
    me: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Keep this window out of screenshots and screen sharing"
    me.session.navigator.go("settings")
    me.arrives_at("settings")
    assert me.hands.has(words) is capture_guard.is_offered(), "nothing is promised that cannot be kept"
    asked: list[bool] = []
    monkeypatch.setattr(capture_guard, "is_offered", lambda: True)
    monkeypatch.setattr(
        capture_guard, "hide_from_capture", lambda _handle, *, hidden: bool(asked.append(hidden))
    )
    me.session.navigator.reopen()
    me.arrives_at("settings")
    me.hands.press(words)
    assert asked == [False] and me.session.context.settings.read(capture_guard.SETTING) == "off"
    me.hands.press(words)
    assert asked == [False, True] and me.session.context.settings.read(capture_guard.SETTING) == "on"
