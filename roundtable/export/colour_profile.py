"""The sRGB colour profile that PDF/A asks for, made here so that its bytes never change (ICC.1:2010)."""

from __future__ import annotations

import struct
from functools import cache

# D50-adapted sRGB primaries and white point, IEC 61966-2-1 as given by the ICC.
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
# y = ((x + 0.055) / 1.055) ^ 2.4 above 0.04045, x / 12.92 below.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    body = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x4742, len(body), 28) + body


@cache
def srgb_profile() -> bytes:
    """A version 4 display profile of about 500 bytes."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("Public domain"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_WHITE),
    }
    tags |= {name: b"XYZ \0\0\0\0" + _fixed(*value) for name, value in _PRIMARIES.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    offset = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        padded = value + b"\0" * (-len(value) % 4)
        table += name + struct.pack(">II", offset + len(data), len(value))
        data += padded
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = b"\0" * 4 + struct.pack(">I", 0x04200000) + b"mntrRGB XYZ " + date + b"acsp" + b"\0" * 28
    head = (head + _fixed(*_WHITE)).ljust(124, b"\0")
    return struct.pack(">I", offset + len(data)) + head + table + data
