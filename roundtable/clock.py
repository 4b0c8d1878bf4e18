"""The one place where time comes from; everything else is handed it."""

from __future__ import annotations

import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import Final

_LINUX_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
# Where the system has no boot id, one per process: two times under the same id are still comparable.
_PROCESS_ID: Final = str(uuid.uuid4())


class SystemClock:
    """The computer's clock. Wall time can be set back; the monotonic time under one boot id cannot."""

    def now(self) -> datetime:
        """Aware local time."""
        return datetime.now().astimezone()

    def monotonic_ns(self) -> int:
        """Nanoseconds that never run backwards while the boot id stays the same."""
        return time.monotonic_ns()

    @property
    def boot_id(self) -> str:
        """Changes when the computer starts anew (elsewhere than on Linux: when the program does)."""
        try:
            return _LINUX_BOOT_ID.read_text(encoding="ascii").strip() or _PROCESS_ID
        except OSError:
            return _PROCESS_ID
