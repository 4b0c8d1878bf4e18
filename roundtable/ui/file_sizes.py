"""File sizes in words."""

from __future__ import annotations


def size_words(size: int) -> str:
    """ "312 kB", "4.1 MB"; `size` in bytes, kB of 1,000."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    return f"{size / 1_000_000:.1f} MB"
