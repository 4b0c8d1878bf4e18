"""The identity row: what makes a keyed database one of our vaults, and the checks that hang on it."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from roundtable.domain.errors import VaultDamaged, VaultForeign, VaultNewer
from roundtable.domain.report import Anchor
from roundtable.storage import engine, tables
from roundtable.storage.keys import VaultKey
from roundtable.storage.ledger import Identity, Ledger


def write_identity(connection: Connection, identity: Identity, now: datetime) -> None:
    """The first row of a new vault."""
    connection.execute(
        tables.identity.insert().values(
            one=1,
            format=tables.FORMAT,
            vault=identity.vault,
            made_at=now.isoformat(),
            signing_key=identity.signing_key,
            recovery_key=identity.recovery_key,
        )
    )


def schema_of(connection: Any) -> int:
    """The schema number of a driver connection. Raises VaultForeign for a database that is not ours."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != tables.APPLICATION_ID:
        raise VaultForeign()
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def require_known_schema(found: int, known: int = tables.SCHEMA) -> None:
    """Raises VaultNewer, and VaultForeign for a number that never was."""
    if found > known:
        raise VaultNewer(found=found, known=known)
    if found < 1:
        raise VaultForeign()


def read_identity(connection: Connection) -> Identity:
    """Raises VaultForeign when the row is not there or not ours."""
    try:
        row = connection.execute(select(tables.identity)).first()
    except DBAPIError as error:
        known = engine.named(error)
        raise (known if isinstance(known, VaultDamaged) else VaultForeign()) from None
    if row is None or row.format != tables.FORMAT:
        raise VaultForeign()
    return Identity(row.vault, row.signing_key, row.recovery_key)


def anchor_of(path: Path, key: VaultKey) -> Anchor:
    """The head of a closed vault or backup, after every check of the file and of the head.

    Raises KeyDoesNotFit, VaultDamaged, VaultForeign, VaultNewer, TrailBroken and what `engine.connect`
    raises.
    """
    if engine.check_header(path) != key.salt:
        # The key opens it all the same, but no passphrase would: its key is made with this salt.
        raise VaultDamaged(backup="")
    with closing(engine.connect(path, key, "ro")) as connection:
        if engine.damage(connection):
            raise VaultDamaged(backup="")
        require_known_schema(schema_of(connection))
        with engine.make_engine(connection).connect() as reading, engine.named_errors():
            reading = reading.execution_options(reading=True)
            ledger = Ledger(reading, read_identity(reading))
            ledger.check_head()
            return ledger.anchor()
