"""Finds what ships with the program: fonts, icons, wording packs, the demonstration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from roundtable.domain.errors import RoundtableError

# Beside the package, in the checkout as in a built application.
ROOT: Final = Path(__file__).resolve().parents[1] / "resources"


class AssetMissing(RoundtableError):
    """A file that ships with Roundtable is not there: the installation is incomplete (details: name)."""


def path(name: str) -> Path:
    """Path of a shipped file or folder, such as `fonts/SourceSans3-Regular.ttf`. Raises AssetMissing."""
    found = ROOT / name
    if not found.exists():
        raise AssetMissing(name=name)
    return found


def read_bytes(name: str) -> bytes:
    """Content of a shipped file. Raises AssetMissing."""
    return path(name).read_bytes()


def read_text(name: str) -> str:
    """Text of a shipped UTF-8 file. Raises AssetMissing."""
    return path(name).read_text(encoding="utf-8")


def read_json(name: str) -> object:
    """Value of a shipped JSON file. Raises AssetMissing."""
    value: object = json.loads(read_text(name))
    return value
