"""What commands are given: files, text, the passphrase. Bad input is told in words that say what to do."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roundtable.storage.vault_file import VaultFile

MAX_TEXT_BYTES = 50_000_000


class BadInput(Exception):
    """Input that cannot be used; its text says what to do."""


@contextmanager
def opened(parsed: argparse.Namespace) -> Iterator[VaultFile]:
    """The vault that a command names, closed afterwards. Raises what opening raises, BadInput."""
    from roundtable.clock import SystemClock
    from roundtable.storage import vault as vaults

    vault = vaults.open(parsed.vault, _passphrase(parsed), who=parsed.who, clock=SystemClock())
    try:
        yield vault
    finally:
        vault.close()


def _passphrase(parsed: argparse.Namespace) -> str:
    if parsed.passphrase_file:
        return first_line_of(parsed.passphrase_file)
    if not sys.stdin.isatty():
        raise BadInput("There is nobody to ask for the passphrase. Use --passphrase-file FILE.")
    return getpass.getpass("Passphrase: ")


def first_line_of(path: Path) -> str:
    """A passphrase from a file. Raises BadInput."""
    lines = text_of(bytes_of(path), str(path)).splitlines()
    if not lines or not lines[0]:
        raise BadInput(f"{path} is empty. Put the passphrase on its first line.")
    return lines[0]


def bytes_of(path: Path) -> bytes:
    """A file's content. Raises BadInput when it is missing, a folder, too large or unreadable."""
    try:
        if path.stat().st_size > MAX_TEXT_BYTES:
            raise BadInput(f"{path} is larger than {MAX_TEXT_BYTES // 1_000_000} MB. Use a smaller file.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}. Check the name and the folder.") from None
    except IsADirectoryError:
        raise BadInput(f"{path} is a folder. Name a file in it.") from None
    except OSError as problem:
        raise BadInput(f"{path} cannot be read: {problem.strerror}.") from None


def text_of(data: bytes, name: str) -> str:
    """UTF-8 text, with or without a byte-order mark. Raises BadInput that names the line."""
    if len(data) > MAX_TEXT_BYTES:
        raise BadInput(f"{name} is larger than {MAX_TEXT_BYTES // 1_000_000} MB. Split it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise BadInput(f"{name}, line {line}: not UTF-8 text. Save it with the encoding UTF-8.") from None
