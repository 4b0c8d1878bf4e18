"""From older schemas to this one: each step in order, all of them in one transaction, a backup first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from roundtable.storage import search_index, tables

Step = Callable[[Connection], None]


def _add_drafts(connection: Connection) -> None:
    """Words in forms that are not stored yet. Written out: the tables of today may differ one day."""
    connection.exec_driver_sql(
        "CREATE TABLE drafts (position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
        "parent_id TEXT NOT NULL, document BLOB NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_drafts_parent_id ON drafts (parent_id)")


def _add_passages(connection: Connection) -> None:
    """What can be found; it is filled from the records once all steps are done, when they can be read."""
    connection.exec_driver_sql(
        'CREATE TABLE passages (id INTEGER NOT NULL PRIMARY KEY, "table" TEXT NOT NULL, '
        "record TEXT NOT NULL, kind TEXT NOT NULL, part TEXT NOT NULL, "
        "audit_id TEXT NOT NULL, case_id TEXT NOT NULL, "
        "scope TEXT NOT NULL, words TEXT NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_passages_record ON passages (record, kind)")


# The step under n turns schema n into n + 1. Schema 1 is the first that was released.
STEPS: Final[Mapping[int, Step]] = MappingProxyType({1: _add_drafts, 2: _add_passages})


def create(connection: Connection) -> None:
    """All tables of the present schema, in the running transaction."""
    tables.metadata.create_all(connection)
    search_index.create_words(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {tables.APPLICATION_ID:d}")
    connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA:d}")


def migrate(
    connection: Connection, found: int, steps: Mapping[int, Step] = STEPS, known: int = tables.SCHEMA
) -> None:
    """Runs the steps from `found` to `known` in the running transaction."""
    for number in range(found, known):
        steps[number](connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {known:d}")
