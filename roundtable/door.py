"""The way in to a vault for the window: `ui.door.VaultDoor` over `storage`, off the window's thread."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from roundtable import assets
from roundtable.actions.ports import Clock, Vault
from roundtable.ui.door import BackupCopy, NewVault, Step, Strength

if TYPE_CHECKING:
    from roundtable.storage.vault_file import VaultFile


class Door:
    """Imports storage on first use: the first paint does not wait for SQLAlchemy."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def create(self, path: Path, passphrase: str, who: str, progress: Step) -> NewVault:
        """See `VaultDoor`."""
        from roundtable.storage import vault as vaults

        progress(0, 2, "Making the key: this takes about a second")
        made = vaults.create(path, passphrase, who=who, clock=self._clock)
        _guard(made.vault)
        return NewVault(made.vault, made.recovery_code)

    def open(self, path: Path, passphrase: str, who: str, *, take_over: bool = False) -> Vault:
        """See `VaultDoor`."""
        from roundtable.storage import vault as vaults

        return _guard(vaults.open(path, passphrase, who=who, clock=self._clock, take_over=take_over))

    def open_with_recovery(self, path: Path, code: str, new_passphrase: str, who: str) -> Vault:
        """See `VaultDoor`."""
        from roundtable.storage import vault as vaults

        opened = vaults.open_with_recovery_code(path, code, new_passphrase, who=who, clock=self._clock)
        return _guard(opened)

    def require_fitting(self, path: Path, backup: Path, passphrase: str) -> None:
        """See `VaultDoor`."""
        from roundtable.storage import restoring

        restoring.require_fitting(path, backup, passphrase, clock=self._clock)

    def restore(self, path: Path, backup: Path, passphrase: str, who: str) -> Vault:
        """See `VaultDoor`."""
        from roundtable.storage import restoring

        return _guard(restoring.restore(path, backup, passphrase, who=who, clock=self._clock))

    def backups(self, path: Path) -> tuple[BackupCopy, ...]:
        """See `VaultDoor`."""
        from roundtable.storage import backup, second_place

        both = (*backup.all_of(path), *second_place.copies_of(path))
        return tuple(sorted(both, key=lambda each: each.made_at, reverse=True))

    def close(self, vault: Vault) -> None:
        """See `VaultDoor`."""
        close = getattr(vault, "close", None)
        if callable(close):
            close()

    def strength(self, text: str) -> Strength:
        """See `VaultDoor`."""
        from roundtable.storage.passphrase import passphrase_strength

        return passphrase_strength(text)

    def suggestion(self) -> str:
        """See `VaultDoor`."""
        from roundtable.storage.passphrase import suggestion

        lines = assets.read_text("wordlist.txt").splitlines()
        return suggestion([line for line in lines if line and not line.startswith("#")])


def _guard(vault: VaultFile) -> VaultFile:
    """From here on a call on the window's thread is an error, not a wait."""
    vault.forbid_thread(threading.main_thread().ident or 0)
    return vault
