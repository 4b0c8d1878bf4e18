"""What a fault left: opened as the program opens it, asked for every deed, searched for words in plain text."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from roundtable.domain.errors import RoundtableError
from roundtable.storage import opening, recovery
from roundtable.storage.vault_file import VaultFile
from tests.faults import deeds
from tests.storage import vaults

FORMS = (
    deeds.CANARY.encode(),
    deeds.CANARY.encode("utf-16-le"),
    base64.b64encode(deeds.CANARY.encode())[:-4],
    vaults.PASSPHRASE.encode(),
)


class Wrong(Exception):
    """What the fault did that it may not: `kind` is the column it is counted in."""

    def __init__(self, kind: str, why: object) -> None:
        super().__init__(f"{kind}: {why}")
        self.kind = kind


@contextmanager
def opened(path: Path, passphrase: str = vaults.PASSPHRASE) -> Iterator[VaultFile]:
    """The vault as the next start has it, without waiting for earlier wrong tries; closed without a backup."""
    opening.throttle_path(path).unlink(missing_ok=True)
    vault = vaults.reopen(path, passphrase, deeds.clock_at(0))
    try:
        yield vault
    finally:
        vault.nothing_changed()
        vault.close()


def opens(path: Path, passphrase: str = vaults.PASSPHRASE) -> bool:
    """Whether it opens at all. Errors that are not ours come through: they are findings."""
    try:
        with opened(path, passphrase):
            return True
    except RoundtableError:
        return False


def copy_opens(path: Path, folder: Path) -> bool:
    """Whether a backup opens, tried on a copy with its recovery file: opening leaves traces."""
    folder.mkdir()
    for each in (path, recovery.recovery_path(path)):
        shutil.copyfile(each, folder / each.name)
    found = opens(folder / path.name)
    shutil.rmtree(folder)
    return found


def deeds_in(vault: VaultFile) -> int:
    """How many deeds the open vault holds, each whole. Raises Wrong "lost" and "damaged"."""
    try:
        number = deeds.how_many(deeds.state(deeds.Room.of(vault)))
    except ValueError as problem:
        raise Wrong("lost", problem) from None
    checked = vault.check()
    if not checked.is_sound:
        raise Wrong("damaged", checked)
    return number


def deeds_at(path: Path, *passphrases: str) -> tuple[int, str]:
    """How many deeds there are, and which of these passphrases opened it. Raises Wrong "lost" and "damaged"."""
    problem: object = ""
    for passphrase in passphrases or (vaults.PASSPHRASE,):
        try:
            with opened(path, passphrase) as vault:
                return deeds_in(vault), passphrase
        except RoundtableError as refused:
            problem = repr(refused)
    raise Wrong("lost", f"does not open: {problem}")


def require_no_plain_text(folder: Path) -> None:
    """No file under the folder holds a word of a deed, in any form. Raises Wrong "leaked"."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes() + path.name.encode()
            if any(form in data for form in FORMS):
                raise Wrong("leaked", path.name)


def later(clock: vaults.Clock, days: int) -> vaults.Clock:
    """A clock so many days on."""
    return vaults.Clock(clock.at + timedelta(days=days))
