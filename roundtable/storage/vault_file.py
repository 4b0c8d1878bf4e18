"""The open vault: one connection, one caller at a time, never on the thread of the window."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

from roundtable.actions.ports import Clock
from roundtable.domain.anchor_check import Standing
from roundtable.domain.errors import (
    RoundtableError,
    TooManyTries,
    TrailBroken,
    TransactionOpen,
    VaultLocked,
    VaultOnForbiddenThread,
    VaultReadOnly,
    WrongPassphrase,
)
from roundtable.domain.report import Anchor
from roundtable.domain.retention import SecondCopies
from roundtable.storage import backup, engine, keys, machine, search_index, trail
from roundtable.storage.backup import Backup
from roundtable.storage.disposal import Change, Disposing, delete_copies, older_copies
from roundtable.storage.keys import Stretching, VaultKey
from roundtable.storage.ledger import Identity, Ledger
from roundtable.storage.lockfile import Lock
from roundtable.storage.passphrase import require_strong
from roundtable.storage.rewriting import Rewriting
from roundtable.storage.second_place import SecondPlace
from roundtable.storage.throttle import Throttle, throttle_path
from roundtable.storage.transaction import OpenTransaction

BACKUP_EVERY: Final = timedelta(minutes=10)
SECOND_PLACE_SECONDS: Final = 20.0
"""How long closing waits for a copy that is on its way to the second place."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a whole check. `damage` and `trail_problem` are empty when all is well."""

    damage: tuple[str, ...]
    trail_problem: str
    entries: int
    clock_went_back: tuple[int, ...] = ()
    index_was_mended: bool = False
    """What can be found did not fit the records, and is made anew from them."""

    @property
    def is_sound(self) -> bool:
        """Neither damaged nor tampered with."""
        return not self.damage and not self.trail_problem


@dataclass(slots=True)
class Custody:
    """What an open vault holds, handed over by whoever opened it."""

    path: Path
    key: VaultKey
    connection: Any
    engine: Engine
    identity: Identity
    lock: Lock | None
    clock: Clock
    who: str
    sets: Mapping[int, Stretching]


