"""One kind of aggregate within one transaction: each loaded whole and saved whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects.sqlite import insert

from roundtable.domain.errors import RecordMissing
from roundtable.domain.passages import Passage, passages_of
from roundtable.storage.kinds import Kind
from roundtable.storage.ledger import version_of
from roundtable.storage.trail import RecordVersion

T = TypeVar("T")


class StoredRows(Generic[T]):
    """`ports.Rows` over a table. `connection` raises when the transaction is over or may not write."""

    def __init__(
        self,
        kind: Kind[T],
        connection: Callable[[bool], Connection],
        note: Callable[[RecordVersion], None],
        index: Callable[[str, str, tuple[Passage, ...]], None],
    ) -> None:
        self._kind = kind
        self._connection = connection
        self._note = note
        self._index = index

    def get(self, row_id: str) -> T:
        """Raises RecordMissing, RecordUnreadable."""
        found = self.find(row_id)
        if found is None:
            raise RecordMissing(kind=self._kind.name)
        return found

    def find(self, row_id: str) -> T | None:
        """None when nothing is stored under this id. Raises RecordUnreadable."""
        document = self._document(row_id, writing=False)
        return None if document is None else self._kind.document.decode(document)

    def all(self) -> tuple[T, ...]:
        """In the order of first saving. Raises RecordUnreadable."""
        return self._decoded(select(self._kind.table.c.document))

    def of(self, parent_id: str) -> tuple[T, ...]:
        """Those of one parent, in the order of first saving. Raises RecordUnreadable."""
        columns = self._kind.table.c
        return self._decoded(select(columns.document).where(columns.parent_id == parent_id))

    def ids_of(self, parent_id: str) -> tuple[str, ...]:
        """Their ids alone: nothing is decoded, however much hangs on the parent."""
        columns = self._kind.table.c
        query = select(columns.id).where(columns.parent_id == parent_id).order_by(columns.position)
        return tuple(self._connection(False).execute(query).scalars())

    def count_of(self, parent_id: str) -> int:
        """How many those are, by the index alone: a record of a page and more is not even looked at."""
        count = select(func.count()).select_from(self._kind.table)
        query = count.where(self._kind.table.c.parent_id == parent_id)
        return int(self._connection(False).execute(query).scalar_one())

    def put(self, item: T) -> None:
        """Adds it, or replaces the one with its id. Raises RecordNotStorable, VaultReadOnly."""
        document = self._kind.document.encode(item)
        row_id = self._kind.id_of(item)
        if self._document(row_id, writing=True) == document:
            return
        values = {"parent_id": self._kind.parent_of(item), "document": document}
        statement = insert(self._kind.table).values(id=row_id, **values)
        self._connection(True).execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
        self._note(version_of(self._kind.name, row_id, document))
        self._index(self._kind.name, row_id, passages_of(item))

    def remove(self, row_id: str) -> None:
        """Raises RecordMissing, VaultReadOnly."""
        table = self._kind.table
        gone = self._connection(True).execute(table.delete().where(table.c.id == row_id))
        if not gone.rowcount:
            raise RecordMissing(kind=self._kind.name)
        self._note(version_of(self._kind.name, row_id, None))
        self._index(self._kind.name, row_id, ())

    def _document(self, row_id: str, *, writing: bool) -> bytes | None:
        columns = self._kind.table.c
        query = select(columns.document).where(columns.id == row_id)
        document: bytes | None = self._connection(writing).execute(query).scalar()
        return document

    def _decoded(self, query: Select[bytes]) -> tuple[T, ...]:
        rows = self._connection(False).execute(query.order_by(self._kind.table.c.position)).scalars()
        return tuple(self._kind.document.decode(document) for document in rows)
