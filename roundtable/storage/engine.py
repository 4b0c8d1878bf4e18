"""The one SQLCipher connection of a vault, opened so that it fails closed (SECURITY, decisions 5 and 6)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from roundtable.domain.errors import (
    DiskFull,
    EncryptionMissing,
    RoundtableError,
    VaultDamaged,
    VaultEmptyFile,
    VaultNeedsWriting,
    VaultNotEncrypted,
    VaultNotPermitted,
    VaultOpenElsewhere,
    VaultReadOnly,
    VaultWriteFailed,
)
from roundtable.storage.journal import check_journal
from roundtable.storage.keys import SALT_BYTES, VaultKey

PAGE: Final = 4096
PLAIN_HEADER: Final = b"SQLite format 3"
BUSY_SECONDS: Final = 0.3

# After the key, in this order; each is read back, because a PRAGMA that does not take says nothing.
_PRAGMAS: Final = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("temp_store", "MEMORY", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    *((("fullfsync", "ON", 1),) if sys.platform == "darwin" else ()),
)
_CHANGES_NOTHING: Final = ("temp_store", "foreign_keys", "trusted_schema")

Access = Literal["rw", "ro"]

_NOT_A_DATABASE: Final = 26
_INDEX_ONLY: Final = "fts5"
_BY_CODE: Final[dict[int, type[RoundtableError]]] = {
    3: VaultNotPermitted,
    5: VaultOpenElsewhere,
    6: VaultOpenElsewhere,
    8: VaultReadOnly,
    11: VaultDamaged,
    13: DiskFull,
    14: VaultNotPermitted,
    23: VaultNotPermitted,
    _NOT_A_DATABASE: VaultDamaged,
}


class KeyDoesNotFit(RoundtableError):
    """Wrong key or damaged first page: SQLCipher says the same for both. Never leaves this package."""


def named(error: BaseException) -> RoundtableError:
    """Our noun for a driver's error; its text, which could hold content, is dropped."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    kind = _BY_CODE.get(code)
    if kind is VaultOpenElsewhere:
        return VaultOpenElsewhere(host="", process=0, since="", here=False)
    if kind is VaultDamaged:
        return VaultDamaged(backup="")
    return kind() if kind else VaultWriteFailed(code=code)


@contextmanager
def named_errors() -> Iterator[None]:
    """Turns SQLAlchemy's and the driver's errors into ours."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        raise named(error) from None


def check_header(path: Path) -> bytes:
    """The 16-byte salt. Raises VaultEmptyFile, VaultDamaged (under two pages), VaultNotEncrypted, OSError.

    Only while no connection of this process is open on the file: closing any descriptor of a file drops the
    locks that the process holds on it (POSIX).
    """
    size = path.stat().st_size
    if size == 0:
        raise VaultEmptyFile(size=0)
    with path.open("rb") as file:
        start = file.read(SALT_BYTES)
    if start.startswith(PLAIN_HEADER):
        raise VaultNotEncrypted()
    if size < 2 * PAGE:
        raise VaultDamaged(backup="")
    return start


def connect(path: Path, key: VaultKey, access: Access, *, is_new: bool = False) -> Any:
    """An open driver connection with every PRAGMA of decision 5 in force.

    Never creates a file. Raises KeyDoesNotFit, EncryptionMissing, what `check_header` raises, and named
    errors.
    """
    if not is_new:
        check_header(path)
        check_journal(path)
    connection = _driver_connection(path, access)
    try:
        _unlock(connection, key)
        if access == "rw":
            _set(connection, tuple(name for name, _, _ in _PRAGMAS))
            # Takes the file's lock now and, in exclusive mode, keeps it: a second program fails at once.
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        else:
            _set(connection, _CHANGES_NOTHING)
    except RoundtableError:
        connection.close()
        raise
    except sqlcipher.Error as error:
        connection.close()
        known = named(error)
        raise VaultNeedsWriting() if isinstance(known, VaultReadOnly) else known from None
    return connection


def _driver_connection(path: Path, access: Access) -> Any:
    posix = path.absolute().as_posix()
    address = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode={access}"
    try:
        return sqlcipher.connect(
            address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None
        )
    except sqlcipher.Error as error:
        raise named(error) from None


def _unlock(connection: Any, key: VaultKey) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute("PRAGMA cipher_memory_security = ON").fetchall()
    connection.execute(f"PRAGMA key = {key.pragma}").fetchall()
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise EncryptionMissing()
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error as error:
        if int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF == _NOT_A_DATABASE:
            raise KeyDoesNotFit() from None
        raise


def _set(connection: Any, names: tuple[str, ...]) -> None:
    for name, value, effect in _PRAGMAS:
        if name not in names:
            continue
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        got = connection.execute(f"PRAGMA {name}").fetchone()
        if got is None or got[0] != effect:
            raise VaultWriteFailed(code=0, setting=name)


def make_engine(connection: Any) -> Engine:
    """SQLAlchemy on this one connection: no key in a URL, no parameters in errors, real transactions.

    A connection with the execution option `reading` begins without a write lock.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=sqlcipher,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    def begin(started: Connection) -> None:
        reading = started.get_execution_options().get("reading", False)
        started.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine


def damage(connection: Any) -> tuple[str, ...]:
    """What SQLCipher and SQLite find wrong in the file: empty means sound. 0.5 s per 100 MB.

    An index of words that does not fit together is no damage: it is made anew from the records.
    """
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
        if not found:
            rows = connection.execute("PRAGMA integrity_check").fetchall()
            found = [
                str(row[0]) for row in rows if row[0] != "ok" and _INDEX_ONLY not in str(row[0]).casefold()
            ]
    except sqlcipher.Error:
        found = ["unreadable"]
    return tuple(found)


def copy_encrypted(source: Any, path: Path, key: VaultKey) -> None:
    """Copies a whole open database into the empty file `path` under `key`. Raises named errors."""
    target = _driver_connection(path, "rw")
    try:
        target.execute("PRAGMA cipher_log_level = NONE").fetchall()
        target.execute("PRAGMA cipher_memory_security = ON").fetchall()
        target.execute(f"PRAGMA key = {key.pragma}").fetchall()
        if not target.execute("PRAGMA cipher_version").fetchone():
            raise EncryptionMissing()
        source.backup(target)
    except sqlcipher.Error as error:
        raise named(error) from None
    finally:
        target.close()