class VaultFile:
    """`ports.Vault` over a file. Calls from any thread but a forbidden one; they take turns."""

    def __init__(self, custody: Custody) -> None:
        self._held = custody
        self._turn = threading.Lock()
        self._turn_of = 0
        self._forbidden: frozenset[int] = frozenset()
        self._is_locked = False
        self._changed_since: datetime | None = None
        self.backup_problem: RoundtableError | None = None
        self._throttle: Throttle | None = None
        self.second = SecondPlace(custody.path, custody.identity.vault)

    @property
    def path(self) -> Path:
        """The file."""
        return self._held.path

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused: the file or its folder cannot be written."""
        return self._held.lock is None

    @property
    def is_locked(self) -> bool:
        """Whether it has been closed; every call then raises VaultLocked."""
        return self._is_locked

    def forbid_thread(self, ident: int) -> None:
        """From now on a call on this thread (`threading.get_ident()`) raises VaultOnForbiddenThread."""
        self._forbidden |= {ident}

    @contextmanager
    def transaction(self) -> Iterator[OpenTransaction]:
        """Writes: committed on leaving the block, rolled back on any exception.

        Raises DiskFull, VaultReadOnly, VaultLocked, VaultWriteFailed; then nothing was stored.
        """
        with self._turn_at_the_file():
            if self.is_read_only:
                raise VaultReadOnly()
            with engine.named_errors(), self._held.engine.begin() as connection:
                running = OpenTransaction(
                    connection, Ledger(connection, self._held.identity), self._stamp(), is_writing=True
                )
                try:
                    yield running
                    running.complete()
                finally:
                    running.end()
            if running.has_changed:
                self._back_up_if_due(running.now)

    @contextmanager
    def reading(self) -> Iterator[OpenTransaction]:
        """Reads; writing in it raises VaultReadOnly."""
        with self._turn_at_the_file(), engine.named_errors(), self._held.engine.connect() as connection:
            reading = connection.execution_options(reading=True)
            running = OpenTransaction(
                reading, Ledger(reading, self._held.identity), self._stamp(), is_writing=False
            )
            try:
                yield running
            finally:
                running.end()

    def anchor(self) -> Anchor:
        """The trail's head: what a report prints."""
        with self.reading() as tx:
            return tx.anchor()

    def standing(self, anchor: Anchor) -> Standing:
        """How this vault stands to the anchor on a report."""
        with self._ledger() as ledger:
            return trail.standing(ledger.entries(), ledger.anchor(), anchor)

    def check(self) -> Checked:
        """Every page, every trail entry, every record against it; 0.5 s per 100 MB and 1,700 entries."""
        with self._turn_at_the_file():
            damage = engine.damage(self._held.connection)
        if damage:
            return Checked(damage, "", 0)
        try:
            with self._ledger() as ledger:
                verdict = ledger.check()
        except TrailBroken as broken:
            return Checked((), str(broken.details["problem"]), int(str(broken.details["entry"])))
        return Checked((), "", verdict.count, verdict.clock_went_back, self._mend_index())

    def _mend_index(self) -> bool:
        """Whether what can be found has to be made anew, which the next search begins; not in a file that
        cannot be written."""
        if self.is_read_only:
            return False
        with (
            self._turn_at_the_file(),
            engine.named_errors(),
            self._held.engine.begin() as connection,
        ):
            if not search_index.is_ready(connection) or search_index.fits(connection):
                return False
            search_index.begin(connection)
        return True

    def is_passphrase(self, passphrase: str) -> bool:
        """Whether this is the vault's passphrase; takes one key derivation.

        A wrong one counts as at unlocking: it makes the next try wait. Raises TooManyTries.
        """
        try:
            self._require_passphrase(passphrase)
        except WrongPassphrase:
            return False
        return True

    def _require_passphrase(self, passphrase: str) -> None:
        """Raises WrongPassphrase, TooManyTries, each with the seconds to wait."""
        self._refuse_forbidden()
        held = self._held
        # Kept while the file is open: on a full drive the count cannot be written, and counts all the same.
        self._throttle = throttle = self._throttle or Throttle(throttle_path(held.path))
        wait = throttle.wait(held.clock.now())
        if wait:
            raise TooManyTries(wait=wait)
        candidate = keys.derive(passphrase, held.key.salt, held.sets)
        if not hmac.compare_digest(candidate.raw, held.key.raw):
            raise WrongPassphrase(wait=throttle.failed(held.clock.now()))
        if throttle.tries:
            throttle.succeeded()

    def written_key(self, passphrase: str) -> str:
        """The key as every SQLCipher tool takes it: 96 hex digits in x'…', for `PRAGMA key`.

        Raises WrongPassphrase, TooManyTries. The trail notes that it was given out.
        """
        self._require_passphrase(passphrase)
        if not self.is_read_only:
            with self.transaction() as tx:
                tx.log("key.exported")
        return self._held.key.written

    def change_passphrase(self, old: str, new: str) -> None:
        """A new key and salt, in a new file.

        Raises WrongPassphrase, TooManyTries, PassphraseTooWeak, VaultReadOnly, DiskFull.
        """
        self._require_passphrase(old)
        self.rekey(new, "passphrase.changed")

    def rekey(self, new: str, event: str) -> None:
        """`change_passphrase` for who has come in with the recovery code."""
        require_strong(new)
        sets = self._held.sets
        new_key = keys.derive(new, keys.new_salt(keys.calibrated(sets)), sets)
        with self._turn_at_the_file():
            if self.is_read_only:
                raise VaultReadOnly()
            held = self._held
            rewriting = Rewriting(
                held.path, held.connection, held.identity, held.key.copy(), new_key, self._let_go
            )
            try:
                rewriting.run(event, self._stamp())
                held.key = new_key
            finally:
                self._take_up()
            self._back_up_now(held.clock.now())

    def destroy(self, passphrase: str, change: Change) -> None:
        """The records that `change` takes out are in no page of the file afterwards; new key, new salt.

        Raises WrongPassphrase, VaultReadOnly, DiskFull and what `change` raises; then nothing was changed.
        """
        self._require_passphrase(passphrase)
        sets = self._held.sets
        new_key = keys.derive(passphrase, keys.new_salt(keys.calibrated(sets)), sets)
        with self._turn_at_the_file():
            if self.is_read_only:
                raise VaultReadOnly()
            held = self._held
            disposing = Disposing(
                held.path, held.connection, held.identity, held.key.copy(), new_key, self._let_go, change
            )
            try:
                disposing.run("records.destroyed", self._stamp())
                held.key = new_key
            finally:
                self._take_up()

    def delete_older_copies(self) -> tuple[int, tuple[str, ...]]:
        """A backup of the file as it is, then every older copy is deleted: how many were, and the file names
        of those that could not be. Raises BackupFailed, DiskFull; then the older copies stay."""
        with self._turn_at_the_file():
            newest = self._make_backup(self._held.clock.now())
            copies = older_copies(self.path, newest.path)
            left = delete_copies(copies)
        return len(copies) - len(left), tuple(each.name for each in left)

    def delete_second_copies(self) -> SecondCopies | None:
        """The same in the second place; it is made up for later where that is not there."""
        with self._turn_at_the_file():
            newest = backup.all_of(self.path)[0]
            return self.second.clear(newest, self._held.key.copy(), self._head())

    def back_up(self) -> Backup:
        """A verified backup now. Raises BackupFailed, DiskFull, VaultNotPermitted."""
        with self._turn_at_the_file():
            made = self._make_backup(self._held.clock.now())
            self.backup_problem = None
            return made

    def backups(self) -> tuple[Backup, ...]:
        """Those there are, beside the file and in the second place, newest first."""
        self._refuse_forbidden()
        both = (*backup.all_of(self.path), *self.second.copies())
        return tuple(sorted(both, key=lambda each: (each.made_at, not each.is_second), reverse=True))

    def nothing_changed(self) -> None:
        """What was written so far (the line that the vault was opened) is not worth a backup."""
        self._changed_since = None

    def close(self) -> None:
        """Backs up what changed since the last backup, lets go of the file, forgets the key.

        Harmless twice.
        """
        self._refuse_forbidden()
        with self._turn:
            if self._is_locked:
                return
            if self._changed_since:
                self._back_up_now(self._held.clock.now())
            self._is_locked = True
            self.second.settle(SECOND_PLACE_SECONDS)
            self._let_go()
            self._held.key.wipe()
            if self._held.lock:
                _drop_empty_journal(self.path)
                self._held.lock.release()

    def _let_go(self) -> None:
        self._held.engine.dispose()
        self._held.connection.close()
        self._held.connection = None

    def _take_up(self) -> None:
        """Opens the file again after a swap, or after one that did not happen."""
        held = self._held
        if held.connection is None:
            held.connection = engine.connect(held.path, held.key, "rw")
            held.engine = engine.make_engine(held.connection)

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        with self._turn_at_the_file(), engine.named_errors(), self._held.engine.connect() as connection:
            yield Ledger(connection.execution_options(reading=True), self._held.identity)

    @contextmanager
    def _turn_at_the_file(self) -> Iterator[None]:
        self._refuse_forbidden()
        me = threading.get_ident()
        if self._turn_of == me:
            raise TransactionOpen()
        with self._turn:
            if self._is_locked:
                raise VaultLocked()
            self._turn_of = me
            try:
                yield
            finally:
                self._turn_of = 0

    def _refuse_forbidden(self) -> None:
        if threading.get_ident() in self._forbidden:
            raise VaultOnForbiddenThread()

    def _stamp(self) -> trail.Stamp:
        return trail.Stamp(self._held.clock.now(), machine.monotonic_ns(), machine.boot_id(), self._held.who)

    def _back_up_if_due(self, now: datetime) -> None:
        if self._changed_since is None or now < self._changed_since:
            self._changed_since = now
        elif now - self._changed_since >= BACKUP_EVERY:
            self._back_up_now(now)

    def _back_up_now(self, now: datetime) -> None:
        """The change itself is stored: a backup that fails is told by `backup_problem`, and tried again."""
        try:
            self._make_backup(now)
            self.backup_problem = None
        except RoundtableError as problem:
            self.backup_problem = problem
            self._changed_since = now

    def _make_backup(self, now: datetime) -> Backup:
        held, head = self._held, self._head()
        made = backup.make(held.connection, held.path, held.key, head, now)
        self._changed_since = None
        self.second.want(made, held.key.copy(), head)
        return made

    def _head(self) -> Anchor:
        with engine.named_errors(), self._held.engine.connect() as connection:
            return Ledger(connection.execution_options(reading=True), self._held.identity).anchor()


def _drop_empty_journal(path: Path) -> None:
    """A journal of no bytes says that no change is unfinished; gone, it says the same."""
    journal = path.with_name(path.name + "-journal")
    with suppress(OSError):
        if journal.stat().st_size == 0:
            journal.unlink()
