"""The index of everything that can be found, inside the encrypted file and in the transaction of its records.

`passages` holds the texts, `passage_words` (FTS5) the words in them. Neither is ever the truth: both are made
anew from the records when they do not fit. While `passage_words` is not there, everything is stored as ever.
FTS5's secure-delete takes words out of the index at once, not at some later merging.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from roundtable.actions.ports import Asked, FoundPassage, Making
from roundtable.domain.errors import SearchIndexBroken
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.passages import FREE, Passage, PassageKind, passages_of
from roundtable.storage import kinds, tables
from roundtable.storage.kinds import Kind
from roundtable.storage.search_question import Question, as_token

WORDS_TABLE: Final = "passage_words"
MARK_FROM, MARK_TO = "\x02", "\x03"
"""Around what was found; passages hold neither."""

_HEAVIEST: Final = 2
_EACH_WEIGHT: Final = 1 << 40
_FORM: Final = "3"
"""What an index is made by. To be changed with what `passages_of`, `_scope` and the numbers say: an index of
another form counts as missing, so that the gate never asks by rules that it was not made by."""
_STATE: Final = 0
"""The row that says how far the index is: no passage has this number."""
_READY, _MAKING = "ready", "making"
_CORRUPT: Final = 11
_NOT_SEARCHED: Final = (kinds.DRAFTS, kinds.REPORTS)
_SEARCHED: Final = tuple(kind for kind in kinds.ALL if kind not in _NOT_SEARCHED)

# Every place of a word costs two bytes more in a column that is not the first: the words come first.
_CREATE_WORDS: Final = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(words, scope, content='passages', content_rowid='id', "
    "columnsize=0, tokenize='unicode61 remove_diacritics 2')"
)
_DROP_WORDS: Final = "DROP TABLE IF EXISTS passage_words"
# FTS5 takes its commands as rows: https://www.sqlite.org/fts5.html, section 6.
_COMMAND: Final = "INSERT INTO passage_words(passage_words, rank) VALUES (:command, :rank)"
# FTS5's own 4,050 bytes do not fit into a page of SQLCipher, which keeps 80 of 4,096 for itself: each part of
# the index would lie on two.
_SETTINGS: Final = (("pgsz", 3950), ("secure-delete", 1), ("usermerge", 2))
_PUT_TOGETHER: Final = 100
"""Pages that one transaction puts together: about a twentieth of a second."""
_ADD: Final = "INSERT INTO passage_words(rowid, scope, words) VALUES (:number, :scope, :words)"
_TAKE: Final = (
    "INSERT INTO passage_words(passage_words, rowid, scope, words) VALUES ('delete', :number, :scope, :words)"
)
# Upwards, because FTS5 reads backwards ten times as slowly: the numbers go down instead.
_FIND: Final = (
    "SELECT p.record, p.kind, p.part, p.audit_id, p.case_id, c.part AS number, "
    "snippet(passage_words, 0, :from, :to, '…', 28) AS said "
    "FROM passage_words JOIN passages AS p ON p.id = passage_words.rowid "
    "LEFT JOIN passages AS c ON c.record = p.case_id AND c.kind = 'case' "
    "WHERE passage_words MATCH :wanted ORDER BY passage_words.rowid LIMIT :most"
)


def create_words(connection: Connection) -> None:
    """An empty index for a file without records: ready."""
    _create(connection)
    _note_state(connection, _READY)


def begin(connection: Connection) -> None:
    """Nothing of what was in the index is left; it is to be made from the records, by `make_some`."""
    connection.exec_driver_sql(_DROP_WORDS)
    connection.execute(delete(tables.passages))
    _create(connection)
    _note_state(connection, _MAKING)


def leave_off(connection: Connection) -> None:
    """Nothing is kept findable until `rebuild`: for changes that go through most of the file."""
    connection.exec_driver_sql(_DROP_WORDS)


def _create(connection: Connection) -> None:
    connection.exec_driver_sql(_CREATE_WORDS)
    for command, value in _SETTINGS:
        connection.execute(text(_COMMAND), {"command": command, "rank": value})


def make_some(connection: Connection, most: int) -> Making:
    """Goes on making the index, at most about so many passages, or begins; in the running transaction.

    What is stored meanwhile is kept in it too, so that it may take as many transactions as it needs. An index
    that is ready and is asked for all the same is broken. Raises RecordUnreadable.
    """
    state, reached = _state(connection)
    if state != _MAKING or not _has_table(connection):
        begin(connection)
        reached = ""
    index, made = SearchIndex(connection), 0
    table, _, position = reached.partition("/")
    names = [kind.name for kind in _SEARCHED]
    for kind in _SEARCHED[names.index(table) if table else 0 :]:
        columns = kind.table.c
        after = int(position or 0) if kind.name == table else 0
        query = select(columns.id, columns.position).where(columns.position > after)
        for record, at in connection.execute(query.order_by(columns.position)).all():
            document = connection.execute(select(columns.document).where(columns.id == record)).scalar_one()
            passages = passages_of(kind.document.decode(document))
            index.keep(kind.name, record, passages)
            made += len(passages)
            if made >= most:
                _note_state(connection, _MAKING, f"{kind.name}/{at}")
                return _how_far(connection, kind, at)
    _note_state(connection, _READY)
    return Making(1, 1)


def put_together(connection: Connection) -> bool:
    """Puts pieces of a ready index together, a part of the work; whether there is more to do.

    Each save leaves a piece of its own; FTS5 joins four of a kind by itself. Where words are taken out, every
    piece is looked through for every word. Raises SearchIndexBroken.
    """
    if not is_ready(connection):
        return False
    count = text("SELECT total_changes()")
    before = int(connection.execute(count).scalar_one())
    try:
        connection.execute(text(_COMMAND), {"command": "merge", "rank": _PUT_TOGETHER})
    except DBAPIError as error:
        if _is_broken_index(error):
            raise SearchIndexBroken() from None
        raise
    # The command counts as one change itself (https://www.sqlite.org/fts5.html, section 6.8).
    return int(connection.execute(count).scalar_one()) - before >= 2


def rebuild(connection: Connection) -> None:
    """All of it anew from the records, in the running transaction. Raises RecordUnreadable."""
    begin(connection)
    make_some(connection, sys.maxsize)


def _how_far(connection: Connection, now: Kind[Any], position: int) -> Making:
    done = total = 0
    has_come = True
    for kind in _SEARCHED:
        count = select(func.count()).select_from(kind.table)
        all_of_it = connection.execute(count).scalar_one()
        total += all_of_it
        if kind is now:
            done += connection.execute(count.where(kind.table.c.position <= position)).scalar_one()
            has_come = False
        elif has_come:
            done += all_of_it
    return Making(done, max(total, done + 1))


def _state(connection: Connection) -> tuple[str, str]:
    """Ready, being made (and up to where), or neither: not there, or of another form."""
    columns = tables.passages.c
    query = select(columns.kind, columns.part).where(columns.id == _STATE, columns.record == _FORM)
    row = connection.execute(query).first()
    return (row.kind, row.part) if row else ("", "")


def _note_state(connection: Connection, state: str, reached: str = "") -> None:
    row = dict.fromkeys(("table", "audit_id", "case_id", "scope", "words"), "")
    columns = tables.passages.c
    connection.execute(delete(tables.passages).where(columns.id == _STATE))
    row |= {"record": _FORM, "kind": state, "part": reached}
    connection.execute(insert(tables.passages).values({"id": _STATE, **row}))


def _has_table(connection: Connection) -> bool:
    query = text("SELECT 1 FROM sqlite_master WHERE name = :name")
    return connection.execute(query, {"name": WORDS_TABLE}).first() is not None


def is_ready(connection: Connection) -> bool:
    """Whether everything can be looked for."""
    return _state(connection)[0] == _READY and _has_table(connection)


def fits(connection: Connection) -> bool:
    """Whether the index holds exactly what the records hold: every passage, and every word of it.

    Raises RecordUnreadable.
    """
    if not is_ready(connection):
        return False
    held: dict[tuple[str, str], set[tuple[str, str, str, str]]] = {}
    columns = tables.passages.c
    query = select(columns.table, columns.record, columns.kind, columns.part, columns.scope, columns.words)
    for table, record, *passage in connection.execute(query.where(columns.id != _STATE)):
        held.setdefault((table, record), set()).add((passage[0], passage[1], passage[2], passage[3]))
    for kind in kinds.ALL:
        of_kind = kind.table.c
        for record, document in connection.execute(select(of_kind.id, of_kind.document)):
            passages = passages_of(kind.document.decode(document))
            expected = {(p.kind.value, p.part, _scope(p), p.words) for p in passages}
            if held.pop((kind.name, record), set()) != expected:
                return False
    return not held and _words_fit(connection)


def _words_fit(connection: Connection) -> bool:
    try:
        connection.execute(text(_COMMAND), {"command": "integrity-check", "rank": 1})
    except DBAPIError as error:
        if _is_broken_index(error):
            return False
        raise
    return True


def _row(number: int, table: str, record: str, passage: Passage) -> dict[str, object]:
    return {
        "id": number,
        "table": table,
        "record": record,
        "kind": passage.kind.value,
        "part": passage.part,
        "audit_id": passage.audit_id,
        "case_id": passage.case_id,
        "scope": _scope(passage),
        "words": passage.words,
    }


class SearchIndex:
    """The index over one connection, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        state, _ = _state(connection)
        self._has_words = bool(state) and _has_table(connection)
        self._is_ready = self._has_words and state == _READY

    def keep(self, table: str, record: str, passages: Iterable[Passage]) -> None:
        """What is found of this record from now on; only what differs is written.

        A broken index costs no sentence: it is dropped, the record is stored, and the next search mends it.
        """
        wanted = tuple(passages)
        if not self._has_words:
            self._forget(table, record)
            return
        try:
            with self._connection.begin_nested():
                self._keep(table, record, wanted)
                # FTS5 writes at the next savepoint or at the commit, where an error would cost the sentence.
                with self._connection.begin_nested():
                    pass
        except DBAPIError as error:
            if not _is_broken_index(error):
                raise
            self._connection.exec_driver_sql(_DROP_WORDS)
            self._has_words = self._is_ready = False
            self._forget(table, record)

    def _forget(self, table: str, record: str) -> None:
        """There is no index to keep in step; what was to be found of this record must not stay either."""
        columns = tables.passages.c
        of_record = (columns.record == record, columns.table == table)
        self._connection.execute(delete(tables.passages).where(*of_record))

    def _keep(self, table: str, record: str, passages: tuple[Passage, ...]) -> None:
        columns = tables.passages.c
        query = select(columns.id, columns.kind, columns.part, columns.scope, columns.words).where(
            columns.record == record, columns.table == table
        )
        old = {(row.kind, row.part): row for row in self._connection.execute(query)}
        fresh: list[Passage] = []
        for passage in passages:
            known = old.pop((passage.kind.value, passage.part), None)
            if known is None:
                fresh.append(passage)
            elif (known.words, known.scope) != (passage.words, _scope(passage)):
                self._take_words(known.id, known.scope, known.words)
                row = _row(known.id, table, record, passage)
                self._connection.execute(update(tables.passages).where(columns.id == known.id).values(row))
                self._add_words([row])
        for gone in old.values():
            self._take_words(gone.id, gone.scope, gone.words)
            self._connection.execute(delete(tables.passages).where(columns.id == gone.id))
        self._add(table, record, fresh)

    def _add(self, table: str, record: str, passages: list[Passage]) -> None:
        rows = []
        for weight in range(_HEAVIEST, -1, -1):
            of_weight = [passage for passage in passages if passage.weight == weight]
            first = self._free_number(weight) - len(of_weight) + 1 if of_weight else 0
            rows += [_row(first + n, table, record, passage) for n, passage in enumerate(of_weight)]
        if rows:
            self._connection.execute(insert(tables.passages), rows)
            self._add_words(rows)

    def _add_words(self, rows: list[dict[str, object]]) -> None:
        """Upwards: for each number that is lower than the one before FTS5 writes a segment of its own."""
        values = [{"number": row["id"], "scope": row["scope"], "words": row["words"]} for row in rows]
        self._connection.execute(text(_ADD), values)

    def _take_words(self, number: int, scope: str, words: str) -> None:
        """FTS5 is told what it held: it keeps no texts of its own."""
        self._connection.execute(text(_TAKE), {"number": number, "scope": scope, "words": words})

    def _free_number(self, weight: int) -> int:
        """Numbers go down within a weight, and the weightiest have the lowest: they are found first."""
        query = text("SELECT min(id) FROM passages WHERE id > :least AND id <= :most")
        least = (_HEAVIEST - weight) * _EACH_WEIGHT
        last = self._connection.execute(query, {"least": least, "most": least + _EACH_WEIGHT}).scalar()
        return least + _EACH_WEIGHT if last is None else int(last) - 1

    # --- finding

    def find(self, asked: Asked) -> tuple[FoundPassage, ...]:
        """See `ports.Transaction.find`. Raises SearchIndexBroken."""
        if not self._is_ready:
            raise SearchIndexBroken()
        try:
            return self._find(asked)
        except DBAPIError as error:
            if _is_broken_index(error):
                raise SearchIndexBroken() from None
            raise

    def _find(self, asked: Asked) -> tuple[FoundPassage, ...]:
        """First with the last word alone as a beginning: the others are mostly whole, and frequent words that
        need not be looked up make it fast. Where that finds few, every word may be a beginning."""
        question = Question(self._connection)
        found = self._rows(question.wanted(asked, all_begin=False), asked.most)
        if len(found) == asked.most:
            return found
        return self._rows(question.wanted(asked, all_begin=True), asked.most)

    def _rows(self, wanted: str, most: int) -> tuple[FoundPassage, ...]:
        if not wanted:
            return ()
        values = {"from": MARK_FROM, "to": MARK_TO, "wanted": wanted, "most": most}
        rows = self._connection.execute(text(_FIND), values)
        return tuple(
            FoundPassage(
                PassageKind(row.kind),
                row.record,
                row.part,
                AuditId(row.audit_id),
                CaseId(row.case_id),
                row.number or "",
                _pieces(row.said),
            )
            for row in rows
        )


def _is_broken_index(error: DBAPIError) -> bool:
    """Damaged pages say the same; then the next statement says it again, without the index."""
    return int(getattr(error.orig, "sqlite_errorcode", 0) or 0) & 0xFF == _CORRUPT


def _scope(passage: Passage) -> str:
    """What the gate opens and closes by: the audit, the case, and the kinds that are closed by themselves."""
    tokens = [passage.audit_id, passage.case_id, *passage.also, passage.kind.value]
    if passage.kind in FREE:
        tokens.append(Asked.FREE)
    return " ".join(as_token(token) for token in dict.fromkeys(tokens) if token)


def _pieces(said: str) -> tuple[tuple[str, bool], ...]:
    """The snippet in parts, each with whether it is what was looked for."""
    pieces = []
    for part in said.split(MARK_FROM):
        found, closed, rest = part.partition(MARK_TO)
        if closed:
            pieces.append((found, True))
            pieces.append((rest, False))
        else:
            pieces.append((part, False))
    return tuple((words, is_found) for words, is_found in pieces if words)
