"""A crash must not leave the memory, with case text in it, on the drive or with a reporter (SECURITY 6)."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

_PR_SET_DUMPABLE: Final = 4
"""linux/prctl.h. Holds where the limit does not: for a reporter that the kernel pipes the memory to."""
_NO_CRASH_DIALOG: Final = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX: no dialog, hence no report with a dump."""
_REPORT_WITHOUT_HEAP: Final = 0x0001
"""WER_FAULT_REPORTING_FLAG_NOHEAP: should Windows report all the same, then without what we hold."""


def leave_none() -> None:
    """From here on this process leaves no image of its memory when it crashes. Harmless the second time.

    Children take the limit with them; a new program in this process (`exec`) has to call this itself.
    """
    if sys.platform == "win32":
        _on_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without prctl: the limit stands alone
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _on_windows() -> None:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy looks at this on Linux
    kernel.SetErrorMode(_NO_CRASH_DIALOG)
    with suppress(OSError, AttributeError):  # Windows before Vista had no such call
        kernel.WerSetFlags(_REPORT_WITHOUT_HEAP)
