"""A vault under another key: a new file, verified, put in place in one step (SECURITY, decision 4).

Killed anywhere, there is one whole file under the vault's name that opens with the old key or with the new
one, and the recovery file knows both until the old one is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from roundtable.domain.errors import VaultDamaged, VaultWriteFailed
from roundtable.storage import engine, recovery, tables
from roundtable.storage.durable import file_errors, flush_file, flush_folder, remove_unfinished, write_aside
from roundtable.storage.identity import anchor_of
from roundtable.storage.keys import VaultKey
from roundtable.storage.ledger import Identity, Ledger
from roundtable.storage.trail import Stamp


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One change of key. `source` is the open driver connection, `let_go` closes it just before the swap."""

    path: Path
    source: Any
    identity: Identity
    old_key: VaultKey
    new_key: VaultKey
    let_go: Callable[[], None]

    def run(self, event: str, stamp: Stamp) -> None:
        """Raises DiskFull and other file errors before the swap: then the old file stands.

        From the swap on the new key holds, and nothing is raised: whoever is told that it failed goes
        back to the old passphrase.
        """
        aside = self.path.with_name(self.path.name + ".new")
        with file_errors():
            try:
                self._write_checked(aside, event, stamp)
                recovery.write(
                    self.path, self.identity.vault, self.identity.recovery_key, self.old_key, self.new_key
                )
                self.let_go()
                aside.replace(self.path)
            finally:
                remove_unfinished(self.path)
        # On a full or failing drive both wait: the next opening takes the old key out of the recovery file.
        with suppress(OSError):
            flush_folder(self.path.parent)
            recovery.write(self.path, self.identity.vault, self.identity.recovery_key, self.new_key)

    def _write_checked(self, aside: Path, event: str, stamp: Stamp) -> None:
        try:
            self._write(aside, event, stamp)
        except (VaultDamaged, engine.KeyDoesNotFit):
            # The copy is at fault, on a drive that did not say so: the vault itself is as it was.
            raise VaultWriteFailed(code=0) from None

    def _write(self, aside: Path, event: str, stamp: Stamp) -> None:
        write_aside(aside, b"")
        engine.copy_encrypted(self.source, aside, self.new_key)
        expected = counts(self.source)
        with closing(engine.connect(aside, self.new_key, "rw")) as copy:
            if counts(copy) != expected:
                raise VaultWriteFailed(code=0)
            with engine.named_errors(), engine.make_engine(copy).begin() as connection:
                ledger = Ledger(connection, self.identity)
                ledger.append(event, (), (), stamp)
                ledger.check()
        anchor_of(aside, self.new_key)
        flush_file(aside)


def counts(source: Any) -> tuple[int, ...]:
    """How many rows each table has."""
    with engine.named_errors(), engine.make_engine(source).connect() as connection:
        reading: Connection = connection.execution_options(reading=True)
        names = tables.metadata.sorted_tables
        return tuple(reading.execute(select(func.count()).select_from(t)).scalar_one() for t in names)
