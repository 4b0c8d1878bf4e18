"""Files that are still there, whole, after a power cut: written aside, flushed, put in place."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from roundtable.domain.errors import DiskFull, VaultNotPermitted, VaultReadOnly, VaultWriteFailed

PRIVATE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if sys.platform != "win32" else {errno.ENOSPC}


@contextmanager
def file_errors() -> Iterator[None]:
    """Turns the system's errors into DiskFull, VaultReadOnly, VaultNotPermitted or VaultWriteFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull() from None
        if error.errno == errno.EROFS:
            raise VaultReadOnly() from None
        if isinstance(error, PermissionError):
            raise VaultNotPermitted() from None
        raise VaultWriteFailed(code=error.errno or 0) from None


def flush_file(path: Path) -> None:
    """Returns when the file's content is on the drive."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Returns when the folder's list of names is on the drive; Windows does this by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_aside(path: Path, content: bytes) -> None:
    """Writes a new file that only its owner can read, and flushes it. Replaces an unfinished earlier one."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def put_in_place(aside: Path, path: Path) -> None:
    """Replaces `path` by the flushed file `aside` in one step."""
    aside.replace(path)
    flush_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """The file holds either its old content or all of the new one, whatever happens."""
    aside = path.with_name(path.name + ".new")
    try:
        write_aside(aside, content)
        put_in_place(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def copy_whole(source: Path, path: Path) -> None:
    """Copies a file next to `path` and puts it in place in one step."""
    write_whole(path, source.read_bytes())


def remove_unfinished(path: Path) -> None:
    """Takes away what a process that was killed had written aside for `path`. Only for who holds the lock."""
    for name in (
        f"{path.name}.new",
        f"{path.name}.new-journal",
        f"{path.name}.part",
        f"{path.name}.part-journal",
    ):
        with suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)
