"""`Name.roundtable-lock`: says who has the vault open, and is held by the system as long as they live."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from roundtable.domain.errors import VaultOpenElsewhere
from roundtable.storage.durable import PRIVATE

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks byte ranges against reading too, so the locked byte lies behind the text.
_LOCKED_BYTE: Final = 1 << 20
_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it open: host name, process id, since when (ISO 8601)."""

    host: str
    process: int
    since: str


class Lock:
    """A lock that is held. The system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Lets go and removes the file. Harmless the second time."""
        if self._descriptor < 0:
            return
        if sys.platform != "win32":
            # Removed while still held: who opens it afterwards gets a new file, not this one.
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1
        if sys.platform == "win32":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def lock_path(vault_path: Path) -> Path:
    """Beside the vault."""
    return vault_path.with_name(vault_path.name + "-lock")


def hold(vault_path: Path, now: datetime, *, take_over: bool = False) -> Lock:
    """Takes the lock of a vault.

    A file left by a process that died on this machine is taken over without a word. One that another machine
    left cannot be told from a live one on a shared folder: it needs `take_over`. Raises VaultOpenElsewhere,
    OSError.
    """
    path = lock_path(vault_path)
    for _ in range(_ROUNDS):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            if not _lock(descriptor):
                raise _elsewhere(_holder(descriptor))
            if not _is_still(path, descriptor):
                os.close(descriptor)
                continue
            earlier = _holder(descriptor)
            if earlier and earlier.host != socket.gethostname() and not take_over:
                raise _elsewhere(earlier)
            _sign(descriptor, Holder(socket.gethostname(), os.getpid(), now.isoformat()))
        except BaseException:
            with suppress(OSError):
                os.close(descriptor)
            raise
        return Lock(path, descriptor)
    raise _elsewhere(None)


def _elsewhere(holder: Holder | None) -> VaultOpenElsewhere:
    if holder is None:
        return VaultOpenElsewhere(host="", process=0, since="", here=False)
    here = holder.host == socket.gethostname()
    return VaultOpenElsewhere(host=holder.host, process=holder.process, since=holder.since, here=here)


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file we locked is the one that has the name (its last holder may just have removed it)."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _holder(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(descriptor, 4096), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return None


def _sign(descriptor: int, holder: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, msgspec.json.encode(holder))
