"""Screens that are not there, for a program that a test runs in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

Screen = tuple[str, int, int, int]
"""Name, left edge, width and height in px."""

LAPTOP: Screen = ("Laptop", 0, 1366, 768)
PROJECTOR: Screen = ("Projector", 1366, 1920, 1080)


def offscreen_platform(folder: Path, screens: Sequence[Screen], *, dense: str = "") -> str:
    """The value of QT_QPA_PLATFORM for these screens; the one called `dense` has two dots a pixel."""
    described = [
        {
            "name": name,
            "x": left,
            "y": 0,
            "width": width,
            "height": height,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 2 if name == dense else 1,
        }
        for name, left, width, height in screens
    ]
    layout = folder / "screens.json"
    layout.write_text(
        json.dumps({"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": described})
    )
    return f"offscreen:configfile={layout}"
