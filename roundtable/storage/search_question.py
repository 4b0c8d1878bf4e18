"""What is typed, as a question in FTS5's own language: nothing of it is taken for a command."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from sqlalchemy import Connection, text

from roundtable.actions.ports import Asked

_SHORTEST_BEGINNING: Final = 3
"""Letters from which on a word stands for all that begin with it; shorter ones stand for themselves."""
_FEW_ENDINGS, _MOST_ENDINGS = 5, 64
_LEAST_LETTER: Final = "\x01"
"""Put behind a word: the least that comes after it."""
_MOST_PIECES: Final = 12
_PIECE: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_TYPED: Final = str.maketrans({"\0": " ", "“": '"', "”": '"', "„": '"'})
_TOKEN: Final = re.compile(r"[^\W_]+")

_CREATE_TERMS: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms "
    "USING fts5vocab('main', 'passage_words', 'instance')"
)
_CREATE_COUNTS: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_counts USING fts5vocab('main', 'passage_words', 'col')"
)
_ENDINGS: Final = (
    "SELECT term FROM temp.passage_counts WHERE term >= :first AND term < :after AND col = 'words' "
    "ORDER BY doc DESC LIMIT :most"
)
_NEXT_WORD: Final = "SELECT term, col FROM temp.passage_terms WHERE term >= :first LIMIT 1"


class Question:
    """Asks about the words that there are over one connection, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def wanted(self, asked: Asked, *, all_begin: bool) -> str:
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
        within = [f'"{as_token(token)}"' for token in asked.within]
        without = [f'"{as_token(token)}"' for token in asked.without]
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
        """The words in the index that begin so, the most frequent first where there are many.

        FTS5's own prefix search reads every place of every such word before the first row: seconds in a large
        file. What it is given here are whole words, which it reads only as far as needed. Counting them reads
        every place too, but only once; a few are found without, by asking for the next word after each.
        """
        folded = "".join(c for c in unicodedata.normalize("NFD", beginning.lower()) if not _is_accent(c))
        if len(folded) < _SHORTEST_BEGINNING:
            return []
        self._connection.exec_driver_sql(_CREATE_TERMS)
        found = self._first_endings(folded)
        if len(found) < _FEW_ENDINGS:
            return found
        self._connection.exec_driver_sql(_CREATE_COUNTS)
        values = {"first": folded, "after": folded + chr(0x10FFFF), "most": _MOST_ENDINGS}
        return [row.term for row in self._connection.execute(text(_ENDINGS), values)]

    def _first_endings(self, folded: str) -> list[str]:
        found: list[str] = []
        after = folded
        while len(found) < _FEW_ENDINGS:
            row = self._connection.execute(text(_NEXT_WORD), {"first": after}).first()
            if row is None or not row.term.startswith(folded):
                break
            if row.col == "words":
                found.append(row.term)
            after = f"{row.term}{_LEAST_LETTER}"
        return found


def as_token(token: str) -> str:
    """An imported id may hold anything: its hash is one word."""
    return "s" + hashlib.blake2b(token.encode(), digest_size=10).hexdigest()


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) == "Mn"
