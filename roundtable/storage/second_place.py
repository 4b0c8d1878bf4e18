"""Copies of backups in a second place: a USB stick or a network drive, in a folder of this vault's own.

Each verified backup is copied by a thread of its own, so that a slow or missing drive keeps nobody waiting,
and is opened and checked there before it gets its name. Which folder it is, and when it last worked, stands
beside the vault's own backups: it holds for everybody who opens this file, and before it is opened.
"""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from roundtable.domain.errors import RecoveryFileDamaged, RecoveryFileMissing, RoundtableError
from roundtable.domain.keeping_errors import (
    SecondPlaceFailed,
    SecondPlaceFull,
    SecondPlaceMissing,
    SecondPlaceNotWritable,
    SecondPlaceUnfit,
)
from roundtable.domain.report import Anchor
from roundtable.domain.retention import SecondCopies
from roundtable.storage import backup, recovery
from roundtable.storage.backup import Backup
from roundtable.storage.disposal import delete_copies
from roundtable.storage.durable import (
    PRIVATE_FOLDER,
    copy_whole,
    flush_file,
    flush_folder,
    write_aside,
    write_whole,
)
from roundtable.storage.identity import anchor_of
from roundtable.storage.keys import VaultKey

_RECORD: Final = "second place.json"
_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_REFUSED: Final = (errno.EROFS, errno.EACCES, errno.EPERM)


