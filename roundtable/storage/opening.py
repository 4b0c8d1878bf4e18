"""Opening a vault: every way it can fail has its own name (SECURITY, decisions 3, 6 and 7)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from roundtable.actions.ports import Clock
from roundtable.domain.errors import (
    PassphraseOrDamage,
    RecoveryFileDamaged,
    RecoveryFileMissing,
    RoundtableError,
    TooManyTries,
    VaultDamaged,
    VaultForeign,
    VaultMissing,
    VaultNeedsWriting,
    VaultNotPermitted,
    VaultReadOnly,
    WrongPassphrase,
)
from roundtable.storage import (
    backup,
    engine,
    keys,
    lockfile,
    machine,
    migrations,
    recovery,
    search_index,
    tables,
)
from roundtable.storage.durable import file_errors, remove_unfinished
from roundtable.storage.identity import (
    read_identity,
    require_known_schema,
    schema_of,
)
from roundtable.storage.journal import check_journal
from roundtable.storage.keys import RELEASED, Stretching, VaultKey
from roundtable.storage.ledger import Identity, Ledger
from roundtable.storage.lockfile import Lock
from roundtable.storage.passphrase import require_strong
from roundtable.storage.recovery import RecoveryFile
from roundtable.storage.throttle import Throttle, throttle_path
from roundtable.storage.trail import Stamp
from roundtable.storage.vault_file import Custody, VaultFile

SUFFIX: Final = ".roundtable"
# Above this size the whole check at opening would be felt (0.15 s); then the caller runs `check` in the
# background.
CHECKED_AT_OPENING: Final = 32 * 1024 * 1024


def open(  # the verb of the field; `Path.open` is what this package uses for files
    path: Path,
    passphrase: str,
    *,
    who: str,
    clock: Clock,
    sets: Mapping[int, Stretching] = RELEASED,
    take_over: bool = False,
) -> VaultFile:
    """Opens a vault; read-only where the file or its folder cannot be written. Takes one key derivation.

    `take_over` accepts a lock that another machine left behind. Raises VaultMissing, VaultNotPermitted,
    TooManyTries, VaultOpenElsewhere, VaultEmptyFile, VaultNotEncrypted, VaultForeign, VaultNewer,
    WrongPassphrase, VaultDamaged, PassphraseOrDamage, VaultNeedsWriting, TrailBroken, BackupFailed (before a
    migration).
    """
    throttle = Throttle(throttle_path(path))
    _require_readable(path)
    wait = throttle.wait(clock.now())
    if wait:
        raise TooManyTries(wait=wait)
    lock = _hold_if_writable(path, clock, take_over=take_over)
    try:
        key = _fitting_key(path, passphrase, sets, throttle, clock, "rw" if lock else "ro")
        missed = throttle.tries
        vault = open_with_key(
            path, key, lock, who, clock, sets, "vault.opened", *([f"tries:{missed}"] if missed else [])
        )
    except BaseException:
        if lock:
            lock.release()
        raise
    throttle.succeeded()
    return vault


def open_with_recovery_code(
    path: Path,
    code: str,
    new_passphrase: str,
    *,
    who: str,
    clock: Clock,
    sets: Mapping[int, Stretching] = RELEASED,
) -> VaultFile:
    """Opens a vault with the code from the recovery sheet and gives it a new passphrase; the code stays
    valid.

    Looks for the recovery file beside the vault, then in its backups. Raises RecoveryCodeMistyped,
    RecoveryCodeWrong, RecoveryFileMissing, RecoveryFileDamaged, PassphraseTooWeak, VaultReadOnly,
    VaultDamaged.
    """
    require_strong(new_passphrase)
    _require_readable(path)
    if not _is_writable(path):
        raise VaultNeedsWriting()
    lock = hold(path, clock)
    try:
        key = _recovered_key(path, code)
        vault = open_with_key(path, key, lock, who, clock, sets, "vault.recovered")
    except BaseException:
        lock.release()
        raise
    try:
        vault.rekey(new_passphrase, "passphrase.replaced")
    except BaseException:
        vault.close()
        raise
    Throttle(throttle_path(path)).succeeded()
    return vault


def _require_readable(path: Path) -> None:
    if not os.path.lexists(path):
        raise VaultMissing(what="file")
    if not path.is_file():
        raise VaultForeign()
    if not os.access(path, os.R_OK):
        raise VaultNotPermitted()


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _hold_if_writable(path: Path, clock: Clock, *, take_over: bool) -> Lock | None:
    """None where nothing can be written; Windows says so only when it is tried."""
    if not _is_writable(path):
        return None
    try:
        return hold(path, clock, take_over=take_over)
    except (VaultReadOnly, VaultNotPermitted):
        return None


def hold(path: Path, clock: Clock, *, take_over: bool = False) -> Lock:
    with file_errors():
        return lockfile.hold(path, clock.now(), take_over=take_over)


def _fitting_key(
    path: Path,
    passphrase: str,
    sets: Mapping[int, Stretching],
    throttle: Throttle,
    clock: Clock,
    access: engine.Access,
) -> VaultKey:
    """The key, once it has opened the first page. Counts a wrong try; says damage where it is damage."""
    with file_errors():
        try:
            salt = engine.check_header(path)
            check_journal(path)
        except VaultDamaged:
            raise VaultDamaged(backup=_newest_name(path)) from None
    try:
        key = keys.derive(passphrase, salt, sets)
        engine.connect(path, key, access).close()
        return key
    except (engine.KeyDoesNotFit, VaultForeign) as problem:
        outcome = _diagnosis(path, passphrase, sets, is_foreign=isinstance(problem, VaultForeign))
    if isinstance(outcome, WrongPassphrase | PassphraseOrDamage):
        outcome.details["wait"] = throttle.failed(clock.now())
    raise outcome


def _diagnosis(
    path: Path, passphrase: str, sets: Mapping[int, Stretching], *, is_foreign: bool
) -> RoundtableError:
    """Wrong passphrase, damage or no vault: what the recovery file and the backups say (decision 7)."""
    with suppress(RecoveryFileMissing, RecoveryFileDamaged):
        file = recovery.read(path)
        if _is_verified(file, passphrase, sets):
            return VaultDamaged(backup=_newest_name(path))
        return WrongPassphrase(wait=0)
    backups = backup.all_of(path)
    for each in backups[:2]:
        with suppress(RoundtableError, OSError):
            key = keys.derive(passphrase, engine.check_header(each.path), sets)
            if backup.opens(each.path, key):
                return VaultDamaged(backup=each.path.name)
    if backups:
        return WrongPassphrase(wait=0)
    return VaultForeign() if is_foreign else PassphraseOrDamage(wait=0)


def _is_verified(file: RecoveryFile, passphrase: str, sets: Mapping[int, Stretching]) -> bool:
    """The recovery file remembers the salt, so a damaged first page does not matter."""
    for each in file.seals:
        with suppress(VaultForeign, ValueError):
            if file.verifies(keys.derive(passphrase, each.salt, sets)):
                return True
    return False


def _newest_name(path: Path) -> str:
    """The newest backup's file name; whether it is good shows when it is opened."""
    backups = backup.all_of(path)
    return backups[0].path.name if backups else ""


