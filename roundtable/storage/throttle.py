"""Each wrong passphrase makes the next try wait longer, also after a restart.

The state file holds a count and two times, nothing of the case. Who can delete it can also copy the vault, so
this only slows down somebody at the keyboard; against a copy stands the cost of the key (SECURITY, decision
2).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from roundtable.storage.durable import write_whole

LONGEST_WAIT: Final = 60


class _State(msgspec.Struct, forbid_unknown_fields=True):
    tries: int
    last: float
    until: float


def delay_after(tries: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 1, 2, 4, 8 … 60."""
    return min(LONGEST_WAIT, 2 ** min(tries - 1, 10)) if tries > 0 else 0


def throttle_path(vault_path: Path) -> Path:
    """Where wrong tries are counted, beside the vault."""
    return vault_path.with_name(vault_path.name + "-tries")


class Throttle:
    """Counts wrong tries in `path`; in memory only where the folder cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = self._read()

    def wait(self, now: datetime) -> int:
        """Whole seconds until the next try is allowed; 0 means now. A clock set back restarts the wait."""
        state = self._state
        longest = delay_after(state.tries)
        left = longest if now.timestamp() < state.last else state.until - now.timestamp()
        return max(0, min(longest, -int(-left // 1)))

    @property
    def tries(self) -> int:
        """Wrong tries since the last right one."""
        return self._state.tries

    def failed(self, now: datetime) -> int:
        """Notes a wrong try and returns the seconds to wait."""
        tries = self._state.tries + 1
        at = now.timestamp()
        self._state = _State(tries, at, at + delay_after(tries))
        with suppress(OSError):
            write_whole(self._path, msgspec.json.encode(self._state))
        return delay_after(tries)

    def succeeded(self) -> None:
        """Forgets the wrong tries."""
        self._state = _State(0, 0, 0)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> _State:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_State)
        except (OSError, msgspec.MsgspecError):
            return _State(0, 0, 0)
