"""Making the encrypted copy and writing one of its files: the draft, or the copy itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roundtable.actions.delivery import Delivery, Said, prepare_delivery
from roundtable.actions.ports import Papers, Vault
from roundtable.actions.untold_passphrase import keep_until_told
from roundtable.domain.ids import AuditId
from roundtable.ui.outgoing import free_path, write_file

Part = Callable[[Delivery], tuple[str, bytes]]
"""Which of the files that were made: its name and its bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was made for this sending, and the file that was just written."""

    delivery: Delivery
    path: Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to leave: the audit's report, for this address; `made` before keeps copy and passphrase, and
    one that `is_told` is kept nowhere."""

    audit_id: AuditId
    email: str
    made: Delivery | None
    said: Said
    is_told: bool


def write_part(vault: Vault, papers: Papers, wanted: Wanted, folder: Path, part: Part) -> Written:
    """Writes one file in this folder, beside what is there. Raises what `prepare_delivery` and `write_file`
    raise; then no file was written."""
    # The draft is written anew for the address of now; copy and passphrase stay as they were told.
    delivery = prepare_delivery(vault, papers, wanted.audit_id, wanted.email, wanted.made, wanted.said)
    if not vault.is_read_only and not wanted.is_told:
        # Before the file: without its passphrase nobody could open it.
        keep_until_told(
            vault, wanted.audit_id, delivery.report_sha256, delivery.passphrase, copy_sha256(delivery)
        )
    name, data = part(delivery)
    path = free_path(folder, name)
    write_file(path, data)
    return Written(delivery, path)


def copy_sha256(delivery: Delivery) -> str:
    """The fingerprint of the encrypted copy, as it is recorded when it was sent."""
    return hashlib.sha256(delivery.copy).hexdigest()
