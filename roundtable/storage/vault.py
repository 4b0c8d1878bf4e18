"""The way in to this package: make a vault, open one, restore one."""

from __future__ import annotations

from roundtable.storage.making import Created, create
from roundtable.storage.opening import open, open_with_recovery_code
from roundtable.storage.restoring import restore
from roundtable.storage.vault_file import Checked, VaultFile

__all__ = ["Checked", "Created", "VaultFile", "create", "open", "open_with_recovery_code", "restore"]
