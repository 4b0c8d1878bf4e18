"""Files outside the vault, where the facilitator says: written whole or not at all, for its owner's eyes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from roundtable.domain.errors import FileUnreadable, PaperNotSaved

_OWNER_ONLY: Final = 0o600


def write_file(path: Path, data: bytes) -> None:
    """Replaces `path` by a file with this content. Raises PaperNotSaved; nothing stays half written."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with suppress(FileNotFoundError):
            aside.unlink()
        descriptor = os.open(
            aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ONLY
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise PaperNotSaved() from error


def remove_files(paths: tuple[Path, ...]) -> None:
    """Removes files that were written here; one that is gone is gone. Raises PaperNotSaved."""
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise PaperNotSaved() from error


def free_path(folder: Path, name: str) -> Path:
    """A path in this folder at which nothing stands yet: "Report.pdf", "Report (2).pdf" …"""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def read_file(path: Path) -> bytes:
    """The whole of a file. Raises FileUnreadable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable() from error
