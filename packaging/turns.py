"""One set-up at a time: a second start waits for the first instead of taking its half-made files away."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_SECONDS_BETWEEN_LOOKS: Final = 0.2


@contextmanager
def one_set_up_at_a_time(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the turn for this folder; the system gives it back when the last process that holds it ends."""
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"roundtable-set-up-{name}.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(descriptor):
            say("Another start is setting up this checkout; waiting for it")
            while not _take(descriptor):
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        # pip inherits the turn: when only this process is killed, the next start waits for pip to end.
        os.set_inheritable(descriptor, True)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
