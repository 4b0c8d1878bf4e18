"""The drive under the program: every write, flush and change of names is noted, or made to fail.

SQLCipher's own system interface is wrapped in this process, through the library that is loaded anyway: no root, no
tracer, the real library and the real files. What Python writes (the recovery file, names put in place) is seen
through its audit events and `os.fsync`. Only files under one folder are noted; the lock file means nothing to the
next start and is left out.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3._sqlite3 as library

OK, FULL, WRITE_FAILED, FLUSH_FAILED = 0, 13, 10 | 3 << 8, 10 | 4 << 8
_OPEN_CREATE = 0x4
_METHODS_PER_VERSION = {1: 12, 2: 16, 3: 18}

_Pointer = ctypes.c_void_p
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int)
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, _Pointer, ctypes.c_int, _Pointer)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int)


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`: version, then close, read, write, truncate, sync and the rest."""

    _fields_ = (("version", ctypes.c_int), ("calls", _Pointer * 18))


class _System(ctypes.Structure):
    """The beginning of `sqlite3_vfs`."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", _Pointer),
        ("name", ctypes.c_char_p),
        ("data", _Pointer),
        ("open", _Pointer),
        ("delete", _Pointer),
    )


@dataclass(frozen=True)
class Op:
    """One thing that was asked of the drive. `name` is relative to the folder, with forward slashes.

    Kinds: write (at, data), truncate (at), content (data: a whole file that Python wrote), flush, create, remove,
    rename and link (`to`), flush_folder (name of the folder), said (at: the number of what was promised).
    """

    kind: str
    name: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


@dataclass
class Drive:
    """Notes what happens under `folder`; `fail_at` is the number of the write from which on the drive is full."""

    folder: Path
    ops: list[Op] = field(default_factory=list)
    fail_at: int = 0
    fails_with: int = FULL
    writes: int = 0

    def name_of(self, path: object) -> str:
        """The name inside the folder; "" for what is outside of it or means nothing to the next start."""
        if isinstance(path, int) or path is None:
            return ""
        text = str(Path(os.fsdecode(path)).absolute())  # type: ignore[arg-type]
        start = f"{self.folder}{os.sep}"
        if not text.startswith(start) or text.endswith("-lock"):
            return ""
        return text[len(start) :].replace(os.sep, "/")

    def note(self, kind: str, name: str, at: int = 0, data: bytes = b"", to: str = "") -> None:
        """One thing more."""
        self.ops.append(Op(kind, name, at, data, to))

    def promise(self, number: int) -> None:
        """From here on this much must be there, whatever happens."""
        self.note("said", "", number)

    def refuses(self, kind: str) -> int:
        """Counts a write; the error with which the drive answers it, OK for none."""
        self.writes += 1
        if not self.fail_at or self.writes < self.fail_at:
            return OK
        return self.fails_with if self.fails_with == FULL or kind == "flush" else WRITE_FAILED


_present: Drive | None = None
_is_listening = False


@contextmanager
def watched(drive: Drive) -> Iterator[Drive]:
    """Everything under the drive's folder goes past it until the block ends. One at a time."""
    global _present, _is_listening
    assert _present is None
    if not _is_listening:
        sys.addaudithook(_hear)
        _is_listening = True
    flush = os.fsync
    with _system(drive):
        _present, os.fsync = drive, _flushing(drive, flush)  # type: ignore[assignment]
        try:
            yield drive
        finally:
            _present, os.fsync = None, flush


# --- what Python does


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    drive = _present
    if drive is None:
        return
    if event == "open":
        path, mode, flags = arguments
        name = drive.name_of(path) if (mode is None or set("wxa") & set(mode)) else ""
        if name and (flags or 0) & os.O_CREAT:
            drive.note("create", name)
    elif event in ("os.rename", "os.link"):
        name, to = drive.name_of(arguments[0]), drive.name_of(arguments[1])
        if name and to:
            drive.note(event[3:], name, to=to)
    elif event == "os.remove":
        name = drive.name_of(arguments[0])
        if name and os.path.lexists(arguments[0]):
            drive.note("remove", name)


def _flushing(drive: Drive, flush: Callable[[int], None]) -> Callable[[int], None]:
    def noted(descriptor: int) -> None:
        refused = drive.refuses("flush")
        if refused:
            raise OSError(28 if refused == FULL else 5, "the drive refuses")
        flush(descriptor)
        here = os.fstat(descriptor)
        for path in (drive.folder, *drive.folder.rglob("*")):
            if os.path.samestat(path.stat(), here):
                break
        else:
            return
        if path.is_dir():
            drive.note("flush_folder", "" if path == drive.folder else drive.name_of(path))
        elif drive.name_of(path):
            # The whole content: Python's own writes are not seen one by one.
            drive.note("content", drive.name_of(path), data=path.read_bytes())
            drive.note("flush", drive.name_of(path))

    return noted


