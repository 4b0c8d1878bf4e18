"""Whether the system shows one picture on two displays: Windows "Duplicate", macOS "Mirror".

Qt sees a single screen then. X11 and Wayland give both displays the same place, which Qt tells.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

_ONLY_ACTIVE_PATHS: Final = 0x2  # QDC_ONLY_ACTIVE_PATHS
_MOST_DISPLAYS: Final = 32
_MODE_BYTES: Final = 64  # sizeof(DISPLAYCONFIG_MODE_INFO)
_TARGET_BYTES: Final = 48  # sizeof(DISPLAYCONFIG_PATH_TARGET_INFO)


class _Path(ctypes.Structure):
    """DISPLAYCONFIG_PATH_INFO: a picture (the source) on its way to a display."""

    _fields_ = (
        ("adapter_low", ctypes.c_uint32),
        ("adapter_high", ctypes.c_int32),
        ("source_id", ctypes.c_uint32),
        ("mode", ctypes.c_uint32),
        ("status", ctypes.c_uint32),
        ("target", ctypes.c_ubyte * _TARGET_BYTES),
        ("flags", ctypes.c_uint32),
    )


def shows_twice() -> bool:
    """Whether a display repeats what another one shows; False where the system does not say."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            return repeats(sources_on_windows(getattr(ctypes, "windll").user32))  # noqa: B009
        if sys.platform == "darwin":
            return is_mirrored_on_macos(ctypes.CDLL(ctypes.util.find_library("CoreGraphics")))
    return False


def repeats(sources: Sequence[object]) -> bool:
    """Whether one picture goes to more than one display."""
    return len(set(sources)) < len(sources)


def sources_on_windows(user32: Any) -> tuple[tuple[int, int, int], ...]:
    """Which picture each display shows, as QueryDisplayConfig tells; empty when it does not."""
    paths, modes = ctypes.c_uint32(), ctypes.c_uint32()
    if user32.GetDisplayConfigBufferSizes(_ONLY_ACTIVE_PATHS, ctypes.byref(paths), ctypes.byref(modes)):
        return ()
    found = (_Path * max(paths.value, 1))()
    unused = (ctypes.c_ubyte * (_MODE_BYTES * max(modes.value, 1)))()
    if user32.QueryDisplayConfig(
        _ONLY_ACTIVE_PATHS, ctypes.byref(paths), found, ctypes.byref(modes), unused, None
    ):
        return ()
    return tuple((p.adapter_low, p.adapter_high, p.source_id) for p in found[: paths.value])


def is_mirrored_on_macos(graphics: Any) -> bool:
    """Whether a display is in a mirror set, as CoreGraphics tells."""
    displays, count = (ctypes.c_uint32 * _MOST_DISPLAYS)(), ctypes.c_uint32()
    if graphics.CGGetOnlineDisplayList(_MOST_DISPLAYS, displays, ctypes.byref(count)):
        return False
    return any(graphics.CGDisplayIsInMirrorSet(ctypes.c_uint32(each)) for each in displays[: count.value])
