"""Making a vault: written aside, checked, its recovery code tried, and only then given its name."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from roundtable.actions.ports import Clock
from roundtable.domain.errors import (
    VaultAlreadyThere,
    VaultMissing,
    VaultWriteFailed,
)
from roundtable.storage import backup, engine, keys, machine, migrations, recovery
from roundtable.storage.durable import file_errors, flush_folder, remove_unfinished, write_aside
from roundtable.storage.identity import (
    anchor_of,
    write_identity,
)
from roundtable.storage.keys import RELEASED, Stretching, VaultKey
from roundtable.storage.ledger import Identity, Ledger
from roundtable.storage.opening import hold, open_with_key
from roundtable.storage.passphrase import require_strong
from roundtable.storage.trail import Stamp
from roundtable.storage.vault_file import VaultFile


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault, open, and the recovery code that is printed once and kept nowhere."""

    vault: VaultFile
    recovery_code: str


def create(
    path: Path, passphrase: str, *, who: str, clock: Clock, sets: Mapping[int, Stretching] = RELEASED
) -> Created:
    """Makes a new vault at `path` with its recovery file, and opens it. Nothing is left behind when it fails.

    Raises PassphraseTooWeak, VaultAlreadyThere (details: what), VaultMissing (no such folder),
    VaultNotPermitted, VaultReadOnly, DiskFull.
    """
    require_strong(passphrase)
    _require_free(path)
    code = recovery.new_code()
    identity = Identity(
        os.urandom(16).hex(), Ed25519PrivateKey.generate().private_bytes_raw(), recovery.public_key(code)
    )
    key = keys.derive(passphrase, keys.new_salt(keys.calibrated(sets)), sets)
    stamp = Stamp(clock.now(), machine.monotonic_ns(), machine.boot_id(), who)
    lock = hold(path, clock)
    try:
        _write_new(path, key, identity, code, stamp)
        return Created(open_with_key(path, key, lock, who, clock, sets, "vault.opened"), code)
    except BaseException as problem:
        if not isinstance(problem, VaultAlreadyThere):
            _take_back(path)
        lock.release()
        raise


def _take_back(path: Path) -> None:
    """Nobody has the recovery code of what was just made, and nothing is in it. The name was free."""
    for each in (path, path.with_name(path.name + "-journal"), recovery.recovery_path(path)):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _require_free(path: Path) -> None:
    """A new vault never meets the remains of another one: their recovery file and backups would be lost."""
    if os.path.lexists(path):
        raise VaultAlreadyThere(what="vault")
    if os.path.lexists(recovery.recovery_path(path)):
        raise VaultAlreadyThere(what="recovery")
    if backup.all_of(path):
        raise VaultAlreadyThere(what="backups")
    if not path.parent.is_dir():
        raise VaultMissing(what="folder")


def _write_new(path: Path, key: VaultKey, identity: Identity, code: str, stamp: Stamp) -> None:
    aside = path.with_name(path.name + ".new")
    with file_errors():
        try:
            write_aside(aside, b"")
            connection = engine.connect(aside, key, "rw", is_new=True)
            try:
                with engine.named_errors(), engine.make_engine(connection).begin() as tx:
                    migrations.create(tx)
                    write_identity(tx, identity, stamp.wall)
                    Ledger(tx, identity).append("vault.created", (), (), stamp)
            finally:
                connection.close()
            anchor_of(aside, key)
            recovery.write(path, identity.vault, identity.recovery_key, key)
            _require_recovery(path, key, code)
            _name_without_replacing(aside, path)
        except BaseException:
            if not os.path.lexists(path):
                recovery.recovery_path(path).unlink(missing_ok=True)
            raise
        finally:
            remove_unfinished(path)


def _name_without_replacing(aside: Path, path: Path) -> None:
    try:
        if sys.platform == "win32":
            aside.rename(path)
        else:
            _link(aside, path)
    except FileExistsError:
        raise VaultAlreadyThere(what="vault") from None
    flush_folder(path.parent)


def _link(aside: Path, path: Path) -> None:
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:
        # A drive without hard links (FAT): our lock on the name stands in for the atomic step.
        if os.path.lexists(path):
            raise FileExistsError from None
        aside.rename(path)


def _require_recovery(path: Path, key: VaultKey, code: str) -> None:
    """The sheet is tried before it is printed."""
    if recovery.unseal(recovery.read(path), code) != (key,):
        raise VaultWriteFailed(code=0)
