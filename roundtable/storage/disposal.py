"""A vault without what is destroyed: copied aside, taken out there, verified, put in place of the old file.

What goes is first taken out of a copy under a key that is drawn for it and kept nowhere, so that no page of
the new file ever held it and what is left of the copy on the drive cannot be read (SECURITY, decision 4).
Killed anywhere, the file under the vault's name is the old one or the new one, whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roundtable.domain.errors import VaultWriteFailed
from roundtable.storage import backup, engine, recovery, search_index
from roundtable.storage.durable import flush_file, flush_folder, write_aside
from roundtable.storage.identity import anchor_of
from roundtable.storage.keys import KEY_BYTES, SALT_BYTES, VaultKey
from roundtable.storage.ledger import Ledger
from roundtable.storage.rewriting import Rewriting, counts
from roundtable.storage.trail import Stamp
from roundtable.storage.transaction import OpenTransaction

Change = Callable[[OpenTransaction], None]


@dataclass(frozen=True, slots=True)
class Disposing(Rewriting):
    """`change` takes the records out; it runs on the copy, as one transaction with its lines in the trail."""

    change: Change

    def _write(self, aside: Path, event: str, stamp: Stamp) -> None:
        part = self.path.with_name(self.path.name + ".part")
        passing = VaultKey(os.urandom(KEY_BYTES), os.urandom(SALT_BYTES))
        try:
            write_aside(part, b"")
            engine.copy_encrypted(self.source, part, passing)
            with closing(engine.connect(part, passing, "rw")) as copy:
                self._take_out(copy, event, stamp)
                write_aside(aside, b"")
                engine.copy_encrypted(copy, aside, self.new_key)
                expected = counts(copy)
        finally:
            passing.wipe()
            for name in (part.name, f"{part.name}-journal"):
                part.with_name(name).unlink(missing_ok=True)
        self._verify(aside, expected)
        flush_file(aside)

    def _take_out(self, copy: Any, event: str, stamp: Stamp) -> None:
        with engine.named_errors(), engine.make_engine(copy).begin() as connection:
            # Words taken out one by one take seconds, and the index is made anew all the same.
            search_index.leave_off(connection)
            running = OpenTransaction(connection, Ledger(connection, self.identity), stamp, is_writing=True)
            try:
                self.change(running)
                running.log(event)
                running.complete()
            finally:
                running.end()
            search_index.rebuild(connection)
        with engine.named_errors():
            copy.execute("VACUUM")

    def _verify(self, aside: Path, expected: tuple[int, ...]) -> None:
        """Every page, every entry, every record against it, and no page that is not in use."""
        with closing(engine.connect(aside, self.new_key, "ro")) as copy:
            if counts(copy) != expected or copy.execute("PRAGMA freelist_count").fetchone()[0]:
                raise VaultWriteFailed(code=0)
            with engine.named_errors(), engine.make_engine(copy).connect() as reading:
                Ledger(reading.execution_options(reading=True), self.identity).check()
        anchor_of(aside, self.new_key)


def older_copies(vault_path: Path, newest: Path) -> tuple[Path, ...]:
    """Every copy that the program itself made of this vault, but the `newest` backup: backups, and the files
    that were kept when a backup was put in their place."""
    backups = [each.path for each in backup.all_of(vault_path) if each.path != newest]
    kept = vault_path.parent.glob(f"{_literal(vault_path.stem)} replaced *{_literal(vault_path.suffix)}")
    return (*backups, *sorted(kept))


def delete_copies(copies: tuple[Path, ...]) -> tuple[Path, ...]:
    """Deletes each with its journal and recovery file; those that are still there afterwards come back."""
    for path in copies:
        for each in (path, path.with_name(path.name + "-journal"), recovery.recovery_path(path)):
            with suppress(OSError):
                each.unlink(missing_ok=True)
    for folder in {path.parent for path in copies}:
        with suppress(OSError):
            flush_folder(folder)
    return tuple(path for path in copies if os.path.lexists(path))


def _literal(text: str) -> str:
    """A name in which `glob` sees no pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)
