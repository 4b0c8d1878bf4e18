"""The way in, as the first pages see it: make a vault, open one, recover one. The application supplies it.

Screens may not import storage; what they need of a vault file beyond its transactions is named here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from roundtable.actions.ports import Transaction, Vault
from roundtable.domain.anchor_check import Standing
from roundtable.domain.errors import RoundtableError, VaultLocked
from roundtable.domain.report import Anchor

SUFFIX = ".roundtable"
FILE_KIND = "Roundtable file (*.roundtable)"


class Strength(Protocol):
    """How good a passphrase is: `score` 0–4, whether a vault takes it, and what to do about it."""

    @property
    def score(self) -> int: ...
    @property
    def is_enough(self) -> bool: ...
    @property
    def guidance(self) -> tuple[str, ...]: ...


class BackupCopy(Protocol):
    """One backup: where, made when (aware, UTC), how many bytes."""

    @property
    def path(self) -> Path: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def size(self) -> int: ...
    @property
    def is_second(self) -> bool:
        """In the second place, not beside the file."""


class SecondState(Protocol):
    """How the second place for backups stands; `problem` is that of the last try."""

    @property
    def folder(self) -> Path: ...
    @property
    def worked_at(self) -> datetime | None: ...
    @property
    def problem(self) -> RoundtableError | None: ...
    @property
    def is_there(self) -> bool: ...
    @property
    def is_busy(self) -> bool: ...


class SecondPlace(Protocol):
    """The second place of an open file. Drives may be slow: call it in a task."""

    def state(self) -> SecondState | None:
        """None while none is chosen."""

    def choose(self, folder: Path) -> None:
        """Raises SecondPlaceMissing, SecondPlaceUnfit, SecondPlaceNotWritable, SecondPlaceFull."""

    def forget(self) -> None:
        """Copies there stay."""


@runtime_checkable
class SecondPlaceHolder(Protocol):
    """An open vault file whose backups may be copied to a second place."""

    @property
    def second(self) -> SecondPlace: ...


class CheckOutcome(Protocol):
    """What a whole check of the file found. `damage` and `trail_problem` are empty when all is well."""

    @property
    def damage(self) -> tuple[str, ...]: ...
    @property
    def trail_problem(self) -> str: ...
    @property
    def entries(self) -> int: ...
    @property
    def is_sound(self) -> bool: ...
    @property
    def index_was_mended(self) -> bool:
        """What can be found did not fit the records, and was made anew from them."""


@dataclass(frozen=True, slots=True)
class NewVault:
    """A new vault, open, and the recovery code that is shown once and kept nowhere."""

    vault: Vault
    recovery_code: str


Step = Callable[[int, int, str], None]
"""`progress(done, total, what)`; raises `WorkCancelled` once the facilitator has cancelled."""


class VaultDoor(Protocol):
    """Every call but `strength` and `suggestion` takes a while: call them in a task.

    The errors are those of the vault file in `domain.errors`; wrong passphrases carry `wait` in seconds.
    """

    def create(self, path: Path, passphrase: str, who: str, progress: Step) -> NewVault:
        """Makes a vault and its recovery file, and opens it. Nothing is left behind when it fails.

        Raises PassphraseTooWeak, VaultAlreadyThere, VaultMissing, VaultNotPermitted, DiskFull.
        """

    def open(self, path: Path, passphrase: str, who: str, *, take_over: bool = False) -> Vault:
        """Opens a vault; `take_over` accepts a lock that another machine left behind.

        Raises WrongPassphrase, TooManyTries, VaultOpenElsewhere, VaultDamaged, VaultForeign and the rest.
        """

    def open_with_recovery(self, path: Path, code: str, new_passphrase: str, who: str) -> Vault:
        """Opens with the code from the recovery sheet and sets a new passphrase; the code stays valid.

        Raises RecoveryCodeMistyped, RecoveryCodeWrong, RecoveryFileMissing, PassphraseTooWeak.
        """

    def require_fitting(self, path: Path, backup: Path, passphrase: str) -> None:
        """Returns when this backup of `path` opens with the passphrase; changes nothing.

        Raises WrongPassphrase, TooManyTries, BackupUnusable.
        """

    def restore(self, path: Path, backup: Path, passphrase: str, who: str) -> Vault:
        """Puts a backup in the place of the vault, keeps the replaced file beside it, and opens it.

        Raises WrongPassphrase, TooManyTries, BackupUnusable, VaultOpenElsewhere.
        """

    def backups(self, path: Path) -> tuple[BackupCopy, ...]:
        """The backups of a closed vault, newest first."""

    def close(self, vault: Vault) -> None:
        """Lets go of a vault that is not wanted after all: opening it was cancelled."""

    def strength(self, text: str) -> Strength:
        """Judges a passphrase; some milliseconds."""

    def suggestion(self) -> str:
        """Six random words, joined by hyphens."""


@runtime_checkable
class VaultCare(Protocol):
    """What an open vault file can do beside transactions: the pages about backups and passphrase use it."""

    @property
    def path(self) -> Path: ...
    @property
    def is_locked(self) -> bool: ...

    def back_up(self) -> BackupCopy:
        """A verified backup now. Raises BackupFailed, DiskFull, VaultNotPermitted."""

    def backups(self) -> tuple[BackupCopy, ...]:
        """Those there are, newest first."""

    def check(self) -> CheckOutcome:
        """Every page, every trail entry."""

    def anchor(self) -> Anchor:
        """The trail's head now: what a report prints."""

    def standing(self, anchor: Anchor) -> Standing:
        """How the trail stands to the head that a paper prints; `check()` comes first."""

    def is_passphrase(self, passphrase: str) -> bool:
        """Whether this is the vault's passphrase; about a second. Raises TooManyTries."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Raises WrongPassphrase, PassphraseTooWeak, VaultReadOnly, DiskFull."""


@runtime_checkable
class KeyHolder(Protocol):
    """An open vault file that gives its key to its owner."""

    @property
    def path(self) -> Path: ...

    def written_key(self, passphrase: str) -> str:
        """The key for `PRAGMA key`, in x'…'; about a second. Raises WrongPassphrase, TooManyTries."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """What the pages before unlocking are handed beside the context."""

    door: VaultDoor
    enter: Callable[[Path, Vault], None]
    """The vault is open: the application goes on to its first page."""
    only: Path | None = None
    """Set when the window was locked: this file is the one to unlock."""
    draft: dict[str, str] = field(default_factory=dict)
    """What was typed at the first run and not used yet, but the passphrase; lasts as long as the program."""


class ClosedVault:
    """Stands in the context before unlocking: whoever asks for data is told that it is locked."""

    is_read_only = True

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Raises VaultLocked."""
        raise VaultLocked

    def reading(self) -> AbstractContextManager[Transaction]:
        """Raises VaultLocked."""
        raise VaultLocked
