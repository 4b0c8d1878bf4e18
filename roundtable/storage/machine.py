"""The machine's own clock beside the wall clock: it cannot be set back while the machine is running."""

from __future__ import annotations

import time
import uuid
from functools import cache
from pathlib import Path

_LINUX_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def monotonic_ns() -> int:
    """Nanoseconds on a clock that only goes forward within one boot."""
    return time.monotonic_ns()


@cache
def boot_id() -> str:
    """32 hex digits: of this boot on Linux, elsewhere of this run of the program."""
    try:
        return _LINUX_BOOT_ID.read_text(encoding="ascii").strip().replace("-", "")
    except OSError:
        return uuid.uuid4().hex
