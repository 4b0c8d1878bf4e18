"""The index of everything that can be found, inside the encrypted file and in the transaction of its records.

`passages` holds the texts, `passage_words` (FTS5) the words in them. Neither is ever the truth: both are made
anew from the records when they do not fit. While `passage_words` is not there, everything is stored as ever.
FTS5's secure-delete takes words out of the index at once, not at some later merging.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from roundtable.actions.ports import Asked, FoundPassage
from roundtable.domain.errors import SearchIndexBroken
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.passages import FREE, Passage, PassageKind, passages_of
from roundtable.storage import kinds, tables

WORDS_TABLE: Final = "passage_words"
MARK_FROM, MARK_TO = "\x02", "\x03"
"""Around what was found; passages hold neither."""

_EACH_WEIGHT: Final = 1 << 40
_SHORTEST_BEGINNING: Final = 3
"""Letters from which on a word stands for all that begin with it; shorter ones stand for themselves."""
_MOST_ENDINGS: Final = 64
_MOST_PIECES: Final = 12
_CORRUPT: Final = 11
_PIECE: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_TYPED: Final = str.maketrans({"\0": " ", "“": '"', "”": '"', "„": '"'})
_TOKEN: Final = re.compile(r"[^\W_]+")

_CREATE_WORDS: Final = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(scope, words, content='passages', content_rowid='id', "
    "columnsize=0, tokenize='unicode61 remove_diacritics 2')"
)
_DROP_WORDS: Final = "DROP TABLE IF EXISTS passage_words"
# FTS5 takes its commands as rows: https://www.sqlite.org/fts5.html, section 6.
_COMMAND: Final = "INSERT INTO passage_words(passage_words, rank) VALUES (:command, :rank)"
_ADD: Final = "INSERT INTO passage_words(rowid, scope, words) VALUES (:number, :scope, :words)"
_TAKE: Final = (
    "INSERT INTO passage_words(passage_words, rowid, scope, words) VALUES ('delete', :number, :scope, :words)"
)
_FIND: Final = (
    "SELECT p.record, p.kind, p.part, p.audit_id, p.case_id, c.part AS number, "
    "snippet(passage_words, 1, :from, :to, '…', 28) AS said "
    "FROM passage_words JOIN passages AS p ON p.id = passage_words.rowid "
    "LEFT JOIN passages AS c ON c.record = p.case_id AND c.kind = 'case' "
    "WHERE passage_words MATCH :wanted ORDER BY passage_words.rowid DESC LIMIT :most"
)
_CREATE_TERMS: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms USING fts5vocab('main', 'passage_words', 'col')"
)
_ENDINGS: Final = (
    "SELECT term FROM temp.passage_terms WHERE term >= :first AND term < :after AND col = 'words' "
    "ORDER BY doc DESC LIMIT :most"
)


def create_words(connection: Connection) -> None:
    """The empty index of words."""
    connection.exec_driver_sql(_CREATE_WORDS)
    connection.execute(text(_COMMAND), {"command": "secure-delete", "rank": 1})


def is_there(connection: Connection) -> bool:
    """Whether words can be looked for."""
    query = text("SELECT 1 FROM sqlite_master WHERE name = :name")
    return connection.execute(query, {"name": WORDS_TABLE}).first() is not None


def rebuild(connection: Connection) -> None:
    """Both tables anew from the records, in the running transaction: nothing of what was in them is left.

    About 10 MB of text a second. Raises RecordUnreadable.
    """
    connection.exec_driver_sql(_DROP_WORDS)
    connection.execute(delete(tables.passages))
    last = dict.fromkeys(range(3), 0)
    for kind in kinds.ALL:
        columns = kind.table.c
        query = select(columns.id, columns.document).order_by(columns.position)
        for record, document in connection.execute(query).all():
            rows = []
            for passage in passages_of(kind.document.decode(document)):
                last[passage.weight] += 1
                number = passage.weight * _EACH_WEIGHT + last[passage.weight]
                rows.append(_row(number, kind.name, record, passage))
            if rows:
                connection.execute(insert(tables.passages), rows)
    create_words(connection)
    connection.execute(text(_COMMAND), {"command": "rebuild", "rank": 0})


def fits(connection: Connection) -> bool:
    """Whether the index holds exactly what the records hold: every passage, and every word of it.

    Raises RecordUnreadable.
    """
    if not is_there(connection):
        return False
    held: dict[tuple[str, str], set[tuple[str, str, str, str]]] = {}
    columns = tables.passages.c
    query = select(columns.table, columns.record, columns.kind, columns.part, columns.scope, columns.words)
    for table, record, *passage in connection.execute(query):
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
        self._has_words = is_there(connection)

    def keep(self, table: str, record: str, passages: Iterable[Passage]) -> None:
        """What is found of this record from now on; only what differs is written.

        A broken index costs no sentence: it is dropped, the record is stored, and the next search mends it.
        """
        wanted = tuple(passages)
        try:
            with self._connection.begin_nested():
                self._keep(table, record, wanted)
        except DBAPIError as error:
            if not _is_broken_index(error):
                raise
            self._connection.exec_driver_sql(_DROP_WORDS)
            self._has_words = False
            self._keep(table, record, wanted)

    def _keep(self, table: str, record: str, passages: tuple[Passage, ...]) -> None:
        columns = tables.passages.c
        query = select(columns.id, columns.kind, columns.part, columns.scope, columns.words).where(
            columns.record == record, columns.table == table
        )
        old = {(row.kind, row.part): row for row in self._connection.execute(query)}
        for passage in passages:
            known = old.pop((passage.kind.value, passage.part), None)
            if known is None:
                number = self._free_number(passage.weight)
                self._connection.execute(insert(tables.passages).values(_row(number, table, record, passage)))
                self._add_words(number, passage)
            elif (known.words, known.scope) != (passage.words, _scope(passage)):
                self._take_words(known.id, known.scope, known.words)
                change = update(tables.passages).where(columns.id == known.id)
                self._connection.execute(change.values(_row(known.id, table, record, passage)))
                self._add_words(known.id, passage)
        for row in old.values():
            self._take_words(row.id, row.scope, row.words)
            self._connection.execute(delete(tables.passages).where(columns.id == row.id))

    def _add_words(self, number: int, passage: Passage) -> None:
        if self._has_words:
            values = {"number": number, "scope": _scope(passage), "words": passage.words}
            self._connection.execute(text(_ADD), values)

    def _take_words(self, number: int, scope: str, words: str) -> None:
        """FTS5 is told what it held: it keeps no texts of its own."""
        if self._has_words:
            self._connection.execute(text(_TAKE), {"number": number, "scope": scope, "words": words})

    def _free_number(self, weight: int) -> int:
        """Numbers go up within a weight: the newest of the weightiest is found first."""
        query = text("SELECT max(id) FROM passages WHERE id >= :least AND id < :most")
        least = weight * _EACH_WEIGHT
        last = self._connection.execute(query, {"least": least, "most": least + _EACH_WEIGHT}).scalar()
        return least + 1 if last is None else int(last) + 1

    # --- finding

    def find(self, asked: Asked) -> tuple[FoundPassage, ...]:
        """See `ports.Transaction.find`. Raises SearchIndexBroken."""
        if not self._has_words:
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
        found = self._rows(self._wanted(asked, all_begin=False), asked.most)
        if len(found) == asked.most:
            return found
        return self._rows(self._wanted(asked, all_begin=True), asked.most)

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

    def _wanted(self, asked: Asked, *, all_begin: bool) -> str:
        """The question in FTS5's own language; "" where it asks for nothing that could be found."""
        found = _PIECE.findall(unicodedata.normalize("NFC", asked.typed).translate(_TYPED))[:_MOST_PIECES]
        last = len(found) - 1
        parts = [
            self._part(quoted or bare, is_exact=bool(quoted) or (place < last and not all_begin))
            for place, (quoted, bare) in enumerate(found)
        ]
        parts = [part for part in parts if part]
        if not parts:
            return ""
        within = [f'"{_as_token(token)}"' for token in asked.within]
        without = [f'"{_as_token(token)}"' for token in asked.without]
        wanted = " AND ".join(f"words: ({part})" for part in parts)
        if within:
            wanted = f"scope: ({' OR '.join(within)}) AND {wanted}"
        return f"({wanted}) NOT scope: ({' OR '.join(without)})" if without else wanted

    def _part(self, piece: str, *, is_exact: bool) -> str:
        tokens = _TOKEN.findall(piece)
        if not tokens:
            return ""
        begin, last = tokens[:-1], tokens[-1]
        endings = [] if is_exact else self._endings(last)
        phrases = [" ".join((*begin, ending)) for ending in dict.fromkeys((last, *endings))]
        return " OR ".join(f'"{phrase}"' for phrase in phrases)

    def _endings(self, beginning: str) -> list[str]:
        """The words in the index that begin so, the most frequent first.

        FTS5's own prefix search reads every place of every such word before the first row: seconds in a large
        file. What it is given here are whole words, which it reads only as far as needed.
        """
        folded = "".join(c for c in unicodedata.normalize("NFD", beginning.lower()) if not _is_accent(c))
        if len(folded) < _SHORTEST_BEGINNING or not self._has_words:
            return []
        self._connection.exec_driver_sql(_CREATE_TERMS)
        values = {"first": folded, "after": folded + chr(0x10FFFF), "most": _MOST_ENDINGS}
        return [row.term for row in self._connection.execute(text(_ENDINGS), values)]


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) == "Mn"


def _is_broken_index(error: DBAPIError) -> bool:
    """Damaged pages say the same; then the next statement says it again, without the index."""
    return int(getattr(error.orig, "sqlite_errorcode", 0) or 0) & 0xFF == _CORRUPT


def _scope(passage: Passage) -> str:
    """What the gate opens and closes by: the audit, the case, and the kinds that are closed by themselves."""
    tokens = [passage.audit_id, passage.case_id, passage.kind.value]
    if passage.kind in FREE:
        tokens.append(Asked.FREE)
    return " ".join(_as_token(token) for token in tokens if token)


def _as_token(token: str) -> str:
    """An imported id may hold anything: its hash is one word."""
    return "s" + hashlib.blake2b(token.encode(), digest_size=10).hexdigest()


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
