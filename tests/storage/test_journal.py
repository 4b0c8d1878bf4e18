"""A journal is rolled back whole or not at all: what a turned-over bit would cut short is refused before it begins."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.domain.errors import VaultDamaged
from roundtable.storage.journal import MAGIC, PAGE, check_journal

SECTOR = 512
RECORD = 4 + PAGE + 4


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file and its journal as a cut leaves them in a long change: several pages written, in several parts."""
    folder = tmp_path_factory.mktemp("cut")
    path = folder / "Board.roundtable"
    connection = sqlite3.connect(folder / "running", isolation_level=None)
    connection.executescript(f"PRAGMA page_size={PAGE}; PRAGMA journal_mode=TRUNCATE; PRAGMA cache_size=4;")
    connection.execute("CREATE TABLE t(x)")
    connection.executemany("INSERT INTO t VALUES (?)", [("a" * 3000,) for _ in range(60)])
    connection.execute("BEGIN")
    connection.execute("UPDATE t SET x = 'b' || x")
    shutil.copy(folder / "running", path)
    shutil.copy(folder / "running-journal", journal_of(path))
    connection.close()
    return path


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def headers(data: bytes) -> list[int]:
    """Where the parts of a journal begin."""
    found, at = [], 0
    while at + 28 <= len(data) and data[at : at + 8] == MAGIC:
        found.append(at)
        end = at + SECTOR + int.from_bytes(data[at + 8 : at + 12], "big") * RECORD
        at = -(-end // SECTOR) * SECTOR
    return found


def with_journal(left: Path, folder: Path, data: bytes) -> Path:
    path = folder / left.name
    shutil.copy(left, path)
    journal_of(path).write_bytes(data)
    return path


def test_a_whole_journal_of_several_parts_passes(left: Path) -> None:
    assert len(headers(journal_of(left).read_bytes())) > 2
    check_journal(left)


def test_no_moment_of_a_long_change_leaves_a_journal_that_is_refused(tmp_path: Path) -> None:
    """Many parts, records taken back and new ones, rows taken out and put in: cut between any two statements."""
    connection = sqlite3.connect(tmp_path / "running", isolation_level=None)
    connection.executescript(
        f"PRAGMA page_size={PAGE}; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; PRAGMA cache_size=4;"
    )
    connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x)")
    connection.executemany("INSERT INTO t(x) VALUES (?)", [("a" * 3000,) for _ in range(120)])
    connection.execute("BEGIN")
    most, cut = 0, tmp_path / "cut"
    for number in range(90):
        if number % 30 == 5:
            connection.execute("SAVEPOINT part")
        connection.execute("UPDATE t SET x = ? WHERE id = ?", ("b" * 3000, 1 + number * 37 % 120))
        if number % 7 == 0:
            connection.execute("DELETE FROM t WHERE id = ?", (1 + number * 11 % 120,))
            connection.execute("INSERT INTO t(x) VALUES (?)", ("c" * 3000,))
        if number % 30 == 25:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        shutil.copy(tmp_path / "running", cut)
        shutil.copy(tmp_path / "running-journal", journal_of(cut))
        check_journal(cut)
        most = max(most, len(headers(journal_of(cut).read_bytes())))
    connection.close()
    assert most > 10, "the change was too short to be written in parts"


def test_no_journal_and_an_empty_one_are_no_fault(left: Path, tmp_path: Path) -> None:
    path = with_journal(left, tmp_path, b"")
    check_journal(path)
    journal_of(path).unlink()
    check_journal(path)


@pytest.mark.parametrize(
    ("place", "what"),
    [
        (3, "the magic"),
        (11, "the count of records"),
        (14, "the checksums' beginning"),
        (17, "the length of the vault"),
        (22, "the size of a sector"),
        (26, "the size of a page"),
        (SECTOR + 2, "a page's number"),
        (SECTOR + RECORD - 2, "a checksum"),
        (SECTOR + 4 + PAGE - 200, "a byte that the checksum counts"),
    ],
)
def test_a_bit_that_would_end_the_rollback_early_is_refused(
    left: Path, tmp_path: Path, place: int, what: str
) -> None:
    data = bytearray(journal_of(left).read_bytes())
    data[place] ^= 1
    with pytest.raises(VaultDamaged):
        check_journal(with_journal(left, tmp_path, bytes(data)))


def test_a_later_part_is_looked_at_too(left: Path, tmp_path: Path) -> None:
    data = bytearray(journal_of(left).read_bytes())
    second = headers(bytes(data))[1]
    data[second + SECTOR + RECORD - 1] ^= 4
    with pytest.raises(VaultDamaged):
        check_journal(with_journal(left, tmp_path, bytes(data)))


def test_fewer_records_than_there_are_is_refused(left: Path, tmp_path: Path) -> None:
    data = bytearray(journal_of(left).read_bytes())
    counted = int.from_bytes(data[8:12], "big")
    data[8:12] = (counted - 1).to_bytes(4, "big")
    with pytest.raises(VaultDamaged):
        check_journal(with_journal(left, tmp_path, bytes(data)))


def test_a_journal_that_never_got_its_first_header_is_none(left: Path, tmp_path: Path) -> None:
    data = journal_of(left).read_bytes()
    for kept in (0, 3, 8, 21):
        data = data[:8] + bytes(4) + data[12:]  # nothing is counted before it is on the drive
        torn = data[:kept] + bytes(SECTOR - kept) + data[SECTOR:]
        check_journal(with_journal(left, tmp_path, torn))
    check_journal(with_journal(left, tmp_path, b"something else entirely, as long as a header" * 99))


def test_a_part_whose_header_was_cut_off_ends_the_journal(left: Path, tmp_path: Path) -> None:
    data = journal_of(left).read_bytes()
    last = headers(data)[-1]
    for kept in (0, 5):
        torn = data[: last + kept] + bytes(len(data) - last - kept)
        check_journal(with_journal(left, tmp_path, torn))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_cut_off_or_changed_it_is_refused_or_passes(
    left: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(journal_of(left).read_bytes())
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    path = with_journal(left, tmp_path_factory.mktemp("changed"), cut)
    try:
        check_journal(path)
    except VaultDamaged as damage:
        assert damage.details == {"backup": ""}
