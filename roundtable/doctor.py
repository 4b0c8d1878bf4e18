"""`roundtable doctor`: is everything there that the program needs on this computer; if not, what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from roundtable import assets, system_libraries
from roundtable.spotting import installed

SET_UP_AGAIN: Final = "Set up again: python3 packaging/bootstrap.py run"
ADD_MODEL: Final = "python3 packaging/bootstrap.py ner"
_SECONDS: Final = 30
# PySide6 6.12.0 drops a reference to None on every void call; Python before 3.12 aborts when they run out.
_COUNT_NONES: Final = """
import sys
from PySide6.QtCore import QObject
thing = QObject()
thing.setObjectName("a")
before = sys.getrefcount(None)
for _ in range(1000):
    thing.setObjectName("a")
print(before - sys.getrefcount(None))
"""
_OPEN_QT: Final = """
from PySide6.QtWidgets import QApplication
print(QApplication([]).platformName())
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is right, and in words what was found and, if need be, what to do."""

    name: str
    ok: bool
    text: str


def diagnose(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> list[Finding]:
    """Look at everything that has to be there; takes about a second and changes nothing.

    `folder` is where vaults are to be kept (default: the user's home); `environment` tells the display.
    """
    variables = os.environ if environment is None else environment
    found = [
        python(sys.version_info[:3]),
        qt(),
        encryption(),
        shipped_files(),
        name_model(),
        qt_libraries(variables),
        display(variables),
        writable(folder or Path.home()),
    ]
    # A built application has no Python to start beside itself, and brings the Qt that it was tested with.
    if not getattr(sys, "frozen", False):
        found += [none_survives(), window(variables)]
    return found


def python(found: tuple[int, int, int]) -> Finding:
    """The interpreter is new enough."""
    text = ".".join(str(part) for part in found)
    if found >= (3, 11):
        return Finding("Python", True, text)
    return Finding("Python", False, f"{text} is too old. Install Python 3.11 or newer, then set up again.")


def qt(installed: str | None = None) -> Finding:
    """PySide6 is installed in the one range that is known to be safe."""
    try:
        found = installed or version("PySide6-Essentials")
    except PackageNotFoundError:
        return Finding("Qt", False, f"PySide6-Essentials is not installed. {SET_UP_AGAIN}")
    if found.startswith("6.11."):
        return Finding("Qt", True, f"PySide6 {found}")
    return Finding(
        "Qt", False, f"PySide6 {found} is not the 6.11 that Roundtable is made for. {SET_UP_AGAIN}"
    )


def none_survives(lost: int | None = None) -> Finding:
    """1,000 void Qt calls lose no reference to None (a fault of PySide6 6.12.0 that ends the program)."""
    name = "Qt keeps None"
    if lost is None:
        done = _in_a_process_of_its_own(_COUNT_NONES, os.environ)
        if not done.strip().lstrip("-").isdigit():
            return Finding(name, False, f"Qt could not be loaded: {_telling_line(done)}. {SET_UP_AGAIN}")
        lost = int(done)
    if lost < 500:
        return Finding(name, True, "1,000 calls, nothing lost")
    return Finding(
        name,
        False,
        "This PySide6 would end the program after a few thousand calls on this Python. "
        f"Use PySide6 6.11 or Python 3.12. {SET_UP_AGAIN}",
    )


def encryption() -> Finding:
    """The SQLite that is used does encrypt: a vault is never written in the clear."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        return Finding("Encryption", False, f"sqlcipher3 cannot be loaded. {SET_UP_AGAIN}")
    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    if row and row[0]:
        return Finding("Encryption", True, f"SQLCipher {row[0]}")
    return Finding(
        "Encryption", False, f"This SQLite does not encrypt, so no vault is opened. {SET_UP_AGAIN}"
    )


def shipped_files(root: Path | None = None) -> Finding:
    """Fonts and icons are where they belong and look like fonts and icons."""
    root = root or assets.ROOT
    fonts = sorted((root / "fonts").glob("*.ttf"))
    icons = sorted((root / "icons").glob("*.svg"))
    broken = [path.name for path in fonts if path.read_bytes()[:4] not in (b"\x00\x01\x00\x00", b"true")]
    broken += [path.name for path in icons if b"<svg" not in path.read_bytes()]
    if fonts and icons and not broken:
        return Finding("Shipped files", True, f"{len(fonts)} fonts, {len(icons)} icons")
    what = f"damaged: {', '.join(broken)}" if broken else "fonts or icons are missing"
    return Finding("Shipped files", False, f"In {root}: {what}. Fetch the program again.")


def name_model(folder: Path | None = None) -> Finding:
    """The optional name model: it may be missing, but it may not be another than the known one."""
    name = "Name model"
    found = folder or installed.folder()
    if found is None:
        return Finding(name, True, f"not installed, and nothing depends on it. To add it: {ADD_MODEL}")
    if installed.is_genuine(found):
        return Finding(name, True, "Rampart, ready: it adds questions to the check for names")
    return Finding(
        name,
        False,
        f"Its files are not the known ones, so it is not used; all else works. Install it again: {ADD_MODEL}",
    )


def qt_libraries(environment: Mapping[str, str]) -> Finding:
    """The system's own libraries that Qt loads for this display."""
    plugin, missing = system_libraries.usable_plugin(environment)
    if not missing:
        return Finding("Qt's system libraries", True, f"all there for {plugin}")
    line = system_libraries.install_line(missing, system_libraries.read_os_release())
    return Finding("Qt's system libraries", False, f"missing for {plugin}: {', '.join(missing)}. Run: {line}")


def display(environment: Mapping[str, str], system: str = sys.platform) -> Finding:
    """There is a display to open a window on (or Qt was told to do without)."""
    if system != "linux" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return Finding("Display", True, "there")
    if environment.get("QT_QPA_PLATFORM"):
        return Finding("Display", True, f"none asked for: QT_QPA_PLATFORM={environment['QT_QPA_PLATFORM']}")
    return Finding(
        "Display",
        False,
        "There is no display here, so no window can open. "
        "Log in to a desktop; the commands that need no window work without one.",
    )


def window(environment: Mapping[str, str]) -> Finding:
    """Qt starts here, which is the proof of all that was looked at before."""
    plugin, _ = system_libraries.usable_plugin(environment)
    done = _in_a_process_of_its_own(_OPEN_QT, {**environment, "QT_QPA_PLATFORM": plugin})
    if done.strip() == plugin:
        return Finding("Qt starts", True, f"with {plugin}")
    return Finding(
        "Qt starts",
        False,
        f"not with {plugin}: {_telling_line(done)}. Mend what is named above, then try again.",
    )


def writable(folder: Path) -> Finding:
    """A vault can be made in this folder."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"roundtable")
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        return Finding(
            "Folder", False, f"Nothing can be written in {folder}: {reason}. Choose a folder of your own."
        )
    return Finding("Folder", True, f"{folder} can be written")


def _in_a_process_of_its_own(code: str, environment: Mapping[str, str]) -> str:
    # Qt ends the whole process when it cannot start, so it is tried in another one.
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            env=dict(environment),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {_SECONDS} seconds"
    return done.stdout if done.returncode == 0 else done.stderr


def _telling_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # Qt's first words say what is wrong; its last ones guess at xcb-cursor and list plugins.
    first = [line for line in lines if line.startswith("qt.qpa.") and "xcb-cursor" not in line]
    return ([*first[:1], *lines[-1:]] or ["no reason given"])[0].rstrip(". ")
