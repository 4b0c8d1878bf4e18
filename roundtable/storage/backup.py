"""Verified, encrypted, rolling copies in `Name backups/`, each with its recovery file.

A copy has the vault's key and salt, so the passphrase of its day opens it. It is checked before it gets its
name: what is in the folder is good on the day it was made.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from roundtable.domain.errors import BackupFailed, RoundtableError, VaultDamaged
from roundtable.domain.report import Anchor
from roundtable.storage import engine, recovery
from roundtable.storage.durable import (
    PRIVATE_FOLDER,
    copy_whole,
    file_errors,
    flush_file,
    put_in_place,
    write_aside,
)
from roundtable.storage.identity import anchor_of
from roundtable.storage.keys import VaultKey

KEPT_NEWEST: Final = 12
KEPT_DAYS: Final = 14

_SUFFIX: Final = ".roundtable"
_TIME: Final = "%Y-%m-%d %H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where, made when (UTC), how many bytes; `is_second`: in the second place."""

    path: Path
    made_at: datetime
    size: int
    is_second: bool = False


def folder_of(vault_path: Path) -> Path:
    """`Name backups/` beside the vault."""
    return vault_path.with_name(f"{vault_path.stem} backups")


def all_of(vault_path: Path) -> tuple[Backup, ...]:
    """Every backup beside the vault, newest first; other files in the folder are passed over."""
    return all_in(folder_of(vault_path), vault_path.stem)


def all_in(folder: Path, stem: str, *, is_second: bool = False) -> tuple[Backup, ...]:
    """Every backup of a vault of that name in a folder, newest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            made_at = _made_at(stem, path)
            if made_at:
                found.append(Backup(path, made_at, path.stat().st_size, is_second))
    return tuple(sorted(found, key=lambda each: (each.made_at, each.path.name), reverse=True))


def make(source: Any, vault_path: Path, key: VaultKey, head: Anchor, now: datetime) -> Backup:
    """Copies the open vault `source`, whose trail ends in `head`, and drops backups that are no longer kept.

    Raises BackupFailed, DiskFull and other file errors; older backups are then untouched.
    """
    folder = folder_of(vault_path)
    path = _free_path(vault_path, now)
    aside = path.with_name(path.name + ".new")
    with file_errors():
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        try:
            write_aside(aside, b"")
            engine.copy_encrypted(source, aside, key)
            flush_file(aside)
            if anchor_of(aside, key) != head:
                raise BackupFailed(reason="content")
            with suppress(FileNotFoundError):
                copy_whole(recovery.recovery_path(vault_path), recovery.recovery_path(path))
            put_in_place(aside, path)
        except (VaultDamaged, engine.KeyDoesNotFit):
            raise BackupFailed(reason="damaged") from None
        finally:
            aside.unlink(missing_ok=True)
        made = Backup(path, now.astimezone(UTC).replace(microsecond=0), path.stat().st_size)
    drop_old_in(folder, vault_path.stem, made)
    return made


def drop_old_in(folder: Path, stem: str, made: Backup) -> None:
    """Keeps the newest twelve, and the newest of each of the last fourteen days that have any.

    Backups that are dated after the one just `made` are counted by themselves: a clock that was set back does
    not make what is backed up now the oldest.
    """
    backups = all_in(folder, stem)
    earlier = [each for each in backups if each.made_at <= made.made_at or each.path == made.path]
    later = [each for each in backups if each not in earlier]
    kept = _kept(earlier) | _kept(later) | {made.path}
    for each in backups:
        if each.path not in kept:
            remove(each)
    for unfinished in folder.glob("*.new"):
        if _made_at(stem, unfinished.with_suffix("")):
            with suppress(OSError):
                unfinished.unlink()


def _kept(backups: list[Backup]) -> set[Path]:
    newest_of_day: dict[object, Path] = {}
    for each in backups:
        newest_of_day.setdefault(each.made_at.date(), each.path)
    return {each.path for each in backups[:KEPT_NEWEST]} | set(list(newest_of_day.values())[:KEPT_DAYS])


def remove(backup: Backup) -> None:
    """Deletes one backup with its recovery file; one that cannot be deleted stays."""
    with suppress(OSError):
        backup.path.unlink(missing_ok=True)
        recovery.recovery_path(backup.path).unlink(missing_ok=True)


def newest_good(vault_path: Path, key: VaultKey) -> Backup | None:
    """The newest one that opens with this key and is sound."""
    for each in all_of(vault_path):
        with suppress(RoundtableError, OSError):
            anchor_of(each.path, key)
            return each
    return None


def opens(path: Path, key: VaultKey) -> bool:
    """Whether a copy opens with this key at all, sound or not."""
    try:
        with closing(engine.connect(path, key, "ro")):
            return True
    except (RoundtableError, OSError):
        return False


def _free_path(vault_path: Path, now: datetime) -> Path:
    """Named by the second, UTC; a second one in that second gets the next one's name."""
    at = int(now.timestamp())
    while True:
        name = f"{vault_path.stem} {datetime.fromtimestamp(at, UTC).strftime(_TIME)}{_SUFFIX}"
        path = folder_of(vault_path) / name
        if not os.path.lexists(path):
            return path
        at += 1


def _made_at(stem: str, path: Path) -> datetime | None:
    if path.suffix != _SUFFIX or not path.stem.startswith(stem + " "):
        return None
    try:
        return datetime.strptime(path.stem[len(stem) + 1 :], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