class Chosen(msgspec.Struct, frozen=True):
    """What is kept beside the backups. `clears_older`: copies from before a destruction are to be deleted."""

    folder: str
    worked_at: datetime | None = None
    clears_older: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How it stands: `problem` is that of the last try, `worked_at` the last time a copy passed its check."""

    folder: Path
    worked_at: datetime | None
    problem: RoundtableError | None
    is_there: bool
    is_busy: bool


@dataclass(frozen=True, slots=True)
class _Job:
    made: Backup
    key: VaultKey
    head: Anchor
    at: datetime


def read(vault_path: Path) -> Chosen | None:
    """What was chosen for this vault; None for nothing, or for a record that cannot be read."""
    try:
        return msgspec.json.decode(_record(vault_path).read_bytes(), type=Chosen)
    except (OSError, msgspec.MsgspecError):
        return None


def copies_of(vault_path: Path) -> tuple[Backup, ...]:
    """Copies in the second place of a vault, open or closed, newest first; none while it is not there."""
    chosen = read(vault_path)
    if chosen is None:
        return ()
    try:
        vault_id = recovery.read(vault_path).vault
        return backup.all_in(
            _within(Path(chosen.folder), vault_path, vault_id), vault_path.stem, is_second=True
        )
    except (RecoveryFileMissing, RecoveryFileDamaged):
        pass
    found: list[Backup] = []
    with suppress(OSError):  # which of several vaults of this name it is shows when a copy is opened
        for folder in Path(chosen.folder).iterdir():
            if folder.name.startswith(f"{vault_path.stem} backups "):
                found += backup.all_in(folder, vault_path.stem, is_second=True)
    return tuple(sorted(found, key=lambda each: (each.made_at, each.path.name), reverse=True))


class SecondPlace:
    """The second place of one open vault. Thread-safe; it never touches the vault itself."""

    def __init__(self, vault_path: Path, vault_id: str) -> None:
        self._path, self._id = vault_path, vault_id
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._waiting: _Job | None = None
        self._problem: RoundtableError | None = None

    def state(self) -> State | None:
        """How it stands; None while no place is chosen."""
        chosen = read(self._path)
        if chosen is None:
            return None
        folder = Path(chosen.folder)
        with self._guard:
            return State(folder, chosen.worked_at, self._problem, folder.is_dir(), self._thread is not None)

    def choose(self, folder: Path) -> None:
        """From the next backup on, copies go there. Copies in the place before it stay where they are.

        Raises SecondPlaceMissing, SecondPlaceUnfit, SecondPlaceNotWritable, SecondPlaceFull.
        """
        if not folder.is_dir():
            raise SecondPlaceMissing()
        own = self._path.parent.resolve()
        if own == folder.resolve() or backup.folder_of(self._path).resolve() in (
            folder.resolve(),
            *folder.resolve().parents,
        ):
            raise SecondPlaceUnfit()
        with _named():
            _within(folder, self._path, self._id).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            trial = _within(folder, self._path, self._id) / "trial.new"
            write_aside(trial, b"Roundtable")
            trial.unlink()
        self._problem = None
        self._write(Chosen(str(folder.absolute())))

    def forget(self) -> None:
        """No second place any more; the copies there stay."""
        self._problem = None
        _record(self._path).unlink(missing_ok=True)

    def copies(self) -> tuple[Backup, ...]:
        """Copies there now, newest first."""
        chosen = read(self._path)
        if chosen is None:
            return ()
        folder = _within(Path(chosen.folder), self._path, self._id)
        return backup.all_in(folder, self._path.stem, is_second=True)

    def want(self, made: Backup, key: VaultKey, head: Anchor) -> None:
        """Has a backup copied; `key` is the caller's own copy, and is wiped here. Returns at once."""
        if read(self._path) is None:
            key.wipe()
            return
        with self._guard:
            if self._waiting is not None:
                self._waiting.key.wipe()
            self._waiting = _Job(made, key, head, made.made_at)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="roundtable-second-place", daemon=True
                )
                self._thread.start()

    def settle(self, seconds: float) -> None:
        """Waits until nothing is being copied, at most so long."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def clear(self, newest: Backup, key: VaultKey, head: Anchor) -> SecondCopies | None:
        """Every copy there is deleted, and `newest` is copied; None while no place is chosen.

        Where it cannot be reached the deleting is made up for with the next copy.
        """
        chosen = read(self._path)
        if chosen is None:
            key.wipe()
            return None
        self.settle(60)
        self._write(msgspec.structs.replace(chosen, clears_older=True))
        try:
            if not Path(chosen.folder).is_dir():
                return SecondCopies(is_reached=False)
            older = tuple(each.path for each in self.copies())
            left = delete_copies(older)
            with suppress(RoundtableError):
                self._copy(_Job(newest, key, head, newest.made_at))
            return SecondCopies(True, len(older) - len(left), tuple(each.name for each in left))
        finally:
            key.wipe()

    def _work(self) -> None:
        while True:
            with self._guard:
                job, self._waiting = self._waiting, None
                if job is None:
                    self._thread = None
                    return
            try:
                self._copy(job)
                problem = None
            except RoundtableError as failed:
                problem = failed
            finally:
                job.key.wipe()
            with self._guard:
                self._problem = problem

    def _copy(self, job: _Job) -> None:
        chosen = read(self._path)
        if chosen is None:
            return
        if not Path(chosen.folder).is_dir():  # never made here: an empty mount point is not the stick
            raise SecondPlaceMissing()
        folder = _within(Path(chosen.folder), self._path, self._id)
        path = folder / job.made.path.name
        with _named():
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            _write_checked(job, path)
            copy = Backup(path, job.made.made_at, path.stat().st_size, is_second=True)
        left: tuple[Path, ...] = ()
        if chosen.clears_older:
            left = delete_copies(tuple(each.path for each in self.copies() if each.path != path))
        backup.drop_old_in(folder, self._path.stem, copy)
        self._write(Chosen(chosen.folder, job.at, bool(left)))

    def _write(self, chosen: Chosen) -> None:
        """Beside the backups. A full drive there is told by the next backup itself."""
        with suppress(OSError):
            _record(self._path).parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            write_whole(_record(self._path), msgspec.json.encode(chosen))


def _write_checked(job: _Job, path: Path) -> None:
    """Written aside, flushed, opened with the key and checked page by page, and only then named."""
    aside = path.with_name(path.name + ".new")
    try:
        write_aside(aside, b"")
        shutil.copyfile(job.made.path, aside)
        flush_file(aside)
        if anchor_of(aside, job.key) != job.head:
            raise SecondPlaceFailed()
        with suppress(FileNotFoundError):
            copy_whole(recovery.recovery_path(job.made.path), recovery.recovery_path(path))
        aside.replace(path)
        with suppress(OSError):  # some network drives flush no folders
            flush_folder(path.parent)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


@contextmanager
def _named() -> Iterator[None]:
    """The second place's own errors: those of the vault's drive would send people to the wrong one."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise SecondPlaceFull() from None
        if error.errno in _REFUSED:
            raise SecondPlaceNotWritable() from None
        if error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO):
            raise SecondPlaceMissing() from None
        raise SecondPlaceFailed() from None
    except RoundtableError as error:
        raise (error if isinstance(error, _OURS) else SecondPlaceFailed()) from None


_OURS: Final = (SecondPlaceFailed,)


def _record(vault_path: Path) -> Path:
    return backup.folder_of(vault_path) / _RECORD


def _within(folder: Path, vault_path: Path, vault_id: str) -> Path:
    """Two vaults of one name keep their copies apart."""
    return folder / f"{vault_path.stem} backups {vault_id[:8]}"
