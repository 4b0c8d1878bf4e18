"""A backup in the place of the vault: checked first, written into the trail, the replaced file kept."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from roundtable.actions.ports import Clock
from roundtable.domain.errors import (
    BackupUnusable,
    RecoveryFileDamaged,
    RecoveryFileMissing,
    RoundtableError,
    TooManyTries,
    WrongPassphrase,
)
from roundtable.domain.report import Anchor
from roundtable.storage import engine, keys, machine, recovery, trail
from roundtable.storage.durable import (
    file_errors,
    flush_file,
    flush_folder,
    put_in_place,
    remove_unfinished,
    write_aside,
)
from roundtable.storage.identity import anchor_of, read_identity
from roundtable.storage.keys import RELEASED, Stretching, VaultKey
from roundtable.storage.ledger import Identity, Ledger
from roundtable.storage.opening import hold, open_with_key
from roundtable.storage.throttle import Throttle, throttle_path
from roundtable.storage.trail import Stamp
from roundtable.storage.vault_file import VaultFile


def restore(
    path: Path,
    chosen: Path,
    passphrase: str,
    *,
    who: str,
    clock: Clock,
    sets: Mapping[int, Stretching] = RELEASED,
) -> VaultFile:
    """Puts the backup `chosen` in the place of the vault `path` (closed, damaged or gone) and opens it.

    The replaced file stays beside it as `Name replaced <time>.roundtable`. Raises TooManyTries,
    WrongPassphrase (the passphrase of the backup's day is needed), BackupUnusable, VaultOpenElsewhere,
    DiskFull, VaultNotPermitted.
    """
    throttle = Throttle(throttle_path(path))
    _require_patience(throttle, clock)
    lock = hold(path, clock)
    try:
        key = _tried_key(chosen, passphrase, sets, throttle, clock)
        stamp = Stamp(clock.now(), machine.monotonic_ns(), machine.boot_id(), who)
        _swap(path, chosen, key, stamp)
        vault = open_with_key(path, key, lock, who, clock, sets, "vault.opened")
    except BaseException:
        lock.release()
        raise
    throttle.succeeded()
    return vault


def require_fitting(
    path: Path,
    chosen: Path,
    passphrase: str,
    *,
    clock: Clock,
    sets: Mapping[int, Stretching] = RELEASED,
) -> None:
    """Tries the passphrase on a backup, before the vault `path` is closed for it; changes nothing.

    Raises TooManyTries, WrongPassphrase, BackupUnusable.
    """
    throttle = Throttle(throttle_path(path))
    _require_patience(throttle, clock)
    _tried_key(chosen, passphrase, sets, throttle, clock).wipe()


def _require_patience(throttle: Throttle, clock: Clock) -> None:
    wait = throttle.wait(clock.now())
    if wait:
        raise TooManyTries(wait=wait)


def _tried_key(
    chosen: Path, passphrase: str, sets: Mapping[int, Stretching], throttle: Throttle, clock: Clock
) -> VaultKey:
    """Counts a wrong try. Raises WrongPassphrase, BackupUnusable."""
    try:
        return _key_of(chosen, passphrase, sets)
    except WrongPassphrase as wrong:
        wrong.details["wait"] = throttle.failed(clock.now())
        raise


def _key_of(chosen: Path, passphrase: str, sets: Mapping[int, Stretching]) -> VaultKey:
    """Raises WrongPassphrase, BackupUnusable."""
    try:
        key = keys.derive(passphrase, engine.check_header(chosen), sets)
        engine.connect(chosen, key, "ro").close()
        return key
    except engine.KeyDoesNotFit:
        with suppress(RecoveryFileMissing, RecoveryFileDamaged):
            if recovery.read(chosen).verifies(key):
                raise BackupUnusable(backup=chosen.name) from None
        raise WrongPassphrase(wait=0) from None
    except (RoundtableError, OSError):
        raise BackupUnusable(backup=chosen.name) from None


def _swap(path: Path, chosen: Path, key: VaultKey, stamp: Stamp) -> None:
    aside = path.with_name(path.name + ".new")
    with file_errors():
        try:
            write_aside(aside, b"")
            shutil.copyfile(chosen, aside)
            identity = _write_down(aside, chosen, key, _head_now(path, key), stamp)
            _keep_replaced(path, stamp.wall)
            put_in_place(aside, path)
        finally:
            remove_unfinished(path)
        # The backup is in place: what is missing here is mended when it is opened, which is next.
        with suppress(OSError):
            recovery.write(path, identity.vault, identity.recovery_key, key)


def _write_down(aside: Path, chosen: Path, key: VaultKey, replaced: Anchor | None, stamp: Stamp) -> Identity:
    """Checks the copy and appends the entry that names both heads, before the copy gets the vault's name."""
    try:
        source = anchor_of(aside, key)
    except RoundtableError:
        raise BackupUnusable(backup=chosen.name) from None
    if replaced and replaced.fingerprint != source.fingerprint:
        raise BackupUnusable(backup=chosen.name)
    with (
        closing(engine.connect(aside, key, "rw")) as connection,
        engine.named_errors(),
        engine.make_engine(connection).begin() as tx,
    ):
        identity = read_identity(tx)
        Ledger(tx, identity).append(trail.RESTORED, trail.restored_ids(source, replaced), (), stamp)
    flush_file(aside)
    return identity


def _head_now(path: Path, key: VaultKey) -> Anchor | None:
    """The head of the file that will be replaced; None where it cannot be read with this key."""
    with suppress(RoundtableError, OSError):
        # Writable, so that a change that was interrupted is rolled back first.
        engine.connect(path, key, "rw").close()
        return anchor_of(path, key)
    return None


def _keep_replaced(path: Path, now: datetime) -> None:
    """Gives the old file a second name, with its journal: what a damaged file still holds may be needed."""
    time = now.astimezone(UTC).strftime("%Y-%m-%d %H%M%S")
    kept = path.with_name(f"{path.stem} replaced {time}{path.suffix}")
    journal = path.with_name(path.name + "-journal")
    if path.exists():
        try:
            kept.hardlink_to(path)
        except OSError:
            shutil.copyfile(path, kept)
    if journal.exists():
        # It belongs to the old file; beside the new one it would be played back into it.
        journal.replace(kept.with_name(kept.name + "-journal"))
    flush_folder(path.parent)
