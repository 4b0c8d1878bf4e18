"""Whether the journal that a cut left can take back all of the change, before SQLite begins to.

SQLite takes a record whose checksum is wrong for the end of the journal, and a header it cannot read for no
journal at all: rolled back halfway, a vault holds pages of two moments, each of them genuine, and the journal
is gone. Records are counted in the header only after they are safely on the drive, so a counted one that is
wrong is damage and never a torn write. Format: sqlite.org, "Database File Format", section 3.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from roundtable.domain.errors import VaultDamaged

MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
PAGE: Final = 4096
_HEADER: Final = 28
_RECORD: Final = 4 + PAGE + 4
_SECTORS: Final = frozenset(2**n for n in range(5, 17))
_UNCOUNTED: Final = 0xFFFFFFFF
_NEARLY: Final = 8  # bits; a header so near to the right one is the right one with a fault


class _Header(NamedTuple):
    """Records that are counted, their checksums' beginning, pages of the vault before the change, sector."""

    records: int
    nonce: int
    pages: int
    sector: int
    page: int


def check_journal(vault: Path) -> None:
    """Raises VaultDamaged for a journal that would roll the vault back only in part. None is no fault.

    One header tells how long the vault was: a bit turned over there can mean terabytes, which SQLite would
    then read to the end. Pages that a change cut off are all in the journal.
    """
    path = vault.with_name(vault.name + "-journal")
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            most = (vault.stat().st_size + size) // PAGE + 1
            # Cut to nothing meanwhile, it is a running program's, whose lock is asked for next.
            whole = _is_whole(file, size, most) or os.fstat(file.fileno()).st_size != size
    except FileNotFoundError:
        return
    if not whole:
        raise VaultDamaged(backup="")


def _is_whole(file: BinaryIO, size: int, most: int) -> bool:
    at, sector, seen = 0, 0, set[int]()
    while at + _HEADER <= size:
        file.seek(at)
        start = file.read(_HEADER)
        if not start.startswith(MAGIC):
            return _is_no_header(start[:8], is_first=at == 0) or _names_other_files(file, size)
        header = _Header(*(int.from_bytes(start[i : i + 4], "big") for i in range(8, _HEADER, 4)))
        if at == 0:
            sector = header.sector
            if sector not in _SECTORS or header.page != PAGE:
                return header.records == 0  # a header whose writing was cut off counts nothing yet
        if header.pages > most:
            return False
        if header.records == _UNCOUNTED:
            return True
        file.seek(at + sector)
        if not _are_records_whole(file, header, seen):
            return False
        end = at + sector + header.records * _RECORD
        at = -(-end // sector) * sector
    return True


def _are_records_whole(file: BinaryIO, header: _Header, seen: set[int]) -> bool:
    """Each page once, one that the vault had, with the checksum that its record tells."""
    for _ in range(header.records):
        record = file.read(_RECORD)
        number = int.from_bytes(record[:4], "big")
        if len(record) < _RECORD or not 1 <= number <= header.pages or number in seen:
            return False
        seen.add(number)
        page = record[4:-4]
        told = int.from_bytes(record[-4:], "big")
        if (header.nonce + sum(page[PAGE - 200 : 0 : -200])) & 0xFFFFFFFF != told:
            return False
    return True


def _is_no_header(start: bytes, *, is_first: bool) -> bool:
    """Whether no header was ever whole here: nothing, or the beginning of one whose writing was cut off.

    Something else at the very beginning is no journal of SQLite's; behind counted records it says that more
    of them were there.
    """
    written = start.rstrip(b"\0")
    if MAGIC.startswith(written):
        return True
    wrong = sum((a ^ b).bit_count() for a, b in zip(start, MAGIC, strict=True))
    return is_first and wrong > _NEARLY


def _names_other_files(file: BinaryIO, size: int) -> bool:
    """Whether the journal ends with the name of one above it: a change of several files at once."""
    file.seek(max(0, size - len(MAGIC)))
    return file.read() == MAGIC
