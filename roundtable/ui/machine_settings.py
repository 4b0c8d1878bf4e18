"""Options of this machine, by allow-list: nothing about a case can be written here."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QSettings

from roundtable.ui.context import Settings

DEFAULTS: Final = MappingProxyType(
    {
        "theme": "system",
        "zoom": "1.0",
        "lock_minutes": "5",
        "room_font": "100",
        "room_screen": "",
        "recent_files": "",
        "window_place": "",
        "hide_from_capture": "on",
        "who_name": "",
        "who_role": "facilitator",
    }
)
"""Every key there is, and what it says before it was set."""

RECENT_KEPT: Final = 6


class SettingUnknown(KeyError):
    """A key that is not on the allow-list: a slip in the program ."""


class MachineSettings:
    """`context.Settings` in a file of the user's own configuration folder."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def read(self, key: str) -> str:
        """The stored value, or its default. Raises SettingUnknown."""
        return str(self._file.value(key, _default(key)))

    def store(self, key: str, value: str) -> None:
        """Keep a value. Raises SettingUnknown."""
        if value == _default(key):
            self._file.remove(key)
        else:
            self._file.setValue(key, value)
        self._file.sync()


class PassingSettings:
    """`context.Settings` that last as long as the program runs: no folder to write in, and tests."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def read(self, key: str) -> str:
        """The stored value, or its default. Raises SettingUnknown."""
        return self._values.get(key, _default(key))

    def store(self, key: str, value: str) -> None:
        """Keep a value. Raises SettingUnknown."""
        _default(key)
        self._values[key] = value


def recent_files(settings: Settings) -> tuple[Path, ...]:
    """Files that were opened here, the last one first."""
    return tuple(Path(line) for line in settings.read("recent_files").splitlines() if line)


def remember_file(settings: Settings, path: Path) -> None:
    """Put a file first in the list."""
    rest = [each for each in recent_files(settings) if each != path]
    _store_recent(settings, [path, *rest])


def forget_file(settings: Settings, path: Path) -> None:
    """Take a file off the list; the file itself stays where it is."""
    _store_recent(settings, [each for each in recent_files(settings) if each != path])


def _store_recent(settings: Settings, paths: list[Path]) -> None:
    settings.store("recent_files", "\n".join(str(path) for path in paths[:RECENT_KEPT]))


def _default(key: str) -> str:
    if key not in DEFAULTS:
        raise SettingUnknown(key)
    return DEFAULTS[key]
