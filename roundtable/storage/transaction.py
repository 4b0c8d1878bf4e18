"""One transaction on the vault: the rows of every kind, and its lines in the trail."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import Connection

from roundtable.actions.ports import Asked, FoundPassage, Making, TrailEntry
from roundtable.domain.action_plan import Action
from roundtable.domain.audit import Audit
from roundtable.domain.board import Board
from roundtable.domain.case import Case
from roundtable.domain.draft import Draft
from roundtable.domain.errors import TransactionOver, VaultReadOnly
from roundtable.domain.lessons import Lesson
from roundtable.domain.passages import Passage
from roundtable.domain.report import Anchor
from roundtable.domain.report_work import ExportedReport, ReportWork
from roundtable.domain.round_table import RoundTable
from roundtable.domain.walkthrough import Walkthrough
from roundtable.storage import kinds, search_index, trail
from roundtable.storage.kinds import Kind
from roundtable.storage.ledger import Ledger
from roundtable.storage.rows import StoredRows
from roundtable.storage.search_index import SearchIndex
from roundtable.storage.trail import RecordVersion, Stamp

T = TypeVar("T")

UNNAMED_CHANGE = "record.saved"
MADE_AT_ONCE: Final = 1_000
"""Passages that one transaction makes findable: a save waits for it no longer than a blink."""


class OpenTransaction:
    """`ports.Transaction`.

    After its block it answers TransactionOver; without `is_writing`, VaultReadOnly.
    """

    def __init__(self, connection: Connection, ledger: Ledger, stamp: Stamp, *, is_writing: bool) -> None:
        self._connection = connection
        self._ledger = ledger
        self._stamp = stamp
        self._is_writing = is_writing
        self._is_over = False
        self._lines: list[tuple[str, tuple[str, ...]]] = []
        self._records: dict[tuple[str, str], RecordVersion] = {}
        self._index: SearchIndex | None = None
        self.has_changed = False

    @property
    def boards(self) -> StoredRows[Board]:
        """The vault's one Board."""
        return self._rows(kinds.BOARDS)

    @property
    def audits(self) -> StoredRows[Audit]:
        """All audits."""
        return self._rows(kinds.AUDITS)

    @property
    def cases(self) -> StoredRows[Case]:
        """Parent: the audit."""
        return self._rows(kinds.CASES)

    @property
    def round_tables(self) -> StoredRows[RoundTable]:
        """Parent: the audit."""
        return self._rows(kinds.ROUND_TABLES)

    @property
    def walkthroughs(self) -> StoredRows[Walkthrough]:
        """Parent: the round table."""
        return self._rows(kinds.WALKTHROUGHS)

    @property
    def lessons(self) -> StoredRows[Lesson]:
        """Parent: the audit."""
        return self._rows(kinds.LESSONS)

    @property
    def actions(self) -> StoredRows[Action]:
        """Parent: the audit."""
        return self._rows(kinds.ACTIONS)

    @property
    def drafts(self) -> StoredRows[Draft]:
        """Parent: the case, for a form of a case."""
        return self._rows(kinds.DRAFTS)

    @property
    def report_works(self) -> StoredRows[ReportWork]:
        """One per audit, under the audit's id."""
        return self._rows(kinds.REPORT_WORKS)

    @property
    def reports(self) -> StoredRows[ExportedReport]:
        """Parent: the audit."""
        return self._rows(kinds.REPORTS)

    @property
    def now(self) -> datetime:
        """The transaction's time, the same throughout."""
        return self._stamp.wall

    @property
    def who(self) -> str:
        """Whoever is at the keyboard, as declared at unlock."""
        return self._stamp.who

    def fresh_id(self) -> str:
        """32 random hex digits."""
        return uuid.uuid4().hex

    def log(self, event: str, *ids: str) -> None:
        """Appends a trail line to this transaction; empty ids are left out. Raises VaultReadOnly.

        An id of another form than ours (an imported one may be anything) is kept as its hash only.
        """
        self._reach(True)
        trail.require_event(event)
        self._lines.append((event, tuple(trail.as_id(each) for each in ids if each)))

    def anchor(self) -> Anchor:
        """The trail's head as of this transaction, with what it has logged so far."""
        self._reach(False)
        self._write_lines()
        return self._ledger.anchor()

    def trail(self, last: int = 0) -> tuple[TrailEntry, ...]:
        """The newest `last` entries, newest first (0 = all)."""
        self._reach(False)
        self._write_lines()
        return self._ledger.newest(last)

    def find(self, asked: Asked) -> tuple[FoundPassage, ...]:
        """Passages that hold all the words, the weightiest kinds first, then the newest."""
        return self._indexed(False).find(asked)

    def mend_finding(self) -> Making:
        """Makes anew what can be found, a part of it. Raises VaultReadOnly, RecordUnreadable."""
        made = search_index.make_some(self._reach(True), MADE_AT_ONCE)
        self._index = None
        return made

    def put_finding_together(self) -> bool:
        """Pieces of the index become fewer; whether more is to be done.

        Raises VaultReadOnly, SearchIndexBroken.
        """
        return search_index.put_together(self._reach(True))

    def complete(self) -> None:
        """Writes what the trail still lacks; the last step before the commit."""
        self._write_lines()

    def end(self) -> None:
        """Nothing works on this transaction any more."""
        self._is_over = True

    def _write_lines(self) -> None:
        """The records changed since the last entry go with the last of the new lines."""
        records = tuple(self._records.values())
        lines = self._lines or ([(UNNAMED_CHANGE, ())] if records else [])
        self._lines, self._records = [], {}
        for number, (event, ids) in enumerate(lines, 1):
            self._ledger.append(event, ids, records if number == len(lines) else (), self._stamp)
            self.has_changed = True

    def _rows(self, kind: Kind[T]) -> StoredRows[T]:
        return StoredRows(kind, self._reach, self._note, self._keep_found)

    def _keep_found(self, table: str, record: str, passages: tuple[Passage, ...]) -> None:
        self._indexed(True).keep(table, record, passages)

    def _indexed(self, writing: bool) -> SearchIndex:
        connection = self._reach(writing)
        if self._index is None:
            self._index = SearchIndex(connection)
        return self._index

    def _note(self, version: RecordVersion) -> None:
        self._records[version.kind, version.id] = version

    def _reach(self, writing: bool) -> Connection:
        if self._is_over:
            raise TransactionOver()
        if writing and not self._is_writing:
            raise VaultReadOnly()
        return self._connection