def _recovered_key(path: Path, code: str) -> VaultKey:
    recovery.private_key(code)
    for key in recovery.unseal(_recovery_file(path), code):
        with suppress(engine.KeyDoesNotFit), file_errors():
            engine.connect(path, key, "rw").close()
            return key
    raise VaultDamaged(backup=_newest_name(path))


def _recovery_file(path: Path) -> RecoveryFile:
    try:
        return recovery.read(path)
    except (RecoveryFileMissing, RecoveryFileDamaged):
        for each in backup.all_of(path):
            with suppress(RecoveryFileMissing, RecoveryFileDamaged):
                return recovery.read(each.path)
        raise


def open_with_key(
    path: Path,
    key: VaultKey,
    lock: Lock | None,
    who: str,
    clock: Clock,
    sets: Mapping[int, Stretching],
    event: str,
    *ids: str,
) -> VaultFile:
    """Every check of decision 6; older schemas are brought up, the recovery file is mended."""
    with file_errors():
        connection = engine.connect(path, key, "rw" if lock else "ro")
    custody: Custody | None = None
    try:
        found = schema_of(connection)
        require_known_schema(found)
        if path.stat().st_size <= CHECKED_AT_OPENING and engine.damage(connection):
            raise VaultDamaged(backup="")
        running = engine.make_engine(connection)
        identity = _checked_identity(running)
        custody = Custody(path, key, connection, running, identity, lock, clock, who, sets)
        vault = VaultFile(custody)
        if found < tables.SCHEMA:
            _bring_up(vault, custody, found)
        if lock:
            for each in (path, recovery.recovery_path(path), throttle_path(path)):
                remove_unfinished(each)
            _mend_recovery_file(path, key, identity)
            with vault.transaction() as tx:
                tx.log(event, *ids)
            vault.nothing_changed()
        return vault
    except VaultDamaged:
        connection.close()
        good = backup.newest_good(path, key)
        raise VaultDamaged(backup=good.path.name if good else "") from None
    except BaseException:
        connection.close()
        raise


def _checked_identity(running: Engine) -> Identity:
    with engine.named_errors(), running.connect() as connection:
        reading: Connection = connection.execution_options(reading=True)
        identity = read_identity(reading)
        Ledger(reading, identity).check_head()
        return identity


def _bring_up(vault: VaultFile, custody: Custody, found: int) -> None:
    """Backup, steps, and a line in the trail that names every record anew: steps may rewrite them."""
    if vault.is_read_only:
        raise VaultNeedsWriting()
    vault.back_up()
    stamp = Stamp(custody.clock.now(), machine.monotonic_ns(), machine.boot_id(), custody.who)
    with engine.named_errors(), custody.engine.begin() as connection:
        migrations.migrate(connection, found)
        search_index.begin(connection)
        ledger = Ledger(connection, custody.identity)
        ids = (f"from:{found}", f"to:{tables.SCHEMA}")
        ledger.append("vault.migrated", ids, tuple(ledger.stored()), stamp)


def _mend_recovery_file(path: Path, key: VaultKey, identity: Identity) -> None:
    """Writes it anew when it is missing, damaged, another vault's, or was left with two keys by a crash."""
    with suppress(RecoveryFileMissing, RecoveryFileDamaged):
        file = recovery.read(path)
        is_ours = file.vault == identity.vault and file.recipient == identity.recovery_key
        if is_ours and len(file.seals) == 1 and file.verifies(key):
            return
    with suppress(OSError):
        recovery.write(path, identity.vault, identity.recovery_key, key)
