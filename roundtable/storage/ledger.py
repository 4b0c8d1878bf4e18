"""The trail inside the vault: appending to it, reading it, checking it against the stored records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, inspect, select

from roundtable.actions.ports import TrailEntry
from roundtable.domain.errors import TrailBroken
from roundtable.domain.report import Anchor
from roundtable.storage import kinds, tables, trail
from roundtable.storage.trail import Entry, RecordVersion, Signer, Stamp


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity row: vault id (32 hex digits), trail's private key, the recovery sheet's public key."""

    vault: str
    signing_key: bytes
    recovery_key: bytes


def version_of(kind: str, row_id: str, document: bytes | None) -> RecordVersion:
    """What the trail keeps of a stored document; None for a removed one."""
    return RecordVersion(kind, row_id, hashlib.sha256(document).hexdigest() if document is not None else "")


class Ledger:
    """The trail of one vault over one connection."""

    def __init__(self, connection: Connection, identity: Identity) -> None:
        self._connection = connection
        self._identity = identity
        self._signer = Signer(identity.vault, identity.signing_key)

    def append(
        self, event: str, ids: tuple[str, ...], records: tuple[RecordVersion, ...], stamp: Stamp
    ) -> None:
        """Adds one entry to the running transaction."""
        last = self._last()
        seq, previous = (last.seq + 1, last.hash) if last else (1, trail.GENESIS)
        entry = self._signer.entry(seq, previous, event, ids, records, stamp)
        self._connection.execute(
            tables.trail.insert().values(
                seq=entry.seq, body=entry.body, hash=entry.hash, signature=entry.signature
            )
        )

    def anchor(self) -> Anchor:
        """The head as of now."""
        last = self._last()
        head, count = (last.hash, last.seq) if last else (trail.GENESIS, 0)
        return Anchor(head, count, trail.fingerprint(self._signer.public_key))

    def entries(self) -> Iterator[Entry]:
        """All of them, oldest first."""
        for row in self._connection.execute(select(tables.trail).order_by(tables.trail.c.seq)):
            yield Entry(row.seq, row.body, row.hash, row.signature)

    def newest(self, last: int = 0) -> tuple[TrailEntry, ...]:
        """The newest entries, newest first; 0 = all."""
        query = select(tables.trail).order_by(tables.trail.c.seq.desc())
        rows = self._connection.execute(query.limit(last) if last else query)
        return tuple(_line(Entry(row.seq, row.body, row.hash, row.signature)) for row in rows)

    def check_head(self) -> None:
        """The quick check at every opening: the last entry, its link, and the count. Raises TrailBroken."""
        last = self._last()
        if last is None:
            raise TrailBroken(problem="empty", entry=0)
        before = self._connection.execute(
            select(tables.trail.c.hash).where(tables.trail.c.seq == last.seq - 1)
        ).scalar()
        count = self._connection.execute(select(func.count()).select_from(tables.trail)).scalar()
        if count != last.seq:
            raise TrailBroken(problem="sequence", entry=last.seq)
        trail.verify_one(
            last, last.seq, before or trail.GENESIS, self._signer.public_key, self._identity.vault
        )

    def check(self) -> trail.Verdict:
        """Every entry, and every stored record against what the trail last said of it. Raises TrailBroken."""
        verdict = trail.verify(self.entries(), self._signer.public_key, self._identity.vault)
        said: dict[tuple[str, str], tuple[str, int]] = {}
        for entry in self.entries():
            for kind, row_id, sha256 in entry.content["records"]:
                said[kind, row_id] = (sha256, entry.seq)
        for version in self.stored():
            sha256, seq = said.pop((version.kind, version.id), ("", 0))
            if sha256 != version.sha256:
                raise TrailBroken(problem="record", entry=seq, kind=version.kind)
        for (kind, _), (sha256, seq) in said.items():
            if sha256:
                raise TrailBroken(problem="record missing", entry=seq, kind=kind)
        return verdict

    def stored(self) -> Iterator[RecordVersion]:
        """The version of every record as it is stored now; a file of an older schema lacks later tables."""
        there = set(inspect(self._connection).get_table_names())
        for kind in kinds.ALL:
            if kind.table.name not in there:
                continue
            for row in self._connection.execute(select(kind.table.c.id, kind.table.c.document)):
                # Another type than bytes was not written by us: its hash fits nothing.
                document = row.document if isinstance(row.document, bytes) else b""
                yield version_of(kind.name, row.id, document)

    def _last(self) -> Entry | None:
        query = select(tables.trail).order_by(tables.trail.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return Entry(row.seq, row.body, row.hash, row.signature) if row else None


def _line(entry: Entry) -> TrailEntry:
    content = entry.content
    return TrailEntry(
        entry.seq,
        content["event"],
        tuple(content["ids"]),
        datetime.fromisoformat(content["wall"]),
        content["who"],
    )