# --- what SQLCipher does


@contextmanager
def _system(drive: Drive) -> Iterator[None]:
    sqlite = ctypes.CDLL(library.__file__)
    sqlite.sqlite3_vfs_find.restype = ctypes.POINTER(_System)
    system = sqlite.sqlite3_vfs_find(None).contents
    real_open, real_delete = system.open, system.delete
    files = _Files(drive)

    # Names are passed on as addresses: SQLite keeps parameters of the name behind its end.
    def opened(vfs: int, path: int | None, file: int, flags: int, out: int | None) -> int:
        plain = ctypes.string_at(path) if path else None
        name = drive.name_of(plain)
        is_new = bool(name) and bool(flags & _OPEN_CREATE) and not os.path.lexists(plain or b"")
        answer = int(_OPEN(real_open)(vfs, path, file, flags, out))
        if answer == OK and name:
            if is_new:
                drive.note("create", name)
            files.take(file, name, is_journal=name.endswith("-journal"))
        return answer

    def deleted(vfs: int, path: int, with_folder: int) -> int:
        plain = ctypes.string_at(path)
        name = drive.name_of(plain)
        was_there = bool(name) and os.path.lexists(plain)
        answer = int(_DELETE(real_delete)(vfs, path, with_folder))
        if was_there and answer == OK:
            drive.note("remove", name)
            if with_folder:
                drive.note("flush_folder", name.rpartition("/")[0])
        return answer

    kept = (_OPEN(opened), _DELETE(deleted))
    system.open, system.delete = (ctypes.cast(each, _Pointer).value for each in kept)
    try:
        yield
    finally:
        system.open, system.delete = real_open, real_delete


class _Files:
    """Open files of SQLCipher, whose calls to write, cut and flush go past the drive."""

    # Connections outlive the block now and then, and a table of calls must outlive its connection.
    _kept: list[object] = []  # noqa: RUF012

    def __init__(self, drive: Drive) -> None:
        self._drive = drive
        self._names: dict[int, str] = {}
        self._new_journals: set[int] = set()
        self._tables: dict[int, _Methods] = {}

    def take(self, file: int, name: str, *, is_journal: bool) -> None:
        """From now on this file's calls are noted under this name."""
        self._names[file] = name
        if is_journal:
            self._new_journals.add(file)
        place = ctypes.cast(file, ctypes.POINTER(_Pointer))
        real = place[0]
        assert real is not None
        if real not in self._tables:
            self._tables[real] = self._table(real)
        place[0] = ctypes.addressof(self._tables[real])

    def _table(self, real: int) -> _Methods:
        version = ctypes.cast(real, ctypes.POINTER(ctypes.c_int))[0]
        table = _Methods()
        used = ctypes.sizeof(_Pointer) * (_METHODS_PER_VERSION[min(version, 3)] + 1)
        ctypes.memmove(ctypes.addressof(table), real, used)
        write, truncate, sync = _WRITE(table.calls[2]), _TRUNCATE(table.calls[3]), _SYNC(table.calls[4])

        def written(file: int, data: int, length: int, at: int) -> int:
            refused = self._drive.refuses("write")
            answer = refused or int(write(file, data, length, at))
            if answer == OK:
                self._drive.note("write", self._names[file], at, ctypes.string_at(data, length))
            return answer

        def cut(file: int, length: int) -> int:
            answer = int(truncate(file, length))
            if answer == OK:
                self._drive.note("truncate", self._names[file], length)
            return answer

        def flushed(file: int, how: int) -> int:
            refused = self._drive.refuses("flush") if self._drive.fails_with != FULL else OK
            answer = refused or int(sync(file, how))
            if answer == OK:
                self._drive.note("flush", self._names[file])
                if file in self._new_journals:
                    # SQLite flushes the folder with the first flush of a journal that it opened to create.
                    self._new_journals.discard(file)
                    self._drive.note("flush_folder", self._names[file].rpartition("/")[0])
            return answer

        kept = (_WRITE(written), _TRUNCATE(cut), _SYNC(flushed))
        for place, each in enumerate(kept, 2):
            table.calls[place] = ctypes.cast(each, _Pointer).value
        self._kept += [table, kept, self]
        return table
