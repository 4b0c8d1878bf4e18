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

CLEAR_SECONDS: Final = 60.0
"""How long a destruction waits for a copy that is on its way."""
_ANSWER_SECONDS: Final = 2.0
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
        self._copying = threading.Lock()
        self._thread: threading.Thread | None = None
        self._waiting: _Job | None = None
        self._problem: RoundtableError | None = None

    def state(self) -> State | None:
        """How it stands; None while no place is chosen."""
        chosen = read(self._path)
        if chosen is None:
            return None
        folder = Path(chosen.folder)
        is_there = _answers(folder)
        with self._guard:
            return State(folder, chosen.worked_at, self._problem, is_there, self._thread is not None)

    def choose(self, folder: Path) -> None:
        """From the next backup on, copies go there. Copies in the place before it stay where they are.

        Raises SecondPlaceMissing, SecondPlaceUnfit, SecondPlaceNotWritable, SecondPlaceFull.
        """
        if not _is_folder(folder):
            raise SecondPlaceMissing()
        with _named():
            chosen, own = folder.resolve(), self._path.parent.resolve()
            beside = backup.folder_of(self._path).resolve()
            if chosen == own or beside in (chosen, *chosen.parents):
                raise SecondPlaceUnfit()
            _within(folder, self._path, self._id).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            trial = _within(folder, self._path, self._id) / "trial.new"
            write_aside(trial, b"Roundtable")
            trial.unlink()
        self._problem = None
        known = read(self._path)
        # The same stick once more: what is to be deleted there still is.
        waits = known is not None and known.clears_older and known.folder == str(folder.absolute())
        self._write(Chosen(str(folder.absolute()), clears_older=waits))

    def forget(self) -> None:
        """No second place any more; the copies there stay."""
        self._problem = None
        _record(self._path).unlink(missing_ok=True)

    def copies(self) -> tuple[Backup, ...]:
        """Copies there now, newest first."""
        chosen = read(self._path)
        if chosen is None or not _answers(Path(chosen.folder)):
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
        self._write(msgspec.structs.replace(chosen, clears_older=True))
        try:
            if not self._copying.acquire(timeout=CLEAR_SECONDS):
                return SecondCopies(is_reached=False)  # the copy on its way is one of those that go
            try:
                return self._clear(_Job(newest, key, head, newest.made_at), chosen)
            finally:
                self._copying.release()
        finally:
            key.wipe()

    def _clear(self, job: _Job, chosen: Chosen) -> SecondCopies:
        if not _answers(Path(chosen.folder)):
            return SecondCopies(is_reached=False)
        older = tuple(each.path for each in self.copies())
        left = self._delete(Path(chosen.folder), older)
        with suppress(RoundtableError):
            self._copy(job)
        return SecondCopies(True, len(older) - len(left), tuple(each.name for each in left))

    def _delete(self, place: Path, older: tuple[Path, ...]) -> tuple[Path, ...]:
        """What a copying that was cut off left there goes with them."""
        with suppress(OSError):
            for unfinished in _within(place, self._path, self._id).glob("*.new"):
                unfinished.unlink()
        return delete_copies(older)

    def _work(self) -> None:
        while True:
            with self._guard:
                job, self._waiting = self._waiting, None
                if job is None:
                    self._thread = None
                    return
            problem: RoundtableError | None = None
            try:
                with self._copying:
                    self._copy(job)
            except RoundtableError as failed:
                problem = failed
            except Exception:  # noqa: BLE001 - whatever a strange drive answers, the next backup tries again
                problem = SecondPlaceFailed()
            finally:
                job.key.wipe()
            with self._guard:
                self._problem = problem

    def _copy(self, job: _Job) -> None:
        chosen = read(self._path)
        if chosen is None:
            return
        place = Path(chosen.folder)
        if not _is_folder(place):  # never made here: an empty mount point is not the stick
            raise SecondPlaceMissing()
        folder = _within(place, self._path, self._id)
        path = folder / job.made.path.name
        left: tuple[Path, ...] = ()
        with _named():
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            if chosen.clears_older:  # before: they may be what fills the drive
                older = backup.all_in(folder, self._path.stem, is_second=True)
                left = self._delete(place, tuple(each.path for each in older if each.path != path))
            _write_checked(job, path)
            copy = Backup(path, job.made.made_at, path.stat().st_size, is_second=True)
            backup.drop_old_in(folder, self._path.stem, copy)
        self._note_copied(chosen, job.at, bool(left))

    def _note_copied(self, began: Chosen, at: datetime, has_left: bool) -> None:
        """What was chosen or destroyed while it was being copied stays chosen, and to be deleted."""
        now = read(self._path)
        if now is None or now.folder != began.folder:
            return
        self._write(Chosen(now.folder, at, has_left or (now.clears_older and not began.clears_older)))

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


_OURS: Final = (SecondPlaceFailed, SecondPlaceUnfit)


def _is_folder(folder: Path) -> bool:
    """Also where the drive answers with an error: then it is not there."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def _answers(folder: Path) -> bool:
    """Whether it is there and says so soon: a network drive that hangs must not hold up what is stored."""
    found: list[bool] = []
    asking = threading.Thread(target=lambda: found.append(_is_folder(folder)), daemon=True)
    asking.start()
    asking.join(_ANSWER_SECONDS)
    return found == [True]


def _record(vault_path: Path) -> Path:
    return backup.folder_of(vault_path) / _RECORD


def _within(folder: Path, vault_path: Path, vault_id: str) -> Path:
    """Two vaults of one name keep their copies apart."""
    return folder / f"{vault_path.stem} backups {vault_id[:8]}"
