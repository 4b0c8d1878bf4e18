"""Files outside the vault, where the facilitator says: written whole or not at all, for its owner's eyes."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from roundtable.domain.errors import FileUnreadable, PaperNotSaved
from roundtable.domain.sending_errors import FileInTheWay, FolderFull, FolderNotThere, FolderNotWritable

_OWNER_ONLY: Final = 0o600
_WHY: Final[dict[int, type[PaperNotSaved]]] = {
    errno.ENOENT: FolderNotThere,
    errno.ENOTDIR: FolderNotThere,
    errno.EACCES: FolderNotWritable,
    errno.EPERM: FolderNotWritable,
    errno.EROFS: FolderNotWritable,
    errno.ENOSPC: FolderFull,
    getattr(errno, "EDQUOT", errno.ENOSPC): FolderFull,
    errno.EFBIG: FolderFull,
}
_IN_THE_WAY: Final = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EISDIR, errno.ENOTEMPTY, errno.EEXIST)


def write_file(path: Path, data: bytes) -> None:
    """Replaces `path` by a file with this content; nothing stays half written.

    Raises FolderNotThere, FolderNotWritable, FolderFull, FileInTheWay, or PaperNotSaved for the rest.
    """
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
    except OSError as error:
        _give_up(aside, _WHY.get(error.errno or 0, PaperNotSaved), error)
    try:
        aside.replace(path)
    except OSError as error:
        is_in_the_way = error.errno in _IN_THE_WAY and path.exists()
        _give_up(aside, FileInTheWay if is_in_the_way else _WHY.get(error.errno or 0, PaperNotSaved), error)


def _give_up(aside: Path, why: type[PaperNotSaved], error: OSError) -> NoReturn:
    with suppress(OSError):
        aside.unlink()
    raise why() from error


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
